"""Where files go: asking for it, and showing it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from persona_studio.services.outputs import file_name
from persona_studio.services.targets import with_ending
from persona_studio.ui.given import given
from persona_studio.ui.widgets.file_dialog import FileDialog

if TYPE_CHECKING:
    from persona_studio.ui.studio import Studio

FOLDER = "export_folder"
Then = Callable[[str], object]


def ask_target(studio: "Studio", parent: QWidget, title: str, proposed: str, then: Then) -> None:
    """Ask where a file goes and say it to ``then``; the ending is that of the name ``proposed``."""
    stem, _, ending = proposed.rpartition(".")
    _ask(parent, title, folder(studio) / f"{file_name(stem)}.{ending}", then)


def remember_folder(studio: "Studio", target: Path) -> None:
    """Propose the folder of a file that was written, next time."""
    studio.preferences.set(FOLDER, str(target.parent))


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
    """Return where files go unless told otherwise: where the last one went, else beside the project."""
    saved = Path(studio.preferences.get(FOLDER, ""))
    if str(saved) != "." and saved.is_dir():
        return saved
    beside = given(studio.session).path.absolute().parent
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return beside if beside.is_dir() else Path(QStandardPaths.writableLocation(documents))


def open_folder(folder: Path) -> None:
    """Show a folder in the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
