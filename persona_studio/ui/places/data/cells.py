"""The cells of the variable table, painted by role."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from persona_studio.domain.variables import Kind, Role, Variable
from persona_studio.ui import words
from persona_studio.ui.kit import Kit
from persona_studio.ui.models.blocks import Block, Entry
from persona_studio.ui.models.variables import ENTRY, RESPONDENTS, UNFOLDED, Columns
from persona_studio.ui.widgets import paint

ROW = 41
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
_MIXED = ("hover", "", "text2")
_SHADES = (0.0, 0.5, 0.72, 0.84, 0.9, 0.93)
INDENT = 18
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
        entry: Entry = index.data(ENTRY)
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
                self._name(painter, rect, index, on=on)
            case Columns.SPREAD if entry.level is not None:
                self._option(painter, rect, entry, index)
            case _ if entry.option:
                pass  # an option has the role of its question, and is missing with it
            case Columns.ROLE:
                self._pill(painter, rect, entry, index.data())
            case Columns.MISSING:
                self._missing(painter, rect, entry, index)
            case Columns.SPREAD:
                self._spread(painter, rect, entry, index.data(), on=on)
        if state & QStyle.StateFlag.State_HasFocus and not entry.option:
            self._ring(painter, rect, index)
        painter.restore()

    def _ring(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        """Show which cell the keyboard is on: around what a key would open."""
        px, place = self._kit.px, QRectF(rect).adjusted(1, 1, -1, -2)
        if index.column() == Columns.ROLE:
            place = self.pill(rect, index.data()).adjusted(-3, -3, 3, 3)
        elif index.column() == Columns.VARIABLE:
            place = QRectF(self.icon(rect, index.data(ENTRY))).adjusted(-4, -4, 4, 4)
        paint.rounded(painter, place, px(6), None, self._kit.colour("accent"), 2)

    def icon(self, rect: QRect, entry: Entry) -> QRect:
        """Return where the icon of the kind is in its cell."""
        size = self._kit.px(18)
        left = rect.x() + self._kit.px(PAD + (INDENT if entry.under else 0))
        return QRect(left, rect.y() + (rect.height() - size) // 2, size, size)

    def arrow(self, rect: QRect) -> QRect:
        """Return where the arrow that opens a question is in its cell."""
        return QRect(rect.x(), rect.y(), self._kit.px(PAD), rect.height())

    def _name(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, *, on: bool
    ) -> None:
        px, entry = self._kit.px, index.data(ENTRY)
        place, role = self.icon(rect, entry), "accent" if on else "text2"
        if entry.folds:
            name = "chevron-down" if index.data(UNFOLDED) else "chevron-right"
            top = rect.y() + (rect.height() - px(14)) // 2
            painter.drawPixmap(rect.x() + px(4), top, self._kit.picture(name, "text2", 14))
        if not entry.option:
            painter.drawPixmap(place.topLeft(), self._kit.picture(entry_icon(entry), role, 18))
        code = self._aside(entry)
        left, right = place.x() + px(30), rect.right() - px(12)
        self._words(painter, QRect(left, rect.y(), right - left, rect.height()), index.data(), code, on=on)

    def _aside(self, entry: Entry) -> str:
        """Return what stands small after the words: the code of a question, how many rows it holds."""
        t = self._kit.t
        if entry.head:
            return t.plural("{n} item", "{n} items", len(entry.variables))
        if entry.option:
            return ""
        code = words.shown_code(entry.variables[0])
        if not entry.folds:
            return code
        options = t.plural("{n} option", "{n} options", len(entry.variables[0].levels))
        return f"{code}, {options}" if code else options

    def _words(self, painter: QPainter, room: QRect, name: str, code: str, *, on: bool) -> None:
        px, middle = self._kit.px, Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._kit.font("strong" if on else "medium"))
        metrics, cut = painter.fontMetrics(), Qt.TextElideMode.ElideRight
        kept = min(px(110), metrics.horizontalAdvance(code) + px(8)) if code else 0
        text = metrics.elidedText(name, cut, room.width() - kept)
        painter.setPen(self._kit.colour("text"))
        painter.drawText(room, middle, text)
        if not code:
            return
        room = room.adjusted(metrics.horizontalAdvance(text) + px(9), 0, 0, 0)
        painter.setFont(self._kit.font("small"))
        painter.setPen(self._kit.colour("text3"))
        painter.drawText(room, middle, painter.fontMetrics().elidedText(code, cut, max(0, room.width())))

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Return a field for the words of a question."""
        field = QLineEdit(parent)
        field.setFont(self._kit.font("medium"))
        self._kit.name(field, "Question")
        field.setText(index.data(Qt.ItemDataRole.EditRole))
        return field

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Put the field where the words are."""
        left = self.icon(option.rect, index.data(ENTRY)).x() + self._kit.px(22)
        room = option.rect.adjusted(0, 1, -self._kit.px(4), -2)
        room.setLeft(left)
        editor.setGeometry(room)

    def pill(self, rect: QRect, name: str) -> QRectF:
        """Return where the pill of a role is in its cell."""
        px = self._kit.px
        wide = QFontMetrics(self._kit.font("small-medium")).horizontalAdvance(name)
        return QRectF(rect.x(), rect.y() + (rect.height() - px(24)) / 2, wide + px(40), px(24))

    def _pill(self, painter: QPainter, rect: QRect, entry: Entry, name: str) -> None:
        role = role_of(entry)
        ground, line, ink = _PILLS[role] if role is not None else _MIXED
        px, colour = self._kit.px, self._kit.colour
        pill = self.pill(rect, name)
        if ground:
            paint.rounded(painter, pill, px(6), colour(ground), colour(line) if line else None)
        painter.setFont(self._kit.font("small-medium"))
        painter.setPen(colour(ink))
        painter.drawText(pill.adjusted(px(10), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name)
        if all(variable.personal is not None for variable in entry.variables):
            return
        size = px(12)
        painter.drawPixmap(
            round(pill.right() - px(8) - size),
            round(pill.center().y() - size / 2),
            self._kit.picture("chevron-down", ink, 12),
        )

    def _missing(
        self, painter: QPainter, rect: QRect, entry: Entry, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        # Who was not asked misses nothing: only answers that should be there are worth a warning.
        many = entry.missing(index.data(RESPONDENTS)) > WARN_MISSING
        painter.setFont(self._kit.font("number-strong" if many else "number"))
        painter.setPen(self._kit.colour("warn" if many else "text2"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -self._kit.px(22), 0), right, index.data())

    def _spread(self, painter: QPainter, rect: QRect, entry: Entry, text: str, *, on: bool) -> None:
        px = self._kit.px
        room = QRectF(rect.x(), rect.y() + px(9), min(px(110), rect.width() - px(12)), rect.height() - px(20))
        counts, kind = spread_of(entry)
        if kind in _BARS and counts:
            self._columns(painter, room, counts, on=on)
        elif kind is Kind.NOMINAL and counts:
            self._stack(painter, room, sorted(counts, reverse=True), on=on)
        else:
            painter.setFont(self._kit.font("small"))
            painter.setPen(self._kit.colour("text2"))
            words_ = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, rect.width() - px(12)
            )
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words_)

    def _option(
        self, painter: QPainter, rect: QRect, entry: Entry, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the share of those who chose an option."""
        px, variable = self._kit.px, entry.variables[0]
        answered = max(1, index.data(RESPONDENTS) - variable.missing_count)
        room = QRectF(rect.x(), rect.center().y() - px(5), min(px(70), rect.width() * 0.5), px(10))
        share = entry.level.count / answered if entry.level is not None else 0.0
        paint.bar(painter, room, share, self._kit.colour("strong"), self._kit.colour("track"))
        painter.setFont(self._kit.font("number"))
        painter.setPen(self._kit.colour("text2"))
        left = round(room.right()) + px(8)
        painter.drawText(rect.adjusted(left - rect.x(), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, index.data())

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


def entry_icon(entry: Entry) -> str:
    """Return the icon of a row."""
    return words.icon(entry.variable) if entry.variable is not None else "rows-3"


def role_of(entry: Entry) -> Role | None:
    """Return the role of a row, None when its items have several."""
    if entry.variable is not None:
        return entry.variable.role
    return entry.block.role if isinstance(entry.block, Block) else None


def spread_of(entry: Entry) -> tuple[Sequence[int], Kind | None]:
    """Return what the small picture of a row shows, and of which kind; nothing of personal data."""
    variable: Variable | None = entry.variable
    if variable is None:
        return (entry.block.counts, entry.block.kind) if entry.block is not None else ((), None)
    if variable.personal is not None:
        return (), variable.kind
    return [level.count for level in variable.levels] or variable.distribution.counts, variable.kind
