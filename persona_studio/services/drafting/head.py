"""The head of a sheet: job, priority and objective, where a question asked for them and most people agree."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from persona_studio.domain.ids import Id
from persona_studio.services.drafting import forms
from persona_studio.services.drafting.facts import Fact
from persona_studio.services.drafting.meaning import Facet
from persona_studio.services.drafting.poles import known
from persona_studio.services.drafting.voice import Voice
from persona_studio.services.drafting.words import capital, clean, fold
from persona_studio.texts import typography


@dataclass(frozen=True, slots=True)
class Head:
    """The three lines, empty where the data say nothing, and the variables that no other line need tell.

    What fewer than half of the segment answered is told by a line as well, whose evidence says how many.
    """

    role: str
    priority: str
    objective: str
    said: frozenset[Id]


def head_of(facts: Sequence[Fact], voice: Voice) -> Head:
    """Find what fills the head among the facts of a segment."""
    found = {
        facet: _found(facts, facet, voice) for facet in (Facet.OCCUPATION, Facet.PRIORITY, Facet.OBJECTIVE)
    }
    words = {facet: one[1] if one else "" for facet, one in found.items()}
    return Head(
        role=words[Facet.OCCUPATION],
        priority=_ended(words[Facet.PRIORITY]),
        objective=_ended(words[Facet.OBJECTIVE]),
        said=frozenset(one[0].topic.variable.id for one in found.values() if one and one[0].typical),
    )


def _found(facts: Sequence[Fact], facet: Facet, voice: Voice) -> tuple[Fact, str] | None:
    """Return the answer that most of the segment gave to such a question, in words for the sheet."""
    for fact in facts:
        tells = fact.over and fact.foremost and len(fact.levels) == 1 and fact.pole is None
        if tells and fact.topic.facet is facet and _fills(fact.answer, facet):
            words = _about(clean(fact.answer), voice)
            if words:
                return fact, typography(capital(words), voice.texts.language)
    return None


def _fills(answer: str, facet: Facet) -> bool:
    """Tell whether an answer can stand alone: a job must be one, not "employed" nor a code."""
    if facet is not Facet.OCCUPATION:
        return True
    return not re.search(r"[\d?]", answer) and fold(answer) not in known("not_a_job")


def _about(answer: str, voice: Voice) -> str:
    """Return an answer about somebody, in the right gender; empty when others are in it."""
    if voice.survey != "fr":
        return answer
    return forms.possessed(forms.agreed(answer, voice.feminine)) or ""


def _ended(text: str) -> str:
    return text if not text or text[-1] in ".!?…" else text + "."
