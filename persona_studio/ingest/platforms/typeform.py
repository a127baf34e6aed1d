"""Typeform: `#` first, "Start Date (UTC)" and "Submit Date (UTC)" last, questions with HTML in them."""

from collections.abc import Sequence

from persona_studio.ingest.platforms.header import Header, titles_of


def read(rows: Sequence[Sequence[str]]) -> Header | None:
    """Return the header, or None when the file is not from Typeform."""
    if rows and rows[0][0].strip() == "#" and "Start Date (UTC)" in rows[0]:
        return Header("typeform", 1, titles_of(rows[0]))
    return None
