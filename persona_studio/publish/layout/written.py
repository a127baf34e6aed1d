"""Texts of what is not the persona itself: a stage, a journey, a task; empty ones are hints on screen."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from persona_studio.publish.boxes import Ref, TextBox, TextRole
from persona_studio.publish.layout.shortened import Steps, one_line, plain, shortened
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import TEXT3
from persona_studio.publish.text import Paragraph

_NARROWEST = 0.12
"""Of a letter, in parts of its size."""


class Field(NamedTuple):
    """What is written: its value, what shows it, its name (told when it is cut), the invitation to write."""

    value: str
    ref: Ref
    label: str
    hint: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text set in its lines, not placed yet."""

    paragraph: Paragraph
    ref: Ref
    hint: bool = False

    @property
    def height(self) -> float:
        """Height of its lines."""
        return self.paragraph.height

    def box(
        self, x: float, y: float, role: TextRole = "p", align: Literal["left", "right", "centre"] = "left"
    ) -> TextBox:
        """Place it with its top left corner at a point."""
        return self.paragraph.box(x, y, ref=self.ref, role=role, align=align, hint=self.hint)


def _most(steps: Steps, width: float) -> int:
    """Return how many letters are more than can fit: setting a pasted book only to cut it takes seconds."""
    return max(int(lines * width / (_NARROWEST * style.size)) for style, lines in steps) + 1


def text(
    work: Work, field: Field, steps: Steps, width: float, cut: list[str], *, faint: str = TEXT3
) -> Text | None:
    """Set a field in the first style that holds it, else cut, its name added to ``cut``; None when empty.

    On screen an empty one is an invitation, in ``faint`` colour.
    """
    if field.value.strip():
        value = field.value[: _most(steps, width)]
        made = shortened(work, plain(value), steps, width)
        cut += [field.label] if made.rest is not None or value != field.value else []
        return Text(made.paragraph, field.ref)
    if not work.facts.editing:
        return None
    styles = [style._replace(colour=faint) for style, _ in steps]
    return Text(one_line(work, plain(field.hint), styles, width).paragraph, field.ref, hint=True)
