"""What the import has to say of a file: one line a remark, with where it stands."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from persona_studio.domain.waves import Notice
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.labels import Paragraph, Picture
from persona_studio.ui.widgets.surfaces import Column, clear

TALLEST = 112


class Remarks(Column):
    """A list that scrolls when it is long, and is not there when it is empty."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, gap=6)
        self._kit = kit
        self._list = QVBoxLayout()
        self._list.setSpacing(kit.px(6))
        self.rows.addLayout(self._list)
        self.rows.addStretch(1)
        self.setMaximumHeight(kit.px(TALLEST))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        kit.name(self, "Remarks on the file")
        self.hide()

    def tell(self, notices: Sequence[Notice]) -> None:
        """Show these remarks."""
        clear(self._list)
        said = [self._kit.t.code("notice", notice.code, notice.params) for notice in notices]
        for text in said:
            self._list.addWidget(self._line(text))
        self.setAccessibleDescription(" ".join(said))
        self.setVisible(bool(said))
        self.setMaximumHeight(min(self._kit.px(TALLEST), self.content.sizeHint().height() + 4))

    def _line(self, text: str) -> QWidget:
        kit, line = self._kit, QWidget()
        words = Paragraph(kit, "small", "text2")
        words.setText(text)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(kit.px(8))
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(Picture(kit.picture("triangle-alert", "warn", 15)), 0, top)
        row.addWidget(words, 1, top)
        return line
