"""What the import has to say of a file: one line a remark, with where it stands."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from persona_studio.domain.waves import Notice
from persona_studio.ui.dialogs.importing.grid import Held
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.labels import Paragraph, Picture
from persona_studio.ui.widgets.surfaces import Column, clear

TALLEST = 96


class RemarksCard(Held):
    """An amber card whose lines scroll when there are many; it is not there when there are none."""

    def __init__(self, kit: Kit) -> None:
        column = Column(kit, gap=6)
        super().__init__(kit, column, "warntint", "")
        self.column = column
        self._list = QVBoxLayout()
        self._list.setSpacing(kit.px(6))
        self.column.rows.addLayout(self._list)
        self.column.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        kit.name(self.column, "Remarks on the file")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(kit.px(14), kit.px(10), kit.px(8), kit.px(10))
        inside.addWidget(self.column)
        self.hide()

    def tell(self, notices: Sequence[Notice]) -> None:
        """Show these remarks."""
        clear(self._list)
        said = [self._kit.t.code("notice", notice.code, notice.params) for notice in notices]
        for text in said:
            line = self._remark(text)
            self._list.addWidget(line)
            line.show()  # at once: what is shown later has no height when it is measured below
        self.column.setAccessibleDescription(" ".join(said))
        self.setVisible(bool(said))
        self.column.setFixedHeight(min(self._kit.px(TALLEST), self._tall()))

    def _tall(self) -> int:
        wide = max(self.column.viewport().width(), self._kit.px(300))
        return max(self._list.heightForWidth(wide), self._list.sizeHint().height())

    def _remark(self, text: str) -> QWidget:
        kit, line = self._kit, QWidget()
        words = Paragraph(kit, "small", "text")
        words.setText(text)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(kit.px(8))
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(Picture(kit.picture("triangle-alert", "warn", 15)), 0, top)
        row.addWidget(words, 1, top)
        return line
