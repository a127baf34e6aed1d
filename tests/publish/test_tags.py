"""Tags of tables: rows, cells and heads in their order, whatever they hold; and the tables of our pages."""

from io import BytesIO

import pikepdf

from persona_studio.domain.deliverables import COMPARISON, JOURNEY
from persona_studio.domain.personas import LANES
from persona_studio.publish.boxes import Cell, text_boxes
from persona_studio.publish.pdf import DocumentInfo, pdf_bytes
from persona_studio.publish.tags import Tag, tree
from publish.beside import julie_beside
from publish.sheets import SUPPLIES
from publish.test_deliverables import cast, made, work


def tag(mcid, row, column, role="p", head=False, page=0):
    return Tag(role, page, mcid, cell=Cell("t", row, column, head))


def shape(node):
    """Return a node as its kind, the numbers of its content, and its children."""
    return (node.kind, [t.mcid for t in node.content], [shape(child) for child in node.children])


def test_cells_stand_in_their_rows_and_empty_ones_too():
    tags = [tag(0, 0, 1, head=True), tag(1, 1, 0, head=True), tag(2, 1, 1), tag(3, 1, 1)]
    (table,) = tree(tags).children
    assert shape(table) == (
        "Table",
        [],
        [
            ("TR", [], [("TD", [], []), ("TH", [0], [])]),
            ("TR", [], [("TH", [1], []), ("TD", [2, 3], [])]),
        ],
    )
    assert [table.children[0].children[1].scope, table.children[1].children[0].scope] == ["Column", "Row"]


def test_what_a_cell_draws_is_a_figure_in_it():
    (table,) = tree([tag(0, 0, 0, role="figure")]).children
    assert shape(table.children[0].children[0]) == ("TD", [], [("Figure", [0], [])])


def test_a_table_ends_with_its_page():
    tables = tree([tag(0, 0, 0), Tag("p", 0, 1), tag(2, 1, 0), tag(0, 0, 0, page=1)]).children
    assert [node.kind for node in tables] == ["Table", "P", "Table"]
    assert len(tables[0].children) == 2


def test_a_comparison_is_a_table_to_screen_readers():
    pages = [page for each in made(COMPARISON, cast(4, 1.0)) for page in each.pages]
    with pikepdf.open(BytesIO(pdf_bytes(pages, DocumentInfo("x"), SUPPLIES.fonts))) as pdf:
        document = pdf.Root.StructTreeRoot.K
        (table,) = [node for node in document.K if node.S == "/Table"]
        rows = [list(row.K) for row in table.K]
        heads = [cell for cell in rows[0] if cell.S == "/TH"]
        assert [str(cell.A.Scope) for cell in heads] == ["/Column"] * 4
        assert [str(row[0].A.Scope) for row in rows[1:]] == ["/Row"] * (len(rows) - 1)
        cells = [b.cell for b in text_boxes(pages[0]) if b.cell is not None]
        assert len(rows) == 1 + max(cell.row for cell in cells)
        assert any(kid.S == "/Figure" for row in rows for cell in row for kid in cell.K if "/S" in kid)


def test_an_entry_of_a_list_stays_one_in_a_cell():
    label = Tag("label", 0, 0, "Hypothèse", cell=Cell("t", 0, 0))
    (table,) = tree([label, tag(1, 0, 0, role="li")]).children
    (cell,) = table.children[0].children
    assert shape(cell) == (
        "TD",
        [],
        [("L", [], [("LI", [], [("Lbl", [0], []), ("LBody", [1], [])])])],
    )


def test_a_journey_is_read_stage_by_stage_in_each_lane():
    journey = julie_beside().journeys[0]
    (page,) = [page for each in made(JOURNEY, [work(julie_beside())]) for page in each.pages]
    heads = [b.text for b in text_boxes(page) if b.cell is not None and b.cell.row == 0 and b.role == "h2"]
    assert heads == [stage.name for stage in journey.stages]
    with pikepdf.open(BytesIO(pdf_bytes([page], DocumentInfo("x"), SUPPLIES.fonts))) as pdf:
        (table,) = [node for node in pdf.Root.StructTreeRoot.K.K if node.S == "/Table"]
        kinds = [[str(cell.S) for cell in row.K] for row in table.K]
    assert kinds[0] == ["/TD", *["/TH"] * len(journey.stages)]
    assert all(row[0] == "/TH" for row in kinds[1:])
    assert len(kinds) == 1 + len(LANES) + 1  # the heads, the lanes, and how it is felt
