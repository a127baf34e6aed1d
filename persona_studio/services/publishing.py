"""Personas to paper: pages for the screen, files for the workshop."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona
from persona_studio.domain.project import Project
from persona_studio.errors import UserError
from persona_studio.publish.boxes import Page
from persona_studio.publish.fonts import FontBook
from persona_studio.publish.layout.classique import Sheet, SheetFacts, sheet
from persona_studio.publish.pdf import DocumentInfo, write_pdf
from persona_studio.store.atomic import replacing
from persona_studio.texts import Texts


def lay_out(
    project: Project, persona: Persona, texts: Texts, book: FontBook, *, editing: bool = False
) -> Sheet:
    """Lay one persona out; ``editing`` adds the hints that are seen on screen only."""
    return sheet(persona, facts(project, persona, texts), texts, book, editing=editing)


def facts(project: Project, persona: Persona, texts: Texts) -> SheetFacts:
    """Return what a sheet says besides the persona itself."""
    return SheetFacts(source=persona.source or source_line(project, texts), brand=project.brand)


def source_line(project: Project, texts: Texts) -> str:
    """Name the study, the wave, its date and the number of respondents used, as in the foot of a sheet."""
    wave = project.wave
    if wave is None:
        return texts("{project}, without survey data", project=project.name)
    found = project.segmentation
    used = found.used if found is not None and found.used else wave.usable
    words = [project.name] if wave.name == project.name else [project.name, wave.name]
    return ", ".join(w for w in (*words, wave.date, f"n\u202f=\u202f{texts.integer(used)}") if w)
