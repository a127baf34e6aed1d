"""Google Forms: the answers as its spreadsheet and its "Download responses (.csv)" write them.

The first column is the time of the answer, the e-mail address follows when it is collected; a tick-box
question is one cell (", " in the spreadsheet, ";" in the download), a grid one column per row under
"Question [row]", a linear scale its number.
https://support.google.com/docs/answer/139706 (view and manage form responses)
https://developers.google.com/apps-script/reference/forms/grid-item
"""

import datetime as dt
from functools import partial

from ingest.builders.plan import Cell, Plan, Shape, Truth, as_text, as_workbook, in_one_cell
from ingest.builders.survey import START, answered
from persona_studio.domain.variables import Kind, Personal, Role

_TIME = {"fr": "Horodateur", "en": "Timestamp", "de": "Zeitstempel"}
_MAIL = {"fr": "Adresse e-mail", "en": "Email Address", "de": "E-Mail-Adresse"}
_SHEET = {"fr": "Réponses au formulaire 1", "en": "Form Responses 1", "de": "Formularantworten 1"}


def moments(rows: int) -> list[dt.datetime]:
    return [START + dt.timedelta(minutes=47 * row) for row in range(rows)]


def _sheet_time(moment: dt.datetime, language: str) -> str:
    return moment.strftime(
        {"fr": "%d/%m/%Y %H:%M:%S", "en": "%m/%d/%Y %H:%M:%S", "de": "%d.%m.%Y %H:%M:%S"}[language]
    )


def _download_time(moment: dt.datetime, _language: str) -> str:
    return moment.strftime("%Y/%m/%d %I:%M:%S %p UTC+1")


def _plan(language: str, times: list[Cell], glue: str) -> Plan:
    survey = answered(language)
    plan = Plan(survey)
    plan.meta(_TIME[language], times, Kind.DATE)
    mails: list[Cell] = [f"gens{row}@exemple.org" for row in range(survey.respondents)]
    plan.meta(_MAIL[language], mails, None, Role.SET_ASIDE, personal=Personal.EMAIL)
    for one in (survey.sex, survey.age, survey.region):
        plan.question(one, one.text)
    services = survey.services
    cells = in_one_cell(services, glue)
    plan.column(services.text, cells)
    # What was typed as "other" stands in the cell itself.
    other = {"fr": "Autre", "en": "Other", "de": "Sonstiges"}[language]
    plan.choices({option: option for option in services.options} | {services.other: other}, services.text)
    _box_grid(plan, glue)
    for one in (survey.online, survey.rhythm):
        plan.question(one, one.text)
    plan.grid(survey.opinion, lambda item, _: f"{survey.opinion.text} [{item}]")
    for one in (survey.mark, survey.spending, survey.comment):
        plan.question(one, one.text)
    return plan


def _box_grid(plan: Plan, glue: str) -> None:
    """Add a grid of tick boxes: one column per row, with the columns ticked in it."""
    days = ("Lundi", "Jeudi", "Samedi")
    for late, item in enumerate(plan.survey.services.options[:2]):
        header = f"Visites / visits [{item}]"
        rows = [plan.survey.second(row, 7 * late) for row in range(plan.survey.respondents)]
        plan.column(header, [glue.join(days[place] for place in sorted(row)) for row in rows])
        plan.more_choices(days, header, late=7 * late)


def _sheet_csv(language: str, delimiter: str = ",") -> tuple[bytes, Truth]:
    times: list[Cell] = [_sheet_time(moment, language) for moment in moments(answered(language).respondents)]
    plan = _plan(language, times, ", ")
    decimal = "." if language == "en" else ","
    text = as_text(plan.rows(), delimiter, decimal)
    form = "tsv" if delimiter == "\t" else "csv"
    return text.encode("utf-8"), plan.truth("googleforms", delimiter=delimiter, decimal=decimal, form=form)


def _download(language: str) -> tuple[bytes, Truth]:
    times: list[Cell] = [
        _download_time(moment, language) for moment in moments(answered(language).respondents)
    ]
    plan = _plan(language, times, ";")
    return as_text(plan.rows(), ",", end="\n").encode("utf-8"), plan.truth("googleforms")


def _workbook(language: str) -> tuple[bytes, Truth]:
    plan = _plan(language, list(moments(answered(language).respondents)), ", ")  # type: ignore[arg-type]
    sheet = _SHEET[language]
    truth = plan.truth("googleforms", form="xlsx", sheet=sheet, encoding="", delimiter="")
    return as_workbook(plan.rows(), sheet), truth


SHAPES = (
    Shape("googleforms_sheet_csv_fr", partial(_sheet_csv, "fr")),
    Shape("googleforms_sheet_csv_en", partial(_sheet_csv, "en")),
    Shape("googleforms_sheet_csv_de", partial(_sheet_csv, "de")),
    Shape("googleforms_sheet_tsv_fr", partial(_sheet_csv, "fr", "\t"), "tsv"),
    Shape("googleforms_download_fr", partial(_download, "fr")),
    Shape("googleforms_download_en", partial(_download, "en")),
    Shape("googleforms_workbook_fr", partial(_workbook, "fr"), "xlsx"),
    Shape("googleforms_workbook_en", partial(_workbook, "en"), "xlsx"),
)
