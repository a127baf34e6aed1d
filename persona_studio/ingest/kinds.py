"""What the answers of one column are: number, scale, levels, date, text, identifier or weight."""

import re

import numpy as np
from numpy.typing import NDArray

from persona_studio.domain.variables import Kind, Reason
from persona_studio.ingest.dates import parse_dates
from persona_studio.ingest.draft import Draft
from persona_studio.ingest.look import Context, Look, by_number, coded, examine, number_draft, text_draft
from persona_studio.ingest.numbers import Numbers, is_code, looks_numeric, parse_numbers
from persona_studio.ingest.scales import find_order
from persona_studio.ingest.stems import is_comment, is_other
from persona_studio.ingest.table import RawColumn
from persona_studio.ingest.words import fold, fold_header

MAX_LEVELS = 200
_NET_PROMOTER = re.compile(r"\bnps\b|\bnet promoter\b")
_FROM_TO = re.compile(r"(?<!\d)([01])\s*(?:a|to|bis|-|–|et|and|/)\s*(\d{1,2})(?!\d)")
_MOSTLY = 0.95
_FAULTY = 0.05
"""A few weights may be negative by mistake; more are no weights."""
_NAMED_UNIQUE = 0.9
"""A column called ID may repeat some respondents; one in ten is too many."""


def understand(column: RawColumn, context: Context) -> Draft:
    """Return the draft of one column, its kind guessed or imposed."""
    look = examine(column, context)
    forced = context.options.kind_of(column.name)
    if forced is not None:
        return _forced(look, forced)
    if look.answered == 0:
        return text_draft(look, Reason("empty"))
    return _declared(look) or _numeric(look) or _date(look) or _words(look)


def _forced(look: Look, kind: Kind) -> Draft:
    why = Reason("chosen")
    match kind:
        case Kind.NUMERIC | Kind.WEIGHT:
            return number_draft(
                look, _numbers(look) or Numbers(np.full(len(look.texts), np.nan), ""), kind, why
            )
        case Kind.DATE:
            days = parse_dates(look.texts, look.context.day_first)
            return _date_draft(look, days, why) if days is not None else text_draft(look, Reason("no_date"))
        case Kind.ORDINAL:
            return _ordinal(look, forced=True) or _nominal(look, why)
        case Kind.NOMINAL:
            return _nominal(look, why)
        case Kind.IDENTIFIER:
            return _identifier(look, why)
        case _:
            return text_draft(look, why)


# ---------------------------------------------------------------- declared by a statistics file


def _declared(look: Look) -> Draft | None:
    declared = look.column.declared
    if declared.date:
        return _date(look)
    if not declared.labels or declared.measure == "scale":
        return None
    kept = look.remaining(without_soft=False)
    if not kept or len(kept) > MAX_LEVELS:
        return None
    texts = look.picked(kept)
    labelled = sum(text in declared.labels for text in texts)
    if labelled < 0.5 * len(texts):
        return None
    return _labelled(look, Reason("labels", (("count", str(labelled)),)))


def _labelled(look: Look, why: Reason) -> Draft:
    """Levels in the order of their codes; a scale when the file or the words say so."""
    labels, measure = look.column.declared.labels, look.column.declared.measure
    present = look.picked(look.remaining(without_soft=False))
    gone = {look.texts[index].as_py() for index in look.gone}
    texts = [
        text
        for text in dict.fromkeys([*labels, *present])
        if text not in gone and text not in look.column.declared.missing
    ]
    texts.sort(key=by_number)
    words = look.context.words
    hard = [text for text in texts if words.missing.get(fold(labels.get(text, text))) is not None]
    middle = [text for text in hard if texts[0] != text != texts[-1]] if measure == "ordinal" else []
    plain = [text for text in texts if text not in hard or text in middle]
    order = find_order([labels.get(text, text) for text in plain], words)
    ordinal = measure == "ordinal" or order is not None
    if not ordinal:
        return coded(look, texts, Kind.NOMINAL, [why])
    if order is not None and not _monotone(order.positions):
        plain = [plain[position] for position in order.positions]
    soft = {
        look_index: reason
        for look_index, reason in look.soft.items()
        if look.texts[look_index].as_py() not in plain
    }
    found = Reason(order.reason, (("scale", order.scale),)) if order else Reason("measure_ordinal")
    return coded(look, plain, Kind.ORDINAL, [why, found], soft)


def _monotone(positions: tuple[int, ...]) -> bool:
    steps = np.diff(positions)
    return bool((steps > 0).all() or (steps < 0).all())


# ---------------------------------------------------------------- numbers


def _numbers(look: Look) -> Numbers | None:
    kept = look.texts
    if not looks_numeric([t for i, t in enumerate(kept.slice(0, 200).to_pylist()) if i not in look.gone]):
        return None
    return parse_numbers(kept, look.context.options.decimal, look.context.comma_file)


def _numeric(look: Look) -> Draft | None:
    numbers = _numbers(look)
    if numbers is None or is_code(look.texts):
        return None
    values = numbers.values.copy()
    values[list(look.gone)] = np.nan
    known = np.isfinite(values)
    unread = look.answered - int(look.counts[known].sum()) - sum(int(look.counts[i]) for i in look.soft)
    if int(look.counts[known].sum()) < _MOSTLY * (
        look.answered - sum(int(look.counts[i]) for i in look.soft)
    ):
        return None
    numbers = Numbers(values, numbers.decimal)
    return _number_kind(look, numbers, unread)


def _number_kind(look: Look, numbers: Numbers, unread: int) -> Draft:
    values = numbers.values[np.isfinite(numbers.values)]
    whole = bool((values == np.rint(values)).all())
    words = look.context.words.headers
    below = int(look.counts[numbers.values < 0].sum())
    if below <= _FAULTY * look.answered and _is_weight(look, values, whole):
        return number_draft(look, numbers, Kind.WEIGHT, Reason("weight_header"))
    if whole and _is_identifier(look, values):
        return _identifier(look, Reason("unique_values"))
    if whole and values.size == 2 and unread == 0 and not words["count"].within(look.header):
        return _nominal(look, Reason("two_values"))
    if whole and _is_scale(look, values) and unread == 0:
        # Regions 1 to 5 are no steps; a mark given to a shop is.
        named = _codes_something(look)
        return _nominal(look, Reason("numbered_levels")) if named else _number_scale(look, values)
    notes = [Reason("numbers_unread", (("count", str(unread)),))] if unread else []
    draft = number_draft(look, numbers, Kind.NUMERIC, Reason("numbers", (("distinct", str(values.size)),)))
    draft.reasons += notes
    return draft


def _is_weight(look: Look, values: NDArray[np.float64], whole: bool) -> bool:
    words = look.context.words.headers
    if look.context.options.weight is not None:
        return look.column.name == look.context.options.weight
    header = fold_header(look.column.name)
    if not words["weight"].within(header) or words["body_weight"].within(look.header):
        return False
    sure = words["weight_sure"].within(header)
    # Kilograms are whole or nearly so and far from 1; survey weights have decimals, or average 1.
    return len(header.split()) <= 4 and (sure or not whole) and values.size >= 2


def _is_identifier(look: Look, values: NDArray[np.float64]) -> bool:
    rows = look.answered
    if rows < 3 or rows < 0.9 * look.column.rows or values.size < _NAMED_UNIQUE * rows:
        return False
    header = fold_header(look.column.name)
    if not header or look.context.words.headers["identifier"].within(look.header):
        return True
    # 1, 2, 3… one each: rows were numbered, wherever the column stands.
    return bool(float(values.max()) - float(values.min()) == rows - 1 and values.size == rows > 10)


def _is_scale(look: Look, values: NDArray[np.float64]) -> bool:
    low, high, distinct = values.min(), values.max(), values.size
    if not (3 <= distinct <= 11 and low >= 0 and high <= 10):
        return False
    counted = look.context.words.headers["count"].within(look.header)
    return not (counted and (low == 0 or high > 7 or high - low + 1 > distinct + 1))


def _ends(look: Look, values: NDArray[np.float64]) -> tuple[int, int]:
    """Return the ends of a numbered scale: those the question tells ("from 0 to 10"), else those given."""
    low, high = int(values.min()), int(values.max())
    for match in _FROM_TO.finditer(fold(look.column.label)):
        told = int(match.group(1)), int(match.group(2))
        if told[0] <= low and high <= told[1] <= told[0] + 10:
            return told
    if _NET_PROMOTER.search(look.header):
        return 0, 10  # by definition (Reichheld 2003)
    return 1 if low == 2 else low, high


def _codes_something(look: Look) -> bool:
    """Tell whether small numbers stand for regions, trades and the like: the header, or "which region"."""
    codes, which = look.context.words.headers["codes"], look.context.words.headers["which"]
    for header in {fold_header(look.column.name), fold_header(look.column.label)}:
        tokens = header.split()
        found = [place for place, token in enumerate(tokens) if codes.equals(token)]
        asked = [place for place, token in enumerate(tokens) if which.equals(token)]
        # "Quel est votre sexe", "Which region…", but not "What do you think of your region".
        named = codes.equals(header) and look.context.words.fact.equals(header)
        if named or any(0 < there - here <= 3 for here in asked for there in found):
            return True
    return False


def _number_scale(look: Look, values: NDArray[np.float64]) -> Draft:
    texts = look.picked(look.remaining(without_soft=True))
    shared = look.context.shared_scales.get(look.column.position, ())
    if set(texts) <= set(shared):
        texts = list(shared)
    elif all(text.isdigit() for text in texts):
        # A step nobody chose is still a step; a scale that seems to begin at 2 begins at 1.
        low, high = _ends(look, values)
        texts += [str(step) for step in range(low, high + 1) if str(step) not in texts]
    texts.sort(key=by_number)
    ends = (("low", f"{values.min():.0f}"), ("high", f"{values.max():.0f}"))
    return coded(look, texts, Kind.ORDINAL, [Reason("scale_integers", ends)], look.soft)


# ---------------------------------------------------------------- dates, texts, identifiers


def _date(look: Look) -> Draft | None:
    days = parse_dates(look.texts, look.context.day_first)
    return None if days is None else _date_draft(look, days, Reason("dates"))


def _date_draft(look: Look, days: NDArray[np.float64], why: Reason) -> Draft:
    return number_draft(look, Numbers(days, ""), Kind.DATE, why)


def _identifier(look: Look, why: Reason) -> Draft:
    numbers = None if is_code(look.texts) else _numbers(look)
    if numbers is not None and np.isfinite(numbers.values).all() and (np.abs(numbers.values) < 2**53).all():
        draft = number_draft(look, numbers, Kind.IDENTIFIER, why)
        draft.decimal = ""
        return draft
    draft = text_draft(look, why)
    draft.kind = Kind.IDENTIFIER
    return draft


# ---------------------------------------------------------------- levels


def _words(look: Look) -> Draft:
    kept = look.remaining(without_soft=False)
    if look.column.position in look.context.shared_scales:
        graded = _ordinal(look)
        if graded is not None:
            return graded
    if _is_word_identifier(look, kept):
        return _identifier(look, Reason("unique_values"))
    if is_other(look.column.item or look.column.label.rpartition(" - ")[2], look.context.words):
        return text_draft(look, Reason("other_text", (("distinct", str(len(kept))),)))
    if look.column.stem and is_comment(look.column.item):
        return text_draft(look, Reason("free_text", (("distinct", str(len(kept))),)))
    if len(kept) > MAX_LEVELS:
        return text_draft(look, Reason("many_texts", (("distinct", str(len(kept))),)))
    if _is_free_text(look, kept):
        return text_draft(look, Reason("free_text", (("distinct", str(len(kept))),)))
    return _ordinal(look) or _nominal(look, Reason("few_texts", (("distinct", str(len(kept))),)))


def _is_word_identifier(look: Look, kept: list[int]) -> bool:
    rows = look.column.rows
    named = look.context.words.headers["identifier"].within(look.header)
    if len(kept) < max(1, (_NAMED_UNIQUE if named else 0.99) * rows) or look.answered < 0.9 * rows:
        return False
    sample = look.texts.slice(0, 200).to_pylist()
    single = all(re.fullmatch(r"[\w./:-]{4,64}", text) for text in sample)
    coded = sum(any(c.isdigit() for c in text) for text in sample) >= 0.9 * len(sample)
    return single and (named or (coded and rows > 10))


def _is_free_text(look: Look, kept: list[int]) -> bool:
    """Tell free text from levels: hardly any answer comes back, or answers are sentences."""
    counts = look.counts[kept]
    if len(kept) <= 2:
        return len(kept) == 2 and counts.max() == 1 and _mean_words(look, kept) > 4
    repeated = counts[counts >= 2]
    coverage = repeated.sum() / counts.sum()
    if look.context.words.headers["open"].within(look.header) and coverage < 0.9 and len(kept) > 5:
        return True
    if len(kept) <= 12 and coverage >= 0.5:
        return False
    wordy = _mean_words(look, kept) > 12
    return bool(coverage < 0.7 or (wordy and coverage < 0.95) or len(kept) > 0.4 * look.answered)


def _mean_words(look: Look, kept: list[int]) -> float:
    texts = look.picked(kept[:500])
    return sum(text.count(" ") for text in texts) / max(1, len(texts)) + 1


def _ordinal(look: Look, forced: bool = False) -> Draft | None:
    """Return a scale, or None when the levels are not one. "Don't know" is missing on a scale."""
    kept = look.remaining(without_soft=True)
    if len(kept) > MAX_LEVELS:
        return None
    texts = look.picked(kept)
    shared = look.context.shared_scales.get(look.column.position, ())
    if texts and set(texts) <= set(shared):
        return coded(look, list(shared), Kind.ORDINAL, [Reason("scale_grid")], look.soft)
    order = find_order(texts, look.context.words)
    if order is not None:
        ranked = [texts[position] for position in order.positions]
        return coded(look, ranked, Kind.ORDINAL, [Reason(order.reason, (("scale", order.scale),))], look.soft)
    if not forced:
        return None
    labels = look.column.declared.labels
    if labels:
        texts = [
            text for text in dict.fromkeys([*labels, *texts]) if text not in look.column.declared.missing
        ]
    texts.sort(key=by_number)
    return coded(look, texts, Kind.ORDINAL, [Reason("chosen")], look.soft)


def _nominal(look: Look, why: Reason) -> Draft:
    kept = look.remaining(without_soft=False)
    texts = look.picked(kept)
    if look.column.declared.labels:
        texts = [*texts, *(t for t in look.column.declared.labels if t not in set(texts))]
        texts = [text for text in texts if text not in look.column.declared.missing]
        texts.sort(key=by_number)
    else:
        counts = dict(zip(texts, look.counts[kept].tolist(), strict=True))
        texts.sort(key=lambda text: (-counts[text], text))
    return coded(look, texts, Kind.NOMINAL, [why])
