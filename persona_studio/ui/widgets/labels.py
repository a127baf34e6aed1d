"""Text that is only read."""

import re

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPixmap, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from persona_studio.texts import NO_BREAK
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint

KNOWN_WIDTHS = 12
_LOOSE = re.compile(r"(?<=\S) (?=[?!:;»%](?:\s|$)|»)|(?<=«) ")
"""Spaces of French signs as surveys have them: no line may begin with the sign, in whatever language."""


class Label(QLabel):
    """One line of text in one of the type roles and one of the colours."""

    def __init__(self, kit: Kit, font: str = "body", colour: str = "text") -> None:
        super().__init__()
        self._kit = kit
        self.setFont(kit.font(font))
        self.tint(colour)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def tint(self, colour: str) -> None:
        """Give the text another colour."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._kit.colour(colour))
        self.setPalette(palette)


class Paragraph(Label):
    """Text over several lines, as far apart as the drawings say, which Qt's own label cannot do."""

    def __init__(self, kit: Kit, font: str = "body", colour: str = "text") -> None:
        super().__init__(kit, font, colour)
        self._pitch = kit.line(font)
        self._middle = False
        self._known: dict[tuple[str, int], list[str]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def centre(self) -> "Paragraph":
        """Set each line in the middle."""
        self._middle = True
        return self

    def setText(self, text: str) -> None:
        """Show a text."""
        super().setText(text)
        self.setAccessibleName(text)
        self._settle()

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines at a width."""
        return max(1, len(self._lines(width))) * self._pitch

    def sizeHint(self) -> QSize:
        """Ask for the longest line, within 480 pixels."""
        longest = max(
            (self.fontMetrics().horizontalAdvance(part) for part in self.text().split("\n")), default=0
        )
        width = min(longest + 2, self._kit.px(480))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Accept a narrow column."""
        return QSize(self._kit.px(60), self._pitch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        # Not every layout asks for the height at a width, so the lines take theirs.
        tall = self.heightForWidth(self.width())
        if self.minimumHeight() != tall or self.maximumHeight() != tall:
            self.setFixedHeight(tall)
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.setFont(self.font())
        for i, line in enumerate(self._lines(self.width())):
            rect = QRectF(0, i * self._pitch, self.width(), self._pitch)
            side = Qt.AlignmentFlag.AlignHCenter if self._middle else Qt.AlignmentFlag.AlignLeft
            painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, line)

    def _lines(self, width: int) -> list[str]:
        # Layouts ask for the height again and again, always at the same few widths.
        key = (self.text(), width)
        if key not in self._known:
            self._known = self._known if len(self._known) < KNOWN_WIDTHS else {}
            self._known[key] = [line for part in key[0].split("\n") for line in self._broken(part, width)]
        return self._known[key]

    def _broken(self, text: str, width: int) -> list[str]:
        text = _LOOSE.sub(NO_BREAK, text)
        layout = QTextLayout(text, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        lines = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip(" "))
        layout.endLayout()
        return lines or [""]


class Elided(Label):
    """One line that ends with an ellipsis when it must, the whole text in its tooltip."""

    def __init__(self, kit: Kit, font: str = "body", colour: str = "text") -> None:
        super().__init__(kit, font, colour)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show a text, shortened to the width there is."""
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._shorten()

    def whole(self) -> str:
        """Return the text before shortening."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Ask for the width of the whole text."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Accept to be shortened."""
        return QSize(self._kit.px(24), self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten again."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(0, self.width()))
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class Picture(QLabel):
    """A drawing that says nothing new to a screen reader."""

    def __init__(self, pixmap: QPixmap | None = None) -> None:
        super().__init__()
        if pixmap is not None:
            self.setPixmap(pixmap)


class Rule(QFrame):
    """A hairline, lying or standing."""

    def __init__(self, kit: Kit, *, upright: bool = False) -> None:
        super().__init__()
        self._kit = kit
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        QPainter(self).fillRect(self.rect(), self._kit.colour("line"))


def labelled(kit: Kit, text: str, widget: QWidget, width: int) -> QHBoxLayout:
    """Return a row of a label of at least some width, in pixels of the drawings, and a widget beside it."""
    row, label = QHBoxLayout(), Label(kit, "body", "text2")
    row.setSpacing(kit.px(8))
    kit.say(label.setText, text)
    label.setMinimumWidth(kit.px(width))
    row.addWidget(label)
    row.addWidget(widget, 1)
    return row


class Beside(QWidget):
    """Words, and beside them what they tell of: below them where it would have less than ``least`` pixels.

    ``least`` is in pixels of the drawings.
    """

    def __init__(self, kit: Kit, words: Label, told: QWidget, least: float) -> None:
        super().__init__()
        self._kit, self._words, self._least = kit, words, least
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(kit.px(8))
        self._row.addWidget(words)
        self._row.addWidget(told, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn with the room there is."""
        super().resizeEvent(event)
        words = max(self._words.sizeHint().width(), self._words.minimumWidth())
        narrow = self.width() < words + self._kit.px(8 + self._least)
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._row.setSpacing(self._kit.px(4 if narrow else 8))


class Key(QWidget):
    """A key of the keyboard, as in "Ctrl O"."""

    def __init__(self, kit: Kit, text: str) -> None:
        super().__init__()
        self._kit, self._text = kit, text
        self.setFont(kit.font("caption-medium"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Fit the text."""
        metrics = self.fontMetrics()
        return QSize(
            metrics.horizontalAdvance(self._text) + self._kit.px(12), metrics.height() + self._kit.px(2)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the key's cap and its text."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint.rounded(painter, rect, self._kit.px(4), self._kit.colour("surface"), self._kit.colour("line"))
        painter.setPen(self._kit.colour("text2"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._text)
