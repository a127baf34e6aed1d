"""The ends of the axes in words, in the window's language where the words are ours."""

from dataclasses import replace

import pytest

from persona_studio.domain.segments import Axis, Pole, Recipe, Segmentation, Verdict
from persona_studio.domain.variables import Kind, Level, Role, Variable
from persona_studio.domain.waves import Source, Wave
from persona_studio.services.segments.axes import told
from persona_studio.texts import Texts


def question(key, label, answers, kind=Kind.NOMINAL):
    levels = tuple(Level(i, text, text, 10) for i, text in enumerate(answers))
    return Variable(id=key, name=key, label=label, kind=kind, role=Role.ACTIVE, levels=levels)


VARIABLES = (
    question("tender", "Passez-vous par un appel d'offres ?", ("Oui", "Non")),
    question("budget", "Budget annuel pour les outils", ("Moins de 20 k€", "Plus de 500 k€"), Kind.ORDINAL),
    question("staff", "Nombre de fournisseurs", (), Kind.NUMERIC),
    question("tools", "Outils que vous utilisez", ("CRM", "Tableur"), Kind.MULTIPLE),
)
WAVE = Wave(id="w", name="w", source=Source(file="f.csv", format="csv"), respondents=9, variables=VARIABLES)


def ends(*poles, language="fr", wave=WAVE):
    axis = Axis(0.31, (), tuple(poles))
    found = Segmentation(
        id="s",
        name="",
        wave="w",
        recipe=Recipe(active=()),
        verdict=Verdict.CLEAR,
        reason="clear",
        map=(axis,),
    )
    (made,) = told(found, wave, Texts(language))
    assert made.inertia == 0.31
    return list(made.high)


@pytest.mark.parametrize(
    ("pole", "french"),
    [
        (Pole("tender", 0, 0.1), "Passe par un appel d’offres"),
        (Pole("budget", 1, 0.1), "Budget annuel pour les outils\u202f: plus de 500\xa0k€"),
        (
            Pole("staff", None, 0.1, high=False),
            "Nombre de fournisseurs\u202f: au-dessous de la moyenne",
        ),
        (Pole("tools", 0, 0.1, high=False), "Outils que vous utilisez\u202f: pas CRM"),
    ],
)
def test_an_end_is_told_as_a_sheet_would_tell_it(pole, french):
    assert ends(pole) == [french]


@pytest.mark.parametrize(
    ("language", "none", "some"),
    [
        ("fr", "Freins\u202f: aucun choix", "Freins\u202f: au moins un choix"),
        ("en", "Freins: none of them", "Freins: at least one"),
    ],
)
@pytest.mark.parametrize("answer", ["None", "Aucun", "Aucune", "None of the above"])
def test_who_did_not_tick_none_ticked_something(language, none, some, answer):
    """« Pas aucun » is no French, and "not none" no English."""
    brakes = question("brakes", "Freins", ("Prix", answer), Kind.MULTIPLE)
    wave = replace(WAVE, variables=(brakes,))
    assert ends(Pole("brakes", 1, 0.2), language=language, wave=wave) == [none]
    assert ends(Pole("brakes", 1, 0.2, high=False), language=language, wave=wave) == [some]


def test_in_another_language_only_our_own_words_change():
    said = ends(Pole("tender", 0, 0.2), Pole("staff", None, 0.1), language="en")
    assert said == [
        "Passez-vous par un appel d’offres\u202f? Yes",
        "Nombre de fournisseurs: above average",
    ]


def test_marks_are_told_as_high_or_low_and_not_as_bare_figures():
    scale = question("music", "Classical music", tuple("12345"), Kind.ORDINAL)
    wave = replace(WAVE, variables=(scale,))
    assert ends(Pole("music", 4, 0.2), wave=wave) == ["Classical music\u202f: note élevée"]
    assert ends(Pole("music", 0, 0.2, high=False), wave=wave) == ["Classical music\u202f: note basse"]


def test_an_answer_that_is_no_more_is_not_told():
    assert ends(Pole("gone", 0, 0.2), Pole("tender", 9, 0.1), Pole("tender", 0, 0.1)) == [
        "Passe par un appel d’offres"
    ]
