"""Where something fits on a companion: the quadrant, lane or team that takes it, placed by a key."""

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Section, SectionKey
from persona_studio.services.empathy_draft import quadrant
from persona_studio.services.faces import Face, Outline
from persona_studio.services.placing import target

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


def _end(sections: tuple[Section, ...], key: SectionKey | None) -> tuple[Id, int] | None:
    found = next((section for section in sections if section.key is key), None) or next(iter(sections), None)
    return (found.id, len(found.attributes)) if found is not None else None
