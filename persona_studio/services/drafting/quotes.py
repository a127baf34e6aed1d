"""The respondents' own words: short, complete, and telling nothing about who wrote them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from persona_studio.domain.figures import FEWEST
from persona_studio.domain.personas import Evidence
from persona_studio.domain.segments import Segment
from persona_studio.domain.variables import Kind, Role, Variable
from persona_studio.services.drafting.counting import answered, texts_at
from persona_studio.services.drafting.silence import says_something
from persona_studio.services.drafting.survey import Survey
from persona_studio.services.drafting.vocabulary import Vocabulary
from persona_studio.services.drafting.words import capital, clean, fold
from persona_studio.texts import typography

SHORTEST, LONGEST = 20, 120
_WHOLE = 400
"""Longest answer kept whole as evidence, when it names nobody; else the sentence alone."""
_LEAST_TYPICAL = -0.05
_SENTENCE = re.compile(r"[^.!?…]+(?:[.!?…]+(?!\w)|$)")
_CONTACT = re.compile(r"@|https?:|www\.|\d[\d .\-/]{5,}\d|#\w")
_PERSON = re.compile(r"\b(m|mr|mme|mlle|mrs|ms|dr|monsieur|madame|mister)\b\.?\s+[A-ZÀ-Ý]", re.IGNORECASE)
_NAME_INSIDE = re.compile(r"(?<=[a-zà-ÿ,;] )[A-ZÀ-Ý][a-zà-ÿ]{2,}")
_SPEAKS = re.compile(r"\b(je|j|nous|i|we|yo|ich)\b")
_FIRST_PERSON = re.compile(r"\b(me|m|moi|mon|ma|mes|notre|nos|my|our|us|mi|mis)\b")
_OTHER = re.compile(r"\b(autres?|others?|otros?|otras?|specify|preciser|precisez|explain)\b")
_DANGLING = re.compile(r"^(et|mais|ou|donc|car|and|but|or|so|because|then|puis|ensuite)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence somebody of the segment wrote, and the question it answers."""

    text: str
    variable: Variable
    evidence: Evidence


def quotes(segment: Segment, survey: Survey) -> list[Quote]:
    """Return quotable sentences of a segment's paragons, one per open question and person, the best first.

    Nothing is quoted from a segment or a question of fewer than ten respondents, nor what sounds more like
    the other segments than like this one.
    """
    if segment.size < FEWEST:
        return []
    found = [one for v in survey.wave.variables if quotable(v) for one in _of_question(v, segment, survey)]
    # The score only: two equal ones stay in the order of the file.
    best: dict[str, Quote] = {}
    for _, quote in sorted(found, key=lambda one: -one[0]):
        best.setdefault(fold(quote.text), quote)
    return list(best.values())


def _of_question(variable: Variable, segment: Segment, survey: Survey) -> Iterator[tuple[float, Quote]]:
    """Yield the best sentence of each paragon, with its score."""
    column, counter = survey.answers.column(variable.id), survey.counter
    if answered(column) < FEWEST:
        return
    words = Vocabulary(column, counter.rows(segment)) if counter is not None else None
    for rank, text in enumerate(texts_at(column, segment.paragons)):
        scored = [
            (_merit(said) + min(own, 0.5) - rank / 20, said)
            for said in _sentences(text)
            if (own := words.typical(said) if words else 0.0) >= _LEAST_TYPICAL
        ]
        if scored:
            score, best = max(scored)
            yield score, _quote(best, text, variable, segment, survey)


def quotable(variable: Variable) -> bool:
    """Tell whether a question asks for words of one's own, not for the "other" that no box offered."""
    asked = fold(f"{variable.label} {variable.name}")
    return variable.role is Role.VERBATIM and variable.kind is Kind.TEXT and not _OTHER.search(asked)


def _quote(said: str, whole: str, variable: Variable, segment: Segment, survey: Survey) -> Quote:
    language = survey.texts.language
    evidence = Evidence(
        variable=variable.id,
        segment=segment.id,
        wave=survey.wave.id,
        question=variable.label or variable.name,
        quote=typography(whole.strip() if len(whole) < _WHOLE and anonymous(whole) else said, language),
    )
    return Quote(typography(said, language), variable, evidence)


def _sentences(text: str) -> Iterator[str]:
    for match in _SENTENCE.finditer(clean(text)):
        said = match[0].strip(' "«»“”-–•')
        if SHORTEST <= len(said) <= LONGEST and complete(said) and anonymous(said):
            yield capital(said)


def complete(text: str) -> bool:
    """Tell whether a sentence stands alone: enough words, and not the second half of a thought."""
    whole = not _DANGLING.match(text) and text.count("(") == text.count(")")
    return whole and len(text.split()) >= 4 and says_something(text)


def anonymous(text: str) -> bool:
    """Tell whether a text names nobody: no address, number, title with a name, nor capital inside it."""
    return not (_CONTACT.search(text) or _PERSON.search(text) or _NAME_INSIDE.search(text))


def speaks(text: str) -> bool:
    """Tell whether a sentence is fit for the head of a sheet: somebody speaks, or ends a sentence."""
    said = fold(text)
    return bool(_SPEAKS.search(said) or _FIRST_PERSON.search(said) or text[-1] in ".!")


def _merit(text: str) -> float:
    """Prefer what somebody says of themselves, at the length of a line."""
    said = fold(text)
    length = 1.0 - abs(len(text) - 65) / 100
    return (
        length
        + 0.4 * bool(_SPEAKS.search(said))
        + 0.2 * bool(_FIRST_PERSON.search(said))
        + 0.2 * (text[-1] in ".!")
    )
