"""Rows with a box to tick, in the colours and size of the window."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint

SIDE = 16


class TickList(QListView):
    """A list whose rows are ticked by a press anywhere on them, or by the space bar."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setObjectName("choices")
        self.setItemDelegate(_Ticks(kit, self))
        self.clicked.connect(self._switch)

    @Slot(QModelIndex)
    def _switch(self, index: QModelIndex) -> None:
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        self.model().setData(index, state, Qt.ItemDataRole.CheckStateRole)


class _Ticks(QStyledItemDelegate):
    """Paints the box as an icon: the style's own is of the system."""

    def __init__(self, kit: Kit, parent: QListView) -> None:
        super().__init__(parent)
        self._kit = kit

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        features = QStyleOptionViewItem.ViewItemFeature
        option.features = (option.features & ~features.HasCheckIndicator) | features.HasDecoration
        option.icon = QIcon(self._box(on=on))
        side = self._kit.px(SIDE)
        option.decorationSize = QSize(side, side)

    def _box(self, *, on: bool) -> QPixmap:
        kit, side = self._kit, self._kit.px(SIDE)
        box = QPixmap(side, side)
        box.fill(Qt.GlobalColor.transparent)
        painter, rect = QPainter(box), QRectF(0, 0, side, side)
        if on:
            paint.rounded(painter, rect, kit.px(4), kit.colour("accent"))
            painter.drawPixmap(kit.px(2), kit.px(2), kit.picture("check", "surface", 12))
        else:
            paint.rounded(painter, rect, kit.px(4), kit.colour("surface"), kit.colour("strong"))
        painter.end()
        return box
