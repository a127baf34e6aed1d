"""What an edit changed: screens refresh, and the store writes, only what is named here."""

from dataclasses import dataclass
from enum import StrEnum

from persona_studio.domain.ids import Id


class Node(StrEnum):
    """The kinds of things in the project tree."""

    PROJECT = "project"
    WAVE = "wave"
    VARIABLE = "variable"
    SEGMENTATION = "segmentation"
    SEGMENT = "segment"
    PERSONA = "persona"
    SECTION = "section"
    ATTRIBUTE = "attribute"
    JOURNEY = "journey"
    STAGE = "stage"
    SNAPSHOT = "snapshot"


class Happened(StrEnum):
    """What became of a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed. ``path`` lists the (kind, id) pairs from the project down to the thing."""

    path: tuple[tuple[Node, Id], ...]
    happened: Happened
    field: str = ""

    @property
    def node(self) -> Node:
        """Kind of the thing."""
        return self.path[-1][0]

    @property
    def id(self) -> Id:
        """Identifier of the thing."""
        return self.path[-1][1]

    def within(self, node: Node) -> Id | None:
        """Return the id of the thing of that kind which holds (or is) what changed, or None."""
        return next((i for n, i in self.path if n is node), None)
