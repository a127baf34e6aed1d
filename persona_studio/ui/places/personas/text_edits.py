"""Texts of the sheet as edits: what a place holds, and the gesture that writes it."""

from dataclasses import dataclass, replace

from persona_studio.domain.edits import Edit, Insert, SetField
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, AttributeKind, Journey, Persona, Section, Stage
from persona_studio.domain.project import Project
from persona_studio.domain.tree import find
from persona_studio.errors import UserError
from persona_studio.publish.boxes import Ref
from persona_studio.services import authoring
from persona_studio.services.personas import chips, lines
from persona_studio.services.personas.outline import owner_of
from persona_studio.texts import Texts, typography
from persona_studio.ui.places.personas.companions.names import shown_title


@dataclass(frozen=True, slots=True)
class Writing:
    """A text being written: what shows it, how it was, and the new line it belongs to when there is one.

    ``fresh`` tells that it is a chip which is not there yet.
    """

    ref: Ref
    before: str
    insert: Insert | None = None
    fresh: bool = False

    @property
    def chip(self) -> int | None:
        """Which chip of its line it is, or None."""
        return chips.chip_index(self.ref.field) if self.ref.kind == "attribute" else None

    def is_line(self, project: Project) -> bool:
        """Tell whether it is a line of words in a section, new or not: such lines are cut and joined."""
        if not self.listed(project) or self.ref.field in chips.TASKS:
            return False
        thing = find(project, self.ref.id)
        return self.insert is not None or (isinstance(thing, Attribute) and thing.kind is AttributeKind.TEXT)

    def listed(self, project: Project) -> bool:
        """Tell whether it belongs to a section, in which another line may stand below."""
        if self.insert is not None:
            return isinstance(find(project, self.insert.parent), Section)
        return self.ref.kind == "section" or lines.where(project, self.ref.id) is not None

    def stands(self, project: Project) -> bool:
        """Tell whether what it is written in is there."""
        return find(project, self.insert.parent if self.insert is not None else self.ref.id) is not None

    def draft(self, project: Project, text: str) -> Project:
        """Return the project as it would be with this text; nothing is kept."""
        if self.insert is None and not self.fresh and text == self.before:
            return project  # writing what is there changes nothing, not even the mark of a reworded line
        try:
            edit = self._edit(project, text)
            return edit.apply(project).project if edit is not None else project
        except UserError:
            return project  # where it was to stand is gone meanwhile: keeping it is what tells the user

    def gesture(self, project: Project, text: str) -> Edit | None:
        """Return the edit that keeps a text as it was typed, or None when nothing changed.

        A line, or a chip, of which nothing is left goes; a pole without words is not kept.
        """
        said = text.strip()
        if said == self.before.strip() or ((self.insert is not None or self.fresh) and not said):
            return None
        thing = find(project, self.ref.id)
        if not said and self.ref.field in chips.POLES:
            return None
        beside = self.ref.field in chips.TASKS
        if not said and isinstance(thing, Attribute) and not beside and len(_left(thing, self.chip)) == 0:
            return authoring.remove(self.ref.id)
        return self._edit(project, said, whole=True)

    def mended(self, project: Project, language: str) -> Edit | None:
        """Return the edit that puts the typography of the kept text right, None when it is right."""
        return mended(project, self.ref, language)

    def _edit(self, project: Project, text: str, *, whole: bool = False) -> Edit | None:
        if self.insert is not None:
            line = Attribute(id=self.insert.thing.id, text=text)
            return replace(self.insert, thing=line)
        thing = find(project, self.ref.id)
        if thing is None:
            return None
        if isinstance(thing, Attribute) and self.chip is not None:
            return chips.write_chips(
                project, thing.id, self._chips(thing.chips, self.chip, text, whole=whole)
            )
        if isinstance(thing, Attribute) and self.ref.field in (*chips.POLES, *chips.TASKS):
            return chips.write(project, thing.id, self.ref.field, text)
        return authoring.set_text(project, self.ref.id, self.ref.field, text)

    def _chips(self, now: tuple[str, ...], index: int, text: str, *, whole: bool) -> tuple[str, ...]:
        """Return the chips with this one; while it is written it has its place even when it is empty."""
        # A comma that did not come from a key (an input method, a paste) parts chips all the same.
        there = chips.pieces(text) if whole else (text,)
        return (*now[:index], *there, *now[index + (not self.fresh) :])


def _left(line: Attribute, chip: int | None) -> list[object]:
    """List what a line says when the text being written is empty."""
    others = [text for i, text in enumerate(line.chips) if i != chip]
    words = [line.text] if chip is not None and line.text.strip() else []
    return [*others, *words, *([line.gauge] if line.gauge is not None else [])]


def mended(project: Project, ref: Ref, language: str) -> Edit | None:
    """Return the edit that puts the typography of a text right, None when it is right or gone."""
    thing = find(project, ref.id)
    if isinstance(thing, Attribute):
        said = chips.text_of(thing, ref.field)
        right = typography(said, language)
        return chips.write(project, ref.id, ref.field, right, reworded=False) if right != said else None
    if isinstance(thing, Persona | Section | Journey | Stage):
        said = str(getattr(thing, ref.field))
        right = typography(said, language)
        return SetField(ref.id, ref.field, right) if right != said else None
    return None


def existing(project: Project, ref: Ref, texts: Texts) -> Writing | None:
    """Return the writing of a text that is there, or None when it is gone."""
    thing = find(project, ref.id)
    if isinstance(thing, Section) and ref.field == "title":
        return Writing(ref, shown_title(owner_of(project, thing.id), thing, texts))
    if isinstance(thing, Attribute):
        return Writing(ref, chips.text_of(thing, ref.field))
    held = isinstance(thing, Persona | Journey | Stage)
    return Writing(ref, str(getattr(thing, ref.field))) if held else None


def new_line(project: Project, section: Id, index: int) -> Writing:
    """Return the writing of a line that is not there yet, of a section or of the key moment of a journey."""
    insert = authoring.add_attribute(section, index)
    return Writing(Ref("attribute", insert.thing.id, "text"), "", insert)


def new_chip(line: Id, index: int) -> Writing:
    """Return the writing of a chip that is not there yet."""
    return Writing(Ref("attribute", line, chips.chip(index)), "", fresh=True)


def beside(project: Project, line: Id, steps: int) -> Writing | None:
    """Return the writing of a new line under a line (1), or above it (0)."""
    at = lines.where(project, line)
    return new_line(project, at.section.id, at.index + steps) if at is not None else None
