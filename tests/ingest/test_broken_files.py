"""Files that are not surveys, or are broken, or are dangerous: each gets its own clear word, quickly."""

import io
import os
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat
import pytest

from helpers.imports import import_file
from persona_studio.domain.progress import Silent
from persona_studio.errors import UserError
from persona_studio.ingest import ImportOptions
from persona_studio.ingest.preview import preview


def code_of(path: Path, **options) -> UserError:
    with pytest.raises(UserError) as caught:
        import_file(path, **options)
    return caught.value


def written(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def workbook(rows, sheet: str = "Feuille1") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


WIDE = b",".join(b"q%d" % i for i in range(5000)) + b"\n" + b",".join([b"1"] * 5000) + b"\n"
SIMPLE = [
    ("empty.csv", b"", "file_empty"),
    ("blank.csv", b"\n\n  \n", "file_empty"),
    ("bom_only.csv", b"\xef\xbb\xbf", "file_empty"),
    ("one_column.csv", b"age\n12\n13\n", "file_single"),
    ("header_only.csv", b"a,b,c\n", "file_no_rows"),
    ("header_unended.csv", b"a;b;c", "file_no_rows"),
    ("header_quoted.csv", b'"a";"b"', "file_no_rows"),
    ("separators_only.csv", b";;;\n;;;\n", "file_no_columns"),
    ("binary.csv", bytes(range(256)) * 40, "file_binary"),
    ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(500), "file_format_unknown"),
    ("document.pdf", b"%PDF-1.7\n" + b"x" * 500, "file_format_unknown"),
    ("text.xlsx", b"a,b\n1,2\n", "file_corrupt"),
    ("text.sav", b"a,b\n1,2\n", "file_corrupt"),
    ("truncated.xlsx", b"PK\x03\x04" + bytes(40), "file_corrupt"),
    (
        "wide.csv",
        WIDE,
        "file_too_wide",
    ),
    ("rows_only_blank.csv", b"a,b\n,\n,\n", "file_no_rows"),
]


@pytest.mark.parametrize(("name", "content", "code"), SIMPLE, ids=[row[0] for row in SIMPLE])
def test_each_broken_file_gets_its_word(tmp_path, name, content, code):
    error = code_of(written(tmp_path, name, content))
    assert error.code == code
    assert error.params["file"] == name


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["a", "b"], [1, None], [2, None], [3, None]], "sheet_single"),
        ([["age"], [12], [13]], "sheet_single"),
        ([["a", "b", "c"]], "file_no_rows"),
        ([], "file_empty"),
    ],
)
def test_a_workbook_without_a_table_is_not_asked_for_a_separator(tmp_path, rows, code):
    path = written(tmp_path, "book.xlsx", workbook(rows))
    assert code_of(path).code == code
    with pytest.raises(UserError) as caught:
        preview(path, ImportOptions(), Silent())
    assert caught.value.code == code


@pytest.mark.parametrize("delimiter", [",", "\t", "|"])
def test_a_separator_is_asked_for_where_there_is_another(tmp_path, delimiter):
    path = written(tmp_path, "a.csv", b"ville;note\nLyon;3\nParis;4\n" * 5)
    assert code_of(path, delimiter=delimiter).code == "file_one_column"
    alone = written(tmp_path, "b.csv", b"note\n3\n4\n" * 5)
    assert code_of(alone, delimiter=delimiter).code == "file_single"


def test_missing_file_and_folder(tmp_path):
    assert code_of(tmp_path / "nowhere.csv").code == "file_missing"
    assert code_of(tmp_path).code == "survey_is_folder"


def test_a_pipe_is_not_waited_for(tmp_path):
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    os.mkfifo(tmp_path / "pipe.csv")
    assert code_of(tmp_path / "pipe.csv").code == "file_not_readable"


def test_no_permission(tmp_path, monkeypatch):
    path = written(tmp_path, "secret.csv", b"a,b\n1,2\n")
    path.chmod(0)
    if os.geteuid() == 0:  # root reads everything: answer for a user who does not
        monkeypatch.setattr(os, "access", lambda *_: False)
    assert code_of(path).code == "file_not_readable"


def test_a_line_without_end(tmp_path):
    path = tmp_path / "endless.csv"
    with path.open("wb") as stream:
        stream.write(b"a,b\n1,2\n")
        for _ in range(200):
            stream.write(b"x" * (1 << 20))
    error = code_of(path)
    assert error.code == "file_line_too_long"
    assert error.params["line"] == 3


def test_a_quote_that_is_never_closed_names_its_line(tmp_path):
    content = b'a,b\n1,2\n3,"4\n' + b"5,6\n" * 3_000_000
    error = code_of(written(tmp_path, "quote.csv", content))
    assert (error.code, error.params["line"]) == ("file_quote_open", 3)


def test_ragged_file_names_the_line(tmp_path):
    rows = [b"a;b;c"] + [b"1;2;3"] * 5 + [b"1;2;3;4;5"] * 60 + [b"1;2;3"] * 100
    error = code_of(written(tmp_path, "ragged.csv", b"\n".join(rows)))
    assert (error.code, error.params["line"]) == ("file_ragged", 7)


# ---------------------------------------------------------------- workbooks


def test_protected_workbook(tmp_path):
    # The OLE container of an encrypted workbook names its stream in UTF-16.
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    content = (
        header + "EncryptionInfo".encode("utf-16-le") + bytes(100) + "EncryptedPackage".encode("utf-16-le")
    )
    assert code_of(written(tmp_path, "secret.xlsx", content + bytes(2000))).code == "file_protected"


def test_ole_rubbish_is_corrupt(tmp_path):
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 20
    assert code_of(written(tmp_path, "old.xls", content)).code == "file_corrupt"


def test_truncated_workbook(tmp_path):
    content = workbook([["a", "b"], *([i, i] for i in range(500))])
    assert code_of(written(tmp_path, "cut.xlsx", content[: len(content) // 2])).code == "file_corrupt"


def test_unknown_sheet(tmp_path):
    path = written(tmp_path, "book.xlsx", workbook([["a", "b"], [1, 2], [3, 4]]))
    error = code_of(path, sheet="Réponses")
    assert error.code == "sheet_unknown"
    assert error.params["sheets"] == "Feuille1"


def test_empty_workbook(tmp_path):
    assert code_of(written(tmp_path, "empty.xlsx", workbook([]))).code == "file_empty"


def test_another_kind_of_archive(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert code_of(written(tmp_path, "some.zip", buffer.getvalue())).code == "file_format_unknown"


def bomb(sheet: bytes) -> bytes:
    """Return a real workbook whose sheet is replaced."""
    source = zipfile.ZipFile(io.BytesIO(workbook([["a", "b"], [1, 2], [3, 4]])))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else source.read(name))
    return buffer.getvalue()


@pytest.mark.slow
def test_zip_bomb_by_its_directory(tmp_path):
    content = bomb(b"<worksheet><sheetData>" + b" " * (700 << 20))
    error = code_of(written(tmp_path, "bomb.xlsx", content))
    assert error.code == "file_bomb"


def test_zip_bomb_that_lies_about_its_size(tmp_path):
    content = bytearray(bomb(b"<worksheet><sheetData>" + b" " * (650 << 20)))
    # Write a small size where the true one stands, in the local header and in the directory.
    true = struct.pack("<I", (650 << 20) + len(b"<worksheet><sheetData>"))
    assert content.count(true) == 2
    content = content.replace(true, struct.pack("<I", 60_000))
    error = code_of(written(tmp_path, "liar.xlsx", bytes(content)))
    assert error.code == "file_bomb"


@pytest.mark.parametrize("last", [b"ALL1048576", b"ZZ1048576", b"XFD2"])
@pytest.mark.parametrize("change", [(b"", b""), (b'"', b"'"), (b' r="', b' s="0" r = "')])
def test_two_far_cells_do_not_allocate_the_sheet_between_them(tmp_path, last, change):
    sheet = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="%s"><c r="%s"><v>1</v></c></row>' % (
        last.lstrip(b"ALZXFD"),
        last,
    )
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + (sheet.replace(*change) if change[0] else sheet)
        + b"</sheetData></worksheet>"
    )
    assert code_of(written(tmp_path, "far.xlsx", bomb(sheet))).code in {"file_bomb", "file_too_wide"}


def test_repeated_cells_of_a_spreadsheet(tmp_path):
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="x"><table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell table:number-columns-repeated="1000" office:value-type="float" office:value="1"/>'
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    assert code_of(written(tmp_path, "repeat.ods", buffer.getvalue())).code == "file_bomb"


# ---------------------------------------------------------------- statistics files


def test_truncated_sav(tmp_path):
    whole = tmp_path / "whole.sav"
    pyreadstat.write_sav(pd.DataFrame({"a": range(500), "b": range(500)}), str(whole))
    content = whole.read_bytes()
    for part in (100, 200, len(content) // 2):
        assert code_of(written(tmp_path, "cut.sav", content[:part])).code == "file_corrupt"


def test_truncated_dta(tmp_path):
    whole = tmp_path / "whole.dta"
    pyreadstat.write_dta(pd.DataFrame({"a": range(500), "b": range(500)}), str(whole))
    content = whole.read_bytes()
    assert code_of(written(tmp_path, "cut.dta", content[: len(content) // 2])).code == "file_corrupt"


def test_wide_sav(tmp_path):
    path = tmp_path / "wide.sav"
    pyreadstat.write_sav(pd.DataFrame({f"v{i}": [1.0, 2.0] for i in range(5000)}), str(path))
    assert code_of(path).code == "file_too_wide"


# ---------------------------------------------------------------- options


def test_options_that_name_nothing(tmp_path):
    path = written(tmp_path, "ok.csv", b"a,b\n1,x\n2,y\n3,x\n")
    from persona_studio.domain.variables import Kind, Role

    assert code_of(path, weight="poids").code == "variable_unknown"
    assert code_of(path, weight="b").code == "weight_not_numeric"
    assert code_of(path, kinds=(("zzz*", Kind.NOMINAL),)).code == "variable_unknown"
    assert code_of(path, roles=(("c", Role.ACTIVE),)).code == "variable_unknown"
    assert code_of(path, encoding="klingon").code == "encoding_unknown"
    assert code_of(path, sheet="Feuil1").code == "sheet_of_no_workbook"


@pytest.mark.parametrize("rows", [2, 9])
def test_respondents_are_not_lost_among_headers(tmp_path, rows):
    text = "sexe;note;avis\n" + "".join(
        f"{'FH'[i % 2]};{i % 5};{'oui' if i % 3 else 'non'}\n" for i in range(40)
    )
    error = code_of(written(tmp_path, "ok.csv", text.encode()), header_rows=rows)
    assert (error.code, error.params["row"], error.params["rows"]) == ("headers_are_answers", 2, rows)


def test_more_headers_than_rows_leave_nobody(tmp_path):
    path = written(tmp_path, "court.csv", b"a;b\nune;deux\ntrois;quatre\n")
    assert code_of(path, header_rows=9).code == "file_no_rows"


# ---------------------------------------------------------------- limits

MEASURE = """
import sys
from pathlib import Path
from persona_studio.domain.progress import Silent
from persona_studio.errors import UserError
from persona_studio.ingest import ImportOptions, read
try:
    read(Path(sys.argv[1]), ImportOptions(), Silent())
    code = "none"
except UserError as error:
    code = error.code
# The peak of this program alone: what getrusage tells includes the process it was started from.
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(code, peak)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["line", "bomb", "quote"])
def test_the_worst_files_are_refused_and_cost_less_than_one_gigabyte(tmp_path, kind, repository):
    contents = {
        "line": lambda: b"a,b\n" + b"x" * (200 << 20),
        "bomb": lambda: bomb(b"<worksheet><sheetData>" + b" " * (590 << 20)),
        "quote": lambda: b'a,b\n1,"2\n' + b"5,6\n" * 20_000_000,
    }
    path = written(tmp_path, "worst.xlsx" if kind == "bomb" else "worst.csv", contents[kind]())
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], cwd=repository, capture_output=True, text=True, check=True
    )
    code, kilobytes = done.stdout.split()
    assert code in {"file_line_too_long", "file_bomb", "file_quote_open", "file_corrupt"}
    assert int(kilobytes) < 1 << 20


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep names as text")
def test_a_name_that_is_no_unicode_text(tmp_path):
    path = tmp_path / os.fsdecode(b"enqu\xeate.csv")
    path.write_bytes(b"a;b\n" + b"1;oui\n2;non\n" * 40)
    wave = import_file(path).wave
    assert wave.respondents == 80
    assert wave.name == "enqu?te"


@pytest.mark.timeout(60)
def test_a_whole_text_as_a_header_is_read_at_once(tmp_path):
    """A quote that was lost puts thousands of words into one header."""
    file = tmp_path / "long.csv"
    rows = "\n".join(f"{n},{n % 3},{'x' if n % 2 else 'y'}" for n in range(60))
    file.write_text(f'a,"{"mot " * 50_000}",c\n{rows}\n', encoding="utf-8")
    assert import_file(file).wave.respondents == 60
