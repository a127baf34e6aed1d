"""The evocative title of each persona and the name of each segment, from the strongest distinctive traits.

A title is earned by findings that the segment really shows. Where no trait of the list fits it stays empty:
an answer quoted from the survey ("Straight", "Microsoft Excel") would sum a person up in one word of a form.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from persona_studio.domain.ids import Id
from persona_studio.services.drafting import french
from persona_studio.services.drafting.facts import Fact
from persona_studio.services.drafting.words import fold, shipped, starting
from persona_studio.texts import typography

_LEAST = 0.3
"""Least effect of the strongest cue for a title to be earned: between small and medium (Cohen 1988)."""
_NEAR = 0.5
"""Least effect of that cue beside the strongest trait: a name must fit what the profile shows first."""
_SECOND_TIER = 0.01
_TIMES, _PLAIN = 1.2, 0.5
"""A cue is given so many times as often as by everybody, or differs by a medium effect (Cohen 1988): what
nine people of ten answer everywhere names nobody."""
_BEHIND = 0.5
"""A name is dropped beside a nameless group whose strongest trait is more than twice as strong."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title in its forms; ``plural`` names the segment."""

    masculine: str
    feminine: str
    neutral: str
    plural: str

    def form(self, feminine: bool | None) -> str:
        """Return the form that agrees."""
        return {True: self.feminine, False: self.masculine, None: self.neutral}[feminine]


def titles(facts: Mapping[Id, Sequence[Fact]], language: str) -> dict[Id, Title]:
    """Give each segment (key) at most one title, all different: the best-earned first.

    The distinctive come before the others: where one of them finds no name, a group that hardly differs from
    everybody keeps its number as well.
    """
    scored = sorted(
        (
            (-_score(entry, said), place, segment)
            for segment, said in facts.items()
            for place, entry in enumerate(_entries())
        ),
        key=lambda one: one[:2],
    )
    given: dict[Id, Title] = {}
    taken: set[int] = set()
    for score, place, segment in scored:
        if score < 0 and segment not in given and place not in taken:
            given[segment] = _title(_entries()[place], language)
            taken.add(place)
    bare = max((_foremost(said) for segment, said in facts.items() if segment not in given), default=0.0)
    return {segment: title for segment, title in given.items() if _foremost(facts[segment]) >= _BEHIND * bare}


@cache
def _entries() -> tuple[dict[str, Any], ...]:
    return tuple(shipped("titles")["title"])


def _title(entry: Mapping[str, Any], language: str) -> Title:
    forms = [typography(form, language) for form in entry[language]]
    return Title(*forms) if len(forms) == 4 else Title(forms[0], forms[0], forms[0], forms[1])


def _score(entry: Mapping[str, Any], facts: Sequence[Fact]) -> float:
    """Add up the effects of the facts that earn a title, the strongest counting most; 0 when not earned."""
    effects = sorted((fact.strength for fact in facts if _earns(entry, fact)), reverse=True)
    if not effects or effects[0] < max(_LEAST, _NEAR * _foremost(facts)):
        return 0.0
    total = sum(effect / (1 + i) for i, effect in enumerate(effects))
    return total * (_SECOND_TIER if entry.get("tier", 1) > 1 else 1.0)


def _foremost(facts: Sequence[Fact]) -> float:
    return max((fact.strength for fact in facts if _tells(fact)), default=0.0)


def _tells(fact: Fact) -> bool:
    """Tell whether a fact may name people: no answer is given more often, or a number is beyond the mean."""
    return not fact.topic.sensitive and (not fact.levels or (fact.over and fact.foremost))


def _earns(entry: Mapping[str, Any], fact: Fact) -> bool:
    if not _tells(fact) or (fact.levels and fact.finding.ratio < _TIMES and fact.strength < _PLAIN):
        return False
    # « Quel est votre critère de choix ? » is about a criterion, as « Critère de choix » is.
    questions = {fold(fact.topic.question), fold(french.subject_of(fact.topic.question) or "")} - {""}
    return any(_matches(cue, question, fact) for cue in entry["cues"] for question in questions)


def _matches(cue: Sequence[str], question: str, fact: Fact) -> bool:
    asked, wanted = cue
    if not _pattern(asked).match(fold(fact.named) or question):
        return False
    signs = {sign for sign in wanted.split("|") if sign in "+-"}
    direction = "+" if (fact.over if not fact.levels else fact.pole) else "-"
    if not fact.levels or fact.pole is not None:
        return direction in signs
    return bool(
        _pattern("|".join(w for w in wanted.split("|") if w not in "+-") or r"$^").match(fold(fact.answer))
    )


@cache
def _pattern(alternatives: str) -> re.Pattern[str]:
    return starting([alternatives])
