"""The middle of the workshop: all pages on the board, or one of them large, and what is said below."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from persona_studio.ui.actions import Actions, key_text
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.workshop.board import Board
from persona_studio.ui.places.workshop.model import PagesModel, Printed
from persona_studio.ui.places.workshop.thumbs import Thumbs
from persona_studio.ui.places.workshop.zoomed import PageView
from persona_studio.ui.widgets.buttons import LINK, PRIMARY, Button
from persona_studio.ui.widgets.labels import Elided, Label, Paragraph
from persona_studio.ui.widgets.notes import EmptyState
from persona_studio.ui.widgets.segmented import Option, Segmented
from persona_studio.ui.widgets.surfaces import Panel

BOARD, PAGE = "board", "page"
SAID = 160
"""Pixels of the drawings below which what is said of the chosen page has a line of its own."""
_MOVES = (
    ("Move one place forward", "Alt+Left", Qt.Key.Key_Left),
    ("Move one place back", "Alt+Right", Qt.Key.Key_Right),
    ("Put first", "Alt+Home", Qt.Key.Key_Home),
    ("Put last", "Alt+End", Qt.Key.Key_End),
)


class Middle(Panel):
    """``ordered`` carries the keys of the pages in another order, none for the usual one.

    ``skipping`` carries the keys of pages to leave out, ``putting_back`` tells that all are to again.
    ``wanted`` carries the persona of a page and what the page is of, to be changed where they are written.
    """

    ordered = Signal(object)
    wanted = Signal(str, str)
    skipping = Signal(object)
    putting_back = Signal()

    def __init__(self, kit: Kit, actions: Actions) -> None:
        super().__init__(kit, "canvas")
        self._kit = kit
        self.thumbs = Thumbs(kit.photos, self)
        self.model = PagesModel(kit.t)
        self.board = Board(kit, self.thumbs, self.model)
        self.page = PageView(kit)
        self.switch = Segmented(
            kit,
            [Option(BOARD, "Board", "layout-grid"), Option(PAGE, "Page", "file")],
            "How pages are shown",
        )
        self.count, self.format = Label(kit, "card"), Elided(kit, "body", "text2")
        self.papers = Paragraph(kit, "body", "text2")
        self.said = Elided(kit, "small", "text2")
        self.usual, self.back = Button(kit, LINK, small=True), Button(kit, LINK, small=True)
        self._stack = QStackedWidget()
        self._key, self._news, self._choosing = "", "", False
        self._awaited, self._free, self._counting = "", False, False
        self._build(actions)
        self._connect()

    def _build(self, actions: Actions) -> None:
        kit, px = self._kit, self._kit.px
        self.switch.choose(BOARD)
        self.switch.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        kit.say(self.usual.setText, "Back to the usual order")
        for link in (self.usual, self.back):
            link.hide()
        head, self._links = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(self.count)
        head.addWidget(self.format, 1)
        head.addWidget(self.switch)
        stays = self.format.sizePolicy()
        stays.setRetainSizeWhenHidden(True)  # the switch stays at the right
        self.format.setSizePolicy(stays)
        self.papers.hide()
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._links.addStretch(1)
        self._links.addWidget(self.back)
        self._links.addWidget(self.usual)
        self._foot.addWidget(self.said, 1)
        self._foot.addLayout(self._links)
        for part in (_empty(kit, actions), self.board, self.page):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(20), px(18), px(8))
        column.setSpacing(px(10))
        column.addLayout(head)
        column.addWidget(self.papers)
        column.addWidget(self._stack, 1)
        column.addLayout(self._foot)

    def _connect(self) -> None:
        self.switch.chosen.connect(self._switch)
        self.switch.taken.connect(self._go_in)
        self.usual.clicked.connect(self.back_to_usual)
        self.back.clicked.connect(self.putting_back)
        self.board.removed.connect(self._skip)
        self.board.opened.connect(self.open)
        self.board.moved.connect(self._move)
        self.board.dragged.connect(self._tell_drag)
        self.board.asked.connect(self._ask)
        self.board.turned.connect(self._turned)
        self.page.turning.connect(self._turn)
        self.page.left.connect(self.show_board)
        self.page.wanted.connect(self.wanted)

    # -------------------------------------------------------------- showing

    @property
    def pages(self) -> list[Printed]:
        """The pages, in the order in which they print."""
        return self.model.pages

    def note(self) -> tuple[str, bool]:
        """Return the key of the chosen page, and whether it is seen large."""
        return self._key, self.switch.value() == PAGE

    def resume(self, key: str, *, large: bool) -> None:
        """Choose a page as soon as it is there, and see it large if it was."""
        self._awaited = key
        self.switch.choose(PAGE if large else BOARD)

    @property
    def row(self) -> int:
        """The row of the page that is chosen, or -1."""
        return self.model.row_of(self._key)

    @property
    def printed(self) -> Printed | None:
        """The page that is chosen."""
        row = self.model.row_of(self._key)
        return self.pages[row] if row >= 0 else None

    def show_pages(
        self, pages: Sequence[Printed], papers: str, *, ordered: bool = False, skipped: int = 0
    ) -> None:
        """Show pages; the chosen one stays chosen wherever it is now.

        ``ordered`` says that the order is not the usual one, ``skipped`` is how many pages are left out.
        """
        before, t = self.model.row_of(self._key), self._kit.t
        self._choosing = True
        self.model.show(pages, t)
        if self._awaited and self.model.row_of(self._awaited) >= 0:
            self._key, self._awaited = self._awaited, ""
        row = self.model.row_of(self._key)
        if row < 0 and pages and not self._free:
            row = min(max(before, 0), len(pages) - 1)
            self._key = pages[row].key
        if row >= 0:
            self.board.choose(row)
        self._choosing = False
        self._count()
        self.format.setText(papers)
        self.papers.setText(papers)
        self.usual.setVisible(ordered and bool(pages))
        self.back.setVisible(bool(skipped))
        self.back.setText(t.plural("Put {n} page back", "Put {n} pages back", skipped))
        self.switch.setEnabled(bool(pages))
        self._make_room()
        self._show()

    def count_on(self, *, counting: bool) -> None:
        """Say whether pages are still being counted: then there may be more, or fewer."""
        if counting != self._counting:
            self._counting = counting
            self._count()
            self._show()

    def _count(self) -> None:
        words = ("{n} page so far…", "{n} pages so far…") if self._counting else ("{n} page", "{n} pages")
        said = self._kit.t.plural(*words, len(self.pages))
        self.count.tint("text2" if self._counting else "text")
        if said != self.count.text():
            self.count.setText(said)
            self._make_room()

    def _show(self) -> None:
        large = self.switch.value() == PAGE
        if large and self.printed is None and self.pages:
            self._key = self.pages[0].key
        printed = self.printed
        self._stack.setCurrentIndex(0 if not self.pages else 2 if large else 1)
        if printed is None:
            self.said.setText(self._news)
            return
        row = self.model.row_of(self._key)
        if large:
            self.page.show_page(printed, row + 1, len(self.pages))
        self._tell(row)

    def _tell(self, row: int) -> None:
        t, count, title = self._kit.t, len(self.pages), self.pages[row].title
        place = t("Page {number} of {count}: {title}", number=row + 1, count=count, title=title)
        if self._counting:
            place = t("Page {number}: {title}", number=row + 1, title=title)
        self.said.setText(self._news or place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the words of the switch give way before those of the pages."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """In little room, show the switch without words, and papers and ways on lines of their own."""
        px, edges = self._kit.px, self.contentsMargins()
        room = self.width() - px(24 + 18) - edges.left() - edges.right()
        words = self.count.sizeHint().width() + self.format.sizeHint().width() + px(2 * 10)
        self.switch.show_bare(words + self.switch.whole_width() > room)
        low = words + self.switch.sizeHint().width() > room
        self.format.setVisible(not low)
        self.papers.setVisible(low)
        links = [link.sizeHint().width() for link in (self.back, self.usual) if not link.isHidden()]
        ways, beside = QBoxLayout.Direction, px(SAID) + sum(links) + px(8) * len(links)
        self._foot.setDirection(ways.TopToBottom if links and beside > room else ways.LeftToRight)

    @Slot(int)
    def _turned(self, row: int) -> None:
        if not self._choosing and row >= 0:
            self._news, self._free = "", False
            self._key = self.pages[row].key
            self._show()

    @Slot(int)
    def open(self, row: int) -> None:
        """Show a page large."""
        self._key = self.pages[row].key
        self.board.choose(row)
        self.switch.choose(PAGE)
        self._show()
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def show_board(self) -> None:
        """Go back to all pages, to where one was."""
        self.switch.choose(BOARD)
        self._show()
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _switch(self, _which: str) -> None:
        self._show()

    @Slot(str)
    def _go_in(self, which: str) -> None:
        """Bring the keyboard to what was asked for: arrows turn its pages."""
        (self.page if which == PAGE else self.board).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _turn(self, by: int) -> None:
        row = self.model.row_of(self._key)
        to = max(0, min(len(self.pages) - 1, row + by))
        if to != row:
            self.board.choose(to)

    def forget(self) -> None:
        """Let go of the pages of a project that is closed."""
        self._key = self._news = self._awaited = ""
        self._free = self._counting = False
        self.thumbs.forget()
        self.switch.choose(BOARD)
        self.show_pages([], "")

    # -------------------------------------------------------------- order

    @Slot(int, int)
    def _move(self, row: int, to: int) -> None:
        """Put a page elsewhere and say where it is now."""
        if row == to or not 0 <= row < len(self.pages):
            return
        pages = list(self.pages)
        moved = pages.pop(row)
        pages.insert(to, moved)
        self._key = moved.key
        t, count = self._kit.t, len(pages)
        said = t("{title} is page {number} of {count} now", title=moved.title, number=to + 1, count=count)
        self._announce(said)
        self.ordered.emit(tuple(each.key for each in pages))

    def _announce(self, said: str) -> None:
        """Say what became of the order, until another page is chosen; screen readers speak it at once."""
        self._news = said
        self.said.setText(said)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.board, said))

    @Slot(object)
    def _skip(self, rows: Sequence[int]) -> None:
        """Leave pages out; they can be put back. None is chosen then, so that no other goes too."""
        pages, t = [self.pages[row] for row in rows], self._kit.t
        if len(pages) == 1:
            self._announce(t("{title} is left out", title=pages[0].title))
        else:
            said = "{n} page is left out", "{n} pages are left out"
            self._announce(t.plural(*said, len(pages)))
        if self.switch.value() == BOARD:
            self._free, self._key = True, ""
            self._choosing = True
            self.board.choose_none(rows[0])
            self._choosing = False
        self.skipping.emit(tuple(each.key for each in pages))

    @Slot()
    def _skip_chosen(self) -> None:
        if self.board.rows:
            self._skip(self.board.rows)

    @Slot(int, int)
    def _tell_drag(self, row: int, place: int) -> None:
        """Say where what is dragged would land."""
        if place < 0 or row < 0:
            self._show()
            return
        t, number = self._kit.t, place if place > row else place + 1
        said = t(
            "Put {title} as page {number}", title=self._kit.t.quoted(self.pages[row].title), number=number
        )
        self.said.setText(said)

    @Slot()
    def back_to_usual(self) -> None:
        """Print the pages in the order they usually have."""
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)
        self._announce(self._kit.t("The pages are in the usual order"))
        self.ordered.emit(())

    @Slot(int, QPoint)
    def _ask(self, row: int, at: QPoint) -> None:
        """Offer what can be done with a page."""
        kit, printed = self._kit, self.pages[row]
        if row not in self.board.rows:
            self.board.choose(row)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        see = menu.addAction(f"{kit.t('See it large')}\t{key_text('Return')}")
        see.triggered.connect(self._open_chosen)
        if printed.persona is not None:
            menu.addAction(kit.t("Open in Personas")).triggered.connect(self._want)
        menu.addSeparator()
        last = len(self.pages) - 1
        for words, keys, key in _MOVES:
            action = menu.addAction(f"{kit.t(words)}\t{key_text(keys)}")
            action.setData(key)
            forward = key in (Qt.Key.Key_Left, Qt.Key.Key_Home)
            action.setEnabled(row > 0 if forward else row < last)
            action.triggered.connect(self._moved_by_menu)
        menu.addSeparator()
        count = len(self.board.rows)
        several = kit.t("Leave these {n} pages out", n=kit.t.integer(count))
        skip = menu.addAction(f"{several if count > 1 else kit.t('Leave this page out')}\t{key_text('Del')}")
        skip.triggered.connect(self._skip_chosen)
        usual = menu.addAction(kit.t("Back to the usual order"))
        usual.setEnabled(not self.usual.isHidden())
        usual.triggered.connect(self.back_to_usual)
        menu.popup(at)

    @Slot()
    def _open_chosen(self) -> None:
        self.open(self.board.row)

    @Slot()
    def _want(self) -> None:
        printed = self.printed
        if printed is not None and printed.persona is not None:
            self.wanted.emit(printed.persona, printed.deliverable)

    @Slot()
    def _moved_by_menu(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.board.move_by_key(Qt.Key(action.data()))


def _empty(kit: Kit, actions: Actions) -> QWidget:
    state = EmptyState(
        kit,
        "printer",
        "Choose what you print",
        "Tick a deliverable and a persona to see the pages here.",
    )
    button = Button(kit, PRIMARY).triggers(actions["go-personas"])
    kit.say(button.setText, "See the personas")
    state.act(button)
    return state.centred(440)
