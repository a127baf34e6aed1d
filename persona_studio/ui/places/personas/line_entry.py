"""A few words about a line, written beside the page; what cannot be kept waits for its line."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit

from persona_studio.domain.ids import Id
from persona_studio.ui.kit import Kit


class LineEntry(QLineEdit):
    """``written`` carries this entry, a line and words about it; who cannot keep them calls ``hold``."""

    written = Signal(object, str, str)

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__()
        self._line: Id = ""
        self._was = ""
        self._unkept: dict[Id, str] = {}
        self.setFont(kit.font("body"))
        kit.name(self, name)
        self.editingFinished.connect(self.keep)

    def show_line(self, line: Id, kept: str) -> None:
        """Show what is kept of a line; what is being written of another one is handed over first."""
        if line != self._line:
            self.keep()
        unkept = self._unkept.pop(line, None) if line != self._line else None
        if unkept is not None:
            self.setText(unkept)
        elif line != self._line or kept != self._was:
            self.setText(kept)
        self._line, self._was = line, kept

    @Slot()
    def keep(self) -> bool:
        """Hand over the words when they changed, and tell whether none is left to keep.

        What could not be kept is handed over again next time.
        """
        said, line, was = self.text().strip(), self._line, self._was
        if line and said != was:
            self._unkept.pop(line, None)
            self._was = said  # showing what is kept asks for the words again
            self.written.emit(self, line, said)
            if line in self._unkept and self._line == line:
                self._was = was
        return not self._unkept

    def hold(self, line: Id, words: str) -> None:
        """Hold words that could not be kept, for when their line is shown again."""
        self._unkept[line] = words

    def forget(self) -> None:
        """Let go of another project."""
        self._line = self._was = ""
        self._unkept.clear()
        self.clear()
