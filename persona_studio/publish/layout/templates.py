"""The templates of a sheet: the same persona, arranged in another way."""

from persona_studio.domain.personas import Persona
from persona_studio.publish.layout.classique import classique
from persona_studio.publish.layout.magazine import magazine
from persona_studio.publish.layout.synthese import synthese
from persona_studio.publish.layout.values import Sheet, SheetFacts, Supplies, Work
from persona_studio.publish.style import accent_of
from persona_studio.texts import Texts

_MADE_BY = {"classique": classique, "magazine": magazine, "synthese": synthese}
TEMPLATES = tuple(_MADE_BY)
"""Their names, as :attr:`Persona.template` holds them."""


def sheet(persona: Persona, facts: SheetFacts, texts: Texts, supplies: Supplies | None = None) -> Sheet:
    """Lay out a persona by its template; one that is not known here is laid out as Classique.

    Hand in the same ``supplies`` each time: a change of one text then costs the setting of that text only.
    """
    dressed = (supplies or Supplies()).dressed(facts.brand)
    return made_by(Work(persona, facts, texts, dressed, accent_of(persona, facts.brand)))


def made_by(work: Work) -> Sheet:
    """Lay out a persona by its template, from all that this needs."""
    return _MADE_BY.get(work.persona.template, classique)(work)
