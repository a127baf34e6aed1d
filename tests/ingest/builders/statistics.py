"""What statistics programs write: R (write.csv, write.csv2), Stata (.dta), SPSS (.sav).

R quotes texts and not numbers, writes NA for what is missing, TRUE and FALSE, and the row names under a blank
name. Stata and SPSS hold numbers with labels; SPSS declares values that are missing and sets of ticks.
https://stat.ethz.ch/R-manual/R-devel/library/utils/html/write.table.html
https://www.stata.com/help.cgi?dta
https://www.stata.com/help.cgi?missing
https://www.gnu.org/software/pspp/pspp-dev/html_node/System-File-Format.html (multiple response sets records)
"""

import struct
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat

from ingest.builders.plan import Cell, Expected, Plan, Shape, Truth, expected_of, ticks
from ingest.builders.survey import Question, answered
from persona_studio.domain.variables import Kind, Role

# ---------------------------------------------------------------- R


def _r_plan(language: str, logical: bool) -> Plan:
    survey = answered(language)
    plan, choices = Plan(survey), survey.services
    for one in (survey.sex, survey.age, survey.region):
        plan.question(one, one.code.lower())
    yes, no = ("TRUE", "FALSE") if logical else ("1", "0")
    for number, option in enumerate(choices.options, start=1):
        plan.column(f"srv_{number}", ticks(choices, option, yes, no))
    numbers = {option: str(number) for number, option in enumerate(choices.options, start=1)}
    plan.choices(numbers, "srv")
    for one in (survey.online, survey.rhythm, *survey.opinion.questions, survey.mark, survey.spending):
        grid = survey.opinion.code if one.code.startswith("OPI") else ""
        plan.question(one, one.code.lower(), grid=grid)
    plan.question(survey.comment, "com")
    return plan


def _r_csv(language: str, semicolons: bool, row_names: bool, logical: bool) -> tuple[bytes, Truth]:
    plan = _r_plan(language, logical)
    delimiter, decimal = (";", ",") if semicolons else (",", ".")
    heads = [header[0] for header in plan.headers]
    lines = [delimiter.join(_quoted(head) for head in (["", *heads] if row_names else heads))]
    for row, cells in enumerate(zip(*plan.cells, strict=True), start=1):
        written = [_r_cell(cell, head, decimal) for cell, head in zip(cells, heads, strict=True)]
        lines.append(delimiter.join([_quoted(str(row)), *written] if row_names else written))
    if row_names:
        plan.expected.insert(
            0, Expected(name="V1", label="V1", kind=Kind.IDENTIFIER, role=Role.IDENTIFIER, levels=None)
        )
        plan.column("", [])
    truth = plan.truth("", delimiter=delimiter, decimal=decimal)
    return ("\n".join(lines) + "\n").encode("utf-8"), truth


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _r_cell(cell: Cell, head: str, decimal: str) -> str:
    if cell is None or cell == "":
        return "NA"
    if isinstance(cell, float):
        return f"{cell:.15g}".replace(".", decimal)
    number = isinstance(cell, int) or head == "nps" or head.startswith("srv_")
    return str(cell) if number else _quoted(cell)


# ---------------------------------------------------------------- Stata and SPSS


def _coded(question: Question, unsure: float, skipped: float) -> tuple[list[object], dict[float, str]]:
    """Return the answers of a question as numbers, and the labels of the numbers."""
    labels = {float(place): level for place, level in enumerate(question.levels, start=1)}
    if question.unsure:
        labels[unsure] = question.unsure
    value = {label: number for number, label in labels.items()}
    cells: list[object] = [
        skipped if row in question.skipped else np.nan if answer is None else value[str(answer)]
        for row, answer in enumerate(question.answers)
    ]
    return cells, labels


def _frame(
    language: str, unsure: float = 6.0, skipped: float = np.nan
) -> tuple[dict[str, list[object]], dict[str, dict[float, str]], dict[str, str], Plan]:
    """Return the columns, the labels of their values, the labels of the columns, and what is expected."""
    survey = answered(language)
    plan, choices = Plan(survey), survey.services
    columns: dict[str, list[object]] = {}
    values: dict[str, dict[float, str]] = {}
    titles: dict[str, str] = {}

    def add(question: Question, title: str, **more: object) -> None:
        name = question.code.lower()
        titles[name] = title
        if question.kind is Kind.NUMERIC or question.code == "NPS":
            columns[name] = [np.nan if answer is None else float(answer) for answer in question.answers]
        elif question.kind is Kind.TEXT:
            columns[name] = ["" if answer is None else str(answer) for answer in question.answers]
        else:
            columns[name], values[name] = _coded(question, unsure, skipped)
        plan.expected.append(expected_of(question, name, label=title, **more))

    for one in (survey.sex, survey.age, survey.region):
        add(one, one.text)
    for number, option in enumerate(choices.options, start=1):
        name = f"srv_{number}"
        columns[name] = [1.0 if option in ticked else 0.0 for ticked in choices.ticked]
        titles[name] = f"Services : {option}"
        values[name] = {0.0: survey.words.no, 1.0: survey.words.yes}
    plan.choices({option: option for option in choices.options}, "srv", "Services")
    for one in (survey.online, survey.rhythm):
        add(one, one.text)
    for item, one in zip(survey.opinion.items, survey.opinion.questions, strict=True):
        add(one, f"{survey.opinion.text} : {item}", grid="OPI")
    for one in (survey.mark, survey.spending, survey.comment):
        add(one, one.text)
    plan.cells = [[] for _ in columns]
    return columns, values, titles, plan


def _dta(language: str, version: int) -> tuple[bytes, Truth]:
    columns, values, titles, plan = _frame(language)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.dta"
        pyreadstat.write_dta(
            pd.DataFrame(columns), path, column_labels=titles, variable_value_labels=values, version=version
        )
        content = path.read_bytes()
    return content, plan.truth("", 0, form="dta", delimiter="")


def _dta_extended(language: str) -> tuple[bytes, Truth]:
    """Return a file where "don't know" is the missing value .a, and "not asked" .b."""
    columns, values, titles, plan = _frame(language, unsure=-1.0, skipped=-2.0)
    missing = {}
    for name, cells in columns.items():
        if -1.0 in cells or -2.0 in cells:
            missing[name] = ["a", "b"]
            columns[name] = ["a" if cell == -1.0 else "b" if cell == -2.0 else cell for cell in cells]
            values[name] = {v: label for v, label in values[name].items() if v > 0}
            values[name] |= {"a": plan.survey.words.unsure, "b": _NOT_ASKED[language]}  # type: ignore[dict-item]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.dta"
        pyreadstat.write_dta(
            pd.DataFrame(columns),
            path,
            column_labels=titles,
            variable_value_labels=values,
            missing_user_values=missing,
        )
        content = path.read_bytes()
    return content, plan.truth("", 0, form="dta", delimiter="")


_NOT_ASKED = {"fr": "Non concerné", "en": "Not applicable"}


def _sav(language: str, compress: bool = False, sets: bool = False) -> tuple[bytes, Truth]:
    """Return a file that declares 97 (not asked) and 98 (don't know) missing, and maybe a set of ticks."""
    columns, values, titles, plan = _frame(language, unsure=98.0, skipped=97.0)
    asked = {name: cells for name, cells in columns.items() if 97.0 in cells or 98.0 in cells}
    for name, cells in asked.items():
        if 97.0 in cells:
            values[name][97.0] = _NOT_ASKED[language]
    choices = plan.survey.services
    if sets:
        for number, option in enumerate(choices.options, start=1):
            titles[f"srv_{number}"] = option
        place = next(i for i, one in enumerate(plan.expected) if one.kind is Kind.MULTIPLE)
        plan.expected[place] = replace(plan.expected[place], name="services", label=choices.text)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.sav"
        pyreadstat.write_sav(
            pd.DataFrame(columns),
            path,
            column_labels=titles,
            variable_value_labels=values,
            missing_ranges={name: [{"lo": 97, "hi": 98}] for name in asked if name != "nps"},
            row_compress=compress,
        )
        content = path.read_bytes()
    if sets:
        content = _with_set(content, "$services", choices.text, [f"srv_{n}" for n in range(1, 5)])
    return content, plan.truth("", 0, form="sav", delimiter="")


def _with_set(content: bytes, name: str, label: str, columns: list[str]) -> bytes:
    """Return the file with one more record: a set of dichotomies counted at 1."""
    text = label.encode("utf-8")
    record = f"{name}=D1 1 {len(text)} ".encode() + text + f" {' '.join(columns)}\n".encode()
    end = content.index(struct.pack("<ii", 999, 0))
    return content[:end] + struct.pack("<iiii", 7, 7, 1, len(record)) + record + content[end:]


SHAPES = (
    Shape("r_write_csv_fr", partial(_r_csv, "fr", semicolons=False, row_names=True, logical=True)),
    Shape("r_write_csv2_fr", partial(_r_csv, "fr", semicolons=True, row_names=False, logical=True)),
    Shape("r_write_csv2_row_names_fr", partial(_r_csv, "fr", semicolons=True, row_names=True, logical=False)),
    Shape("r_write_csv_en", partial(_r_csv, "en", semicolons=False, row_names=False, logical=False)),
    Shape("stata_14_fr", partial(_dta, "fr", 14), "dta"),
    Shape("stata_15_en", partial(_dta, "en", 15), "dta"),
    Shape("stata_extended_missing_fr", partial(_dta_extended, "fr"), "dta"),
    Shape("spss_declared_missing_fr", partial(_sav, "fr"), "sav"),
    Shape("spss_compressed_en", partial(_sav, "en", compress=True), "sav"),
    Shape("spss_multiple_response_set_fr", partial(_sav, "fr", sets=True), "sav"),
)
