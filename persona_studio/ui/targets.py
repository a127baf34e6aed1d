"""Where files go: asking for it, and showing it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from persona_studio.services.targets import with_ending
from persona_studio.services.workshop.outputs import file_name
from persona_studio.ui.folders import documents
from persona_studio.ui.given import given
from persona_studio.ui.widgets.file_dialog import FileDialog

if TYPE_CHECKING:
    from persona_studio.ui.studio import Studio

FOLDERS = "export_folders"
"""Preference: pairs of a project and where its last file went; that of the latest file is first."""
KEPT = 40
Then = Callable[[str], object]


def ask_target(studio: "Studio", parent: QWidget, title: str, proposed: str, then: Then) -> None:
    """Ask where a file goes and say it to ``then``; the ending is that of the name ``proposed``."""
    stem, _, ending = proposed.rpartition(".")
    _ask(parent, title, folder(studio) / f"{file_name(stem)}.{ending}", then)


def whose(studio: "Studio") -> str:
    """Return what tells the open project from all others, for :func:`remember_folder`.

    Its file is part of it: a copy of a project, which has its identifier, may be for another client.
    """
    session = given(studio.session)
    return f"{session.project.id} {session.path.absolute()}"


def remember_folder(studio: "Studio", folder: Path, project: str) -> None:
    """Propose a folder for the next files of a project, and of no other: two clients are never mixed."""
    others = [[each, kept] for each, kept in _folders(studio).items() if each != project]
    studio.preferences.set(FOLDERS, [[project, str(folder)], *others][:KEPT])


def _folders(studio: "Studio") -> dict[str, str]:
    """Return where the last file of each project went; entries that make no sense are left out."""
    pairs = [
        pair for pair in studio.preferences.get(FOLDERS, []) if isinstance(pair, list) and len(pair) == 2
    ]
    return {project: kept for project, kept in pairs if isinstance(project, str) and isinstance(kept, str)}


def _ask(parent: QWidget, title: str, proposed: Path, then: Then) -> None:
    ending = proposed.suffix
    dialog = FileDialog(parent, title, str(proposed.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(f"{ending[1:].upper()} (*{ending})")
    dialog.setDefaultSuffix(ending[1:])
    dialog.selectFile(proposed.name)
    dialog.fileSelected.connect(partial(_chosen, parent, title, ending, then))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _chosen(parent: QWidget, title: str, ending: str, then: Then, file: str) -> None:
    chosen = Path(file)
    target = with_ending(chosen, ending)
    if target != chosen and target.exists():
        _ask(parent, title, target, then)  # nobody was asked whether that one may be replaced
    else:
        then(str(target))


def ask_folder(studio: "Studio", parent: QWidget, title: str, then: Then) -> None:
    """Ask for a folder, beginning where files go, and say it to ``then``."""
    dialog = FileDialog(parent, title, str(folder(studio)))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, on=True)
    dialog.fileSelected.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def folder(studio: "Studio") -> Path:
    """Return where files of a project go unless told otherwise: where its last one went, else beside it."""
    saved = _folders(studio).get(whose(studio))
    if saved is not None and Path(saved).is_dir():
        return Path(saved)
    beside = given(studio.session).path.absolute().parent
    return beside if beside.is_dir() else documents()


def open_folder(folder: Path) -> None:
    """Show a folder in the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
