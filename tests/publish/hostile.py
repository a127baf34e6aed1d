"""Pictures made to do harm, and honest ones of every kind: the same ones for the same seed."""

import gzip
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageCms, PngImagePlugin

SIDE = 30_000
GPS = b"48.8566N-SECRET-PLACE"
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("http://a.example")</script></svg>',
    b'<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><svg>&c;</svg>',
    b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg><text>&x;</text></svg>',
    b'\xef\xbb\xbf<!-- a --><svg width="1e9" height="1e9"><image href="http://a.example/a.png"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'.encode("utf-16"),
    gzip.compress(b"<svg/>", mtime=0),
)
OTHERS = (
    b"",
    b"MZ\x90\0" + bytes(200),
    b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj",
    b"PK\x03\x04" + bytes(100),
    b"<html><script>alert(1)</script></html>",
    "« Ceci n’est pas une image »".encode(),
    b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64),
    b"\0\0\0\x18ftypavif\0\0\0\0avifmif1" + bytes(64),
    b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) run",
    b"8BPS\0\x01" + bytes(60),
    b"\0\0\x01\0\x01\0" + bytes(40),
    b"P6 99999 99999 255 ",
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"RIFF\xff\xff\xff\xffWEBP",
    b"GIF89a",
    b"BM",
    b"II*\0\x08\0\0\0",
)


@dataclass(frozen=True, slots=True)
class Case:
    """One picture, or what makes it; ``accepted`` tells what must become of it, None when either is right."""

    name: str
    source: bytes | Callable[[], bytes]
    accepted: bool | None = None

    @property
    def data(self) -> bytes:
        return self.source if isinstance(self.source, bytes) else self.source()


def hostile(count: int = 500, seed: int = 4) -> Iterator[Case]:
    """Yield that many pictures: all that are made by hand, then random damage to honest ones."""
    rng = random.Random(seed)
    made = [*honest(), *bombs(), *disguised()]
    assert len(made) < count
    yield from made
    sound = [case for case in honest() if len(case.data) < 200_000]
    for number in range(count - len(made)):
        how, damage = DAMAGES[number % len(DAMAGES)]
        case = rng.choice(sound)
        yield Case(f"{number} {how} {case.name}", damage(rng, case.data))


@cache
def honest() -> tuple[Case, ...]:
    """Return sound pictures of every kind that is taken."""
    found = []
    for name, mode, options in KINDS:
        found.append(Case(f"honest {name}", _saved(_scene(mode), **options), True))
    return tuple(found)


def _scene(mode: str) -> Image.Image:
    """Return a small picture of colours and edges."""
    ramp = Image.linear_gradient("L").resize((96, 80))
    scene = Image.merge(
        "RGB", (ramp, ramp.transpose(Image.Transpose.ROTATE_180), Image.new("L", (96, 80), 90))
    )
    scene.paste((200, 30, 30), (20, 20, 50, 50))
    if mode == "RGBA":
        scene.putalpha(ramp)
        return scene
    if mode == "I;16":
        return Image.frombytes("I;16", (96, 80), b"".join(struct.pack("<H", i * 8) for i in range(96 * 80)))
    if mode == "LAB":
        return Image.merge("LAB", scene.split())
    if mode == "P":
        return scene.quantize(32)
    return scene.convert(mode)


def _saved(scene: Image.Image, **options: object) -> bytes:
    out = BytesIO()
    scene.save(out, **options)
    return out.getvalue()


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x9286] = 6, "SECRET-CAMERA", GPS
    exif.get_ifd(0x8825)[1], exif.get_ifd(0x8825)[2] = "N", (48.0, 51.0, 24.0)
    exif.get_ifd(0x8825)[27] = GPS
    return exif.tobytes()


def _notes() -> PngImagePlugin.PngInfo:
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{GPS.decode()}</x:xmpmeta>")
    notes.add_text("Comment", GPS.decode(), zip=True)
    return notes


_ICC = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
_FRAMES = [Image.new("RGB", (96, 80), colour) for colour in ("red", "green", "blue")]
_TAGGED = {"exif": _exif(), "icc_profile": _ICC}
KINDS: tuple[tuple[str, str, dict], ...] = (
    ("JPEG", "RGB", {"format": "JPEG", **_TAGGED, "comment": GPS, "xmp": GPS}),
    ("JPEG grey", "L", {"format": "JPEG"}),
    ("JPEG CMYK", "CMYK", {"format": "JPEG"}),
    ("JPEG CMYK with the profile of another space", "CMYK", {"format": "JPEG", "icc_profile": _ICC}),
    ("JPEG progressive", "RGB", {"format": "JPEG", "progressive": True}),
    ("JPEG with a broken profile", "RGB", {"format": "JPEG", "icc_profile": b"no profile" * 40}),
    ("JPEG with broken notes", "RGB", {"format": "JPEG", "exif": b"Exif\0\0MM\0*\xff\xff\xff\xff"}),
    ("PNG", "RGB", {"format": "PNG", **_TAGGED, "pnginfo": _notes()}),
    ("PNG transparent", "RGBA", {"format": "PNG"}),
    ("PNG 16 bit", "I;16", {"format": "PNG"}),
    ("PNG palette, transparent", "P", {"format": "PNG", "transparency": 3}),
    ("PNG 1 bit", "1", {"format": "PNG"}),
    ("PNG grey and alpha", "LA", {"format": "PNG"}),
    ("PNG animated", "RGB", {"format": "PNG", "save_all": True, "append_images": _FRAMES}),
    ("GIF", "P", {"format": "GIF"}),
    ("GIF animated", "RGB", {"format": "GIF", "save_all": True, "append_images": _FRAMES}),
    ("WebP", "RGB", {"format": "WEBP", **_TAGGED, "xmp": GPS}),
    ("WebP lossless transparent", "RGBA", {"format": "WEBP", "lossless": True}),
    ("WebP animated", "RGB", {"format": "WEBP", "save_all": True, "append_images": _FRAMES}),
    ("TIFF", "RGB", {"format": "TIFF", **_TAGGED}),
    ("TIFF LZW", "RGB", {"format": "TIFF", "compression": "tiff_lzw"}),
    ("TIFF deflate CMYK", "CMYK", {"format": "TIFF", "compression": "tiff_adobe_deflate"}),
    ("TIFF JPEG", "RGB", {"format": "TIFF", "compression": "jpeg"}),
    ("TIFF 16 bit", "I;16", {"format": "TIFF"}),
    ("TIFF 32 bit", "I", {"format": "TIFF"}),
    ("TIFF of fractions", "F", {"format": "TIFF"}),
    ("TIFF LAB", "LAB", {"format": "TIFF"}),
    ("TIFF fax", "1", {"format": "TIFF", "compression": "group4"}),
    ("BMP", "RGB", {"format": "BMP"}),
    ("BMP palette", "P", {"format": "BMP"}),
)


# ---------------------------------------------------------------- bombs


@cache
def bombs() -> tuple[Case, ...]:
    """Return pictures that are far larger than their files."""
    grey = _saved(_scene("L"), format="JPEG")
    colour = _saved(_scene("RGB"), format="JPEG")
    scans = _saved(_scene("RGB"), format="JPEG", progressive=True)
    return (
        Case("JPEG of 30,000 pixels", lambda: large_jpeg(SIDE), True),
        Case("JPEG of 65,500 pixels", _resized_jpeg(grey, 65_500), False),
        Case("JPEG progressive of 30,000 pixels", _resized_jpeg(scans, SIDE), False),
        Case("JPEG of 30,000 pixels that ends after some", _resized_jpeg(colour, SIDE)),
        Case("JPEG of a thousand scans", lambda: _many_scans(scans), False),
        Case("PNG of 30,000 pixels", lambda: flat_png(SIDE, SIDE, 8, 0), False),
        Case("PNG of 30,000 pixels, 1 bit", lambda: flat_png(SIDE, SIDE, 1, 0), False),
        Case("PNG of 30,000 x 100 pixels", lambda: flat_png(SIDE, 100, 8, 2), True),
        Case("PNG of 7,500 pixels", lambda: flat_png(7500, 7500, 8, 0), True),
        Case("PNG of 7,500 pixels, 16 bit colours", lambda: flat_png(7500, 7500, 16, 2), True),
        Case("PNG of 7,500 pixels, 16 bit and alpha", lambda: flat_png(7500, 7500, 16, 6), True),
        Case("PNG of 2 billion pixels a side", _png(0x7FFFFFFF, 0x7FFFFFFF, 8, 6, b""), False),
        Case("PNG without size", _png(0, 0, 8, 2, b""), False),
        Case(
            "PNG whose text is a bomb",
            lambda: _with_chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(10**8), 9)),
            None,
        ),
        Case(
            "PNG whose profile is a bomb",
            lambda: _with_chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(10**8), 9)),
            None,
        ),
        Case("GIF of 65,535 pixels", _patched(_saved(_scene("P"), format="GIF"), 6, b"\xff" * 4), False),
        Case(
            "GIF of 30,000 pixels", _patched(_saved(_scene("P"), format="GIF"), 6, b"\x30\x75\x30\x75"), False
        ),
        Case("WebP of 16,383 pixels", lambda: _saved(Image.new("RGB", (16_383, 400)), format="WEBP"), True),
        Case("WebP that says 16,777,216 pixels", _large_webp(), False),
        Case("TIFF of 30,000 pixels", _tiff_of(SIDE, SIDE), False),
        Case("TIFF of 4 billion pixels", _tiff_of(0xFFFFFFFF, 0xFFFFFFFF), False),
        Case("TIFF that goes in circles", _circle(), False),
        Case("BMP of 30,000 pixels", _bmp_of(SIDE, SIDE), False),
        Case("BMP upside down without end", _bmp_of(0x7FFFFFFF, -0x7FFFFFFF), False),
        Case("one pixel", _saved(Image.new("RGB", (1, 1)), format="PNG"), False),
        Case("one row", _saved(Image.new("RGB", (20_000, 1)), format="PNG"), False),
    )


def large_jpeg(side: int) -> bytes:
    """Return a grey JPEG of ``side`` x ``side`` pixels, a multiple of 16, made without ever being decoded."""
    small = _saved(Image.new("L", (8, 8), 128), format="JPEG")
    # With the usual tables a flat block is 00 (no change) and 1010 (nothing more): four of them are 3 bytes.
    blocks = (-(-side // 8)) ** 2
    head = _resized_jpeg(small, side)
    return head[: _scan(head)] + b"\x28\xa2\x8a" * -(-blocks // 4) + b"\xff\xd9"


def _scan(jpeg: bytes) -> int:
    """Return where the data of the first scan begin."""
    at = jpeg.index(b"\xff\xda")
    return at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])


def _resized_jpeg(jpeg: bytes, side: int) -> bytes:
    at = next(i for i in range(len(jpeg)) if jpeg[i] == 0xFF and jpeg[i + 1] in (0xC0, 0xC2))
    return _patched(jpeg, at + 5, struct.pack(">HH", side, side))


def _many_scans(jpeg: bytes) -> bytes:
    last = jpeg.rindex(b"\xff\xda")
    return jpeg[:-2] + jpeg[last:-2] * 1000 + b"\xff\xd9"


def flat_png(width: int, height: int, bits: int, colours: int) -> bytes:
    """Return a PNG of one colour, compressed piece by piece."""
    channels = {0: 1, 2: 3, 6: 4}[colours]
    row = b"\0" + b"\x40" * -(-width * bits * channels // 8)
    packer = zlib.compressobj(9)
    many, rest = divmod(height, 50)
    packed = b"".join(packer.compress(row * 50) for _ in range(many)) + packer.compress(row * rest)
    return _png(width, height, bits, colours, packed + packer.flush())


def _png(width: int, height: int, bits: int, colours: int, packed: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, 0)
    chunks = _chunk(b"IHDR", head) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _with_chunk(kind: bytes, body: bytes) -> bytes:
    png = _saved(_scene("RGB"), format="PNG")
    return png[:33] + _chunk(kind, body) + png[33:]


def _large_webp() -> bytes:
    webp = _saved(_scene("RGBA"), format="WEBP", exif=_exif())
    return _patched(webp, 24, b"\xff" * 6) if webp[12:16] == b"VP8X" else webp


def _tiff_of(width: int, height: int) -> bytes:
    """Return a TIFF that announces a size and holds one strip of nothing, compressed."""
    packed = zlib.compress(bytes(10**6))
    entries = [
        (256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, 8), (262, 3, 1, 1),
        (273, 4, 1, 8), (277, 3, 1, 1), (278, 4, 1, height), (279, 4, 1, len(packed)),
    ]  # fmt: skip
    directory = (
        struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *e) for e in entries) + bytes(4)
    )
    return struct.pack("<2sHI", b"II", 42, 8 + len(packed)) + packed + directory


def _circle() -> bytes:
    """Return a TIFF whose second directory is its first."""
    tiff = bytearray(_tiff_of(10, 10))
    tiff[-4:] = tiff[4:8]
    return bytes(tiff)


def _bmp_of(width: int, height: int) -> bytes:
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 8, 1, 0, 2835, 2835, 0, 0)
    return b"BM" + struct.pack("<IHHI", 1078 + 64, 0, 0, 1078) + head + bytes(1024) + b"\xff\x07" * 32


def _patched(data: bytes, at: int, put: bytes) -> bytes:
    return data[:at] + put + data[at + len(put) :]


# ---------------------------------------------------------------- disguises and damage


def disguised() -> list[Case]:
    """Return what is no picture, or not the one it seems to be."""
    jpeg, png = _saved(_scene("RGB"), format="JPEG"), _saved(_scene("RGB"), format="PNG")
    cases = [Case(f"SVG {i}", data, False) for i, data in enumerate(SVG)]
    cases += [Case(f"other {i}", data, False) for i, data in enumerate(OTHERS)]
    return [
        *cases,
        Case("program after a JPEG", jpeg + OTHERS[1], True),
        Case("page after a PNG", png + OTHERS[4], True),
        Case("PNG with the start of a JPEG", b"\xff\xd8\xff\xe0" + png[4:], False),
        Case("JPEG with the start of a PNG", png[:8] + jpeg[8:], False),
        Case("JPEG with the start of a TIFF", b"II*\0" + jpeg[4:], False),
        Case("SVG with the start of a GIF", b"GIF89a" + SVG[0], False),
    ]


def _header(rng: random.Random, data: bytes) -> bytes:
    return _flipped(rng, data, 8, min(len(data), 160))


def _anywhere(rng: random.Random, data: bytes) -> bytes:
    return _flipped(rng, data, 8, len(data))


def _flipped(rng: random.Random, data: bytes, begin: int, end: int) -> bytes:
    broken = bytearray(data)
    for _ in range(rng.choice((1, 2, 4, 12))):
        broken[rng.randrange(begin, end)] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256)))
    return bytes(broken)


def _cut(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(4, len(data))]


def _mixed(rng: random.Random, data: bytes) -> bytes:
    begin, end = sorted(rng.randrange(8, len(data)) for _ in range(2))
    return data[:begin] + data[begin:end] * 2 + data[end:]


DAMAGES: tuple[tuple[str, Callable[[random.Random, bytes], bytes]], ...] = (
    ("header of", _header),
    ("header of", _header),
    ("bytes of", _anywhere),
    ("cut", _cut),
    ("twice a part of", _mixed),
)
