"""The PDF: read back with other programs' eyes - text, places of letters, fonts, structure, bookmarks."""

import ctypes
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from persona_studio.domain.personas import Attribute, Persona, Section, SectionKey
from persona_studio.publish.boxes import Image, Page, text_boxes
from persona_studio.publish.layout import Sheet, Supplies, sheet
from persona_studio.publish.pdf import DocumentInfo, pdf_bytes
from persona_studio.texts import Texts
from publish.julie import FACTS, SECTIONS, julie

SUPPLIES, FRENCH = Supplies(), Texts("fr")
INFO = DocumentInfo("Julie, la pragmatique", "fr", author="Belvoir", subject="Fiche")
ODD_TEXTS = (
    "😀 fusée 🚀 et 👩🏽‍🚀 fin",
    "سلام عليكم",
    "世界你好",
    "e\u0301te\u0301 q\u0303 a\u0328\u0301",
    "\x00\x1b nul",
    "\ud800 seul",
    "mot" * 200,
    "snow ☃ man",
    "(paren\\thèse) <b>",
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, julies: Sheet) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "julie.pdf"
    path.write_bytes(pdf_bytes(julies.pages, INFO, SUPPLIES.fonts))
    return path


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Sheet]:
    attributes = tuple(Attribute(id=f"o{i}", text=text) for i, text in enumerate(ODD_TEXTS))
    section = Section(id="s", key=SectionKey.CUSTOM, title="Étrange ☃", attributes=attributes)
    result = sheet(Persona(id="p", name="Zoé 😀", sections=(section,)), FACTS, FRENCH, SUPPLIES)
    path = tmp_path_factory.mktemp("pdf") / "odd.pdf"
    path.write_bytes(pdf_bytes(result.pages, DocumentInfo("Zoé 😀 \ud800"), SUPPLIES.fonts))
    return path, result


def squeezed(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


def content(page: Page) -> str:
    return squeezed("".join(box.text for box in text_boxes(page)))


def program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


def run(name: str, *arguments: object) -> str:
    command = [program(name), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


# ------------------------------------------------------------------ text


def test_the_text_read_back_is_the_content_in_reading_order(file, julies):
    document = pypdfium2.PdfDocument(file)
    found = document[0].get_textpage().get_text_bounded()
    document.close()
    assert squeezed(found) == content(julies.pages[0])


def test_poppler_reads_every_attribute_whole(file):
    found = squeezed(run("pdftotext", "-raw", file, "-"))
    for title, attributes in SECTIONS:
        assert squeezed(title) in found
        for _, text in attributes:
            assert squeezed(text) in found
    order = [found.index(squeezed(text)) for _, attributes in SECTIONS for _, text in attributes]
    assert order == sorted(order)


def test_words_are_parted_by_spaces(file):
    found = run("pdftotext", "-raw", file, "-").replace("\u202f", " ")
    assert "Julie, la pragmatique" in found
    assert "Débuts en marketing produit, puis formation pour" in found
    assert "31 % des répondants" in found


def test_letters_stand_where_the_layout_put_them(file, julies):
    page = julies.pages[0]
    wanted = list(origins(page))
    found = list(pdf_origins(file))
    assert [letter for letter, _, _ in found] == [letter for letter, _, _ in wanted]
    for (letter, x, y), (_, x0, y0) in zip(found, wanted, strict=True):
        assert abs(x - x0) < 0.02, letter
        assert abs(page.height - y - y0) < 0.02, letter


def origins(page: Page) -> Iterator[tuple[str, float, float]]:
    for box in text_boxes(page):
        for line in box.lines:
            for run_ in line.runs:
                for x, cluster in zip(run_.positions, run_.clusters, strict=True):
                    if not run_.text[cluster].isspace():
                        yield run_.text[cluster], run_.x + x, run_.baseline


def pdf_origins(path: Path) -> Iterator[tuple[str, float, float]]:
    document = pypdfium2.PdfDocument(path)
    text = document[0].get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(pdfium.FPDFText_CountChars(text)):
        letter = chr(pdfium.FPDFText_GetUnicode(text, index))
        if not letter.isspace():
            assert pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            yield letter, x.value, y.value
    document.close()


def test_what_fonts_lack_is_still_read_back(odd):
    path, result = odd
    document = pypdfium2.PdfDocument(path)
    found = squeezed(document[0].get_textpage().get_text_range(errors="replace"))
    document.close()
    for text in ("fusée", "世界你好", "e\u0301te\u0301", "snow☃man", "mot" * 20, "(paren\\thèse)<b>", "سلام"):
        assert text in found
    assert len(result.pages) == 1


# ------------------------------------------------------------------ fonts and file


@pytest.mark.parametrize("which", ["file", "odd"])
def test_the_file_is_sound(which, request):
    path = request.getfixturevalue(which)
    path = path[0] if isinstance(path, tuple) else path
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []
    run("qpdf", "--check", path)


@pytest.mark.parametrize("which", ["file", "odd"])
def test_every_font_is_an_embedded_subset_of_ours(which, request):
    path = request.getfixturevalue(which)
    with pikepdf.open(path[0] if isinstance(path, tuple) else path) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font
            name = str(font.BaseFont)
            assert name[7] == "+"
            assert name[8:].startswith(("PSInter", "PSDisplay", "PSText", "DejaVuSans"))


def test_poppler_sees_tags_and_embedded_fonts(file):
    facts = dict(line.split(":", 1) for line in run("pdfinfo", file).splitlines())
    assert facts["Tagged"].strip() == "yes"
    assert facts["Title"].strip() == "Julie, la pragmatique"
    assert "A4" in facts["Page size"]
    rows = run("pdffonts", file).splitlines()[2:]
    assert len(rows) == 6
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)
    assert "Helvetica" not in "".join(rows)


def test_shapes_stay_vectors(file):
    with pikepdf.open(file) as pdf:
        assert "/XObject" not in pdf.pages[0].Resources or not pdf.pages[0].Resources.XObject.keys()
    assert file.stat().st_size < 120_000


def test_the_same_pages_give_the_same_bytes(file, julies):
    assert pdf_bytes(julies.pages, INFO, SUPPLIES.fonts) == file.read_bytes() == pdf_bytes(julies.pages, INFO)


def test_it_says_what_it_is(file):
    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == "fr"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Title) == "Julie, la pragmatique"
        assert str(pdf.docinfo.Author) == "Belvoir"
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Julie, la pragmatique"


# ------------------------------------------------------------------ structure


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in node.K if isinstance(node.K, pikepdf.Array) else [node.K]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == pikepdf.Name.StructElem:
            yield kid


def outline(node: pikepdf.Object) -> Iterator[str]:
    for element in elements(node):
        yield str(element.S)[1:]
        yield from outline(element)


def test_headings_lists_and_figure_make_the_structure(file):
    with pikepdf.open(file) as pdf:
        assert pdf.Root.MarkInfo.Marked
        (document,) = elements(pdf.Root.StructTreeRoot)
        assert str(document.S) == "/Document"
        kinds = [str(element.S)[1:] for element in elements(document)]
        assert kinds[:5] == ["Figure", "P", "P", "H1", "P"]
        assert [kind for kind in kinds if kind in {"H1", "H2", "L"}] == ["H1", *["H2", "L"] * 6]
        everything = list(outline(pdf.Root.StructTreeRoot))
        assert everything.count("LI") == everything.count("Lbl") == everything.count("LBody") == 24
        figure = next(elements(document))
        assert str(figure.Alt).startswith("Portrait illustré")
        assert len(figure.A.BBox) == 4


def test_each_list_item_has_the_words_of_its_mark(file, persona):
    with pikepdf.open(file) as pdf:
        (document,) = elements(pdf.Root.StructTreeRoot)
        lists = [element for element in elements(document) if element.S == pikepdf.Name.L]
        marks = [str(next(elements(item)).Alt) for each in lists for item in elements(each)]
    names = {"data": "Donnée d’enquête", "verbatim": "Verbatim", "hypothesis": "Hypothèse à vérifier"}
    assert marks == [names[attribute.provenance] for attribute in persona.attributes]


def test_every_marked_content_is_in_the_tree_and_the_rest_is_decoration(file):
    with pikepdf.open(file) as pdf:
        page = pdf.pages[0]
        depth, ids = 0, []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in {"BDC", "BMC"}:
                depth += 1
                if len(operands) == 2 and "/MCID" in operands[1]:
                    ids.append(int(operands[1].MCID))
            elif name == "EMC":
                depth -= 1
            elif name in {"TJ", "f", "S", "B", "f*"}:
                assert depth > 0, "painted outside any mark"
        assert depth == 0
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        assert int(numbers[0]) == int(page.StructParents)
        assert sorted(ids) == list(range(len(numbers[1])))


def test_an_attribute_that_continues_is_one_list_item():
    long = Attribute(id="a", text="mot " * 3000)
    persona = Persona(
        id="p", name="Léo", sections=(Section(id="s", key=SectionKey.CUSTOM, attributes=(long,)),)
    )
    pages = sheet(persona, FACTS, FRENCH, SUPPLIES).pages
    with pikepdf.Pdf.open(BytesIO(pdf_bytes(pages, INFO, SUPPLIES.fonts))) as pdf:
        everything = list(outline(pdf.Root.StructTreeRoot))
        assert everything.count("LI") == everything.count("LBody") == 1
        (document,) = elements(pdf.Root.StructTreeRoot)
        body = next(e for each in elements(document) if each.S == pikepdf.Name.L for e in elements(each))
        content_ = next(e for e in elements(body) if pikepdf.Name.LBody == e.S).K
        assert len({kid.Pg.objgen for kid in content_}) == len(pages)


def test_bookmarks_name_personas_and_sections(file):
    with pikepdf.open(file) as pdf, pdf.open_outline() as bookmarks:
        assert [item.title for item in bookmarks.root] == ["Julie, la pragmatique"]
        assert [item.title for item in bookmarks.root[0].children] == [title for title, _ in SECTIONS]


def test_pages_of_several_personas_follow_each_other():
    other = replace(julie(), id="marc", name="Marc", title="le prudent", accent=2)
    pages = [page for p in (julie(), other) for page in sheet(p, FACTS, FRENCH, SUPPLIES).pages]
    document = pypdfium2.PdfDocument(pdf_bytes(pages, INFO, SUPPLIES.fonts))
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    assert "Julie" in texts[0]
    assert "Marc" in texts[1]
    assert "Julie" not in texts[1]


def test_a_picture_that_is_not_to_be_had_is_no_blank(julies):
    page = replace(julies.pages[0], boxes=(Image(0, 0, 10, 10, "photo"),))
    with pytest.raises(KeyError, match="photo"):
        pdf_bytes([page], INFO, SUPPLIES.fonts)
