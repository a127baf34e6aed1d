"""What a job tells the window: how far it is, and how it ended. Frozen values."""

from dataclasses import dataclass
from typing import Any

from persona_studio.errors import UserError

JobId = int


@dataclass(frozen=True, slots=True)
class Progressed:
    """``done`` of ``total`` steps of ``code`` are finished."""

    job: JobId
    family: str
    done: int
    total: int
    code: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The job gave a result."""

    job: JobId
    family: str
    result: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """The job gave none: ``error`` is for the user; when it is None, ``bug`` is a traceback."""

    job: JobId
    family: str
    error: UserError | None
    bug: str = ""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The job was cancelled, by the user or by a newer job of its family."""

    job: JobId
    family: str


Event = Progressed | Finished | Failed | Stopped
