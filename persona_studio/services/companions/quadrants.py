"""Which quadrant of an empathy map a line of a sheet truly belongs to: none, rather than a wrong one."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from persona_studio.domain.personas import Attribute, Provenance, SectionKey
from persona_studio.services.drafting.meaning import is_statement
from persona_studio.services.drafting.words import clean, fold, shipped, starting

_LABEL = re.compile(r"^[^«“\"]{1,90}?\s*:\s|^[«“\"][^«»“”\"]*[»”\"](?:\s*:|$)")
"""A topic and its answer, or nothing but the words of an answer: no verb tells what somebody does."""
_BARE = re.compile(r":\s*(?:oui|non|yes|no)\b")
_FELT = frozenset(
    {SectionKey.PSYCHOLOGICAL, SectionKey.MOTIVATIONAL, SectionKey.OBSTACLES, SectionKey.BUYING}
)

_MEANT: Mapping[SectionKey, SectionKey] = {
    SectionKey.PSYCHOLOGICAL: SectionKey.THINKS,
    SectionKey.MOTIVATIONAL: SectionKey.BENEFITS,
}
"""Where a hypothesis goes whatever its words, which no questionnaire has shaped."""


def belongs(key: SectionKey, line: Attribute) -> SectionKey | None:
    """Return the quadrant that a line of the section ``key`` of a sheet belongs to, None when none is sure.

    Words of a respondent are said, or tell what is felt. Of what is denied only pains, and what somebody
    does not do, have a place on the map. A hypothesis about what moves somebody was put under that section by
    a person, who knows what it means ("Wants to host without stress"): it goes with its section, but a fear.
    """
    if line.provenance is Provenance.VERBATIM:
        return SectionKey.THINKS if key in _FELT else SectionKey.SAYS
    if line.provenance is Provenance.HYPOTHESIS and key in _MEANT:
        feared = key is SectionKey.MOTIVATIONAL and _says(line, "feared")
        return SectionKey.DIFFICULTIES if feared else _MEANT[key]
    placed = _PLACES.get(key)
    return None if placed is None else placed(line)


def _says(line: Attribute, what: str) -> bool:
    """Tell whether a line holds words of a kind: "denied", "felt", "done"..."""
    return bool(_stems(what).search(fold(line.text)))


@cache
def _stems(what: str) -> re.Pattern[str]:
    stems: list[str] = shipped("empathy")[what]
    return starting(stems)


def _told(line: Attribute) -> bool:
    """Tell whether a line says with a verb what somebody does, and of nobody else."""
    return not _LABEL.match(line.text) and not _stems("others").match(fold(line.text))


def _behaviour(line: Attribute) -> SectionKey | None:
    """Keep what is done, or not done, but no opinion that is not shared, nor a wish that nobody has."""
    denied = _says(line, "denied")
    if denied and (_says(line, "opposed") or _says(line, "felt")):
        return None
    return SectionKey.SAYS if _told(line) or (_LABEL.match(line.text) and _says(line, "done")) else None


def _habit(line: Attribute) -> SectionKey | None:
    """Take also "Where: chain store", as long as it denies nothing."""
    return _behaviour(line) if _says(line, "denied") else SectionKey.SAYS


def _lived(line: Attribute) -> SectionKey | None:
    return _opinion(line) if _says(line, "felt") else _behaviour(line)


def _opinion(line: Attribute) -> SectionKey | None:
    return None if _says(line, "denied") or _BARE.search(fold(line.text)) else SectionKey.THINKS


def _bought(line: Attribute) -> SectionKey | None:
    if _says(line, "gain") and _LABEL.match(line.text):
        return None if _says(line, "denied") else SectionKey.BENEFITS
    return _lived(line)


def _related(line: Attribute) -> SectionKey | None:
    """Take advice as heard, and what is felt about others; seeing friends is neither."""
    if _says(line, "felt") or _says(line, "opposed"):
        return _opinion(line)
    if not _says(line, "advised"):
        return None
    return _behaviour(line) if _says(line, "denied") else SectionKey.HEARS


def _wanted(line: Attribute) -> SectionKey | None:
    """Tell what is expected from what somebody says of themself: "Rises to challenges" is no gain."""
    if _opinion(line) is None:
        return None
    asked = clean(line.evidence.question) if line.evidence is not None else ""
    itself = is_statement(asked) or _says(line, "felt") or _says(line, "opposed")
    return SectionKey.THINKS if itself and not _says(line, "gain") else SectionKey.BENEFITS


def _met(line: Attribute) -> SectionKey | None:
    """Tell the channels that are seen from the people and media that are heard."""
    if _says(line, "denied"):
        return _behaviour(line)
    if _says(line, "advised") or _says(line, "voices"):
        return SectionKey.HEARS
    return None if _says(line, "neither") or _BARE.search(fold(line.text)) else SectionKey.SEES


def _online(line: Attribute) -> SectionKey | None:
    if _says(line, "seen") or _says(line, "voices"):
        return _met(line)
    return _lived(line)


def _held_back(line: Attribute) -> SectionKey | None:
    """Leave out what hardly holds anybody back."""
    spared = _says(line, "rare") or (_says(line, "denied") and _says(line, "opposed"))
    return None if spared else SectionKey.DIFFICULTIES


_PLACES: Mapping[SectionKey, Callable[[Attribute], SectionKey | None]] = {
    SectionKey.PSYCHOLOGICAL: _opinion,
    SectionKey.CHANNELS: _met,
    SectionKey.DIGITAL: _online,
    SectionKey.RELATIONAL: _related,
    SectionKey.BUYING: _bought,
    SectionKey.CONSUMPTION: _habit,
    SectionKey.LIFESTYLE: _lived,
    SectionKey.INTERESTS: _habit,
    SectionKey.HISTORY: _habit,
    SectionKey.DOING: _habit,
    SectionKey.AVOIDING: _habit,
    SectionKey.OBSTACLES: _held_back,
    SectionKey.MOTIVATIONAL: _wanted,
}
