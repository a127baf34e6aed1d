"""Paints pages as a tagged, vector PDF with embedded fonts; the same pages always give the same bytes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from pathlib import Path as File
from zlib import compress

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from persona_studio.domain.ids import Id
from persona_studio.publish import tags
from persona_studio.publish.archive import add_intent
from persona_studio.publish.boxes import Box, Group, Page, TextBox, images
from persona_studio.publish.fonts import FontBook
from persona_studio.publish.grey import without_colours
from persona_studio.publish.metadata import packet
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
    """What the file says about itself. ``created`` is an ISO 8601 date and time, or empty.

    ``chapters`` names what each page belongs to, in their order: pages of one that follow each other are
    bookmarked below it. ``archive`` makes the file one for archives (PDF/A-2b).
    """

    title: str
    language: str = "fr"
    author: str = ""
    subject: str = ""
    created: str = ""
    chapters: tuple[str, ...] = ()
    archive: bool = False


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
    _bookmarks(pdf, pages, info.chapters)
    _describe(pdf, info)
    for sheet, page in zip(pdf.pages, pages, strict=True):
        _frame(sheet, page)
    if info.archive:
        add_intent(pdf)
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
    known: dict[str, pikepdf.Object] = {}
    for number, page in enumerate(pages):
        for name, image in {picture_name(image): image for image in images(page.boxes)}.items():
            if name not in known:
                data = pictures(image.key) if pictures else None
                data = without_colours(data) if image.grey and data is not None else data
                known[name] = pdf.make_indirect(_picture(pdf, image.key, data))
            pdf.pages[number].add_resource(known[name], Name.XObject, Name(f"/{name}"))


def _picture(pdf: pikepdf.Pdf, key: Id, data: bytes | None) -> pikepdf.Stream:
    """Return a stored picture as PDF holds it: taken as it is, unless parts of it can be seen through."""
    found = header(data) if data is not None else None
    if data is None or found is None:
        raise KeyError(f"the picture {key} is on a page, and not to be had")
    if found.alpha:
        return _see_through(pdf, data)
    filtered = Name.DCTDecode if found.kind == "jpeg" else Name.FlateDecode
    about = _about(found.width, found.height, Name.DeviceRGB, filtered)
    if found.kind == "png":
        about.DecodeParms = Dictionary(Predictor=15, Colors=3, BitsPerComponent=8, Columns=found.width)
    return pikepdf.Stream(pdf, data if found.kind == "jpeg" else png_data(data), about)


def _see_through(pdf: pikepdf.Pdf, data: bytes) -> pikepdf.Stream:
    """Return a logo with its alpha, which PDF keeps in a picture beside."""
    from PIL import Image  # noqa: PLC0415 - few documents have one

    with Image.open(BytesIO(data), formats=("PNG",)) as picture:
        colours, alpha, size = picture.convert("RGB"), picture.getchannel("A"), picture.size
    beside = _about(*size, Name.DeviceGray, Name.FlateDecode)
    about = _about(*size, Name.DeviceRGB, Name.FlateDecode)
    about.SMask = pdf.make_indirect(pikepdf.Stream(pdf, compress(alpha.tobytes(), 9), beside))
    return pikepdf.Stream(pdf, compress(colours.tobytes(), 9), about)


def _about(width: int, height: int, space: Name, filtered: Name) -> Dictionary:
    return Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=space,
        BitsPerComponent=8,
        Filter=filtered,
    )


def _frame(sheet: pikepdf.Page, page: Page) -> None:
    """Say what of a page is shown, how far colour goes and where it is cut: all three, for any printer."""
    left, top, right, bottom = page.trim or (0.0, 0.0, page.width, page.height)
    bleed = page.bleed
    sheet.cropbox = Array(_points(0, 0, page.width, page.height))
    sheet.bleedbox = Array(
        _points(left - bleed, page.height - bottom - bleed, right + bleed, page.height - top + bleed)
    )
    sheet.trimbox = Array(_points(left, page.height - bottom, right, page.height - top))


def _points(*values: float) -> list[Decimal]:
    return [Decimal(f"{value:.4f}").normalize() for value in values]


def _bookmarks(pdf: pikepdf.Pdf, pages: Sequence[Page], chapters: Sequence[str]) -> None:
    """Name pages and the headings on them, below the chapters when there are several."""
    named = chapters if len(set(chapters)) > 1 else ("",) * len(pages)
    with pdf.open_outline() as outline:
        for chapter, several in groupby(zip(named, enumerate(pages), strict=True), key=itemgetter(0)):
            places = [place for _, place in several]
            items = [_bookmark(*place) for place in places]
            if not chapter:
                outline.root.extend(items)
            elif len(items) == 1:
                items[0].title = printed(chapter)
                outline.root.append(items[0])
            else:
                first, page = places[0]
                above = OutlineItem(printed(chapter), first, "XYZ", left=0, top=page.height)
                above.children.extend(items)
                outline.root.append(above)


def _bookmark(number: int, page: Page) -> OutlineItem:
    item = OutlineItem(printed(page.title), number, "XYZ", left=0, top=page.height)
    for box in page.boxes:
        if isinstance(box, TextBox) and box.role == "h2":
            top = page.height - box.y + 6
            item.children.append(OutlineItem(box.text, number, "XYZ", left=0, top=top))
    return item


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
    about = packet(info, PRODUCER)
    pdf.Root.Metadata = pdf.make_indirect(
        pikepdf.Stream(pdf, about, Dictionary(Type=Name.Metadata, Subtype=Name.XML))
    )
