"""Personal data really leave the project: its file, its copies kept in case, the memory of undo.

It is the one gesture that cannot be undone. The worker makes everything ready: it writes each copy anew
without the data, then a clean file beside the copies; the window at last puts the pages of that file in the
place of the project's own, in one transaction. Ended by force at any moment, the project either still holds
the data and says so, or holds none of it.

Lines of personas go with the answers whose words they hold, as far as that is known: from where it was
placed on, through moves, cuts and joins. What somebody typed from memory is theirs.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from persona_studio import paths
from persona_studio.domain.companions import with_lines
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona, Provenance, quoted_by
from persona_studio.domain.progress import Progress
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segmentation
from persona_studio.domain.variables import Personal, Variable
from persona_studio.domain.waves import Column, Wave
from persona_studio.errors import UserError
from persona_studio.services.authoring import wave_in
from persona_studio.services.remembered import forget
from persona_studio.services.session import Session
from persona_studio.store import backups, opening
from persona_studio.store.blobs import Packed
from persona_studio.store.project_file import ProjectFile
from persona_studio.store.repository import Place

if TYPE_CHECKING:
    from persona_studio.ingest.erasing import Eraser

NO_MORE = "[…]"
"""What stands where the answers to a question were quoted that is of no kind of personal data."""
T = TypeVar("T")
Item = tuple[Place, Column | Packed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What is to go: the answers to variables of a wave (``emptied``), the identity behind others
    (``renamed``: pseudonyms take the place of identifiers), and contacts of some kinds written in any text.
    """

    wave: Id
    emptied: tuple[Id, ...] = ()
    renamed: tuple[Id, ...] = ()
    written: tuple[Personal, ...] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """A project without the data, in a file of its own that waits to become the project's."""

    before: Project
    after: Project
    clean: Path
    copies: tuple[Path, ...]


def copies(session: Session) -> list[Path]:
    """Return the copies kept in case that an erasure will write anew, or delete."""
    session.settle()
    return backups.of_project(paths.backups_dir(), session.project.id)


def prepare(path: Path, erasure: Erasure, folder: Path, progress: Progress) -> Ready:
    """Write the copies kept in ``folder`` anew, then a clean file beside them. Runs in the worker.

    Raises:
        UserError: the wave is gone, or a copy can neither be written nor deleted; the project is untouched.
    """
    forget()  # the worker lives on, too
    with ProjectFile.open(path, read_only=True) as file:
        work = _Work(file, erasure)
        kept = backups.of_project(folder, file.project.id)
        _sweep(file.project, path, folder)
        for done, copy in enumerate(kept):
            progress.step(done, len(kept) + 1, "purge")
            _renew(copy, work)
        progress.step(len(kept), len(kept) + 1, "purge")
        clean = backups.place(folder, file.project.id)
        after, columns = work.on(file)
        opening.make(clean, after, columns, _pictures(file))
    return Ready(file.project, after, clean, tuple(path for path in kept if path.exists()))


def finish(session: Session, ready: Ready) -> None:
    """Let the project be what :func:`prepare` made of it, and forget what could be undone.

    Raises:
        UserError: the project was changed meanwhile, or cannot be written; it is as it was.
    """
    try:
        if session.project != ready.before:
            raise UserError("purge_overtaken", file=session.path.name)
        session.become(ready.clean, ready.after)
    finally:
        drop(ready)
    # A copy made while the worker was at it is one of the project as it was: the present one is clean.
    for copy in set(copies(session)) - set(ready.copies):
        copy.unlink(missing_ok=True)
    session.sweep()


def drop(ready: Ready) -> None:
    """Remove the clean file of an erasure that is done, or given up."""
    with suppress(OSError):
        ready.clean.unlink(missing_ok=True)


def _sweep(project: Project, path: Path, folder: Path) -> None:
    try:
        backups.sweep(folder, project.id, path)
    except OSError as error:
        left = Path(error.filename or path)
        raise UserError("purge_copy_stays", file=left.name, folder=str(left.parent)) from error


def _renew(copy: Path, work: "_Work") -> None:
    """Write a copy anew without the data; one that cannot be read, or is for an older program, is deleted."""
    try:
        if opening.is_current(copy):
            with ProjectFile.open(copy, read_only=True) as file:
                project, columns = work.on(file)
                opening.make(copy, project, columns, _pictures(file))
            return
    except UserError as error:
        if error.code not in ("project_damaged", "project_not_one", "project_missing"):
            raise
    try:
        copy.unlink(missing_ok=True)
    except OSError as error:
        raise UserError("purge_copy_stays", file=copy.name, folder=str(copy.parent)) from error


class _Work:
    """One erasure on several files: the project and its copies."""

    def __init__(self, file: ProjectFile, erasure: Erasure) -> None:
        from persona_studio.ingest import erasing  # noqa: PLC0415 - heavy, and never loaded in the window
        from persona_studio.ingest.words import load_words  # noqa: PLC0415

        wave = wave_in(file.project, erasure.wave)
        self._erasing = erasing
        self._source = wave.source.sha256
        self._emptied = {v.name: v.id for v in wave.variables if v.id in erasure.emptied}
        self._renamed = {v.name: v.id for v in wave.variables if v.id in erasure.renamed}
        marks = load_words().marks.get(file.project.language) or load_words().marks["en"]
        gone, identities = (self._values(file, wave, these) for these in (self._emptied, self._renamed))
        values = erasing.pseudonyms([value for values in identities.values() for value in values])
        self._names = values
        self._marks = marks
        hidden = {v: marks[kind] if kind else NO_MORE for kind, found in gone.items() for v in found}
        kinds = {*erasure.written, *(kind for kind in gone if kind is not None)}
        self._eraser: Eraser = erasing.Eraser(
            {kind: mark for kind, mark in marks.items() if kind in kinds}, {**values, **hidden}
        )

    def _values(
        self, file: ProjectFile, wave: Wave, names: Mapping[str, Id]
    ) -> dict[Personal | None, list[str]]:
        found: dict[Personal | None, list[str]] = {}
        for which in names.values():
            variable, column = wave.variable(which), file.column(wave.id, which)
            if column is not None:
                found.setdefault(variable.personal, []).extend(self._erasing.values_of(variable, column))
        return found

    def on(self, file: ProjectFile) -> tuple[Project, Iterator[Item]]:
        """Return the project of a file without the data, and its columns one after the other."""
        stored = set(file.places())
        changed: dict[Place, Column] = {}
        waves = tuple(self._wave(file, wave, stored, changed) for wave in file.project.waves)
        gone = {which for wave in file.project.waves for which in self._gone(wave)}
        personas = tuple(without_words(persona, gone) for persona in file.project.personas)
        snapshots = tuple(
            replace(one, persona=without_words(one.persona, gone)) for one in file.project.snapshots
        )
        project = replace(
            file.project, waves=waves, personas=scrubbed(personas, self._eraser.clean),
            snapshots=scrubbed(snapshots, self._eraser.clean),
            segmentations=scrubbed(
                tuple(_outdated(one, gone, changed) for one in file.project.segmentations),
                self._eraser.clean,
            ),
        )  # fmt: skip
        left = sorted(place for place in stored if place[1] not in gone)
        return project, ((place, changed.get(place) or _packed(file, place)) for place in left)

    def _gone(self, wave: Wave) -> set[Id]:
        """Return the variables to empty: those asked for, and those made of what is erased or renamed."""
        asked = {v.id for v in wave.variables if self._among(self._emptied, wave, v)}
        renamed = {v.id for v in wave.variables if self._among(self._renamed, wave, v)}
        return asked | {v.id for v in made_of(wave, asked | renamed)} - renamed

    def _among(self, these: Mapping[str, Id], wave: Wave, variable: Variable) -> bool:
        """Tell whether a variable is one of these, be it in an earlier reading of the same file."""
        same = wave.source.sha256 == self._source and bool(self._source) and variable.name in these
        return same or variable.id in these.values()

    def _wave(self, file: ProjectFile, wave: Wave, stored: set[Place], changed: dict[Place, Column]) -> Wave:
        variables, named, gone = [], self._named(file, wave, stored), self._gone(wave)
        for variable in wave.variables:
            place = (wave.id, variable.id)
            if variable.id in gone:
                variables.append(scrubbed(self._erasing.emptied(variable), self._eraser.clean))
                continue
            made, column = variable, file.column(*place) if place in stored else None
            if column is not None:
                made, now = self._treated(wave, variable, column)
                for own in named:
                    now = self._erasing.without_own_names(now, own, self._marks[Personal.NAME])
                if now is not column:
                    changed[place] = now
            variables.append(scrubbed(made, self._eraser.clean))
        return replace(scrubbed(replace(wave, variables=()), self._eraser.clean), variables=tuple(variables))

    def _named(self, file: ProjectFile, wave: Wave, stored: set[Place]) -> list[list[frozenset[str]]]:
        """Return, for each variable of names that goes, the words of every respondent's own name."""
        going = {**self._emptied, **self._renamed}
        found = []
        for variable in (v for v in wave.variables if v.personal is Personal.NAME):
            column = file.column(wave.id, variable.id) if (wave.id, variable.id) in stored else None
            if column is not None and self._among(going, wave, variable):
                found.append(self._erasing.own_names(variable, column))
        return found

    def _treated(self, wave: Wave, variable: Variable, column: Column) -> tuple[Variable, Column]:
        if self._among(self._renamed, wave, variable) and not variable.pseudonymised:
            return self._erasing.pseudonymised(variable, column, self._names)
        return self._erasing.cleaned(variable, column, self._eraser.clean)


def made_of(wave: Wave, of: Collection[Id]) -> tuple[Variable, ...]:
    """Return the variables made of some, and those made of these: copies, classes, sums tell of them."""
    known = set(of)
    while True:
        more = {v.id for v in wave.variables if v.rule is not None and not known.isdisjoint(v.rule.of)}
        if more <= known:
            return tuple(v for v in wave.variables if v.id in known and v.id not in of)
        known |= more


def _outdated(found: Segmentation, gone: set[Id], changed: Mapping[Place, Column]) -> Segmentation:
    """Return a segmentation, marked when it was made of answers that are no more, or are others now."""
    recipe = (*found.recipe.active, *found.recipe.illustrative, found.recipe.weight)
    touched = any(one in gone or (found.wave, one) in changed for one in recipe if one is not None)
    return replace(found, stale=True) if touched else found


def without_words(persona: Persona, gone: set[Id]) -> Persona:
    """Return a persona without the lines whose words hold answers which are no more."""
    if not gone.isdisjoint(quoted_by(persona.quote_evidence, persona.quoted)):
        persona = replace(
            persona, quote="", quote_evidence=None, quote_provenance=Provenance.HYPOTHESIS, quoted=()
        )
    return with_lines(persona, lambda line: line if gone.isdisjoint(line.sources) else None)


def _pictures(file: ProjectFile) -> Iterator[tuple[Id, bytes]]:
    """Yield the photos of the personas and the client's logo: the data of a survey are not in them."""
    for which in file.pictures():
        data = file.picture(which)
        if data is not None:
            yield which, data


def _packed(file: ProjectFile, place: Place) -> Packed:
    packed = file.packed(*place)
    if packed is None:
        raise UserError("project_damaged", file=file.path.name)
    return packed


def scrubbed(value: T, clean: Callable[[str], str]) -> T:
    """Return a value of the domain with every text in it cleaned; the same value when none changes."""
    found: Any = value
    if isinstance(value, str):
        found = value if isinstance(value, StrEnum) else clean(value)
    elif isinstance(value, tuple):
        parts = tuple(scrubbed(one, clean) for one in value)
        found = parts if any(a is not b for a, b in zip(parts, value, strict=True)) else value
    elif is_dataclass(value) and not isinstance(value, type):
        now = {f.name: scrubbed(getattr(value, f.name), clean) for f in fields(value)}
        changed = {name: one for name, one in now.items() if one is not getattr(value, name)}
        found = replace(value, **changed) if changed else value
    return found  # type: ignore[no-any-return]
