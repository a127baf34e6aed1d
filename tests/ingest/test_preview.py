"""A look at the head of a file shows what is in it, and says what the import will say."""

import csv
import io
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.examples import SHARING, deepened, examples
from helpers.imports import import_file
from ingest.builders.plan import Shape
from ingest.test_every_export import SHAPES
from persona_studio.domain.previews import Preview
from persona_studio.domain.progress import Silent
from persona_studio.errors import UserError
from persona_studio.ingest import ImportOptions
from persona_studio.ingest.preview import ROWS, preview

FACTS = ("file", "format", "encoding", "delimiter", "header_rows", "platform", "sheet", "columns")
WORDS = ("préféré", "Évry", "dès l’aube", "œuvre", "oui", "non", "Île; de Ré", 'un "bon" thé', "12", "a,b")


def look(path: Path, **options: Any) -> Preview:
    return preview(path, ImportOptions(**options), Silent())


def written(rows: list[list[str]], delimiter: str, encoding: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue().encode(encoding)


def facts(source: Any) -> dict[str, Any]:
    return {name: getattr(source, name) for name in FACTS}


@examples(40, suppress_health_check=SHARING)
@given(
    rows=st.lists(st.lists(st.sampled_from(WORDS), min_size=4, max_size=4), min_size=6, max_size=70),
    delimiter=st.sampled_from(";,\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
)
def test_the_lines_are_those_of_the_file_and_the_facts_those_of_the_import(
    tmp_path: Path, rows: list[list[str]], delimiter: str, encoding: str
) -> None:
    header = ["Ville préférée", "Thé du soir", "Dès l’aube ?", "Où"]
    path = tmp_path / "enquête.csv"
    path.write_bytes(written([header, *rows], delimiter, encoding))
    seen = look(path)
    assert [line.cells for line in seen.lines if line.header] == [tuple(header)]
    assert [line.cells for line in seen.answers] == [tuple(row) for row in rows[:ROWS]]
    assert [line.number for line in seen.lines] == list(range(1, len(seen.lines) + 1))
    assert seen.titles == tuple(header)
    survey = import_file(path)
    assert facts(seen.source) == facts(survey.wave.source)


@pytest.mark.parametrize(
    "name",
    [
        "fr_csv2_hdv2003_derived.csv",
        "googleforms_learning_r_es.tsv",
        "kaggle_young_people_responses.csv",
        "limesurvey_en_unit_tests.csv",
        "qualtrics_testfile_de.csv",
        "spss_foreign_electric.sav",
        "spss_umlauts.sav",
        "surveymonkey_masculinity_weights.csv",
        "surveymonkey_steak-risk-survey.csv",
        "surveymonkey_thanksgiving-2015-poll-data.csv",
    ],
)
def test_real_files_are_seen_as_they_are_imported(real: Any, shared_data: Path, name: str) -> None:
    wave = real(name).wave
    seen = look(shared_data / name)
    assert facts(seen.source) == facts(wave.source)
    assert seen.source.decimal == wave.source.decimal
    assert len(seen.answers) == min(ROWS, wave.respondents)
    assert len(seen.titles) == wave.source.columns


@pytest.mark.parametrize(
    "shape", deepened(SHAPES, quick=SHAPES[::4].__contains__), ids=lambda shape: shape.name
)
def test_every_tool_is_seen_as_it_is_imported(tmp_path: Path, shape: Shape) -> None:
    path, _ = shape.write(tmp_path)
    survey, seen = import_file(path), look(path)
    assert facts(seen.source) == facts(survey.wave.source)
    assert len(seen.answers) == min(ROWS, survey.wave.respondents)
    assert len(seen.titles) == survey.wave.source.columns
    assert seen.refused is None


def test_accents_follow_the_encoding_that_is_imposed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("ville;goût\n".encode("cp1252") + "Orléans;salé\n".encode("cp1252") * 30)
    assert look(path).answers[0].cells == ("Orléans", "salé")
    wrong = look(path, encoding="mac_roman")
    assert wrong.answers[0].cells == ("OrlÈans", "salÈ")
    broken = look(path, encoding="utf-8")
    assert broken.answers[0].cells == ("Orl�ans", "sal�")
    survey = import_file(path, encoding="utf-8")
    assert survey.wave.source.encoding == "utf-8", "what is imposed is followed"
    assert survey.notices()["invalid_characters"] == {"count": "61", "line": "1", "column": "2"}
    assert "Orl�ans" in survey.counts("ville")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "ascii", "cp850"])
def test_any_encoding_can_be_tried(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("ville;goût\n".encode() + "Orléans;salé\n".encode() * 31)
    with suppress(UserError):
        assert look(path, encoding=encoding).lines
    with suppress(UserError):
        assert import_file(path, encoding=encoding).wave.respondents


def test_uneven_lines_are_named_with_their_width(tmp_path: Path) -> None:
    rows = [f"{i};oui;{i % 5}" for i in range(80)]
    rows[10], rows[30], rows[60] = '10;"non\nnon"', "30;oui;non;4;5", "60;1;2;3;4"
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["id;avis;note", *rows]) + "\n", encoding="utf-8")
    seen = look(path)
    said = [dict(notice.params) for notice in seen.warnings]
    assert [(s["line"], s["found"], s["columns"]) for s in said] == [("12", "2", "3"), ("33", "5", "3")]
    notices = import_file(path).notices()
    assert (notices["rows_padded"]["line"], notices["rows_padded"]["found"]) == ("12", "2")
    assert (notices["rows_emptied"]["line"], notices["rows_emptied"]["found"]) == ("33", "5")
    assert notices["rows_emptied"]["count"] == "2"


def test_a_broken_character_is_placed(tmp_path: Path) -> None:
    rows = [f'{i};"Très élevé\nà Évry";oui' for i in range(60)]
    content = "\n".join(["a;lieu;b", *rows]).encode()
    place = content.index(b"40;")
    content = content[:place] + content[place:].replace("É".encode(), b"\xc9", 1)
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    found = import_file(path).notices()["invalid_characters"]
    assert found == {"count": "1", "line": str(2 + 2 * 40), "column": "2"}


def test_titles_and_header_rows_are_told_apart(tmp_path: Path) -> None:
    head = ["Enquête de satisfaction", "", "Satisfaction;;Profil;", "prix;accueil;âge;ville"]
    path = tmp_path / "a.csv"
    path.write_text("\n".join([*head, *("4;5;31;Lyon", "2;3;47;Paris") * 20]) + "\n", encoding="utf-8")
    seen = look(path, header_rows=2)
    assert [line.skipped for line in seen.lines[:4]] == [True, False, False, False]
    assert [line.number for line in seen.lines if line.header] == [3, 4]
    assert seen.answers[0].cells == ("4", "5", "31", "Lyon")
    assert seen.titles == tuple(v.name for v in import_file(path, header_rows=2).wave.variables)


def test_a_file_that_is_no_table_shows_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ville;note\nLyon;3\nParis;4\n" * 8, encoding="utf-8")
    seen = look(path, delimiter="\t")
    assert seen.refused is not None
    assert seen.refused.code == "file_one_column"
    assert seen.lines[1].cells == ("Lyon;3",)
    assert look(path).refused is None


def test_another_sheet_needs_no_second_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "classeur.xlsx"
    sheets = {
        "Réponses": [["Âge", "Goût"], *([[31, "salé"], [47, "sucré"]] * 5)],
        "Clients": [["Code", "Nom", "Zone"], *([["a", "b", "Île"]] * 4)],
    }
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    first = look(path)
    assert first.source.sheet == "Réponses"
    assert first.answers[1].cells == ("47", "sucré")
    monkeypatch.setattr("persona_studio.ingest.preview.sheet_heads", lambda *_: pytest.fail("read again"))
    other = preview(path, ImportOptions(sheet="Clients"), Silent(), first)
    assert other.titles == ("Code", "Nom", "Zone")
    assert other.answers[0].cells == ("a", "b", "Île")
    with pytest.raises(UserError, match="sheet_unknown"):
        preview(path, ImportOptions(sheet="Rien"), Silent(), first)


def test_only_the_head_of_a_large_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "grand.csv"
    path.write_bytes("ville;goût;note\n".encode("cp1252") + "Orléans;salé;4\n".encode("cp1252") * 3_000_000)
    size = path.stat().st_size
    read = 0
    genuine = Path.open

    def counting(self: Path, *args: Any, **named: Any) -> Any:
        stream = genuine(self, *args, **named)
        inner = stream.read

        class Counted:
            def __enter__(self) -> Any:
                return self

            def __exit__(self, *_: object) -> None:
                stream.close()

            def read(self, count: int = -1) -> bytes:
                nonlocal read
                got: bytes = inner(count)
                read += len(got)
                return got

        return Counted()

    monkeypatch.setattr(Path, "open", counting)
    assert look(path).source.encoding == "cp1252"
    assert 0 < read < size / 4


def test_an_answer_that_is_no_number_is_placed(tmp_path: Path) -> None:
    rows = [f'"non\nvraiment";{18 + i};NA' for i in range(60)]
    rows[20] = ";;"
    rows[25] = '"oui";NA;NA'
    rows[40], rows[50] = '"oui";trente ans;NA', '"oui";la quarantaine;NA'
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["avis;âge;vide", "", *rows]) + "\n", encoding="utf-8")
    found = import_file(path).notices()["unread_at_line"]
    line = path.read_text(encoding="utf-8").split("\n").index('"oui";trente ans;NA') + 1
    assert found == {
        "line": str(line),
        "column": "2",
        "variable": "âge",
        "count": "2",
    }


def test_an_answer_of_a_workbook_has_no_line_but_a_column(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in [["avis", "âge"], *([["oui", 20 + i] for i in range(40)]), ["non", "trente"]]:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    found = import_file(tmp_path / "a.xlsx").notices()["unread"]
    assert (found["column"], found["count"]) == ("2", "1")
