"""What the annexe speaks of: the segmentation that feeds the personas, its wave, and who stands for whom."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from persona_studio.domain.colours import Wears
from persona_studio.domain.figures import FEWEST
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segment, Segmentation
from persona_studio.domain.variables import Variable
from persona_studio.domain.waves import Wave
from persona_studio.services.drafting.words import capital, clean
from persona_studio.services.segments.believed import came_out
from persona_studio.services.segments.golden_words import segment_name
from persona_studio.texts import NARROW, Texts, typography


@dataclass(frozen=True)
class Subject:
    """A project and its language; what it does not hold is None."""

    project: Project
    texts: Texts

    @cached_property
    def found(self) -> Segmentation | None:
        """The segmentation that feeds the personas, when its survey is still there."""
        found = self.project.segmentation
        return found if found is not None and any(w.id == found.wave for w in self.project.waves) else None

    @cached_property
    def wave(self) -> Wave | None:
        """The wave of that segmentation, else the newest."""
        if self.found is None:
            return self.project.wave
        return next((w for w in self.project.waves if w.id == self.found.wave), None)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The segments, in their order; none without a segmentation."""
        return self.found.segments if self.found is not None and self.wave is not None else ()

    @cached_property
    def variables(self) -> dict[Id, Variable]:
        """The variables of the wave by id, but those that hold personal data."""
        return {v.id: v for v in self.wave.variables if v.personal is None} if self.wave else {}

    @cached_property
    def personas(self) -> dict[Id, Persona]:
        """The persona that stands for each segment: the first one made from it."""
        known = {segment.id for segment in self.segments}
        made: dict[Id, Persona] = {}
        for persona in self.project.personas:
            if persona.segment in known and persona.segment is not None:
                made.setdefault(persona.segment, persona)
        return made

    def name(self, segment: Segment) -> str:
        """Return who stands for a segment: its persona's name, else its own."""
        persona = self.personas.get(segment.id)
        return persona.name if persona is not None and persona.name else segment_name(segment, self.texts)

    def worn(self, segment: Segment) -> Wears:
        """Return the colour of a segment: its persona's, else that of its number; grey once set aside."""
        persona = self.personas.get(segment.id)
        return self.project.brand.wears(segment.wears(persona.worn if persona is not None else None))

    def question(self, variable: Variable) -> str:
        """Return a question as people read it, an item of a grid by itself.

        Names that would fall together ("How", "how") stay as they are in the file.
        """
        said = self._worded(variable)
        return said if self._alike[said] < 2 else variable.name

    @cached_property
    def _alike(self) -> Counter[str]:
        """How many questions that print alike are columns of other names."""
        names = {(self._worded(each), each.name) for each in self.variables.values()}
        return Counter(said for said, _ in names)

    def _worded(self, variable: Variable) -> str:
        return self.said(variable.item or variable.label or variable.name)

    def said(self, text: str) -> str:
        """Return words of the survey as they print: no code, a capital, the language's typography."""
        return typography(capital(clean(text)), self.texts.language)

    def people(self, segment: Segment) -> str:
        """Return "n = 190", or that they are fewer than ten."""
        if segment.size < FEWEST:
            return f"n{NARROW}<{NARROW}{FEWEST}"
        return f"n{NARROW}={NARROW}{self.texts.integer(segment.size)}"

    def counted(self, number: int) -> str:
        """Return a small number in letters, a larger one in figures."""
        return self.texts.code("number", str(number)) if 2 <= number <= 12 else self.texts.integer(number)


def verdict(found: Segmentation, texts: Texts) -> str:
    """Return what came out, in words; without the advice that the window gives with it."""
    if found.reason == "none":
        return texts(
            "No clear structure. No cut is both reliable and balanced enough to draw personas from it."
        )
    if found.reason == "too_few_grouped":
        return texts("Too few active questions still vary once rare answers are grouped.")
    return came_out(found, texts)
