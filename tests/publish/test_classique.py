"""The Classique sheet of any persona: within its boxes, all printed, by the rules of overflow."""

from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpers.examples import examples
from helpers.page_faults import faults
from persona_studio.domain.personas import (
    Attribute,
    AttributeKind,
    Evidence,
    Gauge,
    Persona,
    PersonaKind,
    Portrait,
    Provenance,
    Section,
    SectionKey,
)
from persona_studio.publish.boxes import (
    Group,
    Line,
    Page,
    Path,
    Rect,
    Ref,
    TextBox,
    frame,
    text_boxes,
)
from persona_studio.publish.layout import Sheet, SheetFacts, Supplies, sheet
from persona_studio.publish.style import MM
from persona_studio.texts import Texts
from publish.julie import FACTS, julie
from publish.sheets import FRENCH, assert_inside, bare, box_of, laid_out, meet, said, shown, written

# ------------------------------------------------------------------ any persona, within its boxes

WORD = st.text("aeinorstuéèàçœ’-", min_size=1, max_size=14)


@st.composite
def texts_of(draw: st.DrawFn, length: int) -> str:
    """Words, about 0.3 to 4 times as long as Julie's."""
    wanted = int(length * draw(st.floats(0.3, 4.0)))
    words = draw(st.lists(WORD, min_size=1, max_size=12))
    text = " ".join(words)
    while len(text) < wanted:
        text += " " + text
    cut = text[: max(1, wanted)].strip()
    return cut or "a"


@st.composite
def personas(draw: st.DrawFn) -> Persona:
    base = julie()
    factor = draw(st.floats(0.3, 4.0))

    def scaled(text: str) -> str:
        wanted = max(1, int(len(text) * factor * draw(st.sampled_from([0.5, 1.0, 1.0, 2.0]))))
        return (text + " ") * (wanted // len(text)) + text[: wanted % len(text)]

    sections = []
    for section in base.sections[: draw(st.integers(0, 6))]:
        attributes = tuple(
            replace(
                a,
                text=scaled(a.text),
                provenance=draw(st.sampled_from(Provenance)),
                modified=draw(st.booleans()),
            )
            for a in section.attributes
        )
        sections.append(replace(section, attributes=attributes, title=draw(st.just("") | texts_of(20))))
    return replace(
        base,
        name=draw(st.text("abcdeéîœ’- ABC", min_size=1, max_size=40).filter(str.strip)),
        title=draw(st.just("") | texts_of(14)),
        role=scaled(base.role),
        priority=draw(st.just("") | st.just(scaled(base.priority))),
        objective=scaled(base.objective),
        quote=draw(st.just("") | st.just(scaled(base.quote))),
        kind=draw(st.sampled_from(PersonaKind)),
        share=draw(st.none() | st.floats(0, 1)),
        accent=draw(st.integers(1, 8)),
        sections=tuple(sections),
    )


def whole(box: TextBox) -> list[tuple[float, float, float, float]]:
    return [frame(box)]


def by_line(box: TextBox) -> list[tuple[float, float, float, float]]:
    high = box.height / max(1, len(box.lines))
    tops = ((line, box.y + i * high) for i, line in enumerate(box.lines))
    return [(line.x, top, line.x + line.width, top + high) for line, top in tops]


def assert_sound(result: Sheet, persona: Persona) -> None:
    for page in result.pages:
        for box in text_boxes(page):
            assert_inside(box, page)
        for one, other in combinations(text_boxes(page), 2):
            # What could still be said may stand after the last line of a name, within the frame of its lines.
            parts = by_line if one.hint or other.hint else whole
            assert not any(meet(a, b) for a, b in product(parts(one), parts(other))), (
                one.text[:40],
                other.text[:40],
            )
    assert_all_printed(result, persona)


def assert_all_printed(result: Sheet, persona: Persona) -> None:
    found = shown(result)
    for ref, text in written(persona).items():
        whole = found.get(ref, "")
        assert bare(text) in whole, ref
        assert len(whole) - len(bare(text)) in {0, 2}, ref
    assert bare(persona.name) in found[Ref("persona", persona.id, "name")]


@examples(60)
@example(replace(julie(), name="A" * 19, title="", priority="", quote="", sections=()), True, frozenset())
@given(personas(), st.booleans(), st.frozensets(st.sampled_from(["a00", "a11", "a22", "a30"])))
def test_no_text_leaves_its_box_and_all_is_printed(persona, editing, lost):
    result = laid_out(persona, replace(FACTS, editing=editing, lost=lost))
    assert_sound(result, persona)
    later = {ref.id for page in result.pages[1:] for ref in refs(page) if ref.kind == "attribute"}
    assert set(result.overflow) == later


def refs(page: Page) -> set[Ref]:
    return {box.ref for box in text_boxes(page) if box.ref is not None}


ODD = st.text(st.characters(exclude_categories=[]), max_size=120)


@examples(40)
@given(ODD, ODD, ODD, ODD, st.lists(ODD, max_size=5))
def test_any_characters_are_laid_out(name, title, priority, quote, texts):
    attributes = tuple(Attribute(id=f"a{i}", text=text) for i, text in enumerate(texts))
    section = Section(id="s", key=SectionKey.CUSTOM, title=title, attributes=attributes)
    odd = Persona(id="p", name=name, title=title, priority=priority, quote=quote, sections=(section,))
    for page in laid_out(odd).pages:
        for box in text_boxes(page):
            assert_inside(box, page)


@pytest.mark.parametrize("text", ["mot " * 6000, "x" * 9000, "a\n" * 900])
def test_one_giant_attribute_flows_over_pages(text):
    attribute = Attribute(id="a", text=text.strip())
    section = Section(id="s", key=SectionKey.CUSTOM, attributes=(attribute,))
    giant = Persona(id="p", name="Julie", sections=(section,))
    result = laid_out(giant)
    assert len(result.pages) > 1
    assert result.overflow == ("a",)
    assert_sound(result, giant)
    marks = [b for page in result.pages for b in page.boxes if isinstance(b, Group) and b.role == "label"]
    assert len(marks) == 1


def test_a_giant_priority_and_a_giant_quote_continue_under_their_own_names():
    long = "Réussir dans son nouveau poste. " * 80
    persona = replace(julie(), priority=long.strip(), quote=long.strip())
    result = laid_out(persona)
    assert_sound(result, persona)
    headings = [box.text for box in text_boxes(result.pages[1]) if box.role == "h2"]
    assert headings[:3] == ["Julie (suite)", "Priorité (suite)", "Citation (suite)"]


def test_a_giant_title_and_a_giant_section_title_lose_no_word():
    long = "la plus pragmatique des directrices " * 20
    first = replace(julie().sections[0], title=long.strip())
    persona = replace(
        julie(), name="Anne-Constance " * 12, title=long.strip(), sections=(first, *julie().sections[1:])
    )
    result = laid_out(persona)
    assert_sound(result, replace(persona, name="Anne-Constance"))
    whole = bare("".join(text for page in result.pages for text in said(page)))
    assert whole.count("pragmatique") >= 40
    assert whole.count("Anne-Constance") >= 12


def test_chips_and_gauges_are_drawn_in_their_section():
    chips = Attribute(id="c", text="Canaux :", kind=AttributeKind.CHIPS, chips=("salon", "courriel"))
    gauge = Attribute(id="g", text="", kind=AttributeKind.GAUGE, gauge=Gauge("prudente", "rapide", 70))
    section = Section(id="s", key=SectionKey.CHANNELS, attributes=(chips, gauge))
    (page,) = laid_out(Persona(id="p", name="Léo", sections=(section,))).pages
    assert {"Canaux :", "salon", "courriel", "prudente", "rapide"} <= set(said(page))
    rail = next(b for b in page.boxes if isinstance(b, Group) and b.ref == Ref("attribute", "g", "gauge"))
    assert rail.alt == "prudente 30 / 70 rapide"
    knob = frame([shape for shape in rail.boxes if isinstance(shape, Path)][-1])
    assert (knob[0] + knob[2]) / 2 == pytest.approx(rail.x + 0.7 * rail.width)
    for chip in (b for b in text_boxes(page) if b.text in ("salon", "courriel")):
        around = next(b for b in page.boxes if isinstance(b, Rect) and b.x < chip.x < b.x + b.width)
        assert around.x + around.width > chip.x + chip.lines[0].width


# ------------------------------------------------------------------ the rules of overflow, one by one


def size_of(box: TextBox) -> float:
    return box.lines[0].runs[0].size


@pytest.mark.parametrize(
    ("name", "title", "size", "stacked"),
    [
        ("Julie", "la pragmatique", 37, False),
        ("Julie", "", 37, False),
        ("Marie-Charlotte", "la fonceuse", 28, False),
        ("Marie-Charlotte", "la directrice engagée", 28, True),
        (
            "Anne-Constance de Montmorency",
            "la plus pragmatique des directrices du marketing",
            22,
            True,
        ),
    ],
)
def test_long_names_get_smaller_then_take_two_lines(name, title, size, stacked):
    page = laid_out(replace(julie(), name=name, title=title)).pages[0]
    box = box_of(page, "persona", "julie", "name")
    assert size_of(box) == size
    if title:
        under = box_of(page, "persona", "julie", "title")
        assert (under.y > box.y) == stacked
        assert size_of(under) == size


def test_a_quote_takes_up_to_three_lines_then_gets_smaller():
    words = "Montrez-moi ce que ça rapporte avant l’été, et je défends le projet. "
    seen = []
    for times in (1, 2, 3, 4, 6):
        page = laid_out(replace(julie(), quote=(words * times).strip())).pages[0]
        box = box_of(page, "persona", "julie", "quote")
        seen.append((len(box.lines), size_of(box)))
    assert seen[0] == (1, 16.5)
    assert all(count <= 3 for count, _ in seen)
    assert [size for _, size in seen] == sorted((size for _, size in seen), reverse=True)
    assert seen[-1][1] < 16.5


def test_text_tightens_to_eight_and_a_half_before_it_flows():
    sizes = {}
    for extra in range(14):
        more = tuple(Attribute(id=f"x{i}", text="Encore une ligne de plus.") for i in range(extra))
        first = julie().sections[2]
        long = replace(first, attributes=first.attributes + more)
        persona = replace(julie(), sections=(*julie().sections[:2], long, *julie().sections[3:]))
        result = laid_out(persona)
        sizes[extra] = (len(result.pages), size_of(box_of(result.pages[0], "attribute", "a00", "text")))
    assert sizes[0] == (1, 9.5)
    on_one_page = [size for pages, size in sizes.values() if pages == 1]
    assert on_one_page == sorted(on_one_page, reverse=True)
    assert min(size for _, size in sizes.values()) >= 8.5
    assert {size for _, size in sizes.values()} > {9.5, 9.0}


def test_a_section_never_splits_while_a_column_can_hold_it(julies):
    longer = replace(
        julie(),
        sections=tuple(
            replace(s, attributes=tuple(replace(a, text=a.text + " " + a.text) for a in s.attributes))
            for s in julie().sections
        ),
    )
    result = laid_out(longer)
    assert len(result.pages) == 2
    for section in longer.sections:
        ids = {a.id for a in section.attributes}
        homes = {
            (number, box.x)
            for number, page in enumerate(result.pages)
            for box in text_boxes(page)
            if box.ref is not None and box.ref.kind == "attribute" and box.ref.id in ids
        }
        assert len(homes) == 1
    assert result.pages[1].title == "Julie, la pragmatique (suite)"
    assert said(result.pages[1])[0] == "Julie (suite)"


def test_the_last_page_shares_its_columns():
    more = [
        Section(
            id=f"m{i}",
            key=SectionKey.CUSTOM,
            attributes=tuple(Attribute(id=f"m{i}{j}", text="Une ligne de plus.") for j in range(8)),
        )
        for i in range(4)
    ]
    result = laid_out(replace(julie(), sections=(*julie().sections, *more)))
    titles = [box for box in text_boxes(result.pages[1]) if box.role == "h2"][1:]
    assert len({box.x for box in titles}) == 2


def test_four_sections_stand_two_by_two():
    persona = replace(julie(), sections=julie().sections[:4])
    page = laid_out(persona).pages[0]
    xs = [box_of(page, "section", f"s{i}", "title").x for i in range(4)]
    assert xs[0] == xs[1] < xs[2] == xs[3]


def test_empty_things_print_nothing():
    bare_persona = Persona(
        id="p", name="Léo", sections=(Section(id="s", key=SectionKey.BUYING), *julie().sections[:1])
    )
    (page,) = laid_out(bare_persona, SheetFacts()).pages
    assert [text.replace("\u202f", " ") for text in said(page)][:3] == [
        "Persona principal",
        "Léo",
        "Démographique",
    ]
    assert "Modalité d’achat" not in said(page)
    assert not any(box.hint for box in text_boxes(page))


def test_the_screen_shows_hints_and_moves_nothing_that_prints():
    sections = (*julie().sections[:4], Section(id="s", key=SectionKey.BUYING))
    persona = replace(julie(), sections=sections)
    (printed_page,) = laid_out(persona).pages
    (screen,) = laid_out(persona, replace(FACTS, editing=True)).pages
    assert set(printed_page.boxes) <= set(screen.boxes)
    hints = [box for box in text_boxes(screen) if box.hint]
    assert [hint.text for hint in hints] == ["Écrivez une ligne"]
    assert any(isinstance(box, Rect) and box.dash and box.ref == hints[0].ref for box in screen.boxes)


def test_the_invitation_to_a_quote_stands_off_the_first_title():
    (screen,) = laid_out(replace(julie(), quote=""), replace(FACTS, editing=True)).pages
    hint = next(box for box in text_boxes(screen) if box.hint and box.ref.field == "quote")
    title = min(box.y for box in text_boxes(screen) if box.role == "h2")
    hairline = max(box.y1 for box in screen.boxes if isinstance(box, Line) and box.y1 <= hint.y)
    assert title - (hint.y + hint.height) > 3 * (hint.y - hairline)


FIELDS = ("name", "title", "role", "priority", "objective", "quote")


@examples(60)
@given(personas(), st.sets(st.sampled_from(FIELDS), min_size=1), st.booleans())
def test_whatever_is_empty_is_invited_once_and_what_prints_stays(persona, empty, bare_sections):
    sections = () if bare_sections else persona.sections
    persona = replace(persona, sections=sections, **dict.fromkeys(empty, ""))
    printed_sheet, screen = laid_out(persona), laid_out(persona, replace(FACTS, editing=True))
    assert len(printed_sheet.pages) == len(screen.pages)
    assert set(printed_sheet.pages[0].boxes) <= set(screen.pages[0].boxes)
    hints = [box for box in text_boxes(screen.pages[0]) if box.hint and box.ref.kind == "persona"]
    unsaid = [field for field in FIELDS if not getattr(persona, field).strip()]
    assert sorted(hint.ref.field for hint in hints) == sorted(unsaid)
    for hint in hints:
        assert_inside(hint, screen.pages[0])
        others = [box for box in text_boxes(screen.pages[0]) if box is not hint]
        assert not [box.text for box in others if inked(hint, box)]


def inked(one: TextBox, other: TextBox) -> bool:
    """Tell whether the letters of two boxes meet."""
    return any(
        a.x < b.x + b.width and b.x < a.x + a.width and abs(a.baseline - b.baseline) < 8
        for a in one.lines
        for b in other.lines
    )


def test_hints_are_read_in_the_order_of_the_sheet():
    persona = replace(julie(), title="", priority="", quote="")
    (page,) = laid_out(persona, replace(FACTS, editing=True)).pages
    fields = [box.ref.field for box in text_boxes(page) if box.ref and box.ref.kind == "persona"]
    assert [field for field in fields if field in FIELDS] == list(FIELDS)


@pytest.mark.parametrize("field", FIELDS)
def test_the_hint_of_one_empty_field_moves_nothing(field):
    persona = replace(julie(), **{field: ""})
    on_paper, on_screen = (
        laid_out(persona, replace(FACTS, editing=editing)).pages[0] for editing in (False, True)
    )
    hint = [box for box in text_boxes(on_screen) if box.hint]
    assert [box.ref.field for box in hint] == [field]
    assert set(on_paper.boxes) <= set(on_screen.boxes)


def test_an_empty_persona_invites_to_write():
    (page,) = laid_out(Persona(id="p", name=""), SheetFacts(editing=True)).pages
    hints = {box.ref.field: box.text for box in text_boxes(page) if box.hint}
    assert set(hints) == {"name", "title", "role", "priority", "objective", "quote"}
    assert said(laid_out(Persona(id="p", name=""), SheetFacts()).pages[0]) == ["Persona principal"]


def test_what_flows_over_is_counted_and_shown_with_scissors():
    more = tuple(Attribute(id=f"x{i}", text="Encore une ligne de plus, un peu longue.") for i in range(60))
    persona = replace(
        julie(), sections=(*julie().sections, Section(id="s", key=SectionKey.CUSTOM, attributes=more))
    )
    printed_sheet, screen = laid_out(persona), laid_out(persona, replace(FACTS, editing=True))
    assert printed_sheet.overflow == screen.overflow
    assert set(printed_sheet.overflow) >= {"x59"}
    before = {type(box) for box in printed_sheet.pages[1].boxes}
    assert before == {Group, TextBox, Line}
    icons = [
        sum(isinstance(b, Group) and b.role == "artifact" for b in each.pages[1].boxes)
        for each in (printed_sheet, screen)
    ]
    assert icons[1] - icons[0] == len(screen.overflow)


def test_hidden_sections_are_neither_printed_nor_counted():
    first = replace(julie().sections[0], hidden=True)
    page = laid_out(replace(julie(), sections=(first, *julie().sections[1:]))).pages[0]
    assert "Démographique" not in said(page)
    assert "Donnée d’enquête (10)" in said(page)


def test_marks_tell_reworded_and_lost_data():
    evidence = Evidence(share=0.5)
    attributes = (
        Attribute(id="m", text="Reformulé", provenance=Provenance.DATA, modified=True, evidence=evidence),
        Attribute(id="l", text="Perdu", provenance=Provenance.DATA, evidence=evidence),
    )
    section = Section(id="s", key=SectionKey.CUSTOM, attributes=attributes)
    facts = replace(FACTS, lost=frozenset({"l"}))
    (page,) = laid_out(Persona(id="p", name="Léo", sections=(section,)), facts).pages
    alts = [b.alt for b in page.boxes if isinstance(b, Group) and b.role == "label"]
    assert alts == ["Donnée d’enquête modifiée", "Donnée absente du projet"]
    assert {"Donnée d’enquête modifiée (1)", "Donnée absente du projet (1)"} <= set(said(page))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_legend_of_every_mark_leaves_the_client_its_place(language):
    kinds = (
        Attribute(id="", text="Un mot", provenance=Provenance.DATA),
        Attribute(id="", text="Un mot", provenance=Provenance.DATA, modified=True),
        Attribute(id="", text="Un mot", provenance=Provenance.VERBATIM),
        Attribute(id="", text="Un mot"),
        Attribute(id="", text="Un mot", checked=True),
        Attribute(id="lost", text="Un mot", provenance=Provenance.DATA),
    )
    lines = tuple(replace(line, id=f"{line.id}{i}") for i in range(12) for line in kinds)
    lost = frozenset(line.id for line in lines if line.id.startswith("lost"))
    section = Section(id="s", key=SectionKey.CUSTOM, attributes=lines)
    persona = replace(julie(), sections=(section,))
    for page in laid_out(persona, replace(FACTS, lost=lost), Texts(language)).pages:
        assert sum(text.endswith("(12)") for text in said(page)) == len(kinds)
        assert not list(faults(page))


def test_a_long_source_pushes_the_foot_up_and_stays_in_the_page():
    persona = replace(julie(), source="Enquête de satisfaction auprès des clients professionnels " * 5)
    page = laid_out(persona).pages[0]
    box = box_of(page, "persona", "julie", "source")
    assert len(box.lines) == 3
    assert_inside(box, page)


def test_a_wide_wordmark_keeps_its_place():
    brand = replace(FACTS.brand, wordmark=(("Compagnie générale des eaux minérales", "#000000"),))
    page = laid_out(julie(), replace(FACTS, brand=brand)).pages[0]
    box = list(text_boxes(page))[-1]
    assert box.width <= 24 * MM + 0.01
    assert box.x + box.width == pytest.approx(194 * MM)


@pytest.mark.parametrize("position", [None, 7])
def test_without_segments_the_bar_shows_the_share_alone(position):
    page = laid_out(julie(), replace(FACTS, shares=(0.3,), position=position)).pages[0]
    bars = [b for b in page.boxes if isinstance(b, Rect) and b.height == pytest.approx(2.6 * MM)]
    assert bars[0].width / sum(bar.width for bar in bars) == pytest.approx(0.31)


def test_english_sheets_speak_english():
    page = laid_out(julie(), FACTS, Texts("en")).pages[0]
    assert said(page)[:2] == ["Primary persona", "31% of respondents"]
    assert {"Priority", "Objective", "Demographic", "Survey data (14)"} <= set(said(page))
    assert any(text.startswith("“Montrez-moi") for text in said(page))
    assert page.language == "en"


def test_the_value_of_a_quote_is_what_stands_between_the_marks(julies, persona):
    box = box_of(julies.pages[0], "persona", "julie", "quote")
    start, end = box.value
    assert box.text[start:end] == persona.quote
    name = box_of(julies.pages[0], "persona", "julie", "name")
    assert name.text[slice(*name.value)] == "Julie"


def test_what_did_not_change_stays_the_very_same_boxes():
    supplies, persona = Supplies(), julie()
    before = sheet(persona, FACTS, FRENCH, supplies).pages[0]
    section = persona.sections[5]
    lines = (replace(section.attributes[0], text="Autre."), *section.attributes[1:])
    changed = replace(section, attributes=lines)
    persona = replace(persona, sections=(*persona.sections[:5], changed))
    after = sheet(persona, FACTS, FRENCH, supplies).pages[0]
    kept = {id(box) for box in before.boxes} & {id(box) for box in after.boxes}
    assert len(kept) > 0.8 * len(before.boxes)


def test_layout_needs_no_supplies_and_gives_the_same_sheet(julies):
    assert sheet(julie(), FACTS, FRENCH) == julies


def test_an_unknown_portrait_still_gives_a_sheet():
    assert len(laid_out(replace(julie(), portrait=Portrait("from-the-future"))).pages) == 1
