"""LimeSurvey: "Export responses", by heading (code, full text, both), by answer (codes, full) and format.

Read from the program's own writers and from the manual: headings are question codes with the sub-question in
square brackets (or after an underscore, "Expression Manager code"), the question with the sub-question in
square brackets, or both with a separator between; a tick is `Y` and a seen box without one is empty, in full
answers Yes, No, and N/A where the box was never shown; "other" is a column of text; timings end the file.
https://www.limesurvey.org/manual/Exporting_results
https://github.com/LimeSurvey/LimeSurvey/blob/master/application/helpers/admin/export/Writer.php
https://github.com/LimeSurvey/LimeSurvey/blob/master/application/helpers/admin/export/SurveyObj.php
"""

import csv
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from ingest.builders.plan import Cell, Expected, Plan, Shape, Truth, as_text, as_workbook
from ingest.builders.survey import LEFT, START, Question, Survey, answered
from persona_studio.domain.variables import Kind, Role

_CODES = ("id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp")
_HEADS = {
    "en": (
        "Response ID",
        "Date submitted",
        "Last page",
        "Start language",
        "Seed",
        "Date started",
        "Date last action",
    ),
    "fr": (
        "ID de la réponse",
        "Date de soumission",
        "Dernière page",
        "Langue de départ",
        "Tête de série",
        "Date de lancement",
        "Date de la dernière action",
    ),
    "de": (
        "Antwort ID",
        "Datum Abgeschickt",
        "Letzte Seite",
        "Start-Sprache",
        "Zufallsstartwert",
        "Datum gestartet",
        "Datum letzte Aktivität",
    ),
}
_OTHER = {"en": "Other", "fr": "Autre", "de": "Sonstiges"}
_TIMES = {
    "en": ("Total time", "Group time: The shop", "Question time: SRV"),
    "fr": ("Temps total", "Temps du groupe : Le magasin", "Temps de la question : SRV"),
    "de": ("Gesamtzeit", "Gruppenzeit: Der Laden", "Fragezeit: SRV"),
}
_TIME_CODES = ("interviewtime", "groupTime12", "SRVTime")


@dataclass(frozen=True, slots=True)
class _Options:
    language: str
    heading: str
    answers: str
    timings: bool = False
    ticks: tuple[str, str] = ("Y", "")
    comments: bool = False
    """Whether each box has a comment beside it (the question type "multiple choice with comments")."""


def _head(options: _Options, code: str, text: str, item: str = "", sub: str = "") -> str:
    """Return a heading: the code, the text, both, or the code as Expression Manager writes it."""
    coded = code + (f"[{sub}]" if sub else "")
    full = text + (f" [{item}]" if item else "")
    match options.heading:
        case "code":
            return coded
        case "em":
            return f"{code}_{sub}" if sub else code
        case "both":
            return f"{coded}. {full}"
    return full


def _named(options: _Options, code: str, text: str, item: str = "", sub: str = "") -> tuple[str, str]:
    """Return the name and the label expected of a heading: the code is the name of "code. question"."""
    head = _head(options, code, text, item, sub)
    if options.heading != "both":
        return head, head
    return head.partition(". ")[0], head.partition(". ")[2]


def _plan(options: _Options) -> Plan:
    survey = answered(options.language)
    plan = Plan(survey)
    _about(plan, options)
    for one in (survey.sex, survey.age, survey.region):
        _single(plan, options, one)
    _services(plan, options)
    for one in (survey.online, survey.rhythm):
        _single(plan, options, one)
    scale = {level: f"AO{place:02d}" for place, level in enumerate(survey.words.scale, start=1)}
    scale[survey.words.unsure] = "AO09" if options.answers == "codes" else survey.words.unsure
    for number, (item, one) in enumerate(
        zip(survey.opinion.items, survey.opinion.questions, strict=True), start=1
    ):
        _item(plan, options, one, (item, f"SQ{number:03d}"), scale)
    for one in (survey.mark, survey.spending, survey.comment):
        _single(plan, options, one)
    if options.timings:
        _timings(plan, options)
    return plan


def _about(plan: Plan, options: _Options) -> None:
    rows, survey = plan.survey.respondents, plan.survey
    start = START
    starts = [str(start + dt.timedelta(minutes=31 * row)) for row in range(rows)]
    lasts = [str(start + dt.timedelta(minutes=31 * row + 6, seconds=row % 60)) for row in range(rows)]
    done = [stamp if row < rows - LEFT else "" for row, stamp in enumerate(lasts)]
    pages = [5 if row < rows - LEFT else 2 for row in range(rows)]
    cells: tuple[tuple[list[Cell], Kind | None], ...] = (
        ([row + 11 for row in range(rows)], Kind.IDENTIFIER),
        (list(done), Kind.DATE),
        (list(pages), None),
        ([survey.language] * rows, None),
        ([100_003 + 7_919 * (row * row % 997) + row for row in range(rows)], None),
        (list(starts), Kind.DATE),
        (list(lasts), Kind.DATE),
    )
    for code, text, (column, kind) in zip(_CODES, _HEADS[options.language], cells, strict=True):
        name, label = _named(options, code, text)
        role = Role.IDENTIFIER if code == "id" else Role.IGNORED
        plan.meta(_head(options, code, text), column, kind, role, name=name, label=label)


def _single(plan: Plan, options: _Options, question: Question) -> None:
    head = _head(options, question.code, question.text)
    name, label = _named(options, question.code, question.text)
    if options.answers == "full" or not question.levels or question.code == "NPS":
        unsaid = "N/A" if options.answers == "full" and question.code == "ONL" else None
        plan.question(question, head, blank=lambda _row: unsaid, name=name, label=label)
        return
    coded, shown = _coded(question, plan.survey)
    plan.question(coded, head, shown, name=name, label=label)


def _coded(question: Question, survey: Survey) -> tuple[Question, Callable[[str], Cell]]:
    """Return a question whose answers are codes: F and M, Y and N, else A1, A2… which say no order."""
    if question.code == "SEX":
        codes = dict(zip(question.levels, "FM", strict=True))
    elif question.code == "ONL":
        codes = {survey.words.yes: "Y", survey.words.no: "N"}
    else:
        codes = {level: f"A{place}" for place, level in enumerate(question.levels, start=1)}
    kind = Kind.NOMINAL
    return _recoded(question, codes, kind), str


def _recoded(question: Question, codes: dict[str, str], kind: Kind) -> Question:
    answers = tuple(codes.get(a, a) if isinstance(a, str) else a for a in question.answers)
    levels = tuple(codes[level] for level in question.levels)
    return replace(question, answers=answers, levels=levels, kind=kind)


def _item(
    plan: Plan, options: _Options, question: Question, item: tuple[str, str], scale: dict[str, str]
) -> None:
    text, sub = item
    grid = plan.survey.opinion
    head = _head(options, grid.code, grid.text, text, sub)
    name, label = _named(options, grid.code, grid.text, text, sub)
    if options.answers == "codes":
        # A code does not say that it stands for "don't know": it is the last step of the scale.
        levels = {level: scale[level] for level in (*question.levels, question.unsure)}
        question = replace(question, levels=(*question.levels, question.unsure), unsure="")
        question = _recoded(question, levels, Kind.ORDINAL)
    plan.question(question, head, name=name, label=label, grid="OPI")


def _services(plan: Plan, options: _Options) -> None:
    choices, words = plan.survey.services, plan.survey.words
    yes, no = (words.yes, words.no) if options.answers == "full" else options.ticks
    for number, option in enumerate(choices.options, start=1):
        cells: list[Cell] = [yes if option in ticks else no for ticks in choices.ticked]
        plan.column(_head(options, "SRV", choices.text, option, f"SQ{number:03d}"), cells)
        if options.comments:
            said: list[Cell] = [
                f"{option} {row}" if option in ticks and row % 4 == number % 4 else ""
                for row, ticks in enumerate(choices.ticked)
            ]
            plan.column(_comment(options, choices.text, option, number), said)
    other = _OTHER[options.language]
    plan.column(_head(options, "SRV", choices.text, other, "other"), list(choices.written))
    with_text = options.heading in {"full", "both"}
    shown = {
        option: option if with_text else f"SQ{number:03d}"
        for number, option in enumerate(choices.options, start=1)
    }
    shown[choices.other] = other if with_text else "other"
    name = choices.text if options.heading == "full" else "SRV"
    plan.choices(shown, name, choices.text if with_text else "SRV")
    if options.comments:
        for number, option in enumerate(choices.options, start=1):
            head = _comment(options, choices.text, option, number)
            empty = sum(not cell for cell in plan.cells[[h[0] for h in plan.headers].index(head)])
            role = (
                Role.VERBATIM if plan.survey.respondents - empty > 1 else Role.IGNORED
            )  # nobody said a word
            facts = {"kind": Kind.TEXT, "role": role, "missing": (empty, 0, 0, 0)}
            plan.expected.append(Expected(name=head, label=head, **facts))  # type: ignore[arg-type]
    name, label = _named(options, "SRV", choices.text, other, "other")
    plan.written(name, label)


def _comment(options: _Options, text: str, option: str, number: int) -> str:
    word = {"en": "Comment", "fr": "Commentaire", "de": "Kommentar"}[options.language]
    return f"{text} [{option}][{word}]" if options.heading == "full" else f"SRV[SQ{number:03d}comment]"


def _timings(plan: Plan, options: _Options) -> None:
    rows = plan.survey.respondents
    seconds: list[Cell] = [round(180 + (row * 7919 % 4001) / 7, 2) for row in range(rows)]
    parts: list[Cell] = [round(float(total or 0) * 0.31, 2) for total in seconds]
    first: list[Cell] = [round(float(total or 0) * 0.07, 2) for total in seconds]
    for code, text, cells in zip(_TIME_CODES, _TIMES[options.language], (seconds, parts, first), strict=True):
        head = text if options.heading == "full" else code
        plan.meta(head, cells, Kind.NUMERIC)


def _csv(options: _Options, delimiter: str = ",") -> tuple[bytes, Truth]:
    plan = _plan(options)
    text = as_text(plan.rows(), delimiter, quote=csv.QUOTE_ALL)
    form = "tsv" if delimiter == "\t" else "csv"
    # Written with its mark, and a blank line at the end.
    truth = plan.truth("limesurvey", encoding="utf-8-sig", delimiter=delimiter, form=form)
    return (text + "\r\n").encode("utf-8-sig"), truth


def _workbook(options: _Options) -> tuple[bytes, Truth]:
    plan = _plan(options)
    truth = plan.truth("limesurvey", form="xlsx", sheet="Sheet1", encoding="", delimiter="")
    return as_workbook(plan.rows(), "Sheet1"), truth


def _shape(name: str, options: _Options, delimiter: str = ",") -> Shape:
    return Shape(f"limesurvey_{name}", partial(_csv, options, delimiter))


SHAPES = (
    _shape("text_full_en", _Options("en", "full", "full")),
    _shape("text_full_fr_semicolon", _Options("fr", "full", "full"), ";"),
    _shape("text_full_de", _Options("de", "full", "full"), ";"),
    _shape("text_full_timings_fr_tab", _Options("fr", "full", "full", timings=True), "\t"),
    _shape("text_full_timings_en", _Options("en", "full", "full", timings=True)),
    _shape("code_codes_en", _Options("en", "code", "codes")),
    _shape("code_codes_timings_fr", _Options("fr", "code", "codes", timings=True), ";"),
    _shape("code_full_fr", _Options("fr", "code", "full"), ";"),
    _shape("comments_text_full_fr", _Options("fr", "full", "full", comments=True), ";"),
    _shape("comments_code_codes_en", _Options("en", "code", "codes", comments=True)),
    _shape("em_full_en", _Options("en", "em", "full")),
    _shape("both_full_fr", _Options("fr", "both", "full"), ";"),
    _shape("both_codes_en", _Options("en", "both", "codes")),
    Shape("limesurvey_workbook_text_full_fr", partial(_workbook, _Options("fr", "full", "full")), "xlsx"),
    Shape(
        "limesurvey_workbook_code_codes_1_2_en",
        partial(_workbook, _Options("en", "code", "codes", ticks=("1", "2"))),
        "xlsx",
    ),
)
