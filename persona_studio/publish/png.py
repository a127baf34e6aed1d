"""Paints pages as PNG pictures, by rasterising our own PDF: what is seen is what prints."""

from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path as File

import pypdfium2
from PIL import Image, UnidentifiedImageError
from PIL.PngImagePlugin import PngInfo

from persona_studio.publish.boxes import Page
from persona_studio.publish.fonts import FontBook
from persona_studio.publish.pdf import DocumentInfo, Pictures, pdf_bytes

MAKER = "Persona Studio"
"""What our pictures say made them."""


def pictures(
    pages: Sequence[Page], dpi: float, fonts: FontBook | None = None, photos: Pictures | None = None
) -> list[Image.Image]:
    """Return one picture a page at ``dpi`` dots per inch; ``photos`` gives those that the pages show."""
    return list(_painted(pages, dpi, fonts, photos))


def _painted(
    pages: Sequence[Page], dpi: float, fonts: FontBook | None, photos: Pictures | None
) -> Iterator[Image.Image]:
    """Yield pictures one by one: at 600 dpi that of a poster takes 200 MB."""
    document = pypdfium2.PdfDocument(pdf_bytes(pages, DocumentInfo(""), fonts, photos))
    try:
        for page in document:
            yield _picture(page, dpi)
            page.close()
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage, dpi: float) -> Image.Image:
    """Return the picture of a page; nothing holds the painted bitmap once it is made."""
    # In the order of bytes in which the picture is wanted: no copy is made to turn them round.
    bitmap = page.render(scale=dpi / 72, rev_byteorder=True)
    picture: Image.Image = bitmap.to_pil()
    bitmap.close()
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def png_pages(
    pages: Sequence[Page], dpi: float, fonts: FontBook | None = None, photos: Pictures | None = None
) -> Iterator[bytes]:
    """Yield each page as the bytes of a PNG file, one at a time."""
    # Through map: no name here holds a picture while the next one is painted.
    return map(partial(_signed, dpi=dpi), _painted(pages, dpi, fonts, photos))


def _signed(picture: Image.Image, dpi: float) -> bytes:
    signed = PngInfo()
    signed.add_text("Software", MAKER)
    out = BytesIO()
    picture.save(out, "PNG", dpi=(dpi, dpi), pnginfo=signed)
    return out.getvalue()


def made_here(path: File) -> bool:
    """Tell whether a file is a picture of pages that were painted here."""
    try:
        with Image.open(path, formats=("PNG",)) as picture:
            return picture.info.get("Software") == MAKER
    except UnidentifiedImageError:
        return False
