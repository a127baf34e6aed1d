"""Files of no known tool: one header row, or several said by the user, or none at all."""

import re
from collections.abc import Sequence
from itertools import pairwise

from persona_studio.ingest.platforms.header import Header, Title, titles_of
from persona_studio.ingest.words import clean

_NUMBER = re.compile(r"^[-+]?\d[\d\s.,%]*$")


def read(rows: Sequence[Sequence[str]], header_rows: int | None, platform: str) -> Header:
    """Return the header: the rows asked for, joined downwards, else the first unless it is all numbers."""
    if not rows:
        return Header(platform, 0, ())
    number = header_rows if header_rows is not None else int(not _only_numbers(rows[0]))
    if number == 0:
        return Header(platform, 0, tuple(Title(f"V{i}", f"V{i}") for i in range(1, len(rows[0]) + 1)))
    if number == 1:
        return Header(platform, 1, titles_of(rows[0]))
    upper = [_filled(row) for row in rows[: number - 1]]
    return Header(
        platform, number, tuple(_joined(column) for column in zip(*upper, rows[number - 1], strict=True))
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
