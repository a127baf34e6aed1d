"""What can be wrong with a page of boxes, found in one walk down the page."""

from collections.abc import Iterator

from persona_studio.publish.boxes import Page, TextBox, text_boxes
from persona_studio.publish.style import MM

MARGIN = 10 * MM
_SLACK = 0.05
Frame = tuple[float, float, float, float]


def faults(page: Page) -> Iterator[str]:
    """Yield what is wrong: a text outside its box or within 10 mm of the edge, two texts on each other."""
    texts = [box for box in text_boxes(page) if box.lines and not box.hint]
    for box in texts:
        if any(
            line.x < box.x - _SLACK or line.x + line.width > box.x + box.width + _SLACK for line in box.lines
        ):
            yield f"outside its box: {box.text[:40]!r}"
        left, top, right, bottom = inked(box)
        if (
            min(left, top) < MARGIN - _SLACK
            or right > page.width - MARGIN + _SLACK
            or bottom > page.height - MARGIN + _SLACK
        ):
            yield f"in the margin: {box.text[:40]!r}"
    yield from _meeting([row for box in texts for row in rows(box)])


def inked(box: TextBox) -> Frame:
    """Return the frame of what is printed: a short line leaves the rest of its box empty."""
    left = min(line.x for line in box.lines)
    return left, box.y, max(line.x + line.width for line in box.lines), box.y + box.height


def rows(box: TextBox) -> Iterator[tuple[Frame, TextBox]]:
    """Yield the frame of each line of a text."""
    tall = box.height / len(box.lines)
    for i, line in enumerate(box.lines):
        yield (line.x, box.y + i * tall, line.x + line.width, box.y + (i + 1) * tall), box


def _meeting(found: list[tuple[Frame, TextBox]]) -> Iterator[str]:
    """Yield lines of different texts that share more than an edge, walking down the page."""
    open_: list[tuple[Frame, TextBox]] = []
    for frame, box in sorted(found, key=lambda each: each[0][1]):
        open_ = [each for each in open_ if each[0][3] > frame[1] + _SLACK]
        for other, its in open_:
            if its is not box and other[0] + _SLACK < frame[2] and frame[0] + _SLACK < other[2]:
                yield f"on each other: {its.text[:30]!r} and {box.text[:30]!r}"
        open_.append((frame, box))
