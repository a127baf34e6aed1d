"""A drawing becomes outlines with plain colours; what could not be kept as it was is told."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import pathops
from fontTools.misc.transform import Identity, Transform

from persona_studio.errors import UserError
from persona_studio.publish.logos import css, outlines
from persona_studio.publish.logos.safe_xml import MOST_BYTES, Element

MOST_DRAWN, MOST_USES, MOST_COMMANDS = 4000, 12, 30_000
MOST_CUT, MOST_COST = 4000, 150_000
"""Commands that are cut at once, and in all: cutting takes longer than drawing."""
MOST_RULED, MOST_WRITTEN = 2_000_000, 2_000_000
"""Rules that are held against elements, and letters of outlines, each as often as it is used."""
MOST_READ = MOST_BYTES
"""Letters of attributes, as often as they are used: what no file says more of, drawn once."""
_MIXED = frozenset({"", "normal"})
_NOT_DRAWN = frozenset(
    {"defs", "symbol", "clipPath", "mask", "marker", "pattern", "linearGradient", "radialGradient", "style"}
    | {"title", "desc", "metadata", "script", "filter", "animate", "animateTransform", "set", "view"}
)
Shading = tuple[str, float] | None
_OUTLINES = frozenset({"d", "points"})
_TEXTS = frozenset({"text", "foreignObject"})
SHADED, SEEN_THROUGH, EFFECTS, DASHES = "shaded", "seen_through", "effects", "dashes"
"""What is simplified: shading and transparency become plain colours, effects and dashes go."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One filled outline in the coordinates of the drawing."""

    path: pathops.Path
    fill: str
    even_odd: bool


@dataclass(frozen=True, slots=True)
class _Around:
    """What the elements above say of one: how it is painted, where, cut at what, how much it covers."""

    style: css.Style
    place: Transform = Identity
    clip: pathops.Path | None = None
    covers: float = 1.0
    uses: int = 0


class Tracer:
    """Walks one drawing. ``told`` says what was simplified once all is drawn."""

    def __init__(self, root: Element, size: outlines.Size, name: str) -> None:
        self._root, self._size, self._name = root, size, name
        self._rules = css.rules(root)
        self._ids: dict[str, Element] = {}
        for element in root.all():
            self._ids.setdefault(element.attributes.get("id", ""), element)
        self._ids.pop("", None)
        self._count = self._cost = self._ruled = self._letters = self._read = 0
        self._shadings: dict[int, Shading] = {}
        self.told: dict[str, None] = {}

    def drawn(self) -> Iterator[Drawn]:
        """Yield all outlines, those painted first before those over them.

        Raises:
            UserError: it holds writing or pictures, or is beyond the limits.
            ValueError: an outline is broken, or beyond any page.
        """
        around = _Around(dict(css.INHERITED))
        style = self._styled(self._root, around.style)
        shapes = commands = 0
        for child in self._root.children:
            for made in self._element(child, replace(around, style=style)):
                shapes, commands = shapes + 1, commands + outlines.length(made.path)
                if shapes > MOST_DRAWN or commands > MOST_COMMANDS:
                    raise UserError("logo_too_complex", file=self._name)
                yield made

    def _element(self, element: Element, above: _Around) -> Iterator[Drawn]:
        if element.tag in _NOT_DRAWN:
            return
        style = self._styled(element, above.style)
        if style.get("display") == "none":
            return
        self._count += 1
        if self._count > MOST_DRAWN:
            raise UserError("logo_too_complex", file=self._name)
        if element.tag in _TEXTS:
            raise UserError("logo_text", file=self._name)
        if element.tag == "image":
            raise UserError("logo_picture_inside", file=self._name)
        around = self._around(element, above, style)
        if element.tag in ("g", "a", "svg", "switch"):
            for child in _alternative(element) if element.tag == "switch" else element.children:
                yield from self._element(child, around)
        elif element.tag == "use":
            yield from self._used(element, around)
        elif style["visibility"] == "visible":
            yield from self._shape(element, around)

    def _charge(self, element: Element) -> None:
        """Count what an element says, each time it is read; outlines count for themselves."""
        self._read += sum(len(said) for name, said in element.attributes.items() if name not in _OUTLINES)
        if self._read > MOST_READ:
            raise UserError("logo_too_complex", file=self._name)

    def _styled(self, element: Element, above: css.Style) -> css.Style:
        self._charge(element)
        self._ruled += len(self._rules)
        if self._ruled > MOST_RULED:
            raise UserError("logo_too_complex", file=self._name)
        return css.styled(element, above, self._rules)

    def _around(self, element: Element, above: _Around, style: css.Style) -> _Around:
        place = above.place.transform(outlines.transform(element.attributes.get("transform", "")))
        if element.tag == "svg":
            place = place.transform(inside(element, self._size))
        if style.get("filter", "none") != "none" or style.get("mix-blend-mode", "") not in _MIXED:
            self.told[EFFECTS] = None
        made = _Around(
            style, place, above.clip, above.covers * css.part(style.get("opacity", "1")), above.uses
        )
        for name in ("clip-path", "mask"):
            target = self._named(style.get(name, ""))
            if target is not None and target.attributes.get("clipPathUnits") == "objectBoundingBox":
                self.told[EFFECTS] = None
            elif target is not None:
                clip = self._clip(target, made)
                if clip is None:
                    continue
                made = replace(made, clip=clip if made.clip is None else self._cut(made.clip, clip))
        return made

    def _used(self, element: Element, around: _Around) -> Iterator[Drawn]:
        target = self._ids.get(element.attributes.get("href", "").strip().removeprefix("#"))
        if target is None or around.uses >= MOST_USES:
            return
        x, y = (css.number(element.attributes.get(name, "0")) for name in ("x", "y"))
        within = replace(around, place=around.place.translate(x, y), uses=around.uses + 1)
        if target.tag == "symbol":
            self._charge(target)
            held = {**element.attributes, "viewBox": target.attributes.get("viewBox", "")}
            size = replace(within, place=within.place.transform(inside(Element("svg", held), self._size)))
            for child in target.children:
                yield from self._element(child, size)
        else:
            yield from self._element(target, within)

    def _shape(self, element: Element, around: _Around) -> Iterator[Drawn]:
        written = outlines.written(element, self._size)
        self._letters += len(written)
        if self._letters > MOST_WRITTEN:
            raise UserError("logo_too_complex", file=self._name)
        path = outlines.outline(written)
        if path is None:
            return
        style = around.style
        even_odd = style["fill-rule"] == "evenodd"
        fill = self._paint(style, "fill", around.covers)
        if fill and element.tag != "line":
            yield from self._placed(path, fill, around, even_odd=even_odd)
        stroke = self._paint(style, "stroke", around.covers)
        line = outlines.stroked(path, style, self._size) if stroke else None
        if stroke and line is not None:
            if style["stroke-dasharray"] not in ("none", "", "0"):
                self.told[DASHES] = None
            yield from self._placed(line, stroke, around, even_odd=False)

    def _placed(self, path: pathops.Path, fill: str, around: _Around, *, even_odd: bool) -> Iterator[Drawn]:
        made = outlines.moved(path, around.place)
        if around.clip is not None:
            made.fillType = pathops.FillType.EVEN_ODD if even_odd else pathops.FillType.WINDING
            made = self._cut(made, around.clip)
            even_odd = made.fillType is pathops.FillType.EVEN_ODD
        if not len(made):
            return
        if made.bounds is None:  # what is infinitely large has none
            raise ValueError("beyond any page")
        yield Drawn(made, fill, even_odd)

    # ------------------------------------------------------------ colours

    def _paint(self, style: css.Style, kind: str, covers: float) -> str:
        """Return the colour of a fill or a stroke on paper, "" when nothing is painted."""
        said = style[kind]
        if said in ("none", ""):
            return ""
        covers *= css.part(style[f"{kind}-opacity"])
        server = self._named(said)
        if server is not None:
            found = self._shading(server)
        elif said.startswith("url("):
            said = said.partition(")")[2].strip() or "none"
            found = css.colour(said, style["color"])
        else:
            found = css.colour(said, style["color"]) or ("#000000", 1.0)
        if found is None or found[1] * covers <= 0:
            return ""
        if found[1] * covers < 1:
            self.told.setdefault(SEEN_THROUGH)
        return css.on_white(found[0], found[1] * covers)

    def _shading(self, server: Element) -> Shading:
        """Return the mean colour of a shading, made once; a pattern has none, and is left out."""
        found, at, met = None, server, list[int]()
        while id(at) not in met:
            if id(at) in self._shadings:
                found = self._shadings[id(at)]
                break
            met.append(id(at))
            self.told[SHADED if at.tag.endswith("Gradient") else EFFECTS] = None
            stops = [stop for stop in at.children if stop.tag == "stop"]
            if stops or not at.tag.endswith("Gradient"):
                found = _mean([self._stop(stop) for stop in stops]) if stops else None
                break
            at = self._ids.get(at.attributes.get("href", "").strip().removeprefix("#"), at)
        self._shadings |= dict.fromkeys(met, found)
        return found

    def _stop(self, stop: Element) -> tuple[float, str, float]:
        style = self._styled(stop, dict(css.INHERITED))
        found = css.colour(style.get("stop-color", "#000000"), style["color"]) or ("#000000", 1.0)
        at = css.number(stop.attributes.get("offset", "0"))
        return min(1.0, max(0.0, at)), found[0], found[1] * css.part(style.get("stop-opacity", "1"))

    # ------------------------------------------------------------ where a drawing is cut

    def _clip(self, target: Element, around: _Around) -> pathops.Path | None:
        """Return the outline of all that a clip or a mask holds; None when it defeats us, which is told."""
        whole = pathops.Path()
        if target.tag == "mask":
            self.told[EFFECTS] = None
        if around.uses >= MOST_USES:
            return whole
        self._charge(target)
        style = {**css.INHERITED, "fill": "#000000"}
        place = around.place.transform(outlines.transform(target.attributes.get("transform", "")))
        within = _Around(style, place, uses=around.uses + 1)
        pen = pathops.OpBuilder(fix_winding=False, keep_starting_points=False)
        for child in target.children:
            for drawn in self._element(child, within):
                drawn.path.fillType = (
                    pathops.FillType.EVEN_ODD
                    if child.attributes.get("clip-rule") == "evenodd" or drawn.even_odd
                    else pathops.FillType.WINDING
                )
                self._spend(outlines.length(drawn.path))
                pen.add(drawn.path, pathops.PathOp.UNION)
        try:
            return pen.resolve()
        except pathops.PathOpsError:
            self.told[EFFECTS] = None
            return None

    def _cut(self, path: pathops.Path, clip: pathops.Path) -> pathops.Path:
        """Return what of a path lies within another; UserError when drawing has cost enough."""
        self._spend(outlines.length(path) + outlines.length(clip))
        try:
            return pathops.op(path, clip, pathops.PathOp.INTERSECTION)
        except pathops.PathOpsError:  # rare outlines defeat it: shown whole, and told
            self.told[EFFECTS] = None
            return path

    def _spend(self, segments: int) -> None:
        self._cost += segments
        if segments > MOST_CUT or self._cost > MOST_COST:
            raise UserError("logo_too_complex", file=self._name)

    def _named(self, said: str) -> Element | None:
        """Return the element that "url(#name)" names; nothing outside of the drawing is ever looked for."""
        if not said.startswith("url("):
            return None
        name = said[4:].partition(")")[0].strip().strip("\"'")
        return self._ids.get(name[1:]) if name.startswith("#") else None


def _alternative(switch: Element) -> list[Element]:
    """Return the first child of a switch that asks for no program of its own."""
    return [child for child in switch.children if not child.attributes.get("requiredExtensions")][:1]


def inside(element: Element, size: outlines.Size) -> Transform:
    """Return what a viewport of its own does to what it holds: its place, and its view box made to fit."""
    of = element.attributes
    x, y = css.number(of.get("x", "0"), 0.0, size[0]), css.number(of.get("y", "0"), 0.0, size[1])
    box = css.box(of.get("viewBox", ""))
    width = css.number(of.get("width", "100%"), size[0], size[0])
    height = css.number(of.get("height", "100%"), size[1], size[1])
    if not box:
        return Identity.translate(x, y) if element.tag == "svg" and "href" not in of else Identity
    scale = min(width / box[2], height / box[3])
    left, top = (width - box[2] * scale) / 2, (height - box[3] * scale) / 2
    placed = Identity.translate(left, top).scale(scale, scale).translate(-box[0], -box[1])
    return placed if "href" in of else Identity.translate(x, y).transform(placed)


def _mean(stops: list[tuple[float, str, float]]) -> tuple[str, float]:
    """Return the mean of a shading along its way, each colour as long as it lasts."""
    stops = [(0.0, *stops[0][1:]), *stops, (1.0, *stops[-1][1:])]
    total, sums = 0.0, [0.0, 0.0, 0.0]
    for (at, one, covers), (then, other, covers_then) in pairwise(stops):
        length = max(0.0, then - at)
        for colour, weight in ((one, covers), (other, covers_then)):
            share = length / 2 * weight
            total += share
            for i in range(3):
                sums[i] += share * int(colour[1 + 2 * i : 3 + 2 * i], 16)
    if total <= 0 or not math.isfinite(total):
        return stops[0][1], 0.0
    return "#" + "".join(f"{round(value / total):02X}" for value in sums), min(1.0, round(total, 6))
