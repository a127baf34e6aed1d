"""The participants' questionnaire of one persona: do they recognise their customers, line by line?

It bears neither marks nor figures: whoever answers is not to be told what the survey found.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, repeat

from persona_studio.domain.personas import Attribute, AttributeKind, Gauge
from persona_studio.publish.boxes import Box, Line, Page, Ref
from persona_studio.publish.layout.accompanying import FACE_BOTTOM, faced, paged
from persona_studio.publish.layout.by_hand import rule, tick
from persona_studio.publish.layout.fields import written
from persona_studio.publish.layout.foot import foot_top
from persona_studio.publish.layout.frame import LEFT, RIGHT
from persona_studio.publish.layout.pages import NEXT_TOP, continuation
from persona_studio.publish.layout.sections import RULE, Setting, heading, said
from persona_studio.publish.layout.strips import Bunch, Pour, Strip, pieces
from persona_studio.publish.layout.values import Work
from persona_studio.publish.layout.words import gendered, section_icon, section_title, under_title
from persona_studio.publish.style import (
    HAIR,
    HAIRLINE,
    INK,
    MEDIUM,
    MM,
    REGULAR,
    SEMIBOLD,
    TEXT2,
    body,
)
from persona_studio.publish.text import Paragraph, Style

_ROLE, _LEAD = Style(MEDIUM, 9.6, 13.4, TEXT2), body(9.5)
_ABOVE_FOOT, _BETWEEN = 5 * MM, 5 * MM
_CELL, _ANSWERS = 14.4 * MM, 5
_SCALE_X = RIGHT - _ANSWERS * _CELL
_TEXT_WIDTH = _SCALE_X - LEFT - 4 * MM
_TEXT, _SMALL = body(9.2), Style(REGULAR, 7.4, 9.2, TEXT2)
_QUESTION = Style(SEMIBOLD, 10.5, 14.4, INK)
_BOX, _PAD, _UNDER_RULE = 3.6 * MM, 1.5 * MM, 2 * MM
_WRITING, _WRITING_LINES = 9.5 * MM, (3, 2)


def questionnaire(work: Work) -> tuple[Page, ...]:
    """Lay out the questionnaire about a persona, on as many upright pages as it takes.

    There is less room to write where that spares a page.
    """
    top, first = _head(work)
    bottom, scaled = foot_top(work) - _ABOVE_FOOT, [_known(work), *_sections(work)]
    tries = ([*scaled, *_open_questions(work, lines)] for lines in _WRITING_LINES)
    filled = min((Pour(first, NEXT_TOP, bottom).bunches(bunches) for bunches in tries), key=len)
    title = work.texts("Questionnaire, {project}", project=work.persona.name)
    return paged(work, filled, top, title, "questionnaire", note="")


# ---------------------------------------------------------------- heads


def _head(work: Work) -> tuple[list[Box], float]:
    """Return who it is about, what is asked, and who answers; and where this ends."""
    boxes, x, y = faced(work, work.texts("Participants’ questionnaire"))
    role = written(work, "role")
    if role is not None:
        set_ = work.set(role.text, _ROLE, RIGHT - x).head(3)
        boxes.append(set_.box(x, y + 0.4 * MM))
        y += 0.4 * MM + set_.height
    y = max(y, FACE_BOTTOM) + 5 * MM
    lead = work.set(_asked(work), _LEAD, RIGHT - LEFT)
    boxes.append(lead.box(LEFT, y))
    y += lead.height + 9 * MM
    boxes += _about(work, y)
    return boxes, y + 8 * MM


def _asked(work: Work) -> str:
    texts = work.texts
    return texts(
        "You meet our customers. Of those whom this persona calls to mind, of how many is each line true? "
        "One box on each line, after your own experience; there is no right answer."
    )


def _about(work: Work, y: float) -> Iterator[Box]:
    """Yield lines for who answers, when."""
    x, gap = LEFT, 6 * MM
    labels = (work.texts("Your work or team"), work.texts("Date"))
    for label, width in zip(labels, (120 * MM, RIGHT - LEFT - 120 * MM - gap), strict=True):
        text = work.line(label, _SMALL)
        yield text.box(x, y - text.height + 0.6 * MM, role="caption")
        yield rule(min(x + text.width + 2 * MM, x + width), y, x + width)
        x += width + gap


# ---------------------------------------------------------------- scales


def _scale(work: Work) -> Strip:
    """Return the answers above their columns.

    How many, not yes or no: of "does not compare prices" a no would say nothing, and people differ.
    """
    texts = work.texts
    answers = texts("None"), texts("A few"), texts("Many"), texts("Most"), texts("Not sure")
    made = [work.set(answer, _SMALL, _CELL - 1 * MM).head(2) for answer in answers]
    height = max(each.height for each in made) + 1 * MM

    def draw(y: float) -> Iterator[Box]:
        for i, each in enumerate(made):
            x = _SCALE_X + i * _CELL + 0.5 * MM
            yield each.box(x, y + height - 1 * MM - each.height, role="caption", align="centre")

    return Strip(height, lambda y: tuple(draw(y)))


def _scaled(work: Work, text: str, style: Style, ref: Ref | None) -> list[Strip]:
    """Return a line with its boxes to tick, as strips of a few lines of words."""
    found = pieces(work.supplies.compositor, text, style, _TEXT_WIDTH)
    strips = [
        Strip(part.height, _beside(work, part, ref, ticked=first))
        for first, part in zip(chain([True], repeat(False)), found, strict=False)
    ]
    rules = Strip(2 * _PAD, lambda y: (Line(LEFT, y + _PAD, RIGHT, y + _PAD, HAIRLINE, HAIR),))
    return [*strips, rules]


def _beside(
    work: Work, part: Paragraph, ref: Ref | None, *, ticked: bool
) -> Callable[[float], Sequence[Box]]:
    def draw(y: float) -> Iterator[Box]:
        yield part.box(LEFT, y, ref=ref, role="li" if ref is not None else "p")
        for i in range(_ANSWERS if ticked else 0):
            x = _SCALE_X + (i + 0.5) * _CELL - _BOX / 2
            yield tick(work.texts, x, y + (part.leading - _BOX) / 2, _BOX)

    return lambda y: tuple(draw(y))


# ---------------------------------------------------------------- questions


def _known(work: Work) -> Bunch:
    """Return the question about the persona as a whole."""
    texts = work.texts
    question = gendered(
        work.persona,
        texts("Do you know customers like her?"),
        texts("Do you know customers like him?"),
        texts("Do you know customers like this?"),
    )
    strips = (_scale(work), *_scaled(work, question, _QUESTION, None))
    return Bunch(strips, after=_BETWEEN - _PAD)


def _sections(work: Work) -> Iterator[Bunch]:
    """Yield what is said of the persona, section by section, the title with the first line."""
    texts, scale = work.texts, _scale(work)
    for section in (under_title(each, texts) for each in work.persona.sections):
        lines = [a for a in section.attributes if said(a).strip()]
        if section.hidden or not lines:
            continue
        title = section_title(section, texts)
        head = _titled(work, title, section_icon(section.key), scale)
        again = _titled(work, continuation(work, title), section_icon(section.key), scale)
        for i, line in enumerate(lines):
            strips = _scaled(work, _told(work, line), _TEXT, Ref("attribute", line.id, "text"))
            last = i == len(lines) - 1
            yield Bunch(
                (head, *strips) if i == 0 else tuple(strips),
                after=_BETWEEN - _PAD if last else 0.0,
                repeat=() if i == 0 else (again,),
            )


def _titled(work: Work, title: str, icon: str, scale: Strip) -> Strip:
    """Return the title of a section over a rule, and at its right the answers, each above its column."""
    setting = Setting(_TEXT_WIDTH, _TEXT, rule_gap=1.6 * MM, under_rule=_UNDER_RULE, ruled=False)
    _, under = heading(work, title, icon, (LEFT, 0.0), setting)
    height = max(under, scale.height + _UNDER_RULE)

    def draw(y: float) -> Sequence[Box]:
        boxes, _ = heading(work, title, icon, (LEFT, y + height - under), setting)
        line = y + height - _UNDER_RULE
        ruled = Line(LEFT, line, RIGHT, line, work.accent.fill, RULE)
        return (*boxes, ruled, *scale.draw(line - scale.height))

    return Strip(height, draw)


def _told(work: Work, line: Attribute) -> str:
    """Return the words of a line; a gauge is told by the pole it is nearer to, without its figures."""
    gauge = line.gauge if line.kind is AttributeKind.GAUGE else None
    return said(line) if gauge is None else f"{line.text} {_nearer(work, gauge)}".strip()


def _nearer(work: Work, gauge: Gauge) -> str:
    texts = work.texts
    if gauge.value == 50:
        return texts(
            "Between {left} and {right}: as much one as the other", left=gauge.left, right=gauge.right
        )
    near = gauge.left if gauge.value < 50 else gauge.right
    return texts("Between {left} and {right}: rather {near}", left=gauge.left, right=gauge.right, near=near)


def _open_questions(work: Work, count: int) -> Iterator[Bunch]:
    """Yield what can be said in one's own words, on some lines each."""
    texts = work.texts
    her = texts("What would you change about her?")
    him = texts("What would you change about him?")
    questions = (
        texts("What is missing?"),
        gendered(work.persona, her, him, texts("What would you change?")),
        texts("Which customer comes to mind, without naming them? What did they say or do?"),
    )
    for question in questions:
        text = work.set(question, _QUESTION, RIGHT - LEFT)
        lines = [Strip(_WRITING, lambda y: (rule(LEFT, y + _WRITING, RIGHT),)) for _ in range(count)]
        yield Bunch((_headed(text), *lines), after=_BETWEEN)


def _headed(text: Paragraph) -> Strip:
    return Strip(text.height, lambda y: (text.box(LEFT, y, role="h2"),))
