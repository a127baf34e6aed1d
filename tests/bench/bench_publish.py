"""Paper: laying Julie's sheet out after one edit and from nothing, and writing four pages as PDF."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from figures import Figure, median_seconds

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from persona_studio.domain.personas import Persona
from persona_studio.publish.layout import Supplies, sheet
from persona_studio.publish.pdf import DocumentInfo, pdf_bytes
from persona_studio.publish.png import pictures
from persona_studio.texts import Texts
from publish.julie import FACTS, julie


def measure() -> Iterator[Figure]:
    """Yield the figures."""
    texts, supplies = Texts("fr"), Supplies()
    writer = edits()
    yield figure("layout, one line edited", lambda: sheet(next(writer), FACTS, texts, supplies), 3, 200)
    yield figure("layout, nothing set before", lambda: sheet(julie(), FACTS, texts, Supplies()), None, 20)
    pages = [
        page
        for number in range(1, 5)
        for page in sheet(replace(julie(), accent=number), FACTS, texts, supplies).pages
    ]
    yield figure("PDF, four pages", lambda: pdf_bytes(pages, DocumentInfo("Julie"), supplies.fonts), 120, 10)
    yield figure("PNG, one page at 150 dpi", lambda: pictures(pages[:1], 150, supplies.fonts), None, 5)


def edits() -> Iterator[Persona]:
    """Yield Julie again and again, one line of her reworded each time."""
    base = julie()
    section = base.sections[2]
    for number in count():
        first = replace(section.attributes[0], text=f"{section.attributes[0].text[:-1]} {number}.")
        changed = replace(section, attributes=(first, *section.attributes[1:]))
        yield replace(base, sections=(*base.sections[:2], changed, *base.sections[3:]))


def figure(name: str, work: Callable[[], object], at_most: float | None, times: int) -> Figure:
    """Return the median time of some work in milliseconds."""
    return Figure(name=name, value=median_seconds(work, times) * 1000, unit="ms", at_most=at_most)
