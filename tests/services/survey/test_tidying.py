"""What the answers suggest: which to group, which say the same, where classes begin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_studio.domain.variables import Distribution, Kind, Level, Missing, Reason, Role, Variable
from persona_studio.domain.waves import Source, Wave
from persona_studio.services.authoring import ALIKE_KEPT, RARE_KEPT, UNSAID_KEPT
from persona_studio.services.survey import tidying
from persona_studio.texts import Texts

FRENCH = Texts("fr")


def question(counts, kind=Kind.NOMINAL, role=Role.ACTIVE, **more):
    """Return a question from labels and counts."""
    levels = tuple(Level(i, text, text, n) for i, (text, n) in enumerate(counts.items()))
    return Variable(id="v", name="v", label="v", kind=kind, role=role, levels=levels, **more)


def rare(variable, respondents=100):
    return [level.label for level in tidying.rare_levels(variable, respondents)]


BUYING = {"Démonstration": 45, "Documentation": 24, "Avis": 26, "Autre": 3, "Rien": 2}


def test_two_answers_under_one_in_twenty_are_rare():
    assert rare(question(BUYING)) == ["Autre", "Rien"]
    assert rare(question({"a": 90, "b": 10})) == []
    assert rare(question({"a": 97, "b": 3})) == [], "one alone has nothing to be grouped with"


def test_the_share_is_of_those_who_answered():
    half = question({"a": 44, "b": 3, "c": 3}, missing=(50, 0, 0, 0))
    assert rare(half) == [], "3 of 50 who answered are 6 %"


def test_rare_answers_are_not_spoken_of_again_nor_where_they_do_not_count():
    assert rare(question(BUYING, guess=(Reason(RARE_KEPT),))) == []
    assert rare(question(BUYING, role=Role.IGNORED)) == []
    assert rare(question(BUYING, block="Grille")) == []
    assert rare(question(BUYING), respondents=0) == []


def test_on_a_scale_only_neighbours_go_together():
    steps = {"1": 2, "2": 40, "3": 50, "4": 4, "5": 4}
    assert rare(question(steps, Kind.ORDINAL)) == ["4", "5"]
    assert rare(question({"1": 2, "2": 94, "3": 4}, Kind.ORDINAL)) == []


@pytest.mark.parametrize("text", ["Ne sait pas", "I don't know", "NSP ou NVPR", "Prefer not to answer"])
def test_no_answer_is_grouped_with_none(text):
    assert rare(question({"a": 94, text: 3, "b": 3})) == []


def test_none_of_a_multiple_choice_stays_alone():
    several = question({"Pomme": 60, "Poire": 3, "Aucun": 2, "Coing": 4}, Kind.MULTIPLE)
    assert rare(several) == ["Poire", "Coing"]


def test_answers_that_differ_by_signs_only_say_the_same():
    found = tidying.alike_levels(
        question({"Oui": 3, "oui.": 2, "Été": 1, "ete": 1, "Non": 4, "< 5": 1, "5": 1})
    )
    assert [[level.label for level in same] for same in found] == [["Oui", "oui."], ["Été", "ete"]]
    kept = question({"Oui": 3, "oui.": 2}, guess=(Reason(ALIKE_KEPT),))
    assert tidying.alike_levels(kept) == ()


def test_a_joint_label_is_free():
    two = question(BUYING).levels[3:]
    assert tidying.joined_label(two, [], FRENCH) == "Autre ou Rien"
    assert (
        tidying.joined_label(question(BUYING).levels[2:], ["Autres réponses"], FRENCH)
        == "Autres réponses (2)"
    )


def number(low, high, name="n", distinct=50):
    edges = tuple(low + (high - low) * i / 10 for i in range(11))
    spread = Distribution((10,) * 10, edges, (low + high) / 2, distinct)
    return Variable(id="n", name=name, label=name, kind=Kind.NUMERIC, role=Role.ACTIVE, distribution=spread)


@pytest.mark.parametrize(
    ("low", "high", "name", "wanted"),
    [
        (1950.0, 2003.0, "Année de naissance", True),
        (1950.0, 2003.0, "q7", True),
        (18.0, 90.0, "Âge", False),
        (0.0, 2003.0, "Année de naissance", False),
        (2019.0, 2024.0, "Année d’achat", False),
    ],
)
def test_years_of_birth_are_recognised(low, high, name, wanted):
    assert tidying.is_year_of_birth(number(low, high, name), 2025) is wanted


def test_ages_are_cut_where_marketers_cut_them():
    assert tidying.proposed_cuts(number(18.0, 90.0, "Âge"), None) == (25, 35, 50, 65)
    assert tidying.proposed_cuts(number(18.0, 40.0, "Âge"), None) == (25, 35)
    assert tidying.proposed_cuts(number(1950.0, 1995.0), 2025) == (35, 50, 65)


@given(st.lists(st.integers(0, 50), min_size=2, max_size=20), st.floats(-1e4, 1e4), st.floats(0.5, 1e5))
def test_proposed_limits_rise_within_the_numbers(counts, low, span):
    edges = tuple(low + span * i / len(counts) for i in range(len(counts) + 1))
    spread = Distribution(tuple(counts), edges, None, sum(counts))
    variable = Variable(id="n", name="n", label="n", kind=Kind.NUMERIC, role=Role.ACTIVE, distribution=spread)
    cuts = tidying.proposed_cuts(variable, None)
    assert list(cuts) == sorted(set(cuts))
    assert all(edges[0] < cut <= edges[-1] for cut in cuts)


def test_classes_are_named_as_people_say_them():
    assert tidying.class_labels((25, 35, 65), FRENCH, whole=True, years=True) == (
        "moins de 25 ans",
        "25 à 34 ans",
        "35 à 64 ans",
        "65 ans et plus",
    )
    assert tidying.class_labels((1, 2, 10), FRENCH, whole=True) == ("moins de 1", "1", "2 à 9", "10 et plus")
    assert tidying.class_labels((0.5, 1.25), FRENCH, whole=False) == (
        "moins de 0,50",
        "0,50 à moins de 1,25",
        "1,25 et plus",
    )


def test_the_year_of_a_survey_is_the_one_it_names():
    source = Source(file="x.csv", format="csv")
    wave = Wave(id="w", name="Vague 2019", source=source, respondents=1, variables=(), date="juin 2021")
    assert tidying.year_of(wave) == 2021


# ------------------------------------------------------------------ answers that are none


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Ne sait pas", Missing.DONT_KNOW),
        ("NSP", Missing.DONT_KNOW),
        ("Don’t know", Missing.DONT_KNOW),
        ("Refus", Missing.REFUSED),
        ("Prefer not to say", Missing.REFUSED),
    ],
)
def test_who_does_not_know_has_not_answered(text, reason):
    ((level, why),) = tidying.unsaid_levels(question({"Oui": 50, "Non": 40, text: 10}))
    assert (level.label, why) == (text, reason)


def test_answers_that_say_something_are_no_missing_ones():
    assert tidying.unsaid_levels(question({"Oui": 50, "Non": 40, "Autre": 10, "Jamais": 3, "Aucun": 2})) == ()
    assert tidying.unsaid_levels(question({"Oui": 50, "NSP": 40})) == (), (
        "one answer alone tells nothing apart"
    )
    ignored = question({"Oui": 50, "Non": 40, "NSP": 10}, role=Role.IGNORED)
    kept = question({"Oui": 50, "Non": 40, "NSP": 10}, guess=(Reason(UNSAID_KEPT),))
    assert tidying.unsaid_levels(ignored) == tidying.unsaid_levels(kept) == ()
