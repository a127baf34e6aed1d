"""The evidence of a fact: question and answer in words, shares, counts and interval."""

from collections.abc import Sequence

from persona_studio.domain.figures import FEWEST
from persona_studio.domain.personas import Evidence
from persona_studio.domain.segments import Segment
from persona_studio.domain.variables import Level
from persona_studio.services.drafting.counting import Counted
from persona_studio.services.drafting.facts import SMALLEST_BASE, Fact
from persona_studio.services.drafting.survey import Survey, evidence
from persona_studio.services.drafting.words import clean
from persona_studio.texts import Texts


def proof(fact: Fact, segment: Segment, survey: Survey) -> Evidence | None:
    """Return the evidence of a fact; None when counting people does not bear it out, or too few do."""
    if len(fact.levels) == 1:
        return evidence(fact.finding, fact.topic.variable, fact.answer, segment, survey.wave)
    answer = side_words(fact.levels, survey.texts) if fact.levels else _than_average(fact, survey)
    if survey.counter is None:
        return _uncounted(fact, answer, segment, survey)
    counted = _counted(fact, segment, survey)
    # Above or under the mean, more of the segment than of all must be; of a side of a scale, as it is said.
    more = counted.share > counted.overall
    borne = (more == fact.over and counted.share != counted.overall) if fact.levels else more
    if not borne or counted.count < FEWEST or counted.base < SMALLEST_BASE:
        return None
    active = fact.finding.active
    return counted.evidence(fact.topic.variable, answer, segment, survey.wave.id, active=active)


def side_words(levels: Sequence[Level], texts: Texts) -> str:
    """Return one side of a scale in words: "4 or 5"."""
    return texts.listed([clean(level.label) for level in levels], style="or")


def _than_average(fact: Fact, survey: Survey) -> str:
    texts, mean = survey.texts, fact.finding.overall
    form = "more than {mean}" if fact.over else "less than {mean}"
    return texts(form, mean=texts.decimal(mean, 0 if abs(mean) >= 100 else 1))


def _counted(fact: Fact, segment: Segment, survey: Survey) -> Counted:
    """Count those on one side of a scale, or beyond everybody's mean: a mean is no share."""
    counter, variable, mean = survey.counter, fact.topic.variable, fact.finding.overall
    if counter is None:
        raise ValueError("nobody can be counted without their segments")
    if fact.levels:
        return counter.count(segment, *counter.gave(variable, [level.code for level in fact.levels]))
    return counter.count(segment, *counter.beyond(variable, mean, over=fact.over))


def _uncounted(fact: Fact, answer: str, segment: Segment, survey: Survey) -> Evidence:
    """Return what the findings alone tell: shares of a side of a scale, none for a number."""
    finding, variable = fact.finding, fact.topic.variable
    return Evidence(
        variable=variable.id,
        segment=segment.id,
        wave=survey.wave.id,
        question=variable.label or variable.name,
        answer=answer,
        share=finding.share if fact.levels else None,
        overall=finding.overall if fact.levels else None,
        low=finding.low if fact.levels else None,
        high=finding.high if fact.levels else None,
        count=finding.count if fact.levels else None,
        base=finding.base,
        v=finding.v,
        active=finding.active,
    )
