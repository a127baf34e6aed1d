"""The words of the survey on their way into a line: what a question is about, an answer inside a sentence.

Labels keep their own language: when it is not that of the persona they are quoted as they are.
"""

import re
from dataclasses import dataclass

from persona_studio.services.drafting import english, forms, french
from persona_studio.services.drafting.facts import Fact
from persona_studio.services.drafting.words import capital, clean, shortened
from persona_studio.texts import Texts

LONGEST_QUESTION = 90
_BOUNDS = re.compile(r"\s*\(\s*\d+\s*(?:-|–|to|à)\s*\d+\s*\)$")
"""From where to where a number goes: "(1-100)" is no part of what it is about."""


@dataclass(frozen=True, slots=True)
class Voice:
    """The language of the lines, whom they are about, and the language of the survey."""

    texts: Texts
    feminine: bool | None
    survey: str

    @property
    def grammar(self) -> bool:
        """Whether the words of the survey may be turned into sentences of this language."""
        return self.survey == self.texts.language


def noun(fact: Fact, voice: Voice) -> str | None:
    """Return what the question is about, as a noun phrase; None when it is a sentence."""
    question = fact.topic.question
    subject = (
        french.subject_of(question) if voice.survey == "fr" else english.subject_of(question, voice.feminine)
    )
    return shortened(_BOUNDS.sub("", subject), LONGEST_QUESTION) if subject else None


def subject_of(fact: Fact, voice: Voice) -> str:
    """Return what the question is about: a noun phrase, else the words of the survey, quoted when foreign."""
    if fact.named:
        return capital(fact.named) if voice.grammar else voice.texts.quoted(fact.named)
    if voice.grammar:
        return noun(fact, voice) or shortened(fact.topic.question, LONGEST_QUESTION)
    return voice.texts.quoted(shortened(_gist(fact, voice), LONGEST_QUESTION))


def _gist(fact: Fact, voice: Voice) -> str:
    """Return what a question of another language asks about, in its own words: "desserts"; else all of it."""
    question = fact.topic.question
    subjects = {
        "en": lambda: english.subject_of(question, voice.feminine),
        "fr": lambda: french.subject_of(question),
    }
    subject = subjects[voice.survey]() if voice.survey in subjects else None
    return subject if subject and subject in question else question


def put(fact: Fact, voice: Voice) -> str:
    """Return the answer as it stands inside a sentence, in the right gender and person, or quoted."""
    answer = clean(fact.answer)
    if voice.survey == "fr":
        whose = forms.possessed(forms.agreed(answer, voice.feminine))
        return forms.lowered(whose) if whose else voice.texts.quoted(answer)
    said = english.possessed(answer, voice.feminine)
    return english.lowered(said) if said else voice.texts.quoted(answer)


def quoted_question(fact: Fact, voice: Voice) -> str:
    """Return the words of a question in quotation marks, cut where they are long."""
    return voice.texts.quoted(shortened(fact.topic.question.strip(" ."), LONGEST_QUESTION))


def quoted_answer(fact: Fact, voice: Voice) -> str:
    """Return the words of an answer in quotation marks, cut where they are long."""
    return voice.texts.quoted(shortened(clean(fact.answer), LONGEST_QUESTION))


def inner(text: str, voice: Voice) -> str:
    """Return a line as it stands after a colon."""
    return (forms.lowered if voice.texts.language == "fr" else english.lowered)(text)
