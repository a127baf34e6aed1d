"""Is everything that is shipped really there? Used on the built wheel and the bundle."""

import tempfile
from pathlib import Path

from persona_studio import __version__
from persona_studio.domain.formats import CSV, FORMATS
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.paths import data_dir
from persona_studio.publish.drawing import read_shapes
from persona_studio.publish.fonts import FontBook
from persona_studio.services.samples import SAMPLES, copy_sample
from persona_studio.services.session import Session
from persona_studio.services.workshop.exporting import Printing, export_pages
from persona_studio.texts import LANGUAGES, Texts


def self_check() -> str:
    """Load every font, drawing and language, export the examples in each format; return one line."""
    book = FontBook()
    faces = sorted(path.stem for path in (data_dir() / "resources" / "fonts").glob("*.ttf"))
    for face in faces:
        book.shape(face, "Persona")
    drawings = [
        *(data_dir() / "icons").joinpath("lucide").glob("*.svg"),
        *(data_dir() / "resources" / "portraits").glob("*.svg"),
    ]
    for path in drawings:
        read_shapes(path.read_text(encoding="utf-8"))
    said = [Texts(language)("Persona Studio") for language in LANGUAGES]
    return (
        f"persona-studio {__version__}: {len(faces)} fonts, {len(drawings)} drawings, {len(said)} languages, "
        f"{_pages()} pages, ok"
    )


def _pages() -> int:
    pages = 0
    with tempfile.TemporaryDirectory() as folder:
        for sample in SAMPLES:
            project = Path(folder) / f"{sample}.persona"
            copy_sample(sample, project)
            session = Session.open(project)
            pages += _exported(session.project, project)
            session.close()
    return pages


def _exported(project: Project, file: Path) -> int:
    """Export a project in every format it has something for: each needs shipped files of its own."""
    formats = tuple(each for each in FORMATS if each is not CSV or project.segmentation is not None)
    out = file.with_suffix("")
    out.mkdir()
    asked = Printing("fr", None, 50, file, formats=formats, archive=True)
    return export_pages(project, out, asked, Silent()).pages
