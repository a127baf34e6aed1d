"""A persona goes from one project to another."""

from pathlib import Path

from persona_studio.domain.personas import Persona
from persona_studio.domain.progress import Progress
from persona_studio.errors import UserError
from persona_studio.services.personas import casting
from persona_studio.services.session import Session
from persona_studio.store.repository import Pictures


def copy_to(persona: Persona, pictures: Pictures, home: Path, path: Path, progress: Progress) -> str:
    """Put a copy of a persona in another project, which is opened and closed for it; return that one's name.

    Args:
        persona: the persona as it is in the project whose file is ``home``.
        pictures: its photo by id, empty without one.
        home: the file it comes from.
        path: the file of the other project.
        progress: told when it is done.

    Raises:
        UserError: `copy_same_project`; `copy_read_only` when it is open elsewhere or cannot be written; or
            the file cannot be opened. Nothing was written then.
    """
    if path.resolve() == home.resolve():
        raise UserError("copy_same_project")
    with Session.open(path) as other:
        if other.read_only:
            raise UserError("copy_read_only", file=path.name)
        progress.step(0, 1, "copy")  # from here on it is written
        other.do(casting.elsewhere(persona, other.project), "Persona created", pictures=pictures)
        return other.project.name
