"""Reads the XML of a drawing into a small tree: no entities, nothing from outside, within limits."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from persona_studio.errors import UserError

MOST_BYTES = 5_000_000
MOST_ELEMENTS, DEEPEST = 20_000, 60
_OURS = ("", "svg", "xlink", "xml")
"""Prefixes of names that say something; those of drawing programs are their own notes."""


@dataclass(slots=True)
class Element:
    """One element; names are without prefix. ``text`` is what stands directly in it."""

    tag: str
    attributes: dict[str, str]
    children: "list[Element]" = field(default_factory=list)
    text: str = ""

    def all(self) -> "Iterator[Element]":
        """Yield it and all that is below it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.all()


def parsed(data: bytes, name: str) -> Element:
    """Return the root of a drawing.

    Raises:
        UserError: it is no XML, declares entities, or is beyond the limits.
    """
    if len(data) > MOST_BYTES:
        raise UserError("logo_too_heavy", file=name, limit=MOST_BYTES // 1_000_000)
    tree = _Tree(name)
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.buffer_text = True
    parser.EntityDeclHandler = tree.entity
    parser.StartElementHandler = tree.start
    parser.EndElementHandler = tree.end
    parser.CharacterDataHandler = tree.characters
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # an encoding may be unknown
        raise UserError("logo_broken", file=name) from error
    if tree.root is None or tree.root.tag != "svg":
        raise UserError("logo_not_one", file=name)
    return tree.root


class _Tree:
    """Takes what the parser tells; what belongs to another program is passed over, with all it holds."""

    def __init__(self, name: str) -> None:
        self.root: Element | None = None
        self._name = name
        self._open: list[Element | None] = []
        self._count = 0

    def entity(self, *_told: object) -> None:
        """Refuse a file that declares entities: they can grow without end, or read other files."""
        raise UserError("logo_entities", file=self._name)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) >= DEEPEST:
            raise UserError("logo_too_complex", file=self._name)
        parent = self._open[-1] if self._open else None
        if not _is_ours(tag) or (self._open and parent is None):
            self._open.append(None)
            return
        made = Element(_bare(tag), {_bare(key): said for key, said in attributes.items() if _is_ours(key)})
        if parent is not None:
            parent.children.append(made)
        elif self.root is None:
            self.root = made
        self._open.append(made)

    def end(self, _tag: str) -> None:
        self._open.pop()

    def characters(self, text: str) -> None:
        now = self._open[-1] if self._open else None
        if now is not None and now.tag == "style":
            now.text += text


def _is_ours(name: str) -> bool:
    prefix, _, rest = name.rpartition(":")
    return bool(rest) and prefix in _OURS


def _bare(name: str) -> str:
    return name.rpartition(":")[2]
