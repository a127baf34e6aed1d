"""An open project: every gesture goes through here, is on disk when it returns, and can be undone."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Thread
from typing import Self

from persona_studio import paths
from persona_studio.domain.changes import Change, Happened, Node
from persona_studio.domain.edits import Applied, Edit, merged
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona
from persona_studio.domain.project import Project
from persona_studio.domain.segments import MAP_COLUMN
from persona_studio.domain.waves import Answers, Column
from persona_studio.errors import UserError
from persona_studio.services.remembered import forget
from persona_studio.store import backups
from persona_studio.store.blobs import Packed
from persona_studio.store.project_file import ProjectFile
from persona_studio.store.repository import Columns, Pictures, Place

Subscriber = Callable[[tuple[Change, ...]], object]
STAGED = 2**19
"""Bytes of columns that are written at one step: some hundredths of a second."""
BACKUP_EVERY = 600.0
"""Seconds of work after which a copy is kept in case."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Done:
    """A gesture that can be undone: the edit, its inverse, and the columns it put in the place of others.

    ``withdrawn`` are columns that leave the file when it is undone, and come from memory when done again.
    """

    label: str
    edit: Edit
    inverse: Edit
    columns_before: Columns = field(default_factory=dict)
    columns_after: Columns = field(default_factory=dict)
    withdrawn: tuple[Place, ...] = ()
    open: bool = False


class Session:
    """One project that is open, in one file.

    A gesture that cannot be written raises UserError and leaves project, file and undo as they were.
    """

    def __init__(self, file: ProjectFile) -> None:
        self._file = file
        self._undo: list[_Done] = []
        self._redo: list[_Done] = []
        self._subscribers: list[Subscriber] = []
        self._backup: Thread | None = None
        self._became = 0
        self._backup_due = time.monotonic() + BACKUP_EVERY

    @classmethod
    def create(cls, path: Path, project: Project, columns: Columns | None = None) -> Self:
        """Make a project file, in the place of any that was there, and open it."""
        return cls(ProjectFile.create(path, project, columns))

    @staticmethod
    def making(path: Path, project: Project, columns: Columns) -> Iterator[None]:
        """Make a project file with many columns, some at each step; it is to be opened then.

        Raises:
            UserError: as :meth:`ProjectFile.create`; nothing is left of it.
        """
        return ProjectFile.making(path, project, _batches(columns))

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, take_over: bool = False) -> Self:
        """Open a project file; see :meth:`ProjectFile.open` for when it can only be read."""
        session = cls(ProjectFile.open(path, read_only, take_over=take_over))
        session.sweep()
        return session

    @property
    def path(self) -> Path:
        """The project's file."""
        return self._file.path

    @property
    def vanished(self) -> bool:
        """Whether the file is no longer where it was: moved or deleted behind our back."""
        return not self.path.exists()

    @property
    def project(self) -> Project:
        """The project as it is now, on screen and on disk."""
        return self._file.project

    @property
    def read_only(self) -> bool:
        """Whether gestures are refused."""
        return self._file.read_only

    @property
    def read_only_reason(self) -> str:
        """Why gestures are refused: "asked", "locked", "newer" or "permission"; "" when they are not."""
        return self._file.read_only_reason

    @property
    def locked_by(self) -> tuple[str, str] | None:
        """Host that has the project open for writing, and since when (ISO 8601, UTC), when that is not us."""
        holder = self._file.holder
        return (holder.host, holder.time) if holder else None

    @property
    def undo_label(self) -> str:
        """Name of the gesture that :meth:`undo` would undo, or ""."""
        return self._undo[-1].label if self._undo else ""

    @property
    def redo_label(self) -> str:
        """Name of the gesture that :meth:`redo` would do again, or ""."""
        return self._redo[-1].label if self._redo else ""

    @property
    def history(self) -> tuple[tuple[str, ...], int]:
        """Names of the gestures that can be undone or done again, the oldest first; how many are done now."""
        labels = (*(done.label for done in self._undo), *(done.label for done in reversed(self._redo)))
        return labels, len(self._undo)

    def go_to(self, step: int) -> None:
        """Undo, or do again, until so many gestures of :attr:`history` are done.

        Raises:
            UserError: one of them cannot be written; those before it are.
        """
        while len(self._undo) > max(0, step):
            self.undo()
        while len(self._undo) < step and self._redo:
            self.redo()

    def do(
        self,
        edit: Edit,
        label: str,
        columns: Columns | None = None,
        *,
        merge: bool = False,
        personal: bool = False,
        pictures: Pictures | None = None,
    ) -> bool:
        """Apply a gesture, write it, tell the subscribers. Returns whether anything changed by it.

        Args:
            edit: the gesture.
            label: its name in the undo menu, an English source text.
            columns: columns of answers that come with it, by owner and key, stored in the same transaction.
            merge: make one undo step of it and the gesture before, when both are typing in the same text. The
                burst ends with any other gesture, with undo and redo, and with :meth:`end_burst`.
            personal: let new columns leave the file as soon as the gesture is undone, not when it is closed.
            pictures: photos that come with it, by id, stored in the same transaction. They stay in the file
                until it is closed, whatever is undone, and then as long as a persona names them.

        Raises:
            UserError: it does not apply or cannot be written; then nothing happened.
        """
        after = dict(columns or {})
        applied = edit.apply(self.project)
        if applied.project == self.project and not after:
            return False
        before = self._replaced(after)
        self._write(applied, after, pictures=pictures)
        withdrawn = tuple(place for place in after if place not in before) if personal else ()
        again = {place: after[place] for place in (*before, *withdrawn)}
        self._push(_Done(label, edit, applied.inverse, before, again, withdrawn, merge and not after))
        self._tell(applied.changes)
        return True

    def stage(self, columns: Columns) -> Iterator[None]:
        """Store many columns ahead of the gesture that needs them, some at each step.

        A large survey takes most of a second to write, and the window must not stand still for so long. The
        gesture that follows is what makes them part of the project: until then nothing has happened.

        Raises:
            UserError: they cannot be written, or the file was made anew between two steps.
        """
        begun = self._became
        for batch in _batches(columns):
            self._file.stage(batch)
            yield
            if self._became != begun:  # a purge made the file anew: what was stored ahead is gone
                raise UserError("staging_overtaken")

    def end_burst(self) -> None:
        """Let the next typing be an undo step of its own."""
        if self._undo:
            self._undo.append(replace(self._undo.pop(), open=False))

    def undo(self) -> None:
        """Undo the last gesture; nothing when there is none."""
        if not self._undo:
            return
        done = self._undo[-1]
        applied = done.inverse.apply(self.project)
        self._write(applied, done.columns_before, done.withdrawn)
        self._redo.append(replace(self._undo.pop(), open=False))
        self._tell(applied.changes)

    def redo(self) -> None:
        """Do the gesture again that was undone last; nothing when there is none."""
        if not self._redo:
            return
        done = self._redo[-1]
        applied = done.edit.apply(self.project)
        self._write(applied, done.columns_after)
        self._undo.append(self._redo.pop())
        self._tell(applied.changes)

    def subscribe(self, callback: Subscriber) -> Callable[[], None]:
        """Call ``callback`` with the changes after each gesture, undo and redo. Returns what ends that."""
        self._subscribers.append(callback)

        def unsubscribe() -> None:
            if callback in self._subscribers:
                self._subscribers.remove(callback)

        return unsubscribe

    def answers(self, wave: Id) -> Answers:
        """Return the answers of a wave, read from the file when asked for."""
        return self._file.answers(wave)

    def mark(self, owner: Id, key: Id) -> str:
        """Return what tells a stored column from any other, "" when there is none."""
        return self._file.mark(owner, key)

    def labels(self, segmentation: Id) -> Column:
        """Return each respondent's segment in a segmentation."""
        return self._file.labels(segmentation)

    def places(self, segmentation: Id) -> Column | None:
        """Return each respondent's place on the map of a segmentation, None when it has none."""
        return self._file.column(segmentation, MAP_COLUMN)

    def picture(self, which: Id) -> bytes | None:
        """Return a stored photo, None when there is none of that id."""
        return self._file.picture(which)

    def pictures_of(self, persona: Persona) -> Pictures:
        """Return the photo of a persona by its id, to be carried into another project; empty without one."""
        data = self.picture(persona.photo.picture) if persona.photo is not None else None
        return {persona.photo.picture: data} if persona.photo is not None and data is not None else {}

    def save_copy(self, path: Path) -> None:
        """Write a copy of the project; the session stays with its own file."""
        self._file.save_copy(path)

    def back_up(self) -> None:
        """Keep a copy in the user's folder if something changed since the last one, in a thread."""
        if self.read_only or (self._backup is not None and self._backup.is_alive()):
            return
        self._backup_due = time.monotonic() + BACKUP_EVERY
        self._backup = Thread(target=self._back_up, name="persona-studio-backup")
        self._backup.start()

    def settle(self) -> None:
        """Wait for the copy that is being kept, if one is."""
        if self._backup is not None:
            self._backup.join()

    def sweep(self) -> None:
        """Remove what work given up left of the project outside of its file: it may hold all of it."""
        if self.read_only:
            return
        try:
            backups.sweep(paths.backups_dir(), self.project.id, self.path)
        except OSError as error:
            _log.warning("something of %s is left: %s", self.path.name, error)

    def become(self, other: Path, project: Project) -> None:
        """Let the project be what another file holds, and forget what could be undone: it holds what was.

        Raises:
            UserError: it could not be written; then project and file are as they were.
        """
        self.settle()
        self._file.become(other, project)
        self._begin_anew()

    def move_to(self, copy: Path) -> None:
        """Go on in a copy of the project, as its own file has gone; what could be undone is forgotten.

        Raises:
            UserError: the copy cannot be opened; then the session stays with the file it has.
        """
        self.settle()
        file = ProjectFile.open(copy)
        self._file.close()
        self._file = file
        self._begin_anew()

    def _begin_anew(self) -> None:
        """Forget what the file held before, and tell that everything may be another."""
        self._became += 1
        self._undo.clear()
        self._redo.clear()
        forget()
        project = self.project
        top = (Node.PROJECT, project.id)
        below = [(Node.WAVE, wave.id) for wave in project.waves]
        below += [(Node.PERSONA, persona.id) for persona in project.personas]
        paths_ = ((top,), *((top, one) for one in below))
        self._tell(tuple(Change(path, Happened.CHANGED) for path in paths_))

    def close(self) -> None:
        """Close the file. Nothing is left to save; a copy of what changed is kept in case."""
        self.back_up()
        self.settle()
        self.sweep()
        self._file.close()
        forget()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _write(
        self,
        applied: Applied,
        columns: Columns,
        without: tuple[Place, ...] = (),
        pictures: Pictures | None = None,
    ) -> None:
        self._file.write(applied.project, columns, without, pictures)
        if time.monotonic() > self._backup_due:
            self.back_up()

    def _back_up(self) -> None:
        try:
            self._file.backup(paths.backups_dir())
        except (UserError, OSError) as error:
            # The work itself is safe: nobody should be stopped because a second copy of it is not.
            _log.warning("no copy of %s was kept: %s", self.path.name, error)

    def _replaced(self, columns: Columns) -> Columns:
        """Return, as they are stored, the columns that new ones take the place of."""
        stored = {place: self._file.packed(*place) for place in columns}
        return {place: packed for place, packed in stored.items() if packed is not None}

    def _push(self, done: _Done) -> None:
        self._redo.clear()
        last = self._undo[-1] if self._undo else None
        both = merged(last.edit, done.edit) if last is not None and last.open and done.open else None
        if last is not None and both is not None:
            # The first inverse goes back to before the burst; only the last text needs to be done again.
            self._undo[-1] = replace(last, edit=both)
        else:
            self._undo.append(done)

    def _tell(self, changes: tuple[Change, ...]) -> None:
        for callback in tuple(self._subscribers):
            callback(changes)


def _batches(columns: Columns) -> Iterator[Columns]:
    """Yield the columns, as many together as are written in a moment."""
    batch: dict[Place, Column | Packed] = {}
    size = 0
    for place, column in columns.items():
        batch[place] = column
        size += sum(map(len, column.data)) if isinstance(column, Packed) else len(column.data)
        if size > STAGED:
            yield batch
            batch, size = {}, 0
    if batch:
        yield batch
