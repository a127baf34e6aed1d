"""Workbooks are archives that may swell: what reading one would cost is counted before it is opened.

The reader holds a sheet as a whole rectangle of cells, and one copy of a text for every cell that shows it.
"""

import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from persona_studio.errors import UserError

MAX_COLUMNS = 4096
CHUNK = 4 << 20
MAX_UNZIPPED = 600 << 20
MAX_RATIO = 400
MAX_MEMBERS = 20_000
MAX_COST = 1 << 30
"""Bytes that reading a sheet may take."""
MAX_TEXT = 1 << 20
"""Bytes between two tags; Excel writes at most 32,767 characters in a cell."""
_PLACE, _FILLED, _COPIES = 40, 120, 3
"""Bytes of a place in the rectangle, of a cell with something in it, and copies made of its text."""
_ODS_PLACE, _ODS_FILLED = 60, 160
# Attributes stand in any order between either quotes, tags may carry a prefix: the reader accepts it all.
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br\s*=\s*[\"'](\d+)")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br\s*=\s*[\"']([A-Za-z]{1,3})(\d+)")
_USUAL_CELL = re.compile(rb"<c r=\"([A-Z]{1,3})(\d+)\"")
"""How nearly every program writes it; three times as fast to find."""
_ANY_ROW = re.compile(rb"<(?:\w+:)?row\b")
_ANY_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])")
_SHOWS = re.compile(rb"\bt\s*=\s*[\"']s[\"'][^>]*>\s*<(?:\w+:)?v\b[^>]*>\s*(\d{1,9})")
_SHOWN = re.compile(rb"\bt\s*=\s*[\"']s[\"']")
_STRING = re.compile(rb"<(?:\w+:)?si\b")
_TAG = re.compile(rb"<[^>]*>")
_SHORT = 200
_REPEAT = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"']\s*(\d{1,18})")
_SPACES = re.compile(rb"<text:s\b[^>]*?\btext:c\s*=\s*[\"']\s*(\d{1,18})")
_ODS_TAG = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table)\b[^>]*>")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x01\x00\x00\x00", b"\xd0\xcf\x11\xe0", b"PK\x03\x04")


def workbook_format(path: Path) -> str:
    """Return `xlsx`, `xlsb` or `ods` when the archive is a workbook that is safe to open.

    Raises:
        UserError: it is damaged, protected, too wide, no workbook, or would take too much memory.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_bomb(path, archive)
            return _kind(path, archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error) as error:
        raise _corrupt(path) from error
    except RuntimeError as error:  # zipfile's word for an encrypted member
        raise UserError("file_protected", file=path.name) from error


def _corrupt(path: Path) -> UserError:
    return UserError("file_corrupt", file=path.name, format=path.suffix.lstrip(".").lower())


def _bomb(path: Path, size: float) -> UserError:
    return UserError("file_bomb", file=path.name, megabytes=int(size) >> 20)


def _kind(path: Path, archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        _refuse_costly_sheets(path, archive)
        return "xlsx"
    if "xl/workbook.bin" in names:
        for member in archive.infolist():
            for _ in unpacked(path, member):  # to nowhere: the sizes in the directory may lie
                pass
        return "xlsb"
    if "content.xml" in names and "mimetype" in names:
        if "spreadsheet" not in archive.read("mimetype").decode("ascii", "replace"):
            raise UserError("file_format_unknown", file=path.name)
        _refuse_protected_ods(path, archive)
        _refuse_costly_ods(path, archive.getinfo("content.xml"))
        return "ods"
    raise UserError("file_format_unknown", file=path.name)


def _refuse_bomb(path: Path, archive: zipfile.ZipFile) -> None:
    """Raise when the archive would swell beyond reason; the directory says so before anything is unpacked."""
    members = archive.infolist()
    packed = sum(member.compress_size for member in members)
    size = sum(member.file_size for member in members)
    swollen = size > 10 << 20 and size > MAX_RATIO * max(packed, 1)
    if size > MAX_UNZIPPED or swollen or len(members) > MAX_MEMBERS:
        raise _bomb(path, size)
    if any(member.flag_bits & 1 for member in members):
        raise UserError("file_protected", file=path.name)
    if any(member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for member in members):
        raise _corrupt(path)


def unpacked(path: Path, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a member's bytes as they really are: the sizes in the directory may lie."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS) if member.compress_type == zipfile.ZIP_DEFLATED else None
    left, total = member.compress_size, 0
    with path.open("rb") as stream:
        stream.seek(member.header_offset)
        local = stream.read(30)
        stream.seek(
            int.from_bytes(local[26:28], "little") + int.from_bytes(local[28:30], "little"), os.SEEK_CUR
        )
        packed = b""
        while left > 0 or packed:
            if not packed:
                packed = stream.read(min(left, CHUNK))
                if not packed:
                    raise _corrupt(path)
                left -= len(packed)
            chunk = unpacker.decompress(packed, CHUNK) if unpacker else packed
            packed = unpacker.unconsumed_tail if unpacker else b""
            total += len(chunk)
            if total > MAX_UNZIPPED:
                raise _bomb(path, total)
            yield chunk


def _markup(path: Path, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a member cut between tags; raise when two tags stand too far apart for a cell."""
    tail = b""
    for chunk in chunks:
        text = tail + chunk
        place = 0
        while len(text) - place > MAX_TEXT:
            place = text.rfind(b"<", place + 1, place + MAX_TEXT)
            if place < 0:
                raise _bomb(path, len(text))
        cut = max(text.rfind(b"<"), 0)
        yield text[:cut]
        tail = text[cut:]
    yield tail


# ---------------------------------------------------------------- Excel


@dataclass(slots=True)
class _Sheet:
    """What one member of the archive would cost if it were read as a sheet, and the texts it defines."""

    last: int = 0
    widest: int = 0
    filled: int = 0
    loose_rows: int = 0
    loose_cells: int = 0
    most_loose: int = 0
    shown: list[NDArray[np.int64]] = field(default_factory=list)
    unseen: int = 0
    inline: int = 0
    strings: list[int] = field(default_factory=list)

    def read(self, text: bytes) -> None:
        """Count what a piece of the member holds."""
        tags = text.count(b"<c") - text.count(b"<col") if b":row" not in text else -1
        cells = _USUAL_CELL.findall(text)
        if len(cells) != tags:
            cells = _CELL.findall(text)
        rows = _ROW.findall(text)
        self.last = max(self.last, max(map(int, {*rows, *(row for _, row in cells)}), default=0))
        self.widest = max(self.widest, max(map(_column_number, {name for name, _ in cells}), default=0))
        self.filled += max(tags, len(cells))
        if tags != len(cells) or len(rows) != text.count(b"<row"):
            self._loose(text, len(rows))
        if tags and (b"nlineStr" in text or b"str" in text):
            self.inline += _text_length(text)
        if b'"s"' in text or b"'s'" in text:
            numbers = _SHOWS.findall(text)
            self.shown.append(np.array(numbers, "S9").astype(np.int64))
            self.unseen += len(_SHOWN.findall(text)) - len(numbers)
        if self.strings or b"<si" in text or b":si" in text:
            self._strings(text)

    def _loose(self, text: bytes, placed: int) -> None:
        """Count rows and cells that do not say where they stand: each follows the one before."""
        pieces = _ANY_ROW.split(text)
        self.loose_rows += len(pieces) - 1 - placed
        for number, piece in enumerate(pieces):
            loose = len(_ANY_CELL.findall(piece)) - len(_CELL.findall(piece))
            self.loose_cells = loose + (0 if number else self.loose_cells)
            self.most_loose = max(self.most_loose, self.loose_cells)

    def _strings(self, text: bytes) -> None:
        before, *more = _STRING.split(text)
        if self.strings:
            self.strings[-1] += _length(before)
        self.strings += map(_length, more)

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of the rectangle."""
        return self.last + self.loose_rows, self.widest + self.most_loose


def _text_length(text: bytes) -> int:
    """Return how many bytes stand outside tags."""
    signs = np.frombuffer(text, np.uint8)
    opened, closed = np.flatnonzero(signs == ord("<")), np.flatnonzero(signs == ord(">"))
    ends = np.append(closed, len(text) - 1)[np.searchsorted(closed, opened)]
    return len(text) - int((ends - opened + 1).sum())


def _length(text: bytes) -> int:
    return len(text) if len(text) < _SHORT else len(_TAG.sub(b"", text))


def _refuse_costly_sheets(path: Path, archive: zipfile.ZipFile) -> None:
    """Raise when a sheet is too wide or too costly; any member may be one, whatever its name."""
    sheets = []
    for member in archive.infolist():
        sheet = _Sheet()
        for piece in _pieces(path, member):
            sheet.read(piece)
        sheets.append(sheet)
    texts = [np.array(sheet.strings, np.int64) for sheet in sheets if sheet.strings]
    for sheet in sheets:
        rows, columns = sheet.size
        if columns > MAX_COLUMNS:
            raise UserError("file_too_wide", file=path.name, columns=columns, limit=MAX_COLUMNS)
        copied = sheet.inline + max((_shown(sheet, known) for known in texts), default=0)
        cost = _PLACE * rows * columns + _FILLED * sheet.filled + _COPIES * copied
        if cost + sum(int(known.sum()) for known in texts) > MAX_COST:
            raise _bomb(path, cost)


def _pieces(path: Path, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield what may be markup in a member; a picture is only unpacked."""
    chunks = unpacked(path, member)
    first = next(chunks, b"")
    chunks = chain([first], chunks)
    if not first.startswith(_PICTURES):
        yield from _markup(path, chunks)
        return
    for chunk in chunks:
        if b"sheetData" in chunk or b"</si>" in chunk:
            raise _corrupt(path)


def _shown(sheet: _Sheet, texts: NDArray[np.int64]) -> int:
    """Return how long the shared texts are that a sheet's cells show, all together."""
    numbers = np.concatenate([np.zeros(0, np.int64), *sheet.shown])
    return int(texts[numbers[numbers < texts.size]].sum()) + sheet.unseen * int(texts.max())


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


# ---------------------------------------------------------------- OpenDocument


def _refuse_protected_ods(path: Path, archive: zipfile.ZipFile) -> None:
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read(
        "META-INF/manifest.xml"
    ):
        raise UserError("file_protected", file=path.name)


@dataclass(slots=True)
class _Table:
    """What an OpenDocument sheet would cost: repeated cells are written once and read many times."""

    rows: int = 0
    last: int = 0
    widest: int = 0
    filled: int = 0
    text: int = 0
    repeat: int = 1
    across: int = 1
    column: int = 0
    empty: bool = False
    """The last cell tells no value; only a text in it may fill it."""

    def row(self, repeat: int) -> None:
        self.rows += repeat
        self.repeat, self.column = repeat, 0

    def cell(self, repeat: int, filled: bool) -> None:
        self.column += repeat
        self.across, self.empty = repeat, not filled
        if filled:
            self._fill()

    def _fill(self) -> None:
        self.last, self.widest, self.empty = self.rows, max(self.widest, self.column), False
        self.filled += self.across * self.repeat

    def words(self, text: bytes) -> None:
        """Count the text of the last cell, as often as the cell is repeated."""
        if self.empty and b"<text:" in text:
            self._fill()
        if b"<text:s" in text or len(text) > _SHORT:
            spaces = sum(map(int, _SPACES.findall(text)))
            self.text += (spaces + len(text)) * self.across * self.repeat

    @property
    def cost(self) -> int:
        rectangle = self.last * self.widest
        return _ODS_PLACE * rectangle + _ODS_FILLED * self.filled + _COPIES * self.text


def _refuse_costly_ods(path: Path, member: zipfile.ZipInfo) -> None:
    """Raise when a sheet is too wide or too costly; empty cells at its end cost nothing and are normal."""
    table = _Table()
    for piece in _markup(path, unpacked(path, member)):
        end = 0
        for match in _ODS_TAG.finditer(piece):
            table.words(piece[end : match.start()])
            end = match.end()
            table = _after(table, match)
            if table.widest > MAX_COLUMNS:
                raise UserError("file_too_wide", file=path.name, columns=table.widest, limit=MAX_COLUMNS)
            if table.cost > MAX_COST:
                raise _bomb(path, table.cost)
        table.words(piece[end:])
        if table.cost > MAX_COST:
            raise _bomb(path, table.cost)


def _after(table: _Table, match: re.Match[bytes]) -> _Table:
    tag, kind = match.group(), match.group(1)
    if kind == b"table":
        return _Table()
    found = _REPEAT.search(tag)
    repeat = int(found.group(1)) if found else 1
    if kind == b"table-row":
        table.row(repeat)
    else:
        table.cell(repeat, b"value" in tag)
    return table
