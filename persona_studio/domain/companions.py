"""All of a persona at once: every line of the sheet and of its companions, every identifier.

Whoever means "all lines of a persona" walks them here, so that none is forgotten in an empathy map, a journey
or a plan.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, Journey, Persona, Section, Stage

Change = Callable[[Attribute], Attribute | None]
"""What becomes of a line; None when it goes."""


class Companion(StrEnum):
    """What stands beside the sheet of a persona; the value is the name of its field of the persona."""

    EMPATHY = "empathy"
    JOURNEY = "journeys"
    PLAN = "plan"


def begun(persona: Persona, companion: Companion) -> bool:
    """Tell whether a persona has that companion."""
    return bool(getattr(persona, companion.value))


def journey_of(persona: Persona) -> Journey | None:
    """Return the journey of a persona, None when it was not begun."""
    return next(iter(persona.journeys), None)


def placed_lines(persona: Persona) -> tuple[Attribute, ...]:
    """Return all lines of the sheet and of the companions: those beside the sheet are not placed."""
    moments = (line for journey in persona.journeys for line in journey.moment)
    return (*(line for section in persona.every_section for line in section.attributes), *moments)


def with_lines(persona: Persona, change: Change) -> Persona:
    """Return a persona with every line changed, wherever it stands: sheet, companions, beside the sheet.

    A task whose reason goes has none any more.
    """
    changed = _with_sections(persona, lambda section: _lined(section, change))
    journeys = tuple(replace(one, moment=_changed(one.moment, change)) for one in changed.journeys)
    changed = replace(changed, journeys=journeys, hypotheses=_changed(persona.hypotheses, change))
    gone = {line.id for line in persona.lines} - {line.id for line in changed.lines}
    return _without_reasons(changed, gone) if gone else changed


def with_names(persona: Persona, names: Mapping[Id, Id]) -> Persona:
    """Return a persona in which everything has the identifier that ``names`` gives it, or the one it had.

    What names another thing of the persona (the key stage of a journey, the reason of a task) names it still.
    """

    def named(which: Id) -> Id:
        return names.get(which, which)

    def line(one: Attribute) -> Attribute:
        task = one.task
        if task is not None and task.because is not None:
            task = replace(task, because=named(task.because))
        return replace(one, id=named(one.id), task=task)

    persona = with_lines(persona, line)
    persona = _with_sections(persona, lambda section: replace(section, id=named(section.id)))
    journeys = tuple(_named_journey(journey, named) for journey in persona.journeys)
    return replace(persona, id=named(persona.id), journeys=journeys)


def _named_journey(journey: Journey, named: Callable[[Id], Id]) -> Journey:
    stages = tuple(replace(stage, id=named(stage.id)) for stage in journey.stages)
    key = named(journey.key) if journey.key is not None else None
    return replace(journey, id=named(journey.id), key=key, stages=stages)


def _with_sections(persona: Persona, change: Callable[[Section], Section]) -> Persona:
    def stage(one: Stage) -> Stage:
        return replace(one, lanes=tuple(map(change, one.lanes)))

    journeys = (replace(one, stages=tuple(map(stage, one.stages))) for one in persona.journeys)
    return replace(
        persona,
        sections=tuple(map(change, persona.sections)),
        empathy=tuple(map(change, persona.empathy)),
        journeys=tuple(journeys),
        plan=tuple(map(change, persona.plan)),
    )


def _lined(section: Section, change: Change) -> Section:
    return replace(section, attributes=_changed(section.attributes, change))


def _changed(lines: Iterable[Attribute], change: Change) -> tuple[Attribute, ...]:
    return tuple(now for line in lines if (now := change(line)) is not None)


def _without_reasons(persona: Persona, gone: set[Id]) -> Persona:
    def line(one: Attribute) -> Attribute:
        lost = one.task is not None and one.task.because in gone
        return replace(one, task=replace(one.task, because=None)) if lost and one.task else one

    return with_lines(persona, line)
