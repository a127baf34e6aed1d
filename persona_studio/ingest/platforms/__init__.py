"""The header habits of survey tools, one module each, and of files made by hand."""

from collections.abc import Sequence

from persona_studio.ingest.platforms import (
    googleforms,
    limesurvey,
    plain,
    qualtrics,
    sphinx,
    surveymonkey,
    typeform,
)
from persona_studio.ingest.platforms.header import Header

__all__ = ["PLATFORMS", "Header", "missing_texts", "named", "recognise"]

_TOOLS = {
    "qualtrics": qualtrics.read,
    "surveymonkey": surveymonkey.read,
    "typeform": typeform.read,
    "limesurvey": limesurvey.read,
    "googleforms": googleforms.read,
    "sphinx": sphinx.read,
}
PLATFORMS = tuple(_TOOLS)
"""The survey tools whose headers are known."""
_MISSING = {"limesurvey": limesurvey.MISSING, "qualtrics": qualtrics.MISSING}


def missing_texts(platform: str) -> tuple[str, ...]:
    """Return the texts a survey tool writes where there is no answer."""
    return _MISSING.get(platform, ())


def named(names: Sequence[str], labels: Sequence[str]) -> Header | None:
    """Return the titles of a statistics file that a survey tool wrote, None when no tool is recognised."""
    return qualtrics.named(names, labels)


def recognise(
    rows: Sequence[Sequence[str]], header_rows: int | None = None, platform: str | None = None
) -> Header:
    """Return the header of a file from its first rows, all padded to the same width.

    ``header_rows`` imposes their number; the survey tool is still looked for. ``platform`` imposes the tool,
    or none (an empty text): where its habits are not found, the header is read as a plain one.
    """
    tools = [tool for name, tool in _TOOLS.items() if platform in {None, name}]
    headers = [header for tool in tools if (header := tool(rows)) is not None]
    for header in headers:
        if header_rows in {None, header.rows}:
            return header
    found = platform or next((header.platform for header in headers), "")
    return plain.read(rows, header_rows, found)
