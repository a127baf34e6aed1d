"""Reads survey files and says what was understood."""
