"""Paints pages as a tagged, vector PDF with embedded fonts; the same pages always give the same bytes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path as File

import pikepdf
from pikepdf import Dictionary, Name, OutlineItem, String
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from persona_studio.domain.ids import Id
from persona_studio.publish import tags
from persona_studio.publish.boxes import Box, Group, Page, TextBox, images
from persona_studio.publish.fonts import FontBook
from persona_studio.publish.operators import picture_name, shape
from persona_studio.publish.pdf_text import PdfText
from persona_studio.publish.pictures import header, png_data
from persona_studio.publish.style import REGULAR
from persona_studio.publish.tags import Tag
from persona_studio.publish.text import printed

PRODUCER = "Persona Studio"
Pictures = Callable[[Id], bytes | None]
"""Gives a stored picture by its id."""
Step = Callable[[], None]


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What the file says about itself. ``created`` is an ISO 8601 date and time, or empty."""

    title: str
    language: str = "fr"
    author: str = ""
    subject: str = ""
    created: str = ""


def write_pdf(pages: Sequence[Page], path: File, info: DocumentInfo, fonts: FontBook | None = None) -> None:
    """Write pages to a file; ``fonts`` are those they were laid out with."""
    # Not by the library that makes it: on a full disk it ends the program, and leaves its own files behind.
    path.write_bytes(pdf_bytes(pages, info, fonts))


def pdf_bytes(
    pages: Sequence[Page],
    info: DocumentInfo,
    fonts: FontBook | None = None,
    pictures: Pictures | None = None,
    step: Step = lambda: None,
) -> bytes:
    """Return pages as the bytes of a PDF file.

    ``pictures`` gives those that the pages show; ``step`` is called after each page, and may raise to stop.
    """
    out = BytesIO()
    with _document(pages, info, fonts or FontBook(), step) as pdf:
        _embed(pdf, pages, pictures)
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _document(pages: Sequence[Page], info: DocumentInfo, fonts: FontBook, step: Step) -> pikepdf.Pdf:
    painted, marked = _painted(pages, info, fonts, step)
    pdf = pikepdf.open(painted)
    tags.write(pdf, tags.tree(marked))
    _bookmarks(pdf, pages)
    _describe(pdf, info)
    return pdf


def _painted(
    pages: Sequence[Page], info: DocumentInfo, fonts: FontBook, step: Step
) -> tuple[BytesIO, list[Tag]]:
    """Paint all pages; return the file, and the tags of its marked content in reading order."""
    # ReportLab puts an unembedded Helvetica on pages unless a canvas begins with another registered font.
    pdfmetrics.registerFont(TTFont(REGULAR, str(fonts.path(REGULAR))))
    out = BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=0, initialFontName=REGULAR, lang=info.language)
    text = PdfText(fonts, canvas._doc)  # noqa: SLF001 - fonts are subset per document, and only it knows itself
    marked: list[Tag] = []
    for number, page in enumerate(pages):
        canvas.setPageSize((page.width, page.height))
        canvas.addLiteral("\n".join(_operators(page, number, text, marked)))
        canvas.showPage()
        step()
    canvas.save()
    out.seek(0)
    return out, marked


def _operators(page: Page, number: int, text: PdfText, marked: list[Tag]) -> Iterator[str]:
    mcid = 0
    for decoration, boxes in groupby(page.boxes, _is_decoration):
        if decoration:
            yield "/Artifact BMC"
            for box in boxes:
                yield from _drawn(box, page, text)
            yield "EMC"
            continue
        for box in boxes:
            tag = _tag(box, page, number, mcid)
            marked.append(tag)
            yield f"/{'Span' if tag.role == 'label' else 'P'} <</MCID {mcid}>> BDC"
            yield from _drawn(box, page, text)
            yield "EMC"
            mcid += 1


def _is_decoration(box: Box) -> bool:
    if isinstance(box, TextBox):
        return box.role == "artifact"
    return not isinstance(box, Group) or box.role == "artifact"


def _drawn(box: Box, page: Page, text: PdfText) -> Iterator[str]:
    if isinstance(box, TextBox):
        return text.operators(box, page.height)
    return shape(box, page.height)


def _tag(box: Box, page: Page, number: int, mcid: int) -> Tag:
    if not isinstance(box, TextBox | Group):
        raise TypeError(f"{type(box).__name__} is decoration and has no tag")
    bottom = page.height - box.y - box.height
    frame = (box.x, bottom, box.x + box.width, bottom + box.height)
    alt = box.alt if isinstance(box, Group) else ""
    return Tag(box.role, number, mcid, alt, box.ref, frame, page.part, box.cell)


def _embed(pdf: pikepdf.Pdf, pages: Sequence[Page], pictures: Pictures | None) -> None:
    """Put each picture into the document once, as it is stored, and name it to the pages that show it."""
    known: dict[Id, pikepdf.Object] = {}
    for number, page in enumerate(pages):
        for key in dict.fromkeys(image.key for image in images(page.boxes)):
            if key not in known:
                known[key] = pdf.make_indirect(_picture(pdf, key, pictures(key) if pictures else None))
            pdf.pages[number].add_resource(known[key], Name.XObject, Name(f"/{picture_name(key)}"))


def _picture(pdf: pikepdf.Pdf, key: Id, data: bytes | None) -> pikepdf.Stream:
    """Return a stored picture as PDF holds it: both formats are taken as they are, nothing is decoded."""
    found = header(data) if data is not None else None
    if data is None or found is None:
        raise KeyError(f"the picture {key} is on a page, and not to be had")
    about = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=found.width,
        Height=found.height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode if found.kind == "jpeg" else Name.FlateDecode,
    )
    if found.kind == "png":
        about.DecodeParms = Dictionary(Predictor=15, Colors=3, BitsPerComponent=8, Columns=found.width)
    return pikepdf.Stream(pdf, data if found.kind == "jpeg" else png_data(data), about)


def _bookmarks(pdf: pikepdf.Pdf, pages: Sequence[Page]) -> None:
    with pdf.open_outline() as outline:
        for number, page in enumerate(pages):
            item = OutlineItem(printed(page.title), number, "XYZ", left=0, top=page.height)
            for box in page.boxes:
                if isinstance(box, TextBox) and box.role == "h2":
                    top = page.height - box.y + 6
                    item.children.append(OutlineItem(box.text, number, "XYZ", left=0, top=top))
            outline.root.append(item)


def made_here(path: File) -> bool:
    """Tell whether a file is a PDF that says we made it."""
    try:
        with pikepdf.open(path) as pdf:
            return str(pdf.docinfo.get("/Producer", "")) == PRODUCER
    except pikepdf.PdfError:
        return False


def _describe(pdf: pikepdf.Pdf, info: DocumentInfo) -> None:
    pdf.Root.Lang = String(info.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    known = {
        "Title": info.title,
        "Author": info.author,
        "Subject": info.subject,
        "Producer": PRODUCER,
        "Creator": PRODUCER,
    }
    said = {f"/{key}": String(printed(value)) for key, value in known.items() if value}
    pdf.trailer.Info = pdf.make_indirect(Dictionary(said))
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = printed(info.title)
        metadata["dc:language"] = {info.language}
        metadata["pdf:Producer"] = PRODUCER
        if info.created:
            metadata["xmp:CreateDate"] = info.created
