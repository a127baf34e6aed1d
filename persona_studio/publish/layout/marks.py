"""Provenance marks, drawn and not typed: ● survey data, ❝ verbatim, ○ hypothesis, ◉ a hypothesis checked,
◐ data reworded by hand.

Where the marks are left out, each line begins with a dash that says nothing of where it comes from.
"""

from collections.abc import Callable
from enum import StrEnum

from persona_studio.domain.personas import Attribute, Provenance
from persona_studio.publish.boxes import Command, Group, GroupRole, Line, Path, Ref
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import MM
from persona_studio.texts import Texts

SIZE = 2.5 * MM
_ROUND = 0.5523  # a quarter of a circle as one curve
_DOT, _RING, _RING_LINE, _HEART = 0.77, 0.64, 0.265, 0.27  # mm, in a mark of 2.5 mm
_CENTRE = 1.166
CENTRE = _CENTRE * MM
"""From the corner of a mark to its middle, in points."""
_DASH, _DASH_LINE = 1.55, 0.3
_COMMA: tuple[Command, ...] = (
    ("M", (0.94, 0.0)),
    ("C", (0.36, 0.14, 0.03, 0.52, 0.03, 1.04)),
    ("C", (0.03, 1.33, 0.2, 1.52, 0.46, 1.52)),
    ("C", (0.7, 1.52, 0.88, 1.35, 0.88, 1.1)),
    ("C", (0.88, 0.86, 0.72, 0.71, 0.5, 0.7)),
    ("C", (0.55, 0.46, 0.74, 0.28, 0.99, 0.16)),
    ("Z", ()),
)


class Mark(StrEnum):
    """What the bullet of an attribute says."""

    DATA = "data"
    MODIFIED = "modified"
    VERBATIM = "verbatim"
    HYPOTHESIS = "hypothesis"
    CHECKED = "checked"
    LOST = "lost"


SIGNS = {
    Mark.DATA: "●",
    Mark.MODIFIED: "◐",
    Mark.VERBATIM: "❝",
    Mark.HYPOTHESIS: "○",
    Mark.CHECKED: "◉",
    Mark.LOST: "◌",
}
"""The marks as characters."""


def mark_of(attribute: Attribute, *, lost: bool = False) -> Mark:
    """Return the mark of an attribute; ``lost`` when its variable vanished."""
    if lost:
        return Mark.LOST
    if attribute.modified and attribute.provenance is Provenance.DATA:
        return Mark.MODIFIED
    if attribute.checked and attribute.provenance is Provenance.HYPOTHESIS:
        return Mark.CHECKED
    return Mark(attribute.provenance.value)


def mark_name(mark: Mark, texts: Texts) -> str:
    """Return what a mark says, in words."""
    return _NAMES[mark](texts)


_NAMES: dict[Mark, Callable[[Texts], str]] = {
    Mark.DATA: lambda t: t("Survey data"),
    Mark.MODIFIED: lambda t: t("Survey data, reworded"),
    Mark.VERBATIM: lambda t: t("Verbatim"),
    Mark.HYPOTHESIS: lambda t: t("Hypothesis to check"),
    Mark.CHECKED: lambda t: t("Hypothesis, checked"),
    Mark.LOST: lambda t: t("Survey data no longer in the project"),
}


def bullet(
    work: Work, attribute: Attribute, x: float, y: float, *, colour: str = "", scale: float = 1.0
) -> Group:
    """Return what a line begins with, in a square of 2.5 mm from (x, y): its mark, else a dash."""
    colour, ref = colour or work.accent.fill, Ref("attribute", attribute.id, "provenance")
    if not work.facts.options.marks:
        return dash(x, y, colour, scale=scale, ref=ref)
    mark = mark_of(attribute, lost=attribute.id in work.facts.lost)
    return draw(mark, x, y, colour, scale=scale, alt=mark_name(mark, work.texts), ref=ref)


def dash(x: float, y: float, colour: str, *, scale: float = 1.0, ref: Ref | None = None) -> Group:
    """Return the dash that stands for a mark, in the same square."""
    unit, size = MM * scale, SIZE * scale
    middle, half = y + _CENTRE * unit, _DASH / 2 * unit
    line = Line(
        x + _CENTRE * unit - half, middle, x + _CENTRE * unit + half, middle, colour, _DASH_LINE * unit
    )
    return Group((line,), x, y, size, size, None, ref, "label", "–")


def draw(
    mark: Mark, x: float, y: float, colour: str, *, scale: float = 1.0, alt: str = "", ref: Ref | None = None
) -> Group:
    """Return a mark whose 2.5 mm square begins at (x, y)."""
    unit = MM * scale
    size = SIZE * scale
    centre = (x + _CENTRE * unit, y + _CENTRE * unit)
    role: GroupRole = "label" if alt else "artifact"
    shapes = tuple(_shapes(mark, x, y, centre, unit, colour))
    return Group(shapes, x, y, size, size, None, ref, role, alt, SIGNS[mark])


def _shapes(
    mark: Mark, x: float, y: float, centre: tuple[float, float], unit: float, colour: str
) -> list[Path]:
    if mark is Mark.DATA:
        return [Path(circle(*centre, _DOT * unit), colour)]
    if mark is Mark.VERBATIM:
        top = y + (_CENTRE - 0.7) * unit
        return [Path(_moved(x + left * unit, top, unit), colour) for left in (0.08, 1.3)]
    ring = Path(circle(*centre, _RING * unit), None, colour, _RING_LINE * unit)
    if mark is Mark.MODIFIED:
        return [ring, Path(_half(*centre, _RING * unit), colour)]
    if mark is Mark.CHECKED:
        return [ring, Path(circle(*centre, _HEART * unit), colour)]
    if mark is Mark.LOST:
        return [Path(arc, None, colour, _RING_LINE * unit) for arc in _dashes(*centre, _RING * unit)]
    return [ring]


def _moved(x: float, y: float, unit: float) -> tuple[Command, ...]:
    shifts = (x, y)
    return tuple(
        (letter, tuple(value * unit + shifts[i % 2] for i, value in enumerate(values)))
        for letter, values in _COMMA
    )


def circle(x: float, y: float, r: float) -> tuple[Command, ...]:
    """Return the outline of a circle around a point."""
    k = r * _ROUND
    return (
        ("M", (x + r, y)),
        ("C", (x + r, y + k, x + k, y + r, x, y + r)),
        ("C", (x - k, y + r, x - r, y + k, x - r, y)),
        ("C", (x - r, y - k, x - k, y - r, x, y - r)),
        ("C", (x + k, y - r, x + r, y - k, x + r, y)),
        ("Z", ()),
    )


def _half(x: float, y: float, r: float) -> tuple[Command, ...]:
    return (("M", (x, y + r)), *circle(x, y, r)[2:4], ("Z", ()))


def _dashes(x: float, y: float, r: float) -> list[tuple[Command, ...]]:
    """Return four arcs of a circle with gaps between them."""
    a, b = r * 0.924, r * 0.383  # cosine and sine of 22.5°
    k = r * 0.265
    corners = ((1, 1), (-1, 1), (-1, -1), (1, -1))
    return [
        (
            ("M", (x + sx * a, y + sy * b)),
            (
                "C",
                (
                    x + sx * (a - k * 0.383),
                    y + sy * (b + k * 0.924),
                    x + sx * (b + k * 0.924),
                    y + sy * (a - k * 0.383),
                    x + sx * b,
                    y + sy * a,
                ),
            ),
        )
        for sx, sy in corners
    ]
