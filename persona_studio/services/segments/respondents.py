"""What one respondent answered, told without saying who it is.

Only active questions are looked at: personal data and verbatims are none. Columns are read from the project's
file when they are first asked for, and kept.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from math import isnan

from persona_studio.domain.ids import Id
from persona_studio.domain.recipes import USABLE
from persona_studio.domain.variables import FIRST_LEVEL, Kind, Level, Role, Variable
from persona_studio.domain.waves import Answers, Column, Wave
from persona_studio.services.survey.examining import line_of

_FORMATS = {"u1": "<B", "u2": "<H", "u4": "<I", "f8": "<d"}


@dataclass(frozen=True, slots=True)
class Given:
    """An answer: levels (several of a multiple choice) or a number; neither when it is missing."""

    variable: Variable
    levels: tuple[Level, ...] = ()
    number: float | None = None


class Respondents:
    """The answers of single respondents of one wave."""

    def __init__(self, wave: Wave, answers: Answers) -> None:
        self._wave, self._answers = wave, answers
        self._columns: dict[Id, Column] = {}

    @property
    def wave(self) -> Wave:
        """The survey they answered."""
        return self._wave

    def line(self, row: int) -> int | None:
        """Return the line of the survey's file that holds a respondent (row from 0), None when unknown."""
        return line_of(self._wave, row)

    def gave(self, row: int, variables: Iterable[Id]) -> tuple[Given, ...]:
        """Return what a respondent answered to those of the questions that may be shown, in that order."""
        known = {v.id: v for v in self._wave.variables if _may_be_shown(v)}
        return tuple(self._given(row, known[key]) for key in variables if key in known)

    def _given(self, row: int, variable: Variable) -> Given:
        column = self._column(variable.id)
        if variable.kind is Kind.NUMERIC:
            number = _stored(column, row)
            return Given(variable, (), None if isnan(number) else number)
        if variable.kind is Kind.MULTIPLE:
            chosen = FIRST_LEVEL + 1
            levels = (v for v in variable.levels if _stored(column, row, v.code) == chosen)
            return Given(variable, tuple(levels))
        level = variable.level(int(_stored(column, row)) - FIRST_LEVEL)
        return Given(variable, (level,) if level is not None else ())

    def _column(self, key: Id) -> Column:
        if key not in self._columns:
            self._columns[key] = self._answers.column(key)
        return self._columns[key]


def _may_be_shown(variable: Variable) -> bool:
    used = variable.role in (Role.ACTIVE, Role.ILLUSTRATIVE) and variable.kind in USABLE
    return used and variable.personal is None and variable.stored


def _stored(column: Column, row: int, option: int = 0) -> float:
    form = _FORMATS[column.dtype]
    place = (option * column.rows if column.width > 1 else 0) + row
    value: float = struct.unpack_from(form, column.data, place * struct.calcsize(form))[0]
    return value
