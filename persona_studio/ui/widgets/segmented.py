"""A few choices side by side, one of which is on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QDialog, QHBoxLayout, QSizePolicy, QWidget

from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: the value it stands for, its words (English source, or as they are), an icon or a drawing.

    ``draw`` returns the drawing in a colour, for what is no icon of the set.
    """

    value: str
    text: str
    icon: str = ""
    draw: Callable[[str, int], QPixmap] | None = None
    name: str = ""
    translated: bool = True


class _Part(QAbstractButton):
    def __init__(self, kit: Kit, option: Option, line: str, *, first: bool, last: bool, pad: float) -> None:
        super().__init__()
        self._kit, self.option, self._line, self._first, self._last = kit, option, line, first, last
        self._pad = pad
        self.bare = False
        """Whether the icon stands for the words, which the tooltip says."""
        self.setCheckable(True)
        self.setFont(kit.font("strong"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if option.translated:
            kit.say(self.setText, option.text)
            kit.name(self, option.name or option.text)
        else:
            self.setText(option.text)
            self.setAccessibleName(option.name or option.text)

    def show_bare(self, bare: bool) -> None:
        """Show the icon only, or icon and words."""
        if bare != self.bare:
            self.bare = bare
            self.setToolTip(self.text() if bare else "")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        px = self._kit.px
        if self.bare:
            return QSize(px(16) + 2 * px(self._pad), max(px(32), self.fontMetrics().height() + px(8)))
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * px(self._pad)
        return QSize(width + self._picture_width(), max(px(32), self.fontMetrics().height() + px(8)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour, px = self._kit.colour, self._kit.px
        rect = QRectF(self.rect())
        painter.setClipRect(rect)
        wide = rect.adjusted(0 if self._first else -px(12), 0, 0 if self._last else px(12), 0)
        hovered = self.underMouse() and self.isEnabled()
        ground = "atint" if self.isChecked() else ("hover" if hovered else "surface")
        paint.rounded(painter, wide, px(8), colour(ground), colour(self._line))
        if not self._first:
            painter.fillRect(QRectF(0, 1, 1, rect.height() - 2), colour("line"))
        self._words(painter, rect)

    def _picture_width(self) -> int:
        return (
            self._kit.px(16) if self.option.draw is not None else self._kit.px(22) if self.option.icon else 0
        )

    def _picture(self, role: str) -> QPixmap:
        if self.option.draw is not None:
            return self.option.draw(self._kit.colour(role).name(), self._kit.px(10))
        return self._kit.picture(self.option.icon, role, 16)

    def _words(self, painter: QPainter, rect: QRectF) -> None:
        role = "accent" if self.isChecked() else "text2" if self.isEnabled() else "text3"
        if self.bare:
            picture = self._picture(role)
            side = picture.height() / picture.devicePixelRatio()
            middle = rect.center()
            painter.drawPixmap(round(middle.x() - side / 2), round(middle.y() - side / 2), picture)
            return
        icon = self._picture_width()
        weight = "strong" if self.isChecked() else "medium"
        painter.setFont(self._kit.font(weight))
        words = painter.fontMetrics().horizontalAdvance(self.text())
        if words + icon > rect.width() - self._kit.px(4):  # large text in a narrow panel
            painter.setFont(self._kit.font(f"small-{weight}"))
            words = painter.fontMetrics().horizontalAdvance(self.text())
        if words + icon > rect.width() - self._kit.px(6):
            icon = 0  # the words say it by themselves
        left = rect.center().x() - (words + icon) / 2
        if icon:
            picture = self._picture(role)
            tall = picture.height() / picture.devicePixelRatio()
            painter.drawPixmap(round(left), round(rect.center().y() - tall / 2), picture)
        painter.setPen(self._kit.colour(role))
        painter.drawText(
            QRectF(left + icon, 0, words + 4, rect.height()), Qt.AlignmentFlag.AlignVCenter, self.text()
        )


class Segmented(QWidget):
    """Buttons in one outline; arrows move the choice, Tab goes past.

    ``taken`` follows ``chosen`` when it was pressed, by pointer, Enter or space, and not walked to by arrows.
    """

    chosen = Signal(str)
    taken = Signal(str)

    def __init__(
        self, kit: Kit, options: Sequence[Option], name: str, line: str = "strong", *, compact: bool = False
    ) -> None:
        super().__init__()
        self._kit = kit
        self._group, self._walking = QButtonGroup(self), False
        self._group.setExclusive(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._parts = [
            _Part(kit, option, line, first=i == 0, last=i == len(options) - 1, pad=6 if compact else 11)
            for i, option in enumerate(options)
        ]
        for part in self._parts:
            self._group.addButton(part)
            row.addWidget(part)
        kit.name(self, name)
        self._group.buttonClicked.connect(self._pressed)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def value(self) -> str:
        """Return the value of the choice, or an empty text when none is made."""
        return next((part.option.value for part in self._parts if part.isChecked()), "")

    def choose(self, value: str) -> None:
        """Show a choice without announcing it."""
        self._group.setExclusive(False)
        for part in self._parts:
            part.setChecked(part.option.value == value)
        self._group.setExclusive(True)

    def whole_width(self) -> int:
        """Return how wide it is with all its words."""
        bare = [part.bare for part in self._parts]
        for part in self._parts:
            part.bare = False
        wide = sum(part.sizeHint().width() for part in self._parts)
        for part, was in zip(self._parts, bare, strict=True):
            part.bare = was
        return wide

    def show_bare(self, bare: bool) -> None:
        """Let icons stand for the words where there is no room; tooltips and names say them still."""
        for part in self._parts:
            part.show_bare(bare)

    def fit(self, room: int) -> None:
        """Show the words of all, else of the one that is on, else of none, as the room in pixels allows.

        That of the one that is on must fit whichever it is: else words would come and go with each choice.
        """
        whole = [(part, part.bare) for part in self._parts]
        self.show_bare(bare=False)
        wide = [part.sizeHint().width() for part in self._parts]
        self.show_bare(bare=True)
        icons = [part.sizeHint().width() for part in self._parts]
        longest = max(words - icon for words, icon in zip(wide, icons, strict=True))
        for part, was in whole:
            part.show_bare(was)
        one = sum(icons) + longest <= room
        for part in self._parts:
            part.show_bare(sum(wide) > room and not (one and part.isChecked()))

    def refuse(self, value: str, why: str) -> None:
        """Keep a choice from being made, and say why (English source)."""
        for part in self._parts:
            if part.option.value == value:
                part.setEnabled(False)
                self._kit.say(part.setToolTip, why)

    def tell(self, value: str, name: str, why: str) -> None:
        """Name a choice anew and let it be made, unless ``why`` (in the window's language) says why not."""
        for part in self._parts:
            if part.option.value == value:
                part.setAccessibleName(name)
                part.setEnabled(not why)
                part.setToolTip(why)
                part.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let arrows move the choice, and Enter press what they came to: in a dialog it is the dialog's."""
        focused, enter = self.focusWidget(), event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(focused, _Part) and not isinstance(self.window(), QDialog):
            focused.click()
            return
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        parts = [part for part in self._parts if part.isEnabled() or part.isChecked()]
        at = next((i for i, part in enumerate(parts) if part.isChecked()), 0)
        part = parts[(at + step) % len(parts)]
        part.setFocus(Qt.FocusReason.TabFocusReason)
        self._walking = True
        part.click()
        self._walking = False

    @Slot(QAbstractButton)
    def _pressed(self, button: QAbstractButton) -> None:
        if isinstance(button, _Part):
            self.chosen.emit(button.option.value)
            if not self._walking:
                self.taken.emit(button.option.value)
