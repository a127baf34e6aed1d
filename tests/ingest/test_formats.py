"""One small survey written in every format comes back the same."""
# ruff: noqa: DTZ001 - the dates of a survey file have no time zone

import datetime as dt
import io

import numpy as np
import odfdo
import openpyxl
import pandas as pd
import pyreadstat
import pytest
import xlwt

from helpers.imports import import_file
from persona_studio.domain.variables import Kind, Role

HEADER = ["Numéro", "Sexe", "Âge", "Satisfaction", "Dépense", "Visite"]
SEXES = ["Femme", "Homme"]
SCALE = ["Pas du tout satisfait", "Plutôt pas satisfait", "Plutôt satisfait", "Tout à fait satisfait"]
ROWS = [
    [
        100 + i,
        SEXES[i % 2],
        20 + (i * 7) % 50,
        SCALE[(i * 3) % 4] if i % 11 else None,
        round(10.5 + i * 1.25, 2),
        dt.datetime(2024, 3, 1) + dt.timedelta(days=i),
    ]
    for i in range(60)
]


def as_text(rows, delimiter=";", decimal=",") -> str:
    def cell(value) -> str:
        if value is None:
            return ""
        if isinstance(value, float):
            return str(value).replace(".", decimal)
        return value.strftime("%d/%m/%Y") if isinstance(value, dt.datetime) else str(value)

    return "\r\n".join(delimiter.join(map(cell, row)) for row in [HEADER, *rows]) + "\r\n"


def as_xlsx(rows, titles=0) -> bytes:
    book = openpyxl.Workbook()
    for line in range(titles):
        book.active.append([f"Titre {line}"])
    for row in [HEADER, *rows]:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_xls(rows) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Feuille1")
    date = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for r, row in enumerate([HEADER, *rows]):
        for c, value in enumerate(row):
            if value is not None:
                style = date if isinstance(value, dt.datetime) else xlwt.Style.default_style
                sheet.write(r, c, value, style)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_ods(rows) -> bytes:
    document = odfdo.Document("spreadsheet")
    document.body.clear()
    sheet = odfdo.Table("Feuille1")
    sheet.set_values([HEADER, *rows])
    document.body.append(sheet)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def check(survey) -> None:
    """Compare with the rows above, answer by answer."""
    assert survey.wave.respondents == len(ROWS)
    assert survey.names() == HEADER
    kinds = [survey[name].kind for name in HEADER]
    assert kinds == [Kind.IDENTIFIER, Kind.NOMINAL, Kind.NUMERIC, Kind.ORDINAL, Kind.NUMERIC, Kind.DATE]
    assert survey.answers("Numéro") == [row[0] for row in ROWS]
    assert survey.answers("Sexe") == [row[1] for row in ROWS]
    assert survey.answers("Âge") == [row[2] for row in ROWS]
    assert survey.answers("Satisfaction") == [row[3] for row in ROWS]
    assert survey.answers("Dépense") == [row[4] for row in ROWS]
    days = [(row[5] - dt.datetime(1970, 1, 1)).days for row in ROWS]
    assert survey.answers("Visite") == days
    assert [level.label for level in survey["Satisfaction"].levels] == SCALE
    roles = [survey[name].role for name in HEADER]
    assert roles[:3] == [
        Role.IDENTIFIER,
        Role.ILLUSTRATIVE,
        Role.ACTIVE,
    ]  # too few questions to keep age aside as well


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "mac_roman", "cp850", "utf-16"])
@pytest.mark.parametrize(("delimiter", "decimal"), [(";", ","), ("\t", ","), ("|", "."), (",", ".")])
def test_text_in_any_encoding_and_separator(imported, encoding, delimiter, decimal):
    survey = imported(as_text(ROWS, delimiter, decimal).encode(encoding))
    check(survey)
    assert survey.wave.source.encoding == encoding
    assert survey.wave.source.delimiter == delimiter
    assert survey.wave.source.decimal == decimal
    assert survey.wave.source.format == ("tsv" if delimiter == "\t" else "csv")


@pytest.mark.parametrize(("name", "write"), [("a.xlsx", as_xlsx), ("a.xls", as_xls), ("a.ods", as_ods)])
def test_workbooks(imported, name, write):
    survey = imported(write(ROWS), name)
    check(survey)
    assert survey.wave.source.format == name[2:]
    assert survey.wave.source.sheet in {"Feuille1", "Sheet"}


def test_titles_above_the_table(imported):
    survey = imported(as_xlsx(ROWS, titles=3), "a.xlsx")
    check(survey)
    assert survey.notices()["title_rows_skipped"] == {"count": "3"}
    titled = "Enquête clients 2024\r\n\r\n" + as_text(ROWS)
    check(imported(titled))


def test_ending_does_not_decide(imported):
    check(imported(as_xlsx(ROWS), "export.csv"))
    check(imported(as_text(ROWS), "export.txt"))


def test_other_sheets_are_said_and_can_be_chosen(imported):
    book = openpyxl.Workbook()
    book.active.title = "Lisez-moi"
    book.active.append(["Une note"])
    for name in ("Réponses", "Brouillon"):
        sheet = book.create_sheet(name)
        for row in [HEADER, *ROWS]:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    survey = imported(buffer.getvalue(), "book.xlsx")
    assert survey.wave.source.sheet == "Réponses"
    assert survey.notices()["other_sheets"]["others"] == "Brouillon"
    assert imported(buffer.getvalue(), "book.xlsx", sheet="Brouillon").wave.source.sheet == "Brouillon"


# ---------------------------------------------------------------- statistics files


def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": [float(row[0]) for row in ROWS],
            "sexe": [float(SEXES.index(row[1]) + 1) for row in ROWS],
            "satisf": [np.nan if row[3] is None else float(SCALE.index(row[3]) + 1) for row in ROWS],
            "depense": [row[4] for row in ROWS],
            "visite": [row[5].date() for row in ROWS],
            "mot": [f"mot {i % 3}" for i in range(len(ROWS))],
        }
    )


LABELS = {"sexe": dict(enumerate(SEXES, 1)), "satisf": dict(enumerate(SCALE, 1))}
TITLES = ["Numéro", "Sexe", "Satisfaction générale", "Dépense", "Visite", "Un mot"]
WRITERS = {
    "a.sav": lambda path: pyreadstat.write_sav(
        frame(),
        path,
        column_labels=TITLES,
        variable_value_labels=LABELS,
        variable_measure={"satisf": "ordinal"},
    ),
    "a.zsav": lambda path: pyreadstat.write_sav(
        frame(), path, column_labels=TITLES, variable_value_labels=LABELS, compress=True
    ),
    "a.dta": lambda path: pyreadstat.write_dta(
        frame(), path, column_labels=TITLES, variable_value_labels=LABELS
    ),
}


@pytest.mark.parametrize("name", WRITERS)
def test_statistics_files(tmp_path, name):
    path = tmp_path / name
    WRITERS[name](str(path))
    survey = import_file(path)
    assert survey.names() == ["id", "sexe", "satisf", "depense", "visite", "mot"]
    assert [v.label for v in survey.wave.variables] == TITLES
    assert survey.answers("sexe") == [row[1] for row in ROWS]
    assert survey.answers("satisf") == [row[3] for row in ROWS]
    assert survey["satisf"].kind is Kind.ORDINAL
    assert survey.answers("depense") == pytest.approx([row[4] for row in ROWS])
    days = [(row[5] - dt.datetime(1970, 1, 1)).days for row in ROWS]
    assert survey.answers("visite") == days
    assert survey["mot"].kind is Kind.NOMINAL
    assert survey.wave.source.format == {"a.zsav": "sav"}.get(name, name[2:])


def test_portable_file(tmp_path):
    path = tmp_path / "a.por"
    titles = ["Numero", "Sexe", "Satisfaction", "Depense", "Visite", "Un mot"]  # the format has no accents
    pyreadstat.write_por(frame(), str(path), column_labels=titles)
    survey = import_file(path)
    assert survey.names() == ["ID", "SEXE", "SATISF", "DEPENSE", "VISITE", "MOT"]
    assert [v.label for v in survey.wave.variables] == titles
    assert survey.answers("DEPENSE") == pytest.approx([row[4] for row in ROWS])
    assert survey.answers("SATISF").count(None) == 6
    assert (survey["VISITE"].kind, survey.wave.source.format) == (Kind.DATE, "por")


def test_declared_missing_values_keep_their_reason(tmp_path):
    path = tmp_path / "missing.sav"
    answers = [1, 2, 3, 4, 5] * 8 + [97, 98, 98, 99, 99, 99, np.nan]
    labels = {1: "Jamais", 2: "Rarement", 3: "Parfois", 4: "Souvent", 5: "Toujours"}
    labels |= {97: "Non concerné", 98: "Ne sait pas", 99: "Refus"}
    pyreadstat.write_sav(
        pd.DataFrame({"q": answers, "r": range(len(answers))}),
        str(path),
        variable_value_labels={"q": labels},
        missing_ranges={"q": [{"lo": 97, "hi": 99}]},
    )
    survey = import_file(path)
    assert survey["q"].kind is Kind.ORDINAL
    assert [level.label for level in survey["q"].levels] == list(labels.values())[:5]
    assert survey["q"].missing == (1, 1, 3, 2)


def test_stata_extended_missing_values(tmp_path):
    path = tmp_path / "missing.dta"
    frame = pd.DataFrame({"q": [1, 2, 3, 1, 2, 3, "a", "b"], "r": range(8)})
    pyreadstat.write_dta(
        frame,
        str(path),
        missing_user_values={"q": ["a", "b"]},
        variable_value_labels={"q": {1: "Oui", 2: "Non", 3: "Peut-être", "a": "Refus", "b": "Ne sait pas"}},
    )
    survey = import_file(path)
    assert survey["q"].missing == (0, 0, 1, 1)
    assert survey.counts("q") == {"Oui": 2, "Non": 2, "Peut-être": 2}
