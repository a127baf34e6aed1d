"""The answers of a wave in other terms: computed in the worker, kept as one gesture with the columns.

The worker reads the project's file as it was when it was asked; what else was changed meanwhile is kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from persona_studio.domain.edits import Edit, Insert, SetField, Together
from persona_studio.domain.ids import Id
from persona_studio.domain.progress import Progress
from persona_studio.domain.transforms import (
    Classify,
    CountAnswers,
    CountMissing,
    Merge,
    Recast,
    Recode,
    Regroup,
    Reverse,
    Score,
    Transform,
)
from persona_studio.domain.variables import Role, Variable
from persona_studio.domain.waves import Answers, Column, Wave
from persona_studio.errors import UserError
from persona_studio.services.authoring import outdating, wave_in
from persona_studio.services.overtaken import Seen, refuse_changed, seen
from persona_studio.services.session import Session
from persona_studio.store.blobs import Packed, pack
from persona_studio.store.project_file import ProjectFile

if TYPE_CHECKING:
    from types import ModuleType

Pair = tuple[Variable, Column]


@dataclass(frozen=True, slots=True)
class Made:
    """One variable as a transformation made it. ``before`` is what it was made of when it takes its place."""

    before: Variable | None
    after: Variable
    column: Packed | None = None


@dataclass(frozen=True, slots=True)
class Transformed:
    """The variables that a transformation made, and those (by label) that it does not suit.

    ``follows`` is the variable a new one comes after; ``replaced`` those it takes the part of; ``read`` what
    it was made of, as it was.
    """

    wave: Id
    label: str
    made: tuple[Made, ...]
    refused: tuple[str, ...] = ()
    follows: Id | None = None
    replaced: tuple[Id, ...] = ()
    read: tuple[Seen, ...] = ()


def transform(path: Path, wave: Id, wanted: Transform, progress: Progress) -> Transformed:
    """Carry out a transformation. Runs in the worker, which only reads the project's file.

    Raises:
        UserError: it does not suit the answers, or what it is about was taken out meanwhile.
    """
    with ProjectFile.open(path, read_only=True) as file:
        found, answers = wave_in(file.project, wave), file.answers(wave)
        read = seen(file, found, _read_for(wanted))
        return replace(_carry_out(found, answers, wanted, progress), read=read)


def preview(path: Path, wave: Id, wanted: Transform, progress: Progress) -> tuple[Variable, ...]:
    """Return what a transformation would make. Runs in the worker, errors as :func:`transform`."""
    return tuple(made.after for made in transform(path, wave, wanted, progress).made)


def keep(session: Session, done: Transformed) -> None:
    """Put what a transformation made into the project: one gesture, which marks the segments as outdated.

    Raises:
        UserError: what it was made of was changed or taken out meanwhile.
    """
    project = session.project
    wave = wave_in(project, done.wave)
    refuse_changed(session, wave.id, done.read)
    edits: list[Edit] = []
    for made in done.made:
        edits += _insertion(wave, done, made.after) if made.before is None else _changes(wave, made)
    columns = {(wave.id, made.after.id): made.column for made in done.made if made.column is not None}
    session.do(Together((*edits, *outdating(project, wave.id))), done.label, columns)


def _insertion(wave: Wave, done: Transformed, variable: Variable) -> list[Edit]:
    places = [i for i, other in enumerate(wave.variables) if other.id == done.follows]
    if not places:
        raise UserError("edit_target_gone")
    named = replace(variable, name=_free_name(wave, variable.name))
    ignored = [SetField(one, "role", Role.IGNORED) for one in done.replaced]
    return [Insert(wave.id, places[0] + 1, named), *ignored]


def _free_name(wave: Wave, name: str) -> str:
    """Return a name of its own for a new variable: q5_2, q5_3..."""
    taken = {variable.name for variable in wave.variables}
    number = 2
    while f"{name}_{number}" in taken:
        number += 1
    return f"{name}_{number}"


def _changes(wave: Wave, made: Made) -> list[Edit]:
    """Return what was changed by the transformation only: a role chosen meanwhile stays."""
    before, after = made.before, made.after
    now = next((variable for variable in wave.variables if variable.id == after.id), None)
    if now is None or before is None:
        raise UserError("edit_target_gone")
    if (now.kind, now.levels, now.as_missing) != (before.kind, before.levels, before.as_missing):
        raise UserError("transform_overtaken", variable=now.label)
    values: dict[str, Any] = {f.name: getattr(after, f.name) for f in fields(Variable)}
    return [SetField(now.id, name, value) for name, value in values.items() if value != getattr(before, name)]


# ---------------------------------------------------------------- in the worker


def _carry_out(wave: Wave, answers: Answers, wanted: Transform, progress: Progress) -> Transformed:
    # Heavy, and never loaded in the window.
    from persona_studio.ingest import derive  # noqa: PLC0415

    match wanted:
        case Recast():
            return _recast(wave, answers, wanted, progress)
        case Score():
            return _score(wave, answers, wanted, derive)
        case Classify():
            pair = derive.classes(
                *_pair(wave, answers, wanted.variable), wanted.cuts, wanted.labels, wanted.year
            )
            return _new(wave, pair, (wanted.variable,), wanted, "Classes made")
        case Reverse():
            pair = derive.reversed_copy(*_pair(wave, answers, wanted.variable))
            return _new(wave, pair, (wanted.variable,), wanted, "Scale reversed")
        case Recode() if wanted.label:
            pair = derive.recoded_copy(*_pair(wave, answers, wanted.variable), wanted.groups)
            return _new(wave, pair, (wanted.variable,), wanted, "Answers recoded")
        case Regroup() | Merge() | CountMissing() | CountAnswers() | Recode():
            step, name = _in_place(derive, wanted)
            before, column = _pair(wave, answers, wanted.variable)
            after, made = step(before, column)
            packed = None if made is column else pack(made)
            return Transformed(wave.id, name, (Made(before, after, packed),))


def _read_for(wanted: Transform) -> tuple[Id, ...]:
    return wanted.variables if isinstance(wanted, Recast | Score) else (wanted.variable,)


def _in_place(
    derive: "ModuleType", wanted: Regroup | Merge | CountMissing | CountAnswers | Recode
) -> tuple[Callable[[Variable, Column], Pair], str]:
    """Return what a transformation does to a variable and its column, and the name of the gesture."""

    def several(codes: Sequence[int], step: Callable[[Variable, Column, int], Pair]) -> Callable[..., Pair]:
        def steps(variable: Variable, column: Column) -> Pair:
            for code in codes:
                variable, column = step(variable, column, code)
            return variable, column

        return steps

    match wanted:
        case Regroup(_, codes, label):
            return lambda v, c: derive.grouped(v, c, codes, label), "Answers grouped"
        case Merge(_, groups):
            return lambda v, c: derive.regrouped(v, c, _completed(v, groups)), "Answers merged"
        case CountMissing(_, codes, reason):
            return several(
                codes, lambda v, c, code: derive.as_missing(v, c, code, reason)
            ), "Answers set as missing"
        case CountAnswers(_, codes):
            return several(codes, derive.as_answer), "Answers counted again"
    groups = wanted.groups
    return lambda v, c: derive.regrouped(v, c, groups), "Answers recoded"


def _completed(
    variable: Variable, groups: Sequence[tuple[str, tuple[int, ...]]]
) -> list[tuple[str, tuple[int, ...]]]:
    """Return the groups with all other levels alone, in the order of the levels."""
    group_of = {code: group for group in groups for code in group[1]}
    told = [group_of.get(level.code, (level.label, (level.code,))) for level in variable.levels]
    return list(dict.fromkeys(told))


def _score(wave: Wave, answers: Answers, wanted: Score, derive: "ModuleType") -> Transformed:
    pairs = [_pair(wave, answers, one) for one in wanted.variables]
    made = derive.score([v for v, _ in pairs], [c for _, c in pairs], mean=wanted.mean)
    name = "Mean made" if wanted.mean else "Sum made"
    return _new(wave, made, wanted.variables, wanted, name)


def _new(
    wave: Wave, pair: Pair, of: Sequence[Id], wanted: Classify | Score | Recode | Reverse, name: str
) -> Transformed:
    """Return a new variable under its label; it comes after the last of those it is made of."""
    variable, column = pair
    roles = [wave.variable(one).role for one in of]
    # Twice in the analysis, the same answers would weigh twice: the new variable only describes.
    replaces = not isinstance(wanted, Reverse) and wanted.replaces
    own = roles[0] if replaces or Role.ACTIVE not in roles else Role.ILLUSTRATIVE
    made = replace(variable, label=wanted.label, role=own)
    last = max(of, key=[v.id for v in wave.variables].index)
    replaced = tuple(of) if replaces else ()
    return Transformed(wave.id, name, (Made(None, made, pack(column)),), (), last, replaced)


def _recast(wave: Wave, answers: Answers, wanted: Recast, progress: Progress) -> Transformed:
    from persona_studio import ingest  # noqa: PLC0415

    made: list[Made] = []
    refused: list[UserError] = []
    for done, which in enumerate(wanted.variables):
        progress.step(done, len(wanted.variables), "recast")
        before, column = _pair(wave, answers, which)
        try:
            after, other = ingest.recast(before, column, wanted.kind)
        except UserError as error:
            refused.append(error)
            continue
        made.append(Made(before, after, None if other is column else pack(other)))
    if not made and refused:
        raise refused[0]
    names = tuple(str(error.params.get("variable", "")) for error in refused)
    return Transformed(wave.id, "Kind changed", tuple(made), names)


def _pair(wave: Wave, answers: Answers, which: Id) -> Pair:
    """Return a variable and its column; UserError when it is gone or its answers are not stored."""
    variable = next((v for v in wave.variables if v.id == which), None)
    if variable is None:
        raise UserError("edit_target_gone")
    if not variable.stored:
        raise UserError("answers_not_stored", variable=variable.label)
    return variable, answers.column(which)
