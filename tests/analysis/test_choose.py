"""What is recommended, from what is known of each cut."""

import pytest

from persona_studio.analysis.choose import choose, in_order, large_enough
from persona_studio.analysis.evidence import Assessed
from persona_studio.domain.segments import Candidate, Method, Verdict


def cut(k: int, gain: float, method: Method = Method.TREE, **known) -> Assessed:
    known = {
        "gap": 0.2,
        "spread": 0.02,
        "apart": 0.3,
        "line": 0.6,
        "left": 0.0,
        "people": 300,
        "smallest": 200,
        "stability": 0.3 + gain,
        "share": 0.8 / k,
        "weakest": 0.7,
        "breadth": 0.4,
        "narrow": 3.0,
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
    candidate_only = ("stability", "share", "weakest")
    beside = {name: value for name, value in known.items() if name not in candidate_only}
    return Assessed(candidate=candidate, **beside)


BY_DEGREE = {"gap": 0.01, "apart": 0.05}


def test_the_cut_that_comes_back_and_is_tight_is_recommended():
    choice = choose([cut(3, 0.6, gap=0.1), cut(4, 0.55, gap=0.3), cut(5, 0.3, gap=0.32)])
    assert (choice.best.key, choice.verdict, choice.reason) == ((Method.TREE, 4), Verdict.CLEAR, "clear")


def test_a_gain_between_the_limits_is_useful():
    assert choose([cut(3, 0.3)]).verdict is Verdict.USEFUL


@pytest.mark.parametrize(
    ("weak", "reason"),
    [
        (cut(3, 0.24), "none"),
        (cut(3, 0.6, share=0.04), "none_degrees"),
        (cut(3, 0.6, smallest=19), "none_degrees"),
        (cut(2, 0.6, gap=0.09, line=1.0), "none_degrees"),
        (cut(3, 0.9, breadth=0.05), "none"),
        (cut(3, 0.9, narrow=0.7), "none"),
    ],
    ids=[
        "no gain",
        "a tiny segment",
        "few people",
        "two by chance",
        "one question",
        "two segments differ on one question",
    ],
)
def test_what_does_not_hold_is_not_recommended(weak, reason):
    choice = choose([weak])
    assert (choice.best, choice.verdict, choice.reason) == (None, Verdict.NONE, reason)


@pytest.mark.parametrize(
    "made",
    [
        cut(3, 0.6, gap=0.05),
        cut(3, 0.6, gap=0.1, spread=0.05),
        cut(3, 0.6, apart=0.05, gap=0.1, spread=0.03),
        cut(3, 0.6, line=0.99, weakest=0.9),
    ],
    ids=[
        "no tighter than people by degree",
        "tighter by chance",
        "come back no more often than people by degree",
        "slices of one line",
    ],
)
def test_a_cut_by_degree_that_comes_back_is_useful_and_said_to_be_so(made):
    choice = choose([made])
    assert (choice.best, choice.verdict, choice.reason) == (made, Verdict.USEFUL, "useful_degrees")


def test_of_cuts_by_degree_the_one_of_the_highest_gain_is_shown_or_a_coarser_one_as_good():
    cuts = [cut(k, gain, **BY_DEGREE) for k, gain in ((3, 0.3), (4, 0.46), (5, 0.5), (6, 0.4))]
    assert choose(cuts).best.candidate.k == 4


def test_segments_that_stand_apart_come_before_cuts_by_degree():
    assert choose([cut(3, 0.6, **BY_DEGREE), cut(5, 0.3, gap=0.3)]).best.candidate.k == 5


def test_clear_stable_segments_of_few_people_are_shown_by_degree_or_not():
    assert choose([cut(3, 0.6, weakest=0.9, **BY_DEGREE)]).verdict is Verdict.CLEAR
    for poorer in (
        cut(3, 0.45, weakest=0.9, **BY_DEGREE),
        cut(3, 0.6, weakest=0.8, **BY_DEGREE),
        cut(3, 0.6, weakest=0.9, line=0.85, **BY_DEGREE),
        cut(3, 0.6, weakest=0.9, people=1000, **BY_DEGREE),
    ):
        assert choose([poorer]).reason == "useful_degrees"


def test_two_segments_are_recommended_only_when_nothing_finer_holds():
    assert choose([cut(2, 0.9), cut(3, 0.3)]).best.candidate.k == 3
    choice = choose([cut(2, 0.9, line=1.0), cut(3, 0.2)])
    assert (choice.best.candidate.k, choice.reason) == (2, "clear_two")


def test_a_finer_cut_replaces_one_whose_segments_would_split_again():
    coarse, fine = cut(3, 0.7), cut(4, 0.55)
    assert choose([coarse, fine]).best is coarse
    joined = cut(3, 0.7, left=0.1)
    assert choose([joined, fine]).best is fine
    assert choose([joined, cut(4, 0.55, left=0.09)]).best is joined


def test_the_tree_is_preferred_to_a_mixture_that_is_hardly_better():
    tree, mixture = cut(4, 0.5), cut(4, 0.52, Method.MIXTURE)
    assert choose([tree, mixture]).best is tree
    better = cut(4, 0.5, Method.MIXTURE, gap=0.35)
    assert choose([tree, better]).best is better
    assert choose([cut(4, 0.5, **BY_DEGREE), mixture]).best is mixture


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
