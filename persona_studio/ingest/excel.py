"""XLSX, XLS, XLSB and ODS workbooks, read cell by cell by calamine and column by column by us."""

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import python_calamine

from persona_studio.domain.previews import Sheet
from persona_studio.domain.progress import Progress
from persona_studio.domain.waves import Notice
from persona_studio.errors import UserError
from persona_studio.ingest.archives import MAX_COLUMNS
from persona_studio.ingest.options import ImportOptions
from persona_studio.ingest.platforms import Header, recognise
from persona_studio.ingest.sniff import refuse_answers, title_rows
from persona_studio.ingest.table import BLANK, RawColumn, RawTable, make_column

Rows = list[list[Any]]
HEAD_ROWS, GLANCE = 60, 50
"""Rows in which the header is looked for, and in which a sheet must show that it holds a table."""


def read_workbook(path: Path, options: ImportOptions, progress: Progress) -> tuple[RawTable, Header, str]:
    """Read one sheet of a workbook: the one asked for, else the first that holds a table.

    Raises:
        UserError: protected, corrupt, no such sheet, no table.
    """
    with _opened(path) as book:
        sheet, rows, others = _choose(path, book, options.sheet)
    progress.step(1, 6, "read")
    table, header = _table(path, rows, options)
    if others:
        names = ", ".join(others)
        notice = Notice("other_sheets", (("sheet", sheet), ("others", names)))
        table = RawTable(**{**_fields(table), "notices": (*table.notices, notice)})
    return table, header, sheet


def sheet_heads(path: Path, limit: int) -> tuple[Sheet, ...]:
    """Return the first rows of each sheet of a workbook.

    Raises:
        UserError: protected, corrupt.
    """
    with _opened(path) as book:
        return tuple(
            Sheet(name, tuple(tuple(map(_text, row)) for row in _rows_of(book, name, limit)))
            for name in book.sheet_names
        )


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    try:
        yield python_calamine.load_workbook(str(path))
    except python_calamine.PasswordError as error:
        raise UserError("file_protected", file=path.name) from error
    except (python_calamine.CalamineError, OSError) as error:
        raise UserError("file_corrupt", file=path.name, format=path.suffix.lstrip(".").lower()) from error


def _rows_of(book: Any, name: str, limit: int | None = None) -> Rows:
    sheet = book.get_sheet_by_name(name)
    rows: Rows = sheet.to_python(skip_empty_area=True, nrows=limit)
    top, left = sheet.start or (0, 0)
    # Cells merged downwards hold one answer of several rows; it is stored in the first.
    for (first, column), (last, end) in sheet.merged_cell_ranges or ():
        if column == end and left <= column and top <= first < top + len(rows):
            for row in rows[first - top + 1 : last - top + 1]:
                row[column - left] = rows[first - top][column - left]
    return rows


def is_table(rows: Sequence[Sequence[Any]]) -> bool:
    """Tell whether the first rows of a sheet may be those of a table."""
    return sum(bool(sum(cell != "" for cell in row) >= 2) for row in rows[:GLANCE]) >= 2


def _fields(table: RawTable) -> dict[str, Any]:
    return {name: getattr(table, name) for name in table.__slots__}


def _choose(path: Path, book: Any, wanted: str | None) -> tuple[str, Rows, list[str]]:
    names: list[str] = list(book.sheet_names)
    if wanted is not None and wanted not in names:
        raise UserError("sheet_unknown", file=path.name, sheet=wanted, sheets=", ".join(names))
    first: tuple[str, Rows] | None = None
    others: list[str] = []
    for name in [wanted] if wanted is not None else names:
        found = is_table(_rows_of(book, name, GLANCE))
        if found and first is None:
            first = (name, _rows_of(book, name))
        elif found:
            others.append(name)
    if first is None:
        heads = [_rows_of(book, name, GLANCE) for name in names if wanted in {None, name}]
        raise no_table(path, heads)
    return first[0], first[1], others


def no_table(path: Path, heads: Sequence[Sequence[Sequence[Any]]]) -> UserError:
    """Return what to say of a workbook of which no sheet, as its first rows show, is a table."""
    filled = [[count for row in rows if (count := sum(cell != "" for cell in row))] for rows in heads]
    if not any(filled):
        return UserError("file_empty", file=path.name)
    # The names of questions, and nothing below them.
    bare = max(map(len, filled)) == 1 and max(map(max, filter(None, filled))) > 1
    return UserError("file_no_rows" if bare else "sheet_single", file=path.name)


def header_of(path: Path, head: Sequence[Sequence[str]], options: ImportOptions) -> tuple[int, Header]:
    """Return how many rows of title come before the table that begins a sheet, and its header.

    Raises:
        UserError: what is said to be a header holds answers.
    """
    rows = [list(row) for row in head]
    titles = title_rows(rows)
    refuse_answers(path, rows[titles:], titles, options.header_rows)
    return titles, recognise(head[titles:], options.header_rows, options.platform)


def _table(path: Path, rows: Rows, options: ImportOptions) -> tuple[RawTable, Header]:
    width = max(len(row) for row in rows)
    if width > MAX_COLUMNS:
        raise UserError("file_too_wide", file=path.name, columns=width, limit=MAX_COLUMNS)
    head = [[_text(cell) for cell in row] for row in rows[:HEAD_ROWS]]
    titles, header = header_of(path, head, options)
    body = rows[titles + header.rows :]
    if not body:
        raise UserError("file_no_rows", file=path.name)
    notices = (Notice("title_rows_skipped", (("count", str(titles)),)),) if titles else ()
    columns = tuple(_column(index, cells, header) for index, cells in enumerate(zip(*body, strict=True)))
    table = RawTable(columns=columns, rows=len(body), notices=notices, platform=header.platform)
    return table, header


def _column(index: int, cells: tuple[Any, ...], header: Header) -> RawColumn:
    title = header.titles[index]
    # dict keeps first appearances in order; both passes run in C, and only distinct cells become text.
    distinct = list(dict.fromkeys(cells))
    code_of = {cell: code for code, cell in enumerate(distinct)}
    codes = np.fromiter(map(code_of.__getitem__, cells), np.int32, len(cells))
    texts = pa.array([_text(cell) for cell in distinct], pa.string())
    if not distinct:
        codes = np.full(len(cells), BLANK, np.int32)
    return make_column(title.name, index, texts, codes, **title.facts())


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return "" if math.isnan(cell) else f"{cell:.15g}"
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ") if cell.time() != dt.time() else cell.date().isoformat()
    return "" if cell is None else str(cell)
