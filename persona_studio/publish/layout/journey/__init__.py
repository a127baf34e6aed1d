"""The Parcours: stages as arrows, lanes below them, how it is felt, on which moment all depends (§6)."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Journey
from persona_studio.publish.boxes import Box, Cell, Page, Ref, TextBox, celled
from persona_studio.publish.layout import companion
from persona_studio.publish.layout.companion import FOOT, Made, Overleaf
from persona_studio.publish.layout.journey.grid import TOP, Column, spread
from persona_studio.publish.layout.journey.head import head, stage
from persona_studio.publish.layout.journey.moment import HEIGHT, moment
from persona_studio.publish.layout.journey.rows import TABLE, drawn, rows
from persona_studio.publish.layout.sections import Block
from persona_studio.publish.layout.values import Sheet, Work
from persona_studio.publish.layout.words import section_icon, usual_title
from persona_studio.publish.style import MM

PART = "journey"
_ABOVE_FOOT, _ABOVE_MOMENT = 3 * MM, 1.2 * MM
_NEXT = 8.8


def journey(work: Work) -> Made:
    """Lay out the journeys of a persona: eight stages to a page at the most, what is too long overleaf."""
    cut: list[str] = []
    pages: list[Page] = []
    left: list[Block] = []
    what = work.texts("Journey")
    for each in work.persona.journeys:
        spreads: list[list[Column]] = spread(each) or [[]]
        keyed = [any(column.key for column in columns) for columns in spreads]
        decisive = keyed.index(True) if True in keyed else 0
        for number, columns in enumerate(spreads):
            boxes, rests = _page(work, each, columns, cut, moment_too=number == decisive)
            pages.append(companion.page(work, boxes, len(pages), what, PART))
            left += rests
    overleaf = Overleaf(work, left, what, PART)
    pages += overleaf.pages(len(pages))
    return Made(Sheet(tuple(pages), overleaf.lines), tuple(dict.fromkeys(cut)))


def _page(
    work: Work, each: Journey, columns: Sequence[Column], cut: list[str], *, moment_too: bool
) -> tuple[list[Box], list[Block]]:
    """Return the boxes of a page and what finds no room on it; the moment stands on one page only."""
    strip, rest = moment(work, each, FOOT.top - _ABOVE_FOOT - HEIGHT) if moment_too else ([], [])
    end = FOOT.top - _ABOVE_FOOT - (HEIGHT + _ABOVE_MOMENT if strip else 0.0)
    made, left = rows(work, columns, end - TOP)
    boxes = [*head(work, each, work.texts("Journey"), cut)]
    boxes += _stages(work, columns, cut)
    boxes += [*drawn(work, columns, made, cut), *strip]
    hint = work.texts("What the journey was made from")
    entries = [entry for row in made for cell in row.cells for entry in cell.entries]
    items = [item for one in left for item in one.items]
    rests = {item.attribute.id: item.first for item in items if item.attribute is not None}
    shown = {entry.attribute.id: entry.attribute for entry in entries}
    lines = [*shown.values(), *(each.moment[:1] if strip else ())]
    boxes += companion.noted_foot(work, lines, each.note, Ref("journey", each.id, "note"), hint)
    return boxes, [*_overleaf(work, columns, shown, rests), *rest]


def _stages(work: Work, columns: Sequence[Column], cut: list[str]) -> list[Box]:
    """Return all arrows, then the names in them: these head the columns of one table."""
    named = [
        box
        for number, column in enumerate(columns, 1)
        for box in celled(stage(work, column, cut), Cell(TABLE, 0, number, head=True))
    ]
    return sorted(named, key=lambda box: isinstance(box, TextBox))


def _overleaf(
    work: Work, columns: Sequence[Column], shown: Collection[Id], rests: Mapping[Id, int]
) -> Iterator[Block]:
    """Yield what found no room on the page, under the names of stage and lane.

    ``shown`` are the lines that stand on the page, ``rests`` from which letter on those go on that were cut.
    """
    setting = companion.marked(work, companion.setting(_NEXT))
    width = setting.width - setting.icon - setting.icon_gap
    for column in columns:
        for lane in column.stage.lanes:
            lines = [line for line in lane.attributes if line.id in rests or line.id not in shown]
            if lines:
                parts = (column.stage.name, usual_title(lane.key, work.texts))
                named = ", ".join(part for part in parts if part)
                title = work.set(work.texts("{name} (continued)", name=named), setting.title, width).head(3)
                items = (companion.set_again(work, line, rests.get(line.id, 0), setting) for line in lines)
                yield Block(title, section_icon(lane.key), None, tuple(items), setting)
