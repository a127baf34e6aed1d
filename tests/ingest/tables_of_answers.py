"""Tables of answers drawn at random, and the ways to write them: for the property test of every shape.

A table has a filter and what it routes, questions with several answers, one of a few, on a scale, in numbers,
with answers missing here and there, and people who left half-way. It can be written with each multiple choice
in one of four shapes, in any encoding that holds its texts, with any separator.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np
from hypothesis import strategies as st

from persona_studio.ingest.words import fold, load_words

SCALES = (
    ("Pas du tout d’accord", "Plutôt pas d’accord", "Plutôt d’accord", "Tout à fait d’accord"),
    ("Jamais", "Rarement", "Parfois", "Souvent", "Toujours"),
    ("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"),
)
UNSURE = "Ne sait pas"
UNICODE, ONE_BYTE = ("utf-8", "utf-8-sig", "utf-16"), ("cp1252", "mac_roman", "cp850")
SEPARATORS = (";", ", ", "|", "\n", " / ")
SHAPES = ("cell", "texts", "yes_no", "ticks")
YES_NO = (("Oui", "Non"), ("Yes", "No"), ("1", "0"), ("TRUE", "FALSE"), ("Ja", "Nein"), ("oui", "non"))
TICKS = ("X", "x", "1", "Oui")
HEADERS = ("{} - {}", "{} [{}]", "{} : {}")
T = TypeVar("T")
_SYLLABLES = (
    "ré",
    "çon",
    "lè",
    "tau",
    "mi",
    "pê",
    "sou",
    "dra",
    "nô",
    "vi",
    "bel",
    "chou",
    "gra",
    "fin",
    "lou",
)


@dataclass(frozen=True, slots=True)
class Several:
    """A question with several answers: the options of each respondent, None for who did not see it."""

    name: str
    options: tuple[str, ...]
    chosen: tuple[frozenset[str] | None, ...]
    skipped: frozenset[int]


@dataclass(frozen=True, slots=True)
class One:
    """A question with one answer: texts or numbers, None for none; ``levels`` in order on a scale."""

    name: str
    kind: str
    answers: tuple[str | float | None, ...]
    levels: tuple[str, ...] = ()
    skipped: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """The questions, in the order of the file."""

    questions: tuple[Several | One, ...]

    def texts(self) -> str:
        """Return all the texts there are."""
        parts = [part for question in self.questions for part in (question.name, *_texts(question))]
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Writing:
    """How a table is written: a shape, a separator and a header per multiple choice, and the file's own."""

    encoding: str
    delimiter: str
    decimal: str
    shapes: tuple[str, ...]
    glues: tuple[str, ...]
    headers: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    ticks: tuple[str, ...]
    end: str = field(default="\r\n")

    def write(self, table: Table) -> bytes:
        """Return the bytes of the file."""
        names: list[str] = []
        columns: list[Sequence[str]] = []
        place = 0
        for question in table.questions:
            if isinstance(question, One):
                names.append(question.name)
                columns.append([self._cell(answer) for answer in question.answers])
                continue
            for name, cells in self._several(question, place):
                names.append(name)
                columns.append(cells)
            place += 1
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=self.delimiter, lineterminator=self.end)
        writer.writerow(names)
        writer.writerows(zip(*columns, strict=True))
        return out.getvalue().encode(self.encoding)

    def _cell(self, answer: str | float | None) -> str:
        if answer is None:
            return ""
        return f"{answer:.2f}".replace(".", self.decimal) if isinstance(answer, float) else str(answer)

    def _several(self, question: Several, place: int) -> list[tuple[str, list[str]]]:
        shape, glue, header = self.shapes[place], self.glues[place], self.headers[place]
        if shape == "cell":
            cells = [glue.join(o for o in question.options if o in (c or ())) for c in question.chosen]
            return [(question.name, cells)]
        yes, no = {"texts": ("", ""), "yes_no": self.words[place], "ticks": (self.ticks[place], "")}[shape]
        return [
            (
                header.format(question.name, option),
                [
                    "" if chosen is None else (yes or option) if option in chosen else no
                    for chosen in question.chosen
                ],
            )
            for option in question.options
        ]


def _texts(question: Several | One) -> tuple[str, ...]:
    if isinstance(question, Several):
        return question.options
    return tuple(answer for answer in question.answers if isinstance(answer, str))


# ---------------------------------------------------------------- drawing


def _plain(text: str) -> bool:
    """Tell a text that is no word the import knows a meaning of."""
    words, folded = load_words(), fold(text)
    known = {*words.missing, *words.missing_na, *words.missing_in_numbers}
    known |= {one for texts in words.answers.values() for one in texts}
    return len(folded) > 2 and folded not in known and not any(char.isdigit() for char in folded)


_FRENCH = st.lists(st.sampled_from(_SYLLABLES), min_size=2, max_size=4).map("".join)
_WORLD = st.text(
    st.characters(categories=["Ll", "Lo"], exclude_characters="ªº", max_codepoint=0x9FFF),
    min_size=4,
    max_size=9,
).filter(lambda text: text == " ".join(text.split()) and fold(text) == fold(fold(text)))


def words(world: bool) -> st.SearchStrategy[str]:
    """Return a strategy of single words: French ones, or in letters of the whole world."""
    return (st.one_of(_FRENCH, _WORLD) if world else _FRENCH).filter(_plain)


@st.composite
def phrases(draw: st.DrawFn, world: bool, size: int) -> tuple[str, ...]:
    """Return texts whose words are all different; some hold a comma, a semicolon, a bar or brackets."""
    parts = draw(st.lists(words(world), min_size=2 * size, max_size=2 * size, unique_by=fold))
    forms = draw(
        st.lists(
            st.sampled_from(
                (
                    "{}",
                    "{} {}",
                    "{}, {}",
                    "{}; {}",
                    "{} ({}, etc.)",
                    "{} / {}",
                    "{} | {}",
                    "{} - {}",
                    "{} : {}",
                    "« {} » {}",
                    '{} "{}"',
                    "{} [{}]",
                )
            ),
            min_size=size,
            max_size=size,
        )
    )
    return tuple(form.format(*pair) for form, *pair in zip(forms, parts[:size], parts[size:], strict=True))


@st.composite
def tables(draw: st.DrawFn, world: bool) -> Table:
    """Return a table of 80 to 200 respondents."""
    rows = draw(st.integers(80, 200))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    left = draw(st.integers(0, 6))
    several = draw(st.integers(1, 3))
    sizes = [draw(st.integers(2, 6)) for _ in range(several)]
    texts = draw(phrases(world, 2 + 3 * 2 + sum(sizes)))
    names = iter([f"{place}. {text} ?" for place, text in enumerate(draw(phrases(world, 20)), start=1)])
    spare = iter(texts)
    questions: list[Several | One] = [
        _one_of(random, next(names), [next(spare) for _ in range(3)], rows, full=True)
    ]
    filters = tuple(["Oui", "Non"][int(no)] for no in random.random(rows) < 0.4)
    questions.append(One(next(names), "nominal", filters))
    refused = frozenset(row for row in range(rows) if filters[row] == "Non")
    scale = draw(st.sampled_from(SCALES))
    questions.append(_graded(random, next(names), scale, rows, refused))
    for size in sizes:
        options = tuple(next(spare) for _ in range(size))
        skipped = refused if draw(st.booleans()) else frozenset()
        questions.append(_several(random, next(names), options, rows, skipped))
        questions.append(_one_of(random, next(names), ["Bretagne", "Alsace", "Corse"], rows, full=True))
    questions.append(_graded(random, next(names), draw(st.sampled_from(SCALES)), rows, frozenset()))
    amounts = [float(value) for value in np.round(random.gamma(2, 40, rows), 2)]
    known = [None if random.random() < 0.08 else value for value in amounts]
    questions.append(One(next(names), "numeric", tuple(known)))
    questions.append(_one_of(random, next(names), [next(spare) for _ in range(3)], rows))
    for row in range(rows - left, rows):
        questions = _left(questions, row, draw(st.integers(1, len(questions))))
    return Table(tuple(questions))


def _left(questions: list[Several | One], row: int, stop: int) -> list[Several | One]:
    """Return the questions with one respondent gone at a question; what they saw last, they answered."""
    while stop > 1 and not _answer(questions[stop - 1], row):
        stop -= 1
    return [_without(one, row, stop <= 1) if place >= stop else one for place, one in enumerate(questions)]


def _answer(question: Several | One, row: int) -> object:
    return question.chosen[row] if isinstance(question, Several) else question.answers[row]


def _without(question: Several | One, row: int, unfiltered: bool) -> Several | One:
    """Return a question without one respondent; who said no to the filter was not asked all the same."""
    skipped = question.skipped - {row} if unfiltered else question.skipped
    if isinstance(question, Several):
        chosen = (*question.chosen[:row], None, *question.chosen[row + 1 :])
        return replace(question, chosen=chosen, skipped=skipped)
    answers = (*question.answers[:row], None, *question.answers[row + 1 :])
    return replace(question, answers=answers, skipped=skipped)


def _one_of(random: np.random.Generator, name: str, levels: list[str], rows: int, full: bool = False) -> One:
    answers = [levels[index] for index in random.integers(0, len(levels), rows)]
    blank = random.random(rows) < (0.0 if full else 0.08)
    answers = [None if out else answer for out, answer in zip(blank, answers, strict=True)]  # type: ignore[misc]
    return One(name, "nominal", tuple(answers))


def _graded(
    random: np.random.Generator,
    name: str,
    scale: tuple[str, ...],
    rows: int,
    skipped: frozenset[int],
) -> One:
    texts = (*scale, UNSURE)
    answers = [texts[index] for index in random.integers(0, len(texts), rows)]
    blank = random.random(rows) < 0.06
    given = [
        None if out or row in skipped else answer
        for row, (out, answer) in enumerate(zip(blank, answers, strict=True))
    ]
    return One(name, "ordinal", tuple(given), scale, skipped)


def _several(
    random: np.random.Generator,
    name: str,
    options: tuple[str, ...],
    rows: int,
    skipped: frozenset[int],
) -> Several:
    chances = random.uniform(0.35, 0.75, len(options))
    ticked = random.random((rows, len(options))) < chances
    asked = [row for row in range(rows - 10) if row not in skipped]
    # Each option alone now and then, and all of them together: else nobody could tell options from words.
    for place in range(len(options)):
        for row in asked[3 * place : 3 * place + 3]:
            ticked[row] = np.arange(len(options)) == place
    ticked[asked[-1]] = True
    chosen = [
        frozenset(options[place] for place in np.flatnonzero(ticked[row])) if row not in skipped else None
        for row in range(rows)
    ]
    return Several(name, options, tuple(chosen), skipped)


@st.composite
def writings(draw: st.DrawFn, table: Table) -> Writing:
    """Return a way to write a table, in an encoding that holds its texts."""
    number = sum(isinstance(question, Several) for question in table.questions)
    texts = table.texts() + "’"
    encodings = [name for name in (*UNICODE, *ONE_BYTE) if _holds(name, texts)]
    delimiter = draw(st.sampled_from((",", ";", "\t", "|")))

    def each(values: Sequence[T]) -> tuple[T, ...]:
        return tuple(draw(st.sampled_from(values)) for _ in range(number))

    return Writing(
        encoding=draw(st.sampled_from(encodings)),
        delimiter=delimiter,
        decimal=draw(st.sampled_from((".", ","))),
        shapes=each(SHAPES),
        glues=each(SEPARATORS),
        headers=each(HEADERS),
        words=each(YES_NO),
        ticks=each(TICKS),
        end=draw(st.sampled_from(("\r\n", "\n"))),
    )


def _holds(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
