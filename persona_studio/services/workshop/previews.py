"""Pages shown before anything is open: the bundled example on the start screen.

The window names the function and the worker runs it: the libraries are loaded there, by the call.
"""

from persona_studio.domain.progress import Progress
from persona_studio.paths import resource
from persona_studio.publish.boxes import Page
from persona_studio.texts import Texts

SHOWN = 2


def example_pages(progress: Progress) -> list[Page]:
    """Return the first sheets of the bundled example. For the worker."""
    from persona_studio.services.personas.photos import Album  # noqa: PLC0415
    from persona_studio.services.workshop.publishing import Press  # noqa: PLC0415 - heavy, and never for the window
    from persona_studio.store.project_file import ProjectFile  # noqa: PLC0415

    progress.step(0, 1, "export")
    with ProjectFile.open(resource("samples", "marketing-b2b.persona"), read_only=True) as file:
        project = file.project
        wanted = [p.id for p in project.personas[:SHOWN]]
        return Press(Album(file.picture)).pages(project, Texts(project.language), wanted)[:SHOWN]
