"""What a draft of an empathy map proposes: lines of the sheet, where they belong, with their proofs."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from persona_studio.domain.personas import Attribute, Persona, Provenance, SectionKey
from persona_studio.services.companions.quadrants import belongs
from persona_studio.texts import Texts, typography

MOST_DRAFTED = 4
"""Lines that a draft proposes for a quadrant: room is left for those of the workshop."""
_GOES: dict[SectionKey, SectionKey] = {
    SectionKey.PSYCHOLOGICAL: SectionKey.THINKS,
    SectionKey.CHANNELS: SectionKey.SEES,
    SectionKey.DIGITAL: SectionKey.SEES,
    SectionKey.RELATIONAL: SectionKey.HEARS,
    SectionKey.BUYING: SectionKey.SAYS,
    SectionKey.CONSUMPTION: SectionKey.SAYS,
    SectionKey.LIFESTYLE: SectionKey.SAYS,
    SectionKey.INTERESTS: SectionKey.SAYS,
    SectionKey.HISTORY: SectionKey.SAYS,
    SectionKey.DOING: SectionKey.SAYS,
    SectionKey.AVOIDING: SectionKey.SAYS,
    SectionKey.OBSTACLES: SectionKey.DIFFICULTIES,
    SectionKey.MOTIVATIONAL: SectionKey.BENEFITS,
}
"""The quadrant that is about the same as a section of the sheet; a draft looks at each line."""


def proposed(persona: Persona, quadrant: SectionKey, texts: Texts) -> list[Attribute]:
    """Return the lines of a sheet for a quadrant, in reading order; they are still to be copied."""
    lines = [line for line, goes in _going(persona, texts) if goes is quadrant]
    said: dict[tuple[str, tuple[str, ...]], Attribute] = {}
    for line in lines:  # the quote is often a line of the sheet as well
        said.setdefault((line.text, line.chips), line)
    kept = _by_turns(said.values())[:MOST_DRAFTED]
    return [line for line in lines if any(line is one for one in kept)]


def _by_turns(lines: Iterable[Attribute]) -> list[Attribute]:
    """Return lines in the order in which they are proposed: findings and words by turns, then the rest."""
    known = list(lines)
    kinds = {kind: [line for line in known if line.provenance is kind] for kind in Provenance}
    pairs = zip_longest(kinds[Provenance.DATA], kinds[Provenance.VERBATIM])
    backed = [line for pair in pairs for line in pair if line is not None]
    return [*backed, *kinds[Provenance.HYPOTHESIS]]


def _going(persona: Persona, texts: Texts) -> Iterator[tuple[Attribute, SectionKey]]:
    """Yield what a draft may take, with the quadrant it belongs to."""
    if persona.quote:
        words = typography(texts.quoted(persona.quote), texts.language)
        yield (
            Attribute(
                id="",
                text=words,
                provenance=persona.quote_provenance,
                evidence=persona.quote_evidence,
                quoted=persona.quoted,
            ),
            SectionKey.SAYS,
        )
    for section in persona.sections:
        for line in section.attributes if not section.hidden else ():
            goes = belongs(section.key, line)
            if goes is not None and (line.text or line.chips):
                yield line, goes


def quadrant(key: SectionKey) -> SectionKey | None:
    """Return the quadrant that is about the same as a section of the sheet, None when none is."""
    return _GOES.get(key)
