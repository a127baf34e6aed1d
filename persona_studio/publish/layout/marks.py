"""Provenance marks, drawn and not typed: ● survey data, ❝ verbatim, ○ hypothesis, ◐ data reworded by hand."""

from enum import StrEnum

from persona_studio.domain.personas import Attribute, Provenance
from persona_studio.publish.boxes import Command, Group, GroupRole, Path, Ref
from persona_studio.publish.style import MM
from persona_studio.texts import Texts

SIZE = 2.5 * MM
_ROUND = 0.5523  # a quarter of a circle as one curve
_DOT, _RING, _RING_LINE = 0.77, 0.64, 0.265  # mm, in a mark of 2.5 mm
_CENTRE = 1.166
_COMMA: tuple[Command, ...] = (
    ("M", (1.02, 0.0)),
    ("C", (0.42, 0.12, 0.0, 0.5, 0.0, 1.02)),
    ("C", (0.0, 1.34, 0.2, 1.54, 0.48, 1.54)),
    ("C", (0.76, 1.54, 0.96, 1.34, 0.96, 1.08)),
    ("C", (0.96, 0.82, 0.78, 0.64, 0.54, 0.62)),
    ("C", (0.58, 0.42, 0.76, 0.26, 1.06, 0.14)),
    ("Z", ()),
)


class Mark(StrEnum):
    """What the bullet of an attribute says."""

    DATA = "data"
    MODIFIED = "modified"
    VERBATIM = "verbatim"
    HYPOTHESIS = "hypothesis"
    LOST = "lost"


def mark_of(attribute: Attribute, *, lost: bool = False) -> Mark:
    """Return the mark of an attribute; ``lost`` when its variable vanished."""
    if lost:
        return Mark.LOST
    if attribute.modified and attribute.provenance is Provenance.DATA:
        return Mark.MODIFIED
    return Mark(attribute.provenance.value)


def mark_name(mark: Mark, texts: Texts) -> str:
    """Return what a mark says, in words."""
    return {
        Mark.DATA: texts("Survey data"),
        Mark.MODIFIED: texts("Survey data, reworded"),
        Mark.VERBATIM: texts("Verbatim"),
        Mark.HYPOTHESIS: texts("Hypothesis to check"),
        Mark.LOST: texts("Survey data no longer in the project"),
    }[mark]


def draw(
    mark: Mark, x: float, y: float, colour: str, *, scale: float = 1.0, alt: str = "", ref: Ref | None = None
) -> Group:
    """Return a mark whose 2.5 mm square begins at (x, y)."""
    unit = MM * scale
    size = SIZE * scale
    centre = (x + _CENTRE * unit, y + _CENTRE * unit)
    role: GroupRole = "label" if alt else "artifact"
    return Group(tuple(_shapes(mark, x, y, centre, unit, colour)), x, y, size, size, None, ref, role, alt)


def _shapes(
    mark: Mark, x: float, y: float, centre: tuple[float, float], unit: float, colour: str
) -> list[Path]:
    if mark is Mark.DATA:
        return [Path(_circle(*centre, _DOT * unit), colour)]
    if mark is Mark.VERBATIM:
        top = y + (_CENTRE - 0.7) * unit
        return [Path(_moved(x + left * unit, top, unit), colour) for left in (0.08, 1.26)]
    ring = Path(_circle(*centre, _RING * unit), None, colour, _RING_LINE * unit)
    if mark is Mark.MODIFIED:
        return [ring, Path(_half(*centre, _RING * unit), colour)]
    if mark is Mark.LOST:
        return [Path(arc, None, colour, _RING_LINE * unit) for arc in _dashes(*centre, _RING * unit)]
    return [ring]


def _moved(x: float, y: float, unit: float) -> tuple[Command, ...]:
    shifts = (x, y)
    return tuple(
        (letter, tuple(value * unit + shifts[i % 2] for i, value in enumerate(values)))
        for letter, values in _COMMA
    )


def _circle(x: float, y: float, r: float) -> tuple[Command, ...]:
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
    return (("M", (x, y + r)), *_circle(x, y, r)[2:4], ("Z", ()))


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
