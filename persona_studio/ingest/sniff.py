"""How a text file is cut: separator, title lines, header rows, survey tool."""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from persona_studio.errors import UserError
from persona_studio.ingest.archives import MAX_COLUMNS
from persona_studio.ingest.encoding import CANDIDATES, cut_short, mended
from persona_studio.ingest.platforms import Header, recognise
from persona_studio.ingest.platforms.header import Title
from persona_studio.ingest.platforms.plain import answers_among, names_two_rows

DELIMITERS = ",;\t|"
_SEPARATOR_LINE = re.compile(r"\ufeff?sep=([,;\t|])\r?\n")
"""The line some programs write for Excel before the header."""
_NUMBER = re.compile(r"^[-+]?\d[\d\s.,%]*$")
GLANCE = 64 << 10
HEAD = 256 << 10
"""Bytes looked at; a header of long questions for thousands of columns fits."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the file is cut. ``skip_lines`` physical lines come before the first respondent."""

    delimiter: str
    header: Header
    title_rows: int
    skip_lines: int
    columns: int


def sniff(
    path: Path,
    encoding: str,
    delimiter: str | None = None,
    header_rows: int | None = None,
    platform: str | None = None,
) -> Dialect:
    """Guess the dialect from the head of the file; what is given is not guessed.

    Raises:
        UserError: the file has no column, only one, or too many.
    """
    text = _head(path, encoding)
    if not text.strip():
        raise UserError("file_empty", file=path.name)
    told = _SEPARATOR_LINE.match(text)
    chosen = delimiter or (told.group(1) if told else guess_delimiter(text))
    rows, lines = _rows(text, chosen, limit=120)
    titles = max(title_rows(rows), int(told is not None))
    nameless = header_rows is None and _nameless(rows[int(told is not None) :])
    width = _width(rows[titles:])
    _check_width(path, rows[titles:], width)
    if width < 2:
        raise UserError("file_one_column" if _cuts_better(text, chosen) else "file_single", file=path.name)
    head = [row + [""] * (width - len(row)) for row in _named_rows(rows[titles:], width)]
    refuse_answers(path, head, titles, header_rows)
    header = recognise(head, header_rows, platform)
    if nameless:
        # The first respondent must not pass for the names of the questions.
        header = Header(header.platform, 0, tuple(Title("", "") for _ in range(width)))
        return Dialect(chosen, header, 0, lines[_first_filled(rows) - 1], width)
    last = titles + header.rows
    skip = lines[last - 1] if last else 0
    return Dialect(chosen, header, titles, skip, width)


def refuse_answers(path: Path, rows: list[list[str]], titles: int, header_rows: int | None) -> None:
    """Raise when more rows are said to be headers than there are: respondents would be lost."""
    if header_rows is None:
        return
    found = answers_among(rows, header_rows)
    if found is not None:
        raise UserError("headers_are_answers", file=path.name, rows=header_rows, row=titles + found + 1)


def first_rows(path: Path, encoding: str, delimiter: str, limit: int) -> tuple[list[list[str]], list[int]]:
    """Return the first rows as they are cut and, for each, the line of the file where it begins, from 1."""
    rows, ends = _rows(_head(path, encoding), delimiter, limit)
    return rows, [1, *(end + 1 for end in ends[:-1])] if rows else []


def _first_filled(rows: list[list[str]]) -> int:
    return next((index for index, row in enumerate(rows) if any(map(str.strip, row))), len(rows))


def _nameless(rows: list[list[str]]) -> bool:
    """Tell whether the line of names holds separators only, and what follows are answers, not names."""
    first = _first_filled(rows)
    if not any(len(row) > 1 for row in rows[:first]) or first == len(rows):
        return False
    return any(
        _NUMBER.match(cell.strip()) or any(row[place : place + 1] == [cell] for row in rows[first + 1 :])
        for place, cell in enumerate(rows[first])
        if cell.strip()
    )


def _width(rows: list[list[str]]) -> int:
    """Return the number of columns: the header's, unless hardly any row has it and most are wider."""
    widths = Counter(len(row) for row in rows[1:] if row)
    header = len(rows[0]) if rows else 0
    if not widths or widths[header] >= 0.2 * widths.total():
        return header
    return max(header, max(widths.items(), key=lambda pair: (pair[1], pair[0]))[0])


def _named_rows(rows: list[list[str]], width: int) -> list[list[str]]:
    """Return the rows, with a blank first header when R wrote row names without one."""
    body = rows[1:40]
    shifted = len(rows[0]) == width - 1 and any(row[-1].strip() for row in body if len(row) == width)
    first = ["", *rows[0]] if shifted else rows[0]
    return [row[:width] for row in (first, *body)]


def _cuts_better(text: str, delimiter: str) -> bool:
    """Tell whether another separator than the one that was told gives most rows more than one cell."""
    return any(_steadiness(text, mark)[0] > 0 for mark in DELIMITERS if mark != delimiter)


def _check_width(path: Path, rows: list[list[str]], width: int) -> None:
    if not any(cell.strip() for row in rows for cell in row):
        raise UserError("file_no_columns", file=path.name)
    if width > MAX_COLUMNS:
        raise UserError("file_too_wide", file=path.name, columns=width, limit=MAX_COLUMNS)


def _head(path: Path, encoding: str) -> str:
    with path.open("rb") as stream:
        head = stream.read(HEAD)
        more = b""
        while (
            head
            and b"\n" not in head
            and b"\r" not in head
            and (more := stream.read(HEAD))
            and len(head) < 9 << 20
        ):
            head += more
        ended = not stream.read(1)
    whole = len(head) - (cut_short(path, encoding) if ended else 0)
    text = head[:whole].decode(encoding, "replace")
    if encoding in CANDIDATES:
        text = mended(text, encoding)
    if ended:
        return text
    cut = max(text.rfind("\n"), text.rfind("\r"))
    return text[: cut + 1] if cut > 0 else text


def guess_delimiter(text: str) -> str:
    """Return the separator that gives rows of the steadiest width, among `, ; tab |`."""
    if text.count("\n", 0, GLANCE) >= 20:
        text = text[: text.rfind("\n", 0, GLANCE) + 1]
    return max(DELIMITERS, key=lambda mark: _steadiness(text, mark))


def _steadiness(text: str, delimiter: str) -> tuple[float, int]:
    rows = _rows(text, delimiter)[0]
    widths = Counter(len(row) for row in rows if row)
    if not widths:
        return 0.0, 0
    width, count = max(widths.items(), key=lambda pair: (pair[1] * min(pair[0], 2), pair[0]))
    steady = count / sum(widths.values())
    return (steady if width > 1 else 0.0), width


def _rows(text: str, delimiter: str, limit: int = 1000) -> tuple[list[list[str]], list[int]]:
    """Return the rows and, for each, how many physical lines were read up to its end."""
    before = csv.field_size_limit(16 << 20)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows, lines = [], []
        try:
            for row in reader:
                rows.append(row)
                lines.append(reader.line_num)
                if len(rows) >= limit:
                    break
        except csv.Error:  # a stray return or quote: what was read so far is enough to judge
            pass
    finally:
        csv.field_size_limit(before)
    return rows, lines


def _same_width(rows: list[list[str]]) -> list[list[str]]:
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def title_rows(rows: list[list[str]]) -> int:
    """Return how many lines of title come before a table that is clearly wider."""
    widths = sorted(sum(bool(cell.strip()) for cell in row) for row in rows[:60])
    usual = widths[len(widths) // 2] if widths else 0
    if usual < 3:
        return 0
    for index, row in enumerate(rows[:20]):
        if sum(bool(cell.strip()) for cell in row) > max(1, usual // 3):
            above = index > 0 and _same_width(rows[index - 1 : index + 30])
            return index - 1 if above and names_two_rows(above) else index
    return 0
