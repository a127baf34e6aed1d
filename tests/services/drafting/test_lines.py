"""From findings to the lines of a sheet: what may be said, in which words, with which evidence."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.drafting import (
    Case,
    code_column,
    finding,
    labels_column,
    lines,
    number,
    number_column,
    question,
    side,
)
from persona_studio.domain.personas import JULIE_SECTIONS, PersonaKind, Provenance, SectionKey
from persona_studio.domain.variables import Kind, Role

AGREEMENT = (
    "Pas du tout d'accord",
    "Plutôt pas d'accord",
    "Ni d'accord ni pas d'accord",
    "Plutôt d'accord",
    "Tout à fait d'accord",
)
SHOP = question("Où achetez-vous votre thé ?", "En grande surface", "En ligne", "Chez un spécialiste")


def one(*findings, **more):
    """Return the only persona drafted from these findings."""
    variables = more.pop("variables")
    return Case(variables, [list(findings)], **more).drafted().personas[0]


@pytest.mark.parametrize(("count", "base", "said"), [(10, 30, 1), (9, 30, 0), (10, 29, 0)])
def test_nothing_rests_on_fewer_than_ten_people_nor_on_a_base_under_thirty(count, base, said):
    persona = one(finding(SHOP, "En ligne", share=0.6, count=count, base=base), variables=[SHOP])
    assert len(persona.attributes) == said


def test_a_contrast_that_does_not_pass_its_test_is_not_said():
    persona = one(finding(SHOP, "En ligne", shown=False), variables=[SHOP])
    assert persona.attributes == ()


def test_what_most_people_of_a_segment_do_is_said_plainly():
    persona = one(finding(SHOP, "En ligne", share=0.6), variables=[SHOP])
    assert lines(persona) == ["Achète son thé en ligne"]


def test_what_some_more_of_them_do_is_said_as_that():
    persona = one(
        finding(SHOP, "En ligne", share=0.35, overall=0.15),
        finding(SHOP, "En grande surface", share=0.45, overall=0.6),
        variables=[SHOP],
    )
    assert lines(persona) == ["Plus souvent que la moyenne, achète son thé en ligne"]


def test_what_few_of_them_do_is_not_said():
    persona = one(finding(SHOP, "En ligne", share=0.2, overall=0.05), variables=[SHOP])
    assert persona.attributes == ()


def test_one_question_gives_one_line():
    persona = one(
        finding(SHOP, "En ligne", share=0.5, overall=0.2),
        finding(SHOP, "Chez un spécialiste", share=0.4, overall=0.1),
        variables=[SHOP],
    )
    assert lines(persona) == ["Achète son thé en ligne"]


def test_several_answers_may_give_two():
    sources = question("Sources d'information", "Presse", "Radio", "Livres", kind=Kind.MULTIPLE)
    found = [
        finding(sources, a, share=s, overall=0.3)
        for a, s in (("Presse", 0.7), ("Radio", 0.6), ("Livres", 0.55))
    ]
    persona = one(*found, variables=[sources])
    assert lines(persona) == ["Sources d'information : presse", "Sources d'information : radio"]


def test_yes_and_no_are_told_as_what_people_do():
    sport = question("sport", "Oui", "Non")
    tender = question("Passez-vous par un appel d'offres ?", "Oui", "Non")
    persona = one(finding(sport, "Non"), finding(tender, "Oui", share=0.8), variables=[sport, tender])
    assert sorted(lines(persona)) == ["Ne fait pas de sport", "Passe par un appel d'offres"]


def test_agreement_becomes_a_sentence_and_neutral_answers_say_nothing():
    item = question("J'aime relever des défis", *AGREEMENT, kind=Kind.ORDINAL)
    said = one(*side(item, AGREEMENT[4], AGREEMENT[3], share=0.6), variables=[item])
    denied = one(*side(item, AGREEMENT[0], AGREEMENT[1], share=0.6), variables=[item])
    neutral = one(finding(item, AGREEMENT[2], share=0.6), variables=[item])
    assert lines(said) == ["Aime relever des défis"]
    assert lines(denied) == ["N'aime pas relever des défis"]
    assert neutral.attributes == ()


def test_two_steps_of_a_scale_make_one_side_of_it():
    item = question("J'aime relever des défis", *AGREEMENT, kind=Kind.ORDINAL)
    persona = one(
        finding(item, AGREEMENT[3], share=0.36, overall=0.25, count=36),
        finding(item, AGREEMENT[4], share=0.3, overall=0.15, count=30),
        variables=[item],
    )
    (attribute,) = persona.attributes
    assert lines(persona) == ["Aime relever des défis"]
    assert attribute.evidence.level is None
    assert attribute.evidence.answer == "Plutôt d'accord ou Tout à fait d'accord"
    assert attribute.evidence.share == pytest.approx(0.66)
    assert attribute.evidence.count == 66


def test_a_number_is_counted_against_the_mean():
    team = number("Taille de l'équipe")
    values = [20.0] * 60 + [2.0] * 40 + [2.0] * 300
    mean = float(np.mean(values))
    case = Case([team], [[finding(team, share=12.8, overall=mean, ratio=2.0, effect=0.8, count=0)]])
    labels = labels_column([1] * 100 + [0] * 0 + [2] * 300)
    persona = case.drafted(labels=labels, numbers={team.id: number_column(values)}).personas[0]
    (attribute,) = persona.attributes
    assert lines(persona) == ["Taille de l'équipe : au-dessus de la moyenne"]
    assert (attribute.evidence.count, attribute.evidence.base) == (60, 100)
    assert attribute.evidence.share == pytest.approx(0.6)
    assert attribute.evidence.overall == pytest.approx(60 / 400)
    assert attribute.evidence.low < 0.6 < attribute.evidence.high
    assert attribute.evidence.v > 2


def test_a_mean_drawn_by_a_few_is_not_said_of_the_others():
    """Ten big teams lift the mean of a segment whose other teams are as small as everybody's, or smaller."""
    team = number("Taille de l'équipe")
    values = [300.0] * 10 + [1.0] * 90 + [40.0] * 100 + [1.0] * 200
    case = Case([team], [[finding(team, share=30.9, overall=18.0, ratio=1.7, effect=0.4, count=0)]])
    labels = labels_column([1] * 100 + [2] * 300)
    assert case.drafted(labels=labels, numbers={team.id: number_column(values)}).personas[0].attributes == ()


def test_evidence_is_complete():
    persona = one(finding(SHOP, "En ligne", share=0.6, active=True), variables=[SHOP])
    evidence = persona.attributes[0].evidence
    assert (evidence.variable, evidence.level, evidence.segment) == (SHOP.id, 1, persona.segment)
    assert (evidence.question, evidence.answer) == ("Où achetez-vous votre thé ?", "En ligne")
    assert (evidence.share, evidence.overall, evidence.count, evidence.base) == (0.6, 0.4, 70, 100)
    assert evidence.active
    assert evidence.wave


def test_ignored_and_set_aside_questions_never_speak():
    for role in (Role.IGNORED, Role.SET_ASIDE, Role.IDENTIFIER, Role.WEIGHT, Role.VERBATIM):
        variable = question("Secteur", "Industrie", "Banque", role=role)
        assert one(finding(variable, "Industrie"), variables=[variable]).attributes == ()


def test_answers_that_tell_nothing_are_left_out():
    for answer in ("Autre", "Ne sait pas", "Other (please specify)", "NSP", "3"):
        variable = question("Secteur", answer, "Banque")
        assert one(finding(variable, answer), variables=[variable]).attributes == ()


def test_codes_are_never_printed():
    codes = question("FREQ", "A1", "A2", "A3")
    yes = question("PROMO", "Y", "N")
    column, foreign, short = number("heures.conduite"), number("Weight"), question("xqz", "Oui", "Non")
    said = one(
        finding(codes, "A1"),
        finding(yes, "Y"),
        finding(short, "Non"),
        *(finding(v, share=12.0, overall=9.0, ratio=1.3, effect=0.8) for v in (column, foreign)),
        variables=[codes, yes, short, column, foreign],
    )
    assert said.attributes == ()


def test_names_that_statisticians_shorten_are_written_out():
    studies = question("nivetud", "Baccalauréat", "Licence")
    assert lines(one(finding(studies, "Licence"), variables=[studies])) == ["Niveau d'études : licence"]


@pytest.mark.parametrize(
    ("label", "over", "line"),
    [
        ("heures.tv", True, "Regarde la télévision plus longtemps que la moyenne"),
        ("Nombre d'enfants", False, "A moins d’enfants que la moyenne"),
        ("Quel est votre budget mensuel, en euros ?", True, "Budget mensuel : au-dessus de la moyenne"),
    ],
)
def test_a_number_is_said_in_words(label, over, line):
    asked = number(label)
    share = 12.0 if over else 6.0
    persona = one(finding(asked, share=share, overall=9.0, ratio=share / 9, effect=0.8), variables=[asked])
    assert lines(persona) == [line.replace("’", "'")]


STEM = "Êtes-vous d'accord avec ces phrases ?"


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("[J'aime relever des défis]", "Aime relever des défis"),
        (" - J'aime relever des défis", "Aime relever des défis"),
        ("[Le prix]", "Le prix : plutôt d'accord ou tout à fait d'accord"),
    ],
)
def test_an_item_of_a_grid_speaks_for_itself(item, line):
    asked = replace(question(f"{STEM} {item}", *AGREEMENT, kind=Kind.ORDINAL), block=STEM)
    assert lines(one(*side(asked, AGREEMENT[4], AGREEMENT[3], share=0.6), variables=[asked])) == [line]


def test_an_item_that_is_a_code_has_no_words():
    asked = replace(question("OPI[SQ001]", *AGREEMENT, kind=Kind.ORDINAL), block="OPI")
    assert asked.item == ""


def test_two_questions_with_one_answer_say_it_once():
    first = question("Statut", "Sans enfant", "Avec enfants")
    second = question("Foyer", "Sans enfant", "Avec enfants", "Autre foyer")
    persona = one(finding(first, "Sans enfant"), finding(second, "Sans enfant"), variables=[first, second])
    assert len(persona.attributes) == 1


def test_labels_in_another_language_are_quoted_not_translated():
    shop = question("Where do you usually buy the tea you drink at home?", "Chain store", "Tea shop")
    item = question(
        "I enjoy trying new brands of tea", "Strongly disagree", "Disagree", "Agree", "Strongly agree"
    )
    persona = one(
        finding(shop, "Tea shop"), *side(item, "Strongly agree", "Agree", share=0.55), variables=[shop, item]
    )
    assert sorted(lines(persona)) == [
        "Se reconnaît dans « I enjoy trying new brands of tea »",
        "« Where do you usually buy the tea you drink at home ? » : « Tea shop »",
    ]


def test_pairs_of_an_answer_and_its_negation_are_a_yes_and_a_no():
    pub = question("pub", "pub", "Not.pub")
    home = question("home", "home", "Not.home")
    persona = one(finding(pub, "Not.pub"), finding(home, "home"), variables=[pub, home])
    assert sorted(lines(persona)) == ["« home » : oui", "« pub » : non"]


@pytest.mark.parametrize(
    ("label", "answers", "section"),
    [
        ("Ancienneté dans le poste", ("Moins d'un an", "Plus"), SectionKey.PROFESSIONAL),
        ("Où achetez-vous votre thé ?", ("En ligne", "Au marché"), SectionKey.BUYING),
        ("Niveau d'études", ("Bac", "Licence"), SectionKey.DEMOGRAPHIC),
        ("Freins à l'achat", ("Budget", "Temps"), SectionKey.OBSTACLES),
        ("Sources d'information", ("Presse", "Radio"), SectionKey.CHANNELS),
        ("Dernier achat", ("Hier", "Il y a un an"), SectionKey.HISTORY),
        ("Quel est votre principal défi ?", ("Recruter", "Vendre"), SectionKey.MOTIVATIONAL),
        ("How often do you shop?", ("Weekly", "Never"), SectionKey.BUYING),
        ("Household income", ("Under 20k", "Over 20k"), SectionKey.DEMOGRAPHIC),
        ("Cinéma", ("Oui", "Non"), SectionKey.INTERESTS),
        ("Outils utilisés", ("CRM", "Tableur"), SectionKey.DIGITAL),
        ("Xyzzy", ("Plugh", "Frotz"), SectionKey.LIFESTYLE),
    ],
)
def test_a_line_goes_where_its_question_belongs(label, answers, section):
    variable = question(label, *answers)
    persona = one(finding(variable, answers[0], share=0.8), variables=[variable])
    assert [s.key for s in persona.sections if s.attributes] == [section]


def test_the_usual_sections_are_there_even_when_empty():
    persona = one(variables=[SHOP])
    assert tuple(s.key for s in persona.sections) == JULIE_SECTIONS
    assert persona.attributes == ()


def test_a_sheet_stays_within_its_measure():
    variables = [question(f"Habitude {n} au quotidien", f"réponse {n}", "autrement") for n in range(60)]
    variables += [question(f"Achat {n}", f"choix {n}", "autrement") for n in range(60)]
    found = [finding(v, v.levels[0].label, share=0.9 - n / 400) for n, v in enumerate(variables)]
    persona = one(*found, variables=variables)
    assert len(persona.attributes) <= 24
    assert max(len(s.attributes) for s in persona.sections) <= 10


def test_the_strongest_lines_come_first():
    weak = question("Magasin", "Marché local", "Ailleurs encore")
    strong = question("Marque", "Grande marque", "Petite marque")
    persona = one(
        finding(weak, "Marché local", share=0.55),
        finding(strong, "Grande marque", share=0.95),
        variables=[weak, strong],
    )
    assert lines(persona) == ["Marque : grande marque", "Magasin : marché local"]


def test_head_lines_come_from_questions_that_ask_for_them():
    job = question("Fonction", "Directeur·rice marketing", "Acheteur·se")
    goal = question("Objectif principal", "Gagner du temps", "Vendre plus")
    urgent = question("Priorité de l'année", "Réussir mon lancement", "Attendre")
    gender = question("Genre", "Femme", "Homme")
    found = [
        finding(job, "Directeur·rice marketing"),
        finding(goal, "Gagner du temps"),
        finding(urgent, "Réussir mon lancement"),
        finding(gender, "Femme", share=0.8),
    ]
    persona = one(*found, variables=[job, goal, urgent, gender])
    assert persona.feminine is True
    assert persona.role == "Directrice marketing"
    assert persona.objective == "Gagner du temps."
    assert persona.priority == "Réussir son lancement."
    assert lines(persona) == ["Femme"]


def test_no_question_no_head():
    persona = one(finding(SHOP, "En ligne"), variables=[SHOP])
    assert (persona.role, persona.priority, persona.objective, persona.quote) == ("", "", "", "")
    assert persona.feminine is None


def test_the_largest_segment_is_the_principal_persona():
    case = Case([SHOP], [[finding(SHOP, "En ligne")], [finding(SHOP, "En grande surface")], []])
    drafted = case.drafted()
    kinds = [p.kind for p in drafted.personas]
    assert kinds == [PersonaKind.PRINCIPAL, PersonaKind.SECONDARY, PersonaKind.SECONDARY]
    assert [p.accent for p in drafted.personas] == [1, 2, 3]
    assert len({p.name for p in drafted.personas}) == 3
    assert len({p.portrait.drawing for p in drafted.personas}) == 3
    assert {p.segment for p in drafted.personas} == set(drafted.names)


def test_a_thin_persona_is_said_to_be_thin():
    (notice,) = Case([SHOP], [[finding(SHOP, "En ligne")]]).drafted().notices
    assert notice.code == "persona_thin"
    assert dict(notice.params)["count"] == "1"


def test_age_and_gender_are_one_line_when_enough_people_are_both():
    age = number("Âge", role=Role.ILLUSTRATIVE)
    gender = question("Genre", "Femme", "Homme", role=Role.ILLUSTRATIVE)
    ages = [28.0] * 80 + [50.0] * 20 + [45.0] * 300
    genders = [0] * 70 + [1] * 30 + [0, 1] * 150
    labels = labels_column([1] * 100 + [2] * 300)
    found = [
        finding(gender, "Femme", share=0.7, overall=0.55),
        finding(age, share=32.4, overall=41.9, ratio=0.8, effect=-0.8, count=0),
    ]
    columns = {age.id: number_column(ages), gender.id: code_column(genders)}
    persona = Case([age, gender], [found]).drafted(labels=labels, numbers=columns).personas[0]
    assert lines(persona) == ["Femme de 20 à 30 ans"]
    evidence = persona.attributes[0].evidence
    assert (evidence.count, evidence.base) == (70, 100)
    assert evidence.share == pytest.approx(0.7)
    assert evidence.question == "Genre / Âge"
    assert evidence.answer.replace("\u00a0", " ") == "Femme, de 20 à 30 ans"


ANSWERS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40
)


@given(
    st.text(min_size=1, max_size=120),
    st.lists(ANSWERS, min_size=2, max_size=6, unique=True),
    st.sampled_from(["fr", "en"]),
    st.floats(0.3, 1.0),
    st.sampled_from([Kind.NOMINAL, Kind.ORDINAL, Kind.MULTIPLE]),
)
def test_any_label_is_said_or_left_and_no_share_is_written(label, answers, language, share, kind):
    variable = question(label, *answers, kind=kind)
    case = Case([variable], [[finding(variable, answers[0], share=share, overall=share / 3)]])
    for persona in case.drafted(language).personas:
        for attribute in persona.attributes:
            assert attribute.text.strip()
            assert attribute.provenance is Provenance.DATA
            assert set(re.findall(r"\d", attribute.text)) <= set(
                re.findall(r"\d", " ".join([label, *answers]))
            )


SELDOM = {"share": 0.32, "overall": 0.15, "count": 32}
RATED = ("1", "2", "3", "4", "5")
SHAPES = (
    # An agreement that is only more frequent tells how likely it is, not how often it is done.
    ("fr", "Je prends conseil avant de choisir", AGREEMENT, AGREEMENT[3:], SELDOM,
     "A plus tendance que la moyenne à prendre conseil avant de choisir"),
    ("fr", "Je fais confiance aux chiffres plus qu'aux promesses", AGREEMENT, AGREEMENT[1::-1], SELDOM,
     "Plus souvent en désaccord que la moyenne : « Je fais confiance aux chiffres plus qu'aux promesses »"),
    ("fr", "Je fais confiance aux chiffres plus qu'aux promesses", AGREEMENT, AGREEMENT[1::-1], {},
     "Ne se reconnaît pas dans « Je fais confiance aux chiffres plus qu'aux promesses »"),
    ("en", "I plan my purchases", ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"),
     ("Agree", "Strongly agree"), SELDOM, "Is more likely than average to plan their purchases"),
    ("en", "I plan my purchases", ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"),
     ("Disagree", "Strongly disagree"), SELDOM, "Disagrees more often than average: “I plan my purchases”"),
    # Yes and no: who says no more often says yes less often.
    ("fr", "Lisez-vous les avis ?", ("Oui", "Non"), ("Non",), SELDOM,
     "A moins tendance que la moyenne à lire les avis"),
    ("en", "Do you write reviews?", ("Yes", "No"), ("No",), SELDOM,
     "Is less likely than average to write reviews"),
    ("fr", "Cinéma", ("Oui", "Non"), ("Oui",), SELDOM, "A plus tendance que la moyenne à aller au cinéma"),
    ("fr", "Premier emploi dans l'entreprise", ("Oui", "Non"), ("Non",), SELDOM,
     "Premier emploi dans l'entreprise : non, plus souvent que la moyenne"),
    # Frequencies, ratings, jobs, answers that speak for themselves.
    ("fr", "Fréquence de lecture de livres blancs", ("Jamais", "Souvent", "Parfois"), ("Jamais",), SELDOM,
     "Fréquence de lecture de livres blancs : davantage de « Jamais » que la moyenne"),
    ("fr", "Votre fonction", ("Acheteur", "Vendeur", "Comptable"), ("Comptable",), SELDOM,
     "Plus souvent comptable"),
    ("fr", "Canaux préférés", ("Téléphone", "Courriel", "Visite"), ("Téléphone",),
     {"share": 0.12, "overall": 0.35, "count": 12}, "Canaux préférés : rarement le téléphone"),
    ("en", "Your family at home", ("Has children", "Lives alone", "Other"), ("Has children",), {},
     "Has children"),
    ("en", "Q0010", ("Yes, one or more children", "No, none of them", "Other"),
     ("Yes, one or more children",), {}, "One or more children"),
    ("en", "Q0010", ("Men are taken more seriously", "You are often asked", "Other"),
     ("Men are taken more seriously",), {"share": 0.1, "overall": 0.3, "count": 10},
     "Rarely “Men are taken more seriously”"),
)  # fmt: skip
_SETTING = {
    "fr": question("Quelle est votre opinion sur le prix de la vie dans votre ville ?", "Oui", "Non"),
    "en": question("What do you think of the price of living in the town where you are?", "Yes", "No"),
}
"""A question without findings, whose words tell the language of the survey."""


@pytest.mark.parametrize(("language", "label", "answers", "told", "figures", "said"), SHAPES)
def test_lines_read_as_a_person_would_write_them(language, label, answers, told, figures, said):
    variable = question(label, *answers)
    found = side(variable, *told, **figures) if len(told) > 1 else [finding(variable, *told, **figures)]
    drafted = Case([variable, _SETTING[language]], [found]).drafted(language)
    persona = drafted.personas[0]
    assert said in [*lines(persona), persona.role]


def test_a_rating_that_is_only_more_frequent_is_one_rating():
    scale = replace(question("Shopping", *RATED, kind=Kind.ORDINAL), block="Interests")
    (persona,) = Case([scale, _SETTING["en"]], [side(scale, "4", "5", **SELDOM)]).drafted("en").personas
    assert lines(persona) == ["Shopping: more often a high rating"]


def test_the_bounds_of_a_score_are_no_part_of_what_it_is_about():
    score = number("Spending Score (1-100)")
    found = finding(score, share=80.0, overall=50.0, ratio=1.6, effect=0.9)
    column = number_column([80.0] * 100 + [40.0] * 300)
    case = Case([score, _SETTING["en"]], [[found]])
    (persona,) = case.drafted(
        "en", labels=labels_column([1] * 100 + [2] * 300), numbers={score.id: column}
    ).personas
    assert lines(persona) == ["Spending Score: above average"]


def test_children_rated_among_other_things_are_a_taste_and_no_number():
    scale = replace(question("Children", *RATED, kind=Kind.ORDINAL), block="Interests")
    (persona,) = Case([scale, _SETTING["en"]], [side(scale, "4", "5")]).drafted("en").personas
    assert lines(persona) == ["Children: high rating"]


def test_an_answer_that_a_code_let_stand_alone_is_not_said_again_with_a_question():
    coded = question("q0012", "Straight", "Gay", "Other")
    asked = question("Orientation", "Straight", "Gay", "Other")
    found = [finding(coded, "Straight", share=0.95, overall=0.5), finding(asked, "Straight", overall=0.5)]
    (persona,) = Case([coded, asked, _SETTING["en"]], [found]).drafted("en").personas
    assert len(lines(persona)) == 1
