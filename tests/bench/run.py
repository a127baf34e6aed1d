"""Runs the benchmarks of this folder: `run.py [NAME …] [--json]`.

A benchmark is a file `bench_NAME.py` with a function `measure()` that yields figures. Nothing here is part of
the test suite: a figure beyond its bound is marked and makes the exit status 1.
"""

import argparse
import dataclasses
import importlib
import json
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from figures import Figure

HERE = Path(__file__).resolve().parent


def names() -> list[str]:
    """Return the benchmarks there are."""
    return sorted(file.stem.removeprefix("bench_") for file in HERE.glob("bench_*.py"))


def measured(chosen: list[str]) -> Iterator[Figure]:
    """Run benchmarks one after the other and yield each figure as it comes."""
    for name in chosen:
        yield from importlib.import_module(f"bench_{name}").measure()


def line(figure: Figure) -> str:
    """Return a figure as one line of the table."""
    bounds = []
    if figure.at_most is not None:
        bounds.append(f"≤ {figure.at_most:g} {figure.unit}")
    if figure.at_most_times is not None:
        bounds.append(f"≤ {figure.at_most_times:g}×")
    beside = ""
    if figure.reference_value is not None:
        beside = f"{figure.ratio:5.2f}× {figure.reference} ({figure.reference_value:.4g} {figure.unit})"
    mark = "✓" if figure.held else "✗"
    value = f"{mark} {figure.name:44} {figure.value:9.4g} {figure.unit:3}"
    return f"{value} {beside:58} {', '.join(bounds)}".rstrip()


def main() -> int:
    """Print the chosen benchmarks, or all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names()) or 'none yet'}")
    parser.add_argument("--json", action="store_true", help="print one JSON list instead of the table")
    options = parser.parse_args()
    if unknown := set(options.names) - set(names()):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    if not options.json:
        print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores", flush=True)
    figures = []
    for figure in measured(options.names or names()):
        figures.append(figure)
        if not options.json:
            print(line(figure), flush=True)
    if options.json:
        print(json.dumps([dataclasses.asdict(figure) | {"held": figure.held} for figure in figures]))
    return 0 if all(figure.held for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
