"""F1: every gesture and its keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from persona_studio.ui.actions import GESTURES, GROUPS, Gesture, shortcut_text
from persona_studio.ui.dialogs.ask import Sheet
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.labels import Key, Label

COLUMNS = (("project", "edit", "segments"), ("go", "answers", "workshop", "help"), ("sheet",))
"""Groups side by side, so that the list stays within a screen of 768 pixels."""


class Shortcuts(Sheet):
    """Columns of gestures with their keys."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(kit, parent, kit.t("Keyboard shortcuts"))
        holder = QWidget()
        holder.setObjectName("content")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(kit.px(32))
        for column, names in enumerate(COLUMNS):
            grid.addWidget(self._column(names), 0, column, Qt.AlignmentFlag.AlignTop)
        area = self._scrolled(holder, parent)
        self.column.addWidget(area)
        self.foot("Close", cancel="")
        # Made as large as it is: Qt would make it no wider than two thirds of the screen.
        self.shrinks(area, holder.sizeHint().height())
        self.setMinimumWidth(self.width())

    def _scrolled(self, holder: QWidget, parent: QWidget) -> QScrollArea:
        """Let the list scroll where it is larger than the window it stands above."""
        area, px = QScrollArea(), self.kit.px
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(holder)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.kit.name(area, "Keyboard shortcuts")
        whole = holder.sizeHint()
        area.setMinimumWidth(min(whole.width() + px(16), parent.width() - px(80)))
        return area

    def _column(self, names: Sequence[str]) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(self.kit.px(6))
        row = 0
        for name in names:
            row = self._group(grid, row, name)
        return holder

    def _group(self, grid: QGridLayout, row: int, name: str) -> int:
        listed: list[Gesture] = [g for g in GESTURES if g.group == name and g.keys]
        title = Label(self.kit, "small-strong", "text3")
        title.setText(self.kit.t(GROUPS[name]))
        grid.addWidget(title, row, 0, 1, 2)
        for i, gesture in enumerate(listed, row + 1):
            words = Label(self.kit, "body")
            words.setText(self.kit.t(gesture.text))
            grid.addWidget(words, i, 0)
            grid.addWidget(Key(self.kit, shortcut_text(gesture)), i, 1, Qt.AlignmentFlag.AlignRight)
        grid.setRowMinimumHeight(row + len(listed) + 1, self.kit.px(8))
        return row + len(listed) + 2
