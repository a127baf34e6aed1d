"""The bank on disk: a folder with one small file for each entry, in the user's own data.

Two programs that are open at once never write the same file but for the same entry, so that none can lose
what the other keeps. A file that cannot be read is set aside under another name, and said.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from persona_studio.domain.bank import Entry
from persona_studio.errors import UserError
from persona_studio.store.atomic import write_bytes
from persona_studio.store.serialising import NotTheValueError, from_json, to_json

ENDING, ASIDE = ".json", ".broken"
LARGEST = 2**16
"""Bytes above which a file is no entry of ours."""
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")
_Stamp = tuple[int, int]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a folder holds: its entries by id, and the names of the files that were set aside just now."""

    entries: dict[str, Entry]
    broken: tuple[str, ...] = ()


class BankFolder:
    """Reads and writes the entries of one folder, which need not exist yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, tuple[_Stamp, Entry]] = {}

    def read(self) -> Kept:
        """Return what is there now; files that did not change since the last time are not read again.

        One that another program holds for the moment is as it was the last time.
        """
        known: dict[str, tuple[_Stamp, Entry]] = {}
        broken: list[str] = []
        for file in self._files():
            try:
                known[file.stem] = self._entry(file)
            except OSError as error:
                _log.warning("an entry of the bank cannot be read now: %s", error)
                if file.stem in self._known and file.exists():
                    known[file.stem] = self._known[file.stem]
            except (UnicodeDecodeError, NotTheValueError) as error:
                _log.warning("an entry of the bank is none: %s", error)
                broken.append(_set_aside(file))
        self._known = known
        return Kept({name: entry for name, (_, entry) in known.items()}, tuple(broken))

    def put(self, entry: Entry) -> None:
        """Write one entry, in the place of the one of its id.

        Raises:
            UserError: it cannot be written; then the bank is as it was.
            ValueError: its id is no name for a file.
        """
        if not _NAME.fullmatch(entry.id):
            raise ValueError(f"no id of an entry: {entry.id!r}")
        file = self._folder / f"{entry.id}{ENDING}"
        with _told(file):
            self._folder.mkdir(parents=True, exist_ok=True)
        write_bytes(file, to_json(entry).encode())

    def remove(self, entry_id: str) -> None:
        """Delete the file of an entry; nothing when it is gone already.

        Raises:
            UserError: it cannot be deleted.
        """
        file = self._folder / f"{entry_id}{ENDING}"
        with _told(file):
            file.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        try:
            found = sorted(self._folder.glob(f"*{ENDING}"))
        except OSError as error:
            _log.warning("the bank was not read: %s", error)
            return []
        return [file for file in found if not file.name.startswith(".")]

    def _entry(self, file: Path) -> tuple[_Stamp, Entry]:
        """Return an entry with what tells its file from a later one.

        Raises:
            OSError: the file cannot be read now, or is gone.
            UnicodeDecodeError, NotTheValueError: it holds no entry of that name.
        """
        status = file.stat()
        stamp = (status.st_mtime_ns, status.st_size)
        known = self._known.get(file.stem)
        if known is not None and known[0] == stamp:
            return known
        if status.st_size > LARGEST:
            raise NotTheValueError(f"{file.name} is too large")
        entry = from_json(file.read_text(encoding="utf-8"), Entry)
        if entry.id != file.stem:
            raise NotTheValueError(f"{file.name} is another entry")
        return stamp, entry


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError("file_not_writable", file=file.name, folder=str(file.parent)) from error


def _set_aside(file: Path) -> str:
    """Give a file that cannot be read another name, unless that cannot be; return the name it has."""
    aside = file.with_suffix(ASIDE)
    try:
        file.replace(aside)
    except OSError as error:
        _log.warning("a broken entry of the bank stays where it is: %s", error)
        return file.name
    return aside.name
