"""A file being built, column after column, beside what a careful person would understand of it."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from ingest.builders.survey import LEFT, Answer, Choices, Grid, Question, Survey
from persona_studio.domain.variables import Kind, Personal, Role

Cell = str | float | int | None
Levels = tuple[tuple[str, int], ...]
Missing = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What is true of one variable. ``missing`` counts empty, not asked, refused, don't know.

    No kind and no levels where they do not matter: a column of the tool that is ignored whatever it holds.

    ``levels`` are in order for a scale; the order of others is not compared. ``grid`` is the same text for
    variables of one block. ``total`` is the sum of the numbers.
    """

    name: str
    label: str
    kind: Kind | None
    role: Role
    levels: Levels | None = ()
    missing: Missing = (0, 0, 0, 0)
    personal: Personal | None = None
    grid: str = ""
    total: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is true of the file."""

    platform: str
    header_rows: int
    respondents: int
    variables: tuple[Expected, ...]
    form: str = "csv"
    encoding: str = "utf-8"
    delimiter: str = ","
    decimal: str = "."
    columns: int = 0
    sheet: str = ""


@dataclass(slots=True)
class Plan:
    """Columns (their header cells and their answers) and the variables they stand for."""

    survey: Survey
    headers: list[tuple[str, ...]] = field(default_factory=list)
    cells: list[list[Cell]] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)

    def column(self, header: str | tuple[str, ...], cells: Sequence[Cell]) -> None:
        """Add a column of the file."""
        self.headers.append((header,) if isinstance(header, str) else header)
        self.cells.append(list(cells))

    def meta(
        self,
        header: str | tuple[str, ...],
        cells: Sequence[Cell],
        kind: Kind | None = None,
        role: Role = Role.IGNORED,
        **more: object,
    ) -> None:
        """Add a column the tool writes by itself, and what is expected of it."""
        self.column(header, cells)
        name = header if isinstance(header, str) else header[0]
        facts = {"name": name, "label": name, "missing": (_blank(cells), 0, 0, 0), "levels": None, **more}
        self.expected.append(Expected(kind=kind, role=role, **facts))  # type: ignore[arg-type]

    def question(
        self,
        question: Question,
        header: str | tuple[str, ...],
        shown: Callable[[str], Cell] = str,
        blank: Callable[[int], Cell] = lambda _row: None,
        **more: object,
    ) -> None:
        """Add a question with one answer; ``shown`` is how the file writes an answer, ``blank`` none."""
        cells = [
            blank(row) if answer is None else _cell(answer, shown)
            for row, answer in enumerate(question.answers)
        ]
        self.column(header, cells)
        facts = {"name": header if isinstance(header, str) else header[0], **more}
        self.expected.append(expected_of(question, **facts))  # type: ignore[arg-type]

    def grid(self, grid: Grid, header: Callable[[str, int], str | tuple[str, ...]], **more: object) -> None:
        """Add the items of a grid; ``header`` writes the header of an item from its text and number."""
        for number, (item, question) in enumerate(zip(grid.items, grid.questions, strict=True), start=1):
            self.question(question, header(item, number), **{"grid": grid.code, **more})  # type: ignore[arg-type]

    def choices(self, levels: Mapping[str, str], name: str, label: str = "", **more: object) -> None:
        """Expect the question with several answers; ``levels`` shows each option as the file names it."""
        choices = self.survey.services
        counts = tuple((shown, choices.count(option)) for option, shown in levels.items())
        facts = {"levels": counts, "role": Role.ACTIVE, "kind": Kind.MULTIPLE, **more}
        self.expected.append(Expected(name=name, label=label or name, **facts))  # type: ignore[arg-type]

    def more_choices(self, options: Sequence[str], name: str, late: int = 0) -> None:
        """Expect one more question with several answers, seen by all but those who left."""
        rows = [self.survey.second(row, late) for row in range(self.survey.respondents)]
        levels = tuple((option, sum(place in row for row in rows)) for place, option in enumerate(options))
        self.expected.append(
            Expected(
                name=name,
                label=name,
                kind=Kind.MULTIPLE,
                role=Role.ACTIVE,
                levels=levels,
                missing=(LEFT, 0, 0, 0),
            )
        )

    def written(self, name: str, label: str = "") -> None:
        """Expect the texts of "other, please specify"; those who did not tick it were not asked."""
        empty = sum(not text for text in self.survey.services.written)
        self.expected.append(
            Expected(
                name=name, label=label or name, kind=Kind.TEXT, role=Role.VERBATIM, missing=(0, empty, 0, 0)
            )
        )

    def rows(self, header_rows: int = 1) -> list[list[Cell]]:
        """Return the file as rows: header rows first."""
        heads = [[_part(header, row) for header in self.headers] for row in range(header_rows)]
        return [*heads, *([*row] for row in zip(*self.cells, strict=True))]

    def truth(self, platform: str, header_rows: int = 1, **more: object) -> Truth:
        """Return what is true of the file planned so far."""
        return Truth(
            platform=platform,
            header_rows=header_rows,
            respondents=self.survey.respondents,
            columns=len(self.cells),
            variables=tuple(self.expected),
            **more,  # type: ignore[arg-type]
        )


def expected_of(question: Question, name: str, **more: object) -> Expected:
    """Return what is true of a question, whatever the file calls it."""
    answers = [answer for answer in question.answers if answer is not None and answer != question.unsure]
    empty = sum(answer is None and row not in question.skipped for row, answer in enumerate(question.answers))
    unsure = question.answers.count(question.unsure) if question.unsure else 0
    counts = Counter(answers)
    facts: dict[str, object] = {
        "label": name,
        "levels": tuple((level, counts[level]) for level in question.levels),
        "missing": (empty, len(question.skipped), 0, unsure),
        "total": sum(float(answer) for answer in answers) if question.kind is Kind.NUMERIC else None,
        "kind": None if question.personal else question.kind,
        "role": question.role,
        "personal": question.personal,
    }
    return Expected(name=name, **{**facts, **more})  # type: ignore[arg-type]


def in_one_cell(choices: Choices, glue: str, shown: Callable[[str], str] = str) -> list[Cell]:
    """Return the options ticked in one cell, in the order of the questionnaire, "other" as it was typed."""
    cells: list[Cell] = []
    for ticks, written in zip(choices.ticked, choices.written, strict=True):
        parts = [shown(option) for option in choices.options if option in ticks]
        cells.append(glue.join([*parts, written] if written else parts))
    return cells


def ticks(choices: Choices, option: str, yes: Cell, no: Cell) -> list[Cell]:
    """Return one option as a column of ticks."""
    return [yes if option in ticked else no for ticked in choices.ticked]


def _cell(answer: Answer, shown: Callable[[str], Cell]) -> Cell:
    if isinstance(answer, float):
        return int(answer) if answer == int(answer) else answer
    return shown(answer)


def _blank(cells: Sequence[Cell]) -> int:
    return sum(cell is None or cell == "" for cell in cells)


def _part(header: tuple[str, ...], row: int) -> str:
    return header[row] if row < len(header) else ""


# ---------------------------------------------------------------- writing


def as_text(
    rows: Sequence[Sequence[Cell]],
    delimiter: str = ",",
    decimal: str = ".",
    quote: int = csv.QUOTE_MINIMAL,
    end: str = "\r\n",
) -> str:
    """Return rows as delimited text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=quote, lineterminator=end)
    for row in rows:
        writer.writerow([_written(cell, decimal) for cell in row])
    return out.getvalue()


def _written(cell: Cell, decimal: str) -> str:
    if cell is None:
        return ""
    return f"{cell:.10g}".replace(".", decimal) if isinstance(cell, float) else str(cell)


def as_workbook(rows: Sequence[Sequence[object]], sheet: str, skip: int = 0) -> bytes:
    """Return rows as an XLSX file of one sheet, after some blank rows."""
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet(sheet)
    for _ in range(skip):
        page.append([])
    for row in rows:
        page.append([None if cell == "" else cell for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Shape:
    """A file of one tool with some of its options, and the truth about it."""

    name: str
    build: Callable[[], tuple[bytes, Truth]]
    ending: str = "csv"

    def write(self, folder: Path) -> tuple[Path, Truth]:
        """Write the file into a folder; return its path and the truth."""
        content, truth = self.build()
        path = folder / f"{self.name}.{self.ending}"
        path.write_bytes(content)
        return path, truth
