"""One job: what is said while it runs, and how it ends. Light, as the window loads it before it shows."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from persona_studio.domain.progress import Progress
from persona_studio.errors import Cancelled, UserError
from persona_studio.services.events import JobId


@dataclass(frozen=True, slots=True)
class Idle:
    """The worker waits for a job."""


@dataclass(frozen=True, slots=True)
class Step:
    """A report of progress."""

    job: JobId
    done: int
    total: int
    code: str


@dataclass(frozen=True, slots=True)
class End:
    """How a job ended; one of ``error`` and ``bug`` is set when it failed."""

    job: JobId
    result: Any = None
    error: UserError | None = None
    bug: str = ""
    stopped: bool = False


Message = Idle | Step | End


def run(job: JobId, work: Callable[[Progress], Any], progress: Progress) -> End:
    """Do the work and tell how it ended. Whatever it raises becomes a value: the job's border is here."""
    try:
        return End(job, work(progress))
    except Cancelled:
        return End(job, stopped=True)
    except UserError as error:
        return End(job, error=error)
    except MemoryError:
        return End(job, error=UserError("out_of_memory"))
    except Exception:  # noqa: BLE001 - told to the window, which shows it as a bug
        return End(job, bug=traceback.format_exc())
