"""Computes segments and findings from a wave."""
