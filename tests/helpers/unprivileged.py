"""Runs a piece of Python as a user whom file permissions bind, even when the tests run as root."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534
# All is imported before the rights are given up: afterwards the interpreter's own folder may be out of reach.
PRELUDE = f"""
import os, sys, tempfile
from pathlib import Path
from persona_studio.domain.project import Project
from persona_studio.domain.edits import SetField
from persona_studio.errors import UserError
from persona_studio.services.workshop import outputs
from persona_studio.services.session import Session
from persona_studio.store.project_file import ProjectFile
from persona_studio.store.atomic import replacing

with tempfile.TemporaryDirectory() as name:
    with Session.create(Path(name) / "warm.persona", Project(id="p", name="x")) as session:
        session.do(SetField("p", "name", "y"), "rename")
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid({NOBODY})
    os.setuid({NOBODY})
"""


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that the unprivileged user may read and write."""
    with tempfile.TemporaryDirectory(prefix="persona-studio-") as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder


def run(code: str, folder: Path) -> str:
    """Run code in a process of that user, in that folder, and return what it printed."""
    if os.name != "posix":
        pytest.skip("permissions of POSIX")
    environment = {**os.environ, "PERSONA_STUDIO_HOME": str(folder / "home")}
    command = [sys.executable, "-c", PRELUDE + code]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
