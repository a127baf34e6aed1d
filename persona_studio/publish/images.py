"""Any picture a user has becomes one that is safe to keep and fit to print.

What comes in may be broken, disguised or made to do harm; it is read in the worker process. What goes out
is upright, in sRGB, no larger than the largest frame needs at 300 dpi, and tells nothing but its pixels: no
place, no camera, no thumbnail. The same picture always gives the same bytes.
"""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from PIL import (
    BmpImagePlugin,
    ExifTags,
    GifImagePlugin,
    Image,
    ImageCms,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from persona_studio.errors import UserError
from persona_studio.publish.pictures import JPEG_START, LONGEST, PNG_START, jpeg_frame

MOST_BYTES = 100_000_000
ROOM = 320_000_000
"""Bytes that a picture may take while it is decoded, estimated before. With the copy made small and all that
the process holds besides, that is less than half a gigabyte.
"""
MOST_PIXELS = 1_000_000_000
"""Pixels of a JPEG, which is read at a fraction of its size."""
MOST_SEE_THROUGH = 40_000_000
"""Pixels of a logo, which is held whole with its alpha."""
MOST_SCANS = 300
LEAST = 32
"""Pixels of the shorter side: less shows nothing."""
DPI, ZOOM = 300, 2.0
FRAME_MM = (108.0, 110.0)
"""The largest frame of all templates: that of the A3 poster."""
TARGET = tuple(round(side / 25.4 * DPI * ZOOM) for side in FRAME_MM)
"""Pixels that a picture is kept with: enough for that frame when half of the picture is cropped away."""
QUALITY, FINE = 88, 1200
FEW_COLOURS = 256
"""A picture of no more colours is a drawing: it is kept without loss."""
_BAND = 256
"""Rows that are worked on at once."""
_PROFILE_BYTES = 4_000_000
_SCAN = b"\xff\xda"
_ONE_BYTE, _TWO_BYTES = frozenset({"1", "L", "P"}), frozenset({"I;16", "I;16L", "I;16B", "I;16N"})
_SPACES = {"GRAY": "L", "RGB": "RGB", "CMYK": "CMYK", "Lab": "LAB"}
_HEIF = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"})
T = TypeVar("T")
Reader = Callable[[BytesIO], ImageFile.ImageFile]
_READERS: dict[str, Reader] = {
    "JPEG": JpegImagePlugin.JpegImageFile,
    "PNG": PngImagePlugin.PngImageFile,
    "WEBP": WebPImagePlugin.WebPImageFile,
    "GIF": GifImagePlugin.GifImageFile,
    "TIFF": TiffImagePlugin.TiffImageFile,
    "BMP": BmpImagePlugin.BmpImageFile,
}
"""One class a format, called by itself: left to look, the library would try readers for eighty others."""


@dataclass(frozen=True, slots=True)
class SafePicture:
    """A picture ready to be stored: a JPEG or PNG file of ``width`` x ``height`` pixels."""

    data: bytes
    width: int
    height: int


def safe_picture(source: Path | bytes, name: str = "") -> SafePicture:
    """Read any picture and return it safe and fit to print.

    Args:
        source: a file, or what one holds. Its content tells what it is, not its name.
        name: what errors call it; the name of the file when it is one.

    Raises:
        UserError: it cannot be read, is no picture of a kind we take, is broken, too small or too large.
    """
    data, name = file_data(source, name)
    return decoded(data, name, lambda kind: _stored(_plain(data, kind, name)))


def file_data(source: Path | bytes, name: str = "") -> tuple[bytes, str]:
    """Return what a file holds and what errors call it; UserError when it cannot be read, or is too much."""
    name = name or (source.name if isinstance(source, Path) else "")
    data = _read(source) if isinstance(source, Path) else source
    if len(data) > MOST_BYTES:
        raise UserError("picture_too_heavy", file=name, limit=MOST_BYTES // 1_000_000)
    return data, name


def decoded(data: bytes, name: str, decode: Callable[[str], T]) -> T:
    """Return what a decoder makes of a picture, called with its format; what goes wrong is a UserError."""
    kind = sniffed(data)
    if kind not in _READERS:
        raise UserError(_refusal(data, kind), file=name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what a picture says wrongly of itself is no news
        try:
            return decode(kind)
        except (UserError, MemoryError):
            raise
        except Exception as error:  # a broken picture makes its reader fail in any way there is
            raise UserError("picture_broken", file=name) from error


def see_through(data: bytes, kind: str, name: str, most: int) -> Image.Image:
    """Return the upright picture in sRGB with its alpha, no side longer than ``most`` pixels."""
    picture = _opened(data, kind, name)
    if picture.width * picture.height > MOST_SEE_THROUGH:
        raise UserError("picture_too_large", file=name, width=picture.width, height=picture.height)
    picture.load()
    orientation = _orientation(picture)
    colours, alpha = _Colours(picture).apart(picture)
    whole = colours.convert("RGBA")
    if alpha is not None:
        whole.putalpha(alpha)
    whole.thumbnail((most, most), Image.Resampling.LANCZOS)
    return _turned(whole, orientation)


def sniffed(data: bytes) -> str:
    """Return the format that the first bytes tell ("JPEG", "PNG"..., "HEIF", "SVG"), "" when none."""
    start = data[:16]
    if start.startswith(JPEG_START):
        return "JPEG"
    if start.startswith(PNG_START):
        return "PNG"
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "WEBP"
    if start[:6] in (b"GIF87a", b"GIF89a"):
        return "GIF"
    if start[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return "TIFF"
    if start[:2] == b"BM":
        return "BMP"
    if start[4:8] == b"ftyp" and start[8:12] in _HEIF:
        return "HEIF"
    return "SVG" if _is_svg(data) else ""


def _is_svg(data: bytes) -> bool:
    head = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return data[:2] == b"\x1f\x8b" or (head.startswith(b"<") and b"<svg" in head)


def _refusal(data: bytes, kind: str) -> str:
    if not data:
        return "picture_empty"
    return {"HEIF": "picture_heif", "SVG": "picture_svg"}.get(kind, "picture_not_one")


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise UserError("picture_missing", file=path.name)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UserError("picture_missing", file=path.name) from error
    if len(data) > MOST_BYTES:
        raise UserError("picture_too_heavy", file=path.name, limit=MOST_BYTES // 1_000_000)
    return data


# ---------------------------------------------------------------- before anything is decoded


def _opened(data: bytes, kind: str, name: str) -> ImageFile.ImageFile:
    """Open a picture without decoding it; UserError when that would take too much room, or is no use."""
    picture = _READERS[kind](BytesIO(data))
    if min(picture.size) < LEAST:
        raise UserError("picture_too_small", file=name, width=picture.width, height=picture.height)
    too_large = UserError("picture_too_large", file=name, width=picture.width, height=picture.height)
    if kind == "JPEG":
        if picture.width * picture.height > MOST_PIXELS or data.count(_SCAN) > MOST_SCANS:
            raise too_large
        picture.draft(None, _least(*picture.size))
    if len(data) + cost(picture, data, kind) > ROOM:
        raise too_large
    return picture


def cost(picture: Image.Image, data: bytes, kind: str) -> int:
    """Return the bytes that a picture will take while it is decoded, never too few."""
    pixels = picture.width * picture.height
    held = pixels * (1 if picture.mode in _ONE_BYTE else 2 if picture.mode in _TWO_BYTES else 4)
    if kind == "WEBP":
        return 2 * len(data) + 16 * pixels  # two canvases, and the picture twice
    if kind == "JPEG":
        frame = jpeg_frame(data)
        return held + (2 * frame.width * frame.height * frame.components if frame and frame.whole else 0)
    if kind == "TIFF" and isinstance(picture, TiffImagePlugin.TiffImageFile):
        bits = sum(map(int, picture.tag_v2.get(258, (8,))))  # one strip may hold all of it, packed
        turned = held if picture.tag_v2.get(ExifTags.Base.Orientation, 1) != 1 else 0
        return held + turned + pixels * max(bits // 8, 4)
    return 2 * held if kind in ("GIF", "BMP") else held


def _least(width: int, height: int) -> tuple[int, int]:
    """Return the size that a picture is kept with: both sides of the target covered, none too long."""
    factor = max(1.0, min(width / TARGET[0], height / TARGET[1]), max(width, height) / LONGEST)
    return max(1, round(width / factor)), max(1, round(height / factor))


# ---------------------------------------------------------------- plain pixels


def _plain(data: bytes, kind: str, name: str) -> Image.Image:
    """Return the upright picture in sRGB, on white, at the size it is kept with."""
    picture = _opened(data, kind, name)
    announced = picture.size
    picture.load()
    size = picture.size
    if size not in (announced, announced[::-1]):  # a TIFF is turned when it is read
        raise ValueError(f"announced as {announced}, {picture.size} in fact")
    orientation = _orientation(picture)
    small = _shrunk(picture, _Colours(picture))
    picture.close()  # its pixels are the most of what is held
    wanted = _least(*size)
    small = small if small.size == wanted else small.resize(wanted, Image.Resampling.LANCZOS)
    return _turned(small, orientation)


def _shrunk(picture: Image.Image, colours: "_Colours") -> Image.Image:
    """Return the picture converted and made small by a whole number, band by band.

    A copy of all of it would be too much to hold.
    """
    width, height = picture.size
    size = _least(width, height)
    step = max(1, min(width // size[0], height // size[1]))
    small = Image.new("RGB", (-(-width // step), -(-height // step)))
    rows = max(1, _BAND // step) * step
    for top in range(0, height, rows):
        band = colours.plain(picture.crop((0, top, width, min(height, top + rows))))
        small.paste(band.reduce(step) if step > 1 else band, (0, top // step))
    return small


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # noqa: BLE001 - a picture with broken notes is still a picture, held as it is
        return 1


def _turned(picture: Image.Image, orientation: int) -> Image.Image:
    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }.get(orientation)
    return picture if turn is None else picture.transpose(turn)


class _Colours:
    """Turns bands of one picture into 8 bits of red, green and blue, on white."""

    def __init__(self, picture: Image.Image) -> None:
        self._deep = picture.mode in ("I", "F")
        low, high = _extent(picture) if self._deep else (0.0, 65535.0)
        self._low, self._scale = low, 255.0 / max(high - low, 1e-9)
        self._profiles = _profile(picture.info.get("icc_profile"))
        self._transforms: dict[str, ImageCms.ImageCmsTransform | None] = {}

    def plain(self, band: Image.Image) -> Image.Image:
        """Return a band as it prints."""
        seen, alpha = self.apart(band)
        if alpha is None:
            return seen
        ground = Image.new("RGB", seen.size, "white")
        ground.paste(seen, mask=alpha)
        return ground

    def apart(self, band: Image.Image) -> tuple[Image.Image, Image.Image | None]:
        """Return the colours of a band, and how much each pixel covers where that is said."""
        if self._deep or band.mode in _TWO_BYTES:
            low, scale = self._low, self._scale
            band = band.convert("F").point(lambda value: value * scale - low * scale).convert("L")
        alpha = None
        if band.has_transparency_data:
            band = band.convert("RGBA")
            alpha = band.getchannel("A")
            band = band.convert("RGB")
        return self._in_srgb(band), alpha

    def _in_srgb(self, band: Image.Image) -> Image.Image:
        if band.mode not in _SPACES.values():
            band = band.convert("RGB")
        if band.mode not in self._transforms:
            self._transforms[band.mode] = self._transform(band.mode)
        transform = self._transforms[band.mode]
        if transform is None:
            return band.convert("RGB")
        made = transform.apply(band)
        return made if made.mode == "RGB" else made.convert("RGB")

    def _transform(self, mode: str) -> ImageCms.ImageCmsTransform | None:
        """Return what leads from the picture's own colours to sRGB, None when they are sRGB or unknown."""
        own = self._profiles.get(mode)
        if own is None and mode == "LAB":
            own = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        if own is None:
            return None
        try:
            return ImageCms.buildTransform(own, ImageCms.createProfile("sRGB"), mode, "RGB")
        except ImageCms.PyCMSError:
            return None


def _extent(picture: Image.Image) -> tuple[float, float]:
    """Return the least and the greatest value of a picture of one band."""
    low, high = picture.getextrema()
    if isinstance(low, tuple) or isinstance(high, tuple):
        raise TypeError(f"{picture.mode} has several bands")
    return float(low), float(high)


def _profile(icc: bytes | None) -> dict[str, ImageCms.ImageCmsProfile]:
    """Return a picture's colour profile by the mode it is for; nothing when it is none of use."""
    if not icc or len(icc) > _PROFILE_BYTES:
        return {}
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(icc))
        mode = _SPACES.get(profile.profile.xcolor_space.strip())
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return {}
    return {mode: profile} if mode else {}


# ---------------------------------------------------------------- as it is kept


def _stored(picture: Image.Image) -> SafePicture:
    """Return the file of a picture: made of its pixels alone, so that nothing else can be in it."""
    out = BytesIO()
    if picture.getcolors(FEW_COLOURS) is not None:
        picture.save(out, "PNG", optimize=True)
    else:
        # A large photo has colours to spare, and is read in two thirds of the time; a small one has none.
        coarse = 2 if min(picture.size) > FINE else 0
        picture.save(out, "JPEG", quality=QUALITY, subsampling=coarse, optimize=True)
    return SafePicture(out.getvalue(), picture.width, picture.height)
