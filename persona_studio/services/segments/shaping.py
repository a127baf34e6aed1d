"""Segments merged, split, set aside by hand: computed in the worker, each kept as one gesture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from persona_studio.domain.edits import Edit, Insert, Remove, SetField, Together
from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.progress import Progress
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segment, Segmentation, Sensitivity, Shaping
from persona_studio.domain.tree import expect
from persona_studio.errors import UserError
from persona_studio.services.authoring import wave_in
from persona_studio.services.personas import following, linking
from persona_studio.services.personas.linking import Figures, Key
from persona_studio.services.segments.segmenting import FEWEST_TOLD
from persona_studio.services.session import Session
from persona_studio.store.blobs import Packed, pack
from persona_studio.store.project_file import ProjectFile

State = tuple[tuple[Id, int], ...]
"""Id and number of each segment: labels and results are of these, and of no others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapedFile:
    """What a change made of the segments of a segmentation, ready to be kept.

    ``segments`` have no ids and names yet; ``origins`` are the numbers of the old ones each came from.
    ``before`` is what the segments were when this was computed. ``figures`` are every answer counted in the
    segment that sheets follow their people into, when a sheet rests on those.
    """

    segmentation: Id
    change: Shaping
    before: State
    segments: tuple[Segment, ...]
    origins: tuple[tuple[int, ...], ...]
    labels: Packed
    figures: Mapping[Key, Figures] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MeasuredFile:
    """What would change the segments of a segmentation, as they were ``before``."""

    segmentation: Id
    before: State
    sensitivities: tuple[Sensitivity, ...]


def merging(segments: Sequence[Segment]) -> Shaping:
    """Return the change that makes one segment of several."""
    return _change("merge", sorted(segments, key=lambda s: s.number))


def splitting(segment: Segment) -> Shaping:
    """Return the change that goes one level down the tree of a segment's members."""
    return _change("split", [segment])


def _change(verb: str, segments: Sequence[Segment]) -> Shaping:
    return Shaping(verb, tuple(s.name for s in segments), tuple(s.number for s in segments))


def shape_file(path: Path, segmentation: Id, change: Shaping, progress: Progress) -> ShapedFile:
    """Make a change to the segments of a project. Runs in the worker, which only reads the project's file.

    Raises:
        UserError: the answers have changed since, or the change leaves segments nothing may be told of.
    """
    from persona_studio import analysis  # noqa: PLC0415 - heavy, and never loaded in the window

    with ProjectFile.open(path, read_only=True) as file:
        found = segmentation_in(file.project, segmentation)
        wave, answers = wave_in(file.project, found.wave), file.answers(found.wave)
        made = analysis.reshape(wave, answers, found, file.labels(found.id), change, progress)
        ids = {segment.id for segment in found.segments if segment.number in change.numbers}
        project, told = file.project, following.rest_on(file.project, ids)
    heir = _heir(made.segments, made.origins, change)
    ground = linking.Ground(heir, replace(found, segments=made.segments), wave)
    figures = linking.measure(ground, answers, made.labels, progress) if told else {}
    if told:
        figures |= linking.measure_told(project, ground, answers, made.labels)
    smallest = min(segment.size for segment in made.segments)
    if smallest < FEWEST_TOLD:
        raise UserError("split_too_small", size=smallest, fewest=FEWEST_TOLD)
    return ShapedFile(
        segmentation=segmentation,
        change=change,
        before=state_of(found),
        segments=made.segments,
        origins=made.origins,
        labels=pack(made.labels),
        figures=figures,
    )


def _heir(segments: Sequence[Segment], origins: Sequence[tuple[int, ...]], change: Shaping) -> Segment:
    """Return where the people concerned are now; of the halves of a segment, the first is the larger."""
    concerned = set(change.numbers)
    return next(s for s, of in zip(segments, origins, strict=True) if not concerned.isdisjoint(of))


def measure_file(path: Path, segmentation: Id, progress: Progress) -> MeasuredFile:
    """Find what would change the segments of a project. Runs in the worker, which only reads.

    Raises:
        UserError: the answers have changed since.
    """
    from persona_studio import analysis  # noqa: PLC0415 - heavy, and never loaded in the window

    with ProjectFile.open(path, read_only=True) as file:
        found = segmentation_in(file.project, segmentation)
        wave, answers = wave_in(file.project, found.wave), file.answers(found.wave)
        told = analysis.sensitivities(wave, answers, found, file.labels(found.id), progress)
    return MeasuredFile(segmentation, state_of(found), told)


def state_of(found: Segmentation) -> State:
    """Return the segments as a result is of them."""
    return tuple((s.id, s.number) for s in found.segments)


def segmentation_in(project: Project, segmentation: Id) -> Segmentation:
    """Return the segmentation of that id; UserError when the project does not hold it any more."""
    return expect(project, segmentation, Segmentation)


def keep(session: Session, shaped: ShapedFile, name: str = "") -> following.Followed:
    """Put the new segments in the place of the old, as one gesture; return what became of the sheets.

    Segments that stay as they were keep id and name. A persona follows its people: into the segment its own
    was merged into, or the larger half of one that was split; its lines rest on the same answers, counted
    there. Of segments that became one, only the persona of the largest speaks for all: two sheets for the
    same people would count them twice. The others go to the bin.

    Raises:
        UserError: the segments are others by now.
    """
    project = session.project
    found = segmentation_in(project, shaped.segmentation)
    if state_of(found) != shaped.before:
        raise UserError("segments_changed_meanwhile")
    made = named(found, shaped, name)
    edits: list[Edit] = [Remove(segment.id) for segment in found.segments]
    edits += [Insert(found.id, place, segment) for place, segment in enumerate(made)]
    edits += [
        SetField(found.id, "shaped", (*found.shaped, shaped.change)),
        SetField(found.id, "sensitivities", ()),
        SetField(found.id, "golden", None),
    ]
    sheets, told = _followed(project, found, shaped, made)
    label = "Segments merged" if shaped.change.verb == "merge" else "Segment split"
    session.do(Together((*edits, *sheets)), label, {(found.id, found.labels_key): shaped.labels})
    return told


def keep_measured(session: Session, measured: MeasuredFile) -> None:
    """Keep what would change the segments; dropped when they are others by now."""
    found = segmentation_in(session.project, measured.segmentation)
    if state_of(found) != measured.before:
        raise UserError("segments_changed_meanwhile")
    edit = SetField(found.id, "sensitivities", measured.sensitivities)
    session.do(edit, "What would change the result")


def named(found: Segmentation, shaped: ShapedFile, name: str) -> tuple[Segment, ...]:
    """Return the new segments with their ids and names."""
    old = {segment.number: segment for segment in found.segments}
    concerned, halves = set(shaped.change.numbers), 0
    made = []
    for segment, origins in zip(shaped.segments, shaped.origins, strict=True):
        first = old[origins[0]]
        if concerned.isdisjoint(origins):
            made.append(replace(segment, id=first.id, name=first.name, set_aside=first.set_aside))
        elif shaped.change.verb == "split":
            halves += 1
            half = f"{first.name} {halves}" if first.name else ""
            made.append(replace(segment, id=new_id(), name=half, set_aside=first.set_aside))
        else:
            aside = all(old[number].set_aside for number in origins)
            joined = " + ".join(old[number].name for number in origins if old[number].name)
            made.append(replace(segment, id=new_id(), name=name.strip() or joined, set_aside=aside))
    return tuple(made)


def _followed(
    project: Project, found: Segmentation, shaped: ShapedFile, made: tuple[Segment, ...]
) -> tuple[tuple[Edit, ...], following.Followed]:
    """Return the edits by which personas follow their people."""
    concerned = [s for s in found.segments if s.number in shaped.change.numbers]
    cut = replace(found, segments=made)
    ground = linking.Ground(_heir(made, shaped.origins, shaped.change), cut, wave_in(project, found.wave))
    cuts = tuple(cut if one.id == found.id else one for one in project.segmentations)
    made_from = {persona.segment for persona in project.personas}
    speaks = max((s for s in concerned if s.id in made_from), key=lambda s: s.size, default=None)
    return following.follow(
        project,
        replace(project, segmentations=cuts),
        dict.fromkeys((s.id for s in concerned), ground),
        {s.id for s in concerned if s is not speaks},
        shaped.figures,
    )
