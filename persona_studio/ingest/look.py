"""One column under examination, and the drafts it can become."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from persona_studio.domain.variables import FIRST_LEVEL, Kind, Missing, Reason
from persona_studio.ingest.draft import MISSING_INDEX, Draft, code_type
from persona_studio.ingest.missing import MissingTexts
from persona_studio.ingest.numbers import Numbers
from persona_studio.ingest.options import ImportOptions
from persona_studio.ingest.table import BLANK, RawColumn
from persona_studio.ingest.words import Words, fold_header


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the whole file while its columns are looked at one by one."""

    words: Words
    options: ImportOptions
    missing: MissingTexts
    language: str = "en"
    comma_file: bool = False
    day_first: bool = True
    shared_scales: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Levels in order, by the position of a column whose grid has a scale all its items share."""


@dataclass(slots=True)
class Look:
    """One column under examination: its distinct texts, their counts, and what is missing among them."""

    column: RawColumn
    context: Context
    header: str = ""
    texts: Any = None
    counts: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    gone: Mapping[int, Missing] = field(default_factory=dict)
    soft: Mapping[int, Missing] = field(default_factory=dict)
    answered: int = 0

    def picked(self, positions: list[int]) -> list[str]:
        """Return the texts at some positions."""
        texts: list[str] = self.texts.take(pa.array(positions, pa.int64())).to_pylist()
        return texts

    def remaining(self, without_soft: bool) -> list[int]:
        """Return the positions of the texts that are answers."""
        out = self.gone.keys() | (self.soft.keys() if without_soft else set())
        return [index for index in range(len(self.texts)) if index not in out and self.counts[index] > 0]


def examine(column: RawColumn, context: Context) -> Look:
    """Return a column with its counts and what is missing in it."""
    look = Look(column, context, fold_header(f"{column.name} {column.label}"), column.texts, column.counts())
    look.gone, look.soft = context.missing.find(column)
    look.answered = int(look.counts.sum()) - sum(int(look.counts[index]) for index in look.gone)
    return look


def by_number(text: str) -> tuple[int, float, str]:
    """Return a sorting key: numbers by value, then other texts by letter."""
    try:
        return 0, float(text), text
    except ValueError:
        return 1, 0.0, text


def coded(
    look: Look, texts: list[str], kind: Kind, why: list[Reason], soft: Mapping[int, Missing] | None = None
) -> Draft:
    """Return a draft of levels in the given order; texts that are none of them are missing."""
    level_of = {text: code for code, text in enumerate(texts)}
    lut = np.zeros(len(look.texts) + 1, code_type(len(texts)))
    for index, text in enumerate(look.texts.to_pylist()):
        lut[index] = FIRST_LEVEL + level_of[text] if text in level_of else 0
    hidden = 0
    for index, reason in (*look.gone.items(), *(soft or {}).items()):
        lut[index] = MISSING_INDEX[reason]
        hidden += int(look.counts[index]) if soft and index in soft else 0
    if hidden:
        why = [*why, Reason("scale_missing", (("count", str(hidden)),))]
    labels = look.column.declared.labels
    draft = _draft(look, kind, lut[look.column.codes], why)
    draft.levels = [(text, labels.get(text, text)) for text in texts]
    return draft


def _draft(look: Look, kind: Kind, data: Any, why: list[Reason]) -> Draft:
    column = look.column
    return Draft(
        name=column.name,
        label=column.label or column.name,
        kind=kind,
        source=(column.position,),
        data=data,
        reasons=why,
        distinct=int((look.counts > 0).sum()) - len(look.gone),
    )


def number_draft(look: Look, numbers: Numbers, kind: Kind, why: Reason) -> Draft:
    """Return a draft of numbers; what is missing keeps its reason."""
    values = numbers.values.copy()
    values[list(look.gone)] = np.nan
    codes = look.column.codes
    draft = _draft(look, kind, np.append(values, np.nan)[codes], [why])
    draft.decimal = numbers.decimal
    reasons = np.zeros(values.size + 1, np.uint8)
    for index, reason in (*look.gone.items(), *look.soft.items()):
        reasons[index] = MISSING_INDEX[reason]
    if reasons.any():
        draft.why = np.where(np.isnan(draft.data), reasons[codes], 0).astype(np.uint8)
    return draft


def text_draft(look: Look, why: Reason) -> Draft:
    """Return a draft of free texts."""
    lut = np.arange(FIRST_LEVEL, FIRST_LEVEL + len(look.texts) + 1, dtype=np.uint32)
    lut[BLANK] = 0
    for index, reason in look.gone.items():
        lut[index] = MISSING_INDEX[reason]
    draft = _draft(look, Kind.TEXT, lut[look.column.codes], [why])
    draft.texts = look.texts
    return draft
