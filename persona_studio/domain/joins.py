"""A second file beside the survey (a CRM): what is to be joined, and whose row is whose."""

from dataclasses import dataclass
from enum import StrEnum

from persona_studio.domain.ids import Id

EXAMPLES = 500
"""Rows that a matching names of each sort; it counts all."""


class Repeated(StrEnum):
    """What to do with an identifier that stands on several rows of the other file."""

    NONE = "none"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Rows:
    """How many rows, and the first of them (from 0) with the identifier each carries."""

    count: int = 0
    first: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """What joining by a pair of identifiers gives.

    Of the ``respondents`` of the wave, ``matched`` take a row of the other file; ``unmatched`` carry an
    identifier which it lacks, ``ambiguous`` one that it has on several rows, ``nameless`` counts those who
    carry none. ``shared`` are matched respondents whose identifier another respondent carries too. ``unused``
    are rows of the other file (of ``rows``) that nobody takes.
    """

    respondents: int
    rows: int
    matched: int
    nameless: int
    unmatched: Rows = Rows()
    ambiguous: Rows = Rows()
    shared: Rows = Rows()
    unused: Rows = Rows()

    @property
    def share(self) -> float:
        """Share of respondents who take a row (0 to 1)."""
        return self.matched / self.respondents if self.respondents else 0.0


@dataclass(frozen=True, slots=True)
class Keys:
    """A pair of identifiers: a variable of the wave, and the name of one of the other file."""

    on: Id
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is to be joined: by which identifiers, what of repeated ones, and which variables (by name)."""

    keys: Keys
    repeated: Repeated = Repeated.NONE
    take: tuple[str, ...] = ()
