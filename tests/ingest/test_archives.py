"""Workbooks that would swell in memory are refused before they are opened, by what they hold."""

import io
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from helpers.examples import deepened
from helpers.imports import import_file
from persona_studio.errors import UserError

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
SPREADSHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(rows) -> dict[str, bytes]:
    """Return the members of a real workbook."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def xlsx(sheet: str = "", strings: str = "", path: str = SHEET) -> bytes:
    members = workbook([["q1", "q2"], ["oui", 1], ["non", 2]])
    if sheet:
        del members[SHEET]
        members[path] = f"<worksheet {SPREADSHEET}><sheetData>{sheet}</sheetData></worksheet>".encode()
    if strings:
        members[STRINGS] = f"<sst {SPREADSHEET}>{strings}</sst>".encode()
    members[RELATIONS] = members[RELATIONS].replace(f"/{SHEET}".encode(), f"/{path}".encode())
    return zipped(members)


def ods(rows: str) -> bytes:
    name = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{name}:office:1.0" xmlns:table="{name}:table:1.0" '
        f'xmlns:text="{name}:text:1.0"><office:body><office:spreadsheet><table:table table:name="x">'
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content.encode()})


def cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def shown(number: int, columns: str = "ABCDE") -> str:
    """Return rows of cells that all show the first shared text."""
    rows = range(1, number + 1)
    one = '<c r="{}{}" t="s"><v>0</v></c>'
    return "".join(f'<row r="{r}">{"".join(one.format(c, r) for c in columns)}</row>' for r in rows)


HEAD = row(cell("q1"), cell("q2"))
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1000000"><c r="ZZ1000000"><v>1</v></c></row>'
MANY = 'table:number-columns-repeated="4000"'
ROWS = 'table:number-rows-repeated="4999"'
SPACES = cell('<text:s text:c="2000000000"/>')
noise = random.Random(1)
BOMBS: dict[str, Callable[[], bytes]] = {
    "spaces.ods": lambda: ods(HEAD + row(SPACES, SPACES) * 3),
    "repeated_spaces.ods": lambda: ods(HEAD + row(cell('<text:s text:c="4000"/>', MANY), more=ROWS)),
    "other_quotes.ods": lambda: ods(HEAD + row(cell("x", MANY), more=ROWS).replace('"', "'")),
    "many_cells.ods": lambda: ods(HEAD + row(cell("x", MANY), more=ROWS)),
    "far.ods": lambda: ods(
        HEAD
        + row("<table:table-cell/>", more='table:number-rows-repeated="1000000"')
        + row(f"<table:table-cell {MANY}/>", cell("x"))
    ),
    "elsewhere.xlsx": lambda: xlsx(FAR, path="xl/foo/s.xml"),
    "no_places.xlsx": lambda: xlsx(
        f"<row>{'<c><v>1</v></c>' * 3000}</row>" + "<row><c><v>1</v></c></row>" * 200_000
    ),
    "prefix.xlsx": lambda: xlsx(FAR.replace("<", "<x:").replace("<x:/", "</x:")),
    "one_giant_text.xlsx": lambda: xlsx(
        shown(50), f"<si><t>{''.join(noise.randbytes(650).hex() * 400 for _ in range(150))}</t></si>"
    ),
    "long_text_often.xlsx": lambda: xlsx(shown(1000), f"<si><t>{'x' * 1_000_000}</t></si>"),
    "long_text_in_pieces.xlsx": lambda: xlsx(
        shown(1000), f"<si>{'<r><t>' + 'x' * 100_000 + '</t></r>'}{'<r><t>y</t></r>' * 90_000}</si>"
    ),
}
FEW_BOMBS = ("spaces.ods", "far.ods", "elsewhere.xlsx", "long_text_in_pieces.xlsx")
MEASURE = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
from pathlib import Path
from persona_studio.domain.progress import Silent
from persona_studio.errors import UserError
from persona_studio.ingest import ImportOptions, read
try:
    code = read(Path(sys.argv[1]), ImportOptions(), Silent()).wave.respondents
except UserError as error:
    code = error.code
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(code, peak)
"""


def measured(path: Path, repository: Path) -> tuple[str, int]:
    """Return how an import ends, and its peak in MB, in a program that may not take 3 GB."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    code, kilobytes = done.stdout.split()
    return code, int(kilobytes) >> 10


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
@pytest.mark.parametrize("name", deepened(BOMBS, quick=FEW_BOMBS.__contains__))
def test_a_small_file_never_fills_the_memory(tmp_path, repository, name):
    path = tmp_path / name
    path.write_bytes(BOMBS[name]())
    code, megabytes = measured(path, repository)
    assert code in {"file_bomb", "file_too_wide"}
    assert megabytes < 1024


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
@pytest.mark.slow
def test_a_stray_cell_at_the_end_of_a_sheet_is_no_million_respondents(tmp_path, repository):
    rows = [["q1", "q2", "q3"], *([["oui", "non"][i % 2], i % 5, "a"] for i in range(300))]
    members = workbook(rows)
    stray = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t> </t></is></c></row></sheetData>'
    members[SHEET] = members[SHEET].replace(b"</sheetData>", stray)
    path = tmp_path / "stray.xlsx"
    path.write_bytes(zipped(members))
    code, megabytes = measured(path, repository)
    assert code == "300"
    assert megabytes < 1024


def test_ordinary_workbooks_are_not_suspected(tmp_path):
    texts = [
        f"Une réponse assez longue, la {i}e, que plusieurs personnes donnent {'ainsi ' * 40}"
        for i in range(9)
    ]
    rows = [["avis", *(f"q{i}" for i in range(30))], *([texts[r % 9], *range(30)] for r in range(2000))]
    path = tmp_path / "ordinary.xlsx"
    path.write_bytes(zipped(workbook(rows)))
    assert import_file(path).wave.respondents == 2000
    empty = '<table:table-cell table:number-columns-repeated="16382"/>'
    end = row(empty, more='table:number-rows-repeated="1048000"')
    path = tmp_path / "ordinary.ods"
    path.write_bytes(ods(HEAD + row(cell("oui"), cell("x"), empty) * 50 + end))
    assert import_file(path).wave.respondents == 50


def test_damage_inside_an_archive_is_said(tmp_path):
    content = bytearray(zipped(workbook([["a", "b"], *([i, f"texte {i}"] for i in range(500))])))
    damage, codes = random.Random(3), set()
    for _ in range(40):
        hurt = bytearray(content)
        place = damage.randrange(60, len(content) - 50)
        hurt[place : place + 50] = damage.randbytes(50)
        path = tmp_path / "hurt.xlsx"
        path.write_bytes(hurt)
        try:
            import_file(path)
        except UserError as error:
            codes.add(error.code)
    assert "file_corrupt" in codes
    assert codes <= {"file_corrupt", "file_protected", "file_format_unknown", "file_bomb"}


def test_a_way_of_packing_the_reader_does_not_know_is_said(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as archive:
        for name, content in workbook([["a", "b"], [1, 2], [3, 4]]).items():
            archive.writestr(name, content)
    path = tmp_path / "packed.xlsx"
    path.write_bytes(buffer.getvalue())
    with pytest.raises(UserError) as caught:
        import_file(path)
    assert caught.value.code == "file_corrupt"
