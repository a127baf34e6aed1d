"""The variable table: rows painted by role, keyboard and menus to change them."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from persona_studio.domain.variables import Kind, Role, Variable
from persona_studio.ui import words
from persona_studio.ui.kit import Kit
from persona_studio.ui.models.variables import RESPONDENTS, VARIABLE, Columns
from persona_studio.ui.widgets import paint

ROW, HEAD = 41, 36
PAD = 20
WARN_MISSING = 0.2
_PILLS: dict[Role, tuple[str, str, str]] = {
    Role.ACTIVE: ("atint", "aline", "accent"),
    Role.ILLUSTRATIVE: ("surface", "line", "text2"),
    Role.IDENTIFIER: ("hover", "", "text2"),
    Role.WEIGHT: ("hover", "", "text2"),
    Role.VERBATIM: ("hover", "", "text2"),
    Role.IGNORED: ("", "", "text3"),
    Role.SET_ASIDE: ("warntint", "", "warn"),
}
_SHADES = (0.0, 0.5, 0.72, 0.84, 0.9, 0.93)
_BARS = {Kind.NUMERIC, Kind.ORDINAL, Kind.MULTIPLE, Kind.DATE, Kind.WEIGHT}


class VariableDelegate(QStyledItemDelegate):
    """Paints the cells."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of the drawings."""
        return QSize(self._kit.px(80), self._kit.px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        variable: Variable = index.data(VARIABLE)
        rect: QRect = option.rect
        state = option.state
        on = bool(state & QStyle.StateFlag.State_Selected)
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.fillRect(rect, self._kit.colour("atint" if on else "hover" if hover else "surface"))
        painter.fillRect(
            rect.x(), rect.bottom(), rect.width(), 1, self._kit.colour("aline" if on else "line")
        )
        match index.column():
            case Columns.VARIABLE:
                self._name(painter, rect, variable, on=on)
            case Columns.ROLE:
                self._pill(painter, rect, variable.role, fixed=variable.personal is not None)
            case Columns.MISSING:
                self._missing(painter, rect, variable, index.data(RESPONDENTS))
            case Columns.SPREAD:
                self._spread(painter, rect, variable, index.data(), on=on)
        painter.restore()

    def _name(self, painter: QPainter, rect: QRect, variable: Variable, *, on: bool) -> None:
        px, t = self._kit.px, Qt.AlignmentFlag.AlignVCenter
        size = px(18)
        top = rect.y() + (rect.height() - size) // 2
        role = "accent" if on else "text2"
        painter.drawPixmap(rect.x() + px(PAD), top, self._kit.picture(words.icon(variable), role, 18))
        left, right = rect.x() + px(50), rect.right() - px(12)
        painter.setFont(self._kit.font("strong" if on else "medium"))
        metrics = painter.fontMetrics()
        code_text = words.shown_code(variable)
        named = bool(code_text)
        small = self._kit.font("small")
        code = min(px(110), metrics.horizontalAdvance(code_text) + px(8)) if named else 0
        text = metrics.elidedText(
            words.shown_name(variable), Qt.TextElideMode.ElideRight, right - left - code
        )
        painter.setPen(self._kit.colour("text"))
        painter.drawText(QRect(left, rect.y(), right - left, rect.height()), t, text)
        if not named:
            return
        left += metrics.horizontalAdvance(text) + px(9)
        painter.setFont(small)
        painter.setPen(self._kit.colour("text3"))
        short = painter.fontMetrics().elidedText(code_text, Qt.TextElideMode.ElideRight, max(0, right - left))
        painter.drawText(QRect(left, rect.y(), max(0, right - left), rect.height()), t, short)

    def pill(self, rect: QRect, role: Role) -> QRectF:
        """Return where the pill of a role is in its cell."""
        px = self._kit.px
        wide = QFontMetrics(self._kit.font("small-medium")).horizontalAdvance(words.role(role, self._kit.t))
        return QRectF(rect.x(), rect.y() + (rect.height() - px(24)) / 2, wide + px(40), px(24))

    def _pill(self, painter: QPainter, rect: QRect, role: Role, *, fixed: bool) -> None:
        ground, line, ink = _PILLS[role]
        px, colour = self._kit.px, self._kit.colour
        pill = self.pill(rect, role)
        if ground:
            paint.rounded(painter, pill, px(6), colour(ground), colour(line) if line else None)
        painter.setFont(self._kit.font("small-medium"))
        painter.setPen(colour(ink))
        painter.drawText(
            pill.adjusted(px(10), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words.role(role, self._kit.t)
        )
        if fixed:
            return
        size = px(12)
        painter.drawPixmap(
            round(pill.right() - px(8) - size),
            round(pill.center().y() - size / 2),
            self._kit.picture("chevron-down", ink, 12),
        )

    def _missing(self, painter: QPainter, rect: QRect, variable: Variable, respondents: int) -> None:
        many = respondents > 0 and variable.missing_count / respondents > WARN_MISSING
        painter.setFont(self._kit.font("number-strong" if many else "number"))
        painter.setPen(self._kit.colour("warn" if many else "text2"))
        text = words.missing_share(variable, respondents, self._kit.t)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -self._kit.px(22), 0), right, text)

    def _spread(self, painter: QPainter, rect: QRect, variable: Variable, text: str, *, on: bool) -> None:
        px = self._kit.px
        room = QRectF(rect.x(), rect.y() + px(9), min(px(110), rect.width() - px(12)), rect.height() - px(20))
        counts = [level.count for level in variable.levels] or list(variable.distribution.counts)
        if variable.personal is None and variable.kind in _BARS and counts:
            self._columns(painter, room, counts, on=on)
        elif variable.personal is None and variable.kind is Kind.NOMINAL and counts:
            self._stack(painter, room, sorted(counts, reverse=True), on=on)
        else:
            painter.setFont(self._kit.font("small"))
            painter.setPen(self._kit.colour("text2"))
            words_ = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, rect.width() - px(12)
            )
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words_)

    def _columns(self, painter: QPainter, room: QRectF, counts: Sequence[int], *, on: bool) -> None:
        shown = merged(counts, 12)
        gap, top = 2.0, max(shown) or 1
        wide = (room.width() - gap * (len(shown) - 1)) / len(shown)
        for i, count in enumerate(shown):
            tall = max(1.5, room.height() * count / top)
            column = QRectF(room.x() + i * (wide + gap), room.bottom() - tall, wide, tall)
            paint.rounded(painter, column, 1, self._kit.colour("accent" if on else "strong"))

    def _stack(self, painter: QPainter, room: QRectF, counts: Sequence[int], *, on: bool) -> None:
        whole, left, tall = sum(counts) or 1, room.x(), self._kit.px(10)
        top = room.center().y() - tall / 2
        colour = self._kit.colour("accent" if on else "strong")
        for i, count in enumerate(counts[: len(_SHADES)]):
            wide = room.width() * count / whole
            shade = _mixed(colour, self._kit.colour("surface"), _SHADES[i])
            if wide >= 1.5:
                paint.rounded(painter, QRectF(left, top, max(1.0, wide - 1.5), tall), 1, shade)
            left += wide


def _mixed(colour: QColor, ground: QColor, part: float) -> QColor:
    pairs = zip(_rgb(colour), _rgb(ground), strict=True)
    return QColor(*(round(a + (b - a) * part) for a, b in pairs))


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def merged(counts: Sequence[int], most: int) -> list[int]:
    """Return at most ``most`` counts, neighbours added up."""
    if len(counts) <= most:
        return list(counts)
    step = len(counts) / most
    return [sum(counts[round(i * step) : round((i + 1) * step)]) for i in range(most)]


class VariableView(QTableView):
    """The table; a press on a pill, Enter or the menu key asks for a menu about the current row."""

    asked = Signal(QPoint)

    def __init__(self, kit: Kit, delegate: VariableDelegate) -> None:
        super().__init__()
        self._kit, self._delegate = kit, delegate
        self.setItemDelegate(delegate)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setFont(kit.font("body"))
        kit.name(self, "Variables")
        self._heads()

    def _heads(self) -> None:
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self._kit.px(ROW))
        rows.setMinimumSectionSize(self._kit.px(ROW))
        heads.setFixedHeight(self._kit.px(HEAD))
        heads.setFont(self._kit.font("small-medium"))
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)

    def fit(self) -> None:
        """Give each column its width; the names take what is left."""
        heads, px = self.horizontalHeader(), self._kit.px
        heads.setStretchLastSection(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setSectionResizeMode(Columns.VARIABLE, QHeaderView.ResizeMode.Stretch)
        for column, width in ((Columns.ROLE, 134), (Columns.MISSING, 94), (Columns.SPREAD, 156)):
            heads.resizeSection(column, px(width))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the menu of roles under a pill."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if (
            not index.isValid()
            or index.column() != Columns.ROLE
            or event.button() != Qt.MouseButton.LeftButton
        ):
            return
        pill = self._delegate.pill(self.visualRect(index), index.data(VARIABLE).role)
        if pill.contains(event.position()):
            self._ask(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu with Enter, Space or F2."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self._ask(self.currentIndex().siblingAtColumn(Columns.ROLE))
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu where the pointer is."""
        if self.currentIndex().isValid():
            self.asked.emit(event.globalPos())

    def _ask(self, index: QModelIndex) -> None:
        rect = self._delegate.pill(self.visualRect(index), index.data(VARIABLE).role)
        self.asked.emit(self.viewport().mapToGlobal(rect.bottomLeft().toPoint() + QPoint(0, 2)))
