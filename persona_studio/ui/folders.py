"""Where projects are put, and what their files are called."""

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from persona_studio.errors import UserError

PROJECT = ".persona"


def with_suffix(file: str) -> Path:
    """Return a file as a project is called."""
    path = Path(file)
    return path if path.suffix.lower() == PROJECT else path.with_name(path.name + PROJECT)


def free_path(survey: Path) -> Path:
    """Return where the project of a survey goes: beside it, else in the documents; never onto a file.

    Raises:
        UserError: neither folder can be written.
    """
    folder = survey.parent if _writable(survey.parent) else documents()
    make(folder)
    path, number = folder / f"{survey.stem}{PROJECT}", 2
    while path.exists():
        path = folder / f"{survey.stem} ({number}){PROJECT}"
        number += 1
    return path


def make(folder: Path) -> None:
    """Make a folder unless it is there.

    Raises:
        UserError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError("folder_not_writable", folder=str(folder)) from error


def documents() -> Path:
    """Return where the system keeps the user's documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def _writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK)
