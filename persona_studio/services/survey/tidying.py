"""What the answers of a survey suggest: levels to put together, limits of classes. Nothing is changed."""

import itertools
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache

from persona_studio.domain.variables import Kind, Level, Missing, Role, Variable
from persona_studio.domain.waves import Wave
from persona_studio.paths import resource
from persona_studio.services.authoring import ALIKE_KEPT, RARE_KEPT, UNSAID_KEPT
from persona_studio.services.drafting.words import fold
from persona_studio.texts import Texts

RARE = 0.05
"""Answers given by a smaller share than this make segments unstable."""
FEWEST_LEFT = 2
OLDEST, YOUNGEST = 110, 5
"""Ages that a year of birth may stand for."""
AGES = (25.0, 35.0, 50.0, 65.0)
_NO_ANSWER = re.compile(
    r"(?:i )?(?:don.?t|do not) know|not sure|prefer not|refus|rather not|no opinion"
    r"|ne sai[st] pas|je ne sais|nsp\b|nr\b|sans (?:opinion|r[ée]ponse)|ne (?:veut|souhaite|se prononce)",
    re.IGNORECASE,
)
"""Answers that are none: they are better counted as missing than put together with others."""
_NONE = re.compile(r"(?:none|aucun|nothing|rien)\b", re.IGNORECASE)
"""The option that excludes the others of a multiple choice."""
_USED = frozenset({Role.ACTIVE, Role.ILLUSTRATIVE})
_CHOSEN = frozenset({Kind.NOMINAL, Kind.MULTIPLE, Kind.ORDINAL})
_BORN = re.compile(r"naiss|birth|born|\bn[ée]e?\b|\byob\b", re.IGNORECASE)
_AGE = re.compile(r"\b[âa]ge\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def rare_levels(variable: Variable, respondents: int) -> tuple[Level, ...]:
    """Return levels so rare that they would better be one; none when they were left as they are by choice.

    On a scale only neighbours can be put together; the items of a grid keep the scale they share.
    """
    answered = respondents - variable.missing_count
    kept = any(reason.code == RARE_KEPT for reason in variable.guess)
    if variable.role not in _USED or variable.block or answered <= 0 or kept:
        return ()
    found = [
        level for level in variable.levels if 0 < level.count < RARE * answered and _joins(variable, level)
    ]
    if variable.kind is Kind.ORDINAL:
        found = _longest_run(variable.levels, found)
    return tuple(found) if 1 < len(found) <= len(variable.levels) - FEWEST_LEFT + 1 else ()


def _joins(variable: Variable, level: Level) -> bool:
    """Tell whether a level says something that can be put together with others."""
    alone = variable.kind is Kind.MULTIPLE and _NONE.match(level.label.strip())
    return not alone and not _NO_ANSWER.match(level.label.strip())


def _longest_run(levels: Sequence[Level], some: Sequence[Level]) -> list[Level]:
    best: list[Level] = []
    run: list[Level] = []
    for level in levels:
        run = [*run, level] if level in some else []
        best = max(best, run, key=len)
    return best


def alike_levels(variable: Variable) -> tuple[tuple[Level, ...], ...]:
    """Return sets of levels that differ by accents, capitals, spaces or signs only.

    None when they were left as they are by choice.
    """
    if any(reason.code == ALIKE_KEPT for reason in variable.guess):
        return ()
    by_text: dict[str, list[Level]] = {}
    for level in variable.levels:
        by_text.setdefault(_bare(level.label), []).append(level)
    return tuple(tuple(same) for text, same in by_text.items() if text and len(same) > 1)


def unsaid_levels(variable: Variable) -> tuple[tuple[Level, Missing], ...]:
    """Return levels that are no answers, "don't know" or a refusal, with the reason they are missing for.

    On a scale, and among numbers, they are missing from the import on; none when they were left as they are
    by choice, or when nothing else would be left to tell apart.
    """
    kept = any(reason.code == UNSAID_KEPT for reason in variable.guess)
    if variable.kind not in _CHOSEN or variable.role not in _USED or kept:
        return ()
    known = _no_answers()
    found = [(level, known[fold(level.label)]) for level in variable.levels if fold(level.label) in known]
    return tuple(found) if len(variable.levels) - len(found) >= FEWEST_LEFT else ()


@cache
def _no_answers() -> Mapping[str, Missing]:
    """Return the texts, folded, that tell of no answer though one was given."""
    lists = json.loads(resource("words", "missing.json").read_text(encoding="utf-8"))
    reasons = (Missing.DONT_KNOW, Missing.REFUSED)
    return {fold(text): reason for reason in reasons for text in lists[reason.value]}


def _bare(text: str) -> str:
    """Return what is left of a text without accents, capitals and signs; signs that order numbers stay."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() or c in "<>+=" else " " for c in parts if not unicodedata.combining(c))
    return " ".join(kept.split())


def joined_label(levels: Sequence[Level], taken: Sequence[str], t: Texts) -> str:
    """Propose a label for levels put together; ``taken`` are those of the other levels."""
    if len(levels) == 2:
        proposed = t("{one} or {other}", one=levels[0].label, other=levels[1].label)
    else:
        proposed = t("Other answers")
    number, label = 2, proposed
    while label in taken:
        label, number = f"{proposed} ({number})", number + 1
    return label


def is_year_of_birth(variable: Variable, year: int) -> bool:
    """Tell whether the numbers of a variable can be years of birth, seen from a year."""
    edges = variable.distribution.edges
    if variable.kind is not Kind.NUMERIC or not edges:
        return False
    plausible = edges[0] >= year - OLDEST and edges[-1] <= year - YOUNGEST
    named = _BORN.search(f"{variable.name} {variable.label}") is not None
    return plausible and (named or edges[0] >= 1900)


def year_of(wave: Wave) -> int:
    """Return the year a survey was made in, as its date or name tells, else the present one."""
    found = _YEAR.search(wave.date) or _YEAR.search(wave.name)
    return int(found[0]) if found else datetime.now(UTC).year


def is_age(variable: Variable) -> bool:
    """Tell whether a number is called an age."""
    return _AGE.search(f"{variable.name} {variable.label}") is not None


def proposed_cuts(variable: Variable, year: int | None) -> tuple[float, ...]:
    """Return limits for classes: those of ages, else three round ones that part the answers about equally."""
    edges = variable.distribution.edges
    low, high = (edges[0], edges[-1]) if edges else (0.0, 0.0)
    if year is not None:
        low, high = year - high, year - low
    if year is not None or is_age(variable):
        ages = tuple(cut for cut in AGES if low < cut <= high)
        if ages:
            return ages
    return _quarters(variable)


def _quarters(variable: Variable) -> tuple[float, ...]:
    counts, edges = variable.distribution.counts, variable.distribution.edges
    whole, seen = sum(counts), 0
    cuts: list[float] = []
    for i, count in enumerate(counts):
        seen += count
        if whole and seen >= whole * (len(cuts) + 1) / 4 and len(cuts) < 3 and i + 1 < len(counts):
            cuts.append(_round(edges[i + 1], edges[-1] - edges[0]))
    rising = sorted(set(cuts))
    return tuple(cut for cut in rising if edges[0] < cut <= edges[-1])


def _round(value: float, span: float) -> float:
    step = 10.0 ** max(-6, len(str(int(max(span, 1)))) - 2) if span >= 1 else span / 20
    return round(value / step) * step


def class_labels(cuts: Sequence[float], t: Texts, *, whole: bool, years: bool = False) -> tuple[str, ...]:
    """Name the classes that limits make; among whole numbers a class ends before the next limit.

    With ``years`` the numbers are ages.
    """
    if not cuts:
        return ()
    named = [_number(cut, t) for cut in cuts]
    under, between, over = (
        (
            t("under {limit} years", limit=named[0]),
            "{low} to {high} years",
            t("{limit} years and over", limit=named[-1]),
        )
        if years
        else (
            t("under {limit}", limit=named[0]),
            "{low} up to {high}",
            t("{limit} and over", limit=named[-1]),
        )
    )
    labels = [under]
    for i, (low, high) in enumerate(itertools.pairwise(cuts)):
        if whole and high - low == 1 and not years:
            labels.append(named[i])
        elif whole:
            labels.append(t(between, low=named[i], high=_number(high - 1, t)))
        else:
            labels.append(t("from {low} to under {high}", low=named[i], high=named[i + 1]))
    return (*labels, over)


def _number(value: float, t: Texts) -> str:
    return t.integer(value) if value == int(value) else t.decimal(value, 2)
