"""Copies of a project file: those a user asks for, and those kept in case, thinned out as they grow old."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.exc import NoResultFound

from persona_studio.domain.ids import Id, new_id
from persona_studio.errors import UserError
from persona_studio.store import migrations, repository
from persona_studio.store.atomic import is_temporary, replacing
from persona_studio.store.engine import connect, plain_words, reading
from persona_studio.store.schema import lock, thing

STAMP = "%Y-%m-%d %H.%M.%S"
NEWEST = 3
"""Backups that are kept whatever their age."""
ROOM = 500_000_000
"""Bytes that the backups of one file may take."""
_PERIODS = (
    (timedelta(hours=1), timedelta(minutes=10)),
    (timedelta(days=1), timedelta(hours=1)),
    (timedelta(days=30), timedelta(days=1)),
    (timedelta(days=365), timedelta(days=30)),
)
"""Up to that age, one backup for each such lapse of time; beyond the last age none."""


def copy(engine: Engine, path: Path) -> None:
    """Write a compact copy of an open file, without its lock and the columns of things that are no more.

    Raises:
        UserError: the copy cannot be written; then nothing is left of it.
    """
    with replacing(path, database=True) as temporary, plain_words(path):
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("VACUUM INTO ?", (str(temporary),))
        finally:
            raw.close()
        _clean(temporary)


def make(engine: Engine, folder: Path, project: Id, stem: str) -> Path:
    """Put a dated copy of an open file into the project's folder below ``folder``; thin out old ones."""
    now = datetime.now(UTC)
    made = _in_folder(folder / project) / f"{stem} {now.strftime(STAMP)}.persona"
    copy(engine, made)
    dated = {when: old for old in made.parent.glob("*.persona") if (when := _time_of(old, stem))}
    sizes = {when: dated[when].stat().st_size for when in kept(dated, now)}
    for when in dated.keys() - within(sizes, ROOM):
        dated[when].unlink(missing_ok=True)
    return made


def keep(engine: Engine, folder: Path, name: str) -> Path:
    """Put a copy that is never thinned out into ``folder``, under a name that is still free."""
    made = _in_folder(folder) / f"{name}.persona"
    number = 2
    while made.exists():
        made = folder / f"{name} ({number}).persona"
        number += 1
    copy(engine, made)
    return made


def of_project(folder: Path, project: Id) -> list[Path]:
    """Return all copies of a project below ``folder``: dated ones, and those kept before an upgrade.

    What lies in the project's own folder counts even when it cannot be read: it may hold a part of it.
    """
    own = sorted(p for p in (folder / project).glob("*.persona") if not is_temporary(p))
    others = sorted(folder.glob("*.persona"))
    return [*own, *(path for path in others if not is_temporary(path) and _project_in(path) == project)]


def place(folder: Path, project: Id) -> Path:
    """Return a path for a file of a project that is to be replaced, in its folder, swept when it is left."""
    return _in_folder(folder / project) / f".{new_id()}.persona"


def sweep(folder: Path, project: Id, file: Path) -> None:
    """Remove what writes ended by force left of a project: in its folder, and whole ones beside its file."""
    beside = (path for path in file.parent.iterdir() if is_temporary(path) and path != file)
    ours = [path for path in beside if path.suffix == file.suffix and _project_in(path) == project]
    for left in (*unfinished(folder, project), *ours):
        left.unlink(missing_ok=True)


def unfinished(folder: Path, project: Id) -> list[Path]:
    """Return what copies that were ended by force left in the project's folder; nobody else writes there."""
    inside = (folder / project).iterdir() if (folder / project).is_dir() else ()
    return sorted(path for path in inside if is_temporary(path))


def kept(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Return those of the times at which backups were made that are worth keeping at the time ``now``.

    The newest ones stay, and the oldest of each lapse of time, the lapses growing with age.
    """
    newest_first = sorted(times, reverse=True)
    chosen = set(newest_first[:NEWEST])
    seen: set[tuple[timedelta, int]] = set()
    for when in reversed(newest_first):
        lapse = next((lapse for age, lapse in _PERIODS if now - when <= age), None)
        if lapse is None:
            continue
        slot = (lapse, int(when.timestamp() // lapse.total_seconds()))
        if slot not in seen:
            seen.add(slot)
            chosen.add(when)
    return chosen


def within(sizes: Mapping[datetime, int], room: int) -> set[datetime]:
    """Return the newest backups whose sizes together find room, the newest ones even beyond that."""
    newest_first = sorted(sizes, reverse=True)
    totals = accumulate(sizes[when] for when in newest_first)
    return {
        w
        for i, (w, total) in enumerate(zip(newest_first, totals, strict=True))
        if i < NEWEST or total <= room
    }


def _in_folder(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError("folder_not_writable", folder=str(folder)) from error
    return folder


def _project_in(path: Path) -> Id:
    """Return which project a copy holds, or "" when it cannot be told: then it is not one of ours."""
    try:
        with plain_words(path, "project_damaged"), _reader(path) as engine, reading(engine) as connection:
            return str(connection.execute(select(thing.c.id).where(thing.c.parent.is_(None))).scalar_one())
    except (UserError, NoResultFound):
        return ""


@contextmanager
def _reader(path: Path) -> Iterator[Engine]:
    """Yield an engine that reads a file."""
    engine = connect(path, "ro")
    try:
        yield engine
    finally:
        engine.dispose()


def _time_of(path: Path, stem: str) -> datetime | None:
    """Return when a backup of that stem was made, or None when the file is not one."""
    try:
        return datetime.strptime(path.stem, f"{stem.replace('%', '%%')} {STAMP}").replace(tzinfo=UTC)
    except ValueError:
        return None


def _clean(path: Path) -> None:
    engine = connect(path, "rw")
    try:
        with engine.begin() as connection:
            connection.execute(lock.delete())
            if migrations.version(connection) == migrations.newest():
                repository.collect(connection)
    finally:
        engine.dispose()
