"""The history: every gesture of this session, and going back to any of them."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from persona_studio.ui.dialogs.ask import Sheet
from persona_studio.ui.given import given
from persona_studio.ui.kit import Kit
from persona_studio.ui.models.entries import Entry, EntryList
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.entries import EntryView
from persona_studio.ui.widgets.labels import Paragraph

WIDE, TALL = 460, 340


class History(Sheet):
    """The newest gesture above; Enter or a double click goes to how things were just after one."""

    def __init__(self, studio: Studio, parent: QWidget) -> None:
        kit = studio.kit
        super().__init__(kit, parent, kit.t("History of this session"))
        self.setMinimumWidth(kit.px(WIDE + 48))
        self._studio = studio
        self._steps = EntryList()
        self.list = EntryView(kit, self._steps, "Gestures")
        self.list.picked.connect(self._go)
        note = Paragraph(kit, "small", "text2")
        kit.say(note.setText, "Enter goes to a gesture. What comes after it can be done again.")
        self.column.addWidget(note)
        self.column.addWidget(self.list)
        self.foot("Close", cancel="")
        self.shrinks(self.list, kit.px(TALL))
        studio.changed.connect(self._refresh)
        studio.closed.connect(self.reject)
        self._refresh()
        self.list.setFocus()

    @Slot()
    def _refresh(self) -> None:
        session = self._studio.session
        if session is None:
            return
        labels, done = session.history
        self._steps.show(steps(labels, done, self.kit))
        self.list.choose(len(labels) - done)

    @Slot(object)
    def _go(self, step: int) -> None:
        session = given(self._studio.session)
        self._studio.attempt(session.go_to, step)
        self._refresh()


def steps(labels: tuple[str, ...], done: int, kit: Kit) -> list[Entry]:
    """Return the gestures, the newest first, then how the project was when it was opened."""
    t = kit.t
    entries = [
        Entry(
            key=number,
            title=t(label),
            aside=t("Now") if number == done else "",
            icon="check" if number <= done else "undo-2",
            faint=number > done,
        )
        for number, label in enumerate(labels, 1)
    ]
    opened = Entry(key=0, title=t("As it was opened"), aside=t("Now") if not done else "", icon="folder-open")
    return [*reversed(entries), opened]
