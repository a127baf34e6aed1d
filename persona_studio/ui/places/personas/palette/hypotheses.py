"""Hypothèses: written by hand, placed, noted and checked off."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout

from persona_studio.domain.edits import Edit
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, Persona
from persona_studio.domain.project import Project
from persona_studio.domain.tree import find
from persona_studio.services import authoring
from persona_studio.services.personas import hypotheses
from persona_studio.services.personas.faces import Face
from persona_studio.ui.kit import Kit
from persona_studio.ui.mime import Carried
from persona_studio.ui.models.palette import PaletteList
from persona_studio.ui.places.personas.palette.carrying import CarryList
from persona_studio.ui.places.personas.palette.desk import Desk, Placer, popup
from persona_studio.ui.places.personas.palette.page import Page, PlacedChips
from persona_studio.ui.places.personas.palette.rows import RowDelegate
from persona_studio.ui.widgets.buttons import IconButton
from persona_studio.ui.widgets.fields import Check
from persona_studio.ui.widgets.surfaces import Panel


@dataclass(frozen=True, slots=True)
class HypothesisRow:
    """A hypothesis of the list; ``placed`` when it is a line of the sheet."""

    line: Attribute
    placed: bool

    @property
    def key(self) -> Id:
        """What names it."""
        return self.line.id


class HypothesisDelegate(RowDelegate):
    """Paints hypotheses with the note that says who verifies them."""

    most = 4

    def mark(self, row: HypothesisRow) -> str:
        """Return the check of what was verified."""
        return "check" if row.line.checked else ""

    def faint(self, row: HypothesisRow) -> bool:
        """Tell whether it was verified: then it asks for nothing any more."""
        return row.line.checked

    def below(self, row: HypothesisRow) -> int:
        """Return the height of the note."""
        return self._kit.line("caption") if row.line.due else 0

    def paint_below(self, painter: QPainter, rect: QRect, row: HypothesisRow) -> None:
        """Paint the note."""
        painter.setFont(self._kit.font("caption"))
        painter.setPen(self._kit.colour("text3"))
        note = painter.fontMetrics().elidedText(row.line.due, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, note)


class HypothesisList(CarryList):
    """The space bar checks a hypothesis off; F2 goes to its words."""

    def __init__(self, page: "HypothesesPage", kit: Kit, model: PaletteList) -> None:
        super().__init__(kit, model, HypothesisDelegate(kit), page.carried)
        self._page = page

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Check off, or go to the words."""
        row = self.chosen()
        if row is not None and event.key() == Qt.Key.Key_Space:
            self._page.check(row, checked=not row.line.checked)
        elif row is not None and event.key() == Qt.Key.Key_F2:
            self._page.detail.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)


class Detail(Panel):
    """The chosen hypothesis: its words, who verifies it, whether that is done."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "sunken", "t")
        px = kit.px
        self.words, self.due = QLineEdit(), QLineEdit()
        self.line: Id = ""
        self._unkept: dict[tuple[Id, QLineEdit], str] = {}
        self.checked = Check(kit)
        kit.say(self.checked.setText, "Verified")
        kit.name(self.checked, "Verified")
        self.remove = IconButton(kit, "trash-2", "Delete the hypothesis", side=28, size=16)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(8))
        for field, name in ((self.words, "Words of the hypothesis"), (self.due, "To verify: who, when, how")):
            field.setFont(kit.font("body"))
            kit.name(field, name)
            kit.say(field.setPlaceholderText, name)
            column.addWidget(field)
        row = QHBoxLayout()
        row.addWidget(self.checked, 1)
        row.addWidget(self.remove)
        column.addLayout(row)

    def show_line(self, line: Attribute, *, editable: bool) -> None:
        """Show a hypothesis; what is being written, or could not be kept, is left alone."""
        for field, text in ((self.words, line.text), (self.due, line.due)):
            unkept = self._unkept.pop((line.id, field), None)
            if unkept is not None:
                field.setText(unkept)
                field.setModified(True)
            elif line.id != self.line or not field.isModified():
                field.setText(text)
                field.setCursorPosition(0)
            field.setReadOnly(not editable)
        self.line = line.id
        self.checked.setChecked(line.checked)
        self.checked.setEnabled(editable)
        self.remove.setEnabled(editable)

    def put_by(self) -> None:
        """Hold words that could not be kept, for when their line is shown again."""
        for field in (self.words, self.due):
            if self.line and field.isModified():
                self._unkept[self.line, field] = field.text()

    def forget(self) -> None:
        """Let go of another project."""
        self._unkept.clear()
        self.line = ""
        self.words.clear()
        self.due.clear()


class HypothesesPage(Page):
    """The tab of the hypotheses."""

    def __init__(self, kit: Kit, desk: Desk, placer: Placer) -> None:
        field = QLineEdit()
        field.setFont(kit.font("body"))
        kit.say(field.setPlaceholderText, "Write a hypothesis, Enter")
        kit.name(field, "Write a hypothesis, Enter")
        super().__init__(kit, field)
        self._desk, self._placer = desk, placer
        self._persona: Id = ""
        self._begun: dict[Id, str] = {}
        self.list = HypothesisList(self, kit, PaletteList(_words, self._told))
        kit.name(self.list, "Hypotheses of the persona")
        self.chips = PlacedChips(kit, self)
        self.detail = Detail(kit)
        self.detail.hide()
        self.head.addLayout(self.chips)
        self.fill(self.list, self.detail)
        self._connect()

    def _connect(self) -> None:
        self.search.returnPressed.connect(self._add)
        self.chips.chosen.connect(self._listed)
        self.list.wanted.connect(self._place)
        self.list.menued.connect(self._menu)
        self.list.removing.connect(self._remove)
        self.list.selectionModel().currentChanged.connect(self._show_detail)
        self.list.model().modelReset.connect(self._show_detail)
        self.detail.words.editingFinished.connect(self._reword)
        self.detail.due.editingFinished.connect(self._note)
        self.detail.checked.clicked.connect(self._checked)
        self.detail.remove.clicked.connect(self._remove_chosen)

    # -------------------------------------------------------------- showing

    def show_persona(self, _project: Project, persona: Persona) -> None:
        """Show the hypotheses of a persona, and what was begun to be written for it."""
        if persona.id != self._persona:
            self._begun[self._persona] = self.search.text()
            self._persona = persona.id
            self.search.setText(self._begun.pop(persona.id, ""))
        self.search.setEnabled(self._desk.studio.editable)
        self._listed()

    @Slot()
    def _listed(self) -> None:
        persona = self._desk.persona()
        if persona is None:
            return
        beside, there = persona.hypotheses, hypotheses.on_sheet(persona)
        outline = self._desk.outline()
        if outline is not None and outline.face is not Face.SHEET:  # of a companion those that stand on it
            shown = {line.id for line in outline.lines}
            there = tuple(line for line in there if line.id in shown)
        self.chips.show_face(outline.face if outline is not None else Face.SHEET)
        self.chips.show_counts(len(beside), len(there))
        placed = self.chips.on_page
        rows = [HypothesisRow(line, placed) for line in (there if placed else beside)]
        self.list.show_rows(rows)
        self._show_detail()
        why = (
            self.chips.worded("No line of the sheet is a hypothesis.")
            if placed
            else "Write down what you believe and would like to check: Enter adds it here."
        )
        self.empty("" if rows else why)

    @Slot()
    def _show_detail(self) -> None:
        row = self.list.chosen()
        if row is None or row.line.id != self.detail.line:
            self._keep_detail()
            self.detail.put_by()
        self.detail.setVisible(row is not None)
        if row is None:
            self.detail.line = ""
        else:
            self.detail.show_line(row.line, editable=self._desk.studio.editable)

    def _told(self, row: HypothesisRow) -> str:
        state = self._kit.t("verified") if row.line.checked else ""
        return ", ".join(part for part in (row.line.text, row.line.due, state) if part)

    # -------------------------------------------------------------- writing

    @Slot()
    def _add(self) -> None:
        persona = self._desk.persona()
        if persona is None:
            return
        edit = hypotheses.write(persona, self.search.text(), self._desk.texts().language)
        if self._desk.studio.do(edit, "Hypothesis written"):
            self.search.clear()
            self.chips.choose(placed=False)

    def hand_over(self) -> bool:
        """Hand over all that is being written, a hypothesis begun for whichever persona included."""
        kept = self._keep_detail()
        begun = {**self._begun, self._persona: self.search.text()}
        for persona in self._desk.studio.project.personas:
            edit = hypotheses.write(persona, begun.get(persona.id, ""), self._desk.texts().language)
            if edit is None:
                continue
            if self._desk.studio.do(edit, "Hypothesis written"):
                self._begun.pop(persona.id, None)
                if persona.id == self._persona:
                    self.search.clear()
            else:
                kept = False
        return kept

    def forget(self) -> None:
        """Let go of another project."""
        super().forget()
        self._persona = ""
        self._begun.clear()
        self.detail.forget()

    def _keep_detail(self) -> bool:
        return all([self._reword(), self._note()])

    @Slot()
    def _reword(self) -> bool:
        return self._write(self.detail.words, self._reworded, "Text written")

    def _reworded(self, line: Attribute, said: str) -> Edit | None:
        return hypotheses.reword(line, said, self._desk.texts().language)

    @Slot()
    def _note(self) -> bool:
        return self._write(self.detail.due, hypotheses.note, "Note written")

    def _write(self, field: QLineEdit, edit: Callable[[Attribute, str], Edit | None], label: str) -> bool:
        """Keep the words of a field in the line they were written for; refused, they stay as they are."""
        if not field.isModified() or self._desk.studio.session is None:
            return True
        line = find(self._desk.studio.project, self.detail.line)
        wanted = edit(line, field.text()) if isinstance(line, Attribute) else None
        done = wanted is None or self._desk.studio.do(wanted, label)
        if done and isinstance(line, Attribute) and self.detail.line == line.id:
            field.setModified(False)
            self._show_detail()
        return done

    @Slot(bool)
    def _checked(self, checked: bool) -> None:
        row = self.list.chosen()
        if row is not None:
            self.check(row, checked=checked)

    def check(self, row: HypothesisRow, *, checked: bool) -> None:
        """Check a hypothesis off, or not."""
        self._do(
            hypotheses.check(row.line, checked), "Hypothesis verified" if checked else "Check taken back"
        )

    @Slot()
    def _remove_chosen(self) -> None:
        row = self.list.chosen()
        if row is not None:
            self._remove(row)

    @Slot(object)
    def _remove(self, row: HypothesisRow, _checked: bool = False) -> None:
        self._desk.studio.do(authoring.remove(row.line.id), "Hypothesis deleted", say=True)

    def _take_back(self, row: HypothesisRow, _checked: bool = False) -> None:
        persona = self._desk.persona()
        if persona is not None:
            self._do(hypotheses.take_back(persona, row.line.id), "Line taken back")

    def _do(self, edit: Edit | None, label: str) -> None:
        self._desk.studio.do(edit, label)

    # -------------------------------------------------------------- placing

    def carried(self, row: HypothesisRow) -> Carried | None:
        """Return a hypothesis on its way to the sheet."""
        return hypotheses.carried(row.line, placed=row.placed) if self._desk.studio.editable else None

    @Slot(object)
    def _place(self, row: HypothesisRow) -> None:
        if row.placed:
            self._desk.show_line(row.line.id)
        elif self._desk.studio.editable:
            self._placer.place(hypotheses.carried(row.line, placed=False))

    @Slot(object, QPoint)
    def _menu(self, row: HypothesisRow, at: QPoint) -> None:
        if self._desk.studio.editable:
            popup(self, partial(self._fill, row), at)

    def _fill(self, row: HypothesisRow, menu: QMenu) -> None:
        kit = self._kit
        self._placer.add_to(menu, hypotheses.carried(row.line, placed=row.placed))
        if row.placed:
            back = menu.addAction(kit.icon("corner-up-left"), kit.t("Take back from the sheet"))
            back.triggered.connect(partial(self._take_back, row))
        done = menu.addAction(kit.icon("check"), kit.t("Verified"))
        done.setCheckable(True)
        done.setChecked(row.line.checked)
        done.triggered.connect(partial(self._check_from_menu, row))
        menu.addSeparator()
        menu.addAction(kit.icon("trash-2"), kit.t("Delete the hypothesis")).triggered.connect(
            partial(self._remove, row)
        )

    def _check_from_menu(self, row: HypothesisRow, checked: bool) -> None:
        self.check(row, checked=checked)


def _words(row: HypothesisRow) -> str:
    return row.line.text
