"""The golden questions in words: what a workbook, a printed page and a form on screen all show."""

from collections.abc import Iterator
from dataclasses import dataclass

from persona_studio.domain.colours import Wears
from persona_studio.domain.ids import Id
from persona_studio.domain.recipes import CODED, USABLE
from persona_studio.domain.variables import Kind, Variable

MOST_ANSWERS = 20
"""A question with more answers than this cannot be asked on paper."""


def askable(variable: Variable) -> bool:
    """Tell whether a variable is a question that can be asked again with a few answers to tick."""
    if not variable.stored:
        return False
    if variable.kind not in CODED:
        return variable.kind in USABLE
    return (1 if variable.kind is Kind.MULTIPLE else 2) <= len(variable.levels) <= MOST_ANSWERS


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """An answer that can be ticked: ``value`` is the text of the survey's file, ``text`` what people read."""

    code: int
    text: str
    value: str
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormQuestion:
    """A question: see :class:`persona_studio.domain.golden.GoldenQuestion` for cuts, whole and base.

    Exactly one answer is ticked unless it is ``multiple``. ``ordered`` answers go from least to most.
    ``item`` is what an item of a grid says by itself, empty for a question of its own.
    """

    variable: Id
    text: str
    answers: tuple[FormAnswer, ...]
    item: str = ""
    cuts: tuple[float, ...] = ()
    whole: bool = False
    base: tuple[int, ...] = ()
    ordered: bool = False

    @property
    def multiple(self) -> bool:
        """Whether several answers can be ticked."""
        return bool(self.base)

    @property
    def numeric(self) -> bool:
        """Whether a number is asked, of which the answers are classes."""
        return bool(self.cuts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A questionnaire that tells segments.

    ``segments`` are names in the order of all points, ``accents`` their colours. ``accuracy``, ``decided``
    and ``undecided`` are shares (0 to 1); ``source`` names the study, ``people`` counts its respondents.
    """

    title: str
    questions: tuple[FormQuestion, ...]
    segments: tuple[str, ...]
    accents: tuple[Wears, ...]
    start: tuple[int, ...]
    margin: float
    accuracy: float = 0.0
    decided: float = 0.0
    undecided: float = 0.0
    people: int = 0
    source: str = ""

    def asked(self) -> Iterator[tuple[int, FormQuestion]]:
        """Yield the questions with their numbers, from 1."""
        return enumerate(self.questions, start=1)
