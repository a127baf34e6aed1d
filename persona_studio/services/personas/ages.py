"""Ages that a sheet says, held against those of the segment's respondents."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from persona_studio.domain.personas import Attribute, Evidence, Persona, Provenance
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Finding, Segment
from persona_studio.domain.variables import Kind, Variable
from persona_studio.domain.waves import Wave
from persona_studio.services.drafting.age import AgeRange, read
from persona_studio.services.drafting.meaning import Facet, topic
from persona_studio.services.drafting.words import fold
from persona_studio.services.remembered import remembered

RARE = 0.15
"""Share of the segment under which an age that the sheet says is not that of the segment."""
_OLDEST = 110
_SPAN = re.compile(
    r"\b(\d{2}) ?(?:-|a|et|to|and) ?(\d{2}) ?(?:ans|years)\b|\baged (\d{2}) (?:to|and|-) (\d{2})\b"
)
_ONE = re.compile(r"\b(\d{2}) ?(?:ans|years? old)\b|\baged (\d{2})\b")
_OPEN = re.compile(
    r"\b(plus de|moins de|over|under) (\d{2}) ?(?:ans|years)?\b|\b(\d{2}) ans et (plus|moins)\b"
)
_LASTING = re.compile(r"(?:depuis|pendant|il y a|en|for|since|in|the last) (?:plus de |moins de |over )?$")
_OF = re.compile(
    r"^ ?(?:d'|de |of )?(?:experience|anciennete|carriere|metier|mariage|la retraite|retirement)"
)
_OTHERS = re.compile(
    r"\b(?:enfant|fils|fille|ado|bebe|parent|mari|femme a la|child|kid|son|daughter|teen|parent)"
)


def said(text: str) -> AgeRange | None:
    """Return the age that a line says, None when it says none: « depuis 10 ans » is no age."""
    words = fold(text).replace("\u202f", " ").replace("\u00a0", " ").replace("–", "-")
    for form in (_SPAN, _OPEN, _ONE):
        for found in form.finditer(words):
            before, after = words[: found.start()], words[found.end() :]
            if not (_LASTING.search(before) or _OTHERS.search(before) or _OF.match(after)):
                return _range(form, found)
    return None


def _range(form: re.Pattern[str], found: re.Match[str]) -> AgeRange:
    numbers = [int(part) for part in found.groups() if part and part.isdigit()]
    if form is _SPAN:
        return AgeRange(min(numbers), max(numbers))
    if form is _ONE:
        return AgeRange(numbers[0], numbers[0])
    over = {part for part in found.groups() if part} & {"plus de", "over", "plus"}
    return AgeRange(numbers[0], None) if over else AgeRange(None, numbers[0])


def apart(one: AgeRange, other: AgeRange) -> bool:
    """Tell whether no age is in both ranges."""
    low = max(one.low or 0, other.low or 0)
    high = min(one.high or _OLDEST, other.high or _OLDEST)
    return low > high


@dataclass(frozen=True, slots=True)
class Known:
    """The ages of a segment: shares (0 to 1) by range of an age question; none when it was not asked."""

    ranges: tuple[tuple[AgeRange, float], ...] = ()

    @classmethod
    def of(cls, project: Project, persona: Persona) -> "Known":
        """Return what is known of the ages of a persona's segment."""
        waves = {wave.id: wave for wave in project.waves}
        for found in project.segmentations:
            for segment in found.segments:
                if segment.id == persona.segment and found.wave in waves:
                    return cls(_ranges(waves[found.wave], segment))
        return cls()

    def contradicts(self, line: Attribute) -> bool:
        """Tell whether a line says an age that its own evidence, or its segment, does not have."""
        age = said(line.text)
        if age is None:
            return False
        proved = _proved(line.evidence) if line.provenance is Provenance.DATA else None
        return apart(age, proved) if proved is not None else self._rare(age)

    def contradict_words(self, text: str) -> bool:
        """Tell whether words say an age that the segment does not have."""
        age = said(text)
        return age is not None and self._rare(age)

    def _rare(self, age: AgeRange) -> bool:
        return bool(self.ranges) and sum(s for r, s in self.ranges if not apart(r, age)) < RARE


def _proved(evidence: Evidence | None) -> AgeRange | None:
    return (
        (said(evidence.answer) or read(evidence.answer)) if evidence is not None and evidence.answer else None
    )


def _ranges(wave: Wave, segment: Segment) -> tuple[tuple[AgeRange, float], ...]:
    asked = next((v for v in wave.variables if _tells_age(v)), None)
    if asked is None:
        return ()
    found = [finding for finding in segment.findings if finding.variable == asked.id]
    return _numbers(asked, found) if asked.kind is Kind.NUMERIC else _bands(asked, found)


@remembered  # asked again after each gesture, and slow to find
def _tells_age(variable: Variable) -> bool:
    readable = bool(variable.levels) or variable.kind is Kind.NUMERIC
    return readable and topic(variable).facet is Facet.AGE


def _bands(asked: Variable, found: Sequence[Finding]) -> tuple[tuple[AgeRange, float], ...]:
    """Return the share of each band: what differs has a finding, the rest is as everybody's."""
    given = {finding.level: finding.share for finding in found}
    people = max(1, sum(level.count for level in asked.levels))
    shares = [(read(level.label), given.get(level.code, level.count / people)) for level in asked.levels]
    return tuple((ages, share) for ages, share in shares if ages is not None)


def _numbers(asked: Variable, found: Sequence[Finding]) -> tuple[tuple[AgeRange, float], ...]:
    """Return everybody's ages by tenths of their span, moved by as much as the segment's mean is."""
    spread = asked.distribution
    mean = spread.mean
    if mean is None or not 0 < mean <= _OLDEST or not sum(spread.counts):  # years of birth are not read here
        return ()
    shift = found[0].share - found[0].overall if found else 0.0
    edges = [round(edge + shift) for edge in spread.edges]
    parts = zip(edges, edges[1:], spread.counts, strict=False)
    return tuple((AgeRange(low, high), count / sum(spread.counts)) for low, high, count in parts)
