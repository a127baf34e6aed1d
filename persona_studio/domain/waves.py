"""Waves: one imported survey at one date. The answers stay outside the project tree, column by column."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from persona_studio.domain.ids import Id
from persona_studio.domain.variables import Role, Variable


class Removal(StrEnum):
    """Why respondents are left out of a segmentation. One may be concerned for several reasons at once."""

    DUPLICATE = "duplicate"
    STRAIGHT_LINER = "straight_liner"
    SPEEDER = "speeder"
    UNFINISHED = "unfinished"
    SCREENED = "screened"

    @property
    def bit(self) -> int:
        """What stands for this reason in the ``removal`` column: 1, 2, 4, 8, 16..."""
        return 1 << list(Removal).index(self)


@dataclass(frozen=True, slots=True)
class RemovalCount:
    """Respondents concerned by one reason; ``applied`` says whether they are left out (reversible)."""

    reason: Removal
    count: int
    applied: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark of the import: catalogue code ``notice.<code>`` and what fills its blanks."""

    code: str
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a wave comes from and how its file was understood. ``columns`` counts those of the file."""

    file: str
    format: str
    columns: int = 0
    encoding: str = ""
    delimiter: str = ""
    decimal: str = "."
    header_rows: int = 1
    platform: str = ""
    sheet: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Quality:
    """Counts of the quality strip. Pairs and names are variable names, in file order.

    ``flagged`` counts respondents by their bits in the ``removal`` column (none with 0): what is left out
    follows from it, whatever reasons are in force. ``restored`` are respondents taken back one by one, and
    ``excluded`` those left out one by one although no reason in force concerns them; each is a row (from 0)
    and its bits, in rising order of rows, and no row is in both.
    """

    removals: tuple[RemovalCount, ...] = ()
    flagged: tuple[tuple[int, int], ...] = ()
    restored: tuple[tuple[int, int], ...] = ()
    excluded: tuple[tuple[int, int], ...] = ()
    constants: tuple[str, ...] = ()
    near_duplicates: tuple[tuple[str, str], ...] = ()
    totals: tuple[str, ...] = ()

    @property
    def in_force(self) -> int:
        """The bits of the reasons that leave respondents out."""
        return sum(removal.reason.bit for removal in self.removals if removal.applied)

    @property
    def left_out(self) -> int:
        """How many respondents are left out: by the reasons in force, one by one, less those taken back."""
        concerned = sum(count for bits, count in self.flagged if bits & self.in_force)
        back = sum(1 for _, bits in self.restored if bits & self.in_force)
        return concerned - back + sum(1 for _, bits in self.excluded if not bits & self.in_force)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """One imported survey. ``respondents`` counts the rows read; ``date`` is free text ("juin 2025").

    ``completed`` are the files joined to it on an identifier (a CRM beside the survey), in that order.
    """

    id: Id
    name: str
    source: Source
    respondents: int
    variables: tuple[Variable, ...]
    quality: Quality = Quality()
    notices: tuple[Notice, ...] = ()
    date: str = ""
    completed: tuple[Source, ...] = ()

    def variable(self, variable_id: Id) -> Variable:
        """Return the variable of that id; KeyError when there is none."""
        for variable in self.variables:
            if variable.id == variable_id:
                return variable
        raise KeyError(variable_id)

    def with_role(self, role: Role) -> tuple[Variable, ...]:
        """Return the variables used in that way, in file order."""
        return tuple(v for v in self.variables if v.role is role)

    @property
    def left_out(self) -> int:
        """How many respondents are left out by the removals in force."""
        return self.quality.left_out

    @property
    def usable(self) -> int:
        """How many respondents take part in a segmentation."""
        return self.respondents - self.left_out


REMOVAL_COLUMN = "removal"
"""Key of the column that tells, per respondent, the sum of the bits of the reasons to leave them out."""


@dataclass(frozen=True, slots=True)
class Column:
    """The answers to one variable, as a buffer: one opaque value to everybody but ingest, analysis and store.

    ``dtype`` is a little-endian NumPy type code:
      - ``u1``, ``u2``, ``u4``: codes; 0 to 3 are the missing reasons, a level of code c is stored as 4 + c;
      - ``f8``: numbers or days since 1970-01-01 (dates); missing is NaN and its reason, when it is not
      EMPTY, in ``reasons``.
    ``width`` is 1, or the number of options of a multiple-choice variable: the buffer is then option-major
    (all respondents of the first option, then of the second...), stored as 4 (not chosen) or 5 (chosen).
    ``reasons`` of a column of codes (one wide) tell who gave an answer now counted as missing: 1 + its place
    in ``Variable.as_missing``, else 0. In a multiple choice the options counted as missing keep their part of
    the buffer.
    ``texts`` holds the distinct texts of a text, identifier or date-as-text column: code 4 + i means
    ``texts[i]``.
    """

    dtype: str
    rows: int
    data: bytes
    width: int = 1
    texts: tuple[str, ...] = ()
    reasons: bytes = b""


class Answers(Protocol):
    """Reads the answers of one wave, wherever they are kept."""

    @property
    def rows(self) -> int:
        """Number of respondents of the wave."""

    def column(self, key: Id) -> Column:
        """Return the column of a variable id, or of :data:`REMOVAL_COLUMN`; KeyError when there is none."""


@dataclass(frozen=True, slots=True)
class MemoryAnswers:
    """Answers held in memory."""

    rows: int
    columns: dict[Id, Column]

    def column(self, key: Id) -> Column:
        """Return the column of that key; KeyError when there is none."""
        return self.columns[key]
