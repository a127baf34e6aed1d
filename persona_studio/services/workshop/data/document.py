"""Personas as JSON, in the words of resources/schemas/persona.schema.json."""

import json
from collections.abc import Container, Sequence
from math import isfinite
from typing import Any

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, Evidence, Journey, Persona, Photo, Section
from persona_studio.domain.project import Project
from persona_studio.domain.waves import Wave
from persona_studio.publish.layout.words import section_title
from persona_studio.publish.style import accent_of
from persona_studio.services.workshop.data.proofs import told, withheld
from persona_studio.texts import Texts

SCHEMA = "urn:persona-studio:schema:personas:1"
Json = dict[str, Any]


def personas_json(project: Project, personas: Sequence[Persona], texts: Texts) -> bytes:
    """Return personas as the bytes of a JSON file; shares are parts of 1."""
    made = document(project, personas, texts)
    return f"{json.dumps(made, ensure_ascii=False, indent=2, allow_nan=False)}\n".encode("utf-8", "replace")


def document(project: Project, personas: Sequence[Persona], texts: Texts) -> Json:
    """Return personas as plain values."""
    return {
        "$schema": SCHEMA,
        "program": "Persona Studio",
        "project": {
            "id": project.id,
            "name": project.name,
            "language": texts.language,
            "fictitious": project.fictitious,
            "waves": [_wave(wave) for wave in project.waves],
        },
        "personas": [_persona(project, persona, texts) for persona in personas],
    }


def _wave(wave: Wave) -> Json:
    return {
        "id": wave.id,
        "name": wave.name,
        "date": wave.date,
        "file": wave.source.file,
        "respondents": wave.respondents,
        "used": wave.usable,
    }


def _persona(project: Project, persona: Persona, texts: Texts) -> Json:
    accent = accent_of(persona, project.brand)
    known = {line.id for line in persona.lines}
    return {
        "id": persona.id,
        "name": persona.name,
        "title": persona.title,
        "role": persona.role,
        "kind": persona.kind.value,
        "priority": persona.priority,
        "objective": persona.objective,
        "backstory": persona.backstory,
        "quote": {
            "text": persona.quote,
            "provenance": persona.quote_provenance.value,
            "evidence": _evidence(persona.quote_evidence),
        },
        "gender": {True: "feminine", False: "masculine", None: None}[persona.feminine],
        "share": _finite(persona.share),
        "segment": _segment(project, persona),
        "look": {
            "template": persona.template,
            "fill": accent.fill,
            "ink": accent.ink,
            "portrait": persona.portrait.drawing,
            "photo": _photo(persona.photo),
        },
        "source": persona.source,
        "sections": [_section(section, known, texts) for section in persona.sections],
        "hypotheses": [_attribute(line, known) for line in persona.hypotheses],
        "empathy": [_section(section, known, texts) for section in persona.empathy],
        "journeys": [_journey(journey, known, texts) for journey in persona.journeys],
        "plan": [_section(section, known, texts) for section in persona.plan],
    }


def _segment(project: Project, persona: Persona) -> Json | None:
    for segmentation in project.segmentations:
        for segment in segmentation.segments:
            if segment.id == persona.segment:
                return {"id": segment.id, "number": segment.number, "name": segment.name}
    return None


def _photo(photo: Photo | None) -> Json | None:
    if photo is None:
        return None
    return {"width": photo.width, "height": photo.height, "rights": photo.rights}


def _section(section: Section, known: Container[Id], texts: Texts) -> Json:
    return {
        "id": section.id,
        "key": section.key.value,
        "title": section_title(section, texts),
        "hidden": section.hidden,
        "attributes": [_attribute(line, known) for line in section.attributes],
    }


def _attribute(line: Attribute, known: Container[Id]) -> Json:
    """Return a line; ``known`` are those that a task may point to: one that is gone asks for nothing."""
    made: Json = {
        "id": line.id,
        "text": line.text,
        "kind": line.kind.value,
        "provenance": line.provenance.value,
        "modified": line.modified,
        "checked": line.checked,
        "due": line.due,
        "evidence": _evidence(line.evidence),
    }
    if line.chips:
        made["chips"] = list(line.chips)
    if line.gauge is not None:
        gauge = line.gauge
        made["gauge"] = {
            "left": gauge.left,
            "right": gauge.right,
            "value": gauge.value,
            "overall": gauge.overall,
        }
    if line.opportunity is not None:
        asked = line.opportunity
        team = asked.team.value if asked.team is not None else None
        made["opportunity"] = {"team": team, "effort": asked.effort, "impact": asked.impact}
    if line.task is not None:
        because = line.task.because if line.task.because in known else None
        made["task"] = {"owner": line.task.owner, "due": line.task.due, "because": because}
    return made


def _journey(journey: Journey, known: Container[Id], texts: Texts) -> Json:
    return {
        "id": journey.id,
        "title": journey.title,
        "length": journey.length,
        "span": journey.span,
        "note": journey.note,
        "key_stage": journey.key,
        "moment": [_attribute(line, known) for line in journey.moment],
        "stages": [
            {
                "id": stage.id,
                "name": stage.name,
                "when": stage.when,
                "feeling": stage.feeling,
                "mood": stage.mood,
                "lanes": [_section(lane, known, texts) for lane in stage.lanes],
            }
            for stage in journey.stages
        ],
    }


def _evidence(proof: Evidence | None) -> Json | None:
    if proof is None:
        return None
    shown = told(proof)
    return {
        "question": shown.question,
        "answer": shown.answer,
        "share": _finite(shown.share),
        "overall": _finite(shown.overall),
        "low": _finite(shown.low),
        "high": _finite(shown.high),
        "count": shown.count,
        "base": shown.base,
        "mean": proof.is_mean,
        "effect": _finite(shown.v),
        "active": shown.active,
        "quote": shown.quote,
        "withheld": withheld(proof),
    }


def _finite(value: float | None) -> float | None:
    """Return a figure, None for one that is none: JSON has no word for it."""
    return value if value is not None and isfinite(value) else None
