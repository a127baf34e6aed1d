"""XLSX, XLS, XLSB and ODS workbooks, read cell by cell by calamine and column by column by us."""

import datetime as dt
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import python_calamine

from persona_studio.domain.progress import Progress
from persona_studio.domain.waves import Notice
from persona_studio.errors import UserError
from persona_studio.ingest.archives import MAX_COLUMNS
from persona_studio.ingest.options import ImportOptions
from persona_studio.ingest.platforms import Header, recognise
from persona_studio.ingest.sniff import title_rows
from persona_studio.ingest.table import BLANK, RawColumn, RawTable, make_column

Rows = list[list[Any]]


def read_workbook(path: Path, options: ImportOptions, progress: Progress) -> tuple[RawTable, Header, str]:
    """Read one sheet of a workbook: the one asked for, else the first that holds a table.

    Raises:
        UserError: protected, corrupt, no such sheet, no table.
    """
    try:
        book = python_calamine.load_workbook(str(path))
        sheet, rows, others = _choose(path, book, options.sheet)
    except python_calamine.PasswordError as error:
        raise UserError("file_protected", file=path.name) from error
    except (python_calamine.CalamineError, OSError) as error:
        raise UserError("file_corrupt", file=path.name, format=path.suffix.lstrip(".").lower()) from error
    progress.step(1, 6, "read")
    table, header = _table(path, rows, options.header_rows)
    if others:
        names = ", ".join(others)
        notice = Notice("other_sheets", (("sheet", sheet), ("others", names)))
        table = RawTable(**{**_fields(table), "notices": (*table.notices, notice)})
    return table, header, sheet


def _fields(table: RawTable) -> dict[str, Any]:
    return {name: getattr(table, name) for name in table.__slots__}


def _choose(path: Path, book: Any, wanted: str | None) -> tuple[str, Rows, list[str]]:
    names: list[str] = list(book.sheet_names)
    if wanted is not None and wanted not in names:
        raise UserError("sheet_unknown", file=path.name, sheet=wanted, sheets=", ".join(names))
    first: tuple[str, Rows] | None = None
    others: list[str] = []
    for name in [wanted] if wanted is not None else names:
        sheet = book.get_sheet_by_name(name)
        head = sheet.to_python(skip_empty_area=True, nrows=50)
        filled = sum(1 for row in head if sum(cell != "" for cell in row) >= 2)
        if filled >= 2 and first is None:
            first = (name, sheet.to_python(skip_empty_area=True))
        elif filled >= 2:
            others.append(name)
    if first is None:
        raise UserError(
            "file_one_column" if any(names) and _has_cells(book, names) else "file_empty", file=path.name
        )
    return first[0], first[1], others


def _has_cells(book: Any, names: Sequence[str]) -> bool:
    return any(book.get_sheet_by_name(name).to_python(skip_empty_area=True, nrows=2) for name in names)


def _table(path: Path, rows: Rows, header_rows: int | None) -> tuple[RawTable, Header]:
    width = max(len(row) for row in rows)
    if width > MAX_COLUMNS:
        raise UserError("file_too_wide", file=path.name, columns=width, limit=MAX_COLUMNS)
    head = [[_text(cell) for cell in row] for row in rows[:60]]
    titles = title_rows(head)
    header = recognise(head[titles:], header_rows)
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
    return make_column(title.name, index, texts, codes, label=title.label, stem=title.stem, item=title.item)


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
