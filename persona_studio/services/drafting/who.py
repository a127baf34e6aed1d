"""Who a persona is: gender and age where the data say them, a first name of that generation, a portrait."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from persona_studio.domain.figures import FEWEST
from persona_studio.domain.personas import Evidence, Portrait
from persona_studio.domain.segments import Finding, Segment
from persona_studio.domain.variables import Kind, Variable
from persona_studio.paths import resource
from persona_studio.services.drafting import age
from persona_studio.services.drafting.age import AgeRange
from persona_studio.services.drafting.counting import Counted, Counter, Mask
from persona_studio.services.drafting.facts import GAP, SMALLEST_BASE, TYPICAL, enough
from persona_studio.services.drafting.meaning import Facet, gender_of
from persona_studio.services.drafting.survey import Survey, evidence
from persona_studio.services.drafting.words import clean, shipped

_MAJORITY = 0.6
_USUAL_AGE = 40.0
_YOUNG, _OLD = 30, 60


@dataclass(frozen=True, slots=True)
class Found:
    """Something the data say of a segment: the question, the answers that say it, and the numbers."""

    variable: Variable
    codes: tuple[int, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Who:
    """Gender and age in years (None: not known), and the lines that say so with their evidence."""

    feminine: bool | None
    age: float | None
    lines: tuple[tuple[str, Evidence], ...]
    said: frozenset[str]
    """Variables these lines speak for: no other line repeats them."""


def who(segment: Segment, survey: Survey) -> Who:
    """Find the gender and age of a segment, and say them in one line when enough people have both."""
    genders, ages = survey.about(Facet.GENDER), survey.about(Facet.AGE)
    feminine, gender = next(filter(None, (_gender(segment, v, survey) for v in genders)), (None, None))
    found = next(filter(None, (_ages(segment, v, survey) for v in ages)), None)
    median = next((a for v in ages if (a := _median(segment, v, survey)) is not None), None)
    if found is not None and median is None:
        median = found[0].middle
    said = {v.id for v in genders if gender} | {v.id for v in ages if found}
    lines = _lines(segment, survey, (feminine, gender), found)
    return Who(feminine, median, tuple(lines), frozenset(said))


def _gender(segment: Segment, variable: Variable, survey: Survey) -> tuple[bool, Found] | None:
    """Return the gender that a clear majority of the segment has, unless everybody else has it more."""
    for finding in _findings(segment, variable):
        level = variable.level(finding.level) if finding.level is not None else None
        feminine = gender_of(level.label) if level else None
        clear = finding.share >= _MAJORITY and finding.share >= finding.overall - 0.02
        distinct = finding.share >= 0.5 and finding.shown and finding.v > 0
        if level is not None and feminine is not None and (clear or distinct) and enough(finding):
            numbers = evidence(finding, variable, level.label, segment, survey.wave)
            return feminine, Found(variable, (level.code,), numbers)
    return None


def _ages(segment: Segment, variable: Variable, survey: Survey) -> tuple[AgeRange, Found] | None:
    """Return the ages most people of a segment have, from bands or from numbers."""
    if variable.kind is Kind.NUMERIC:
        return None if survey.counter is None else _age_range(segment, variable, survey, survey.counter)
    bands = [
        (finding, level, ages)
        for finding in _findings(segment, variable)
        if finding.level is not None
        and (level := variable.level(finding.level))
        and (ages := age.read(level.label))
        and enough(finding)
    ]
    distinct = [b for b in bands if b[0].shown and b[0].v > 0 and b[0].share >= 0.3]
    usual = [b for b in bands if b[0].share >= 0.4]
    chosen = max(distinct or usual, key=lambda b: b[0].share, default=None)
    if chosen is None:
        return None
    finding, level, ages = chosen
    return ages, Found(
        variable, (level.code,), evidence(finding, variable, level.label, segment, survey.wave)
    )


def _age_range(
    segment: Segment, variable: Variable, survey: Survey, counter: Counter
) -> tuple[AgeRange, Found] | None:
    ages = age.range_in(counter, variable, segment, survey.year)
    if ages is None:
        return None
    limits = age.limits(counter, variable, survey.year, ages)
    counted = counter.count(segment, *counter.between(variable, *limits))
    if counted.count < FEWEST or counted.base < SMALLEST_BASE or counted.share < counted.overall - 0.02:
        return None
    words = ages.words(survey.texts, None)
    active = variable.id in counter.active
    return ages, Found(
        variable, (), counted.evidence(variable, words, segment, survey.wave.id, active=active)
    )


def _lines(
    segment: Segment,
    survey: Survey,
    of: tuple[bool | None, Found | None],
    found: tuple[AgeRange, Found] | None,
) -> list[tuple[str, Evidence]]:
    """Say gender and age together when half of the people are both, else one by one.

    A bare "Man" says that most are: so does the whole 95 % margin of the share. Where it goes below one half
    the line says "More often a man", as long as they are more than among everybody; the same of an age.
    """
    texts, (feminine, gender) = survey.texts, of
    if gender is not None and found is not None and survey.counter is not None:
        together = _together(segment, survey, gender, found)
        if together is not None:
            return [(found[0].words(texts, feminine), together)]
    lines = []
    if gender is not None:
        sure = _most(gender.evidence) or not _more(gender.evidence)
        compared = texts("More often a woman") if feminine else texts("More often a man")
        flatly = texts("Woman") if feminine else texts("Man")
        lines.append((flatly if sure else compared, gender.evidence))
    if found is not None:
        ages, numbers = found[0], found[1].evidence
        share, overall = numbers.share or 0.0, numbers.overall or 0.0
        if share >= TYPICAL or share >= overall + GAP:
            often = share < TYPICAL or (not _most(numbers) and _more(numbers))
            lines.append((ages.words(texts, None, more_often=often), numbers))
    return lines


def _most(numbers: Evidence) -> bool:
    """Tell whether the whole margin of a share lies above one half."""
    low = numbers.share if numbers.low is None else numbers.low
    return low is not None and low >= TYPICAL


def _more(numbers: Evidence) -> bool:
    return (numbers.share or 0.0) > (numbers.overall or 0.0)


def _together(
    segment: Segment, survey: Survey, gender: Found, found: tuple[AgeRange, Found]
) -> Evidence | None:
    """Return the numbers of those who have this gender and this age, when there are enough of them."""
    by_age, counter = found[1], survey.counter
    if counter is None:
        return None
    both, known = _both(counter, gender, found, survey.year)
    counted = counter.count(segment, both, known)
    if counted.share < TYPICAL or counted.count < FEWEST or counted.base < SMALLEST_BASE:
        return None
    answer = f"{gender.evidence.answer}, {_small(by_age.evidence.answer)}"
    question = _joined(gender.variable, by_age.variable)
    active = by_age.evidence.active or gender.evidence.active
    numbers = counted.evidence(by_age.variable, answer, segment, survey.wave.id, active=active)
    return replace(numbers, question=question)


def _both(counter: Counter, gender: Found, found: tuple[AgeRange, Found], year: int) -> tuple[Mask, Mask]:
    ages, by_age = found
    of_gender, gender_known = counter.gave(gender.variable, gender.codes)
    if by_age.codes:
        of_age, age_known = counter.gave(by_age.variable, by_age.codes)
    else:
        of_age, age_known = counter.between(
            by_age.variable, *age.limits(counter, by_age.variable, year, ages)
        )
    return of_gender & of_age, gender_known & age_known


def counted_again(proof: Evidence, segment: Segment, survey: Survey) -> Counted | None:
    """Count the ages, or the gender with the ages, that a line tells, in a segment; None of another line."""
    counter = survey.counter
    if counter is None or proof.level is not None:
        return None
    for by_age in _stored(survey, Facet.AGE):
        ages = _told_ages(by_age, proof.answer) if proof.question == (by_age.label or by_age.name) else None
        if ages is not None and not ages[1]:
            limits = age.limits(counter, by_age, survey.year, ages[0])
            return counter.count(segment, *counter.between(by_age, *limits))
        for gender, level, said in _told_genders(proof, by_age, survey):
            of_age = _told_ages(by_age, said)
            if of_age is not None:
                found = of_age[0], Found(by_age, of_age[1], proof)
                masks = _both(counter, Found(gender, (level,), proof), found, survey.year)
                return counter.count(segment, *masks)
    return None


def _stored(survey: Survey, facet: Facet) -> Iterator[Variable]:
    """Yield the questions that tell something of that kind whose answers were not erased since."""
    return (variable for variable in survey.about(facet) if variable.stored)


def _told_genders(proof: Evidence, by_age: Variable, survey: Survey) -> Iterator[tuple[Variable, int, str]]:
    """Yield the gender that a line on two questions tells, and the rest of its answer: ages."""
    for gender in _stored(survey, Facet.GENDER):
        if proof.question != _joined(gender, by_age):
            continue
        for level in gender.levels:
            if proof.answer.startswith(f"{level.label}, "):
                yield gender, level.code, proof.answer.removeprefix(f"{level.label}, ")


def _told_ages(variable: Variable, said: str) -> tuple[AgeRange, tuple[int, ...]] | None:
    """Return the ages that an answer tells, with the code of their band: none of ages in numbers."""
    if variable.kind is Kind.NUMERIC:
        ages = age.read(said)
        return None if ages is None else (ages, ())
    for level in variable.levels:
        ages = age.read(level.label)
        if ages is not None and _small(level.label) == said:
            return ages, (level.code,)
    return None


def _joined(gender: Variable, by_age: Variable) -> str:
    return " / ".join(clean(one.label or one.name) for one in (gender, by_age))


def _small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _median(segment: Segment, variable: Variable, survey: Survey) -> float | None:
    if variable.kind is not Kind.NUMERIC:
        return None
    if survey.counter is not None:
        return age.age_of(survey.counter, variable, segment, survey.year)
    mean = next((f.share for f in _findings(segment, variable)), None)
    return None if mean is None else survey.year - mean if mean > 1000 else mean


def _findings(segment: Segment, variable: Variable) -> list[Finding]:
    return [f for f in segment.findings if f.variable == variable.id]


# ---------------------------------------------------------------- names and portraits


def first_name(person: Who, year: int, language: str, taken: Iterable[str]) -> str:
    """Return a first name usual for that gender and year of birth, which nobody in the project has."""
    used = set(taken)
    by_decade: Mapping[str, list[str]] = shipped("first_names")[language][_presentation(person.feminine)]
    birth = year - (person.age if person.age is not None else _USUAL_AGE)
    decades = sorted(
        by_decade, key=lambda d: (abs(int(d) + 5 - birth) if int(d) > birth else birth - int(d) - 5.0, d)
    )
    names = [name for decade in decades for name in by_decade[decade]]
    free = next((name for name in names if name not in used), None)
    return free or f"{names[0]} {len(used) + 1}"


def portrait(person: Who, taken: Iterable[str]) -> Portrait:
    """Return a drawing of that gender and age which no other persona has, as long as there are some."""
    used = set(taken)
    age_group = (
        "adult"
        if person.age is None
        else "young"
        if person.age < _YOUNG
        else "senior"
        if person.age >= _OLD
        else "adult"
    )
    wanted = {"presentation": _presentation(person.feminine), "age": age_group}
    drawings = sorted(
        _drawings(),
        key=lambda d: -sum((2 if k == "presentation" else 1) for k, v in wanted.items() if d[1][k] == v),
    )
    return Portrait(next((name for name, _ in drawings if name not in used), drawings[0][0]))


def _presentation(feminine: bool | None) -> str:
    return {True: "feminine", False: "masculine", None: "neutral"}[feminine]


@cache
def _drawings() -> tuple[tuple[str, dict[str, Any]], ...]:
    listed = json.loads(resource("portraits", "index.json").read_text(encoding="utf-8"))
    return tuple((drawing["id"], drawing["tags"]) for drawing in listed)
