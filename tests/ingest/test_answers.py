"""What single columns are understood to be: numbers, dates, scales, missing answers, weights, identifiers."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_studio.domain.variables import Kind, Role
from persona_studio.ingest.dates import parse_dates
from persona_studio.ingest.numbers import parse_numbers
from persona_studio.ingest.scales import find_order
from persona_studio.ingest.words import fold, load_words

NUMBERS = [
    (["1", "2.5", "-3"], "", [1, 2.5, -3], "."),
    (["1,5", "2", "-0,25"], "", [1.5, 2, -0.25], ","),
    (["1 234,56", "12\u202f345,5", "7"], "", [1234.56, 12345.5, 7], ","),
    (["1.234,56", "12.345,5", "7,1"], "", [1234.56, 12345.5, 7.1], ","),
    (["1,234.56", "12,345.5", "7"], "", [1234.56, 12345.5, 7], "."),
    (["12 %", "7,5 %"], "", [12, 7.5], ","),
    (["$1,200", "$950"], ",", [1200, 950], ""),
    (["1,200", "950"], ",", [1200, 950], ""),
    (["1e3", "2.5E-1"], "", [1000, 0.25], "."),
    (["3", "abc", "nan", "inf", ""], "", [3, np.nan, np.nan, np.nan, np.nan], ""),
]


@pytest.mark.parametrize(("texts", "delimiter", "expected", "mark"), NUMBERS)
def test_numbers_as_people_write_them(texts, delimiter, expected, mark):
    numbers = parse_numbers(pa.array(texts), comma_file=delimiter == ",")
    np.testing.assert_array_equal(numbers.values, np.array(expected, float))
    assert numbers.decimal == mark


@given(st.lists(st.floats(-1e9, 1e9, allow_nan=False), min_size=1, max_size=50))
def test_any_number_comes_back_from_either_mark(values):
    texts = [f"{value:.6f}" for value in values]
    expected = [float(text) for text in texts]
    assert parse_numbers(pa.array(texts)).values.tolist() == expected
    commas = parse_numbers(pa.array([text.replace(".", ",") for text in texts]), decimal=",")
    assert commas.values.tolist() == expected


def days(year: int, month: int, day: int) -> float:
    return float(np.datetime64(f"{year:04d}-{month:02d}-{day:02d}", "D").astype(int))


DATES = [
    (["2024-02-29", "2023-12-01"], True, [days(2024, 2, 29), days(2023, 12, 1)]),
    (["29/02/2024", "01/12/2023"], False, [days(2024, 2, 29), days(2023, 12, 1)]),
    (
        ["5/10/18 4:01", "5/16/18 16:19"],
        True,
        [days(2018, 5, 10) + 241 / 1440, days(2018, 5, 16) + 979 / 1440],
    ),
    (["03/04/2024", "05/04/2024"], True, [days(2024, 4, 3), days(2024, 4, 5)]),
    (["03/04/2024", "05/04/2024"], False, [days(2024, 3, 4), days(2024, 5, 4)]),
    (["2018/12/13 11:51:17 AM UTC-3", "2018/12/13 1:51:17 PM UTC-3"], True, None),
    (["2017-07-18T08:28:09Z", "2017-07-18T08:28:09.123Z"], True, None),
    (["12.03.24", "31.12.23"], True, [days(2024, 3, 12), days(2023, 12, 31)]),
]


@pytest.mark.parametrize(("texts", "day_first", "expected"), DATES)
def test_dates(texts, day_first, expected):
    found = parse_dates(pa.array(texts), day_first)
    assert found is not None
    assert np.isfinite(found).all()
    if expected is not None:
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-9)


@pytest.mark.parametrize(
    "texts", [["31/06/2024", "32/01/2024"], ["oui", "non"], ["12", "13"], ["1-2", "3-4"], ["18-24"]]
)
def test_what_is_not_a_date(texts):
    assert parse_dates(pa.array(texts), True) is None


SCALES = [
    ["Pas du tout d’accord", "Plutôt pas d’accord", "Plutôt d’accord", "Tout à fait d’accord"],
    ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"],
    ["Jamais", "Rarement", "Parfois", "Souvent", "Toujours"],
    ["Moins d’une fois par semaine", "Une fois par semaine", "Plusieurs fois par semaine", "Tous les jours"],
    ["Less than once a month", "Once a month", "Several times a month", "Once a week"],
    ["Never", "Rarely", "Sometimes", "Often", "Always"],
    ["Très insatisfait", "Insatisfait", "Neutre", "Satisfait", "Très satisfait"],
    [
        "Not at all important",
        "Slightly important",
        "Moderately important",
        "Very important",
        "Extremely important",
    ],
    ["Moins de 18 ans", "18-24 ans", "25 à 34 ans", "35 à 49 ans", "50 ans et plus"],
    ["< 10", "10-49", "50-249", "250+"],
    ["Moins de 1 500 €", "1 500 à 2 499 €", "2 500 à 3 999 €", "4 000 € et plus"],
    ["Moins de 20 k€", "20 à 40 k€", "Plus de 40 k€"],
    ["1 à 9 salariés", "10 à 49 salariés", "50 à 249 salariés", "250 salariés et plus"],
    ["1 (pas du tout)", "2", "3", "4", "5 (tout à fait)"],
    ["1 - Jamais", "2 - Parfois", "3 - Toujours"],
    ["Pas du tout utile", "Peu utile", "Assez utile", "Très utile"],
    [
        "Moins d'une fois par an",
        "Une fois par an",
        "Une fois par mois",
        "Une fois par semaine",
        "Tous les jours",
    ],
    ["Aucun", "1", "2", "3 et plus"],
    ["Never, and not open to it", "Never, but open to it", "Rarely", "Sometimes", "Often"],
]


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale[0])
def test_scales_are_put_in_order(scale):
    words = load_words()
    for turned in (scale[::-1], sorted(scale), scale[1:] + scale[:1]):
        order = find_order(turned, words)
        assert order is not None
        assert [turned[position] for position in order.positions] == scale


@pytest.mark.parametrize(
    "levels",
    [
        ["Paris", "Lyon", "Marseille"],
        ["Oui", "Non", "Parfois"],
        ["1 - Rouge", "2 - Bleu", "3 - Vert"],
        ["Femme", "Homme", "Autre"],
        ["tea bag", "tea bag+unpackaged", "unpackaged"],
        ["10-20", "15-30", "40-50"],
        ["Windows 10", "Windows 11", "macOS 14"],
        ["2021", "2022", "2023"],
    ],
)
def test_what_is_not_a_scale(levels):
    assert find_order(levels, load_words()) is None


def test_fold():
    assert fold("  Tout\u00a0à  fait d’ACCORD ") == "tout a fait d'accord"


# ---------------------------------------------------------------- whole columns


def table(**columns: list[object]) -> str:
    rows = zip(*columns.values(), strict=True)
    return "\n".join(";".join(map(str, row)) for row in [tuple(columns), *rows]) + "\n"


def test_na_is_missing_among_numbers_and_an_answer_elsewhere(imported):
    n = 40
    numbers = [str(i) if i % 4 else "NA" for i in range(n)]
    regions = [("NA", "EU", "ASIA", "")[i % 4] for i in range(n)]
    written = imported(table(Ventes=numbers, Zone=["Nord", "Sud"] * 20))
    assert written["Ventes"].missing == (10, 0, 0, 0)
    kept = imported(table(Zone=regions, Avis=["bon", "moyen"] * 20))
    assert kept.counts("Zone") == {"NA": 10, "EU": 10, "ASIA": 10}


def test_none_is_an_answer_and_null_is_not(imported):
    survey = imported(table(Sauce=["None", "Tomate", "null", "Tomate", "#N/A"] * 8, Ordre=list(range(40))))
    assert survey.counts("Sauce") == {"Tomate": 16, "None": 8}
    assert survey["Sauce"].missing == (16, 0, 0, 0)


def test_do_not_know_is_a_level_unless_there_is_a_scale(imported):
    scale = ["Jamais", "Parfois", "Toujours", "Ne sait pas", "Refus"]
    survey = imported(
        table(
            Rythme=scale * 8,
            Choix=["A", "B", "C", "Ne sait pas", "Refus"] * 8,
            N=["3", "7", "12", "NSP", "5"] * 8,
        )
    )
    assert survey["Rythme"].missing == (0, 0, 8, 8)
    assert len(survey["Rythme"].levels) == 3
    assert "scale_missing" in survey.reasons("Rythme")
    assert survey.counts("Choix") == {"A": 8, "B": 8, "C": 8, "Ne sait pas": 8, "Refus": 8}
    assert survey["N"].kind is Kind.ORDINAL or survey["N"].missing == (0, 0, 0, 8)


def test_user_texts_are_missing_too(imported):
    text = table(Marque=["Alpha", "Beta", "Vide"] * 12, N=list(range(36)))
    assert imported(text, missing=("vide",)).counts("Marque") == {"Alpha": 12, "Beta": 12}


def test_codes_far_from_a_small_scale_are_missing(imported):
    survey = imported(table(Note=[1, 2, 3, 4, 5, 98, 99] * 6, Age=[20, 35, 48, 61, 77, 30, 999] * 6))
    assert [level.value for level in survey["Note"].levels] == ["1", "2", "3", "4", "5"]
    assert survey["Note"].missing == (6, 0, 0, 6)
    assert max(value for value in survey.answers("Age") if value is not None) == 77


def test_ninety_nine_is_an_age_among_ages(imported):
    survey = imported(table(Age=[*range(20, 100)], Ok=["oui", "non"] * 40))
    assert survey["Age"].missing_count == 0


def test_a_step_nobody_chose_is_still_a_step(imported):
    survey = imported(table(Note=[1, 2, 4, 5] * 10, Avis=["a", "b"] * 20))
    assert [level.value for level in survey["Note"].levels] == ["1", "2", "3", "4", "5"]
    assert survey["Note"].levels[2].count == 0


def test_counts_are_numbers_and_marks_are_scales(imported):
    survey = imported(
        table(
            **{
                "Nombre d'enfants": [0, 1, 2, 3] * 10,
                "Note de 0 à 10": [0, 3, 7, 10] * 10,
                "Recommandation": [9, 10, 2, 6] * 10,
            }
        )
    )
    assert survey["Nombre d'enfants"].kind is Kind.NUMERIC
    assert survey["Note de 0 à 10"].kind is Kind.ORDINAL
    assert survey["Recommandation"].kind is Kind.ORDINAL


WEIGHTS = [
    ("poids", ["0,75", "1,25", "1,5", "0,5"], Role.WEIGHT),
    ("POND", ["1000", "2000", "1500", "3000"], Role.WEIGHT),
    ("weight_final", ["0.75", "1.25", "1.5", "0.5"], Role.WEIGHT),
    ("Poids", ["62", "75", "81", "58"], Role.ILLUSTRATIVE),
    ("Body weight (kg)", ["62.5", "75.1", "81.7", "58.3"], Role.ILLUSTRATIVE),
    ("Poids des achats en ligne dans votre budget total", ["0,5", "1,2", "0,7", "2,1"], Role.ACTIVE),
]


@pytest.mark.parametrize(("name", "values", "role"), WEIGHTS)
def test_survey_weights_and_kilograms(imported, name, values, role):
    more = {"Avis": ["a", "b"] * 20, "Choix": ["c", "d", "e", "f"] * 10, "Gout": ["g", "h"] * 20}
    text = table(**{name: [values[i % 4] for i in range(40)]}, **more)
    assert imported(text)[name].role is role


def test_a_weight_can_be_named(imported):
    text = table(k=["62", "75", "81", "58"] * 10, poids=["0,5", "1,5"] * 20, Avis=["a", "b"] * 20)
    survey = imported(text, weight="k")
    assert (survey["k"].kind, survey["k"].role) == (Kind.WEIGHT, Role.WEIGHT)
    assert survey["poids"].role is not Role.WEIGHT


def test_identifiers(imported):
    n = 50
    text = table(
        ID=[1000 + i for i in range(n)],
        jeton=[f"R_{i:05d}x7Q" for i in range(n)],
        CodePostal=[f"0{1000 + i % 7}" for i in range(n)],
        Avis=["a", "b"] * 25,
    )
    survey = imported(text)
    assert [v.role for v in survey.wave.variables[:2]] == [Role.IDENTIFIER, Role.IDENTIFIER]
    assert survey.answers("jeton")[3] == "R_00003x7Q"
    assert survey["CodePostal"].kind is Kind.NOMINAL
    assert "01000" in survey.counts("CodePostal")


def test_headers_are_made_unique_and_cleaned(imported):
    text = "Avis;Avis;;Avis;<b>Note</b>\u00a0sur 5\n" + "a;b;c;d;3\nb;a;d;c;4\n" * 10
    survey = imported(text)
    assert survey.names() == ["Avis", "Avis (2)", "V3", "Avis (3)", "Note sur 5"]
    assert survey.notices()["headers_renamed"] == {"count": "2", "column": "2", "first": "Avis (2)"}
    assert survey.notices()["headers_missing"] == {"count": "1", "column": "3", "first": "V3"}


def test_ragged_rows_are_repaired_and_said(imported):
    rows = [f"{i};oui;{i % 5}" for i in range(60)]
    rows[10] = "10;non"
    rows[20] = "20;oui;3;;"
    rows[30] = "30;oui;non;4;5"
    survey = imported("\n".join(["id;avis;note", *rows]) + "\n")
    assert survey.wave.respondents == 59
    assert "empty_rows_inside" not in survey.notices()
    width = {"count": "1", "columns": "3"}
    assert survey.notices()["rows_padded"] == {**width, "line": "12", "found": "2"}
    assert survey.notices()["rows_emptied"] == {**width, "line": "32", "found": "5"}
    assert survey.answers("note")[10] is None
    assert survey.answers("note")[20] == "3"
    assert survey.answers("id")[29:31] == [29, 31]


def test_empty_rows_at_the_end_do_not_count(imported):
    survey = imported("a;b\n" + "1;x\n2;y\n" * 10 + ";\n;\n")
    assert survey.wave.respondents == 20
    assert survey.notices()["empty_rows_dropped"] == {"count": "2"}


def test_empty_rows_in_the_middle_are_no_respondents(imported):
    survey = imported("a;b\n" + "1;x\n2;y\n" * 10 + ";\n ;\n" + "1;x\n2;y\n" * 5 + ";\n")
    assert survey.wave.respondents == 30
    assert survey.notices()["empty_rows_inside"] == {"count": "2"}
    assert survey.notices()["empty_rows_dropped"] == {"count": "1"}


def test_row_names_written_by_r(imported):
    survey = imported(
        "age sexe avis\n".replace(" ", ",") + "".join(f"{i},{20 + i},F,bon\n" for i in range(1, 30))
    )
    assert survey.names() == ["V1", "age", "sexe", "avis"]
    assert survey["V1"].role is Role.IDENTIFIER


def test_newlines_inside_quotes(imported):
    survey = imported('q;mot\n1;"une ligne\net une autre; oui"\n2;"deux"\n3;"trois ""mots"" cités"\n')
    assert survey.wave.respondents == 3
    assert "une ligne\net une autre; oui" in [*survey.answers("mot")]


def test_inches_are_not_an_open_quote(imported):
    survey = imported('taille,mot\n5 " de large,a\n6 " de large,b\n7 de large,"c"\n8" x,d\n')
    assert survey.wave.respondents == 4


def test_no_header_at_all(imported):
    survey = imported("".join(f"{i};{i % 5};{i * 1.5}\n" for i in range(40)))
    assert survey.names() == ["V1", "V2", "V3"]
    assert survey.wave.source.header_rows == 0
    assert survey.wave.respondents == 40


def test_two_header_rows_can_be_asked_for(imported):
    survey = imported("A;B\nun;deux\n1;x\n2;y\n3;x\n", header_rows=2)
    assert survey.names() == ["A - un", "B - deux"]
    assert survey.wave.respondents == 3


NAMES = "q1;q2;age;avis\n"
QUESTIONS = "Êtes-vous satisfait ?;Où achetez-vous ?;Quel est votre âge ?;Pourquoi ?\n"
PEOPLE = "".join(
    f"{('oui', 'non')[i % 2]};{('ville', 'mer', 'rue')[i % 3]};{20 + i % 7};mot{i}\n" for i in range(30)
)


@pytest.mark.parametrize("options", [{}, {"header_rows": 2}])
def test_questions_under_short_names_are_no_respondent(imported, options):
    survey = imported(NAMES + QUESTIONS + PEOPLE, **options)
    assert (survey.wave.respondents, survey.wave.source.header_rows) == (30, 2)
    assert survey.names() == ["q1", "q2", "age", "avis"]
    assert survey["age"].label == "Quel est votre âge ?"
    assert survey["age"].kind is Kind.NUMERIC


@pytest.mark.parametrize(
    "first",
    [
        "oui;ville;34;mot",
        "parfois;ville;34;mot",  # an answer nobody else gave
        "parfois;plage;ne sait pas;mot",
        "parfois;plage;34;mot",
        "test;test;test;test",
        ";;;",
    ],
)
def test_a_strange_first_respondent_stays_one(imported, first):
    survey = imported(NAMES + first + "\n" + PEOPLE)
    assert survey.wave.source.header_rows == 1
    assert survey.wave.respondents == 30 + bool(first.strip(";"))


def test_headers_that_count_are_headers(imported):
    survey = imported("1;2;3\n" + "".join(f"{i % 5};{i % 3};{i}\n" for i in range(30)))
    assert survey.names() == ["1", "2", "3"]
    assert survey.wave.respondents == 30


def test_the_separator_line_of_excel(imported):
    survey = imported("sep=|\nville|avis\n" + "Lyon|bon\nNice|moyen\n" * 10)
    assert survey.names() == ["ville", "avis"]
    assert (survey.wave.respondents, survey.wave.source.delimiter) == (20, "|")


def test_merged_cells_above_two_header_rows(imported):
    survey = imported("Accueil;;Prix\nsourire;attente;niveau\n" + "1;2;3\n2;3;1\n" * 10, header_rows=2)
    assert survey.names() == ["Accueil - sourire", "Accueil - attente", "Prix - niveau"]
