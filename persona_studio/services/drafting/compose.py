"""Composes the personas of a segmentation: names, titles, sections, quotes, portraits."""

import re
from collections import Counter as Tally
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.personas import (
    JULIE_SECTIONS,
    Attribute,
    Evidence,
    Persona,
    PersonaKind,
    Provenance,
    Section,
    SectionKey,
)
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segment, Segmentation
from persona_studio.domain.waves import Answers, Column, Notice
from persona_studio.services.drafting import french
from persona_studio.services.drafting.facts import Fact, facts_of
from persona_studio.services.drafting.meaning import Facet, topic
from persona_studio.services.drafting.quotes import Quote, quotes
from persona_studio.services.drafting.sentences import Line, Voice, line_of
from persona_studio.services.drafting.survey import Survey, evidence, survey_of
from persona_studio.services.drafting.titles import Title, titles
from persona_studio.services.drafting.who import Who, first_name, portrait, who
from persona_studio.services.drafting.words import capital, clean, fold
from persona_studio.texts import Texts, typography

MOST_LINES = 24
MOST_IN_SECTION = 6
MOST_QUOTED = 3
"""Respondents' own words among the lines, beside the quote at the head."""
FEW_LINES = 6
"""Under this number of lines a persona is said to be thin."""
_ACCENTS = 8


@dataclass(frozen=True, slots=True)
class Drafted:
    """The personas, in the order of the segments; a name for each segment, by its id; what to know."""

    personas: tuple[Persona, ...] = ()
    names: Mapping[Id, str] = field(default_factory=lambda: MappingProxyType({}))
    notices: tuple[Notice, ...] = ()


@dataclass(slots=True)
class _Choice:
    """A line chosen for a sheet, before it has an id."""

    section: SectionKey
    text: str
    provenance: Provenance
    evidence: Evidence


def draft(
    project: Project, segmentation: Segmentation, answers: Answers, texts: Texts, labels: Column | None = None
) -> Drafted:
    """Write a persona for each segment.

    Args:
        project: holds the wave of the segmentation, and the names already in use.
        segmentation: its segments with their findings and paragons.
        answers: those of the wave, for the words of the paragons.
        texts: in the language of the personas.
        labels: each respondent's segment (0: not used); without it, no age range is read from numbers.
    """
    survey = survey_of(project, segmentation, answers, texts, labels)
    facts = {s.id: facts_of(s, survey.topics) for s in segmentation.segments}
    earned = titles(facts, texts.language)
    names = _names(segmentation.segments, earned, texts)
    personas: list[Persona] = []
    for place, segment in enumerate(segmentation.segments):
        personas.append(
            _persona(
                survey,
                segment,
                facts[segment.id],
                earned.get(segment.id),
                (place, [*project.personas, *personas]),
            )
        )
    thin = [p for p in personas if len(p.attributes) < FEW_LINES]
    notices = tuple(
        Notice("persona_thin", (("name", p.name), ("count", str(len(p.attributes))))) for p in thin
    )
    return Drafted(tuple(personas), MappingProxyType(names), notices)


def _names(segments: Sequence[Segment], earned: Mapping[Id, Title], texts: Texts) -> dict[Id, str]:
    return {
        s.id: earned[s.id].plural if s.id in earned else texts("Segment {number}", number=str(s.number))
        for s in segments
    }


def _persona(
    survey: Survey,
    segment: Segment,
    facts: Sequence[Fact],
    title: Title | None,
    place: tuple[int, Sequence[Persona]],
) -> Persona:
    index, others = place
    texts = survey.texts
    person = who(segment, survey)
    voice = Voice(texts, person.feminine, survey.language)
    said = quotes(segment, survey)
    heading = {
        facet: _heading(facts, facet, voice) for facet in (Facet.OCCUPATION, Facet.PRIORITY, Facet.OBJECTIVE)
    }
    used = {fact.topic.variable.id for fact, _ in filter(None, heading.values())} | person.said
    return Persona(
        id=new_id(),
        name=first_name(person, survey.year, texts.language, (p.name for p in others)),
        title=title.form(person.feminine) if title else "",
        role=_text(heading[Facet.OCCUPATION], texts),
        kind=PersonaKind.PRINCIPAL if index == 0 else PersonaKind.SECONDARY,
        priority=_ended(heading[Facet.PRIORITY], texts),
        objective=_ended(heading[Facet.OBJECTIVE], texts),
        quote=said[0].text if said else "",
        quote_provenance=Provenance.VERBATIM if said else Provenance.HYPOTHESIS,
        quote_evidence=said[0].evidence if said else None,
        portrait=portrait(person, (p.portrait.drawing for p in others)),
        accent=index % _ACCENTS + 1,
        share=min(1.0, max(0.0, segment.share)),
        feminine=person.feminine,
        segment=segment.id,
        sections=_sections(_chosen(survey, segment, facts, person, voice, used) + _quoted(survey, said)),
    )


# ---------------------------------------------------------------- head


def _heading(facts: Iterable[Fact], facet: Facet, voice: Voice) -> tuple[Fact, str] | None:
    """Return the answer that fills a line of the head: a job, a priority, a goal that most people gave."""
    for fact in facts:
        if (
            fact.topic.facet is facet
            and fact.over
            and fact.typical
            and fact.level is not None
            and fact.pole is None
        ):
            words = _said_of(clean(fact.answer), voice)
            if words and (facet is not Facet.OCCUPATION or not re.search(r"[\d?]", words)):
                return fact, words
    return None


def _said_of(answer: str, voice: Voice) -> str:
    """Return an answer about somebody, in the right gender; empty when it speaks in the first person."""
    if voice.survey != "fr" or not voice.grammar:
        return answer
    return french.possessed(french.agreed(answer, voice.feminine)) or ""


def _text(heading: tuple[Fact, str] | None, texts: Texts) -> str:
    return typography(capital(heading[1]), texts.language) if heading else ""


def _ended(heading: tuple[Fact, str] | None, texts: Texts) -> str:
    said = _text(heading, texts)
    return said if not said or said[-1] in ".!?…" else said + "."


# ---------------------------------------------------------------- lines


def _chosen(
    survey: Survey,
    segment: Segment,
    facts: Sequence[Fact],
    person: Who,
    voice: Voice,
    used: frozenset[Id] | set[Id],
) -> list[_Choice]:
    """Choose the lines of a sheet: who they are, then the strongest that read well, a few per section."""
    chosen = [
        _Choice(SectionKey.DEMOGRAPHIC, text, Provenance.DATA, numbers) for text, numbers in person.lines
    ]
    lines = [
        (fact, line)
        for fact in facts
        if fact.topic.variable.id not in used and (line := line_of(fact, voice))
    ]
    lines.sort(key=lambda one: -_merit(*one))
    said = {fold(choice.text) for choice in chosen}
    room = Tally({SectionKey.DEMOGRAPHIC: len(chosen)})
    for fact, line in lines:
        section = fact.topic.section
        if (
            len(chosen) >= MOST_LINES - MOST_QUOTED
            or room[section] >= MOST_IN_SECTION
            or fold(line.text) in said
        ):
            continue
        said.add(fold(line.text))
        room[section] += 1
        chosen.append(_Choice(section, line.text, Provenance.DATA, _evidence(survey, fact, segment)))
    return chosen


def _merit(fact: Fact, line: Line) -> float:
    """Prefer strong contrasts, sentences, and questions that did not make the segments themselves."""
    honest = 1.0 if fact.finding.active else 1.15
    return min(fact.strength, 1.5) * line.quality * honest * (1.0 if fact.typical else 0.85)


def _evidence(survey: Survey, fact: Fact, segment: Segment) -> Evidence:
    if fact.level is not None:
        return evidence(fact.finding, fact.topic.variable, fact.answer, segment, survey.wave)
    return _evidence_of_number(survey, fact, segment)


def _evidence_of_number(survey: Survey, fact: Fact, segment: Segment) -> Evidence:
    """Return how many of a segment lie above (or below) everybody's mean; a mean is no share."""
    variable, finding, texts = fact.topic.variable, fact.finding, survey.texts
    form = "more than {mean}" if fact.over else "less than {mean}"
    answer = texts(form, mean=texts.decimal(finding.overall, 0 if abs(finding.overall) >= 100 else 1))
    if survey.counter is None:
        return Evidence(
            variable=variable.id,
            segment=segment.id,
            wave=survey.wave.id,
            question=variable.label or variable.name,
            answer=answer,
            base=finding.base,
            v=finding.v,
            active=finding.active,
        )
    limits = (finding.overall, float("inf")) if fact.over else (float("-inf"), finding.overall)
    counted = survey.counter.count(segment, *survey.counter.between(variable, *limits))
    return counted.evidence(variable, answer, segment, survey.wave.id, active=finding.active)


def _quoted(survey: Survey, said: Sequence[Quote]) -> list[_Choice]:
    """Choose respondents' words for the lines: one per open question, none that the head shows already."""
    chosen: list[_Choice] = []
    asked: set[Id] = set()
    head = {said[0].text} if said else set()
    for quote in said:
        if quote.variable.id in asked or quote.text in head or len(chosen) >= MOST_QUOTED:
            continue
        asked.add(quote.variable.id)
        section = topic(quote.variable).section
        text = typography(survey.texts.quoted(quote.text), survey.texts.language)
        chosen.append(_Choice(section, text, Provenance.VERBATIM, quote.evidence))
    return chosen


# ---------------------------------------------------------------- sections


def _sections(chosen: Sequence[_Choice]) -> tuple[Section, ...]:
    """Return the six usual sections, empty or not, then the others that have something to say."""
    filled = {choice.section for choice in chosen}
    others = [key for key in SectionKey if key not in JULIE_SECTIONS and key in filled]
    return tuple(
        Section(id=new_id(), key=key, attributes=tuple(_attribute(c) for c in chosen if c.section is key))
        for key in (*JULIE_SECTIONS, *others)
    )


def _attribute(choice: _Choice) -> Attribute:
    return Attribute(id=new_id(), text=choice.text, provenance=choice.provenance, evidence=choice.evidence)
