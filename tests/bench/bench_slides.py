"""Slides: the whole kit of four personas as PowerPoint, beside the PDF of the same pages in the same run."""

from collections.abc import Iterator
from pathlib import Path

from figures import Figure, in_fresh_process

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "marketing-b2b.persona"
MEBIBYTE = 1024 * 1024
_SETUP = """
from pathlib import Path
from persona_studio.domain.deliverables import chosen
from persona_studio.publish.pdf import DocumentInfo, pdf_bytes
from persona_studio.publish.pptx import pptx_bytes
from persona_studio.services.personas.photos import Album
from persona_studio.services.workshop.publishing import Press
from persona_studio.services.workshop.speaking import spoken
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import Texts
texts = Texts("fr")
with ProjectFile.open(Path(argv[0]), read_only=True) as file:
    project, press = file.project, Press(Album(file.picture))
    kit = chosen("sheet,poster,presentation,comparison,cards,annexe")
    pages = press.pages(project, texts, None, kit)
about = DocumentInfo(project.name, "fr")
"""
_PDF = "result = (len(pages), len(pdf_bytes(pages, about, press.fonts)))"
_PPTX = "result = (len(pages), len(pptx_bytes(pages, about, press.fonts, None, spoken(project, texts))))"


def measure() -> Iterator[Figure]:
    """Yield the figures."""
    printed, _, (count, _) = in_fresh_process(_PDF, str(SAMPLE), setup=_SETUP)
    shown, most, (_, size) = in_fresh_process(_PPTX, str(SAMPLE), setup=_SETUP)
    yield Figure(
        name=f"PowerPoint of the kit of four personas, {count} pages",
        value=shown,
        unit="s",
        reference="PDF of the same pages",
        reference_value=printed,
        at_most=4.0,
    )
    yield Figure(name="memory for that PowerPoint", value=most / MEBIBYTE, unit="MB", at_most=300)
    yield Figure(name="its size", value=size / MEBIBYTE, unit="MB", at_most=None)
