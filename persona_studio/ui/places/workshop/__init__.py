"""Atelier: choose, look, export."""
