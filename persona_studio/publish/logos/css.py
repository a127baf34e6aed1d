"""How the elements of a drawing are painted: attributes, rules of its style sheets, inheritance."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PIL import ImageColor

from persona_studio.publish.logos.safe_xml import Element

INHERITED: Mapping[str, str] = {
    "fill": "#000000",
    "fill-opacity": "1",
    "fill-rule": "nonzero",
    "clip-rule": "nonzero",
    "stroke": "none",
    "stroke-opacity": "1",
    "stroke-width": "1",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-miterlimit": "4",
    "stroke-dasharray": "none",
    "color": "#000000",
    "visibility": "visible",
}
"""What passes on to the elements below, and what it is at first."""
OWN = ("opacity", "display", "clip-path", "mask", "filter", "mix-blend-mode", "stop-color", "stop-opacity")
_MOST_RULES, _LONGEST, _VALUE, _COLOUR = 2000, 300_000, 2000, 80
"""Rules, letters of a style sheet, of a value that is passed on, and of a colour at the most."""
_KNOWN = frozenset((*INHERITED, *OWN))
_FARTHEST = 1e6
_BRACE = re.compile(r"([{}])")
_SELECTOR = re.compile(r"(\*|[A-Za-z][\w-]*)?((?:[.#][\w-]+)*)")
_RGBA = re.compile(r"rgba?\(\s*([\d.]+%?)[\s,]+([\d.]+%?)[\s,]+([\d.]+%?)(?:[\s,/]+([\d.]+%?))?\s*\)")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
Style = dict[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One selector and what it sets; ``weight`` tells which of two goes first."""

    tag: str
    marks: frozenset[str]
    weight: tuple[int, int, int]
    declared: Style


def rules(root: Element) -> tuple[Rule, ...]:
    """Return the rules of the style sheets in a drawing, the weakest first; cleverer ones are passed over."""
    found: list[Rule] = []
    for sheet in root.all():
        if sheet.tag == "style":
            for selectors, body in _blocks(sheet.text[:_LONGEST]):
                declared = declarations(body)
                found += (rule for one in selectors.split(",") for rule in _rule(one.strip(), declared))
    return tuple(sorted(found[:_MOST_RULES], key=lambda rule: rule.weight))


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and what they set, in one walk whatever is written.

    What holds in some cases only, such as on dark screens, does not on paper.
    """
    first, *others = sheet.split("/*")
    plain = first + "".join(each.partition("*/")[2] for each in others)
    selectors, body, depth = "", "", 0
    for part in _BRACE.split(plain):
        if part == "{":
            depth += 1
        elif part == "}":
            if depth == 1 and not selectors.startswith("@"):
                yield selectors, body
            depth = max(0, depth - 1)
            selectors, body = (selectors, body) if depth else ("", "")
        elif depth == 0:
            selectors = part.rpartition(";")[2].strip()
        elif depth == 1:
            body = part


def _rule(selector: str, declared: Style) -> Iterator[Rule]:
    known = _SELECTOR.fullmatch(selector)
    if known is None or not selector:
        return
    tag, marks = known[1] or "*", re.findall(r"[.#][\w-]+", known[2])
    ids = sum(mark.startswith("#") for mark in marks)
    yield Rule(tag, frozenset(marks), (ids, len(marks) - ids, int(tag != "*")), declared)


def declarations(text: str) -> Style:
    """Return what "name: value; ..." sets, as far as it says how to paint."""
    pairs = (one.partition(":") for one in text.split(";"))
    found = ((name.strip().lower(), value) for name, colon, value in pairs if colon)
    return {name: value.replace("!important", "").strip() for name, value in found if name in _KNOWN}


def styled(element: Element, above: Style, sheet: tuple[Rule, ...]) -> Style:
    """Return how an element is painted, given the style of the one above."""
    said = {name: element.attributes[name] for name in (*INHERITED, *OWN) if name in element.attributes}
    if sheet:
        marks = {f".{name}" for name in element.attributes.get("class", "").split()}
        marks |= {f"#{element.attributes['id']}"} if "id" in element.attributes else set()
        for rule in sheet:
            if rule.tag in ("*", element.tag) and rule.marks <= marks:
                said |= rule.declared
    said |= declarations(element.attributes.get("style", ""))
    made = {name: above.get(name, first) for name, first in INHERITED.items()}
    for name, value in said.items():
        if value == "inherit":
            made[name] = above.get(name, INHERITED.get(name, ""))
        elif len(value) <= _VALUE:
            made[name] = value.strip()
    return made


def colour(text: str, current: str = "#000000") -> tuple[str, float] | None:
    """Return a colour as "#RRGGBB" and how much it covers, 0 to 1; None when it is none."""
    text = text.strip()
    if len(text) > _COLOUR:
        return None
    if text.lower() == "currentcolor":
        return colour(current) if current.lower() != "currentcolor" else ("#000000", 1.0)
    if text.lower() == "transparent":
        return "#000000", 0.0
    parts = _RGBA.fullmatch(text.lower())
    if parts is not None:
        levels = [round(255 * _part(one, 255.0)) for one in parts.groups()[:3]]
        return _hex(*levels), _part(parts[4], 1.0) if parts[4] else 1.0
    try:
        red, green, blue, *alpha = ImageColor.getrgb(text)
    except ValueError:
        return None
    return _hex(red, green, blue), alpha[0] / 255 if alpha else 1.0


def number(text: str, default: float = 0.0, whole: float = 1.0) -> float:
    """Return the number a text begins with; one in percent is that part of ``whole``."""
    found = _NUMBER.match(text.strip())
    if found is None:
        return default
    value = float(found[0])
    if abs(value) > 1e9:
        return default
    return value * whole / 100 if text.strip()[found.end() :].startswith("%") else value


def numbers(text: str) -> list[float]:
    """Return all numbers in a text."""
    return [float(one) for one in _NUMBER.findall(text)]


def box(text: str) -> list[float]:
    """Return the left, top, width and height of a view box; none when it is none that can be shown."""
    found = numbers(text)
    sound = len(found) == 4 and all(abs(one) < _FARTHEST for one in found) and min(found[2:]) > 0
    return found if sound else []


def part(text: str) -> float:
    """Return a text as a part, 0 to 1."""
    return min(1.0, max(0.0, number(text, 1.0)))


def on_white(colour_: str, covers: float) -> str:
    """Return what a colour looks like on paper when it covers only a part of it."""
    levels = [int(colour_[i : i + 2], 16) for i in (1, 3, 5)]
    return _hex(*(round(255 + (level - 255) * covers) for level in levels))


def _part(text: str, most: float) -> float:
    return min(1.0, max(0.0, number(text, 0.0) / (1.0 if text.endswith("%") else most)))


def _hex(red: int, green: int, blue: int) -> str:
    return f"#{red:02X}{green:02X}{blue:02X}"
