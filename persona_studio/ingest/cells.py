"""Multiple choice in one cell: "Excel, SPSS, Tableau". The options are learnt from what comes back.

Options may contain the separator themselves ("Conseil, assistance"): pieces that only ever appear side by
side are put together again, and commas between brackets or digits never cut.
"""

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from persona_studio.domain.variables import Kind, Reason
from persona_studio.ingest.draft import MISSING_INDEX, Draft
from persona_studio.ingest.look import Context
from persona_studio.ingest.multiple import CHOSEN, NOT_CHOSEN
from persona_studio.ingest.table import RawColumn
from persona_studio.ingest.words import fold

_SEPARATORS = (";", "|", "\n", ", ", ",", " / ")
_NUMBERS = re.compile(r"\d{1,2}(?:,\d{1,2})*")
_MAX_OPTIONS = 60
_MAX_TEXTS = 50_000
_SAMPLE = 500
Parts = list[tuple[str, ...]]


def split_cells(column: RawColumn, context: Context) -> Draft | None:
    """Return the column as multiple choice, or None when its cells are not lists of options."""
    forced = context.options.kind_of(column.name) is Kind.MULTIPLE
    if not forced and context.options.kind_of(column.name) is not None:
        return None
    if not 3 <= len(column.texts) <= _MAX_TEXTS or column.declared.labels:
        return None
    if not forced and not _may_be_lists(column.sample(_SAMPLE)):
        return None
    gone, _ = context.missing.find(column)
    texts = column.texts.to_pylist()
    counts = column.counts()
    asked = forced or any(word in fold(column.label) for word in context.words.answers["several"])
    if _are_number_lists(texts):
        parts = [() if index in gone else tuple(text.split(",")) for index, text in enumerate(texts)]
        return _draft(column, parts, _options(parts, counts, asked=True, forced=True), gone, context)
    found = [
        (parts, options)
        for separator in _SEPARATORS
        if sum(separator in text for text in texts) >= (1 if forced else max(1, 0.1 * len(texts)))
        for parts in [_merged(_split(texts, separator, counts, gone), texts, separator, counts)]
        if (options := _options(parts, counts, asked, forced))
    ]
    if not found:
        return None
    # A mark that only stands inside an option leaves more different pieces than the one that parts them.
    parts, options = min(found, key=lambda cut: len({piece for pieces in cut[0] for piece in pieces}))
    return _draft(column, parts, options, gone, context)


def _are_number_lists(texts: Sequence[str]) -> bool:
    """Tell "1,3,5" from decimals and thousands: numbers of options, rising in each cell, three in some."""
    lists = [_NUMBERS.fullmatch(text) and [int(part) for part in text.split(",")] for text in texts]
    return any(found and len(found) > 2 for found in lists) and all(
        found and all(left < right for left, right in itertools.pairwise(found)) for found in lists
    )


def _may_be_lists(sample: Sequence[str]) -> bool:
    return max(sum(mark in text for text in sample) for mark in _SEPARATORS) >= max(1, 0.1 * len(sample))


def _split(texts: Sequence[str], separator: str, counts: Any, gone: Any) -> Parts:
    pattern = re.compile(r"(?<!\d),(?!\s*\d)|,\s+(?!\d)" if separator == "," else re.escape(separator))
    return [
        () if index in gone or not counts[index] else tuple(dict.fromkeys(_pieces(text, pattern)))
        for index, text in enumerate(texts)
    ]


def _pieces(text: str, pattern: re.Pattern[str]) -> list[str]:
    """Cut a text at the separators that are not between brackets."""
    pieces, start = [], 0
    for match in pattern.finditer(text):
        before = text[start : match.start()]
        if before.count("(") <= before.count(")"):
            pieces.append(before.strip())
            start = match.end()
    pieces.append(text[start:].strip())
    return [piece for piece in pieces if piece]


def _merged(parts: Parts, texts: Sequence[str], separator: str, counts: Any) -> Parts:
    """Join neighbours that never go one without the other, as they were written."""
    for _ in range(6):
        single: Counter[str] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        for pieces, count in zip(parts, counts.tolist(), strict=True):
            for left, right in itertools.pairwise(pieces):
                pairs[left, right] += count
            for piece in pieces:
                single[piece] += count
        joined = {
            pair
            for pair, count in pairs.items()
            if count >= 2 and count == single[pair[0]] == single[pair[1]]
        }
        if not joined:
            break
        whole = {pair: _as_written(pair, texts, separator) for pair in joined}
        parts = [_join(pieces, whole) for pieces in parts]
    return parts


def _as_written(pair: tuple[str, str], texts: Sequence[str], separator: str) -> str:
    """Return two pieces with what stands between them in the file."""
    between = rf"(\s*{re.escape(separator.strip() or separator)}\s*)"
    pattern = re.compile(re.escape(pair[0]) + between + re.escape(pair[1]))
    found = next((match for text in texts if (match := pattern.search(text))), None)
    return found.group() if found is not None else separator.join(pair)


def _join(pieces: tuple[str, ...], whole: Mapping[tuple[str, str], str]) -> tuple[str, ...]:
    """Return the pieces with joined pairs in one; of three in a row, the first two go together."""
    out: list[str] = []
    last = ""
    for piece in pieces:
        if out and (last, piece) in whole:
            out[-1], last = whole[last, piece], ""
        else:
            out.append(piece)
            last = piece
    return tuple(out)


def _options(parts: Parts, counts: Any, asked: bool, forced: bool) -> list[str]:
    """Return the options when the cells are lists of them, else nothing."""
    total: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    combined: Counter[str] = Counter()
    for pieces, count in zip(parts, counts.tolist(), strict=True):
        target = alone if len(pieces) == 1 else combined
        for piece in pieces:
            total[piece] += count
            target[piece] += count
    respondents = sum(count for pieces, count in zip(parts, counts.tolist(), strict=True) if pieces)
    floor = max(2, 0.005 * respondents)
    options = [piece for piece, count in total.items() if count >= floor and len(piece) <= 160]
    if not 2 <= len(options) <= _MAX_OPTIONS:
        return []
    if forced:
        return options
    lists = sum(1 for pieces in parts if len(pieces) > 1)
    covered = sum(total[piece] for piece in options) / max(1, sum(total.values()))
    in_lists = [piece for piece in options if combined[piece]]
    by_itself = sum(bool(alone[piece]) for piece in in_lists)
    # Answers that hold a comma by nature ("Employed, full-time") give few combinations of pieces never
    # seen alone.
    varied = lists >= 2 * len(in_lists) or (by_itself >= 0.5 * len(in_lists) and lists >= 0.5 * len(in_lists))
    enough = sum(combined.values()) >= (0.1 if asked else 0.2) * sum(total.values())
    ok = varied and enough and covered >= (0.6 if asked else 0.8) and len(in_lists) >= 2
    # When every piece of every list is also a whole answer of somebody, a few lists are proof enough.
    few = lists >= 2 and len(in_lists) >= 3
    pair = len(options) == 2 and sum(combined.values()) >= 2 * max(3, 0.05 * respondents)
    sure = by_itself == len(options) and covered >= 0.95 and (few or pair)
    return options if ok or sure else []


def _draft(column: RawColumn, parts: Parts, options: list[str], gone: Any, context: Context) -> Draft:
    counts = column.counts()
    weight = {
        option: sum(c for p, c in zip(parts, counts.tolist(), strict=True) if option in p)
        for option in options
    }
    options = sorted(options, key=lambda option: (-weight[option], option))
    position = {option: index for index, option in enumerate(options)}
    rare = len(options)
    table: NDArray[np.uint8] = np.full((len(options) + 1, len(parts) + 1), NOT_CHOSEN, np.uint8)
    for index, pieces in enumerate(parts):
        for piece in pieces:
            table[position.get(piece, rare), index] = CHOSEN
        if not pieces:
            table[:, index] = MISSING_INDEX[gone[index]] if index in gone else 0
    table[:, -1] = 0
    has_rare = bool((table[rare] == CHOSEN).any())
    other = context.words.other[context.words.language([column.label])]
    levels = [(option, option) for option in options] + ([("*", other)] if has_rare else [])
    data = table[: len(levels), column.codes]
    return Draft(
        name=column.name,
        label=column.label or column.name,
        kind=Kind.MULTIPLE,
        source=(column.position,),
        data=np.ascontiguousarray(data),
        levels=levels,
        only_ticks=True,
        reasons=[Reason("option_lists", (("count", str(len(options))),))],
        distinct=len(levels),
    )
