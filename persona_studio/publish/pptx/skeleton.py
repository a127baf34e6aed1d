"""The empty file that slides are put into: master, layouts, theme, and nothing that is not ours."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from string import Template
from typing import NamedTuple
from zipfile import ZIP_STORED, ZipFile

from persona_studio.paths import resource
from persona_studio.publish.pptx.fit import EMU
from persona_studio.publish.pptx.xml import attribute, content

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument"
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Where a family is not installed, another is found by its look: with or without serifs.
_SERIF = 'typeface="Newsreader" panose="02020603050405020304" pitchFamily="18"'
_SANS = 'typeface="Inter" panose="020B0604020202020204" pitchFamily="34"'
_FIRST_LAYOUT = 2147483649
_NOTES_ROOM = (5_486_400, 3_600_000)
_NOTES_WIDTH = 6_858_000


class Words(NamedTuple):
    """What the parts of the file are called in its language (a BCP 47 tag)."""

    language: str
    title: str
    text: str
    notes: str
    picture: str
    own: str
    """Name of the layout for slides that the reader adds."""


class About(NamedTuple):
    """What the file says about itself; ``created`` is an ISO 8601 date and time, or empty."""

    title: str
    author: str
    subject: str
    created: str
    program: str


class Design(NamedTuple):
    """Size of the slides in points, colours of the theme as XML, names of the layouts.

    ``serif`` and ``sans`` tell which families the pages are set in: the theme names no other.
    """

    size: tuple[float, float]
    colours: str
    layouts: Sequence[str]
    serif: bool = True
    sans: bool = True


def skeleton(design: Design, words: Words, about: About) -> BytesIO:
    """Return a presentation without a slide; its layouts are those named, then one with title and text."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as file:
        for path, data in _parts(design, words, about):
            file.writestr(path, data)
    out.seek(0)
    return out


def off_slide(size: tuple[float, float]) -> str:
    """Return the place of a title that is not to be seen: right above the slide, as PowerPoint hides them."""
    width, height = round(size[0] * EMU), round(40 * EMU)
    return f'<a:xfrm><a:off x="0" y="{-height - EMU}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _parts(design: Design, words: Words, about: About) -> Iterator[tuple[str, str]]:
    names = [*design.layouts, words.own]
    numbers = range(1, len(names) + 1)
    yield "[Content_Types].xml", _content_types(numbers)
    yield "_rels/.rels", _relations({
        "rId1": ("officeDocument", "ppt/presentation.xml"),
        "rId2": ("", "docProps/core.xml"),
        "rId3": ("extended-properties", "docProps/app.xml"),
    })  # fmt: skip
    yield "docProps/core.xml", _core(about, words.language)
    yield "docProps/app.xml", _app(about)
    blanks = {**_places(design.size), **{key: content(text) for key, text in words._asdict().items()}}
    blanks["lang"] = words.language
    yield "ppt/presentation.xml", _filled("presentation", blanks)
    yield "ppt/_rels/presentation.xml.rels", _relations({
        "rId1": ("slideMaster", "slideMasters/slideMaster1.xml"),
        "rId2": ("notesMaster", "notesMasters/notesMaster1.xml"),
        "rId3": ("theme", "theme/theme1.xml"),
        "rId4": ("presProps", "presProps.xml"),
        "rId5": ("viewProps", "viewProps.xml"),
        "rId6": ("tableStyles", "tableStyles.xml"),
    })  # fmt: skip
    yield from _settings()
    faces = {
        "major": _SERIF if design.serif else _SANS,
        "minor": _SANS if design.sans else _SERIF,
    }
    theme = _filled("theme", {"colours": design.colours, **faces})
    yield "ppt/theme/theme1.xml", theme
    yield "ppt/theme/theme2.xml", theme
    yield "ppt/notesMasters/notesMaster1.xml", _filled("notes_master", blanks)
    yield (
        "ppt/notesMasters/_rels/notesMaster1.xml.rels",
        _relations({"rId1": ("theme", "../theme/theme2.xml")}),
    )
    yield from _master(blanks, numbers)
    for number, name in zip(numbers, names, strict=True):
        yield from _layout(number, name, design.size, blanks, own=number == len(names))


def _master(blanks: Mapping[str, str], numbers: Sequence[int]) -> Iterator[tuple[str, str]]:
    ids = "\n".join(f'    <p:sldLayoutId id="{_FIRST_LAYOUT + i - 1}" r:id="rId{i}"/>' for i in numbers)
    yield "ppt/slideMasters/slideMaster1.xml", _filled("master", {**blanks, "layouts": ids})
    related = {f"rId{i}": ("slideLayout", f"../slideLayouts/slideLayout{i}.xml") for i in numbers}
    related[f"rId{len(numbers) + 1}"] = ("theme", "../theme/theme1.xml")
    yield "ppt/slideMasters/_rels/slideMaster1.xml.rels", _relations(related)


def _layout(
    number: int, name: str, size: tuple[float, float], blanks: Mapping[str, str], *, own: bool
) -> Iterator[tuple[str, str]]:
    told = {
        **blanks,
        "name": attribute(name)[1:-1].replace('"', "&quot;"),
        "kind": "obj" if own else "titleOnly",
        "own": "" if own else ' userDrawn="1"',
        "place": "" if own else off_slide(size),
        "body": _filled("layout_body", blanks) if own else "",
    }
    yield f"ppt/slideLayouts/slideLayout{number}.xml", _filled("layout", told)
    related = {"rId1": ("slideMaster", "../slideMasters/slideMaster1.xml")}
    yield f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels", _relations(related)


def _places(size: tuple[float, float]) -> dict[str, str]:
    """Return where title and text of the master stand, and the picture of the slide above its notes."""
    width, height = (round(side * EMU) for side in size)
    left, upper = round(width * 0.06), round(height * 0.06)
    scale = min(_NOTES_ROOM[0] / width, _NOTES_ROOM[1] / height)
    image = round(width * scale), round(height * scale)
    places = {
        "slide_width": width,
        "slide_height": height,
        "left": left,
        "width": width - 2 * left,
        "title_y": upper,
        "title_height": round(height * 0.12),
        "body_y": round(height * 0.22),
        "body_height": round(height * 0.7),
        "image_x": (_NOTES_WIDTH - image[0]) // 2,
        "image_width": image[0],
        "image_height": image[1],
    }
    return {key: str(value) for key, value in places.items()}


def _settings() -> Iterator[tuple[str, str]]:
    main = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    slides = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    yield "ppt/presProps.xml", f"{_DECLARED}<p:presentationPr {slides}/>"
    yield "ppt/viewProps.xml", f"{_DECLARED}<p:viewPr {slides}/>"
    plain = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
    yield "ppt/tableStyles.xml", f'{_DECLARED}<a:tblStyleLst {main} def="{plain}"/>'


def _content_types(numbers: Sequence[int]) -> str:
    show, paper = f"{_KIND}.presentationml", f"{_KIND}.theme+xml"
    parts = {
        "ppt/presentation.xml": f"{show}.presentation.main+xml",
        "ppt/slideMasters/slideMaster1.xml": f"{show}.slideMaster+xml",
        "ppt/notesMasters/notesMaster1.xml": f"{show}.notesMaster+xml",
        "ppt/theme/theme1.xml": paper,
        "ppt/theme/theme2.xml": paper,
        "ppt/presProps.xml": f"{show}.presProps+xml",
        "ppt/viewProps.xml": f"{show}.viewProps+xml",
        "ppt/tableStyles.xml": f"{show}.tableStyles+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": f"{_KIND}.extended-properties+xml",
        **{f"ppt/slideLayouts/slideLayout{i}.xml": f"{show}.slideLayout+xml" for i in numbers},
    }
    overrides = "".join(
        f'<Override PartName="/{path}" ContentType="{kind}"/>' for path, kind in parts.items()
    )
    return (
        f'{_DECLARED}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(told: Mapping[str, tuple[str, str]]) -> str:
    parts = "".join(
        f'<Relationship Id="{own}" Type="{f"{_OFFICE}/{kind}" if kind else _CORE}" Target="{target}"/>'
        for own, (kind, target) in told.items()
    )
    return f'{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">{parts}</Relationships>'


_CORE = f"{_PACKAGE}/relationships/metadata/core-properties"


def _core(about: About, language: str) -> str:
    made = f'<dcterms:created xsi:type="dcterms:W3CDTF">{content(about.created)}</dcterms:created>'
    return (
        f'{_DECLARED}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{content(about.title)}</dc:title><dc:subject>{content(about.subject)}</dc:subject>"
        f"<dc:creator>{content(about.author)}</dc:creator>{made if about.created else ''}"
        f"<dc:language>{language}</dc:language></cp:coreProperties>"
    )


def _app(about: About) -> str:
    return (
        f'{_DECLARED}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'extended-properties"><Application>{content(about.program)}</Application></Properties>'
    )


def _filled(name: str, blanks: Mapping[str, str]) -> str:
    source = resource("slides", f"{name}.xml").read_text(encoding="utf-8")
    return Template(source).substitute(blanks)
