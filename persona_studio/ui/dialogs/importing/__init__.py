"""The conversation before a survey is imported: what was understood, what is to be changed."""
