"""Choosing an illustrated portrait: all of them in the colours of the persona, a search, a skin tone."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from persona_studio.domain.personas import Persona, Portrait
from persona_studio.services.personas import photos
from persona_studio.ui.kit import Kit
from persona_studio.ui.models.portraits import DRAWING, PortraitList
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.buttons import SECONDARY, Button
from persona_studio.ui.widgets.fields import SearchField
from persona_studio.ui.widgets.labels import Label

FACE, CELL = 76, 96
SKIN_NAMES = ("White, as drawn", "Very light", "Light", "Tan", "Brown", "Dark")
Index = QModelIndex | QPersistentModelIndex


class PortraitPicker(QWidget):
    """``picked`` tells that another portrait was chosen, ``taken`` that it is to be kept at once."""

    picked = Signal()
    taken = Signal()

    def __init__(self, kit: Kit, persona: Persona, others: Sequence[Persona]) -> None:
        super().__init__()
        self._kit, self._persona, self._others = kit, persona, others
        self._portrait = persona.portrait
        self.search = SearchField(kit, "Glasses, beard, grey hair…")
        self.another = Button(kit, SECONDARY, "refresh-cw")
        kit.say(self.another.setText, "Another")
        self.another.setAutoDefault(False)
        self._list = PortraitList(kit.t.language)
        self.faces = _Faces(kit, self._list, persona)
        self.skins = SkinTones(kit, self._portrait.skin)
        self._none = Label(kit, "small", "text2")
        self._build()
        self.search.textChanged.connect(self._asked)
        self.another.clicked.connect(self._another)
        self.faces.selectionModel().currentChanged.connect(self._reached)
        self.faces.taken.connect(self.taken)
        self.skins.chosen.connect(self._skin)
        self._show()

    def _build(self) -> None:
        px = self._kit.px
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.another)
        label = Label(self._kit, "body", "text2")
        self._kit.say(label.setText, "Skin tone")
        foot.addWidget(label)
        foot.addWidget(self.skins)
        foot.addStretch(1)
        foot.addWidget(self._none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addLayout(top)
        column.addWidget(self.faces, 1)
        column.addLayout(foot)

    @property
    def portrait(self) -> Portrait:
        """The portrait chosen now."""
        return self._portrait

    def _show(self) -> None:
        row = self._list.row_of(self._portrait.drawing)
        self.faces.dress(self._portrait.skin)
        index = self._list.index(row, 0)
        if row >= 0 and index != self.faces.currentIndex():
            self.faces.setCurrentIndex(index)
        if row >= 0:
            self.faces.scrollTo(index)

    @Slot(str)
    def _asked(self, words: str) -> None:
        kept = self._portrait
        self._list.ask(words)
        self._portrait = kept
        t, count = self._kit.t, self._list.rowCount()
        said = (
            t("No portrait answers that.") if not count else t.plural("{n} portrait", "{n} portraits", count)
        )
        self._none.setText(said if words.strip() else "")
        self._show()

    @Slot()
    def _another(self) -> None:
        if self.search.text():
            self.search.clear()
        now = replace(self._persona, portrait=self._portrait)
        self._portrait = photos.another(now, self._others)
        self._show()
        self.picked.emit()

    @Slot(QModelIndex, QModelIndex)
    def _reached(self, index: QModelIndex) -> None:
        if index.isValid() and index.data(DRAWING) != self._portrait.drawing:
            self._portrait = replace(self._portrait, drawing=index.data(DRAWING))
            self.picked.emit()

    @Slot(str)
    def _skin(self, tone: str) -> None:
        self._portrait = replace(self._portrait, skin=tone)
        self.faces.dress(tone)
        self.picked.emit()


class _Faces(QListView):
    """The portraits, side by side."""

    taken = Signal()

    def __init__(self, kit: Kit, model: PortraitList, persona: Persona) -> None:
        super().__init__()
        self._delegate = _Face(kit, persona)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setObjectName("entries")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumSize(6 * kit.px(CELL) + kit.px(16), kit.px(CELL) + kit.px(12))
        kit.name(self, "Illustrated portraits")
        self.doubleClicked.connect(self.taken)

    def dress(self, skin: str) -> None:
        """Show all with a skin tone."""
        self._delegate.skin = skin
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the portrait with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.taken.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class _Face(QStyledItemDelegate):
    """Paints one portrait in the persona's colours."""

    def __init__(self, kit: Kit, persona: Persona) -> None:
        super().__init__()
        self._kit, self._persona, self.skin = kit, persona, ""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Leave room around a face."""
        return QSize(self._kit.px(CELL), self._kit.px(CELL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the face, ringed when it is chosen."""
        rect, px, colour = QRectF(option.rect), self._kit.px, self._kit.colour
        on = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if on or over:
            line = colour("accent") if on else None
            paint.rounded(painter, rect, px(8), colour("atint" if on else "hover"), line, 1.5)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.rounded(painter, rect.adjusted(1, 1, -1, -1), px(8), None, colour("accent"), 2)
        face = self._kit.portrait(index.data(DRAWING), self._persona.worn, FACE, self.skin)
        edge = (rect.width() - px(FACE)) / 2
        painter.drawPixmap(round(rect.x() + edge), round(rect.y() + edge), face)
        painter.restore()


class _Tone(QAbstractButton):
    def __init__(self, kit: Kit, tone: str, name: str) -> None:
        super().__init__()
        self._kit, self.tone = kit, tone
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.hint(self, name)

    def sizeHint(self) -> QSize:
        return QSize(self._kit.px(26), self._kit.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, inset = QPainter(self), self._kit.px(4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        painter.setPen(QPen(self._kit.colour("strong"), 1))
        painter.setBrush(QColor(self.tone or "white"))
        painter.drawEllipse(rect.adjusted(inset, inset, -inset, -inset))
        if self.isChecked():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._kit.colour("accent"), 2))
            painter.drawEllipse(rect.adjusted(1, 1, -1, -1))


class SkinTones(QWidget):
    """The skin tones of the drawings."""

    chosen = Signal(str)

    def __init__(self, kit: Kit, now: str) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (tone, name) in enumerate(zip(photos.SKINS, SKIN_NAMES, strict=True)):
            button = _Tone(kit, tone, name)
            button.setChecked(tone.casefold() == now.casefold())
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.idClicked.connect(self._clicked)
        kit.name(self, "Skin tone")

    @Slot(int)
    def _clicked(self, number: int) -> None:
        self.chosen.emit(photos.SKINS[number])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the choice with the arrows."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        button = self._group.button((self._group.checkedId() + step) % len(photos.SKINS)) if step else None
        if button is not None:
            button.setFocus(Qt.FocusReason.TabFocusReason)
            button.click()
        else:
            super().keyPressEvent(event)
