"""Lines of positioned glyphs: widths, cuts, carets, and texts nobody expects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_studio.domain.personas import Attribute, AttributeKind, Persona, Section, SectionKey
from persona_studio.publish.boxes import TextBox
from persona_studio.publish.fonts import FontBook
from persona_studio.publish.layout import Supplies
from persona_studio.publish.layout.participants import questionnaire
from persona_studio.publish.layout.templates import made_by
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import DISPLAY, INK, REGULAR, SEMIBOLD, accent_of, body, serif
from persona_studio.publish.text import Compositor, Paragraph, Span, Style, printed
from publish.julie import FACTS
from publish.sheets import FRENCH

COMPOSITOR = Supplies().compositor
ODD = [
    "😀👩🏽‍🚀 café 🎉",
    "سلام عليكم ورحمة الله وبركاته",
    "世界你好，欢迎",
    "e\u0301te\u0301 a\u0308\u0327 q\u0303\u0303\u0303",
    "x" * 400,
    "tab\tulé\nligne\r\nautre\x0bencore",
    "\x00\x01\x1b[31m\x7f contrôle",
    "\u202eàrebours\u202c \u200bzéro\u200d",
    "\ud800 seul",
    "\u0301 accent d’abord",
    "   espaces   ",
    "\n\n\n",
    "ﬁn de ligature",
    "a\u00adb\u00adc",
    "🏳️‍🌈🇫🇷",
    "עברית and English",
]


def set_in(text: str, width: float, size: float = 9.5) -> Paragraph:
    return COMPOSITOR.set((Span(text, body(size)),), width)


def shown(box: TextBox) -> list[str]:
    return [box.text[line.start : line.end] for line in box.lines]


def check(paragraph: Paragraph, width: float) -> None:
    """No line is wider than its room unless it holds one character; all is printed but spaces at ends."""
    box = paragraph.box(10, 20)
    for line in box.lines:
        seen = box.text[line.start : line.end]
        assert line.width <= width + 0.02 or len(seen.rstrip("\u0301\u200d\ufe0f")) <= 10
        assert line.width == pytest.approx(sum(run.advance for run in line.runs))
        assert "".join(run.text for run in line.runs) == seen
        for run in line.runs:
            assert len(run.glyphs) == len(run.positions) == len(run.clusters)
            assert all(0 <= cluster < len(run.text) for cluster in run.clusters)
            assert run.text == box.text[run.start : run.start + len(run.text)]
    printed_letters = "".join(shown(box)).replace(" ", "")
    assert printed_letters == "".join(c for c in paragraph.text if c not in " \n\r\x0b\x0c\x85\u2028\u2029")


@given(st.text("aeé ,;:’-œ«»19", max_size=200), st.floats(20, 400))
def test_lines_fit_and_nothing_is_lost(text, width):
    check(set_in(text, width), width)


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("width", [12.0, 60.0, 227.0])
def test_odd_texts_are_set_without_complaint(text, width):
    check(set_in(text, width), width)


@given(st.text(st.characters(exclude_categories=[]), max_size=60), st.floats(5, 200))
def test_any_text_at_all_is_set(text, width):
    check(set_in(text, width), width)


def test_a_width_is_that_of_the_font_itself():
    # Inter: A 1413, V 1413 of 2048 units by its own tables, and the pair is kerned closer.
    alone = [set_in(letter, 500, 10).lines[0].width for letter in "AV"]
    pair = set_in("AV", 500, 10).lines[0].width
    assert alone[0] == pytest.approx(COMPOSITOR.fonts.advance(REGULAR, _glyph("A")) * 10)
    assert pair < sum(alone) - 0.2


def _glyph(letter: str) -> int:
    return COMPOSITOR.fonts.shape(REGULAR, letter)[0].glyphs[0]


def test_ligatures_are_off_so_that_each_letter_has_its_glyph():
    run = COMPOSITOR.set((Span("office fi", serif(DISPLAY, 28, INK)),), 900).lines[0].runs[0]
    assert run.clusters == tuple(range(9))


def test_a_missing_character_comes_from_the_fallback_font():
    fonts = [run.font for run in COMPOSITOR.line(Span("oui ☃ non", body())).lines[0].runs]
    assert fonts == ["Inter-Regular", "DejaVuSans", "Inter-Regular"]
    heavy = COMPOSITOR.line(Span("☃", Style(SEMIBOLD, 9, 12, INK))).lines[0].runs
    assert [run.font for run in heavy] == ["DejaVuSans-Bold"]


def test_a_character_no_font_has_shows_a_box_and_takes_room():
    line = COMPOSITOR.line(Span("世", body())).lines[0]
    assert line.runs[0].glyphs == (0,)
    assert line.width > 3


def test_control_characters_print_nothing_and_keep_offsets():
    text = "a\x00b\tc"
    assert printed(text) == "a\u200bb c"
    line = COMPOSITOR.line(Span(text, body())).lines[0]
    assert line.width == pytest.approx(COMPOSITOR.line(Span("ab c", body())).lines[0].width)


def test_tracking_moves_letters_by_the_same_part_of_the_size():
    loose = COMPOSITOR.line(Span("titre", Style(DISPLAY, 40, 44, INK))).lines[0]
    tight = COMPOSITOR.line(Span("titre", serif(DISPLAY, 40, INK))).lines[0]
    moved = [a - b for a, b in zip(loose.runs[0].positions, tight.runs[0].positions, strict=True)]
    assert moved == pytest.approx([0, 0.4, 0.8, 1.2, 1.6])
    assert loose.width - tight.width == pytest.approx(2.0)


def test_what_is_cut_off_continues_where_the_head_ends():
    whole = set_in("un deux trois quatre cinq six sept huit neuf dix", 60)
    head = whole.head(2)
    assert len(head.lines) == 2
    assert whole.text.startswith(head.text)
    assert len(head.text) == whole.lines[2].start
    assert whole.head(99) is whole


@given(st.text("aeé’ -ab", min_size=1, max_size=80), st.floats(30, 120), st.data())
def test_a_caret_is_found_again_where_it_stands(text, width, data):
    box = set_in(text, width).box(7, 9)
    offset = data.draw(st.integers(0, len(text)))
    x, top, bottom = box.caret(offset)
    assert top < bottom
    assert 7 <= x <= 7 + width + 0.02
    found = box.offset_at(x, (top + bottom) / 2)
    assert box.caret(found)[0] == pytest.approx(x, abs=0.02)


def test_the_caret_walks_right_and_down():
    box = set_in("un deux trois quatre cinq", 50).box(0, 0)
    carets = [box.caret(offset) for offset in range(len(box.text) + 1)]
    assert [(top, x) for x, top, _ in carets] == sorted((top, x) for x, top, _ in carets)
    assert len({top for _, top, _ in carets}) == len(box.lines)


def test_a_click_beside_the_text_goes_to_the_nearest_end():
    box = set_in("un deux trois quatre cinq", 50).box(0, 0)
    assert box.offset_at(-50, -50) == 0
    assert box.offset_at(500, 500) == len(box.text)


def test_setting_twice_gives_the_same_paragraph():
    fresh = Compositor(COMPOSITOR.fonts)
    spans = (Span("mot à mot", body()),)
    assert fresh.set(spans, 30) is fresh.set(spans, 30)


# ------------------------------------------------------------------ parts of a paragraph


@given(st.one_of(st.text(max_size=150), st.sampled_from(ODD)), st.floats(20, 200), st.integers(0, 6))
def test_a_part_of_a_paragraph_is_a_text_of_its_own(text, width, first):
    whole = set_in(text, width)
    parts = [whole.head(first), whole.part(first)] if first < len(whole.lines) else [whole]
    assert "".join(part.text for part in parts) == whole.text
    assert [line for part in parts for line in shown(part.box(0, 0))] == shown(whole.box(0, 0))
    for part in parts:
        for line in part.box(0, 0).lines:
            for run in line.runs:
                assert run.text == part.text[run.start : run.start + len(run.text)]
    assert whole.part(0) == whole


@pytest.mark.parametrize(
    ("lay_out", "template"),
    [(made_by, "classique"), (made_by, "magazine"), (made_by, "synthese"), (questionnaire, "classique")],
    ids=["classique", "magazine", "synthese", "questionnaire"],
)
def test_chips_without_end_are_shaped_no_more_often_for_being_longer(monkeypatch, lay_out, template):
    """Set anew on each page, the rest of a text costs the square of its length."""
    letters = 0
    shape = FontBook.shape

    def counted(self, key, text):
        nonlocal letters
        letters += len(text)
        return shape(self, key, text)

    def cost(length: int) -> float:
        nonlocal letters
        chips = Attribute(id="c", text="", kind=AttributeKind.CHIPS, chips=("un deux " * (length // 8),))
        section = Section(id="s", key=SectionKey.OBSTACLES, attributes=(chips,))
        persona = Persona(id="p", name="Julie", template=template, sections=(section,))
        letters = 0
        lay_out(Work(persona, FACTS, FRENCH, Supplies(), accent_of(persona)))
        return letters

    monkeypatch.setattr(FontBook, "shape", counted)
    assert cost(40_000) < 2.3 * cost(20_000)
