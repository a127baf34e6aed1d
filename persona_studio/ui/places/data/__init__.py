"""Données: the survey, its quality and its variables."""
