"""A look at the beginning of a file: how it would be understood, and its first rows as they stand in it.

Only the head is read, so that the look is as quick on a file of a gigabyte. What the whole file tells (how
many respondents, which kinds of questions, personal data) is for :func:`persona_studio.ingest.read`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from persona_studio.domain.previews import Line, Preview, Sheet
from persona_studio.domain.progress import Progress
from persona_studio.domain.waves import Notice, Source
from persona_studio.errors import UserError
from persona_studio.ingest import opening
from persona_studio.ingest.delimited import head_encoding, width_notice
from persona_studio.ingest.excel import HEAD_ROWS, header_of, is_table, no_table, sheet_heads
from persona_studio.ingest.options import ImportOptions
from persona_studio.ingest.platforms import Header
from persona_studio.ingest.reading import LABELLED, unique_names
from persona_studio.ingest.sniff import first_rows, sniff
from persona_studio.ingest.table import BLANK

ROWS = 50
"""Rows of respondents shown at most."""
_SHOWN_WARNINGS = 5
_COMMA, _POINT = re.compile(r"^-?\d+,\d+$"), re.compile(r"^-?\d+\.\d+$")


def preview(path: Path, options: ImportOptions, progress: Progress, known: Preview | None = None) -> Preview:
    """Say how a file would be read, and show its first lines.

    ``known`` is an earlier look at the same file: a workbook is not opened again.

    Raises:
        UserError: the head of the file cannot be read as a survey (the code says why).
        Cancelled: the user asked to stop.
    """
    if known is not None and known.sheets:
        return _workbook(path, known.source.format, options, known.sheets)
    opening.check(path)
    form = opening.file_format(path)
    opening.refuse_sheet(path, form, options.sheet)
    progress.step(0, 1, "look")
    if form == "csv":
        return _delimited(path, options)
    if form in LABELLED:
        return _labelled(path, form, options)
    return _workbook(path, form, options, sheet_heads(path, ROWS + HEAD_ROWS))


def _delimited(path: Path, options: ImportOptions) -> Preview:
    encoding = head_encoding(path, options)
    try:
        dialect = sniff(path, encoding, options.delimiter, options.header_rows, options.platform)
    except UserError as error:
        return _uncut(path, encoding, options, error)
    rows, numbers = first_rows(path, encoding, dialect.delimiter, ROWS + HEAD_ROWS)
    lines = [
        _line(number, row, dialect.header, number > dialect.skip_lines)
        for number, row in zip(numbers, rows, strict=True)
        if row
    ]
    lines = _headed(lines, dialect.header.rows)
    source = Source(
        file=opening.shown(path.name),
        format="tsv" if dialect.delimiter == "\t" else "csv",
        encoding=encoding,
        delimiter=dialect.delimiter,
        header_rows=dialect.header.rows,
        platform=dialect.header.platform,
        columns=dialect.columns,
    )
    return _seen(source, dialect.header, lines, options, _uneven(lines, dialect.columns))


def _uncut(path: Path, encoding: str, options: ImportOptions, error: UserError) -> Preview:
    """Show the lines of a file that is no table in this way: they tell what to change."""
    delimiter = options.delimiter or ","
    rows, numbers = first_rows(path, encoding, delimiter, ROWS)
    lines = [Line(number, tuple(row)) for number, row in zip(numbers, rows, strict=True) if any(row)]
    if not lines:
        raise error
    width = max(len(line.cells) for line in lines)
    source = Source(
        file=opening.shown(path.name), format="csv", encoding=encoding, delimiter=delimiter, columns=width
    )
    return Preview(source=source, titles=("",) * width, lines=tuple(lines), refused=error)


def _workbook(path: Path, form: str, options: ImportOptions, sheets: tuple[Sheet, ...]) -> Preview:
    sheet = _chosen(path, options.sheet, sheets)
    titles, header = header_of(path, sheet.rows[:HEAD_ROWS], options)
    first = titles + header.rows
    lines = [_line(0, row, header, place >= first) for place, row in enumerate(sheet.rows)]
    source = Source(
        file=opening.shown(path.name),
        format=form,
        header_rows=header.rows,
        platform=header.platform,
        sheet=sheet.name,
        columns=len(header.titles),
    )
    seen = _seen(source, header, _headed(lines, header.rows), options, ())
    return replace(seen, sheets=sheets)


def _chosen(path: Path, wanted: str | None, sheets: Sequence[Sheet]) -> Sheet:
    for sheet in sheets:
        if (wanted is None or sheet.name == wanted) and is_table(sheet.rows):
            return sheet
    names = [sheet.name for sheet in sheets]
    if wanted is not None and wanted not in names:
        raise UserError("sheet_unknown", file=path.name, sheet=wanted, sheets=", ".join(names))
    held = [sheet for sheet in sheets if wanted in {None, sheet.name}]
    raise no_table(path, [sheet.rows for sheet in held])


def _labelled(path: Path, form: str, options: ImportOptions) -> Preview:
    """Statistics files carry the names of their questions apart: there is no header among the rows."""
    table, encoding = LABELLED[form](path, options.encoding, ROWS)
    cells = [
        [column.texts[int(code)].as_py() if code != BLANK else "" for code in column.codes[:ROWS]]
        for column in table.columns
    ]
    names = tuple(column.name for column in table.columns)
    heads = (Line(0, names, header=True), Line(0, tuple(c.label for c in table.columns), header=True))
    source = Source(
        file=opening.shown(path.name),
        format=form,
        encoding=encoding,
        header_rows=0,
        platform=table.platform,
        columns=len(names),
    )
    rows = tuple(Line(0, row) for row in zip(*cells, strict=True))
    return Preview(source=source, titles=tuple(unique_names(names)), lines=(*heads, *rows))


# ---------------------------------------------------------------- lines


def _line(number: int, cells: Sequence[str], header: Header, answers: bool) -> Line:
    """Return a row under the columns of the table; R writes row names without a header."""
    shift = [""] if not answers and len(cells) == len(header.titles) - 1 else []
    return Line(number, (*shift, *(cell.strip() for cell in cells)), skipped=not answers)


def _headed(lines: Sequence[Line], rows: int) -> list[Line]:
    """Mark the last rows before the first respondent as the header."""
    first = sum(line.skipped for line in lines)
    head = [replace(line, header=True, skipped=False) for line in lines[max(0, first - rows) : first]]
    return [*lines[: max(0, first - rows)], *head, *lines[first : first + ROWS]]


def _seen(
    source: Source,
    header: Header,
    lines: Sequence[Line],
    options: ImportOptions,
    warnings: tuple[Notice, ...],
) -> Preview:
    if not any(not (line.header or line.skipped) for line in lines):
        raise UserError("file_no_rows", file=source.file)
    return Preview(
        source=replace(source, decimal=options.decimal or _decimal(lines)),
        titles=tuple(unique_names([title.name for title in header.titles])),
        lines=tuple(lines),
        warnings=warnings,
    )


def _uneven(lines: Sequence[Line], columns: int) -> tuple[Notice, ...]:
    """Name the lines whose width is not that of the table; cells beyond it may be blank."""
    return tuple(
        width_notice("row_width", line.number, len(line.cells), columns, 1)
        for line in lines
        if not (line.header or line.skipped) and (len(line.cells) < columns or any(line.cells[columns:]))
    )[:_SHOWN_WARNINGS]


def _decimal(lines: Sequence[Line]) -> str:
    cells = [cell for line in lines if not (line.header or line.skipped) for cell in line.cells]
    commas, points = (sum(bool(shape.match(cell)) for cell in cells) for shape in (_COMMA, _POINT))
    return "," if commas > points else "."
