"""Personas: the sheet in the middle, its evidence at the right."""
