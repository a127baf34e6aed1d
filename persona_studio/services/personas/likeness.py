"""When two personas are too alike to be two: the same answers, or the same lines.

Answers are compared as Gower (1971) compares individuals: one less the mean absolute difference of shares,
over the answers that a line of either sheet rests on. Lines are compared by the coefficient of Jaccard
(1912): those both sheets hold, of all that one of them holds.
"""

from collections.abc import Iterator

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Evidence, Persona
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Finding, Segment
from persona_studio.services.drafting.words import fold

SAME_ANSWERS, SAME_LINES = 0.93, 0.5
"""From these likenesses on (0 to 1), two personas are said to be too alike."""
FEWEST_ANSWERS, FEWEST_LINES = 5, 4
"""Under these, nothing is said: two short sheets may be alike by chance."""
Key = tuple[Id, int]


def too_alike(project: Project, one: Persona, other: Persona) -> bool:
    """Tell whether two personas answer alike, or say the same things."""
    return (answers_alike(project, one, other) or 0.0) >= SAME_ANSWERS or (
        lines_alike(one, other) or 0.0
    ) >= SAME_LINES


def answers_alike(project: Project, one: Persona, other: Persona) -> float | None:
    """Return how alike two personas answer (0 to 1), None when too few answers are known of both."""
    mine, theirs = _rates(project, one), _rates(project, other)
    told = {*_told(one), *_told(other)}
    gaps = [abs(mine[key] - theirs[key]) for key in told if key in mine and key in theirs]
    return 1 - sum(gaps) / len(gaps) if len(gaps) >= FEWEST_ANSWERS else None


def lines_alike(one: Persona, other: Persona) -> float | None:
    """Return how many lines two sheets share of all they hold (0 to 1), None when one has too few."""
    mine, theirs = ({fold(a.text) for a in p.attributes if a.text.strip()} for p in (one, other))
    if min(len(mine), len(theirs)) < FEWEST_LINES:
        return None
    return len(mine & theirs) / len(mine | theirs)


def _told(persona: Persona) -> Iterator[Key]:
    for proof in _proofs(persona):
        if proof.variable is not None and proof.level is not None:
            yield proof.variable, proof.level


def _rates(project: Project, persona: Persona) -> dict[Key, float]:
    """Return the shares of the answers that are known of a persona: its findings, then its own lines."""
    found = {
        (f.variable, f.level): f.share for f in _findings(project, persona.segment) if f.level is not None
    }
    own = {
        (proof.variable, proof.level): proof.share
        for proof in _proofs(persona)
        if proof.variable is not None and proof.level is not None and proof.share is not None
    }
    return found | own


def _findings(project: Project, segment: Id | None) -> tuple[Finding, ...]:
    every: Iterator[Segment] = (s for found in project.segmentations for s in found.segments)
    return next((s.findings for s in every if s.id == segment), ())


def _proofs(persona: Persona) -> Iterator[Evidence]:
    for line in persona.attributes:
        if line.evidence is not None and line.evidence.share is not None:
            yield line.evidence
