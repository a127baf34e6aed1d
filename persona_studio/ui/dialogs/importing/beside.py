"""What goes with the answers: the words of a codebook, and the personal data that were found."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from persona_studio.domain.waves import Notice, Wave
from persona_studio.ui import words
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import SECONDARY, Button, IconButton
from persona_studio.ui.widgets.fields import Check
from persona_studio.ui.widgets.file_dialog import FileDialog
from persona_studio.ui.widgets.labels import Elided, Label, Paragraph
from persona_studio.ui.widgets.surfaces import clear

CODEBOOKS = "*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods"
CODEBOOK = "codebook_"
"""How the codes of remarks on a codebook begin."""
LISTED = 6


class CodebookPart(QWidget):
    """A button to attach a codebook, or its name, what it matched and what it did not."""

    changed = Signal()

    def __init__(self, kit: Kit, path: Path | None) -> None:
        super().__init__()
        self._kit, self.path = kit, path
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(kit.px(6))
        title = Label(kit, "strong")
        kit.say(title.setText, "Codebook")
        column.addWidget(title)
        self._help = Paragraph(kit, "small", "text2")
        kit.say(self._help.setText, "The words of questions and answers, in a file: variable, code, label.")
        column.addWidget(self._help)
        self._attach = Button(kit, SECONDARY, "paperclip", small=True)
        kit.say(self._attach.setText, "Attach a codebook…")
        self._attach.setAutoDefault(False)
        self._attach.clicked.connect(self._ask)
        column.addWidget(self._attach, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._row())
        self._remarks = QVBoxLayout()
        self._remarks.setSpacing(kit.px(3))
        column.addLayout(self._remarks)
        self.attach(path)

    def _row(self) -> QWidget:
        self._held = QWidget()
        self._name = Elided(self._kit, "body")
        take_out = IconButton(self._kit, "x", "Take the codebook out", side=26, size=15)
        take_out.clicked.connect(self._take_out)
        row = QHBoxLayout(self._held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._kit.px(6))
        row.addWidget(self._name, 1)
        row.addWidget(take_out)
        return self._held

    def attach(self, path: Path | None) -> None:
        """Show another codebook; None shows the button."""
        self.path = path
        self._name.setText(path.name if path else "")
        self._held.setVisible(path is not None)
        self._attach.setVisible(path is None)
        self._help.setVisible(path is None)
        self.tell(())

    def tell(self, notices: Sequence[Notice]) -> None:
        """Say what the codebook matched and what it did not."""
        clear(self._remarks)
        for notice in notices:
            matched = notice.code == "codebook_matched"
            line = Paragraph(self._kit, "small", "text2" if matched else "warn")
            line.setText(self._kit.t.code("notice", notice.code, notice.params))
            self._remarks.addWidget(line)

    @Slot()
    def _ask(self) -> None:
        t = self._kit.t
        dialog = FileDialog(self, t("Choose a codebook"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"{t('Codebooks')} ({CODEBOOKS})")
        dialog.fileSelected.connect(self._chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _chosen(self, file: str) -> None:
        self.attach(Path(file))
        self.changed.emit()

    @Slot()
    def _take_out(self) -> None:
        self.attach(None)
        self.changed.emit()


class PersonalPart(QWidget):
    """The personal data found, and whether to store them all the same."""

    changed = Signal()

    def __init__(self, kit: Kit, *, kept: bool) -> None:
        super().__init__()
        self._kit = kit
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(kit.px(6))
        title = Label(kit, "strong")
        kit.say(title.setText, "Personal data")
        column.addWidget(title)
        self._state = Paragraph(kit, "small", "text2")
        column.addWidget(self._state)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(kit.px(2))
        column.addLayout(self._lines)
        self.check = Check(kit)
        kit.say(self.check.setText, "Store them all the same")
        kit.name(self.check, "Store personal data all the same")
        self.check.setChecked(kept)
        self.check.toggled.connect(self._toggled)
        column.addWidget(self.check)
        self.wait()

    @property
    def kept(self) -> bool:
        """Whether personal data are to be stored."""
        return self.check.isChecked()

    def wait(self) -> None:
        """Say that the file is still being looked through."""
        clear(self._lines)
        self.check.setVisible(self.kept)
        self._state.setText(self._kit.t("Looking through the answers…"))

    def show_wave(self, wave: Wave) -> None:
        """List what was found."""
        t = self._kit.t
        clear(self._lines)
        found = [v for v in wave.variables if v.personal is not None]
        masked = [notice for notice in wave.notices if notice.code == "contacts_masked"]
        self.check.setVisible(bool(found or masked) or self.kept)
        if not found and not masked:
            self._state.setText(t("None found."))
            return
        state = "Stored with the answers, as you asked." if self.kept else "Set aside: it will not be stored."
        self._state.setText(t(state))
        for variable in found[:LISTED]:
            kind = words.personal(variable.personal, t) if variable.personal else ""
            self._add(f"{words.shown_name(variable)} ({kind})")
        if len(found) > LISTED:
            self._add(t.plural("and {n} other column", "and {n} other columns", len(found) - LISTED))
        if masked:
            self._add(
                t.plural(
                    "written inside the answers to {n} question",
                    "written inside the answers to {n} questions",
                    len(masked),
                )
            )

    def _add(self, text: str) -> None:
        line = Elided(self._kit, "small")
        line.setText(f"• {text}")
        self._lines.addWidget(line)

    @Slot(bool)
    def _toggled(self, _on: bool) -> None:
        self.changed.emit()
