"""Several files that take their places together: all of them or none."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from persona_studio.domain.ids import new_id
from persona_studio.store.atomic import beside, flush, flush_folder, in_plain_words, put, resolved, sweep


@contextmanager
def replacing_together() -> Iterator["Together"]:
    """Yield what makes files; at the end they take their places, and those that are to go are gone.

    When the block raises, or one of them cannot take its place, all is as it was before.

    Raises:
        UserError: the disk is full, a folder is missing, a file is open elsewhere...
    """
    with ExitStack() as held:
        files = Together(held)
        yield files
        files.take_places()


class Together:
    """The files of one :func:`replacing_together`."""

    def __init__(self, held: ExitStack) -> None:
        self._held = held
        self._new: list[tuple[Path, Path]] = []
        self._going: list[Path] = []
        self._firsts: dict[tuple[Path, str], Path] = {}

    def new(self, path: Path) -> Path:
        """Return the temporary path at which to write what takes the place of ``path``."""
        target = resolved(path)
        kind = target.parent, target.suffix
        temporary = self._held.enter_context(beside(target, first=self._firsts.get(kind)))
        self._firsts.setdefault(kind, temporary)
        self._new.append((temporary, target))
        return temporary

    def without(self, path: Path) -> None:
        """Let a file go that stands beside a new one and has its ending."""
        self._going.append(path.parent.resolve() / path.name)

    def take_places(self) -> None:
        """Give all files their names; put back what had them when one cannot have its own."""
        for temporary, target in self._new:
            with in_plain_words(target, temporary):
                flush(temporary)
        # What holds the lock goes last: until then nobody takes what is set aside for something left behind.
        firsts = set(self._firsts.values())
        locked = [pair for pair in self._new if pair[0] in firsts]
        asides: list[Path] = []
        with ExitStack() as undo:
            for pair in self._new:
                if pair not in locked:
                    self._place(*pair, asides, undo)
            for path in self._going:
                self._remove(path, asides, undo)
            for pair in locked:
                self._place(*pair, asides, undo)
            undo.pop_all()
        for aside in asides:
            with suppress(OSError):  # swept by the next export then
                aside.unlink()
        for folder, suffix in self._firsts:
            sweep(folder, suffix)

    def _place(self, temporary: Path, target: Path, asides: list[Path], undo: ExitStack) -> None:
        aside = self._aside(target) if os.path.lexists(target) else None
        with in_plain_words(target, temporary):
            if aside is not None:
                _copy(target, aside)
                asides.append(aside)
            try:
                put(temporary, target)
            except OSError:
                # It is as it was: what is open elsewhere cannot be put back either.
                if aside is not None:
                    aside.unlink()
                raise
            if aside is None:
                undo.callback(target.unlink, missing_ok=True)
            else:
                undo.callback(aside.replace, target)
            flush_folder(target.parent)

    def _remove(self, path: Path, asides: list[Path], undo: ExitStack) -> None:
        aside = self._aside(path)
        with in_plain_words(path, aside):
            path.rename(aside)
            asides.append(aside)
            undo.callback(aside.rename, path)

    def _aside(self, path: Path) -> Path:
        """Return a hidden name beside a file, known as one of those that go with what holds the lock."""
        first = self._firsts[path.parent, path.suffix]
        return path.with_name(f"{first.stem}-{new_id()}{path.suffix}")


def _copy(target: Path, aside: Path) -> None:
    """Give a file another name too, so that its own is never without one; where that cannot be, copy it."""
    try:
        os.link(target, aside)
    except OSError:
        shutil.copy2(target, aside)
