"""Identifiers: short, random, never reused, unique in a project whatever they name."""

import os

Id = str
"""Name of one thing of a project: 16 hexadecimal digits."""


def new_id() -> Id:
    """Return a fresh identifier (64 random bits: no collision is to be expected in a project)."""
    return os.urandom(8).hex()
