"""Taking personal data out of what is stored already: emptied, masked wherever else it stands, or renamed.

Works on frozen variables and columns: the project's own file and each of its copies are treated alike.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from random import SystemRandom
from typing import Any

import numpy as np

from persona_studio.domain.variables import (
    FIRST_LEVEL,
    Distribution,
    Kind,
    Level,
    Personal,
    Reason,
    Role,
    Rule,
    Variable,
)
from persona_studio.domain.waves import Column
from persona_studio.ingest.draft import code_type, type_name
from persona_studio.ingest.masking import masked_text
from persona_studio.ingest.recast import raw_answers

SHORTEST = 6
"""Shorter values, such as an age or a first name, are words like any others outside of their own column."""
SURE_FIGURES = 8
"""A shorter number may be any amount, code or date."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Eraser:
    """Takes personal data out of any text.

    ``marks`` gives the mark of each kind that is recognised by its form; ``values`` what stands in the place
    of each value of the columns that are emptied or renamed, wherever else it is quoted.
    """

    marks: Mapping[Personal, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)

    def clean(self, text: str) -> str:
        """Return the text without personal data; the same text when it holds none."""
        text = self._without_values(text)
        return masked_text(text, self.marks)[0] if self.marks else text

    @cached_property
    def _by_first_word(self) -> Mapping[str, Mapping[int, Mapping[str, str]]]:
        """Values by their first word, then by length, the longest first.

        However many values begin alike, as addresses of one company do, a text is compared with one a length.
        """
        found: dict[str, dict[int, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
        for value in sorted(self.values, key=len, reverse=True):
            first = _WORD.search(value)
            if first is not None and quotable(value):
                rest = _plain(value[first.start() :])
                found[_plain(first[0])][len(rest)].setdefault(rest, self.values[value])
        return found

    def _without_values(self, text: str) -> str:
        if not self._by_first_word:
            return text
        plain, parts, done = _plain(text), [], 0
        for word in _WORD.finditer(plain):
            if word.start() < done:
                continue
            for length, values in self._by_first_word.get(word[0], {}).items():
                end = word.start() + length
                instead = values.get(plain[word.start() : end])
                if instead is not None and not plain[end : end + 1].isalnum():
                    parts += [text[done : word.start()], instead]
                    done = end
                    break
        return "".join([*parts, text[done:]]) if parts else text


def quotable(value: str) -> bool:
    """Tell whether a value names one person wherever it stands: a first name or an age do not."""
    figures = sum(character.isdigit() for character in value)
    only_figures = not any(character.isalpha() for character in value)
    return len(value) >= SHORTEST and not value.isalpha() and (not only_figures or figures >= SURE_FIGURES)


def _plain(text: str) -> str:
    """Return a text in small letters, each at the place it had."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def values_of(variable: Variable, column: Column) -> list[str]:
    """Return the different answers to a variable, as they were written, those counted as missing too."""
    levels = (*variable.levels, *(one.level for one in variable.as_missing))
    words = [text for level in levels for text in (level.value, level.label)]
    if variable.kind is Kind.MULTIPLE:
        return list(dict.fromkeys(words))
    found: list[str] = raw_answers(variable, column)[0].texts.to_pylist()
    return list(dict.fromkeys([*found, *words]))


def emptied(variable: Variable) -> Variable:
    """Return the variable without any trace of its answers, which are no longer stored."""
    return replace(
        variable, role=Role.SET_ASIDE, levels=(), distribution=Distribution(), stored=False,
        rule=_wordless(variable.rule), guess=(Reason("purged"),), as_missing=(),
    )  # fmt: skip


def _wordless(rule: Rule | None) -> Rule | None:
    """Return of what a variable was made, without the answers that were put together."""
    return rule and replace(rule, cuts=(), groups=())


def pseudonyms(values: list[str], shuffle: Callable[[list[str]], object] | None = None) -> dict[str, str]:
    """Return a pseudonym for each value, R-0001 and on, in an order that tells nothing."""
    order = list(dict.fromkeys(values))
    (shuffle or SystemRandom().shuffle)(order)
    digits = max(4, len(str(len(order))))
    return {value: f"R-{number:0{digits}}" for number, value in enumerate(order, 1)}


def pseudonymised(variable: Variable, column: Column, names: Mapping[str, str]) -> tuple[Variable, Column]:
    """Return a variable whose identifiers are replaced by pseudonyms; one that has none stands for nobody."""
    raw, why = raw_answers(variable, column)
    texts = sorted({names[text] for text in raw.texts.to_pylist() if text in names})
    place = {text: FIRST_LEVEL + number for number, text in enumerate(texts)}
    lut = np.array([place.get(names.get(text, ""), 0) for text in raw.texts.to_pylist()] or [0], np.int64)
    codes = np.where(raw.codes >= 0, lut[np.maximum(raw.codes, 0)], why)
    data = codes.astype(code_type(len(texts)))
    made = Column(type_name(data.dtype), column.rows, data.astype(data.dtype.newbyteorder("<")).tobytes(),
                  texts=tuple(texts))  # fmt: skip
    missing = np.bincount(codes[codes < FIRST_LEVEL], minlength=FIRST_LEVEL).tolist()
    renamed = replace(
        variable,
        kind=Kind.IDENTIFIER,
        role=Role.IDENTIFIER,
        levels=(),
        missing=tuple(missing),
        distribution=Distribution(distinct=len(texts)),
        guess=(Reason("pseudonymised"),),
        personal=None,
        rule=_wordless(variable.rule),
        pseudonymised=True,
        as_missing=(),
    )
    return renamed, made


def cleaned(variable: Variable, column: Column, clean: Callable[[str], str]) -> tuple[Variable, Column]:
    """Return a variable and its column with every text cleaned; answers that become equal are one answer."""
    if column.texts:
        return variable, _clean_texts(column, clean)
    levels = [replace(level, value=clean(level.value), label=clean(level.label)) for level in variable.levels]
    if tuple(levels) == variable.levels:
        return variable, column
    return _merged(variable, column, levels)


def _clean_texts(column: Column, clean: Callable[[str], str]) -> Column:
    return _with_texts(column, [clean(text) for text in column.texts])


def _with_texts(column: Column, texts: list[str]) -> Column:
    if tuple(texts) == column.texts:
        return column
    kept = list(dict.fromkeys(texts))
    place = {text: FIRST_LEVEL + number for number, text in enumerate(kept)}
    lut = np.array([*range(FIRST_LEVEL), *(place[text] for text in texts)], np.int64)
    return replace(column, data=_recoded(column, lut), texts=tuple(kept))


def _merged(variable: Variable, column: Column, levels: list[Level]) -> tuple[Variable, Column]:
    """Give levels that have become equal the code of the first of them."""
    first: dict[str, Level] = {}
    moved: dict[int, int] = {}
    for level in levels:
        same = first.get(level.value)
        if same is None:
            first[level.value] = level
        else:
            first[level.value] = replace(same, count=same.count + level.count)
            moved[level.code] = same.code
    data = column.data
    if moved and variable.kind is Kind.MULTIPLE:
        data, counts = _options(column, moved)
        first = {value: replace(one, count=counts.get(one.code, one.count)) for value, one in first.items()}
    elif moved:
        lut = np.arange(FIRST_LEVEL + 1 + max(level.code for level in levels))
        for old, new in moved.items():
            lut[FIRST_LEVEL + old] = FIRST_LEVEL + new
        data = _recoded(column, lut)
    kept = tuple(first.values())
    spread = replace(
        variable.distribution, counts=tuple(level.count for level in kept),
        distinct=sum(level.count > 0 for level in kept),
    )  # fmt: skip
    return replace(variable, levels=kept, distribution=spread), replace(column, data=data)


def own_names(variable: Variable, column: Column) -> list[frozenset[str]]:
    """Return the words of each respondent's own name, in small letters; initials and particles are left."""
    raw, _ = raw_answers(variable, column)
    words = [
        frozenset(w for w in _WORD.findall(text.lower()) if len(w) > 2) for text in raw.texts.to_pylist()
    ]
    nobody: frozenset[str] = frozenset()
    return [words[code] if code >= 0 else nobody for code in raw.codes.tolist()]


def without_own_names(column: Column, names: Sequence[frozenset[str]], mark: str) -> Column:
    """Return a column of texts where nobody names themselves: elsewhere, the same word may be any word."""
    if not column.texts:
        return column
    codes = np.frombuffer(column.data, np.dtype(column.dtype).newbyteorder("<")).tolist()
    found: dict[int, set[str]] = defaultdict(set)
    spoken = [frozenset(_WORD.findall(text.lower())) for text in column.texts]
    for code, own in zip(codes, names, strict=True):
        if own and code >= FIRST_LEVEL and own & spoken[code - FIRST_LEVEL]:
            found[code - FIRST_LEVEL] |= own

    def hidden(place: int, text: str) -> str:
        return _WORD.sub(lambda word: mark if word[0].lower() in found[place] else word[0], text)

    texts = [hidden(place, text) if place in found else text for place, text in enumerate(column.texts)]
    return _with_texts(column, texts)


def _recoded(column: Column, lut: Any) -> bytes:
    kind = np.dtype(column.dtype).newbyteorder("<")
    return lut[np.frombuffer(column.data, kind)].astype(kind).tobytes()  # type: ignore[no-any-return]


def _options(column: Column, moved: Mapping[int, int]) -> tuple[bytes, dict[int, int]]:
    """Tick an option for those who ticked one that has become the same; nobody ticks the other any more."""
    kind = np.dtype(column.dtype).newbyteorder("<")
    ticks = np.frombuffer(column.data, kind).reshape(column.width, column.rows).copy()
    for old, new in moved.items():
        ticks[new] = np.maximum(ticks[new], ticks[old])
        ticks[old] = np.minimum(ticks[old], FIRST_LEVEL)
    counts = {code: int((ticks[code] == FIRST_LEVEL + 1).sum()) for code in {*moved, *moved.values()}}
    return ticks.tobytes(), counts
