"""Where pictures come from: a file, the clipboard, something dragged; all are read by the worker."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QWidget

from persona_studio.domain.ids import Id
from persona_studio.errors import UserError
from persona_studio.services.personas import photos
from persona_studio.services.personas.photos import Taken
from persona_studio.ui.canvas.offers import picture_of
from persona_studio.ui.kit import Kit
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.file_dialog import FileDialog

FAMILY = "photo"
KINDS = "*.jpg *.jpeg *.jpe *.jfif *.png *.webp *.gif *.tif *.tiff *.bmp"
LARGEST = 4600
"""Pixels of the longer side of a picture without a file: more is never printed, and would wait in memory."""
Source = str | Path | QImage


def take(
    studio: Studio,
    source: Source,
    *,
    whose: Id,
    done: Callable[[Taken], object],
    failed: Callable[[UserError], object] | None = None,
) -> None:
    """Read a picture in a process of its own, which may crash on it, and waits for no longer work.

    A newer picture takes the place of one still read for the same persona (``whose``), of no other.
    """
    t = studio.kit.t
    where: Path | bytes = encoded(source) if isinstance(source, QImage) else Path(source)
    name = t("The picture") if isinstance(where, bytes) else where.name
    title = t("Reading of {file}", file=name)
    studio.jobs.bare.start(f"{FAMILY}-{whose}", title, photos.take, where, name, done=done, failed=failed)


def encoded(image: QImage) -> bytes:
    """Return a picture as a file, quickly and not too large."""
    if max(image.width(), image.height()) > LARGEST:
        keep = Qt.AspectRatioMode.KeepAspectRatio
        image = image.scaled(LARGEST, LARGEST, keep, Qt.TransformationMode.SmoothTransformation)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setCompression(0)  # the worker makes it small
    writer.write(image)
    return bytes(data.data())


def ask_file(parent: QWidget, kit: Kit, then: Callable[[str], object]) -> None:
    """Ask for the file of a picture."""
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    dialog = FileDialog(parent, kit.t("Choose a photo"), pictures)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([kit.t("Pictures ({endings})", endings=KINDS), kit.t("All files (*)")])
    dialog.fileSelected.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def on_clipboard() -> str | QImage | None:
    """Return the picture on the clipboard, or the file of one; None when there is none."""
    data = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())
    return picture_of(data) if data is not None else None


def pastes(event: QKeyEvent) -> bool:
    """Tell whether a key asks to paste."""
    return event.matches(QKeySequence.StandardKey.Paste)
