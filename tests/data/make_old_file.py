"""Writes the project file of this version, which later versions must open: run once a version."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from helpers import samples  # noqa: E402
from persona_studio.store import migrations  # noqa: E402
from persona_studio.store.project_file import ProjectFile  # noqa: E402

if __name__ == "__main__":
    file = HERE / f"version-{migrations.newest()}.persona"
    ProjectFile.create(file, samples.project(), samples.COLUMNS).close()
