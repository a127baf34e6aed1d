"""The PDF of the other templates: read in order by programs that read aloud, every mark and bar in words."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from persona_studio.publish.boxes import Group, Page, text_boxes
from persona_studio.publish.layout import Sheet
from persona_studio.publish.pdf import DocumentInfo, pdf_bytes
from publish.julie import FIGURED, julie, measured_julie, short_julie
from publish.sheets import SUPPLIES, laid_out

INFO = DocumentInfo("Julie, la pragmatique", "fr")
SHEETS = {
    "magazine": lambda: laid_out(short_julie()),
    "magazine, long": lambda: laid_out(replace(julie(), template="magazine")),
    "synthese": lambda: laid_out(measured_julie(), FIGURED),
    "synthese, long": lambda: laid_out(replace(julie(), template="synthese"), FIGURED),
}


@pytest.fixture(scope="module", params=SHEETS)
def result(request: pytest.FixtureRequest) -> Sheet:
    return SHEETS[request.param]()


@pytest.fixture(scope="module")
def file(result: Sheet) -> bytes:
    return pdf_bytes(result.pages, INFO, SUPPLIES.fonts)


def squeezed(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in node.K if isinstance(node.K, pikepdf.Array) else [node.K]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == pikepdf.Name.StructElem:
            yield kid


def outline(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for element in elements(node):
        yield element
        yield from outline(element)


def figures(page: Page) -> list[str]:
    return [box.alt for box in page.boxes if isinstance(box, Group) and box.role == "figure"]


def test_the_text_read_back_is_the_content_in_reading_order(result, file):
    document = pypdfium2.PdfDocument(file)
    for number, page in enumerate(result.pages):
        found = document[number].get_textpage().get_text_bounded()
        assert squeezed(found) == squeezed("".join(box.text for box in text_boxes(page)))
    document.close()


def test_one_heading_names_the_persona_and_every_figure_is_told(result, file):
    with pikepdf.open(BytesIO(file)) as pdf:
        tree = list(outline(pdf.Root.StructTreeRoot))
        kinds = [str(element.S)[1:] for element in tree]
        told = [str(element.Alt) for element in tree if pikepdf.Name.Figure == element.S]
    assert kinds.count("H1") == 1
    headings = [box for page in result.pages for box in text_boxes(page) if box.role == "h2"]
    assert kinds.count("H2") == len(headings)
    assert told == [alt for page in result.pages for alt in figures(page)]
    assert all(told)
    assert kinds.count("LI") == kinds.count("Lbl") == kinds.count("LBody")


def test_pages_lie_as_their_template_does(result, file):
    with pikepdf.open(BytesIO(file)) as pdf:
        sizes = [tuple(float(side) for side in page.MediaBox[2:]) for page in pdf.pages]
    assert sizes == [pytest.approx((page.width, page.height), abs=0.01) for page in result.pages]
