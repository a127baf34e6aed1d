"""Composes the personas of a segmentation: names, titles, sections, quotes, portraits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.personas import (
    JULIE_SECTIONS,
    Attribute,
    Persona,
    PersonaKind,
    Provenance,
    Section,
    SectionKey,
)
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segment, Segmentation
from persona_studio.domain.waves import Answers, Column, Notice
from persona_studio.services.drafting.facts import Fact, facts_of
from persona_studio.services.drafting.head import head_of
from persona_studio.services.drafting.lines import Choice, Chooser
from persona_studio.services.drafting.quotes import quotes, speaks
from persona_studio.services.drafting.sentences import line_of
from persona_studio.services.drafting.survey import Survey, survey_of
from persona_studio.services.drafting.titles import Title, titles
from persona_studio.services.drafting.voice import Voice
from persona_studio.services.drafting.who import Who, first_name, portrait, who
from persona_studio.services.overtaken import Seen
from persona_studio.texts import Texts

FEW_LINES = 6
"""Under this number of lines a persona is said to be thin."""
_ACCENTS = 8


@dataclass(frozen=True, slots=True)
class Drafted:
    """The personas, in the order of the segments; a name for each segment, by its id; what to know.

    ``read`` are the variables they tell of, as they were when they were drafted.
    """

    personas: tuple[Persona, ...] = ()
    names: Mapping[Id, str] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    read: tuple[Seen, ...] = ()


def draft(
    project: Project, segmentation: Segmentation, answers: Answers, texts: Texts, labels: Column | None = None
) -> Drafted:
    """Write a persona for each segment that is not set aside.

    Args:
        project: holds the wave of the segmentation, and the names and portraits already in use.
        segmentation: its segments with their findings and paragons.
        answers: those of the wave, for the words of the paragons.
        texts: in the language of the personas.
        labels: each respondent's segment (0: not used); without it, no age range is read from numbers.
    """
    survey = survey_of(project, segmentation, answers, texts, labels)
    facts = {s.id: facts_of(s, survey.topics, survey.counter) for s in segmentation.segments}
    earned = titles(facts, texts.language)
    personas: list[Persona] = []
    for place, segment in enumerate(s for s in segmentation.segments if not s.set_aside):
        others = (*project.personas, *personas)
        persona = _Draft(survey, segment, facts[segment.id]).persona(place, earned.get(segment.id), others)
        personas.append(persona)
    names = {s.id: _segment_name(s, earned, texts) for s in segmentation.segments}
    return Drafted(tuple(personas), names, (*_notices(personas), *_unnamed(segmentation, earned, names)))


def _segment_name(segment: Segment, earned: Mapping[Id, Title], texts: Texts) -> str:
    title = earned.get(segment.id)
    return title.plural if title else texts("Segment {number}", number=str(segment.number))


def _unnamed(
    segmentation: Segmentation, earned: Mapping[Id, Title], names: Mapping[Id, str]
) -> tuple[Notice, ...]:
    """Say why some segments keep a number while others have a name."""
    bare = [names[s.id] for s in segmentation.segments if not s.set_aside and s.id not in earned]
    return (Notice("segments_unnamed", (("names", ", ".join(bare)),)),) if bare else ()


def _notices(personas: Sequence[Persona]) -> tuple[Notice, ...]:
    thin = [(p.name, len(p.attributes)) for p in personas if len(p.attributes) < FEW_LINES]
    return tuple(Notice("persona_thin", (("name", name), ("count", str(count)))) for name, count in thin)


class _Draft:
    """One segment on its way to a persona."""

    def __init__(self, survey: Survey, segment: Segment, facts: Sequence[Fact]) -> None:
        self.survey = survey
        self.segment = segment
        self.facts = facts
        self.who: Who = who(segment, survey)
        self.voice = Voice(survey.texts, self.who.feminine, survey.language)
        self.head = head_of(facts, self.voice)
        self.quotes = quotes(segment, survey)
        self.quote = next((quote for quote in self.quotes if speaks(quote.text)), None)

    def persona(self, place: int, title: Title | None, others: Sequence[Persona]) -> Persona:
        """Return the persona of the segment at that place, unlike the others in name and portrait."""
        language = self.survey.texts.language
        quote = self.quote
        return Persona(
            id=new_id(),
            name=first_name(self.who, self.survey.year, language, (p.name for p in others)),
            title=title.form(self.who.feminine) if title else "",
            role=self.head.role,
            kind=PersonaKind.PRINCIPAL if place == 0 else PersonaKind.SECONDARY,
            priority=self.head.priority,
            objective=self.head.objective,
            quote=quote.text if quote else "",
            quote_provenance=Provenance.VERBATIM if quote else Provenance.HYPOTHESIS,
            quote_evidence=quote.evidence if quote else None,
            portrait=portrait(self.who, (p.portrait.drawing for p in others)),
            accent=place % _ACCENTS + 1,
            share=min(1.0, max(0.0, self.segment.share)),
            feminine=self.who.feminine,
            segment=self.segment.id,
            sections=_sections(self.lines()),
        )

    def lines(self) -> list[Choice]:
        """Return the lines of the sheet, in the order they matter."""
        chooser = Chooser(self.segment, self.survey)
        for text, numbers in self.who.lines:
            chooser.present(text, numbers)
        said = self.who.said | self.head.said
        free = [fact for fact in self.facts if fact.topic.variable.id not in said]
        chooser.fill([(fact, line) for fact in free if (line := line_of(fact, self.voice))])
        chooser.quote(self.quotes, self.quote)
        return chooser.chosen


def _sections(chosen: Sequence[Choice]) -> tuple[Section, ...]:
    """Return the six usual sections, empty or not, then the others that have something to say."""
    filled = {choice.section for choice in chosen}
    others = [key for key in SectionKey if key not in JULIE_SECTIONS and key in filled]
    return tuple(
        Section(id=new_id(), key=key, attributes=tuple(_attribute(c) for c in chosen if c.section is key))
        for key in (*JULIE_SECTIONS, *others)
    )


def _attribute(choice: Choice) -> Attribute:
    return Attribute(id=new_id(), text=choice.text, provenance=choice.provenance, evidence=choice.evidence)
