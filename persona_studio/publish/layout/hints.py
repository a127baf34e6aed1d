"""Invitations to write, seen on screen only, where the printed head leaves room: nothing that prints moves.

Each empty field has one, or nobody could write it: where its own place is taken, a short one stands above
the name, where nothing ever prints.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from persona_studio.publish.boxes import Box, TextBox
from persona_studio.publish.layout.facts import facts
from persona_studio.publish.layout.frame import (
    BELOW,
    FACTS_GAP,
    LEFT,
    NAME_TOP,
    NAME_X,
    PILL,
    RIGHT,
    ROLE,
    ROLE_GAP,
    TOP,
    WIDTH,
    X,
)
from persona_studio.publish.layout.pieces import Words, piece
from persona_studio.publish.layout.title import SMALL, SPACE, title_boxes
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import DISPLAY_ITALIC, INK, MEDIUM, MM, TEXT2, TEXT_ITALIC, serif
from persona_studio.publish.text import Style

_AIR = 1 * MM
_BESIDE = (SMALL, 22.0, 17.0, 12.0, 9.5)
_SQUEEZED = Style(MEDIUM, 8.5, 11.0, TEXT2)  # a role between title and facts
_SHORT = Style(MEDIUM, 7.6, 9.0, TEXT2)
_QUOTE = Style(TEXT_ITALIC, 10.0, 10.0 * 1.2, INK)


@dataclass(frozen=True, slots=True)
class Printed:
    """What of the head prints: name and title, where they end, where priority and objective begin (None:
    neither is there), where all this ends, and the hairline below.
    """

    named: tuple[TextBox, ...]
    under_title: float
    facts_top: float | None
    bottom: float
    hairline: float


def hints(work: Work, printed: Printed, size: float) -> list[tuple[str, Box]]:
    """Return the hints of all empty fields of the head, each box with its field."""
    return _Hints(work, printed, size).all()


@dataclass(slots=True)
class _Hints:
    work: Work
    printed: Printed
    size: float
    boxes: list[tuple[str, Box]] = field(default_factory=list)
    homeless: list[Words] = field(default_factory=list)
    y: float = 0.0

    def all(self) -> list[tuple[str, Box]]:
        texts = self.work.texts
        self.y = self.printed.under_title
        name = self._empty("name", texts("First name"), texts("First name"))
        self._title([*name, *self._empty("title", texts("Title"), texts("evocative title"))])
        self._role(self._empty("role", texts("Role"), texts("Role")))
        priority = self._empty("priority", texts("Priority"), texts("What matters most to them"))
        objective = self._empty("objective", texts("Objective"), texts("What they want to reach"))
        self._facts([*priority, *objective])
        self._quote(self._empty("quote", texts("Quote"), texts("A sentence they could say")))
        self._above_the_name()
        return self.boxes

    def _empty(self, name: str, label: str, hint: str) -> list[Words]:
        said: str = getattr(self.work.persona, name)
        return [] if said.strip() else [Words(name, label, hint, hint=True)]

    def _title(self, empty: Sequence[Words]) -> None:
        if self.printed.named:
            self.homeless += [words for words in empty if not self._beside(words)]
        elif self.work.persona.role.strip() or self.printed.facts_top is not None:
            self.homeless += empty
        else:
            boxes, _, self.y = title_boxes(self.work, empty, NAME_X, NAME_TOP, RIGHT - NAME_X)
            self.boxes += [(words.field, box) for words, box in zip(empty, boxes, strict=True)]

    def _beside(self, words: Words) -> bool:
        """Put the hint of a title after the name, or the contrary, as large as fits; tell whether it does."""
        lines = self.printed.named[-1].lines
        if not lines or not lines[-1].runs:
            return False
        last = lines[-1]
        largest = max(run.size for run in last.runs)
        for size in (size for size in _BESIDE if size <= largest):
            x = last.x + last.width + SPACE * largest
            text = piece(self.work, words, serif(DISPLAY_ITALIC, size, INK), max(RIGHT - x, 1.0), 1)
            if text.rest is None and text.paragraph.longest <= RIGHT - x:
                self.boxes.append((words.field, text.box(x, last.baseline - text.paragraph.rise, "h1")))
                return True
        return False

    def _role(self, empty: Sequence[Words]) -> None:
        free = self.printed.facts_top is None
        if not empty:
            self.y = self.printed.bottom
        for words in empty:
            text = piece(self.work, words, ROLE if free else _SQUEEZED, WIDTH, 1)
            end = self.printed.facts_top or self.printed.hairline
            if self.y + ROLE_GAP + text.height <= end:
                self.boxes.append((words.field, text.box(X, self.y + ROLE_GAP)))
                self.y += ROLE_GAP + text.height
            else:
                self.homeless.append(words)

    def _facts(self, empty: Sequence[Words]) -> None:
        if not empty:
            return
        alone = self.printed.facts_top is None
        top = self.y + FACTS_GAP if alone else self.printed.bottom + 2 * _AIR
        made = facts(self.work, empty, top, self.size)
        if made.bottom + _AIR <= self.printed.hairline:
            self.boxes += made.boxes
        else:
            self.homeless += empty

    def _quote(self, empty: Sequence[Words]) -> None:
        for words in empty:
            text = piece(self.work, words, _QUOTE, RIGHT - LEFT, 1)
            # Nearer to the hairline than to the title below, of which it is no part.
            air = (BELOW - text.height) / 6
            self.boxes.append((words.field, text.box(LEFT, self.printed.hairline + air)))

    def _above_the_name(self) -> None:
        x, y = X, (TOP + PILL + NAME_TOP - _SHORT.leading) / 2
        for words in self.homeless:
            short = Words(words.field, words.label, f"+ {words.label}", hint=True)
            width = self.work.line(short.text, _SHORT).longest
            self.boxes.append((words.field, piece(self.work, short, _SHORT, width + 1, 1).box(x, y)))
            x += width + 4 * MM
