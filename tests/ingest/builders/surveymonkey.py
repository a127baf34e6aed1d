"""SurveyMonkey: "All responses data", columns expanded (one per option) or condensed (one per question).

Two rows of names: the question, written once above its first option; then the option, "Response" under a
question with one answer, "Open-Ended Response" under a text. In expanded columns a cell repeats the text of
its option, or the number of the option when answers are asked as numbers; in condensed ones the options
ticked stand in one cell after ", ". Nine columns about the respondent come first.
https://www.scribd.com/doc/147314924/UserManualSurvey-Monkey-pdf (Download responses: condensed, expanded)
https://github.com/fivethirtyeight/data/tree/master/steak-survey (a published export)
"""

import csv
import datetime as dt
from functools import partial

from ingest.builders.plan import Cell, Plan, Shape, Truth, as_text, as_workbook, in_one_cell
from ingest.builders.survey import START, Grid, Question, answered
from persona_studio.domain.variables import Kind, Personal, Role

_HEADS = {
    "en": (
        "Respondent ID",
        "Collector ID",
        "Start Date",
        "End Date",
        "IP Address",
        "Email Address",
        "First Name",
        "Last Name",
        "Custom Data 1",
    ),
    "fr": (
        "ID du répondant",
        "ID du collecteur",
        "Date de début",
        "Date de fin",
        "Adresse IP",
        "Adresse e-mail",
        "Prénom",
        "Nom de famille",
        "Données personnalisées 1",
    ),
}
_RESPONSE = {"en": "Response", "fr": "Réponse"}
_OPEN = {"en": "Open-Ended Response", "fr": "Réponse ouverte"}
_OTHER = {"en": "Other (please specify)", "fr": "Autre (veuillez préciser)"}
_FIRST = ("Anne", "Luc", "Chloé", "Paul", "Marie", "Hugo", "Zoé", "Jean", "Louise", "Marc")
_LAST = ("Martin", "Durand", "Petit", "Moreau", "Lefèvre", "Garnier", "Roux", "Faure", "Blanc")


def _about(plan: Plan, language: str) -> None:
    rows = plan.survey.respondents
    start = START
    form = "%m/%d/%Y %I:%M:%S %p" if language == "en" else "%d/%m/%Y %H:%M:%S"
    begun = [(start + dt.timedelta(minutes=53 * row)).strftime(form) for row in range(rows)]
    ended = [(start + dt.timedelta(minutes=53 * row + 4, seconds=row)).strftime(form) for row in range(rows)]
    heads = [(head, "") for head in _HEADS[language]]
    plan.meta(heads[0], [11_400_000_000 + 37 * row for row in range(rows)], Kind.IDENTIFIER, Role.IDENTIFIER)
    plan.meta(heads[1], [429_000_111] * rows)
    plan.meta(heads[2], begun, Kind.DATE)
    plan.meta(heads[3], ended, Kind.DATE)
    ips: list[Cell] = [f"192.0.2.{row % 250 + 1}" for row in range(rows)]
    plan.meta(heads[4], ips, None, Role.SET_ASIDE, personal=Personal.IP)
    mails: list[Cell] = [f"gens{row}@exemple.org" for row in range(rows)]
    plan.meta(heads[5], mails, None, Role.SET_ASIDE, personal=Personal.EMAIL)
    firsts: list[Cell] = [_FIRST[row % len(_FIRST)] for row in range(rows)]
    lasts: list[Cell] = [f"{_LAST[row % 9]}-{_LAST[(row // 9 + 1) % 9]}" for row in range(rows)]
    for head, names in ((heads[6], firsts), (heads[7], lasts)):
        plan.meta(head, names, None, Role.SET_ASIDE, personal=Personal.NAME)
    plan.meta(heads[8], [""] * rows)


def _plan(language: str, condensed: bool, numbers: bool = False) -> Plan:
    survey = answered(language)
    plan = Plan(survey)
    _about(plan, language)
    single, text = _RESPONSE[language], _OPEN[language]
    for one, under in ((survey.sex, single), (survey.age, text), (survey.region, single)):
        _single(plan, one, under, numbers)
    if condensed:
        _in_one_column(plan, language)
    else:
        _expanded(plan, language, numbers)
    for one in (survey.online, survey.rhythm):
        _single(plan, one, single, numbers)
    _grid(plan, survey.opinion, numbers)
    for one, under in ((survey.mark, single), (survey.spending, text), (survey.comment, text)):
        _single(plan, one, under, numbers and one is not survey.mark)
    return plan


def _single(plan: Plan, question: Question, under: str, numbers: bool) -> None:
    if not numbers or not question.levels:
        plan.question(question, (question.text, under))
        return
    number = {level: str(place) for place, level in enumerate(question.levels, start=1)}
    counts = tuple((number[level], question.answers.count(level)) for level in question.levels)
    plan.question(question, (question.text, under), number.__getitem__, levels=counts)


def _grid(plan: Plan, grid: Grid, numbers: bool) -> None:
    for place, (item, one) in enumerate(zip(grid.items, grid.questions, strict=True)):
        header = (grid.text if place == 0 else "", item)
        name = f"{grid.text} - {item}"
        if not numbers:
            plan.question(one, header, name=name, label=name, grid=grid.code)
            continue
        number = {level: str(rank) for rank, level in enumerate((*one.levels, one.unsure), start=1)}
        # As numbers, "don't know" is the last step like any other.
        counts = tuple((number[level], one.answers.count(level)) for level in (*one.levels, one.unsure))
        empty = (one.answers.count(None), 0, 0, 0)
        more = {"levels": counts, "missing": empty, "grid": grid.code}
        plan.question(one, header, number.__getitem__, name=name, label=name, **more)


def _expanded(plan: Plan, language: str, numbers: bool) -> None:
    choices = plan.survey.services
    for place, option in enumerate(choices.options):
        tick = str(place + 1) if numbers else option
        cells: list[Cell] = [tick if option in ticks else None for ticks in choices.ticked]
        plan.column((choices.text if place == 0 else "", option), cells)
    plan.column(("", _OTHER[language]), list(choices.written))
    shown = {option: option for option in choices.options} | {choices.other: _OTHER[language]}
    plan.choices(shown, choices.text)
    plan.written(f"{choices.text} - {_OTHER[language]}")


def _in_one_column(plan: Plan, language: str) -> None:
    choices = plan.survey.services
    plan.column((choices.text, _RESPONSE[language]), in_one_cell(choices, ", "))
    other = {"fr": "Autre", "en": "Other"}[language]
    plan.choices({option: option for option in choices.options} | {choices.other: other}, choices.text)


def _csv(language: str, condensed: bool, numbers: bool = False) -> tuple[bytes, Truth]:
    plan = _plan(language, condensed, numbers)
    text = as_text(plan.rows(2), quote=csv.QUOTE_MINIMAL)
    return text.encode("utf-8-sig"), plan.truth("surveymonkey", 2, encoding="utf-8-sig")


def _semicolons(language: str, condensed: bool) -> tuple[bytes, Truth]:
    """Return the file as a French Excel saves it again."""
    plan = _plan(language, condensed)
    truth = plan.truth("surveymonkey", 2, encoding="cp1252", delimiter=";", decimal=",")
    return as_text(plan.rows(2), ";", ",").encode("cp1252"), truth


def _workbook(language: str, condensed: bool) -> tuple[bytes, Truth]:
    plan = _plan(language, condensed)
    truth = plan.truth("surveymonkey", 2, form="xlsx", sheet="Sheet", encoding="", delimiter="")
    return as_workbook(plan.rows(2), "Sheet"), truth


SHAPES = (
    Shape("surveymonkey_expanded_en", partial(_csv, "en", condensed=False)),
    Shape("surveymonkey_expanded_fr", partial(_csv, "fr", condensed=False)),
    Shape("surveymonkey_condensed_en", partial(_csv, "en", condensed=True)),
    Shape("surveymonkey_condensed_fr", partial(_csv, "fr", condensed=True)),
    Shape("surveymonkey_expanded_numbers_en", partial(_csv, "en", condensed=False, numbers=True)),
    Shape("surveymonkey_expanded_fr_cp1252", partial(_semicolons, "fr", condensed=False)),
    Shape("surveymonkey_workbook_expanded_fr", partial(_workbook, "fr", condensed=False), "xlsx"),
    Shape("surveymonkey_workbook_condensed_en", partial(_workbook, "en", condensed=True), "xlsx"),
)
