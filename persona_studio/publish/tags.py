"""Tagged PDF: the structure tree that screen readers follow, made from what was painted, in reading order."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name

from persona_studio.publish.boxes import Cell, Ref
from persona_studio.publish.text import printed


@dataclass(frozen=True, slots=True)
class Tag:
    """One stretch of marked content: what it is, where it stands and which ``mcid`` of its page it has.

    ``role`` is that of the box ("h1", "li", "figure", "label"...), ``frame`` its (left, bottom, right, top),
    ``part`` that of its page, ``cell`` its place in a table.
    """

    role: str
    page: int
    mcid: int
    alt: str = ""
    ref: Ref | None = None
    frame: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    part: str = ""
    cell: Cell | None = None


@dataclass(slots=True)
class Node:
    """One element of the structure: its PDF type, its children, and the content that is directly its own."""

    kind: str
    children: "list[Node]" = field(default_factory=list)
    content: list[Tag] = field(default_factory=list)
    scope: str = ""


_Continued = tuple[str, Ref | None]
_KINDS = {"h1": "H1", "h2": "H2", "p": "P", "caption": "P", "figure": "Figure"}


def tree(tags: Sequence[Tag]) -> Node:
    """Group tags into headings, paragraphs, figures, lists, tables; what continues joins its beginning."""
    document = Node("Document")
    bodies: dict[_Continued, Node] = {}
    tables: dict[tuple[int, str], Node] = {}
    for tag in tags:
        if tag.cell is not None:
            _tabled(document, tables, bodies, tag)
        elif tag.role in {"label", "li"}:
            _listed(document, bodies, tag)
        elif tag.role == "h1" and document.children and document.children[-1].kind == "H1":
            document.children[-1].content.append(tag)
        else:
            document.children.append(Node(_KINDS[tag.role], content=[tag]))
    return document


def _listed(document: Node, bodies: dict[_Continued, Node], tag: Tag) -> None:
    if tag.role == "li" and (tag.part, tag.ref) in bodies:
        bodies[tag.part, tag.ref].content.append(tag)
        return
    if not document.children or document.children[-1].kind != "L":
        document.children.append(Node("L"))
    items = document.children[-1].children
    if tag.role == "label":
        items.append(Node("LI", [Node("Lbl", content=[tag])]))
        return
    if not items or items[-1].children[-1].kind != "Lbl":
        items.append(Node("LI"))
    body = bodies[tag.part, tag.ref] = Node("LBody", content=[tag])
    items[-1].children.append(body)


def _tabled(
    document: Node, tables: dict[tuple[int, str], Node], bodies: dict[_Continued, Node], tag: Tag
) -> None:
    """Put a tag into its cell; rows and cells before it that hold nothing are there all the same."""
    if tag.cell is None:
        raise ValueError("what stands in no table has no cell")
    key = tag.page, tag.cell.table
    if key not in tables:
        tables[key] = Node("Table")
        document.children.append(tables[key])
    place = _place(tables[key].children, tag.cell)
    if tag.role in {"label", "li"}:
        _listed(place, bodies, tag)
    elif tag.role == "figure":
        place.children.append(Node("Figure", content=[tag]))
    else:
        place.content.append(tag)


def _place(rows: list[Node], cell: Cell) -> Node:
    rows += [Node("TR") for _ in range(cell.row + 1 - len(rows))]
    cells = rows[cell.row].children
    cells += [Node("TD") for _ in range(cell.column + 1 - len(cells))]
    place = cells[cell.column]
    if cell.head:
        place.kind, place.scope = "TH", "Row" if cell.row else "Column"
    return place


def write(pdf: pikepdf.Pdf, document: Node) -> None:
    """Add the structure tree to a PDF whose pages already hold the marked content."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    parents: list[dict[int, pikepdf.Object]] = [{} for _ in pdf.pages]
    root.K = _element(pdf, document, root, parents)
    numbers = Array()
    for number, elements in enumerate(parents):
        numbers.append(number)
        numbers.append(pdf.make_indirect(Array([elements[mcid] for mcid in sorted(elements)])))
        pdf.pages[number].obj.StructParents = number
        pdf.pages[number].obj.Tabs = Name.S
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    root.ParentTreeNextKey = len(parents)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _element(
    pdf: pikepdf.Pdf, node: Node, parent: pikepdf.Object, parents: list[dict[int, pikepdf.Object]]
) -> pikepdf.Object:
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + node.kind), P=parent))
    kids = Array([_element(pdf, child, element, parents) for child in node.children])
    if node.scope:
        element.A = Dictionary(O=Name.Table, Scope=Name("/" + node.scope))
    if node.content:
        _describe(pdf, element, node.content[0])
    for tag in node.content:
        page = pdf.pages[tag.page].obj
        kids.append(Dictionary(Type=Name.MCR, Pg=page, MCID=tag.mcid))
        parents[tag.page][tag.mcid] = element
    element.K = kids
    return element


def _describe(pdf: pikepdf.Pdf, element: pikepdf.Object, tag: Tag) -> None:
    element.Pg = pdf.pages[tag.page].obj
    if tag.alt:
        element.Alt = printed(tag.alt)
    if tag.role == "figure":
        element.A = Dictionary(O=Name.Layout, BBox=Array([round(value, 2) for value in tag.frame]))
