"""What all slides share: size, margins, the head of a slide on which a persona goes on, the foot."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from persona_studio.domain.deliverables import PAPERS
from persona_studio.publish.boxes import Box, Line, Page, Rect
from persona_studio.publish.layout.foot import Footing
from persona_studio.publish.layout.portraits import portrait
from persona_studio.publish.layout.single_foot import Foot
from persona_studio.publish.layout.title import Sizes, title_boxes, title_words
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import HAIR, HAIRLINE, MEDIUM, MM, TEXT2
from persona_studio.publish.text import Style

WIDTH, HEIGHT = (side * MM for side in PAPERS["16:9"])
SIZE = (WIDTH, HEIGHT)
MARGIN = 14 * MM
LEFT, RIGHT, FLOOR = MARGIN, WIDTH - MARGIN, HEIGHT - MARGIN
SCALE = 1.14
"""Of the Magazine grid."""
SMALLEST = 12.0
"""Points: running text is never smaller on a wall."""
_FOOT_WORDS = 1.2
FOOT = Footing(LEFT, RIGHT, FLOOR - 11.6 * MM, _FOOT_WORDS)
LOW_FOOT = Foot(LEFT, RIGHT, FLOOR - 7.4 * MM, 9.0)
"""One line, where there are no marks to explain."""
ABOVE_FOOT = 5 * MM
TOP = 40 * MM
"""Where a slide with a head begins to say something."""
FACE_PART = (106.8, 83.7, 1638.5, 1638.5)
"""What a circle shows of the drawing of a portrait."""
_FACE, _FACE_TOP, _BESIDE = 17 * MM, 14 * MM, 5.5 * MM
_NAMES = Sizes((24.0, 20.0), (22.0, 18.0, 15.0), ((12.0, 2), (8.5, 3)))
_TOPIC = Style(MEDIUM, 14, 18, TEXT2)
_RULE = 34 * MM


def slide(work: Work, boxes: Iterable[Box], number: int, title: str, part: str) -> Page:
    """Return a slide, ``number`` counted from 0 in the whole presentation."""
    return Page(*SIZE, tuple(boxes), str(number + 1), title, work.texts.language, part=part)


def head(work: Work, topic: str) -> Iterator[Box]:
    """Yield portrait and name, what the slide is about at the right, and a hairline."""
    radius = _FACE / 2
    yield portrait(work, Rect(LEFT, _FACE_TOP, _FACE, _FACE, radius=radius), FACE_PART)
    told = work.line(topic, _TOPIC) if topic else None
    x = LEFT + _FACE + _BESIDE
    room = RIGHT - x - (told.width + 8 * MM if told is not None else 0.0)
    middle, said = _FACE_TOP + radius, title_words(work)
    _, _, height = title_boxes(work, said, x, 0.0, room, _NAMES)
    named, _, _ = title_boxes(work, said, x, middle - height / 2, room, _NAMES)
    yield from (replace(box, ref=None, value=None) for box in named)
    if told is not None:
        yield told.box(RIGHT - told.width, middle - told.height / 2, role="caption")
    yield Line(LEFT, _RULE, RIGHT, _RULE, HAIRLINE, HAIR)
