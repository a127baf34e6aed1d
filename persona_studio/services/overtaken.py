"""What a job read, so that its result is refused when that is no longer there: erased data stay erased."""

from collections.abc import Iterable
from dataclasses import dataclass

from persona_studio.domain.ids import Id
from persona_studio.domain.variables import Variable
from persona_studio.domain.waves import Wave
from persona_studio.errors import UserError
from persona_studio.services.session import Session
from persona_studio.store.project_file import ProjectFile


@dataclass(frozen=True, slots=True)
class Seen:
    """A variable as a job read it; ``mark`` tells its stored answers from others, None when not read."""

    variable: Variable
    mark: str | None = None


def seen(file: ProjectFile, wave: Wave, read: Iterable[Id], told: Iterable[Id] = ()) -> tuple[Seen, ...]:
    """Return what a job reads of a file: variables with their answers, and others only told of."""
    whole = set(read)
    wanted = whole | set(told)
    return tuple(
        Seen(variable, file.mark(wave.id, variable.id) if variable.id in whole else None)
        for variable in wave.variables
        if variable.id in wanted
    )


def refuse_changed(session: Session, wave: Id, read: Iterable[Seen]) -> None:
    """Refuse what was made of answers that are others by now.

    Raises:
        UserError: `transform_overtaken`: a variable was emptied, masked, reworded; `edit_target_gone`: it,
            or its wave, was taken out.
    """
    now = {v.id: v for one in session.project.waves if one.id == wave for v in one.variables}
    for was in read:
        found = now.get(was.variable.id)
        if found is None:
            raise UserError("edit_target_gone")
        marked = was.mark is None or was.mark == session.mark(wave, found.id)
        if _words(found) != _words(was.variable) or not marked:
            raise UserError("transform_overtaken", variable=found.label)


def refuse_reworded(now: Wave, was: Wave) -> None:
    """Refuse what tells of variables of a wave that have other words by now, or no answers any more.

    Raises:
        UserError: `transform_overtaken`.
    """
    before = {variable.id: variable for variable in was.variables}
    for variable in now.variables:
        old = before.get(variable.id)
        if old is not None and (_words(old), old.label) != (_words(variable), variable.label):
            raise UserError("transform_overtaken", variable=variable.label)


def _words(variable: Variable) -> tuple[object, ...]:
    return variable.stored, variable.pseudonymised, variable.levels, variable.as_missing
