"""Files of no known tool: one header row, or several said by the user, or none at all."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from persona_studio.ingest.platforms.header import Header, Title, titles_of
from persona_studio.ingest.words import clean, fold, load_words

_NUMBER = re.compile(r"^[-+]?\d[\d\s.,%]*$")
_ENOUGH, _SHORT = 8, 30
"""Answers from which a column tells what it holds; letters of a short name."""


def read(rows: Sequence[Sequence[str]], header_rows: int | None, platform: str) -> Header:
    """Return the header: the rows asked for, joined downwards, else the first unless it is all numbers."""
    if not rows:
        return Header(platform, 0, ())
    number = header_rows if header_rows is not None else _guessed_rows(rows)
    if number == 0:
        return Header(platform, 0, tuple(Title(f"V{i}", f"V{i}") for i in range(1, len(rows[0]) + 1)))
    if number == 1:
        return Header(platform, 1, titles_of(rows[0]))
    number = min(number, len(rows))
    if number == 2 and names_over_questions(rows):
        pairs = zip(rows[0], rows[1], strict=True)
        return Header(
            platform, 2, tuple(Title(clean(name), clean(text) or clean(name)) for name, text in pairs)
        )
    upper = [_filled(row) for row in rows[: number - 1]]
    titles = tuple(_joined(column) for column in zip(*upper, rows[number - 1], strict=True))
    if number == 2:
        groups = _groups(rows[0], rows[1])
        titles = tuple(
            replace(title, stem=clean(rows[0][groups[place]]), item=clean(rows[1][place]))
            if place in groups
            else _joined((rows[0][place], rows[1][place]))
            for place, title in enumerate(titles)
        )
    return Header(platform, number, titles)


def _guessed_rows(rows: Sequence[Sequence[str]]) -> int:
    if names_two_rows(rows) or names_over_questions(rows):
        return 2
    return int(not _only_numbers(rows[0]))


def names_over_questions(rows: Sequence[Sequence[str]]) -> bool:
    """Tell a row of short names above a row of the questions in words, which is no respondent.

    Its texts are all different and given by nobody below, though some stand above numbers, or above answers
    that come back all the time.
    """
    if len(rows) < 2 + _ENOUGH:
        return False
    upper, lower = rows[0], rows[1]
    named = [place for place, cell in enumerate(upper) if cell.strip()]
    texts = [lower[place].strip() for place in named]
    different = len({fold(text) for text in texts}) == len(texts) == len({fold(upper[p]) for p in named})
    merged = any(cell.strip() for place, cell in enumerate(lower) if place not in named)
    if len(named) < 2 or merged or not different or not _describes([upper[p].strip() for p in named], texts):
        return False
    below = [[row[place].strip() for row in rows[2:] if row[place].strip()] for place in named]
    told = [_is_told(text, given) for text, given in zip(texts, below, strict=True)]
    sure = any(sign and _numbers(given) for sign, given in zip(told, below, strict=True))
    if not sure and sum("?" in text or len(text.split()) > 2 for text in texts) < len(texts) / 2:
        return False
    return False not in told and told.count(True) >= max(2, len(told) / 2)


def _describes(names: Sequence[str], texts: Sequence[str]) -> bool:
    """Tell whether texts may say in words what short names stand for."""
    short = all(len(name) <= _SHORT and "?" not in name for name in names)
    worded = all(any(map(str.isalpha, text)) and "@" not in text for text in texts)
    return short and worded and sum(map(len, texts)) >= sum(map(len, names))


def _is_told(text: str, given: Sequence[str]) -> bool | None:
    """Tell whether a text above answers cannot be one (True), is one (False), or may be one (None)."""
    if text in given or _NUMBER.match(text):
        return False
    if len(given) < _ENOUGH or fold(text) in load_words().missing:
        return None
    return True if len(set(given)) <= len(given) / 3 or _numbers(given) else None


def _numbers(given: Collection[str]) -> bool:
    return bool(given) and all(_NUMBER.match(answer) for answer in given)


def answers_among(rows: Sequence[Sequence[str]], number: int) -> int | None:
    """Return the first row (from 0) that is a respondent among so many that are said to be headers, or None.

    Most of what it holds is answered again below, or stands among numbers and is one.
    """
    for place in range(1, min(number, len(rows))):
        below = [[row[column].strip() for row in rows[number:]] for column in range(len(rows[place]))]
        filled = [(cell.strip(), set(below[at])) for at, cell in enumerate(rows[place]) if cell.strip()]
        like = sum(cell in given or _among_numbers(cell, given) for cell, given in filled)
        if filled and like >= max(2, 0.6 * len(filled)):
            return place
    return None


def _among_numbers(cell: str, given: set[str]) -> bool:
    return bool(_NUMBER.match(cell)) and _numbers(given - {""})


def names_two_rows(rows: Sequence[Sequence[str]]) -> bool:
    """Tell a row of questions, whose merged cells left blanks, above a row of their items.

    The second row is no respondent: it is blank, or repeats the first, under the questions without items, and
    what it holds under the others are texts, different in one question, that are answers of nobody.
    """
    if len(rows) < 4 or sum(bool(cell.strip()) for cell in rows[0]) < 2:
        return False
    upper, lower = rows[0], rows[1]
    groups = _groups(upper, lower)
    alone = [place for place, cell in enumerate(upper) if place not in groups and cell.strip()]
    named = {(leader, clean(lower[place])) for place, leader in groups.items()}
    return (
        bool(groups)
        and len(named) == len(groups)
        and all(not lower[place].strip() or lower[place] == upper[place] for place in alone)
        and all(_is_item(lower[place], [row[place] for row in rows[2:]]) for place in groups)
    )


def _groups(upper: Sequence[str], lower: Sequence[str]) -> dict[int, int]:
    """Return the columns of questions with several items, with the column where each question stands."""
    groups: dict[int, int] = {}
    leader = -1
    for place, (cell, item) in enumerate(zip(upper, lower, strict=True)):
        if cell.strip():
            leader = place
        elif not item.strip():
            leader = -1  # a blank column ends the question
        elif leader >= 0 and lower[leader].strip():
            groups |= {leader: leader, place: leader}
    return groups


def _is_item(text: str, answers: Sequence[str]) -> bool:
    given = {answer.strip() for answer in answers if answer.strip()}
    return (
        bool(text.strip())
        and not _NUMBER.match(text.strip())
        and (text.strip() not in given or given == {text.strip()})
    )


def _filled(row: Sequence[str]) -> list[str]:
    """Return a row whose blanks repeat what stands before them: merged cells are written once."""
    filled: list[str] = []
    for cell in row:
        filled.append(cell if cell.strip() or not filled else filled[-1])
    return filled


def _joined(cells: Sequence[str]) -> Title:
    parts = [clean(cell) for cell in cells if cell.strip()]
    text = " - ".join(dict.fromkeys(parts))
    return Title(text, text)


def _only_numbers(row: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in row if cell.strip()]
    numbers = len(filled) >= max(2, len(row) // 2) and all(_NUMBER.match(cell) for cell in filled)
    return numbers and not _counting(filled)


def _counting(cells: Sequence[str]) -> bool:
    """Tell names such as 1, 2, 3… or 2021, 2022, 2023 from answers."""
    if not all(cell.isdigit() for cell in cells):
        return False
    steps = {int(right) - int(left) for left, right in pairwise(cells)}
    return len(cells) >= 3 and steps == {1}
