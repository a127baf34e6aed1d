"""Which texts mean no answer, and why there is none.

`NA` is missing in a file written by a statistics program and may be an answer in a form; the file as a
whole decides. "Don't know", refusals and "not applicable" are *soft*: levels of a nominal variable,
missing on a scale or in numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from persona_studio.domain.variables import Missing
from persona_studio.ingest.numbers import looks_numeric
from persona_studio.ingest.table import BLANK, RawColumn
from persona_studio.ingest.words import Words, fold

_FEW = 2000
_CODES = {"97": Missing.NOT_ASKED, "98": Missing.DONT_KNOW, "99": Missing.EMPTY, "-9": Missing.EMPTY}
_LONG = {
    "998": Missing.DONT_KNOW,
    "999": Missing.EMPTY,
    "-99": Missing.EMPTY,
    "-999": Missing.EMPTY,
    "9999": Missing.EMPTY,
}

Found = tuple[Mapping[int, Missing], Mapping[int, Missing]]


@dataclass(frozen=True, slots=True)
class MissingTexts:
    """The texts that are missing in one file, folded: anywhere, among numbers, and the soft ones."""

    always: Mapping[str, Missing]
    in_numbers: frozenset[str]
    soft: Mapping[str, Missing]
    candidates: pa.Array = field(repr=False)

    def find(self, column: RawColumn) -> Found:
        """Return the positions of the texts that are missing, and of those missing on scales only."""
        positions = self._positions(column)
        numeric = looks_numeric(column.sample(200))
        gone: dict[int, Missing] = {}
        soft: dict[int, Missing] = {}
        for index, text in positions:
            declared = column.declared.missing.get(text)
            label = fold(column.declared.labels.get(text, text))
            if declared is not None or label in self.always:
                gone[index] = declared or self.always[label]
            elif numeric and label in self.in_numbers:
                gone[index] = Missing.EMPTY
            elif label in self.soft:
                soft[index] = self.soft[label]
        if numeric and not column.declared.labels:
            gone |= _numeric_codes(column)
        return gone, soft

    def _positions(self, column: RawColumn) -> list[tuple[int, str]]:
        if len(column.texts) <= _FEW or column.declared.missing:
            return list(enumerate(column.texts.to_pylist()))
        known = pc.is_in(pc.utf8_lower(column.texts), value_set=self.candidates)
        where = pc.indices_nonzero(known)
        return list(zip(where.to_pylist(), column.texts.take(where).to_pylist(), strict=True))


def missing_texts(columns: Sequence[RawColumn], words: Words, extra: Sequence[str]) -> MissingTexts:
    """Return what is missing in a file of these columns; ``extra`` are texts the user added."""
    always = {text: reason for text, reason in words.missing.items() if reason is Missing.EMPTY}
    always |= {fold(text): Missing.EMPTY for text in extra}
    soft = {text: reason for text, reason in words.missing.items() if reason is not Missing.EMPTY}
    if na_is_missing(columns, words):
        always |= dict.fromkeys(words.missing_na, Missing.EMPTY)
    in_numbers = words.missing_in_numbers | words.missing_na
    candidates = pa.array(sorted({*always, *soft, *in_numbers, *(text.lower() for text in extra)}))
    return MissingTexts(always, in_numbers, soft, candidates)


def na_is_missing(columns: Sequence[RawColumn], words: Words) -> bool:
    """Tell whether `NA` means no answer: it appears among numbers, or in columns that have no empty cell."""
    value_set = pa.array([text.upper() for text in sorted(words.missing_na)])
    holders = [column for column in columns if pc.any(pc.is_in(column.texts, value_set=value_set)).as_py()]
    if any(len(column.texts) > 2 and looks_numeric(column.sample(50)) for column in holders):
        return True
    full = sum(not (column.codes == BLANK).any() for column in holders)
    return len(holders) >= 3 and full >= 0.8 * len(holders)


def _numeric_codes(column: RawColumn) -> dict[int, Missing]:
    """Return 98, 99, 999 and the like where they stand far from a small scale or from all other numbers."""
    if len(column.texts) > _FEW:
        return {}
    texts = column.sample()
    try:
        numbers = {index: float(text.replace(",", ".")) for index, text in enumerate(texts)}
    except ValueError:
        return {}
    suspects = {index for index, text in enumerate(texts) if text in _CODES or text in _LONG}
    plain = [number for index, number in numbers.items() if index not in suspects]
    if not suspects or len(plain) < 3:
        return {}
    low, high = min(plain), max(plain)
    small = low >= 0 and high <= 11 and all(number == int(number) for number in plain)
    found = {}
    for index in suspects:
        text = texts[index]
        far = numbers[index] > 5 * max(high, 1) or (numbers[index] < 0 <= low)
        if small and text in _CODES:
            found[index] = _CODES[text]
        elif text in _LONG and far:
            found[index] = _LONG[text]
    return found
