"""Small drawings of a share: a bar with a tick where everybody is, and the words that say it aloud."""

from collections.abc import Sequence

from persona_studio.publish.boxes import Box, Group, Rect, Ref
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import GROUND, INK, MM, WHITE

_TICK, _AROUND = 0.5 * MM, 0.17 * MM
_RADIUS = 0.5 * MM


def bar(work: Work, frame: Rect, share: float | None, overall: float | None, ref: Ref | None = None) -> Group:
    """Return a bar filled to ``share`` of its frame, with a tick at ``overall`` (0 to 1)."""
    x, y, width, height = frame.x, frame.y, frame.width, frame.height
    boxes: list[Box] = [Rect(x, y, width, height, GROUND, radius=_RADIUS)]
    if share:
        filled = min(1.0, share) * width
        boxes.append(Rect(x, y, filled, height, work.accent.fill, radius=min(_RADIUS, filled / 2)))
    if overall is not None:
        boxes += tick(x + min(1.0, overall) * width, y - height / 4, height * 1.5)
    return Group(tuple(boxes), x, y, width, height, None, ref, "figure", spoken(work, share, overall))


def tick(x: float, y: float, height: float) -> Sequence[Rect]:
    """Return the upright tick of everybody around ``x``, set off by a little white."""
    wide = _TICK + 2 * _AROUND
    return (
        Rect(x - wide / 2, y, wide, height, WHITE),
        Rect(x - _TICK / 2, y, _TICK, height, INK),
    )


def spoken(work: Work, share: float | None, overall: float | None) -> str:
    """Return in words what a bar shows."""
    texts = work.texts
    shares = [(work.persona.name, share), (texts("All respondents"), overall)]
    return ", ".join(f"{who} {texts.percent(part)}" for who, part in shares if part is not None).strip()
