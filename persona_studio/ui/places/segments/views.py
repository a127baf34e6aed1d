"""The tabs of the place: each view is imported and built when it is first shown."""

from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from persona_studio.domain.segments import Segmentation
from persona_studio.ui.places.segments.tab import MANY, Tab
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.focus import follow_on, stops
from persona_studio.ui.widgets.tabs import Tabs

LEAST_VIEW = 300


@dataclass(frozen=True, slots=True)
class View:
    """A tab: its words and icon, and the class that shows it, in a module of this package."""

    text: str
    icon: str
    module: str
    kind: str


VIEWS = (
    View("Map", "chart-scatter", "map", "MapTab"),
    View("Profile", "grid-3x3", "profile", "ProfileTab"),
    View("Stability", "shield-check", "stability", "StabilityTab"),
    View("Golden questions", "circle-help", "golden.tab", "GoldenTab"),
)
"""The views, from left to right."""


class Views(QWidget):
    """The tabs, what stands beside them, and the current view below."""

    def __init__(self, studio: Studio, beside: QLayout) -> None:
        super().__init__()
        self._studio, px = studio, studio.kit.px
        self._found: Segmentation | None = None
        self._made: dict[str, Tab] = {}
        self._shown: dict[str, Segmentation] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_current)
        self.tabs = Tabs(studio.kit, tuple((v.text, v.icon) for v in VIEWS), "Views of the segments")
        self.tabs.chosen.connect(self._show)
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(px(LEAST_VIEW))  # where there is no room the whole place scrolls
        bar = QHBoxLayout()
        bar.addWidget(self.tabs, 1)
        bar.addLayout(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addLayout(bar)
        column.addWidget(self._stack, 1)

    def show_segmentation(self, found: Segmentation) -> None:
        """Show a segmentation in the current view, in the others when they are looked at."""
        self._found = found
        self._shown.clear()
        if found.used < MANY:
            self._show_current()
        else:
            self._later.start(0)

    @Slot()
    def _show_current(self) -> None:
        self._show(self.tabs.current())

    def tab(self, module: str) -> Tab:
        """Return a view, built when it was not yet; its ``module`` names it."""
        if module not in self._made:
            view = next(v for v in VIEWS if v.module == module)
            kind = getattr(import_module(f"{__package__}.{module}"), view.kind)
            self._made[module] = kind(self._studio)
            self._stack.addWidget(self._made[module])
        return self._made[module]

    @Slot()
    def warm(self) -> None:
        """Load what the first view needs, once there is time for it."""
        import_module(f"{__package__}.{VIEWS[0].module}")

    @Slot(int)
    def _show(self, number: int) -> None:
        name = VIEWS[number].module
        tab = self.tab(name)
        self._stack.setCurrentWidget(tab)
        if self._found is not None and name not in self._shown and tab.holds(self._found):
            self._shown[name] = self._found
            tab.show_segmentation(self._found)
            above = [part for part in stops(self) if not self._stack.isAncestorOf(part)]
            follow_on(above[-1] if above else None, tab)
