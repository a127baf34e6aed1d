"""Says that most questions have no words but the name of their column, which is what would be printed."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from persona_studio.domain.ids import Id
from persona_studio.domain.project import Project
from persona_studio.domain.variables import Role, Variable
from persona_studio.domain.waves import Wave
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.notes import WARNING, Act, Strip


def wordless(wave: Wave) -> list[Variable]:
    """Return the active questions without words, when they are most of the active ones; else none."""
    active = [v for v in wave.variables if v.role is Role.ACTIVE]
    bare = [v for v in active if v.label.strip() in ("", v.name) and " " not in v.name.strip()]
    return bare if 2 * len(bare) > len(active) else []


class Wordless(QWidget):
    """The strip, until it is closed: for that project it does not come back as long as the program runs."""

    def __init__(self, kit: Kit, write: Act, reread: QAction) -> None:
        super().__init__()
        self._kit, self._write, self._reread = kit, write, reread
        self._project: Id = ""
        self._closed: set[Id] = set()
        self._told: tuple[int, bool, str] | None = None
        self._bare = 0
        self.strip = Strip(kit)
        self.strip.closed.connect(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, kit.px(14), 0, 0)
        column.addWidget(self.strip)
        reread.changed.connect(self._tell)
        self.hide()

    def show_project(self, project: Project, wave: Wave, *, editable: bool) -> None:
        """Show the strip when the questions of a wave need words that can be written."""
        self._project = project.id
        self._bare = len(wordless(wave)) if editable else 0
        self._tell()

    @Slot()
    def _tell(self) -> None:
        wanted = self._bare > 0 and self._project not in self._closed
        self.setVisible(wanted)
        state = (self._bare, self._reread.isEnabled(), self._kit.t.language) if wanted else None
        if state is None or state == self._told:
            return  # told anew, its buttons would lose the keyboard
        self._told, t = state, self._kit.t
        fact = t.plural(
            "{n} question has no words but the name of its column, which would be printed as it is.",
            "{n} questions have no words but the names of their columns, which would be printed as they are.",
            self._bare,
        )
        rest = t("Write the words of a question in the panel on the right, or attach a codebook.")
        alone = t("Write the words of a question in the panel on the right.")
        book: Act = ("Attach a codebook…", self._reread.trigger)
        acts = (self._write, book) if self._reread.isEnabled() else (self._write,)
        self.strip.tell(WARNING, fact, rest if len(acts) > 1 else alone, acts)

    @Slot()
    def _close(self) -> None:
        self._closed.add(self._project)
        self._told = None
        self.hide()
