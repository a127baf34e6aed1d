"""Sections: a title over a rule, then attributes with their marks; set at a size, cut where a column ends."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple

from persona_studio.domain.personas import Attribute, AttributeKind, Section
from persona_studio.publish.boxes import Box, Group, Line, Rect, Ref, TextRole
from persona_studio.publish.layout import rates
from persona_studio.publish.layout.forms import Form, form
from persona_studio.publish.layout.marks import bullet, mark_name, mark_of
from persona_studio.publish.layout.pieces import Rest
from persona_studio.publish.layout.values import Work
from persona_studio.publish.layout.words import section_icon, section_title, under_title
from persona_studio.publish.style import INK, MM, SEMIBOLD, TEXT3, body
from persona_studio.publish.text import Paragraph, Style

BETWEEN_SECTIONS = 6.2 * MM
_BETWEEN_ITEMS = 1.15 * MM
_ICON, _ICON_LINE = 4.4 * MM, 1.67
_TITLE_LINES = 6
RULE = 0.3 * MM
_MARK_RISE = 1.37 * MM + 1.166 * MM  # from the top of a mark down to the baseline it stands beside
_HINT_HEIGHT = 9 * MM
_OVER_FORM = 0.9 * MM
_SIGN = 3 * MM
_TYPED = {"check": "✓", "x": "✕"}
"""Signs as characters."""
_TALLEST = 150 * MM


class Setting(NamedTuple):
    """How a template sets its sections: their width, title and running text, sizes in points."""

    width: float
    text: Style
    title: Style = Style(SEMIBOLD, 10.5, _ICON, INK)
    icon: float = _ICON
    icon_gap: float = 1.95 * MM
    rule_gap: float = 1.76 * MM
    under_rule: float = 2.2 * MM
    gutter: float = 4.6 * MM
    sign: str = ""
    """Icon that stands for the mark of each attribute, or none."""
    margin: float = 0.0
    """Room at the right for rates."""
    scale: float = 1.0
    """Of the marks: 1 beside words of 9.5 points."""
    ruled: bool = True
    """Whether a rule stands under the title."""
    marked: bool = True
    """Whether marks stand at the left of the lines."""
    tallest: float = _TALLEST
    """Chips and gauges of a line that is higher are written out: words go on overleaf, drawings do not."""


def classic(size: float) -> Setting:
    """Return the setting of the two columns of a portrait page, running text at ``size`` points."""
    return Setting(85 * MM, body(size))


@dataclass(frozen=True, slots=True)
class Item:
    """One paragraph of a section: an attribute with its mark, or plain words without."""

    paragraph: Paragraph
    ref: Ref
    style: Style
    attribute: Attribute | None = None
    first: int = 0
    hint: bool = False
    form: Form | None = None

    @property
    def height(self) -> float:
        """Height of its words and of chips or gauge below, or of the dashed frame of a hint."""
        if self.hint:
            return _HINT_HEIGHT
        return self.words + (self.form.height if self.form else 0.0)

    @property
    def words(self) -> float:
        """Height of its words; a line without any has that of one line, where they will be written."""
        if self.form is None:
            return max(self.paragraph.height, self.paragraph.leading)
        return self.paragraph.height + _OVER_FORM if self.paragraph.lines else 0.0

    @property
    def rise(self) -> float:
        """Way from its top to its first baseline."""
        return self.form.rise if self.form is not None and not self.words else self.paragraph.rise

    def cut(self, room: float, work: Work) -> "tuple[Item, Item | None]":
        """Split it after the last line that fits in ``room``, after the first line at the least."""
        if self.form is not None:
            return self, None
        lines = max(1, int((room + 0.01) // self.paragraph.leading))
        shown = self.paragraph.head(lines)
        if len(shown.lines) == len(self.paragraph.lines):
            return self, None
        rest, first = self.paragraph.part(lines), self.first + len(shown.text)
        return replace(self, paragraph=shown), replace(self, paragraph=rest, first=first)


@dataclass(frozen=True, slots=True)
class Block:
    """A section, or a part of one, ready to be placed; ``ref`` is what its title shows, if it is editable."""

    title: Paragraph
    icon: str
    ref: Ref | None
    items: tuple[Item, ...]
    setting: Setting
    title_height: float = field(init=False, compare=False)
    """Height of title and rule, and of the space below."""
    height: float = field(init=False, compare=False)
    """Height of the whole."""

    def __post_init__(self) -> None:
        # Once: layouts that try several arrangements ask for them again and again.
        title = self.title.height + self.setting.rule_gap + RULE / 2 + self.setting.under_rule
        items = sum(item.height for item in self.items) + _BETWEEN_ITEMS * (len(self.items) - 1)
        object.__setattr__(self, "title_height", title)
        object.__setattr__(self, "height", title + items)

    def cut(self, room: float, work: Work) -> "tuple[Block | None, Block | None]":
        """Split it so that the first part is no higher than ``room``; that part is None when nothing fits.

        Attributes stay whole unless the first of them is higher than the room by itself.
        """
        left, shown = room - self.title_height, 0
        for item in self.items:
            if item.height > left + 0.01:
                break
            left -= item.height + _BETWEEN_ITEMS
            shown += 1
        return self.first(shown, work) if shown else (None, self)

    def first(self, shown: int, work: Work) -> "tuple[Block, Block | None]":
        """Split it after the first attributes; the second part is None when there are no more."""
        if shown >= len(self.items):
            return self, None
        return replace(self, items=self.items[:shown]), self._continued(self.items[shown:], work)

    def forced(self, room: float, work: Work) -> "tuple[Block, Block | None]":
        """Split the first attribute after the lines that fit: for what is higher than an empty column."""
        part, rest = self.items[0].cut(room - self.title_height, work)
        left = ((rest,) if rest else ()) + self.items[1:]
        return replace(self, items=(part,)), self._continued(left, work) if left else None

    def _continued(self, items: tuple[Item, ...], work: Work) -> "Block":
        said = self.title.text
        suffix = work.texts("{name} (continued)", name="")
        if not said.endswith(suffix):
            said = work.texts("{name} (continued)", name=said)
        title = _title(work, said, self.setting).head(_TITLE_LINES)
        return replace(self, title=title, ref=None, items=items)


def blocks(work: Work, setting: Setting, sections: Iterable[Section] | None = None) -> list[Block]:
    """Set the sections that print, those that are shown and not empty: of the persona, or these."""
    wanted = work.persona.sections if sections is None else sections
    return [block(work, section, setting) for section in wanted if section.attributes and not section.hidden]


def hint_blocks(work: Work, setting: Setting, sections: Iterable[Section] | None = None) -> list[Block]:
    """Set the empty sections, of the persona or of these, each with a hint of the screen."""
    wanted = work.persona.sections if sections is None else sections
    empty = [s for s in wanted if not s.attributes and not s.hidden]
    return [block(work, section, setting) for section in empty if work.facts.editing]


def rest_block(work: Work, rest: Rest, setting: Setting) -> Block:
    """Return the end of a text of the head as a block of a continuation page."""
    title = _title(work, work.texts("{name} (continued)", name=rest.label), setting)
    item = Item(work.set(rest.text, setting.text, setting.width), rest.ref, setting.text, first=rest.first)
    return Block(title, "", None, (item,), setting)


def heading(
    work: Work, text: str, icon: str, at: tuple[float, float], setting: Setting
) -> tuple[list[Box], float]:
    """Return a title over its rule at a point, and where what it heads may begin."""
    smaller = (setting.title._replace(size=size) for size in (setting.title.size, 9.5, 8.5, 7.6))
    tries = (_title(work, text, setting._replace(title=style)) for style in smaller)
    whole = _title(work, text, setting._replace(title=setting.title._replace(size=7.6))).head(1)
    title = next((title for title in tries if len(title.lines) <= 1), whole)
    head = Block(title, icon, None, (), setting)
    return list(_head_boxes(work, head, *at)), at[1] + head.title_height


def place(work: Work, block: Block, x: float, y: float, *, overflowing: bool) -> tuple[Box, ...]:
    """Return the boxes of a block whose top left corner is at a point."""
    told = (work.accent, work.texts.language, work.facts.options.marks)
    made, key = work.supplies.of, (told, overflowing, block.setting)
    head = (key, x, y, block.ref, block.icon)
    boxes = [*made(block.title, head, lambda: tuple(_head_boxes(work, block, x, y)))]
    y += block.title_height
    for item in block.items:
        lost = item.attribute is not None and item.attribute.id in work.facts.lost
        boxes += made(item, (key, x, y, lost), lambda: tuple(_drawn(work, block, item, x, y, overflowing)))  # noqa: B023 - called at once
        y += item.height + _BETWEEN_ITEMS
    return tuple(boxes)


def _drawn(work: Work, block: Block, item: Item, x: float, y: float, overflowing: bool) -> Iterator[Box]:
    if item.attribute is not None and item.first == 0:
        if block.setting.marked:
            yield _mark(work, block.setting, item, item.attribute, (x, y))
        if overflowing:
            top = y + item.rise - _MARK_RISE
            yield work.supplies.drawings.icon("scissors", x - 3.4 * MM, top, 2.6 * MM, TEXT3, 2.0)
    if item.hint:
        frame = Rect(
            x, y, block.setting.width, _HINT_HEIGHT, None, TEXT3, 0.4, 1.2 * MM, (3.0, 2.2), item.ref
        )
        yield frame
        yield item.paragraph.box(x + 2 * MM, y + 2 * MM, ref=item.ref, hint=True)
    else:
        role: TextRole = "p" if item.attribute is None else "li"
        indent = 0.0 if item.attribute is None else block.setting.gutter
        if item.form is None or item.words:
            yield item.paragraph.box(x + indent, y, ref=item.ref, role=role, first=item.first)
        yield from _rate(work, block.setting, item, x, y)
        if item.form is not None:
            yield from item.form.boxes(x + indent, y + item.words)


def _rate(work: Work, setting: Setting, item: Item, x: float, y: float) -> Iterator[Box]:
    """Yield the share of a line in the margin, level with its first words."""
    attribute = item.attribute if setting.margin and item.first == 0 else None
    share = rates.rated(work, attribute) if attribute is not None else None
    if share is not None:
        text = rates.rate(work, share, setting.text.size)
        top = y + item.rise - text.rise
        yield text.box(x + setting.width - text.width, top, role="caption")


def block(work: Work, section: Section, setting: Setting) -> Block:
    """Set one section; an empty one holds a hint of the screen."""
    if any(rates.rated(work, attribute) is not None for attribute in section.attributes):
        setting = setting._replace(margin=rates.margin(work, setting.text.size))
    key = ("block", setting, work.texts.language, work.accent, work.facts.editing)
    return work.supplies.of(section, key, lambda: _block(work, section, setting))


def _block(work: Work, section: Section, setting: Setting) -> Block:
    ref = Ref("section", section.id, "title")
    whole = _title(work, section_title(section, work.texts), setting)
    title = whole.head(_TITLE_LINES)
    if not work.facts.editing:  # where lines are written, all of them is there
        section = under_title(section, work.texts)
    key = ("item", setting, work.texts.language, work.accent)
    items = [work.supplies.of(a, key, partial(item_of, work, a, setting)) for a in section.attributes]
    if len(title.lines) < len(whole.lines):
        rest = work.set(whole.text[len(title.text) :], setting.text, setting.width)
        items.insert(0, Item(rest, ref, setting.text, first=len(title.text)))
    if not items:
        faint = setting.text._replace(colour=TEXT3)
        hint = work.set(work.texts("Write a line"), faint, setting.width - 4 * MM)
        items.append(Item(hint, Ref("section", section.id, "attributes"), faint, hint=True))
    return Block(title, section_icon(section.key), ref, tuple(items), setting)


def _title(work: Work, text: str, setting: Setting) -> Paragraph:
    return work.set(text, setting.title, setting.width - setting.icon - setting.icon_gap)


def item_of(work: Work, attribute: Attribute, setting: Setting) -> Item:
    """Set a line of a section."""
    width = setting.width - setting.gutter - setting.margin
    shown = form(work, attribute, setting.text, width)
    text = work.set(said(attribute) if shown is None else attribute.text, setting.text, width)
    item = Item(text, Ref("attribute", attribute.id, "text"), setting.text, attribute, form=shown)
    if shown is None or item.height <= setting.tallest:
        return item
    whole = work.set(said(attribute), setting.text, width)
    # Not "text": what is written there would take the chips for words.
    return Item(whole, Ref("attribute", attribute.id, "said"), setting.text, attribute)


def said(attribute: Attribute) -> str:
    """Return the words of an attribute; chips and gauges are written out."""
    parts = [attribute.text]
    if attribute.kind is AttributeKind.CHIPS:
        parts.append(", ".join(attribute.chips))
    if attribute.kind is AttributeKind.GAUGE and attribute.gauge is not None:
        gauge = attribute.gauge
        parts.append(f"{gauge.left} {100 - gauge.value} / {gauge.value} {gauge.right}")
    return " ".join(part for part in parts if part)


def _head_boxes(work: Work, block: Block, x: float, y: float) -> Iterator[Box]:
    setting, indent = block.setting, 0.0
    if block.icon:
        yield work.supplies.drawings.icon(block.icon, x, y, setting.icon, work.accent.ink, _ICON_LINE)
        indent = setting.icon + setting.icon_gap
    yield block.title.box(x + indent, y, ref=block.ref, role="h2")
    rule = y + block.title.height + setting.rule_gap
    if setting.ruled:
        yield Line(x, rule, x + setting.width, rule, work.accent.fill, RULE)


def _mark(work: Work, setting: Setting, item: Item, attribute: Attribute, at: tuple[float, float]) -> Group:
    """Return the mark of an attribute, or the sign that stands for it; both say where it comes from."""
    x, y = at
    top, sign = y + item.rise - _MARK_RISE * setting.scale, setting.sign
    if not sign:
        return bullet(work, attribute, x, top, scale=setting.scale)
    mark = mark_of(attribute, lost=attribute.id in work.facts.lost)
    alt = mark_name(mark, work.texts) if work.facts.options.marks else "–"
    ref = Ref("attribute", attribute.id, "provenance")
    colour = TEXT3 if sign == "x" else work.accent.fill
    shape = work.supplies.drawings.icon(sign, x, top - 0.25 * MM, _SIGN, colour, 2.0)
    return replace(shape, ref=ref, role="label", alt=alt, sign=_TYPED.get(sign, ""))
