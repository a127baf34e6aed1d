"""What is recommended, from what is known of each cut."""

import pytest

from persona_studio.analysis.choose import choose, in_order, large_enough
from persona_studio.analysis.evidence import Assessed
from persona_studio.domain.segments import Candidate, Method, Verdict


def cut(k: int, gain: float, method: Method = Method.TREE, **known) -> Assessed:
    known = {
        "strength": 20.0,
        "smallest": 200,
        "stability": 0.3 + gain,
        "share": 0.8 / k,
        "weakest": 0.7,
        "breadth": 0.4,
    } | known
    candidate = Candidate(
        method=method,
        k=k,
        stability=known["stability"],
        null_stability=known["stability"] - gain,
        gain=gain,
        jaccard=(0.9,) * (k - 1) + (known["weakest"],),
        silhouette=0.2,
        inertia_ratio=0.8,
        min_share=known["share"],
    )
    return Assessed(candidate, known["strength"], known["smallest"], known["breadth"])


def test_the_highest_gain_is_recommended():
    choice = choose([cut(3, 0.3), cut(4, 0.6), cut(5, 0.4)])
    assert (choice.best.key, choice.verdict, choice.reason) == ((Method.TREE, 4), Verdict.CLEAR, "clear")


def test_a_gain_between_the_limits_is_useful():
    assert choose([cut(3, 0.3)]).verdict is Verdict.USEFUL


@pytest.mark.parametrize(
    "weak",
    [
        cut(3, 0.24),
        cut(3, 0.6, strength=3.0),
        cut(3, 0.6, share=0.04),
        cut(3, 0.6, smallest=19),
        cut(2, 0.6, strength=5),
        cut(3, 0.9, breadth=0.05),
    ],
    ids=[
        "no gain",
        "explains no more than noise",
        "a tiny segment",
        "few people",
        "two by chance",
        "one question",
    ],
)
def test_what_does_not_hold_is_not_recommended(weak):
    choice = choose([weak])
    assert (choice.best, choice.verdict, choice.reason) == (None, Verdict.NONE, "none")


def test_two_segments_are_recommended_only_when_nothing_finer_holds():
    assert choose([cut(2, 0.9), cut(3, 0.3)]).best.candidate.k == 3
    choice = choose([cut(2, 0.9), cut(3, 0.2)])
    assert (choice.best.candidate.k, choice.reason) == (2, "clear_two")


def test_near_the_best_a_readable_number_wins():
    assert choose([cut(7, 0.44), cut(4, 0.40)]).best.candidate.k == 4
    assert choose([cut(7, 0.50), cut(4, 0.40)]).best.candidate.k == 7


def test_near_the_best_balanced_sizes_win():
    small, even = cut(3, 0.41, share=0.06), cut(3, 0.40, Method.MIXTURE, share=0.33)
    assert choose([small, even]).best is even


def test_a_finer_cut_that_comes_back_as_well_replaces_a_coarse_one():
    coarse, fine = cut(3, 0.5, stability=1.0), cut(5, 0.44, stability=0.97, weakest=0.9)
    assert choose([coarse, fine]).best is fine
    for poorer in (
        cut(5, 0.44, stability=0.9, weakest=0.9),
        cut(5, 0.44, stability=0.97, weakest=0.6),
        cut(5, 0.3, stability=0.97, weakest=0.9),
        cut(6, 0.44, stability=0.97, weakest=0.9),
    ):
        assert choose([coarse, poorer]).best is coarse


def test_small_segments_are_said():
    assert choose([cut(3, 0.6, smallest=49)]).reason == "clear_small"
    assert large_enough(cut(5, 0.4, smallest=22, share=0.11))
    assert not large_enough(cut(5, 0.4, smallest=22, share=0.08))


def test_candidates_come_one_per_number_first_the_recommended():
    cuts = [
        cut(2, 0.9),
        cut(3, 0.6),
        cut(3, 0.5, Method.KMEANS),
        cut(4, 0.7, share=0.01),
        cut(4, 0.2),
        cut(5, 0.1),
    ]
    ordered = in_order(cuts, cuts[1])
    assert [(c.k, c.gain) for c in ordered[:4]] == [(3, 0.6), (4, 0.2), (5, 0.1), (2, 0.9)]
    assert len(ordered) == len(cuts)
    assert [c.k for c in in_order([cut(4, 0.1), cut(3, 0.2)], None)] == [3, 4]
