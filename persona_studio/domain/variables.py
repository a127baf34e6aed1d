"""Variables: one question or column of a wave, with its kind, its role and its levels."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from persona_studio.domain.ids import Id

_CODED = re.compile(r"\W*|[A-Za-z]{0,4}[_.-]?\d+[A-Za-z]?(?:[_.\- ]\d+)*")
"""What stands for an item without words: SQ001, 3, q0007_0001."""


def in_words(text: str) -> bool:
    """Tell whether a text says something: codes such as SQ001 or q0007_0001 do not."""
    return _CODED.fullmatch(text) is None


class Kind(StrEnum):
    """What the answers of a variable are."""

    IDENTIFIER = "identifier"
    NUMERIC = "numeric"
    ORDINAL = "ordinal"
    NOMINAL = "nominal"
    MULTIPLE = "multiple"
    DATE = "date"
    TEXT = "text"
    WEIGHT = "weight"


class Role(StrEnum):
    """What a variable is used for."""

    ACTIVE = "active"
    ILLUSTRATIVE = "illustrative"
    IDENTIFIER = "identifier"
    WEIGHT = "weight"
    VERBATIM = "verbatim"
    IGNORED = "ignored"
    SET_ASIDE = "set_aside"


class Missing(StrEnum):
    """Why an answer is missing; the order is that of the missing codes in a column."""

    EMPTY = "empty"
    NOT_ASKED = "not_asked"
    REFUSED = "refused"
    DONT_KNOW = "dont_know"


MISSING_CODES: tuple[Missing, ...] = tuple(Missing)
"""Codes 0 to 3 of every coded column; see :class:`persona_studio.domain.waves.Column`."""
FIRST_LEVEL = len(MISSING_CODES)
"""Column code of the level whose ``code`` is 0."""


class Personal(StrEnum):
    """Kinds of direct identifiers that are set aside at import."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    IP = "ip"
    BIRTH_DATE = "birth_date"
    ID_NUMBER = "id_number"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the import guessed what it guessed: a catalogue code ``reason.<code>`` and what fills it."""

    code: str
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """One answer of a nominal, ordinal or multiple-choice variable.

    ``code`` is its stable number in the stored column, whatever the order on screen; ``value`` is the text
    of the file,
    ``label`` what people read; ``count`` respondents gave it (unweighted). The order of the levels is that
    of the tuple.
    """

    code: int
    value: str
    label: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Distribution:
    """What the small picture of a variable shows, unweighted.

    ``counts`` are those of the levels, or of ``len(edges) - 1`` equal bins of a numeric or date variable
    (dates in days since 1970-01-01 UTC). ``distinct`` counts different answers.
    """

    counts: tuple[int, ...] = ()
    edges: tuple[float, ...] = ()
    mean: float | None = None
    distinct: int = 0


class RuleKind(StrEnum):
    """How a variable is made of others."""

    CLASSES = "classes"
    SUM = "sum"
    MEAN = "mean"
    REVERSED = "reversed"
    RECODED = "recoded"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a variable made by the consultant was made of: ``of`` are variable ids.

    ``cuts`` are the lower limits, in rising order, of all classes but the first (CLASSES); ``groups`` pairs
    each new label with the values of the old levels it stands for (RECODED). With a ``year``, what is cut is
    that year less the number: the age of who gave a year of birth.
    """

    kind: RuleKind
    of: tuple[Id, ...]
    cuts: tuple[float, ...] = ()
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    year: int | None = None


@dataclass(frozen=True, slots=True)
class AsMissing:
    """A level that the consultant counts as missing, for that reason.

    ``place`` is where it stood (from 0) among all levels, those counted as missing included.
    """

    level: Level
    reason: Missing
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One question of a wave.

    ``name`` is the column's header (or code) and is unique in the wave; ``label`` the question in words.
    ``block`` groups the items of one grid, or columns of one question, by a common name (empty: alone).
    ``source`` lists the file's columns it was made of, counted from 0; ``origin`` which file of the wave: 0
    the survey, 1 the first of ``Wave.completed``... ``missing`` counts by reason, in the order of
    :data:`MISSING_CODES`. ``guess`` tells why this kind and role were proposed. ``rule`` tells of what it was
    made here; ``stored`` whether its answers are in the project's file (personal data are not unless asked);
    ``pseudonymised`` that its answers stand for the identifiers they were. ``as_missing`` are levels counted
    as missing by hand: the column remembers who gave them, so that they can be taken back.
    """

    id: Id
    name: str
    label: str
    kind: Kind
    role: Role
    levels: tuple[Level, ...] = ()
    missing: tuple[int, int, int, int] = (0, 0, 0, 0)
    distribution: Distribution = field(default_factory=Distribution)
    guess: tuple[Reason, ...] = ()
    personal: Personal | None = None
    block: str = ""
    source: tuple[int, ...] = ()
    origin: int = 0
    rule: Rule | None = None
    stored: bool = True
    pseudonymised: bool = False
    as_missing: tuple[AsMissing, ...] = ()

    @property
    def item(self) -> str:
        """What an item of a grid says by itself: its label without the name of the question.

        Empty where that is nothing but a code.
        """
        if not self.block or not self.label.startswith(self.block):
            return ""
        said = self.label[len(self.block) :].strip(" -–:\u00a0\u202f")
        if said.startswith("[") and "]" in said:
            said = said[1 : said.rindex("]")].strip()
        return said if in_words(said) else ""

    @property
    def missing_count(self) -> int:
        """How many respondents gave no answer, for whatever reason."""
        return sum(self.missing)

    @property
    def not_asked(self) -> int:
        """How many respondents were led past the question."""
        return self.missing[MISSING_CODES.index(Missing.NOT_ASKED)]

    @property
    def unanswered(self) -> int:
        """How many of those who were asked gave no answer."""
        return self.missing_count - self.not_asked

    def level(self, code: int) -> Level | None:
        """Return the level stored as ``code``, or None."""
        return next((level for level in self.levels if level.code == code), None)
