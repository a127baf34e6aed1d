"""The right half of the start screen: what was open lately, an example, the language."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from persona_studio import __version__
from persona_studio.ui import recents
from persona_studio.ui.actions import Actions
from persona_studio.ui.frame.language import LanguageSwitch
from persona_studio.ui.frame.theme import theme_button
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.start.example import ExampleCard
from persona_studio.ui.places.start.rows import RecentList
from persona_studio.ui.preferences import Preferences
from persona_studio.ui.widgets.buttons import IconButton
from persona_studio.ui.widgets.file_dialog import FileDialog
from persona_studio.ui.widgets.labels import Key, Label
from persona_studio.ui.widgets.surfaces import Column

MARGIN = 64


class Discover(Column):
    """Offers the last projects and an example."""

    chosen = Signal(str)
    example = Signal()
    speaks = Signal(str)

    def __init__(self, kit: Kit, preferences: Preferences, actions: Actions) -> None:
        super().__init__(kit, margins=(MARGIN, 44, MARGIN, 32))
        self._kit, self._preferences = kit, preferences
        self._sought = ""
        px = kit.px
        self.rows.addLayout(self._tools(actions))
        self.rows.addSpacing(px(48))
        self._head = QWidget()
        self._head.setLayout(self._title())
        self.rows.addWidget(self._head)
        self._list = RecentList(kit)
        self._list.chosen.connect(self.chosen)
        self._list.forgotten.connect(self._forget)
        self._list.sought.connect(self._seek)
        self.rows.addWidget(self._list)
        self._gap = QWidget()
        self._gap.setFixedHeight(px(42))
        self.rows.addWidget(self._gap)
        discover = Label(kit, "place")
        kit.say(discover.setText, "Discover")
        self.rows.addWidget(discover)
        self.rows.addSpacing(px(18))
        self.card = ExampleCard(kit)
        self.card.opened.connect(self.example)
        self.rows.addWidget(self.card)
        self.rows.addStretch(1)
        self.rows.addSpacing(px(16))
        self.rows.addLayout(self._foot())
        kit.wording.changed.connect(self.refresh)

    def _tools(self, actions: Actions) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._kit.px(8))
        row.addStretch(1)
        switch = LanguageSwitch(self._kit, self._kit.t.language)
        switch.chosen.connect(self.speaks)
        row.addWidget(switch)
        row.addWidget(theme_button(self._kit, actions))
        row.addWidget(IconButton(self._kit, "circle-help", "Keyboard shortcuts").triggers(actions["help"]))
        return row

    def _title(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, self._kit.px(18))
        title = Label(self._kit, "place")
        self._kit.say(title.setText, "Resume")
        self._count = Label(self._kit, "small", "text2")
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _foot(self) -> QHBoxLayout:
        kit = self._kit
        row = QHBoxLayout()
        row.setSpacing(kit.px(6))
        version, keys = Label(kit, "small", "text2"), Label(kit, "small", "text2")
        kit.say(version.setText, "Version {number}", number=__version__)
        kit.say(keys.setText, "Shortcuts:")
        row.addWidget(version)
        row.addStretch(1)
        row.addWidget(keys)
        row.addWidget(Key(kit, "F1"))
        return row

    def showEvent(self, event: QShowEvent) -> None:
        """Read the list again whenever the page comes back."""
        super().showEvent(event)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the projects opened lately."""
        entries = recents.recents(self._preferences)
        t = self._kit.t
        for widget in (self._head, self._list, self._gap):
            widget.setVisible(bool(entries))
        self._count.setText(t.plural("{n} recent project", "{n} recent projects", len(entries)))
        self._list.show_projects(
            entries[: recents.SHOWN], entries[recents.SHOWN :], datetime.now().astimezone()
        )

    @Slot(str)
    def _forget(self, path: str) -> None:
        recents.forget(self._preferences, path)
        self.refresh()

    @Slot(str)
    def _seek(self, path: str) -> None:
        dialog = FileDialog(self, self._kit.t("Find {file}", file=self._kit.t.quoted(Path(path).name)))
        dialog.setNameFilter(f"{self._kit.t('Projects')} (*.persona)")
        self._sought = path
        dialog.fileSelected.connect(self._found)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _found(self, file: str) -> None:
        recents.moved(self._preferences, self._sought, Path(file))
        self.chosen.emit(file)
