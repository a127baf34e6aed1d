"""The map of the respondents, with one card a segment beside it."""

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QVBoxLayout

from persona_studio.domain.segments import Segmentation
from persona_studio.services import authoring
from persona_studio.ui.dialogs.ask import AskText
from persona_studio.ui.places.segments.cards import SegmentCards, segment_name
from persona_studio.ui.places.segments.mapcard import MapCard
from persona_studio.ui.places.segments.paragons import TypicalPeople
from persona_studio.ui.places.segments.shaper import Shaper
from persona_studio.ui.places.segments.tab import MANY, Tab
from persona_studio.ui.places.segments.told import weighting
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.surfaces import Column

CARDS, NARROW = 448, 330
"""Widths of the cards: as drawn, and at least."""
MAP, TALL = 360, 340
"""Width the map must have beside the cards; its height above them, where it has not."""
GAP, FOOT = 20, 20
WIDEST = 16_777_215
"""Qt's own limit: as wide as there is room."""


class MapTab(Tab):
    """Map and cards tell of each other: what is pressed in one stands out in both."""

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        kit = self.kit
        self._about = ""
        self._found: Segmentation | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_map)
        self.shaper = Shaper(studio, self)
        self.map = MapCard(studio)
        self.map.chosen.connect(self._choose)
        self.cards = SegmentCards(kit)
        self.cards.chosen.connect(self._choose)
        self.cards.followed.connect(self._follow)
        self.cards.menu_wanted.connect(self._open_menu)
        self.cards.rename_wanted.connect(self._ask_name)
        self._scroll = Column(kit, margins=(0, 0, 0, FOOT))
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(kit.px(GAP))
        self._both.addWidget(self.map, 54)
        self._both.addWidget(self.cards, 46)
        self._scroll.rows.addLayout(self._both)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def show_segmentation(self, found: Segmentation) -> None:
        """Show the segments and where their people stand."""
        self._found = found
        variables, personas = self.variables_of(found), self.personas()
        self.cards.show_segments(found.segments, personas, variables, weighting(found, variables, self.kit.t))
        self._arrange()
        if found.used < MANY:
            self._show_map()
        else:
            self._later.start(0)

    @Slot()
    def _show_map(self) -> None:
        found = self._found
        if found is not None and self.holds(found):
            self.map.show_segmentation(found, self.wave_of(found), self.accents_of(found))
            self.cards.highlight(self.map.highlighted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards below the map where both have no room side by side."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        px, ways = self.kit.px, QBoxLayout.Direction
        beside = self.width() >= px(MAP + GAP + NARROW)
        self._both.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self.cards.setMinimumWidth(px(NARROW) if beside else 0)
        self.cards.setMaximumWidth(px(CARDS) if beside else WIDEST)
        self.cards.setMinimumHeight(0 if beside else self.cards.content.sizeHint().height())
        self.map.setMinimumHeight(0 if beside else px(TALL))

    @Slot(int)
    def _choose(self, number: int) -> None:
        self.map.highlight(number)
        self.cards.highlight(number)

    # -------------------------------------------------------------- what a card offers

    @Slot(str, QPoint)
    def _open_menu(self, segment: str, at: QPoint) -> None:
        self._about = segment
        menu = self._menu()
        menu.popup(at)

    def _menu(self) -> QMenu:
        menu, t = QMenu(self), self.kit.t
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        typical = QAction(self.kit.icon("users", "text2", 16), t("Typical people…"), menu)
        typical.triggered.connect(self._show_typical)
        menu.addAction(typical)
        rename = QAction(self.kit.icon("pencil", "text2", 16), t("Rename…"), menu)
        rename.triggered.connect(self._rename)
        rename.setEnabled(self.studio.editable)
        menu.addAction(rename)
        if self._found is not None:
            self.shaper.add_to(menu, self._found, self._about)
        return menu

    @Slot()
    def _show_typical(self) -> None:
        found = self._found
        wave = self.wave_of(found) if found is not None else None
        if found is None or wave is None or self.studio.session is None:
            return
        answers = self.studio.session.answers(wave.id)
        TypicalPeople(self.kit, self, found, found.segment(self._about), wave, answers).open()

    @Slot(str)
    def _ask_name(self, segment: str) -> None:
        if self.studio.editable:
            self._about = segment
            self._rename()

    @Slot()
    def _rename(self) -> None:
        name = segment_name(self.studio.project.segment(self._about), self.kit)
        dialog = AskText(self.kit, self, "Rename the segment", "Name of the segment", name, yes="Rename")
        dialog.answered.connect(self._renamed)
        dialog.open()

    @Slot(str)
    def _renamed(self, name: str) -> None:
        if name.strip():
            self.studio.do(authoring.rename(self._about, name), "Segment renamed")

    @Slot(str)
    def _follow(self, persona: str) -> None:
        self.studio.wanted_persona = persona
        self.studio.wanted.emit("personas")
