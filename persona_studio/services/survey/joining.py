"""A survey completed by a second file, joined on an identifier: proposed, looked at, kept as one gesture.

The other file, and the survey's own when its identifiers were not stored, are read in the worker and only
what is asked for comes back.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from persona_studio.domain.edits import Edit, Insert, SetField, Together
from persona_studio.domain.ids import Id
from persona_studio.domain.joins import Choice, Keys, Matching, Repeated
from persona_studio.domain.progress import Progress
from persona_studio.domain.variables import Variable
from persona_studio.domain.waves import Answers, Column, Source, Wave
from persona_studio.errors import UserError
from persona_studio.services.authoring import outdating, wave_in
from persona_studio.services.session import Session
from persona_studio.store.blobs import Packed, pack
from persona_studio.store.project_file import ProjectFile

if TYPE_CHECKING:
    from persona_studio.ingest import Imported
    from persona_studio.ingest.joining import KeyTexts

PROPOSED = 8
"""Pairs of identifiers that are offered, those that match most respondents first."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of identifiers, and what joining by it gives for each answer to what of repeated ones."""

    keys: Keys
    matchings: tuple[Matching, ...]

    @property
    def matching(self) -> Matching:
        """What it gives when nothing is taken of an identifier that stands on several rows."""
        return self.matchings[0]

    @property
    def best(self) -> int:
        """How many respondents can find a row, if need be the first of several."""
        return max(matching.matched for matching in self.matchings)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The other file as a wave of its own, and the pairs of identifiers that match at least one respondent.

    ``hidden`` lists (by label) identifiers of the survey that are not stored: its file is needed to use them.
    """

    other: Wave
    pairs: tuple[Pair, ...]
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """Variables of the other file for the respondents of a wave, ready to be kept."""

    wave: Id
    source: Source
    matching: Matching
    variables: tuple[Variable, ...]
    columns: Mapping[Id, Packed]


@dataclass(frozen=True, slots=True)
class Files:
    """What is joined: the other file, and the survey's own when its identifiers must be read from it."""

    other: Path
    survey: Path | None = None


def propose(project: Path, wave: Id, files: Files, progress: Progress) -> Proposal:
    """Read the other file and look for identifiers that both carry. Runs in the worker.

    Raises:
        UserError: a file cannot be read; `join_other_survey`: the survey's file is not the one imported;
            `join_itself`: the other file is the survey's own, which has nothing to add.
    """
    with ProjectFile.open(project, read_only=True) as file:
        found, answers = wave_in(file.project, wave), file.answers(wave)
        mine = _mine(found, answers, files.survey, progress)
        imported = _read(files.other, progress)
        if imported.wave.source.sha256 == found.source.sha256:
            raise UserError("join_itself", file=files.other.name)
        names = {found.variable(key).name for key in mine}
        theirs = _theirs(imported, files.other, progress, names)
    pairs = [_pair(on, name, a, b) for on, a in mine.items() for name, b in theirs.items()]
    best = sorted((p for p in pairs if p.best), key=lambda p: -p.best)
    hidden = tuple(v.label for v in found.variables if not v.stored and v.id not in mine)
    return Proposal(imported.wave, tuple(best[:PROPOSED]), hidden)


def join(project: Path, wave: Id, files: Files, choice: Choice, progress: Progress) -> Joined:
    """Give each respondent of a wave their row of the other file. Runs in the worker; errors: see `propose`.

    Raises:
        UserError: `join_no_key`: one of the identifiers is not there.
    """
    with ProjectFile.open(project, read_only=True) as file:
        found, answers = wave_in(file.project, wave), file.answers(wave)
        mine = _mine(found, answers, files.survey, progress, choice.keys.on)
        imported = _read(files.other, progress)
    return _joined(found, imported, mine.get(choice.keys.on), files.other, choice, progress)


def _joined(
    wave: Wave,
    imported: "Imported",
    mine: "KeyTexts | None",
    other: Path,
    choice: Choice,
    progress: Progress,
) -> Joined:
    from persona_studio.ingest.joining import aligned, grids_apart, match  # noqa: PLC0415 - in the worker only

    theirs = _theirs(imported, other, progress, {choice.keys.name}).get(choice.keys.name)
    if mine is None or theirs is None:
        raise UserError("join_no_key", name=choice.keys.name)
    places, matching = match(mine, theirs, choice.repeated)
    taken = {v.name for v in wave.variables}
    variables, columns = [], {}
    wanted = [v for v in imported.wave.variables if v.name in choice.take]
    wanted = grids_apart(wanted, {v.block for v in wave.variables})
    for done, variable in enumerate(wanted, 1):
        origin = len(wave.completed) + 1
        made, column = aligned(variable, imported.columns.get(variable.id), places, origin, taken)
        taken.add(made.name)
        variables.append(made)
        if column is not None:
            columns[made.id] = pack(column)
        progress.step(done, len(wanted), "join")
    return Joined(wave.id, imported.wave.source, matching, tuple(variables), columns)


def keep_join(session: Session, joined: Joined) -> None:
    """Put the joined variables after those of the wave: one gesture.

    Raises:
        UserError: the wave was taken out meanwhile, or took in another file.
    """
    project = session.project
    wave = wave_in(project, joined.wave)
    if any(v.origin != len(wave.completed) + 1 for v in joined.variables):
        raise UserError("join_meanwhile")
    edits: list[Edit] = [
        Insert(wave.id, len(wave.variables) + place, variable)
        for place, variable in enumerate(joined.variables)
    ]
    edits.append(SetField(wave.id, "completed", (*wave.completed, joined.source)))
    edits += outdating(project, wave.id)
    columns = {(wave.id, key): column for key, column in joined.columns.items()}
    session.do(Together(tuple(edits)), "Second file joined", columns)


def offered(other: Wave, key: str) -> tuple[Variable, ...]:
    """Return the variables of the other file that can be taken along: not the identifier, nobody's data."""
    return tuple(v for v in other.variables if v.name != key and v.stored)


# ---------------------------------------------------------------- identifiers


def _read(path: Path, progress: Progress, *, keep_personal: bool = False) -> "Imported":
    from persona_studio import ingest  # noqa: PLC0415 - in the worker only

    return ingest.read(path, ingest.ImportOptions(keep_personal=keep_personal), progress)


def _mine(
    wave: Wave, answers: Answers, survey: Path | None, progress: Progress, only: Id | None = None
) -> "dict[Id, KeyTexts]":
    """Return the identifiers of the respondents: those stored, and those in the survey's file."""
    wanted = [v for v in wave.variables if only in (None, v.id)]
    found = _keys(
        [(v.id, v, answers.column(v.id)) for v in wanted if v.stored and v.origin == 0], wave.respondents
    )
    hidden = {v.name: v.id for v in wanted if not v.stored and v.personal is not None}
    if survey is None or not hidden:
        return found
    again = _read(survey, progress, keep_personal=True)
    if again.wave.source.sha256 != wave.source.sha256 or again.wave.respondents != wave.respondents:
        raise UserError("join_other_survey", file=survey.name)
    read = [
        (hidden[v.name], v, again.columns[v.id])
        for v in again.wave.variables
        if v.name in hidden and v.stored
    ]
    return found | _keys(read, wave.respondents)


def _theirs(
    imported: "Imported", path: Path, progress: Progress, named: Collection[str]
) -> "dict[str, KeyTexts]":
    """Return what may be identifiers in the other file, or is ``named`` like one.

    Personal ones are read for this alone.
    """
    from persona_studio.ingest.joining import alike, keys_of, may_identify  # noqa: PLC0415 - in the worker only

    rows, columns = imported.wave.respondents, dict(imported.columns)
    variables = [v for v in imported.wave.variables if v.stored]
    hidden = {v.name for v in imported.wave.variables if not v.stored}
    if hidden:
        whole = _read(path, progress, keep_personal=True)
        columns |= whole.columns
        variables += [v for v in whole.wave.variables if v.name in hidden and v.stored]
    return {
        v.name: keys_of(v, columns[v.id])
        for v in variables
        if columns[v.id].width == 1 and (may_identify(v, rows) or any(alike(v.name, name) for name in named))
    }


def _keys(read: Sequence[tuple[str, Variable, Column]], rows: int) -> "dict[str, KeyTexts]":
    from persona_studio.ingest.joining import keys_of, may_be_key  # noqa: PLC0415 - in the worker only

    return {
        name: keys_of(variable, column)
        for name, variable, column in read
        if column.width == 1 and may_be_key(variable, rows)
    }


def _pair(on: Id, name: str, mine: "KeyTexts", theirs: "KeyTexts") -> Pair:
    from persona_studio.ingest.joining import match  # noqa: PLC0415 - in the worker only

    return Pair(Keys(on, name), tuple(match(mine, theirs, repeated)[1] for repeated in Repeated))
