"""The files of a build: checked before anything is computed, then put in place all together, or none."""

import csv
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.project import Project
from persona_studio.domain.waves import Column
from persona_studio.errors import UserError
from persona_studio.store.atomic import check_target, replacing, write_bytes
from persona_studio.store.opening import held
from persona_studio.store.project_file import ProjectFile

HEADER = ("row", "segment")
_LONGEST = 200
"""Bytes of a name: file systems hold 255, and endings and numbers come after it."""
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What turns the letters after it round: "fdp.exe" would be shown as "exe.pdf"."""
_DEVICE = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³]) *(\.|$)", re.IGNORECASE)
"""Names that are devices on Windows, with any ending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What is to be written: ``pdf`` and ``labels`` are None when they are not asked for."""

    project: Project
    columns: Mapping[tuple[Id, Id], Column]
    pdf: bytes | None
    labels: tuple[Path, bytes] | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the project goes, and which file had that name when the build began."""

    target: Path
    before: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Written:
    """Where the results are; ``kept`` is where an older project (or PDF) of that name was put."""

    project: Path
    pdf: Path | None
    kept: Path | None


# ---------------------------------------------------------------- before anything is computed


@contextmanager
def results_folder(out: Path) -> Iterator[None]:
    """Make the folder for the results; folders made for nothing go again.

    Raises:
        UserError: the folder cannot be made, entered or written.
    """
    made = [folder for folder in (out, *out.parents) if not os.path.lexists(folder)]
    try:
        _make(out)
        _probe(out)
        yield
    except BaseException:
        for folder in made:
            with suppress(OSError):  # others may have put something there
                folder.rmdir()
        raise


def _make(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        code = "folder_is_file" if out.exists() else "folder_link_broken"
        raise UserError(code, folder=str(out)) from error
    except NotADirectoryError as error:
        file = next(folder for folder in out.parents if folder.is_file())
        raise UserError("folder_is_file", folder=str(file)) from error
    except OSError as error:
        raise UserError("folder_not_writable", folder=str(out)) from error


def _probe(folder: Path) -> None:
    """Write a file to see whether one can: rights tell little on network folders, and nothing to root."""
    trial = folder / f".{new_id()}.persona"
    try:
        trial.touch(exist_ok=False)
        trial.unlink()
    except OSError as error:
        raise UserError("folder_not_writable", folder=str(folder)) from error


def check_labels(labels: Path, out: Path) -> None:
    """Raise UserError when the labels cannot be written there, or would replace anything but older labels."""
    try:
        target = labels.resolve()
        if target.suffix.lower() in (".persona", ".pdf"):
            raise UserError("labels_ending", file=labels.name)
        check_target(target)
        if target.exists() and not _holds_labels(target):
            raise UserError("labels_not_ours", file=labels.name)
        if target.parent != out.resolve():
            if not target.parent.is_dir():
                raise UserError("folder_missing", folder=str(labels.parent))
            _probe(target.parent)
    except (OSError, RuntimeError) as error:  # a ring of links is a RuntimeError
        raise UserError("file_not_writable", file=labels.name, folder=str(labels.parent)) from error


def _holds_labels(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(64)
    return not start or start.splitlines()[0] == ",".join(HEADER).encode()


def place_for(out: Path, name: str) -> Place:
    """Return where a project of that name goes, and what is there now."""
    target = out / f"{file_name(name)}.persona"
    return Place(target, _mark(target))


def _mark(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another that takes its name."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def file_name(name: str) -> str:
    """Return a name that every system accepts as a file's, and shows in the order in which it is written."""
    cleaned = "".join("_" if c in '<>:"/\\|?*' or ord(c) < 32 or 127 <= ord(c) < 160 else c for c in name)
    cleaned = os.fsencode(_TURNING.sub("", cleaned).strip(" ."))[:_LONGEST].decode("utf-8", "ignore")
    cleaned = cleaned.strip(" .") or "projet"
    return f"_{cleaned}" if _DEVICE.match(cleaned) else cleaned


# ---------------------------------------------------------------- once all is computed


def deliver(results: Results, place: Place, wrote: Callable[[Path], None]) -> Written:
    """Write all results under hidden names, then give them their names: what was there is set aside.

    Args:
        results: what to write.
        place: where, seen before the computation.
        wrote: told of each file once all are in place, before any interruption is let through.

    Raises:
        UserError: the project there is open in a window, the disk is full... Then all is as before.
    """
    out = place.target.parent
    with _alone_in(out), _under_way(out) as fresh:
        target = _target(place)
        with _named(fresh, target):
            ProjectFile.create(fresh, results.project, results.columns).close()
            if results.pdf is not None:
                write_bytes(fresh.with_suffix(".pdf"), results.pdf)
        with ExitStack() as labels:
            if results.labels is not None:
                labels.enter_context(replacing(results.labels[0])).write_bytes(results.labels[1])
            with undisturbed():
                kept = _put(fresh, target, results.pdf is not None)
                wrote(target)
                if results.pdf is not None:
                    wrote(target.with_suffix(".pdf"))
                labels.close()
                if results.labels is not None:
                    wrote(results.labels[0])
    return Written(target, target.with_suffix(".pdf") if results.pdf is not None else None, kept)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep other builds out of a folder; a lock that ends with the program, and leaves no file."""
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - not on Windows

    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network folders know no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def _under_way(out: Path) -> Iterator[Path]:
    """Yield a hidden name for the project (and the PDF) while they are written."""
    fresh = out / f".{new_id()}.persona"
    try:
        yield fresh
    finally:
        for left in (fresh, Path(f"{fresh}-journal"), fresh.with_suffix(".pdf")):
            left.unlink(missing_ok=True)


def _target(place: Place) -> Path:
    """Return the name to take: another build that ended meanwhile keeps the one it told of."""
    if _mark(place.target) != place.before and os.path.lexists(place.target):
        return _free(place.target)
    if held(place.target):
        # Renamed under an open window, it would lose the gestures made there.
        raise UserError("project_busy", file=place.target.name)
    return place.target


@contextmanager
def _named(fresh: Path, target: Path) -> Iterator[None]:
    """Let errors speak of the name that people know."""
    try:
        yield
    except UserError as error:
        file = error.params.get("file")
        known = {fresh.name: target.name, fresh.with_suffix(".pdf").name: target.with_suffix(".pdf").name}
        if file not in known:
            raise
        raise UserError(error.code, **{**error.params, "file": known[str(file)]}) from error


def _put(fresh: Path, target: Path, pdf: bool) -> Path | None:
    """Give project and PDF their names, after those that had them; put all back when that fails."""
    suffixes = (".persona", ".pdf") if pdf else (".persona",)
    taken = os.path.lexists(target)
    older = [
        s for s in (".persona", ".pdf") if os.path.lexists(target.with_suffix(s)) and (taken or s in suffixes)
    ]
    free = _free(target) if older else target
    moves = [(target.with_suffix(s), free.with_suffix(s)) for s in older]
    moves += [(fresh.with_suffix(s), target.with_suffix(s)) for s in suffixes]
    with ExitStack() as undo:
        for old, new in moves:
            try:
                old.rename(new)
            except OSError as error:
                raise UserError("folder_not_writable", folder=str(target.parent)) from error
            undo.callback(new.rename, old)
        undo.pop_all()
    return free.with_suffix(older[0]) if older else None


def _free(target: Path) -> Path:
    number = 2
    while True:
        free = target.with_name(f"{target.stem} ({number}).persona")
        if not os.path.lexists(free) and not os.path.lexists(free.with_suffix(".pdf")):
            return free
        number += 1


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold interruptions back, and let the first one through at the end."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    caught: list[tuple[int, Any]] = []
    before: dict[int, Any] = {n: signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, lambda *what: caught.append(what))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
    for number, frame in caught[:1]:
        handler = before[number]
        if callable(handler):
            handler(number, frame)
        elif handler == signal.SIG_DFL:
            signal.raise_signal(number)


def labels_csv(labels: Column) -> bytes:
    """Return a line per respondent, in the order of the file: number from 1, segment (empty: not used)."""
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow(HEADER)
    rows.writerows((i, label or "") for i, label in enumerate(labels.data, start=1))
    return text.getvalue().encode()
