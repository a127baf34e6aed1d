"""The command field of the top bar: it looks like a field and opens the list of commands."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from persona_studio.ui.actions import Actions
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.labels import Key

_NATIVE = QKeySequence.SequenceFormat.NativeText
WIDE, TALL, LEAST = 340, 34, 150


class CommandField(QAbstractButton):
    """A magnifying glass, what can be done here, and the keys that do it."""

    def __init__(self, kit: Kit, actions: Actions) -> None:
        super().__init__()
        self._kit = kit
        self.setFont(kit.font("body"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        kit.say(self.setText, "Search or run a command")
        kit.name(self, "Search or run a command")
        self._keys = Key(kit, actions["command"].shortcut().toString(_NATIVE))
        self._keys.setParent(self)
        self._keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(actions["command"].trigger)

    def sizeHint(self) -> QSize:
        """Take the width of the drawing."""
        return QSize(self._kit.px(WIDE), self._kit.px(TALL))

    def minimumSizeHint(self) -> QSize:
        """Accept to be narrow beside a long name of a project."""
        return QSize(self._kit.px(LEAST), self._kit.px(TALL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint field and words."""
        painter, px, colour = QPainter(self), self._kit.px, self._kit.colour
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "hover" if self.underMouse() or self.isDown() else "sunken"
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        paint.rounded(painter, frame, px(8), colour(ground), colour("line"), 1)
        painter.drawPixmap(px(12), (self.height() - px(16)) // 2, self._kit.picture("search", "text2", 16))
        size = self._keys.sizeHint()
        self._keys.setGeometry(
            self.width() - size.width() - px(8),
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )
        room = self._keys.x() - px(36 + 8)
        painter.setFont(self.font())
        painter.setPen(colour("text2"))
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        place = QRectF(px(36), 0, room, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
