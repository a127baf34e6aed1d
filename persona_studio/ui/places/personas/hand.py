"""What keys and menus do with the lines and sections that are chosen; several lines are one gesture."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QElapsedTimer, QMimeData, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from persona_studio.domain.edits import Edit, Remove
from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.personas import Attribute, AttributeKind, Persona, Provenance, Section, SectionKey
from persona_studio.domain.tree import find
from persona_studio.errors import UserError
from persona_studio.publish.boxes import Ref
from persona_studio.publish.layout.sections import said
from persona_studio.services import authoring
from persona_studio.services.personas import chips, foreign, lines, outline, placing
from persona_studio.services.personas.faces import of_companion
from persona_studio.texts import Texts
from persona_studio.ui.canvas.adder import Adder
from persona_studio.ui.canvas.choice import is_line
from persona_studio.ui.canvas.knobs import Knobs
from persona_studio.ui.canvas.sheet import SheetCanvas
from persona_studio.ui.canvas.spots import Place as Spot
from persona_studio.ui.mime import carried, carry
from persona_studio.ui.places.personas.pen import Pen
from persona_studio.ui.studio import Studio

_PROVENANCES = {
    Qt.Key.Key_D: Provenance.DATA,
    Qt.Key.Key_V: Provenance.VERBATIM,
    Qt.Key.Key_H: Provenance.HYPOTHESIS,
}
_UP_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ALONG = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
BURST_MS = 1500
"""Presses on a gauge that follow each other within this time are one gesture."""


class Hand(QObject):
    """Acts on what is chosen. ``refused`` tells that what is shown elsewhere is to be shown as it is,
    ``told`` carries a quiet word.
    """

    refused = Signal()
    told = Signal(str)

    def __init__(
        self,
        studio: Studio,
        canvas: SheetCanvas,
        pen: Pen,
        persona: Callable[[], Persona | None],
        texts: Callable[[], Texts],
    ) -> None:
        super().__init__(canvas)
        self._studio, self._canvas, self._pen = studio, canvas, pen
        self._persona, self._texts = persona, texts
        self._since = QElapsedTimer()
        self.knobs, self.adder = Knobs(canvas), Adder(studio.kit, canvas)
        canvas.keyed.connect(self._keyed)
        self.knobs.taken.connect(self._taken)
        self.knobs.slid.connect(self._slid)
        self.knobs.set.connect(self._set)
        self.knobs.given_up.connect(self._given_up)
        self.adder.wanted.connect(self._more)

    def allow(self, allowed: bool) -> None:
        """Let the mouse change gauges and add lines, or not."""
        self.knobs.enabled = self.adder.enabled = allowed
        self.knobs.arrange()

    # -------------------------------------------------------------- keys

    @Slot(object, QKeyEvent)
    def _keyed(self, place: Spot, event: QKeyEvent) -> None:
        act = self._act(place, event)
        if act is not None:
            event.accept()
            act()

    def _act(self, place: Spot, event: QKeyEvent) -> Callable[[], object] | None:
        """Return what a key does, or None."""
        line, section = is_line(place.ref), place.ref.kind == "section"
        if not (line or section):
            return None
        for keys, act in (
            (QKeySequence.StandardKey.Copy, self.copy),
            (QKeySequence.StandardKey.Cut, self.cut),
            (QKeySequence.StandardKey.Paste, self.paste),
            (QKeySequence.StandardKey.SelectAll, self.choose_section),
        ):
            if event.matches(keys):
                return act
        key, pressed = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if pressed == Qt.KeyboardModifier.ControlModifier:
            return self.add_line if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) else None
        if pressed == Qt.KeyboardModifier.AltModifier and key in _UP_DOWN:
            return lambda: self.move(_UP_DOWN[key])
        if pressed == Qt.KeyboardModifier.AltModifier and key in _ALONG and line:
            return lambda: self.move_across(_ALONG[key])
        return self._plain(place, key) if not pressed else None

    def _plain(self, place: Spot, key: Qt.Key) -> Callable[[], object] | None:
        if key == Qt.Key.Key_Delete:
            return self.remove
        if key in _PROVENANCES and is_line(place.ref):
            return lambda: self.set_provenance(_PROVENANCES[key])
        if key in _ALONG and self._gauge(place.ref) is not None:
            return lambda: self.nudge(place.ref.id, _ALONG[key])
        return None

    def _gauge(self, ref: Ref) -> Attribute | None:
        line = find(self._studio.project, ref.id) if is_line(ref) else None
        gauge = isinstance(line, Attribute) and line.kind is AttributeKind.GAUGE and line.gauge is not None
        return line if gauge and isinstance(line, Attribute) else None

    # -------------------------------------------------------------- lines

    @Slot()
    def add_line(self) -> None:
        """Write a new line below what is chosen."""
        ref = self._canvas.current
        if ref is not None and self._studio.editable:
            self._pen.add_line(ref)

    @Slot()
    def remove(self) -> None:
        """Remove the chosen lines, or the chosen section."""
        chosen, ref = self._canvas.chosen_lines(), self._canvas.current
        if chosen:
            label = "Line removed" if len(chosen) == 1 else "Lines removed"
            self._and_then_near(lines.remove(chosen), label)
        elif ref is not None and ref.kind == "section" and ref.field == "title" and self._free():
            self._and_then_near(Remove(ref.id), "Section removed")

    def _and_then_near(self, edit: Edit | None, label: str) -> None:
        """Do what takes things away, and leave the keyboard where they were."""
        gone = [ref.id for ref in self._canvas.chosen_refs()]
        at = next((i for i, p in enumerate(self._canvas.places()) if p.ref.id in gone), 0)
        if self._studio.do(edit, label, say=True):
            left = self._canvas.places()
            self._canvas.choose(None)
            if left:
                self._canvas.focus(left[min(at, len(left) - 1)].ref)

    def move(self, steps: int) -> None:
        """Move the chosen lines, or the chosen section, up or down."""
        project, chosen, ref = self._studio.project, self._canvas.chosen_lines(), self._canvas.current
        if chosen:
            self._studio.do(lines.move_by(project, chosen, steps), "Line moved")
        elif ref is not None and ref.kind == "section":
            self._studio.do(outline.move_by(project, ref.id, steps), "Section moved")

    def move_across(self, steps: int) -> None:
        """Move the chosen lines to the same lane one stage earlier or later."""
        chosen = self._canvas.chosen_lines()
        self._studio.do(lines.move_across(self._studio.project, chosen, steps), "Line moved")

    def set_provenance(self, provenance: Provenance) -> None:
        """Say where the chosen lines come from."""
        chosen = self._canvas.chosen_lines()
        if chosen and provenance is not Provenance.HYPOTHESIS and self._supposed(provenance):
            self.told.emit(
                self._studio.kit.t("Nothing in the survey bears this line out: it stays a hypothesis")
            )
            self.refused.emit()
        elif chosen:
            edit = self._studio.attempt(lines.set_provenance, self._studio.project, chosen, provenance)
            if not self._studio.do(edit, "Provenance changed"):
                self.refused.emit()

    def _supposed(self, provenance: Provenance) -> bool:
        """Tell whether all that is chosen are hypotheses already, which cannot be anything else."""
        found = [at.line for at in lines.in_order(self._studio.project, self._canvas.chosen_lines())]
        return all(
            line.provenance is Provenance.HYPOTHESIS and provenance not in authoring.provenances(line)
            for line in found
        )

    @Slot()
    def choose_section(self) -> None:
        """Choose all lines of the section; once they are chosen, all lines of the sheet."""
        refs = [place.ref for place in self._canvas.places() if is_line(place.ref)]
        refs = list(dict.fromkeys(refs))
        section = self._section()
        there = {line.id for line in section.attributes} if section is not None else set()
        here = [ref for ref in refs if ref.id in there]
        self._canvas.choose_lines(refs if set(here) <= set(self._canvas.chosen_refs()) else here)

    def _free(self) -> bool:
        """Tell whether the section of what is chosen can go: those of companions have their place."""
        section = self._section()
        return section is not None and not of_companion(section)

    def _section(self) -> Section | None:
        """Return the section of what is chosen."""
        ref = self._canvas.current
        if ref is None:
            return None
        at = lines.where(self._studio.project, ref.id)
        found = at.section if at is not None else find(self._studio.project, ref.id)
        return found if isinstance(found, Section) else None

    # -------------------------------------------------------------- clipboard

    @Slot()
    def copy(self) -> bool:
        """Put the chosen lines on the clipboard, as words too; tell whether there are any."""
        chosen = lines.in_order(self._studio.project, self._canvas.chosen_lines())
        if not chosen:
            return False
        found = [at.line for at in chosen]
        words, home = "\n".join(map(said, found)), chosen[0].persona.id
        what = placing.carry_lines(placing.Carries.BANK, [line.id for line in found], found, words, home)
        QGuiApplication.clipboard().setMimeData(carry(what))
        return True

    @Slot()
    def cut(self) -> None:
        """Put the chosen lines on the clipboard and take them from the sheet."""
        if self._studio.editable and self.copy():
            self._and_then_near(lines.remove(self._canvas.chosen_lines()), "Lines cut")

    @Slot()
    def paste(self) -> None:
        """Put what is on the clipboard below the chosen line, or into the chosen section."""
        section = self._section()
        if section is None or not self._studio.editable:
            return
        chosen = self._canvas.chosen_lines()
        ids = [line.id for line in section.attributes]
        index = ids.index(chosen[-1]) + 1 if chosen and chosen[-1] in ids else len(ids)
        edit = self._studio.attempt(self._pasted, section.id, index)
        before = set(ids)
        if self._studio.do(edit, "Lines pasted"):
            now = find(self._studio.project, section.id)
            made = [line.id for line in getattr(now, "attributes", ()) if line.id not in before]
            self._canvas.choose_lines([Ref("attribute", line, "text") for line in made])

    def _pasted(self, section: Id, index: int) -> Edit | None:
        data = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())
        what = carried(data)
        if what is not None and what.payload:
            try:
                return placing.place(self._studio.project, what, section, index)
            except UserError as error:
                if error.code != "carried_unknown":  # its words can be pasted all the same
                    raise
        language = self._studio.project.language
        texts = foreign.lines_in(data.text() if data is not None else "", language)
        return lines.insert_many(section, index, [Attribute(id=new_id(), text=text) for text in texts])

    # -------------------------------------------------------------- chips and gauges

    def turn_into(self, kind: AttributeKind) -> None:
        """Show the chosen lines as words, chips or gauges."""
        project, texts = self._studio.project, self._texts()
        make: dict[AttributeKind, Callable[[Id], Edit | None]] = {
            AttributeKind.TEXT: lambda line: chips.to_text(project, line),
            AttributeKind.CHIPS: lambda line: chips.to_chips(project, line),
            AttributeKind.GAUGE: lambda line: chips.to_gauge(project, line, texts),
        }
        self._studio.do(lines.each(self._canvas.chosen_lines(), make[kind]), "Form of the line changed")

    def nudge(self, line: Id, steps: int) -> None:
        """Move the knob of a gauge by a step; presses in a row are one gesture."""
        found = find(self._studio.project, line)
        if not isinstance(found, Attribute) or found.gauge is None or self._studio.session is None:
            return
        if not self._since.isValid() or self._since.hasExpired(BURST_MS):
            self._studio.session.end_burst()
        self._since.start()
        value = found.gauge.value + steps * chips.STEP
        self._studio.do(chips.set_value(self._studio.project, line, value), "Gauge moved", merge=True)

    @Slot(object)
    def _taken(self, place: Spot) -> None:
        self._pen.finish()
        self._canvas.focus(place.ref)

    @Slot(str, int)
    def _slid(self, line: Id, value: int) -> None:
        """Show a gauge as it would be."""
        project = self._studio.project
        edit = chips.set_value(project, line, value)
        self._pen.drawn.emit(edit.apply(project).project if edit is not None else project)

    @Slot(str, int)
    def _set(self, line: Id, value: int) -> None:
        edit = chips.set_value(self._studio.project, line, value)
        if not self._studio.do(edit, "Gauge moved"):
            self._given_up()

    @Slot()
    def _given_up(self) -> None:
        self._pen.drawn.emit(self._studio.project)

    @Slot(object)
    def _more(self, place: Spot) -> None:
        """Write a new line at the end of a section."""
        section = find(self._studio.project, place.ref.id)
        if isinstance(section, Section):
            last = section.attributes[-1:]
            self._pen.add_line(Ref("attribute", last[0].id, "text") if last else place.ref)

    # -------------------------------------------------------------- sections

    def add_section(self, key: SectionKey) -> None:
        """Add a section below the chosen one, or as the last, and write its first line, or its title."""
        persona, section = self._persona(), self._section()
        if persona is None or not self._studio.editable:
            return
        self._pen.finish()
        title = self._texts()("Section") if key is SectionKey.CUSTOM else ""
        insert = outline.add(
            self._studio.project, persona.id, key, section.id if section is not None else "", title
        )
        if self._studio.do(insert, "Section added"):
            field = "title" if key is SectionKey.CUSTOM else "attributes"
            ref = Ref("section", insert.thing.id, field)
            self._pen.write(ref if self._canvas.place_of(ref) is not None else replace(ref, field="title"))

    def hide_section(self) -> None:
        """Keep the chosen section off the sheet."""
        section = self._section()
        if section is not None:
            self._and_then_near(outline.set_hidden(section.id, True), "Section hidden")

    def show_section(self, section: Id) -> None:
        """Show a hidden section again."""
        if self._studio.do(outline.set_hidden(section, False), "Section shown"):
            self._canvas.focus(Ref("section", section, "title"))

    def remove_section(self) -> None:
        """Remove the chosen section with its lines."""
        section = self._section()
        if section is not None:
            self._canvas.choose(Ref("section", section.id, "title"))
            self._and_then_near(authoring.remove(section.id), "Section removed")

    def move_section(self, steps: int) -> None:
        """Move the section of what is chosen."""
        section = self._section()
        if section is not None:
            self._studio.do(outline.move_by(self._studio.project, section.id, steps), "Section moved")

    def rename_section(self) -> None:
        """Write the title of the section of what is chosen."""
        section = self._section()
        if section is not None and self._studio.editable:
            self._pen.finish()
            self._pen.write(Ref("section", section.id, "title"))
