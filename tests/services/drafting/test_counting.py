"""Counts behind the lines: nobody at a mean is beyond it, weights as in analysis, the most usual answers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.drafting import Case, code_column, finding, labels_column, lines, number, number_column, question
from persona_studio.analysis.table import numbers, read_weights
from persona_studio.domain.ids import new_id
from persona_studio.domain.segments import Recipe, Segment, Segmentation, Verdict
from persona_studio.domain.variables import Kind
from persona_studio.domain.waves import Column, MemoryAnswers, Source, Wave
from persona_studio.services.drafting.counting import Counter

LABELS = labels_column([1] * 100 + [2] * 300)


def counter(variable, column, labels=LABELS, weight=None):
    """Return a counter over one column, weighted by another."""
    answers = MemoryAnswers(column.rows, {variable.id: column} | ({"w": weight} if weight else {}))
    source = Source(file="", format="csv")
    wave = Wave(id=new_id(), name="", source=source, respondents=column.rows, variables=(variable,))
    recipe = Recipe(active=(), weight="w" if weight else None)
    found = Segmentation(id=new_id(), name="", wave=wave.id, recipe=recipe, verdict=Verdict.CLEAR, reason="")
    return Counter(wave, found, answers, labels)


def segment(size=100):
    return Segment(id=new_id(), number=1, name="", size=size, share=0.25)


def drafted(variable, found, column):
    case = Case([variable], [[found]])
    return case.drafted(labels=LABELS, numbers={variable.id: column}).personas[0]


@pytest.mark.parametrize(
    ("over", "values", "answer"),
    [
        (True, [3.0] * 40 + [5.0] * 40 + [1.0] * 20, "plus de 3,0"),
        (False, [3.0] * 40 + [1.0] * 40 + [5.0] * 20, "moins de 3,0"),
    ],
)
def test_people_at_the_mean_are_neither_above_nor_below_it(over, values, answer):
    team = number("Taille de l'équipe")
    rest = [1.0] * 70 + [5.0] * 50 if over else [5.0] * 70 + [1.0] * 50
    values = [*values, *rest, *[3.0] * 180]
    assert float(np.mean(values)) == pytest.approx(3.0)
    share = float(np.mean(values[:100]))
    effect = 0.5 if over else -0.5
    found = finding(team, share=share, overall=3.0, ratio=share / 3, effect=effect, count=100)
    (attribute,) = drafted(team, found, number_column(values)).attributes
    assert attribute.evidence.answer == answer
    assert (attribute.evidence.count, attribute.evidence.base) == (40, 100)
    assert attribute.evidence.overall == pytest.approx(90 / 400)


def test_a_number_under_the_mean_is_said():
    team = number("Taille de l'équipe")
    values = [2.0] * 60 + [20.0] * 40 + [2.0] * 60 + [20.0] * 240
    found = finding(team, share=9.2, overall=float(np.mean(values)), ratio=0.6, effect=-0.7, count=100)
    persona = drafted(team, found, number_column(values))
    assert lines(persona) == ["Taille de l'équipe : au-dessous de la moyenne"]
    assert persona.attributes[0].evidence.count == 60


SHOP = question("Où achetez-vous votre thé ?", "En grande surface", "En ligne", "Chez un spécialiste")
CLOSE = {"share": 0.42, "overall": 0.2, "count": 42}


def test_an_answer_is_not_typical_when_everybody_gives_another_more_often():
    """45 % of this segment, as of all, buy elsewhere: no finding says so, only counting does."""
    codes = [0] * 45 + [1] * 42 + [2] * 13 + [0] * 135 + [1] * 38 + [2] * 127
    persona = drafted(SHOP, finding(SHOP, "En ligne", **CLOSE), code_column(codes))
    assert lines(persona) == ["Plus souvent que la moyenne, achète son thé en ligne"]


def test_an_answer_of_fewer_than_half_is_compared_with_the_average_though_none_is_given_more_often():
    codes = [0] * 40 + [1] * 42 + [2] * 18 + [0] * 120 + [1] * 38 + [2] * 142
    persona = drafted(SHOP, finding(SHOP, "En ligne", **CLOSE), code_column(codes))
    assert lines(persona) == ["Plus souvent que la moyenne, achète son thé en ligne"]


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.49, "Plus souvent que la moyenne, achète son thé en ligne"), (0.5, "Achète son thé en ligne")],
)
def test_half_of_a_segment_is_so_without_qualification(share, said):
    found = finding(SHOP, "En ligne", share=share, overall=0.2, count=round(100 * share))
    assert lines(Case([SHOP], [[found]]).drafted().personas[0]) == [said]


@pytest.mark.parametrize(("other", "titled"), [(0.1, False), (0.2, True)])
def test_without_counts_only_what_findings_prove_to_be_the_most_given_names_people(other, titled):
    """Of what the findings leave, one answer may have all: 48 % in the first case, 38 % in the second."""
    found = [finding(SHOP, "En ligne", **CLOSE), finding(SHOP, "En grande surface", share=other, overall=0.6)]
    assert bool(Case([SHOP], [found]).drafted().personas[0].title) is titled


def test_one_of_several_answers_is_counted_on_its_own_option():
    sources = question("Sources", "Presse", "Radio", kind=Kind.MULTIPLE)
    column = Column("u1", 4, bytes([5, 4, 4, 0, 4, 5, 5, 0]), width=2)
    who, known = counter(sources, column).gave(sources, [1])
    assert who.tolist() == [False, True, True, False]
    assert known.tolist() == [True, True, True, False]


WEIGHTS = st.lists(st.floats(allow_nan=True, allow_infinity=True, width=32), min_size=4, max_size=12)


@given(WEIGHTS)
def test_weights_and_numbers_are_those_of_analysis(given_weights):
    column = number_column([*given_weights, 1.0])
    variable = number("n")
    counted = counter(variable, column, labels_column([1] * column.rows), weight=column)
    recipe = Recipe(active=(), weight="w")
    expected = read_weights(counted.wave, counted.answers, recipe)
    assert np.allclose(counted.weights, expected * (column.rows / expected.sum()))
    assert np.array_equal(counted.numbers(variable), numbers(column), equal_nan=True)
