"""The screen painter against the PDF: the same picture, glyphs at the same places."""

import ctypes
import random
from dataclasses import replace

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PySide6.QtGui import QImage, QPainter
from skimage.metrics import structural_similarity

from helpers.examples import deepened
from persona_studio.publish.boxes import Rect, TextBox, text_boxes
from persona_studio.publish.layout import TEMPLATES
from persona_studio.publish.pdf import DocumentInfo, pdf_bytes
from persona_studio.services.samples import julie
from persona_studio.services.workshop.publishing import Press
from persona_studio.texts import Texts
from persona_studio.ui.canvas.painter import PagePainter
from persona_studio.ui.canvas.prints import Prints


@pytest.fixture(scope="module")
def page():
    return first_page("classique")


@pytest.fixture(scope="module", params=TEMPLATES)
def any_page(request):
    return first_page(request.param)


def first_page(template):
    project = julie("fr")
    return Press().sheet(project, replace(project.personas[0], template=template), Texts("fr")).pages[0]


@pytest.fixture
def printed(any_page):
    document = pypdfium2.PdfDocument(pdf_bytes([any_page], DocumentInfo("Julie", "fr")))
    yield document[0]
    document.close()


def pixels(image):
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return flat[:, : image.width(), :3].mean(axis=2)


def rendered(page, scale, wide, tall):
    """Return the PDF page at exactly that scale: pdfium's own function stretches it to whole pixels."""
    bitmap = pypdfium2.PdfBitmap.new_native(wide, tall, pdfium.FPDFBitmap_BGRx)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, wide, tall)
    matrix, clip = pdfium.FS_MATRIX(scale, 0, 0, scale, 0, 0), pdfium.FS_RECTF(0, 0, wide, tall)
    pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, clip, 0)
    return bitmap.to_numpy()[:, :, :3].mean(axis=2)


@pytest.mark.parametrize("dpi", [96, 150])
def test_screen_and_pdf_are_the_same_picture(application, any_page, printed, dpi):
    screen = pixels(PagePainter().image(any_page, dpi / 72))
    tall, wide = screen.shape
    paper = rendered(printed, dpi / 72, wide, tall)
    assert structural_similarity(screen, paper, data_range=255) >= 0.98


def test_glyphs_stand_within_a_tenth_of_a_point(application, any_page, printed):
    """Places of the glyph runs given to Qt, in reading order, against the origins read back from the PDF."""
    on_screen = [
        (character, run.x + x, run.baseline)
        for box in text_boxes(any_page)
        for line in box.lines
        for run in line.runs
        for character, x in characters(run)
    ]
    in_pdf = list(origins(printed, any_page.height))
    said = "".join(c for c, _, _ in on_screen)
    assert said == "".join(c for c, _, _ in in_pdf)
    assert len(said) > 800
    told = [
        max(abs(x - px), abs(y - py))
        for (_, x, y), (_, px, py), (_, bx, by) in zip(on_screen, in_pdf, [("", 0, 0), *in_pdf], strict=False)
        if (px, py) != (bx, by)  # words with a replacement text are reported at one place, that of the first
    ]
    assert len(told) > 0.9 * len(said)
    assert max(told) <= 0.1


def characters(run):
    """Yield the characters of a run that are drawn, with where each begins."""
    for cluster, x in zip(run.clusters, run.positions, strict=True):
        character = run.text[cluster]
        if not character.isspace():
            yield character, x


def origins(printed, height):
    text = printed.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    for i in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text, i))
        if character.isspace() or pdfium.FPDFText_IsGenerated(text, i) == 1:
            continue
        assert pdfium.FPDFText_GetCharOrigin(text, i, x, y)
        yield character, x.value, height - y.value


def test_large_text_is_painted_too(application, page):
    """Qt paints no glyph run above 64 pixels; the name must be there at every zoom."""
    name = next(box for box in text_boxes(page) if box.ref is not None and box.ref.field == "name")
    for scale in (1.0, 2.0, 4.0):
        image = PagePainter().image(page, scale)
        part = image.copy(*(round(v * scale) for v in (name.x, name.y, name.width, name.height)))
        assert (pixels(part) < 128).mean() > 0.03, scale


def test_hints_are_for_the_editor_only(application):
    project = julie("fr")
    empty = replace(project.personas[0], role="", quote="")
    page = Press().sheet(project, empty, Texts("fr"), editing=True).pages[0]
    assert any(isinstance(box, TextBox) and box.hint for box in page.boxes)
    painter = PagePainter()
    assert len(painter.strokes(page, 1.0, hints=False)) < len(painter.strokes(page, 1.0))


def test_unchanged_boxes_are_not_prepared_again(application, page, monkeypatch):
    painter = PagePainter()
    painter.strokes(page, 1.5)
    monkeypatch.setattr(painter, "_prepared", lambda box: pytest.fail("prepared again"))
    assert painter.strokes(page, 1.5)


@pytest.mark.parametrize("seed", deepened(range(12), quick=(2).__gt__))
def test_a_part_painted_again_is_as_the_whole_page(application, seed):
    """Whatever was reworded, the picture that was mended looks as the one painted anew.

    A curve that is cut by the edge of the part may come out 2 of 255 levels off.
    """
    chance, press, french = random.Random(seed), Press(), Texts("fr")
    project = julie("fr")
    persona = project.personas[0]
    prints = Prints()
    for _ in range(6):
        section = chance.choice(persona.sections)
        line = chance.choice(section.attributes)
        words = chance.choice(["", " œuvre", " jusqu’à la ligne suivante, et même à celle d’après"])
        made = replace(line, text=line.text[: chance.randrange(10, 80)] + words)
        lines = tuple(made if each is line else each for each in section.attributes)
        persona = replace(
            persona,
            sections=tuple(
                replace(section, attributes=lines) if s is section else s for s in persona.sections
            ),
        )
        page = press.sheet(project, persona, french, editing=True).pages[0]
        mended = prints.picture(0, page, 1.31)
        anew = PagePainter().image(page, 1.31)
        assert np.abs(pixels(mended).astype(int) - pixels(anew)).max() <= 4


@pytest.mark.parametrize("scale", [0.6, 0.874, 1.25, 2.0])
def test_round_ends_of_a_dashed_chip_are_drawn_at_any_zoom(scale):
    """The dashes cover 3.0 of each 5.2 points of the outline, at its round ends as between them."""
    x, wide, tall, line, dash = 10.0, 55.0, 12.0, 0.8, (3.0, 2.2)
    image = QImage(round(80 * scale), round(30 * scale), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    chip = Rect(x, 8, wide, tall, None, "#000000", line, tall / 2, dash)
    PagePainter().paint_boxes(painter, (chip,), scale)
    painter.end()
    ink = (1 - pixels(image) / 255) / (line * scale * scale)
    left, right = round((x + tall / 2) * scale), round((x + wide - tall / 2) * scale)
    for drawn, outline in (
        (ink[:, :left], np.pi * tall / 2),
        (ink[:, right:], np.pi * tall / 2),
        (ink[:, left:right], 2 * (wide - tall)),
    ):
        assert drawn.sum() / outline == pytest.approx(dash[0] / sum(dash), abs=0.12)
