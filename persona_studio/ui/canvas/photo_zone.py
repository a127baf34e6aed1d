"""What shows on the portrait while a picture is dragged, and when its photo is not to be had."""

from enum import Enum, auto

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from persona_studio.ui.dialogs.photo.crop import zone
from persona_studio.ui.kit import Kit


class Shows(Enum):
    """What the zone shows."""

    NOTHING = auto()
    LOST = auto()
    INVITES = auto()
    UNDER = auto()


class PhotoZone(QWidget):
    """Lies over the portrait of the sheet and takes no pointer: what is dropped, the sheet takes."""

    def __init__(self, kit: Kit, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._kit = kit
        self._shows, self._lost = Shows.NOTHING, False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def shows(self) -> Shows:
        """What it shows now."""
        return self._shows if self._shows is not Shows.NOTHING or not self._lost else Shows.LOST

    def stand(self, rect: QRectF | None, *, lost: bool) -> None:
        """Lie over the portrait; ``lost`` tells that its photo is missing or broken."""
        self._lost = lost and rect is not None
        if rect is not None:
            self.setGeometry(rect.toAlignedRect())
        self.tell(self._shows if rect is not None else Shows.NOTHING)

    def tell(self, shows: Shows) -> None:
        """Show something else."""
        self._shows = shows
        self.setVisible(self.shows is not Shows.NOTHING)
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the zone, or the word at the foot of the portrait."""
        painter = QPainter(self)
        if self.shows is Shows.LOST:
            self._paint_lost(painter)
        elif self.shows is not Shows.NOTHING:
            painter.fillRect(self.rect(), Qt.GlobalColor.white)
            zone(painter, self._kit, QRectF(self.rect()), over=self.shows is Shows.UNDER, paper=True)

    def _paint_lost(self, painter: QPainter) -> None:
        kit = self._kit
        painter.setFont(kit.font("small-strong"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        words, room = kit.t("Photo not found"), QRectF(self.rect())
        tall = painter.boundingRect(room, flags, words).height() + kit.px(8)
        strip = QRectF(0, room.height() - tall, room.width(), tall)
        painter.fillRect(strip, kit.colour("warntint"))
        painter.setPen(kit.colour("warn"))
        painter.drawText(strip, flags, words)
