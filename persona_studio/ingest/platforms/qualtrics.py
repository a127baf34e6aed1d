"""Qualtrics: names, questions (in the author's language), then a row of {"ImportId": …}."""

from collections.abc import Sequence

from persona_studio.ingest.platforms.header import Header, Title, titles_of
from persona_studio.ingest.words import clean

MISSING = ("-99",)
"""What questions seen and left open hold when the export is asked to tell them."""
_MARK = '{"ImportId":'
_LEGACY = ("ResponseID", "ResponseSet")
_FIELDS = {"ResponseId", "RecordedDate", "DistributionChannel"}
_SELECTED = {
    *("Selected Choice", "Ausgewählte Antwort", "Ausgewählte Option"),
    *("Choix sélectionné", "Choix sélectionnés", "Selección", "Opción seleccionada"),
}


def read(rows: Sequence[Sequence[str]]) -> Header | None:
    """Return the header, or None when the file is not from Qualtrics."""
    if len(rows) >= 3 and _is_import_row(rows[2]):
        return Header("qualtrics", 3, tuple(map(_title, rows[0], rows[1])))
    if len(rows) >= 2 and tuple(rows[0][:2]) == _LEGACY:
        return Header("qualtrics", 2, tuple(map(_title, rows[0], rows[1])))
    if not rows or not set(rows[0]) >= _FIELDS:
        return None
    if len(rows) >= 2 and not _is_date(rows[1][rows[0].index("RecordedDate")]):
        return Header("qualtrics", 2, tuple(map(_title, rows[0], rows[1])))
    return Header("qualtrics", 1, titles_of(rows[0]))


def named(names: Sequence[str], labels: Sequence[str]) -> Header | None:
    """Return the titles of a statistics file from its names and labels, None when not from Qualtrics."""
    return Header("qualtrics", 0, tuple(map(_title, names, labels))) if set(names) >= _FIELDS else None


def _is_date(cell: str) -> bool:
    """Tell a moment from the words "Recorded Date": what stands in the second row of an Excel file."""
    return sum(char.isdigit() for char in cell) >= 5


def _is_import_row(row: Sequence[str]) -> bool:
    filled = [cell.replace(" ", "") for cell in row if cell.strip()]
    return bool(filled) and all(cell.startswith(_MARK) for cell in filled)


def _title(name: str, question: str) -> Title:
    label = clean(question) or clean(name)
    parts = [part.strip() for part in label.split(" - ")]
    # "Question - Selected Choice - Option" when several answers are allowed, "Question - Item" in a grid.
    parts = [part for part in parts if part not in _SELECTED]
    base = clean(name).rpartition("_")[0]
    if len(parts) < 2 or not base:
        return Title(clean(name), " - ".join(parts))
    return Title(clean(name), " - ".join(parts), stem=f"{base}. {parts[0]}", item=" - ".join(parts[1:]))
