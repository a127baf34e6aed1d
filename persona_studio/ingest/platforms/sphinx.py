"""Sphinx: technical columns in capitals (CLE, DATE_SAISIE, PROGRESSION…) around the questions."""

from collections.abc import Sequence

from persona_studio.ingest.platforms.header import Header, titles_of

_MARKS = {
    "CLE",
    "DATE_SAISIE",
    "DATE_ENREG",
    "DATE_MODIF",
    "TEMPS_SAISIE",
    "ORIGINE_SAISIE",
    "LANG_SAISIE",
    "PROGRESSION",
}


def read(rows: Sequence[Sequence[str]]) -> Header | None:
    """Return the header, or None when the file is not from Sphinx."""
    if rows and len(_MARKS & {cell.strip() for cell in rows[0]}) >= 3:
        return Header("sphinx", 1, titles_of(rows[0]))
    return None
