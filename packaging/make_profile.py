"""Make resources/colour/sRGB.icc: the sRGB profile that archives of PDF name, as small and plain as can be.

python packaging/make_profile.py

White and colours are those that Little CMS computes for sRGB; the curve is that of IEC 61966-2-1. Written as
ICC version 2.1, which every program reads, without the moment at which it is made.
"""

import struct
from pathlib import Path

from PIL import ImageCms

TARGET = Path(__file__).resolve().parent.parent / "resources" / "colour" / "sRGB.icc"
POINTS = 1024
MADE = (2026, 1, 1, 0, 0, 0)


def profile() -> bytes:
    """Return the bytes of the profile."""
    given = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    known = _tags(given)
    parts = [
        (b"desc", _described("sRGB IEC61966-2.1")),
        (b"cprt", b"text" + bytes(4) + b"No copyright, use freely\0"),
        *((name, known[name]) for name in (b"wtpt", b"rXYZ", b"gXYZ", b"bXYZ")),
    ]
    curves = (b"rTRC", b"gTRC", b"bTRC")  # one curve, named three times
    begin = 128 + 4 + 12 * (len(parts) + len(curves))
    table, body = b"", b""
    for name, data in [*parts, (curves[0], _curve())]:
        names = curves if name in curves else (name,)
        table += b"".join(struct.pack(">4sII", each, begin + len(body), len(data)) for each in names)
        body += data + bytes(-len(data) % 4)
    return _head(given, begin + len(body)) + struct.pack(">I", len(parts) + len(curves)) + table + body


def _tags(given: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack(">I", given[128:132])
    rows = (struct.unpack(">4sII", given[132 + 12 * i : 144 + 12 * i]) for i in range(count))
    return {name: given[start : start + length] for name, start, length in rows}


def _head(given: bytes, length: int) -> bytes:
    made = bytearray(given[:128])
    made[0:8] = struct.pack(">I4x", length)
    made[8:12] = bytes((2, 0x10, 0, 0))
    made[24:36] = struct.pack(">6H", *MADE)
    made[84:100] = bytes(16)
    return bytes(made)


def _described(name: str) -> bytes:
    said = name.encode() + b"\0"
    return b"desc" + bytes(4) + struct.pack(">I", len(said)) + said + bytes(8 + 3 + 67)


def _curve() -> bytes:
    values = [_light(i / (POINTS - 1)) for i in range(POINTS)]
    whole = [round(value * 65535) for value in values]
    return b"curv" + bytes(4) + struct.pack(f">I{POINTS}H", POINTS, *whole)


def _light(signal: float) -> float:
    """Return the light of a signal, both 0 to 1 (IEC 61966-2-1)."""
    return signal / 12.92 if signal <= 0.04045 else float(((signal + 0.055) / 1.055) ** 2.4)


if __name__ == "__main__":
    TARGET.write_bytes(profile())
