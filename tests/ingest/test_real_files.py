"""Every real survey, with what a careful person sees in it: facts of the files, not of our output."""

from collections.abc import Callable

import numpy as np
import pytest

from persona_studio.domain.variables import Kind, Personal, Role

FILES = [
    # file, respondents, file columns, header rows, platform, encoding, delimiter, decimal
    ("factominer_tea.csv", 300, 36, 1, "", "utf-8", ",", "."),
    ("questionr_hdv2003.csv", 2000, 20, 1, "", "utf-8", ",", "."),
    ("fr_csv2_hdv2003_derived.csv", 2000, 20, 1, "", "utf-8", ";", ","),
    ("psych_bfi.csv", 2800, 28, 1, "", "utf-8", ",", "."),
    ("kaggle_young_people_responses.csv", 1010, 150, 1, "", "utf-8", ",", "."),
    ("kaggle_young_people_columns.csv", 150, 2, 1, "", "utf-8", ",", "."),
    ("kaggle_mall_customers.csv", 200, 5, 1, "", "utf-8", ",", "."),
    ("surveymonkey_masculinity_weights.csv", 1615, 98, 1, "surveymonkey", "utf-8", ",", "."),
    ("surveymonkey_thanksgiving-2015-poll-data.csv", 1058, 65, 1, "surveymonkey", "utf-8", ",", "."),
    ("surveymonkey_steak-risk-survey.csv", 550, 15, 2, "surveymonkey", "utf-8", ",", "."),
    ("googleforms_learning_r_es.tsv", 295, 44, 1, "googleforms", "utf-8", "\t", "."),
    ("limesurvey_en_unit_tests.csv", 70, 146, 1, "limesurvey", "utf-8", ",", "."),
    ("qualtrics_testfile_de.csv", 1, 20, 3, "qualtrics", "utf-8", ",", "."),
    ("spss_foreign_electric.sav", 240, 13, 0, "", "cp1252", "", "."),
    ("spss_pspp_hotel.sav", 17, 5, 0, "", "utf-8", "", "."),
    ("spss_multiple_response_sets.sav", 6, 12, 0, "", "cp1252", "", "."),
    ("spss_user_missing.sav", 2, 1, 0, "", "cp1252", "", "."),
    ("spss_umlauts.sav", 4, 1, 0, "", "utf-8", "", "."),
    ("spss_labelled_num_na.sav", 2, 1, 0, "", "utf-8", "", "."),
]
KEPT = {
    "factominer_tea.csv": 300,
    "questionr_hdv2003.csv": 2000,
    "fr_csv2_hdv2003_derived.csv": 2000,
    "kaggle_mall_customers.csv": 200,
    "psych_bfi.csv": 2800,
    "kaggle_young_people_responses.csv": 1010,
}


@pytest.mark.parametrize("expected", FILES, ids=lambda row: row[0])
def test_how_each_file_is_understood(real, expected):
    name, respondents, columns, header_rows, platform, encoding, delimiter, decimal = expected
    wave = real(name).wave
    source = wave.source
    assert (wave.respondents, source.columns) == (respondents, columns)
    assert (source.header_rows, source.platform) == (header_rows, platform)
    assert (source.encoding, source.delimiter, source.decimal) == (encoding, delimiter, decimal)


@pytest.mark.parametrize("name", [row[0] for row in FILES])
def test_every_variable_adds_up(real, name):
    survey = real(name)
    rows = survey.wave.respondents
    names = survey.names()
    assert len(names) == len(set(names))
    used = {column for variable in survey.wave.variables for column in variable.source}
    assert used == set(range(survey.wave.source.columns))
    for variable in survey.wave.variables:
        if variable.role is Role.SET_ASIDE:
            assert variable.id not in survey.columns
            continue
        column = survey.columns[variable.id]
        assert column.rows == rows
        assert len(column.data) == rows * column.width * np.dtype(column.dtype).itemsize
        if variable.kind in {Kind.NOMINAL, Kind.ORDINAL}:
            assert sum(level.count for level in variable.levels) + variable.missing_count == rows
            assert tuple(level.code for level in variable.levels) == tuple(range(len(variable.levels)))


@pytest.mark.parametrize(("name", "kept"), KEPT.items())
def test_complete_surveys_lose_nobody(real, name, kept):
    assert real(name).wave.usable == kept


def labels(variable) -> list[str]:
    return [level.label for level in variable.levels]


def test_tea(real):
    survey = real("factominer_tea.csv")
    kinds = {variable.name: variable.kind for variable in survey.wave.variables}
    assert kinds.pop("age") is Kind.NUMERIC
    assert kinds.pop("age_Q") is Kind.ORDINAL
    assert kinds.pop("frequency") is Kind.ORDINAL
    assert set(kinds.values()) == {Kind.NOMINAL}
    assert labels(survey["age_Q"]) == ["15-24", "25-34", "35-44", "45-59", "+60"]
    assert labels(survey["frequency"]) == [
        "1 to 2/week",
        "3 to 6/week",
        "1/day",
        "+2/day",
    ]
    behaviours = survey.names()[:18]
    assert all(survey[name].role is Role.ACTIVE for name in behaviours)
    assert all(survey[name].role is Role.ILLUSTRATIVE for name in ("age", "sex", "SPC", "age_Q"))
    assert survey.counts("how") == {"tea bag": 170, "tea bag+unpackaged": 94, "unpackaged": 36}
    assert survey.wave.quality.near_duplicates == (("age", "age_Q"),)


@pytest.mark.parametrize("name", ["questionr_hdv2003.csv", "fr_csv2_hdv2003_derived.csv"])
def test_hdv2003(real, name):
    survey = real(name)
    assert survey["id"].kind is Kind.IDENTIFIER
    assert (survey["poids"].kind, survey["poids"].role) == (Kind.WEIGHT, Role.WEIGHT)
    weights = survey.answers("poids")
    assert weights[0] == 2634.3982157
    assert round(sum(weights) / 1e6, 2) == 11.07
    assert survey["heures.tv"].kind is Kind.NUMERIC
    assert survey["heures.tv"].missing == (5, 0, 0, 0)
    # "Ne sait pas" is a level of a nominal question, as the reference analysis has it.
    assert survey.counts("clso") == {"Non": 1037, "Oui": 936, "Ne sait pas": 27}
    assert survey["relig"].level(5).label == "NSP ou NVPR"
    assert labels(survey["trav.satisf"]) == [
        "Insatisfaction",
        "Equilibre",
        "Satisfaction",
    ]
    # 951 people do not work; one who does gave no answer.
    assert survey["trav.imp"].missing == (1, 951, 0, 0)


def test_bfi_and_young_people_are_grids_of_scales(real):
    bfi = real("psych_bfi.csv")
    items = bfi.names()[:25]
    assert all(bfi[name].kind is Kind.ORDINAL and len(bfi[name].levels) == 6 for name in items)
    assert {bfi[name].block for name in items} == {"A1 … O5"}
    assert bfi["gender"].kind is Kind.NOMINAL
    assert bfi["age"].kind is Kind.NUMERIC
    young = real("kaggle_young_people_responses.csv")
    ordinal = [v for v in young.wave.variables if v.kind is Kind.ORDINAL and len(v.levels) == 5]
    assert len(ordinal) == 135
    assert all(v.role is Role.ACTIVE and v.block for v in ordinal)
    assert young["Weight"].kind is Kind.NUMERIC  # kilograms
    assert young["Number of siblings"].kind is Kind.NUMERIC


def test_mall(real):
    survey = real("kaggle_mall_customers.csv")
    assert survey["CustomerID"].role is Role.IDENTIFIER
    for name in ("Age", "Annual Income (k$)", "Spending Score (1-100)"):
        assert survey[name].kind is Kind.NUMERIC
        assert survey[name].role is Role.ACTIVE
    assert survey["Gender"].role is Role.ILLUSTRATIVE  # it crosses every group that the numbers form


def test_masculinity_check_all_columns_become_questions(real):
    survey = real("surveymonkey_masculinity_weights.csv")
    assert survey["weight"].role is Role.WEIGHT
    assert survey["q0004"].kind is Kind.MULTIPLE
    assert survey["q0004"].source == (5, 6, 7, 8, 9, 10)
    assert survey.counts("q0004") == {
        "Father or father figure(s)": 1109,
        "Mother or mother figure(s)": 655,
        "Other family members": 564,
        "Pop culture": 303,
        "Friends": 559,
        "Other (please specify)": 329,
    }
    # 735 people were not shown these questions; 732 of them are explained by their not being employed.
    assert survey["q0010"].missing == (3, 732, 0, 0)
    assert labels(survey["q0001"]) == [
        "Not at all masculine",
        "Not very masculine",
        "Somewhat masculine",
        "Very masculine",
    ]
    assert survey["q0001"].missing == (0, 0, 14, 0)
    grid = [v for v in survey.wave.variables if v.block == "q0007"]
    assert len(grid) == 11
    assert all(len(v.levels) == 5 and v.levels[-1].label == "Often" for v in grid)
    assert survey["race2"].role is Role.ILLUSTRATIVE
    assert survey["StartDate"].role is Role.IGNORED


def test_thanksgiving_flattened_questions(real):
    survey = real("surveymonkey_thanksgiving-2015-poll-data.csv")
    multiple = [v for v in survey.wave.variables if v.kind is Kind.MULTIPLE]
    assert [len(v.levels) for v in multiple] == [14, 12, 11, 1]
    sides, pies, desserts, programmes = multiple
    assert {level.label: level.count for level in sides.levels}["Mashed potatoes"] == 817
    assert {level.label: level.count for level in pies.levels}["Pumpkin"] == 729
    assert {level.label: level.count for level in desserts.levels}["None"] == 295
    assert programmes.levels[0].label == "Macy's Parade"
    # 78 people do not celebrate: they were not asked.
    assert all(v.missing[1] == 78 for v in multiple)
    stuffing = survey["What kind of stuffing/dressing do you typically have?"]
    assert {level.label: level.count for level in stuffing.levels}["None"] == 60
    other = survey["How is the main dish typically cooked? - Other (please specify)"]
    assert (other.kind, other.role) == (Kind.TEXT, Role.VERBATIM)


def test_steak(real):
    survey = real("surveymonkey_steak-risk-survey.csv")
    assert survey["RespondentID"].role is Role.IDENTIFIER
    doneness = survey["How do you like your steak prepared?"]
    assert labels(doneness) == [
        "Rare",
        "Medium rare",
        "Medium",
        "Medium Well",
        "Well",
    ]
    assert doneness.missing == (9, 109, 0, 0)  # 109 do not eat steak
    assert "<br>" not in survey.wave.variables[1].label
    assert labels(survey["Household Income"])[0] == "$0 - $24,999"


def test_google_forms(real):
    survey = real("googleforms_learning_r_es.tsv")
    address = survey["Email Address"]
    assert (address.role, address.personal) == (Role.SET_ASIDE, Personal.EMAIL)
    assert address.levels == ()
    tools = next(v for v in survey.wave.variables if v.source == (4,))
    assert tools.kind is Kind.MULTIPLE
    assert {level.label: level.count for level in tools.levels}["Excel"] == 251
    uses = next(v for v in survey.wave.variables if v.source == (25,))
    assert uses.kind is Kind.MULTIPLE
    liked = next(v for v in survey.wave.variables if v.source == (22,))
    assert (liked.kind, liked.role) == (Kind.TEXT, Role.VERBATIM)
    born = next(v for v in survey.wave.variables if v.source == (32,))
    assert (born.kind, born.role, born.personal) == (Kind.NUMERIC, Role.ILLUSTRATIVE, None)
    assert survey["V28"].role is Role.IGNORED


def test_limesurvey(real):
    survey = real("limesurvey_en_unit_tests.csv")
    by_source = {v.source[0]: v for v in survey.wave.variables}
    assert by_source[0].role is Role.IDENTIFIER
    assert all(by_source[i].role is Role.IGNORED for i in (1, 2, 3, 4, 31, 39, 145))
    assert by_source[6].role is Role.VERBATIM
    importance = by_source[121]
    assert importance.kind is Kind.ORDINAL
    assert labels(importance) == [
        "not at all important",
        "slightly",
        "moderately",
        "very",
        "extremely important",
    ]
    assert by_source[123].missing == (0, 0, 0, 4)  # "I do not know"
    employment = by_source[135]
    assert employment.kind is Kind.MULTIPLE
    assert [level.count for level in employment.levels] == [15, 6, 55, 1, 1]


def test_qualtrics(real):
    survey = real("qualtrics_testfile_de.csv")
    assert survey["Q1"].label == "This is a multiple choice question."
    assert survey["RecipientLastName"].label == "Nachname des Empfängers"
    personal = {v.name: v.personal for v in survey.wave.variables if v.personal}
    assert personal == {
        "IPAddress": Personal.IP,
        "RecipientLastName": Personal.NAME,
        "RecipientFirstName": Personal.NAME,
        "RecipientEmail": Personal.EMAIL,
        "LocationLatitude": Personal.ADDRESS,
        "LocationLongitude": Personal.ADDRESS,
    }
    assert "192.0.2.1" not in repr(survey.wave)


def test_codebook_is_said_to_be_one(real):
    assert "looks_like_codebook" in real("kaggle_young_people_columns.csv").notices()


def test_spss(real):
    hotel = real("spss_pspp_hotel.sav")
    assert all(v.kind is Kind.ORDINAL for v in hotel.wave.variables)
    assert hotel["v1"].label == "I am satisfied with the level of service"
    assert labels(hotel["v1"])[0] == "Strongly Disagree"
    electric = real("spss_foreign_electric.sav")
    assert electric["CASEID"].kind is Kind.IDENTIFIER
    assert electric["DAYOFWK"].missing[0] == 130
    assert electric["FAMHXCVR"].levels[0].label == "NO"
    assert real("spss_umlauts.sav")["var1"].levels[0].label == "the ä umlaut"
    sets = real("spss_multiple_response_sets.sav")
    assert sets.counts("mymrset") == {
        "Response #1": 3,
        "Response #2": 4,
        "Response #3": 0,
    }
    assert sets["mymrset"].label == "My multiple response set"
    assert sets.counts("categorical_array") == {
        "a": 3,
        "b": 6,
        "c": 3,
        "d": 3,
    }


def test_no_reason_holds_an_answer_of_a_set_aside_variable(real: Callable[..., object]):
    survey = real("googleforms_learning_r_es.tsv")
    assert "@" not in repr(survey.wave)
