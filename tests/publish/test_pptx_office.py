"""Slides as LibreOffice sees them: nothing is lost when it writes them, words stand where they print."""

import html
import re
import zipfile
from io import BytesIO

import numpy as np
import pypdfium2
import pytest
from PIL import Image as Pixels

from helpers.office import converted
from persona_studio.domain.deliverables import COMPARISON, POSTER
from persona_studio.publish.boxes import Group
from persona_studio.publish.pdf import pdf_bytes
from publish.julie import julie
from publish.sheets import SUPPLIES, laid_out
from publish.slides import INFO, alt, notes, opened, shapes, texts, written_slides
from publish.test_deliverables import cast, made
from publish.test_pptx import page_of, photographed, text_box

pytestmark = pytest.mark.slow
TEAL, RED = (4, 124, 123), (200, 16, 46)
STEADY = set("nmihxzrkHEIT")
"""Letters that stand on the baseline."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def pages():
    return [
        *laid_out(julie()).pages,
        *(page for each in made(COMPARISON, cast(4, 1.0)) for page in each.pages),
        *(page for each in made(POSTER, cast(1, 1.0)) for page in each.pages),
    ]


def saved(folder, name, data):
    file = folder / f"{name}.pptx"
    file.write_bytes(data)
    return file


def test_nothing_is_lost_when_libreoffice_writes_the_slides(folder, pages):
    photo = BytesIO()
    Pixels.new("RGB", (80, 60), "#AA3355").save(photo, "JPEG")
    photos = [photographed(20.0), photographed(0.0)]
    told = {line.id: f"{line.text}\n52 % sur 189" for line in julie().attributes}
    laid = [*pages, page_of(*photos, text_box("Léa"))]
    ours = written_slides(laid, notes=told, read_picture={"f": photo.getvalue()}.get)
    before = opened(ours)
    after = opened(converted(saved(folder, "kit", ours), "pptx", folder).read_bytes())
    assert texts(after) == texts(before)
    assert notes(after) == notes(before)
    for one, other in zip(before.slides, after.slides, strict=True):
        kinds = [[shape.shape_type for shape in shapes(slide)] for slide in (one, other)]
        assert len(kinds[0]) == len(kinds[1])
        assert other.shapes.title.text == one.shapes.title.text
    drawn = [[len(slide._element.xpath("//a:blip")) for slide in deck.slides] for deck in (before, after)]
    assert drawn[0] == drawn[1] == [0] * len(pages) + [2]
    # It makes a shape of a picture cut round, and tells of plain pictures only what they show.
    assert [alt(s) for s in shapes(after.slides[-1]) if s.shape_type == 13] == ["Photo de Léa"]


def test_libreoffice_reads_what_each_figure_shows(folder, pages):
    file = saved(folder, "figures", written_slides(pages))
    with zipfile.ZipFile(converted(file, "odp", folder)) as parts:
        read = html.unescape(parts.read("content.xml").decode())
    figures = [box for page in pages for box in page.boxes if isinstance(box, Group) and box.role == "figure"]
    told = {box.alt for box in figures}
    assert len(told) > 5
    assert [each for each in told if f"<svg:desc>{each}<" not in read] == []


def letters(data):
    """Return letters of each page with the left and the foot of what they print."""
    found = []
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        said = text.get_text_range()
        boxes = [(said[i], *text.get_charbox(i)[:2]) for i in range(len(said)) if said[i] in STEADY]
        found.append(boxes)
    return found


def test_words_stand_where_they_are_printed(folder):
    pages = laid_out(julie()).pages
    printed = letters(pdf_bytes(pages, INFO, SUPPLIES.fonts))
    slides = letters(converted(saved(folder, "sheet", written_slides(pages)), "pdf", folder).read_bytes())
    for one, other in zip(printed, slides, strict=True):
        places = {letter: np.array([b[1:] for b in other if b[0] == letter]) for letter in STEADY}
        apart = np.array([nearest(places[letter], (x, y)) for letter, x, y in one])
        assert np.quantile(apart[:, 1], 0.98) < 0.5  # points, up and down
        assert np.quantile(apart[:, 0], 0.95) < 3.0  # along the line: bold is not our semibold


def nearest(places, place):
    """Return how far across and down the nearest of some places is from one; far when there is none."""
    if not len(places):
        return np.array([99.0, 99.0])
    apart = np.abs(places - place)
    return apart[apart.sum(axis=1).argmin()]


def test_a_colour_of_the_theme_changed_by_hand_changes_all_that_wears_it(folder):
    data = written_slides(laid_out(julie()).pages)
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "ppt/theme/theme1.xml":
                part = re.sub(rb'(<a:accent1><a:srgbClr val=")[0-9A-F]{6}', rb"\g<1>C8102E", part)
            target.writestr(name, part)
    teal, red = [
        coloured(converted(saved(folder, name, each), "pdf", folder).read_bytes())
        for name, each in (("teal", data), ("red", changed.getvalue()))
    ]
    # Clothes, rules, bullets, title and share wear it, and follow: nothing of the old colour is left.
    assert teal[0] > 20 * max(1, teal[1])
    assert red[1] > 20 * max(1, red[0])
    assert red[1] == pytest.approx(teal[0], rel=0.25)


def coloured(data):
    """Return how many pixels of a page have the hue of teal and of red."""
    picture = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("HSV")
    hue, strong, _ = (np.asarray(channel, dtype=int) for channel in picture.split())
    wanted = [Pixels.new("RGB", (1, 1), colour).convert("HSV").getpixel((0, 0))[0] for colour in (TEAL, RED)]
    apart = [np.minimum((hue - each) % 256, (each - hue) % 256) for each in wanted]
    return [int(((each < 8) & (strong > 60)).sum()) for each in apart]
