"""Scales: a sentence about a question follows its cumulated side, counted here outside of the program."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.drafting import Case, code_column, finding, labels_column, lines, number_column, plain, question
from helpers.examples import examples
from persona_studio.analysis.profile import Groups, contrast, findings
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Recipe, Segment, Segmentation, Verdict
from persona_studio.domain.variables import Kind, Role, Variable
from persona_studio.domain.waves import MemoryAnswers
from persona_studio.services.drafting import draft
from persona_studio.texts import Texts

STEPS = ("Pas du tout d'accord", "Plutôt pas d'accord", "Ni d'accord ni pas d'accord", "Plutôt d'accord",
         "Tout à fait d'accord")  # fmt: skip
PRICE = question("Je fais attention au prix avant tout", *STEPS, kind=Kind.ORDINAL)
WEIGHT = Variable(id="w", name="poids", label="poids", kind=Kind.WEIGHT, role=Role.WEIGHT)
LOW, HIGH = (0, 1), (3, 4)
counts = st.lists(st.integers(0, 70), min_size=5, max_size=5).filter(lambda c: sum(c) >= 40)


def drafted(codes, segment, weights):
    """Draft both segments from the answers alone, tested as the program tests them."""
    groups = Groups(np.arange(codes.size), segment - 1, weights * (codes.size / weights.sum()), 2)
    column = code_column(codes.tolist())
    tested = contrast(PRICE, column, groups)
    found = findings([tested] if tested else [], frozenset(), 2)
    wave = Case([PRICE, WEIGHT], [], respondents=codes.size).wave()
    segments = tuple(
        Segment(
            id=f"s{n}", number=n, name="", size=int((segment == n).sum()), share=0.5, findings=found[n - 1]
        )
        for n in (1, 2)
    )
    cut = Segmentation(
        id="c", name="", wave=wave.id, recipe=Recipe(active=(), weight="w"), verdict=Verdict.CLEAR,
        reason="clear", segments=segments,
    )  # fmt: skip
    answers = MemoryAnswers(codes.size, {PRICE.id: column, "w": number_column(weights.tolist())})
    project = Project(id="p", name="", language="fr", waves=(wave,))
    return draft(project, cut, answers, Texts("fr"), labels_column(segment.tolist())).personas


def side_of(codes, segment, weights, which, number):
    """Return the weighted share of a side in a segment, everybody's, and Wilson's interval of the first."""
    ours = segment == number
    on = np.isin(codes, which)
    share = weights[ours & on].sum() / weights[ours].sum()
    n = weights[ours].sum() ** 2 / (weights[ours] ** 2).sum()
    z = 1.959964
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    margin = z / (1 + z**2 / n) * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return share, weights[on].sum() / weights.sum(), middle - margin, middle + margin


@examples(120, deadline=None)
@given(counts, counts, st.integers(0, 5))
def test_no_sentence_goes_against_the_cumulated_share(ours, others, seed):
    codes = np.repeat(np.tile(np.arange(5), 2), [*ours, *others])
    segment = np.repeat([1, 2], [sum(ours), sum(others)])
    weights = np.random.default_rng(seed).uniform(0.5, 2.0 if seed else 0.5 + 1e-9, codes.size)
    for number, persona in enumerate(drafted(codes, segment, weights), 1):
        for line in persona.attributes:
            denied = re.search(r"\b[Nn]e fait pas\b|\ben désaccord\b", plain(line.text)) is not None
            assert "Rarement" not in line.text
            assert not line.text.startswith("Moins")
            share, overall, low, _ = side_of(codes, segment, weights, LOW if denied else HIGH, number)
            assert share > overall
            assert low > overall
            assert line.evidence.share == pytest.approx(share, abs=1e-9)
            assert line.evidence.overall == pytest.approx(overall, abs=1e-9)


def test_many_who_rather_agree_are_not_many_who_agree():
    """33 % rather agree, against 23 %, but 38 % agree in all, against 43 %: no line."""
    ours, others = [62, 62, 0, 66, 10], [80, 91, 0, 36, 93]
    codes = np.repeat(np.tile(np.arange(5), 2), [*ours, *others])
    segment = np.repeat([1, 2], [sum(ours), sum(others)])
    personas = drafted(codes, segment, np.ones(codes.size))
    assert not [text for text in lines(personas[0]) if "fait attention" in text and "pas" not in text]


@pytest.mark.parametrize(
    ("share", "line"),
    [
        (0.08, "Produit préféré : rarement le thé"),
        (0.42, "Produit préféré : le thé, moins souvent que la moyenne"),
    ],
)
def test_rarely_is_kept_for_what_is_rare(share, line):
    drink = question("Quel est votre produit préféré ?", "Le thé", "Le café", "L'eau")
    rare = finding(drink, "Le thé", share=share, overall=0.88, count=int(share * 200), base=200)
    (persona,) = Case([drink], [[rare]]).drafted().personas
    assert lines(persona) == [line]


def test_a_trivial_gap_is_no_line():
    tea = question("Boisson", "Thé", "Café")
    trivial = finding(tea, "Thé", share=0.98, overall=0.92, count=98, effect=0.199)
    (persona,) = Case([tea], [[trivial]]).drafted().personas
    assert persona.attributes == ()


def test_instructions_are_no_part_of_a_question():
    where = question(
        "Où faites-vous vos courses alimentaires ? (plusieurs réponses possibles)",
        "Hypermarché", "Marché", kind=Kind.MULTIPLE,
    )  # fmt: skip
    (persona,) = Case([where], [[finding(where, "Hypermarché", share=0.75)]]).drafted().personas
    assert lines(persona) == ["Courses alimentaires : hypermarché"]


def test_the_name_of_a_column_cut_short_stays_off_the_sheet():
    cut = replace(question("freq.conso", "Le soir", "Le matin"), name="freq.conso")
    (persona,) = Case([cut], [[finding(cut, "Le soir")]]).drafted().personas
    assert persona.attributes == ()


@pytest.mark.parametrize(("answer", "said"), [("Often", 0), ("A lot", 0), ("Never married", 1)])
def test_an_answer_without_a_question_must_speak_for_itself(answer, said):
    coded = question("q0007", answer, "Another answer")
    (persona,) = Case([coded], [[finding(coded, answer)]]).drafted().personas
    assert len(persona.attributes) == said
