"""The Magazine sheet: Julie as on the mock-up, and the rules of what goes overleaf."""

from dataclasses import replace

import pytest

from persona_studio.domain.personas import Attribute, Section, SectionKey
from persona_studio.publish.boxes import Group, Line, Rect, Ref, frame, text_boxes
from persona_studio.publish.layout import Sheet
from persona_studio.publish.layout.flow import Room, continued
from persona_studio.publish.layout.sections import blocks, classic
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import MM, accent_of
from publish.julie import FACTS, SHORT, julie, short_julie
from publish.sheets import FRENCH, SUPPLIES, assert_stands, box_of, laid_out, lines, said


@pytest.fixture(scope="module")
def magazine() -> Sheet:
    return laid_out(short_julie())


def test_it_lies_on_its_side_and_holds_the_short_julie(magazine):
    (page,) = magazine.pages
    assert (page.width / MM, page.height / MM) == pytest.approx((297, 210))
    assert magazine.overflow == ()
    items = [box.text for box in text_boxes(page) if box.role == "li"]
    assert items == [text for _, attributes in SHORT for _, text in attributes]


def test_it_is_read_in_order(magazine):
    texts = [text.replace("\u202f", " ") for text in said(magazine.pages[0])]
    assert texts[:6] == [
        "Persona principal",
        "31 % des répondants",
        "Julie",
        "la pragmatique",
        "Directrice Marketing Client et Fidélisation (grand compte)",
        "« Montrez-moi ce que ça rapporte avant l’été, et je défends le projet. »",
    ]
    assert texts[6] == "Priorité"
    assert texts[8] == "Objectif"
    headings = [box.text for box in text_boxes(magazine.pages[0]) if box.role == "h2"]
    assert headings == [title for title, _ in SHORT]
    assert texts[-1] == "Belvoir."


# Which line of a text, and its baseline in mm, measured on the mock-up as the foot of letters without tails.
BASELINES = [
    ("persona", "julie", "priority", -1, 112.0, 58.85),
    ("attribute", "a00", "text", 0, 116.6, 83.85),
    ("attribute", "a02", "text", 1, 116.6, 99.43),
    ("attribute", "a04", "text", 1, 116.6, 119.41),
    ("attribute", "a32", "text", 0, 116.6, 168.35),
]


@pytest.mark.parametrize(("kind", "id_", "field", "line", "x", "baseline"), BASELINES)
def test_texts_stand_where_the_mock_up_has_them(magazine, kind, id_, field, line, x, baseline):
    assert_stands(box_of(magazine.pages[0], kind, id_, field), line, x, baseline)


def test_rules_stand_where_the_mock_up_has_them(magazine):
    rules = sorted({round(b.y1 / MM, 2) for b in magazine.pages[0].boxes if isinstance(b, Line)})
    assert rules == pytest.approx([78.5, 138.6, 189.6], abs=0.2)


@pytest.mark.parametrize(
    ("field", "broken"),
    [
        (
            "priority",
            ["Réussir dans son nouveau poste en lançant", "des actions qui répondent aux objectifs de la"],
        ),
        ("role", ["Directrice Marketing Client et Fidélisation", "(grand compte)"]),
    ],
)
def test_lines_end_where_the_mock_up_ends_them(magazine, field, broken):
    assert lines(box_of(magazine.pages[0], "persona", "julie", field))[:2] == broken


def test_the_panel_holds_the_portrait_to_its_foot(magazine):
    page = magazine.pages[0]
    panel = next(box for box in page.boxes if isinstance(box, Rect))
    assert frame(panel) == pytest.approx((10 * MM, 10 * MM, 102 * MM, 200 * MM))
    portrait = next(box for box in page.boxes if isinstance(box, Group) and box.role == "figure")
    assert portrait.clip is not None
    assert frame(portrait.clip) == pytest.approx(frame(panel))
    lowest = max(y for path in portrait.boxes for _, values in path.commands for y in values[1::2])
    assert lowest >= 200 * MM - 0.5


def test_sections_stand_in_rows_of_three(magazine):
    page = magazine.pages[0]
    tops = [box_of(page, "section", f"s{i}", "title") for i in range(6)]
    assert len({round(box.y, 3) for box in tops[:3]}) == 1
    assert tops[0].y / MM == pytest.approx(73, abs=0.01)
    assert tops[3].y / MM == pytest.approx(133, abs=0.01)
    assert [round(b.x / MM, 1) for b in tops[:3]] == [round(b.x / MM, 1) for b in tops[3:]]


def bullets(count: int) -> Section:
    attributes = tuple(Attribute(id=f"b{i}", text=f"Ligne {i}") for i in range(count))
    return Section(id="s", key=SectionKey.CUSTOM, attributes=attributes)


@pytest.mark.parametrize("count", [5, 6, 9])
def test_a_section_prints_five_bullets_and_the_others_overleaf(count):
    result = laid_out(replace(short_julie(), sections=(bullets(count),)))
    assert len(result.pages) == (1 if count == 5 else 2)
    assert result.overflow == tuple(f"b{i}" for i in range(5, count))
    if count > 5:
        headings = [box.text for box in text_boxes(result.pages[1]) if box.role == "h2"]
        assert headings == ["Julie (suite)", "Rubrique (suite)"]


def test_the_long_julie_goes_on_overleaf_with_nothing_lost():
    result = laid_out(replace(julie(), template="magazine"))
    assert len(result.pages) == 2
    items = {box.text for page in result.pages for box in text_boxes(page) if box.role == "li"}
    assert items == {a.text for a in julie().attributes}
    assert (result.pages[1].width, result.pages[1].height) == (result.pages[0].width, result.pages[0].height)


def test_text_tightens_before_it_goes_overleaf():
    seen = []
    for words in range(0, 60, 3):
        section, *others = short_julie().sections
        first, *lines_ = section.attributes
        grown = replace(section, attributes=(replace(first, text="mot " * words + first.text), *lines_))
        result = laid_out(replace(short_julie(), sections=(grown, *others)))
        size = box_of(result.pages[0], "attribute", "a10", "text").lines[0].runs[0].size
        seen.append((size, len(result.pages)))
    assert seen[0] == (9, 1)
    assert seen[-1] == (8.5, 2)
    assert [size for size, _ in seen] == sorted((size for size, _ in seen), reverse=True)
    assert {size for size, pages in seen if pages == 1} & {8.75, 8.5}
    assert {size for size, pages in seen if pages == 2} == {8.5}


def test_the_hints_of_the_screen_move_nothing_that_prints():
    bare = replace(short_julie(), quote="", title="", role="")
    paper, screen = laid_out(bare), laid_out(bare, replace(FACTS, editing=True))
    hints = {b.ref.field for b in text_boxes(screen.pages[0]) if b.hint and b.ref is not None}
    assert hints == {"quote", "title", "role"}
    printed = [box for box in text_boxes(screen.pages[0]) if not box.hint]
    assert printed == list(text_boxes(paper.pages[0]))


def test_an_empty_section_is_a_hint_on_screen_only():
    empty = replace(short_julie(), sections=(*short_julie().sections[:2], bullets(0)))
    assert Ref("section", "s", "title") not in {b.ref for b in text_boxes(laid_out(empty).pages[0])}
    shown = laid_out(empty, replace(FACTS, editing=True)).pages[0]
    assert box_of(shown, "section", "s", "attributes").hint


def test_no_column_of_a_further_page_is_empty_before_another() -> None:
    """Two low blocks beside a high one stand in the second and third column, not in the third and last."""
    work = Work(julie(), FACTS, FRENCH, SUPPLIES, accent_of(julie()))
    high, *low = blocks(work, classic(9.5))
    low = [block.first(1, work)[0] for block in low[:2]]
    for given in ([high, *low], [*low, high]):
        placed = continued(work, given, Room(0.0, 0.0, 700.0, 4))
        used = {each.column for each in placed}
        assert used == set(range(len(used)))
