"""Sphinx (iQ, Declic, Online): "Exporter les données", French files that open in Excel.

One row of names: the questions (or the names of the variables), a question with several answers in one cell
with a separator or one Oui/Non column per answer, tables as "question - item"; the columns of the collection
(CLE, DATE_SAISIE…) before or after. Semicolons, decimal commas, Windows characters.
https://fr.scribd.com/document/402572015/Didacticiel-Papier-Sphinx-iQ-2-pdf (Manuel de référence, exporter)
"""

import datetime as dt
from functools import partial

from ingest.builders.plan import Cell, Plan, Shape, Truth, as_text, as_workbook
from ingest.builders.survey import LEFT, START, answered
from persona_studio.domain.variables import Kind, Role


def _about(plan: Plan) -> None:
    rows = plan.survey.respondents
    start = START
    times = [
        [(start + dt.timedelta(minutes=41 * row + late)).strftime("%d/%m/%Y %H:%M:%S") for row in range(rows)]
        for late in (0, 6, 9)
    ]
    done = [row < rows - LEFT for row in range(rows)]
    keys: list[Cell] = [f"{(row + 17) * 7_654_321 % 16**8:08X}{row:03d}" for row in range(rows)]
    plan.meta("CLE", keys, Kind.IDENTIFIER, Role.IDENTIFIER)
    for name, cells in zip(("DATE_SAISIE", "DATE_ENREG", "DATE_MODIF"), times, strict=True):
        plan.meta(name, cells, Kind.DATE)
    plan.meta("TEMPS_SAISIE", [150 + row * 7919 % 901 for row in range(rows)])
    plan.meta("ORIGINE_SAISIE", ["Internet"] * rows)
    plan.meta("LANG_SAISIE", ["Français"] * rows)
    plan.meta("APPAREIL_SAISIE", ["Ordinateur" if row % 3 else "Mobile" for row in range(rows)])
    plan.meta("PROGRESSION", ["Terminé" if one else "En cours" for one in done])
    plan.meta("DERNIERE_QUESTION_SAISIE", ["COMMENTAIRE" if one else "SERVICES" for one in done])


def _plan(glue: str, first: bool, names: bool = False) -> Plan:
    """Return the columns; without ``glue`` an answer is a column, ``names`` heads them by variable names."""
    survey = answered("fr")
    plan, choices = Plan(survey), survey.services
    if first:
        _about(plan)
    for one in (survey.sex, survey.age, survey.region):
        plan.question(one, one.text)
    head = "SERVICES" if names else choices.text
    if glue:
        order = (*choices.options, choices.other)
        plan.column(head, [glue.join(o for o in order if o in ticks) for ticks in choices.ticked])
    else:
        for option in (*choices.options, choices.other):
            cells: list[Cell] = ["Oui" if option in ticks else "Non" for ticks in choices.ticked]
            plan.column(f"{head} - {option}", cells)
    plan.choices({option: option for option in (*choices.options, choices.other)}, head)
    plan.column("Si autre, précisez", list(choices.written))
    plan.written("Si autre, précisez")
    for one in (survey.online, survey.rhythm):
        plan.question(one, one.text)
    plan.grid(survey.opinion, lambda item, _: f"{survey.opinion.text} - {item}")
    for one in (survey.mark, survey.spending, survey.comment, survey.email):
        plan.question(one, one.text)
    if not first:
        _about(plan)
    return plan


def _csv(glue: str, first: bool, encoding: str = "cp1252", names: bool = False) -> tuple[bytes, Truth]:
    plan = _plan(glue, first, names)
    text = as_text(plan.rows(), ";", ",")
    return text.encode(encoding), plan.truth("sphinx", encoding=encoding, delimiter=";", decimal=",")


def _workbook(glue: str) -> tuple[bytes, Truth]:
    plan = _plan(glue, first=False)
    truth = plan.truth("sphinx", form="xlsx", sheet="Données", encoding="", delimiter="")
    return as_workbook(plan.rows(), "Données"), truth


SHAPES = (
    Shape("sphinx_one_cell_semicolon", partial(_csv, ";", first=True)),
    Shape("sphinx_one_cell_bar", partial(_csv, " | ", first=False)),
    Shape("sphinx_one_cell_comma_names", partial(_csv, ", ", first=False, names=True)),
    Shape("sphinx_yes_no", partial(_csv, "", first=True)),
    Shape("sphinx_yes_no_utf8", partial(_csv, "", first=False, encoding="utf-8-sig")),
    Shape("sphinx_workbook_one_cell", partial(_workbook, ";"), "xlsx"),
)
