"""Slides made for tests, and what can be read off them."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from persona_studio.publish.boxes import Page
from persona_studio.publish.pdf import DocumentInfo
from persona_studio.publish.pptx import pptx_bytes
from publish.sheets import SUPPLIES, bare

INFO = DocumentInfo("Julie", "fr")


def written_slides(pages: Sequence[Page], **more) -> bytes:
    more.setdefault("read_picture", None)
    return pptx_bytes(pages, INFO, SUPPLIES.fonts, **more)


def opened(data: bytes):
    return Presentation(BytesIO(data))


def shapes(slide) -> Iterator:
    """Yield all shapes of a slide, those of groups too."""
    waiting = list(slide.shapes)
    while waiting:
        shape = waiting.pop(0)
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            waiting[:0] = list(shape.shapes)


def frames(slide) -> Iterator:
    """Yield the frames of text of a slide that can be edited, cells of tables among them."""
    for shape in shapes(slide):
        if getattr(shape, "has_table", False) and shape.has_table:
            yield from (cell.text_frame for row in shape.table.rows for cell in row.cells)
        elif shape.has_text_frame:
            yield shape.text_frame


def texts(presentation) -> list[str]:
    """Return all texts of the slides, bare, as sorted as they are many."""
    found = (bare(frame.text) for slide in presentation.slides for frame in frames(slide))
    return sorted(text for text in found if text)


def alt(shape) -> str:
    return shape._element.xpath("./*/p:cNvPr/@descr")[0] if shape._element.xpath("./*/p:cNvPr/@descr") else ""


def is_decoration(shape) -> bool:
    return bool(shape._element.xpath('./*/p:cNvPr//*[local-name()="decorative"][@val="1"]'))


def notes(presentation) -> list[str]:
    return [
        slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        for slide in presentation.slides
    ]
