"""A persona goes from one project to another."""

from pathlib import Path

from persona_studio.domain.ids import Id
from persona_studio.errors import UserError
from persona_studio.services import casting
from persona_studio.services.session import Session


def copy_to(session: Session, persona: Id, path: Path) -> str:
    """Put a copy of a persona in another project, which is opened and closed for it; return that one's name.

    Raises:
        UserError: `copy_same_project`; `copy_read_only` when it is open elsewhere or cannot be written; or
            the file cannot be opened. Nothing was written then.
    """
    found = session.project.persona(persona)
    if path.resolve() == session.path.resolve():
        raise UserError("copy_same_project")
    with Session.open(path) as other:
        if other.read_only:
            raise UserError("copy_read_only", file=path.name)
        pictures = session.pictures_of(found)
        other.do(casting.elsewhere(found, other.project), "Persona created", pictures=pictures)
        return other.project.name
