"""Texts of the sheet as edits: what a place holds, and the gesture that writes it."""

from dataclasses import dataclass, replace

from persona_studio.domain.edits import Edit, Insert
from persona_studio.domain.personas import Attribute, Persona, Section
from persona_studio.domain.project import Project
from persona_studio.domain.tree import find
from persona_studio.publish.boxes import Ref
from persona_studio.publish.layout.words import section_title
from persona_studio.services import authoring
from persona_studio.texts import Texts, typography


@dataclass(frozen=True, slots=True)
class Writing:
    """A text being written: what shows it, how it was, and the new line it belongs to when there is one."""

    ref: Ref
    before: str
    insert: Insert | None = None

    def draft(self, project: Project, text: str) -> Project:
        """Return the project as it would be with this text; nothing is kept."""
        if self.insert is None and text == self.before:
            return project  # writing what is there changes nothing, not even the mark of a reworded line
        edit = self._edit(project, text)
        return edit.apply(project).project if edit is not None else project

    def gesture(self, project: Project, text: str, language: str) -> Edit | None:
        """Return the edit that keeps a text, its typography put right, or None when nothing changed."""
        said = typography(text.strip(), language)
        if said == self.before or (self.insert is not None and not said):
            return None
        if self.ref.kind == "attribute" and not said:
            return authoring.remove(self.ref.id)
        return self._edit(project, said)

    def _edit(self, project: Project, text: str) -> Edit | None:
        if self.insert is not None:
            line = Attribute(id=self.insert.thing.id, text=text)
            return replace(self.insert, thing=line)
        if find(project, self.ref.id) is None:
            return None
        return authoring.set_text(project, self.ref.id, self.ref.field, text)


def existing(project: Project, ref: Ref, texts: Texts) -> Writing | None:
    """Return the writing of a text that is there, or None when it is gone."""
    thing = find(project, ref.id)
    if isinstance(thing, Section) and ref.field == "title":
        return Writing(ref, section_title(thing, texts))
    if isinstance(thing, Persona | Attribute):
        return Writing(ref, str(getattr(thing, ref.field)))
    return None


def new_line(project: Project, section: str, index: int) -> Writing:
    """Return the writing of a line that is not there yet."""
    insert = authoring.add_attribute(section, index)
    return Writing(Ref("attribute", insert.thing.id, "text"), "", insert)


def below(project: Project, attribute: str) -> Writing | None:
    """Return the writing of a new line under an attribute."""
    for persona in project.personas:
        for section in persona.sections:
            ids = [a.id for a in section.attributes]
            if attribute in ids:
                return new_line(project, section.id, ids.index(attribute) + 1)
    return None


def persona_with(project: Project, persona: str) -> Persona | None:
    """Return a persona, or None."""
    return next((p for p in project.personas if p.id == persona), None)
