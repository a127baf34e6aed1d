"""Segments: active variables, candidates, segments and their findings."""
