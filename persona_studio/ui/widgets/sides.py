"""A panel at the side that closes into a narrow tab when the window has no room for it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import IconButton
from persona_studio.ui.widgets.surfaces import Panel

TAB = 44
MOST = 0.3
"""Of the place's width: the most that a panel takes, however large the text."""


class Side(QWidget):
    """Shows its panel, or a tab that opens it; what the user opened stays open until there is room again."""

    def __init__(
        self, kit: Kit, panel: QWidget, width: float, room: float, *, left: bool = False, name: str = ""
    ) -> None:
        super().__init__()
        side = "left" if left else "right"
        self._kit, self.panel, self._wanted, self._room = kit, panel, width, room
        self._narrow = False
        self._tab = Panel(kit, "surface", "r" if left else "l")
        self._tab.setFixedWidth(kit.px(TAB))
        self._open = IconButton(kit, f"panel-{side}-open", name or "Open the panel")
        self._open.clicked.connect(self._opened)
        self._close = IconButton(kit, f"panel-{side}-close", "Close the panel", side=28, size=16)
        self._close.clicked.connect(self._closed)
        self._close.setParent(panel)
        self._close.hide()
        column = QVBoxLayout(self._tab)
        column.setContentsMargins(kit.px(6), kit.px(16), kit.px(6), 0)
        column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(panel)
        row.addWidget(self._tab)
        self._tab.hide()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def want(self, width: float) -> None:
        """Ask for another width, in pixels of the drawings; :meth:`fit` gives it."""
        self._wanted = width

    def need(self, room: float) -> None:
        """Close in a place that is less wide than this."""
        self._room = room

    def fit(self, width: int) -> None:
        """Take part of the width of a place: the panel while there is room, else the tab."""
        self.panel.setFixedWidth(min(self._kit.px(self._wanted), round(width * MOST)))
        self._close.move(
            self.panel.width() - self._close.sizeHint().width() - self._kit.px(4), self._kit.px(4)
        )
        narrow = width < self._room
        if narrow != self._narrow:
            self._narrow = narrow
            self._show(opened=not narrow)

    def open(self) -> None:
        """Open the panel where it is closed."""
        if not self.panel.isVisible():
            self._show(opened=True)

    @Slot()
    def _opened(self) -> None:
        self._show(opened=True)
        self._close.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _closed(self) -> None:
        self._show(opened=False)
        self._open.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, *, opened: bool) -> None:
        self.panel.setVisible(opened)
        self._tab.setVisible(not opened)
        self._close.setVisible(opened and self._narrow)
        self._close.raise_()
