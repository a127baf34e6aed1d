"""From findings to facts: which contrasts may be said about a segment, how strongly, with which evidence.

Nothing that rests on fewer than ten respondents is said (privacy), nor on a base under thirty (methods §5).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import asin, sqrt

from persona_studio.domain.figures import FEWEST
from persona_studio.domain.ids import Id
from persona_studio.domain.segments import Finding, Segment
from persona_studio.domain.shares import wilson
from persona_studio.domain.variables import Kind, Level, Role, Variable
from persona_studio.services.drafting.counting import Counted, Counter
from persona_studio.services.drafting.meaning import Topic
from persona_studio.services.drafting.poles import is_scale, pole_of, says_nothing

SMALLEST_BASE = 30
TYPICAL = 0.5
"""From this share on, a line says how people of the segment are; below, how they differ from the average."""
MODAL = 0.4
"""From this share on, an answer that no other exceeds may stand at the head of a sheet."""
WORTH_SAYING = 0.3
GAP = 0.05
"""Least difference of shares: what nearly everybody answers describes nobody (methods §5)."""
EFFECT = 0.2
"""Least Cohen's h or d that is worth a line: a smaller gap is trivial (Cohen 1988)."""
_ROUNDING = 1e-9
_USED = (Role.ACTIVE, Role.ILLUSTRATIVE)
_KINDS = (Kind.NUMERIC, Kind.ORDINAL, Kind.NOMINAL, Kind.MULTIPLE)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that can be said about a segment.

    ``levels`` are the answers it is about: none for a number, several for one side of a scale. ``over``
    tells whether the segment gives them more than everybody, ``typical`` whether half of the segment do, and
    ``modal`` whether no other answer is given more often, by however few.
    ``pole`` is True for yes or agreement, False for no or disagreement, None for another answer; ``named``
    the topic when the answer itself names it ("tea time" or "Not.tea time").
    """

    topic: Topic
    finding: Finding
    levels: tuple[Level, ...]
    over: bool
    typical: bool
    pole: bool | None = None
    named: str = ""
    exact: bool = False
    """Whether only this very answer sets the segment apart, and not the side of the scale it stands on."""
    modal: bool = False

    @property
    def strength(self) -> float:
        """Cohen's h or d, without its sign."""
        return abs(self.finding.effect)

    @property
    def foremost(self) -> bool:
        """Whether the answer may stand for the segment at the head of a sheet."""
        return self.typical or self.modal

    @property
    def answer(self) -> str:
        """The (first) answer in words, empty for a number."""
        return self.levels[0].label if self.levels else ""

    @property
    def on_scale(self) -> bool:
        """Whether the answer is a step between two poles."""
        return bool(self.levels) and is_scale(self.topic.variable)


def usable(variable: Variable) -> bool:
    """Tell whether a variable may speak on a sheet."""
    return variable.role in _USED and variable.kind in _KINDS


def facts_of(segment: Segment, topics: Mapping[Id, Topic], counter: Counter | None = None) -> list[Fact]:
    """Return what may be said about a segment, strongest first: one fact per question, or two.

    ``counter`` tells what else the segment answers; without it, only what the findings themselves prove to
    be the most usual answer is taken as such.
    """
    by_variable: dict[Id, list[Finding]] = defaultdict(list)
    for finding in segment.findings:
        if finding.variable in topics:
            by_variable[finding.variable].append(finding)
    facts: list[Fact] = []
    for variable, findings in by_variable.items():
        facts += _of_question(Asked(topics[variable], findings, segment, counter))
    place = {variable: n for n, variable in enumerate(topics)}
    return sorted(facts, key=lambda f: (-f.strength, place[f.topic.variable.id], f.answer))


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with all its findings in a segment: only answers that differ from everybody's have one."""

    topic: Topic
    findings: Sequence[Finding]
    segment: Segment
    counter: Counter | None

    def most_given(self, finding: Finding) -> bool:
        """Tell whether no other answer is given more often in the segment."""
        variable, shares = self.topic.variable, [f.share for f in self.findings]
        if self.counter is not None:
            shares.append(self.counter.highest_share(variable, self.segment))
        elif len(shares) < len(variable.levels):
            # An answer without a finding may have all that these leave.
            shares.append(1 - sum(shares))
        return finding.share >= max(shares) - _ROUNDING


def _of_question(asked: Asked) -> list[Fact]:
    """Choose what one question tells: its clearest answer, or that the answer is rare in the segment."""
    topic, findings = asked.topic, asked.findings
    if topic.variable.kind is Kind.NUMERIC:
        return [number_fact(topic, f) for f in findings if f.shown and f.base >= SMALLEST_BASE]
    facts = [fact for f in findings if f.shown and (fact := answer_fact(asked, f)) is not None]
    # An answer of a scale speaks for its side, or not at all.
    facts = [side for f in facts if (side := settled(f, asked)) is not None]
    facts = [f for f in facts if f.strength >= EFFECT]
    said = [f for f in facts if f.over and f.finding.share >= WORTH_SAYING]
    limit = 2 if topic.variable.kind is Kind.MULTIPLE else 1
    chosen = sorted(said, key=lambda f: (not f.foremost, -f.strength))[:limit]
    rare = [f for f in facts if not f.over and f.pole is None and f.finding.share <= f.finding.overall / 2]
    told = [f for f in rare if f.finding.overall - f.finding.share >= 2 * GAP]
    return chosen or sorted(told, key=lambda f: -f.strength)[:1]


def number_fact(topic: Topic, finding: Finding) -> Fact:
    """Return what a mean tells: more than everybody's, or less."""
    over = finding.share > finding.overall
    return Fact(topic, finding, (), over=over, typical=False, pole=over if topic.statement else None)


def answer_fact(asked: Asked, finding: Finding) -> Fact | None:
    """Return what one answer tells; None when too few gave it, or when it says nothing."""
    topic, variable = asked.topic, asked.topic.variable
    level = variable.level(finding.level) if finding.level is not None else None
    if level is None or not enough(finding) or says_nothing(variable, level):
        return None
    if abs(finding.share - finding.overall) < GAP:
        return None
    one_only = variable.kind is not Kind.MULTIPLE
    modal = one_only and finding.share >= MODAL and asked.most_given(finding)
    typical = finding.share >= TYPICAL
    pole, named = pole_of(variable, level)
    over = finding.v > 0
    return Fact(topic, finding, (level,), over=over, typical=typical, pole=pole, named=named, modal=modal)


def enough(finding: Finding) -> bool:
    """Tell whether a finding rests on enough respondents to be said."""
    return finding.base >= SMALLEST_BASE and finding.count >= FEWEST


def steps_of(fact: Fact) -> tuple[Level, ...]:
    """Return the answers on the same side of a scale as the answer of a fact, itself among them."""
    variable = fact.topic.variable
    if fact.pole is None or variable.kind is Kind.MULTIPLE or len(fact.levels) != 1:
        return fact.levels
    return tuple(level for level in variable.levels if pole_of(variable, level)[0] is fact.pole)


def settled(fact: Fact, asked: Asked) -> Fact | None:
    """Return what a fact tells of its question: itself or its whole side of a scale; None when not so.

    Many who "rather agree" may be few who agree: a sentence about the question rests on all who do.
    """
    levels = steps_of(fact)
    if len(levels) < 2:
        return fact
    counted = _together(levels, asked)
    if counted is None:
        return None
    effect = 2 * asin(sqrt(counted.share)) - 2 * asin(sqrt(counted.overall))
    beyond = counted.low > counted.overall if fact.over else counted.high < counted.overall
    differs = abs(counted.share - counted.overall) >= GAP and abs(effect) >= EFFECT
    if not (beyond and differs and counted.count >= FEWEST and counted.base >= SMALLEST_BASE):
        return None
    finding = replace(
        fact.finding,
        level=None,
        share=counted.share,
        overall=counted.overall,
        ratio=counted.share / counted.overall if counted.overall else 0.0,
        effect=effect,
        v=counted.v,
        low=counted.low,
        high=counted.high,
        count=counted.count,
        base=counted.base,
    )
    return replace(fact, finding=finding, levels=levels, typical=counted.share >= TYPICAL, modal=False)


def _together(levels: Sequence[Level], asked: Asked) -> Counted | None:
    """Count those who gave one of these answers; None when neither answers nor findings tell them all."""
    if asked.counter is not None:
        who, known = asked.counter.gave(asked.topic.variable, [level.code for level in levels])
        return asked.counter.count(asked.segment, who, known)
    codes = {level.code for level in levels}
    parts = [f for f in asked.findings if f.level in codes]
    if len(parts) < len(codes):
        return None
    share = min(1.0, sum(f.share for f in parts))
    overall = min(1.0, sum(f.overall for f in parts))
    low, high = wilson(share, float(max(parts[0].base, 1)))
    return Counted(
        share=share,
        overall=overall,
        count=sum(f.count for f in parts),
        base=parts[0].base,
        low=low,
        high=high,
        v=max((f.v for f in parts), key=abs),
    )
