"""What can be told of a survey file from its beginning, before anything is stored."""

from dataclasses import dataclass

from persona_studio.domain.waves import Notice, Source
from persona_studio.errors import UserError


@dataclass(frozen=True, slots=True)
class Sheet:
    """The beginning of one sheet of a workbook: its first rows as texts, from the first that is filled."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it stands in the file.

    ``number`` is where it begins there, counted from 1 (0: the file has no lines). ``skipped`` lines stand
    above the table and are no part of it; ``header`` rows name the questions.
    """

    number: int
    cells: tuple[str, ...]
    header: bool = False
    skipped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The first lines of a survey file and how they were understood.

    ``source`` is what an import would say of the file, but for the decimal sign, which is only likely, and
    its SHA-256, which is not known yet. ``titles`` are the names of the questions, one a column.
    ``sheets`` are those of a workbook; handed to the next look, they spare reading the workbook again.
    ``refused`` tells why the file cannot be imported in this way although its lines can be shown.
    """

    source: Source
    titles: tuple[str, ...]
    lines: tuple[Line, ...]
    sheets: tuple[Sheet, ...] = ()
    warnings: tuple[Notice, ...] = ()
    refused: UserError | None = None

    @property
    def answers(self) -> tuple[Line, ...]:
        """The lines of respondents."""
        return tuple(line for line in self.lines if not (line.header or line.skipped))
