"""The menus of the variable table and of the answers."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Slot
from PySide6.QtGui import QAction, QActionGroup, QIcon
from PySide6.QtWidgets import QMenu, QWidget

from persona_studio.domain.variables import MISSING_CODES, Kind, Role
from persona_studio.ui import words
from persona_studio.ui.kit import Kit

ROLES = (Role.ACTIVE, Role.ILLUSTRATIVE, Role.IGNORED, Role.WEIGHT, Role.IDENTIFIER, Role.VERBATIM)
KINDS = (
    Kind.NOMINAL,
    Kind.ORDINAL,
    Kind.MULTIPLE,
    Kind.NUMERIC,
    Kind.DATE,
    Kind.TEXT,
    Kind.IDENTIFIER,
    Kind.WEIGHT,
)
Act = Callable[[], object]


class Menu(QMenu):
    """A menu whose entries call what they were made with; it goes when it closes."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._called: dict[QAction, Act] = {}
        self.triggered.connect(self._call)

    def act(self, text: str, called: Act, *, icon: str = "", on: bool = True, key: str = "") -> QAction:
        """Add an entry; ``text`` is in the window's language, ``key`` a shortcut it is told beside."""
        action = QAction(self._kit.icon(icon) if icon else QIcon(), text, self)
        action.setEnabled(on)
        if key:
            action.setText(f"{text}\t{key}")
        self._called[action] = called
        self.addAction(action)
        return action

    def below(self, text: str, icon: str = "") -> "Menu":
        """Add a menu that opens beside."""
        menu = Menu(self._kit, self)
        menu.setTitle(text)
        if icon:
            menu.setIcon(self._kit.icon(icon))
        self.addMenu(menu)
        return menu

    def choices(
        self, options: Sequence[tuple[str, str, str]], now: str, chosen: Callable[[str], object]
    ) -> None:
        """Add choices (value, words, icon), one of which may be the present one."""
        group = QActionGroup(self)
        for value, text, icon in options:
            action = self.act(text, _Chosen(chosen, value), icon=icon)
            action.setCheckable(True)
            action.setChecked(value == now)
            group.addAction(action)

    @Slot(QAction)
    def _call(self, action: QAction) -> None:
        called = self._called.get(action)
        if called is not None:
            called()

    def show_at(self, at: QPoint) -> None:
        """Open, and go when closed."""
        # What an entry calls may come after the menu is gone from the screen.
        self.aboutToHide.connect(self.deleteLater)
        self.popup(at)


class _Chosen:
    """A choice that was made: calls with its value."""

    def __init__(self, call: Callable[[str], object], value: str) -> None:
        self._call, self._value = call, value

    def __call__(self) -> object:
        return self._call(self._value)


def add_roles(menu: Menu, kit: Kit, now: Role | None, chosen: Callable[[str], object]) -> None:
    """Offer the roles."""
    menu.choices([(r.value, words.role(r, kit.t), "") for r in ROLES], now.value if now else "", chosen)


def add_kinds(menu: Menu, kit: Kit, now: Kind | None, chosen: Callable[[str], object]) -> None:
    """Offer the kinds, each with its icon."""
    options = [(k.value, words.kind(k, kit.t), words.KIND_ICONS[k]) for k in KINDS]
    menu.choices(options, now.value if now else "", chosen)


def add_reasons(menu: Menu, kit: Kit, chosen: Callable[[str], object]) -> None:
    """Offer the reasons why an answer may count as missing."""
    for reason in MISSING_CODES:
        menu.act(words.capital(kit.t.code("missing", reason.value)), _Chosen(chosen, reason.value))


def common(values: Sequence[object]) -> object | None:
    """Return the value that all have, or None."""
    return values[0] if values and all(value == values[0] for value in values) else None
