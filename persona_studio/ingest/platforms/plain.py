"""Files of no known tool: one header row, or several said by the user, or none at all."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from persona_studio.ingest.platforms.header import Header, Title, titles_of
from persona_studio.ingest.words import clean

_NUMBER = re.compile(r"^[-+]?\d[\d\s.,%]*$")


def read(rows: Sequence[Sequence[str]], header_rows: int | None, platform: str) -> Header:
    """Return the header: the rows asked for, joined downwards, else the first unless it is all numbers."""
    if not rows:
        return Header(platform, 0, ())
    number = header_rows if header_rows is not None else _guessed_rows(rows)
    if number == 0:
        return Header(platform, 0, tuple(Title(f"V{i}", f"V{i}") for i in range(1, len(rows[0]) + 1)))
    if number == 1:
        return Header(platform, 1, titles_of(rows[0]))
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
    return 2 if names_two_rows(rows) else int(not _only_numbers(rows[0]))


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
