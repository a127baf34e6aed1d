"""The project: one immutable tree of waves, segmentations and personas."""

from dataclasses import dataclass, field

from persona_studio.domain.colours import Wears, Worn
from persona_studio.domain.ids import Id
from persona_studio.domain.kit import Kit
from persona_studio.domain.personas import Persona, Snapshot
from persona_studio.domain.segments import Segment, Segmentation
from persona_studio.domain.waves import Wave


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """The client's logo: a stored picture ("svg" or "png"), ``width`` x ``height`` in its own units."""

    picture: Id
    kind: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Brand:
    """The client's marks on the pages.

    ``wordmark`` stands at the foot unless there is a ``logo``: pieces of text, each with its colour (hex).
    ``colours`` (hex) take the places of the first accents, ``fonts`` names a pair of families (empty: ours),
    ``footer`` is a text of the client's beside the source; ``name`` is what the brand is called.
    """

    wordmark: tuple[tuple[str, str], ...] = ()
    name: str = ""
    logo: Logo | None = None
    colours: tuple[str, ...] = ()
    fonts: str = ""
    footer: str = ""

    def wears(self, worn: Wears) -> Wears:
        """Return what is worn in the client's colours: its own stays, the first accents are replaced."""
        number, own = worn if isinstance(worn, Worn) else (worn, "")
        return Worn(number, self.colours[number - 1]) if not own and 0 < number <= len(self.colours) else worn


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """All that one ``*.persona`` file holds, but the answers.

    ``language`` ("fr" or "en") is that of the personas and sheets; ``chosen`` the segmentation that feeds
    the personas; ``snapshots`` are personas as they were: versions, set aside, in the bin; ``kit`` is what is
    printed for the workshop;
    ``created`` an ISO 8601 date and time in UTC. ``fictitious`` marks bundled examples.
    """

    id: Id
    name: str
    language: str = "fr"
    created: str = ""
    fictitious: bool = False
    brand: Brand = field(default_factory=Brand)
    chosen: Id | None = None
    waves: tuple[Wave, ...] = ()
    segmentations: tuple[Segmentation, ...] = ()
    personas: tuple[Persona, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()
    kit: Kit = field(default_factory=Kit)

    @property
    def wave(self) -> Wave | None:
        """The newest wave, or None."""
        return self.waves[-1] if self.waves else None

    @property
    def segmentation(self) -> Segmentation | None:
        """The segmentation that feeds the personas, or None."""
        return next((s for s in self.segmentations if s.id == self.chosen), None)

    def persona(self, persona_id: Id) -> Persona:
        """Return the persona of that id; KeyError when there is none."""
        for persona in self.personas:
            if persona.id == persona_id:
                return persona
        raise KeyError(persona_id)

    def segment(self, segment_id: Id) -> Segment:
        """Return the segment of that id, in whatever segmentation; KeyError when there is none."""
        for segmentation in self.segmentations:
            for segment in segmentation.segments:
                if segment.id == segment_id:
                    return segment
        raise KeyError(segment_id)
