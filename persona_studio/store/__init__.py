"""Keeps a project in one file, one transaction per gesture."""
