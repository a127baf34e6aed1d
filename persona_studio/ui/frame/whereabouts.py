"""Where the open project is saved: its file and the folder of that, in full."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget, QWidgetAction

from persona_studio.texts import Texts
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.labels import Paragraph
from persona_studio.ui.wording import in_menu

WIDTH = 360


def said(path: Path, t: Texts) -> str:
    """Say what a project's file is called and which folder it is in, neither shortened."""
    whole = path.absolute()
    return t("File: {file}\nFolder: {folder}", file=whole.name, folder=str(whole.parent))


def add_to(menu: QMenu, kit: Kit, path: Path) -> None:
    """Begin a menu with where a project is saved, and the way to that folder."""
    shown = QWidgetAction(menu)
    shown.setDefaultWidget(_lines(kit, said(path, kit.t)))
    shown.setText(in_menu(said(path, kit.t).replace("\n", ", ")))  # what is spoken
    shown.setEnabled(False)
    menu.addAction(shown)
    folder = path.absolute().parent
    action = menu.addAction(kit.icon("folder-open"), kit.t("Open the folder"))
    action.setEnabled(folder.is_dir())
    action.triggered.connect(partial(_open, folder))
    menu.addSeparator()


def _lines(kit: Kit, words: str) -> QWidget:
    part, lines = QWidget(), Paragraph(kit, "small", "text2")
    lines.setText(words)
    lines.setFixedWidth(min(lines.sizeHint().width(), kit.px(WIDTH)))
    lines.setFixedHeight(lines.heightForWidth(lines.maximumWidth()))  # menus ask for no height at a width
    column = QVBoxLayout(part)
    column.setContentsMargins(kit.px(10), kit.px(6), kit.px(10), kit.px(6))
    column.addWidget(lines)
    return part


def _open(folder: Path, _checked: bool = False) -> None:
    from persona_studio.ui.targets import open_folder  # noqa: PLC0415 - loads with the first export

    open_folder(folder)
