"""Upright pages that go with a sheet, its evidence and its questionnaire: how they begin and go on."""

from collections.abc import Sequence
from typing import NamedTuple

from persona_studio.publish.boxes import Box, Page, Rect
from persona_studio.publish.layout.foot import foot
from persona_studio.publish.layout.frame import LEFT, RIGHT
from persona_studio.publish.layout.pages import HEIGHT, WIDTH, continuation, headed
from persona_studio.publish.layout.portraits import portrait
from persona_studio.publish.layout.title import Sizes, title_boxes, title_words
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import MEDIUM, MM, TEXT2
from persona_studio.publish.text import Style

_FACE, _TOP, _PART = 24 * MM, 15 * MM, (106.8, 83.7, 1638.5, 1638.5)
_NAMES = Sizes((28.0, 24.0), (24.0, 20.0), ((18.0, 2), (14.0, 3), (10.0, 5)))
_KICKER = Style(MEDIUM, 8.6, 11, TEXT2)
_BESIDE_FACE = 6 * MM
FACE_BOTTOM = _TOP + _FACE
"""Where the portrait ends."""


class Faced(NamedTuple):
    """Portrait, kicker and name, and where more can be said beside the portrait."""

    boxes: list[Box]
    x: float
    y: float


def faced(work: Work, kicker: str) -> Faced:
    """Return the portrait, beside it what the pages are and whose."""
    face = portrait(work, Rect(LEFT, _TOP, _FACE, _FACE, radius=_FACE / 2), _PART)
    x, y = LEFT + _FACE + _BESIDE_FACE, _TOP + 0.5 * MM
    what = work.line(kicker, _KICKER)
    top = y + what.height + 0.4 * MM
    named, _, below = title_boxes(work, title_words(work), x - 0.25 * MM, top, RIGHT - x, _NAMES)
    return Faced([face, what.box(x, y, role="caption"), *named], x, below)


def paged(
    work: Work,
    filled: Sequence[Sequence[Box]],
    top: Sequence[Box],
    title: str,
    part: str,
    note: str | None = None,
) -> tuple[Page, ...]:
    """Return pages of what was poured: ``top`` heads the first, the others say that they go on.

    A ``note`` takes the place of the legend of the marks in their foot.
    """

    def page(number: int, boxes: Sequence[Box]) -> Page:
        named = continuation(work, title) if number else title
        above = headed(work, named, number, len(filled)) if number else top
        every = (*above, *boxes, *foot(work, note=note))
        return Page(WIDTH, HEIGHT, every, str(number + 1), named, work.texts.language, part=part)

    return tuple(page(number, boxes) for number, boxes in enumerate(filled))
