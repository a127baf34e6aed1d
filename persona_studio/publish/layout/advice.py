"""What to do with a persona and what to avoid: two sections of that kind, at the foot of the Synthèse."""

from dataclasses import dataclass, replace

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Section, SectionKey
from persona_studio.publish.layout.sections import Block, Setting, block
from persona_studio.publish.layout.values import Work
from persona_studio.publish.layout.words import gendered
from persona_studio.publish.style import MM, body

TOP, BOTTOM = 236 * MM, 272 * MM
PLACES = {SectionKey.DOING: 16 * MM, SectionKey.AVOIDING: 109 * MM}
_SIGNS = {SectionKey.DOING: "check", SectionKey.AVOIDING: "x"}
WIDTH = 85 * MM


@dataclass(frozen=True, slots=True)
class Advice:
    """What fits of a section, where it stands, and what is left of it."""

    key: SectionKey
    section: Id
    part: Block | None
    rest: Block | None
    x: float


def advice(work: Work) -> list[Advice]:
    """Set the first section of either kind that prints; an empty one is a hint in the editor."""
    made = []
    for key, x in PLACES.items():
        shown = [s for s in work.persona.sections if s.key is key and not s.hidden]
        empty = shown[:1] if work.facts.editing else []
        section = next(iter([*(s for s in shown if s.attributes), *empty]), None)
        if section is not None:
            setting = Setting(
                WIDTH, body(8.8), rule_gap=2 * MM, under_rule=1.96 * MM, gutter=5.1 * MM, sign=_SIGNS[key]
            )
            part, rest = block(work, titled(work, section), setting).cut(BOTTOM - TOP, work)
            made.append(Advice(key, section.id, part, rest, x))
    return made


def titled(work: Work, section: Section) -> Section:
    """Return a section under a title that agrees with the persona, unless it has its own."""
    if section.title or section.key is not SectionKey.DOING:
        return section
    texts = work.texts
    title = gendered(
        work.persona,
        texts("With her, it pays to"),
        texts("With him, it pays to"),
        texts("It pays to"),
    )
    return replace(section, title=title)
