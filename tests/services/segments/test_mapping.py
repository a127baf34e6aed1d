"""What the map draws: everybody who has a place, ellipses of the people they stand for, neighbours."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from persona_studio.domain.waves import Column
from persona_studio.services.segments import mapping
from persona_studio.services.segments.mapping import HELD, Points

PLACES = st.integers(3, 40).flatmap(
    lambda n: arrays(np.float64, (2, n), elements=st.floats(-5, 5, width=32), unique=True)
)


def points(x, y, numbers=None, weights=None):
    n = len(x)
    numbers = np.ones(n, np.uint8) if numbers is None else np.asarray(numbers, np.uint8)
    weights = np.ones(n) if weights is None else np.asarray(weights, float)
    return Points(np.arange(n), np.asarray(x, float), np.asarray(y, float), numbers, weights, n)


def cloud(n, random):
    """Return a normal cloud, twice as long as wide, turned by 30 degrees around (1, -2)."""
    turn = math.radians(30)
    flat = np.stack([2 * random.standard_normal(n), random.standard_normal(n)])
    ways = np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])
    return ways @ flat + np.array([[1.0], [-2.0]])


def inside(ellipse, x, y):
    turn = math.radians(ellipse.angle)
    dx, dy = x - ellipse.x, y - ellipse.y
    along, across = dx * math.cos(turn) + dy * math.sin(turn), dy * math.cos(turn) - dx * math.sin(turn)
    return (along / ellipse.long) ** 2 + (across / ellipse.short) ** 2 <= 1


def test_an_ellipse_lies_as_its_people_do_and_holds_three_quarters_of_them():
    x, y = cloud(20_000, np.random.default_rng(1))
    (ellipse,) = mapping.ellipses(points(x, y))
    assert (ellipse.x, ellipse.y) == pytest.approx((1, -2), abs=0.05)
    assert ellipse.long / ellipse.short == pytest.approx(2, rel=0.03)
    assert ellipse.angle % 180 == pytest.approx(30, abs=1.5)
    turns = np.radians(np.arange(0, 360, 0.5))
    along, across = ellipse.long * np.cos(turns), ellipse.short * np.sin(turns)
    turn = math.radians(ellipse.angle)
    height = (along * math.sin(turn) + across * math.cos(turn)).max()
    assert ellipse.half_height == pytest.approx(height, rel=1e-4)
    assert inside(ellipse, x, y).mean() == pytest.approx(HELD, abs=0.01)


def test_weights_count_as_so_many_people():
    random = np.random.default_rng(2)
    x, y = cloud(50, random)
    times = random.integers(1, 5, 50)
    (weighed,) = mapping.ellipses(points(x, y, weights=times))
    (repeated,) = mapping.ellipses(points(np.repeat(x, times), np.repeat(y, times)))
    for field in ("x", "y", "long", "short"):
        assert getattr(weighed, field) == pytest.approx(getattr(repeated, field))


def test_only_who_has_a_place_a_segment_and_a_weight_is_drawn():
    nan = float("nan")
    places = np.array([[0.0, 1, nan, 3, 4], [0.0, 1, nan, 3, 4]])
    made = mapping.from_columns(
        Column("f8", 5, places.astype("<f8").tobytes(), 2),
        Column("u1", 5, bytes([1, 0, 0, 2, 2])),
        Column("f8", 5, np.array([2.0, 1, 1, nan, 4]).astype("<f8").tobytes()),
    )
    assert made.rows.tolist() == [0, 4]
    assert made.numbers.tolist() == [1, 2]
    assert made.weights.tolist() == pytest.approx([2 / 3, 4 / 3])
    assert made.weighted


def test_a_sample_stands_for_everybody():
    x = np.arange(30_000.0)
    every = points(x, -x, numbers=1 + (x % 3 == 0))
    drawn = every.sample(5000)
    assert (len(drawn.rows), drawn.everybody) == (5000, 30_000)
    assert len(set(drawn.rows.tolist())) == 5000
    assert (drawn.y == -drawn.x).all()
    assert (drawn.numbers == 2).mean() == pytest.approx(1 / 3, abs=0.03)
    assert (drawn.rows == every.sample(5000).rows).all(), "the same points each time"
    assert every.sample(30_000) is every


@given(PLACES, st.tuples(st.floats(-6, 6), st.floats(-6, 6)))
def test_the_nearest_point_is_nearest(places, at):
    place, apart = mapping.nearest(*places, at)
    distances = [math.dist(at, point) for point in places.T]
    assert apart == pytest.approx(min(distances))
    assert distances[place] == pytest.approx(min(distances))


@given(PLACES, st.sampled_from([(1, 0), (-1, 0), (0, 1), (0, -1)]))
def test_an_arrow_goes_its_way_or_nowhere(places, way):
    start = 0
    there = mapping.towards(*places, start, way)
    dx, dy = places[:, there] - places[:, start]
    ahead, aside = dx * way[0] + dy * way[1], abs(dx * way[1]) + abs(dy * way[0])
    if there == start:
        apart = places - places[:, [start]]
        on_the_way = apart[0] * way[0] + apart[1] * way[1]
        off_it = np.abs(apart[0] * way[1]) + np.abs(apart[1] * way[0])
        assert not ((on_the_way > 0) & (off_it <= on_the_way)).any()
    else:
        assert ahead > 0
        assert aside <= ahead
