"""Any project to paper: random projects laid out as every deliverable, each page looked over for faults.

`python bench_projects.py --count 10000 --seed 1` runs as many as are wanted and tells each fault.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from figures import Figure

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from helpers.page_faults import faults
from helpers.random_projects import random_project
from persona_studio.domain.deliverables import DELIVERABLES
from persona_studio.domain.project import Project
from persona_studio.services.samples import copy_sample, julie
from persona_studio.services.workshop.publishing import Press
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import Texts

USUAL = 200


@dataclass(slots=True)
class Tally:
    """What came of some projects."""

    pages: int = 0
    seconds: float = 0.0
    errors: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)


def measure() -> Iterator[Figure]:
    """Yield the figures."""
    tally = run(USUAL, 1)
    yield Figure(
        name="random projects, pages laid out a second", value=tally.pages / tally.seconds, unit="/s"
    )
    yield Figure(name="random projects, errors", value=tally.errors.total(), unit="", at_most=0)
    yield Figure(name="random projects, faults of pages", value=tally.faults.total(), unit="", at_most=0)


def run(count: int, seed: int, tell: bool = False) -> Tally:
    """Lay out random projects, half of them with a survey; faults are looked for off the clock."""
    random, tally, press = Random(seed), Tally(), Press()
    bases, texts = (surveyed(), julie()), {language: Texts(language) for language in ("fr", "en")}
    for number in range(count):
        project = random_project(random, bases[number % 2])
        started = time.perf_counter()
        pages = []
        for deliverable in DELIVERABLES:
            try:
                pages += press.pages(project, texts[project.language], None, (deliverable,))
            except Exception as error:  # noqa: BLE001 - each is counted and told
                tally.errors[f"{deliverable.id}: {type(error).__name__}: {error}"] += 1
                if tell:
                    print(number, deliverable.id, repr(error), flush=True)
        tally.seconds += time.perf_counter() - started
        tally.pages += len(pages)
        for page in pages:
            for fault in faults(page):
                tally.faults[f"{page.part}: {fault.split(':')[0]}"] += 1
                if tell:
                    print(number, page.part, page.title, fault, flush=True)
        if tell and number % 100 == 99:
            print(
                f"{number + 1} projects, {tally.pages} pages, {tally.pages / tally.seconds:.0f} a second",
                flush=True,
            )
    return tally


def surveyed() -> Project:
    """Return the sample project with its survey."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "sample.persona"
        copy_sample("marketing-b2b", file)
        with ProjectFile.open(file, read_only=True) as opened:
            return opened.project


def main() -> int:
    """Run as many projects as are wanted, telling each error and fault."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=USUAL)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tally = run(options.count, options.seed, tell=True)
    print(f"{options.count} projects, {tally.pages} pages in {tally.seconds:.1f} s: ", end="")
    print(f"{tally.pages / tally.seconds:.0f} pages a second")
    print(f"errors: {tally.errors.total()} {dict(tally.errors)}")
    print(f"faults: {tally.faults.total()} {dict(tally.faults)}")
    return 1 if tally.errors or tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
