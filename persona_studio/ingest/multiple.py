"""Multiple choice over columns: one per option with its text, Oui/Non, X or blank, and sets SPSS declares."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from persona_studio.domain.variables import FIRST_LEVEL, Kind, Missing, Reason
from persona_studio.ingest.draft import MISSING_INDEX, Draft
from persona_studio.ingest.look import Context
from persona_studio.ingest.stems import Run, is_comment, is_other
from persona_studio.ingest.table import BLANK, MultipleSet, RawColumn, RawTable
from persona_studio.ingest.words import clean, fold

NOT_CHOSEN, CHOSEN = FIRST_LEVEL, FIRST_LEVEL + 1
MAX_OPTIONS = 150
_CODED = re.compile(r"^(\w*?[^\W_]\w*?)(?:_\w+|\[.*\])$")
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tick:
    """One column read as an option: the rows that chose it, those that could and did not, and its text."""

    column: RawColumn
    text: str
    chosen: Mask
    refused: Mask
    marked: bool


@dataclass(frozen=True, slots=True)
class Grouped:
    """The multiple-choice drafts found, by the position of their first column, and the columns used up."""

    drafts: dict[int, Draft]
    used: frozenset[int]
    written: dict[int, Draft]
    """The question whose "other" a column of texts specifies, by the position of that column."""


def group_columns(table: RawTable, runs: Sequence[Run], context: Context) -> Grouped:
    """Find the columns that are options of one question and join them."""
    drafts: dict[int, Draft] = {}
    used: set[int] = set()
    written: dict[int, Draft] = {}
    for declared in table.sets:
        _add(drafts, used, *_declared_set(table, declared, context))
    asked = _asked_runs(table.columns, context)
    for run in (
        *runs,
        *asked,
        *_own_header_runs(table.columns, context),
        *_lone_runs(table.columns, context),
    ):
        columns = [column for column in table.columns[run.start : run.stop] if column.position not in used]
        if len(columns) == len(run.items):
            for ticks, texts in _tick_runs(columns, run, context):
                draft = _draft(run, ticks)
                _add(drafts, used, draft, [tick.column for tick in ticks if tick.marked])
                written |= dict.fromkeys((column.position for column in texts), draft)
    return Grouped(drafts, frozenset(used), written)


def _add(drafts: dict[int, Draft], used: set[int], draft: Draft | None, columns: Sequence[RawColumn]) -> None:
    if draft is not None:
        drafts[draft.source[0]] = draft
        used.update(column.position for column in columns)


# ---------------------------------------------------------------- options one by one


def _own_header_runs(columns: Sequence[RawColumn], context: Context) -> tuple[Run, ...]:
    """Return neighbouring columns whose only answer is their own header (Typeform); "other" ends them."""
    runs, start = [], 0
    for index in range(len(columns) + 1):
        if index < len(columns) and _is_own_header(columns[index]):
            continue
        ended = index > start and index < len(columns) and is_other(columns[index].label, context.words)
        stop = index + 1 if ended else index
        if stop - start >= 2:
            labels = tuple(column.label for column in columns[start:stop])
            runs.append(Run(" / ".join(labels[:3]) + (" …" if len(labels) > 3 else ""), start, labels))
        start = index + 1
    return tuple(runs)


def _is_own_header(column: RawColumn) -> bool:
    return len(column.texts) == 1 and fold(column.texts[0].as_py()) == fold(column.label)


def _asked_runs(columns: Sequence[RawColumn], context: Context) -> list[Run]:
    """Return neighbouring tick columns that the user said are one multiple choice, whatever their headers."""
    runs: list[Run] = []
    start = 0
    for index in range(len(columns) + 1):
        if index < len(columns) and context.options.kind_of(columns[index].name) is Kind.MULTIPLE:
            continue
        if index - start >= 2:
            names = tuple(column.label or column.name for column in columns[start:index])
            runs.append(Run(f"{names[0]} … {names[-1]}", start, names))
        start = index + 1
    return runs


def _lone_runs(columns: Sequence[RawColumn], context: Context) -> list[Run]:
    """Return single columns whose header says that several answers were allowed."""
    several = context.words.answers["several"]
    runs = []
    for column in columns:
        stem, dash, item = column.label.rpartition(" - ")
        if dash and len(column.texts) == 1 and any(word in fold(stem) for word in several):
            runs.append(Run(stem, column.position, (item,)))
    return runs


def _tick_runs(
    columns: Sequence[RawColumn], run: Run, context: Context
) -> list[tuple[list[Tick], list[RawColumn]]]:
    """Cut a run of columns into stretches of options, each with its texts of "other, please specify".

    Such texts, and comments on an option, do not cut.
    """
    stretches: list[tuple[list[Tick], list[RawColumn]]] = [([], [])]
    refusals = _refusals(columns)
    for column, item in zip(columns, run.items, strict=True):
        tick = _tick(column, item, context, refusals)
        ticks, texts = stretches[-1]
        if tick is not None:
            ticks.append(tick)
        elif ticks and is_other(item, context.words):
            texts.append(column)
            if not any(is_other(t.text, context.words) for t in ticks):
                ticks.append(_other_tick(column, item))
        elif not (ticks and is_comment(item)):
            stretches.append(([], []))
    lone = any(word in fold(run.stem) for word in context.words.answers["several"])
    return [
        (ticks, texts)
        for ticks, texts in stretches
        if len(ticks) >= (1 if lone else 2) and any(t.chosen.any() for t in ticks)
    ]


def _refusals(columns: Sequence[RawColumn]) -> frozenset[str]:
    """Return `2` where the boxes of a survey tool hold 1 for yes and 2 for no."""
    few = [set(column.texts.to_pylist()) for column in columns if len(column.texts) <= 2 and column.stem]
    coded = len(few) >= 2 and {"1", "2"} in few and all(texts <= {"1", "2"} for texts in few)
    return frozenset({"2"} if coded else ())


def _tick(column: RawColumn, item: str, context: Context, refusals: frozenset[str]) -> Tick | None:
    """Return the column as an option, or None when it holds anything else than one answer and its refusal."""
    if len(column.texts) > 6 or (column.stem and is_comment(item)):
        return None
    if context.options.kind_of(column.name) not in {None, Kind.MULTIPLE}:
        return None
    gone, soft = context.missing.find(column)
    texts = column.texts.to_pylist()
    words, labels = context.words.answers, column.declared.labels
    folded = [fold(labels.get(text, text)) for text in texts]
    missing = {*gone, *soft}
    refused = {
        i
        for i, text in enumerate(folded)
        if text in words["unticked"] or text in words["no"] or text in refusals
    } - missing
    chosen = set(range(len(texts))) - refused - missing
    if (
        len(chosen) > 1
        or (not chosen and not refused)
        or (len(chosen) == 1 and not refused and _always(column, chosen))
    ):
        return None
    answer = next(iter(chosen), None)
    marked = (
        answer is None
        or folded[answer] in words["yes"]
        or folded[answer] in words["ticked"]
        or texts[answer].isdigit()
    )
    if (
        is_other(item, context.words)
        and answer is not None
        and not marked
        and not is_other(labels.get(texts[answer], texts[answer]), context.words)
        and not refused
    ):
        return None  # a single "please specify" text, not a tick
    text = (
        item if marked and item else labels.get(texts[answer], texts[answer]) if answer is not None else item
    )
    return Tick(column, clean(text), _rows(column, chosen), _rows(column, refused), marked=True)


def _always(column: RawColumn, chosen: set[int]) -> bool:
    return not (column.codes == BLANK).any() and len(column.texts) == len(chosen)


def _other_tick(column: RawColumn, item: str) -> Tick:
    """Return the option of a free text: chosen by those who wrote. The text stays a variable of its own."""
    return Tick(column, clean(item), column.codes != BLANK, np.zeros(column.rows, bool), marked=False)


def _rows(column: RawColumn, positions: set[int]) -> Mask:
    lut = np.zeros(len(column.texts) + 1, bool)
    lut[list(positions)] = True
    return lut[column.codes]


# ---------------------------------------------------------------- the question


def _draft(run: Run, ticks: list[Tick]) -> Draft:
    chosen = np.stack([tick.chosen for tick in ticks])
    refused = np.logical_or.reduce([tick.refused for tick in ticks])
    answered = chosen.any(axis=0) | refused
    data = np.where(chosen, np.uint8(CHOSEN), np.uint8(NOT_CHOSEN))
    data[:, ~answered] = MISSING_INDEX[Missing.EMPTY]
    name, label, texts = _names(run, ticks)
    return Draft(
        name=name,
        label=label,
        kind=Kind.MULTIPLE,
        source=tuple(tick.column.position for tick in ticks),
        data=data,
        levels=[(text, text) for text in texts],
        only_ticks=not refused.any(),
        reasons=[Reason("option_columns", (("count", str(len(ticks))),))],
        distinct=len(ticks),
    )


def find_none_chosen(table: RawTable, drafts: Sequence[Draft], context: Context) -> None:
    """Mark, in every question of ticks only, the rows where no tick means "none of these".

    They answered the question just before or just after, and anything later if anything came later: who
    leaves half-way chose nothing because they never saw the question. Where "none of these" is an option of
    its own, a blank stays a blank.
    """
    ticks = [draft for draft in drafts if draft.only_ticks]
    if not ticks:
        return
    several = {place for draft in drafts if draft.kind is Kind.MULTIPLE for place in draft.source}
    asked = {
        column.position: _answered(column, context)
        for column in table.columns
        if column.position not in several and _asks(column, context)
    }
    last = np.full(table.rows, -1, np.int32)
    for place, answered in asked.items():
        last[answered] = place
    for draft in ticks:
        if any(fold(label) in context.words.answers["none"] for _, label in draft.levels):
            continue
        before = max((place for place in asked if place < min(draft.source)), default=None)
        after = min((place for place in asked if place > max(draft.source)), default=None)
        near = [asked[place] for place in (before, after) if place is not None]
        around = np.logical_or.reduce(near) if near else np.ones(table.rows, bool)
        draft.none_chosen = around if after is None else around & (last >= after)


def _answered(column: RawColumn, context: Context) -> Mask:
    gone, _ = context.missing.find(column)
    answered: Mask = (column.codes != BLANK) & ~_rows(column, set(gone))
    return answered


def _asks(column: RawColumn, context: Context) -> bool:
    """Tell whether everybody who gets there would answer: no specify-box, nothing the tool wrote itself."""
    ends = column.label.rpartition(" - ")[2]
    if is_other(column.item or ends, context.words) or column.meta:
        return False
    return len(column.texts) > 1 and not context.words.headers["metadata"].within(fold(column.label))


def _names(run: Run, ticks: list[Tick]) -> tuple[str, str, list[str]]:
    """Return the name, the label and the option texts of a question; texts are made unique."""
    texts = [tick.text for tick in ticks]
    label = run.stem
    code = _common_code([tick.column for tick in ticks])
    if run.coded:
        prefix = _common_question(texts)
        label = prefix or (ticks[0].column.stem or run.stem)
        texts = [text[len(prefix) :].strip(" -:–[]") for text in texts] if prefix else texts
    seen: dict[str, int] = {}
    for index, text in enumerate(texts):
        seen[text] = seen.get(text, 0) + 1
        texts[index] = text if seen[text] == 1 else f"{text} ({seen[text]})"
    label = clean(label.removeprefix(f"{code}. ") if code else label).strip(" -:")
    return code or clean(run.stem).strip(" -:"), label, texts


def _common_code(columns: Sequence[RawColumn]) -> str:
    """Return the code all names begin with (`SRV_1`, `SRV[other]`: `SRV`) when labels tell more than they."""
    if any(column.name == column.label for column in columns):
        return ""
    codes = {match.group(1) if (match := _CODED.match(column.name)) else "" for column in columns}
    return codes.pop() if len(codes) == 1 else ""


def _common_question(texts: Sequence[str]) -> str:
    """Return what "Question - option" texts begin with, up to a separator; empty when they share nothing."""
    first = texts[0]
    for separator in (" - ", ": ", " : ", " – ", " | "):
        stem, found, _ = first.partition(separator)
        if found and len(stem) > 3 and all(text.startswith(stem + separator) for text in texts):
            return stem
    return ""


# ---------------------------------------------------------------- sets declared by the file


def _declared_set(
    table: RawTable, declared: MultipleSet, context: Context
) -> tuple[Draft | None, list[RawColumn]]:
    columns = [column for column in table.columns if column.name in declared.columns]
    if len(columns) < 2 or any(context.options.kind_of(c.name) not in {None, Kind.MULTIPLE} for c in columns):
        return None, []
    ticks = (
        _counted(columns, declared.counted) if declared.counted is not None else _categories(columns, context)
    )
    if not ticks or len(ticks) > MAX_OPTIONS:
        return None, []
    run = Run(declared.name, columns[0].position, tuple(tick.text for tick in ticks))
    draft = _draft(run, ticks)
    draft.name, draft.label = declared.name, declared.label
    draft.source = tuple(column.position for column in columns)
    draft.reasons = [Reason("declared_set", (("count", str(len(columns))),))]
    return draft, columns


def _counted(columns: Sequence[RawColumn], counted: str) -> list[Tick]:
    ticks = []
    for column in columns:
        chosen = {index for index, text in enumerate(column.texts.to_pylist()) if text == counted}
        others = set(range(len(column.texts))) - chosen
        ticks.append(
            Tick(
                column, column.label or column.name, _rows(column, chosen), _rows(column, others), marked=True
            )
        )
    return ticks


def _categories(columns: Sequence[RawColumn], context: Context) -> list[Tick]:
    """Answers 1, 2, 3… of one question in columns that all have the same levels."""
    labels: dict[str, str] = {}
    for column in columns:
        labels |= dict(column.declared.labels)
    gone = [context.missing.find(column)[0] for column in columns]
    texts = [
        text
        for column, lost in zip(columns, gone, strict=True)
        for index, text in enumerate(column.texts.to_pylist())
        if index not in lost
    ]
    ticks = []
    for text in dict.fromkeys([*labels, *texts]):
        chosen: Any = np.zeros(columns[0].rows, bool)
        for column in columns:
            chosen = chosen | _rows(
                column, {i for i, own in enumerate(column.texts.to_pylist()) if own == text}
            )
        ticks.append(
            Tick(columns[0], labels.get(text, text), chosen, np.zeros(columns[0].rows, bool), marked=True)
        )
    if ticks:
        given = np.logical_or.reduce([column.codes != BLANK for column in columns])
        ticks[0] = replace(ticks[0], refused=given)
    return ticks
