"""Exports in processes that are killed, run out of room or may not write: run by the tests as a script.

``export_faults.py FORMAT FOLDER`` imports once, then forks a process for each moment to be struck at, and
checks what it leaves. Prints one JSON object: how many cases of each kind, and what was wrong.
"""

import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from persona_studio.domain.formats import FORMATS, Format
from persona_studio.domain.progress import Silent
from persona_studio.errors import UserError
from persona_studio.paths import resource as shipped
from persona_studio.services.workshop import made_here
from persona_studio.services.workshop.exporting import Printing, export_pages
from persona_studio.store import atomic
from persona_studio.store.project_file import ProjectFile

SAMPLE = shipped("samples", "marketing-b2b.persona")
NOBODY = 65534
MOST = 60


def project():
    """Return the bundled example."""
    with ProjectFile.open(SAMPLE, read_only=True) as file:
        return file.project


PROJECT = project()
__all__ = ["PROJECT", "asked", "export", "forbidden", "in_child", "replace"]


def asked(language: str) -> Printing:
    """Two sheets, small."""
    return Printing(language, tuple(p.id for p in PROJECT.personas[:2]), 36, SAMPLE)


def export(target: Path, language: str = "fr", progress=None) -> None:
    """Write the sheets."""
    export_pages(PROJECT, target, asked(language), progress or Silent())


def seen(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder that people see."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if not file.name.startswith(".")}


def hidden(folder: Path) -> list[str]:
    """Return the files of a folder that people do not see."""
    return [file.name for file in folder.iterdir() if file.name.startswith(".")]


# ---------------------------------------------------------------- moments


class KilledAt:
    """Progress at one step of which the process is killed."""

    def __init__(self, moment: int) -> None:
        self.left = moment

    def step(self, done: int, total: int, code: str) -> None:
        """Count."""
        if self.left == 0:
            die()
        self.left -= 1


def die() -> None:
    """End as a process that is killed does: nothing runs any more."""
    os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def killed_in(
    owner: object, name: str, moment: int, before: Callable[..., None] = lambda *_: None
) -> Iterator[None]:
    """Be killed at a call of a function, after having done ``before``."""
    real, left = getattr(owner, name), [moment]

    def struck(*args, **options):
        if left[0] == 0:
            before(*args)
            die()
        left[0] -= 1
        return real(*args, **options)

    with patch.object(owner, name, struck):
        yield


def half(path: Path, content: bytes) -> None:
    """Write the first half of a file."""
    with path.open("wb") as file:
        file.write(content[: len(content) // 2])


def killed(kind: str, moment: int, target: Path) -> None:
    """Export, and be killed there."""
    if kind == "step":
        export(target, progress=KilledAt(moment))
        return
    where = {
        "write": (Path, "write_bytes", half),
        "flush": (os, "fsync", lambda *_: None),
        "place": (Path, "replace", lambda *_: None),
    }[kind]
    with killed_in(where[0], where[1], moment, where[2]):
        export(target)


# ---------------------------------------------------------------- processes


def in_child(work: Callable[[], object]) -> int:
    """Run something in a process of its own and return how it ended: 0, 1 for an error, -9 when killed."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - a child must never go on as the tests
            print(type(error).__name__, error, file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def refused(work: Callable[[], object], code: str) -> None:
    """Expect an error that people understand."""
    try:
        work()
    except UserError as error:
        if error.code == code:
            return
        raise
    raise AssertionError(f"not refused with {code}")


def full(target: Path) -> None:
    """Export where no file may be longer than this: as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (900, 900))
    refused(lambda: export(target), "disk_full")


def forbidden(target: Path) -> None:
    """Export where nothing may be written."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    refused(lambda: export(target), "file_not_writable")


class Trial:
    """All cases of one format in one folder."""

    def __init__(self, each: Format, folder: Path) -> None:
        self.folder, self.target = folder, folder / f"kit{each.ending}"
        self.wrong: list[str] = []
        self.cases: dict[str, int] = {}
        export(self.target, "en")
        self.old = seen(folder)
        export(self.target)
        self.new = seen(folder)

    def again(self) -> None:
        """Have the older files there, and nothing else."""
        for file in self.folder.iterdir():
            file.unlink()
        for name, content in self.old.items():
            (self.folder / name).write_bytes(content)

    def whole(self, case: str) -> None:
        """Check that each file is what it was or what it was to be."""
        now = seen(self.folder)
        odd = [
            name for name, content in now.items() if content not in (self.old.get(name), self.new.get(name))
        ]
        if odd or now.keys() != self.old.keys():
            self.wrong.append(f"{case}: {odd or sorted(now)}")

    def kills(self) -> None:
        """Kill at every moment of every kind, and see that the next export clears up."""
        for kind in ("step", "write", "flush", "place"):
            for moment in range(MOST):
                self.again()
                end = in_child(lambda kind=kind, moment=moment: killed(kind, moment, self.target))
                if end == 0:
                    self.cases[kind] = moment
                    break
                if end != -signal.SIGKILL:
                    self.wrong.append(f"{kind} {moment}: ended with {end}")
                self.whole(f"{kind} {moment}")
                self.clears_up(f"{kind} {moment}")

    def clears_up(self, case: str) -> None:
        """Check that what was left is gone once it is some seconds old."""
        with patch.object(atomic, "_NEW", -1.0):
            atomic.sweep(self.folder, self.target.suffix)
        if left := hidden(self.folder):
            self.wrong.append(f"{case}: {left} left")

    def refusals(self) -> None:
        """Export to a full disk and to a folder that may not be written."""
        for name, work in (("full", full), ("forbidden", forbidden)):
            self.again()
            self.folder.chmod(0o755)
            if name == "forbidden":
                self.folder.chmod(0o555)
            end = in_child(lambda work=work: work(self.target))
            self.folder.chmod(0o755)
            self.cases[name] = 1
            if end != 0 or seen(self.folder) != self.old or hidden(self.folder):
                self.wrong.append(f"{name}: {end}, {sorted(file.name for file in self.folder.iterdir())}")


def main() -> None:
    """Run the trial of a format."""
    each = next(f for f in FORMATS if f.id == sys.argv[1])
    trial = Trial(each, Path(sys.argv[2]))
    assert made_here.made_here(each, trial.target)
    trial.kills()
    trial.refusals()
    print(json.dumps({"cases": trial.cases, "wrong": trial.wrong, "files": len(trial.new)}))


if __name__ == "__main__":
    main()
