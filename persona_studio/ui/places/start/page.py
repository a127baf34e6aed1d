"""Start screen: a new project at the left, what was open lately and an example at the right."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from persona_studio.errors import UserError
from persona_studio.ui.actions import Actions
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.start.discover import Discover
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.buttons import BARE, PRIMARY, SECONDARY, Button
from persona_studio.ui.widgets.flow import Flow
from persona_studio.ui.widgets.labels import Key, Label, Paragraph, Picture
from persona_studio.ui.widgets.surfaces import Card, Column, DropZone, Panel

if TYPE_CHECKING:
    from persona_studio.ui.widgets.notes import Strip

LEFT_SHARE, LEFT_MARGIN = 560, 64
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
        self._fills = self._asked = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._discover = self._right()
        row.addWidget(self._left(), LEFT_SHARE)
        row.addWidget(self._discover, 1440 - LEFT_SHARE)
        self._halves = row
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
        column.addWidget(self._other_ways())
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
        row.addWidget(Picture(self._kit.icons.mark(self._kit.px(30), dark=self._kit.theme.name == "dark")))
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

    def _other_ways(self) -> QWidget:
        ways = QWidget()
        flow = Flow(self._kit.px(24), self._kit.px(8))
        ways.setLayout(flow)
        flow.addWidget(self._way("open", "Open a project", "folder-open", "Ctrl O"))
        flow.addWidget(self._way("paste", "Paste a table", "clipboard-paste", "Ctrl V"))
        return ways

    def _way(self, action: str, words: str, icon: str, keys: str) -> QWidget:
        kit, way = self._kit, QWidget()
        row = QHBoxLayout(way)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(kit.px(9))
        button = Button(kit, BARE, icon).triggers(self._actions[action])
        kit.say(button.setText, words)
        row.addWidget(button)
        row.addWidget(Key(kit, keys))
        return way

    def _promise(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._kit.px(9))
        words = Paragraph(self._kit, "small", "text2")
        self._kit.say(words.setText, "Everything stays on this computer: no account, no connection.")
        row.addWidget(Picture(self._kit.picture("hard-drive", "text2", 15)))
        row.addWidget(words, 1)
        return row

    def _right(self) -> Discover:
        right = Discover(self._kit, self._studio.preferences, self._actions)
        right.chosen.connect(self.brought)
        right.example.connect(self.example)
        right.speaks.connect(self.speaks)
        return right

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
        for half in (self._scrolled, self._discover):
            half.rows.setContentsMargins(side, px(44), side, px(32))
        self._tile.setVisible(not narrow)
        self._halves.setStretch(0, 1 if narrow else LEFT_SHARE)
        self._halves.setStretch(1, 1 if narrow else 1440 - LEFT_SHARE)

    def fill(self) -> None:
        """Ask for the pictures of the example, which come a little later, once the page is in view."""
        self._fills = True
        self._ask_pictures()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the pictures that a project opened at once made needless until now."""
        super().showEvent(event)
        self._ask_pictures()

    def _ask_pictures(self) -> None:
        if self._asked or not self._fills or not self.isVisible():
            return
        from persona_studio.services.workshop.previews import example_pages  # noqa: PLC0415 - after the first sight

        self._asked = True
        self._studio.jobs.start(
            "example",
            "",
            example_pages,
            done=self._draw,
            failed=self._leave_empty,
            stopped=self._ask_again,
        )

    def _ask_again(self) -> None:
        """Let the next sight of the page ask: the work was given up together with that of a project."""
        self._asked = False

    def _draw(self, pages: list[Any]) -> None:
        from persona_studio.ui.canvas.painter import PagePainter  # noqa: PLC0415 - after the first sight

        self._discover.card.picture.show_pages(pages, PagePainter())

    def _leave_empty(self, _error: UserError) -> None:
        """Leave the card without pictures: nothing the user wants to do needs them."""


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
