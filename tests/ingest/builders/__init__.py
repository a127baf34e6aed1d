"""Builders of survey files in the documented export format of each tool, with the truth of each."""
