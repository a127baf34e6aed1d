"""Deliverables: the kinds of printed documents that personas become."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Paper = Literal["A4", "A3", "16:9"]
PAPERS: dict[Paper, tuple[float, float]] = {
    "A4": (210.0, 297.0),
    "A3": (297.0, 420.0),
    "16:9": (338.7, 190.5),
}
"""The papers, and the screen of slides: width and height in mm. Pages may lie on their side."""


class Group(StrEnum):
    """What a deliverable is for: to tell of the personas, to account for them, to work with in the room."""

    PERSONAS = "personas"
    ANNEXES = "annexes"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Deliverable:
    """One kind of document, known by its ``id`` on the command line.

    ``name`` is what it is called, ``page`` what its pages are called, both to be translated; ``icon`` stands
    beside the name on the screen, ``paper`` is what it prints on. One that is ``shared`` shows all the chosen
    personas together; the others are made once for each of them. ``hint`` is what to know before printing it,
    ``sides`` what its pages are called in turn, if they differ. ``group`` is under which heading it is
    offered; a ``blank`` one is written on by hand and says nothing of any persona. Pages of one that is
    ``titled`` have each a name of their own (:attr:`Page.title`), which stands in place of ``page``.
    """

    id: str
    name: str
    page: str
    icon: str
    paper: Paper
    shared: bool = False
    hint: str = ""
    sides: tuple[str, ...] = ()
    group: Group = Group.PERSONAS
    blank: bool = False
    titled: bool = False


SHEET = Deliverable("sheet", "A4 sheet", "Sheet", "id-card", "A4")
POSTER = Deliverable("poster", "A3 poster", "A3 poster", "frame", "A3")
PRESENTATION = Deliverable(
    "presentation",
    "16:9 presentation",
    "Presentation",
    "presentation",
    "16:9",
    shared=True,
    titled=True,
    hint="A cover, some slides for each persona, and how to read them.",
)
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
EMPATHY = Deliverable("empathy", "Empathy map", "Empathy map", "heart", "A4")
JOURNEY = Deliverable("journey", "Journey", "Journey", "route", "A4")
PLAN = Deliverable("plan", "Action plan by team", "Action plan", "list-checks", "A4")

ANNEXE = Deliverable(
    "annexe",
    "Methodological annexe",
    "Annexe",
    "flask-conical",
    "A4",
    shared=True,
    hint="About the whole survey, whichever personas are ticked.",
    group=Group.ANNEXES,
)
EVIDENCE = Deliverable(
    "evidence",
    "Evidence by persona",
    "Evidence annexe",
    "file-search",
    "A4",
    hint="Each line with its question, its figures and its margin.",
    group=Group.ANNEXES,
)

BLANK_EMPATHY = Deliverable(
    "blank-empathy",
    "Blank A3 empathy map",
    "Blank A3 empathy map",
    "square-dashed",
    "A3",
    shared=True,
    group=Group.ROOM,
    blank=True,
)
BLANK_JOURNEY = Deliverable(
    "blank-journey",
    "Blank A3 journey",
    "Blank A3 journey",
    "waypoints",
    "A3",
    shared=True,
    group=Group.ROOM,
    blank=True,
)
BLANK_POSTER = Deliverable(
    "blank-poster",
    "Blank A3 poster",
    "Blank A3 poster",
    "sticky-note",
    "A3",
    shared=True,
    group=Group.ROOM,
    blank=True,
)
VOTES = Deliverable(
    "votes",
    "A3 dot-vote sheet",
    "A3 dot-vote sheet",
    "circle-dot",
    "A3",
    shared=True,
    hint="To hang up: each participant sticks dots beside what matters most.",
    group=Group.ROOM,
)
QUESTIONNAIRE = Deliverable(
    "questionnaire",
    "Participants’ questionnaire",
    "Questionnaire",
    "clipboard-check",
    "A4",
    hint="One for each participant and persona: do they recognise their customers?",
    group=Group.ROOM,
)

DELIVERABLES: tuple[Deliverable, ...] = (
    SHEET,
    POSTER,
    PRESENTATION,
    COMPARISON,
    CARDS,
    EMPATHY,
    JOURNEY,
    PLAN,
    ANNEXE,
    EVIDENCE,
    BLANK_EMPATHY,
    BLANK_JOURNEY,
    BLANK_POSTER,
    VOTES,
    QUESTIONNAIRE,
)
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
