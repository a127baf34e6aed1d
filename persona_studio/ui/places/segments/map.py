"""The map of the respondents, with one card a segment beside it."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from persona_studio.domain.segments import Segmentation
from persona_studio.services import authoring
from persona_studio.ui.dialogs.ask import AskText
from persona_studio.ui.places.segments.cards import SegmentCards, segment_name
from persona_studio.ui.places.segments.tab import Tab
from persona_studio.ui.studio import Studio


class MapTab(Tab):
    """Cards that rename a segment and lead to its persona."""

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self._renaming = ""
        self.cards = SegmentCards(self.kit)
        self.cards.renamed.connect(self._rename)
        self.cards.followed.connect(self._follow)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.cards)

    def show_segmentation(self, found: Segmentation) -> None:
        """Show the segments."""
        self.cards.show_segments(
            found.segments, self.personas(), self.variables_of(found), editable=self.studio.editable
        )

    @Slot(str)
    def _rename(self, segment: str) -> None:
        self._renaming = segment
        name = segment_name(self.studio.project.segment(segment), self.kit)
        dialog = AskText(self.kit, self, "Rename the segment", "Name of the segment", name)
        dialog.answered.connect(self._renamed)
        dialog.open()

    @Slot(str)
    def _renamed(self, name: str) -> None:
        if name.strip():
            self.studio.do(authoring.rename(self._renaming, name), "Segment renamed")

    @Slot(str)
    def _follow(self, persona: str) -> None:
        self.studio.wanted_persona = persona
        self.studio.wanted.emit("personas")
