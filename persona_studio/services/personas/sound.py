"""Lines that come from outside, as they may stand on a sheet: any program can say that its data are ours."""

from collections.abc import Iterable
from dataclasses import replace
from math import isfinite

from persona_studio.domain.personas import Attribute, AttributeKind, Evidence, Gauge
from persona_studio.errors import UserError

MOST_CHARACTERS, MOST_LINES = 20_000, 100
"""What one gesture may bring: more was meant for another program, and would fill many sheets."""
_GAUGE = range(101)


def sound(lines: Iterable[Attribute]) -> tuple[Attribute, ...]:
    """Return lines, each in the form it can have: words when it has no chips or no gauge to show.

    Raises:
        UserError: `dropped_too_many`, `dropped_too_long`: they are more than a sheet could hold;
            `carried_unknown`: one of them has no form, or figures that can be none.
    """
    found = tuple(map(_formed, lines))
    if len(found) > MOST_LINES:
        raise UserError("dropped_too_many", lines=len(found), most=MOST_LINES)
    characters = sum(len(line.text) + sum(map(len, line.chips)) for line in found)
    if characters > MOST_CHARACTERS:
        raise UserError("dropped_too_long", characters=characters, most=MOST_CHARACTERS)
    return found


def _formed(line: Attribute) -> Attribute:
    gauge = line.gauge if line.kind is AttributeKind.GAUGE else None
    chips = line.chips if line.kind is AttributeKind.CHIPS else ()
    words = gauge is None and not chips
    if words and line.kind is not AttributeKind.TEXT and not line.text.strip():
        raise UserError("carried_unknown")
    if not (gauge is None or _measures(gauge)) or not (line.evidence is None or _counts(line.evidence)):
        raise UserError("carried_unknown")
    return replace(line, kind=AttributeKind.TEXT if words else line.kind, gauge=gauge, chips=chips)


def _measures(gauge: Gauge) -> bool:
    return gauge.value in _GAUGE and (gauge.overall is None or gauge.overall in _GAUGE)


def _counts(proof: Evidence) -> bool:
    """Tell whether figures can be some; without a level they may be means, which have no bounds."""
    shares = (proof.share, proof.overall, proof.low, proof.high)
    figures = [one for one in (*shares, proof.v) if one is not None]
    people = [one for one in (proof.count, proof.base) if one is not None]
    within = proof.level is None or all(0 <= one <= 1 for one in shares if one is not None)
    return all(map(isfinite, figures)) and within and people == sorted(people) and all(n >= 0 for n in people)
