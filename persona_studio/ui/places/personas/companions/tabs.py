"""The tabs at the right of the strip: sheet, empathy map, journey, action plan."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from persona_studio.services.personas.faces import Face
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.segmented import Option, Segmented

TABS: tuple[Option, ...] = (
    Option(Face.SHEET.value, "Sheet", "id-card"),
    Option(Face.EMPATHY.value, "Empathy map", "heart"),
    Option(Face.JOURNEY.value, "Journey", "route"),
    Option(Face.PLAN.value, "Action plan", "list-checks"),
)


class FaceTabs(QWidget):
    """The four tabs; with less room the word of the one that is on, else icons named by tooltips."""

    chosen = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._needed: Callable[[], int] = int
        self._room = 0
        self.switch = Segmented(kit, TABS, "What is shown of the persona")
        self.switch.choose(Face.SHEET.value)
        self.switch.chosen.connect(self.chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def show_face(self, face: Face) -> None:
        """Show which one is on."""
        self.switch.choose(face.value)
        self.switch.fit(self._room)

    def share(self, around: QWidget, needed: Callable[[], int]) -> None:
        """Leave what stands beside them in ``around`` the width that it needs."""
        self._needed = needed
        around.installEventFilter(self)

    def eventFilter(self, around: QObject, event: QEvent) -> bool:
        """Let words give way in time: whenever the room, or what fills it, is another."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and isinstance(around, QWidget):
            self._room = around.width() - self._needed() - self._kit.px(16)
            self.switch.fit(self._room)
        return False
