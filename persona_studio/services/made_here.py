"""Which files an export made: only those may be replaced where nobody was asked about them."""

from collections.abc import Callable, Mapping
from pathlib import Path

from persona_studio.domain.formats import CSV, JSON, PDF, PNG, SVG, XLSX, Format
from persona_studio.publish import pdf, png, svg, tables
from persona_studio.services.data.document import SCHEMA
from persona_studio.services.data.tables import respondent_heads
from persona_studio.texts import LANGUAGES, Texts

MAKER = "Persona Studio"
"""What our files say made them."""


def made_here(each: Format, path: Path) -> bool:
    """Tell whether a file that is there is of that format, and made by an export of ours."""
    return _KNOWN[each.id](path)


def _our_json(path: Path) -> bool:
    start = f'{{\n  "$schema": "{SCHEMA.rpartition(":")[0]}:'.encode()
    with path.open("rb") as file:
        return file.read(len(start)) == start


def _our_workbook(path: Path) -> bool:
    return tables.is_workbook_of(path, MAKER)


def _our_respondents(path: Path) -> bool:
    return any(tables.starts_with(path, respondent_heads(Texts(language))) for language in LANGUAGES)


_KNOWN: Mapping[str, Callable[[Path], bool]] = {
    PDF.id: pdf.made_here,
    PNG.id: png.made_here,
    SVG.id: svg.made_here,
    JSON.id: _our_json,
    XLSX.id: _our_workbook,
    CSV.id: _our_respondents,
}
