"""The sentence that the figures of a line say, to go back to when the line was reworded by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import asin, sqrt

from persona_studio.domain.personas import Attribute, Evidence, Persona
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Finding
from persona_studio.domain.variables import Kind, Variable
from persona_studio.domain.waves import Wave
from persona_studio.services.drafting.facts import TYPICAL, Asked, Fact, answer_fact, number_fact, steps_of
from persona_studio.services.drafting.meaning import Facet, Topic, language_of, topic
from persona_studio.services.drafting.poles import pole_of, side_of
from persona_studio.services.drafting.proof import side_words
from persona_studio.services.drafting.sentences import line_of
from persona_studio.services.drafting.voice import Voice
from persona_studio.services.drafting.words import fold
from persona_studio.services.remembered import remembered
from persona_studio.texts import Texts, typography


def original(project: Project, persona: Persona, line: Attribute, texts: Texts) -> str | None:
    """Return the sentence that the evidence of a line says, None when it says none or says it already."""
    said = sentence(project, persona, line, texts)
    return said if said != line.text else None


def sentence(project: Project, persona: Persona, line: Attribute, texts: Texts) -> str | None:
    """Return the sentence that the evidence of a line says, None when it says none.

    Of a respondent's words it is these words. A line on several questions at once (a gender and an age) has
    none.
    """
    evidence = line.evidence
    if evidence is not None and evidence.quote:
        return typography(texts.quoted(evidence.quote), texts.language)
    asked = _asked(project, evidence) if evidence is not None else None
    if evidence is None or asked is None:
        return None
    wave, variable = asked
    voice = Voice(texts, persona.feminine, _language(wave) or texts.language)
    fact = _fact(project, evidence, variable, texts)
    said = line_of(fact, voice) if fact is not None else None
    return said.text if said is not None else None


def _asked(project: Project, evidence: Evidence) -> tuple[Wave, Variable] | None:
    for wave in project.waves:
        for variable in wave.variables:
            if variable.id == evidence.variable:
                same = evidence.question == (variable.label or variable.name)
                return (wave, variable) if same else None
    return None


@remembered
def _language(wave: Wave) -> str:
    return language_of(wave)


@remembered
def _topic(variable: Variable) -> Topic:
    return topic(variable)


def _fact(project: Project, evidence: Evidence, variable: Variable, texts: Texts) -> Fact | None:
    found = [*_findings(project, evidence)]
    segments = (s for cut in project.segmentations for s in cut.segments)
    segment = next((s for s in segments if s.id == evidence.segment), None)
    if segment is None:
        return None
    if _topic(variable).facet is Facet.GENDER:  # a person rather than an answer: no sentence says it
        return None
    asked = Asked(_topic(variable), found, segment, None)
    if evidence.level is not None:
        one = next((f for f in found if f.level == evidence.level), None) or _made(evidence)
        fact = answer_fact(asked, one) if one is not None else None
        # One step of a scale is quoted: it does not tell on which side of it people stand.
        return fact and replace(fact, exact=len(steps_of(fact)) > 1)
    if variable.kind is Kind.NUMERIC:
        return _number(asked, found, evidence, texts)
    return next((side for side in _sides(asked.topic, evidence) if _same_side(side, evidence, texts)), None)


def _sides(about: Topic, evidence: Evidence) -> Iterator[Fact]:
    """Yield both sides of a scale, each with the figures of the evidence."""
    whole = _made(evidence)
    for pole in (True, False) if whole is not None else ():
        levels = side_of(about.variable, pole)
        if whole is not None and len(levels) > 1:
            over, typical = whole.share > whole.overall, whole.share >= TYPICAL
            named = pole_of(about.variable, levels[0])[1]
            yield Fact(about, whole, levels, over=over, typical=typical, pole=pole, named=named)


def _findings(project: Project, evidence: Evidence) -> Iterator[Finding]:
    for cut in project.segmentations:
        for segment in cut.segments:
            if segment.id == evidence.segment:
                yield from (f for f in segment.findings if f.variable == evidence.variable)


def _made(evidence: Evidence) -> Finding | None:
    """Return the finding that the figures of an evidence make: one linked by hand may have none stored."""
    share, overall, low, high = evidence.share, evidence.overall, evidence.low, evidence.high
    if share is None or overall is None or low is None or high is None or evidence.variable is None:
        return None
    h = 2 * (asin(sqrt(min(1.0, max(0.0, share)))) - asin(sqrt(min(1.0, max(0.0, overall)))))
    return Finding(
        variable=evidence.variable,
        level=evidence.level,
        share=share,
        overall=overall,
        ratio=share / overall if overall else 0.0,
        effect=h,
        v=evidence.v or 0.0,
        p_adjusted=1.0,
        count=evidence.count or 0,
        base=evidence.base or 0,
        low=low,
        high=high,
        active=evidence.active,
        shown=True,
    )


def _number(asked: Asked, found: Sequence[Finding], evidence: Evidence, texts: Texts) -> Fact | None:
    """Say above or below the mean, as the answer of the evidence does."""
    forms = {True: texts("more than {mean}"), False: texts("less than {mean}")}
    for over, form in forms.items():
        start = form.partition("{")[0]
        if start and evidence.answer.startswith(start):
            made = next((number_fact(asked.topic, f) for f in found), None)
            return replace(made, over=over) if made is not None else None
    return None


def _same_side(side: Fact, evidence: Evidence, texts: Texts) -> bool:
    words = side_words(side.levels, texts)
    return fold(typography(words, texts.language)) == fold(typography(evidence.answer, texts.language))
