"""What surrounds the places of a project: the bar, the rail at the left, the strip for what went wrong."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from persona_studio.ui.actions import Actions
from persona_studio.ui.frame.rail import Rail
from persona_studio.ui.frame.topbar import TopBar
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.notes import Strip


class Workplace(QWidget):
    """The frame of the places; which one stands in it is the window's to say."""

    def __init__(self, studio: Studio, actions: Actions) -> None:
        super().__init__()
        self.bar = TopBar(studio, actions, studio.kit.t.language)
        self.rail = Rail(studio.kit)
        self.strip = Strip(studio.kit, radius=0)
        self._stack = QStackedWidget()
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self._stack, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.rail)
        below.addLayout(column, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.bar)
        outer.addLayout(below, 1)

    def stand(self, place: QWidget) -> None:
        """Show a place; one that comes for the first time stays from then on."""
        if self._stack.indexOf(place) < 0:
            self._stack.addWidget(place)
        self._stack.setCurrentWidget(place)
