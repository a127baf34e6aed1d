"""Ctrl+K: gestures that can be made now and personas; from three letters on variables and lines too."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from persona_studio.ui.actions import GESTURES, Actions, shortcut_text
from persona_studio.ui.models.entries import Entry, EntryList
from persona_studio.ui.models.variables import plain
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.entries import EntryView
from persona_studio.ui.widgets.fields import SearchField
from persona_studio.ui.widgets.labels import Paragraph

WIDE, ROWS = 560, 9
ACTION, PERSONA = "action", "persona"
DEEP, MOST = 3, 8
"""From so many letters on variables and lines are looked through; so many of each are shown."""
_WALK = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_HIDDEN = frozenset({"command", "panel"})
"""Gestures that make no sense from here."""


class Commands(QDialog):
    """A field and, below it, what it finds; Enter does the first, arrows walk the list.

    ``ran`` carries a gesture, ``asked_for`` a persona, ``sought`` what else was chosen: its kind and id.
    """

    ran = Signal(str)
    asked_for = Signal(str)
    sought = Signal(str, str)

    def __init__(self, studio: Studio, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        kit = studio.kit
        self._kit, self._window, self._studio = kit, parent, studio
        self._all = [*_personas(studio), *_gestures(actions)]
        self._known = prepared(self._all)
        self._found = EntryList()
        self.field = SearchField(kit, "Search or run a command")
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.list = EntryView(kit, self._found, "Commands")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._take)
        self._none = Paragraph(kit, "small", "text2")
        kit.say(self._none.setText, "Nothing is called so.")
        px = kit.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(10), px(10), px(10), px(10))
        column.setSpacing(px(8))
        for part in (self.field, self._none, self.list):
            column.addWidget(part)
        screen = parent.screen().availableGeometry().width()
        self.setFixedWidth(min(px(WIDE), parent.width() - px(40), screen))
        kit.name(self, "Commands")
        self.finished.connect(self.deleteLater)
        self._filter("")

    def open_below(self, at: QPoint) -> None:
        """Open with the middle of the upper edge at a point, or as near to it as the screen has room."""
        self.adjustSize()
        room = self._window.screen().availableGeometry()
        beside, under = room.width() - self.width(), room.height() - self.height()
        wanted = at - QPoint(self.width() // 2, 0) - room.topLeft()
        kept = QPoint(max(0, min(wanted.x(), beside)), max(0, min(wanted.y(), under)))
        self.move(room.topLeft() + kept)
        self.show()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk and take from the field, which keeps the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _WALK:
                self.list.keyPressEvent(event)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _filter(self, text: str) -> None:
        found = among(self._known, text)
        if len(text.strip()) >= DEEP:
            found += [entry for known in self._deeper for entry in among(known, text)[:MOST]]
        self._found.show(found)
        self._none.setVisible(not found)
        self.list.setVisible(bool(found))
        rows = sum(self.list.sizeHintForRow(row) for row in range(min(len(found), ROWS)))
        self.list.setFixedHeight(rows + 2 * self.list.frameWidth())
        self.adjustSize()
        self.list.choose(0)

    @cached_property
    def _deeper(self) -> "tuple[list[Known], ...]":
        """Variables and lines: read when first sought, and once."""
        if self._studio.session is None:
            return ()
        from persona_studio.ui.dialogs import sought  # noqa: PLC0415 - loads with the first word sought

        return prepared(sought.variables(self._studio)), prepared(sought.lines(self._studio))

    @Slot()
    def _take(self) -> None:
        chosen = self.list.chosen()
        if chosen is None:
            return
        self.accept()
        kind, which = chosen.key
        if kind in (ACTION, PERSONA):
            (self.ran if kind == ACTION else self.asked_for).emit(which)
        else:
            self.sought.emit(kind, which)


class Known(NamedTuple):
    """An entry with its title, and all its words, without accents and capitals."""

    entry: Entry
    title: str
    words: str


def prepared(entries: Iterable[Entry]) -> list[Known]:
    """Return entries ready to be looked through at each key."""
    titled = ((entry, plain(entry.title)) for entry in entries)
    return [Known(entry, title, f"{title} {plain(entry.detail)}") for entry, title in titled]


def matching(entries: Iterable[Entry], text: str) -> list[Entry]:
    """Return the entries that have each word of a text, those that begin with it first.

    Accents and capitals do not count; a word may be the beginning, or any part, of one of the entry's.
    """
    return among(prepared(entries), text)


def among(known: Sequence[Known], text: str) -> list[Entry]:
    """Return what :func:`matching` does of entries that are prepared."""
    wanted = plain(text).split()
    ranked = []
    for place, (entry, title, words) in enumerate(known):
        if all(word in words for word in wanted):
            rank = 0 if title.startswith(" ".join(wanted)) else 1 if _begin(title, wanted) else 2
            ranked.append((rank, place, entry))
    return [entry for _, _, entry in sorted(ranked, key=lambda one: one[:2])]


def _begin(title: str, wanted: list[str]) -> bool:
    """Tell whether each word wanted is the beginning of one of the title's."""
    return all(any(word.startswith(one) for word in title.split()) for one in wanted)


def _gestures(actions: Actions) -> list[Entry]:
    """Return the gestures that can be made now, with their keys."""
    return [
        Entry((ACTION, g.key), actions[g.key].text(), aside=shortcut_text(g), icon=g.icon)
        for g in GESTURES
        if not g.local and g.key not in _HIDDEN and actions.ready(g.key)
    ]


def _personas(studio: Studio) -> list[Entry]:
    """Return the personas of the open project."""
    if studio.session is None:
        return []
    t = studio.kit.t
    return [
        Entry(
            (PERSONA, p.id),
            f"{p.name}, {p.title}" if p.title else p.name or t("No name"),
            aside=t("Persona"),
            icon="contact-round",
        )
        for p in studio.project.personas
    ]
