"""Segments merged and split by hand: the same figures as those of anybody who computes them afresh."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.stats import hypergeom, norm
from sklearn.metrics import adjusted_rand_score

from analysis.surveys import Survey, labels_of, survey_of
from helpers.examples import examples
from persona_studio.analysis import describe, reshape, sensitivities
from persona_studio.analysis.cluster import THOROUGH
from persona_studio.analysis.context import Context
from persona_studio.analysis.ground import ground_again
from persona_studio.analysis.shapes import merged, nearest, parted, two_sides
from persona_studio.domain.progress import Silent
from persona_studio.domain.segments import Method, Shaping
from persona_studio.errors import UserError

MERGE = Shaping("merge", ("a", "b"), (1, 2))
SPLIT = Shaping("split", ("a",), (1,))


@pytest.fixture(scope="module")
def survey():
    """Three kinds of people of unlike sizes, told apart by twelve questions, answering otherwise at times."""
    random = np.random.default_rng(8)
    kind = random.choice(3, 420, p=[0.5, 0.3, 0.2])
    usual = random.integers(0, 3, (3, 12))
    noise = random.random((420, 12)) < 0.3
    answers = np.where(noise, random.integers(0, 3, (420, 12)), usual[kind])
    frame = pd.DataFrame({f"q{i:02d}": np.array(list("xyz"))[answers[:, i]] for i in range(12)})
    frame["sex"] = np.array(list("FM"))[random.integers(0, 2, 420)]
    frame["w"] = random.uniform(0.5, 2.0, 420).round(3)
    active = [f"q{i:02d}" for i in range(12)]
    return survey_of(frame, active=active, illustrative=["sex"], weight="w")


@pytest.fixture(scope="module")
def made(survey):
    return survey.segment(method=Method.TREE, segments=4, weight=None)


@pytest.fixture(scope="module")
def planted(survey):
    """The segments that were planted, weighted."""
    return survey.segment(method=Method.TREE, segments=3)


def shaped(survey: Survey, made, change: Shaping):
    return reshape(survey.wave, survey.answers, made.segmentation, made.labels, change, Silent())


def kept(made, after):
    """Return the segmentation after a change, as the program keeps it, and its labels."""
    segments = tuple(replace(s, id=f"s{s.number}") for s in after.segments)
    return segments, after.labels


def test_a_merge_is_the_union_and_nothing_else_moves(survey, made):
    after = shaped(survey, made, MERGE)
    before, now = labels_of(made), np.frombuffer(after.labels.data, np.uint8)
    union = np.isin(before, MERGE.numbers)
    new = after.origins.index((1, 2)) + 1
    assert np.array_equal(now == new, union)
    assert sorted(after.origins) == [(1, 2), (3,), (4,)]
    for number in (3, 4):
        assert np.array_equal(now == after.origins.index((number,)) + 1, before == number)
    assert sum(s.size for s in after.segments) == (before > 0).sum()
    shares = [s.share for s in after.segments]
    assert sum(shares) == pytest.approx(1.0)
    assert shares == sorted(shares, reverse=True)


def test_what_is_told_is_what_a_fresh_description_tells(survey, planted):
    for change in (MERGE, SPLIT):
        after = shaped(survey, planted, change)
        fresh = describe(survey.wave, survey.answers, after.labels, planted.segmentation.recipe, Silent())
        assert tuple(s.findings for s in after.segments) == fresh
        weights = np.frombuffer(survey.answers.column("id-w").data, "<f8")
        held = np.bincount(np.frombuffer(after.labels.data, np.uint8), weights=weights)[1:]
        assert [s.share for s in after.segments] == pytest.approx(held / weights.sum())


def test_v_tests_of_a_merge_are_those_of_the_formula(made, survey):
    """Lebart, Morineau, Piron 1995: hypergeometric, mid-p, two-sided; here without weights."""
    after = shaped(survey, made, MERGE)
    labels = np.frombuffer(after.labels.data, np.uint8)
    variable = survey.wave.variables[0]
    stored = np.frombuffer(survey.answers.column(variable.id).data, "<u2")
    for segment in after.segments:
        findings = [f for f in segment.findings if f.variable == variable.id]
        assert findings
        for finding in findings:
            chose, here = stored == 4 + finding.level, labels == segment.number
            both, law = int((chose & here).sum()), hypergeom(len(stored), chose.sum(), here.sum())
            half = law.pmf(both) / 2
            tail = min(law.sf(both) + half, law.cdf(both - 1) + half)
            v = norm.isf(tail) * (1 if both * len(stored) > chose.sum() * here.sum() else -1)
            assert finding.v == pytest.approx(v, abs=1e-6)


def test_a_split_is_the_tree_of_the_members_cut_in_two(survey, made):
    """SciPy's Ward on the same points; no weights, so that both mean the same."""
    after = shaped(survey, made, SPLIT)
    here = ground_again(survey.wave, survey.answers, made.segmentation, Context(Silent(), 1))
    members = np.flatnonzero(labels_of(made)[here.table.rows] == 1)
    sides = fcluster(linkage(here.points(members), "ward"), 2, "maxclust")
    mine = np.frombuffer(after.labels.data, np.uint8)[here.table.rows[members]]
    assert adjusted_rand_score(sides, mine) == 1.0


def test_a_split_leaves_their_numbers_to_the_others(survey, made):
    """Colour and shape of a segment are those of its number: only the new part takes one, the next free."""
    before = labels_of(made)
    for number in (1, 2, 3):
        after = shaped(survey, made, Shaping("split", ("a",), (number,)))
        now = np.frombuffer(after.labels.data, np.uint8)
        for other in {1, 2, 3, 4} - {number}:
            assert np.array_equal(now == other, before == other)
        assert set(now[before == number]) == {number, 5}
        assert after.segments[number - 1].share >= after.segments[4].share
        assert [s.number for s in after.segments] == [1, 2, 3, 4, 5]


def test_a_merge_moves_up_only_what_stood_after_a_number_gone(survey, made):
    before = labels_of(made)
    after = shaped(survey, made, Shaping("merge", ("a", "b"), (2, 3)))
    now = np.frombuffer(after.labels.data, np.uint8)
    assert np.array_equal(now == 1, before == 1)
    assert np.array_equal(now == 2, np.isin(before, (2, 3)))
    assert np.array_equal(now == 3, before == 4)


def test_merging_both_halves_gives_the_segment_back(survey, made):
    halves = shaped(survey, made, SPLIT)
    found = replace(made.segmentation, shaped=(SPLIT,), segments=kept(made, halves)[0])
    numbers = tuple(i + 1 for i, origins in enumerate(halves.origins) if origins == (1,))
    assert len(numbers) == 2
    back = reshape(
        survey.wave, survey.answers, found, halves.labels, Shaping("merge", ("", ""), numbers), Silent()
    )
    assert back.labels.data == made.labels.data
    told = [(s.size, s.share, s.findings, s.paragons) for s in made.segmentation.segments]
    assert [(s.size, s.share, s.findings, s.paragons) for s in back.segments] == told


@pytest.mark.slow
def test_shaping_does_not_depend_on_the_order_of_the_file(survey, made):
    order = np.random.default_rng(1).permutation(survey.wave.respondents)
    columns = {
        key: replace(c, data=np.frombuffer(c.data, "<u2" if c.dtype == "u2" else "<f8")[order].tobytes())
        for key, c in survey.answers.columns.items()
    }
    other = Survey(survey.wave, replace(survey.answers, columns=columns))
    again = other.segment(method=Method.TREE, segments=4, weight=None)
    for change in (MERGE, SPLIT):
        first, second = shaped(survey, made, change), shaped(other, again, change)
        moved = np.frombuffer(first.labels.data, np.uint8)[order]
        assert np.array_equal(moved, np.frombuffer(second.labels.data, np.uint8))
        assert [s.jaccard for s in first.segments] == [s.jaccard for s in second.segments]


def test_steadiness_of_what_is_shaped_is_measured_on_the_whole_way(survey, planted):
    assert all(s.jaccard > 0.85 for s in planted.segmentation.segments)
    split = shaped(survey, planted, SPLIT)
    halves = [s.jaccard for s, o in zip(split.segments, split.origins, strict=True) if o == (1,)]
    others = [s.jaccard for s, o in zip(split.segments, split.origins, strict=True) if o != (1,)]
    assert min(halves) < 0.75, "two halves of one kind of people do not come back"
    assert min(others) > 0.85, "nothing was done to the others"


def test_steadiness_is_not_told_where_the_way_cannot_be_gone_again(survey, made):
    labels = bytearray(made.labels.data)
    labels[:30] = bytes(b % 4 + 1 for b in labels[:30])
    other = replace(made.labels, data=bytes(labels))
    after = reshape(survey.wave, survey.answers, made.segmentation, other, MERGE, Silent())
    assert [s.jaccard for s in after.segments] == [None, None, None]


def test_segments_of_other_answers_are_refused(survey, made):
    gone = replace(survey.wave, variables=survey.wave.variables[1:])
    stored = survey.answers.column("id-q00")
    swapped = replace(stored, data=stored.data[2:] + stored.data[:2])
    columns = {**survey.answers.columns, "id-q00": swapped}
    for wave, answers in ((gone, survey.answers), (survey.wave, replace(survey.answers, columns=columns))):
        for act in (lambda w, a: reshape(w, a, made.segmentation, made.labels, MERGE, Silent()),
                    lambda w, a: sensitivities(w, a, made.segmentation, made.labels, Silent())):  # fmt: skip
            with pytest.raises(UserError, match="segments_outdated"):
                act(wave, answers)


def test_what_cannot_be_shaped_says_why(survey, made):
    with pytest.raises(UserError, match="merge_leaves_one"):
        shaped(survey, made, Shaping("merge", ("",) * 4, (1, 2, 3, 4)))
    with pytest.raises(UserError, match="merge_leaves_one"):
        shaped(survey, made, Shaping("merge", ("",), (1,)))
    with pytest.raises(UserError, match="segment_indivisible"):
        two_sides(np.zeros((9, 2)), np.ones(9), np.random.default_rng(1), THOROUGH, lambda: None)


partitions = st.lists(st.integers(0, 5), min_size=12, max_size=60).map(np.array)


@given(partitions, st.sets(st.integers(0, 5), min_size=1))
@examples(60, deadline=None)
def test_merged_parts_are_one_and_the_others_stay(numbers, those):
    after = merged(numbers, np.array(sorted(those)))
    inside = np.isin(numbers, list(those))
    assert len(set(after[inside])) <= 1
    assert np.array_equal(after[~inside], numbers[~inside])
    assert not set(after[inside]) & set(after[~inside])


@given(partitions, st.data())
@examples(60, deadline=None)
def test_a_parted_segment_merged_again_is_the_segment(numbers, data):
    one = int(numbers[0])
    members = int((numbers == one).sum())
    sides = np.array(data.draw(st.lists(st.integers(0, 1), min_size=members, max_size=members)))
    after = parted(numbers, one, sides)
    assert np.array_equal(after[numbers != one], numbers[numbers != one])
    halves = np.array([one, numbers.max() + 1])
    assert np.array_equal(merged(after, halves) == merged(after, halves)[0], numbers == one)
    assert ((after == one) | (after == numbers.max() + 1)).sum() == members


def test_changes_are_followed_by_the_parts_that_come_nearest():
    before = np.array([0, 0, 0, 1, 1, 1, 2, 2, 2])
    other = np.array([2, 2, 1, 1, 1, 1, 0, 0, 0])
    weights = np.ones(9)
    assert nearest(MERGE, before, other, weights).tolist() == [1, 2]
    assert nearest(SPLIT, before, other, weights).tolist() == [2]
