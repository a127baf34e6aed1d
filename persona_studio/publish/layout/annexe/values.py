"""What the methodological annexe says, in words and parts of a whole: made by a service, only set here."""

from dataclasses import dataclass, field
from typing import Literal

from persona_studio.domain.brand import Brand
from persona_studio.domain.colours import Wears


@dataclass(frozen=True, slots=True)
class Tally:
    """A count of respondents: ``part`` (0 to 1) of all that were read, which the bar shows.

    ``kind`` tells those read, those left out and those used.
    """

    label: str
    number: str
    part: float
    kind: Literal["read", "out", "used"] = "out"


@dataclass(frozen=True, slots=True)
class Sample:
    """Who answered, who was left out and why, who counts; ``alt`` says the bars in words."""

    tallies: tuple[Tally, ...]
    note: str
    alt: str


@dataclass(frozen=True, slots=True)
class Themed:
    """The questions of one theme, in words."""

    theme: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variables:
    """Which questions formed the segments; ``note`` tells of those that only describe them."""

    aside: str
    themes: tuple[Themed, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Try:
    """A number of segments that was tried: its stability and what chance gives to it (0 to 1)."""

    segments: int
    stability: float
    chance: float
    figure: str
    used: bool
    advised: bool


@dataclass(frozen=True, slots=True)
class Tries:
    """The numbers of segments tried, side by side; ``alt`` says the chart in words."""

    aside: str
    tries: tuple[Try, ...]
    note: str
    alt: str


@dataclass(frozen=True, slots=True)
class Steady:
    """A segment: who stands for it, how well it comes back (0 to 1, None: not measured), its people."""

    name: str
    rest: str
    part: float | None
    figure: str
    people: str
    worn: Wears


@dataclass(frozen=True, slots=True)
class Steadiness:
    """How well each segment comes back; ``alt`` says the bars in words."""

    aside: str
    rows: tuple[Steady, ...]
    note: str
    alt: str


@dataclass(frozen=True, slots=True)
class HeatHead:
    """One segment at the head of a column."""

    name: str
    worn: Wears


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A figure in words, and how strongly it is tinted: -1 (under-represented) to 1 (over-represented)."""

    figure: str
    tint: float


@dataclass(frozen=True, slots=True)
class HeatRow:
    """An answer in each segment (None: of too few respondents), and everybody's.

    ``end`` is what stays of the label where there is room for a part of it only: the answer itself.
    """

    label: str
    cells: tuple[HeatCell | None, ...]
    overall: str
    end: str = ""


@dataclass(frozen=True, slots=True)
class Heat:
    """The profile of the segments; ``reading`` reads one cell aloud, ``scale`` says the colours in words."""

    aside: str
    heads: tuple[HeatHead, ...]
    rows: tuple[HeatRow, ...]
    reading: str
    scale: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A few paragraphs under a title, then pairs: what, and what is to be said of it."""

    icon: str
    title: str
    paragraphs: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annexe:
    """The whole annexe. What the project does not hold is None or empty, and takes no room.

    ``warning`` is what a reader must know first (the data changed since); ``method`` and ``source`` stand in
    the foot.
    """

    title: str
    lead: str
    warning: str = ""
    sample: Sample | None = None
    variables: Variables | None = None
    tries: Tries | None = None
    steadiness: Steadiness | None = None
    heat: Heat | None = None
    passages: tuple[Passage, ...] = ()
    method: str = ""
    source: str = ""
    brand: Brand = field(default_factory=Brand)
