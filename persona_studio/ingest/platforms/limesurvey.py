"""LimeSurvey: "Response ID", "Date submitted" (or `id`, `submitdate`), options as "Question [Option]"."""

import re
from collections.abc import Sequence

from persona_studio.ingest.platforms.header import Header, Title, titles_of
from persona_studio.ingest.words import clean, fold

_SIGNATURES = (
    {"response id", "date submitted", "last page"},
    {"id de la reponse", "date de soumission", "derniere page"},
    {"id reponse", "date de soumission", "derniere page"},
    {"id", "submitdate", "lastpage"},
    {"antwort id", "datum abgeschickt", "letzte seite"},
)
_OPTION = re.compile(r"^(.*\S)\s*\[(.*)\](?:\.\d+)?$")


def read(rows: Sequence[Sequence[str]]) -> Header | None:
    """Return the header, or None when the file is not from LimeSurvey."""
    if not rows:
        return None
    first = {fold(cell).strip(" .") for cell in rows[0][:8]}
    if not any(signature <= first for signature in _SIGNATURES):
        return None
    return Header("limesurvey", 1, tuple(map(_option, titles_of(rows[0]))))


def _option(title: Title) -> Title:
    match = _OPTION.match(title.label)
    if match is None:
        return title
    return Title(title.name, title.label, clean(match.group(1)), clean(match.group(2)))
