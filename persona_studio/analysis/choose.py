"""Which cut to recommend, or none: the rules, their limits, and their reasons.

Segments are recommended when they come back more often than those of permuted answers (gain), and are tighter
than those of people who answer alike but differ by degree only (gap, in deviations). Raw stability, and its
gain over permuted answers, cannot tell slices of a trait from segments: where a cut only comes back it is
called useful and said to be of degrees, and below the gain nothing is recommended. The limits were tuned
together, on simulated surveys and real files; 5 % and 95 % of surveys lie beyond the two ends:

    answers                                            gain            gap          deviations
    planted, 3 to 6, oracle 90 to 98 %, n = 1,000     0.50 to 0.81    0.07 to 0.72    3.9 to 37
    planted, oracle 98 %, n = 2,000 and 5,000         0.65 to 0.82    0.16 to 1.14    7.2 to 65
    mall customers, income and spending, k = 5        0.37            0.45            7.3
    the same and age, k = 6                           0.42            0.43            8.7
    tea, k = 3                                        0.58 to 0.69    0.01 to 0.02    0.2 to 0.6
    young people, style taken out, k = 3              0.53            0.01            0.4
    bfi, style taken out, k = 3                       0.36           -0.01           -0.9
    structureless: independent questions             -0.08 to 0.05   -0.01 to 0.03   -0.6 to 1.6
    structureless: one continuous trait               0.26 to 0.70   -0.02 to 0.09   -0.3 to 3.6
    structureless: a way of answering                -0.06 to 0.55   -0.02 to 0.06   -2.7 to 2.1
    structureless: several continuous traits          0.04 to 0.47   -0.03 to 0.07   -2.8 to 2.6
    structureless: real files permuted               -0.05 to 0.09   -0.01 to 0.10   -0.5 to 5.5

Of the cuts that hold, the one of the highest worth is recommended: that comes back, is tight, and whose
segments would not part again (:mod:`splits`). What one segment more explains beyond chance, in log-likelihood
per person, for surveys of 1,000 to 5,000 people (5 %, median, 95 %):

    planted, oracle      with one segment too few     with the number planted
    90 %                 0.017  0.054  0.108          0.001  0.005  0.019
    94 %                 0.027  0.102  0.195          0.002  0.008  0.021
    98 %                 0.065  0.195  0.340          0.001  0.009  0.045

The oracle is a linear discriminant that was told the segments. For the structureless the cut named is the
tightest of those that come back. On tea, bfi and young people a cut comes back and is no tighter than traits
would give; of few people that cannot be told with certainty, and there the most stable cuts pass.

On 204 surveys of 1,000 to 5,000 people, drawn after the limits were set, whose segments differ question by
question and are told stably (Jaccard 0.75) by an oracle, the planted number was told for 98 % (silhouette
alone: 80 %, inertia ratio alone: 40 %), off by one at most for all. Where segments share a few themes, and
down to those an oracle tells at Jaccard 0.6, it was told for 89 % of 204 (27 %, 30 %), off by one at most for
97.5 %. Of 54 surveys with no structure nothing was recommended for any.
`tests/bench/bench_simulation.py` prints the tables.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from persona_studio.analysis.evidence import Assessed
from persona_studio.domain.segments import Candidate, Method, Verdict

USEFUL, CLEAR = 0.25, 0.5
"""Gain over permuted answers from which a cut is worth showing, and from which segments are clear."""
BROAD = 0.1
"""Share of the questions a cut must speak of: the answers to one or two, crossed, are no segments."""
TIGHTER, DEVIATIONS = 0.06, 3.0
"""Segments stand apart when they are tighter than those of people by degree, by this much (of the logarithm)
and this many deviations..."""
APART, BEYOND_DOUBT = 0.1, 4.5
"""... and come back more often by this much, or are tighter by so many deviations."""
TIGHTER_TWO, DEVIATIONS_TWO = 0.1, 4.5
"""Two segments always lie along one line, as slices do, and are held to more."""
SLICES = 0.95
"""Share of the inertia between segments along one line from which they are slices of one trait."""
TOGETHER, SPREAD_OUT, FEW_PEOPLE = 0.85, 0.8, 600
"""Under so many people segments cannot be told from degrees with certainty: there, clear ones that are all
very stable (Jaccard: Hennig 2007), and lie less along one line than this, are worth showing all the same."""
READABLE = 0.05
"""Differences of gain that do not count: the more readable of two cuts by degree is shown."""
GAP_COUNTS = 1.0
"""What a gap is worth beside stability."""
LITTLE, LITTLE_OF_ALL, LEFT_COUNTS = 0.008, 6.0, 0.1
"""What one segment more may explain and be left: in log-likelihood per person, or, of few people, in that of
all; and what leaving more costs beside stability, for each unit of its logarithm."""
NEAR = 0.1
"""Differences of worth that do not count: a tree is simpler than a mixture."""
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
    """Return the cut to recommend among those tried: of those that hold, the one of the highest worth.

    The tree replaces a mixture into as many segments that is worth little more. Two segments are recommended
    only when nothing finer holds.
    """
    holding = [a for a in assessed if holds(a) and large_enough(a)]
    finer = [a for a in holding if a.candidate.k > 2]
    if not holding:
        return _of_degrees(assessed)
    best = _simplest(max(finer or holding, key=worth), holding)
    verdict = verdict_of(best.candidate.gain)
    return Choice(best, verdict, reason_of(best) if finer else f"{verdict.value}_two")


def _of_degrees(assessed: Sequence[Assessed]) -> Choice:
    """Return the cut of people who shade into one another: where it comes back it is useful, never clear.

    That of the highest gain, as nothing else tells the numbers of segments apart; of those within
    ``READABLE`` of it the coarsest, where each segment says most.
    """
    back = [a for a in assessed if by_degree(a) and large_enough(a)]
    if not back:
        return Choice(None, Verdict.NONE, "none_degrees" if any(map(_returns, assessed)) else "none")
    highest = max(a.candidate.gain for a in back)
    near = [a for a in back if a.candidate.gain >= highest - READABLE]
    best = min(near, key=lambda a: (a.candidate.k, -a.candidate.gain))
    return Choice(best, Verdict.USEFUL, "useful_degrees")


def worth(assessed: Assessed) -> float:
    """Return what a cut is worth beside others: how well it comes back, how tight it is, what it leaves.

    Stability alone falls from two segments on, tightness alone rises with their number; what one segment
    more would explain falls to nothing at the number that was planted, and stays there.
    """
    little = max(LITTLE, LITTLE_OF_ALL / assessed.people)
    left = log(max(assessed.left / little, 1.0))
    return assessed.candidate.stability + GAP_COUNTS * assessed.gap - LEFT_COUNTS * left


def _simplest(best: Assessed, holding: Sequence[Assessed]) -> Assessed:
    same = [a for a in holding if a.candidate.k == best.candidate.k and worth(a) >= worth(best) - NEAR]
    return next((a for a in same if a.candidate.method is Method.TREE), best)


def holds(assessed: Assessed) -> bool:
    """Return whether a cut comes back, speaks widely, and is more than slices of people by degree."""
    return _returns(assessed) and (stand_apart(assessed) or hold_together(assessed))


def by_degree(assessed: Assessed) -> bool:
    """Return whether a cut into three segments or more comes back, be they slices of people by degree."""
    return assessed.candidate.k > 2 and _returns(assessed)


def _returns(assessed: Assessed) -> bool:
    return assessed.candidate.gain >= USEFUL and assessed.breadth >= BROAD and assessed.narrow >= 1.0


def stand_apart(assessed: Assessed) -> bool:
    """Return whether segments are tighter, and come back more often, than those of people by degree."""
    two = assessed.candidate.k == 2
    least, deviations = (TIGHTER_TWO, DEVIATIONS_TWO) if two else (TIGHTER, DEVIATIONS)
    tighter = assessed.gap >= max(least, deviations * assessed.spread)
    surely = assessed.apart >= APART or (not two and assessed.gap >= BEYOND_DOUBT * assessed.spread)
    return tighter and surely and (two or assessed.line < SLICES)


def hold_together(assessed: Assessed) -> bool:
    """Return whether clear segments of few people are all very stable, and no slices along one line."""
    clear = assessed.candidate.gain >= CLEAR and assessed.weakest >= TOGETHER
    return clear and assessed.line <= SPREAD_OUT and assessed.people < FEW_PEOPLE


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


def in_order(assessed: Sequence[Assessed], best: Assessed | None) -> tuple[Candidate, ...]:
    """Return candidates to show: the one recommended, the best of each other number, then the others."""
    by_gain = sorted(assessed, key=lambda a: -a.candidate.gain)
    tops: dict[int, Assessed] = {} if best is None else {best.candidate.k: best}
    for cut in sorted(by_gain, key=lambda a: a.candidate.k <= 2 or not large_enough(a)):
        tops.setdefault(cut.candidate.k, cut)
    leading = list(tops.values())
    return tuple(a.candidate for a in [*leading, *(a for a in by_gain if a not in leading)])
