"""The tables of an export: personas, their lines and the proofs behind them; respondents and segments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from struct import calcsize, unpack_from

from persona_studio.domain.personas import Attribute, AttributeKind, Evidence, Persona, Section
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segmentation
from persona_studio.domain.variables import FIRST_LEVEL, Kind, Role, Variable
from persona_studio.domain.waves import Answers, Wave
from persona_studio.domain.waves import Column as Answered
from persona_studio.publish.layout.marks import mark_name, mark_of
from persona_studio.publish.layout.words import kind_name, section_title
from persona_studio.publish.tables import Cell, Column, Table
from persona_studio.services.survey.examining import line_of
from persona_studio.services.workshop.data.proofs import told
from persona_studio.texts import Texts

_FORMATS = {"u1": "<B", "u2": "<H", "u4": "<I"}


# ---------------------------------------------------------------- personas, attributes, evidence


def persona_tables(project: Project, personas: Sequence[Persona], t: Texts) -> tuple[Table, ...]:
    """Return the sheets of the workbook: a row for each persona, for each line, for each proof."""
    lines = [line for persona in personas for line in _lines(persona, t)]
    return (
        _personas(project, personas, t),
        Table(t("Attributes"), _line_columns(t), tuple(_line(number, line, t) for number, line in lines)),
        Table(t("Pieces of evidence"), _proof_columns(t), tuple(_proofs(personas, lines, t))),
    )


def _personas(project: Project, personas: Sequence[Persona], t: Texts) -> Table:
    columns = (
        Column(t("Persona"), 18),
        Column(t("Title"), 22),
        Column(t("Role"), 26),
        Column(t("Kind"), 18),
        Column(t("Share of respondents"), 12, share=True),
        Column(t("Segment no."), 10),
        Column(t("Segment name"), 26),
        Column(t("Priority"), 34),
        Column(t("Objective"), 34),
        Column(t("Quote"), 44),
        Column(t("Backstory"), 44),
    )
    segments = {s.id: s for found in project.segmentations for s in found.segments}
    rows = []
    for persona in personas:
        segment = segments.get(persona.segment or "")
        of_segment = (segment.number, segment.name) if segment is not None else (None, None)
        words = (persona.priority, persona.objective, persona.quote, persona.backstory)
        kind = kind_name(persona.kind, t)
        rows.append((persona.name, persona.title, persona.role, kind, persona.share, *of_segment, *words))
    return Table(t("Personas"), columns, tuple(rows))


@dataclass(frozen=True, slots=True)
class _Line:
    """One line, and where it stands: of whom, on which of their pages, under which title."""

    persona: Persona
    face: str
    section: str
    attribute: Attribute


def _lines(persona: Persona, t: Texts) -> Iterator[tuple[int, _Line]]:
    """Yield the lines of a persona with their numbers, counted from 1 in each section."""
    for face, title, lines in _groups(persona, t):
        for number, line in enumerate(lines, 1):
            yield number, _Line(persona, face, title, line)


def _groups(persona: Persona, t: Texts) -> Iterator[tuple[str, str, Sequence[Attribute]]]:
    """Yield the lines of a persona by page and title, but for hidden sections.

    A hidden section is not shown to anybody: no reader of the workbook could tell it from the others.
    """
    for face, sections in (
        (t("Sheet"), persona.sections),
        (t("Empathy map"), persona.empathy),
        (t("Action plan"), persona.plan),
    ):
        for section in _shown(sections):
            yield face, section_title(section, t), section.attributes
    for journey in persona.journeys:
        for stage in journey.stages:
            for lane in _shown(stage.lanes):
                yield t("Journey"), f"{stage.name} / {section_title(lane, t)}", lane.attributes
        yield t("Journey"), t("Key moment"), journey.moment
    yield t("Hypotheses"), "", persona.hypotheses


def _shown(sections: Sequence[Section]) -> list[Section]:
    return [section for section in sections if not section.hidden]


def _line_columns(t: Texts) -> tuple[Column, ...]:
    return (
        Column(t("Persona"), 18),
        Column(t("Page"), 14),
        Column(t("Section"), 22),
        Column(t("No."), 6),
        Column(t("Attribute"), 60),
        Column(t("Provenance"), 24),
        Column(t("Checked"), 10),
        Column(t("To check"), 26),
        Column(t("Owner"), 18),
        Column(t("Due"), 16),
        Column(t("Effort (1 to 3)"), 10),
        Column(t("Impact (1 to 3)"), 10),
    )


def _line(number: int, line: _Line, t: Texts) -> tuple[Cell, ...]:
    attribute = line.attribute
    task, asked = attribute.task, attribute.opportunity
    return (
        line.persona.name,
        line.face,
        line.section,
        number,
        _said(attribute, t),
        mark_name(mark_of(attribute), t),
        t("yes") if attribute.checked else "",
        attribute.due,
        task.owner if task is not None else "",
        task.due if task is not None else "",
        asked.effort or None if asked is not None else None,
        asked.impact or None if asked is not None else None,
    )


def _said(line: Attribute, t: Texts) -> str:
    """Return what a line says where it can only be words."""
    if line.kind is AttributeKind.CHIPS:
        return ", ".join((*((line.text,) if line.text else ()), *line.chips))
    if line.kind is AttributeKind.GAUGE and line.gauge is not None:
        gauge = line.gauge
        said = t("{left} – {right}: {value} of 100", left=gauge.left, right=gauge.right, value=gauge.value)
        return f"{line.text}, {said}" if line.text else said
    return line.text


def _proof_columns(t: Texts) -> tuple[Column, ...]:
    return (
        Column(t("Persona"), 18),
        Column(t("Section"), 22),
        Column(t("Attribute"), 44),
        Column(t("Question"), 44),
        Column(t("Answer"), 26),
        Column(t("In the segment"), 12, share=True),
        Column(t("Low (95 %)"), 12, share=True),
        Column(t("High (95 %)"), 12, share=True),
        Column(t("All respondents"), 12, share=True),
        Column(t("Mean in the segment"), 12),
        Column(t("Mean of all"), 12),
        Column(t("Count"), 10),
        Column(t("Base"), 10),
        Column(t("Test value"), 10),
        Column(t("Verbatim"), 50),
    )


def _proofs(
    personas: Sequence[Persona], lines: Sequence[tuple[int, _Line]], t: Texts
) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of each persona: the proof of the quote first."""
    for persona in personas:
        if persona.quote_evidence is not None:
            yield (persona.name, t("Quote"), persona.quote, *_figures(persona.quote_evidence))
        for _, line in lines:
            proof = line.attribute.evidence
            if line.persona is persona and proof is not None:
                words = (persona.name, line.section, _said(line.attribute, t))
                yield (*words, *_figures(proof))


def _figures(proof: Evidence) -> tuple[Cell, ...]:
    """Return the cells of a proof: shares and means stand apart."""
    shown = told(proof)
    shares: tuple[Cell, ...] = (shown.share, shown.low, shown.high, shown.overall)
    means: tuple[Cell, ...] = (None, None)
    if proof.is_mean:
        shares, means = (None, None, None, None), (shown.share, shown.overall)
    return (shown.question, shown.answer, *shares, *means, shown.count, shown.base, shown.v, shown.quote)


# ---------------------------------------------------------------- respondents


def respondent_heads(t: Texts) -> tuple[Column, ...]:
    """Return the columns that every table of respondents begins with."""
    heads = (t("Respondent"), t("Line of the file"), t("Segment no."), t("Segment name"), t("Persona"))
    return tuple(Column(head) for head in heads)


def respondent_table(
    project: Project, found: Segmentation, wave: Wave, answers: Answers, labels: Answered, t: Texts
) -> Table:
    """Return a row for each respondent of the survey, in the order of its file.

    Segment and persona are empty for who was left out. Identifiers follow, where the project keeps some that
    tell nobody's name.
    """
    known = {s.number: s for s in found.segments}
    personas = {p.segment: p.name for p in reversed(project.personas)}
    identifiers = [v for v in wave.with_role(Role.IDENTIFIER) if _may_leave(v)]
    columns = [answers.column(variable.id) for variable in identifiers]
    rows = []
    for row, number in enumerate(labels.data):
        segment = known.get(number)
        of_segment = (number, segment.name, personas.get(segment.id, "")) if segment else (None, "", "")
        given = (_identified(column, row) for column in columns)
        rows.append((row + 1, line_of(wave, row), *of_segment, *given))
    heads = (*respondent_heads(t), *(Column(v.name) for v in identifiers))
    return Table(t("Respondents"), heads, tuple(rows))


def _may_leave(variable: Variable) -> bool:
    return variable.kind is Kind.IDENTIFIER and variable.stored and variable.personal is None


def _identified(column: Answered, row: int) -> str:
    """Return what a respondent is identified by, as the file of the survey had it."""
    form = _FORMATS[column.dtype]
    (code,) = unpack_from(form, column.data, row * calcsize(form))
    return column.texts[code - FIRST_LEVEL] if code >= FIRST_LEVEL else ""
