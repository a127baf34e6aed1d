"""CSV and TSV: everything read as text in blocks, one dictionary of distinct texts per column."""

import csv
import io
import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from persona_studio.domain.progress import Progress
from persona_studio.domain.waves import Notice
from persona_studio.errors import UserError
from persona_studio.ingest.archives import CHUNK
from persona_studio.ingest.encoding import (
    Foreign,
    broken_bytes,
    cut_short,
    encoding_name,
    foreign_lines,
    guess_encoding,
    likely_encoding,
    mended,
    open_text,
)
from persona_studio.ingest.opening import MAX_LINE, Scan, byte_order_mark, scan_text
from persona_studio.ingest.options import ImportOptions
from persona_studio.ingest.sniff import Dialect, sniff
from persona_studio.ingest.table import RawColumn, RawTable, code_type, make_column

LOOKED_AT = 1 << 20
"""Bytes from which a look at a file guesses its encoding."""
_BAD_ROWS = 20
"""More broken rows than this, and more than one in fifty, mean that the file is cut wrongly."""


@dataclass(frozen=True, slots=True)
class Delimited:
    """A text file read, and how it was understood; ``head`` counts the rows before the first respondent.

    ``apart`` says that rows may not stand on one line each.
    """

    table: RawTable
    encoding: str
    dialect: Dialect
    head: int = 0
    apart: bool = False


def read_delimited(path: Path, options: ImportOptions, progress: Progress) -> Delimited:
    """Read a CSV or TSV file.

    Raises:
        UserError: it is binary, empty, of one column, too wide, or its rows have different widths.
    """
    with path.open("rb") as stream:
        mark = byte_order_mark(stream.read(4096))
    scan = scan_text(path, mark.startswith(("utf-16", "utf-32")))
    told = _told(options, mark)
    encoding = told or likely_encoding(path, scan.ascii)
    if encoding == "utf-8" and not told and cut_short(path, encoding):
        encoding = ""  # as a last letter of another encoding looks: all the others must be asked
    try:
        found = _read_as(path, options, progress, (encoding, 0), scan) if encoding else None
    except _WrongEncoding:  # what the user tells is followed, even where it cannot be
        found = _read_as(path, options, progress, (told, broken_bytes(path)), scan) if told else None
    return found or _read_as(path, options, progress, guess_encoding(path), scan)


def head_encoding(path: Path, options: ImportOptions) -> str:
    """Return the encoding that reading would find, as far as the beginning of the file tells.

    Raises:
        UserError: the encoding that is imposed does not exist.
    """
    with path.open("rb") as stream:
        head = stream.read(LOOKED_AT)
    known = _told(options, byte_order_mark(head[:4096])) or byte_order_mark(head[:4096])
    return known or ("utf-8" if head.isascii() else guess_encoding(path, LOOKED_AT)[0])


def _read_as(
    path: Path, options: ImportOptions, progress: Progress, encoded: tuple[str, int], scan: Scan
) -> Delimited:
    """Read the file in an encoding, of which so many characters are known to be broken."""
    encoding, broken = encoded
    dialect = sniff(path, encoding, options.delimiter, options.header_rows, options.platform)
    progress.step(1, 6, "read")
    if scan.quotes % 2:
        _refuse_open_quote(path, encoding, dialect)
    foreign = foreign_lines(path, encoding)
    cut = cut_short(path, encoding) > 0
    reader = _Reader(path, encoding, dialect, scan, broken > 0 or cut, mixed=foreign.count > 0)
    columns, notices = reader.read()
    if cut:
        notices = (*notices, Notice("file_cut_short"))
    if foreign.count:
        notices = (*notices, _mixed_notice(foreign, encoding, dialect))
    if broken:
        notices = (*notices, _broken_notice(path, encoding, dialect, broken))
    if dialect.title_rows:
        notices = (*notices, Notice("title_rows_skipped", (("count", str(dialect.title_rows)),)))
    rows = columns[0].rows if columns else 0
    table = RawTable(columns=columns, rows=rows, notices=notices, platform=dialect.header.platform)
    # The last row may end without a line feed; a file without any ends its lines otherwise.
    head = dialect.title_rows + dialect.header.rows
    apart = dialect.skip_lines + rows - scan.breaks not in {0, 1} or head != dialect.skip_lines
    return Delimited(table, encoding, dialect, head, apart)


def _refuse_open_quote(path: Path, encoding: str, dialect: Dialect) -> None:
    """Raise when a quote is opened and never closed: it would swallow all the rows after it."""
    limit = csv.field_size_limit(MAX_LINE)
    line = 0
    try:
        with open_text(path, encoding) as stream:
            reader = csv.reader(stream, delimiter=dialect.delimiter, strict=True)
            for _ in reader:
                line = reader.line_num
    except csv.Error as error:
        if "unexpected end" in str(error) or "field limit" in str(error):
            raise UserError("file_quote_open", file=path.name, line=line + 1) from error
    finally:
        csv.field_size_limit(limit)


def _broken_notice(path: Path, encoding: str, dialect: Dialect, count: int) -> Notice:
    """Tell how many characters are broken, and where the first is."""
    line, column = 1, 0
    with open_text(path, encoding) as stream:
        for number, row in numbered_rows(path, stream, dialect.delimiter):
            line = number
            column = next((place for place, cell in enumerate(row, 1) if "\ufffd" in cell), 0)
            if column:
                break
    return Notice("invalid_characters", (("count", str(count)), ("line", str(line)), ("column", str(column))))


def _mixed_notice(foreign: Foreign, encoding: str, dialect: Dialect) -> Notice:
    """Tell how many lines are in UTF-8 among others that are not, and where the first strange letter is."""
    seen = foreign.first.decode(encoding, "replace")
    as_read, as_meant = (
        next(csv.reader([text.rstrip("\r")], delimiter=dialect.delimiter), [])
        for text in (seen, mended(seen, encoding))
    )
    pairs = enumerate(zip(as_read, as_meant, strict=False), 1)
    column = next((place for place, (read, meant) in pairs if read != meant), 1)
    params = (("encoding", encoding), ("line", foreign.line), ("column", column), ("count", foreign.count))
    return Notice("mixed_encodings", tuple((name, str(value)) for name, value in params))


def numbered_rows(path: Path, stream: IO[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not blank with the line of the file where it begins, from 1.

    Raises:
        UserError: a row does not end.
    """
    limit = csv.field_size_limit(MAX_LINE)
    reader = csv.reader(stream, delimiter=delimiter)
    before = 0
    try:
        for row in reader:
            if row:
                yield before + 1, row
            before = reader.line_num
    except csv.Error as error:
        raise UserError("file_quote_open", file=path.name, line=before + 1) from error
    finally:
        csv.field_size_limit(limit)


class _WrongEncoding(Exception):  # noqa: N818 - a turn of the road, never seen outside
    """The file is not in the encoding it was read in."""


def _told(options: ImportOptions, mark: str) -> str:
    """Return the encoding the user told, empty when none; the mark of that encoding is no text."""
    if options.encoding is None:
        return ""
    try:
        name = encoding_name(options.encoding)
        "".encode(name)
    except LookupError as error:  # also what encodes bytes or texts into something else
        raise UserError("encoding_unknown", encoding=options.encoding) from error
    return mark if mark.startswith(name[:6]) and name.startswith("utf") else name


class _Reader:
    """Reads the rows of one file; falls back on a slower, patient reading when rows are ragged."""

    def __init__(
        self, path: Path, encoding: str, dialect: Dialect, scan: Scan, broken: bool, *, mixed: bool = False
    ) -> None:
        self._path, self._encoding, self._dialect = path, encoding, dialect
        self._quotes, self._broken, self._mixed = scan.quotes > 0, broken, mixed

    def read(self) -> tuple[tuple[RawColumn, ...], tuple[Notice, ...]]:
        try:
            with self._stream() as stream:
                return self._columns(self._parse(stream, self._dialect.skip_lines)), ()
        except pa.ArrowInvalid as error:
            self._explain(error)
        return self._patient()

    def _stream(self) -> Any:
        plain = self._encoding in {"utf-8", "ascii", "utf-8-sig"} and not self._broken
        if plain:
            # Bytes, not text: old disks hold names that are not UTF-8.
            return pa.OSFile(os.fsencode(self._path), "rb")
        return pa.PythonFile(self._recoded(), mode="r")

    def _recoded(self) -> "_Recoded":
        return _Recoded(self._path, self._encoding, mixed=self._mixed)

    def _parse(self, stream: Any, skip: int, ragged: Any = None) -> Any:
        names = [str(index) for index in range(self._dialect.columns)]
        # Bytes, not text: UTF-8 is then checked once per distinct cell instead of on every cell.
        texts = pa.binary()
        return pacsv.read_csv(
            stream,
            read_options=pacsv.ReadOptions(block_size=MAX_LINE, skip_rows=skip, column_names=names),
            parse_options=pacsv.ParseOptions(
                delimiter=self._dialect.delimiter,
                newlines_in_values=self._quotes,
                invalid_row_handler=ragged,
            ),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(names, texts), strings_can_be_null=False, null_values=[]
            ),
        )

    def _explain(self, error: Exception) -> None:
        text = str(error)
        if "Empty CSV" in text or "too short" in text:
            raise UserError("file_no_rows", file=self._path.name) from error
        if "UTF8" in text or "utf8" in text.lower():
            raise _WrongEncoding from error
        if "straddl" in text or "chunker" in text or "columns, got" in text:
            return  # read again line by line: a handler of such rows would need them to be valid text
        raise UserError("file_corrupt", file=self._path.name, format="csv") from error

    def _columns(self, table: Any) -> tuple[RawColumn, ...]:
        def column(index: int) -> RawColumn:  # hashing the answers is most of the work: all cores do it
            title = self._dialect.header.titles[index]
            texts, codes = _codes(table.column(index).dictionary_encode())
            return make_column(title.name, index, texts, codes, **title.facts())

        with ThreadPoolExecutor() as pool:
            return tuple(pool.map(column, range(len(self._dialect.header.titles))))

    def _patient(self) -> tuple[tuple[RawColumn, ...], tuple[Notice, ...]]:
        """Read row by row, completing short rows and emptying those that cannot be cut, then parse that."""
        mender = _Mender(self._path, self._dialect)
        with tempfile.SpooledTemporaryFile(max_size=64 << 20) as mended:
            with self._recoded() as source:
                mender.mend(io.TextIOWrapper(io.BufferedReader(source), encoding="utf-8", newline=""), mended)
            mended.seek(0)
            self._quotes = True
            try:
                table = self._parse(pa.PythonFile(mended, mode="r"), 0, lambda _row: "skip")
            except pa.ArrowInvalid as error:
                raise UserError("file_corrupt", file=self._path.name, format="csv") from error
        return self._columns(table), mender.notices()


def _codes(column: Any) -> tuple[Any, Any]:
    """Return the distinct texts of a dictionary column and its codes."""
    chunks = column.chunks
    if not chunks:
        return pa.array([], pa.string()), np.zeros(0, np.int8)
    texts = chunks[0].dictionary.cast(pa.string())
    smallest = code_type(len(texts))
    codes = [chunk.indices.to_numpy(zero_copy_only=False).astype(smallest) for chunk in chunks]
    return texts, np.concatenate(codes)


class _Recoded(io.RawIOBase):
    """A file seen as UTF-8, whatever its encoding; what cannot be decoded becomes U+FFFD.

    In a ``mixed`` file, lines that are in UTF-8 already stay what they are.
    """

    def __init__(self, path: Path, encoding: str, *, mixed: bool = False) -> None:
        super().__init__()
        self._encoding, self._mixed = encoding, mixed
        self._reader = open_text(path, encoding)
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._left:
            self._left = self._text().encode("utf-8")
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size

    def _text(self) -> str:
        if not self._mixed:
            return self._reader.read(CHUNK // 4)
        return mended("".join(self._reader.readlines(CHUNK // 4)), self._encoding)

    def close(self) -> None:
        self._reader.close()
        super().close()


class _Mender:
    """Gives every row the width of the header, and remembers which rows needed it."""

    def __init__(self, path: Path, dialect: Dialect) -> None:
        self._path, self._dialect = path, dialect
        self._padded: list[tuple[int, int]] = []
        self._emptied: list[tuple[int, int]] = []

    def mend(self, source: IO[str], target: IO[bytes]) -> None:
        out = io.TextIOWrapper(io.BufferedWriter(_Unclosed(target)), encoding="utf-8", newline="")
        writer = csv.writer(
            out, delimiter=self._dialect.delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL
        )
        rows = 0
        for line, row in self._rows(source):
            rows += 1
            writer.writerow(self._fit(line, row))
        out.flush()
        self._judge(rows)

    def _rows(self, source: IO[str]) -> Iterator[tuple[int, list[str]]]:
        rows = numbered_rows(self._path, source, self._dialect.delimiter)
        return ((line, row) for line, row in rows if line > self._dialect.skip_lines)

    def _fit(self, line: int, row: list[str]) -> list[str]:
        width = self._dialect.columns
        if len(row) < width:
            self._padded.append((line, len(row)))
            return row + [""] * (width - len(row))
        if any(cell.strip() for cell in row[width:]):
            self._emptied.append((line, len(row)))
            return [""] * width
        return row[:width]

    def _judge(self, rows: int) -> None:
        broken = len(self._emptied) + len(self._padded)
        if len(self._emptied) > _BAD_ROWS or broken > max(_BAD_ROWS, rows // 5) or (rows and broken == rows):
            line, found = min(self._emptied + self._padded)
            raise UserError(
                "file_ragged",
                file=self._path.name,
                line=line,
                found=found,
                count=broken,
                columns=self._dialect.columns,
            )

    def notices(self) -> tuple[Notice, ...]:
        found = (("rows_padded", self._padded), ("rows_emptied", self._emptied))
        return tuple(
            width_notice(code, *lines[0], self._dialect.columns, len(lines)) for code, lines in found if lines
        )


def width_notice(code: str, line: int, found: int, columns: int, count: int) -> Notice:
    """Return the remark on rows that are too short or too long, of which the first is told."""
    params = (("line", line), ("found", found), ("columns", columns), ("count", count))
    return Notice(code, tuple((name, str(number)) for name, number in params))


class _Unclosed(io.RawIOBase):
    """Passes writes on without ever closing what it writes to."""

    def __init__(self, target: IO[bytes]) -> None:
        super().__init__()
        self._target = target

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return self._target.write(data)
