"""Any persona on any template: no text leaves its box or meets another, none is lost by switching."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.examples import examples
from persona_studio.domain.personas import (
    Attribute,
    AttributeKind,
    Evidence,
    Gauge,
    Persona,
    PersonaKind,
    Provenance,
    Section,
    SectionKey,
)
from persona_studio.publish.boxes import Group, Page, Ref, TextBox, frame, text_boxes
from persona_studio.publish.layout import TEMPLATES, Bar, Chart, Figure, Sheet, SheetFacts
from publish.julie import FACTS, FIGURED, julie, measured_julie, short_julie
from publish.sheets import assert_inside, bare, laid_out, meet, said, shown, written

LETTERS = "aàâäåąbcčçdďeéèêëěfgğhiîïıjklłmnñňoôöøőpqrřsšßtťuùûüůűvwxyýÿzžż’- "
NAME = st.text(LETTERS + "ABCDEFGHIJKLMÑOÖØPQRŠTUÜVWXYŽ", min_size=1, max_size=40).filter(str.strip)
WORD = st.text("aeinorstuéèàçœ’-", min_size=1, max_size=14)
PHRASE = "Réussir dans son nouveau poste en lançant des actions qui répondent aux objectifs. "


def phrase(length: int) -> str:
    return (PHRASE * (length // len(PHRASE) + 1))[:length].strip()


@st.composite
def evidences(draw: st.DrawFn) -> Evidence | None:
    base = draw(st.integers(1, 300))
    count = draw(st.none() | st.integers(0, base))
    return draw(
        st.none()
        | st.just(
            Evidence(
                question=draw(st.sampled_from(["", "Q1. Où ?", phrase(90)])),
                answer=draw(st.sampled_from(["", "Oui", "Au moins deux par mois", phrase(120)])),
                share=count / base if count is not None else draw(st.none() | st.floats(0, 60)),
                overall=draw(st.none() | st.floats(0, 1)),
                count=count,
                base=base,
                v=draw(st.none() | st.floats(-20, 20)),
            )
        )
    )


@st.composite
def attributes(draw: st.DrawFn, place: str, factor: float) -> Attribute:
    pole = st.sampled_from(["", "Prix", "Accompagnement", phrase(80)])
    gauge = Gauge(draw(pole), draw(pole), draw(st.integers(0, 100)), draw(st.none() | st.integers(0, 100)))
    return Attribute(
        id=place,
        text=phrase(int(factor * draw(st.sampled_from([1, 25, 60, 100, 167])))),
        provenance=draw(st.sampled_from(Provenance)),
        modified=draw(st.booleans()),
        kind=draw(st.sampled_from([AttributeKind.TEXT, AttributeKind.TEXT, AttributeKind.GAUGE])),
        gauge=gauge,
        evidence=draw(evidences()),
    )


@st.composite
def personas(draw: st.DrawFn) -> Persona:
    """From empty to four times as long as Julie, 0 to 12 sections."""
    factor = draw(st.sampled_from([0.0, 0.3, 1.0, 1.0, 2.0, 4.0]))

    def some(length: int) -> str:
        return phrase(int(factor * length * draw(st.sampled_from([0, 1, 1, 1]))))

    sections = tuple(
        Section(
            id=f"s{i}",
            key=draw(st.sampled_from(SectionKey)),
            title=draw(st.sampled_from(["", "", "Ses habitudes", phrase(60)])),
            attributes=tuple(draw(attributes(f"a{i}.{n}", factor)) for n in range(draw(st.integers(0, 7)))),
        )
        for i in range(draw(st.integers(0, 12)))
    )
    return replace(
        julie(),
        name=draw(NAME),
        title=draw(st.sampled_from(["", "la pragmatique", "la plus pragmatique des directrices"])),
        role=some(57),
        priority=some(98),
        objective=some(69),
        quote=some(69),
        kind=draw(st.sampled_from(PersonaKind)),
        share=draw(st.none() | st.floats(0, 1)),
        feminine=draw(st.none() | st.booleans()),
        accent=draw(st.integers(1, 8)),
        sections=sections,
    )


@st.composite
def segments_facts(draw: st.DrawFn) -> SheetFacts:
    label = st.sampled_from(["< 6 mois", "Oui", "Plutôt d’accord", phrase(45), phrase(150)])
    bar = st.builds(Bar, label, st.none() | st.floats(0, 1), st.none() | st.floats(0, 1))
    chart = st.builds(Chart, label, st.lists(bar, max_size=8).map(tuple), st.booleans())
    figure = st.builds(Figure, st.sampled_from(["2,4", "15 à 40", "1 234 567,8"]), label)
    return replace(
        FACTS,
        people=draw(st.none() | st.tuples(st.integers(0, 9999), st.integers(10, 99999))),
        charts=tuple(draw(st.lists(chart, max_size=3))),
        figures=tuple(draw(st.lists(figure, max_size=4))),
        editing=draw(st.booleans()),
    )


def assert_apart(result: Sheet) -> None:
    for page in result.pages:
        boxes = [box for box in text_boxes(page) if box.lines]
        for box in boxes:
            assert_inside(box, page)
        for one, other in combinations(boxes, 2):
            assert not overlap(one, other), (one.text[:50], other.text[:50], frame(one), frame(other))


def overlap(one: TextBox, other: TextBox) -> bool:
    return any(meet(a, b) for a in rows(one) for b in rows(other))


def rows(box: TextBox) -> list[tuple[float, float, float, float]]:
    """Return the frame of each line: the hint of a title goes on where the last line of the name ends."""
    _, top, _, bottom = frame(box)
    tall = (bottom - top) / len(box.lines)
    return [
        (line.x, top + i * tall, line.x + line.width, top + (i + 1) * tall)
        for i, line in enumerate(box.lines)
    ]


def assert_nothing_lost(result: Sheet, persona: Persona) -> None:
    found = shown(result)
    for ref, text in written(persona).items():
        assert bare(text) in found.get(ref, ""), ref
    everything = bare("".join(text for page in result.pages for text in said(page)))
    shapes = "".join(bare(box.alt) for page in result.pages for box in page.boxes if isinstance(box, Group))
    for attribute in persona.attributes:
        if attribute.kind is AttributeKind.GAUGE and attribute.gauge is not None:
            assert bare(attribute.gauge.left) in everything
            assert bare(f"{attribute.gauge.value} {attribute.gauge.right}") in everything + shapes


@pytest.mark.parametrize("template", TEMPLATES)
@examples(60)
@given(personas(), segments_facts())
def test_no_text_meets_another_and_none_is_lost(template, persona, facts):
    persona = replace(persona, template=template)
    result = laid_out(persona, facts)
    assert_apart(result)
    assert_nothing_lost(result, persona)
    first = {ref.id for page in result.pages[:1] for ref in attribute_refs(page)}
    assert not set(result.overflow) - {a.id for a in persona.attributes}
    assert {a.id for a in persona.attributes} - first <= set(result.overflow)


@pytest.mark.parametrize(
    ("persona", "facts"), [(julie(), FACTS), (short_julie(), FACTS), (measured_julie(), FIGURED)]
)
def test_what_did_not_change_stays_the_very_same_boxes(persona, facts):
    before = laid_out(persona, facts).pages[0]
    first, *others = persona.sections
    changed = replace(first.attributes[1], text="Autre.")
    section = replace(first, attributes=(first.attributes[0], changed, *first.attributes[2:]))
    after = laid_out(replace(persona, sections=(section, *others)), facts).pages[0]
    kept = {id(box) for box in before.boxes} & {id(box) for box in after.boxes}
    assert len(kept) > 0.7 * len(before.boxes)


ODD = st.text(st.characters(exclude_categories=[]), max_size=120)


@pytest.mark.parametrize("template", TEMPLATES)
@examples(25)
@given(ODD, ODD, ODD, st.lists(ODD, max_size=5))
def test_any_characters_are_laid_out(template, name, title, quote, texts):
    attributes_ = tuple(
        Attribute(id=f"a{i}", text=text, provenance=Provenance.DATA, evidence=FULL)
        for i, text in enumerate(texts)
    )
    section = Section(id="s", key=SectionKey.DOING, title=title, attributes=attributes_)
    odd = Persona(
        id="p", name=name, title=title, role=title, quote=quote, template=template, sections=(section,)
    )
    assert_apart(laid_out(odd, FIGURED))


FULL = Evidence(share=0.5, overall=0.3, count=50, base=100)


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize(
    "text", ["mot " * 2500, pytest.param("x" * 2500, marks=pytest.mark.slow), "a\n" * 400]
)
def test_giants_flow_over_pages(template, text):
    attribute = Attribute(id="a", text=text.strip())
    section = Section(id="s", key=SectionKey.CUSTOM, title=text[:400], attributes=(attribute,))
    giant = replace(
        julie(), title=text[:400].strip(), priority=text.strip(), quote=text.strip(), template=template
    )
    giant = replace(giant, sections=(section,))
    result = laid_out(giant)
    assert len(result.pages) > 1
    assert result.overflow == ("a",)
    for page in result.pages:
        for box in text_boxes(page):
            assert_inside(box, page)
    assert_nothing_lost(result, giant)


@pytest.mark.parametrize("template", TEMPLATES)
@examples(25)
@given(personas())
def test_the_screen_prints_the_same_words_at_the_same_places(template, persona):
    persona = replace(persona, template=template)
    paper = laid_out(persona).pages[0]
    screen = laid_out(persona, replace(FACTS, editing=True)).pages[0]
    printed_ = [box for box in text_boxes(paper) if box.ref is not None and box.lines]
    seen = [box for box in text_boxes(screen) if not box.hint]
    assert all(box in seen for box in printed_)


def attribute_refs(page: Page) -> Iterator[Ref]:
    for box in page.boxes:
        if box.ref is not None and box.ref.kind == "attribute":
            yield box.ref
