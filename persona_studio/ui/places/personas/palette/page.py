"""What the tabs of the palette have in common: a head with a search, a list, words when it is empty."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from persona_studio.domain.personas import Persona
from persona_studio.domain.project import Project
from persona_studio.services.personas.faces import Face
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import Chip
from persona_studio.ui.widgets.labels import Paragraph
from persona_studio.ui.widgets.surfaces import Panel


class Page(QWidget):
    """One tab: what it shows is for those who inherit. ``search`` is where Ctrl F goes."""

    def __init__(self, kit: Kit, search: QLineEdit) -> None:
        super().__init__()
        self._kit, self.search = kit, search
        px = kit.px
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        top = Panel(kit, "surface", "b")
        self.head = QVBoxLayout(top)
        self.head.setContentsMargins(px(12), px(12), px(12), px(10))
        self.head.setSpacing(px(10))
        self.head.addWidget(search)
        self._column.addWidget(top)
        self._said_why = Paragraph(kit, "body", "text2")
        self._either = QStackedWidget()

    def fill(self, view: QWidget, *below: QWidget) -> None:
        """Put the list below the head, and other widgets at the foot."""
        why = QWidget()
        room = QVBoxLayout(why)
        room.setContentsMargins(*(self._kit.px(16),) * 4)
        room.addWidget(self._said_why)
        room.addStretch(1)
        self._either.addWidget(view)
        self._either.addWidget(why)
        self._column.addWidget(self._either, 1)
        for widget in below:
            self._column.addWidget(widget)

    def empty(self, why: str) -> None:
        """Say, in place of the list, why there is nothing in it (English source); "" shows the list."""
        # Not said through the kit: the place shows everything anew in another language.
        self._said_why.setText(self._kit.t(why) if why else "")
        self._either.setCurrentIndex(1 if why else 0)

    def show_persona(self, project: Project, persona: Persona) -> None:
        """Show what there is for a persona."""
        raise NotImplementedError

    def hand_over(self) -> bool:
        """Hand over what is being written, where anything is, and tell whether it could be kept."""
        return True

    def forget(self) -> None:
        """Let go of another project."""
        self.search.clear()


ON_PAGE = {
    "On the sheet": "On the page",
    "on the sheet": "on the page",
    "Place a first finding: drag it onto the sheet.": "Place a first finding: drag it onto the page.",
    "All findings are on the sheet.": "All findings are on the page.",
    "No line of the sheet is a hypothesis.": "No line of the page is a hypothesis.",
}
"""What is said of the sheet, as it is said of a companion."""


class PlacedChips(QHBoxLayout):
    """Which rows are listed: those to be placed, or those on the page shown."""

    chosen = Signal()

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__()
        self._kit = kit
        self.setSpacing(kit.px(6))
        self._group = QButtonGroup(parent)
        self.to_place, self.placed = Chip(kit), Chip(kit)
        kit.say(self.to_place.setText, "To place")
        kit.name(self.to_place, "To place")
        self.show_face(Face.SHEET)
        for n, chip in enumerate((self.to_place, self.placed)):
            self._group.addButton(chip, n)
            self.addWidget(chip)
        self.addStretch(1)
        self.to_place.setChecked(True)
        self._group.idClicked.connect(self._clicked)

    def show_face(self, face: Face) -> None:
        """Speak of the page shown: the sheet, or a companion."""
        self._face = face
        # Not said through the kit: the place shows everything anew in another language.
        words = self._kit.t(self.worded("On the sheet"))
        self.placed.setText(words)
        self.placed.setAccessibleName(words)

    def worded(self, text: str) -> str:
        """Return what is said of the sheet, or the same of the page when a companion is shown."""
        return text if self._face is Face.SHEET else ON_PAGE[text]

    @property
    def on_page(self) -> bool:
        """Whether those on the page shown are listed."""
        return self.placed.isChecked()

    def choose(self, *, placed: bool) -> None:
        """List the ones or the others."""
        if placed is not self.on_page:
            (self.placed if placed else self.to_place).setChecked(True)
            self.chosen.emit()

    def show_counts(self, to_place: int, placed: int) -> None:
        """Show how many there are of each."""
        self.to_place.count(self._kit.t.integer(to_place))
        self.placed.count(self._kit.t.integer(placed))

    @Slot(int)
    def _clicked(self, _chip: int) -> None:
        self.chosen.emit()
