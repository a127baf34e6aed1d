"""Words for values of the domain: every value has one, in both languages."""

import pytest
import survey

from persona_studio.domain.personas import PersonaKind, Provenance
from persona_studio.domain.variables import Kind, Personal, Role, Variable
from persona_studio.domain.waves import Removal
from persona_studio.texts import Texts
from persona_studio.ui import words


@pytest.fixture(params=["fr", "en"])
def t(request):
    return Texts(request.param)


@pytest.mark.parametrize(
    ("values", "say"),
    [
        (Kind, words.kind),
        (Role, words.role),
        (Role, words.role_meaning),
        (Personal, words.personal),
        (Provenance, words.provenance),
        (PersonaKind, words.persona_kind),
        (Removal, lambda value, t: words.removal(value, 2, t)),
    ],
)
def test_every_value_has_words_of_its_own(values, say, t):
    said = [say(value, t) for value in values]
    assert all(said)
    assert not any("." in text.rstrip(".") for text in said), "no code is left"
    assert len(set(said)) == len(said)


def test_every_value_has_an_icon():
    assert set(words.KIND_ICONS) == set(Kind)
    assert set(words.PERSONAL_ICONS) == set(Personal)


def named(name, label):
    return Variable(id="0" * 16, name=name, label=label, kind=Kind.NOMINAL, role=Role.ACTIVE)


@pytest.mark.parametrize(
    ("name", "label", "shown", "code"),
    [
        ("q14", "Avant un devis, que demandez-vous ?", "Avant un devis, que demandez-vous ?", "q14"),
        ("q02. L'ancienneté", "q02. L'ancienneté", "L’ancienneté", "q02"),
        ("age", "", "age", ""),
        ("age", "age", "age", ""),
        ("G1Q3", "G1Q3 - Votre métier", "Votre métier", "G1Q3"),
        ("2025: bilan", "2025: bilan", "2025: bilan", ""),
    ],
)
def test_a_question_is_shown_without_its_code(name, label, shown, code):
    variable = named(name, label)
    assert words.shown_name(variable) == shown
    assert words.shown_code(variable) == code


@pytest.mark.parametrize(("number", "said"), [(4, "quatre"), (12, "douze"), (13, "13"), (1, "1")])
def test_small_numbers_are_spelled(number, said):
    assert words.spelled(number, Texts("fr")) == said


@pytest.mark.parametrize(
    ("value", "said"), [(1.2345, "1,23"), (33.44, "33,4"), (412.6, "413"), (7.0, "7"), (-3.5, "−3,50")]
)
def test_numbers_have_the_decimals_they_need(value, said):
    assert words.number(value, Texts("fr")) == said


def test_a_finding_about_a_number_is_told_by_its_means(t):
    of = survey.wave()[0]
    age = next(v for v in of.variables if v.name == "age")
    from dataclasses import replace

    made = replace(
        survey.finding(of.variables[1], 0, 0.5, 0.4), variable=age.id, level=None, share=33.4, overall=40.4
    )
    answer, question = words.finding(made, {v.id: v for v in of.variables})
    assert (answer, question) == ("", "Âge")
    told = words.finding_told(made, answer, question, t)
    assert "33" in told
    assert "40" in told
