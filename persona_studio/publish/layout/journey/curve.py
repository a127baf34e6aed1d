"""How a journey is felt: a smooth curve through the stages, a word at each of its points."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from persona_studio.publish.boxes import Box, Command, Group, Line, Path, Rect, Ref
from persona_studio.publish.layout.companion import RIGHT
from persona_studio.publish.layout.journey.grid import APART, Column, X
from persona_studio.publish.layout.marks import circle
from persona_studio.publish.layout.values import Work
from persona_studio.publish.layout.written import Field, Text, text
from persona_studio.publish.style import INK, MM, RAIL, REGULAR, SEMIBOLD, TEXT3, WHITE
from persona_studio.publish.text import Style

LEAST = 27 * MM
"""Height of a band in which words above and below the points still have room."""
_NEUTRAL, _REACH = 0.5177, 0.4315  # parts of the height of the band: as on the picture
_CURVE, _RING, _POINT, _KEY = 0.9 * MM, 0.75 * MM, 1.57 * MM, 2.62 * MM
_MOOD_SIZES = ((8.3, 1), (7.6, 1), (6.8, 1), (6.0, 2))
_MOOD_LEADING, _OVER, _UNDER, _AIR = 1.25, 0.8 * MM, 0.3 * MM, 0.5 * MM
_LOW = -25
"""From there down the word stands below its point, where the curve leaves room."""
_SIGNS, _SIGN_RIGHT, _SIGN_PARTS = Style(REGULAR, 7.1, 9.2, TEXT3), 36.1 * MM, (0.309, 0.827)
_DASH = (1.6 * MM, 1.2 * MM)


class Band(NamedTuple):
    """The room of the curve."""

    top: float
    height: float

    def y(self, feeling: int) -> float:
        """Return the height at which a feeling stands."""
        return self.top + self.height * (_NEUTRAL - _REACH * feeling / 100)


def curve(work: Work, columns: Sequence[Column], band: Band, cut: list[str]) -> Iterator[Box]:
    """Yield the neutral line, the curve, its points and their words."""
    yield from ground(work, columns[-1].x + columns[-1].step - APART - X if columns else RIGHT - X, band)
    points = [(column.middle, band.y(column.stage.feeling)) for column in columns]
    if len(points) > 1:
        yield Path(_smooth(points), None, work.accent.fill, _CURVE)
    for column, (x, y) in zip(columns, points, strict=True):
        yield from _reach(work, column, band)
        yield _point(work, column, x, y)
    for column, (_, y) in zip(columns, points, strict=True):
        yield from _mood(work, column, y, band, cut)


def _reach(work: Work, column: Column, band: Band) -> Iterator[Box]:
    """Yield how far the point of a stage can be moved on the screen: from its best down to its worst."""
    if work.facts.editing:
        top, bottom = band.y(100), band.y(-100)
        left, width = column.middle - column.step / 2, column.step
        yield Rect(left, top, width, bottom - top, ref=Ref("stage", column.stage.id, "reach"))


def ground(work: Work, width: float, band: Band) -> Iterator[Box]:
    """Yield the neutral line and what is above and below it."""
    y = band.y(0)
    yield Line(X, y, min(X + width, RIGHT), y, RAIL, 0.25 * MM, _DASH)
    for said, part in zip((work.texts("positive"), work.texts("negative")), _SIGN_PARTS, strict=True):
        sign = work.line(said, _SIGNS)
        top = band.top + band.height * part - sign.height / 2
        yield sign.box(_SIGN_RIGHT - sign.width, top, role="caption")


def _smooth(points: Sequence[tuple[float, float]]) -> tuple[Command, ...]:
    """Return a curve that is level at each point and never overshoots between two."""
    steps = [("C", ((x1 + x2) / 2, y1, (x1 + x2) / 2, y2, x2, y2)) for (x1, y1), (x2, y2) in pairwise(points)]
    return (("M", points[0]), *steps)


def _point(work: Work, column: Column, x: float, y: float) -> Group:
    """Return the point of a stage: filled for the one on which all depends."""
    stage, ink = column.stage, work.accent.ink
    radius = _KEY if column.key else _POINT
    outline = circle(x, y, radius)
    shape = Path(outline, ink) if column.key else Path(outline, WHITE, ink, _RING)
    size = radius + (0 if column.key else _RING / 2)
    said = work.texts(
        "{stage}: {feeling}, from −100 to +100", stage=stage.name, feeling=_signed(work, stage.feeling)
    )
    frame = (x - size, y - size, 2 * size, 2 * size)
    return Group((shape,), *frame, ref=Ref("stage", stage.id, "feeling"), role="figure", alt=said)


def _signed(work: Work, feeling: int) -> str:
    return f"{'+' if feeling > 0 else ''}{work.texts.integer(feeling)}"


def _mood(work: Work, column: Column, y: float, band: Band, cut: list[str]) -> Iterator[Box]:
    texts, stage = work.texts, column.stage
    steps = tuple((Style(SEMIBOLD, s, s * _MOOD_LEADING, INK), n) for s, n in _MOOD_SIZES)
    field = Field(stage.mood, Ref("stage", stage.id, "mood"), texts("Word for the feeling"), texts("feeling"))
    said = text(work, field, steps, 2 * (column.middle - column.x), cut)
    if said is not None:
        yield said.box(column.x, _beside(said, column, y, band), align="centre")


def _beside(said: Text, column: Column, y: float, band: Band) -> float:
    """Return the top of a word: over its point, or below where it is low; never outside the band."""
    radius = _KEY if column.key else _POINT + _RING / 2
    over, under = y - radius - _OVER - said.height, y + radius + _UNDER
    end = band.top + band.height - _AIR - said.height
    if column.stage.feeling <= _LOW:
        return under if under <= end else over
    return over if over >= band.top + _AIR else under
