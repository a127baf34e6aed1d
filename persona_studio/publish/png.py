"""Paints pages as PNG pictures, by rasterising our own PDF: what is seen is what prints."""

from collections.abc import Sequence
from pathlib import Path as File

import pypdfium2
from PIL import Image, UnidentifiedImageError
from PIL.PngImagePlugin import PngInfo

from persona_studio.publish.boxes import Page
from persona_studio.publish.fonts import FontBook
from persona_studio.publish.pdf import DocumentInfo, pdf_bytes

MAKER = "Persona Studio"
"""What our pictures say made them."""
_BETWEEN = "#E4E8EC"
_GAP = 0.25  # inches between pages of one picture


def pictures(pages: Sequence[Page], dpi: float, fonts: FontBook | None = None) -> list[Image.Image]:
    """Return one picture a page at ``dpi`` dots per inch."""
    document = pypdfium2.PdfDocument(pdf_bytes(pages, DocumentInfo(""), fonts))
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def write_png(pages: Sequence[Page], path: File, dpi: float, fonts: FontBook | None = None) -> None:
    """Write pages to one PNG file, below one another, whatever the ending of its name."""
    painted = pictures(pages, dpi, fonts)
    step = round(_GAP * dpi)
    width = max(picture.width for picture in painted)
    height = sum(picture.height + step for picture in painted) - step
    whole, y = Image.new("RGB", (width, height), _BETWEEN), 0
    for picture in painted:
        whole.paste(picture, (0, y))
        y += picture.height + step
    signed = PngInfo()
    signed.add_text("Software", MAKER)
    whole.save(path, "PNG", dpi=(dpi, dpi), pnginfo=signed)


def made_here(path: File) -> bool:
    """Tell whether a file is a picture that :func:`write_png` wrote."""
    try:
        with Image.open(path, formats=("PNG",)) as picture:
            return picture.info.get("Software") == MAKER
    except UnidentifiedImageError:
        return False
