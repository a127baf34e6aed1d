"""Menus of the sheet and of the strip above it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from persona_studio.domain.personas import PersonaKind
from persona_studio.ui import words
from persona_studio.ui.kit import Kit


def kind_menu(parent: QWidget, kit: Kit, now: PersonaKind) -> QMenu:
    """Return a menu of the kinds of personas; the data of an action is the kind's value."""
    menu = _menu(parent)
    group = QActionGroup(menu)
    for kind in PersonaKind:
        action = menu.addAction(words.persona_kind(kind, kit.t))
        action.setCheckable(True)
        action.setChecked(kind is now)
        action.setData(kind.value)
        group.addAction(action)
    return menu


def once_gone(action: QAction, context: QObject, act: Callable[[], object]) -> None:
    """Do something when an entry of a menu is picked and the menu has gone: it may take the keyboard.

    ``context`` outlives the menu. A queued connection to the entry would not do: entries of a submenu are
    deleted with it before the call comes.
    """
    action.triggered.connect(lambda: QTimer.singleShot(0, context, act))


def _menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu
