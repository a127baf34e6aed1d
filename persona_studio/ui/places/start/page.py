"""Start screen: a new project at the left, what was open lately and an example at the right."""

from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from persona_studio import __version__
from persona_studio.errors import UserError
from persona_studio.ui import recents
from persona_studio.ui.actions import Actions
from persona_studio.ui.frame.language import LanguageSwitch
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.start.example import ExampleCard
from persona_studio.ui.places.start.rows import RecentList
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.buttons import BARE, PRIMARY, SECONDARY, Button, IconButton
from persona_studio.ui.widgets.labels import Key, Label, Paragraph, Picture
from persona_studio.ui.widgets.surfaces import Card, Column, DropZone, Panel

if TYPE_CHECKING:
    from persona_studio.ui.widgets.notes import Strip

LEFT_SHARE, LEFT_MARGIN, RIGHT_MARGIN = 560, 64, 64
ROOMY, NARROW_MARGIN = 1360, 28
"""Pixels of the drawings: under so many, both halves are as wide and their margins small."""


class StartPage(QWidget):
    """Asks for a file, offers the last projects."""

    brought = Signal(str)
    empty = Signal()
    example = Signal()
    speaks = Signal(str)

    def __init__(self, studio: Studio, actions: Actions) -> None:
        super().__init__()
        self._studio, self._kit, self._actions = studio, studio.kit, actions
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left(), LEFT_SHARE)
        row.addWidget(self._right(), 1440 - LEFT_SHARE)
        self._halves = row
        self._kit.wording.changed.connect(self.refresh)
        self._kit.name(self, "Start")

    # -------------------------------------------------------------- left

    def _left(self) -> QWidget:
        kit, px = self._kit, self._kit.px
        panel = Panel(kit, "surface", "r")
        self._scrolled = Column(kit, margins=(LEFT_MARGIN, 44, LEFT_MARGIN, 32))
        outer = QVBoxLayout(panel)
        outer.setContentsMargins(0, 0, 1, 0)
        outer.addWidget(self._scrolled)
        column = self._scrolled.rows
        column.addLayout(self._brand())
        column.addItem(
            QSpacerItem(0, px(16), QSizePolicy.Policy.Minimum, QSizePolicy.Policy.MinimumExpanding)
        )
        column.setStretch(1, 3)
        headline = Paragraph(kit, "headline")
        kit.say(headline.setText, "Your data\nhave a face.")
        column.addWidget(headline)
        column.addSpacing(px(16))
        lead = Paragraph(kit, "lead", "text2")
        kit.say(
            lead.setText,
            "Import a survey, bring out segments, compose personas and print them for your workshop.",
        )
        column.addWidget(lead)
        column.addSpacing(px(36))
        column.addWidget(self._zone())
        column.addSpacing(px(16))
        column.addLayout(self._open_row())
        column.addSpacing(px(16))
        column.addStretch(10)
        self._column = column
        column.addLayout(self._promise())
        return panel

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._kit.px(11))
        name = Label(self._kit, "card")
        name.setText("Persona Studio")
        row.addWidget(Picture(self._kit.icons.mark(self._kit.px(30))))
        row.addWidget(name)
        row.addStretch(1)
        return row

    def _zone(self) -> QWidget:
        kit, px = self._kit, self._kit.px
        zone = DropZone(kit)
        kit.name(zone, "Drop an Excel, CSV or SPSS file here.")
        zone.dropped.connect(self.brought)
        title, words = Paragraph(kit, "card"), Paragraph(kit, "body", "text2")
        kit.say(title.setText, "New project from a survey")
        kit.say(words.setText, "Drop an Excel, CSV or SPSS file here.")
        choose = Button(kit, PRIMARY, "upload").triggers(self._actions["new"])
        kit.say(choose.setText, "Choose a file")
        blank = Button(kit, SECONDARY)
        kit.say(blank.setText, "Empty project")
        kit.say(blank.setToolTip, "For personas made by hand, from hypotheses")
        blank.clicked.connect(self.empty)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(10))
        buttons.addWidget(choose)
        buttons.addWidget(blank)
        buttons.addStretch(1)
        text = QVBoxLayout()
        text.setSpacing(px(3))
        text.addWidget(title)
        text.addWidget(words)
        text.addSpacing(px(18))
        text.addLayout(buttons)
        row = QHBoxLayout(zone)
        row.setContentsMargins(px(26), px(26), px(26), px(24))
        row.setSpacing(px(16))
        self._tile = _Tile(kit)
        row.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        return zone

    def _open_row(self) -> QHBoxLayout:
        kit = self._kit
        row = QHBoxLayout()
        button = Button(kit, BARE, "folder-open").triggers(self._actions["open"])
        kit.say(button.setText, "Open a project")
        row.addWidget(button)
        row.addSpacing(kit.px(9))
        row.addWidget(Key(kit, "Ctrl O"))
        row.addStretch(1)
        return row

    def _promise(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._kit.px(9))
        words = Paragraph(self._kit, "small", "text2")
        self._kit.say(words.setText, "Everything stays on this computer: no account, no connection.")
        row.addWidget(Picture(self._kit.picture("hard-drive", "text2", 15)))
        row.addWidget(words, 1)
        return row

    # -------------------------------------------------------------- right

    def _right(self) -> QWidget:
        kit, px = self._kit, self._kit.px
        column = Column(kit, margins=(RIGHT_MARGIN, 44, RIGHT_MARGIN, 32))
        self._right_rows = column.rows
        column.rows.addLayout(self._tools())
        column.rows.addSpacing(px(48))
        self._list_head = QWidget()
        self._list_head.setLayout(self._head())
        column.rows.addWidget(self._list_head)
        self._list = RecentList(kit)
        self._list.chosen.connect(self.brought)
        self._list.forgotten.connect(self._forget)
        self._list.sought.connect(self._seek)
        column.rows.addWidget(self._list)
        self._gap = QWidget()
        self._gap.setFixedHeight(px(42))
        column.rows.addWidget(self._gap)
        discover = Label(kit, "place")
        kit.say(discover.setText, "Discover")
        column.rows.addWidget(discover)
        column.rows.addSpacing(px(18))
        self.card = ExampleCard(kit)
        self.card.opened.connect(self.example)
        column.rows.addWidget(self.card)
        column.rows.addStretch(1)
        column.rows.addSpacing(px(16))
        column.rows.addLayout(self._foot())
        return column

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._kit.px(8))
        row.addStretch(1)
        switch = LanguageSwitch(self._kit, self._kit.t.language)
        switch.chosen.connect(self.speaks)
        row.addWidget(switch)
        row.addWidget(
            IconButton(self._kit, "circle-help", "Keyboard shortcuts").triggers(self._actions["help"])
        )
        return row

    def _head(self) -> QHBoxLayout:
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

    # -------------------------------------------------------------- what changes

    @cached_property
    def strip(self) -> "Strip":
        """The message under the drop zone, made when there is something to say."""
        from persona_studio.ui.widgets.notes import Strip  # noqa: PLC0415 - nothing goes wrong at most starts

        strip = Strip(self._kit)
        self._column.insertWidget(self._column.count() - 2, strip)
        return strip

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spare margins and shares where the window is narrow for the size of its text."""
        super().resizeEvent(event)
        px, narrow = self._kit.px, event.size().width() < self._kit.px(ROOMY)
        side = px(NARROW_MARGIN if narrow else LEFT_MARGIN)
        for rows in (self._scrolled.rows, self._right_rows):
            rows.setContentsMargins(side, px(44), side, px(32))
        self._tile.setVisible(not narrow)
        self._halves.setStretch(0, 1 if narrow else LEFT_SHARE)
        self._halves.setStretch(1, 1 if narrow else 1440 - LEFT_SHARE)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the list again whenever the page comes back."""
        super().showEvent(event)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the projects opened lately."""
        entries = recents.recents(self._studio.preferences)
        t = self._kit.t
        for widget in (self._list_head, self._list, self._gap):
            widget.setVisible(bool(entries))
        self._count.setText(t.plural("{n} recent project", "{n} recent projects", len(entries)))
        self._list.show_projects(
            entries[: recents.SHOWN], entries[recents.SHOWN :], datetime.now().astimezone()
        )

    def fill(self) -> None:
        """Ask for the pictures of the example, which come a little later."""
        from persona_studio.services.previews import example_pages  # noqa: PLC0415 - after the first sight

        self._studio.jobs.start("example", "", example_pages, done=self._draw, failed=self._leave_empty)

    def _draw(self, pages: list[Any]) -> None:
        from persona_studio.ui.canvas.painter import PagePainter  # noqa: PLC0415 - after the first sight

        self.card.picture.show_pages(pages, PagePainter())

    def _leave_empty(self, _error: UserError) -> None:
        """Leave the card without pictures: nothing the user wants to do needs them."""

    @Slot(str)
    def _forget(self, path: str) -> None:
        recents.forget(self._studio.preferences, path)
        self.refresh()

    @Slot(str)
    def _seek(self, path: str) -> None:
        dialog = QFileDialog(self, self._kit.t("Find {file}", file=self._kit.t.quoted(Path(path).name)))
        dialog.setNameFilter(f"{self._kit.t('Projects')} (*.persona)")
        self._sought = path
        dialog.fileSelected.connect(self._found)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _found(self, file: str) -> None:
        recents.moved(self._studio.preferences, self._sought, Path(file))
        self.brought.emit(file)


class _Tile(Card):
    """The blue tile with a file on it."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "atint", "", 12)
        self.setFixedSize(kit.px(44), kit.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint tile and icon."""
        super().paintEvent(event)
        size = self._kit.px(22)
        left = (self.width() - size) // 2
        QPainter(self).drawPixmap(left, left, self._kit.picture("file-spreadsheet", "accent", 22))
