"""The import of one file, from path to wave: open, read, understand, check, freeze."""

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.progress import Progress
from persona_studio.domain.variables import Kind, Personal, Reason, Role
from persona_studio.domain.waves import REMOVAL_COLUMN, Column, Notice, Quality, Source, Wave
from persona_studio.errors import UserError
from persona_studio.ingest import opening, platforms
from persona_studio.ingest.blocks import name_blocks, shared_scales
from persona_studio.ingest.cells import split_cells
from persona_studio.ingest.codebook import describe
from persona_studio.ingest.delimited import read_delimited
from persona_studio.ingest.draft import Draft, column_of, variable_of
from persona_studio.ingest.excel import read_workbook
from persona_studio.ingest.kinds import understand
from persona_studio.ingest.look import Context
from persona_studio.ingest.masking import mask
from persona_studio.ingest.missing import missing_texts
from persona_studio.ingest.multiple import find_none_chosen, group_columns
from persona_studio.ingest.options import Imported, ImportOptions
from persona_studio.ingest.piping import without_marks
from persona_studio.ingest.places import Rows, first_unread, lines_notice, unread_notices
from persona_studio.ingest.privacy import personal_kind
from persona_studio.ingest.quality import assess
from persona_studio.ingest.roles import guess_role, promote
from persona_studio.ingest.routing import settle_blanks
from persona_studio.ingest.spss import read_por, read_sav
from persona_studio.ingest.stata import read_dta
from persona_studio.ingest.stems import common_stems, find_runs
from persona_studio.ingest.table import RawColumn, RawTable, filled_rows, keep_rows
from persona_studio.ingest.words import fold_header, load_words

STEPS = 6
_CODED = re.compile(r"[A-Z]{1,3}O?\d{1,3}")
"""What LimeSurvey writes when codes are exported in the place of answers: A1, AO04."""
_ENOUGH_CODED = 3
_WRITTEN = {Kind.TEXT, Kind.NOMINAL, Kind.ORDINAL, Kind.MULTIPLE, Kind.IDENTIFIER}
"""Kinds whose answers are stored as they were written."""
LABELLED = {"sav": read_sav, "por": read_por, "dta": read_dta}
"""How statistics files are read, by their format."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file read and named, not yet understood."""

    table: RawTable
    source: Source
    rows: Rows | None = None


def read(path: Path, options: ImportOptions, progress: Progress) -> Imported:
    """Read a survey file and understand it.

    Raises:
        UserError: the file cannot be read as a survey (the code says why), or an option names nothing in it.
        Cancelled: the user asked to stop.
    """
    opening.check(path)
    progress.step(0, STEPS, "read")
    file = _tidy(path, _load(path, options, progress))
    if options.codebook is not None:
        file = replace(file, table=describe(file.table, options.codebook))
    file = replace(file, table=_named(without_marks(file.table)))
    progress.step(2, STEPS, "understand")
    # Small matrix products: waking the other cores for them costs a hundred times the product.
    # The digest is made meanwhile: reading keeps all cores busy, understanding only one.
    with threadpool_limits(1), ThreadPoolExecutor(1) as aside:
        digest = aside.submit(opening.sha256, path)
        drafts = _drafts(file, options)
        progress.step(4, STEPS, "quality")
        quality, removal = assess(drafts, load_words())
        file = replace(file, source=replace(file.source, sha256=digest.result()))
    progress.step(5, STEPS, "store")
    return _freeze(path, file, drafts, (quality, removal), options)


# ---------------------------------------------------------------- the file


def _load(path: Path, options: ImportOptions, progress: Progress) -> _File:
    form = opening.file_format(path)
    opening.refuse_sheet(path, form, options.sheet)
    if form == "csv":
        text = read_delimited(path, options, progress)
        dialect = text.dialect
        source = Source(
            file=opening.shown(path.name),
            format="tsv" if dialect.delimiter == "\t" else "csv",
            encoding=text.encoding,
            delimiter=dialect.delimiter,
            header_rows=dialect.header.rows,
            platform=dialect.header.platform,
            columns=len(text.table.columns),
        )
        return _File(text.table, source, Rows(dialect.skip_lines, head=text.head, apart=text.apart))
    if form in LABELLED:
        table, encoding = LABELLED[form](path, options.encoding)
        progress.step(1, STEPS, "read")
        source = Source(
            file=opening.shown(path.name),
            format=form,
            encoding=encoding,
            header_rows=0,
            platform=table.platform,
            columns=len(table.columns),
        )
        return _File(table, source)
    table, header, sheet = read_workbook(path, options, progress)
    source = Source(
        file=opening.shown(path.name),
        format=form,
        header_rows=header.rows,
        platform=header.platform,
        sheet=sheet,
        columns=len(table.columns),
    )
    return _File(table, source)


def _tidy(path: Path, file: _File) -> _File:
    """Drop empty rows and give every column a name of its own."""
    table, notices = file.table, list(file.table.notices)
    filled = filled_rows(table)
    if not filled.any():
        raise UserError("file_no_rows", file=path.name)
    if not filled.all():
        last = int(np.flatnonzero(filled)[-1]) + 1
        said = sum(int(dict(notice.params)["count"]) for notice in notices if notice.code == "rows_emptied")
        inside = last - int(filled.sum()) - said
        ends = (("empty_rows_dropped", table.rows - last), ("empty_rows_inside", inside))
        notices += [Notice(code, (("count", str(count)),)) for code, count in ends if count > 0]
        table = keep_rows(table, filled)
        file = replace(file, rows=file.rows and replace(file.rows, kept=np.flatnonzero(filled)))
    names = unique_names([column.name for column in table.columns])
    notices += _header_notices(table.columns, names)
    columns = tuple(replace(column, name=name) for column, name in zip(table.columns, names, strict=True))
    return replace(file, table=replace(table, columns=columns, notices=tuple(notices)))


def _named(table: RawTable) -> RawTable:
    """Return the table with every column under a name of its own."""
    names = unique_names([column.name for column in table.columns])
    columns = (replace(column, name=name) for column, name in zip(table.columns, names, strict=True))
    return replace(table, columns=tuple(columns))


def _header_notices(columns: Sequence[RawColumn], names: Sequence[str]) -> list[Notice]:
    """Tell which columns had no name of their own, and where the first stands, from 1."""
    pairs = list(enumerate(zip(columns, names, strict=True), start=1))
    renamed = [(place, new) for place, (old, new) in pairs if old.name and old.name != new]
    unnamed = [(place, new) for place, (old, new) in pairs if not old.name]
    return [
        Notice(code, (("count", str(len(found))), ("column", str(found[0][0])), ("first", found[0][1])))
        for code, found in (("headers_renamed", renamed), ("headers_missing", unnamed))
        if found
    ]


def unique_names(names: Sequence[str]) -> list[str]:
    """Return the names made unique; a blank header becomes `V` and its place."""
    taken: set[str] = set()
    known = set(names)
    unique = []
    for place, name in enumerate(names, start=1):
        base = name or f"V{place}"
        chosen, number = base, 2
        while chosen in taken or (chosen != name and chosen in known):
            chosen, number = f"{base} ({number})", number + 1
        taken.add(chosen)
        unique.append(chosen)
    return unique


# ---------------------------------------------------------------- the questions


def _drafts(file: _File, options: ImportOptions) -> list[Draft]:
    words, table = load_words(), file.table
    language = words.language(column.label for column in table.columns)
    context = Context(
        words=words,
        language=language,
        options=options,
        missing=missing_texts(
            table.columns, words, (*options.missing, *platforms.missing_texts(table.platform))
        ),
        comma_file=file.source.delimiter == ",",
        day_first=language != "en" or file.source.delimiter == ";",
    )
    stems = common_stems(table.columns)
    context = replace(context, shared_scales=shared_scales(table.columns, stems, context))
    grouped = group_columns(table, find_runs(table.columns), context)
    drafts: list[Draft] = []
    for column in table.columns:
        if column.position in grouped.drafts:
            drafts.append(grouped.drafts[column.position])
        if column.position in grouped.used:
            continue
        draft = _draft(column, context)
        draft.meta = column.meta
        drafts.append(draft)
    for draft, name in zip(drafts, unique_names([draft.name for draft in drafts]), strict=True):
        draft.name = name
    _check_options(drafts, table, options)
    find_none_chosen(table, drafts, context)
    settle_blanks(drafts, words, grouped.written)
    name_blocks(drafts, stems, words)
    _assign_roles(drafts, options)
    return drafts


def _draft(column: RawColumn, context: Context) -> Draft:
    """Understand one column; direct identifiers inside its answers are masked, unless they are to be kept."""
    draft = split_cells(column, context) or understand(column, context)
    draft.unread = first_unread(column, draft, context)
    draft.personal = personal_kind(column, draft, context.words)
    if draft.personal is not None or context.options.keep_personal or draft.kind not in _WRITTEN:
        return draft
    marks = context.words.marks[context.language]
    masked = mask(column, marks)
    if masked is None or (draft.kind is Kind.IDENTIFIER and Personal.EMAIL not in masked.found):
        return draft
    draft = split_cells(masked.column, context) or understand(masked.column, context)
    draft.masked = {marks[kind]: count for kind, count in masked.found.items()}
    return draft


def _assign_roles(drafts: Sequence[Draft], options: ImportOptions) -> None:
    words = load_words()
    for draft in drafts:
        draft.role = guess_role(draft, words)
    promote(drafts)
    for draft in drafts:
        chosen = options.role_of(draft.name)
        if chosen is not None and (
            draft.personal is None or options.keep_personal or chosen is Role.SET_ASIDE
        ):
            draft.role = chosen
            draft.reasons.append(Reason("chosen_role"))
    _single_weight(drafts, options)


def _single_weight(drafts: Sequence[Draft], options: ImportOptions) -> None:
    """Keep one weight: the one asked for, else the surest by its name, whatever its place in the file."""
    sure = load_words().headers["weight_sure"]
    weights = [draft for draft in drafts if draft.role is Role.WEIGHT]
    weights.sort(key=lambda draft: (not sure.within(fold_header(draft.name)), draft.name))
    if options.weight is not None:
        for draft in drafts:
            if draft.name == options.weight:
                draft.kind, draft.role = Kind.WEIGHT, Role.WEIGHT
                weights = [draft]
    for draft in drafts:
        if draft.role is Role.WEIGHT and weights and draft is not weights[0]:
            draft.role = Role.IGNORED
            draft.reasons.append(Reason("second_weight"))


def _check_options(drafts: Sequence[Draft], table: RawTable, options: ImportOptions) -> None:
    names = {draft.name for draft in drafts} | {column.name for column in table.columns}
    globs = [*(glob for glob, _ in options.kinds), *(glob for glob, _ in options.roles)]
    for glob in globs:
        if not any(fnmatchcase(name, glob) for name in names):
            raise UserError("variable_unknown", name=glob)
    if options.weight is None:
        return
    weight = next((draft for draft in drafts if draft.name == options.weight), None)
    if weight is None:
        raise UserError("variable_unknown", name=options.weight)
    if not weight.numeric:
        raise UserError("weight_not_numeric", name=options.weight)


# ---------------------------------------------------------------- the wave


def _freeze(
    path: Path, file: _File, drafts: Sequence[Draft], quality: tuple[Quality, Column], options: ImportOptions
) -> Imported:
    columns: dict[Id, Column] = {}
    variables = []
    for draft in drafts:
        variable = variable_of(draft, options.keep_personal)
        variables.append(variable)
        if variable.stored:
            columns[variable.id] = column_of(draft)
    columns[REMOVAL_COLUMN] = quality[1]
    decimals = [draft.decimal for draft in drafts if draft.decimal]
    decimal = "," if decimals.count(",") > len(decimals) / 2 else "."
    wave = Wave(
        id=new_id(),
        name=opening.shown(path.stem),
        source=replace(file.source, decimal=options.decimal or decimal),
        respondents=file.table.rows,
        variables=tuple(variables),
        quality=quality[0],
        notices=(
            *file.table.notices,
            *lines_notice(path, file.source, file.rows, file.table.rows),
            *_unread(path, file, drafts),
            *_notices(drafts),
            *_left_out(quality[0]),
        ),
    )
    return Imported(wave, columns)


def _unread(path: Path, file: _File, drafts: Sequence[Draft]) -> list[Notice]:
    shown = [draft for draft in drafts if draft.personal is None]
    return unread_notices(path, file.source, file.rows, file.table.columns, shown)


def _notices(drafts: Sequence[Draft]) -> list[Notice]:
    notices: list[Notice] = []
    for draft in drafts:
        if draft.masked:
            found = ", ".join(f"{mark} {count}" for mark, count in draft.masked.items())
            notices.append(Notice("contacts_masked", (("variable", draft.name), ("found", found))))
        if draft.role is Role.WEIGHT:
            faulty = int((~(draft.data > 0)).sum())
            if faulty:
                params = (("variable", draft.name), ("count", str(faulty)))
                notices.append(Notice("weights_faulty", params))
    kinds = {draft.kind for draft in drafts}
    if len(drafts) <= 4 and kinds <= {Kind.TEXT, Kind.IDENTIFIER}:
        notices.append(Notice("looks_like_codebook"))
    elif not any(draft.role is Role.ACTIVE for draft in drafts):
        notices.append(Notice("nothing_to_segment"))
    return [*notices, *_wordless(drafts)]


def _wordless(drafts: Sequence[Draft]) -> list[Notice]:
    """Remark that codes were exported in the place of answers: no segment could be told in words."""
    closed = [draft for draft in drafts if draft.levels and draft.kind is not Kind.MULTIPLE]
    coded = [d for d in closed if len(d.levels) > 1 and all(_CODED.fullmatch(label) for _, label in d.levels)]
    if len(coded) < max(_ENOUGH_CODED, len(closed) / 3):
        return []
    examples = ", ".join(sorted(label for _, label in coded[0].levels)[:3])
    return [Notice("answers_are_codes", (("count", str(len(coded))), ("examples", examples)))]


def _left_out(quality: Quality) -> list[Notice]:
    return [
        Notice(f"left_out_{removal.reason.value}", (("count", str(removal.count)),))
        for removal in quality.removals
        if removal.applied
    ]
