"""Tables as files: a workbook with a sheet for each, or one of them as CSV; the same tables, the same bytes.

Nothing in a cell is ever a formula: in a workbook texts are stored as texts; in CSV, where a spreadsheet
would take what begins with =, +, -, @ for one, an apostrophe stands before it.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO
from math import isfinite
from pathlib import Path as File

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | bool | None
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_LONGEST, _TITLE, _SHEET_NAME = 32_000, 255, 31
"""Letters that a cell, the title of the file, and the name of a sheet may hold."""
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NO_DATE = datetime(2000, 1, 1)  # noqa: DTZ001 - no moment of anybody's: the file is the same on any day


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what stands above it, its width in letters; ``share`` columns hold parts of 1."""

    head: str
    width: int = 16
    share: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table; each row has a cell for each column."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def workbook(tables: Sequence[Table], title: str, maker: str) -> bytes:
    """Return tables as the bytes of an XLSX file, one sheet each."""
    out = BytesIO()
    book = Workbook(out, _OPTIONS)
    book.set_properties({"title": _clean(title)[:_TITLE], "author": maker, "created": _NO_DATE})
    looks = _Looks(book)
    for table in tables:
        _write(book.add_worksheet(table.name[:_SHEET_NAME]), table, looks)
    book.close()
    return out.getvalue()


class _Looks:
    """How cells look."""

    def __init__(self, book: Workbook) -> None:
        middle = {"valign": "top"}
        self.head: Format = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, **middle})
        self.text: Format = book.add_format({"text_wrap": True, **middle})
        self.share: Format = book.add_format({"num_format": "0.0%", **middle})


def _write(sheet: Worksheet, table: Table, looks: _Looks) -> None:
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.head, looks.head)
    for row, cells in enumerate(table.rows, 1):
        for number, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
            _put(sheet, row, number, cell, looks.share if column.share else looks.text)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _put(sheet: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
    match cell:
        case None | "":
            return
        case bool():
            sheet.write_boolean(row, column, cell, look)
        case str():
            sheet.write_string(row, column, _clean(cell)[:_LONGEST], look)
        case _:
            if isfinite(cell):
                sheet.write_number(row, column, cell, look)


def _clean(text: str) -> str:
    """Return a text without halves of characters, which no file can hold."""
    return text.encode("utf-8", "replace").decode()


def csv_bytes(table: Table, separator: str) -> bytes:
    """Return a table as the bytes of a CSV file that any spreadsheet opens with its accents."""
    text = StringIO()
    rows = csv.writer(text, delimiter=separator)
    rows.writerow([_plain(column.head) for column in table.columns])
    rows.writerows([_plain(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _plain(cell: Cell) -> str:
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_DANGEROUS) else cell
    return "" if cell is None else str(cell)


def starts_with(path: File, columns: Sequence[Column]) -> bool:
    """Tell whether a CSV file begins with the heads of some columns, whatever separates them."""
    with path.open("rb") as file:
        first = file.readline(10_000).removeprefix(b"\xef\xbb\xbf")
    return any(first.startswith(mark.join(column.head for column in columns).encode()) for mark in ";,")
