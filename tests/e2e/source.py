"""A tiny window from which a file, or the text in it, is really dragged: press it and move."""

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel


class Source(QLabel):
    """A file one can drag, or its text."""

    def __init__(self, file, what):
        super().__init__(what)
        self._file, self._what = file, what

    def paintEvent(self, event: QPaintEvent):
        super().paintEvent(event)
        print("ready", flush=True)

    def mouseMoveEvent(self, event: QMouseEvent):
        if event.buttons() & Qt.MouseButton.LeftButton:
            data = QMimeData()
            if self._what == "text":
                data.setText(Path(self._file).read_text(encoding="utf-8"))
            else:
                data.setUrls([QUrl.fromLocalFile(self._file)])
            drag = QDrag(self)
            drag.setMimeData(data)
            drag.actionChanged.connect(lambda action: print(action.name, flush=True))
            drag.exec(Qt.DropAction.CopyAction)


def main():
    application = QApplication(sys.argv[:1])
    source = Source(*sys.argv[1:])
    source.setGeometry(1460, 20, 120, 80)
    source.show()
    application.exec()


if __name__ == "__main__":
    main()
