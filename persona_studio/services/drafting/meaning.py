"""What a question is about: the section it fills, whether it tells an age or a job; and its language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from persona_studio.domain.personas import SectionKey
from persona_studio.domain.variables import Variable
from persona_studio.domain.waves import Wave
from persona_studio.services.drafting.words import clean, fold, shipped, starting


class Facet(StrEnum):
    """Questions with a place of their own on the sheet."""

    AGE = "age"
    GENDER = "gender"
    OCCUPATION = "occupation"
    PRIORITY = "priority"
    OBJECTIVE = "objective"


@dataclass(frozen=True, slots=True)
class Topic:
    """A question and what it is about.

    ``question`` is its label without code, or what an item of a grid says by itself, unless it is nothing but
    a code (``coded``). A ``sensitive`` one gives no title. A ``statement`` speaks in the first person.
    """

    variable: Variable
    question: str
    facet: Facet | None
    section: SectionKey
    sensitive: bool
    statement: bool
    coded: bool


_CODED = re.compile(r"[A-Za-z]{0,3}\d+[A-Za-z]?(?:[_.\- ]\d+)*|[A-Z]{2,}[A-Z0-9_]*(?:\[\w+\])?")
_STATEMENT = re.compile(r"^(je|j'|i|i'm|i've|moi,? je)(?=[\s'])|^j'", re.IGNORECASE)


def is_statement(text: str) -> bool:
    """Tell whether a text speaks in the first person: « Je préfère… », "I enjoy…"."""
    return bool(_STATEMENT.match(text.replace("’", "'").lstrip('« “"')))


def topic(variable: Variable) -> Topic:
    """Return what a variable is about."""
    question = clean(variable.item or variable.label or variable.name)
    question = shipped("french")["columns"].get(fold(question), question)
    # Only short labels are known by one word: a long question may mention an age or a goal in passing.
    said = f"{fold(question)} {fold(variable.name)}" if variable.name != variable.label else fold(question)
    statement = is_statement(question)
    return Topic(
        variable=variable,
        question=question,
        facet=None if statement else _facet(said, question),
        section=_section(said, variable, statement=statement),
        sensitive=_is_sensitive(said, variable),
        statement=statement,
        coded=bool(_CODED.fullmatch(question)),
    )


def _is_sensitive(said: str, variable: Variable) -> bool:
    answers = " | ".join(fold(level.label) for level in variable.levels)
    asked = _stems("facets", "sensitive").search(said)
    return bool(asked or _stems("facets", "sensitive_answers").search(answers))


def _facet(said: str, question: str) -> Facet | None:
    if len(question.split()) > 9:
        return None
    return next((f for f in Facet if _stems("facets", f.value).search(said)), None)


def _section(said: str, variable: Variable, *, statement: bool) -> SectionKey:
    plan = shipped("meanings")["sections"]
    order: Sequence[str] = plan["order_statements" if statement else "order"]
    answers = fold(" ".join(level.label for level in variable.levels))
    # A block named after its first and last item ("a … b") says nothing of the others.
    block = "" if "…" in variable.block else fold(variable.block)
    for text in (said,) if statement else (said, block, answers):
        found = next((key for key in order if text and _section_stems(key).search(text)), None)
        if found:
            return SectionKey(found)
    return SectionKey(plan["default_statement" if statement else "default"])


def is_known(question: str) -> bool:
    """Tell whether the words of a question are about something that has a place on a sheet."""
    order: Sequence[str] = shipped("meanings")["sections"]["order"]
    return any(_section_stems(key).search(fold(question)) for key in order)


@cache
def _stems(group: str, key: str) -> re.Pattern[str]:
    return starting(shipped("meanings")[group][key])


@cache
def _section_stems(key: str) -> re.Pattern[str]:
    return starting(shipped("meanings")["sections"]["stems"][key])


def gender_of(answer: str) -> bool | None:
    """Return whether an answer means a woman (True), a man (False) or neither is sure (None)."""
    said = fold(answer)
    genders = shipped("meanings")["genders"]
    if said in genders["feminine"]:
        return True
    return False if said in genders["masculine"] else None


def language_of(wave: Wave) -> str:
    """Return the language most labels are written in: "fr", "en", "es", "de", or "" when nothing tells."""
    words: list[str] = []
    for variable in wave.variables:
        texts = [variable.label, *(level.label for level in variable.levels)]
        words += re.findall(r"[a-z]+", fold(" ".join(texts)))
    scores = {language: sum(w in known for w in words) for language, known in _small_words().items()}
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] else ""


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {language: frozenset(words) for language, words in shipped("meanings")["languages"].items()}
