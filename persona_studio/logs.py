"""The program's log: a small rotating file on the user's machine, never sent anywhere."""

import logging

from persona_studio.paths import logs_dir

NAME = "persona_studio"


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
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    return handler
