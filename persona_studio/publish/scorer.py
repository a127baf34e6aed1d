"""The workbook that sorts people: answers in rows, points in a table, live formulas between them.

No macro, and only functions that Excel has had since 2007 and that LibreOffice knows. Answers are compared
as texts by "=", never looked up: MATCH would obey the stars and question marks in them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from persona_studio.domain.golden import DECIMALS, POINT
from persona_studio.domain.golden_form import Form, FormAnswer, FormQuestion
from persona_studio.texts import Texts

PEOPLE = 600
"""Rows ready for respondents."""
FIRST = 5
"""Row (from 0) of the first respondent, on both sheets."""
RESULTS = 4
"""Columns before the answers: name, segment, probability, next segment."""
WORDS = ("x", "1", "oui", "yes", "vrai", "true")
"""What marks an option as chosen, besides its own words; case does not matter."""
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_NAME_WIDTH, _ANSWER_WIDTH, _OPTION_WIDTH = 16, 24, 16
_FARTHEST = 9.99e307
_A4 = 9
_ROW = "\0"
"""Stands for the number of a row in a formula that is written for each of them."""
_LONGEST = 32_000
"""Letters that a cell holds."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """One column of answers: a question with one answer, or one option of a question with several."""

    column: int
    number: int
    question: FormQuestion
    option: FormAnswer | None = None


@dataclass(frozen=True, slots=True)
class _Scored:
    """One column of the calculation: 1 when its answer was given. ``row`` is that of its points."""

    column: int
    row: int
    question: FormQuestion
    answer: FormAnswer | None
    cells: tuple[_Cell, ...]


def workbook(form: Form, texts: Texts, people: int | None = None) -> bytes:
    """Return the workbook as the bytes of an XLSX file, with rows ready for so many people (:data:`PEOPLE`).

    The same form always gives the same bytes.
    """
    out = BytesIO()
    book = Workbook(out, _OPTIONS)
    _Scorer(form, texts, book, people or PEOPLE).write()
    book.close()
    return out.getvalue()


class _Scorer:
    """Writes the three sheets of one workbook."""

    def __init__(self, form: Form, texts: Texts, book: Workbook, people: int) -> None:
        self._form, self._t, self._last = form, texts, FIRST + people - 1
        book.set_properties({"title": form.title, "created": _no_date()})
        book.set_calc_mode("auto")
        t = texts
        self._asked: Worksheet = book.add_worksheet(t("Questionnaire"))
        self._points: Worksheet = book.add_worksheet(t("Points"))
        self._sums: Worksheet = book.add_worksheet(t("Calculation"))
        self._looks = _Looks(book)
        self._cells = list(self._columns())
        self._scored = list(self._lines())

    def write(self) -> None:
        """Write all sheets."""
        self._write_points()
        self._write_answers()
        self._write_sums()
        for sheet in (self._asked, self._points, self._sums):
            sheet.set_landscape()
            sheet.set_paper(_A4)
            sheet.fit_to_pages(1, 0)
        self._asked.activate()

    # ---------------------------------------------------------------- where things stand

    def _columns(self) -> Iterator[_Cell]:
        column = RESULTS
        for number, question in self._form.asked():
            for option in question.answers if question.multiple else (None,):
                yield _Cell(column, number, question, option)
                column += 1

    def _lines(self) -> Iterator[_Scored]:
        """Yield the columns of the calculation with the rows of their points, question by question."""
        column, row = 1 + len(self._form.segments), 4
        for number, question in self._form.asked():
            cells = tuple(cell for cell in self._cells if cell.number == number)
            row += 1
            if question.multiple:
                yield _Scored(column, row, question, None, cells)
                column, row = column + 1, row + 1
            for answer in question.answers:
                own = tuple(cell for cell in cells if cell.option == answer) if question.multiple else cells
                yield _Scored(column, row, question, answer, own)
                column, row = column + 1, row + 1

    def _at(self, sheet: Worksheet, row: int, column: int) -> str:
        return f"'{sheet.get_name()}'!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"

    def _here(self, sheet: Worksheet, left: int, right: int) -> str:
        """Return cells of the respondent's own row, whose number :meth:`_fill` puts in."""
        first, last = xl_col_to_name(left, col_abs=True), xl_col_to_name(right, col_abs=True)
        whole = f"{first}{_ROW}" if left == right else f"{first}{_ROW}:{last}{_ROW}"
        return f"'{sheet.get_name()}'!{whole}"

    def _fill(self, sheet: Worksheet, column: int, formula: str, look: Any, value: int | str) -> None:
        """Write a formula for every respondent, with the value it has before there is an answer."""
        for row in range(FIRST, self._last + 1):
            sheet.write_formula(row, column, formula.replace(_ROW, str(row + 1)), look, value)

    def _range(self, sheet: Worksheet, top: int, left: int, bottom: int, right: int) -> str:
        first = xl_rowcol_to_cell(top, left, row_abs=True, col_abs=True)
        last = xl_rowcol_to_cell(bottom, right, row_abs=True, col_abs=True)
        return f"'{sheet.get_name()}'!{first}:{last}"

    @property
    def _words(self) -> str:
        return self._range(self._points, 1, self._side, len(WORDS), self._side)

    @property
    def _side(self) -> int:
        """Column of what is no point, on the sheet of points."""
        return 4 + len(self._form.segments)

    @property
    def _margin(self) -> str:
        return self._at(self._points, 1, self._side + 1)

    def _name_range(self) -> str:
        return self._range(self._points, 2, 3, 2, 2 + len(self._form.segments))

    # ---------------------------------------------------------------- points

    def _write_points(self) -> None:
        sheet, t, form, looks = self._points, self._t, self._form, self._looks
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 1, 30)
        sheet.set_column(2, 2, 14)
        sheet.set_column(self._side, self._side + 1, 18)
        sheet.set_column(3, 2 + len(form.segments), _NAME_WIDTH)
        _put(sheet, 0, 0, t("Points of each answer for each segment"), looks.title)
        _put(sheet, 2, 0, t("Answer"), looks.head)
        _put(sheet, 2, 1, t("In the file"), looks.head)
        _put(sheet, 2, 2, t("From this number"), looks.head)
        for place, name in enumerate(form.segments):
            _put(sheet, 2, 3 + place, name, looks.right)
            sheet.write_number(3, 3 + place, form.start[place], looks.points)
        _put(sheet, 3, 0, t("To begin with"), looks.plain)
        for scored in self._scored:
            self._write_line(scored)
        _put(sheet, 0, self._side, t("Marks of a choice"), looks.head)
        for place, word in enumerate(WORDS, start=1):
            _put(sheet, place, self._side, word, looks.text)
        _put(sheet, 0, self._side + 1, t("Undecided under"), looks.head)
        sheet.write_number(1, self._side + 1, form.margin, looks.points)
        sheet.freeze_panes(3, 1)

    def _write_line(self, scored: _Scored) -> None:
        sheet, looks, question, answer = self._points, self._looks, scored.question, scored.answer
        if answer is None or (answer is question.answers[0] and not question.multiple):
            _put(sheet, scored.row - 1, 0, question.text, looks.strong)
        if answer is None:
            _put(sheet, scored.row, 0, self._t("Answered, whatever is chosen"), looks.plain)
        else:
            _put(sheet, scored.row, 0, answer.text, looks.text)
            _put(sheet, scored.row, 1, answer.value, looks.text)
        if answer is not None and question.numeric:
            low, _ = _limits(question, answer)
            if low is not None:
                sheet.write_number(scored.row, 2, low, looks.points)
        for place, points in enumerate(question.base if answer is None else answer.points):
            sheet.write_number(scored.row, 3 + place, points, looks.points)

    # ---------------------------------------------------------------- answers

    def _write_answers(self) -> None:
        sheet, t, form, looks = self._asked, self._t, self._form, self._looks
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, 20)
        sheet.set_column(2, 2, 12)
        sheet.set_column(3, 3, 20)
        _put(sheet, 0, 0, t("Questionnaire, {project}", project=form.title), looks.title)
        _put(sheet, 1, 0, t("One person a row: choose or paste answers, the segment follows."), looks.plain)
        _put(sheet, 2, 0, self._promise(), looks.plain)
        for place, name in enumerate(
            (t("Respondent"), t("Segment found"), t("Probability"), t("Next segment"))
        ):
            _put(sheet, FIRST - 1, place, name, looks.head)
        sheet.set_row(FIRST - 2, 48)
        sheet.set_row(FIRST - 1, 32)
        for cell in self._cells:
            self._write_column(cell)
        self._write_results()
        sheet.freeze_panes(FIRST, RESULTS)

    def _promise(self) -> str:
        form, t = self._form, self._t
        return t(
            "Right for {share} of the people sorted; {undecided} stay undecided ({n} respondents).",
            share=t.percent(form.decided),
            undecided=t.percent(form.undecided),
            n=form.people,
        )

    def _write_column(self, cell: _Cell) -> None:
        sheet, looks, question, option = self._asked, self._looks, cell.question, cell.option
        number = question.numeric
        width = _ANSWER_WIDTH if option is None else _OPTION_WIDTH
        sheet.set_column(cell.column, cell.column, width, looks.number if number else looks.text)
        if option in (None, question.answers[0]):
            _put(sheet, FIRST - 2, cell.column, f"{cell.number}. {question.text}", looks.question)
        head = option.text if option is not None else self._t("A number") if number else self._t("Answer")
        _put(sheet, FIRST - 1, cell.column, head, looks.head)
        last = self._last
        sheet.data_validation(FIRST, cell.column, last, cell.column, self._list(cell))
        if option is None:
            warning = {"type": "formula", "criteria": self._unknown(cell), "format": looks.warned}
            sheet.conditional_format(FIRST, cell.column, last, cell.column, warning)

    def _list(self, cell: _Cell) -> dict[str, Any]:
        """Return what may be entered; other answers are let through, and give no points."""
        t = self._t
        quiet = {"error_type": "warning", "error_title": t("Questionnaire")}
        if cell.question.numeric:
            limits = {"minimum": -_FARTHEST, "maximum": _FARTHEST}
            return {"validate": "decimal", "criteria": "between", **limits, **quiet}
        if cell.option is not None:
            return {"validate": "list", "source": [t("yes"), t("no")], **quiet}
        rows = self._rows(cell)
        return {
            "validate": "list",
            "source": f"={self._range(self._points, rows[0], 0, rows[-1], 0)}",
            **quiet,
        }

    def _rows(self, cell: _Cell) -> list[int]:
        return [s.row for s in self._scored if s.question is cell.question and s.answer is not None]

    def _unknown(self, cell: _Cell) -> str:
        """Return whether an answer is there that the points do not know."""
        given = xl_rowcol_to_cell(FIRST, cell.column, col_abs=True)
        if cell.question.numeric:
            return f'=AND({given}<>"",NOT(ISNUMBER({given})))'
        rows = self._rows(cell)
        labels = self._range(self._points, rows[0], 0, rows[-1], 1)
        return f'=AND({given}<>"",SUMPRODUCT(--({labels}={given}&""))=0)'

    def _write_results(self) -> None:
        sheet, looks, k = self._asked, self._looks, len(self._form.segments)
        totals = self._here(self._sums, 1, k)
        most, second = f"MAX({totals})", f"LARGE({totals},2)"
        first = f"1/SUMPRODUCT(EXP(({totals}-{most})*{POINT}))"
        gap = f"ROUND((1-EXP(({second}-{most})*{POINT}))*{first},{DECIMALS})"
        empty = f"SUM({self._here(self._sums, 1 + k, k + len(self._scored))})=0"
        segment = f"INDEX({self._name_range()},MATCH({most},{totals},0))"
        undecided = _quoted(self._t("Undecided"))
        segment = f"IF({gap}<{self._margin},{undecided},{segment})"
        following = self._next(totals, most, second)
        for column, said, look in (
            (1, segment, looks.result),
            (2, first, looks.percent),
            (3, following, looks.plain),
        ):
            self._fill(sheet, column, f'=IF({empty},"",{said})', look, "")

    def _next(self, totals: str, most: str, second: str) -> str:
        """Return the second segment: the later one of two that tie."""
        names = self._name_range()
        places = f"COLUMN({totals})"
        tied = f"SUMPRODUCT(MAX(({totals}={most})*{places}))-1"
        return f"IF({most}={second},INDEX({names},{tied}),INDEX({names},MATCH({second},{totals},0)))"

    # ---------------------------------------------------------------- sums

    def _write_sums(self) -> None:
        sheet, t, form, looks = self._sums, self._t, self._form, self._looks
        k, points = len(form.segments), self._points
        _put(sheet, 0, 0, t("1 where an answer was given; points are added up at the left."), looks.plain)
        for place, name in enumerate(form.segments, start=1):
            _put(sheet, FIRST - 1, place, name, looks.head)
        for scored in self._scored:
            said = scored.answer.text if scored.answer is not None else t("Answered, whatever is chosen")
            _put(sheet, FIRST - 1, scored.column, said, looks.head)
        for scored in self._scored:
            self._fill(sheet, scored.column, f"={self._given(scored)}", looks.plain, 0)
        for place in range(k):
            terms = [self._at(points, 3, 3 + place), *self._products(place)]
            self._fill(sheet, 1 + place, f"={'+'.join(terms)}", looks.points, form.start[place])
        sheet.freeze_panes(FIRST, 1 + k)

    def _products(self, place: int) -> Iterator[str]:
        """Yield one sum a question: what was given, in a row, times its points, in a column."""
        for question in self._form.questions:
            group = [scored for scored in self._scored if scored.question is question]
            given = self._here(self._sums, group[0].column, group[-1].column)
            points = self._range(self._points, group[0].row, 3 + place, group[-1].row, 3 + place)
            yield f"SUM(MMULT({given},{points}))"

    def _given(self, scored: _Scored) -> str:
        """Return 1 or 0: whether an answer was given, or whether a question with several was answered."""
        cell = self._here(self._asked, scored.cells[0].column, scored.cells[-1].column)
        if scored.answer is None:
            return f'IF(SUMPRODUCT(--({cell}<>""))>0,1,0)'
        if scored.question.numeric:
            low, high = _limits(scored.question, scored.answer)
            tests = [f"{cell}>={low!r}"] if low is not None else []
            tests += [f"{cell}<{high!r}"] if high is not None else []
            return f"IF(ISNUMBER({cell}),IF(AND({','.join(tests)}),1,0),0)"
        own = self._range(self._points, scored.row, 0, scored.row, 1)
        known = f'SUMPRODUCT(--({own}={cell}&""))'
        if scored.question.multiple:
            known = f'{known}+SUMPRODUCT(--({self._words}={cell}&""))'
        return f'IF({cell}="",0,IF({known}>0,1,0))'


class _Looks:
    """The formats of the cells."""

    def __init__(self, book: Workbook) -> None:
        ink, soft, line = "#17202B", "#4A5664", "#D9DEE3"
        base = {"font_name": "Calibri", "font_size": 11, "font_color": ink, "valign": "vcenter"}

        def look(**more: Any) -> Any:
            return book.add_format({**base, **more})

        self.title = look(bold=True, font_size=15)
        self.plain = look(font_color=soft)
        self.strong = look(bold=True, top=1, top_color=line)
        self.head = look(bold=True, text_wrap=True, bottom=1, bottom_color=soft, bg_color="#F3F5F7")
        self.right = look(
            bold=True, text_wrap=True, bottom=1, bottom_color=soft, bg_color="#F3F5F7", align="right"
        )
        self.question = look(text_wrap=True, bold=True, valign="bottom")
        # As a text, an answer that begins with "=" or "-" stays what it is when it is typed or chosen.
        self.text = look(num_format="@")
        self.number = look()
        self.points = look(align="right")
        self.result = look(bold=True)
        self.percent = look(num_format="0%", align="right")
        self.warned = book.add_format({"bg_color": "#FCF1DB"})


def _put(sheet: Worksheet, row: int, column: int, text: str, look: Any) -> None:
    """Write a text as a text, whatever it begins with."""
    sheet.write_string(row, column, text[:_LONGEST], look)


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _no_date() -> datetime:
    """Return the same day for all workbooks: the same form gives the same bytes."""
    return datetime(2000, 1, 1)  # noqa: DTZ001 - the library wants one without a zone


def _limits(question: FormQuestion, answer: FormAnswer) -> tuple[float | None, float | None]:
    """Return the limits of a class: from the first, below the second."""
    edges = (None, *question.cuts, None)
    return edges[answer.code], edges[answer.code + 1]
