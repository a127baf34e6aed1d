"""A question and an answer in one short line of a list: the answer whole, the question as brief as can be.

What does not fit is cut at the end, so it is the question that is cut and never the answer.
"""

import re

from persona_studio.services.drafting.words import capital, clean

_ASKED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:what|which) (?:is|are|was|were)(?: typically| usually)? (?:your|the) (?P<gist>[^?,]+)",
        (
            r"(?:which|what) of (?:these|the following) (?P<gist>[^?,]+?) ?"
            r"(?:are|is|do|did|have)(?:\b|(?=typically)).*"
        ),
        (
            r"(?:which|what) (?P<gist>(?:type|kind|sort) of [^?,]+?)"
            r"(?: (?:are|is|have|would|was)\b| ?(?:do|did) you\b).*"
        ),
        r"(?:which|what) (?P<gist>[a-z]+(?: [a-z]+)?) (?:do|did|have|would) you\b.*",
        r"how (?:is|are) (?:the|your) (?P<gist>[^?]+)",
        (
            r"(?:do|did|will|would|have|are|can) you "
            r"(?:(?:typically|usually|ever|currently|often|regularly) )?(?P<gist>.+)"
        ),
        r"(?:quel(?:le)?s?) (?:est|sont) (?:votre|vos|la|le|les|l['’])\s?(?P<gist>[^?,]+)",
    )
)
_WHERE = re.compile(r"\s(?:at|for|on|during) (?:your|the)\b.*$", re.IGNORECASE)
"""The occasion is that of all the questions of a survey."""


def gist(question: str) -> str:
    """Return what a question is about in its own words: "desserts"; all of it where that is not sure."""
    said = clean(question).rstrip(" ?\u202f\u00a0:")
    for pattern in _ASKED:
        found = pattern.fullmatch(said)
        if found:
            short = found["gist"].strip()
            return _WHERE.sub("", short) or short
    return said


def in_a_row(answer: str, question: str) -> str:
    """Return "Peach cobbler · desserts"."""
    return f"{capital(answer)} · {gist(question)}"
