"""From findings to facts: which contrasts may be said about a segment, how strongly, with which evidence.

Nothing that rests on fewer than ten respondents is said (privacy), nor on a base under thirty (methods §5).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from persona_studio.domain.ids import Id
from persona_studio.domain.segments import Finding, Segment
from persona_studio.domain.variables import Kind, Level, Role, Variable
from persona_studio.services.drafting.meaning import Topic
from persona_studio.services.drafting.words import fold, shipped

FEWEST = 10
"""No line rests on fewer respondents."""
SMALLEST_BASE = 30
TYPICAL = 0.5
"""From this share on, a line says how people of the segment are; below, how they differ."""
MODAL = 0.4
"""...or from this one on, when no other answer is given more often."""
WORTH_SAYING = 0.3
_USED = (Role.ACTIVE, Role.ILLUSTRATIVE)
_KINDS = (Kind.NUMERIC, Kind.ORDINAL, Kind.NOMINAL, Kind.MULTIPLE)
_COUNTED = re.compile(r"\b(nombre|combien|nb|number|how many|enfants|kids|children|siblings)\b")
_NEGATED = re.compile(r"^(?:not|no|non|pas)[ .:_-]+(?:de |d'|d’)?(.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that can be said about a segment.

    ``over`` tells whether the segment gives the answer more than everybody; ``typical`` whether most of the
    segment do. ``pole`` is True for yes or agreement, False for no or disagreement, None for another answer;
    ``named`` the topic when the answer itself names it ("tea time" or "Not.tea time").
    ``strength`` is the absolute effect size.
    """

    topic: Topic
    finding: Finding
    level: Level | None
    over: bool
    typical: bool
    pole: bool | None = None
    named: str = ""

    @property
    def strength(self) -> float:
        """Cohen's h or d, without its sign."""
        return abs(self.finding.effect)

    @property
    def answer(self) -> str:
        """The answer in words, empty for a number."""
        return self.level.label if self.level else ""


def usable(variable: Variable) -> bool:
    """Tell whether a variable may speak on a sheet."""
    return variable.role in _USED and variable.kind in _KINDS


def facts_of(segment: Segment, topics: Mapping[Id, Topic]) -> list[Fact]:
    """Return what may be said about a segment, strongest first: one fact per question, or two."""
    by_variable: dict[Id, list[Finding]] = defaultdict(list)
    for finding in segment.findings:
        if finding.variable in topics:
            by_variable[finding.variable].append(finding)
    facts: list[Fact] = []
    for variable, findings in by_variable.items():
        facts += _of_question(topics[variable], findings)
    return sorted(
        facts, key=lambda f: (-f.strength, f.topic.variable.source, f.topic.variable.name, f.answer)
    )


def _of_question(topic: Topic, findings: list[Finding]) -> list[Fact]:
    """Choose what one question tells: its clearest answer, or that the answer is rare in the segment."""
    if topic.variable.kind is Kind.NUMERIC:
        return [_number(topic, f) for f in findings if f.shown and f.base >= SMALLEST_BASE]
    facts = [fact for f in findings if f.shown and (fact := _answer(topic, f, findings)) is not None]
    said = [f for f in facts if f.over and f.finding.share >= WORTH_SAYING]
    rare = [f for f in facts if not f.over and f.pole is None and f.finding.share <= f.finding.overall / 2]
    limit = 2 if topic.variable.kind is Kind.MULTIPLE else 1
    chosen = sorted(said, key=lambda f: (not f.typical, -f.strength))[:limit]
    return chosen or sorted(rare, key=lambda f: -f.strength)[:1]


def _number(topic: Topic, finding: Finding) -> Fact:
    over = finding.share > finding.overall
    return Fact(topic, finding, None, over=over, typical=False, pole=over if topic.statement else None)


def _answer(topic: Topic, finding: Finding, others: Iterable[Finding]) -> Fact | None:
    variable = topic.variable
    level = variable.level(finding.level) if finding.level is not None else None
    if level is None or finding.base < SMALLEST_BASE or finding.count < FEWEST:
        return None
    if fold(level.label) in _known("empty") | _known("middle") or not level.label.strip():
        return None
    modal = finding.share >= MODAL and all(
        o.share <= finding.share for o in others if o.variable == variable.id
    )
    typical = finding.share >= TYPICAL or (modal and variable.kind is not Kind.MULTIPLE)
    pole, named = pole_of(variable, level)
    place = scale_place(variable, level)
    if place is not None:
        if 0.4 <= place <= 0.6:
            return None
        pole = place > 0.5
    return Fact(topic, finding, level, over=finding.v > 0, typical=typical, pole=pole, named=named)


def pole_of(variable: Variable, level: Level) -> tuple[bool | None, str]:
    """Return whether an answer is a yes (True) or a no (False), and the topic it names itself."""
    said = fold(level.label)
    others = [fold(other.label) for other in variable.levels if other.code != level.code]
    negated = _NEGATED.match(level.label.strip())
    if negated and fold(negated[1]) in others:
        return False, negated[1].strip()
    for other in variable.levels:
        match = _NEGATED.match(other.label.strip())
        if match and fold(match[1]) == said:
            return True, level.label
    if {said, *others} == {"0", "1"}:
        return said == "1", ""
    if said in _known("yes") | _known("high"):
        return True, ""
    if said in _known("no") | _known("low"):
        return False, ""
    return None, ""


def scale_place(variable: Variable, level: Level) -> float | None:
    """Return where an answer stands on a rating scale of bare numbers, from 0 to 1, or None."""
    numbers = [re.match(r"\d+\b", other.label) for other in variable.levels]
    if len(numbers) < 4 or not all(numbers) or _COUNTED.search(fold(f"{variable.label} {variable.name}")):
        return None
    values = [int(n[0]) for n in numbers if n]
    if values != list(range(values[0], values[0] + len(values))) or values[0] > 1:
        return None
    return [other.code for other in variable.levels].index(level.code) / (len(values) - 1)


def _known(group: str) -> frozenset[str]:
    return frozenset(shipped("meanings")["answers"][group])
