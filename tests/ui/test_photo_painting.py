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
from persona_studio.services.personas import photos
from persona_studio.services.personas.photos import Album
from persona_studio.services.samples import julie
from persona_studio.services.workshop.publishing import Press
from persona_studio.texts import Texts
from persona_studio.ui.canvas.painter import PagePainter
from persona_studio.ui.canvas.pictures import Pictures

SCALE = 127 / 72
"""Five pixels a millimetre: pages and frames are whole pixels, nothing is rounded."""


def slopes(lossless):
    """Return a picture whose red grows to the right and green downwards: a colour tells its place.

    Steep enough that a crop which is off by two pixels of a frame shows.
    """
    across, down = Image.linear_gradient("L").rotate(90).resize((800, 1040)), Image.linear_gradient("L")
    blue = Image.new("L", (800, 1040), 90)
    if not lossless:
        blue.paste(200, (0, 0, 300, 300))
    else:
        across = across.point(lambda value: value // 16 * 16)
        down = down.point(lambda value: value // 16 * 16)
    out = BytesIO()
    Image.merge("RGB", (across, down.resize((800, 1040), Image.Resampling.NEAREST), blue)).save(out, "PNG")
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
@pytest.mark.parametrize(
    "cropped",
    [pytest.param({}, marks=pytest.mark.slow), {"x": 0.3, "y": 0.7, "zoom": 1.6}],
    ids=["whole", "near"],
)
def test_screen_and_paper_crop_to_the_same_pixels(application, template, lossless, cropped):
    taken = slopes(lossless)
    pages, persona = shown(template, taken, **cropped)
    screen = on_screen(pages[0], taken)
    paper = pictures(pages[:1], 72 * SCALE, None, {taken.picture: taken.data}.get)[0]
    box = find(pages[0], Ref("persona", persona.id, "portrait"))
    frame = [round(v * SCALE) for v in (box.x, box.y, box.x + box.width, box.y + box.height)]
    inside = (frame[0] + 3, frame[1] + 3, frame[2] - 3, frame[3] - 3)
    apart = np.abs(np.asarray(screen.crop(inside), int) - np.asarray(paper.crop(inside), int)).max(axis=2)
    # Steps of the drawing, the edge of the disc, round corners: lines of pixels that each painter blends.
    assert np.percentile(apart, 80 if lossless else 94) <= 3
    around = (frame[0] - 3, frame[1], frame[0] - 1, frame[3])
    assert np.array_equal(np.asarray(screen.crop(around)), np.asarray(paper.crop(around)))


def test_a_picture_on_two_pages_is_in_the_document_once_and_said_in_words():
    taken = slopes(lossless=False)
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
    taken, asked = slopes(lossless=False), []

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
