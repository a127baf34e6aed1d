"""What every view of the segments has in common."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from persona_studio.domain.segments import Segmentation
from persona_studio.ui.studio import Studio

if TYPE_CHECKING:
    from persona_studio.domain.colours import Wears
    from persona_studio.domain.ids import Id
    from persona_studio.domain.personas import Persona
    from persona_studio.domain.variables import Variable
    from persona_studio.domain.waves import Wave


MANY = 10_000
"""Respondents from whom on each part is shown in an event of its own: at once, they would hold the window."""


class Tab(QWidget):
    """One view, made when it is first shown. It knows the studio and no other view."""

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self.studio, self.kit = studio, studio.kit
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def show_segmentation(self, found: Segmentation) -> None:
        """Show a segmentation of the open project, which may hold no segments."""
        raise NotImplementedError

    def holds(self, found: Segmentation) -> bool:
        """Tell whether the open project holds a segmentation as it is here."""
        return self.studio.session is not None and any(s is found for s in self.studio.project.segmentations)

    def wave_of(self, found: Segmentation) -> "Wave | None":
        """Return the survey a segmentation was made from, None when it was taken out."""
        return next((w for w in self.studio.project.waves if w.id == found.wave), None)

    def variables_of(self, found: Segmentation) -> "dict[Id, Variable]":
        """Return the questions of that survey by id, in the order of the file."""
        wave = self.wave_of(found)
        return {v.id: v for v in wave.variables} if wave else {}

    def personas(self) -> "dict[Id, Persona]":
        """Return the personas by the id of their segment."""
        return {p.segment: p for p in self.studio.project.personas if p.segment is not None}

    def accents_of(self, found: Segmentation) -> "dict[Id, Wears]":
        """Return the colour of each segment: its persona's, else that of its number; grey once set aside."""
        worn = {segment: persona.worn for segment, persona in self.personas().items()}
        return {s.id: s.wears(worn.get(s.id)) for s in found.segments}
