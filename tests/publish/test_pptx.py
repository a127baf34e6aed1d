"""Slides: every text in a frame, titles, alternative texts, tables, notes, files that open as they are."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openxml_audit import validate_pptx
from PIL import Image as Pixels
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.enum.text import PP_ALIGN
from pptx.util import Pt

from helpers.examples import examples
from persona_studio.domain.deliverables import CARDS, COMPARISON, PLAN, POSTER
from persona_studio.domain.personas import Provenance
from persona_studio.publish.boxes import Group, Image, Line, Page, Rect, Ref, frame, text_boxes
from persona_studio.publish.layout.annexe import annexe
from persona_studio.publish.layout.annexe.heat import tint
from persona_studio.publish.layout.marks import SIGNS, Mark
from persona_studio.publish.pptx.xml import content
from persona_studio.publish.style import HAIRLINE
from persona_studio.publish.text import Span, Style, printed
from persona_studio.texts import Texts
from publish.beside import julie_beside
from publish.julie import julie, measured_julie, short_julie
from publish.sheets import FRENCH, SUPPLIES, bare, laid_out, written
from publish.slides import alt, frames, is_decoration, notes, opened, shapes, texts, written_slides
from publish.test_annexe import usual
from publish.test_deliverables import cast, made, work
from publish.test_templates import personas

TEMPLATES = ("classique", "synthese", "magazine")
STYLE = Style("Inter-Regular", 9.5, 13.5, "#17202B")
ODD = {
    "control": "a\x00b\x01\x0b\x1f\x7f\x85c",
    "surrogate": "a\ud800b\udfff",
    "no character": "a\ufffeb\uffff",
    "markup": "<a:t>&amp; & \"'</a:t> ]]>",
    "emoji": "👩🏽‍💻 🇫🇷 ✌️",
    "right to left": "שלום עולם – مرحبا بالعالم 123",
    "lines": "une\ndeux\r\ntrois\u2028quatre",
    "marks": "e\u0301 \u0644\u064f \u200d",
    "long": "mot " * 25_000,
    "one word": "x" * 5000,
    "spaces": "  a   b  ",
    "escape": "_x000B_",
}


def pages(persona=None, template="classique"):
    return laid_out(replace(persona or julie(), template=template)).pages


def page_of(*boxes, title="Titre", part="", size=(400.0, 300.0)):
    return Page(*size, boxes, "1", title, "fr", part)


def text_box(text, x=40.0, y=40.0, width=200.0, style=STYLE, **more):
    return SUPPLIES.compositor.set((Span(text, style),), width).box(x, y, **more)


def errors(data, folder):
    file = folder / "slides.pptx"
    file.write_bytes(data)
    return [str(error) for error in validate_pptx(str(file)).errors]


# ---------------------------------------------------------------- texts


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_text_of_a_persona_can_be_edited(template):
    persona = replace(measured_julie() if template == "synthese" else julie(), template=template)
    slides = opened(written_slides(laid_out(persona).pages))
    found = texts(slides)
    for ref, text in written(persona).items():
        if bare(text):
            assert any(bare(text) in frame for frame in found), ref
    assert any("Julie,lapragmatique" in frame or frame == "Julie" for frame in found)


@pytest.mark.parametrize("deliverable", [POSTER, COMPARISON, CARDS], ids=lambda each: each.id)
def test_every_text_of_a_page_is_on_its_slide(deliverable):
    laid = [page for each in made(deliverable, cast(4, 1.0)) for page in each.pages]
    slides = opened(written_slides(laid))
    for page, slide in zip(laid, slides.slides, strict=True):
        said = "".join(bare(frame.text) for frame in frames(slide))
        for box in text_boxes(page):
            assert bare(box.text) in said


def test_lines_flow_again_when_they_are_edited():
    slides = opened(written_slides(pages()))
    for paragraph in (p for each in frames(slides.slides[0]) for p in each.paragraphs):
        assert "\v" not in paragraph.text


def test_marks_are_bullets_that_say_where_lines_come_from():
    slide = opened(written_slides(pages())).slides[0]
    bullets = {}
    for paragraph in (p for each in frames(slide) for p in each.paragraphs):
        signs = paragraph._p.xpath("./a:pPr/a:buChar/@char")
        if signs:
            bullets[bare(paragraph.text)] = signs[0]
    for line in julie().attributes:
        assert bullets[bare(line.text)] == SIGNS[Mark(line.provenance.value)]
    assert {SIGNS[Mark(p.value)] for p in Provenance} == set(bullets.values())


def test_lines_of_a_section_are_one_list():
    slide = opened(written_slides(pages())).slides[0]
    lists = [frame for frame in frames(slide) if frame._txBody.xpath(".//a:buChar")]
    assert [len(each.paragraphs) for each in lists] == [len(s.attributes) for s in julie().sections]


def test_faces_are_those_of_the_theme():
    slide = opened(written_slides(pages())).slides[0]
    looks = {}
    for shape in shapes(slide):
        for run in shape._element.xpath(".//a:r"):
            properties = run.rPr
            family = properties.xpath("./a:latin/@typeface")[0]
            looks[run.text] = family, properties.get("b") == "1", properties.get("i") == "1"
    assert looks["Julie, "] == ("+mj-lt", False, False)
    assert looks["la pragmatique"] == ("+mj-lt", False, True)
    assert looks["Démographique"] == ("+mn-lt", True, False)
    assert looks["Femme de 25 à 35 ans"] == ("+mn-lt", False, False)


def test_frames_keep_our_lines_and_shrink_only_what_may_wrap():
    for shape in shapes(opened(written_slides(pages())).slides[0]):
        for body in shape._element.xpath("./p:txBody/a:bodyPr"):
            if shape.is_placeholder and not body.attrib:
                continue  # the hidden title
            assert body.xpath("./a:normAutofit" if body.get("wrap") == "square" else "./a:noAutofit")
            assert {body.get(side) for side in ("lIns", "rIns")} == {"0"} or body.get("anchor") == "ctr"


def test_words_on_a_ground_of_their_own_move_with_it():
    slide = opened(written_slides(pages())).slides[0]
    (pill,) = [s for s in shapes(slide) if s.has_text_frame and s.text_frame.text == "Persona principal"]
    assert pill.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE
    assert pill.fill.fore_color.type is not None


# ---------------------------------------------------------------- titles, layouts, size


def test_each_slide_has_the_title_of_its_page():
    laid = [*pages(), *pages(template="magazine"), *(p for e in made(POSTER, cast(1, 1.0)) for p in e.pages)]
    slides = opened(written_slides(laid))
    assert [s.shapes.title.text for s in slides.slides] == [page.title for page in laid]


def test_a_title_that_is_not_seen_stands_beside_the_slide():
    slides = opened(written_slides([page_of(text_box("mot"), title="Cartes, verso")]))
    title = slides.slides[0].shapes.title
    assert title.text == "Cartes, verso"
    assert title.top + title.height < 0


def test_there_is_a_layout_for_each_kind_of_page_and_none_that_is_not_ours():
    laid = [*pages(), *(p for e in made(CARDS, cast(2, 1.0)) for p in e.pages)]
    slides = opened(written_slides(laid))
    assert [layout.name for layout in slides.slide_layouts] == ["Page", "Cartes à découper", "Titre et texte"]
    assert [slide.slide_layout.name for slide in slides.slides] == ["Page", *["Cartes à découper"] * 2]
    assert len(slides.slide_masters) == 1


def test_slides_of_one_deliverable_are_a_section():
    laid = [*pages(), *(p for e in made(CARDS, cast(2, 1.0)) for p in e.pages), *pages()]
    slides = opened(written_slides(laid))
    ids = [slide.slide_id for slide in slides.slides]
    sections = slides.part._element.xpath("//*[local-name()='section']")
    assert [each.get("name") for each in sections] == ["Page", "Cartes à découper", "Page"]
    members = [int(i) for each in sections for i in each.xpath(".//*[local-name()='sldId']/@id")]
    assert members == ids
    assert len({each.get("id") for each in sections}) == 3
    alone = opened(written_slides(pages()))
    assert not alone.part._element.xpath("//*[local-name()='section']")


@pytest.mark.parametrize("template", TEMPLATES)
def test_slides_are_as_large_as_pages_that_are_alike(template):
    laid = pages(template=template)
    slides = opened(written_slides(laid))
    width, height = laid[0].width, laid[0].height
    assert (slides.slide_width, slides.slide_height) == pytest.approx((Pt(width), Pt(height)), abs=Pt(0.01))


def test_pages_that_differ_stand_whole_on_wide_slides():
    laid = [*pages(), *pages(template="magazine"), *(p for e in made(POSTER, cast(1, 1.0)) for p in e.pages)]
    slides = opened(written_slides(laid))
    assert slides.slide_width / slides.slide_height == pytest.approx(16 / 9, abs=0.001)
    for slide in slides.slides:
        for shape in slide.shapes:
            if shape == slide.shapes.title or (shape.has_text_frame and shape.text_frame.text):
                continue
            assert shape.left >= -Pt(1)
            assert shape.top >= -Pt(1)
            assert shape.left + shape.width <= slides.slide_width + Pt(1)
            assert shape.top + shape.height <= slides.slide_height + Pt(1)


# ---------------------------------------------------------------- drawings and pictures


def test_what_is_seen_is_told_or_marked_as_decoration():
    slide = opened(written_slides(pages())).slides[0]
    for shape in slide.shapes:
        if shape.has_text_frame and shape.text_frame.text:
            continue
        assert bool(alt(shape)) != is_decoration(shape), shape.name
    assert any("Portrait illustré" in alt(shape) for shape in slide.shapes)


def test_shapes_of_a_slide_have_numbers_of_their_own():
    laid = [*pages(), *(p for e in made(COMPARISON, cast(4, 1.0)) for p in e.pages)]
    for slide in opened(written_slides(laid)).slides:
        ids = slide._element.xpath("//p:cNvPr/@id")
        assert len(ids) == len(set(ids))


def test_no_drawing_stands_out_of_its_frame():
    for laid in (pages(), pages(template="magazine")):
        (portrait,) = [b for b in laid[0].boxes if isinstance(b, Group) and b.clip is not None]
        clip = frame(portrait.clip)
        slide = opened(written_slides(laid)).slides[0]
        (shown,) = [s for s in slide.shapes if alt(s) == portrait.alt]
        for part in shown.shapes:
            assert part.left >= Pt(clip[0]) - 200
            assert part.top >= Pt(clip[1]) - 200
            assert part.left + part.width <= Pt(clip[2]) + 200
            assert part.top + part.height <= Pt(clip[3]) + 200


@pytest.fixture
def photo():
    out = BytesIO()
    Pixels.new("RGB", (80, 60), "#AA3355").save(out, "JPEG")
    return out.getvalue()


def photographed(radius=20.0, clip=None):
    image = Image(30, 30, 40, 40, "f", (0.1, 0.0, 0.85, 1.0), radius)
    return Group((image,), 30, 30, 40, 40, clip, Ref("persona", "p", "portrait"), "figure", "Photo de Léa")


def test_a_photo_is_a_cropped_picture_that_says_what_it_shows(photo):
    laid = [page_of(photographed()), page_of(photographed(5.0, Rect(30, 30, 40, 40, radius=8)))]
    data = written_slides(laid, read_picture={"f": photo}.get)
    for slide in opened(data).slides:
        (picture,) = [s for s in shapes(slide) if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
        assert alt(picture) == "Photo de Léa"
        assert (picture.crop_left, picture.crop_right) == pytest.approx((0.1, 0.15))
        assert picture.image.blob == photo
    kept = [name for name in zipfile.ZipFile(BytesIO(data)).namelist() if "/media/" in name]
    assert len(kept) == 1


def test_a_picture_that_is_not_to_be_had_makes_no_file():
    with pytest.raises(KeyError, match="not to be had"):
        written_slides([page_of(photographed())])


# ---------------------------------------------------------------- tables


def test_a_comparison_is_a_table_of_its_rows_and_columns():
    (printout,) = made(COMPARISON, cast(4, 1.0))
    page = printout.pages[0]
    cells = {(b.cell.row, b.cell.column) for b in text_boxes(page) if b.cell is not None}
    slide = opened(written_slides([page])).slides[0]
    (shape,) = [s for s in slide.shapes if getattr(s, "has_table", False) and s.has_table]
    table = shape.table
    assert (len(table.rows), len(table.columns)) == tuple(1 + max(c[i] for c in cells) for i in (0, 1))
    names = [box.text for box in text_boxes(page) if box.cell is not None and box.cell.row == 0]
    assert bare("".join(c.text for c in table.rows[0].cells)) == bare("".join(names))
    for box in text_boxes(page):
        if box.cell is not None:
            assert bare(box.text) in bare(table.cell(box.cell.row, box.cell.column).text)


def test_the_profile_of_segments_is_a_table_whose_cells_are_tinted():
    told = usual()
    (page,) = annexe(told, FRENCH, SUPPLIES)
    slide = opened(written_slides([page])).slides[0]
    (shape,) = [s for s in slide.shapes if getattr(s, "has_table", False) and s.has_table]
    rows = list(shape.table.rows)
    heads = [head.name for head in told.heat.heads]
    assert [bare(cell.text) for cell in rows[0].cells] == ["", *map(bare, heads), "Ensemble"]
    for row, each in zip(rows[1:], told.heat.rows, strict=True):
        cells = list(row.cells)
        for cell, share in zip(cells[1:-1], each.cells, strict=True):
            assert bare(cell.text) == bare(share.figure)
            assert str(cell.fill.fore_color.rgb) == tint(share.tint)[1:]
            assert cell.text_frame.paragraphs[0].alignment == PP_ALIGN.CENTER
    (drawn,) = [s for s in slide.shapes if alt(s) == told.heat.scale]  # the scale stays a drawing
    assert drawn.shape_type == MSO_SHAPE_TYPE.GROUP


def test_rules_between_rows_are_those_of_the_table():
    (printout,) = made(COMPARISON, cast(4, 1.0))
    slide = opened(written_slides([printout.pages[0]])).slides[0]
    (shape,) = [s for s in slide.shapes if getattr(s, "has_table", False) and s.has_table]
    drawn = [s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.LINE and s.height <= 1]
    assert all(line.top > shape.top + shape.height for line in drawn)  # those of the foot
    ruled = [row._tr.xpath("count(./a:tc/a:tcPr/a:lnB/a:solidFill)") for row in shape.table.rows]
    assert ruled[0] == len(shape.table.columns)
    lines = [box for box in printout.pages[0].boxes if isinstance(box, Line) and box.colour == HAIRLINE]
    assert sum(count > 0 for count in ruled) == len(lines) - len(drawn)


# ---------------------------------------------------------------- notes


def test_notes_tell_of_the_lines_that_a_slide_shows_in_their_order():
    lines = julie().attributes
    told = {line.id: f"{line.text}\n52 % sur 189" for line in lines}
    said = notes(opened(written_slides(pages(), notes=told)))
    assert said[0].splitlines() == [part for line in lines for part in told[line.id].splitlines()]
    other = opened(written_slides(pages(), notes={"else": "x"}))
    assert not other.slides[0].has_notes_slide


@pytest.mark.slow
@pytest.mark.timeout(60)
def test_notes_of_very_many_lines_are_soon_written():
    """Each break is a paragraph: a line pasted with thousands of them must not take a minute."""
    told = {line.id: "é\r\n<\n" * 4000 for line in julie().attributes}
    [said] = notes(opened(written_slides(pages(), notes=told)))
    assert said.split("\n")[:5] == ["é", "<", "é", "<", "é"]
    assert said.count("<") == 4000 * len(told)


# ---------------------------------------------------------------- the file


def test_the_same_pages_give_the_same_bytes():
    laid = [*pages(), *(p for e in made(COMPARISON, cast(3, 1.0)) for p in e.pages)]
    told = {line.id: "x" for line in julie().attributes}
    assert written_slides(laid, notes=told) == written_slides(laid, notes=told)


def test_each_page_is_a_step():
    steps = []
    written_slides(pages() * 3, step=lambda: steps.append(1))
    assert len(steps) == 3 * len(pages())


def test_files_follow_the_schema_of_office(tmp_path, photo):
    laid = [
        *pages(measured_julie(), "synthese"),
        *pages(template="magazine"),
        *(page for each in made(COMPARISON, cast(2, 1.0)) for page in each.pages),
        page_of(photographed(5.0, Rect(30, 30, 40, 40, radius=8))),
    ]
    told = {line.id: "x & <y>" for line in julie().attributes}
    data = written_slides(laid, read_picture={"f": photo}.get, notes=told)
    assert errors(data, tmp_path) == []


@pytest.mark.parametrize("odd", ODD, ids=str)
def test_no_text_breaks_a_file(odd, tmp_path):
    text = ODD[odd]
    box = text_box(text, role="li", ref=Ref("attribute", "a", "text"))
    figure = Group((Rect(0, 0, 9, 9, "#047C7B"),), 0, 0, 9, 9, None, None, "figure", text)
    data = written_slides([page_of(box, figure, title=text)], notes={"a": text})
    assert errors(data, tmp_path) == []
    slides = opened(data)
    legal = bare(printed(text).replace("\ufffe", "").replace("\uffff", ""))
    assert legal in {bare(each.text) for each in frames(slides.slides[0])}


@examples(12)
@given(persona=personas(), template=st.sampled_from(TEMPLATES), language=st.sampled_from(["fr", "en"]))
def test_any_persona_becomes_slides_with_all_its_words(persona, template, language):
    laid = laid_out(replace(persona, template=template), texts=Texts(language)).pages
    slides = opened(written_slides(laid))
    for page, slide in zip(laid, slides.slides, strict=True):
        ids = slide._element.xpath("//p:cNvPr/@id")
        assert len(ids) == len(set(ids))
        assert slide.shapes.title is not None
        said = "".join(bare(each.text) for each in frames(slide))
        for box in text_boxes(page):
            assert bare(content(box.text)) in content(said)


def test_a_persona_without_a_word_has_a_slide():
    empty = replace(
        short_julie(), name="", title="", role="", priority="", objective="", quote="", sections=()
    )
    slides = opened(written_slides(laid_out(empty).pages))
    assert slides.slides[0].shapes.title is not None


def test_signs_of_advice_are_bullets_too():
    slide = opened(written_slides(laid_out(measured_julie()).pages)).slides[0]
    signs = {p._p.xpath("./a:pPr/a:buChar/@char")[0]: p.text for p in bulleted(slide)}
    assert set(signs) == {"✓", "✕"}
    assert bare(signs["✓"]) == bare("Préparer la note que son n+1 validera.")


def bulleted(slide):
    return [p for each in frames(slide) for p in each.paragraphs if p._p.xpath("./a:pPr/a:buChar")]


def test_a_plan_of_action_is_a_table_with_bullets():
    page = made(PLAN, [work(julie_beside())])[0].pages[0]
    slide = opened(written_slides([page])).slides[0]
    (shape,) = [s for s in slide.shapes if getattr(s, "has_table", False) and s.has_table]
    actions = [line for section in julie_beside().plan for line in section.attributes]
    assert len(shape.table.rows) == 1 + len(actions)
    for row, line in zip(list(shape.table.rows)[1:], actions, strict=True):
        cell = row.cells[1]
        assert bare(cell.text) == bare(line.text)
        assert cell._tc.xpath(".//a:buChar/@char") == [SIGNS[Mark(line.provenance.value)]]
        assert bare(row.cells[3].text) == bare(line.task.owner if line.task else "")


# ---------------------------------------------------------------- other fonts


def width_in_points(slide, words):
    (found,) = [s for s in shapes(slide) if s.has_text_frame and s.text_frame.text.startswith(words)]
    return found.left / 12700, (found.left + found.width) / 12700


def test_a_line_has_all_the_room_to_what_stands_beside_it():
    title = text_box("Quatre personas", role="h1", width=90.0)
    note, foot = text_box("Brouillon", x=300.0, width=60.0), text_box("Pied", y=250.0, width=330.0)
    slide = opened(written_slides([page_of(title, note, foot)])).slides[0]
    left, right = width_in_points(slide, "Quatre")
    assert left == 40
    assert 285 < right < 300  # other fonts may be three times as wide before the title breaks
    assert width_in_points(slide, "Brouillon")[1] == pytest.approx(370)  # as far as the page is filled


def test_a_line_keeps_within_its_ground():
    ground = Rect(30.0, 30.0, 150.0, 60.0, "#004466")
    slide = opened(written_slides([page_of(ground, text_box("Julie", y=50.0, width=100.0))])).slides[0]
    assert 100 < width_in_points(slide, "Julie")[1] < 180


def test_words_that_begin_a_sentence_are_of_its_paragraph():
    heavy = STYLE._replace(font="Inter-SemiBold")
    begun = text_box("Moment de vérité.", style=heavy, role="h2", width=150.0)
    reach = begun.lines[0].x + begun.lines[0].width
    rest = text_box("Elle attend une réponse claire du fournisseur.", x=reach + 2.4, width=110.0)
    assert len(rest.lines) > 1
    slide = opened(written_slides([page_of(begun, rest)])).slides[0]
    said = [frame.text for frame in frames(slide)]
    assert "Moment de vérité. Elle attend une réponse claire du fournisseur." in said
