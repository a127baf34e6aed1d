"""The places of the rail, in the order of the work: name, words (English source), icon."""

PLACES: tuple[tuple[str, str, str], ...] = (
    ("data", "Data", "table-2"),
    ("segments", "Segments", "chart-scatter"),
    ("personas", "Personas", "contact-round"),
    ("workshop", "Workshop", "printer"),
)
