"""Where something fits on a companion: the quadrant, lane or team that takes it, or the key moment."""

from persona_studio.domain.edits import Edit, Insert, Move, Remove, Together
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Journey, Section, SectionKey
from persona_studio.domain.project import Project
from persona_studio.domain.tree import find
from persona_studio.errors import UserError
from persona_studio.services.companions.empathy_draft import quadrant
from persona_studio.services.personas.faces import Face, Outline
from persona_studio.services.personas.outline import owner_of
from persona_studio.services.personas.placing import Carried, Carries, lines_of, target, true_of, true_there

_LANE: dict[SectionKey, SectionKey] = {
    SectionKey.CHANNELS: SectionKey.TOUCHPOINTS,
    SectionKey.DIGITAL: SectionKey.TOUCHPOINTS,
    SectionKey.OBSTACLES: SectionKey.PAINS,
    SectionKey.AVOIDING: SectionKey.PAINS,
    SectionKey.PSYCHOLOGICAL: SectionKey.THOUGHTS,
    SectionKey.MOTIVATIONAL: SectionKey.THOUGHTS,
}


def aimed(outline: Outline, chosen: Id, fits: SectionKey | None = None) -> tuple[Id, int] | None:
    """Return where something goes that is placed by a key, on whatever is shown (see :func:`placing.target`).

    ``chosen`` may also be a stage: then one of its lanes takes it. ``fits`` is the section of a sheet where
    it belongs; on a companion the quadrant or lane that is about the same takes it.
    """
    if outline.face is Face.SHEET:
        return target(outline, chosen, fits)
    stage = next((stage for stage in outline.stages if stage.id == chosen), None)
    if stage is not None:
        return _end(stage.lanes, _LANE.get(fits) if fits is not None else None)
    key = fits if fits is None else quadrant(fits) if outline.face is Face.EMPATHY else _LANE.get(fits)
    return target(outline, chosen, key)


def moment(project: Project, journey: Id, carried: Carried) -> Edit:
    """Return the edit that makes what is carried the words of the key moment, instead of those it had.

    Of several lines the first is taken; one of a section moves, what is made anew has its proof.

    Raises:
        UserError: `edit_target_gone`: the journey, or the line, is not there any more; `carried_unknown`: no
            words.
    """
    held, owner = find(project, journey), owner_of(project, journey)
    if not isinstance(held, Journey) or owner is None:
        raise UserError("edit_target_gone")
    gone = [Remove(line.id) for line in held.moment]
    if carried.kind in (Carries.HYPOTHESIS, Carries.LINES):
        if carried.ids[0] in {line.id for line in held.moment}:
            return Together(())
        moved = Move(carried.ids[0], journey, 0)
        return Together((*gone, *true_there(project, carried.ids[:1], owner), moved))
    return Together((*gone, Insert(journey, 0, true_of(lines_of(carried)[0], owner))))


def _end(sections: tuple[Section, ...], key: SectionKey | None) -> tuple[Id, int] | None:
    found = next((section for section in sections if section.key is key), None) or next(iter(sections), None)
    return (found.id, len(found.attributes)) if found is not None else None
