"""Where a line comes from, and what is still to be done about it: switch, rewording, hypothesis to verify."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, Provenance
from persona_studio.publish.layout.marks import Mark, mark_of
from persona_studio.services import authoring
from persona_studio.ui.canvas.marks import mark_picture
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.personas.evidence import provenance_words
from persona_studio.ui.places.personas.line_entry import LineEntry
from persona_studio.ui.widgets.buttons import QUIET, Button
from persona_studio.ui.widgets.fields import Check
from persona_studio.ui.widgets.flow import Flow
from persona_studio.ui.widgets.labels import Label, Paragraph, Picture
from persona_studio.ui.widgets.segmented import Option, Segmented

WHY_NOT = {
    Provenance.DATA: "No figure of the survey supports this line.",
    Provenance.VERBATIM: "No words of a respondent support this line.",
}
_WORDS = {
    Provenance.DATA: "provenance.data",
    Provenance.VERBATIM: "provenance.verbatim",
    Provenance.HYPOTHESIS: "provenance.hypothesis",
}


class ProvenancePanel(QWidget):
    """The switch with its marks; ``restoring`` asks for the words the figures say."""

    provenance = Signal(str)
    restoring = Signal()
    due = Signal(object, str, str)
    checked = Signal(str, bool)
    adding = Signal()
    removing = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        title = Label(kit, "strong")
        kit.say(title.setText, "Provenance")
        self._marks = {p: MarkDrawer(Mark(p.value), self.devicePixelRatioF()) for p in Provenance}
        options = [Option(p.value, text, draw=self._marks[p]) for p, text in _WORDS.items()]
        self._switch = Segmented(kit, options, "Provenance", compact=True)
        self._switch.chosen.connect(self.provenance)
        self._reworded = Reworded(kit)
        self._reworded.restoring.connect(self.restoring)
        self._hypothesis = ToVerify(kit)
        self._hypothesis.due.connect(self.due)
        self._hypothesis.checked.connect(self.checked)
        self._acts = self._buttons()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(kit.px(10))
        for part in (title, self._switch, self._reworded, self._hypothesis, self._acts):
            column.addWidget(part)

    def _buttons(self) -> QWidget:
        holder = QWidget()
        row = Flow(self._kit.px(2), self._kit.px(2))
        holder.setLayout(row)
        for icon, text, signal in (
            ("plus", "Add a line", self.adding),
            ("trash-2", "Remove", self.removing),
        ):
            button = Button(self._kit, QUIET, icon, small=True)
            self._kit.say(button.setText, text)
            button.clicked.connect(signal)
            row.addWidget(button)
        return holder

    def show_line(self, line: Attribute, original: str | None, *, lost: bool, editable: bool) -> None:
        """Show where a line comes from; ``original`` is the sentence that its figures say, if another."""
        allowed = authoring.provenances(line) | {line.provenance}
        for provenance, words in _WORDS.items():
            why = "" if provenance in allowed else WHY_NOT.get(provenance, "")
            own = line.provenance is provenance
            mark = mark_of(line, lost=lost) if own else Mark(provenance.value)
            self._marks[provenance].mark = mark
            name = provenance_words(line, self._kit, mark) if own else self._kit.t(words)
            self._switch.tell(provenance.value, name, self._kit.t(why) if why else "")
        self._switch.choose(line.provenance.value)
        self._switch.setEnabled(editable)
        modified = line.modified and line.provenance is not Provenance.HYPOTHESIS
        self._reworded.setVisible(modified)
        self._reworded.offer(line, original if editable else None)
        self._hypothesis.setVisible(line.provenance is Provenance.HYPOTHESIS)
        if line.provenance is Provenance.HYPOTHESIS:
            self._hypothesis.show_line(line, editable=editable)
        self._acts.setVisible(editable)

    def keep(self) -> bool:
        """Hand over the note that is being written, and tell whether it could be kept."""
        return self._hypothesis.keep()

    def forget(self) -> None:
        """Let go of another project."""
        self._hypothesis.forget()


class MarkDrawer:
    """Draws a mark in the colour asked for; the mark may become another."""

    def __init__(self, mark: Mark, ratio: float) -> None:
        self.mark, self._ratio = mark, ratio
        self._drawn: dict[tuple[Mark, str, int], QPixmap] = {}

    def __call__(self, colour: str, side: int) -> QPixmap:
        """Return the mark in a square."""
        key = self.mark, colour, side
        if key not in self._drawn:
            self._drawn[key] = mark_picture(self.mark, colour, side, self._ratio)
        return self._drawn[key]


class Reworded(QWidget):
    """« Modifié » with its mark, and the way back to the words of the figures."""

    restoring = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        picture = Picture(mark_picture(Mark.MODIFIED, kit.colour("text2").name(), kit.px(10), 2.0))
        self._said = Paragraph(kit, "small", "text2")
        row = QHBoxLayout()
        row.setSpacing(kit.px(8))
        row.addWidget(picture)
        row.addWidget(self._said, 1)
        self._back = Button(kit, QUIET, "rotate-ccw", small=True)
        kit.say(self._back.setText, "Back to the original text")
        self._back.clicked.connect(self.restoring)
        holder = QWidget()
        flow = Flow(0, 0)
        holder.setLayout(flow)
        flow.addWidget(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(kit.px(4))
        column.addLayout(row)
        column.addWidget(holder)

    def offer(self, line: Attribute, original: str | None) -> None:
        """Offer to go back to a sentence, or not."""
        t = self._kit.t
        self._said.setText(
            t("Reworded by hand: these are no longer the respondent’s words.")
            if line.provenance is Provenance.VERBATIM
            else t("Reworded by hand: the words are yours, the figures those of the survey.")
        )
        self._back.setVisible(original is not None)
        self._back.setToolTip(original or "")


class ToVerify(QWidget):
    """A hypothesis: who verifies it, how and when; and whether it is done."""

    due = Signal(object, str, str)
    checked = Signal(str, bool)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._line: Id = ""
        self._note = LineEntry(kit, "How the hypothesis is to be verified")
        kit.say(self._note.setPlaceholderText, "Who verifies it, how, by when")
        kit.say(self._note.setToolTip, "Who verifies it, how, by when")  # seen whole in a narrow panel
        self._check = Check(kit)
        kit.say(self._check.setText, "Verified")
        self._note.written.connect(self.due)
        self._check.clicked.connect(self._ticked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(kit.px(8))
        column.addWidget(self._note)
        column.addWidget(self._check)

    def show_line(self, line: Attribute, *, editable: bool) -> None:
        """Show the note of a line; one that is being written for another line is handed over first."""
        self._note.show_line(line.id, line.due)
        self._line = line.id
        self._check.setChecked(line.checked)
        self._note.setEnabled(editable)
        self._check.setEnabled(editable)

    def keep(self) -> bool:
        """Hand over the note, and tell whether it could be kept."""
        return self._note.keep()

    def forget(self) -> None:
        """Let go of another project."""
        self._line = ""
        self._note.forget()

    @Slot(bool)
    def _ticked(self, on: bool) -> None:
        self.checked.emit(self._line, on)
