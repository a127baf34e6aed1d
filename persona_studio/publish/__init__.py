"""Lays personas out as boxes and paints them on paper."""
