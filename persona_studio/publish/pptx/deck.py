"""Writes pages as a presentation: one slide each, on a layout of its kind; the same pages, the same bytes."""

import re
from collections.abc import Callable, Container, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.parts.slide import NotesSlidePart

from persona_studio.domain.deliverables import DELIVERABLES
from persona_studio.domain.ids import Id
from persona_studio.publish.boxes import Page, TextBox, text_boxes
from persona_studio.publish.fonts import FontBook
from persona_studio.publish.pptx import frames
from persona_studio.publish.pptx.chapters import divide
from persona_studio.publish.pptx.colours import Palette
from persona_studio.publish.pptx.fit import fit, slide_size
from persona_studio.publish.pptx.free import Free
from persona_studio.publish.pptx.grid import ruled
from persona_studio.publish.pptx.items import Item, Label, Listed, Table, Title, items
from persona_studio.publish.pptx.paragraphs import Writer, is_serif
from persona_studio.publish.pptx.shapes import Brush, shape
from persona_studio.publish.pptx.skeleton import About, Design, Words, off_slide, skeleton
from persona_studio.publish.pptx.tables import table
from persona_studio.publish.pptx.xml import NAMESPACES, content, shortened
from persona_studio.publish.style import Accent
from persona_studio.texts import Texts

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Slides

    from persona_studio.publish.pdf import DocumentInfo

PRODUCER = "Persona Studio"
Pictures = Callable[[Id], bytes | None]
"""Gives a stored picture by its id."""
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The only moment that parts of the file tell: their archive knows none before."""
_LONGEST_TITLE = 250
_LONGEST_NOTE = 20_000
_LEVEL = 6
_ENDS = re.compile("\r\n|[\n\r]")
_BEFORE = (
    f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<p:sld {NAMESPACES}><p:cSld><p:spTree>"
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
)
_AFTER = "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"


def pptx_bytes(
    pages: Sequence[Page],
    info: "DocumentInfo",
    fonts: FontBook,
    read_picture: Pictures | None = None,
    notes: Mapping[Id, str] | None = None,
    *,
    quiet: Container[int] = (),
    accents: Sequence[Accent] = (),
    step: Callable[[], None] = lambda: None,
) -> bytes:
    """Return pages as the bytes of a PowerPoint file.

    Args:
        pages: slides are as large as they are, or 16:9 when they differ.
        info: what the file says about itself.
        fonts: those that the pages were laid out with.
        read_picture: gives the pictures that the pages show.
        notes: what the speaker is told of an attribute, or of the words of a persona, by its id: it stands
            below the slides that show it.
        quiet: numbers of the pages, from 0, below which nothing stands.
        accents: those of the theme, before what else the pages wear.
        step: called after each slide; it may raise to stop.

    Raises:
        KeyError: a picture is on a page, and not to be had.
    """
    texts, size = Texts(info.language), slide_size(pages)
    palette = Palette(pages, accents)
    kinds = info.chapters if len(info.chapters) == len(pages) else [_kind(page, texts) for page in pages]
    layouts = list(dict.fromkeys(kinds))
    design = Design(size, palette.theme(), layouts, *_families(pages))
    about = About(info.title, info.author, info.subject, info.created, PRODUCER)
    slides = Presentation(skeleton(design, _words(texts), about))
    press = _Press(slides, palette, fonts, texts, read_picture or (lambda _: None), size)
    for number, (page, kind) in enumerate(zip(pages, kinds, strict=True)):
        said = {} if notes is None or number in quiet else notes
        press.slide(page, layouts.index(kind), said)
        step()
    divide(slides, kinds)
    return _packed(slides)


class _Press:
    """Makes the slides of one document."""

    def __init__(
        self,
        slides: "Slides",
        palette: Palette,
        fonts: FontBook,
        texts: Texts,
        read_picture: Pictures,
        size: tuple[float, float],
    ) -> None:
        self._slides, self._palette, self._fonts, self._texts = slides, palette, fonts, texts
        self._read, self._size, self._count = read_picture, size, 0
        self._images: dict[Id, Part] = {}

    def slide(self, page: Page, layout: int, notes: Mapping[Id, str]) -> None:
        """Add the slide of a page, written at once: a thousand shapes as objects would fill the memory."""
        deck = self._slides.part
        self._count += 1
        slide = Part(PackURI(f"/ppt/slides/slide{self._count}.xml"), CT.PML_SLIDE, deck.package)
        slide.relate_to(self._slides.slide_layouts[layout].part, RT.SLIDE_LAYOUT)
        self._slides.slides._sldIdLst.add_sldId(deck.relate_to(slide, RT.SLIDE))  # noqa: SLF001 - no other way
        slide.blob = self._written(page, slide)
        said = _noted(page, notes)
        if said:
            _write_notes(slide, said)

    def _written(self, page: Page, slide: Part) -> bytes:
        brush, writer = self._tools(page, slide)
        parts, free = ruled(items(page.boxes)), Free(page)
        painted = [self._painted(brush, writer, part, free) for part in parts]
        if not any(isinstance(part, Title) for part in parts):
            painted.insert(0, self._hidden_title(brush, page))
        return f"{_BEFORE}{''.join(painted)}{_AFTER}".encode()

    def _tools(self, page: Page, slide: Part) -> tuple[Brush, Writer]:
        placed = fit(page, self._size)
        language = _tag(page.language)
        texts = self._texts
        brush = Brush(placed, self._palette, lambda key: self._picture(slide, key), texts("Decoration"))
        return brush, Writer(placed, self._palette, self._fonts, language)

    def _painted(self, brush: Brush, writer: Writer, part: Item, free: Free) -> str:
        texts = self._texts
        match part:
            case Title():
                return frames.title(brush, writer, part, free)
            case Listed():
                return frames.listed(brush, writer, part)
            case Label():
                return frames.label(brush, writer, part)
            case Table():
                return table(brush, writer, part, texts("Table"))
            case TextBox():
                return frames.text(brush, writer, part, free)
            case _:
                return shape(brush, part)

    def _hidden_title(self, brush: Brush, page: Page) -> str:
        title = shortened(page.title or page.label or PRODUCER, _LONGEST_TITLE)
        run = f'<a:p><a:r><a:rPr lang="{_tag(page.language)}"/><a:t>{content(title)}</a:t></a:r></a:p>'
        return frames.hidden_title(brush, title, run, off_slide(self._size))

    def _picture(self, slide: Part, key: Id) -> str:
        if key not in self._images:
            data = self._read(key)
            if data is None:
                raise KeyError(f"the picture {key} is on a page, and not to be had")
            self._images[key] = self._slides.part.package.get_or_add_image_part(BytesIO(data))
        return str(slide.relate_to(self._images[key], RT.IMAGE))


def _kind(page: Page, texts: Texts) -> str:
    """Return what the deliverable of a page is called, as far as its part tells."""
    part = page.part.split(",")[0]
    name = next((each.name for each in DELIVERABLES if each.id == part), "")
    return texts(name) if name else texts("Page")


def _families(pages: Sequence[Page]) -> tuple[bool, bool]:
    """Tell whether pages are set in the family with serifs, and in the one without."""
    fonts = {run.font for page in pages for b in text_boxes(page) for line in b.lines for run in line.runs}
    serif = any(is_serif(font) for font in fonts)
    return serif, not serif or any(font.startswith("Inter") for font in fonts)


def _words(texts: Texts) -> Words:
    return Words(
        _tag(texts.language),
        texts("Title"),
        texts("Text"),
        texts("Notes"),
        texts("Picture of the slide"),
        texts("Title and text"),
    )


def _tag(language: str) -> str:
    """Return a language as the spelling checker of a slide knows it."""
    return {"fr": "fr-FR", "en": "en-GB"}.get(language, "fr-FR")


def _noted(page: Page, notes: Mapping[Id, str]) -> str:
    """Return what is to be said of what a page shows, each thing once, in their order."""
    refs = dict.fromkeys(box.ref for box in page.boxes if box.ref is not None)
    shown = dict.fromkeys(ref.id for ref in refs if ref.kind == "attribute" or ref.field == "quote")
    return "\n".join(shortened(notes[own], _LONGEST_NOTE) for own in shown if notes.get(own))


def _write_notes(slide: Part, said: str) -> None:
    part = NotesSlidePart.new(slide.package, slide)  # type: ignore[no-untyped-call]
    slide.relate_to(part, RT.NOTES_SLIDE)
    frame = part.notes_slide.notes_text_frame
    if frame is None:
        raise ValueError("the master of the notes has no place for text")
    # Written at once, as slides are: a paragraph after the other takes a minute where there are thousands.
    said = "".join(_paragraph(line) for line in _ENDS.split(said))
    body = parse_xml(f"<p:txBody {NAMESPACES}><a:bodyPr/><a:lstStyle/>{said}</p:txBody>")
    old = frame._txBody  # noqa: SLF001 - no other way
    old.getparent().replace(old, body)


def _paragraph(line: str) -> str:
    return f"<a:p><a:r><a:t>{content(line)}</a:t></a:r></a:p>" if line else "<a:p/>"


def _packed(slides: "Slides") -> bytes:
    """Return the file, its parts always at the same moment: whoever makes it twice gets it twice."""
    written, out = BytesIO(), BytesIO()
    slides.save(written)
    with ZipFile(written) as source, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as file:
        for part in source.infolist():
            entry = ZipInfo(part.filename, _FIRST_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            file.writestr(entry, source.read(part))
    return out.getvalue()
