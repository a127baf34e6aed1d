"""The program's log: a small rotating file on the user's machine, never sent anywhere.

It never holds answers. What an exception says may quote one ("could not convert 'jean@...'"), so of a fault
only its kind and the places in our own code are written, with the sentences of nobody.
"""

import logging
import re
import traceback
from types import TracebackType

from persona_studio.paths import logs_dir

NAME = "persona_studio"
_PLACE = re.compile(r'  File "[^"]*", line \d+, in [\w.<>]+')
_KIND = re.compile(r"((?:[A-Za-z_]\w*\.)*[A-Z]\w*)(?::.*)?")
_LINKS = (
    "Traceback (most recent call last):",
    "The above exception was the direct cause of the following exception:",
    "During handling of the above exception, another exception occurred:",
)
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def without_answers(trace: str) -> str:
    """Return a trace that quotes nothing: kinds of exceptions, and places in the code."""
    kept: list[str] = []
    told = True
    for line in trace.splitlines():
        kind = _KIND.fullmatch(line)
        if line in _LINKS:
            kept.append(line)
            told = False
        elif told:
            continue  # after its kind come only an exception's own words, be they made to look like a trace
        elif _PLACE.fullmatch(line):
            kept.append(line)
        elif kind is not None:
            kept.append(kind[1])
            told = True
    return "\n".join(kept)


class Discreet(logging.Formatter):
    """Writes records without what exceptions say."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return one record; of a message over several lines, which holds a trace, only the places."""
        first, _, rest = record.getMessage().partition("\n")
        quiet = logging.makeLogRecord({**record.__dict__, "msg": first, "args": None, "exc_text": None})
        told = super().format(quiet)
        return f"{told}\n{without_answers(rest)}" if rest else told

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - logging's own name
        """Return kind and places of an exception."""
        return without_answers("".join(traceback.format_exception(*ei))) if ei[0] is not None else ""


def start() -> logging.Logger:
    """Write the log to the user's folder; when that cannot be, go on without a file."""
    logger = logging.getLogger(NAME)
    logger.setLevel(logging.INFO)
    if not logger.handlers:
        logger.addHandler(_handler())
    return logger


def _handler() -> logging.Handler:
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - it loads sockets, which no screen waits for

    try:
        logs_dir().mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            logs_dir() / "persona-studio.log", maxBytes=500_000, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:
        return logging.NullHandler()
    handler.setFormatter(Discreet())
    return handler
