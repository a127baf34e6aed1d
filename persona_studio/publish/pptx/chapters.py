"""Sections of a presentation: the slides of one deliverable, folded together in the list of slides."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from pptx.oxml import parse_xml

from persona_studio.publish.pptx.xml import NAMESPACES, name

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Slides

_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_MAIN = "http://schemas.microsoft.com/office/powerpoint/2010/main"


def divide(slides: "Slides", kinds: Sequence[str]) -> None:
    """Divide slides into sections named after their kinds, one kind for each slide; a single one has none."""
    groups = [(kind, [i for i, _ in some]) for kind, some in groupby(enumerate(kinds), lambda each: each[1])]
    if len(groups) < 2:
        return
    ids = [each.id for each in slides.slides._sldIdLst]  # noqa: SLF001 - the list tells them, the slides do not
    sections = "".join(
        _section(number, kind, [ids[i] for i in members]) for number, (kind, members) in enumerate(groups)
    )
    slides.part._element.append(  # noqa: SLF001
        parse_xml(
            f'<p:extLst {NAMESPACES}><p:ext uri="{_SECTIONS}">'
            f'<p14:sectionLst xmlns:p14="{_MAIN}">{sections}</p14:sectionLst></p:ext></p:extLst>'
        )
    )


def _section(number: int, kind: str, ids: Sequence[int]) -> str:
    members = "".join(f'<p14:sldId id="{each}"/>' for each in ids)
    own = f'<p14:section name={name(kind)} id="{_own(number, kind)}">'
    return f"{own}<p14:sldIdLst>{members}</p14:sldIdLst></p14:section>"


def _own(number: int, kind: str) -> str:
    """Return an id of a section's own, the same in every file that has the same sections."""
    return f"{{{uuid5(NAMESPACE_URL, f'{number} {kind}')}}}".upper()
