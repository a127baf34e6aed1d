"""What the tab of a companion shows before it is begun: what it is for, and two ways to begin."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from persona_studio.services.personas.faces import Face
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import PRIMARY, SECONDARY, Button
from persona_studio.ui.widgets.notes import EmptyState

_WORDS = {
    Face.EMPATHY: (
        "heart",
        "Put yourself in their place",
        "What they think, see, hear, say and do, with the same evidence as on the sheet.",
        "Begin from the lines of the sheet",
        "Begin with an empty map",
    ),
    Face.JOURNEY: (
        "route",
        "Follow them from the first wish to the use",
        "Stages, feelings, touchpoints and pains show where an opportunity is.",
        "Begin with the usual stages",
        "Begin with one stage",
    ),
    Face.PLAN: (
        "list-checks",
        "Decide who does what, and why",
        "Each action has a team, an owner, a date, and the line that asks for it.",
        "Begin from the opportunities of the journey",
        "Begin with an empty plan",
    ),
}


class NotBegun(QWidget):
    """``begun`` tells that the companion is wanted, and whether with a draft."""

    begun = Signal(bool)

    def __init__(self, kit: Kit, face: Face) -> None:
        super().__init__()
        icon, title, help_, first, second = _WORDS[face]
        state = EmptyState(kit, icon, title, help_)
        self.draft, self.bare = Button(kit, PRIMARY), Button(kit, SECONDARY)
        kit.say(self.draft.setText, first)
        kit.say(self.bare.setText, second)
        self.draft.clicked.connect(self._draft)
        self.bare.clicked.connect(self._bare)
        for button in (self.draft, self.bare):
            state.act(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(state.centred(560))
        kit.name(self, title)

    def allow(self, allowed: bool) -> None:
        """Let it be begun, or not."""
        for button in (self.draft, self.bare):
            button.setEnabled(allowed)

    def _draft(self) -> None:
        self.begun.emit(True)

    def _bare(self) -> None:
        self.begun.emit(False)
