"""Texts as paragraphs of runs: what is printed line by line becomes text that flows again when edited."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from persona_studio.publish.boxes import FontKey, GlyphRun, TextBox
from persona_studio.publish.fonts import FontBook
from persona_studio.publish.pptx.colours import Palette
from persona_studio.publish.pptx.fit import Fit
from persona_studio.publish.pptx.xml import content

Align = Literal["l", "ctr", "r"]
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_HEAVY, _SLANTED, _SPARE = re.compile("SemiBold|Bold"), re.compile("Italic"), "DejaVu"
_SERIF = re.compile("Newsreader")
_NEAR = 0.4
_BELOW = 0.2
_TRACKING_STEP = 400
"""Letters are set closer in steps of this part of the em: lines of one text are never told apart by it."""
_BULLET_SIZES = {"●": 58, "○": 72, "❝": 105, "–": 100, "✓": 100, "✕": 85}
_BULLET_SIZE = 64
"""Sizes of bullets in percent of their text's: signs as large as the drawn marks."""
_SIGNS = "Segoe UI Symbol"
"""Has all marks; where it is not installed another font of symbols stands in."""


class Face(NamedTuple):
    """How a run looks: font and size in points as laid out, colour, tracking in parts of the em."""

    font: str
    size: float
    colour: str
    tracking: float = 0.0


class Bullet(NamedTuple):
    """What a paragraph begins with; without a ``sign`` its room stays empty."""

    sign: str
    colour: str


class Setting(NamedTuple):
    """How a paragraph stands in its frame, in points: ``left`` is where its text begins."""

    align: Align = "l"
    left: float = 0.0
    above: float = 0.0
    bullet: Bullet | None = None


class Writer(NamedTuple):
    """What paragraphs of one slide are written with."""

    fit: Fit
    palette: Palette
    fonts: FontBook
    language: str

    def paragraph(self, box: TextBox, setting: Setting | None = None) -> str:
        """Return a text as one paragraph."""
        made = setting or Setting()
        parts = [self._run(text, face) for text, face in runs(box, self.fonts)]
        return f"<a:p>{self._properties(box, made)}{''.join(parts)}</a:p>"

    def empty(self) -> str:
        """Return a paragraph without a word, as low as can be: an empty cell must not make its row higher."""
        spacing = '<a:lnSpc><a:spcPts val="100"/></a:lnSpc>'
        return f'<a:p><a:pPr>{spacing}</a:pPr><a:endParaRPr lang="{self.language}" sz="100"/></a:p>'

    def _properties(self, box: TextBox, setting: Setting) -> str:
        spacing = f'<a:lnSpc><a:spcPts val="{max(1, self.fit.size(leading(box)))}"/></a:lnSpc>'
        above = round(self.fit.size(setting.above))
        spacing += f'<a:spcBef><a:spcPts val="{max(0, above)}"/></a:spcBef>'
        left = self.fit.length(setting.left)
        indent, bullet = 0, ""
        if setting.bullet is not None and setting.bullet.sign:
            indent, bullet = -left, self._bullet(setting.bullet)
        return f'<a:pPr marL="{left}" indent="{indent}" algn="{setting.align}">{spacing}{bullet}</a:pPr>'

    def _bullet(self, bullet: Bullet) -> str:
        size = _BULLET_SIZES.get(bullet.sign, _BULLET_SIZE)
        return (
            f"<a:buClr>{self.palette.colour(bullet.colour)}</a:buClr>"
            f'<a:buSzPct val="{size}000"/><a:buFont typeface="{_SIGNS}"/>'
            f'<a:buChar char="{content(bullet.sign)}"/>'
        )

    def _run(self, text: str, face: Face) -> str:
        properties = self._face(face)
        parts = _BREAKS.split(text)
        said = [
            f"<a:r><a:rPr {properties}</a:rPr><a:t>{content(part)}</a:t></a:r>" if part else ""
            for part in parts
        ]
        return f"<a:br><a:rPr {properties}</a:rPr></a:br>".join(said)

    def _face(self, face: Face) -> str:
        size = min(400_000, max(100, self.fit.size(face.size)))
        bold = ' b="1"' if _HEAVY.search(face.font) else ""
        slanted = ' i="1"' if _SLANTED.search(face.font) else ""
        apart = round(face.tracking * size)
        spacing = f' spc="{apart}"' if apart else ""
        family = "mj" if is_serif(face.font) else "mn"
        look = self.palette.fill(face.colour)
        return (
            f'lang="{self.language}" sz="{size}"{bold}{slanted}{spacing}>{look}'
            f'<a:latin typeface="+{family}-lt"/><a:ea typeface="+{family}-ea"/>'
            f'<a:cs typeface="+{family}-cs"/>'
        )


def runs(box: TextBox, fonts: FontBook) -> Iterator[tuple[str, Face]]:
    """Yield all that a box says, in stretches of one look; spaces at the ends of lines are part of it."""
    printed = [run for line in box.lines for run in line.runs]
    faces = list(_faces(printed, fonts))
    starts = [0, *(run.start for run in printed[1:]), len(box.text)]
    parts = zip(faces, starts, starts[1:], strict=False)
    for face, stretch in groupby(parts, key=lambda part: part[0]):
        spans = list(stretch)
        text = box.text[spans[0][1] : spans[-1][2]]
        if text:
            yield text, face


def _faces(printed: Sequence[GlyphRun], fonts: FontBook) -> Iterator[Face]:
    """Yield the look of each run; what comes from a spare font looks like the words beside it.

    The program that shows a slide finds a font for rare characters itself.
    """
    usual = next((run.font for run in printed if not run.font.startswith(_SPARE)), "Inter-Regular")
    for run in printed:
        if not run.font.startswith(_SPARE):
            usual = run.font
        yield Face(usual, run.size, run.colour, _tracking(run, fonts))


def _tracking(run: GlyphRun, fonts: FontBook) -> float:
    """Return by how much letters were set closer or farther than the font has them; only titles are."""
    if len(run.glyphs) < 2 or not is_serif(run.font):
        return 0.0
    natural = sum(sum(shaped.advances) for shaped in fonts.shape(run.font, run.text))
    found = (run.advance / run.size - natural) / len(run.glyphs)
    return round(found * _TRACKING_STEP) / _TRACKING_STEP


def is_serif(font: FontKey) -> bool:
    """Tell whether a font is of the family with serifs, which titles are set in."""
    return _SERIF.match(font) is not None


def leading(box: TextBox) -> float:
    """Return the distance of the lines of a box in points."""
    return box.height / max(1, len(box.lines))


def top(box: TextBox) -> float:
    """Return where a frame begins whose first baseline, under exact line spacing, is that of the box.

    Such a line is as high as its spacing, with a fifth of the size of its type below the baseline: so
    LibreOffice sets it as Office does, whatever the font.
    """
    first = box.lines[0]
    size = max((run.size for run in first.runs), default=0.0)
    return first.baseline - leading(box) + _BELOW * size


def align(box: TextBox) -> Align:
    """Return how the lines stand in their box."""
    if all(abs(line.x - box.x) < _NEAR for line in box.lines):
        return "l"
    if all(abs(line.x + line.width - box.x - box.width) < _NEAR for line in box.lines):
        return "r"
    return "ctr"
