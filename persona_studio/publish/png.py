"""Paints a page as a PNG picture, by rasterising our own PDF: what is seen is what prints."""

from pathlib import Path as File

import pypdfium2
from PIL import Image

from persona_studio.publish.boxes import Page
from persona_studio.publish.layout.values import Supplies
from persona_studio.publish.pdf import DocumentInfo, pdf_bytes


def picture(page: Page, dpi: float, supplies: Supplies | None = None) -> Image.Image:
    """Return a page as a picture of ``dpi`` dots per inch."""
    document = pypdfium2.PdfDocument(pdf_bytes([page], DocumentInfo(page.title, page.language), supplies))
    try:
        whole: Image.Image = document[0].render(scale=dpi / 72).to_pil()
        return whole.convert("RGB")
    finally:
        document.close()


def write_png(page: Page, path: File, dpi: float, supplies: Supplies | None = None) -> None:
    """Write one page to a PNG file, whatever the ending of its name."""
    picture(page, dpi, supplies).save(path, "PNG", dpi=(dpi, dpi))
