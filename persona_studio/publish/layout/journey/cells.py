"""The cells of a journey: the lines of one lane at one stage, set at a size, cut where the room ends."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from persona_studio.domain.personas import Attribute, Opportunity, Section, SectionKey
from persona_studio.publish.boxes import Box, Group, Rect, Ref
from persona_studio.publish.layout.journey.grid import Column
from persona_studio.publish.layout.marks import CENTRE, bullet
from persona_studio.publish.layout.sections import Item, Setting, item_of, said
from persona_studio.publish.layout.values import Work
from persona_studio.publish.layout.words import TOUCHPOINT_ICONS, section_icon, usual_title
from persona_studio.publish.style import INK, MM, REGULAR, SEMIBOLD, SERIF_TRACKING, TEXT3, TEXT_ITALIC
from persona_studio.publish.text import Paragraph, Style

PAD_TOP, PAD_FOOT = 2.55 * MM, 2.0 * MM
_BETWEEN, _BETWEEN_IDEAS = 0.9 * MM, 2.6 * MM
"""What stands below an opportunity is its own: the next one keeps off."""
MARKED, _MARK = 2.6 * MM, 0.85
"""From a mark to the words after it, and how large it is."""
_MARK_RISE = 1.2 * MM + CENTRE * _MARK
_LEADING, _SERIF, _SERIF_LEADING = 1.365, 1.285, 1.2
_ICON, _INDENT, _ICON_DOWN = 3.9 * MM, 5.35 * MM, 0.1 * MM
_CHIP, _CHIP_SIZE, _CHIP_PAD, _CHIP_ICON, _CHIP_GAP = 4.57 * MM, 7.4, 2.4 * MM, 2.85 * MM, 1.3 * MM
_CHIP_LINE, _OVER_CHIP, _UNDER_CHIP = 0.28 * MM, 2.05 * MM, 0.5 * MM
_SAID = Style(REGULAR, 6.8, 8.6, TEXT3)
_HINT = 5.2 * MM
_TALLEST = 13 * MM


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a cell; ``chip`` is the team of an opportunity, ``said`` its effort and impact in words."""

    item: Item
    attribute: Attribute
    chip: Paragraph | None = None
    said: Paragraph | None = None
    floor: float = 0.0

    @property
    def words(self) -> float:
        """Height of its words: chips side by side stand at one height where ``floor`` asks for it."""
        return max(self.item.height, self.floor)

    @property
    def height(self) -> float:
        """Height of its words, and of what stands below them."""
        chip = _OVER_CHIP + _CHIP if self.chip is not None else 0.0
        return self.words + chip + (_UNDER_CHIP + self.said.height if self.said is not None else 0.0)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one lane says at one stage."""

    column: Column
    section: Section
    entries: tuple[Entry, ...]
    hint: Paragraph | None = None

    @property
    def between(self) -> float:
        """White between two lines."""
        return _BETWEEN_IDEAS if self.section.key is SectionKey.OPPORTUNITIES else _BETWEEN

    @property
    def height(self) -> float:
        """Height of its lines, white above and below included."""
        lines = sum(entry.height for entry in self.entries) + self.between * max(0, len(self.entries) - 1)
        return PAD_TOP + (_HINT if self.hint is not None else lines) + PAD_FOOT

    def cut(self, height: float, work: Work) -> "tuple[Cell, tuple[Item, ...]]":
        """Return what fits in a height, and what is left; a first line that is too high is cut itself."""
        if self.height <= height + 0.01:
            return self, ()
        room, kept = height - PAD_TOP - PAD_FOOT, 0
        for entry in self.entries:
            if entry.height > room + 0.01:
                break
            room -= entry.height + self.between
            kept += 1
        if kept:
            return replace(self, entries=self.entries[:kept]), self._items(kept)
        first = self.entries[0]
        under = first.height - first.words
        part, rest = first.item.cut(max(0.0, room - under), work)
        shown = replace(self, entries=(replace(first, item=part, floor=0.0),))
        return shown, (*((rest,) if rest is not None else ()), *self._items(1))

    def _items(self, start: int) -> tuple[Item, ...]:
        return tuple(entry.item for entry in self.entries[start:])


def cell(work: Work, column: Column, section: Section, size: float) -> Cell:
    """Set a cell, its running text at ``size`` points; on screen an empty one is an invitation."""
    setting = _setting(section.key, column, size)
    entries = tuple(_entry(work, section, line, setting, column) for line in section.attributes)
    hint = None
    if not entries and work.facts.editing:
        hint = work.set(work.texts("Write"), Style(REGULAR, 7.2, 9.4, TEXT3), setting.width - 3 * MM).head(1)
    return Cell(column, section, entries, hint)


def _setting(key: SectionKey, column: Column, size: float) -> Setting:
    style = Style(REGULAR, size, size * _LEADING, INK)
    if key is SectionKey.THOUGHTS:
        serif = size * _SERIF
        style = Style(TEXT_ITALIC, serif, serif * _SERIF_LEADING, INK, SERIF_TRACKING)
    elif key is SectionKey.PAINS and column.key:
        style = style._replace(font=SEMIBOLD)
    indent = _INDENT if key is SectionKey.TOUCHPOINTS else 0.0
    # Team, effort and impact stand below an opportunity: there is no room for drawings as well.
    tallest = 0.0 if key is SectionKey.OPPORTUNITIES else _TALLEST
    return Setting(column.width - indent, style, gutter=0.0, marked=False, tallest=tallest)


def _entry(work: Work, section: Section, line: Attribute, setting: Setting, column: Column) -> Entry:
    key = ("cell", setting, work.texts.language, work.accent)
    item = work.supplies.of(line, key, lambda: item_of(work, line, setting))
    if section.key is not SectionKey.OPPORTUNITIES:
        return Entry(item, line)
    found, texts = line.opportunity or Opportunity(), work.texts
    team = usual_title(found.team, texts) if found.team is not None else ""
    if not team and work.facts.editing:
        team = texts("Team")
    colour = work.accent.ink if found.team is not None else TEXT3
    style = Style(SEMIBOLD if found.team is not None else REGULAR, _CHIP_SIZE, _CHIP_SIZE * 1.3, colour)
    room = column.width - 2 * _CHIP_PAD - _CHIP_ICON - _CHIP_GAP
    chip = work.set(team, style, room).head(1) if team else None
    useful = estimate(work, found)
    return Entry(item, line, chip, work.set(useful, _SAID, column.width).head(2) if useful else None)


def estimate(work: Work, found: Opportunity) -> str:
    """Say effort and impact in words; "" when nobody estimated them."""
    texts = work.texts
    impact = ("", texts("low impact"), texts("medium impact"), texts("high impact"))[found.impact]
    effort = ("", texts("low effort"), texts("medium effort"), texts("high effort"))[found.effort]
    told = ", ".join(part for part in (impact, effort) if part)
    return told[:1].upper() + told[1:]


def levelled(made: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return cells of one line each with their chips at one height; others as they are."""
    if any(len(cell.entries) > 1 for cell in made):
        return made
    floor = max((e.item.height for cell in made for e in cell.entries if e.chip is not None), default=0.0)
    return tuple(
        replace(c, entries=tuple(replace(e, floor=floor) if e.chip else e for e in c.entries)) for c in made
    )


# ------------------------------------------------------------------ drawn


def drawn(work: Work, cell: Cell, top: float) -> Iterator[Box]:
    """Yield the boxes of a cell whose row begins at a height."""
    column, key = cell.column, cell.section.key
    x, y = column.x, top + PAD_TOP
    if key is SectionKey.TOUCHPOINTS:
        yield from _icon(work, cell, x, y)
        x += _INDENT
    if cell.hint is not None:
        ref = Ref("section", cell.section.id, "attributes")
        yield Rect(x, y, column.x + column.width - x, _HINT, None, TEXT3, 0.4, 1 * MM, (3.0, 2.2), ref)
        yield cell.hint.box(x + 1.5 * MM, y + (_HINT - cell.hint.height) / 2, ref=ref, hint=True)
    for entry in cell.entries:
        item = entry.item
        if work.facts.options.marks and said(entry.attribute).strip():
            # It hangs in the white before the cell: words stand as on the picture, with marks or without.
            yield mark_before(work, entry.attribute, column.x, y + item.rise)
        if item.form is None or item.words:
            yield item.paragraph.box(x, y, ref=item.ref, role="li", first=item.first)
        if item.form is not None:
            yield from item.form.boxes(x, y + item.words)
        yield from _below(work, entry, x, y + entry.words)
        y += entry.height + cell.between


def mark_before(work: Work, line: Attribute, x: float, baseline: float) -> Group:
    """Return the mark of a line whose words begin at a place, on a baseline."""
    return bullet(work, line, x - MARKED, baseline - _MARK_RISE, scale=_MARK)


def _icon(work: Work, cell: Cell, x: float, y: float) -> Iterator[Box]:
    """Yield what stands beside the touchpoints of a stage: nothing beside none, on paper."""
    if not cell.entries and not work.facts.editing:
        return
    stage = cell.column.stage
    # The name comes from a project file: it must be one of ours.
    name = stage.icon if stage.icon in TOUCHPOINT_ICONS else TOUCHPOINT_ICONS[0]
    shape = work.supplies.drawings.icon(name, x, y + _ICON_DOWN, _ICON, work.accent.ink, 1.67)
    yield replace(shape, ref=Ref("stage", stage.id, "icon"))


def _below(work: Work, entry: Entry, x: float, y: float) -> Iterator[Box]:
    """Yield the chip with the team, and effort and impact in words."""
    if entry.chip is not None:
        y += _OVER_CHIP
        yield from _chip(work, entry, entry.chip, x, y)
        y += _CHIP
    if entry.said is not None:
        yield entry.said.box(x, y + _UNDER_CHIP, role="caption")


def _chip(work: Work, entry: Entry, name: Paragraph, x: float, y: float) -> Iterator[Box]:
    found, half = entry.attribute.opportunity, _CHIP_LINE / 2
    team = found.team if found is not None else None
    ref = Ref("attribute", entry.attribute.id, "opportunity")
    width = 2 * _CHIP_PAD + _CHIP_ICON + _CHIP_GAP + name.longest
    colour, dash = (work.accent.fill, ()) if team is not None else (TEXT3, (3.0, 2.2))
    box = (x + half, y + half, width - _CHIP_LINE, _CHIP - _CHIP_LINE)
    yield Rect(*box, None, colour, _CHIP_LINE, _CHIP / 2 - half, dash, ref)
    icon = section_icon(team) if team is not None else "users"
    ink = work.accent.ink if team is not None else TEXT3
    yield work.supplies.drawings.icon(icon, x + _CHIP_PAD, y + (_CHIP - _CHIP_ICON) / 2, _CHIP_ICON, ink, 2.0)
    left = x + _CHIP_PAD + _CHIP_ICON + _CHIP_GAP
    yield name.box(left, y + (_CHIP - name.height) / 2, ref=ref, role="caption", hint=team is None)
