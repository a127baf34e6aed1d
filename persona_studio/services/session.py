"""An open project: every gesture goes through here, is on disk when it returns, and can be undone."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from persona_studio.domain.changes import Change
from persona_studio.domain.edits import Applied, Edit, merged
from persona_studio.domain.ids import Id
from persona_studio.domain.project import Project
from persona_studio.domain.waves import Answers, Column
from persona_studio.store.project_file import ProjectFile
from persona_studio.store.repository import Columns

Subscriber = Callable[[tuple[Change, ...]], None]


@dataclass(frozen=True, slots=True)
class _Done:
    """A gesture that can be undone: the edit, its inverse, and the columns it put in the place of others."""

    label: str
    edit: Edit
    inverse: Edit
    columns_before: Columns = field(default_factory=dict)
    columns_after: Columns = field(default_factory=dict)
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

    @classmethod
    def create(cls, path: Path, project: Project, columns: Columns | None = None) -> Self:
        """Make a project file, in the place of any that was there, and open it."""
        return cls(ProjectFile.create(path, project, columns))

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, take_over: bool = False) -> Self:
        """Open a project file; see :meth:`ProjectFile.open` for when it can only be read."""
        return cls(ProjectFile.open(path, read_only, take_over=take_over))

    @property
    def path(self) -> Path:
        """The project's file."""
        return self._file.path

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

    def do(self, edit: Edit, label: str, columns: Columns | None = None, *, merge: bool = False) -> None:
        """Apply a gesture, write it, tell the subscribers.

        Args:
            edit: the gesture.
            label: its name in the undo menu, in the user's language.
            columns: columns of answers that come with it, by owner and key, stored in the same transaction.
            merge: make one undo step of it and the gesture before, when both are typing in the same text. The
                burst ends with any other gesture, with undo and redo, and with :meth:`end_burst`.

        Raises:
            UserError: it does not apply or cannot be written; then nothing happened.
        """
        after = dict(columns or {})
        applied = edit.apply(self.project)
        if applied.project == self.project and not after:
            return
        before = self._replaced(after)
        self._write(applied, after)
        done = _Done(label, edit, applied.inverse, before, {k: after[k] for k in before}, open=merge)
        self._push(done)
        self._tell(applied.changes)

    def end_burst(self) -> None:
        """Let the next typing be an undo step of its own."""
        if self._undo:
            last = self._undo.pop()
            self._undo.append(_closed(last))

    def undo(self) -> None:
        """Undo the last gesture; nothing when there is none."""
        if not self._undo:
            return
        done = self._undo[-1]
        applied = done.inverse.apply(self.project)
        self._write(applied, done.columns_before)
        self._redo.append(_closed(self._undo.pop()))
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

    def labels(self, segmentation: Id) -> Column:
        """Return each respondent's segment in a segmentation."""
        return self._file.labels(segmentation)

    def save_copy(self, path: Path) -> None:
        """Write a copy of the project; the session stays with its own file."""
        self._file.save_copy(path)

    def close(self) -> None:
        """Close the file. Nothing is left to save."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _write(self, applied: Applied, columns: Columns) -> None:
        self._file.write(applied.project, columns)

    def _replaced(self, columns: Columns) -> Columns:
        """Return, as they are stored, the columns that new ones take the place of."""
        stored = {place: self._file.packed(*place) for place in columns}
        return {place: packed for place, packed in stored.items() if packed is not None}

    def _push(self, done: _Done) -> None:
        self._redo.clear()
        last = self._undo[-1] if self._undo else None
        if done.open and last is not None and last.open:
            both = merged(last.edit, done.edit)
            if both is not None:
                # The first inverse goes back to before the burst; only the last text needs to be done again.
                self._undo[-1] = _Done(last.label, both, last.inverse, open=True)
                return
        self._undo.append(done)

    def _tell(self, changes: tuple[Change, ...]) -> None:
        for callback in tuple(self._subscribers):
            callback(changes)


def _closed(done: _Done) -> _Done:
    return _Done(done.label, done.edit, done.inverse, done.columns_before, done.columns_after)
