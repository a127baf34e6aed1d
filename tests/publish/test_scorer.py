"""The workbook sorts people as the program does."""

from dataclasses import replace

import numpy as np
import openpyxl
import pytest

from helpers import typed
from helpers.office import recalculated
from persona_studio.analysis.golden import golden
from persona_studio.domain.golden import Wish, classify
from persona_studio.domain.golden_form import Form, FormAnswer, FormQuestion
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.publish import scorer
from persona_studio.services.golden_words import form_of
from persona_studio.texts import Texts

HELD_OUT = 500
KEPT = ("tricky", "code", "age", "hours", "scale", "many", "short")


@pytest.fixture(scope="module")
def fitted():
    """Golden questions fitted without the last respondents, and their form."""
    table, labels = typed.frame()
    survey = typed.survey(table)
    used = np.arange(len(table)) < len(table) - HELD_OUT
    found, column = typed.segmentation(survey, labels, used)
    wish = Wish(kept=tuple(f"id-{name}" for name in KEPT[:-1]) + ("many",)[:0] + ("id-short",))
    made = golden(survey.wave, survey.answers, column, found, wish, Silent())
    project = Project(id="p", name="Thé & co", waves=(survey.wave,), segmentations=(found,))
    return made, form_of(project, found, survey.wave, made, Texts("fr")), table.tail(HELD_OUT), survey


def answers_of(row, survey):
    """Return one respondent's answers as the program takes them."""
    given = {}
    for variable in survey.wave.variables:
        if variable.name == "many":
            options = {o.code: row[o.value] for o in variable.levels}
            known = {code for code, value in options.items() if value == value}
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
                if value is not None and value == value:
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
    file.write_bytes(scorer.workbook(form, Texts("fr")))
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
