"""What the client has at the foot of each page: logo or wordmark at the right, and words beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

from persona_studio.domain.brand import Brand, Logo
from persona_studio.publish.boxes import Box, Rect
from persona_studio.publish.layout.values import Supplies
from persona_studio.publish.style import DISPLAY, INK, MEDIUM, MM, SERIF_TRACKING, TEXT2
from persona_studio.publish.text import Paragraph, Span, Style
from persona_studio.texts import Texts

ROOM = (24 * MM, 7 * MM)
"""Width and height of the mark at the most."""
AREA = 84 * MM**2
"""Of a logo at the most: a broad and high one would outweigh all else at the foot."""
APART = 6 * MM
"""Between the client's words and what stands beside them."""
MOST, MOST_OF_TWO = 0.4, 0.55
"""Part of a foot of one line, or of two, that the client's words may take: the source needs the rest."""
_SIZE, _LINE = 13.85, 1.2
_BASELINE, _MIDDLE = 7.15 * MM, 4.9 * MM
STEPS = (1.0, 0.92, 0.84)
"""Sizes in which words of a foot are tried, as parts of the usual one."""
_LEADING = 8.4 / 7.2
_MORE, _CUT = "…", " ,;:.-–\u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark, made but not placed: words or a logo, so many points wide and high."""

    width: float
    height: float
    words: Paragraph | None = None
    logo: Logo | None = None


def mark(supplies: Supplies, brand: Brand) -> Mark | None:
    """Return the client's mark, None when there is none; the wordmark stands for a logo that is lost."""
    logo = brand.logo
    if logo is not None and supplies.drawings.logo(logo, Rect(0, 0, 1, 1), alt="") is not None:
        scale = min(ROOM[0] / logo.width, ROOM[1] / logo.height, sqrt(AREA / (logo.width * logo.height)))
        return Mark(logo.width * scale, logo.height * scale, logo=logo)
    words = _wordmark(supplies, brand)
    return Mark(words.width, words.height, words=words) if words is not None else None


def place(
    supplies: Supplies, brand: Brand, made: Mark, right: float, middle: float, texts: Texts
) -> Iterator[Box]:
    """Yield a mark that ends at ``right``, its middle at a height."""
    frame = Rect(right - made.width, middle - made.height / 2, made.width, made.height)
    if made.words is not None:
        yield made.words.box(frame.x, frame.y, role="caption")
    elif made.logo is not None:
        drawn = supplies.drawings.logo(made.logo, frame, alt=brand.name or texts("Logo of the client"))
        if drawn is not None:
            yield drawn


def at_foot(supplies: Supplies, brand: Brand, right: float, top: float, texts: Texts) -> Iterator[Box]:
    """Yield the mark of a foot of two lines whose hairline is at ``top``."""
    made = mark(supplies, brand)
    if made is None:
        return
    words = made.words
    middle = _MIDDLE if words is None else _BASELINE - words.rise + words.height / 2
    yield from place(supplies, brand, made, right, top + middle, texts)


def beside_source(
    supplies: Supplies, brand: Brand, size: float, width: float, source: float
) -> Paragraph | None:
    """Set the client's words on a line of ``width`` whose source is so wide: in what it leaves, or half."""
    return words(supplies, brand, size, max(width * MOST_OF_TWO, width - source - APART))


def words(supplies: Supplies, brand: Brand, size: float, room: float) -> Paragraph | None:
    """Set the client's words on one line: smaller where they are longer than the room, then cut."""
    said = " ".join(brand.footer.split())
    if not said:
        return None
    line = supplies.compositor.line
    styles = [Style(MEDIUM, size * step, size * step * _LEADING, TEXT2) for step in STEPS]
    tries = (line(Span(said, style)) for style in styles)
    whole = next((made for made in tries if made.width <= room), None)
    if whole is not None:
        return whole
    low, high = 0, len(said)
    while low < high:
        middle = (low + high + 1) // 2
        fits = line(Span(_shortened(said, middle), styles[-1])).width <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    return line(Span(_shortened(said, low), styles[-1]))


def _shortened(text: str, length: int) -> str:
    return text[:length].rstrip(_CUT) + _MORE


def _wordmark(supplies: Supplies, brand: Brand) -> Paragraph | None:
    pieces = [(" ".join(text.splitlines()), colour) for text, colour in brand.wordmark if text.strip()]
    if not pieces:
        return None

    def at(size: float) -> Paragraph:
        style = Style(DISPLAY, size, size * _LINE, INK, SERIF_TRACKING)
        return supplies.compositor.line(*(Span(text, style._replace(colour=c)) for text, c in pieces))

    made = at(_SIZE)
    return made if made.width <= ROOM[0] else at(_SIZE * ROOM[0] / made.width)
