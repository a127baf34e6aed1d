"""The same questions in any encoding, separator and multiple-choice shape give the same counts."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.examples import SHARING, examples
from helpers.imports import Survey, import_file
from persona_studio.domain.variables import Kind, Role

OPTIONS = ["Télévision", "Presse écrite", "Réseaux sociaux", "Affichage", "Radio"]
QUESTION = "Quels médias suivez-vous ?"
SHAPES = ["cell", "texts", "yes_no", "ticks", "zero_one", "brackets"]


def columns_of(shape: str, answers: list[set[int]]) -> dict[str, list[str]]:
    """Write a multiple-choice question, everybody asked, in one of its shapes."""
    if shape == "cell":
        return {QUESTION: [", ".join(OPTIONS[i] for i in sorted(chosen)) for chosen in answers]}
    header = f"{QUESTION} [{{}}]" if shape == "brackets" else f"{QUESTION} - {{}}"
    marks = {
        "texts": (None, ""),
        "yes_no": ("Oui", "Non"),
        "ticks": ("X", ""),
        "zero_one": ("1", "0"),
        "brackets": ("Oui", "Non"),
    }
    yes, no = marks[shape]
    return {
        header.format(option): [(yes or option) if i in chosen else no for chosen in answers]
        for i, option in enumerate(OPTIONS)
    }


def written(columns: dict[str, list[str]], delimiter: str, encoding: str) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return buffer.getvalue().encode(encoding)


people = st.lists(st.sets(st.integers(0, 4), min_size=1), min_size=40, max_size=80)


@examples(30, deadline=None, suppress_health_check=SHARING)
@given(
    answers=people,
    shape=st.sampled_from(SHAPES),
    delimiter=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "cp1252", "utf-16"]),
)
def test_any_shape_gives_the_same_counts(tmp_path, answers, shape, delimiter, encoding):
    # Everybody needs a choice of each option alone once, or no shape could tell options from words of a text.
    answers = [*answers, *({i} for i in range(5)), {0, 1, 2, 3, 4}, {0, 2}, {1, 3}, {2, 4}]
    ages = [str(20 + i % 47) for i in range(len(answers))]
    path = tmp_path / "shape.csv"
    content = ["oui" if i % 2 else "non" for i in range(len(answers))]
    columns = {"Âge": ages, **columns_of(shape, answers), "Content": content}
    path.write_bytes(written(columns, delimiter, encoding))
    survey = import_file(path)
    question = survey.wave.variables[1]
    assert question.kind is Kind.MULTIPLE
    assert {level.label: level.count for level in question.levels} == {
        option: sum(i in chosen for chosen in answers) for i, option in enumerate(OPTIONS)
    }
    assert survey.answers(question.name) == [{OPTIONS[i] for i in chosen} for chosen in answers]
    assert question.missing_count == 0
    assert question.role is Role.ACTIVE


values = st.lists(
    st.tuples(
        st.sampled_from(["", "Oui", "Non"]),
        st.integers(-99_999, 99_999).map(lambda n: n / 100),
        st.sampled_from(["Jamais", "Parfois", "Souvent", "Toujours", "Ne sait pas", ""]),
    ),
    min_size=30,
    max_size=60,
)


@examples(25, deadline=None, suppress_health_check=SHARING)
@given(rows=values, delimiter=st.sampled_from([";", "\t", "|"]), mark=st.sampled_from([",", "."]))
def test_numbers_and_scales_survive_any_separator(tmp_path, rows, delimiter, mark):
    rows = [*rows, *(("Oui", 0.5, text) for text in ("Jamais", "Parfois", "Souvent", "Toujours"))]
    rows = [*rows, ("Non", 12.25, ""), ("Non", -3.75, "Jamais")]
    path = tmp_path / "table.csv"
    columns = {
        "Abonné": [row[0] for row in rows],
        "Solde": [str(row[1]).replace(".", mark) for row in rows],
        "Rythme": [row[2] for row in rows],
    }
    path.write_bytes(written(columns, delimiter, "utf-8"))
    survey = import_file(path)
    assert survey.answers("Solde") == [row[1] for row in rows]
    assert survey.answers("Abonné") == [row[0] or None for row in rows]
    scale = survey["Rythme"]
    assert [level.label for level in scale.levels] == ["Jamais", "Parfois", "Souvent", "Toujours"]
    unsure, empty = [sum(row[2] == text for row in rows) for text in ("Ne sait pas", "")]
    assert (scale.missing[3], scale.missing[0] + scale.missing[1]) == (unsure, empty)


# ---------------------------------------------------------------- shapes seen in exports


def lines(*rows: str) -> str:
    return "\n".join(rows) + "\n"


def test_options_that_hold_the_separator(imported):
    cells = [
        "Conseil, audit et formation; Vente",
        "Vente",
        "Conseil, audit et formation",
        "Logiciels (bureautique; métier); Vente",
    ]
    rows = [f'{i};"{cells[i % 4]}"' for i in range(40)]
    survey = imported(lines("Numéro;Activités", *rows))
    assert survey.counts("Activités") == {
        "Vente": 30,
        "Conseil, audit et formation": 20,
        "Logiciels (bureautique; métier)": 10,
    }


def test_commas_that_are_part_of_an_answer_do_not_cut(imported):
    answers = ["Etudiant, eleve", "Employé, temps plein", "Employé, temps partiel", "Retraité"]
    survey = imported(lines("a;Situation", *(f"{i};{answers[i % 4]}" for i in range(80))))
    assert survey["Situation"].kind is Kind.NOMINAL
    assert len(survey["Situation"].levels) == 4


def test_amounts_are_not_lists(imported):
    answers = ["$0 - $24,999", "$25,000 - $49,999", "$50,000 - $99,999", "$100,000+"]
    survey = imported(lines("a;Revenu", *(f"{i};{answers[i % 4]}" for i in range(80))))
    assert survey["Revenu"].kind is Kind.ORDINAL
    assert [level.label for level in survey["Revenu"].levels] == answers


def test_typeform_options_under_their_own_names(imported):
    header = "#,Votre métier ?,Café,Thé,Eau,Start Date (UTC),Submit Date (UTC),Network ID"
    drinks = [("Café", "", "Eau"), ("", "Thé", ""), ("Café", "Thé", ""), ("", "", "Eau")]
    rows = [
        f"k{i:06d}x,{'vente' if i % 2 else 'conseil'},{','.join(drinks[i % 4])},"
        f"2024-01-{1 + i % 28:02d} 10:00:00,2024-01-{1 + i % 28:02d} 10:{i % 60:02d}:00,n{i}abc"
        for i in range(48)
    ]
    survey = imported(lines(header, *rows))
    assert survey.wave.source.platform == "typeform"
    drink = next(v for v in survey.wave.variables if v.kind is Kind.MULTIPLE)
    assert {level.label: level.count for level in drink.levels} == {"Café": 24, "Thé": 24, "Eau": 24}
    assert survey["#"].role is Role.IDENTIFIER
    assert survey["Network ID"].role in {Role.IGNORED, Role.IDENTIFIER}


def test_surveymonkey_two_rows(imported):
    questions = 'Respondent ID,Collector ID,"Aimez-vous le thé ?",Quelles marques ?,,,Un mot'
    options = ",,Response,Alpha,Bêta,Other (please specify),Open-Ended Response"
    brands = [("Alpha", "", ""), ("", "Bêta", ""), ("Alpha", "Bêta", "Zeta du coin")]
    rows = [
        f"{9_000_000 + i},77,{'Oui' if i % 4 else 'Non'},{','.join(brands[i % 3])},mon avis numéro {i} à moi"
        for i in range(60)
    ]
    survey = imported(lines(questions, options, *rows))
    assert (survey.wave.source.platform, survey.wave.source.header_rows) == ("surveymonkey", 2)
    assert survey.counts("Quelles marques ?") == {"Alpha": 40, "Bêta": 40, "Other (please specify)": 20}
    assert survey["Aimez-vous le thé ?"].kind is Kind.NOMINAL
    assert survey["Un mot"].role is Role.VERBATIM


def test_blank_ticks_are_not_choices_for_those_who_were_not_asked(imported):
    rows = []
    for i in range(60):
        owner = i % 3 != 0
        ticks = ["", "", ""] if not owner else [["X", "", ""], ["", "X", "X"], ["", "", ""]][i // 3 % 3]
        after = "Souvent" if owner else ""
        rows.append(f"{'Oui' if owner else 'Non'};{';'.join(ticks)};{after if i % 2 else after and 'Jamais'}")
    survey = imported(lines("Voiture ?;Usage - Ville;Usage - Route;Usage - Piste;Rythme", *rows))
    usage = next(v for v in survey.wave.variables if v.kind is Kind.MULTIPLE)
    answers = survey.answers(usage.name)
    asked = [i % 3 != 0 for i in range(60)]
    # Owners who ticked nothing answered the questions around: they chose none. The others were not asked.
    assert [answer is not None for answer in answers] == asked
    assert usage.missing == (0, 20, 0, 0)
    assert answers.count(set()) > 0


def test_imposed_kinds(imported):
    text = lines(
        "q_1;q_2;note",
        *(f"{'Oui' if i % 2 else 'Non'};{'Oui' if i % 3 else 'Non'};{i % 5 + 1}" for i in range(30)),
    )
    assert [v.kind for v in imported(text).wave.variables] == [Kind.MULTIPLE, Kind.ORDINAL]
    survey = imported(text, kinds=(("q_*", Kind.NOMINAL), ("note", Kind.NUMERIC)))
    assert [v.kind for v in survey.wave.variables] == [Kind.NOMINAL, Kind.NOMINAL, Kind.NUMERIC]
    assert survey["note"].distribution.mean == pytest.approx(3.0)
    survey = imported(text, roles=(("*", Role.IGNORED), ("note", Role.ACTIVE)))
    assert [v.role for v in survey.wave.variables] == [Role.IGNORED, Role.ACTIVE]


def test_nothing_depends_on_the_moment(imported):
    text = lines("a;b;c", *(f"{i};{'x' if i % 2 else 'y'};{i % 5 + 1}" for i in range(30)))

    def facts(survey: Survey) -> list[object]:
        return [(v.name, v.kind, v.role, v.levels, v.missing, v.guess) for v in survey.wave.variables]

    assert facts(imported(text)) == facts(imported(text))
    assert imported(text).column("b") == imported(text).column("b")


def test_columns_named_to_be_one_question(imported):
    text = lines(
        "Thé;Café;Eau;Avis", *(f"{i % 2};{int(i % 3 > 0)};{int(i % 5 > 0)};{'AB'[i % 2]}" for i in range(30))
    )
    assert [v.kind for v in imported(text).wave.variables] == [Kind.NOMINAL] * 4
    survey = imported(text, kinds=(("Thé", Kind.MULTIPLE), ("Café", Kind.MULTIPLE), ("Eau", Kind.MULTIPLE)))
    drinks = survey.wave.variables[0]
    assert drinks.kind is Kind.MULTIPLE
    assert {level.label: level.count for level in drinks.levels} == {"Thé": 15, "Café": 20, "Eau": 24}
