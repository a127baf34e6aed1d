"""Any colour for a persona: by hue and lightness, or its six digits; shown as it will be worn."""

import colorsys

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QSlider, QWidget

from persona_studio.domain.colours import WHITE, contrast, shades, written
from persona_studio.ui.dialogs.ask import Sheet
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.labels import Label, Paragraph

USUAL = 0.7
"""Saturation that a grey takes when a hue is chosen for it."""
_STOPS = 12


class ColourDialog(Sheet):
    """``chosen`` carries "#RRGGBB", the colour as it was asked for."""

    chosen = Signal(str)

    def __init__(self, kit: Kit, parent: QWidget, name: str, colour: str) -> None:
        super().__init__(kit, parent, kit.t("Another colour"))
        self._saturation, self._colour, self._still = USUAL, colour, False
        self.field = QLineEdit()
        self.field.setFont(kit.font("body"))
        self.field.setMaxLength(9)
        kit.name(self.field, "Colour in six digits, such as #5B6E2A")
        self.hue = Gradient(kit, 359, "Hue")
        self.lightness = Gradient(kit, 100, "Lightness")
        self._worn = Sample(kit, name)
        self._told = Paragraph(kit, "small", "text2")
        for text, widget in (("Hue", self.hue), ("Lightness", self.lightness), ("Code", self.field)):
            self.column.addLayout(self._row(text, widget))
        self.column.addWidget(self._worn)
        self.column.addWidget(self._told)
        self._yes = self.foot("Take this colour")
        self.hue.valueChanged.connect(self._slid)
        self.lightness.valueChanged.connect(self._slid)
        self.field.textEdited.connect(self._typed)
        self.accepted.connect(self._answer)
        self._show(colour)
        self.field.setText(colour)

    def _row(self, text: str, widget: QWidget) -> QHBoxLayout:
        row, label = QHBoxLayout(), Label(self.kit, "body", "text2")
        self.kit.say(label.setText, text)
        label.setMinimumWidth(self.kit.px(84))
        row.setSpacing(self.kit.px(10))
        row.addWidget(label)
        row.addWidget(widget, 1)
        return row

    @Slot(str)
    def _typed(self, text: str) -> None:
        colour = written(text)
        self._yes.setEnabled(bool(colour))
        if colour:
            self._show(colour)
        else:
            self._told.setText(self.kit.t("Six digits or letters from A to F, such as #5B6E2A."))

    @Slot()
    def _slid(self) -> None:
        if self._still:
            return
        parts = colorsys.hls_to_rgb(
            self.hue.value() / 360, self.lightness.value() / 100, self._saturation or USUAL
        )
        colour = "#" + "".join(f"{round(255 * part):02X}" for part in parts)
        self._dress(colour)
        self.field.setText(colour)
        self._yes.setEnabled(True)

    def _show(self, colour: str) -> None:
        """Bring the sliders to a colour."""
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        hue, lightness, self._saturation = colorsys.rgb_to_hls(red, green, blue)
        self._still = True
        if self._saturation > 0:
            self.hue.setValue(round(hue * 360) % 360)
        self.lightness.setValue(round(lightness * 100))
        self._still = False
        self._dress(colour)

    def _dress(self, colour: str) -> None:
        t, worn = self.kit.t, shades(colour)
        self._colour = colour
        saturation, lightness = self._saturation or USUAL, self.lightness.value() / 100
        middle = min(0.75, max(0.25, lightness))
        hues = [colorsys.hls_to_rgb(i / _STOPS, middle, saturation) for i in range(_STOPS + 1)]
        lights = [
            colorsys.hls_to_rgb(self.hue.value() / 360, i / _STOPS, saturation) for i in range(_STOPS + 1)
        ]
        self.hue.dress([QColor.fromRgbF(*rgb) for rgb in hues])
        self.lightness.dress([QColor.fromRgbF(*rgb) for rgb in lights])
        self._worn.dress(colour)
        on_white = t.decimal(contrast(worn.ink, WHITE), 1)
        changed = worn.fill != colour
        form = (
            "Darkened for marks and bars; words have a contrast of {n} on white."
            if changed
            else "Words have a contrast of {n} on white."
        )
        self._told.setText(t(form, n=on_white))

    @Slot()
    def _answer(self) -> None:
        self.chosen.emit(self._colour)


class Gradient(QSlider):
    """A slider on the colours it leads to."""

    def __init__(self, kit: Kit, most: int, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._kit = kit
        self._stops: list[QColor] = []
        self.setRange(0, most)
        self.setPageStep(max(1, most // 12))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kit.name(self, name)

    def dress(self, stops: list[QColor]) -> None:
        """Show other colours."""
        self._stops = stops
        self.update()

    def sizeHint(self) -> QSize:
        """Leave room for the knob."""
        return QSize(self._kit.px(260), self._kit.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the colours and the knob."""
        painter, px, colour = QPainter(self), self._kit.px, self._kit.colour
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        knob = px(18)
        rail = QRectF(knob / 2, (self.height() - px(10)) / 2, self.width() - knob, px(10))
        gradient = QLinearGradient(rail.topLeft(), rail.topRight())
        for i, stop in enumerate(self._stops):
            gradient.setColorAt(i / max(1, len(self._stops) - 1), stop)
        painter.setPen(QPen(colour("strong"), 1))
        painter.setBrush(gradient)
        painter.drawRoundedRect(rail, px(5), px(5))
        part = (self.value() - self.minimum()) / max(1, self.maximum() - self.minimum())
        middle = QRectF(part * (self.width() - knob), (self.height() - knob) / 2, knob, knob)
        painter.setPen(QPen(colour("text"), 1.5))
        painter.setBrush(colour("surface"))
        painter.drawEllipse(middle.adjusted(1, 1, -1, -1))


class Sample(QWidget):
    """A name, a bar and a mark as the colour will be worn: on paper, and in the dark theme."""

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__()
        self._kit, self._name, self._colour = kit, name, WHITE
        self.setFixedHeight(kit.px(84))
        kit.name(self, "How the colour is worn")

    def dress(self, colour: str) -> None:
        """Wear another colour."""
        self._colour = colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint both."""
        painter, px, worn = QPainter(self), self._kit.px, shades(self._colour)
        half = (self.width() - px(10)) / 2
        for i, (ground, ink, fill, tint) in enumerate(
            ((WHITE, worn.ink, worn.fill, worn.tint), ("#1B232C", worn.clair, worn.clair, "#2B3641"))
        ):
            card = QRectF(i * (half + px(10)), 0, half, self.height())
            paint.rounded(painter, card, px(8), QColor(ground), self._kit.colour("line"))
            painter.setFont(self._kit.font("detail"))
            painter.setPen(QColor(ink))
            words = card.adjusted(px(14), px(8), -px(10), -px(38))
            said = painter.fontMetrics().elidedText(
                self._name, Qt.TextElideMode.ElideRight, int(words.width())
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, said)
            bar = QRectF(card.x() + px(14), card.bottom() - px(28), card.width() - px(28), px(14))
            paint.bar(painter, bar, 0.68, QColor(fill), QColor(tint))
