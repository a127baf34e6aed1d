"""Formats: the kinds of files that a project is exported to."""

from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file, known by its ``id`` on the command line and by its ``ending`` on disk.

    ``name`` is what it is called on the screen, to be translated. One that is ``paged`` is a file for each
    page; one of ``data`` holds what was found instead of pages.
    """

    id: str
    ending: str
    name: str
    paged: bool = False
    data: bool = False


PDF = Format("pdf", ".pdf", "PDF")
PPTX = Format("pptx", ".pptx", "PowerPoint")
PNG = Format("png", ".png", "PNG", paged=True)
SVG = Format("svg", ".svg", "SVG", paged=True)
JSON = Format("json", ".json", "Personas (JSON)", data=True)
XLSX = Format("xlsx", ".xlsx", "Personas (Excel)", data=True)
CSV = Format("csv", ".csv", "Respondents (CSV)", data=True)

FORMATS: tuple[Format, ...] = (PDF, PPTX, PNG, SVG, JSON, XLSX, CSV)
"""All of them, in the order in which they are offered."""


def of_file(path: PurePath) -> Format | None:
    """Return the format that the ending of a file names, None when there is none."""
    return next((each for each in FORMATS if each.ending == path.suffix.lower()), None)


def named(ids: str) -> tuple[Format, ...]:
    """Return the formats named in a list with commas, each once, in the order in which they are offered.

    Raises:
        ValueError: a name is not known, or there is none.
    """
    asked = {name.strip().lower() for name in ids.split(",") if name.strip()}
    unknown = asked - {each.id for each in FORMATS}
    if unknown or not asked:
        raise ValueError(", ".join(sorted(unknown)))
    return tuple(each for each in FORMATS if each.id in asked)
