"""The Synthèse sheet: one upright page of figures; what is told in words goes on overleaf (§6)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import SectionKey
from persona_studio.publish.boxes import Box, Rect
from persona_studio.publish.layout import advice, charts, gaps, gauges
from persona_studio.publish.layout.advice import Advice
from persona_studio.publish.layout.flow import Placed, Room, below, continued
from persona_studio.publish.layout.foot import foot
from persona_studio.publish.layout.frame import LEFT, RIGHT
from persona_studio.publish.layout.gaps import Gap
from persona_studio.publish.layout.pages import NEXT_TOP, bottom, overflow, page, upright
from persona_studio.publish.layout.sections import (
    Setting,
    blocks,
    classic,
    heading,
    hint_blocks,
    place,
    rest_block,
)
from persona_studio.publish.layout.summary import Summary, summary
from persona_studio.publish.layout.values import Sheet, Work
from persona_studio.publish.layout.words import gendered, usual_title
from persona_studio.publish.style import MM, TEXT3, body

_BELOW_BAND, _MEASURES_END = 5.5 * MM, 178.6 * MM
_SIZE = 8.8
_HINT, _INSET = 14 * MM, 3 * MM


def synthese(work: Work) -> Sheet:
    """Lay out a persona in figures on the first page, and its other words on further pages."""
    top = summary(work)
    y = top.bottom + _BELOW_BAND
    rows = gaps.gaps(work, _MEASURES_END - _under_title(y))
    rails = gauges.gauges(work, _MEASURES_END - _under_title(y))
    known = advice.advice(work)
    shown = {row.attribute.id for row in rows if row.own} | {rail.attribute.id for rail in rails}
    placed = _overleaf(work, top, known, shown)
    boxes = [
        *top.boxes,
        *_rows(work, rows, y),
        *_rails(work, rails, y),
        *_charts(work),
        *_advice(work, known),
    ]
    first = page(work, [*boxes, *foot(work, note=_note(work, rows))], 0)
    count = 1 + max((each.page for each in placed), default=0)
    return Sheet((first, *upright(work, placed, count, scissors=False)), overflow(placed))


def _setting(width: float) -> Setting:
    return Setting(width, body(_SIZE), rule_gap=1.72 * MM)


def _under_title(y: float) -> float:
    setting = _setting(gaps.WIDTH)
    return y + setting.title.leading + setting.rule_gap + setting.under_rule


def _rows(work: Work, rows: list[Gap], y: float) -> Iterator[Box]:
    """Yield the evidence, or on screen what would fill its place."""
    texts = work.texts
    if not rows and not work.facts.editing:
        return
    her, him = texts("What sets her apart"), texts("What sets him apart")
    said = gendered(work.persona, her, him, texts("What sets them apart"))
    boxes, y = heading(work, said, "chart-column", (gaps.X, y), _setting(gaps.WIDTH))
    yield from boxes
    if rows:
        yield from gaps.rows(work, rows, y)
    else:
        yield from _hint(
            work, texts("Lines that rest on figures of the survey appear here."), gaps.X, y, gaps.WIDTH
        )


def _rails(work: Work, rails: list[gauges.Set], y: float) -> Iterator[Box]:
    if not rails and not work.facts.editing:
        return
    boxes, y = heading(
        work, work.texts("Gauges"), "sliders-horizontal", (gauges.X, y), _setting(gauges.WIDTH)
    )
    yield from boxes
    if rails:
        yield from gauges.rails(work, rails, y)
    else:
        yield from _hint(work, work.texts("Gauges of the persona appear here."), gauges.X, y, gauges.WIDTH)


def _charts(work: Work) -> Iterator[Box]:
    if work.facts.charts or work.facts.figures:
        yield from charts.charts(work)
    elif work.facts.editing:
        said = work.texts("Charts of the segment appear here.")
        yield from _hint(work, said, LEFT, charts.TOP, RIGHT - LEFT)


def _advice(work: Work, known: Sequence[Advice]) -> Iterator[Box]:
    """Yield what to do and what to avoid, or on screen which sections would fill their place."""
    for each in known:
        if each.part is not None:
            yield from place(work, each.part, each.x, advice.TOP, overflowing=False)
    missing = [key for key in advice.PLACES if key not in {each.key for each in known}]
    if work.facts.editing:
        for key in missing:
            yield from _missing(work, key)


def _missing(work: Work, key: SectionKey) -> Iterator[Box]:
    title = work.texts.quoted(usual_title(key, work.texts))
    said = work.texts("The section {title} appears here.", title=title)
    yield from _hint(work, said, advice.PLACES[key], advice.TOP, advice.WIDTH)


def _hint(work: Work, said: str, x: float, y: float, width: float) -> Iterator[Box]:
    """Yield a dashed frame with words about what would fill it: seen on screen only."""
    yield Rect(x, y, width, _HINT, None, TEXT3, 0.4, 1.2 * MM, (3.0, 2.2))
    text = work.set(said, body(_SIZE)._replace(colour=TEXT3), width - 2 * _INSET).head(2)
    yield text.box(x + _INSET, y + (_HINT - text.height) / 2, hint=True)


def _note(work: Work, rows: list[Gap]) -> str:
    said = "Gap: the share in {name} over that of all respondents."
    return work.texts(said, name=work.persona.name) if rows else ""


def _overleaf(work: Work, top: Summary, known: Sequence[Advice], shown: set[Id]) -> list[Placed]:
    """Pour what the first page does not say into the columns of further pages."""
    setting, apart = classic(_SIZE), {each.section for each in known}
    sections = [
        replace(each, attributes=tuple(a for a in each.attributes if a.id not in shown))
        for each in work.persona.sections
        if each.id not in apart
    ]
    said = [rest_block(work, rest, setting) for rest in top.rests]
    said += [*blocks(work, setting, sections), *(each.rest for each in known if each.rest)]
    room = Room(0.0, NEXT_TOP, bottom(work))
    placed = continued(work, said, room)
    last = max((each.page for each in placed), default=1)
    # A section whose lines are all among the figures goes on taking others: on screen it has a place too.
    return [*placed, *below(placed, hint_blocks(work, setting, sections), room, last)]
