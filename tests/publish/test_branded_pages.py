"""The client on the pages: the logo within its room, words beside the source, colours and families worn."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from persona_studio import paths
from persona_studio.domain.brand import PAIRS, SANS, SERIF, Brand, Logo
from persona_studio.domain.colours import AT_NIGHT, MARK, NIGHT, TEXT, TEXT_ON_TINT, WHITE, Worn, contrast
from persona_studio.domain.deliverables import CARDS
from persona_studio.publish.boxes import Group, TextBox, frame, text_boxes
from persona_studio.publish.layout import SheetFacts, Supplies, sheet
from persona_studio.publish.layout.client import MOST, ROOM
from persona_studio.publish.layout.foot import foot
from persona_studio.publish.layout.single_foot import Foot, single_foot
from persona_studio.publish.layout.values import Work
from persona_studio.publish.logos.taking import safe_logo
from persona_studio.publish.pictures import picture_id
from persona_studio.publish.style import ACCENTS, MM, accent, accent_of
from persona_studio.texts import Texts
from publish.julie import FACTS, julie
from publish.sheets import assert_inside, meet
from publish.test_deliverables import DRAWN, assert_sound, assert_within_margins, cast, made

MADE = safe_logo(paths.resource("samples", "belvoir.svg"))
LOGO = Logo(picture=picture_id(MADE.data), kind=MADE.kind, width=MADE.width, height=MADE.height)
SUPPLIES = Supplies(pictures={LOGO.picture: MADE.data}.get)
FRENCH = Texts("fr")
TEMPLATES = ("classique", "magazine", "synthese")
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
WORDS = st.text("aeinorstuéèàç ’-W", min_size=1, max_size=160)


def pages(brand, template="classique", persona=None, facts: SheetFacts = FACTS):
    persona = replace(persona or julie(), template=template)
    return sheet(persona, replace(facts, brand=brand), FRENCH, SUPPLIES).pages


def logos(page):
    return [box for box in page.boxes if isinstance(box, Group) and box.alt == "Belvoir"]


def words(page, footer):
    start = footer.split()[0][:1]
    return [b for b in text_boxes(page) if b.ref is None and b.text.startswith(start) and b.role == "caption"]


# ---------------------------------------------------------------- the logo


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_logo_stands_at_the_right_of_the_foot_within_its_room(template):
    page = pages(Brand(name="Belvoir", logo=LOGO), template)[0]
    (logo,) = logos(page)
    assert logo.role == "figure"
    assert logo.width <= 24 * MM + 1e-6
    assert logo.height <= 7 * MM + 1e-6
    assert logo.width / logo.height == pytest.approx(LOGO.width / LOGO.height)
    assert page.height - logo.y - logo.height >= 10 * MM - 0.01
    others = [frame(box) for box in text_boxes(page)]
    assert not any(meet(frame(logo), other) for other in others)


@settings(max_examples=25, deadline=None)
@given(st.floats(1 / 150, 150))
def test_a_logo_of_any_proportions_fits(ratio):
    wide, high = min(1000.0, 1000 * ratio), min(1000.0, 1000 / ratio)
    body = f'<path fill="#112233" d="M0 0L{wide} 0L{wide} {high}Z"/>'
    data = f'<svg viewBox="0 0 {wide} {high}">{body}</svg>'.encode()
    logo = Logo(picture=picture_id(data), kind="svg", width=wide, height=high)
    supplies = Supplies(pictures={logo.picture: data}.get)
    facts = replace(FACTS, brand=Brand(name="Belvoir", logo=logo))
    (page,) = sheet(julie(), facts, FRENCH, supplies).pages
    (found,) = logos(page)
    assert found.width <= ROOM[0] + 1e-6
    assert found.height <= ROOM[1] + 1e-6
    assert found.x + found.width == pytest.approx(194 * MM)


def test_a_logo_that_is_lost_leaves_the_wordmark():
    gone = replace(LOGO, picture="0" * 16)
    brand = Brand(name="Belvoir", logo=gone, wordmark=(("Belvoir", "#17202B"),))
    (page,) = pages(brand)
    assert logos(page) == []
    assert "Belvoir" in [box.text for box in text_boxes(page)]


def test_a_logo_without_a_name_is_called_the_logo_of_the_client():
    (page,) = pages(Brand(logo=LOGO))
    assert [b.alt for b in page.boxes if isinstance(b, Group) and b.role == "figure"][-1] == "Logo du client"


# ---------------------------------------------------------------- the client's words


@settings(max_examples=30, deadline=None)
@given(WORDS, st.sampled_from(TEMPLATES), st.sampled_from(PAIRS))
def test_words_of_any_length_stand_beside_the_source(said, template, pair):
    brand = Brand(name="Belvoir", logo=LOGO, footer=f"X{said}", fonts=pair)
    page = pages(brand, template)[0]
    (found,) = words(page, "X")
    assert len(found.lines) == 1
    assert found.text == " ".join(brand.footer.split()) or found.text.endswith("…")
    assert_inside(found, page)
    others = [
        b for b in page.boxes if isinstance(b, TextBox | Group) and b is not found and b.y > found.y - 40
    ]
    assert not any(meet(frame(found), frame(other)) for other in others if frame(other)[1] < page.height)


def test_short_words_are_whole_and_of_the_usual_size():
    (page,) = pages(Brand(footer=" Confidentiel\n"))
    (found,) = words(page, "Confidentiel")
    assert found.text == "Confidentiel"
    assert found.lines[0].runs[0].size == pytest.approx(7.2)


def test_words_have_what_the_source_leaves_and_half_of_the_foot_at_least():
    mention = "Alpi Conseil · Document de travail confidentiel · atelier du 24 novembre"
    for source in ("Enquête 2025, n = 612", FACTS.source, "Une source que personne n’abrège. " * 4):
        facts = replace(FACTS, source=source, brand=Brand(name="Belvoir", logo=LOGO, footer=mention))
        work = Work(julie(), facts, FRENCH, SUPPLIES, accent_of(julie()))
        assert mention in [box.text for box in foot(work) if isinstance(box, TextBox)]


@settings(max_examples=25, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_a_foot_of_one_line_holds_note_source_words_and_logo(note, source, said):
    facts = replace(FACTS, brand=Brand(name="Belvoir", logo=LOGO, footer=said))
    work = Work(julie(), facts, FRENCH, SUPPLIES, accent_of(julie()))
    boxes = list(single_foot(work, Foot(12 * MM, 285 * MM, 190 * MM), note, source))
    texts = [box for box in boxes if isinstance(box, TextBox)]
    (logo,) = [box for box in boxes if isinstance(box, Group)]
    frames = [frame(box) for box in (*texts, logo)]
    assert all(left >= 12 * MM - 0.01 and right <= 285 * MM + 0.01 for left, _, right, _ in frames)
    assert not any(meet(one, other) for one, other in combinations(frames, 2))
    assert all(box.width <= 273 * MM * MOST + 0.01 for box in texts[-1:] if said.strip())


# ---------------------------------------------------------------- colours


@given(st.lists(COLOURS, max_size=8).map(tuple), st.integers(1, 8))
def test_any_colours_keep_the_limits_of_contrast(colours, number):
    brand = Brand(colours=colours)
    worn = accent(brand.wears(number))
    assert contrast(worn.fill, WHITE) >= MARK
    assert contrast(worn.clair, NIGHT) >= AT_NIGHT
    if number <= len(colours):
        assert contrast(worn.ink, WHITE) >= TEXT
        assert contrast(worn.ink, worn.tint) >= TEXT_ON_TINT
    else:
        assert worn == ACCENTS[number - 1]


def test_a_colour_of_its_own_goes_before_those_of_the_client():
    brand = Brand(colours=("#0A7F3C",))
    own = Worn(1, "#AB265A")
    assert brand.wears(own) == own
    assert brand.wears(1) == Worn(1, "#0A7F3C")
    assert brand.wears(Worn(1, "")) == Worn(1, "#0A7F3C")
    assert brand.wears(2) == 2


def test_our_own_colours_given_as_the_clients_look_as_ours():
    brand = Brand(colours=tuple(each.fill for each in ACCENTS))
    assert [accent(brand.wears(n)) for n in range(1, 9)] == list(ACCENTS)


def test_pages_in_other_colours_are_not_those_set_before():
    def colours(page):
        return {run.colour for box in text_boxes(page) for line in box.lines for run in line.runs}

    before = colours(pages(Brand())[0])
    green = colours(pages(Brand(colours=("#0A7F3C",)))[0])
    assert ACCENTS[0].ink in before - green
    assert accent(Worn(1, "#0A7F3C")).ink in green - before
    assert colours(pages(Brand())[0]) == before


# ---------------------------------------------------------------- families


@pytest.mark.parametrize(("pair", "family"), [(SANS, "Inter"), (SERIF, "Newsreader")])
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_pair_of_one_family_sets_all_words_in_it(pair, family, template):
    made = pages(Brand(fonts=pair), template)
    fonts = {run.font for page in made for box in text_boxes(page) for line in box.lines for run in line.runs}
    assert fonts
    assert {font for font in fonts if not font.startswith(family)} <= {"DejaVuSans", "DejaVuSans-Bold"}


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("template", TEMPLATES)
def test_all_is_printed_within_the_page_in_each_pair(pair, template):
    usual = pages(Brand(), template)
    said = {box.ref: "" for page in usual for box in text_boxes(page) if box.ref is not None}
    made = pages(Brand(fonts=pair), template)
    assert {b.ref for page in made for b in text_boxes(page) if b.ref is not None} == set(said)
    for page in made:
        for box in text_boxes(page):
            assert_inside(box, page)


def test_an_unknown_pair_is_ours():
    assert pages(Brand(fonts="comic")) == pages(Brand())


@pytest.mark.parametrize("pair", [SANS, SERIF])
@pytest.mark.parametrize("deliverable", DRAWN, ids=lambda each: each.id)
@pytest.mark.parametrize(("count", "factor"), [(1, 1.0), (4, 3.0)])
def test_nothing_overlaps_in_the_families_of_a_client(pair, deliverable, count, factor):
    brand = Brand(name="Belvoir", logo=LOGO, fonts=pair, footer="Confidentiel, ne pas diffuser")
    facts = replace(FACTS, brand=brand, project="Marketing client B2B 2025")
    dressed = SUPPLIES.dressed(brand)
    works = [
        Work(each.persona, facts, FRENCH, dressed, accent_of(each.persona, brand))
        for each in cast(count, factor)
    ]
    for page in (page for each in made(deliverable, works) for page in each.pages):
        assert_sound(page)
        if deliverable is not CARDS:
            assert_within_margins(page)
            assert len(logos(page)) == 1
