"""What one segment more would explain, beside people whose answers are permuted within segments."""

import numpy as np
import pytest

from persona_studio.analysis.components import fit_famd
from persona_studio.analysis.context import steady
from persona_studio.analysis.splits import left_inside
from persona_studio.analysis.table import Item, Measure, Table


def answers(truth: np.ndarray, seed: int, distance: float = 1.6, questions: int = 18) -> Table:
    """Return rating scales of five levels; each segment is high on a third of them."""
    random = np.random.default_rng(seed)
    items = []
    for place in range(questions):
        latent = distance * (truth == place % 3) + random.standard_normal(len(truth))
        levels = tuple("12345")
        values = (1 + np.digitize(latent, [-0.8, 0.2, 1.0, 1.8])).astype(np.uint8)
        items.append(Item(f"q{place:02}", "", Measure.SCALE, values, levels))
    return Table(np.arange(len(truth)), np.ones(len(truth)), tuple(items))


def left_of(table: Table, seed: int = 1, most: int = 5) -> dict[int, float]:
    model = fit_famd(table, 0.02)
    with steady():
        return left_inside(
            table, lambda t: model.coordinates(t)[:, :5], most, np.random.default_rng(seed), lambda: None
        )


@pytest.mark.parametrize("planted", [2, 3])
def test_nothing_is_left_from_the_planted_number_on(planted):
    left = left_of(answers(np.arange(600) % planted, 3))
    assert min(left[k] for k in range(1, planted)) > 0.05
    assert max(left[k] for k in range(planted, 6)) < 0.02


def test_nothing_is_left_in_answers_without_segments():
    assert max(left_of(answers(np.full(600, 5), 4)).values()) < 0.02


def test_the_lump_of_a_rare_answer_hides_no_segments():
    random = np.random.default_rng(5)
    table = answers(np.arange(600) % 3, 5)
    rare = Item("rare", "", Measure.NAMES, (1 + (random.random(600) < 0.04)).astype(np.uint8), ("a", "b"))
    left = left_of(Table(table.rows, table.weights, (*table.items, rare)))
    assert min(left[1], left[2]) > 0.2


def test_segments_of_few_people_are_not_parted():
    assert left_of(answers(np.arange(18) % 3, 6)) == {1: 0.0}


def test_weights_count_as_people():
    truth = np.arange(400) % 3
    table = answers(truth, 7)
    only_two = Table(table.rows, np.where(truth == 2, 1e-6, 1.5), table.items)
    left = left_of(only_two)
    assert left[1] > 0.2
    assert left[2] < 0.04


def test_the_same_answers_and_seed_leave_the_same():
    table = answers(np.arange(300) % 3, 8)
    assert left_of(table, 2) == left_of(table, 2)
