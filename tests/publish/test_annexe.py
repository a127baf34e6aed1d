"""The annexe as boxes: whatever it is told, nothing overlaps, nothing leaves its place, nothing is hidden."""

from dataclasses import replace
from itertools import combinations
from math import log10

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.examples import deepened
from persona_studio.domain.brand import Brand
from persona_studio.publish.boxes import Group, Line, Page, Rect, TextBox, text_boxes
from persona_studio.publish.layout.annexe import annexe
from persona_studio.publish.layout.annexe.heat import tint
from persona_studio.publish.layout.annexe.values import (
    Annexe,
    Heat,
    HeatCell,
    HeatHead,
    HeatRow,
    Passage,
    Sample,
    Steadiness,
    Steady,
    Tally,
    Themed,
    Tries,
    Try,
    Variables,
)
from persona_studio.publish.style import INK, MM
from persona_studio.texts import Texts
from publish.sheets import SUPPLIES, assert_inside, assert_stands, meet

WORDS = (
    "Combien",
    "pratiquement",
    "êtes-vous",
    "anticonstitutionnellement",
    "n+1",
    "de",
    "à",
    "Wiederaufbau",
)


def said(most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=most).map(" ".join)


def share() -> st.SearchStrategy[float]:
    return st.floats(0, 1)


@st.composite
def annexes(draw: st.DrawFn, segments: int) -> Annexe:
    """Return an annexe of so many segments, its words short or very long."""
    names = [draw(said(4)) for _ in range(segments)]
    accents = [draw(st.integers(1, 20)) for _ in range(segments)]
    cell = st.none() | st.builds(
        HeatCell, st.sampled_from(["0", "9", "<\u202f10", "100", "123\u202f456,7"]), st.floats(-1, 1)
    )
    row = st.builds(HeatRow, said(25), st.tuples(*[cell] * segments), st.sampled_from(["3", "100", "40,4"]))
    tally = st.builds(Tally, said(6), st.sampled_from(["612", "−17", "1\u202f000\u202f000"]), share())
    tries = [
        Try(k, draw(share()), draw(share()), "0,98", k == segments, draw(st.booleans()))
        for k in range(2, 2 + draw(st.integers(1, 9)))
    ]
    themed = st.builds(Themed, said(2), st.lists(said(14), min_size=1, max_size=9).map(tuple))
    people = "n\u202f=\u202f1\u202f234\u202f567"
    passage = st.builds(
        Passage,
        st.sampled_from(["", "star", "info"]),
        said(8),
        st.lists(said(60), max_size=3).map(tuple),
        st.lists(st.tuples(said(5), said(40)), max_size=9).map(tuple),
    )
    return Annexe(
        title=draw(said(12)),
        lead=draw(said(40)),
        warning=draw(st.just("") | said(20)),
        sample=Sample(tuple(draw(st.lists(tally, max_size=7))), draw(said(50)), "…"),
        variables=Variables(
            draw(said(4)),
            tuple(draw(st.lists(themed, max_size=7))),
            draw(said(40)),
        ),
        tries=Tries(draw(said(4)), tuple(tries), draw(said(40)), "…"),
        steadiness=Steadiness(
            draw(said(4)),
            tuple(
                Steady(name, draw(st.just("") | said(6)), draw(st.none() | share()), "0,88", people, worn)
                for name, worn in zip(names, accents, strict=True)
            ),
            draw(said(40)),
            "…",
        ),
        heat=Heat(
            draw(said(6)),
            tuple(HeatHead(name, worn) for name, worn in zip(names, accents, strict=True)),
            tuple(draw(st.lists(row, max_size=30))),
            draw(said(25)),
            "…",
        ),
        passages=tuple(draw(st.lists(passage, max_size=7))),
        method=draw(said(20)),
        source=draw(said(30)),
        brand=Brand((("Belvoir et compagnie", INK),)),
    )  # fmt: skip


def ink(box: TextBox) -> tuple[float, float, float, float]:
    """Return the frame of the letters of a box: its lines, not the room they were given."""
    left = min(line.x for line in box.lines)
    right = max(line.x + line.width for line in box.lines)
    top = min(line.baseline - 0.73 * run.size for line in box.lines for run in line.runs)
    bottom = max(line.baseline + 0.2 * run.size for line in box.lines for run in line.runs)
    return left, top, right, bottom


def assert_sound(page: Page) -> None:
    texts = [box for box in text_boxes(page) if box.lines and box.text.strip()]
    for box in texts:
        assert_inside(box, page)
    for a, b in combinations(texts, 2):
        assert not meet(ink(a), ink(b)), (a.text, b.text)
    rules = [box for box in page.boxes if isinstance(box, Line) and box.y1 == box.y2]
    for rule in rules:
        for box in texts:
            left, top, right, bottom = ink(box)
            assert not (top < rule.y1 < bottom and left < rule.x2 and rule.x1 < right), box.text


def shapes(page: Page) -> list[Rect]:
    inside = [each for box in page.boxes if isinstance(box, Group) for each in box.boxes]
    return [box for box in (*page.boxes, *inside) if isinstance(box, Rect)]


@pytest.mark.parametrize("segments", deepened([1, 4, 6, 8], quick=(1, 8).__contains__))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_overlaps_whatever_is_told(segments, language):
    @settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
    @given(annexes(segments))
    def check(told: Annexe) -> None:
        pages = annexe(told, Texts(language), SUPPLIES)
        for page in pages:
            assert_sound(page)
            for shape in shapes(page):
                assert shape.x >= 10 * MM
                assert shape.x + shape.width <= page.width - 10 * MM + 0.01
                assert shape.y + shape.height <= page.height - 10 * MM
        assert told.heat is not None
        printed = [box.text for page in pages for box in text_boxes(page)]
        overall = [row.overall for row in told.heat.rows]
        assert sum(printed.count(each) for each in set(overall)) >= len(overall)  # no row is dropped

    check()


def usual() -> Annexe:
    """Return an annexe like that of the mock-up."""
    names, people = ("Julie", "Marc", "Samira", "Thomas"), (190, 165, 147, 110)
    part = (0.88, 0.90, 0.84, 0.81)
    label = ("En poste depuis moins d’un an", "Premier emploi dans l’entreprise actuelle", "25 à 35 ans")
    values = ((78, 10, 12, 23, 34), (63, 14, 12, 15, 29), (69, 8, 22, 23, 33))
    rows = tuple(
        HeatRow(label[i % 3], tuple(HeatCell(str(v), log10(v / 34)) for v in row[:4]), str(row[4]))
        for i, row in enumerate(values * 4)
    )
    return Annexe(
        title="D’où viennent ces quatre personas",
        lead="612 réponses, regroupées selon 14 questions, forment quatre segments stables. Chaque persona "
        "incarne un segment\u202f; chaque affirmation porte la marque de sa source.",
        sample=Sample(
            (
                Tally("Réponses reçues", "641", 1.0, "read"),
                Tally("Doublons écartés", "−17", 17 / 641),
                Tally("Réponses en ligne droite", "−12", 12 / 641),
                Tally("Réponses analysées", "612", 612 / 641, "used"),
            ),
            "Enquête en ligne, du 2 au 20 juin 2025.",
            "Réponses reçues 641",
        ),
        variables=Variables("14 actives sur 48", (Themed("Situation", ("Ancienneté", "équipe")),), "Note."),
        tries=Tries(
            "stabilité", (Try(4, 0.86, 0.2, "0,86", used=True, advised=True),), "Quatre segments.", "…"
        ),
        steadiness=Steadiness(
            "stabilité · effectif",
            tuple(
                Steady(name, ", la pragmatique", p, "0,88", f"n = {n}", i)
                for i, (name, n, p) in enumerate(zip(names, people, part, strict=True), start=1)
            ),
            "Cent rééchantillonnages.",
            "…",
        ),
        heat=Heat(
            "%", tuple(HeatHead(n, i) for i, n in enumerate(names, start=1)), rows, "Lecture.", "Échelle"
        ),
        method="Analyse factorielle mixte.",
        source="Enquête marketing, n = 612",
    )


@pytest.fixture(scope="module")
def page() -> Page:
    (made,) = annexe(usual(), Texts("fr"), SUPPLIES)
    return made


def box(page: Page, text: str) -> TextBox:
    return next(each for each in text_boxes(page) if each.text == text)


# The text, the x of its first letter and its baseline in mm, measured on the mock-up.
PLACES = [
    ("D’où viennent ces quatre personas", 16.0, 27.9),
    ("Échantillon", 22.35, 61.76),
    ("Variables", 115.35, 61.76),
    ("Réponses reçues", 16.0, 71.1),
    ("Doublons écartés", 16.0, 77.25),
    ("Nombre de segments", 22.35, 119.5),
    ("Profil des segments", 22.35, 182.4),
    ("Julie, la pragmatique", 109.0, 129.95),
    ("En poste depuis moins d’un an", 16.0, 198.3),
    ("Analyse factorielle mixte.", 16.0, 281.6),
    ("Enquête marketing, n = 612", 16.0, 286.2),
]


@pytest.mark.parametrize(("text", "x", "baseline"), PLACES)
def test_texts_stand_where_the_mock_up_has_them(page, text, x, baseline):
    assert_stands(box(page, text), 0, x, baseline)


def test_the_lead_breaks_as_on_the_mock_up(page):
    lead = next(each for each in text_boxes(page) if each.text.startswith("612 réponses"))
    assert [lead.text[line.start : line.end].split()[-1] for line in lead.lines] == ["Chaque", "source."]


def test_cells_stand_where_the_mock_up_has_them(page):
    cells = [
        each
        for each in page.boxes
        if isinstance(each, Rect) and each.width > 22 * MM and each.height > 5 * MM
    ]
    assert len(cells) == 48
    assert sorted({round(each.x / MM, 1) for each in cells}) == pytest.approx(
        [82.5, 106.1, 129.7, 153.3], abs=0.2
    )
    tops = sorted({round(each.y / MM, 2) for each in cells})
    assert (tops[0], tops[-1]) == pytest.approx((194.43, 259.24), abs=0.2)


def test_it_is_read_in_order(page):
    texts = [each.text for each in text_boxes(page)]
    order = [texts.index(text) for text, _, _ in PLACES[:2]] + [texts.index("Variables")]
    assert order == sorted(order)
    at = texts.index("En poste depuis moins d’un an")
    assert texts[at : at + 6] == ["En poste depuis moins d’un an", "78", "10", "12", "23", "34"]
    roles = [each.role for each in text_boxes(page)]
    assert roles.count("h1") == 1
    assert [each.text for each in text_boxes(page) if each.role == "h2"] == [
        "Échantillon",
        "Variables",
        "Nombre de segments",
        "Solidité de chaque segment",
        "Profil des segments",
    ]


def test_every_figure_says_what_it_shows(page):
    figures = [each for each in page.boxes if isinstance(each, Group) and each.role == "figure"]
    assert len(figures) == 4
    assert all(each.alt for each in figures)


def test_a_cell_without_a_figure_is_drawn_without_ground_and_text():
    told = usual()
    assert told.heat is not None
    bare = replace(told.heat, rows=(HeatRow("Rare", (None,) * 4, "3"),))
    (made,) = annexe(replace(told, heat=bare), Texts("fr"), SUPPLIES)
    cells = [each for each in made.boxes if isinstance(each, Rect) and each.dash]
    assert [each.fill for each in cells] == [None] * 4


def test_without_figures_the_passages_stand_on_the_one_page():
    told = Annexe(
        title="Ces personas", lead="Aucune enquête.", passages=(Passage("info", "Pas d’enquête", ("Rien.",)),)
    )
    (made,) = annexe(told, Texts("fr"), SUPPLIES)
    assert box(made, "Rien.").y == pytest.approx(66.5 * MM, abs=2 * MM)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@given(st.floats(-1, 1))
def test_figures_are_read_on_any_tint(strength):
    assert (luminance(tint(strength)) + 0.05) / (luminance(INK) + 0.05) >= 5.8


def test_a_long_question_is_cut_before_its_answer():
    told = usual()
    assert told.heat is not None
    row = HeatRow("Combien de fois êtes-vous allé au cinéma " * 4 + ": Jamais", (None,) * 4, "3", "Jamais")
    for rows in ((row,), (row,) * 16):
        (made,) = annexe(replace(told, heat=replace(told.heat, rows=rows)), Texts("fr"), SUPPLIES)
        shown = [each.text for each in text_boxes(made) if each.text.startswith("Combien")]
        assert len(shown) == len(rows)
        assert all(text.endswith("… Jamais") for text in shown)


def test_a_list_that_is_too_long_goes_on_in_the_next_column():
    pairs = tuple((f"Thème {i}", "Une question " * 12) for i in range(60))
    told = Annexe(title="T", lead="L", passages=(Passage("info", "Les questions", ("Voici.",), pairs),))
    pages = annexe(told, Texts("fr"), SUPPLIES)
    for page in pages:
        assert_sound(page)
    printed = [each.text for page in pages for each in text_boxes(page)]
    assert [text for text in printed if text.startswith("Thème")] == [key for key, _ in pairs]
    assert (
        printed.count("Les questions (suite)")
        == sum(text.startswith("Les questions") for text in printed) - 1
    )


@pytest.mark.parametrize("words", range(1, 40, 3))
@pytest.mark.parametrize("pairs", [12, 30])
def test_what_is_continued_is_read_after_its_beginning(words: int, pairs: int) -> None:
    """Left column first, then the right one, then the next page."""
    first = Passage("star", "Le nombre", ("Un mot et un autre. " * words,) * 3)
    second = Passage("info", "Lire", ("Un mot et un autre. " * (words // 2 + 1),) * 3)
    listed = Passage(
        "info", "Questions", (), tuple((f"Thème {i}", "Une question " * 6) for i in range(pairs))
    )
    told = Annexe(title="T", lead="L", passages=(first, second, listed))
    pages = annexe(told, Texts("fr"), SUPPLIES)
    heads = [
        (number, box.x, box.y, box.text)
        for number, page in enumerate(pages)
        for box in text_boxes(page)
        if box.text.startswith("Questions")
    ]
    read = [text for *_, text in sorted(heads)]
    assert read == ["Questions", *["Questions (suite)"] * (len(read) - 1)]
    keys = [
        (number, box.x, box.y, int(box.text.split()[1]))
        for number, page in enumerate(pages)
        for box in text_boxes(page)
        if box.text.startswith("Thème")
    ]
    assert [key for *_, key in sorted(keys)] == list(range(pairs))
