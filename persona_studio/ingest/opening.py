"""First contact with a file: may it be read, what is it, is it safe to open."""

import codecs
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from persona_studio.errors import UserError
from persona_studio.ingest.archives import CHUNK, workbook_format

MAX_LINE = 8 << 20
"""Longest line of a text file, in bytes; also the block in which it is read."""
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_MAGICS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"BZh",
    b"\x7fELF",
    b"MZ",
    b"SQLite format 3",
)


@dataclass(frozen=True, slots=True)
class Scan:
    """What one pass over a text file tells."""

    ascii: bool
    quotes: int
    """Number of double quotes; an odd number means that one is never closed, or stands for inches."""
    breaks: int = 0
    """Number of line feeds: rows as many stand on one line each."""


def check(path: Path) -> None:
    """Raise the clear error when the path is not a readable file with something in it."""
    name = path.name
    try:
        status = path.stat()
    except FileNotFoundError as error:
        raise UserError("file_missing", file=name) from error
    except OSError as error:
        raise UserError("file_not_readable", file=name) from error
    if stat.S_ISDIR(status.st_mode):
        raise UserError("survey_is_folder", file=name)
    if not stat.S_ISREG(status.st_mode) or not os.access(path, os.R_OK):
        raise UserError("file_not_readable", file=name)
    if status.st_size == 0:
        raise UserError("file_empty", file=name)


WORKBOOKS = frozenset({"xlsx", "xls", "ods"})


def refuse_sheet(path: Path, form: str, sheet: str | None) -> None:
    """Raise when a sheet is asked for of a file that has none: what was wanted is another file."""
    if sheet is not None and form not in WORKBOOKS:
        raise UserError("sheet_of_no_workbook", file=path.name, sheet=sheet, format=form)


def file_format(path: Path) -> str:
    """Return `csv`, `xlsx`, `xls`, `ods`, `sav`, `por` or `dta`, by content first, then by ending."""
    try:
        with path.open("rb") as stream:
            head = stream.read(4096)
    except OSError as error:
        raise UserError("file_not_readable", file=path.name) from error
    if head.startswith(_ZIP):
        return workbook_format(path)
    if head.startswith(_OLE):
        return _ole_format(path)
    if head[:4] in {b"$FL2", b"$FL3"}:
        return "sav"
    if head.startswith(b"<stata_dta>") or (path.suffix.lower() == ".dta" and head[0] in range(0x66, 0x74)):
        return "dta"
    if b"ASCII SPSS PORT FILE" in head[:200] or b"SPSSPORT" in head[:1000]:
        return "por"
    return _text_format(path, head)


def _text_format(path: Path, head: bytes) -> str:
    ending = path.suffix.lower()
    if ending in {".xlsx", ".xls", ".ods", ".sav", ".zsav", ".por", ".dta", ".xlsm", ".xlsb"}:
        raise UserError("file_corrupt", file=path.name, format=ending.lstrip("."))
    if head.startswith(_OTHER_MAGICS):
        raise UserError("file_format_unknown", file=path.name)
    return "csv"


def _ole_format(path: Path) -> str:
    """Tell an old workbook from the container of a password-protected new one."""
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            if "EncryptedPackage".encode("utf-16-le") in chunk:
                raise UserError("file_protected", file=path.name)
    return "xls"


def scan_text(path: Path, wide: bool) -> Scan:
    """Read a text file once: is it ASCII, how many quotes; raise on binary content and endless lines.

    ``wide`` says that two bytes make a character (UTF-16), where zero bytes are normal.
    """
    is_ascii, quotes, breaks, done, since = True, 0, 0, 0, 0
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            is_ascii = is_ascii and chunk.isascii()
            quotes += chunk.count(b'"') if b'"' in chunk else 0
            breaks += chunk.count(b"\n")
            if not wide and b"\0" in chunk:
                raise UserError("file_binary", file=path.name)
            first, last = _line_ends(chunk)
            if since + first > MAX_LINE:
                line = _count_lines(path, done) + 1
                raise UserError("file_line_too_long", file=path.name, line=line, megabytes=MAX_LINE >> 20)
            since = since + len(chunk) if last < 0 else len(chunk) - last
            done += len(chunk)
    return Scan(is_ascii, quotes, breaks)


def _count_lines(path: Path, until: int) -> int:
    lines = 0
    with path.open("rb") as stream:
        while until > 0:
            chunk = stream.read(min(CHUNK, until))
            lines += chunk.count(b"\n")
            until -= len(chunk)
    return lines


def _line_ends(chunk: bytes) -> tuple[int, int]:
    """Return where the first and the last line end, or the length and -1 when there is none."""
    end = b"\n" if b"\n" in chunk else b"\r"
    first = chunk.find(end)
    return (len(chunk), -1) if first < 0 else (first, chunk.rfind(end))


def shown(name: str) -> str:
    """Return a file's name fit to be stored and shown: old disks hold names that are no Unicode text."""
    return name.encode("utf-8", "replace").decode("utf-8")


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def byte_order_mark(head: bytes) -> str:
    """Return the encoding told by a byte order mark, or by the zero bytes of UTF-16, else an empty text."""
    marks = (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    )
    told = next((name for mark, name in marks if head.startswith(mark)), "")
    if told or len(head) < 8:
        return told
    sample = head[: len(head) // 2 * 2]
    even, odd = sample[0::2].count(0) / len(sample) * 2, sample[1::2].count(0) / len(sample) * 2
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.1 else ""
