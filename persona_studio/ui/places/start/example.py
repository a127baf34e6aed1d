"""The card that offers the bundled example, with a picture of its first sheets."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.buttons import SECONDARY, Button
from persona_studio.ui.widgets.labels import Paragraph
from persona_studio.ui.widgets.surfaces import Card

WIDE, ROOMY = 164.0, 560
WORDS = (
    "612 fictitious answers, their segments, their personas and their sheets.\n"
    "Everything can be changed, nothing has to be imported."
)


class ExampleCard(Card):
    """What the example holds, and a button to open it."""

    opened = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        px = kit.px
        self.setMinimumHeight(px(196))
        self.picture = SheetPicture(kit)
        title, words = Paragraph(kit, "card"), Paragraph(kit, "body", "text2")
        kit.say(title.setText, "Example project: Marketing client B2B")
        kit.say(words.setText, WORDS)
        button = Button(kit, SECONDARY, "play")
        kit.say(button.setText, "Open the example")
        button.clicked.connect(self.opened)
        column = QVBoxLayout()
        column.setContentsMargins(px(28), px(24), px(24), px(26))
        column.setSpacing(px(4))
        column.addWidget(title)
        column.addWidget(words)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(button)
        foot.addStretch(1)
        column.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(self.picture)
        row.addLayout(column, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the picture out where the words need the room."""
        super().resizeEvent(event)
        self.picture.setVisible(event.size().width() >= self._kit.px(ROOMY))


class SheetPicture(QWidget):
    """Two sheets, one behind the other, cut at the foot of the card."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._sheets: Sequence[QImage] = ()
        self.setFixedWidth(kit.px(264))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_pages(self, pages: Sequence[Any], painter: Any) -> None:
        """Show pages, the front one first."""
        # Painted twice as large and shrunk: thin lines stay thin instead of uneven.
        ratio = self.devicePixelRatioF()
        size = (self._kit.px(WIDE), round(self._kit.px(WIDE) * 1.414))
        self._sheets = tuple(self._shrunk(painter, page, QSize(*size) * ratio) for page in pages)
        self.update()

    def _shrunk(self, painter: Any, page: Any, size: QSize) -> QImage:
        picture: QImage = painter.image(page, 2 * size.width() / page.width)
        smooth = Qt.TransformationMode.SmoothTransformation
        return picture.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, then the sheets from back to front."""
        painter, px = QPainter(self), self._kit.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        ground = QPainterPath()
        ground.addRoundedRect(rect.adjusted(0, 0, px(20), 0), px(11), px(11))
        painter.setClipRect(rect)
        painter.fillPath(ground, self._kit.colour("canvas"))
        for picture, place in reversed(list(zip(self._sheets, self._places(), strict=False))):
            paint.rounded(
                painter,
                place.adjusted(-1, -1, 1, 1),
                0,
                self._kit.colour("surface"),
                self._kit.colour("line"),
            )
            painter.drawImage(place, picture)

    def _places(self) -> list[QRectF]:
        px = self._kit.px
        wide = WIDE
        return [
            QRectF(px(79), px(20), px(wide), px(wide * 1.414)),
            QRectF(px(23), px(44), px(wide), px(wide * 1.414)),
        ]
