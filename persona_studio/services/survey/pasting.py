"""A table on the clipboard becomes a survey file for a moment, in a folder nobody else reads."""

import csv
import io
import tempfile
from html.parser import HTMLParser
from pathlib import Path

from persona_studio.errors import UserError

_CELLS = {"td", "th"}
_HIDDEN = {"style", "script", "head"}
_MOST_SPANNED = 200


class PastedTable:
    """The table as a file, as long as it is needed.

    Args:
        text: the plain text of the clipboard.
        html: its HTML, empty when it has none.
        name: of the file, without its ending.

    Raises:
        UserError: there is no table on the clipboard.
    """

    def __init__(self, text: str, html: str, name: str) -> None:
        table = table_text(text, html)
        self._folder = tempfile.TemporaryDirectory(prefix="persona-studio-")  # read by its owner only
        self.path = Path(self._folder.name) / f"{name}.tsv"
        self.path.write_text(table, encoding="utf-8", newline="")

    def forget(self) -> None:
        """Delete the file and its folder."""
        self._folder.cleanup()


def table_text(text: str, html: str) -> str:
    """Return the table of a clipboard, tab-separated.

    Spreadsheets offer their cells as tab-separated text; pages and documents as an HTML table.

    Raises:
        UserError: there is none.
    """
    if "\t" in text and text.strip():
        return text
    rows = html_rows(html)
    if not rows and "\n" in text.strip():
        return text  # a file's text, copied from an editor: how it is cut is guessed as for a file
    if sum(len(row) > 1 for row in rows) < 2:
        raise UserError("clipboard_no_table")
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    return out.getvalue()


def html_rows(html: str) -> list[list[str]]:
    """Return the cells of the first table of a page; a cell over several columns is followed by blanks."""
    reader = _TableReader()
    reader.feed(html)
    reader.close()
    width = max(map(len, reader.rows), default=0)
    return [row + [""] * (width - len(row)) for row in reader.rows if any(row)]


class _TableReader(HTMLParser):
    """Collects the rows of the first table."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._depth, self._ended, self._hidden = 0, False, 0
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        if tag == "table":
            self._depth += 1
        if self._depth != 1 or self._ended:
            return
        if tag == "tr":
            self._close_cell()
            self.rows.append([])
        elif tag in _CELLS and self.rows:
            self._close_cell()
            span = dict(attrs).get("colspan") or "1"
            self._span = min(int(span), _MOST_SPANNED) if span.isdecimal() else 1
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        if tag in _CELLS | {"tr", "table"} and self._depth == 1:
            self._close_cell()
        if tag == "table" and self._depth:
            self._depth -= 1
            self._ended = self._ended or not self._depth

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._hidden:
            self._cell.append(data)

    def _close_cell(self) -> None:
        if self._cell is not None:
            words = " ".join("".join(self._cell).split())
            self.rows[-1] += [words, *[""] * (max(1, self._span) - 1)]
        self._cell, self._span = None, 1
