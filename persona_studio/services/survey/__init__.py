"""What is done with a survey: read, joined, examined, cleaned, put in other terms."""
