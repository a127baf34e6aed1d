"""The map of the respondents as it is drawn: points, one ellipse a segment, neighbours of a point.

Places come from the project's file, as the analysis left them. The window loads this with its first map.
"""

from dataclasses import dataclass
from math import cos, degrees, hypot, log, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from persona_studio.domain.segments import Segmentation
from persona_studio.domain.waves import Column
from persona_studio.services.drafting.counting import values
from persona_studio.services.session import Session

Floats = NDArray[np.float64]
MOST_POINTS = 10_000
"""More points than that are drawn as a sample of so many: the eye sees no more, the hand waits less."""
HELD = 0.75
"""Share of a segment that its ellipse would hold if its people were spread normally."""
SEED = 3


@dataclass(frozen=True, slots=True)
class Points:
    """Respondents on the map, one place in each array.

    ``rows`` are their rows in the wave (from 0), ``numbers`` those of their segments (from 1), ``weights``
    positive with a mean of 1 among ``everybody``, who are as many people as the map stands for.
    """

    rows: NDArray[np.intp]
    x: Floats
    y: Floats
    numbers: NDArray[np.uint8]
    weights: Floats
    everybody: int

    @property
    def weighted(self) -> bool:
        """Whether some weigh more than others."""
        return len(self.weights) > 0 and float(np.ptp(self.weights)) > 0

    def of(self, number: int) -> NDArray[np.intp]:
        """Return the places in the arrays of the people of a segment."""
        return np.flatnonzero(self.numbers == number)

    def bounds(self) -> tuple[float, float, float, float]:
        """Return left, bottom, width and height of what the points take up."""
        if not len(self.x):
            return -1.0, -1.0, 2.0, 2.0
        left, bottom = float(self.x.min()), float(self.y.min())
        return left, bottom, max(float(np.ptp(self.x)), 1e-6), max(float(np.ptp(self.y)), 1e-6)

    def sample(self, most: int = MOST_POINTS) -> "Points":
        """Return all of them, or ``most`` drawn at random, always the same."""
        if len(self.rows) <= most:
            return self
        drawn = np.sort(np.random.default_rng(SEED).choice(len(self.rows), most, replace=False))
        return Points(
            self.rows[drawn],
            self.x[drawn],
            self.y[drawn],
            self.numbers[drawn],
            self.weights[drawn],
            self.everybody,
        )


@dataclass(frozen=True, slots=True)
class Ellipse:
    """Where most of a segment stands: centre, half axes in units of the map, angle of the first in degrees.

    Its axes are those of the weighted covariance of the places of its people, as long as for a normal cloud
    of which it would hold three quarters: radius² = −2 ln(1 − 0.75), a chi-squared of two degrees.
    """

    number: int
    x: float
    y: float
    long: float
    short: float
    angle: float

    @property
    def half_width(self) -> float:
        """How far it reaches to the left and right of its centre."""
        turn = radians(self.angle)
        return hypot(self.long * cos(turn), self.short * sin(turn))

    @property
    def half_height(self) -> float:
        """How far it reaches above and below its centre."""
        turn = radians(self.angle)
        return hypot(self.long * sin(turn), self.short * cos(turn))


def points_of(session: Session, found: Segmentation) -> Points | None:
    """Return everybody on the map of a segmentation, None when it was made before there were maps."""
    places = session.places(found.id)
    if places is None:
        return None
    weight = found.recipe.weight
    weights = session.answers(found.wave).column(weight) if weight is not None else None
    return from_columns(places, session.labels(found.labels_key), weights)


def from_columns(places: Column, labels: Column, weights: Column | None) -> Points:
    """Return everybody who has a place and a segment."""
    x, y = values(places).astype(np.float64).reshape(2, places.rows)
    numbers = np.frombuffer(labels.data, np.uint8)
    heavy = np.ones(places.rows) if weights is None else values(weights).astype(np.float64)
    rows = np.flatnonzero((numbers > 0) & np.isfinite(x) & np.isfinite(y) & np.isfinite(heavy) & (heavy > 0))
    mean = float(heavy[rows].mean()) if len(rows) else 1.0
    return Points(rows, x[rows], y[rows], numbers[rows], heavy[rows] / mean, len(rows))


def ellipses(points: Points) -> tuple[Ellipse, ...]:
    """Return the ellipse of each segment that has a point, by number."""
    return tuple(_ellipse(points, int(number)) for number in np.unique(points.numbers))


def _ellipse(points: Points, number: int) -> Ellipse:
    held = points.of(number)
    at, weights = np.stack([points.x[held], points.y[held]]), points.weights[held]
    centre = at @ weights / weights.sum()
    apart = at - centre[:, None]
    spread = (apart * weights) @ apart.T / weights.sum()
    lengths, ways = np.linalg.eigh(spread)
    radius = sqrt(-2 * log(1 - HELD))
    short, long = (radius * sqrt(max(float(length), 0.0)) for length in lengths)
    angle = degrees(float(np.arctan2(ways[1, 1], ways[0, 1])))
    return Ellipse(number, float(centre[0]), float(centre[1]), long, short, angle)


def nearest(x: Floats, y: Floats, at: tuple[float, float]) -> tuple[int, float]:
    """Return the place in the arrays of the point nearest to a position, and how far it is; there is one."""
    apart = np.hypot(x - at[0], y - at[1])
    place = int(apart.argmin())
    return place, float(apart[place])


def towards(x: Floats, y: Floats, start: int, way: tuple[int, int]) -> int:
    """Return the nearest point in a direction, for the arrow keys; ``start`` when there is none.

    ``way`` is (±1, 0) or (0, ±1). What lies aside counts double, and what lies more aside than ahead is in
    another direction.
    """
    dx, dy = x - x[start], y - y[start]
    ahead = dx * way[0] + dy * way[1]
    aside = np.abs(dx * way[1]) + np.abs(dy * way[0])
    cost = np.where((ahead > 0) & (aside <= ahead), ahead + 2 * aside, np.inf)
    best = int(cost.argmin())
    return best if np.isfinite(cost[best]) else start
