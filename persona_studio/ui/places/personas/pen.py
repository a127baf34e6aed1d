"""Writing on the sheet, in place: where it begins, how it ends, and what of it is kept."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, Signal, Slot

from persona_studio.publish.boxes import Ref
from persona_studio.texts import Texts
from persona_studio.ui.canvas.sheet import SheetCanvas
from persona_studio.ui.canvas.writing import InlineEditor
from persona_studio.ui.places.personas.spoken import written_name
from persona_studio.ui.places.personas.text_edits import Writing, below, existing, new_line
from persona_studio.ui.studio import Studio


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

    def write(self, ref: Ref, point: QPointF | None = None) -> None:
        """Open a text, the caret at a point of the canvas; the empty lines of a section open a new one."""
        project = self._studio.project
        if ref.kind == "section" and ref.field == "attributes":
            self._begin(new_line(project, ref.id, 0), None)
        else:
            self._begin(existing(project, ref, self._texts()), point)

    def add_line(self, ref: Ref) -> None:
        """Open a new line under another, or as the first of a section."""
        self.finish()
        project = self._studio.project
        if ref.kind == "attribute":
            self._begin(below(project, ref.id), None)
        elif ref.kind == "section":
            self._begin(new_line(project, ref.id, 0), None)

    def _begin(self, writing: Writing | None, point: QPointF | None) -> None:
        if writing is None:
            return
        self._writing = writing
        self._canvas.choose(writing.ref)
        if writing.insert is not None:
            self.drawn.emit(writing.draft(self._studio.project, ""))
        name = written_name(writing.ref, self._studio.kit.t)
        self._canvas.write(writing.ref, writing.before, name, point)
        self.begun.emit()

    @Slot()
    def _drafted(self) -> None:
        if self._writing is not None:
            self.drawn.emit(self._writing.draft(self._studio.project, self._canvas.editor.words()))

    @Slot(str)
    def _left(self, how: str) -> None:
        writing = self._writing
        if writing is None:
            return
        self.finish(keep=how != InlineEditor.CANCEL)
        steps = {InlineEditor.NEXT: 1, InlineEditor.BEFORE: -1}.get(how, 0)
        if steps:
            self._canvas.step(writing.ref, steps)
        elif how != InlineEditor.GONE:
            self._canvas.focus(writing.ref)

    def finish(self, *, keep: bool = True) -> None:
        """End the writing, keeping what was written unless it is given up."""
        writing, self._writing = self._writing, None
        if writing is None:
            return
        text = self._canvas.editor.words()
        self._canvas.stop_writing()
        project = self._studio.project
        edit = writing.gesture(project, text, project.language) if keep else None
        label = "Line added" if writing.insert is not None else "Text written"
        if edit is None or not self._studio.do(edit, label):
            self.drawn.emit(project)
