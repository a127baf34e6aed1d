"""Files that are there whole or not at all: written beside the target, flushed, then put in its place."""

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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


_LEFT_BEHIND = 24 * 3600.0
"""Seconds after which no write can still be going on."""


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside ``path``; what is written there takes its place at the end.

    When the block raises, the temporary file is removed and ``path`` is as it was.

    Raises:
        UserError: the disk is full, the folder is missing or may not be written...
    """
    target = path.resolve()
    temporary = target.with_name(f".{new_id()}{target.suffix}")
    try:
        with _plain_words(target, temporary):
            check_target(target)
            # Made at once, so that what forbids it is said in the same words whoever writes.
            temporary.touch(exist_ok=False)
            yield temporary
            _flush(temporary)
            if target.exists():
                shutil.copymode(target, temporary)
            temporary.replace(target)
            _flush_folder(target.parent)
            _sweep(target)
    finally:
        # Where nothing could be made nothing can be removed: that must not hide the sentence told above.
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
            # What SQLite keeps beside a file that it is writing.
            temporary.with_name(f"{temporary.name}-journal").unlink(missing_ok=True)


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
    return re.fullmatch(r"\.[0-9a-f]{16}\.\w+(-journal)?", path.name) is not None


@contextmanager
def _plain_words(target: Path, temporary: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        ours = {None, str(target), str(temporary), str(target.parent)}
        code = _CODES.get(error.errno or 0)
        # An error about another file (a font that is missing, say) is not about the target: it stays a bug.
        if code is None or (error.filename is not None and str(error.filename) not in ours):
            raise
        raise UserError(code, file=target.name, folder=str(target.parent)) from error


def _sweep(target: Path) -> None:
    """Remove what writes that were killed left beside the target: files named as ours, a day old and more."""
    ours = re.compile(rf"\.[0-9a-f]{{16}}{re.escape(target.suffix)}(-journal)?")
    # The target is written: what cannot be listed or removed now must not make that a failure.
    with suppress(OSError):
        for left in [file for file in target.parent.iterdir() if ours.fullmatch(file.name)]:
            if time() - left.stat().st_mtime > _LEFT_BEHIND:
                left.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    # Without it a power cut may forget the new name. Windows offers no such call and needs none.
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
