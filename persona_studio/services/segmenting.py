"""From a wave to its segments: computed in the worker, kept as one gesture."""

from dataclasses import dataclass, replace
from pathlib import Path

from persona_studio.domain.edits import Insert, SetField, Together
from persona_studio.domain.ids import Id
from persona_studio.domain.progress import Progress
from persona_studio.domain.segments import Method, Recipe, Segmentation
from persona_studio.domain.variables import Kind, Role
from persona_studio.domain.waves import Wave
from persona_studio.errors import UserError
from persona_studio.services.authoring import wave_in
from persona_studio.services.session import Session
from persona_studio.store.blobs import Packed, pack
from persona_studio.store.project_file import ProjectFile

USABLE = frozenset({Kind.NUMERIC, Kind.ORDINAL, Kind.NOMINAL, Kind.MULTIPLE})
"""Kinds of variables that can form or describe segments."""
FEWEST_TOLD = 10
"""Nothing is told of fewer people (privacy): no segment may be smaller."""


@dataclass(frozen=True, slots=True)
class SegmentedFile:
    """A segmentation, and each respondent's segment as a column ready to be stored."""

    segmentation: Segmentation
    labels: Packed


def recipe_of(wave: Wave, segments: int | None = None, method: Method = Method.AUTO) -> Recipe:
    """Return the recipe that the roles of the wave's variables ask for.

    Args:
        wave: the survey.
        segments: how many segments, or None to let the data say.
        method: how they are formed.
    """
    weights = wave.with_role(Role.WEIGHT)
    return Recipe(
        active=tuple(v.id for v in wave.with_role(Role.ACTIVE) if v.kind in USABLE),
        illustrative=tuple(v.id for v in wave.with_role(Role.ILLUSTRATIVE) if v.kind in USABLE),
        weight=weights[0].id if weights else None,
        segments=segments,
        method=method,
    )


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
    return SegmentedFile(segmented.segmentation, pack(segmented.labels))


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

    It is outdated from the start when roles were changed while it was computed.

    Raises:
        UserError: its wave was taken out meanwhile.
    """
    project, made = session.project, segmented.segmentation
    now = recipe_of(wave_in(project, made.wave))
    then = made.recipe
    if (then.active, then.illustrative, then.weight) != (now.active, now.illustrative, now.weight):
        made = replace(made, stale=True)
    edits = (Insert(project.id, len(project.segmentations), made), SetField(project.id, "chosen", made.id))
    session.do(Together(edits), "Segments made", {(made.id, made.labels_key): segmented.labels})
