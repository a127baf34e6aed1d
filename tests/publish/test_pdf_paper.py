"""The PDF as paper: where it is cut, how far colour goes, without colours, for archives, its chapters."""

import os
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name
from PIL import Image as Picture

from persona_studio.domain.kit import Options
from persona_studio.domain.personas import Attribute, Persona, Section, SectionKey
from persona_studio.publish.boxes import Image, Page, Rect
from persona_studio.publish.finishing import cropped, finished, greyed
from persona_studio.publish.layout import Supplies, sheet
from persona_studio.publish.layout.cards import BLEED, HEIGHT, WIDTH, cards, place
from persona_studio.publish.layout.values import Work
from persona_studio.publish.pdf import DocumentInfo, made_here, pdf_bytes
from persona_studio.publish.style import MM, accent_of
from persona_studio.texts import Texts
from publish.julie import FACTS, julie
from publish.test_pdf import ODD_TEXTS

SUPPLIES, FRENCH = Supplies(), Texts("fr")
TENTH = 0.1 * MM


@pytest.fixture(scope="module")
def pages():
    return sheet(replace(julie(), template="magazine"), FACTS, FRENCH, SUPPLIES).pages


def opened(pages, info=None, pictures=None):
    return pikepdf.open(BytesIO(pdf_bytes(pages, info or DocumentInfo("x"), SUPPLIES.fonts, pictures)))


def sides(box):
    return [float(value) for value in box]


def near(*values):
    return pytest.approx(list(values), abs=TENTH)


# ---------------------------------------------------------------- boxes of the page


def test_a_page_is_cut_where_it_ends(pages):
    with opened(pages) as pdf:
        for page in pdf.pages:
            assert page.mediabox == page.cropbox == page.bleedbox == page.trimbox
            assert sides(page.trimbox[2:]) == near(297 * MM, 210 * MM)


def test_with_marks_it_is_cut_ten_millimetres_within_and_bleeds_three(pages):
    with opened([cropped(page) for page in pages]) as pdf:
        for page in pdf.pages:
            assert sides(page.mediabox) == near(0, 0, 317 * MM, 230 * MM)
            assert sides(page.cropbox) == near(0, 0, 317 * MM, 230 * MM)
            assert sides(page.trimbox) == near(10 * MM, 10 * MM, 307 * MM, 220 * MM)
            assert sides(page.bleedbox) == near(7 * MM, 7 * MM, 310 * MM, 223 * MM)


def test_poppler_reads_the_same_boxes(pages, tmp_path):
    program = shutil.which("pdfinfo")
    if program is None:
        pytest.skip("pdfinfo is not installed")
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf_bytes([cropped(page) for page in pages], DocumentInfo("x"), SUPPLIES.fonts))
    told = subprocess.run([program, "-box", str(file)], capture_output=True, text=True, check=True).stdout
    boxes = dict(line.split(":") for line in told.splitlines() if "Box:" in line)
    assert sides(boxes["TrimBox"].split()) == near(10 * MM, 10 * MM, 307 * MM, 220 * MM)
    assert sides(boxes["BleedBox"].split()) == near(7 * MM, 7 * MM, 310 * MM, 223 * MM)


def painted(data, dpi):
    document = pypdfium2.PdfDocument(data)
    picture = document[0].render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()
    return picture


def test_colour_is_there_to_the_bleed_and_not_beyond():
    """Seen in the picture that PDFium makes of a panel that reaches the left edge and the foot."""
    panel = Page(100 * MM, 80 * MM, (Rect(0, 20 * MM, 40 * MM, 60 * MM, "#046A69"),))
    data = pdf_bytes([cropped(panel)], DocumentInfo("x"), SUPPLIES.fonts)
    picture, dot = painted(data, 254), 10  # ten dots a millimetre
    colour, white = (4, 106, 105), (255, 255, 255)
    assert picture.getpixel((7 * dot + 2, 60 * dot)) == picture.getpixel((30 * dot, 93 * dot - 2)) == colour
    assert picture.getpixel((7 * dot - 2, 60 * dot)) == picture.getpixel((30 * dot, 93 * dot + 2)) == white
    assert picture.getpixel((50 * dot + 2, 60 * dot)) == picture.getpixel((30 * dot, 30 * dot - 2)) == white


def test_cards_bleed_three_millimetres_on_each_side_of_the_cut():
    persona = julie()
    work = Work(persona, FACTS, FRENCH, SUPPLIES, accent_of(persona))
    (_, back), _ = cards([work])
    picture, dot = painted(pdf_bytes([back], DocumentInfo("x"), SUPPLIES.fonts), 254), 10
    ground = accent_of(persona).ink
    colour = tuple(int(ground[i : i + 2], 16) for i in (1, 3, 5))
    at = place(0, back=True)
    left, top = (at.x - BLEED) / MM * dot, (at.y - BLEED) / MM * dot
    right, bottom = (at.x + WIDTH + BLEED) / MM * dot, (at.y + HEIGHT + BLEED) / MM * dot
    across, down = (left + right) / 2, bottom - 20
    for x, y, way in (
        (left, down, (1, 0)),
        (right, down, (-1, 0)),
        (across, top, (0, 1)),
        (across, bottom, (0, -1)),
    ):
        inside = picture.getpixel((round(x + 1.5 * way[0]), round(y + 1.5 * way[1])))
        outside = picture.getpixel((round(x - 2 * way[0]), round(y - 2 * way[1])))
        assert inside == colour, (x, y)
        assert outside == (255, 255, 255), (x, y)
    assert (right - left, bottom - top) == pytest.approx(((85 + 6) * dot, (63 + 6) * dot))
    with opened([back]) as pdf:
        assert sides(pdf.pages[0].trimbox) == near(0, 0, 210 * MM, 297 * MM)


# ---------------------------------------------------------------- without colours


def test_a_grey_page_prints_no_colour(pages):
    data = BytesIO()
    Picture.new("RGB", (60, 60), "#C07E13").save(data, "JPEG")
    page = replace(pages[0], boxes=(*pages[0].boxes, Image(10, 10, 100, 100, "photo")))
    made = pdf_bytes([greyed(page)], DocumentInfo("x"), SUPPLIES.fonts, lambda _: data.getvalue())
    picture = painted(made, 60)
    red, green, blue = picture.split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()
    assert len(red.getcolors()) > 20


def test_a_picture_may_be_both_in_colour_and_grey(pages):
    data = BytesIO()
    Picture.new("RGB", (60, 60), "#C07E13").save(data, "PNG")
    page = Page(200, 200, (Image(0, 0, 90, 90, "photo"),))
    with opened([page, greyed(page), page], pictures=lambda _: data.getvalue()) as pdf:
        names = [list(page.Resources.XObject.keys()) for page in pdf.pages]
        assert names[0] == names[2] != names[1]
        assert (
            pdf.pages[0].Resources.XObject[names[0][0]].objgen
            == pdf.pages[2].Resources.XObject[names[2][0]].objgen
        )


# ---------------------------------------------------------------- archives


@pytest.fixture(scope="module")
def archive(pages):
    info = DocumentInfo("Julie – la « pragmatique »", "fr", author="Belvoir", subject="Fiche", archive=True)
    return pdf_bytes(finished(pages, Options(crop=True)), info, SUPPLIES.fonts)


def test_the_metadata_claim_the_standard_and_agree_with_the_document(archive):
    with pikepdf.open(BytesIO(archive)) as pdf:
        assert "/Filter" not in pdf.Root.Metadata
        with pdf.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "2"
            assert metadata["pdfaid:conformance"] == "B"
            assert metadata.pdfa_status == "2B"
            assert metadata["dc:title"] == str(pdf.docinfo.Title)
            assert metadata["dc:creator"] == [str(pdf.docinfo.Author)]
            assert metadata["dc:description"] == str(pdf.docinfo.Subject)
            assert metadata["pdf:Producer"] == str(pdf.docinfo.Producer)
            assert metadata["xmp:CreatorTool"] == str(pdf.docinfo.Creator)


def test_the_output_intent_is_srgb_by_a_profile_in_the_file(archive):
    from PIL import ImageCms

    with pikepdf.open(BytesIO(archive)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert (intent.Type, intent.S) == (Name.OutputIntent, Name.GTS_PDFA1)
        profile = intent.DestOutputProfile
        assert int(profile.N) == 3
        found = ImageCms.ImageCmsProfile(BytesIO(profile.read_bytes())).profile
        assert found.xcolor_space.strip() == "RGB"
        assert found.copyright == "No copyright, use freely"
        assert float(found.version) < 5


FORBIDDEN = {
    "/JavaScript",
    "/Launch",
    "/Sound",
    "/Movie",
    "/ResetForm",
    "/ImportData",
    "/Encrypt",
    "/LZWDecode",
    "/Crypt",
}


def test_nothing_that_archives_forbid_is_in_the_file(archive):
    """ISO 19005-2, clauses 6.1 to 6.2: as far as this can be told without a validator."""
    with pikepdf.open(BytesIO(archive)) as pdf:
        assert "/Encrypt" not in pdf.trailer
        assert len(pdf.trailer.ID) == 2
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream | pikepdf.Dictionary):
                names = {str(value) for value in item.values() if isinstance(value, Name)} | set(item.keys())
                assert not names & FORBIDDEN
                assert "/TR" not in item or item.get("/Type") != Name.ExtGState
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name.Image:
                assert not item.get("/Interpolate", False)
                assert "/Alternates" not in item
    head = archive[:20].splitlines()
    assert head[0].startswith(b"%PDF-1.")
    assert all(byte > 127 for byte in head[1][1:5])


def test_every_font_is_whole_in_the_file_and_as_wide_as_it_says(archive):
    """Clause 6.2.11: embedded, one cmap for a symbolic font, widths within a thousandth of the em."""
    from fontTools.ttLib import TTFont

    with pikepdf.open(BytesIO(archive)) as pdf:
        fonts = {font.objgen: font for page in pdf.pages for font in page.Resources.Font.values()}
        assert fonts
        for font in fonts.values():
            symbolic = int(font.FontDescriptor.Flags) & 4
            inside = TTFont(BytesIO(font.FontDescriptor.FontFile2.read_bytes()))
            assert symbolic
            assert "/Encoding" not in font
            (table,) = inside["cmap"].tables
            upem, metrics = inside["head"].unitsPerEm, inside["hmtx"].metrics
            for code, width in enumerate(font.Widths, int(font.FirstChar)):
                if code in table.cmap:
                    assert abs(float(width) - metrics[table.cmap[code]][0] * 1000 / upem) <= 1


def test_colours_are_those_of_the_intent(archive):
    with pikepdf.open(BytesIO(archive)) as pdf:
        for page in pdf.pages:
            found = {str(operator) for _, operator in pikepdf.parse_content_stream(page)}
            assert not found & {"k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh"}


def test_ghostscript_and_qpdf_read_the_archive(archive, tmp_path):
    file = tmp_path / "archive.pdf"
    file.write_bytes(archive)
    if shutil.which("qpdf") is None or shutil.which("gs") is None:
        pytest.skip("qpdf or Ghostscript is not installed")
    subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=True)
    command = [
        "gs",
        "-dPDFA=2",
        "-dPDFACompatibilityPolicy=2",
        "-dNOPAUSE",
        "-dBATCH",
        "-sDEVICE=nullpage",
        "-dPDFSTOPONWARNING",
        "-dPDFSTOPONERROR",
    ]
    done = subprocess.run([*command, str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_without_being_asked_no_standard_is_claimed(pages):
    with opened(pages) as pdf:
        assert "/OutputIntents" not in pdf.Root
        with pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == ""


def test_the_same_archive_is_the_same_file(pages, archive):
    info = DocumentInfo("Julie – la « pragmatique »", "fr", author="Belvoir", subject="Fiche", archive=True)
    assert pdf_bytes(finished(pages, Options(crop=True)), info, SUPPLIES.fonts) == archive


# ---------------------------------------------------------------- chapters


def bookmarks(pages, chapters):
    with opened(pages, DocumentInfo("x", chapters=chapters)) as pdf, pdf.open_outline() as outline:
        return [(item.title, [child.title for child in item.children]) for item in outline.root]


def test_pages_are_bookmarked_below_their_deliverable():
    pages = [
        Page(100, 100, (Rect(0, 0, 9, 9, "#000000"),), title=title) for title in ("Julie", "Hugo", "Tous")
    ]
    assert bookmarks(pages, ("Fiche", "Fiche", "Comparatif")) == [
        ("Fiche", ["Julie", "Hugo"]),
        ("Comparatif", []),
    ]
    assert bookmarks(pages, ("Fiche",) * 3) == [("Julie", []), ("Hugo", []), ("Tous", [])]
    mixed = bookmarks(pages, ("Fiche", "Poster", "Fiche"))
    assert [title for title, _ in mixed] == ["Fiche", "Poster", "Fiche"]


def test_a_pdf_of_ours_is_known(tmp_path, pages):
    ours, theirs, broken = (tmp_path / f"{name}.pdf" for name in ("ours", "theirs", "broken"))
    ours.write_bytes(pdf_bytes(pages, DocumentInfo("x"), SUPPLIES.fonts))
    with pikepdf.new() as other:
        other.add_blank_page()
        other.save(theirs)
    broken.write_bytes(b"%PDF-1.7 nothing more")
    assert [made_here(file) for file in (ours, theirs, broken)] == [True, False, False]


# ---------------------------------------------------------------- an outside validator

JARS = ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api")
VALIDATOR = "org.apache.pdfbox.preflight.Validator_A1b"


def jars() -> list[Path]:
    """Apache PDFBox Preflight: Debian's libpdfbox2-java, libactivation-java and libjaxb-api-java.

    In /usr/share/java, or in the folder that PERSONA_STUDIO_PREFLIGHT names.
    """
    folder = Path(os.environ.get("PERSONA_STUDIO_PREFLIGHT", "/usr/share/java"))
    found = [folder / f"{name}.jar" for name in JARS]
    if shutil.which("java") is None or not all(each.exists() for each in found):
        pytest.skip("Apache PDFBox Preflight is not installed")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("which", ["whole", "odd"])
def test_preflight_finds_no_fault_in_an_archive(archive, tmp_path, which):
    """It knows part 1 of the standard, which asks for more but for two things that part 2 allows.

    Those are undone first: the part that is claimed, and the compressed tables of the file. What the pages
    hold, fonts, colours, metadata and output intent are judged as they are.
    """
    classpath = ":".join(map(str, jars()))
    data = archive if which == "whole" else odd_archive()
    file = tmp_path / "one.pdf"
    with pikepdf.open(BytesIO(data)) as pdf:
        said = pdf.Root.Metadata
        said.write(said.read_bytes().replace(b"<pdfaid:part>2<", b"<pdfaid:part>1<"))
        pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.disable, force_version="1.4")
    done = subprocess.run(
        ["java", "-cp", classpath, VALIDATOR, str(file)], capture_output=True, text=True, check=False
    )
    assert f"{file.name} is a valid PDF/A-1b file" in done.stdout, done.stdout + done.stderr


def odd_archive() -> bytes:
    """Texts of which fonts have no glyphs, right to left, with accents of their own."""
    lines = tuple(Attribute(id=f"o{i}", text=text) for i, text in enumerate(ODD_TEXTS))
    section = Section(id="s", key=SectionKey.CUSTOM, title="Étrange ☃", attributes=lines)
    pages = sheet(Persona(id="p", name="Zoé 😀", sections=(section,)), FACTS, FRENCH, SUPPLIES).pages
    return pdf_bytes(pages, DocumentInfo("Zoé 😀", archive=True), SUPPLIES.fonts)


def test_a_character_that_no_font_has_is_a_box_that_is_drawn():
    """An archive may not show what fonts have for it; whoever copies the text still gets the character."""
    with pikepdf.open(BytesIO(odd_archive())) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
        assert content.count(b" re S Q") >= 8
        assert "世界你好".encode("utf-16-be").hex().encode() in content
