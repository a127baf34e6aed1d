"""What the first gestures would else wait for, done once on nothing while the window already stands."""

from persona_studio.domain.variables import Kind, Role, Variable
from persona_studio.services.survey.themes import theme_of
from persona_studio.store.rehearsal import rehearse as rehearse_store


def rehearse() -> None:
    """Open a database and look for the theme of a question that has none. Safe in a thread."""
    rehearse_store()
    theme_of(Variable(id="", name="zz", label="zz", kind=Kind.TEXT, role=Role.IGNORED))
