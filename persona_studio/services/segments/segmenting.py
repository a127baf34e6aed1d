"""From a wave to its segments: computed in the worker, kept as one gesture."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from persona_studio.domain.edits import Insert, SetField, Together
from persona_studio.domain.ids import Id
from persona_studio.domain.progress import Progress
from persona_studio.domain.recipes import basis_of, recipe_of
from persona_studio.domain.segments import MAP_COLUMN, Recipe, Segmentation
from persona_studio.errors import UserError
from persona_studio.services.authoring import wave_in
from persona_studio.services.session import Session
from persona_studio.store.blobs import Packed, pack
from persona_studio.store.project_file import ProjectFile
from persona_studio.store.repository import Columns

FEWEST_TOLD = 10
"""Nothing is told of fewer people (privacy): no segment may be smaller."""


@dataclass(frozen=True, slots=True)
class SegmentedFile:
    """A segmentation, with each respondent's segment and place on the map as columns ready to be stored.

    ``basis`` is what of the wave it rests on (None: not known).
    """

    segmentation: Segmentation
    labels: Packed
    places: Packed | None = None
    basis: tuple[object, ...] | None = None

    @property
    def columns(self) -> Columns:
        """The columns to store with the segmentation, by owner and key."""
        made = self.segmentation
        labels: dict[tuple[Id, Id], Packed] = {(made.id, made.labels_key): self.labels}
        return labels if self.places is None else {**labels, (made.id, MAP_COLUMN): self.places}


def segment_file(path: Path, wave: Id, recipe: Recipe, progress: Progress) -> SegmentedFile:
    """Segment a wave of a project. Runs in the worker, which only reads the project's file.

    Raises:
        UserError: the recipe does not suit the answers, or the wave was taken out meanwhile.
    """
    from persona_studio import analysis  # noqa: PLC0415 - heavy, and never loaded in the window

    with ProjectFile.open(path, read_only=True) as file:
        found = wave_in(file.project, wave)
        segmented = analysis.segment(found, file.answers(wave), recipe, progress)
    check_sizes(segmented.segmentation)
    made = replace(segmented.segmentation, created=datetime.now(UTC).isoformat(timespec="seconds"))
    places = pack(segmented.places) if segmented.places else None
    return SegmentedFile(made, pack(segmented.labels), places, basis_of(found))


def check_sizes(made: Segmentation) -> None:
    """Raise UserError when a segment holds so few people that nothing may be told of it."""
    smallest = min((segment.size for segment in made.segments), default=FEWEST_TOLD)
    if smallest >= FEWEST_TOLD:
        return
    asked = len(made.segments)
    fitting = [c.k for c in made.candidates if c.k < asked and c.min_share * made.used >= FEWEST_TOLD]
    code = "segments_too_small" if fitting else "segments_too_small_any"
    raise UserError(
        code, segments=asked, size=smallest, fewest=FEWEST_TOLD, most=max(fitting, default=asked - 1)
    )


def keep(session: Session, segmented: SegmentedFile) -> None:
    """Put a segmentation into the project and let it feed the personas: one gesture.

    It is outdated from the start when roles, levels or who is left out changed while it was computed.

    Raises:
        UserError: its wave was taken out meanwhile.
    """
    project, made = session.project, segmented.segmentation
    wave = wave_in(project, made.wave)
    now, then = recipe_of(wave), made.recipe
    same = (then.active, then.illustrative, then.weight) == (now.active, now.illustrative, now.weight)
    if not same or segmented.basis not in (None, basis_of(wave)):
        made = replace(made, stale=True)
    edits = (Insert(project.id, len(project.segmentations), made), SetField(project.id, "chosen", made.id))
    session.do(Together(edits), "Segments made", segmented.columns)
