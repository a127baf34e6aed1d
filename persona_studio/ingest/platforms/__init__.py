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

__all__ = ["Header", "recognise"]

_TOOLS = (qualtrics.read, surveymonkey.read, typeform.read, limesurvey.read, googleforms.read, sphinx.read)


def recognise(rows: Sequence[Sequence[str]], header_rows: int | None = None) -> Header:
    """Return the header of a file from its first rows, all padded to the same width.

    ``header_rows`` imposes their number; the survey tool is still looked for.
    """
    for tool in _TOOLS:
        header = tool(rows)
        if header is not None and header_rows in {None, header.rows}:
            return header
    found = next((header.platform for tool in _TOOLS if (header := tool(rows)) is not None), "")
    return plain.read(rows, header_rows, found)
