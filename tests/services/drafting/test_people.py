"""Titles, names, ages and portraits."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from helpers.drafting import (
    Case,
    code_column,
    finding,
    labels_column,
    lines,
    number,
    number_column,
    plain,
    question,
    side,
)
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Recipe, Segmentation, Verdict
from persona_studio.domain.shares import wilson
from persona_studio.domain.variables import Kind
from persona_studio.domain.waves import MemoryAnswers
from persona_studio.services.drafting.age import AgeRange, read
from persona_studio.services.drafting.survey import survey_of
from persona_studio.services.drafting.who import Who, first_name, portrait
from persona_studio.services.drafting.words import shipped
from persona_studio.texts import Texts

ROI = question("Délai attendu pour un retour sur investissement", "Moins de six mois", "Plus de deux ans")
GENDER = question("Genre", "Femme", "Homme")


@pytest.mark.parametrize(("gender", "title"), [("Femme", "la pragmatique"), ("Homme", "le pragmatique")])
def test_a_title_is_earned_by_a_trait_and_agrees(gender, title):
    found = [finding(ROI, "Moins de six mois", share=0.8), finding(GENDER, gender, share=0.8)]
    drafted = Case([ROI, GENDER], [found]).drafted()
    assert drafted.personas[0].title == title
    assert list(drafted.names.values()) == ["Pragmatiques"]


def test_a_title_for_somebody_of_no_known_gender_takes_none():
    persona = Case([ROI], [[finding(ROI, "Moins de six mois", share=0.8)]]).drafted().personas[0]
    assert persona.title == "esprit pragmatique"
    assert persona.feminine is None


def test_a_name_fits_what_sets_a_segment_apart_first():
    card = question("Avez-vous une carte de fidélité ?", "Oui", "Non")
    shop = question("Lieu", "Magasin bio", "Marché")
    weak, strong = (
        finding(card, "Oui", share=0.66, overall=0.5),
        finding(shop, "Magasin bio", share=0.8, overall=0.2),
    )
    assert Case([card], [[weak]]).drafted().personas[0].title == "esprit fidèle"
    assert Case([card, shop], [[weak, strong]]).drafted().personas[0].title == "esprit engagé"
    other = question("Lieu", "Hypermarché", "Marché")
    lost = finding(other, "Hypermarché", share=0.8, overall=0.2)
    assert Case([card, other], [[weak, lost]]).drafted().personas[0].title == "", "loyalty comes far behind"
    few = finding(shop, "Magasin bio", share=0.35, overall=0.1)
    assert Case([shop], [[few]]).drafted().personas[0].title == "", "most of them are not so"


def test_titles_differ_and_go_to_who_earns_them_most():
    found = [
        [finding(ROI, "Moins de six mois", share=0.7, overall=0.4)],
        [finding(ROI, "Moins de six mois", share=0.95, overall=0.4)],
    ]
    drafted = Case([ROI], found).drafted()
    first, second = (plain(p.title) for p in drafted.personas)
    assert second == "esprit pragmatique"
    assert first != second


def test_a_trait_that_is_rare_in_the_segment_earns_nothing():
    found = [finding(ROI, "Moins de six mois", share=0.1, overall=0.6, count=15)]
    assert Case([ROI], [found]).drafted().personas[0].title == ""


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("label", "answer"),
    [
        ("Magasin préféré", "Marché couvert"),
        ("Logiciel", "Microsoft Excel"),
        ("Side dish", "Macaroni and cheese"),
    ],
)
def test_an_answer_is_never_quoted_as_a_title(label, answer, language):
    variable = question(label, answer, "Halle de gare")
    drafted = Case([variable], [[finding(variable, answer, share=0.9)]]).drafted(language)
    assert drafted.personas[0].title == ""
    assert list(drafted.names.values()) == ["Segment 1"]


@pytest.mark.parametrize(
    ("label", "answer"),
    [
        ("Religion", "Pratiquant régulier"),
        ("Orientation sexuelle", "Hétérosexuelle"),
        ("Vote aux élections", "Parti bleu"),
        ("Problèmes de santé", "Mal de dos"),
        ("Situation de famille", "Divorcé"),
        ("q26", "Straight"),
        ("q27", "Catholique"),
    ],
)
def test_nobody_is_summed_up_by_what_is_private(label, answer):
    variable = question(label, answer, "Tout le contraire")
    drafted = Case([variable], [[finding(variable, answer, share=0.95)]]).drafted()
    assert drafted.personas[0].title == ""
    assert list(drafted.names.values()) == ["Segment 1"]


@pytest.mark.parametrize("answer", ["None", "Jamais", "p_unknown", "25-34", "3 fois ou plus", "Oui"])
def test_codes_figures_and_denials_make_no_title(answer):
    variable = question("Xyzzy", answer, "Tout autre chose")
    assert Case([variable], [[finding(variable, answer, share=0.95)]]).drafted().personas[0].title == ""


@pytest.mark.parametrize(
    ("share", "overall", "feminine"),
    [(0.62, 0.5, True), (0.58, 0.57, None), (0.62, 0.8, None), (0.52, 0.3, True)],
)
def test_a_gender_needs_a_majority_that_the_others_do_not_have_more(share, overall, feminine):
    found = finding(GENDER, "Femme", share=share, overall=overall, shown=abs(share - overall) >= 0.05)
    assert Case([GENDER], [[found]]).drafted().personas[0].feminine is feminine


@pytest.mark.parametrize(
    ("share", "overall", "language", "said"),
    [
        (0.55, 0.4, "fr", "Plus souvent un homme"),
        (0.55, 0.4, "en", "More often a man"),
        (0.7, 0.4, "fr", "Homme"),
        (0.62, 0.62, "fr", "Homme"),
    ],
)
def test_a_gender_that_may_be_that_of_fewer_than_half_is_only_more_frequent(share, overall, language, said):
    found = finding(GENDER, "Homme", share=share, overall=overall, shown=share > overall)
    low, high = wilson(share, 100)
    persona = Case([GENDER], [[replace(found, base=100, low=low, high=high)]]).drafted(language).personas[0]
    assert (low < 0.5) is (share == 0.55)
    assert lines(persona) == [said]
    assert persona.feminine is False


def test_what_nearly_everybody_answers_names_nobody():
    """Turkey for 97 % of some and 88 % of all: the group that differs keeps its number, so all do."""
    pie = question("Type of pie", "Pumpkin", "Other pies")
    sides = question("Side dishes", "Macaroni and cheese", "Rolls")
    flat = [finding(pie, "Pumpkin", share=0.97, overall=0.88)]
    other = [finding(sides, "Macaroni and cheese", share=0.5, overall=0.2)]
    names = Case([pie, sides], [flat, other]).drafted("fr").names
    assert list(names.values()) == ["Segment 1", "Segment 2"]


def test_the_distinctive_are_named_before_those_who_hardly_differ():
    sides = question("Side dishes", "Macaroni and cheese", "Rolls")
    faint = finding(ROI, "Moins de six mois", share=0.62, overall=0.45)
    strong = finding(sides, "Macaroni and cheese", share=0.8, overall=0.2)
    alone = Case([ROI, sides], [[faint], []]).drafted("fr").names
    assert list(alone.values()) == ["Pragmatiques", "Segment 2"]
    beside = Case([ROI, sides], [[faint], [strong]]).drafted("fr").names
    assert list(beside.values()) == ["Segment 1", "Segment 2"]


def test_a_majority_everybody_has_too_is_still_a_gender():
    found = finding(GENDER, "Homme", share=0.8, overall=0.79, shown=False)
    assert Case([GENDER], [[found]]).drafted().personas[0].feminine is False


@pytest.mark.parametrize(
    ("answer", "low", "high"),
    [
        ("25-34", 25, 34),
        ("25 - 34 ans", 25, 34),
        ("De 18 à 24 ans", 18, 24),
        ("35 – 44", 35, 44),
        ("60 ans et plus", 60, None),
        ("+60", 60, None),
        ("60+", 60, None),
        ("> 60", 60, None),
        ("65 or older", 65, None),
        ("Moins de 25 ans", None, 25),
        ("Under 18", None, 18),
        ("<25", None, 25),
        ("(25,45]", 26, 45),
        ("[16,25]", 16, 25),
    ],
)
def test_ages_are_read_in_answers(answer, low, high):
    assert read(answer) == AgeRange(low, high)


@pytest.mark.parametrize("answer", ["Oui", "3 enfants et 25 ans et 2 chiens", "2 000 €", "44-35", "1980"])
def test_what_is_no_age_is_not_read(answer):
    assert read(answer) is None


@pytest.mark.parametrize(
    ("ages", "french", "english"),
    [
        (AgeRange(25, 35), "Femme de 25 à 35 ans", "Woman aged 25 to 35"),
        (AgeRange(60, None), "Femme de 60 ans et plus", "Woman aged 60 and over"),
        (AgeRange(None, 25), "Femme de moins de 25 ans", "Woman aged under 25"),
    ],
)
def test_ages_in_words(ages, french, english):
    assert plain(ages.words(Texts("fr"), True)) == french
    assert ages.words(Texts("en"), True) == english


def test_ages_too_spread_are_not_said():
    age = number("Âge")
    ages = [float(20 + n % 60) for n in range(400)]
    found = [finding(age, share=49.5, overall=49.5, ratio=1.0, effect=0.0, count=0, shown=False)]
    labels = labels_column([1] * 100 + [2] * 300)
    case = Case([age], [found])
    assert case.drafted(labels=labels, numbers={age.id: number_column(ages)}).personas[0].attributes == ()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("feminine", [True, False, None])
def test_first_names_are_of_the_generation_and_never_shared(language, feminine):
    taken: list[str] = []
    for _ in range(30):
        name = first_name(Who(feminine, 32.0, (), frozenset()), 2025, language, taken)
        assert name not in taken
        taken.append(name)
    group = {True: "feminine", False: "masculine", None: "neutral"}[feminine]
    known = shipped("first_names")[language][group]
    assert taken[0] in known["1980" if feminine is None else "1990"]


def test_names_follow_the_year_of_birth():
    def born(year):
        return first_name(Who(True, 2025.0 - year, (), frozenset()), 2025, "fr", [])

    names = shipped("first_names")["fr"]["feminine"]
    assert [
        born(y) in names[d] for y, d in ((1925, "1930"), (1948, "1940"), (1993, "1990"), (2015, "2010"))
    ] == [True] * 4


def test_the_lists_name_nobody_twice_in_a_generation():
    for groups in shipped("first_names").values():
        for decades in groups.values():
            assert all(len(names) == len(set(names)) for names in decades.values())
            assert all(len(names) >= 4 for names in decades.values())


@pytest.mark.parametrize(
    ("feminine", "age", "letter"),
    [(True, 25.0, "f"), (False, 70.0, "m"), (None, None, "n"), (True, None, "f")],
)
def test_portraits_suit_and_differ(feminine, age, letter):
    person = Who(feminine, age, (), frozenset())
    taken: list[str] = []
    for _ in range(5):
        drawing = portrait(person, taken).drawing
        assert drawing[0] == letter
        assert drawing not in taken
        taken.append(drawing)
    assert portrait(person, [f"{k}{n:02d}" for k in "fmn" for n in range(1, 28)]).drawing


def test_older_and_younger_agree():
    age = number("Âge")
    found = [
        finding(age, share=60.0, overall=45.0, ratio=1.3, effect=0.9, count=0),
        finding(GENDER, "Femme", share=0.8),
    ]
    persona = Case([age, GENDER], [found]).drafted().personas[0]
    assert [plain(a.text) for a in persona.attributes] == ["Femme", "Plus âgée que la moyenne"]


def test_a_rating_scale_of_bare_numbers_is_read_from_low_to_high():
    item = question("Musique classique", "1", "2", "3", "4", "5", kind=Kind.ORDINAL)
    high = Case([item], [[*side(item, "5", "4", share=0.6)]]).drafted().personas[0]
    low = Case([item], [[*side(item, "1", "2", share=0.6)]]).drafted().personas[0]
    middle = Case([item], [[finding(item, "3", share=0.6)]]).drafted().personas[0]
    assert [plain(a.text) for a in high.attributes] == ["Musique classique : note élevée"]
    assert [plain(a.text) for a in low.attributes] == ["Musique classique : note basse"]
    assert middle.attributes == ()


def test_without_any_date_ages_are_counted_from_this_year():
    wave = replace(Case([ROI], []).wave(), date="")
    found = Segmentation(
        id="s", name="", wave=wave.id, recipe=Recipe(active=()), verdict=Verdict.CLEAR, reason=""
    )
    for created, year in (("2019-05-01T08:00:00+00:00", 2019), ("", datetime.now(UTC).year)):
        project = Project(id="p", name="", created=created, waves=(wave,))
        assert survey_of(project, found, MemoryAnswers(0, {}), Texts("fr"), None).year == year


AGES = question("Tranche d’âge", "18-24", "25-34", "35-49", "50+")


@pytest.mark.parametrize(
    ("share", "overall", "language", "said"),
    [
        (0.65, 0.3, "fr", ["De 25 à 34 ans"]),
        (0.52, 0.3, "fr", ["Plus souvent de 25 à 34 ans"]),
        (0.48, 0.3, "fr", ["Plus souvent de 25 à 34 ans"]),
        (0.48, 0.3, "en", ["More often aged 25 to 34"]),
        (0.44, 0.43, "fr", []),
        (0.44, 0.47, "en", []),
    ],
)
def test_an_age_range_of_fewer_than_half_is_compared_with_the_average(share, overall, language, said):
    distinct = share - overall > 0.05
    found = finding(AGES, "25-34", share=share, overall=overall, count=round(100 * share), shown=distinct)
    persona = Case([AGES], [[found]]).drafted(language).personas[0]
    assert lines(persona) == said


@pytest.mark.parametrize(
    ("both", "said"), [(50, ["Femme de 25 à 34 ans"]), (48, ["Femme", "De 25 à 34 ans"])]
)
def test_a_line_tells_gender_and_age_together_only_of_half_the_people(both, said):
    of = [finding(GENDER, "Femme", share=0.7, count=70), finding(AGES, "25-34", share=0.6, count=60)]
    segment = [(0, 1)] * both + [(0, 0)] * (70 - both) + [(1, 1)] * (60 - both)
    segment += [(1, 2)] * (100 - len(segment))
    people = segment + [(1, 3)] * 300
    columns = {
        GENDER.id: code_column([gender for gender, _ in people]),
        AGES.id: code_column([age for _, age in people]),
    }
    labels = labels_column([1] * 100 + [0] * 300)
    persona = Case([GENDER, AGES], [of]).drafted(labels=labels, numbers=columns).personas[0]
    assert lines(persona) == said
    proof = persona.attributes[0].evidence
    together = ("Genre / Tranche d’âge", "Femme, 25-34")
    assert ((proof.question, proof.answer) == together) is (len(said) == 1)


JOB = question("Fonction", "Directrice marketing", "Acheteuse", "Juriste")


@pytest.mark.parametrize(("share", "said"), [(0.45, ["Plus souvent directrice marketing"]), (0.55, [])])
def test_a_job_of_fewer_than_half_heads_the_sheet_and_its_evidence_tells_how_many(share, said):
    others = [finding(JOB, other, share=0.2, overall=0.4, count=20) for other in ("Acheteuse", "Juriste")]
    found = [
        finding(JOB, "Directrice marketing", share=share, overall=0.1, count=round(100 * share)),
        *others,
    ]
    persona = Case([JOB], [found]).drafted().personas[0]
    assert persona.role == "Directrice marketing"
    assert lines(persona) == said
    assert [a.evidence.share for a in persona.attributes] == [share] * len(said)
