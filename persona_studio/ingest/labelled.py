"""Statistics files (SPSS, Stata): labels, declared missing values, measures, multiple-response sets."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyreadstat

from persona_studio.domain.variables import Missing
from persona_studio.errors import UserError
from persona_studio.ingest.archives import MAX_COLUMNS
from persona_studio.ingest.encoding import encoding_name
from persona_studio.ingest.platforms import named
from persona_studio.ingest.table import BLANK, Declared, MultipleSet, RawColumn, RawTable, make_column
from persona_studio.ingest.words import clean, fold, load_words

Reader = Callable[..., tuple[Any, Any]]
DateUnits = Mapping[str, Callable[[Any], Any]]
"""How to turn a numeric format's values into days since 1970, by the beginning of the format's name."""


def read_labelled(path: Path, reader: Reader, dates: DateUnits, **options: Any) -> tuple[RawTable, str]:
    """Read a statistics file; return its table and the encoding it declares.

    Raises:
        UserError: it is truncated or damaged, too wide, or holds no respondent.
    """
    frame, meta = _load(path, reader, **options)
    if len(meta.column_names) > MAX_COLUMNS:
        raise UserError("file_too_wide", file=path.name, columns=len(meta.column_names), limit=MAX_COLUMNS)
    if not meta.column_names:
        raise UserError("file_no_columns", file=path.name)
    if not len(frame):
        raise UserError("file_no_rows", file=path.name)
    columns = tuple(_column(frame, meta, name, index, dates) for index, name in enumerate(meta.column_names))
    sets = _sets(getattr(meta, "mr_sets", None) or {})
    header = named([column.name for column in columns], [column.label for column in columns])
    if header is not None:
        pairs = zip(columns, header.titles, strict=True)
        columns = tuple(replace(column, **title.facts()) for column, title in pairs)
    table = RawTable(
        columns=columns, rows=len(frame), sets=sets, platform=header.platform if header is not None else ""
    )
    return table, _encoding(meta.file_encoding or "utf-8")


def _encoding(name: str) -> str:
    """Return the name this program gives an encoding, whatever the file calls it."""
    try:
        return encoding_name(name)
    except LookupError:
        return name.lower()


def _load(path: Path, reader: Reader, **options: Any) -> tuple[Any, Any]:
    try:
        _, meta = reader(
            str(path), metadataonly=True, **{k: v for k, v in options.items() if k == "encoding"}
        )
        if len(meta.column_names) > MAX_COLUMNS:
            return pd.DataFrame(), meta
        return reader(str(path), disable_datetime_conversion=True, **options)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, UnicodeDecodeError) as error:
        ending = path.suffix.lstrip(".").lower()
        raise UserError("file_corrupt", file=path.name, format=ending) from error


def _column(frame: Any, meta: Any, name: str, index: int, dates: DateUnits) -> RawColumn:
    series = frame[name]
    form = str(meta.original_variable_types.get(name, ""))
    to_days = next((unit for start, unit in dates.items() if form.startswith(start)), None)
    if to_days is not None and pd.api.types.is_numeric_dtype(series):
        texts, codes = _date_texts(to_days(series.to_numpy(float)))
    elif pd.api.types.is_numeric_dtype(series):
        texts, codes = _number_texts(series.to_numpy(float))
    else:
        texts, codes = _object_texts(series)
    label = clean(meta.column_names_to_labels.get(name) or name)
    declared = _declared(meta, name, texts, to_days is not None)
    return make_column(name, index, texts, codes, label=label, declared=declared)


def _number_texts(values: Any) -> tuple[Any, Any]:
    known = ~np.isnan(values)
    distinct, inverse = np.unique(values[known], return_inverse=True)
    codes = np.full(values.size, BLANK, np.int32)
    codes[known] = inverse
    return _as_texts(distinct), codes


def _as_texts(numbers: Any) -> Any:
    whole = numbers == np.rint(numbers)
    if whole.all() and (np.abs(numbers) < 2**53).all():
        return pa.array(numbers.astype(np.int64)).cast(pa.string())
    # The shortest text that reads back as the same number; "2.0" would not match the label of 2.
    texts = pa.array(numbers).cast(pa.string()).to_pylist()
    return pa.array([text.removesuffix(".0") for text in texts], pa.string())


def _date_texts(days: Any) -> tuple[Any, Any]:
    known = np.isfinite(days) & (np.abs(days) < 3_000_000)
    seconds, inverse = np.unique(np.rint(days[known] * 86400).astype(np.int64), return_inverse=True)
    codes = np.full(days.size, BLANK, np.int32)
    codes[known] = inverse
    texts = np.datetime_as_string(seconds.astype("datetime64[s]"))
    if (seconds % 86400 == 0).all():
        texts = np.array([text[:10] for text in texts])
    return pa.array([text.replace("T", " ") for text in texts.tolist()], pa.string()), codes


def _object_texts(series: Any) -> tuple[Any, Any]:
    codes, distinct = pd.factorize(series)
    return pa.array([_plain(value) for value in distinct], pa.string()), codes.astype(np.int32)


def _plain(value: Any) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _declared(meta: Any, name: str, texts: Any, date: bool) -> Declared:
    labels = {
        _plain(value): clean(str(text))
        for value, text in (meta.variable_value_labels.get(name) or {}).items()
    }
    ranges = meta.missing_ranges.get(name, [])
    values = texts.to_pylist() if ranges and len(texts) < 100_000 else []
    gone = [text for text in values if _in_ranges(text, ranges)]
    gone += [str(value) for value in (getattr(meta, "missing_user_values", None) or {}).get(name, [])]
    missing = {text: missing_reason(labels.get(text, "")) for text in gone}
    measure = str((getattr(meta, "variable_measure", None) or {}).get(name, ""))
    return Declared(labels=labels, missing=missing, measure=measure, date=date)


def _in_ranges(text: str, ranges: Any) -> bool:
    for bounds in ranges:
        low, high = bounds["lo"], bounds["hi"]
        if isinstance(low, str):
            if text == low.strip():
                return True
        elif low <= float(text) <= high:
            return True
    return False


def missing_reason(label: str) -> Missing:
    """Return why an answer declared missing is missing, told by its label; EMPTY when it does not say."""
    folded = fold(label)
    exact = load_words().missing.get(folded)
    if exact is not None:
        return exact
    found = (kind for text, kind in load_words().missing.items() if len(text) > 5 and text in folded)
    return next(found, Missing.EMPTY)


def _sets(declared: Mapping[str, Mapping[str, Any]]) -> tuple[MultipleSet, ...]:
    return tuple(
        MultipleSet(
            name=name,
            label=clean(str(one.get("label") or "")) or name,
            columns=tuple(one["variable_list"]),
            counted=_plain(one["counted_value"]) if one.get("is_dichotomy") else None,
        )
        for name, one in declared.items()
    )
