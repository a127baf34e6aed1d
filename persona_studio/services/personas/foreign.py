"""The text of another program, read as lines of a sheet: pasted or dropped, it is the same."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from persona_studio.errors import UserError
from persona_studio.services.personas.sound import MOST_CHARACTERS, MOST_LINES
from persona_studio.texts import NARROW, seen, typography

_BULLET = re.compile(r"^\s*(?:[•●○◦▪‣·*\u2013\u2014-]|\d{1,2}[.)])\s+")
_SPACES = re.compile(r"[ \t\n]+")  # those that break no line stay
_PAIR = 2


def lines_in(text: str, language: str) -> list[str]:
    """Return the lines of a text that are not empty.

    Bullets are dropped, signs put right. In a row of a spreadsheet two cells are a name and its value, more
    are listed.

    Raises:
        UserError: `dropped_too_long`, `dropped_too_many`: there is more than a sheet could hold.
    """
    if len(text) > MOST_CHARACTERS:
        raise UserError("dropped_too_long", characters=len(text), most=MOST_CHARACTERS)
    said = [_row(cells, language) for cells in _table(text)] if "\t" in text else text.splitlines()
    lines = [_SPACES.sub(" ", _BULLET.sub("", seen(line))).strip() for line in said]
    lines = [typography(line, language) for line in lines if line]
    if len(lines) > MOST_LINES:
        raise UserError("dropped_too_many", lines=len(lines), most=MOST_LINES)
    return lines


def _table(text: str) -> Iterator[list[str]]:
    """Return the rows of a spreadsheet; a quotation mark without its pair is a sign like any other."""
    if text.count('"') % 2:
        return csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    return csv.reader(io.StringIO(text, newline=""), delimiter="\t")


def _row(cells: Sequence[str], language: str) -> str:
    said = [cell.strip() for cell in cells if cell.strip()]
    colon = f"{NARROW}: " if language == "fr" else ": "
    return colon.join((said[0].rstrip(" :"), said[1])) if len(said) == _PAIR else ", ".join(said)
