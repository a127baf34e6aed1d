"""Printing through the dialog of the system; the page view is the preview."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from persona_studio.domain.deliverables import CARDS
from persona_studio.ui.canvas.painter import PagePainter
from persona_studio.ui.dialogs.ask import Confirm
from persona_studio.ui.places.workshop.model import Printed
from persona_studio.ui.places.workshop.papers import Placed, Size, placed, reduced
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.notes import ERROR, WARNING, Strip

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

FAMILY = "print"
GRAIN = 300 / 72
"""Units per point in which pages are painted: photos get 300 dots an inch, text and lines are outlines."""


class PrintDesk(QObject):
    """Asks which printer and which pages, says what is made smaller, prints.

    ``export_wanted`` tells that a PDF is wanted instead, as there is no printer.
    """

    export_wanted = Signal()

    def __init__(self, studio: Studio, strip: Strip, parent: QWidget) -> None:
        super().__init__(parent)
        self._studio, self._kit, self._strip, self._window = studio, studio.kit, strip, parent
        self._pages: list[Printed] = []
        self._current = 0
        self._printer: QPrinter | None = None
        self._offered: QPrinter.DuplexMode | None = None
        self.run: PrintRun | None = None

    def ask(self, pages: Sequence[Printed], current: int) -> None:
        """Open the dialog of the system for pages, of which one (its index) is in view."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - loads with the first print

        self._strip.dismiss()
        if not printers():
            self._tell_none()
            return
        self._pages, self._current = list(pages), current
        printer = self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)  # the dialog does not own it
        printer.setDocName(self._studio.project.name)
        printer.setFullPage(True)
        if two_sided(pages):
            printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
        self._offered = printer.duplex()
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(self._kit.t("Print"))
        option = QPrintDialog.PrintDialogOption
        dialog.setOptions(option.PrintPageRange | option.PrintCurrentPage | option.PrintCollateCopies)
        dialog.setMinMax(1, len(pages))
        dialog.setFromTo(1, len(pages))
        dialog.accepted.connect(self._agreed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()  # as open(), which takes a slot by its name here

    def _tell_none(self) -> None:
        t = self._kit.t
        self._strip.tell(
            WARNING,
            t("No printer is installed on this computer."),
            t("A PDF prints anywhere, with the same pages."),
            (("Export a PDF", self.export_wanted.emit),),
        )

    @Slot()
    def _agreed(self) -> None:
        if self._printer is not None:
            self.print_on(self._printer)

    def print_on(self, printer: "QPrinter") -> None:
        """Print the pages that were asked for, after saying which ones are made smaller."""
        wanted = _wanted(self._pages, self._current, printer)
        if two_sided(wanted) and printer.duplex() == self._offered:
            # Only now it is known that none but cards are printed; what was chosen in the dialog stays.
            printer.setDuplex(type(printer).DuplexMode.DuplexLongSide)
        plan = placed(wanted, _chosen(printer), _supported(printer))
        smaller = reduced(plan)
        if not any(paper in ("A3", "A4") for paper in smaller):
            self._begin(printer, plan)  # slides have no size of their own on paper
            return
        t = self._kit.t
        told = t.listed(
            [
                t.plural(
                    "{n} page on {paper} to {share}",
                    "{n} pages on {paper} to {share}",
                    count,
                    paper=paper,
                    share=t.percent(share),
                )
                for paper, (count, share) in smaller.items()
            ]
        )
        body = t("The printer has no paper of their size, and makes them smaller: {pages}.", pages=told)
        question = Confirm(self._kit, self._window, t("Print smaller than true size?"), body, "Print")
        question.agreed.connect(lambda: self._begin(printer, plan))
        question.open()

    def _begin(self, printer: "QPrinter", plan: Sequence[Placed]) -> None:
        title = self._kit.t("Print")
        jobs = self._studio.jobs
        # It belongs to what outlives this place: another theme may be put on while it prints.
        run = self.run = PrintRun(printer, plan, PagePainter(self._kit.photos), jobs)
        run.told.connect(lambda done, total: jobs.shown.emit(title, done, total, FAMILY, -1.0))
        run.ended.connect(partial(_tell_end, self._studio, run))
        run.ended.connect(self._ended)
        jobs.stopping.connect(run.stop)
        run.start()

    @Slot(int, bool)
    def _ended(self, _done: int, well: bool) -> None:
        t = self._kit.t
        self.run = None
        if not well:
            fact = t("The pages could not be printed.")
            rest = t("Is the printer on, and has it paper? Nothing has changed in the project.")
            self._strip.tell(ERROR, fact, rest, (("Export a PDF", self.export_wanted.emit),))


class PrintRun(QObject):
    """Prints page after page, one at a turn of the event loop, so that the window lives on.

    ``told`` carries how many are done of how many, ``ended`` how many were printed and whether the printer
    took them. It ends once: with its last page, or when it is stopped before.
    """

    told = Signal(int, int)
    ended = Signal(int, bool)

    def __init__(
        self, printer: "QPrinter", plan: Sequence[Placed], pages: PagePainter, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._printer, self._plan, self._pages = printer, list(plan), pages
        self._painter = QPainter()
        self._done, self._turning, self._ended = 0, False, False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)

    @property
    def total(self) -> int:
        """How many pages there are to print."""
        return len(self._plan)

    @property
    def name(self) -> str:
        """What the printer, or the file it writes, is called."""
        return self._printer.printerName() or self._printer.outputFileName()

    def start(self) -> None:
        """Begin."""
        if self._plan:
            self._timer.start()
        else:
            self._end(well=True)

    @Slot()
    def stop(self) -> None:
        """Print no more, and what was sent neither, where the system still can."""
        if self._ended:
            return  # it is still there until it is deleted, and has told how it ended
        if self._painter.isActive() and not self._turning:
            self._printer.abort()
            self._painter.end()  # whatever it says of a job that was given up
        self._end(well=True)

    @Slot()
    def _next(self) -> None:
        each = self._plan[self._done]
        self._printer.setPageLayout(_layout(each))
        if not self._turned():
            return
        try:
            self._paint(each)
        except BaseException:
            self._give_up()
            raise
        self._done += 1
        if self._done < len(self._plan):
            self.told.emit(self._done, len(self._plan))
        else:  # at once: stopped in between, all pages would be taken back and told of as printed
            self._end(well=True)

    def _turned(self) -> bool:
        """Turn to a blank page, and tell whether there is one.

        A printer may ask something of the user, for instance which file to write, and the window lives
        meanwhile: no other page is begun then, and the work may be given up.
        """
        self._timer.stop()
        self._turning = True
        ready = self._printer.newPage() if self._painter.isActive() else self._painter.begin(self._printer)
        self._turning = False
        if ready and not self._ended:
            self._timer.start()
        elif ready:
            self._printer.abort()
            self._painter.end()
        elif not self._ended:
            self._end(well=False)
        return ready and not self._ended

    def _give_up(self) -> None:
        """End after a fault of ours, which is told of elsewhere: half a page is not to be printed."""
        self._printer.abort()
        self._end(well=False)

    def _paint(self, each: Placed) -> None:
        """Paint a page in the middle of its paper, upright or lying as it does."""
        painter, page, unit = self._painter, each.printed.page, self._printer.resolution() / 72
        wide, tall = reversed(each.size) if each.lying else each.size
        left, top = (wide - page.width * each.scale) / 2, (tall - page.height * each.scale) / 2
        painter.save()
        try:
            painter.translate(left * unit, top * unit)
            painter.scale(unit * each.scale / GRAIN, unit * each.scale / GRAIN)
            self._pages.paint(painter, page, GRAIN, hints=False)
        finally:
            painter.restore()

    def _end(self, *, well: bool) -> None:
        self._timer.stop()
        self._ended = True
        if self._painter.isActive() and not self._turning:
            well = self._painter.end() and well
        self.ended.emit(self._done, well)
        self.deleteLater()


def _tell_end(studio: Studio, run: PrintRun, done: int, well: bool) -> None:
    """Say what was printed, wherever the user is by now."""
    t = studio.kit.t
    studio.jobs.rest()
    if done < run.total:
        if well:
            studio.said.emit(t("Printing stopped"), False)
        return
    said = t.plural("{n} page sent to {printer}", "{n} pages sent to {printer}", done, printer=run.name)
    studio.said.emit(said, False)


def two_sided(pages: Sequence[Printed]) -> bool:
    """Tell whether pages are nothing but cards, whose backs are to meet their fronts."""
    return all(each.deliverable == CARDS.id for each in pages)


def printers() -> list[str]:
    """Return the names of the printers there are."""
    from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - as above

    return list(QPrinterInfo.availablePrinterNames())


def _wanted(pages: Sequence[Printed], current: int, printer: "QPrinter") -> list[Printed]:
    """Return the pages that were asked for in the dialog."""
    from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415 - as above

    asked = printer.printRange()
    if asked == QPrinter.PrintRange.CurrentPage:
        return [pages[current]]
    if asked == QPrinter.PrintRange.PageRange:
        return list(pages[max(1, printer.fromPage()) - 1 : printer.toPage() or len(pages)])
    return list(pages)


def _chosen(printer: "QPrinter") -> Size:
    return _upright(printer.pageLayout().pageSize())


def _supported(printer: "QPrinter") -> list[Size]:
    from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - as above

    return [_upright(size) for size in QPrinterInfo(printer).supportedPageSizes()]


def _upright(size: QPageSize) -> Size:
    points = size.size(QPageSize.Unit.Point)
    return min(points.width(), points.height()), max(points.width(), points.height())


def _layout(each: Placed) -> QPageLayout:
    size = QPageSize(QSizeF(*each.size), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    way = QPageLayout.Orientation.Landscape if each.lying else QPageLayout.Orientation.Portrait
    return QPageLayout(size, way, QMarginsF())
