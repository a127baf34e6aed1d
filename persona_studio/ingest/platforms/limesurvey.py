"""LimeSurvey: headings are question codes, questions in words, or both; options follow in square brackets.

Codes join a sub-question by square brackets too, or by an underscore (which no question code may hold).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from persona_studio.ingest.platforms.header import Header, Title, titles_of
from persona_studio.ingest.words import clean, fold

MISSING = ("N/A",)
"""What the full answers say where a box was never shown and a yes-or-no was left open."""
_IDS = {"response id", "id de la reponse", "id reponse", "antwort id", "id de respuesta"}
_CODES = {
    *("submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "ipaddr", "refurl"),
    "interviewtime",
}
_TEXTS = {
    *("date submitted", "last page", "start language", "seed", "date started", "date last action"),
    *("ip address", "referrer url", "total time"),
    *("date de soumission", "derniere page", "langue de depart", "tete de serie", "date de lancement"),
    *("date de la derniere action", "adresse ip", "url de reference", "url de provenance", "temps total"),
    *("datum abgeschickt", "letzte seite", "start-sprache", "zufallsstartwert", "datum gestartet"),
    *("datum letzte aktivitat", "ip-adresse", "weiterleitungs-url", "gesamtzeit"),
    *("fecha de envio", "ultima pagina", "lenguaje inicial", "semilla"),
}
_SIGNATURES = (
    {"response id", "date submitted", "last page"},
    {"id de la reponse", "date de soumission", "derniere page"},
    {"id reponse", "date de soumission", "derniere page"},
    {"id", "submitdate", "lastpage"},
    {"antwort id", "datum abgeschickt", "letzte seite"},
    {"id de respuesta", "fecha de envio", "ultima pagina"},
)
_TIMING = re.compile(
    r"^(?:(?:group|question) time|(?:gruppen|frage)zeit"
    r"|(?:temps|duree) (?:du|de la|pour l[ae]) (?:groupe|question))\b"
    r"|^grouptime\d+$"
)
_BOTH = re.compile(r"^(\w+(?:\[[^\]]*\])*)(\W+)(.*\S)", re.DOTALL)
_OPTION = re.compile(r"^(.*\S)\s*\[(.*)\](?:\.\d+)?$", re.DOTALL)
_COMMENTED = re.compile(
    r"^(.*\S)\s*\[(.*)\]\s*\[(comment|commentaire|kommentar|comentario)\]$", re.IGNORECASE | re.DOTALL
)
_UNDERSCORE = re.compile(r"^([A-Za-z][A-Za-z0-9]*)_(\w+)$")


def read(rows: Sequence[Sequence[str]]) -> Header | None:
    """Return the header, or None when the file is not from LimeSurvey."""
    if not rows:
        return None
    both = _separator(rows[0])
    titles = tuple(_two_part(title, both) for title in titles_of(rows[0])) if both else titles_of(rows[0])
    codes, texts = ({fold(part).strip(" .") for part in parts} for parts in _first(titles))
    if not any(signature <= codes or signature <= texts for signature in _SIGNATURES):
        return None
    coded = _SIGNATURES[3] <= codes
    known = {fold(title.name).partition("[")[0] for title in titles}
    return Header("limesurvey", 1, tuple(_marked(_parted(title, coded), known) for title in titles))


def _first(titles: Sequence[Title]) -> tuple[list[str], list[str]]:
    return [title.name for title in titles[:8]], [title.label for title in titles[:8]]


def _separator(row: Sequence[str]) -> str:
    """Return what stands between code and text when the first heading is "id", that, "Response ID"."""
    match = _BOTH.match(row[0]) if row else None
    told = match is not None and match.group(1) == "id" and fold(match.group(3)).strip(" .") in _IDS
    return match.group(2) if match is not None and told else ""


def _two_part(title: Title, separator: str) -> Title:
    code, found, text = title.label.partition(separator.rstrip() or separator)
    return Title(code.strip(), text.strip() or code.strip()) if found else title


def _parted(title: Title, coded: bool) -> Title:
    """Return the title with question and option apart."""
    match = _COMMENTED.match(title.label)
    if match is not None:
        return replace(title, stem=clean(match.group(1)), item=f"{clean(match.group(2))} - {match.group(3)}")
    match = _OPTION.match(title.label)
    if match is None and coded and title.name == title.label:
        match = _UNDERSCORE.match(title.name)
    if match is None:
        return title
    stem, item = clean(match.group(1)), clean(match.group(2))
    code = title.name.partition("[")[0]
    # Two questions in the same words are two questions: their codes tell.
    own = f"{code}. {stem}" if title.name != title.label else stem
    return replace(title, stem=own, item=item)


def _marked(title: Title, known: set[str]) -> Title:
    """Return the title, marked when LimeSurvey wrote the column by itself: dates, pages, times."""
    name, label = fold(title.name), fold(title.label).strip(" .")
    timed = name.endswith("time") and name[: -len("time")] in known
    meta = name in _CODES or label in _TEXTS or timed or bool(_TIMING.match(label) or _TIMING.match(name))
    return replace(title, meta=meta)
