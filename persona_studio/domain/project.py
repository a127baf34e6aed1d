"""The project: one immutable tree of waves, segmentations and personas."""

from dataclasses import dataclass, field

from persona_studio.domain.brand import Brand
from persona_studio.domain.ids import Id
from persona_studio.domain.kit import Kit
from persona_studio.domain.personas import Persona, Snapshot
from persona_studio.domain.segments import Segment, Segmentation
from persona_studio.domain.waves import Wave


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
