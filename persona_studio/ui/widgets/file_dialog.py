"""The dialog that asks for a file, all its words in the language of the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

_SAID = {QFileDialog.DialogLabel.LookIn: "Look in:", QFileDialog.DialogLabel.FileType: "Files of type:"}
"""Labels whose letter to press changed since Qt's catalogues were made: Qt itself says them in English."""


class FileDialog(QFileDialog):
    """Qt's own dialog, or the system's; it opens in ``folder``, or at home when that is no folder."""

    def __init__(self, parent: QWidget | None, title: str, folder: str = "") -> None:
        there = not folder or Path(folder).is_dir()
        super().__init__(parent, title, folder if there else str(Path.home()))
        for label, source in _SAID.items():
            self.setLabelText(label, QCoreApplication.translate("QFileDialog", source))


def ask_file(
    parent: QWidget, title: str, kinds: str, chosen: Callable[[str], object], folder: str = ""
) -> None:
    """Ask for one file of some ``kinds`` and hand its path over; nothing happens when the user cancels."""
    dialog = FileDialog(parent, title, folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kinds)
    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
