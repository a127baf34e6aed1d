"""The heat map of the segments."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from persona_studio.domain.ids import Id
from persona_studio.domain.segments import Finding, Segment, Segmentation
from persona_studio.domain.variables import Variable
from persona_studio.ui import words
from persona_studio.ui.kit import Kit
from persona_studio.ui.models.profile import FINDING, ProfileTable, strength
from persona_studio.ui.places.segments.cards import segment_name
from persona_studio.ui.places.segments.tab import Tab
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.labels import Elided, Label
from persona_studio.ui.widgets.surfaces import Card

ROW, HEAD, LABELS, OVERALL = 27, 44, 312, 88


class CellDelegate(QStyledItemDelegate):
    """Paints a share on its tint."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of the drawings."""
        return QSize(self._kit.px(60), self._kit.px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        finding: Finding | None = index.data(FINDING)
        cell = QRectF(rect).adjusted(2, 1.5, -2, -1.5)
        heat = self._kit.theme.heat
        painter.save()
        if finding is not None:
            paint.rounded(painter, cell, 3, tinted(strength(finding), heat))
        if option.state & QStyle.StateFlag.State_Selected and finding is not None:
            paint.rounded(painter, cell.adjusted(-1.5, -1, 1.5, 1), 5, None, self._kit.colour("accent"), 2)
        painter.setFont(self._kit.font("number" if finding is None else "number-strong"))
        painter.setPen(QColor(heat["ink"]) if finding is not None else self._kit.colour("text2"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, index.data() or "")
        painter.restore()


def tinted(strong: float, heat: Mapping[str, str]) -> QColor:
    """Mix the neutral ground with the tint of over or under, by strength."""
    ground, tint = QColor(heat["none"]), QColor(heat["over" if strong >= 0 else "under"])
    part = abs(strong)
    pairs = zip(_rgb(ground), _rgb(tint), strict=True)
    return QColor(*(round(a + (b - a) * part) for a, b in pairs))


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


class _Heads(QHeaderView):
    """The names of the segments with their shapes, sizes and a line in their colours."""

    def __init__(self, kit: Kit, accents: Mapping[Id, int]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._kit, self._accents = kit, accents
        self.setFixedHeight(kit.px(HEAD))
        self.setHighlightSections(False)

    def dress(self, accents: Mapping[Id, int]) -> None:
        self._accents = accents
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one head."""
        model, kit = self.model(), self._kit
        if not isinstance(model, ProfileTable):
            return
        painter.save()
        painter.fillRect(rect, kit.colour("surface"))
        if section == len(model.segments):
            painter.setFont(kit.font("small"))
            painter.setPen(kit.colour("text2"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, kit.t("Everybody"))
        else:
            self._segment(painter, rect, model.segments[section])
        painter.restore()

    def _segment(self, painter: QPainter, rect: QRect, segment: Segment) -> None:
        kit, px = self._kit, self._kit.px
        accent = kit.accent(self._accents.get(segment.id, segment.number))
        line = QRectF(rect).adjusted(2, 0, -2, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        paint.paint_shape(
            painter, accent.shape, QRectF(line.x() + px(6), px(13), px(10), px(10)), kit.colour(accent.fill)
        )
        painter.setFont(kit.font("small"))
        size = kit.t.integer(segment.size)
        wide = painter.fontMetrics().horizontalAdvance(size)
        painter.setPen(kit.colour("text2"))
        words_ = QRectF(line.x() + px(24), px(6), line.width() - px(28), px(24))
        painter.drawText(words_, middle | Qt.AlignmentFlag.AlignRight, size)
        painter.setFont(kit.font("strong"))
        painter.setPen(kit.colour("text"))
        name = segment.name or kit.t("Segment {number}", number=segment.number)
        room = int(words_.width() - wide - px(6))
        painter.drawText(
            words_, middle, painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        )
        painter.fillRect(QRectF(line.x(), px(34), line.width(), px(3)), kit.colour(accent.fill))


class _Labels(QHeaderView):
    """The answers at the left of their rows, in full in the tooltip."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._kit = kit
        self.setFixedWidth(kit.px(LABELS))
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(kit.px(ROW))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one label, its question in grey behind it."""
        model, kit = self.model(), self._kit
        if not isinstance(model, ProfileTable):
            return
        row = model.row(section)
        painter.save()
        painter.fillRect(rect, kit.colour("surface"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(kit.font("body"))
        painter.setPen(kit.colour("text"))
        right = rect.right() - kit.px(12)
        answer = painter.fontMetrics().elidedText(row.text, Qt.TextElideMode.ElideRight, right - rect.x())
        painter.drawText(rect, middle, answer)
        left = rect.x() + painter.fontMetrics().horizontalAdvance(answer) + kit.px(8)
        painter.setFont(kit.font("small"))
        painter.setPen(kit.colour("text3"))
        question = painter.fontMetrics().elidedText(
            row.question, Qt.TextElideMode.ElideRight, max(0, right - left)
        )
        if right - left > kit.px(40):
            painter.drawText(QRect(left, rect.y(), right - left, rect.height()), middle, question)
        painter.restore()


class _Legend(QWidget):
    """The tints from under-represented to over-represented."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setFixedSize(kit.px(7 * 28), kit.px(12))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, step = QPainter(self), self.width() / 7
        for i, strong in enumerate((-1, -0.75, -0.35, 0, 0.35, 0.75, 1)):
            rect = QRectF(i * step + 1, 1, step - 2, self.height() - 2)
            paint.rounded(painter, rect, 2, tinted(strong, self._kit.theme.heat))


class ProfileTab(Tab):
    """The heat map in its card."""

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self.profile = Profile(self.kit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, self.kit.px(6), self.kit.px(20))
        column.addWidget(self.profile)

    def show_segmentation(self, found: Segmentation) -> None:
        """Show the profile of the segments."""
        named = [replace(s, name=segment_name(s, self.kit)) for s in found.segments]
        self.profile.show_segments(named, self.variables_of(found), self.accents_of(found))


class Profile(Card):
    """The heat map with its legend and the chosen cell in words."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        px = kit.px
        self.table = ProfileTable(kit.t)
        self.view = QTableView()
        self._heads = _Heads(kit, {})
        self.view.setHorizontalHeader(self._heads)
        self.view.setVerticalHeader(_Labels(kit))
        self.view.setItemDelegate(CellDelegate(kit))
        self.view.setModel(self.table)
        self.view.setShowGrid(False)
        self.view.setCornerButtonEnabled(False)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setTabKeyNavigation(False)
        kit.name(self.view, "Profile of the segments, in percent")
        self.view.selectionModel().selectionChanged.connect(self._told)
        self._said = Elided(kit, "small-strong")
        under, over = Label(kit, "small", "text2"), Label(kit, "small", "text2")
        kit.say(under.setText, "Under-represented")
        kit.say(over.setText, "Over-represented")
        foot = QHBoxLayout()
        foot.setSpacing(px(10))
        for part in (under, _Legend(kit), over):
            foot.addWidget(part)
        foot.addSpacing(px(24))
        foot.addWidget(self._said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(22), px(14), px(16), px(14))
        column.setSpacing(px(10))
        column.addWidget(self.view, 1)
        column.addLayout(foot)

    def show_segments(
        self, segments: Sequence[Segment], variables: Mapping[Id, Variable], accents: Mapping[Id, int]
    ) -> None:
        """Show other segments."""
        self.table.show(segments, variables, self._kit.t)
        self._heads.dress(accents)
        heads = self.view.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        if segments:
            heads.setSectionResizeMode(len(segments), QHeaderView.ResizeMode.Fixed)
            heads.resizeSection(len(segments), self._kit.px(OVERALL))
        self._said.setText("")

    @Slot(QItemSelection, QItemSelection)
    def _told(self, _on: QItemSelection, _off: QItemSelection) -> None:
        index = self.view.currentIndex()
        finding: Finding | None = index.data(FINDING) if index.isValid() else None
        if finding is None:
            self._said.setText("")
            return
        row, segment = self.table.row(index.row()), self.table.segments[index.column()]
        told = words.finding_told(finding, row.text, row.question, self._kit.t)
        self._said.setText(f"{segment.name or segment.number}, {told}")
