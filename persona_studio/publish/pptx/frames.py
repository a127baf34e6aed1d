"""Frames of text on a slide: as wide as keeps our line breaks, lines as wide as is free beside them.

Where another font makes a text longer than its room, programs that can shrink it do so.
"""

from collections.abc import Sequence
from typing import NamedTuple

from persona_studio.publish.boxes import TextBox, TextLine
from persona_studio.publish.pptx.free import Free
from persona_studio.publish.pptx.items import Entry, Label, Listed, Title
from persona_studio.publish.pptx.paragraphs import Align, Setting, Writer, align, leading, top
from persona_studio.publish.pptx.shapes import Brush, pen, preset

_EASY = 1.02
"""By how much lines may grow or shrink in another program before they break elsewhere."""
_SPACE = 0.25
_LONE, _NARROW = 1.08, 1.15
_HIGHER = 0.3
"""What is free below the last line of a frame, in lines: with our own fonts nothing shrinks."""
_BREAKS = (" ", "-", "\u2013", "\u2014", "/")
_BOX = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'


class Room(NamedTuple):
    """Widths in which a text breaks as it was laid out: wide enough for its lines, too narrow for more."""

    least: float
    most: float

    def width(self, wanted: float) -> float:
        """Return the width wanted, or where it is too close to an end the middle between both."""
        if self.least * _EASY <= wanted and wanted * _EASY <= self.most:
            return wanted
        if self.most <= self.least:
            return max(wanted, self.least)
        return (self.least + min(self.most, self.least * _LONE * _LONE)) / 2


def room(boxes: Sequence[TextBox]) -> Room:
    """Return the widths that suit several texts."""
    least = max(line.width for box in boxes for line in box.lines)
    mosts = [_with_next(box, i) for box in boxes for i in range(len(box.lines) - 1)]
    return Room(least, min(mosts, default=float("inf")))


def _with_next(box: TextBox, index: int) -> float:
    """Return how wide a line would be with the first word of the next one."""
    line, below = box.lines[index], box.lines[index + 1]
    if any(mark in box.text[line.end : below.start] for mark in "\n\r\x0b\x0c\x85\u2028\u2029"):
        return float("inf")
    ends = [at for mark in _BREAKS if (at := box.text.find(mark, below.start, below.end)) > 0]
    word = box.caret(min(ends))[0] - below.x if ends else below.width
    size = max((run.size for run in line.runs), default=0.0)
    gap = _SPACE * size if below.start > line.end else 0.0
    return max(line.width + gap + word, box.width)  # the word did not fit, whatever is reckoned here


def text(brush: Brush, writer: Writer, box: TextBox, free: Free | None = None) -> str:
    """Return a text in a frame of its own."""
    stands = align(box)
    width, wrap = _width(box, free)
    left = {"l": box.x, "r": box.x + box.width - width, "ctr": box.x + (box.width - width) / 2}[stands]
    above = top(box)
    place = brush.place(left, above, left + width, above + _height(box))
    body = _body(wrap, writer.paragraph(box, Setting(stands)))
    return _frame(brush.named(called=box.text), '<p:cNvSpPr txBox="1"/><p:nvPr/>', place + _BOX, body)


def title(brush: Brush, writer: Writer, shown: Title, free: Free | None = None) -> str:
    """Return the title where it is seen, as the slide's own."""
    box = shown.box
    stands, (width, wrap) = align(box), _width(box, free)
    above = top(box)
    place = brush.place(box.x, above, box.x + max(width, box.width), above + _height(box))
    return _titled(
        brush,
        place + '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>',
        _body(wrap, writer.paragraph(box, Setting(stands))),
        box.text,
    )


def hidden_title(brush: Brush, said: str, paragraph: str, place: str) -> str:
    """Return a title that the outline and screen readers know: it stands above the slide, not on it."""
    body = f"<p:txBody><a:bodyPr/><a:lstStyle/>{paragraph}</p:txBody>"
    return _titled(brush, place, body, said)


def listed(brush: Brush, writer: Writer, found: Listed) -> str:
    """Return a list in one frame, each entry a paragraph with its bullet."""
    boxes = [entry.box for entry in found.entries]
    first = found.entries[0]
    hang = first.box.x - first.x
    width = room(boxes).width(first.box.width) + hang
    above = top(boxes[0])
    below = boxes[-1].lines[-1].baseline - boxes[-1].lines[0].baseline + top(boxes[-1])
    place = brush.place(first.x, above, first.x + width, below + (1 + _HIGHER) * leading(boxes[-1]))
    body = _body("square", paragraphs(writer, found.entries, first.x, "l"))
    return _frame(brush.named(called=boxes[0].text), '<p:cNvSpPr txBox="1"/><p:nvPr/>', place + _BOX, body)


def label(brush: Brush, writer: Writer, found: Label) -> str:
    """Return words in the shape that is their ground: moved, they go together."""
    ground, box = found.ground, found.box
    line = box.lines[0]
    before, after = line.x - ground.x, ground.x + ground.width - line.x - line.width
    stands: Align = "ctr" if abs(before - after) < 1.0 else "l"
    inset = 0 if stands == "ctr" else brush.fit.length(before)
    down = 2 * (top(box) + leading(box) / 2 - ground.y - ground.height / 2)
    insets = f'lIns="{inset}" tIns="{brush.fit.length(down)}" rIns="0" bIns="{brush.fit.length(-down)}"'
    line_ = pen(brush, ground.stroke, ground.stroke_width, ground.dash)
    place = brush.place(ground.x, ground.y, ground.x + ground.width, ground.y + ground.height)
    look = f"{place}{preset(ground)}{brush.palette.fill(ground.fill)}{line_}"
    body = (
        f'<p:txBody><a:bodyPr wrap="none" {insets} rtlCol="0" anchor="ctr"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{writer.paragraph(box, Setting(stands))}</p:txBody>"
    )
    return _frame(brush.named(called=box.text), "<p:cNvSpPr/><p:nvPr/>", look, body)


def paragraphs(writer: Writer, entries: Sequence[Entry], left: float, stands: Align) -> str:
    """Return texts below one another as paragraphs that begin where they stood, from ``left`` on."""
    parts, last = [], None
    for entry in entries:
        above = _gap(last, entry.box) if last is not None else 0.0
        inset = max(0.0, entry.box.x - left) if stands == "l" else 0.0
        parts.append(writer.paragraph(entry.box, Setting(stands, inset, above, entry.bullet)))
        last = entry.box
    return "".join(parts)


def _gap(above: TextBox, below: TextBox) -> float:
    """Return what is free between the lines of two texts, as high as these are."""
    return below.lines[0].baseline - above.lines[-1].baseline - leading(below)


def _height(box: TextBox) -> float:
    return box.height + _HIGHER * leading(box)


def _width(box: TextBox, free: Free | None) -> tuple[float, str]:
    """Return how wide a frame is, and whether its text wraps: a line that fills its room stays one."""
    if len(box.lines) > 1:
        return room([box]).width(box.width), "square"
    line: TextLine = box.lines[0]
    own = box.width if line.width * _NARROW < box.width else max(box.width, line.width * _LONE)
    if align(box) == "l" and free is not None:
        wide = free.right(box) - box.x
        if line.width * _EASY <= wide:
            return wide, "square"
    return own, "square" if line.width * _NARROW < box.width else "none"


def _body(wrap: str, within: str) -> str:
    fits = "<a:normAutofit/>" if wrap == "square" else "<a:noAutofit/>"
    return (
        f'<p:txBody><a:bodyPr wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="t">'
        f"{fits}</a:bodyPr><a:lstStyle/>{within}</p:txBody>"
    )


def _titled(brush: Brush, look: str, body: str, said: str) -> str:
    own = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr>'
    return _frame(brush.named(called=said), own, look, body)


def _frame(named: str, kind: str, look: str, body: str) -> str:
    return f"<p:sp><p:nvSpPr>{named}{kind}</p:nvSpPr><p:spPr>{look}</p:spPr>{body}</p:sp>"
