"""Segmentations: a recipe, its result, and the tested contrasts that describe each segment."""

from dataclasses import dataclass, field
from enum import StrEnum

from persona_studio.domain.colours import Wears, Worn
from persona_studio.domain.golden import Golden
from persona_studio.domain.ids import Id

GREY = "#7A8693"
"""What a segment wears that is set aside."""


class Method(StrEnum):
    """How segments are formed. AUTO compares the three others."""

    AUTO = "auto"
    TREE = "tree"
    KMEANS = "kmeans"
    MIXTURE = "mixture"


class Correction(StrEnum):
    """Whether the response style is taken out before segmenting."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


class Verdict(StrEnum):
    """How far the data support segments (limits on the gain over the null: methods §4)."""

    CLEAR = "clear"
    USEFUL = "useful"
    NONE = "none"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """All that is needed to make the same segments again.

    ``active`` and ``illustrative`` are variable ids, ``weight`` one or None. ``segments`` is the number
    asked for, or None
    to let the data say. ``axes`` None keeps axes above the average eigenvalue (5 to 20). ``rare`` is the
    share under which
    levels are grouped (0: never). ``data_hash`` names the answers it was run on, ``versions`` the libraries.
    """

    active: tuple[Id, ...]
    illustrative: tuple[Id, ...] = ()
    weight: Id | None = None
    method: Method = Method.AUTO
    segments: int | None = None
    axes: int | None = None
    rare: float = 0.02
    response_style: Correction = Correction.AUTO
    seed: int = 1
    data_hash: str = ""
    versions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One method with one number of segments.

    ``stability`` is the mean adjusted Rand index between bootstrap pairs, ``null_stability`` the same on
    answers permuted
    column by column, ``gain`` their difference; ``jaccard`` each segment's bootstrap agreement (Hennig 2007);
    ``inertia_ratio`` within inertia of k over that of k - 1, None when that was not tried; ``min_share`` the
    smallest weighted share.
    """

    method: Method
    k: int
    stability: float
    null_stability: float
    gain: float
    jaccard: tuple[float, ...]
    silhouette: float
    inertia_ratio: float | None
    min_share: float


@dataclass(frozen=True, slots=True)
class ResponseStyle:
    """Share of variance (η², 0 to 1) of people's mean, spread and extreme answers that the segments explain.

    None when no block of at least six items on one scale exists. ``corrected`` tells whether answers were
    centred by block, and ``centred`` the variables whose answers were (empty in an older file: unknown).
    """

    mean: float | None = None
    spread: float | None = None
    extreme: float | None = None
    corrected: bool = False
    uncorrected_mean: float | None = None
    centred: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One tested contrast between a segment and everybody.

    For a level: ``level`` is its code, ``share`` and ``overall`` weighted shares (0 to 1), ``ratio`` share
    over overall,
    ``effect`` Cohen's h. For a number: ``level`` is None, ``share`` and ``overall`` are weighted means,
    ``effect`` Cohen's d.
    ``v`` is the test value (Lebart, Morineau, Piron 1995), signed; ``p_adjusted`` after Benjamini and
    Hochberg (1995).
    ``count`` of ``base`` respondents of the segment gave it (unweighted); ``low`` to ``high`` is the 95 %
    interval of
    ``share``. ``active`` variables made the segments, so that their tests are circular. ``shown`` passes the
    rules of
    methods §5.
    """

    variable: Id
    level: int | None
    share: float
    overall: float
    ratio: float
    effect: float
    v: float
    p_adjusted: float
    count: int
    base: int
    low: float
    high: float
    active: bool
    shown: bool


@dataclass(frozen=True, slots=True)
class Pole:
    """What stands at one end of an axis of the map: a level of a variable, or (None) its high numbers.

    ``weight`` is its share (0 to 1) of what the axis tells apart.
    """

    variable: Id
    level: int | None
    weight: float
    high: bool = True


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of the map: its share of inertia (0 to 1), what stands at its two ends, strongest first."""

    inertia: float
    low: tuple[Pole, ...] = ()
    high: tuple[Pole, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """Where people go when the number of segments grows: ``people[i][j]`` go from segment i to segment j.

    Segments are counted from 0, largest first in both cuts; people are unweighted.
    """

    coarse: int
    fine: int
    people: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How far the segments stay when one choice is made otherwise.

    ``code`` is a catalogue code ``sensitivity.<code>`` filled by ``params``; ``agreement`` the adjusted Rand
    index (Hubert and Arabie 1985) with the segments as they are.
    """

    code: str
    params: tuple[tuple[str, str], ...]
    agreement: float


@dataclass(frozen=True, slots=True)
class Shaping:
    """One change made to the segments by hand: ``verb`` is "merge" or "split", of these segments' names.

    ``numbers`` are those the segments had just before, so that the change can be made again.
    """

    verb: str
    names: tuple[str, ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One group of respondents. ``number`` (from 1) is its code in the labels; ``share`` is weighted.

    ``paragons`` are the rows (from 0, in file order) of the respondents nearest to its centre; ``jaccard``
    its stability. ``set_aside`` segments feed no persona.
    """

    id: Id
    number: int
    name: str
    size: int
    share: float
    findings: tuple[Finding, ...] = ()
    paragons: tuple[int, ...] = ()
    jaccard: float | None = None
    set_aside: bool = False

    def wears(self, persona: Wears | None = None) -> Wears:
        """Return its colour: its persona's, else that of its number; grey once it is set aside.

        Personas made afterwards take the first colours: it must not look like one of them.
        """
        if self.set_aside:
            return Worn(self.number, GREY)
        return self.number if persona is None else persona


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmentation:
    """A recipe and its result.

    ``reason`` is a catalogue code ``verdict.<reason>`` in words. ``eigenvalues`` come with their share of
    inertia.
    ``method`` is the one used, ``recommended`` the number of segments advised, or None. ``labels_key`` names
    the stored
    column of labels: per respondent 0 (not used) or the segment's number. ``stale`` means the data or roles
    changed since. ``map`` tells of the two axes of the map, whose places are the column :data:`MAP_COLUMN`;
    ``flows`` go from each number of segments tried to the next; ``shaped`` lists what was done by hand.
    ``golden`` are the few questions that tell a segment, once they were asked for.
    """

    id: Id
    name: str
    wave: Id
    recipe: Recipe
    verdict: Verdict
    reason: str
    method: Method | None = None
    recommended: int | None = None
    recommended_method: Method | None = None
    eigenvalues: tuple[float, ...] = ()
    inertia: tuple[float, ...] = ()
    axes: int = 0
    candidates: tuple[Candidate, ...] = ()
    response_style: ResponseStyle = field(default_factory=ResponseStyle)
    segments: tuple[Segment, ...] = ()
    used: int = 0
    effective: float = 0.0
    seconds: tuple[tuple[str, float], ...] = ()
    stale: bool = False
    map: tuple[Axis, ...] = ()
    flows: tuple[Flow, ...] = ()
    sensitivities: tuple[Sensitivity, ...] = ()
    shaped: tuple[Shaping, ...] = ()
    created: str = ""
    golden: Golden | None = None

    @property
    def labels_key(self) -> Id:
        """Key of the stored column of labels."""
        return self.id

    def segment(self, segment_id: Id) -> Segment:
        """Return the segment of that id; KeyError when there is none."""
        for segment in self.segments:
            if segment.id == segment_id:
                return segment
        raise KeyError(segment_id)


MAP_COLUMN = "map"
"""Key, beside the labels, of the column of places on the map: ``f8``, width 2, NaN for who is not used."""
