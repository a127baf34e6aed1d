"""Qualtrics: "Data & Analysis > Export data", by answer (choice text, values), ticks (split or not), format.

CSV and TSV files have three rows of names: the field's code, the question in words (the columns of Qualtrics
in the user's language), and {"ImportId": …}; Excel files the first two. Several answers stand in one cell,
cut by commas without a space, or in one column per choice ("Split multi-value fields into columns"), under
"question - Selected Choice - choice"; "other" adds a column CODE_n_TEXT. SPSS files hold values with labels.
https://www.qualtrics.com/support/survey-platform/data-and-analysis-module/data/download-data/understanding-your-dataset/
https://www.qualtrics.com/support/survey-platform/data-and-analysis-module/data/download-data/export-options/
https://github.com/ropensci/qualtRics (tests/testthat/files: published exports)
"""

import csv
import datetime as dt
import json
import tempfile
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat

from ingest.builders.plan import Cell, Plan, Shape, Truth, as_text, as_workbook
from ingest.builders.survey import LEFT, START, Question, answered
from persona_studio.domain.variables import Kind, Personal, Role

_FIELDS = (
    ("StartDate", "startDate", "Start Date", "Date de début", "Anfangsdatum"),
    ("EndDate", "endDate", "End Date", "Date de fin", "Enddatum"),
    ("Status", "status", "Response Type", "Type de réponse", "Antworttyp"),
    ("IPAddress", "ipAddress", "IP Address", "Adresse IP", "IP-Adresse"),
    ("Progress", "progress", "Progress", "Progression", "Aktueller Stand"),
    (
        "Duration (in seconds)",
        "duration",
        "Duration (in seconds)",
        "Durée (en secondes)",
        "Dauer (in Sekunden)",
    ),
    ("Finished", "finished", "Finished", "Terminé", "Beendet"),
    ("RecordedDate", "recordedDate", "Recorded Date", "Date d'enregistrement", "Erfassungsdatum"),
    ("ResponseId", "_recordId", "Response ID", "ID de réponse", "Antwort-ID"),
    (
        "RecipientLastName",
        "recipientLastName",
        "Recipient Last Name",
        "Nom de famille du destinataire",
        "Nachname des Empfängers",
    ),
    (
        "RecipientFirstName",
        "recipientFirstName",
        "Recipient First Name",
        "Prénom du destinataire",
        "Vorname des Empfängers",
    ),
    (
        "RecipientEmail",
        "recipientEmail",
        "Recipient Email",
        "Adresse e-mail du destinataire",
        "E-Mail des Empfängers",
    ),
    (
        "ExternalReference",
        "externalDataReference",
        "External Data Reference",
        "Référence de données externes",
        "Externe Datenreferenz",
    ),
    (
        "LocationLatitude",
        "locationLatitude",
        "Location Latitude",
        "Latitude de l'emplacement",
        "Breitengrad des Standorts",
    ),
    (
        "LocationLongitude",
        "locationLongitude",
        "Location Longitude",
        "Longitude de l'emplacement",
        "Längengrad des Standorts",
    ),
    (
        "DistributionChannel",
        "distributionChannel",
        "Distribution Channel",
        "Canal de distribution",
        "Verteilungskanal",
    ),
    ("UserLanguage", "userLanguage", "User Language", "Langue de l'utilisateur", "Benutzersprache"),
)
_PERSONAL = {
    "IPAddress": Personal.IP,
    "RecipientLastName": Personal.NAME,
    "RecipientFirstName": Personal.NAME,
    "RecipientEmail": Personal.EMAIL,
    "LocationLatitude": Personal.ADDRESS,
    "LocationLongitude": Personal.ADDRESS,
}
_SELECTED = {"en": "Selected Choice", "fr": "Choix sélectionné", "de": "Ausgewählte Antwort"}
_TEXT = {"en": "Text", "fr": "Texte", "de": "Text"}
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class _Options:
    language: str
    values: bool = False
    split: bool = True
    unanswered: bool = False
    """Whether questions seen and left open are written -99."""


def _about(plan: Plan, options: _Options) -> None:
    rows = plan.survey.respondents
    start = START
    stayed = [row < rows - LEFT for row in range(rows)]
    cells: dict[str, list[Cell]] = {
        "StartDate": [str(start + dt.timedelta(minutes=29 * row)) for row in range(rows)],
        "EndDate": [str(start + dt.timedelta(minutes=29 * row + 7)) for row in range(rows)],
        "Status": [0 if options.values else "IP Address"] * rows,
        "IPAddress": [f"198.51.100.{row % 250 + 1}" for row in range(rows)],
        "Progress": [100 if done else 41 for done in stayed],
        "Duration (in seconds)": [160 + row * 7919 % 1201 for row in range(rows)],
        "Finished": [int(done) if options.values else str(done) for done in stayed],
        "RecordedDate": [str(start + dt.timedelta(minutes=29 * row + 7, seconds=1)) for row in range(rows)],
        "ResponseId": [_code(row) for row in range(rows)],
        "LocationLatitude": [round(45 + row * 37 % 101 / 29, 10) for row in range(rows)],
        "LocationLongitude": [round(2 + row * 53 % 89 / 31, 10) for row in range(rows)],
        "DistributionChannel": ["anonymous"] * rows,
        "UserLanguage": [options.language.upper()] * rows,
    }
    place = {"en": 2, "fr": 3, "de": 4}[options.language]
    for names in _FIELDS:
        name, imported, label = names[0], names[1], names[place]
        header = (name, label, _import(imported))
        kind = Kind.DATE if name.endswith("Date") else Kind.IDENTIFIER if name == "ResponseId" else None
        role = Role.IDENTIFIER if name == "ResponseId" else Role.IGNORED
        personal = _PERSONAL.get(name)
        role = Role.SET_ASIDE if personal else role
        plan.meta(header, cells.get(name, [""] * rows), kind, role, label=label, personal=personal)


def _code(row: int) -> str:
    digits = [(row * 7919 + 104_729 * (place + 1) ** 3) // (place + 3) % len(_LETTERS) for place in range(14)]
    return "R_" + _LETTERS[row % len(_LETTERS)] + "".join(_LETTERS[digit] for digit in digits)


def _import(field: str) -> str:
    more = {"timeZone": "America/Denver"} if field.endswith("Date") else {}
    return json.dumps({"ImportId": field, **more}, separators=(",", ":"))


def _plan(options: _Options) -> Plan:
    survey = answered(options.language)
    plan = Plan(survey)
    _about(plan, options)
    for one in (survey.sex, survey.age, survey.region):
        _single(plan, options, one)
    (_split if options.split else _together)(plan, options)
    for one in (survey.online, survey.rhythm):
        _single(plan, options, one)
    for number, (item, one) in enumerate(
        zip(survey.opinion.items, survey.opinion.questions, strict=True), start=1
    ):
        label = f"{survey.opinion.text} - {item}"
        _single(plan, options, replace(one, code=f"OPI_{number}"), label, grid="OPI")
    for one in (survey.mark, survey.spending, survey.comment):
        _single(plan, options, one)
    return plan


def _single(plan: Plan, options: _Options, question: Question, label: str = "", **more: object) -> None:
    text = label or question.text
    header = (question.code, text, _import(f"QID_{question.code}"))
    if options.values and question.levels and question.code != "NPS":
        question = numbered(question)
    left = plan.survey.respondents - LEFT

    def blank(row: int) -> Cell:
        return -99 if options.unanswered and row < left and row not in question.skipped else None

    plan.question(question, header, blank=blank, label=text, **more)


def numbered(question: Question) -> Question:
    """Return a question answered by the numbers of its choices; "don't know" is one more."""
    levels = (*question.levels, question.unsure) if question.unsure else question.levels
    number = {level: str(place) for place, level in enumerate(levels, start=1)}
    answers = tuple(number.get(a, a) if isinstance(a, str) else a for a in question.answers)
    return replace(question, answers=answers, levels=tuple(number.values()), unsure="")


def _split(plan: Plan, options: _Options) -> None:
    choices, selected = plan.survey.services, _SELECTED[options.language]
    for number, option in enumerate((*choices.options, choices.other), start=1):
        tick = str(number) if options.values else option
        cells: list[Cell] = [tick if option in ticks else None for ticks in choices.ticked]
        header = (f"SRV_{number}", f"{choices.text} - {selected} - {option}", _import(f"QID4_{number}"))
        plan.column(header, cells)
    plan.choices({option: option for option in (*choices.options, choices.other)}, "SRV", choices.text)
    _text(plan, options)


def _together(plan: Plan, options: _Options) -> None:
    choices = plan.survey.services
    order = (*choices.options, choices.other)
    shown = {
        option: str(number) if options.values else option for number, option in enumerate(order, start=1)
    }
    cells: list[Cell] = [
        ",".join(shown[option] for option in order if option in ticks) for ticks in choices.ticked
    ]
    plan.column(("SRV", f"{choices.text} - {_SELECTED[options.language]}", _import("QID4")), cells)
    plan.choices(shown, "SRV", choices.text)
    _text(plan, options)


def _text(plan: Plan, options: _Options) -> None:
    choices = plan.survey.services
    label = f"{choices.text} - {choices.other} - {_TEXT[options.language]}"
    plan.column(("SRV_5_TEXT", label, _import("QID4_5_TEXT")), list(choices.written))
    plan.written("SRV_5_TEXT", label)


def _csv(options: _Options) -> tuple[bytes, Truth]:
    plan = _plan(options)
    text = as_text(plan.rows(3), quote=csv.QUOTE_ALL, end="\n")
    return text.encode("utf-8"), plan.truth("qualtrics", 3)


def _tsv(options: _Options) -> tuple[bytes, Truth]:
    plan = _plan(options)
    truth = plan.truth("qualtrics", 3, encoding="utf-16", delimiter="\t", form="tsv")
    return as_text(plan.rows(3), "\t", end="\n").encode("utf-16"), truth


def _workbook(options: _Options) -> tuple[bytes, Truth]:
    plan = _plan(options)
    truth = plan.truth("qualtrics", 2, form="xlsx", sheet="Sheet0", encoding="", delimiter="")
    return as_workbook(plan.rows(2), "Sheet0"), truth


def _sav(options: _Options) -> tuple[bytes, Truth]:
    """Return an SPSS file: values with labels; a tick is the one value of its column."""
    survey = answered(options.language)
    plan = _plan(replace(options, values=False))
    questions = [survey.sex, survey.region, survey.online, survey.rhythm, *survey.opinion.questions]
    labels: dict[str, dict[float, str]] = {}
    for question in questions:
        levels = (*question.levels, question.unsure) if question.unsure else question.levels
        labels[question.code] = {float(place): level for place, level in enumerate(levels, start=1)}
    for number, option in enumerate((*survey.services.options, survey.services.other), start=1):
        labels[f"SRV_{number}"] = {1.0: option}
    frame, titles = {}, []
    for header, cells in zip(plan.headers, plan.cells, strict=True):
        name = header[0].replace(" (in seconds)", "__in_seconds_")
        frame[name] = _values(cells, labels.get(header[0]), header[0])
        titles.append(header[1])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.sav"
        pyreadstat.write_sav(pd.DataFrame(frame), path, column_labels=titles, variable_value_labels=labels)
        content = path.read_bytes()
    plan.expected = [
        replace(one, name=one.name.replace(" (in seconds)", "__in_seconds_")) for one in plan.expected
    ]
    return content, plan.truth("qualtrics", 0, form="sav", delimiter="")


def _values(cells: list[Cell], labels: dict[float, str] | None, name: str) -> list[object]:
    if labels is not None:
        value = {label: number for number, label in labels.items()}
        return [np.nan if cell in {None, ""} else value[str(cell)] for cell in cells]
    if name in {"AGE", "EUR", "NPS", "Progress", "Duration (in seconds)"}:
        return [np.nan if cell is None else float(cell) for cell in cells]
    return ["" if cell is None else str(cell) for cell in cells]


SHAPES = (
    Shape("qualtrics_text_split_en", partial(_csv, _Options("en"))),
    Shape("qualtrics_text_split_fr", partial(_csv, _Options("fr"))),
    Shape("qualtrics_text_split_de", partial(_csv, _Options("de"))),
    Shape("qualtrics_text_together_en", partial(_csv, _Options("en", split=False))),
    Shape("qualtrics_text_together_fr", partial(_csv, _Options("fr", split=False))),
    Shape("qualtrics_values_split_fr", partial(_csv, _Options("fr", values=True))),
    Shape("qualtrics_values_together_en", partial(_csv, _Options("en", values=True, split=False))),
    Shape("qualtrics_values_unanswered_en", partial(_csv, _Options("en", values=True, unanswered=True))),
    Shape("qualtrics_text_unanswered_fr", partial(_csv, _Options("fr", unanswered=True))),
    Shape("qualtrics_tsv_utf16_fr", partial(_tsv, _Options("fr")), "tsv"),
    Shape("qualtrics_workbook_fr", partial(_workbook, _Options("fr")), "xlsx"),
    Shape("qualtrics_sav_en", partial(_sav, _Options("en")), "sav"),
    Shape("qualtrics_sav_de", partial(_sav, _Options("de")), "sav"),
)
