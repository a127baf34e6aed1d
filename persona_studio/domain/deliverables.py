"""Deliverables: the kinds of printed documents that personas become."""

from dataclasses import dataclass
from typing import Literal

Paper = Literal["A4", "A3"]


@dataclass(frozen=True, slots=True)
class Deliverable:
    """One kind of document, known by its ``id`` on the command line.

    ``name`` is what it is called, ``page`` what its pages are called, both to be translated; ``icon`` stands
    beside the name on the screen, ``paper`` is what it prints on. One that is ``shared`` shows all the chosen
    personas together; the others are made once for each of them. ``hint`` is what to know before printing it,
    ``sides`` what its pages are called in turn, if they differ.
    """

    id: str
    name: str
    page: str
    icon: str
    paper: Paper
    shared: bool = False
    hint: str = ""
    sides: tuple[str, ...] = ()


SHEET = Deliverable("sheet", "A4 sheet", "Sheet", "id-card", "A4")
POSTER = Deliverable("poster", "A3 poster", "A3 poster", "frame", "A3")
COMPARISON = Deliverable(
    "comparison",
    "Comparison",
    "Comparison",
    "columns-4",
    "A4",
    shared=True,
    hint="From two personas on, six to a page.",
)
CARDS = Deliverable(
    "cards",
    "Cards to cut out",
    "Cards to cut out",
    "scissors",
    "A4",
    shared=True,
    hint="Print on both sides, turned on the long edge, at full size.",
    sides=("Cards, front", "Cards, back"),
)

ANNEXE = Deliverable(
    "annexe",
    "Methodological annexe",
    "Annexe",
    "microscope",
    "A4",
    shared=True,
    hint="About the whole survey, whichever personas are ticked.",
)

DELIVERABLES: tuple[Deliverable, ...] = (SHEET, POSTER, COMPARISON, CARDS, ANNEXE)
"""All of them, in the order in which they are offered and printed."""
USUAL: tuple[Deliverable, ...] = (SHEET,)
"""What is printed unless something else is asked for."""
ALL = "all"


def chosen(ids: str) -> tuple[Deliverable, ...]:
    """Return the deliverables named in a list with commas, in their order; "all" names every one.

    Raises:
        ValueError: a name is not known, or there is none.
    """
    named = {name.strip() for name in ids.split(",") if name.strip()}
    unknown = named - {ALL} - {each.id for each in DELIVERABLES}
    if unknown or not named:
        raise ValueError(", ".join(sorted(unknown)))
    return tuple(each for each in DELIVERABLES if ALL in named or each.id in named)
