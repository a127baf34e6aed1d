"""The presentation: slides of 16:9 to be shown on a wall, running text never under 12 points (§6)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from persona_studio.domain.ids import Id
from persona_studio.publish.boxes import Box, Page
from persona_studio.publish.layout.presentation.cover import cover, reading
from persona_studio.publish.layout.presentation.lines import told
from persona_studio.publish.layout.presentation.measures import figures, measured
from persona_studio.publish.layout.presentation.screen import slide
from persona_studio.publish.layout.presentation.who import who
from persona_studio.publish.layout.values import Work
from persona_studio.texts import Texts

PART, _COVER, _READING = "presentation", "cover", "reading"
_FIGURES = "presentation, figures"
"""A line among the figures is not the end of the same line in its section."""


class _Slide(NamedTuple):
    boxes: Sequence[Box]
    subject: str
    part: str = PART


def presentation(works: Sequence[Work]) -> tuple[Page, ...]:
    """Lay out personas as slides: a cover, those of each persona, and how to read them; none without one."""
    if not works:
        return ()
    slides = [_Slide([*cover(works)], _COVER)]
    slides += (each for work in works for each in _of(work))
    bars = any(each.part == _FIGURES for each in slides)
    if bars or works[0].facts.options.marks:
        slides.append(_Slide([*reading(works, bars=bars)], _READING))
    names = {work.persona.id: work.persona.name for work in works}
    called = titles([each.subject for each in slides], names, works[0].texts)
    return tuple(
        replace(slide(works[0], each.boxes, i, title, each.part), subject=each.subject)
        for i, (each, title) in enumerate(zip(slides, called, strict=True))
    )


def titles(subjects: Sequence[str], names: Mapping[Id, str], texts: Texts) -> list[str]:
    """Return what slides are called, no two alike.

    Args:
        subjects: what they are about (:attr:`Page.subject`), in the order in which they are laid out.
        names: the names of the personas.
        texts: the words, in the language in which they are to be called.
    """
    whose = [subject.partition("/")[0] for subject in subjects]
    counts, before, called = Counter(whose), Counter[str](), []
    for each in whose:
        called.append(_title(each, before[each], counts[each], names, texts))
        before[each] += 1
    return called


def _title(subject: str, before: int, count: int, names: Mapping[Id, str], texts: Texts) -> str:
    if subject not in names:
        return texts("How to read these pages") if subject == _READING else texts("Presentation")
    title = texts("Presentation, {name}", name=names[subject])
    if not before:
        return title
    if count == 2:
        return texts("{name} (continued)", name=title)
    return texts("{name} (continued, {n})", name=title, n=before)


def _of(work: Work) -> list[_Slide]:
    """Return the slides of one persona."""
    who_ = work.persona.id
    first, rests = who(work)
    chosen = measured(work)
    return [
        _Slide(first, who_),
        *(_Slide(boxes, who_) for boxes in told(work, rests)),
        *([_Slide(figures(work, chosen), f"{who_}/figures", _FIGURES)] if chosen else []),
    ]
