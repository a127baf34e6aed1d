"""Where the stages and lanes of a journey stand: stages side by side, lanes below each other (§6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from persona_studio.domain.personas import Journey, Section, SectionKey, Stage
from persona_studio.publish.layout.companion import LEFT
from persona_studio.publish.style import MM

X, WIDTH = 41 * MM, 244 * MM
"""Where the stages begin, and what they share."""
MOST = 8
"""Stages side by side: more go on overleaf."""
_WIDEST = 81.4 * MM
GUTTER, _ASIDE = 3.6 * MM, 4.2 * MM
LABEL_X, LABEL_WIDTH = LEFT + 5.75 * MM, 22.5 * MM
CHEVRON_TOP, CHEVRON, TIP, APART = 34 * MM, 13.9 * MM, 3.2 * MM, 0.95 * MM
TOP = 51 * MM
"""Of the lanes."""


@dataclass(frozen=True, slots=True)
class Column:
    """One stage and where it stands; all depends on the ``key`` one, the ``first`` begins the journey."""

    stage: Stage
    x: float
    step: float
    key: bool
    first: bool

    @property
    def width(self) -> float:
        """Width of its words."""
        return self.step - GUTTER

    @property
    def middle(self) -> float:
        """Where its point of the curve stands."""
        return self.x + (self.step - _ASIDE) / 2

    def lane(self, key: SectionKey) -> Section | None:
        """Return the section of a lane, None when it has none."""
        return next((lane for lane in self.stage.lanes if lane.key is key), None)


def spread(journey: Journey) -> list[list[Column]]:
    """Return the columns of each page: one page when there are eight stages or fewer, none without stages."""
    count = len(journey.stages)
    pages = -(-count // MOST)
    ends = [count * page // pages for page in range(pages + 1)] if pages else []
    return [_columns(journey, journey.stages[a:b]) for a, b in pairwise(ends)]


def _columns(journey: Journey, stages: Sequence[Stage]) -> list[Column]:
    step = min(WIDTH / len(stages), _WIDEST)
    return [
        Column(stage, X + i * step, step, stage.id == journey.key, stage is journey.stages[0])
        for i, stage in enumerate(stages)
    ]
