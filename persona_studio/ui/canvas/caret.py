"""The caret of what is written on a page: it comes and goes as fast as the system says."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication


class Caret(QObject):
    """Is ``on`` or not; ``turned`` tells that this has changed by itself."""

    turned = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.on = True
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._turn)

    def begin(self) -> None:
        """Show it, and let it blink where the system's carets do."""
        self.on = True
        flash = QGuiApplication.styleHints().cursorFlashTime()
        if flash > 0:
            self._blink.start(flash // 2)

    def end(self) -> None:
        """Blink no more."""
        self._blink.stop()

    @Slot()
    def _turn(self) -> None:
        self.on = not self.on
        self.turned.emit()
