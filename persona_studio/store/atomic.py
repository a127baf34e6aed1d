"""Files that are there whole or not at all: written beside the target, flushed, then put in its place."""

import errno
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from time import time

from persona_studio.domain.ids import new_id
from persona_studio.errors import UserError

_MEANINGS = {
    "disk_full": ("ENOSPC", "EDQUOT", "EFBIG"),
    "file_not_writable": ("EACCES", "EPERM", "EROFS", "EBUSY", "ETXTBSY"),
    "file_is_folder": ("EISDIR",),
    "folder_missing": ("ENOENT", "ENOTDIR"),
    "file_name_too_long": ("ENAMETOOLONG",),
    "disk_failed": ("EIO",),
}
_CODES = {
    # Not every system knows every name.
    getattr(errno, name): code
    for code, names in _MEANINGS.items()
    for name in names
    if hasattr(errno, name)
}


_LEFT_BEHIND, _NEW = 24 * 3600.0, 2.0
"""Seconds after which no write can still be going on, and until which it may not hold its lock yet."""
_OURS = re.compile(r"\.[0-9a-f]{16}(-[0-9a-f]{16})?\.\w+(-journal)?")
_DATABASE = ".persona"
"""The ending of files whose temporaries we do not lock: whether somebody writes one cannot be told."""


@contextmanager
def replacing(path: Path, *, database: bool = False) -> Iterator[Path]:
    """Yield a temporary path beside ``path``; what is written there takes its place at the end.

    When the block raises, the temporary file is removed and ``path`` is as it was. For several files that
    take their places together, see :mod:`persona_studio.store.together`.

    Raises:
        UserError: the disk is full, the folder is missing or may not be written...
    """
    target = resolved(path)
    with beside(target, database=database) as temporary:
        yield temporary
        flush(temporary)
        put(temporary, target)
        flush_folder(target.parent)
        sweep(target.parent, target.suffix)


@contextmanager
def beside(target: Path, *, database: bool = False, first: Path | None = None) -> Iterator[Path]:
    """Yield a temporary path beside a resolved one; at the end it is removed if it is still there.

    It is locked meanwhile, so that :func:`sweep` can tell it from what a program left behind that was killed;
    not a ``database``, which locks its file itself. Of several files that take their places together, those
    after the ``first`` name its temporary path: one lock, on what comes first and goes last, is enough for
    all.
    """
    prefix = f"{first.stem}-" if first is not None else "."
    temporary = target.with_name(f"{prefix}{new_id()}{target.suffix}")
    try:
        with ExitStack() as held, in_plain_words(target, temporary):
            check_target(target)
            # Made at once, so that what forbids it is said in the same words whoever writes.
            temporary.touch(exist_ok=False)
            if not database and first is None:
                held.enter_context(_locked(temporary))
            yield temporary
    finally:
        # Where nothing could be made nothing can be removed: that must not hide the sentence told above.
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
            # What SQLite keeps beside a file that it is writing.
            temporary.with_name(f"{temporary.name}-journal").unlink(missing_ok=True)


def put(temporary: Path, target: Path) -> None:
    """Put a file in the place of another, whose rights it takes."""
    if target.exists():
        shutil.copymode(target, temporary)
    temporary.replace(target)


def resolved(path: Path) -> Path:
    """Return where links lead from a path; UserError when they lead round and round."""
    try:
        return path.resolve()
    except RuntimeError as error:  # what pathlib says of a ring of links
        raise UserError("file_not_writable", file=path.name, folder=str(path.parent)) from error


def check_target(target: Path) -> None:
    """Raise UserError when what is there is no ordinary file: a device or a pipe must never be replaced."""
    if target.is_dir():
        raise UserError("file_is_folder", file=target.name)
    if target.exists() and not target.is_file():
        raise UserError("file_is_device", file=target.name)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a whole file, or nothing."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def is_temporary(path: Path) -> bool:
    """Tell whether a path is named like one of ours that a write was to put in the place of another."""
    return _OURS.fullmatch(path.name) is not None


@contextmanager
def in_plain_words(target: Path, temporary: Path) -> Iterator[None]:
    """Say in plain words what the system says of a file that is written, and of its temporary."""
    try:
        yield
    except OSError as error:
        ours = {None, str(target), str(temporary), str(target.parent)}
        code = _CODES.get(error.errno or 0)
        # An error about another file (a font that is missing, say) is not about the target: it stays a bug.
        if code is None or (error.filename is not None and str(error.filename) not in ours):
            raise
        raise UserError(code, file=target.name, folder=str(target.parent)) from error


def sweep(folder: Path, suffix: str) -> None:
    """Remove what writes that were killed left in a folder: files of that ending named as ours.

    A day old and more; or younger, when it is sure that nobody holds them.
    """
    # What cannot be listed or removed now must not make a failure of what is being written.
    with suppress(OSError):
        for left in [file for file in folder.iterdir() if is_temporary(file)]:
            if left.suffix.removesuffix("-journal") != suffix:
                continue
            age = time() - _written(left)
            # Beside a project of that name it waits for it, to take its place together with it.
            told = suffix != _DATABASE and not left.with_suffix(_DATABASE).exists()
            if age > _LEFT_BEHIND or (age > _NEW and told and _abandoned(left)):
                left.unlink(missing_ok=True)


def _written(left: Path) -> float:
    """Return when a file was written; of those that go with another, which holds the lock, when that was.

    An older file that was set aside meanwhile is as old as it is: that tells nothing.
    """
    with suppress(FileNotFoundError):
        return _first(left).stat().st_mtime
    return left.stat().st_mtime


def _first(path: Path) -> Path:
    return path.with_name(path.name[:17] + path.suffix)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a file, by a lock that ends with the program; where there is no such lock, nothing is held."""
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - not on Windows

    with path.open("rb") as handle:
        with suppress(OSError):  # some network folders know no locks
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def _abandoned(path: Path) -> bool:
    """Tell whether it is sure that nobody holds a file."""
    if sys.platform == "win32":
        return False
    import fcntl  # noqa: PLC0415 - not on Windows

    try:
        with _first(path).open("rb") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def flush(path: Path) -> None:
    """Have a file on the disk, not only on its way there."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    # Without it a power cut may forget the new name. Windows offers no such call and needs none.
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
