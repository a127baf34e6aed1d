"""Typeform: "Results > Download", CSV or XLSX.

`#` first; a question with one answer is one column; with several, one column per choice, headed by the choice
alone and holding its text, "Other" last with what was typed; yes and no are 1 and 0; then the times and the
network. Newer files name the type of response and add tags.
https://www.typeform.com/help/a/download-your-results-360029300251/
https://github.com/freeCodeCamp/2016-new-coder-survey (raw-data: published exports)
"""

import datetime as dt
from dataclasses import replace
from functools import partial

from ingest.builders.plan import Cell, Plan, Shape, Truth, as_text, as_workbook
from ingest.builders.survey import LEFT, START, answered
from persona_studio.domain.variables import Kind, Personal, Role

_OTHER = {"en": "Other", "fr": "Autre", "de": "Sonstiges"}


def _plan(language: str, newer: bool) -> Plan:
    survey = answered(language)
    plan, choices = Plan(survey), survey.services
    rows = survey.respondents
    codes: list[Cell] = [f"{(row * 7919 + 104_729) * 2_654_435_761 % 2**128:032x}" for row in range(rows)]
    plan.meta("#", codes, Kind.IDENTIFIER, Role.IDENTIFIER)
    for one in (survey.sex, survey.age, survey.region):
        plan.question(one, one.text)
    for option in choices.options:
        cells: list[Cell] = [option if option in ticks else None for ticks in choices.ticked]
        plan.column(option, cells)
    plan.column(_OTHER[language], list(choices.written))
    shown = {option: option for option in choices.options} | {choices.other: _OTHER[language]}
    plan.choices(shown, " / ".join(choices.options[:3]) + " …")
    plan.written(_OTHER[language])
    further = ("Radio", "Podcast", "Web")
    for place, option in enumerate(further):
        plan.column(option, [option if place in survey.second(row) else None for row in range(rows)])
    plan.more_choices(further, " / ".join(further))
    one_zero = {survey.words.yes: "1", survey.words.no: "0"}
    answers = tuple(one_zero.get(str(answer)) for answer in survey.online.answers)
    plan.question(replace(survey.online, answers=answers, levels=("1", "0")), survey.online.text, int)
    plan.question(survey.rhythm, survey.rhythm.text)
    plan.grid(survey.opinion, lambda item, _: item)
    for one in (survey.mark, survey.spending, survey.comment):
        plan.question(one, one.text)
    mails: list[Cell] = [f"gens{row}@exemple.org" if row < rows - LEFT else None for row in range(rows)]
    plan.meta(survey.email.text, mails, None, Role.SET_ASIDE, personal=Personal.EMAIL)
    _ends(plan, newer)
    return plan


def _ends(plan: Plan, newer: bool) -> None:
    rows, start = plan.survey.respondents, START
    if newer:
        plan.meta("Response Type", ["completed"] * rows)
    plan.meta(
        "Start Date (UTC)", [str(start + dt.timedelta(minutes=29 * row)) for row in range(rows)], Kind.DATE
    )
    if newer:
        plan.meta("Stage Date (UTC)", [""] * rows)
    ends: list[Cell] = [str(start + dt.timedelta(minutes=29 * row + 4, seconds=row)) for row in range(rows)]
    plan.meta("Submit Date (UTC)", ends, Kind.DATE)
    plan.meta("Network ID", [f"{row * 48_271 % 2**31:010x}" for row in range(1, rows + 1)])
    if newer:
        plan.meta("Tags", [""] * rows)


def _csv(language: str, newer: bool) -> tuple[bytes, Truth]:
    plan = _plan(language, newer)
    return as_text(plan.rows(), end="\n").encode("utf-8"), plan.truth("typeform")


def _workbook(language: str, newer: bool) -> tuple[bytes, Truth]:
    plan = _plan(language, newer)
    truth = plan.truth("typeform", form="xlsx", sheet="Worksheet", encoding="", delimiter="")
    return as_workbook(plan.rows(), "Worksheet"), truth


SHAPES = (
    Shape("typeform_csv_en", partial(_csv, "en", newer=False)),
    Shape("typeform_csv_fr", partial(_csv, "fr", newer=False)),
    Shape("typeform_csv_newer_fr", partial(_csv, "fr", newer=True)),
    Shape("typeform_csv_newer_de", partial(_csv, "de", newer=True)),
    Shape("typeform_workbook_fr", partial(_workbook, "fr", newer=False), "xlsx"),
    Shape("typeform_workbook_newer_en", partial(_workbook, "en", newer=True), "xlsx"),
)
