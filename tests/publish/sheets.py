"""Sheets laid out for tests, and what can be read off their pages."""

from persona_studio.domain.personas import Persona
from persona_studio.publish.boxes import Page, Ref, TextBox, find, text_boxes
from persona_studio.publish.layout import Sheet, SheetFacts, Supplies, sheet
from persona_studio.publish.style import MM
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
