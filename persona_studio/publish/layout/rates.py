"""Rates behind attributes: which may be printed, how strong a gap is, how they stand in a margin."""

from math import asin, sqrt

from persona_studio.domain.figures import FEWEST
from persona_studio.domain.personas import Attribute, Evidence, Provenance
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import MM, TABULAR, TEXT3
from persona_studio.publish.text import Paragraph, Style

_RARE = 0.005
"""Everybody's share from which a ratio to it tells anything: less prints as 0 %."""
_SMALLER, _BESIDE = 0.94, 2 * MM


def few(evidence: Evidence) -> bool:
    """Tell whether fewer respondents than may be printed are behind some evidence."""
    people = (evidence.count, evidence.base)
    return any(count is not None and count < FEWEST for count in people)


def share_of(evidence: Evidence | None) -> float | None:
    """Return the rate (0 to 1) of enough respondents that some evidence holds, or None."""
    if evidence is None or evidence.share is None or evidence.count is None or few(evidence):
        return None
    return evidence.share if not evidence.is_mean and 0 <= evidence.share <= 1 else None


def printable(evidence: Evidence | None) -> bool:
    """Tell whether a rate of everybody and one of enough respondents are there to be printed."""
    if evidence is None or evidence.overall is None or share_of(evidence) is None:
        return False
    return _RARE <= evidence.overall <= 1


def strength(attribute: Attribute) -> float:
    """Return the test value of the evidence, or what Cohen's h (1988) makes of its shares on its base.

    It is 0 of a mean without a test value: h compares shares.
    """
    found = attribute.evidence
    if found is None or found.share is None or found.overall is None:
        return 0.0
    if found.v is not None:
        return abs(found.v)
    if found.is_mean:
        return 0.0
    own, overall = (2 * asin(sqrt(min(1.0, max(0.0, share)))) for share in (found.share, found.overall))
    return abs(own - overall) * sqrt(found.base or FEWEST)


# ---------------------------------------------------------------- in the margin


def rated(work: Work, attribute: Attribute) -> float | None:
    """Return the share that stands in the margin of a line drawn from data; None when none does."""
    asked = work.facts.options.rates and attribute.provenance is Provenance.DATA
    return share_of(attribute.evidence) if asked and attribute.id not in work.facts.lost else None


def margin(work: Work, size: float) -> float:
    """Return the room that rates take at the right of words of a size, the white beside them included."""
    return work.line(work.texts.percent(1.0), _style(size)).width + _BESIDE


def rate(work: Work, share: float, size: float) -> Paragraph:
    """Set a share as it stands in the margin of words of a size."""
    return work.line(work.texts.percent(share), _style(size))


def _style(size: float) -> Style:
    return Style(TABULAR, size * _SMALLER, size * 1.3, TEXT3)
