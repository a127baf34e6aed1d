"""A finding chosen by hand becomes a line of the sheet, in the section it belongs to, with its evidence."""

from persona_studio.domain.edits import Edit, Insert, Together
from persona_studio.domain.ids import new_id
from persona_studio.domain.personas import Attribute, Persona, Provenance, Section
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Finding, Segment, Segmentation
from persona_studio.domain.variables import Variable
from persona_studio.domain.waves import Answers, Column
from persona_studio.errors import UserError
from persona_studio.services.authoring import wave_in
from persona_studio.services.drafting.facts import Fact
from persona_studio.services.drafting.meaning import topic
from persona_studio.services.drafting.poles import pole_of
from persona_studio.services.drafting.proof import proof
from persona_studio.services.drafting.sentences import line_of
from persona_studio.services.drafting.survey import survey_of
from persona_studio.services.drafting.voice import Voice
from persona_studio.services.drafting.words import capital
from persona_studio.texts import Texts, typography

TYPICAL = 0.5
"""From this share on, a line says how people of the segment are; below, how they differ."""


def persona_of(project: Project, segment: Segment) -> Persona | None:
    """Return the persona made from a segment, or None."""
    return next((p for p in project.personas if p.segment == segment.id), None)


def is_kept(persona: Persona, finding: Finding) -> bool:
    """Tell whether a line of the sheet rests on a finding already."""
    lines = (a.evidence for a in persona.attributes if a.evidence is not None)
    return any((e.variable, e.level) == (finding.variable, finding.level) for e in lines)


def keep_finding(
    project: Project,
    found: Segmentation,
    segment: Segment,
    finding: Finding,
    answers: Answers,
    labels: Column,
) -> Edit:
    """Return the edit that adds a finding to the persona of its segment, as the last line of its section.

    The section is made when the sheet has none of that kind.

    Raises:
        UserError: there is no persona, or counting people does not bear the finding out.
    """
    persona, wave = persona_of(project, segment), wave_in(project, found.wave)
    if persona is None:
        raise UserError("edit_target_gone")
    texts = Texts(project.language)
    survey = survey_of(project, found, answers, texts, labels)
    fact = _fact(finding, wave.variable(finding.variable))
    evidence = proof(fact, segment, survey)
    if evidence is None:
        raise UserError("finding_not_borne_out")
    text = _text(fact, Voice(texts, persona.feminine, survey.language))
    line = Attribute(id=new_id(), text=text, provenance=Provenance.DATA, evidence=evidence)
    section = next((s for s in persona.sections if s.key is fact.topic.section), None)
    if section is not None:
        return Together((Insert(section.id, len(section.attributes), line),))
    made = Section(id=new_id(), key=fact.topic.section, attributes=(line,))
    return Together((Insert(persona.id, len(persona.sections), made),))


def _fact(finding: Finding, variable: Variable) -> Fact:
    level = variable.level(finding.level) if finding.level is not None else None
    side, named = pole_of(variable, level) if level is not None else (None, "")
    return Fact(
        topic(variable),
        finding,
        (level,) if level is not None else (),
        over=finding.share > finding.overall,
        typical=level is not None and finding.share >= TYPICAL,
        pole=side,
        named=named,
    )


def _text(fact: Fact, voice: Voice) -> str:
    line = line_of(fact, voice)
    if line is not None:
        return line.text
    form = "{topic}: {answer}" if fact.over else "{topic}: rarely {answer}"
    text = voice.texts(form, topic=fact.topic.question, answer=fact.answer)
    return typography(capital(text), voice.texts.language)
