"""Sets text: breaks paragraphs into lines of positioned glyphs, left-aligned, never hyphenated."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from persona_studio.publish.boxes import FontKey, GlyphRun, Ref, TextBox, TextLine, TextRole
from persona_studio.publish.fonts import FontBook, Shaped
from persona_studio.publish.linebreak import graphemes, places, segments

_SLACK = 0.01  # points; rounding must not push the last letter to the next line
_CACHED_PARAGRAPHS = 4000
# One character for one, so that offsets in what is printed are offsets in what was written.
_PRINTED = {
    9: " ",
    **dict.fromkeys((*range(9), *range(14, 32), 127), "\u200b"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}


class Style(NamedTuple):
    """How a text is set: font, size and leading in points, colour, and tracking in parts of the em."""

    font: FontKey
    size: float
    leading: float
    colour: str
    tracking: float = 0.0


class Face(NamedTuple):
    """A font in the place of another, as many times its size as makes their small letters look alike."""

    font: FontKey
    scale: float = 1.0


class Span(NamedTuple):
    """A stretch of text in one style."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line at the origin: its runs start at their own ``x`` and stand on the baseline 0."""

    start: int
    end: int
    width: float
    runs: tuple[GlyphRun, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text broken into lines, not yet placed; ``rise`` is the way from the top to the first baseline."""

    text: str
    lines: tuple[SetLine, ...]
    width: float
    leading: float
    rise: float

    @property
    def height(self) -> float:
        """Height of all lines."""
        return len(self.lines) * self.leading

    @property
    def longest(self) -> float:
        """Width of the longest line."""
        return max((line.width for line in self.lines), default=0.0)

    def head(self, lines: int) -> "Paragraph":
        """Return the first lines only; the text is cut with them."""
        return self if lines >= len(self.lines) else self.part(0, lines)

    def part(self, first: int, last: int | None = None) -> "Paragraph":
        """Return some of the lines, from ``first`` to before ``last``, as a text of its own.

        Nothing is set again: a long text that is cut page after page costs no more than one that is not.
        """
        lines = self.lines[first:last]
        start = lines[0].start if lines else len(self.text)
        end = self.lines[last].start if last is not None and last < len(self.lines) else len(self.text)
        moved = tuple(_earlier(line, start) for line in lines) if start else lines
        return Paragraph(self.text[start:end], moved, self.width, self.leading, self.rise)

    def box(
        self,
        x: float,
        y: float,
        *,
        ref: Ref | None = None,
        role: TextRole = "p",
        align: Literal["left", "right", "centre"] = "left",
        hint: bool = False,
        value: tuple[int, int] | None = None,
        first: int = 0,
    ) -> TextBox:
        """Place the paragraph with its top left corner at a point of the page."""
        lines = tuple(self._line(line, i, x, y, align) for i, line in enumerate(self.lines))
        # An empty text has a line all the same: the caret stands there.
        return TextBox(
            x, y, self.width, self.height or self.leading, self.text, lines, ref, role, hint, value, first
        )

    def _line(self, line: SetLine, index: int, x: float, y: float, align: str) -> TextLine:
        baseline = y + self.rise + index * self.leading
        x += {"left": 0.0, "right": self.width - line.width, "centre": (self.width - line.width) / 2}[align]
        runs = tuple(
            GlyphRun(
                run.font,
                run.size,
                run.colour,
                x + run.x,
                baseline,
                run.text,
                run.glyphs,
                run.positions,
                run.clusters,
                run.advance,
                run.start,
                run.rises,
            )
            for run in line.runs
        )
        return TextLine(baseline, x, line.width, line.start, line.end, runs)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A shaped run where it stands in the paragraph; ``base`` is the offset its clusters count from."""

    shaped: Shaped
    style: Style
    base: int


class Compositor:
    """Sets paragraphs with one book of fonts and remembers those it has set.

    ``faces`` stand for the fonts that styles name: the pair of a client in the place of ours.
    """

    def __init__(self, fonts: FontBook, faces: Mapping[FontKey, Face] | None = None) -> None:
        self.fonts = fonts
        self._faces = faces or {}
        self._set: dict[tuple[tuple[Span, ...], float], Paragraph] = {}

    def set(self, spans: tuple[Span, ...], width: float) -> Paragraph:
        """Break a text into lines no wider than ``width`` points."""
        known = self._set.get((spans, width))
        if known is None:
            if len(self._set) >= _CACHED_PARAGRAPHS:
                self._set.clear()
            known = self._set[spans, width] = self._paragraph(spans, width)
        return known

    def line(self, *spans: Span) -> Paragraph:
        """Set a text on one line, however long; its width is that of its letters."""
        endless = self.set(spans, 1e9)
        return Paragraph(endless.text, endless.lines, endless.longest, endless.leading, endless.rise)

    def _paragraph(self, spans: tuple[Span, ...], width: float) -> Paragraph:
        spans = tuple(Span(printed(span.text), self._worn(span.style)) for span in spans)
        text = "".join(span.text for span in spans)
        lines: list[SetLine] = []
        for start, end in segments(text) if text else ():
            stretches = self._stretches(spans, start, end)
            edges = _edges(stretches, start, end)
            for first, last in _broken(text[start:end], edges, width):
                lines.append(_set_line(text, stretches, start + first, start + last))
        leading = max((span.style.leading for span in spans), default=0.0)
        return Paragraph(text, tuple(lines), width, leading, self._rise(spans, leading))

    def _worn(self, style: Style) -> Style:
        face = self._faces.get(style.font)
        return style if face is None else style._replace(font=face.font, size=style.size * face.scale)

    def _stretches(self, spans: tuple[Span, ...], start: int, end: int) -> list[_Stretch]:
        found, at = [], 0
        for text, style in spans:
            first, last = max(start, at), min(end, at + len(text))
            if first < last:
                shaped = self.fonts.shape(style.font, text[first - at : last - at])
                found += [_Stretch(run, style, first) for run in shaped]
            at += len(text)
        return found

    def _rise(self, spans: tuple[Span, ...], leading: float) -> float:
        """Centre the tallest font in its line, as style sheets do."""
        rises = []
        for _, style in spans:
            above, below = self.fonts.extents(style.font)
            rises.append((leading + (above - below) * style.size) / 2)
        return max(rises, default=0.0)


def _earlier(line: SetLine, shift: int) -> SetLine:
    """Return a line of a text that begins so many characters later."""
    runs = tuple(replace(run, start=run.start - shift) for run in line.runs)
    return SetLine(line.start - shift, line.end - shift, line.width, runs)


def printed(text: str) -> str:
    """Return what a text prints, character for character: tabs are spaces, control characters nothing."""
    return text if text.isprintable() else text.translate(_PRINTED)


def _edges(stretches: list[_Stretch], start: int, end: int) -> list[float]:
    """Return the x where each character of a segment begins, and where the last one ends, in points."""
    rooms = [0.0] * (end - start)
    for stretch in stretches:
        style, offset = stretch.style, stretch.base - start
        for cluster, advance in zip(stretch.shaped.clusters, stretch.shaped.advances, strict=True):
            if advance:
                rooms[offset + cluster] += (advance + style.tracking) * style.size
    edges = [0.0]
    for room in rooms:
        edges.append(edges[-1] + room)
    return edges


def _broken(text: str, edges: list[float], width: float) -> list[tuple[int, int]]:
    """Return (start, end) of the lines of a segment; spaces at the end of a line are not part of it."""
    lines: list[tuple[int, int]] = []
    start = last = 0
    for place in places(text):
        if edges[_trimmed(text, start, place)] - edges[start] > width + _SLACK and last > start:
            lines.append((start, _trimmed(text, start, last)))
            start = last
        if edges[_trimmed(text, start, place)] - edges[start] > width + _SLACK:
            chopped = _chopped(text, edges, width, start, place)
            lines += chopped[:-1]
            start = chopped[-1][0]
        last = place
    return [*lines, (start, _trimmed(text, start, len(text)))]


def _chopped(text: str, edges: list[float], width: float, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a word wider than the line between characters, at least one character a line."""
    lines = []
    end = _trimmed(text, start, end)
    word, cuts, done = start, graphemes(text[start:end]), 0
    while done < len(cuts):
        room = edges[start] + width + _SLACK
        done = max(done + 1, bisect_right(cuts, room, done, key=lambda cut: edges[word + cut]))
        lines.append((start, word + cuts[done - 1]))
        start = lines[-1][1]
    return lines or [(start, end)]


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end


def _set_line(text: str, stretches: list[_Stretch], start: int, end: int) -> SetLine:
    x, runs = 0.0, []
    for stretch in stretches:
        first = max(start, stretch.base + stretch.shaped.start)
        last = min(end, stretch.base + stretch.shaped.start + stretch.shaped.length)
        if first < last:
            run = _run(text, stretch, first, last, x)
            runs.append(run)
            x += run.advance
    return SetLine(start, end, x, tuple(runs))


def _run(text: str, stretch: _Stretch, start: int, end: int, x: float) -> GlyphRun:
    """Cut the glyphs of text[start:end] out of a shaped run."""
    shaped, style = stretch.shaped, stretch.style
    first, last = _glyph_range(shaped, start - stretch.base, end - stretch.base)
    size, shift = style.size, stretch.base - start
    origin = shaped.pens[first] if first < last else 0.0
    positions = [(at - origin) * size for at in shaped.xs[first:last]]
    advance = sum(shaped.advances[first:last]) * size
    if style.tracking:
        positions, advance = _tracked(positions, advance, shaped.advances[first:last], style)
    rises = shaped.rises[first:last]
    return GlyphRun(
        shaped.font,
        size,
        style.colour,
        x,
        0.0,
        text[start:end],
        shaped.glyphs[first:last],
        tuple(positions),
        tuple(cluster + shift for cluster in shaped.clusters[first:last]),
        advance,
        start,
        tuple(rise * size for rise in rises) if any(rises) else (),
    )


def _glyph_range(shaped: Shaped, start: int, end: int) -> tuple[int, int]:
    """Return the range of glyphs that show the characters from ``start`` to ``end`` of a shaped text."""
    if shaped.ordered:
        return bisect_left(shaped.clusters, start), bisect_left(shaped.clusters, end)
    backwards = shaped.clusters[::-1]
    count = len(backwards)
    return count - bisect_left(backwards, end), count - bisect_left(backwards, start)


def _tracked(
    positions: list[float], advance: float, advances: tuple[float, ...], style: Style
) -> tuple[list[float], float]:
    step, extra, moved = style.tracking * style.size, 0.0, []
    for position, room in zip(positions, advances, strict=True):
        moved.append(position + extra)
        extra += step if room else 0.0
    return moved, advance + extra
