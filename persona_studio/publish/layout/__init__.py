"""One module per deliverable: turns values into pages of boxes. Decides everything a painter paints."""

from persona_studio.publish.layout.templates import TEMPLATES, sheet
from persona_studio.publish.layout.values import Bar, Chart, Figure, Sheet, SheetFacts, Supplies

__all__ = ["TEMPLATES", "Bar", "Chart", "Figure", "Sheet", "SheetFacts", "Supplies", "sheet"]
