"""The pages that will be printed, as small pictures."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from persona_studio.domain.ids import Id
from persona_studio.publish.boxes import Page
from persona_studio.ui.canvas.painter import PagePainter
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.flow import Flow
from persona_studio.ui.widgets.surfaces import Column, clear

WIDE, SMALL = 160, 112
MANY = 40
LYING = 1.36


@dataclass(frozen=True, slots=True)
class Printed:
    """A page to print, and whose it is; nobody's when it shows several personas."""

    page: Page
    persona: Id | None
    title: str


class Thumbnail(QAbstractButton):
    """One page; pressed twice, or with Enter, it opens in Personas."""

    opened = Signal(str)

    def __init__(self, kit: Kit, painter: PagePainter, printed: Printed, number: int, wide: int) -> None:
        super().__init__()
        self._kit, self._painter, self.printed, self._number, self._wide = kit, painter, printed, number, wide
        self._picture = QImage()
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(kit.t("Page {number}: {title}", number=number, title=printed.title))
        self.setToolTip(printed.title)

    def _page_size(self) -> QSize:
        page = self.printed.page
        # A page on its side is as high as it would be wide upright: then neither kind looks small.
        page_wide = self._wide * (LYING if page.width > page.height else 1)
        wide = self._kit.px(page_wide)
        return QSize(wide, round(wide * page.height / page.width))

    def sizeHint(self) -> QSize:
        """Fit the page and the line below."""
        size = self._page_size()
        return QSize(size.width() + 8, size.height() + 8 + self._kit.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page, its name and its number."""
        painter, colour, px = QPainter(self), self._kit.colour, self._kit.px
        size = self._page_size()
        place = QRectF(4, 4, size.width(), size.height())
        if self._picture.isNull():
            self._picture = self._drawn(size)
        paint.rounded(painter, place.adjusted(-1, -1, 1, 1), 0, colour("surface"), colour("line"))
        painter.drawImage(place, self._picture)
        if self.isChecked():
            paint.rounded(painter, place.adjusted(-4, -4, 4, 4), 2, None, colour("accent"), 2)
        line = QRectF(4, size.height() + 8, size.width(), px(26))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._kit.font("number-small"))
        painter.setPen(colour("text2"))
        number = str(self._number)
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, number)
        painter.setFont(self._kit.font("small"))
        room = int(line.width() - painter.fontMetrics().horizontalAdvance(number) - px(10))
        painter.drawText(
            line,
            middle,
            painter.fontMetrics().elidedText(self.printed.title, Qt.TextElideMode.ElideRight, room),
        )

    def _drawn(self, size: QSize) -> QImage:
        # Painted twice as large and shrunk: thin lines stay thin instead of uneven.
        ratio = self.devicePixelRatioF()
        scale = 2 * ratio * size.width() / self.printed.page.width
        picture = self._painter.image(self.printed.page, scale, hints=False)
        return picture.scaled(
            size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Open the persona."""
        self._open()

    def _open(self) -> None:
        if self.printed.persona is not None:
            self.opened.emit(self.printed.persona)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the persona with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)


class Pages(Column):
    """Thumbnails that wrap; many pages get smaller ones."""

    opened = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, margins=(0, 0, 0, 24))
        self._kit = kit
        self._painter = PagePainter(kit.photos)
        self._holder = QWidget()
        self._flow = Flow(kit.px(10), kit.px(14))
        self._holder.setLayout(self._flow)
        self.rows.addWidget(self._holder)
        self.rows.addStretch(1)
        kit.name(self, "Pages")

    def show_pages(self, printed: Sequence[Printed]) -> None:
        """Show pages."""
        clear(self._flow)
        wide = SMALL if len(printed) >= MANY else WIDE
        for number, each in enumerate(printed, 1):
            thumbnail = Thumbnail(self._kit, self._painter, each, number, wide)
            thumbnail.setChecked(number == 1)
            thumbnail.opened.connect(self.opened)
            self._flow.addWidget(thumbnail)
        self._holder.updateGeometry()
