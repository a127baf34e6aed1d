"""Portraits and icons: all of the shipped ones can be read, and they are recoloured as they should."""

import re

import pytest

from persona_studio.domain.personas import Portrait, SectionKey
from persona_studio.paths import data_dir
from persona_studio.publish.boxes import Rect
from persona_studio.publish.drawing import Drawings, read_shapes
from persona_studio.publish.layout.words import section_icon
from persona_studio.publish.style import ACCENTS, accent

FRAME = Rect(100, 50, 88, 112, radius=6)
FILES = sorted([*data_dir().glob("resources/portraits/*.svg"), *data_dir().glob("icons/lucide/*.svg")])


def test_every_shipped_drawing_is_read_to_the_last_number():
    assert len(FILES) > 500
    for file in FILES:
        svg = file.read_text(encoding="utf-8")
        shapes = read_shapes(svg)
        assert len(shapes) == svg.count("<path"), file.name
        numbers = sum(len(re.findall(r"-?[\d.]+", d)) for d in re.findall(r' d="([^"]*)"', svg))
        assert sum(len(v) for s in shapes for _, v in s.commands) == numbers, file.name


def test_each_kind_of_section_has_an_icon():
    for key in SectionKey:
        assert (data_dir() / "icons" / "lucide" / f"{section_icon(key)}.svg").is_file()


@pytest.mark.parametrize("number", range(1, 9))
def test_a_portrait_wears_the_accent(number):
    group = Drawings().portrait(Portrait("f01", "#A8714A"), accent(number), FRAME, alt="x")
    fills = {path.fill for path in group.boxes}
    assert {ACCENTS[number - 1].tint, ACCENTS[number - 1].clair, "#A8714A"} <= fills
    assert not fills & {"#E1F0EF", "#59C1BC"} - {ACCENTS[number - 1].tint, ACCENTS[number - 1].clair}


def test_a_portrait_fills_its_frame_and_is_cut_to_it():
    group = Drawings().portrait(Portrait("f01"), accent(1), FRAME, alt="x")
    ground = group.boxes[0].commands
    xs = [v for _, values in ground for v in values[0::2]]
    ys = [v for _, values in ground for v in values[1::2]]
    assert (min(ys), max(ys)) == pytest.approx((50, 162), abs=0.01)
    assert min(xs) <= 100
    assert max(xs) >= 188
    assert group.clip == FRAME


@pytest.mark.parametrize("name", ["nobody", "../fonts/index", "", "a\x00b", "f01.svg"])
def test_an_unknown_portrait_leaves_its_ground(name):
    group = Drawings().portrait(Portrait(name), accent(2), FRAME, alt="x")
    assert [path.fill for path in group.boxes] == [accent(2).tint]


def test_an_icon_is_placed_and_coloured():
    group = Drawings().icon("flame", 10, 20, 12, "#123456", 2)
    assert {path.stroke for path in group.boxes} == {"#123456"}
    assert {path.stroke_width for path in group.boxes} == {1.0}
    for path in group.boxes:
        for _, values in path.commands:
            assert all(10 <= x <= 22 for x in values[0::2])
            assert all(20 <= y <= 32 for y in values[1::2])


def test_labels_come_in_both_languages():
    drawings = Drawings()
    assert drawings.portrait_label("f01", "fr").startswith("Femme")
    assert drawings.portrait_label("f01", "en").startswith("Woman")
    assert drawings.portrait_label("nobody", "fr") == ""


def test_other_paths_are_refused():
    with pytest.raises(ValueError, match="C with 4"):
        read_shapes('<svg><path fill="none" d="M0 0C1 2 3 4"/></svg>')
