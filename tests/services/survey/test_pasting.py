"""What is on the clipboard becomes a table, in a private folder that is gone afterwards."""

import csv
import html
import io
import stat
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_studio.errors import UserError
from persona_studio.services.survey.pasting import PastedTable, html_rows, table_text

cells = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Zs", "Zl", "Zp"), blacklist_characters="\x00"),
    max_size=8,
)
grids = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=2, max_size=6)
)


@given(grid=grids, closed=st.booleans())
def test_a_table_of_a_page_keeps_its_cells(grid: list[list[str]], closed: bool) -> None:
    end, last = ("</td>", "</tr>") if closed else ("", "")
    rows = "".join(
        "<tr>" + "".join(f"<td class='x'>{html.escape(cell)}{end}" for cell in row) + last for row in grid
    )
    page = f"<html><head><style>td {{}}</style></head><p>a<table>{rows}</table><table><tr><td>b</table>"
    assert html_rows(page) == [row for row in grid if any(row)]


@given(grid=grids)
def test_a_page_becomes_the_same_table_as_text(grid: list[list[str]]) -> None:
    grid = [["a", "b", *row] for row in grid]
    page = "<table>" + "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in grid
    )
    read = list(csv.reader(io.StringIO(table_text("", page), newline=""), delimiter="\t"))
    assert read == grid


def test_merged_cells_keep_the_columns_under_each_other() -> None:
    page = "<table><tr><td colspan=2>Satisfaction<td>Âge</tr><tr><td>prix<td>accueil<td></tr></table>"
    assert html_rows(page) == [["Satisfaction", "", "Âge"], ["prix", "accueil", ""]]


def test_a_table_within_a_cell_is_part_of_it() -> None:
    page = "<table><tr><td>a<table><tr><td>x</td></tr></table></td><td>b</td></tr></table>"
    assert [row[-1] for row in html_rows(page)] == ["b"]


def test_what_a_spreadsheet_offers_as_text_is_taken_as_it_is() -> None:
    text = 'Ville\tNote\nÉvry\t"3\n4"\n'
    assert table_text(text, "<table><tr><td>x") == text


@pytest.mark.parametrize(("text", "page"), [("", ""), ("Bonjour", ""), ("\t", ""), ("", "<table></table>")])
def test_anything_else_is_no_table(text: str, page: str) -> None:
    with pytest.raises(UserError, match="clipboard_no_table"):
        table_text(text, page)


def test_the_file_is_private_and_goes() -> None:
    pasted = PastedTable("a\tb\n1\t2\n", "", "Presse-papiers")
    assert pasted.path.name == "Presse-papiers.tsv"
    if sys.platform != "win32":
        assert stat.S_IMODE(pasted.path.parent.stat().st_mode) == 0o700
    pasted.forget()
    assert not pasted.path.parent.exists()
