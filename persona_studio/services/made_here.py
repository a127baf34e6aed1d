"""Which files an export made: only those may be replaced where nobody was asked about them."""

from collections.abc import Callable, Mapping
from pathlib import Path

from persona_studio.domain.formats import PDF, PNG, SVG, Format
from persona_studio.publish import pdf, png, svg


def made_here(each: Format, path: Path) -> bool:
    """Tell whether a file that is there is of that format, and made by an export of ours."""
    return _KNOWN[each.id](path)


_KNOWN: Mapping[str, Callable[[Path], bool]] = {
    PDF.id: pdf.made_here,
    PNG.id: png.made_here,
    SVG.id: svg.made_here,
}
