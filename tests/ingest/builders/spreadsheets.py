"""Files made by hand in Excel: titles above, two rows of names, merged cells, blank columns.

A merged cell is stored once, in its first cell; the others are blank.
https://learn.microsoft.com/en-us/dotnet/api/documentformat.openxml.spreadsheet.mergecells
https://openpyxl.readthedocs.io/en/stable/usage.html#merge-unmerge-cells
"""

import io
from functools import partial

import openpyxl

from ingest.builders.plan import Cell, Expected, Plan, Shape, Truth, as_text
from ingest.builders.survey import answered
from persona_studio.domain.variables import Role


def by_hand(two_rows: bool, blank: bool = False) -> Plan:
    """Return the columns: X or nothing for several answers; a question above its items, or both together."""
    survey = answered("fr")
    plan, choices = Plan(survey), survey.services

    def head(question: str, item: str, place: int) -> str | tuple[str, ...]:
        return (question if place == 0 else "", item) if two_rows else f"{question} - {item}"

    plan.meta("N°", [row + 1 for row in range(survey.respondents)], None, Role.IDENTIFIER)
    for one in (survey.sex, survey.age, survey.region):
        plan.question(one, one.text)
    if blank:
        plan.column("", [""] * survey.respondents)
        name = f"V{len(plan.headers)}"
        plan.expected.append(_nothing(name, survey.respondents))
    for place, option in enumerate((*choices.options, choices.other)):
        cells: list[Cell] = ["X" if option in ticks else None for ticks in choices.ticked]
        plan.column(head(choices.text, option, place), cells)
    plan.choices({option: option for option in (*choices.options, choices.other)}, choices.text)
    for one in (survey.online, survey.rhythm):
        plan.question(one, one.text)
    grid = survey.opinion
    for place, (item, one) in enumerate(zip(grid.items, grid.questions, strict=True)):
        name = f"{grid.text} - {item}"
        plan.question(one, head(grid.text, item, place), name=name, label=name, grid="OPI")
    for one in (survey.mark, survey.spending, survey.comment, survey.email):
        plan.question(one, one.text)
    return plan


def _nothing(name: str, rows: int) -> Expected:
    return Expected(name=name, label=name, kind=None, role=Role.IGNORED, levels=None, missing=(rows, 0, 0, 0))


def _workbook(
    two_rows: bool, titles: int = 0, blank: bool = False, merged: bool = False
) -> tuple[bytes, Truth]:
    plan = by_hand(two_rows, blank)
    heads = 2 if two_rows else 1
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Enquête"
    for line in ("Enquête clients 2024", "Magasin de Rennes, mars 2024", "")[:titles]:
        page.append([line] if line else [])
    if titles:
        page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=8)
    for row in plan.rows(heads):
        page.append([None if cell == "" else cell for cell in row])
    if two_rows:
        _merge_heads(page, plan, titles + 1)
    if merged:
        _merge_answers(page, plan, titles + heads)
    out = io.BytesIO()
    book.save(out)
    truth = plan.truth("", heads, form="xlsx", sheet="Enquête", encoding="", delimiter="")
    return out.getvalue(), truth


def _merge_heads(page: object, plan: Plan, row: int) -> None:
    """Merge a question over its items, and a question without items over both rows."""
    uppers = [header[0] for header in plan.headers]
    place = 0
    while place < len(uppers):
        end = place + 1
        while end < len(uppers) and not uppers[end] and len(plan.headers[end]) > 1:
            end += 1
        if end > place + 1:
            page.merge_cells(start_row=row, end_row=row, start_column=place + 1, end_column=end)
        elif len(plan.headers[place]) == 1:
            page.merge_cells(start_row=row, end_row=row + 1, start_column=place + 1, end_column=place + 1)
        place = end


def _merge_answers(page: object, plan: Plan, above: int) -> None:
    """Merge equal neighbours of one column, as people do who like a tidy sheet."""
    column = next(i for i, header in enumerate(plan.headers) if header[0] == plan.survey.region.text)
    cells, start = plan.cells[column], 0
    for row in range(1, len(cells) + 1):
        if row == len(cells) or cells[row] != cells[start]:
            if row - start > 1:
                first, last = above + start + 1, above + row
                page.merge_cells(
                    start_row=first, end_row=last, start_column=column + 1, end_column=column + 1
                )
            start = row


def _saved_as_csv(titles: int = 0) -> tuple[bytes, Truth]:
    """Return the sheet with two rows of names saved as CSV by a French Excel: merged cells are blanks."""
    plan = by_hand(two_rows=True)
    width = len(plan.headers)
    above: list[list[Cell]] = [["Enquête clients 2024", *[""] * (width - 1)], [""] * width][:titles]
    text = as_text([*above, *plan.rows(2)], ";", ",")
    truth = plan.truth("", 2, encoding="cp1252", delimiter=";", decimal=",")
    return text.encode("cp1252"), truth


SHAPES = (
    Shape("excel_one_row", partial(_workbook, two_rows=False), "xlsx"),
    Shape("excel_titles_above", partial(_workbook, two_rows=False, titles=3), "xlsx"),
    Shape("excel_merged_two_rows", partial(_workbook, two_rows=True), "xlsx"),
    Shape(
        "excel_merged_two_rows_titles_blank", partial(_workbook, two_rows=True, titles=3, blank=True), "xlsx"
    ),
    Shape("excel_blank_column", partial(_workbook, two_rows=False, blank=True), "xlsx"),
    Shape("excel_merged_answers", partial(_workbook, two_rows=False, merged=True), "xlsx"),
    Shape("excel_two_rows_saved_as_csv", _saved_as_csv),
    Shape("excel_two_rows_titles_saved_as_csv", partial(_saved_as_csv, 2)),
)
