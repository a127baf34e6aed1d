"""One ``*.persona`` file, open: the project as it is on disk, and the one way to change it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlalchemy import Engine

from persona_studio import paths
from persona_studio.domain.ids import Id
from persona_studio.domain.project import Project
from persona_studio.domain.waves import Answers, Column
from persona_studio.errors import UserError
from persona_studio.store import backups, blobs, locks, opening, repository
from persona_studio.store.blobs import Packed
from persona_studio.store.engine import connect, copy_pages, plain_words, reading
from persona_studio.store.repository import Columns, Pictures, Place


@dataclass(frozen=True, slots=True)
class StoredAnswers:
    """The answers of one wave, read from the file column by column when they are asked for."""

    rows: int
    read: Callable[[Id], Column | None]

    def column(self, key: Id) -> Column:
        """Return the column of that key; KeyError when there is none."""
        column = self.read(key)
        if column is None:
            raise KeyError(key)
        return column


class ProjectFile:
    """An open project file. Everything it says is on disk; everything it is told is on disk when it returns.

    ``read_only_reason`` is "" when it may be written, else "asked", "locked" (somebody else has it open: see
    ``holder``), "newer" (made by a newer program) or "permission" (file or folder may not be written).
    """

    def __init__(self, path: Path, engine: Engine, project: Project, mine: locks.Holder | None) -> None:
        self.path = path
        self.read_only_reason = ""
        self.holder: locks.Holder | None = None
        self._engine = engine
        self._project = project
        self._mine = mine
        self._saved = 0
        self._backed_up = 0

    @classmethod
    def create(cls, path: Path, project: Project, columns: Columns | None = None) -> Self:
        """Make a file of a project and its columns, in the place of any project that was there, and open it.

        Raises:
            UserError: another kind of file stands there (a slip must not cost the client's survey), or the
                file cannot be written; then what was there before is untouched.
        """
        for _ in cls.making(path, project, (columns or {},)):
            pass
        return cls.open(path)

    @staticmethod
    def making(path: Path, project: Project, batches: Iterable[Columns]) -> Iterator[None]:
        """Make a file as :meth:`create` does, a batch of columns at each step, and leave it closed.

        Given up before the last step, nothing is left of it.
        """
        opening.refuse_other(path)
        yield from opening.making(path, project, (batch.items() for batch in batches))

    @classmethod
    def open(cls, path: Path, read_only: bool = False, *, take_over: bool = False) -> Self:
        """Open a file; when it cannot be written it opens read-only and ``read_only_reason`` tells why.

        Args:
            path: the file.
            read_only: do not even try to write.
            take_over: write although somebody else seems to have it open. Their next gesture is then refused.

        Raises:
            UserError: there is no such file, it is not a project, it is damaged, it may not be read.
        """
        opening.recognise(path)
        if read_only:
            return cls._read(path, "asked")
        try:
            return cls._write(path, take_over)
        except opening.OnlyToReadError as only:
            return cls._read(path, only.reason, only.holder)
        except UserError as error:
            if error.code != "project_not_writable":
                raise
            return cls._read(path, "permission")

    @classmethod
    def _write(cls, path: Path, take_over: bool) -> Self:
        mine = locks.me()
        with ExitStack() as on_failure, plain_words(path, "project_damaged"):
            engine = connect(path, "rw")
            on_failure.callback(engine.dispose)
            opening.take(engine, mine, path, by_force=take_over)
            on_failure.callback(opening.let_go, engine, mine, path)
            opening.bring_up(engine, path, paths.backups_dir())
            with engine.begin() as connection:
                repository.collect(connection)
                file = cls(path, engine, opening.load(connection, path), mine)
            on_failure.pop_all()
            return file

    @classmethod
    def _read(cls, path: Path, reason: str, holder: locks.Holder | None = None) -> Self:
        with ExitStack() as on_failure, plain_words(path, "project_damaged"):
            engine = opening.to_read(path)
            on_failure.callback(engine.dispose)
            with reading(engine) as connection:
                file = cls(path, engine, opening.load(connection, path), None)
            on_failure.pop_all()
        file.read_only_reason, file.holder = reason, holder
        return file

    @property
    def project(self) -> Project:
        """The project as it is on disk."""
        return self._project

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._mine is None

    def write(
        self,
        project: Project,
        columns: Columns | None = None,
        without: Iterable[Place] = (),
        pictures: Pictures | None = None,
    ) -> None:
        """Write what is new in ``project``, columns and pictures, in one transaction: then it is on disk.

        Columns it is to be ``without`` are overwritten in it; those of what is no more wait for the end.

        Raises:
            UserError: it could not be written; then the file is as it was before.
        """
        if self._mine is None:
            raise UserError("project_read_only", file=self.path.name)
        with plain_words(self.path), self._engine.begin() as connection:
            locks.check(connection, self._mine)
            repository.write(connection, self._project, project)
            repository.write_columns(connection, columns or {})
            repository.delete_columns(connection, without)
            repository.write_pictures(connection, pictures or {})
        self._project = project
        self._saved += 1

    def stage(self, columns: Columns) -> None:
        """Store columns ahead of the things they belong to; those that never come are dropped at the end.

        Raises:
            UserError: they could not be written; then the file is as it was before.
        """
        if self._mine is None:
            raise UserError("project_read_only", file=self.path.name)
        with plain_words(self.path), self._engine.begin() as connection:
            locks.check(connection, self._mine)
            repository.write_columns(connection, columns)

    def answers(self, wave: Id) -> Answers:
        """Return the answers of a wave; KeyError when there is no such wave."""
        rows = next((w.respondents for w in self._project.waves if w.id == wave), None)
        if rows is None:
            raise KeyError(wave)
        return StoredAnswers(rows, lambda key: self.column(wave, key))

    def labels(self, segmentation: Id) -> Column:
        """Return the segment of each respondent in a segmentation; KeyError when there is none."""
        column = self.column(segmentation, segmentation)
        if column is None:
            raise KeyError(segmentation)
        return column

    def column(self, owner: Id, key: Id) -> Column | None:
        """Return a stored column, or None; UserError when it is damaged."""
        packed = self.packed(owner, key)
        try:
            return blobs.unpack(packed) if packed else None
        except ValueError as error:
            raise UserError("project_damaged", file=self.path.name) from error

    def packed(self, owner: Id, key: Id) -> Packed | None:
        """Return a stored column as it is stored, or None."""
        with plain_words(self.path), reading(self._engine) as connection:
            return repository.read_column(connection, owner, key)

    def mark(self, owner: Id, key: Id) -> str:
        """Return what tells a stored column from any other, "" when there is none."""
        packed = self.packed(owner, key)
        return blobs.mark(packed) if packed else ""

    def picture(self, which: Id) -> bytes | None:
        """Return a stored picture, None when there is none of that id."""
        with plain_words(self.path, "project_damaged"), reading(self._engine) as connection:
            return repository.read_picture(connection, which)

    def pictures(self) -> list[Id]:
        """Return the ids of the stored pictures in use: photos of personas, and the client's logo."""
        with plain_words(self.path), reading(self._engine) as connection:
            return repository.pictures(connection)

    def save_copy(self, path: Path) -> None:
        """Write a copy of the project as it is now; the session goes on with the file it has.

        Raises:
            UserError: the copy cannot be written, or would overwrite the open file itself.
        """
        if path.exists() and self.path.exists() and path.samefile(self.path):
            raise UserError("copy_onto_itself", file=path.name)
        backups.copy(self._engine, path)

    def backup(self, folder: Path) -> Path | None:
        """Put a copy into ``folder`` if something changed since the last one. Safe in a thread."""
        saved = self._saved
        if saved == self._backed_up:
            return None
        with opening.engine_on(self.path, "ro") as engine, plain_words(self.path):
            made = backups.make(engine, folder, self._project.id, self.path.stem)
        self._backed_up = saved
        return made

    def places(self) -> list[Place]:
        """Return owner and key of every stored column of things that are in the project."""
        with plain_words(self.path), reading(self._engine) as connection:
            return repository.places(connection)

    def become(self, other: Path, project: Project) -> None:
        """Put every page of another file of this project in the place of its own: all of them, or none.

        What the file held before is nowhere in it afterwards, not even in room that was free.

        Args:
            other: a file made by :meth:`create`, open to nobody; it is left to the caller.
            project: the project it holds.

        Raises:
            UserError: it could not be written; then the file is as it was before.
        """
        if self._mine is None:
            raise UserError("project_read_only", file=self.path.name)
        with plain_words(self.path), opening.engine_on(other, "rw") as source:
            with self._engine.begin() as connection:
                locks.check(connection, self._mine)
            with source.begin() as connection:
                locks.take(connection, self._mine, by_force=True)
            copy_pages(source, self._engine)
        self._project = project
        self._saved += 1

    def close(self) -> None:
        """Give the lock back and close; what the user did is on disk already."""
        if self._mine is not None:
            opening.tidy(self._engine, self._mine, self.path)
            opening.let_go(self._engine, self._mine, self.path)
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
