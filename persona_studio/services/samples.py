"""The bundled examples: the reference sheet of Julie, written by hand, and the survey she could come from.

Everything in them is fictitious and says so.
"""

import hashlib
import os
import tomllib
from dataclasses import replace
from math import sqrt
from pathlib import Path
from typing import Any

from persona_studio.domain.brand import Brand
from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.personas import (
    Attribute,
    Evidence,
    Persona,
    PersonaKind,
    Portrait,
    Provenance,
    Section,
    SectionKey,
)
from persona_studio.domain.progress import Progress
from persona_studio.domain.project import Project
from persona_studio.domain.shares import wilson
from persona_studio.domain.waves import MemoryAnswers
from persona_studio.errors import UserError
from persona_studio.paths import resource
from persona_studio.store.atomic import write_bytes
from persona_studio.store.project_file import ProjectFile
from persona_studio.store.repository import Columns
from persona_studio.texts import LANGUAGES, Texts, typography

SAMPLES: tuple[str, ...] = ("julie", "marketing-b2b")
"""Names of the bundled examples."""
MARKETING_B2B = "Marketing client B2B (exemple fictif)"
WAVE, DATE = "Enquête 2025", "juin 2025"
CREATED = "2025-06-30T09:00:00+00:00"


def survey_file() -> Path:
    """Return the bundled fictitious survey "Marketing client B2B": 612 respondents, 48 questions."""
    return resource("samples", "marketing-b2b.csv")


def copy_sample(name: str, out: Path) -> None:
    """Write one of :data:`SAMPLES` as a project of its own, where no file is.

    Raises:
        UserError: the name has another ending than .persona or is taken, or the file cannot be written.
    """
    if out.suffix.lower() != ".persona":
        raise UserError("project_ending", file=out.name)
    if os.path.lexists(out):
        raise UserError("file_taken", file=out.name)
    if name == "julie":
        ProjectFile.create(out, julie()).close()
    else:
        write_bytes(out, resource("samples", f"{name}.persona").read_bytes())


def marketing_b2b(progress: Progress) -> tuple[Project, Columns]:
    """Return the whole chain on the fictitious survey: import, segments, personas; and its columns.

    Takes some seconds: what is bundled was made by it (packaging/make_sample.py).
    """
    # Heavy, and never loaded in the window, which copies what is bundled.
    from persona_studio import analysis, ingest  # noqa: PLC0415
    from persona_studio.services.chain.building import drafted, stored_columns  # noqa: PLC0415

    imported = ingest.read(survey_file(), ingest.ImportOptions(), progress)
    wave = replace(imported.wave, name=WAVE, date=DATE)
    answers = MemoryAnswers(wave.respondents, dict(imported.columns))
    segmented = analysis.segment(wave, answers, analysis.default_recipe(wave), progress)
    project = Project(
        id=new_id(), name=MARKETING_B2B, language="fr", created=CREATED, fictitious=True, waves=(wave,)
    )
    columns = stored_columns(imported, segmented)
    return drafted(project, segmented, answers, Texts("fr")), columns


def julie(language: str = "fr") -> Project:
    """Return the reference persona as a project: 24 attributes in six sections, and no wave.

    Identifiers depend on the place of each thing only: two calls give equal projects.
    """
    said = language if language in LANGUAGES else "fr"
    plan = tomllib.loads(resource("samples", f"julie.{said}.toml").read_text(encoding="utf-8"))
    return Project(
        id=_id("project"),
        name=plan["project"],
        language=said,
        created=CREATED,
        fictitious=True,
        brand=Brand(tuple((text, colour) for text, colour in plan["wordmark"])),
        personas=(_persona(plan, said),),
    )


def _id(*place: object) -> Id:
    """Return the identifier of one place of the example: stable, and of the shape of any other."""
    return hashlib.sha256("/".join(["julie", *map(str, place)]).encode()).hexdigest()[:16]


def _persona(plan: dict[str, Any], language: str) -> Persona:
    said = plan["persona"]
    words: dict[str, Any] = {
        field: typography(said[field], language)
        for field in ("name", "title", "role", "priority", "objective", "quote")
    }
    return Persona(
        id=_id("persona"),
        kind=PersonaKind.PRINCIPAL,
        quote_provenance=Provenance.VERBATIM,
        quote_evidence=Evidence(quote=words["quote"]),
        portrait=Portrait(said["portrait"]),
        accent=1,
        share=said["share"],
        feminine=True,
        source=typography(plan["source"], language),
        sections=tuple(_section(plan, i, language) for i in range(len(plan["section"]))),
        **words,
    )


def _section(plan: dict[str, Any], index: int, language: str) -> Section:
    section = plan["section"][index]
    attributes = tuple(
        _attribute(plan, line, _id("section", index, n), language)
        for n, line in enumerate(section["attribute"])
    )
    return Section(id=_id("section", index), key=SectionKey(section["key"]), attributes=attributes)


def _attribute(plan: dict[str, Any], line: dict[str, Any], place: Id, language: str) -> Attribute:
    text = typography(line["text"], language)
    if "quote" in line:
        evidence = Evidence(quote=typography(line["quote"], language))
        return Attribute(id=place, text=text, provenance=Provenance.VERBATIM, evidence=evidence)
    if "question" in line:
        evidence = _evidence(plan, line, language)
        return Attribute(id=place, text=text, provenance=Provenance.DATA, evidence=evidence)
    return Attribute(id=place, text=text, provenance=Provenance.HYPOTHESIS)


def _evidence(plan: dict[str, Any], line: dict[str, Any], language: str) -> Evidence:
    """Return figures that agree: Wilson's interval (1927), the normal form of the test value."""
    base, everybody = plan["base"], plan["respondents"]
    count, overall = line["count"], line["overall"]
    share = count / base
    low, high = wilson(share, base)
    spread = sqrt(overall * (1 - overall) / base * (everybody - base) / (everybody - 1))
    return Evidence(
        question=typography(line["question"], language),
        answer=typography(line["answer"], language),
        share=share,
        overall=overall,
        low=low,
        high=high,
        count=count,
        base=base,
        v=(share - overall) / spread,
    )
