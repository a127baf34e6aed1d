"""Which lines go on a sheet: who they are, the strongest contrasts that read well, their own words."""

from collections import Counter as Tally
from collections.abc import Sequence
from dataclasses import dataclass, field

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import JULIE_SECTIONS, Evidence, Provenance, SectionKey
from persona_studio.domain.segments import Segment
from persona_studio.services.drafting.facts import Fact
from persona_studio.services.drafting.meaning import topic
from persona_studio.services.drafting.proof import proof
from persona_studio.services.drafting.quotes import Quote
from persona_studio.services.drafting.sentences import Line
from persona_studio.services.drafting.survey import Survey
from persona_studio.services.drafting.words import fold
from persona_studio.texts import typography

MOST_LINES = 24
MOST_IN_SECTION = 6
MOST_QUOTED = 3
"""Respondents' own words among the lines, beside the quote at the head."""
MOST_OTHER_SECTIONS = 3
"""Sections beyond the six usual ones: more would not fit one page."""
_FIRST_CHOICE = 2
_FEW, _CROWDED = 12, 10
"""A sheet with few lines may let one section grow: the survey then speaks of one thing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A line chosen for a sheet, before it has an id."""

    section: SectionKey
    text: str
    provenance: Provenance
    evidence: Evidence


@dataclass(slots=True)
class Chooser:
    """Fills a sheet line by line, and knows what is full and what was said."""

    segment: Segment
    survey: Survey
    chosen: list[Choice] = field(default_factory=list)
    said: set[str] = field(default_factory=set)

    def present(self, text: str, numbers: Evidence) -> None:
        """Add a line that says who they are."""
        self.said.add(fold(text))
        self.chosen.append(Choice(SectionKey.DEMOGRAPHIC, text, Provenance.DATA, numbers))

    def fill(self, lines: Sequence[tuple[Fact, Line]]) -> None:
        """Add the best of these lines: first some to each usual section, then whatever is strongest."""
        ranked = sorted(lines, key=lambda one: -merit(*one))
        usual = [one for one in ranked if one[0].topic.section in JULIE_SECTIONS]
        self._add(usual, _FIRST_CHOICE)
        self._add(ranked, MOST_IN_SECTION)
        if len(self.chosen) < _FEW:
            self._add(ranked, _CROWDED)

    def _add(self, ranked: Sequence[tuple[Fact, Line]], most: int) -> None:
        for fact, line in ranked:
            if self._said(fact, line) or not self._room(fact.topic.section, most):
                continue
            numbers = proof(fact, self.segment, self.survey)
            if numbers is not None:
                self.said |= {fold(line.text), f"answer {fold(fact.answer)}"}
                if fact.topic.coded:
                    self.said.add(f"alone {fold(fact.answer)}")
                self.chosen.append(Choice(fact.topic.section, line.text, Provenance.DATA, numbers))

    def _said(self, fact: Fact, line: Line) -> bool:
        """Tell whether a line repeats another: the same words, or an answer that says all by itself."""
        alone = len(fact.levels) == 1 and fact.pole is None
        telling = alone and (fact.topic.coded or len(fact.answer.split()) > 1)
        answer = fold(fact.answer)
        again = {f"answer {answer}" if telling else "", f"alone {answer}" if alone else ""}
        return not self.said.isdisjoint({fold(line.text), *again} - {""})

    def _room(self, section: SectionKey, most: int) -> bool:
        sections = Tally(choice.section for choice in self.chosen)
        others = [key for key in sections if key not in JULIE_SECTIONS]
        new = section not in JULIE_SECTIONS and section not in sections
        if new and len(others) >= MOST_OTHER_SECTIONS:
            return False
        return len(self.chosen) < MOST_LINES - MOST_QUOTED and sections[section] < most

    def quote(self, quotes: Sequence[Quote], head: Quote | None) -> None:
        """Add respondents' words: one per open question, none that the head shows already."""
        asked: set[Id] = set()
        for quote in quotes:
            if quote.variable.id not in asked and quote is not head and len(asked) < MOST_QUOTED:
                asked.add(quote.variable.id)
                texts = self.survey.texts
                text = typography(texts.quoted(quote.text), texts.language)
                section = topic(quote.variable).section
                self.chosen.append(Choice(section, text, Provenance.VERBATIM, quote.evidence))


def merit(fact: Fact, line: Line) -> float:
    """Prefer strong contrasts, sentences, and questions that did not make the segments themselves."""
    honest = 1.0 if fact.finding.active else 1.15
    return min(fact.strength, 1.5) * line.quality * honest * (1.0 if fact.typical else 0.85)
