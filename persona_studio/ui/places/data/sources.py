"""The files that a survey is made of: its own, and those joined to it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from persona_studio.domain.variables import MISSING_CODES, Missing
from persona_studio.domain.waves import Wave
from persona_studio.ui.actions import Actions
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import Chip

_NOT_ASKED = MISSING_CODES.index(Missing.NOT_ASKED)
LONGEST = 34
"""Letters of a file's name that a chip shows."""


class Sources(QWidget):
    """A chip for each file with the respondents it tells of; the last one asks for another file."""

    asked = Signal()

    def __init__(self, kit: Kit, actions: Actions) -> None:
        super().__init__()
        self._kit = kit
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(kit.px(6))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._files: list[Chip] = []
        self.more = Chip(kit, "plus")
        self.more.setCheckable(False)
        self.more.clicked.connect(actions["join"].trigger)
        actions["join"].enabledChanged.connect(self.more.setEnabled)
        kit.say(self.more.setText, "Complete")
        kit.hint(self.more, "Complete with a second file…")
        self._row.addWidget(self.more)

    def show_wave(self, wave: Wave) -> None:
        """Show the files of another wave."""
        t = self._kit.t
        told = [("file-text", wave.name or t("Survey"), wave.source.file, wave.respondents)]
        told += [
            ("database", Path(source.file).stem, source.file, joined(wave, origin))
            for origin, source in enumerate(wave.completed, 1)
        ]
        for chip in self._files:
            self._row.removeWidget(chip)
            chip.deleteLater()
        self._files = [self._chip(*words) for words in told]
        for place, chip in enumerate(self._files):
            self._row.insertWidget(place, chip)

    def _chip(self, icon: str, name: str, file: str, people: int) -> Chip:
        chip, t = Chip(self._kit, icon), self._kit.t
        chip.setCheckable(False)
        chip.setText(name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…")
        chip.count(t.integer(people))
        chip.setToolTip(file)
        chip.setAccessibleName(t("{file}: how it was read", file=file))
        chip.clicked.connect(self.asked)
        return chip


def joined(wave: Wave, origin: int) -> int:
    """Return how many respondents found their row in the file of that place, from 1."""
    alone = [v.missing[_NOT_ASKED] for v in wave.variables if v.origin == origin and v.rule is None]
    return wave.respondents - min(alone, default=wave.respondents)
