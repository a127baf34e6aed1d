"""Sheets laid out for tests, and what can be read off their pages."""

import pytest

from persona_studio.domain.personas import Persona
from persona_studio.publish.boxes import Page, Ref, TextBox, find, frame, text_boxes
from persona_studio.publish.layout import Sheet, SheetFacts, Supplies, sheet
from persona_studio.publish.style import MM
from persona_studio.publish.text import printed
from persona_studio.texts import Texts
from publish.julie import FACTS

FRENCH, SUPPLIES = Texts("fr"), Supplies()
MARGIN = 10 * MM
NEAR = 0.3 * MM


def laid_out(persona: Persona, facts: SheetFacts = FACTS, texts: Texts = FRENCH) -> Sheet:
    return sheet(persona, facts, texts, SUPPLIES)


def lines(box: TextBox) -> list[str]:
    return [box.text[line.start : line.end] for line in box.lines]


def said(page: Page) -> list[str]:
    return [box.text for box in text_boxes(page)]


def box_of(page: Page, kind: str, id_: str, field: str) -> TextBox:
    box = find(page, Ref(kind, id_, field))
    assert isinstance(box, TextBox)
    return box


def bare(text: str) -> str:
    """Return a text as it prints, without spaces: those at the end of a line belong to no box."""
    return "".join(printed(text).split())


def written(persona: Persona) -> dict[Ref, str]:
    """Return all that somebody wrote about a persona below the name, by what shows it."""
    texts = {Ref("attribute", a.id, "text"): a.text for a in persona.attributes}
    for field in ("title", "role", "priority", "objective", "quote"):
        texts[Ref("persona", persona.id, field)] = getattr(persona, field)
    return texts


def shown(result: Sheet) -> dict[Ref, str]:
    """Return what the pages show of each thing, put together again, bare; no hints."""
    found: dict[Ref, list[TextBox]] = {}
    for page in result.pages:
        for box in text_boxes(page):
            if box.ref is not None and not box.hint:
                found.setdefault(box.ref, []).append(box)
    parts = {ref: sorted(boxes, key=lambda box: box.first) for ref, boxes in found.items()}
    return {ref: bare("".join(box.text for box in boxes)) for ref, boxes in parts.items()}


def assert_inside(box: TextBox, page: Page) -> None:
    """Fail when a text leaves the margins, or a line or a letter its box."""
    left, top, right, bottom = frame(box)
    assert left >= MARGIN - 0.01, box.text
    assert top >= MARGIN - 0.01, box.text
    assert right <= page.width - MARGIN + 0.01, box.text
    assert bottom <= page.height - MARGIN + 0.01, box.text
    for line in box.lines:
        assert left - 0.01 <= line.x
        assert line.x + line.width <= right + 0.05, box.text
        assert top < line.baseline < bottom
        for run in line.runs:
            assert all(line.x - 1 <= run.x + x <= right + 1 for x in run.positions), box.text


def meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    """Tell whether two frames share more than an edge."""
    return a[0] + 0.02 < b[2] and b[0] + 0.02 < a[2] and a[1] + 0.02 < b[3] and b[1] + 0.02 < a[3]


def assert_stands(box: TextBox, line: int, x: float, baseline: float) -> None:
    """Fail when a line is not where it was measured on the mock-up, in mm."""
    assert box.lines[line].x / MM == pytest.approx(x, abs=0.35)
    assert box.lines[line].baseline / MM == pytest.approx(baseline, abs=0.35)
