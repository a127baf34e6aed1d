"""The bank: lines that come back from one project to the next, kept for the user and not in a project."""

from dataclasses import dataclass
from enum import StrEnum

from persona_studio.domain.ids import Id


class EntryKind(StrEnum):
    """What an entry of the bank becomes on a sheet."""

    ATTRIBUTE = "attribute"
    TRAIT = "trait"
    CHANNEL = "channel"
    OBSTACLE = "obstacle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the bank. A trait has two poles, ``left`` and ``right``, and no ``text`` of its own.

    ``hidden`` ones were deleted though they are shipped with the program. ``added`` is an ISO 8601 date and
    time in UTC, "" for what is shipped.
    """

    id: Id
    kind: EntryKind
    text: str = ""
    left: str = ""
    right: str = ""
    hidden: bool = False
    added: str = ""
