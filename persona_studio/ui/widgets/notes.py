"""What the window tells: strips, empty places, short messages, progress."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.buttons import LINK, PRIMARY, SECONDARY, Button, IconButton
from persona_studio.ui.widgets.labels import Elided, Label, Paragraph, Picture
from persona_studio.ui.widgets.surfaces import Card, clear

ERROR, WARNING, INFORMATION = "error", "warning", "information"
_LOOK = {
    ERROR: ("badtint", "bad", "circle-alert"),
    WARNING: ("warntint", "warn", "triangle-alert"),
    INFORMATION: ("atint", "accent", "info"),
}
Act = tuple[str, Callable[[], object]]
"""Words of a button (English source) and what it does."""


class Strip(Card):
    """A tinted message: bold fact, plain consequence, one or two ways on, below or ``beside``."""

    closed = Signal()

    def __init__(self, kit: Kit, radius: float = 12, *, beside: bool = False) -> None:
        super().__init__(kit, "atint", "", radius)
        px = kit.px
        self._beside = beside
        self._icon = Picture()
        self._fact = Paragraph(kit, "strong")
        self._rest = Paragraph(kit, "body", "text2")
        self._close = IconButton(kit, "x", "Close the message", side=26, size=16)
        self._close.clicked.connect(self.dismiss)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(px(8))
        words = QVBoxLayout()
        words.setSpacing(px(4))
        for part in (self._fact, self._rest):
            words.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(14), px(12), px(14))
        row.setSpacing(px(12))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        (row if beside else words).addLayout(self._acts)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hide()

    def tell(
        self, kind: str, fact: str, rest: str = "", acts: tuple[Act, ...] = (), *, closes: bool = True
    ) -> None:
        """Show a message; ``fact`` and ``rest`` are in the window's language already."""
        ground, ink, icon = _LOOK[kind]
        self.dress(ground, "")
        self._icon.setPixmap(self._kit.picture(icon, ink, 19))
        self._fact.setText(fact)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        self.setAccessibleName(f"{fact} {rest}".strip())
        clear(self._acts)
        for i, (words, act) in enumerate(acts):
            button = Button(self._kit, PRIMARY if i == 0 and kind == ERROR else SECONDARY, small=True)
            self._kit.say(button.setText, words)
            button.clicked.connect(act)
            self._acts.addWidget(button)
        if not self._beside:
            self._acts.addStretch(1)
        self._close.setVisible(closes)
        self.show()

    @Slot()
    def dismiss(self) -> None:
        """Take the message away."""
        self.hide()
        self.closed.emit()


class EmptyState(Card):
    """What a place shows before there is anything in it."""

    def __init__(self, kit: Kit, icon: str, title: str, help_: str) -> None:
        super().__init__(kit)
        px = kit.px
        self._wide = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(px(32), px(28), px(32), px(28))
        column.setSpacing(px(8))
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Picture(kit.picture(icon, "accent", 34)), 0, middle)
        column.addSpacing(px(6))
        self.title, self.help = Paragraph(kit, "empty"), Paragraph(kit, "body", "text2")
        for label, text in ((self.title, title), (self.help, help_)):
            label.centre().setFixedWidth(px(340))
            kit.say(label.setText, text)
            column.addWidget(label, 0, middle)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(px(10))
        column.addSpacing(px(8))
        column.addLayout(self._acts)
        self._acts.setAlignment(middle)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def act(self, button: Button) -> None:
        """Add a way on."""
        self._acts.addWidget(button)

    def sizeHint(self) -> QSize:
        """Ask for the width that was wanted; in a narrow page, the words alone are enough."""
        return super().sizeHint().expandedTo(QSize(self._wide, 0))

    def centred(self, width: float) -> QWidget:
        """Return a page with this in its middle, a little above."""
        page = QWidget()
        self._wide = self._kit.px(width)
        column = QVBoxLayout(page)
        column.addStretch(2)
        column.addWidget(self, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page


class ProgressCard(Card):
    """Work under way: what, how far, time left, and a way to stop it."""

    stopped = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        px = kit.px
        self._title, self._count = Elided(kit, "strong"), Label(kit, "small", "text3")
        self._left = Paragraph(kit, "small", "text2")
        self._bar = _Thread(kit)
        stop = Button(kit, SECONDARY, small=True)
        kit.say(stop.setText, "Stop")
        stop.clicked.connect(self.stopped)
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._count)
        foot.addWidget(self._left, 1)
        foot.addWidget(stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(14), px(18), px(14))
        column.setSpacing(px(8))
        column.addLayout(top)
        column.addWidget(self._bar)
        column.addLayout(foot)
        self.hide()

    def tell(self, title: str, count: str, left: str, share: float) -> None:
        """Show how far the work is."""
        self._title.setText(title)
        self._count.setText(count)
        self._left.setText(left)
        self._bar.advance(share)
        self.setAccessibleName(f"{title} {count}. {left}")


class _Thread(QWidget):
    """The six pixel bar of the progress card."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit, self._share = kit, 0.0
        self.setFixedHeight(kit.px(6))

    def advance(self, share: float) -> None:
        self._share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colour, rect = self._kit.colour, QRectF(self.rect())
        paint.bar(QPainter(self), rect, self._share, colour("accent"), colour("track"), rect.height() / 2)


class Toast(QWidget):
    """A short message at the bottom, six seconds, with "Undo" when something changed."""

    undone = Signal()
    SECONDS = 6

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        px = kit.px
        self._kit = kit
        self._words = Label(kit, "body", "onprimary")
        self._undo = _ToastButton(kit)
        kit.say(self._undo.setText, "Undo")
        self._undo.clicked.connect(self._pressed)
        self._on = _ToastButton(kit)
        self._on.clicked.connect(self._go_on)
        self._way: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(4), px(10), px(4))
        row.setSpacing(px(12))
        row.addWidget(Picture(kit.picture("check", "onprimary", 17)))
        row.addWidget(self._words)
        row.addWidget(self._undo)
        row.addWidget(self._on)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(self.SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def tell(
        self, text: str, *, undo: bool, words: str = "", way: Callable[[], object] | None = None
    ) -> None:
        """Show a message, perhaps with a way on and its words; the one before goes."""
        self._words.setText(text)
        self._undo.setVisible(undo)
        self._way = way
        self._on.setText(words)
        self._on.setVisible(way is not None)
        self.setAccessibleName(text)
        self.setFixedHeight(self._kit.px(42))
        self.adjustSize()
        self.place()
        self.show()
        self.raise_()
        self._timer.start()

    def outdate(self) -> None:
        """Go away when "Undo" would no longer undo what the message tells."""
        if not self._undo.isHidden():
            self.hide()

    def place(self) -> None:
        """Stand at the bottom, in the middle."""
        around = self.parentWidget()
        if around is not None:
            self.move(
                (around.width() - self.width()) // 2, around.height() - self.height() - self._kit.px(24)
            )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ink ground."""
        paint.rounded(QPainter(self), QRectF(self.rect()), self._kit.px(10), self._kit.colour("primary"))

    @Slot()
    def _pressed(self) -> None:
        self.hide()
        self.undone.emit()

    @Slot()
    def _go_on(self) -> None:
        self.hide()
        if self._way is not None:
            self._way()


class _ToastButton(Button):
    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, LINK)

    def _colours(self) -> tuple[str, str, str]:
        return ("text2" if self.underMouse() else ""), "", "aline"
