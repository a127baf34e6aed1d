"""The card of lines or a section of the sheet that are dragged."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap

from persona_studio.domain.colours import Wears
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, Section
from persona_studio.domain.project import Project
from persona_studio.domain.tree import find
from persona_studio.publish.layout.sections import said
from persona_studio.publish.layout.words import section_title
from persona_studio.services.personas.outline import owner_of
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.personas.palette.ghost import WIDE, ghost
from persona_studio.ui.widgets import paint
from persona_studio.ui.words import of_sheets

PAD, ABOVE, MOST_LINES = 14, 10, 3


def card(kit: Kit, project: Project, ids: tuple[Id, ...], ratio: float) -> QPixmap:
    """Return the card of what bears some ids: the words of the first, its figures or how many there are."""
    thing = find(project, ids[0])
    owner = owner_of(project, ids[0])
    text = section_title(thing, of_sheets(project, kit.t)) if isinstance(thing, Section) else ""
    text = said(thing) if isinstance(thing, Attribute) else text
    rates = _rates(thing) if len(ids) == 1 else None
    lines, leading, px = _lines(kit, text), kit.line("body"), kit.px
    accent = owner.worn if owner is not None else 1

    def draw(painter: QPainter, room: QRect) -> None:
        painter.setFont(kit.font("body"))
        painter.setPen(kit.colour("text"))
        for i, line in enumerate(lines):
            top = room.y() + px(ABOVE) + i * leading
            painter.drawText(room.x() + px(PAD), top + round(leading * 0.75), line)
        if rates is not None:
            inside = QRectF(room.adjusted(px(PAD), 0, -px(PAD), 0))
            inside.setTop(room.bottom() - px(28))
            _bar(kit, painter, rates, inside.adjusted(0, 0, 0, -px(10)), accent)
        if len(ids) > 1:
            _count(kit, painter, len(ids), room.topRight())

    tall = 2 * px(ABOVE) + leading * len(lines) + (px(26) if rates is not None else 0)
    return ghost(kit, tall, draw, ratio)


def _rates(thing: object) -> tuple[float, float] | None:
    """Return the rates behind a line, its own and everybody's; a mean has none."""
    found = thing.evidence if isinstance(thing, Attribute) else None
    if found is None or found.share is None or not found.overall or found.is_mean:
        return None
    return (found.share, found.overall) if max(found.share, found.overall) <= 1 else None


def _lines(kit: Kit, text: str) -> list[str]:
    """Break words into a few lines, the last one cut short when there are more."""
    room = kit.px(WIDE) - 2 * kit.px(PAD)
    metrics, lines = QFontMetrics(kit.font("body")), [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > MOST_LINES:
        lines[MOST_LINES - 1 :] = [" ".join(lines[MOST_LINES - 1 :])]
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines]


def _bar(kit: Kit, painter: QPainter, rates: tuple[float, float], room: QRectF, accent: Wears) -> None:
    px, (share, overall) = kit.px, rates
    note = f"{kit.t.percent(share)} · {kit.t.ratio(share / overall)}"
    painter.setFont(kit.font("small"))
    wide = painter.fontMetrics().horizontalAdvance(note)
    painter.setPen(kit.colour("text2"))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, note)
    rail = QRectF(room.x(), room.center().y() - px(4), room.width() - wide - px(10), px(8))
    paint.bar(painter, rail, share, kit.colour(kit.accent(accent).fill), kit.colour("track"))
    paint.tick(painter, rail, overall, kit.colour("text"), kit.colour("surface"))


def _count(kit: Kit, painter: QPainter, count: int, corner: QPoint) -> None:
    """Paint how many there are on the corner of the card."""
    painter.setFont(kit.font("caption-medium"))
    words, tall = kit.t.integer(count), kit.px(20)
    wide = max(tall, painter.fontMetrics().horizontalAdvance(words) + kit.px(12))
    pill = QRectF(corner.x() - wide + kit.px(6), corner.y() - tall / 2, wide, tall)
    paint.rounded(painter, pill, tall / 2, kit.colour("accent"))
    painter.setPen(kit.colour("surface"))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
