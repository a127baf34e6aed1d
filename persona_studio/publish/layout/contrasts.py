"""What tells personas apart: shares of one answer side by side, sections by the strength of what they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, sqrt

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, AttributeKind, Persona, Section, SectionKey
from persona_studio.publish.layout.rates import printable
from persona_studio.publish.layout.sections import said


@dataclass(frozen=True, slots=True)
class Contrast:
    """One answer of the survey: its share (0 to 1) of each persona it is known of, and everybody's.

    ``variable`` is the question, ``label`` question and answer in words, of which ``answer`` is the end.
    A share that rests on fewer than ten respondents is not in ``shares``.
    """

    variable: Id
    label: str
    shares: tuple[tuple[Id, float], ...]
    overall: float
    answer: str = ""

    def share(self, persona: Id) -> float | None:
        """Return the share of a persona, None where it is not known."""
        return dict(self.shares).get(persona)

    @property
    def spread(self) -> float:
        """How far the lowest and the highest share are apart, as Cohen's h (1988)."""
        shares = [share for _, share in self.shares]
        return distance(max(shares), min(shares)) if len(shares) > 1 else 0.0


@dataclass(frozen=True, slots=True)
class Shared:
    """A kind of section that several personas have, with the lines of each, the strongest first."""

    key: SectionKey
    title: str
    lines: tuple[tuple[Attribute, ...], ...]

    @property
    def strength(self) -> float:
        """How far its strongest lines are from everybody, on average; 0 for what has no figures."""
        known = [_effect(lines[0]) for lines in self.lines if lines]
        return sum(known) / len(self.lines)


def distance(a: float, b: float) -> float:
    """Return Cohen's h (1988) between two shares, 0 to 1."""
    return abs(2 * asin(sqrt(min(1.0, max(0.0, a)))) - 2 * asin(sqrt(min(1.0, max(0.0, b)))))


def shared(
    personas: Sequence[Persona], without: frozenset[SectionKey], told: frozenset[Id] = frozenset()
) -> list[Shared]:
    """Return the sections that two personas or more have, those that tell them apart best first.

    Lines about the variables ``told`` elsewhere come after the others of their section.
    """
    keys = dict.fromkeys(s.key for p in personas for s in p.sections if not s.hidden)
    found = [
        Shared(key, _title(personas, key), tuple(_lines(persona, key, told) for persona in personas))
        for key in keys
        if key not in without
    ]
    telling = [each for each in found if _tells(each)]
    return sorted(telling, key=lambda each: (-sum(map(bool, each.lines)), -each.strength))


def _title(personas: Sequence[Persona], key: SectionKey) -> str:
    """Return the title that all personas give to a section; empty when they differ or have the usual one."""
    titles = {section.title for persona in personas for section in _sections(persona, key)}
    return titles.pop() if len(titles) == 1 else ""


def _sections(persona: Persona, key: SectionKey) -> list[Section]:
    return [s for s in persona.sections if s.key is key and not s.hidden]


def _lines(persona: Persona, key: SectionKey, told: frozenset[Id]) -> tuple[Attribute, ...]:
    lines = [
        a
        for section in _sections(persona, key)
        for a in section.attributes
        if a.kind is not AttributeKind.GAUGE and said(a).strip()
    ]

    def order(line: Attribute) -> tuple[bool, float]:
        return line.evidence is not None and line.evidence.variable in told, -_effect(line)

    return tuple(sorted(lines, key=order))


def _effect(attribute: Attribute) -> float:
    found = attribute.evidence
    if not printable(found) or found is None or found.share is None or found.overall is None:
        return 0.0
    return distance(found.share, found.overall)


def _tells(each: Shared) -> bool:
    """Tell whether two personas or more say something there, and not all the same."""
    firsts = [said(lines[0]) for lines in each.lines if lines]
    return len(firsts) > 1 and len({*firsts}) > 1
