"""Writing on the sheet, in place: where it begins, how it ends, and what of it is kept."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Signal, Slot

from persona_studio.domain.checks import LONGEST_TEXT
from persona_studio.errors import UserError
from persona_studio.publish.boxes import Ref
from persona_studio.services.personas.chips import TASKS
from persona_studio.services.personas.lines import together
from persona_studio.texts import Texts
from persona_studio.ui.canvas.sheet import SheetCanvas
from persona_studio.ui.canvas.writing import InlineEditor
from persona_studio.ui.places.personas import turns
from persona_studio.ui.places.personas.spoken import written_name
from persona_studio.ui.places.personas.text_edits import (
    Writing,
    beside,
    existing,
    mended,
    new_line,
)
from persona_studio.ui.studio import Studio

if TYPE_CHECKING:
    from persona_studio.domain.edits import Edit
    from persona_studio.domain.project import Project


_NEW_LINE = {("section", "attributes"), ("journey", "moment")}


class Pen(QObject):
    """One text at a time. ``drawn`` carries the project as the sheet has to show it meanwhile.

    ``begun`` tells that a text is open, where the canvas stands now.
    """

    drawn = Signal(object)
    begun = Signal()

    def __init__(self, studio: Studio, canvas: SheetCanvas, texts: Callable[[], Texts]) -> None:
        super().__init__(canvas)
        self._studio, self._canvas, self._texts = studio, canvas, texts
        self._writing: Writing | None = None
        canvas.drafted.connect(self._drafted)
        canvas.editor.left.connect(self._left)
        canvas.editor.turned.connect(self._turned)
        canvas.editor.pasted.connect(self._pasted)
        canvas.editor.filled.connect(self._full)
        studio.doing.connect(self._make_way)
        studio.settling.connect(self.finish)
        studio.hold(canvas, self.finish)

    @property
    def writing(self) -> Writing | None:
        """What is being written."""
        return self._writing

    def draft(self) -> "Project":
        """Return the project with the words being written: what the sheet shows now."""
        project = self._studio.project
        if self._writing is None:
            return project
        return self._writing.draft(project, self._canvas.editor.words())

    def write(self, ref: Ref, point: QPointF | None = None) -> None:
        """Open a text, the caret at a point of the canvas; the empty lines of a section open a new one."""
        if not self.finish():
            return
        project = self._studio.project
        if (ref.kind, ref.field) in _NEW_LINE:
            self._begin(new_line(project, ref.id, 0), point=None)
        else:
            self._begin(existing(project, ref, self._texts()), point=point)

    def add_line(self, ref: Ref) -> None:
        """Open a new line under another, or as the last of a section."""
        if not self.finish():
            return
        project = self._studio.project
        if ref.kind == "attribute":
            self._begin(beside(project, ref.id, 1))
        elif ref.kind == "section":
            self._begin(new_line(project, ref.id, 0))

    def _begin(self, writing: Writing | None, *, point: QPointF | None = None, at: int | None = None) -> None:
        if writing is None:
            return
        self._writing = writing
        self._canvas.choose(chosen_with(writing.ref))
        if writing.insert is not None or writing.fresh:
            self.drawn.emit(writing.draft(self._studio.project, ""))
        name = written_name(writing.ref, self._studio.kit.t)
        self._canvas.editor.listing = writing.chip is not None
        self._canvas.write(writing.ref, writing.before, name, point)
        if at is not None:
            self._canvas.editor.put(at)
        self.begun.emit()

    @Slot()
    def _drafted(self) -> None:
        if self._writing is not None:
            self.drawn.emit(self.draft())

    @Slot()
    def _full(self) -> None:
        """Say that a text is as long as it can be: what is more is not taken."""
        self._studio.refused.emit(UserError("edit_text_too_long", limit=LONGEST_TEXT))

    @Slot(object)
    def _make_way(self, edit: "Edit") -> None:
        """Keep the words before a gesture that takes away what they are written in."""
        if self._writing is None or not self._writing.stands(self._studio.project):
            return
        try:
            after = edit.apply(self._studio.project).project
        except UserError:
            return  # the gesture itself will say so
        if not self._writing.stands(after):
            self.finish()

    # -------------------------------------------------------------- ends

    @Slot(str)
    def _left(self, how: str) -> None:
        writing = self._writing
        if writing is None:
            return
        steps = {InlineEditor.NEXT: 1, InlineEditor.BEFORE: -1}.get(how, 0)
        following = self._text_beside(writing.ref, steps) if steps else None
        before = self._rest_of(writing)
        if not self.finish(keep=how != InlineEditor.CANCEL, going_on=following is not None):
            return
        if following is not None:
            self.write(following)
        elif how != InlineEditor.GONE:
            self._canvas.focus(before)
        if self._writing is None:
            self._canvas.stop_writing()
        if how == InlineEditor.UNDO:
            self._studio.undo()

    def _text_beside(self, ref: Ref, steps: int) -> Ref | None:
        refs = list(dict.fromkeys(box.ref for p in self._canvas.places() for box in p.texts if box.ref))
        to = refs.index(ref) + steps if ref in refs else -1
        return refs[to] if 0 <= to < len(refs) else None

    def _rest_of(self, writing: Writing) -> Ref:
        """Return what is chosen once a writing has ended: of a line given up, what was above it."""
        if writing.insert is None or self._canvas.editor.words().strip():
            return chosen_with(writing.ref)
        refs = [place.ref for place in self._canvas.places()]
        at = refs.index(writing.ref) if writing.ref in refs else 0
        return refs[max(0, at - 1)] if refs else writing.ref

    @Slot()
    def finish(self, *, keep: bool = True, going_on: bool = False) -> bool:
        """End the writing, keeping what was written unless it is given up; tell whether it has ended.

        Words that cannot be kept stay open as they were typed. What was typed and its typography are two
        gestures: undoing once brings back the words as typed.
        """
        writing = self._writing
        if writing is None:
            return True
        if self._studio.session is None:  # closed although the words could not be kept
            self.give_up()
            return True
        edit = writing.gesture(self._studio.project, self._canvas.editor.words()) if keep else None
        label = "Line added" if writing.insert is not None else "Text written"
        return self._keep(edit, label, [writing.ref], going_on=going_on)

    def _keep(self, edit: "Edit | None", label: str, mend: list[Ref], *, going_on: bool) -> bool:
        """Keep the words and stop writing; refused, the text stays open with its words."""
        writing, self._writing = self._writing, None  # while it is kept the sheet shows what is kept
        if edit is not None and not self._studio.do(edit, label):
            self._writing = writing
            self._canvas.editor.resume()
            return False
        self._canvas.stop_writing(going_on=going_on)
        if edit is None:
            self.drawn.emit(self._studio.project)
        else:
            self.mend(mend)
        return True

    def give_up(self) -> None:
        """End the writing without a word: the project it was for is closed."""
        if self._writing is not None:
            self._writing = None
            self._canvas.stop_writing()

    def mend(self, refs: list[Ref]) -> None:
        """Put the typography of texts right, as one gesture of its own."""
        project = self._studio.project
        edits = [edit for ref in refs if (edit := mended(project, ref, project.language)) is not None]
        self._studio.do(together(edits), "Typography put right")

    # -------------------------------------------------------------- more than one text

    @Slot(str)
    def _turned(self, how: str) -> None:
        writing = self._writing
        if writing is None:
            return
        editor = self._canvas.editor
        moment = turns.Moment(self._studio.project, writing, editor.words(), editor.chosen())
        if how == InlineEditor.BELOW and writing.listed(moment.project) and writing.chip is None:
            self.add_line(writing.ref)
        elif writing.chip is not None:
            self._go_on(self._studio.attempt(turns.in_chips, moment, how))
        elif writing.ref.kind == "attribute" and writing.is_line(moment.project):
            self._go_on(self._studio.attempt(turns.in_lines, moment, how))
        elif how in (InlineEditor.ENTER, InlineEditor.BELOW) and self.finish():
            self._canvas.focus(chosen_with(writing.ref))

    @Slot(str)
    def _pasted(self, text: str) -> None:
        writing, editor = self._writing, self._canvas.editor
        if writing is None:
            return
        moment = turns.Moment(self._studio.project, writing, editor.words(), editor.chosen())
        if writing.chip is not None:
            self._go_on(self._studio.attempt(turns.paste_chips, moment, text))
        elif writing.ref.kind == "attribute" and writing.is_line(moment.project):
            self._go_on(self._studio.attempt(turns.paste_lines, moment, text))
        else:
            editor.put_in(" ".join(text.split()))

    def _go_on(self, turn: turns.Turn | None) -> None:
        """Keep what a key did to several texts, and write where it leads."""
        ended = self._writing
        if turn is None or not self._keep(
            turn.edit, turn.label, list(turn.mend), going_on=turn.to is not None
        ):
            return
        if turn.to is not None:
            self._begin(turn.to(self._studio.project), at=turn.at)
        if self.writing is None and ended is not None:
            self._canvas.stop_writing()
            self._canvas.focus(turn.rest or chosen_with(ended.ref))


def chosen_with(ref: Ref) -> Ref:
    """Return what is chosen while a text is written: a chip or a pole belongs to its line."""
    within = ref.kind == "attribute" and ref.field not in TASKS
    return Ref("attribute", ref.id, "text") if within else ref
