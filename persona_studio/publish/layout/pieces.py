"""Single texts of a persona as they print: the words, or a hint on screen, cut where their room ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from persona_studio.publish.boxes import Ref, TextBox, TextRole
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import TEXT3
from persona_studio.publish.text import Paragraph, Style


@dataclass(frozen=True, slots=True)
class Rest:
    """The end of a text that found no room; it goes on a continuation page under ``label``."""

    label: str
    text: str
    first: int
    ref: Ref


@dataclass(frozen=True, slots=True)
class Piece:
    """A text set in its lines. ``value`` is the part of it that ``ref`` names."""

    paragraph: Paragraph
    ref: Ref
    hint: bool = False
    value: tuple[int, int] | None = None
    rest: Rest | None = None

    @property
    def height(self) -> float:
        """Height of its lines."""
        return self.paragraph.height

    def box(self, x: float, y: float, role: TextRole = "p") -> TextBox:
        """Place it with its top left corner at a point."""
        return self.paragraph.box(x, y, ref=self.ref, role=role, hint=self.hint, value=self.value)


@dataclass(frozen=True, slots=True)
class Words:
    """A text to set: ``before`` and ``after`` are printed around the value but do not belong to it."""

    field: str
    label: str
    text: str
    hint: bool = False
    before: str = ""
    after: str = ""
    faint: str = TEXT3
    """Colour of a hint."""

    @property
    def printed(self) -> str:
        """All that is printed."""
        return f"{self.before}{self.text}{self.after}"


def words(field: str, label: str, text: str) -> Words | None:
    """Return a field of the persona to set, or None when it is empty."""
    return Words(field, label, text) if text.strip() else None


def piece(work: Work, said: Words, style: Style, width: float, limit: int) -> Piece:
    """Set a text on at most ``limit`` lines; what is beyond becomes its ``rest``."""
    if said.hint:
        style = style._replace(colour=said.faint)
    paragraph = work.set(said.printed, style, width)
    ref = Ref("persona", work.persona.id, said.field)
    shown = paragraph.head(limit)
    begin = len(said.before)
    end = min(begin + len(said.text), len(shown.text))
    value = (begin, end) if said.before or said.after else None
    if len(shown.text) == len(paragraph.text):
        return Piece(shown, ref, said.hint, value)
    cut = len(shown.text)
    rest = Rest(said.label, said.printed[cut:], max(0, cut - begin), ref)
    return Piece(shown, ref, said.hint, value, rest)


def fitted(work: Work, said: Words, steps: Sequence[tuple[Style, int]], width: float) -> Piece:
    """Set a text in the first style (with the lines it may take) that holds all of it, else in the last."""
    tries = (piece(work, said, style, width, limit) for style, limit in steps[:-1])
    style, limit = steps[-1]
    return next((text for text in tries if not text.rest), None) or piece(work, said, style, width, limit)
