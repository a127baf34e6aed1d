"""From a fact to a line of the sheet, in the language of the persona.

Labels keep their own language: when it is not that of the persona, or when the grammar of a label cannot be
guaranteed, the words of the survey are quoted as they are.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from persona_studio.services.drafting import english, forms, french
from persona_studio.services.drafting.facts import Fact
from persona_studio.services.drafting.meaning import Facet, is_known, is_statement
from persona_studio.services.drafting.poles import known
from persona_studio.services.drafting.voice import (
    LONGEST_QUESTION,
    Voice,
    inner,
    noun,
    put,
    quoted_answer,
    quoted_question,
    subject_of,
)
from persona_studio.services.drafting.words import capital, clean, fold, shipped, starting
from persona_studio.texts import typography

LONGEST = 150
_RARE = 0.15
"""Share of a segment under which an answer is rare; above, it is only rarer than among everybody."""
_SHORTEST = 3
"""Letters under which an answer to a question without words is a code."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line and how well it reads: 1 as a sentence, less as a label or a quotation."""

    text: str
    quality: float


_DEGREE = re.compile(
    r"(?:a lot|a little|not (?:at all|too|very|so)|very|somewhat|beaucoup|un peu|tres|assez|pas du tout)"
)
_COMPARES = re.compile(
    r"\b(plus|moins|mieux|autant|aussi|more|less|better|rather|as|than|que|most|least|toujours|always|never)\b"
)
"""Words beside which "more than average" would not be read of the whole line."""
_TICKED = re.compile(r"^(?:yes|oui),\s+", re.IGNORECASE)
SENTENCE, LABEL, QUOTED = 1.0, 0.9, 0.75


def line_of(fact: Fact, voice: Voice) -> Line | None:
    """Say a fact in words; None when nothing readable can be said."""
    if fact.topic.coded and fact.levels and (fact.pole is not None or len(fold(fact.answer)) < _SHORTEST):
        return None  # "PROMO: yes" says nothing to who has not the questionnaire at hand
    if _abbreviated(fact) or (fact.topic.coded and fact.levels and (_frequency(fact) or _degree(fact))):
        return None
    made = _answer(fact, voice) if fact.levels else _number(fact, voice)
    if made is None or len(made.text) > LONGEST + 40:
        return None
    text = capital(made.text)
    return Line(typography(text, voice.texts.language), made.quality)


# ---------------------------------------------------------------- numbers


def _number(fact: Fact, voice: Voice) -> Line | None:
    texts = voice.texts
    if fact.topic.facet is Facet.AGE:
        return Line(_age(fact, voice), SENTENCE)
    if fact.topic.statement:
        said = _statement(fact.topic.question, voice, agrees=True)
        if said:
            return Line(_compared(said, fact, voice), SENTENCE)
        form = (
            "Identifies more than average with {quote}"
            if fact.over
            else "Identifies less than average with {quote}"
        )
        return Line(texts(form, quote=quoted_question(fact, voice)), QUOTED)
    measured = _measured(fact, voice)
    if measured:
        return Line(measured, SENTENCE)
    subject = noun(fact, voice) if voice.grammar and _worded(fact) else None
    if subject is None:
        return None  # the name of a column, or words of another language: nothing a sheet could say
    form = "{topic}: above average" if fact.over else "{topic}: below average"
    return Line(texts(form, topic=subject), LABEL)


def _compared(said: str, fact: Fact, voice: Voice) -> str:
    """Say "likes music more than average"; the comparison comes first where the line holds one already."""
    if _COMPARES.search(fold(said)) or "," in said:
        form = "More than average, {line}" if fact.over else "Less than average, {line}"
    else:
        form = "{line} more than average" if fact.over else "{line} less than average"
    return voice.texts(form, line=said)


def _abbreviated(fact: Fact) -> bool:
    """Tell whether a question is nothing but the name of a column, with words cut short: « trav imp »."""
    variable = fact.topic.variable
    if " " in variable.label.strip() or variable.label != variable.name:
        return False
    words = fold(fact.topic.question).split()
    return any(word in known("abbreviations") for word in words)


def _measured(fact: Fact, voice: Voice) -> str | None:
    """Say a well-known number, whatever the words of its question."""
    said = fold(fact.topic.question)
    for measure in shipped("measures")["measure"]:
        if starting(measure["is"]).match(said):
            over, under = measure[voice.texts.language]
            return str(over if fact.over else under)
    return None


def _worded(fact: Fact) -> bool:
    """Tell whether a question has words, and not only the name of its column."""
    variable = fact.topic.variable
    return not fact.topic.coded and (" " in variable.label.strip() or variable.label != variable.name)


def _age(fact: Fact, voice: Voice) -> str:
    who = {True: "feminine", False: "masculine", None: "neutral"}[voice.feminine]
    return voice.texts.code("drafting", f"{'older' if fact.over else 'younger'}_{who}")


# ---------------------------------------------------------------- answers


def _answer(fact: Fact, voice: Voice) -> Line | None:
    if fact.exact:
        return _exactly(fact, voice)
    if not fact.over:
        return _rarely(fact, voice)
    made = _said(fact, voice)
    if made is None or fact.typical or made.quality < SENTENCE:
        return made
    if fact.pole is not None or is_statement(clean(fact.answer)):
        return Line(_tendency(fact, voice) or _frankly(made.text, fact, voice), SENTENCE * 0.9)
    form = "{line}, more often than average" if "," in made.text else "More often than average, {line}"
    return Line(voice.texts(form, line=inner(made.text, voice)), SENTENCE * 0.9)


def _tendency(fact: Fact, voice: Voice) -> str | None:
    """Say "is more likely than average to...": neither how often one does it, nor two denials in a row.

    A "no" says as much of the "yes" where there is nothing between them.
    """
    denies = fact.pole is False
    if denies and len(fact.topic.variable.levels) != 2:
        return None
    does = _to_do(fact, voice)
    if does is None:
        return None
    form = "Is less likely than average to {does}" if denies else "Is more likely than average to {does}"
    return voice.texts(form, does=does)


def _frankly(said: str, fact: Fact, voice: Voice) -> str:
    """Say an agreement or a disagreement that is only more frequent here."""
    if fact.pole is not False or not fact.topic.statement:
        return voice.texts("More often than average, {line}", line=inner(said, voice))
    return voice.texts("Disagrees more often than average: {quote}", quote=quoted_question(fact, voice))


def _to_do(fact: Fact, voice: Voice) -> str | None:
    """Return what is done, as an infinitive; None when its verb is not known."""
    activity = _activity_of(fact)
    if activity is not None:
        return str(activity[f"to_{voice.texts.language}"])
    if not voice.grammar or fact.named:
        return None
    stated = fact.topic.question if fact.pole is not None else clean(fact.answer)
    words, first = (stated, voice.feminine), is_statement(stated)
    if voice.survey == "fr":
        read = french.statement(*words) if first else french.questioned(*words)
        return None if read is None else read.infinitive()
    said = english.statement(*words) if first else english.questioned(*words)
    return None if said is None else said.infinitive()


def _exactly(fact: Fact, voice: Voice) -> Line:
    """Quote one step of a scale with its question: its side as a whole does not set the segment apart."""
    more = "{answer}: {quote}" if fact.typical else "{answer}, more often than average: {quote}"
    form = more if fact.over else "{answer}, less often than average: {quote}"
    words = voice.texts(form, answer=quoted_answer(fact, voice), quote=quoted_question(fact, voice))
    return Line(words, QUOTED)


def rarer(fact: Fact, voice: Voice, subject: str, answer: str) -> str:
    """Say that an answer is rare, or only rarer than among everybody."""
    if fact.finding.share < _RARE:
        return voice.texts("{topic}: rarely {answer}", topic=subject, answer=answer)
    return voice.texts("{topic}: {answer}, less often than average", topic=subject, answer=answer)


def _rarely(fact: Fact, voice: Voice) -> Line | None:
    """Say that an answer is rarer in the segment."""
    if len(fact.levels) > 1:
        return None
    subject = noun(fact, voice) if voice.grammar else subject_of(fact, voice)
    if subject is None or subject.endswith("?") or is_statement(fact.answer):
        return None
    answer = put(fact, voice) if voice.grammar and not _long(fact) else quoted_answer(fact, voice)
    if voice.survey == "fr" and voice.grammar:
        answer = forms.with_article(answer)
    if fact.topic.coded:  # the code says nothing, and the answer all
        rare = fact.finding.share < _RARE
        form = "Rarely {answer}" if rare else "{answer}, less often than average"
        return Line(voice.texts(form, answer=answer), QUOTED)
    return Line(rarer(fact, voice, subject, answer), QUOTED)


def _said(fact: Fact, voice: Voice) -> Line | None:
    if fact.topic.statement and fact.pole is not None:
        return _agreement(fact, voice)
    if fact.pole is not None:
        return _yes_no(fact, voice)
    if voice.grammar:
        sentence = _choice(fact, voice)
        if sentence:
            return Line(sentence, SENTENCE)
        subject = noun(fact, voice)
        if subject:
            quality = QUOTED * 0.8 if fact.topic.coded else LABEL
            return Line(_joined(fact, voice, subject, put(fact, voice)), quality)
    return _question_and_answer(fact, voice)


def _agreement(fact: Fact, voice: Voice) -> Line | None:
    """Say that somebody recognises themself in a sentence, or does not."""
    said = _statement(fact.topic.question, voice, agrees=bool(fact.pole))
    if said:
        return Line(said, SENTENCE)
    if fact.typical:
        form = "Identifies with {quote}" if fact.pole else "Does not identify with {quote}"
    else:
        form = (
            "Identifies more than average with {quote}"
            if fact.pole
            else "Disagrees more often than average: {quote}"
        )
    return Line(voice.texts(form, quote=quoted_question(fact, voice)), QUOTED)


def _statement(text: str, voice: Voice, *, agrees: bool) -> str | None:
    if not voice.grammar:
        return None
    if voice.survey == "fr":
        made = french.statement(text, voice.feminine)
        return None if made is None else made.affirmed() if agrees else made.denied()
    said = english.statement(text, voice.feminine)
    return None if said is None else said.affirmed() if agrees else said.denied()


def _yes_no(fact: Fact, voice: Voice) -> Line | None:
    yes, texts = bool(fact.pole), voice.texts
    known = _activity(fact, voice)
    if known:
        return Line(known, SENTENCE)
    if voice.grammar and not fact.named:
        answers = french.yes_no if voice.survey == "fr" else english.yes_no
        said = answers(fact.topic.question, yes, voice.feminine)
        if said:
            return Line(said, SENTENCE)
    if not (fact.named or fact.on_scale or _worded(fact) or is_known(fact.topic.question)):
        return None  # the name of a column, which nobody who reads the sheet knows
    subject = subject_of(fact, voice)
    if fact.on_scale:
        worded = all(any(map(str.isalpha, level.label[:1])) for level in fact.levels)
        rating = _steps(fact, voice) if worded else texts("high rating") if yes else texts("low rating")
        if not worded and not fact.typical:
            form = "{topic}: more often a high rating" if yes else "{topic}: more often a low rating"
            return Line(texts(form, topic=subject), LABEL)
        return Line(_joined(fact, voice, subject, rating), LABEL)
    if voice.grammar and yes and fact.typical and len(subject.split()) > 2 and "?" not in subject:
        return Line(subject, LABEL)
    quality = QUOTED * 0.6 if fact.topic.coded else LABEL if yes else QUOTED
    if not fact.typical:
        said = texts("yes, more often than average") if yes else texts("no, more often than average")
        joined = f"{subject} {capital(said)}" if subject.endswith("?") else ""
        return Line(joined or texts("{topic}: {answer}", topic=subject, answer=said), quality)
    return Line(_joined(fact, voice, subject, texts("yes") if yes else texts("no")), quality)


def _steps(fact: Fact, voice: Voice) -> str:
    """Return the steps of a scale that a fact is about, in the words of the survey."""
    answers = [clean(level.label) for level in fact.levels]
    said = [inner(one, voice) if voice.grammar else voice.texts.quoted(one) for one in answers]
    return voice.texts.listed(said, style="or")


def _activity(fact: Fact, voice: Voice) -> str | None:
    """Say a yes or a no about a well-known activity."""
    activity = _activity_of(fact)
    return None if activity is None else str(activity[voice.texts.language][0 if fact.pole else 1])


def _activity_of(fact: Fact) -> Mapping[str, Any] | None:
    if fact.on_scale or len(fact.topic.question.split()) > 3:
        return None
    said = fold(fact.named or fact.topic.question)
    activities: list[Mapping[str, Any]] = shipped("activities")["activity"]
    return next((one for one in activities if starting(one["is"]).match(said)), None)


def _choice(fact: Fact, voice: Voice) -> str | None:
    question, answer = fact.topic.question, clean(fact.answer)
    if is_statement(answer):
        return _statement(answer, voice, agrees=True)
    if voice.survey == "fr":
        return french.choice(question, answer, voice.feminine)
    return english.choice(question, answer, voice.feminine)


def _question_and_answer(fact: Fact, voice: Voice) -> Line | None:
    answer = quoted_answer(fact, voice)
    question = fact.topic.question
    if len(question) > LONGEST_QUESTION:
        # A question cut short would change its meaning: the answer alone, when it speaks for itself.
        said = answer if fact.typical else _more_often(fact, voice, answer)
        return Line(said, QUOTED * 0.8) if len(fact.answer.split()) >= 4 else None
    quality = QUOTED * 0.8 if fact.topic.coded else QUOTED
    return Line(_joined(fact, voice, subject_of(fact, voice), answer), quality)


def _joined(fact: Fact, voice: Voice, subject: str, answer: str) -> str:
    """Put a question and its answer side by side, and say when it is only given more often."""
    if fact.topic.coded:
        answer = _TICKED.sub("", answer)  # "Yes, one or more children": a box that was ticked says so
    said = answer if fact.typical else _more_often(fact, voice, answer)
    plain = len(fact.levels) == 1 and fact.pole is None and not _frequency(fact)
    if plain and (fact.topic.coded or _alone(fact, voice)):
        return said
    if subject.endswith("?"):
        return f"{subject} {capital(said)}"
    return voice.texts("{topic}: {answer}", topic=subject, answer=said)


def _alone(fact: Fact, voice: Voice) -> bool:
    """Tell whether an answer says by itself what it is about: a job, or words that begin with a verb."""
    if not voice.grammar:
        return False
    if fact.topic.facet is Facet.OCCUPATION:
        return True
    first = fact.answer.replace("’", "'").split(" ")[0].lower()
    return " " in fact.answer and first in shipped("meanings")["answers"]["verbs"][voice.survey]


def _more_often(fact: Fact, voice: Voice, answer: str) -> str:
    if len(fact.levels) < 2 and _frequency(fact):
        return voice.texts("more {answer} answers than average", answer=quoted_answer(fact, voice))
    quoted = len(fact.levels) < 2 and _long(fact)
    return voice.texts("more often {answer}", answer=quoted_answer(fact, voice) if quoted else answer)


def _frequency(fact: Fact) -> bool:
    """Tell whether an answer is itself a "how often": two of them in a row could not be read."""
    return fold(fact.answer.split(",")[0]) in known("never") | known("frequency")


def _degree(fact: Fact) -> bool:
    """Tell whether an answer only says how much: "A lot" says nothing where its question has no words."""
    return bool(_DEGREE.match(fold(fact.answer)))


def _long(fact: Fact) -> bool:
    """Tell whether an answer is more of a sentence than of a name."""
    return len(fact.answer.split()) > 4
