"""The order of pages: those that were put elsewhere, and those that follow them."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_studio.domain.deliverables import CARDS, COMPARISON, POSTER, PRESENTATION, SHEET, VOTES
from persona_studio.publish.boxes import Page, text_boxes
from persona_studio.publish.layout.deliverables import Printout
from persona_studio.services.workshop.ordering import in_order, owner
from publish.test_deliverables import cast, made

PAGE = Page(10, 10, ())
KIT = (
    Printout(SHEET, "julie", (PAGE, PAGE)),
    Printout(SHEET, "hugo", (PAGE,)),
    Printout(POSTER, "julie", (PAGE,)),
)
JULIE, OVERLEAF, HUGO, POSTER_ = "sheet/julie/0", "sheet/julie/1", "sheet/hugo/0", "poster/julie/0"
USUAL = [JULIE, OVERLEAF, HUGO, POSTER_]


def keys(order, kit=KIT):
    return [leaf.key for leaf in in_order(kit, order)]


def test_nothing_said_is_the_usual_order():
    assert keys(()) == USUAL


def test_any_order_that_names_all_pages_is_followed():
    for order in permutations(USUAL):
        assert keys(order) == list(order)


def test_a_page_that_is_not_named_follows_the_one_before_it():
    assert keys((POSTER_, JULIE, HUGO)) == [POSTER_, JULIE, OVERLEAF, HUGO]
    assert keys((HUGO, JULIE)) == [HUGO, POSTER_, JULIE, OVERLEAF]


def test_pages_that_came_after_the_order_was_made_have_their_place():
    before = keys((HUGO, JULIE, OVERLEAF), KIT[:2])
    assert before == [HUGO, JULIE, OVERLEAF]
    assert keys(before) == [HUGO, POSTER_, JULIE, OVERLEAF]


def test_pages_that_went_leave_the_others_as_they_were():
    assert keys((POSTER_, HUGO, JULIE, OVERLEAF), KIT[1:]) == [POSTER_, HUGO]


def test_the_key_of_a_page_names_whose_it_is():
    shared = Printout(COMPARISON, None, (PAGE, PAGE))
    leaves = in_order((*KIT, shared))
    assert [owner(leaf.key) for leaf in leaves] == ["julie", "julie", "hugo", "julie", "", ""]


@given(st.lists(st.sampled_from([*USUAL, "cards//0", ""])))
def test_no_page_is_lost_or_doubled_whatever_is_said(order):
    made = keys(order)
    assert sorted(made) == sorted(USUAL)
    named = [key for key in dict.fromkeys(order) if key in USUAL]
    assert [key for key in made if key in named] == named


@given(st.lists(st.sampled_from([*USUAL, "cards//0"])), st.sets(st.sampled_from([*USUAL, "cards//0"])))
def test_pages_that_are_skipped_leave_the_order_of_the_others(order, skipped):
    made = [leaf.key for leaf in in_order(KIT, order, skipped)]
    assert made == [key for key in keys(order) if key not in skipped]


# ------------------------------------------------------------------ pages that show several personas


def people(page):
    return {box.ref.id for box in text_boxes(page) if box.ref is not None and box.ref.kind == "persona"}


@pytest.mark.parametrize("deliverable", [PRESENTATION, CARDS, VOTES, COMPARISON], ids=lambda each: each.id)
def test_a_page_that_is_left_out_is_never_another_one(deliverable):
    works = cast(9, 0.5)
    before = {leaf.key: people(leaf.page) for leaf in in_order(made(deliverable, works))}
    assert len(before) > 1
    for gone in range(len(works)):
        rest = [*works[:gone], *works[gone + 1 :]]
        for leaf in in_order(made(deliverable, rest)):
            if leaf.key in before:
                assert people(leaf.page) <= before[leaf.key]


def test_slides_of_a_persona_stay_where_they_were_put_though_another_one_goes():
    works = cast(3, 0.5)
    told = [leaf.key for leaf in in_order(made(PRESENTATION, works))]
    assert len(set(told)) == len(told)
    order = tuple(reversed(told))
    after = in_order(made(PRESENTATION, works[1:]), order)
    assert [leaf.key for leaf in after] == [key for key in order if f"/{works[0].persona.id}/" not in key]


@pytest.mark.parametrize("deliverable", [CARDS, VOTES, COMPARISON], ids=lambda each: each.id)
def test_the_only_page_of_all_stays_where_it_was_put_whoever_they_are(deliverable):
    works = cast(4, 0.5)
    keys = [leaf.key for leaf in in_order(made(deliverable, works))]
    assert keys == [leaf.key for leaf in in_order(made(deliverable, works[1:]))]
