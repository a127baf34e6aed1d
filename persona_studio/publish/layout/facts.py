"""Priority and objective, side by side, each with a rule at its left."""

from collections.abc import Sequence
from dataclasses import dataclass

from persona_studio.publish.boxes import Box, Rect
from persona_studio.publish.layout.frame import WIDTH, X
from persona_studio.publish.layout.pieces import Rest, Words, piece
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import MM, SEMIBOLD, body
from persona_studio.publish.text import Style

_LINES = 12
_GUTTER, _INDENT, _LABEL_GAP = 8 * MM, 3.6 * MM, 1.15 * MM


@dataclass(frozen=True, slots=True)
class Facts:
    """The boxes, each with the field it belongs to, where they end, and what did not fit."""

    boxes: tuple[tuple[str, Box], ...]
    bottom: float
    rests: tuple[Rest, ...]


def facts(work: Work, said: Sequence[Words], top: float, size: float) -> Facts:
    """Share the width between one or two texts, their running text at ``size`` points."""
    width = (WIDTH - _GUTTER * (len(said) - 1)) / len(said)
    labels = [work.line(fact.label, Style(SEMIBOLD, 7.6, 8.0, work.accent.ink)) for fact in said]
    texts = [piece(work, fact, body(size), width - _INDENT, _LINES) for fact in said]
    under = top + labels[0].height + _LABEL_GAP
    bottom = under + max(text.height for text in texts)
    boxes: list[tuple[str, Box]] = []
    for i, (fact, label, text) in enumerate(zip(said, labels, texts, strict=True)):
        x = X + i * (width + _GUTTER)
        boxes += [
            (fact.field, Rect(x, top, 0.7 * MM, bottom - top, work.accent.fill)),
            (fact.field, label.box(x + _INDENT, top, role="caption")),
            (fact.field, text.box(x + _INDENT, under)),
        ]
    return Facts(tuple(boxes), bottom, tuple(text.rest for text in texts if text.rest))
