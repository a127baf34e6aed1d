"""Which files an export made: only those may be replaced where nobody was asked about them."""

import lzma
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from persona_studio.domain.formats import CSV, JSON, PDF, PNG, PPTX, SVG, XLSX, Format
from persona_studio.publish import pdf, png, svg, tables
from persona_studio.services.workshop.data.document import SCHEMA
from persona_studio.services.workshop.data.tables import respondent_heads
from persona_studio.texts import LANGUAGES, Texts

MAKER = "Persona Studio"
"""What our files say made them."""
_LONGEST = 1 << 20
"""Bytes of the part that says so: in our files a few hundred, in hostile ones without end."""
_UNREADABLE = (BadZipFile, KeyError, RuntimeError, EOFError, zlib.error, lzma.LZMAError, UnicodeDecodeError)
"""What a broken archive raises; a RuntimeError: it is encrypted, or compressed in a way nobody knows here."""


def made_here(each: Format, path: Path) -> bool:
    """Tell whether a file that is there is of that format, and made by an export of ours.

    Not so when it cannot be read, or is no file: who opens a pipe waits until somebody writes to it.
    """
    try:
        return path.is_file() and _KNOWN[each.id](path)
    except OSError:
        return False


def _our_json(path: Path) -> bool:
    start = f'{{\n  "$schema": "{SCHEMA.rpartition(":")[0]}:'.encode()
    with path.open("rb") as file:
        return file.read(len(start)) == start


def _our_workbook(path: Path) -> bool:
    return _office_says(path, "docProps/core.xml", f"<dc:creator>{MAKER}</dc:creator>")


def _our_slides(path: Path) -> bool:
    return _office_says(path, "docProps/app.xml", f"<Application>{MAKER}</Application>")


def _office_says(path: Path, part: str, words: str) -> bool:
    """Tell whether words stand in a part of an Office file: other programs put theirs when they save it."""
    try:
        with ZipFile(path) as parts, parts.open(part) as said:
            return words in said.read(_LONGEST).decode()
    except _UNREADABLE:
        return False


def _our_respondents(path: Path) -> bool:
    return any(tables.starts_with(path, respondent_heads(Texts(language))) for language in LANGUAGES)


_KNOWN: Mapping[str, Callable[[Path], bool]] = {
    PDF.id: pdf.made_here,
    PPTX.id: _our_slides,
    PNG.id: png.made_here,
    SVG.id: svg.made_here,
    JSON.id: _our_json,
    XLSX.id: _our_workbook,
    CSV.id: _our_respondents,
}
