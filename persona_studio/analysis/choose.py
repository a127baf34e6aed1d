"""Which cut to recommend, or none: the rules, their limits, and their reasons.

The limits were tuned together. Gain over the null, and strength (how far more is explained than in permuted
answers, in deviations of the null), of the best cut into three or more large enough segments:

    answers                                       gain          strength
    tea                                           0.55 to 0.62   13 to 33
    young people, response style taken out        0.53 to 0.56  140 to 200
    bfi, response style taken out                 0.33 to 0.43  140 to 160
    mall customers, income and spending, k = 5    0.35 to 0.46    6 to 13
    planted segments (8 conditions, 3 to 6)       0.63 to 0.93   40 to 250
    tea, mall, bfi, young people permuted         at most 0.17   at most 3
    few yes-or-no questions permuted              at most 0.55   at most 3

One rare answer alone comes back again and again: without the strength, 4 of 46 permuted files looked like
segments; with it, none of 112 did, and the number planted was found in 30 of 32 simulated surveys.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from persona_studio.analysis.evidence import Assessed
from persona_studio.domain.segments import Candidate, Verdict

USEFUL, CLEAR = 0.25, 0.5
"""Gain over the null from which a cut is worth showing, and from which segments are clear."""
STRONG, STRONG_TWO = 4.0, 8.0
"""A cut must explain more than those of permuted answers, by this many of their standard deviations.

Two segments need only one chance association to look real, and are held to more.
"""
BROAD = 0.1
"""Share of the questions a cut must speak of: the answers to one or two, crossed, are no segments."""
NEAR = 0.05
"""Differences of gain or stability that do not count."""
FINER_COSTS = 0.15
"""Gain that a finer cut may lose, the null being more stable there too."""
STABLE = 0.75
"""A segment is stable from this Jaccard index on (Hennig 2007)."""
READABLE = (3, 5)
"""Numbers of segments people can work with."""
SMALLEST_SHARE = 0.05
SMALL_COUNT, FEW_COUNT, LEAST_COUNT = 50, 30, 20
"""Under 50 people a segment is said to be small; under 30 (never under 20) it must hold a tenth."""
A_TENTH = 0.10


@dataclass(frozen=True)
class Choice:
    """The cut recommended, or None, and how far the data support it."""

    best: Assessed | None
    verdict: Verdict
    reason: str


def choose(assessed: Sequence[Assessed]) -> Choice:
    """Return the cut to recommend among those tried.

    The highest gain over the null wins; within 0.05 of it, 3 to 5 segments and balanced sizes; a finer cut
    (up to 5) that comes back as well as the winner replaces it. Two segments are recommended only when
    nothing finer holds.
    """
    holding = [a for a in assessed if holds(a) and large_enough(a)]
    finer = [a for a in holding if a.candidate.k > 2]
    if finer:
        best = _as_fine_as_possible(_most_readable(finer), finer)
        return Choice(best, verdict_of(best.candidate.gain), reason_of(best))
    if holding:
        best = max(holding, key=lambda a: a.candidate.gain)
        return Choice(best, verdict_of(best.candidate.gain), f"{verdict_of(best.candidate.gain).value}_two")
    return Choice(None, Verdict.NONE, "none")


def holds(assessed: Assessed) -> bool:
    """Return whether a cut comes back and explains more than those of permuted answers, and widely."""
    least = STRONG if assessed.candidate.k > 2 else STRONG_TWO
    returns = assessed.candidate.gain >= USEFUL and assessed.strength >= least
    return returns and assessed.breadth >= BROAD


def large_enough(assessed: Assessed) -> bool:
    """Return whether each segment is large enough to be recommended."""
    share, count = assessed.candidate.min_share, assessed.smallest
    return share >= SMALLEST_SHARE and (count >= FEW_COUNT or (share >= A_TENTH and count >= LEAST_COUNT))


def verdict_of(gain: float) -> Verdict:
    """Return the word for a gain over the null."""
    return Verdict.CLEAR if gain >= CLEAR else Verdict.USEFUL if gain >= USEFUL else Verdict.NONE


def reason_of(best: Assessed) -> str:
    """Return the catalogue code that says why, without its prefix ``verdict.``."""
    small = "_small" if best.smallest < SMALL_COUNT else ""
    return f"{verdict_of(best.candidate.gain).value}{small}"


def _most_readable(cuts: Sequence[Assessed]) -> Assessed:
    top = max(a.candidate.gain for a in cuts)
    near = [a for a in cuts if a.candidate.gain >= top - NEAR]
    return max(near, key=lambda a: (READABLE[0] <= a.candidate.k <= READABLE[1], _worth(a.candidate)))


def _worth(candidate: Candidate) -> float:
    """Return the gain, plus what balanced sizes are worth: as much as differences that do not count."""
    return candidate.gain + NEAR * candidate.k * candidate.min_share


def _as_fine_as_possible(best: Assessed, cuts: Sequence[Assessed]) -> Assessed:
    """Return the finest cut that comes back as well: coarser ones are as stable, but say less."""
    stability, gain = best.candidate.stability - NEAR, best.candidate.gain - FINER_COSTS
    as_good = [
        a
        for a in cuts
        if best.candidate.k < a.candidate.k <= READABLE[1]
        and a.candidate.stability >= stability
        and a.candidate.gain >= gain
        and a.weakest >= STABLE
    ]
    if not as_good:
        return best
    finest = [a for a in as_good if a.candidate.k == max(b.candidate.k for b in as_good)]
    top = max(a.candidate.gain for a in finest)
    return max((a for a in finest if a.candidate.gain >= top - NEAR), key=lambda a: a.weakest)


def in_order(assessed: Sequence[Assessed], best: Assessed | None) -> tuple[Candidate, ...]:
    """Return candidates to show: the one recommended, the best of each other number, then the others."""
    by_gain = sorted(assessed, key=lambda a: -a.candidate.gain)
    tops: dict[int, Assessed] = {} if best is None else {best.candidate.k: best}
    for cut in sorted(by_gain, key=lambda a: a.candidate.k <= 2 or not large_enough(a)):
        tops.setdefault(cut.candidate.k, cut)
    leading = list(tops.values())
    return tuple(a.candidate for a in [*leading, *(a for a in by_gain if a not in leading)])
