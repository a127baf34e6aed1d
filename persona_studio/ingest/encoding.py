"""Which encoding a text file is in: byte order mark, else strict UTF-8, else the best French letters.

The candidates without a mark are the three a French survey really comes in: cp1252 (Windows), Mac Roman
(old Excel for Mac) and cp850 (DOS exports). A general detector guesses among dozens and is wrong more
often on short answers.
"""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from persona_studio.ingest.archives import CHUNK
from persona_studio.ingest.opening import byte_order_mark

CANDIDATES = ("cp1252", "mac_roman", "cp850")
_SAMPLE = 200_000
_ACCENTED = re.compile(r"[^\x00-\x7f]")
_BAD = re.compile("[\udc80-\udcff]")
_FREQUENT = frozenset("éèêàçùôîûâœëïÉÈÀÇÊ")
_LETTERS = frozenset("äöüßñáíóúÄÖÜÑÁÓÚìòãõåøæ")
_MARKS = frozenset("’‘“”«»–—…€°\u00a0·•")


_FOREIGN = re.compile(rb"\xc3[\x80\x82\x87-\x8b\xa0\xa2\xa7-\xab\xae\xaf\xb4\xb9\xbb\xbc]")
"""The letters of French as UTF-8 writes them: no text in another encoding puts these two signs in a row."""
_NO_TEXTS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
"""Names that Python knows as encodings and no file of texts is written in."""


def encoding_name(name: str) -> str:
    """Return the one name this program gives an encoding.

    Raises:
        LookupError: there is no such encoding.
    """
    known = codecs.lookup(name).name
    if known in _NO_TEXTS:
        raise LookupError(name)
    return {"mac-roman": "mac_roman", "iso8859-1": "latin-1"}.get(known, known)


def likely_encoding(path: Path, is_ascii: bool) -> str:
    """Return the encoding told by a mark, UTF-8 when the head of the file may be that, else nothing."""
    with path.open("rb") as stream:
        head = stream.read(CHUNK // 16)
    told = byte_order_mark(head)
    if told or is_ascii:
        return told or "utf-8"
    return "utf-8" if _count(head[: max(head.rfind(b"\n"), len(head) - 4)])[1] == 0 else ""


def guess_encoding(path: Path, limit: int | None = None) -> tuple[str, int]:
    """Return the encoding of a file without a mark, and how many of its characters are broken.

    The whole file is looked at, or its beginning up to ``limit`` bytes: UTF-8 with a few bad bytes is still
    UTF-8.
    """
    good, bad, sample = _utf8_evidence(path, limit)
    if bad == 0 or good > 20 * bad:
        return "utf-8", bad
    return max(CANDIDATES, key=lambda name: french_score(sample, name)), 0


def cut_short(path: Path, encoding: str) -> int:
    """Return how many bytes at the end of a file begin a character whose other bytes are missing."""
    if not encoding.startswith(("utf-8", "utf-16", "utf-32")):
        return 0
    size = path.stat().st_size
    with path.open("rb") as stream:
        # The mark tells the order of bytes; the end is looked at from where a character may begin.
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        try:
            decoder.decode(stream.read(4))
            stream.seek(max(4, size - size % 4 - 8))
            decoder.decode(stream.read())
        except UnicodeError:  # without a mark, it is not in the encoding the user tells
            return 0
    return len(decoder.getstate()[0])


def open_text(path: Path, encoding: str) -> io.TextIOWrapper:
    """Open a file as text: what cannot be decoded becomes U+FFFD, a character cut at the end is left out."""
    whole = path.stat().st_size - cut_short(path, encoding)
    stream = io.BufferedReader(_UpTo(path, whole))
    return io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")


class _UpTo(io.RawIOBase):
    """The beginning of a file, up to so many bytes."""

    def __init__(self, path: Path, size: int) -> None:
        super().__init__()
        self._stream, self._left = path.open("rb", buffering=0), size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        read = self._stream.readinto(memoryview(buffer)[: self._left]) or 0
        self._left -= read
        return read

    def close(self) -> None:
        self._stream.close()
        super().close()


def broken_bytes(path: Path) -> int:
    """Return how many bytes of a file are no part of a UTF-8 character."""
    return _utf8_evidence(path, None)[1]


def _utf8_evidence(path: Path, limit: int | None) -> tuple[int, int, bytes]:
    """Return how many non-ASCII characters are good and bad UTF-8, and a sample of their lines."""
    left = path.stat().st_size if limit is None else limit
    good, bad, rest, sample = 0, 0, b"", bytearray()
    with path.open("rb") as stream:
        while chunk := stream.read(min(CHUNK, left)):
            left -= len(chunk)
            data = rest + chunk
            cut = max(data.rfind(b"\n"), data.rfind(b"\r")) + 1 or len(data)
            data, rest = data[:cut], data[cut:]
            more_good, more_bad = _count(data)
            good, bad = good + more_good, bad + more_bad
            if len(sample) < _SAMPLE:
                sample += _accented_lines(data, _SAMPLE - len(sample))
        if stream.read(1):  # the last line is cut, maybe in the middle of a character
            return good, bad, bytes(sample)
    more_good, more_bad = _count(rest)
    if more_bad and good + more_good and more_bad == cut_short(path, "utf-8"):
        more_bad = 0  # the last character is only cut
    return good + more_good, bad + more_bad, bytes(sample + rest[: _SAMPLE - len(sample)])


def _count(data: bytes) -> tuple[int, int]:
    if data.isascii():
        return 0, 0
    text = data.decode("utf-8", "surrogateescape")
    bad = 0 if _encodes(text) else len(_BAD.findall(text))
    return len(text) - len(text.encode("ascii", "ignore")) - bad, bad


def _encodes(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _accented_lines(data: bytes, limit: int) -> bytes:
    kept = bytearray()
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            kept += line
            if len(kept) >= limit:
                break
    return bytes(kept[:limit])


@dataclass(frozen=True, slots=True)
class Foreign:
    """Lines in UTF-8 inside a file of another encoding: how many, the number of the first, and its bytes."""

    count: int = 0
    line: int = 0
    first: bytes = b""


def foreign_lines(path: Path, encoding: str) -> Foreign:
    """Return the lines that are in UTF-8 in a file that is not: two exports pasted one after the other."""
    if encoding not in CANDIDATES:
        return Foreign()
    count, line, first, passed, rest = 0, 0, b"", 0, b""
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            data = rest + chunk
            cut = data.rfind(b"\n") + 1 or len(data)
            data, rest = data[:cut], data[cut:]
            for place, text in _foreign(data):
                count += 1
                line, first = (line, first) if line else (passed + place, text)
            passed += data.count(b"\n")
    for place, text in _foreign(rest):
        count += 1
        line, first = (line, first) if line else (passed + place, text)
    return Foreign(count, line, first)


def _foreign(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the lines in UTF-8, each with its number (from 1) in the data."""
    if _FOREIGN.search(data):
        for place, text in enumerate(data.split(b"\n"), 1):
            if _FOREIGN.search(text) and _count(text)[1] == 0:
                yield place, text


def mended(text: str, encoding: str) -> str:
    """Return a text read in an encoding with the lines that are in UTF-8 read as such."""
    return "".join(_mended(line, encoding) for line in text.splitlines(keepends=True))


def _mended(line: str, encoding: str) -> str:
    if line.isascii():
        return line
    try:
        data = line.encode(encoding)
        return data.decode("utf-8") if _FOREIGN.search(data) else line
    except UnicodeError:  # no such line
        return line


def french_score(sample: bytes, encoding: str) -> float:
    """Return how much the accented characters look like French in their place, per character."""
    text = sample.decode(encoding, "replace")
    score, seen = 0.0, 0
    for found in _ACCENTED.finditer(text):
        place = found.start()
        seen += 1
        score += _worth(text[place - 1 : place] or " ", text[place], text[place + 1 : place + 2] or " ")
    return score / seen if seen else 0.0


def _worth(before: str, char: str, after: str) -> float:
    near = (before.isalpha() and before.islower()) or (after.isalpha() and after.islower())
    if char in _FREQUENT:
        fits = char.islower() and (near or not before.isalpha())
        return (
            3.0 if fits else (1.5 if char.isupper() and not (before.isalpha() and before.islower()) else -1.0)
        )
    if char in _MARKS:
        return _mark_worth(before, char, after)
    if char in _LETTERS:
        return 0.5 if near and char.islower() else (0.0 if char.isupper() and not before.islower() else -1.0)
    return -2.0


def _mark_worth(before: str, char: str, after: str) -> float:
    inside = before.isalpha() and after.isalpha()
    if char in "’‘":
        return 2.0 if inside else 0.5
    return -1.0 if inside else 1.0
