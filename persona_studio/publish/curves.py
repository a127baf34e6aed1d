"""Outlines as commands and as the library that cuts and joins them holds them, each made of the other."""

from collections.abc import Iterable, Iterator

import pathops

from persona_studio.publish.boxes import Command

_ADD = {
    "M": pathops.Path.moveTo,
    "L": pathops.Path.lineTo,
    "C": pathops.Path.cubicTo,
    "Z": pathops.Path.close,
}
_VERBS = {pathops.PathVerb.MOVE: "M", pathops.PathVerb.LINE: "L", pathops.PathVerb.CUBIC: "C"}


def path_of(commands_: Iterable[Command], *, even_odd: bool = False) -> pathops.Path:
    """Return the path of some commands."""
    path = pathops.Path(fillType=pathops.FillType.EVEN_ODD if even_odd else pathops.FillType.WINDING)
    for letter, values in commands_:
        _ADD[letter](path, *values)
    return path


def commands(path: pathops.Path) -> Iterator[Command]:
    """Yield the commands of a path, M, L, C and Z: curves of one handle become those of two."""
    path.convertConicsToQuads()
    at = (0.0, 0.0)
    for verb, points in path:
        if verb is pathops.PathVerb.CLOSE:
            yield "Z", ()
            continue
        if verb is pathops.PathVerb.QUAD:
            handle, end = points
            first = tuple(a + (h - a) * 2 / 3 for a, h in zip(at, handle, strict=True))
            second = tuple(e + (h - e) * 2 / 3 for e, h in zip(end, handle, strict=True))
            yield "C", (*first, *second, *end)
        else:
            yield _VERBS[verb], tuple(value for point in points for value in point)
        at = points[-1]
