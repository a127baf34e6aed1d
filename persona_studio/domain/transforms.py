"""What the consultant wants done to the answers of a wave: values that a job carries out on their columns."""

from dataclasses import dataclass

from persona_studio.domain.ids import Id
from persona_studio.domain.variables import Kind, Missing

Group = tuple[str, tuple[int, ...]]
"""The label of a level to be, and the codes of the levels it is made of."""


@dataclass(frozen=True, slots=True)
class Recast:
    """Read the answers to some variables as another kind; those that do not fit it stay as they are."""

    variables: tuple[Id, ...]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Regroup:
    """Put some levels of a variable together under a label."""

    variable: Id
    codes: tuple[int, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Put together several sets of levels that say the same, each under a label."""

    variable: Id
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class CountMissing:
    """Count some levels as missing, for a reason."""

    variable: Id
    codes: tuple[int, ...]
    reason: Missing


@dataclass(frozen=True, slots=True)
class CountAnswers:
    """Count levels as answers again."""

    variable: Id
    codes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Recode:
    """Give a variable other levels, in this order; as another variable when it has a label."""

    variable: Id
    groups: tuple[Group, ...]
    label: str = ""
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Reverse:
    """Make another variable of a scale turned round (turning the scale itself is an edit of its levels)."""

    variable: Id
    label: str


@dataclass(frozen=True, slots=True)
class Classify:
    """Make classes of a number (of ``year`` less the number, when it is a year of birth): a new variable."""

    variable: Id
    cuts: tuple[float, ...]
    labels: tuple[str, ...]
    label: str
    year: int | None = None
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """Make the sum or the mean of items: a new variable.

    With ``replaces``, here as above, the new variable takes the part of the others in the analysis.
    """

    variables: tuple[Id, ...]
    mean: bool
    label: str
    replaces: bool = False


Transform = Recast | Regroup | Merge | CountMissing | CountAnswers | Recode | Reverse | Classify | Score
