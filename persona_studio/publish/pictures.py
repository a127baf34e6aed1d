"""What a stored picture is, told from its first bytes: nothing is decoded, no library is loaded."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from persona_studio.domain.ids import Id

LONGEST = 8000
"""Pixels of the longer side of a stored picture, at the most."""
PNG_START, JPEG_START = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PROGRESSIVE = frozenset({0xC2, 0xC6, 0xCA, 0xCE})
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_SCAN = 0xDA
_PLAIN, _SEE_THROUGH = b"\x08\x02\x00\x00\x00", b"\x08\x06\x00\x00\x00"
"""How a PNG of ours is written: 8 bits of red, green and blue, without and with alpha, not interlaced."""


@dataclass(frozen=True, slots=True)
class Header:
    """Kind and size in pixels of a picture as we store them; only logos may have see-through parts."""

    kind: Literal["jpeg", "png"]
    width: int
    height: int
    alpha: bool = False


@dataclass(frozen=True, slots=True)
class JpegFrame:
    """The largest frame that a JPEG announces; ``whole`` when its decoder must hold all of it at once."""

    width: int
    height: int
    components: int
    whole: bool


def picture_id(data: bytes) -> Id:
    """Return the id of a picture: told by what it holds, the same picture is stored once."""
    return sha256(data).hexdigest()[:16]


def header(data: bytes) -> Header | None:
    """Return kind and size of a picture as we store them, None for anything else."""
    if data.startswith(PNG_START) and data[12:16] == b"IHDR" and len(data) >= 33:
        size = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
        known = data[24:29] in (_PLAIN, _SEE_THROUGH) and _fits(*size)
        return Header("png", *size, alpha=data[24:29] == _SEE_THROUGH) if known else None
    frame = jpeg_frame(data) if data.startswith(JPEG_START) else None
    if frame is None or frame.whole or frame.components != 3 or not _fits(frame.width, frame.height):
        return None
    return Header("jpeg", frame.width, frame.height)


def is_sound(data: bytes | None, picture: Id, width: int, height: int) -> bool:
    """Tell whether bytes are the picture of that id and size, whole and as it was stored."""
    if data is None or picture_id(data) != picture:
        return False
    found = header(data)
    return found is not None and not found.alpha and (found.width, found.height) == (width, height)


def jpeg_frame(data: bytes) -> JpegFrame | None:
    """Return what the frame headers of a JPEG announce, or None when there is none before its first scan."""
    frames, whole = [], False
    for marker, body in _segments(data):
        if marker in _FRAMES and len(body) >= 6:
            frames.append((int.from_bytes(body[3:5]), int.from_bytes(body[1:3]), body[5]))
            whole |= marker in _PROGRESSIVE
        elif marker == _SCAN and body and frames:
            whole |= body[0] < max(components for _, _, components in frames)
    if not frames:
        return None
    width, height, components = (max(values) for values in zip(*frames, strict=True))
    return JpegFrame(width, height, components, whole)


def png_data(data: bytes) -> bytes:
    """Return the compressed pixels of a PNG of ours."""
    parts, at = [], len(PNG_START)
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4])
        if data[at + 4 : at + 8] == b"IDAT":
            parts.append(data[at + 8 : at + 8 + length])
        at += length + 12
    return b"".join(parts)


def png_whole(data: bytes) -> bool:
    """Tell whether the pixels of a PNG of ours are all there, so that nothing can fail when it is decoded."""
    found = header(data)
    if found is None or found.kind != "png":
        return False
    row = 1 + found.width * (4 if found.alpha else 3)
    reader = zlib.decompressobj()
    try:
        pixels = reader.decompress(png_data(data), row * found.height + 1)
    except zlib.error:
        return False
    return len(pixels) == row * found.height and max(pixels[::row]) <= 4


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield marker and body of the segments of a JPEG up to its first scan."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _ALONE:
            at += 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4])
        yield marker, data[at + 4 : at + 2 + length]
        if marker == _SCAN:
            return
        at += 2 + max(length, 2)


def _fits(width: int, height: int) -> bool:
    return 0 < width <= LONGEST and 0 < height <= LONGEST
