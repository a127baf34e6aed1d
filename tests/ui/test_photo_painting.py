"""A photo looks the same on screen, in PDF and as a picture, cropped to the same edges on all templates."""

from dataclasses import replace
from io import BytesIO

import numpy as np
import pikepdf
import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from persona_studio.domain.progress import Silent
from persona_studio.publish.boxes import Ref, find
from persona_studio.publish.pdf import DocumentInfo, pdf_bytes
from persona_studio.publish.png import pictures
from persona_studio.services import photos
from persona_studio.services.photos import Album
from persona_studio.services.publishing import Press
from persona_studio.services.samples import julie
from persona_studio.texts import Texts
from persona_studio.ui.canvas.painter import PagePainter
from persona_studio.ui.canvas.pictures import Pictures

SCALE = 2.0
CELLS = 8


def chequers(lossless):
    """Return a picture of squares, each of a colour of its own, so that a shift of the crop shows."""
    picture = Image.new("RGB", (CELLS * 60, CELLS * 80))
    for column in range(CELLS):
        for row in range(CELLS):
            colour = (column * 255 // (CELLS - 1), row * 255 // (CELLS - 1), (column + row) % 2 * 200)
            picture.paste(colour, (column * 60, row * 80, column * 60 + 60, row * 80 + 80))
    if not lossless:
        noise = Image.effect_noise(picture.size, 12).convert("RGB")
        picture = Image.blend(picture, noise, 0.05)
    out = BytesIO()
    picture.save(out, "PNG")
    return photos.take(out.getvalue(), "", Silent())


def shown(template, taken, **cropped):
    project = julie("fr")
    photo = replace(photos.photo_of(taken), **cropped)
    persona = replace(project.personas[0], template=template, photo=photo)
    album = Album({taken.picture: taken.data}.get)
    return Press(album).sheet(project, persona, Texts("fr")).pages, persona


def on_screen(page, taken):
    image = PagePainter(Pictures({taken.picture: taken.data}.get)).image(page, SCALE)
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    return Image.frombytes(
        "RGB", (image.width(), image.height()), bytes(image.constBits()), "raw", "RGB", image.bytesPerLine()
    )


@pytest.mark.parametrize("lossless", [True, False])
@pytest.mark.parametrize("template", photos.FRAMES)
@pytest.mark.parametrize("cropped", [{}, {"x": 0.3, "y": 0.7, "zoom": 2.5}], ids=["whole", "near"])
def test_screen_and_paper_crop_to_the_same_pixels(application, template, lossless, cropped):
    taken = chequers(lossless)
    pages, persona = shown(template, taken, **cropped)
    screen = on_screen(pages[0], taken)
    paper = pictures(pages[:1], 72 * SCALE, None, {taken.picture: taken.data}.get)[0]
    box = find(pages[0], Ref("persona", persona.id, "portrait"))
    frame = [round(v * SCALE) for v in (box.x, box.y, box.x + box.width, box.y + box.height)]
    inside = (frame[0] + 3, frame[1] + 3, frame[2] - 3, frame[3] - 3)
    seen, printed = np.asarray(screen.crop(inside), int), np.asarray(paper.crop(inside), int)
    apart = np.abs(seen - printed).max(axis=2)
    # Edges of squares are blended by each painter in its own way: a line of pixels, not a square.
    assert (apart > 24).mean() < 0.1
    assert np.median(apart) <= 2
    shifts = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    assert min(shifts, key=lambda s: np.abs(np.roll(seen, s, (1, 0)) - printed)[2:-2, 2:-2].sum()) == (0, 0)
    around = (frame[0] - 3, frame[1], frame[0] - 1, frame[3])
    assert np.array_equal(np.asarray(screen.crop(around)), np.asarray(paper.crop(around)))


def test_a_picture_on_two_pages_is_in_the_document_once_and_said_in_words():
    taken = chequers(lossless=False)
    first, _ = shown("classique", taken)
    second, _ = shown("magazine", taken, zoom=2.0)
    info = DocumentInfo("Julie")
    data = pdf_bytes([*first, *second], info, None, {taken.picture: taken.data}.get)
    assert data == pdf_bytes([*first, *second], info, None, {taken.picture: taken.data}.get)
    with pikepdf.open(BytesIO(data)) as pdf:
        images = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        assert len(images) == 1
        assert images[0].read_raw_bytes() == taken.data
        alts = [str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
        assert alts.count("Photo de Julie") == 2


def test_a_picture_is_read_again_only_when_it_is_another_size(application):
    taken, asked = chequers(lossless=False), []

    def read(which):
        asked.append(which)
        return taken.data

    album = Pictures(read)
    whole = (0.0, 0.0, 1.0, 1.0)
    first = album.part(taken.picture, whole, QSize(90, 120))
    assert album.part(taken.picture, whole, QSize(90, 120)).cacheKey() == first.cacheKey()
    album.part(taken.picture, (0.1, 0.1, 0.9, 0.9), QSize(70, 90))
    assert len(asked) <= 2


def test_what_cannot_be_read_is_a_null_image(application):
    nothing = Pictures(lambda _: None)
    assert nothing.part("a", (0.0, 0.0, 1.0, 1.0), QSize(9, 9)).isNull()
    broken = Pictures(lambda _: b"no picture at all")
    assert broken.part("a", (0.0, 0.0, 1.0, 1.0), QSize(9, 9)).isNull()
