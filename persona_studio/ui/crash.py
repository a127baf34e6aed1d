"""When we are at fault: say so calmly, keep the trace in the log, go on."""

import logging
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QPlainTextEdit

from persona_studio.logs import without_answers
from persona_studio.ui.dialogs.ask import Sheet
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import QUIET, Button
from persona_studio.ui.widgets.labels import Paragraph


class CrashReports(QObject):
    """Takes exceptions nobody caught, from whatever thread, and shows the first of them."""

    _happened = Signal(str)

    def __init__(self, kit: Kit, window: QMainWindow, logger: logging.Logger) -> None:
        super().__init__(window)
        self._kit, self._window, self._logger = kit, window, logger
        self._open: CrashDialog | None = None
        self._happened.connect(self.show)

    def install(self) -> None:
        """Take over Python's hook for exceptions nobody caught."""
        sys.excepthook = self._caught

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._happened.emit("".join(traceback.format_exception(kind, error, trace)))

    @Slot(str)
    def show(self, trace: str) -> None:
        """Keep the trace, and show the dialog unless it is there already.

        What is copied from there is sent to us: it must quote no answer.
        """
        trace = without_answers(trace)
        self._logger.error("bug\n%s", trace)
        if self._open is not None:
            return
        self._open = CrashDialog(self._kit, self._window, trace)
        self._open.finished.connect(self._gone)
        self._open.open()

    @Slot()
    def _gone(self) -> None:
        self._open = None


class CrashDialog(Sheet):
    """Says what is safe, and gives the trace to those who ask for it."""

    def __init__(self, kit: Kit, parent: QMainWindow, trace: str) -> None:
        super().__init__(kit, parent, kit.t("Something went wrong in the program"))
        self._trace = trace
        body = Paragraph(kit, "body", "text2")
        body.setText(
            kit.t(
                "What you did before is saved. You can go on; if it happens again, send us the details below."
            )
        )
        self._details = QPlainTextEdit(trace)
        self._details.setReadOnly(True)
        self._details.setFont(kit.font("small"))
        kit.name(self._details, "Details")
        self._details.setMinimumSize(kit.px(560), kit.px(180))
        copy = Button(kit, QUIET, "copy")
        kit.say(copy.setText, "Copy the details")
        copy.clicked.connect(self._copy)
        for part in (body, self._details, copy):
            self.column.addWidget(part)
        self.foot("Go on", cancel="")

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._trace)
