"""Slides: large enough to be read on a wall, nothing left unsaid, as few as the words allow."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given

from helpers.examples import examples
from helpers.page_faults import faults
from persona_studio.domain.deliverables import PRESENTATION
from persona_studio.domain.kit import Options
from persona_studio.domain.personas import Attribute, Provenance
from persona_studio.publish.boxes import Group, Page, TextBox, frame, text_boxes
from persona_studio.publish.layout import Sheet
from persona_studio.publish.layout.deliverables import printouts
from persona_studio.publish.layout.marks import Mark
from persona_studio.publish.style import MM
from persona_studio.texts import Texts
from publish.julie import FACTS, julie, measured_julie
from publish.sheets import FRENCH, bare, said, shown, written
from publish.test_deliverables import cast, work
from publish.test_templates import personas

NAMED = replace(FACTS, project="Marketing client B2B 2025")


def slides(*people, options=None) -> Sequence[Page]:
    facts = replace(NAMED, options=options or Options())
    made = printouts(PRESENTATION, [work(person, facts) for person in people])
    return [page for printout in made for page in printout.pages]


def sizes(box: TextBox) -> set[float]:
    return {run.size for line in box.lines for run in line.runs}


RUNNING = {"text", "priority", "objective", "quote"}


@examples(25)
@given(personas())
def test_running_text_is_never_under_12_points_and_none_is_lost(persona):
    pages = slides(persona)
    for page in pages:
        assert (page.width / MM, page.height / MM) == pytest.approx((338.7, 190.5))
        for box in text_boxes(page):
            if box.ref is not None and box.ref.field in RUNNING:
                assert min(sizes(box), default=12.0) >= 12.0, box.text
    found = shown(Sheet(tuple(pages)))
    for ref, text in written(persona).items():
        # The words of a gauge that is higher than a slide are followed by what it shows.
        assert bare(text) in found.get(ref, found.get(replace(ref, field="said"), "")), ref


@pytest.mark.parametrize("factor", [0.3, 1.0, 3.0])
def test_nothing_but_shapes_that_fill_it_comes_near_the_edge(factor):
    for page in slides(*(each.persona for each in cast(6, factor))):
        for box in page.boxes:
            left, top, right, bottom = frame(box)
            assert min(left, top) >= 14 * MM - 0.8, box
            assert max(right - page.width, bottom - page.height) <= -14 * MM + 0.8, box


def test_julie_takes_a_slide_for_who_she_is_and_two_for_what_is_said_of_her():
    assert [page.title for page in slides(julie())] == [
        "Présentation",
        "Présentation, Julie",
        "Présentation, Julie (suite 1)",
        "Présentation, Julie (suite 2)",
        "Comment lire ces pages",
    ]


def test_sections_are_shared_evenly_between_slides():
    pages = slides(julie())[2:4]
    heads = [[box.text for box in text_boxes(page) if box.role == "h2"] for page in pages]
    assert heads == [
        ["Démographique", "Psychologique", "Professionnel"],
        ["Relationnel", "Motivationnel", "Modalité d’achat"],
    ]
    used = {size for page in pages for box in text_boxes(page) if box.role == "li" for size in sizes(box)}
    assert len(used) == 1
    assert used.pop() > 12


def test_figures_have_a_slide_of_their_own_the_largest_gap_first():
    (page,) = (page for page in slides(measured_julie()) if page.part == "presentation, figures")
    ratios = [box.text for box in text_boxes(page) if "×" in box.text]
    assert len(ratios) == 7
    assert ratios == sorted(ratios, reverse=True)
    bars = [box.alt for box in page.boxes if isinstance(box, Group) and "Ensemble" in box.alt]
    assert bars[0].startswith("Julie 78")


def test_marks_are_explained_where_there_are_some_and_nothing_where_there_is_nothing_to_explain():
    last = slides(julie())[-1]
    assert {"Donnée d’enquête (14)", "Verbatim (7)", "Hypothèse à vérifier (3)"} <= set(said(last))
    assert slides(julie(), options=Options(marks=False))[-1].title == "Présentation, Julie (suite 2)"


def test_a_hypothesis_that_was_checked_is_not_counted_among_those_to_check():
    whole = julie()
    first = next(a for a in whole.attributes if a.provenance is Provenance.HYPOTHESIS)
    sections = tuple(
        replace(s, attributes=tuple(replace(a, checked=a is first) for a in s.attributes))
        for s in whole.sections
    )
    pages = slides(replace(whole, sections=sections))
    assert {"Hypothèse à vérifier (2)", "Hypothèse vérifiée (1)"} <= set(said(pages[-1]))
    marks = [box for page in pages for box in page.boxes if isinstance(box, Group) and box.sign == "◉"]
    assert {mark.alt for mark in marks} - {""} == {"Hypothèse vérifiée"}


def test_every_mark_that_there_is_finds_room_beside_the_bars():
    person, marks = (
        measured_julie(),
        [(p, m, c) for p in Provenance for m in (True, False) for c in (True, False)],
    )
    lines = tuple(
        Attribute(id=f"x{i}", text="Oui.", provenance=provenance, modified=modified, checked=checked)
        for i, (provenance, modified, checked) in enumerate(marks)
    )
    person = replace(
        person, sections=(*person.sections, replace(person.sections[0], id="x", attributes=lines))
    )
    lost = replace(NAMED, lost=frozenset({"x0"}))
    last = printouts(PRESENTATION, [work(person, lost)])[0].pages[-1]
    heads = [box.text for box in text_boxes(last) if box.role == "h2"]
    assert len(heads) == len(Mark) + 1
    assert list(faults(last)) == []


@pytest.mark.parametrize("count", [1, 4, 6, 8, 13, 30])
def test_the_cover_shows_everybody(count):
    some = cast(min(count, 10), 0.3)
    people = [replace(some[i % len(some)].persona, id=f"p{i}") for i in range(count)]
    cover = slides(*people)[0]
    faces = [box for box in cover.boxes if isinstance(box, Group) and box.role == "figure"]
    assert len(faces) == count
    assert min(face.width for face in faces) >= 10 * MM
    assert len({round(face.width) for face in faces}) == 1


@pytest.mark.parametrize(
    "kept", [(1, 9, 9, 9, 1, 9), (9, 1, 9, 9, 1, 1), (9, 1, 9, 2, 1, 9, 1, 3), (9, 9, 9, 9, 9, 9)]
)
def test_no_column_of_a_slide_stays_empty_beside_blocks_that_stand_below_each_other(kept):
    sections = (*julie().sections, *julie().sections[:2])
    shown = tuple(
        replace(s, id=f"s{i}", attributes=tuple(replace(a, id=f"{i}-{a.id}") for a in s.attributes[:count]))
        for i, (s, count) in enumerate(zip(sections, kept, strict=False))
    )
    pages = [
        p for p in slides(replace(julie(), sections=shown)) if any(b.role == "li" for b in text_boxes(p))
    ]
    columns = [{round(b.x) for b in text_boxes(page) if b.role == "h2" and b.ref} for page in pages]
    across = max(map(len, columns))
    assert across >= 2
    for page, used in zip(pages, columns, strict=True):
        heads = [b for b in text_boxes(page) if b.role == "h2" and b.ref]
        assert len(used) == min(across, len(heads))


@pytest.mark.parametrize(
    ("texts", "where"), [(FRENCH, "Preuves par persona"), (Texts("en"), "Evidence by persona")]
)
def test_how_to_read_names_what_gives_the_figures_and_promises_no_page(texts, where):
    pages = [page for each in printouts(PRESENTATION, [work(julie(), NAMED, texts)]) for page in each.pages]
    words = " ".join(said(pages[-1]))
    assert where in words
    assert "margin are in" not in words
    assert "marge sont dans" not in words
    titles = [page.title for page in pages]
    assert len(titles) == len(set(titles))
