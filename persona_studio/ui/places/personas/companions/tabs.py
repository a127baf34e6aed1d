"""The tabs at the right of the strip: sheet, empathy map, journey, action plan."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from persona_studio.services.faces import Face
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.segmented import Option, Segmented

TABS: tuple[Option, ...] = (
    Option(Face.SHEET.value, "Sheet", "id-card"),
    Option(Face.EMPATHY.value, "Empathy map", "heart"),
    Option(Face.JOURNEY.value, "Journey", "route"),
    Option(Face.PLAN.value, "Action plan", "list-checks"),
)
FACES_ROOM = 620
"""Pixels of the drawings that the faces of the strip keep, before the words of the tabs give way to icons."""


class FaceTabs(QWidget):
    """The four tabs; in a narrow window their icons alone, named by tooltips."""

    chosen = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.switch = Segmented(kit, TABS, "What is shown of the persona")
        self.switch.choose(Face.SHEET.value)
        self.switch.chosen.connect(self.chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(kit.px(8), 0, 0, 0)
        row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        kit.wording.changed.connect(self._fit)

    def show_face(self, face: Face) -> None:
        """Show which one is on."""
        self.switch.choose(face.value)

    def stand_in(self, around: QWidget) -> None:
        """Follow the width of what they stand in."""
        around.installEventFilter(self)

    def eventFilter(self, around: QObject, event: QEvent) -> bool:
        """Let words give way in time."""
        if event.type() == QEvent.Type.Resize and isinstance(around, QWidget):
            self._fit(around)
        return False

    @Slot()
    def _fit(self, around: QWidget | None = None) -> None:
        room = around or self.parentWidget()
        if room is not None:
            left = room.width() - self._kit.px(FACES_ROOM)
            self.switch.show_bare(self.switch.whole_width() > left)
