"""The evidence of one persona: each line with its question, its figures, its quote, or who checks it."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest
from typing import NamedTuple

from persona_studio.domain.personas import Attribute, Evidence, Persona, Provenance, Section
from persona_studio.publish.boxes import Box, Line, Page, Ref, TextRole
from persona_studio.publish.layout.accompanying import FACE_BOTTOM, faced, paged
from persona_studio.publish.layout.foot import foot_top
from persona_studio.publish.layout.frame import LEFT, RIGHT
from persona_studio.publish.layout.gaps import asked
from persona_studio.publish.layout.marks import CENTRE, bullet, mark_name, mark_of
from persona_studio.publish.layout.pages import NEXT_TOP, continuation
from persona_studio.publish.layout.rates import few, printable, share_of
from persona_studio.publish.layout.sections import Setting, heading, said
from persona_studio.publish.layout.strips import Bunch, Pour, Strip, pieces
from persona_studio.publish.layout.values import Work
from persona_studio.publish.layout.words import section_icon, section_title
from persona_studio.publish.style import (
    HAIR,
    HAIRLINE,
    INK,
    MM,
    REGULAR,
    SEMIBOLD,
    TABULAR,
    TABULAR_SEMIBOLD,
    TEXT2,
    TEXT3,
    TEXT_ITALIC,
    body,
)
from persona_studio.publish.text import Paragraph, Style
from persona_studio.texts import typography, unquoted

_LEAD = Style(REGULAR, 9.5, 13.5, TEXT2)
_BELOW_HEAD, _ABOVE_FOOT = 8 * MM, 5 * MM
_GUTTER = 4.6 * MM
_COLUMNS = (LEFT + _GUTTER, 87 * MM, 149 * MM, 164.5 * MM, 178 * MM)
"""Left edge of the lines and of what they rest on; then the right edge of three figures. Margins go last."""
_LINE_WIDTH, _REST_WIDTH, _WIDE = 82 * MM - _COLUMNS[0], 50 * MM, RIGHT - 87 * MM
_TEXT, _ASKED, _ANSWER = body(8.8), Style(REGULAR, 7.8, 10.4, TEXT2), Style(SEMIBOLD, 8.2, 11.2, INK)
_SMALL, _HEAD = Style(REGULAR, 7.4, 10, TEXT3), Style(REGULAR, 7.4, 9.6, TEXT3)
_QUOTE = Style(TEXT_ITALIC, 10, 12.8, INK)
_SHARE, _OTHER = Style(TABULAR_SEMIBOLD, 8.8, 12.5, INK), Style(TABULAR, 8.8, 12.5, TEXT2)
_PAD, _BETWEEN = 1.7 * MM, 6 * MM
_MARK_DOWN = 12.5 / 2


class _Group(NamedTuple):
    """Lines under one title."""

    title: str
    icon: str
    lines: tuple[Attribute, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A text of a row, in its column."""

    x: float
    width: float
    text: str
    style: Style
    ref: Ref | None = None


def evidence_annexe(work: Work) -> tuple[Page, ...]:
    """Lay out what is behind the lines of a persona, on as many upright pages as it takes."""
    top, first = _top(work)
    bottom = foot_top(work) - _ABOVE_FOOT
    bunches = [bunch for group in _groups(work) for bunch in _bunches(work, group)]
    filled = Pour(first, NEXT_TOP, bottom).bunches(bunches)
    return paged(work, filled, top, work.texts("Evidence annexe, {name}", name=work.persona.name), "evidence")


# ---------------------------------------------------------------- heads


def _top(work: Work) -> tuple[list[Box], float]:
    """Return portrait, kicker, name and what there is to account for; and where this ends."""
    boxes, x, y = faced(work, work.texts("Evidence annexe"))
    lead = work.set(_lead(work), _LEAD, RIGHT - x)
    y += 0.8 * MM
    return [*boxes, lead.box(x, y)], max(y + lead.height, FACE_BOTTOM) + _BELOW_HEAD


def _lead(work: Work) -> str:
    texts = work.texts
    lines = [line for group in _groups(work) for line in group.lines]
    counts = Counter(line.provenance for line in lines)
    said = [
        texts.plural("{n} line drawn from data", "{n} lines drawn from data", counts[Provenance.DATA]),
        texts.plural("{n} verbatim", "{n} verbatims", counts[Provenance.VERBATIM]),
        texts.plural("{n} hypothesis", "{n} hypotheses", counts[Provenance.HYPOTHESIS]),
    ]
    known = [each for each, kind in zip(said, Provenance, strict=True) if counts[kind]]
    return f"{texts.listed(known)}." if known else texts("Nothing is said of this persona yet.")


# ---------------------------------------------------------------- what is accounted for


def _groups(work: Work) -> list[_Group]:
    """Return all that is said of the persona, where it is said."""
    persona, texts = work.persona, work.texts
    sheet = [_quoted(persona, texts("Quote")), *_of_sections(work, persona.sections)]
    told = {(said(line), line.evidence) for group in sheet for line in group.lines}
    others = _of_sections(work, persona.empathy)
    for journey in persona.journeys:
        for stage in journey.stages:
            lines = tuple(line for lane in stage.lanes for line in lane.attributes)
            others.append(_Group(stage.name.strip() or texts("Stage"), "route", lines))
    others.append(_Group(texts("Hypotheses beside the sheet"), "lightbulb", persona.hypotheses))
    groups = [group._replace(lines=tuple(a for a in group.lines if said(a).strip())) for group in sheet]
    groups += [group._replace(lines=_new(group.lines, told)) for group in others]
    return [group for group in groups if group.lines]


def _of_sections(work: Work, sections: Sequence[Section]) -> list[_Group]:
    return [
        _Group(section_title(s, work.texts), section_icon(s.key), s.attributes)
        for s in sections
        if not s.hidden
    ]


def _new(lines: Sequence[Attribute], told: Collection[tuple[str, Evidence | None]]) -> tuple[Attribute, ...]:
    """Return the lines that say something new: companions repeat lines of the sheet with their evidence."""
    same = ((said(line), line.evidence) for line in lines)
    return tuple(line for line, key in zip(lines, same, strict=True) if key[0].strip() and key not in told)


def _quoted(persona: Persona, title: str) -> _Group:
    line = Attribute(
        id=persona.id,
        text=persona.quote,
        provenance=persona.quote_provenance,
        evidence=persona.quote_evidence,
    )
    return _Group(title, "quote", (line,))


def _bunches(work: Work, group: _Group) -> Iterator[Bunch]:
    """Yield the lines of a group, its title with the first of them."""
    figures = any(_has_figures(line) for line in group.lines)
    head = _titled(work, group, figures)
    again = _titled(work, group._replace(title=continuation(work, group.title)), figures)
    for i, line in enumerate(group.lines):
        last = i == len(group.lines) - 1
        strips = [*_row(work, line), _closed(last)]
        yield Bunch(
            tuple([head, *strips] if i == 0 else strips),
            after=_BETWEEN if last else 0.0,
            repeat=() if i == 0 else (again,),
        )


def _titled(work: Work, group: _Group, figures: bool) -> Strip:
    """Return the title of a group over its rule, and the names of the columns of figures."""
    setting = Setting(RIGHT - LEFT, _TEXT, rule_gap=1.6 * MM, under_rule=1.2 * MM)
    _, under = heading(work, group.title, group.icon, (LEFT, 0.0), setting)
    labels = _labels(work) if figures else []
    height = under + (_HEAD.leading + 0.6 * MM if labels else 0.0)

    def draw(y: float) -> Iterator[Box]:
        boxes, below = heading(work, group.title, group.icon, (LEFT, y), setting)
        yield from boxes
        for text, right in labels:
            yield text.box(right - text.width, below, role="caption")

    return Strip(height, lambda y: tuple(draw(y)))


def _labels(work: Work) -> list[tuple[Paragraph, float]]:
    texts = work.texts
    name = work.set(work.persona.name, _HEAD, _COLUMNS[2] - _COLUMNS[1] - _REST_WIDTH + 11 * MM).head(1)
    name = replace(name, width=name.longest)
    named = [texts("Everybody"), texts("Gap"), texts("Margin")]
    return [
        (name, _COLUMNS[2]),
        *((work.line(text, _HEAD), right) for text, right in zip(named, (*_COLUMNS[3:], RIGHT), strict=True)),
    ]


def _closed(last: bool) -> Strip:
    """Return what stands below a line: white, and a hairline unless it is the last one."""
    rule = () if last else (HAIRLINE,)
    return Strip(
        2 * _PAD, lambda y: tuple(Line(LEFT, y + _PAD, RIGHT, y + _PAD, colour, HAIR) for colour in rule)
    )


# ---------------------------------------------------------------- one line


def _row(work: Work, line: Attribute) -> list[Strip]:
    """Return a line and what it rests on, side by side, as strips of a few lines each."""
    left = [
        *_cut(work, _Cell(_COLUMNS[0], _LINE_WIDTH, said(line), _TEXT, _ref(work, line))),
        *_cut(work, _Cell(_COLUMNS[0], _LINE_WIDTH, _provenance(work, line), _SMALL)),
    ]
    right = [part for cell in _rests_on(work, line) for part in _cut(work, cell)]
    strips = [Strip(max(_tall(a), _tall(b)), partial(_beside, a, b)) for a, b in _paired(left, right)]
    first = strips[0]
    return [Strip(first.height, lambda y: tuple(_drawn(work, line, first, y))), *strips[1:]]


def _drawn(work: Work, line: Attribute, words: Strip, y: float) -> Iterator[Box]:
    """Yield a mark, right after it the line that it belongs to and what this rests on, then the figures."""
    yield bullet(work, line, LEFT, y + _MARK_DOWN - CENTRE)
    yield from words.draw(y)
    yield from _figured(work, line, y)


def _ref(work: Work, line: Attribute) -> Ref:
    return Ref("persona" if line.id == work.persona.id else "attribute", line.id, "text")


_Part = tuple[_Cell, Paragraph]


def _cut(work: Work, cell: _Cell) -> Iterator[_Part]:
    if cell.text.strip():
        for part in pieces(work.supplies.compositor, cell.text, cell.style, cell.width):
            yield cell, part


def _paired(left: Sequence[_Part], right: Sequence[_Part]) -> Iterator[tuple[list[_Part], list[_Part]]]:
    """Yield what stands side by side: all of it in one strip when it is low, else part by part."""
    if sum(part.height for _, part in (*left, *right)) < 60 * MM:
        yield list(left), list(right)
        return
    for a, b in zip_longest(left, right):
        yield [a] if a else [], [b] if b else []


def _tall(parts: Sequence[_Part]) -> float:
    return sum(part.height for _, part in parts)


def _beside(left: Sequence[_Part], right: Sequence[_Part], y: float) -> tuple[Box, ...]:
    boxes: list[Box] = []
    for column in (left, right):
        top = y
        for cell, part in column:
            role: TextRole = "li" if cell.ref is not None else "p"
            boxes.append(part.box(cell.x, top, ref=cell.ref, role=role))
            top += part.height
    return tuple(boxes)


def _provenance(work: Work, line: Attribute) -> str:
    """Say where a line comes from, and who checks it when it is a hypothesis."""
    return mark_name(mark_of(line, lost=line.id in work.facts.lost), work.texts)


def _rests_on(work: Work, line: Attribute) -> Iterator[_Cell]:
    """Yield question, answer and base; the quote; or what is to be checked."""
    proof, texts, x = line.evidence, work.texts, _COLUMNS[1]
    if line.provenance is Provenance.HYPOTHESIS:
        yield from (_Cell(x, _WIDE, text, _ASKED) for text in _to_check(work, line))
    if proof is None:
        if line.provenance is not Provenance.HYPOTHESIS:
            yield _Cell(x, _WIDE, texts("No question is named."), _SMALL)
        return
    width = _REST_WIDTH if _has_figures(line) else _WIDE
    language = texts.language
    yield _Cell(x, width, asked(proof, language), _ASKED)
    quote = unquoted(proof.quote)
    if quote and quote != unquoted(line.text):
        yield _Cell(x, width, texts.quoted(quote), _QUOTE)
    yield _Cell(x, width, typography(proof.answer, language), _ANSWER)
    yield _Cell(x, width, _base(work, proof), _SMALL)


def _to_check(work: Work, line: Attribute) -> Iterator[str]:
    texts = work.texts
    yield texts("Checked.") if line.checked else texts("To be checked.")
    if line.due.strip():
        yield typography(line.due, texts.language)


def _base(work: Work, proof: Evidence) -> str:
    """Say how many respondents there are behind the figures."""
    texts = work.texts
    if few(proof):
        return texts("Fewer than ten respondents: no figure is printed.")
    if proof.base is None:
        return ""
    if proof.count is None:
        return texts.plural("{n} respondent", "{n} respondents", proof.base)
    return texts("{n} respondents of {total}", n=proof.count, total=proof.base)


# ---------------------------------------------------------------- figures


def _has_figures(line: Attribute) -> bool:
    proof = line.evidence
    if line.provenance is Provenance.HYPOTHESIS or proof is None:
        return False
    return share_of(proof) is not None or _tells_mean(proof)


def _tells_mean(proof: Evidence) -> bool:
    """Tell whether the figures are means, of enough respondents to be printed."""
    return proof.is_mean and not few(proof)


def _figured(work: Work, line: Attribute, y: float) -> Iterator[Box]:
    """Yield the figures of a line, at the right."""
    proof = line.evidence
    if proof is None or not _has_figures(line):
        return
    for (text, style), right in zip(_figures(work, proof), (*_COLUMNS[2:], RIGHT), strict=False):
        if text:
            number = work.line(text, style)
            yield number.box(right - number.width, y, role="p")


def _figures(work: Work, proof: Evidence) -> Iterator[tuple[str, Style]]:
    texts = work.texts
    share, overall = proof.share, proof.overall
    if _tells_mean(proof):
        yield _number(work, share), _SHARE
        yield _number(work, overall), _OTHER
        return
    yield texts.percent(share or 0.0), _SHARE
    yield texts.percent(overall) if overall is not None and 0 <= overall <= 1 else "", _OTHER
    ratio = share / overall if printable(proof) and share is not None and overall else None
    yield texts.ratio(round(ratio, 1)) if ratio is not None else "", _OTHER
    known = proof.low is not None and proof.high is not None
    yield texts.points(((proof.high or 0.0) - (proof.low or 0.0)) / 2) if known else "", _OTHER


def _number(work: Work, value: float | None) -> str:
    if value is None:
        return ""
    return work.texts.decimal(value, 1) if abs(value) < 1000 else work.texts.integer(value)
