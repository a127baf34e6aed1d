"""What the command line prints: sentences and results, whatever becomes of the output meanwhile."""

import argparse
import json
import math
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import Any

from persona_studio.errors import UserError


def open_streams() -> None:
    """Make sure that there is something to print to, and that printing never fails for a letter."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the shell: what we open next would take its number
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
        elif name == "stdout" and isinstance(stream, TextIOWrapper):
            # A terminal that cannot write a letter shows its number: no reason to fail once the work is done.
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def printing() -> Iterator[None]:
    """Print now rather than at the end, and say so when the output takes no more."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        give_up_output()
        raise UserError("output_failed") from error


def give_up_output() -> None:
    """Write nowhere from now on: whoever read us is gone."""
    with suppress(OSError, ValueError):  # no file behind it: nothing more will be written anyway
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(sentence: str) -> None:
    """Tell what is wrong, beside the output."""
    from persona_studio.terminal import plain

    with suppress(OSError):  # there is nobody left to tell
        print(plain(sentence), file=sys.stderr, flush=True)


def say(sentence: str) -> None:
    """Print a sentence; UserError when the output takes no more."""
    from persona_studio.terminal import plain

    with printing():
        print(plain(sentence))


def show(options: argparse.Namespace, report: dict[str, Any], in_words: Callable[[], None]) -> None:
    """Print a report as the options want it: one JSON object, or in words; UserError as :func:`say`."""
    with printing():
        if options.json:
            # Escaped, so that it is the same JSON whatever the encoding of the output and the names of files.
            print(json.dumps(_finite(report), allow_nan=False))
        else:
            in_words()


def _finite(part: Any) -> Any:
    """Return a part of a report whose numbers are all some: the ratio to a share of nothing is null."""
    if isinstance(part, dict):
        return {key: _finite(value) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [_finite(value) for value in part]
    return None if isinstance(part, float) and not math.isfinite(part) else part
