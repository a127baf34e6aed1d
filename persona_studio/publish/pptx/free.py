"""How far a line may grow to the right before it meets what stands beside it: other fonts are wider."""

from collections.abc import Iterator, Sequence

from persona_studio.publish.boxes import Box, Line, Page, Rect, TextBox, frame

_GAP = 6.0
"""Points kept free before what stands beside."""
_FLAT = 1.5
"""Rules are no higher than this: words may pass above them."""


class Free:
    """The room of the lines of one page."""

    def __init__(self, page: Page) -> None:
        self._boxes = [(frame(box), box) for box in page.boxes]
        known = [right for (_, _, right, _), box in self._boxes if isinstance(box, TextBox | Line)]
        self._end = max((right for right in known if right <= page.width), default=page.width)

    def right(self, box: TextBox) -> float:
        """Return where the room of a line ends: at the next box, its ground or what the page fills."""
        line = box.lines[0]
        start, end = line.x, line.x + line.width
        top, bottom = box.y, box.y + box.height
        walls = _walls(self._boxes, (start, top, end, bottom))
        return max(end, min([self._end, *walls]))


def _walls(
    boxes: Sequence[tuple[tuple[float, float, float, float], Box]], line: tuple[float, float, float, float]
) -> Iterator[float]:
    """Yield where what stands to the right of a line begins, and where the grounds below it end."""
    start, top, end, bottom = line
    middle = (top + bottom) / 2
    for (left, above, right, below), box in boxes:
        beside = left >= end - 0.5 and above < bottom and below > top
        if beside and below - above > _FLAT:
            yield left - _GAP
        if isinstance(box, Rect) and left <= start and right >= end and above < middle < below:
            yield right - max(_GAP / 2, min(_GAP, start - left))
