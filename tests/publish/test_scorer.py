"""The workbook sorts people as the program does."""

import re

import numpy as np
import openpyxl
import pandas as pd
import pytest

from helpers import typed
from helpers.office import recalculated
from persona_studio.analysis.golden import golden
from persona_studio.domain.golden import Wish, classify
from persona_studio.domain.golden_form import Form, FormAnswer, FormQuestion
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.publish import scorer
from persona_studio.services.segments.golden_words import form_of
from persona_studio.texts import Texts

HELD_OUT = 500
FEW = 20
KEPT = ("tricky", "code", "age", "hours", "scale", "many", "short")


@pytest.fixture(scope="module")
def fitted():
    """Golden questions fitted without the last respondents, and their form."""
    table, labels = typed.frame()
    survey = typed.survey(table)
    used = np.arange(len(table)) < len(table) - HELD_OUT
    found, column = typed.segmentation(survey, labels, used)
    wish = Wish(kept=tuple(f"id-{name}" for name in KEPT))
    made = golden(survey.wave, survey.answers, column, found, wish, Silent())
    project = Project(id="p", name="Thé & co", waves=(survey.wave,), segmentations=(found,))
    return made, form_of(project, found, survey.wave, made, Texts("fr")), table.tail(HELD_OUT), survey


def answers_of(row, survey):
    """Return one respondent's answers as the program takes them."""
    given = {}
    for variable in survey.wave.variables:
        if variable.name == "many":
            options = {o.code: row[o.value] for o in variable.levels}
            known = {code for code, value in options.items() if pd.notna(value)}
            given[variable.id] = frozenset(c for c in known if options[c] == 1) if known else None
        elif variable.levels:
            value = row[variable.name]
            said = f"{value:g}" if isinstance(value, float) else value
            given[variable.id] = next((lev.code for lev in variable.levels if lev.value == said), None)
        else:
            given[variable.id] = None if np.isnan(row[variable.name]) else float(row[variable.name])
    return given


def filled(sheet, form, table):
    """Write respondents into the columns of answers, as somebody pastes them."""
    for place, (_, row) in enumerate(table.iterrows()):
        column = scorer.RESULTS + 1
        for question in form.questions:
            name = question.variable.removeprefix("id-")
            for option in question.answers if question.multiple else [None]:
                value = row[option.value if option else name]
                if pd.notna(value):
                    said = ("oui" if value == 1 else "non") if option else value
                    sheet.cell(scorer.FIRST + 1 + place, column).value = _as_text(said)
                    if isinstance(said, str):
                        sheet.cell(scorer.FIRST + 1 + place, column).data_type = "s"
                column += 1


def _as_text(value):
    return value if isinstance(value, str) else float(value)


@pytest.mark.slow
def test_libreoffice_sorts_held_out_respondents_as_the_program_does(fitted, tmp_path):
    made, form, table, survey = fitted
    file = tmp_path / "scorer.xlsx"
    file.write_bytes(scorer.workbook(form, Texts("fr"), HELD_OUT))
    book = openpyxl.load_workbook(file)
    filled(book.worksheets[0], form, table)
    book.save(file)
    sheet = recalculated(file, tmp_path).worksheets[0]
    undecided = unanswered = 0
    for place, (_, row) in enumerate(table.iterrows()):
        given = answers_of(row, survey)
        number, chances = classify(made, given)
        cells = [cell.value for cell in sheet[scorer.FIRST + 1 + place][: scorer.RESULTS]]
        if cells[1] in ("", None):
            unanswered += 1
            assert number is None
            assert all(given[q.variable] is None for q in form.questions)
            continue
        assert cells[1] == ("Indécis" if number is None else form.segments[number - 1])
        assert cells[2] == pytest.approx(max(chances), abs=1e-9)
        second = sorted(range(len(chances)), key=lambda i: -chances[i])[1]
        assert cells[3] == form.segments[second] or chances[second] == max(chances)
        undecided += number is None
    assert 0 < undecided < HELD_OUT / 2
    assert unanswered < HELD_OUT / 10


# ------------------------------------------------------------------ what is in the file

OLD = {"IF", "AND", "OR", "SUM", "MAX", "LARGE", "EXP", "ROUND", "INDEX", "MATCH", "SUMPRODUCT", "MMULT",
       "ISNUMBER", "COLUMN", "NOT"}  # fmt: skip


def cells_of(book):
    return [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]


@pytest.fixture(scope="module")
def book(fitted, tmp_path_factory):
    file = tmp_path_factory.mktemp("book") / "scorer.xlsx"
    file.write_bytes(scorer.workbook(fitted[1], Texts("fr"), FEW))
    return openpyxl.load_workbook(file)


def test_only_functions_that_every_spreadsheet_knows_are_used(book):
    formulas = [cell.value for cell in cells_of(book) if cell.data_type == "f"]
    plain = [value if isinstance(value, str) else value.text for value in formulas]
    assert set(re.findall(r"([A-Z][A-Z.]*)\(", " ".join(plain))) <= OLD
    assert not any("_xlfn" in text or len(text) > 8000 for text in plain)


def test_an_answer_that_looks_like_a_formula_is_a_text_and_entered_as_one(book, fitted):
    texts = {cell.value for cell in cells_of(book) if cell.data_type == "s"}
    assert set(typed.TRICKY) <= texts
    first = book.worksheets[0]
    place = [q.variable for q in fitted[1].questions].index("id-tricky")
    before = sum(len(q.answers) if q.multiple else 1 for q in fitted[1].questions[:place])
    column = first.cell(scorer.FIRST + 1, scorer.RESULTS + 1 + before).column_letter
    assert first.column_dimensions[column].width > 0
    entered = first.conditional_formatting  # answers that no list holds are shown, not refused
    assert any(column in str(area.sqref) for area in entered)


def test_each_column_of_answers_offers_its_list(book, fitted):
    offered = book.worksheets[0].data_validations.dataValidation
    columns = sum(len(q.answers) if q.multiple else 1 for q in fitted[1].questions)
    assert len(offered) == columns
    kinds = {rule.type for rule in offered}
    assert kinds == {"list", "decimal"}


def test_every_respondent_has_a_row_and_the_same_form_gives_the_same_bytes(book, fitted):
    formulas = [cell for cell in book.worksheets[0]["B"] if cell.data_type == "f"]
    assert len(formulas) == FEW
    assert scorer.PEOPLE >= HELD_OUT
    assert scorer.workbook(fitted[1], Texts("fr"), FEW) == scorer.workbook(fitted[1], Texts("fr"), FEW)


def test_many_options_and_segments_are_no_obstacle():
    answers = tuple(FormAnswer(i, f"option {i} " + "x" * 300, str(i), tuple(range(20))) for i in range(20))
    questions = tuple(
        FormQuestion(variable=f"v{j}", text="long " * 80, answers=answers, base=(1,) * 20) for j in range(10)
    )
    form = Form(title="=1", questions=questions, segments=tuple(f"s{i}" for i in range(20)),
                accents=tuple(range(1, 21)), start=(0,) * 20, margin=0.1)  # fmt: skip
    assert len(scorer.workbook(form, Texts("en"), FEW)) < 2_000_000
