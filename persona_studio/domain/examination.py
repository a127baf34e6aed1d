"""What an examination of a wave's answers tells: whom and which variables quality is about, and why."""

from dataclasses import dataclass

from persona_studio.domain.ids import Id
from persona_studio.domain.variables import Personal
from persona_studio.domain.waves import Removal


@dataclass(frozen=True, slots=True)
class Copy:
    """The same answers as those of an earlier row (from 0); None when none is found any more."""

    of: int | None


@dataclass(frozen=True, slots=True)
class Flat:
    """One and the same ``answer`` to ``count`` questions side by side, of the ``of`` of the block."""

    count: int
    answer: str
    block: str
    of: int


@dataclass(frozen=True, slots=True)
class Fast:
    """Less than a third of the median time; ``unit`` is "s" for seconds, else "": that of the file."""

    time: float
    median: float
    unit: str


@dataclass(frozen=True, slots=True)
class Few:
    """How many of the questions asked were answered, by the roles of today.

    The reason was found at import: ``still`` says whether it would be found with the roles of today.
    """

    answered: int
    asked: int
    still: bool = True


Why = Copy | Flat | Fast | Few


@dataclass(frozen=True, slots=True)
class Case:
    """One respondent concerned by a reason: row (from 0), bits in the removal column, why (None: unknown)."""

    row: int
    bits: int
    why: Why | None


@dataclass(frozen=True, slots=True)
class Constant:
    """A variable to which everybody gave one answer, and how many did."""

    variable: Id
    answer: str
    count: int


@dataclass(frozen=True, slots=True)
class Alike:
    """Two variables that say the same thing: correlation ("r", -1 to 1) or Cramér's V ("v", 0 to 1)."""

    one: Id
    other: Id
    measure: str
    value: float


@dataclass(frozen=True, slots=True)
class Total:
    """A variable that is the sum of others."""

    variable: Id
    items: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A variable whose answers hold personal data among other words, and how many hold each kind."""

    variable: Id
    found: tuple[tuple[Personal, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """All that quality is about in one wave; respondents in the order of the file, by reason.

    ``timed`` tells whether haste could be measured, ``grids`` how many grids were long enough for straight
    lines.
    """

    cases: tuple[tuple[Removal, tuple[Case, ...]], ...] = ()
    constants: tuple[Constant, ...] = ()
    alike: tuple[Alike, ...] = ()
    totals: tuple[Total, ...] = ()
    written: tuple[Written, ...] = ()
    timed: bool = False
    grids: int = 0
