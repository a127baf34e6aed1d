"""The job that forms segments: wherever it is asked for, one at a time, and its result is kept."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from persona_studio.domain.segments import Recipe
from persona_studio.domain.waves import Wave
from persona_studio.errors import UserError
from persona_studio.ui.studio import Studio
from persona_studio.ui.watching import start_about

if TYPE_CHECKING:
    from persona_studio.services.segments.segmenting import SegmentedFile

FAMILY = "segment"
"""Also that of segments shaped by hand: both make the segments others."""


def form(studio: Studio, wave: Wave, recipe: Recipe, then: Callable[[], object]) -> None:
    """Segment a survey in the worker and keep the segments; ``then`` follows once they are kept."""
    from persona_studio.services.segments import segmenting  # noqa: PLC0415 - loads with the first segmentation

    if studio.session is not None:
        done = partial(_keep, studio, then)
        title = studio.kit.t("Segmentation")
        path = studio.session.path
        work = segmenting.segment_file
        start_about(studio, wave.id, FAMILY, title, work, path, wave.id, recipe, done=done)


def _keep(studio: Studio, then: Callable[[], object], segmented: "SegmentedFile") -> None:
    from persona_studio.services.segments import segmenting  # noqa: PLC0415 - loaded already

    if studio.session is None:
        return
    try:
        segmenting.keep(studio.session, segmented)
    except UserError as error:
        studio.refused.emit(error)
    else:
        then()
