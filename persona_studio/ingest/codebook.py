"""A file of words beside a survey: variable, code, label (or variable and label only), columns in any order.

Which column is which is told by the survey: the names of its questions stand in one column, its answers in
another. Headings and shapes (numbers are codes, sentences are labels) decide where it does not.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from persona_studio.domain.progress import Silent
from persona_studio.domain.waves import Notice
from persona_studio.errors import UserError
from persona_studio.ingest import opening
from persona_studio.ingest.delimited import read_delimited
from persona_studio.ingest.excel import read_workbook
from persona_studio.ingest.options import ImportOptions
from persona_studio.ingest.table import BLANK, RawColumn, RawTable
from persona_studio.ingest.words import clean, fold, fold_header

_CODE = frozenset(
    {
        "code",
        "codes",
        "valeur",
        "valeurs",
        "value",
        "values",
        "modalite",
        "option",
        "reponse",
        "code reponse",
        "code modalite",
        "answer code",
        "value code",
    }
)
_LABEL = frozenset(
    {
        "label",
        "labels",
        "libelle",
        "libelles",
        "etiquette",
        "etiquettes",
        "intitule",
        "description",
        "value label",
        "answer label",
        "libelle modalite",
        "libelle reponse",
    }
)
_QUESTION = frozenset(
    {
        "question",
        "questions",
        "question text",
        "variable label",
        "libelle question",
        "libelle de la question",
        "libelle variable",
        "intitule question",
        "texte de la question",
    }
)
_NAMED, _MOST_BARE = 8, 50
"""Names listed at most in a remark, and answers without a label counted at most in one question."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """Words of the questions, and of the answers by code; names are those of the codebook, in its order."""

    questions: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The variables it describes."""
        return tuple(dict.fromkeys([*self.questions, *self.levels]))


def describe(table: RawTable, path: Path) -> RawTable:
    """Return the table with the words of a codebook, and remarks on what it matched and what it did not.

    Raises:
        UserError: the codebook cannot be read, or describes no variable of the survey.
    """
    codebook = read_codebook(path, table)
    found = {_key(name): name for name in codebook.names}
    columns = tuple(_described(column, codebook, found.get(_key(column.name))) for column in table.columns)
    notices = _remarks(opening.shown(path.name), codebook, table.columns)
    return replace(table, columns=columns, notices=(*table.notices, *notices))


def read_codebook(path: Path, table: RawTable) -> Codebook:
    """Read the codebook of a survey.

    Raises:
        UserError: it cannot be read, or describes no variable of the survey.
    """
    answers = {_key(column.name): frozenset(map(_key, column.sample())) for column in table.columns}
    try:
        rows = _rows(path)
    except UserError as error:
        if error.code != "file_empty":
            raise
        raise UserError("codebook_empty", file=path.name) from error  # the survey itself is not at fault
    return _understood(rows, answers, path)


def _rows(path: Path) -> list[tuple[str, ...]]:
    """Return all rows as texts, its headings included."""
    opening.check(path)
    form, options = opening.file_format(path), ImportOptions(header_rows=0)
    if form == "csv":
        table = read_delimited(path, options, Silent()).table
    elif form in {"xlsx", "xls", "ods", "xlsb"}:
        table = read_workbook(path, options, Silent())[0]
    else:
        raise UserError("codebook_format", file=path.name)
    cells = [
        [column.texts[int(code)].as_py() if code != BLANK else "" for code in column.codes]
        for column in table.columns
    ]
    return [tuple(map(clean, row)) for row in zip(*cells, strict=True)]


# ---------------------------------------------------------------- which column is which


def _understood(
    rows: Sequence[tuple[str, ...]], answers: Mapping[str, frozenset[str]], path: Path
) -> Codebook:
    """``answers`` are the texts given to each variable of the survey, all as keys."""
    columns = list(zip(*rows, strict=True))
    known = [len({_key(cell) for cell in column if cell} & answers.keys()) for column in columns]
    if not max(known, default=0):
        raise UserError("codebook_unmatched", file=path.name)
    names = known.index(max(known))
    heads, rows = _without_headings(rows, names, answers)
    rows = _filled_down(rows, names)
    rest = [place for place in range(len(columns)) if place != names and any(row[place] for row in rows)]
    body = _Body(rows, names, heads, answers)
    code = body.code_column(rest)
    label, question = body.label_columns([place for place in rest if place != code], code)
    return body.codebook(code, label, question)


def _without_headings(
    rows: Sequence[tuple[str, ...]], names: int, answers: Mapping[str, frozenset[str]]
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the headings, blank when there are none, and the other rows."""
    first, others = rows[0], list(rows[1:])
    headed = {fold_header(cell) for cell in first} & (_CODE | _LABEL | _QUESTION)
    mostly = sum(_key(row[names]) in answers for row in others if row[names])
    alone = mostly >= 0.5 * sum(bool(row[names]) for row in others)
    if first[names] and _key(first[names]) not in answers and (headed or alone):
        return tuple(map(fold_header, first)), others
    return ("",) * len(first), [first, *others]


def _filled_down(rows: Sequence[tuple[str, ...]], names: int) -> list[tuple[str, ...]]:
    """Repeat a variable's name on the rows below it: it is often written once for all its codes."""
    filled, name = [], ""
    for row in rows:
        name = row[names] or name
        if name and any(row):
            filled.append((*row[:names], name, *row[names + 1 :]))
    return filled


@dataclass(frozen=True, slots=True)
class _Body:
    """The rows of a codebook below its headings, of which one column is known."""

    rows: Sequence[tuple[str, ...]]
    names: int
    heads: tuple[str, ...]
    answers: Mapping[str, frozenset[str]]

    def code_column(self, places: Sequence[int]) -> int | None:
        """Return the column of codes, or None when every variable is described once."""
        repeated = len({_key(row[self.names]) for row in self.rows}) < len(self.rows)
        fit = [place for place in places if self._distinguishes(place)]
        told = [place for place in fit if self.heads[place] in _CODE]
        if not (told or repeated) or len(places) < 2 or not fit:
            return None
        return max(told or fit, key=self._likely_code)

    def _distinguishes(self, place: int) -> bool:
        """Tell whether no variable has the same text twice in a column."""
        pairs = [(_key(row[self.names]), _key(row[place])) for row in self.rows if row[place]]
        return len(set(pairs)) == len(pairs)

    def _likely_code(self, place: int) -> tuple[float, int, float, tuple[str, ...]]:
        cells = [row[place] for row in self.rows if row[place]]
        numbers = sum(_number(cell) is not None for cell in cells) / len(cells)
        given = sum(
            _key(row[place]) in self.answers.get(_key(row[self.names]), ()) for row in self.rows if row[place]
        )
        return float(numbers > 0.9), given, -sum(map(len, cells)) / len(cells), tuple(sorted(cells))

    def label_columns(self, places: Sequence[int], code: int | None) -> tuple[int | None, int | None]:
        """Return the columns of the words of answers and of the words of questions."""
        if code is None:
            return None, max(places, key=lambda place: self._wordy(place, _LABEL | _QUESTION), default=None)
        asked = [place for place in places if self.heads[place] in _QUESTION or self._one_each(place)]
        worded = [place for place in places if place not in asked] or asked
        label = max(worded, key=lambda place: self._wordy(place, _LABEL), default=None)
        asked = [place for place in asked if place != label]
        return label, max(asked, key=lambda place: self._wordy(place, _QUESTION), default=None)

    def _one_each(self, place: int) -> bool:
        """Tell whether a column says the same on all rows of a variable, and not the same of all."""
        texts: dict[str, set[str]] = defaultdict(set)
        for row in self.rows:
            if row[place]:
                texts[_key(row[self.names])].add(row[place])
        same = all(len(said) == 1 for said in texts.values())
        return same and 1 < len(texts) < len(self.rows)

    def _wordy(self, place: int, heads: frozenset[str]) -> tuple[bool, float, tuple[str, ...]]:
        cells = [row[place] for row in self.rows if row[place]]
        return self.heads[place] in heads, sum(map(len, cells)) / max(1, len(cells)), tuple(sorted(cells))

    def codebook(self, code: int | None, label: int | None, question: int | None) -> Codebook:
        """Return the words, by variable; a row without a code speaks of the question."""
        questions: dict[str, str] = {}
        levels: dict[str, dict[str, str]] = {}
        spelled: dict[str, str] = {}
        for row in self.rows:
            name = spelled.setdefault(_key(row[self.names]), row[self.names])
            if question is not None and row[question]:
                questions.setdefault(name, row[question])
            if label is not None and code is not None and row[label]:
                if row[code]:
                    levels.setdefault(name, {})[row[code]] = row[label]
                else:
                    questions.setdefault(name, row[label])
        return Codebook(questions, levels)


# ---------------------------------------------------------------- what it says of the survey


def _described(column: RawColumn, codebook: Codebook, name: str | None) -> RawColumn:
    if name is None:
        return column
    texts = {_key(text): text for text in column.sample()}
    codes = codebook.levels.get(name, {})
    labels = {texts.get(_key(code), code): label for code, label in codes.items()}
    if not any(_key(code) in texts for code in codes):
        labels = {}  # the survey holds the labels already
    declared = replace(column.declared, labels={**column.declared.labels, **labels})
    return replace(column, label=codebook.questions.get(name, column.label), declared=declared)


def _remarks(file: str, codebook: Codebook, columns: Sequence[RawColumn]) -> tuple[Notice, ...]:
    by_key = {_key(column.name): column for column in columns}
    absent = [name for name in codebook.names if _key(name) not in by_key]
    met, silent, bare = _codes_met(codebook, by_key)
    found = len(codebook.names) - len(absent)
    whole = Notice(
        "codebook_matched",
        (
            ("file", file),
            ("variables", str(found)),
            ("described", str(len(codebook.names))),
            ("columns", str(len(columns))),
            ("codes", str(met)),
        ),
    )
    more = (("codebook_absent", absent), ("codebook_silent", silent), ("codebook_bare", bare))
    return (whole, *(_listed(code, names) for code, names in more if names))


def _codes_met(codebook: Codebook, by_key: Mapping[str, RawColumn]) -> tuple[int, list[str], list[str]]:
    """Count the codes somebody gave; list those nobody gave, and the answers that are no code."""
    met, silent, bare = 0, [], []
    for name, codes in codebook.levels.items():
        if _key(name) not in by_key:
            continue
        texts = {_key(text): text for text in by_key[_key(name)].sample()}
        keys = {_key(code) for code in codes}
        met += len(keys & texts.keys())
        silent += [f"{name} = {code}" for code in codes if _key(code) not in texts]
        left = [text for key, text in texts.items() if key not in keys]
        # Remarks are stored: words people wrote may name them, and have no place there.
        bare += [name if _number(text) is None else f"{name} = {text}" for text in left[:_MOST_BARE]]
    return met, silent, bare


def _listed(code: str, names: Sequence[str]) -> Notice:
    different = list(dict.fromkeys(names))
    shown = ", ".join(different[:_NAMED]) + ("…" if len(different) > _NAMED else "")
    return Notice(code, (("count", str(len(names))), ("names", shown)))


def _key(text: str) -> str:
    """Return what is compared: 1, 01 and 1.0 are the same code, letters are folded."""
    number = _number(text)
    return fold(text) if number is None else f"{number:.15g}"


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
