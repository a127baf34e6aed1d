"""The two poles of a question: yes and no, agreement and disagreement, the ends of a scale."""

import re

from persona_studio.domain.variables import Kind, Level, Variable
from persona_studio.services.drafting.meaning import is_statement
from persona_studio.services.drafting.words import clean, fold, shipped

_COUNTED = re.compile(r"\b(nombre|combien|nb|number|how many|enfants|kids|children|siblings|jours|days)\b")
_NEGATED = re.compile(r"^(?:not|no|non|pas)[ .:_-]+(?:de |d'|d’)?(.+)$", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{1,3}O?\d{1,3}")
"""What a tool writes when codes were exported in the place of answers: A1, AO04, SQ003."""
_MIDDLE = 0.4, 0.6
_STEPS = 20
"""Answers a scale has at most; a list of towns is none."""


def known(group: str) -> frozenset[str]:
    """Return the folded answers of a kind: "empty", "yes", "high", "never"..."""
    return frozenset(shipped("meanings")["answers"][group])


def pole_of(variable: Variable, level: Level) -> tuple[bool | None, str]:
    """Return whether an answer is a yes (True) or a no (False), and the topic it names itself, if it does."""
    said = fold(level.label)
    others = [fold(other.label) for other in variable.levels if other.code != level.code]
    negated = _NEGATED.match(level.label.strip())
    if negated and fold(negated[1]) in others:
        return False, negated[1].strip()
    if any((m := _NEGATED.match(other.label.strip())) and fold(m[1]) == said for other in variable.levels):
        return True, level.label
    if {said, *others} == {"0", "1"}:
        return said == "1", ""
    for pole, groups in ((True, ("yes", "high")), (False, ("no", "low"))):
        if any(said in known(group) for group in groups):
            return pole, ""
    place = place_on_scale(variable, level)
    return (None if place is None or _MIDDLE[0] <= place <= _MIDDLE[1] else place > 0.5), ""


def side_of(variable: Variable, pole: bool) -> tuple[Level, ...]:
    """Return the answers of a question on one side of its scale, none where one answer alone can be given."""
    if variable.kind is Kind.MULTIPLE or len(variable.levels) > _STEPS:
        return ()
    return tuple(level for level in variable.levels if pole_of(variable, level)[0] is pole)


def is_none(level: Level) -> bool:
    """Tell whether an answer denies all the others: "None", "Aucune"."""
    return fold(level.label) in known("none")


def is_scale(variable: Variable) -> bool:
    """Tell whether the answers of a question stand between two poles, in steps."""
    labels = {fold(level.label) for level in variable.levels}
    agreement = bool(labels & known("high")) and bool(labels & known("low"))
    return agreement or (bool(variable.levels) and place_on_scale(variable, variable.levels[0]) is not None)


def place_on_scale(variable: Variable, level: Level) -> float | None:
    """Return where an answer stands on a rating scale of bare numbers, from 0 to 1, or None.

    The numbers tell, not the order: who gives 5 to a question says so, even when its scale was reversed.
    """
    numbers = [re.match(r"\d+\b", other.label.strip()) for other in variable.levels]
    if len(numbers) < 4 or not all(numbers) or _counts(variable):
        return None
    values = [int(n[0]) for n in numbers if n]
    low = min(values)
    if sorted(values) != list(range(low, low + len(values))) or low > 1:
        return None
    return (values[[other.code for other in variable.levels].index(level.code)] - low) / (len(values) - 1)


def says_nothing(variable: Variable, level: Level) -> bool:
    """Tell whether an answer tells nothing readable: "other", "don't know", the middle, a bare code."""
    said = fold(level.label)
    if not said or said in known("empty") | known("middle"):
        return True
    if all(_CODE.fullmatch(other.label.strip()) for other in variable.levels):
        return True
    if is_scale(variable):
        return pole_of(variable, level)[0] is None
    coded = re.fullmatch(r"\d+", said) and {fold(other.label) for other in variable.levels} != {"0", "1"}
    return bool(coded) and not _counts(variable)


def _counts(variable: Variable) -> bool:
    """Tell whether a question asks how many: its numbers are no ratings."""
    if variable.block and variable.kind is Kind.ORDINAL:
        return False  # "Children" among fifty things rated 1 to 5 is a taste
    return not is_statement(clean(variable.label)) and bool(
        _COUNTED.search(fold(f"{variable.label} {variable.name}"))
    )
