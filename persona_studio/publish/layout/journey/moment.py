"""The strip at the foot of a journey: the moment on which all depends."""

from persona_studio.domain.personas import Attribute, Journey
from persona_studio.publish.boxes import Box, Rect, Ref
from persona_studio.publish.layout import companion
from persona_studio.publish.layout.companion import LEFT, RIGHT
from persona_studio.publish.layout.journey.cells import MARKED, mark_before
from persona_studio.publish.layout.sections import Block, said
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import INK, MM, REGULAR, SEMIBOLD, TEXT3
from persona_studio.publish.text import Paragraph, Style

HEIGHT = 10.5 * MM
_RADIUS, _ICON, _ICON_X, _TEXT_X, _PAD = 2.8 * MM, 4.6 * MM, 4 * MM, 11.3 * MM, 4 * MM
_SIZES = ((8.5, 1), (8.5, 2), (7.6, 2), (6.8, 3))
_LEADING, _SPACE, _NEXT = 1.3, 0.85 * MM, 8.8


def moment(work: Work, journey: Journey, y: float) -> tuple[list[Box], list[Block]]:
    """Return the strip whose top is at a height, none without words, and the words that found no room."""
    lines = [each for each in journey.moment if said(each).strip()]
    line = lines[0] if lines else None
    if line is None and not work.facts.editing:
        return [], []
    strip = Rect(LEFT, y, RIGHT - LEFT, HEIGHT, work.accent.tint, radius=_RADIUS)
    icon = work.supplies.drawings.icon(
        "flag", LEFT + _ICON_X, y + (HEIGHT - _ICON) / 2, _ICON, work.accent.ink, 1.6
    )
    name, made = _set(work, line)
    top = y + (HEIGHT - max(made.height, made.leading)) / 2
    x = LEFT + _TEXT_X
    boxes: list[Box] = [strip, icon, name.box(x, top, role="h2")]
    x += name.width + _SPACE
    if line is None:
        boxes.append(made.box(x, top, ref=Ref("journey", journey.id, "moment"), hint=True))
        return boxes, []
    if work.facts.options.marks:
        x += MARKED
        boxes.append(mark_before(work, line, x, top + made.rise))
    boxes.append(made.box(x, top, ref=Ref("attribute", line.id, "text")))
    rests = [(line, len(made.text))] if len(made.text) < len(said(line)) else []
    rests += [(each, 0) for each in lines[1:]]
    return boxes, [_overleaf(work, each, first) for each, first in rests]


def _set(work: Work, line: Attribute | None) -> tuple[Paragraph, Paragraph]:
    """Return the label and the words beside it, at the largest size that holds them."""
    words = said(line) if line is not None else work.texts("What all depends on")
    colour = INK if line is not None else TEXT3
    name = made = work.line("", Style(REGULAR, 1, 1, INK))
    for size, lines in _SIZES:
        name = work.line(work.texts("Moment of truth."), Style(SEMIBOLD, size, size * _LEADING, INK))
        width = RIGHT - LEFT - _TEXT_X - name.width - _SPACE - _PAD
        width -= MARKED if work.facts.options.marks else 0.0
        whole = work.set(words, Style(REGULAR, size, size * _LEADING, colour), width)
        made = whole.head(lines)
        if len(whole.lines) <= lines:
            break
    return name, made


def _overleaf(work: Work, line: Attribute, first: int) -> Block:
    setting = companion.marked(work, companion.setting(_NEXT))
    title = work.texts("{name} (continued)", name=work.texts("Moment of truth"))
    heading = work.set(title, setting.title, setting.width - setting.icon - setting.icon_gap).head(3)
    return Block(heading, "flag", None, (companion.set_again(work, line, first, setting),), setting)
