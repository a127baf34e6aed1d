"""Personas: the named characters, their sections and attributes, each with its provenance and evidence."""

from dataclasses import dataclass
from enum import StrEnum

from persona_studio.domain.colours import Wears, Worn
from persona_studio.domain.ids import Id


class Provenance(StrEnum):
    """Where an attribute comes from."""

    DATA = "data"
    VERBATIM = "verbatim"
    HYPOTHESIS = "hypothesis"


class PersonaKind(StrEnum):
    """The part a persona plays in a project."""

    PRINCIPAL = "principal"
    SECONDARY = "secondary"
    ANTI = "anti"


class AttributeKind(StrEnum):
    """How an attribute is shown."""

    TEXT = "text"
    CHIPS = "chips"
    GAUGE = "gauge"


class SectionKey(StrEnum):
    """The sections we know how to draw and fill; a section made by hand is CUSTOM."""

    DEMOGRAPHIC = "demographic"
    PSYCHOLOGICAL = "psychological"
    PROFESSIONAL = "professional"
    RELATIONAL = "relational"
    MOTIVATIONAL = "motivational"
    BUYING = "buying"
    LIFESTYLE = "lifestyle"
    INTERESTS = "interests"
    CONSUMPTION = "consumption"
    HISTORY = "history"
    OBSTACLES = "obstacles"
    CHANNELS = "channels"
    DIGITAL = "digital"
    DOING = "doing"
    AVOIDING = "avoiding"
    CUSTOM = "custom"
    # The quadrants and the two boxes of an empathy map,
    THINKS = "thinks"
    SEES = "sees"
    HEARS = "hears"
    SAYS = "says"
    DIFFICULTIES = "difficulties"
    BENEFITS = "benefits"
    # the lanes of a journey,
    ACTIONS = "actions"
    THOUGHTS = "thoughts"
    TOUCHPOINTS = "touchpoints"
    PAINS = "pains"
    OPPORTUNITIES = "opportunities"
    # and the teams of an action plan.
    MARKETING = "marketing"
    PRODUCT = "product"
    SALES = "sales"
    SUPPORT = "support"


JULIE_SECTIONS: tuple[SectionKey, ...] = (
    SectionKey.DEMOGRAPHIC,
    SectionKey.PSYCHOLOGICAL,
    SectionKey.PROFESSIONAL,
    SectionKey.RELATIONAL,
    SectionKey.MOTIVATIONAL,
    SectionKey.BUYING,
)
"""The six sections of the reference persona, in order."""
EMPATHY: tuple[SectionKey, ...] = (
    SectionKey.THINKS,
    SectionKey.SEES,
    SectionKey.HEARS,
    SectionKey.SAYS,
    SectionKey.DIFFICULTIES,
    SectionKey.BENEFITS,
)
"""The sections of an empathy map, in reading order."""
LANES: tuple[SectionKey, ...] = (
    SectionKey.ACTIONS,
    SectionKey.THOUGHTS,
    SectionKey.TOUCHPOINTS,
    SectionKey.PAINS,
    SectionKey.OPPORTUNITIES,
)
"""The sections of each stage of a journey, from top to bottom."""
TEAMS: tuple[SectionKey, ...] = (
    SectionKey.MARKETING,
    SectionKey.PRODUCT,
    SectionKey.SALES,
    SectionKey.SUPPORT,
)
"""The sections of an action plan."""
COMPANIONS: frozenset[SectionKey] = frozenset((*EMPATHY, *LANES, *TEAMS))
"""The sections that are not on the sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The numbers or the quote behind an attribute, in words and figures, so that it survives its variable.

    ``variable``, ``level`` and ``segment`` link it to the data when there are some; ``question`` and
    ``answer`` are words.
    Shares are weighted (0 to 1), ``count`` of ``base`` respondents unweighted. ``quote`` holds the
    respondent's words. Of a number, ``share`` is that of the respondents beyond a value or between two; only
    when it :attr:`is_mean` are ``share``, ``overall`` and the interval in the unit of the question.
    """

    variable: Id | None = None
    level: int | None = None
    segment: Id | None = None
    wave: Id | None = None
    question: str = ""
    answer: str = ""
    share: float | None = None
    overall: float | None = None
    low: float | None = None
    high: float | None = None
    count: int | None = None
    base: int | None = None
    v: float | None = None
    active: bool = False
    quote: str = ""

    @property
    def is_mean(self) -> bool:
        """Whether ``share`` and ``overall`` are means of a number and no shares.

        They lie where no share can, or all who answered are counted, of whom a share would be the whole.
        """
        if self.share is None or self.level is not None:
            return False
        figures = (self.share, self.overall, self.low, self.high)
        outside = any(not 0 <= figure <= 1 for figure in figures if figure is not None)
        return outside or (self.count is not None and 0 < self.count == self.base and self.share < _WHOLE)


_WHOLE = 1 - 1e-9
"""From here on a share is everybody: weights are sums, and sums round."""


def quoted_by(evidence: Evidence | None, more: tuple[Id, ...] = ()) -> tuple[Id, ...]:
    """Return the questions whose answers are quoted: by the evidence, and ``more``; each once."""
    by_proof = evidence is not None and evidence.quote and evidence.variable
    return tuple(dict.fromkeys((*((by_proof,) if by_proof else ()), *more)))


@dataclass(frozen=True, slots=True)
class Gauge:
    """A position from 0 (``left`` pole) to 100 (``right`` pole); ``overall`` is everybody's, or None."""

    left: str
    right: str
    value: int
    overall: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity:
    """What an opportunity of a journey asks for: of which team, and effort and impact from 1 to 3.

    0 is an effort or an impact that nobody estimated yet, None a team that is not chosen.
    """

    team: SectionKey | None = None
    effort: int = 0
    impact: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Who does an action of a plan, until when (a date, or words), and why.

    ``because`` is the attribute or the opportunity of the same persona that asks for it.
    """

    owner: str = ""
    due: str = ""
    because: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One line of a section. ``modified`` marks a data line reworded by hand.

    A hypothesis may be ``checked`` (someone verified it); ``due`` is the note that says who, when, how.
    ``quoted`` are questions whose answers its words hold though its evidence is another, or none: respondents
    may still have them erased. ``opportunity`` and ``task`` belong to lines of a journey and of a plan.
    """

    id: Id
    text: str
    provenance: Provenance = Provenance.HYPOTHESIS
    kind: AttributeKind = AttributeKind.TEXT
    modified: bool = False
    evidence: Evidence | None = None
    chips: tuple[str, ...] = ()
    gauge: Gauge | None = None
    due: str = ""
    checked: bool = False
    quoted: tuple[Id, ...] = ()
    opportunity: Opportunity | None = None
    task: Task | None = None

    @property
    def sources(self) -> tuple[Id, ...]:
        """The questions whose answers its words hold, whatever is claimed of them."""
        return quoted_by(self.evidence, self.quoted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One titled group of attributes. An empty ``title`` means the usual title of its key."""

    id: Id
    key: SectionKey
    title: str = ""
    attributes: tuple[Attribute, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of a journey: its name, when it is, and one section for each lane.

    ``feeling`` is -100 (at its worst) to 100, ``mood`` the word for it; ``icon`` stands beside the
    touchpoints, empty for the usual one.
    """

    id: Id
    name: str
    when: str = ""
    feeling: int = 0
    mood: str = ""
    icon: str = ""
    lanes: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """The way of a persona from stage to stage.

    ``length`` says how long it takes, ``span`` from where to where, ``note`` what it was made from. ``key``
    is the stage on which all depends, or None, and ``moment`` what is said of it (at most one line is made).
    """

    id: Id
    title: str = ""
    length: str = ""
    span: str = ""
    note: str = ""
    key: Id | None = None
    moment: tuple[Attribute, ...] = ()
    stages: tuple[Stage, ...] = ()

    @property
    def lines(self) -> tuple[Attribute, ...]:
        """All its lines, stage by stage, then what is said of the key moment."""
        of_stages = (line for stage in self.stages for lane in stage.lanes for line in lane.attributes)
        return (*of_stages, *self.moment)


@dataclass(frozen=True, slots=True)
class Portrait:
    """The illustrated portrait: a drawing of resources/portraits by name, and a skin tone (hex, or empty)."""

    drawing: str
    skin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture of the project's file, how it is cropped, and under which rights it may be printed.

    ``picture`` names the stored picture of ``width`` x ``height`` pixels. The point ``x``, ``y`` of it (0 to
    1, from the top left) comes to the middle of the frame, whatever its shape; ``zoom`` is 1 when the picture
    just covers the frame, more when it is drawn larger.
    """

    picture: Id
    width: int
    height: int
    x: float = 0.5
    y: float = 0.5
    zoom: float = 1.0
    rights: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """A named character made from a segment, or from hypotheses.

    ``accent`` is 1 to 8 (visual design §2), unless ``colour`` (hex) gives another; a ``photo`` stands in the
    place of the illustrated portrait. ``hypotheses`` were written down and are not on the sheet yet.
    ``share`` is the weighted share of the sample (0 to 1) or None;
    ``source`` overrides the footer's source line; ``feminine`` tells which gender sentences about them agree
    with (None: neutral). ``quoted`` is for the quote what it is for an attribute.
    """

    id: Id
    name: str
    title: str = ""
    role: str = ""
    kind: PersonaKind = PersonaKind.PRINCIPAL
    priority: str = ""
    objective: str = ""
    quote: str = ""
    quote_provenance: Provenance = Provenance.HYPOTHESIS
    quote_evidence: Evidence | None = None
    backstory: str = ""
    portrait: Portrait = Portrait("f01")
    accent: int = 1
    template: str = "classique"
    share: float | None = None
    feminine: bool | None = None
    segment: Id | None = None
    source: str = ""
    sections: tuple[Section, ...] = ()
    photo: Photo | None = None
    colour: str = ""
    hypotheses: tuple[Attribute, ...] = ()
    quoted: tuple[Id, ...] = ()
    empathy: tuple[Section, ...] = ()
    journeys: tuple[Journey, ...] = ()
    plan: tuple[Section, ...] = ()

    @property
    def every_section(self) -> tuple[Section, ...]:
        """All its sections: of the sheet, of the empathy map, of the stages of journeys, of the plan."""
        lanes = (lane for journey in self.journeys for stage in journey.stages for lane in stage.lanes)
        return (*self.sections, *self.empathy, *lanes, *self.plan)

    @property
    def lines(self) -> tuple[Attribute, ...]:
        """All its lines, also of hidden sections and companions, and hypotheses beside the sheet."""
        held = (line for section in self.every_section for line in section.attributes)
        return (*held, *(line for journey in self.journeys for line in journey.moment), *self.hypotheses)

    @property
    def proofs(self) -> tuple[Evidence, ...]:
        """All evidence it holds: of every line and of the quote."""
        found = (self.quote_evidence, *(line.evidence for line in self.lines))
        return tuple(proof for proof in found if proof is not None)

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """All attributes of the sections shown, in reading order."""
        return tuple(a for s in self.sections if not s.hidden for a in s.attributes)

    @property
    def worn(self) -> Wears:
        """The colour it wears: one of the eight accents, or one of its own."""
        return Worn(self.accent, self.colour) if self.colour else self.accent


class Kept(StrEnum):
    """Why a persona is kept as it was, beside those in use."""

    VERSION = "version"
    ASIDE = "aside"
    BIN = "bin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A persona as it was: a named version of one in use, one that was set aside, or one in the bin.

    ``at`` is an ISO 8601 date and time in UTC. Nothing inside ``persona`` is part of the tree: its ids may be
    those of the persona in use.
    """

    id: Id
    persona: Persona
    kept: Kept
    name: str = ""
    at: str = ""
