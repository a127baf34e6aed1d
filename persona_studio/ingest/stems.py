"""Columns that belong together by their headers: "Question - option", "Question [option]", `q5_1`, `q5_2`."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from persona_studio.ingest.table import RawColumn
from persona_studio.ingest.words import Words, fold

LONGEST = 2000
"""Letters of a header beyond which it is no question with an item: each place to split it costs as many."""
_SEPARATORS = (" - ", " – ", " — ", " : ", ": ", " | ", " / ", " > ")
_BRACKET = re.compile(r"^(.*\S)\s*[\[(](.+)[\])](?:\.\d+)?$")
_COMMENT = re.compile(r"(?:comment|commentaire|kommentar|comentario)$")
_CODE = re.compile(r"^(.*?[^\W_].*?)[_.\- ](\d{1,4}|[a-zA-Z])$")
_LETTER = re.compile(r"^(.*\d)([a-z])$")


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring columns that share a stem, with their items; ``coded`` when the stem is a mere code."""

    stem: str
    start: int
    items: tuple[str, ...]
    coded: bool = False

    @property
    def stop(self) -> int:
        """Position after the last column."""
        return self.start + len(self.items)


def find_runs(columns: Sequence[RawColumn]) -> tuple[Run, ...]:
    """Return the runs of two columns or more, left to right, each the longest that starts at its place."""
    splits = [_splits(column) for column in columns]
    runs: list[Run] = []
    start = 0
    while start < len(columns):
        best = max(
            (_extend(splits, start, stem) for stem in splits[start]),
            key=lambda run: (run.stop, len(run.stem)),
            default=None,
        )
        if best is not None and len(best.items) > 1:
            runs.append(best)
            start = best.stop
        else:
            start += 1
    return tuple(runs)


def common_stems(columns: Sequence[RawColumn]) -> dict[int, str]:
    """Return the stem that a column's header shares with most others, by position; none when it is alone.

    Unlike runs, stems do not depend on the order of the columns.
    """
    splits = [_splits(column) for column in columns]
    count = Counter(stem for split in splits for stem in split)
    best = {
        column.position: max(split, key=lambda stem: (count[stem], len(stem), stem))
        for column, split in zip(columns, splits, strict=True)
        if split
    }
    shared = Counter(best.values())
    return {position: stem for position, stem in best.items() if shared[stem] > 1}


def is_other(item: str, words: Words) -> bool:
    """Tell whether an item is the "other, please specify" of its question."""
    folded = fold(item).strip(" :.")
    return (
        folded in words.answers["other"]
        or re.match(r"^(other|autre|otro|otra|andere)s?\b.*(specif|precis|text)", folded) is not None
    )


def is_comment(item: str) -> bool:
    """Tell whether an item is the comment that a survey tool lets people add to an option."""
    return _COMMENT.search(fold(item)) is not None


def _extend(splits: Sequence[dict[str, tuple[str, bool]]], start: int, stem: str) -> Run:
    items = []
    coded = splits[start][stem][1]
    for split in splits[start:]:
        if stem not in split:
            break
        items.append(split[stem][0])
    return Run(stem, start, tuple(items), coded)


def _splits(column: RawColumn) -> dict[str, tuple[str, bool]]:
    """Return every way to cut a header into stem and item; the survey tool's own cut when there is one."""
    if column.stem:
        return {column.stem: (column.item, False)}
    return _cuts(column) if max(len(column.label), len(column.name)) <= LONGEST else {}


def _cuts(column: RawColumn) -> dict[str, tuple[str, bool]]:
    found: dict[str, tuple[str, bool]] = {}
    for header in dict.fromkeys((column.label, column.name)):
        for separator in _SEPARATORS:
            for match in re.finditer(re.escape(separator), header):
                stem, item = header[: match.start()].strip(), header[match.end() :].strip()
                if len(stem) >= 3 and item:
                    found.setdefault(stem, (item, False))
        bracket = _BRACKET.match(header)
        if bracket:
            found.setdefault(bracket.group(1), (bracket.group(2), False))
        if header.endswith("]"):  # questions and options may hold brackets themselves
            for match in re.finditer(r"\s*\[", header[:-2]):
                if match.start():
                    found.setdefault(header[: match.start()], (header[match.end() : -1], False))
    for pattern in (_CODE, _LETTER):
        code = pattern.match(column.name)
        if code:
            item = column.label if column.label != column.name else code.group(2)
            found.setdefault(code.group(1), (item, True))
    return found
