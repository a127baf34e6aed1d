"""Reads survey files and says what was understood."""

from persona_studio.ingest.options import Imported, ImportOptions
from persona_studio.ingest.reading import read
from persona_studio.ingest.recast import recast

__all__ = ["ImportOptions", "Imported", "read", "recast"]
