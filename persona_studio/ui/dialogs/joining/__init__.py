"""The dialog in which a survey is completed by a second file."""
