"""The presentation: slides of 16:9 to be shown on a wall, running text never under 12 points (§6)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from persona_studio.publish.boxes import Box, Page
from persona_studio.publish.layout.presentation.cover import cover, reading
from persona_studio.publish.layout.presentation.lines import told
from persona_studio.publish.layout.presentation.measures import figures, measured
from persona_studio.publish.layout.presentation.screen import slide
from persona_studio.publish.layout.presentation.who import who
from persona_studio.publish.layout.values import Work

PART = "presentation"
_FIGURES = "presentation, figures"
"""A line among the figures is not the end of the same line in its section."""


class _Slide(NamedTuple):
    boxes: Sequence[Box]
    title: str
    subject: str
    part: str = PART


def presentation(works: Sequence[Work]) -> tuple[Page, ...]:
    """Lay out personas as slides: a cover, those of each persona, and how to read them; none without one."""
    if not works:
        return ()
    texts = works[0].texts
    slides = [_Slide([*cover(works)], texts("Presentation"), "cover")]
    slides += (each for work in works for each in _of(work))
    bars = any(each.part == _FIGURES for each in slides)
    if bars or works[0].facts.options.marks:
        slides.append(_Slide([*reading(works, bars=bars)], texts("How to read these pages"), "reading"))
    return tuple(
        replace(slide(works[0], each.boxes, i, each.title, each.part), subject=each.subject)
        for i, each in enumerate(slides)
    )


def _of(work: Work) -> list[_Slide]:
    """Return the slides of one persona."""
    title = work.texts("Presentation, {name}", name=work.persona.name)
    who_ = work.persona.id
    first, rests = who(work)
    chosen = measured(work)
    slides = [
        _Slide(first, title, who_),
        *(_Slide(boxes, title, who_) for boxes in told(work, rests)),
        *([_Slide(figures(work, chosen), title, f"{who_}/figures", _FIGURES)] if chosen else []),
    ]
    names = (title, *_continued(work, title, len(slides) - 1))
    return [each._replace(title=name) for each, name in zip(slides, names, strict=True)]


def _continued(work: Work, title: str, count: int) -> list[str]:
    """Name the slides that go on: no two alike."""
    if count == 1:
        return [work.texts("{name} (continued)", name=title)]
    return [work.texts("{name} (continued, {n})", name=title, n=n) for n in range(1, count + 1)]
