"""Where messages are shown: short ones and progress above everything, errors where the work is."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from persona_studio.errors import UserError
from persona_studio.ui.given import given
from persona_studio.ui.studio import Studio
from persona_studio.ui.surveys import Surveys
from persona_studio.ui.widgets.notes import ERROR, WARNING, ProgressCard, Strip, Toast


class Messages(QObject):
    """Listens to the studio and its jobs; ``strip`` gives the strip of the screen in view."""

    def __init__(
        self, studio: Studio, surveys: Surveys, window: QMainWindow, strip: Callable[[], Strip]
    ) -> None:
        super().__init__(window)
        self._studio, self._kit, self._window = studio, studio.kit, window
        self.strip = strip
        surveys.unread.connect(self.refuse)
        self.toast = Toast(self._kit, window)
        self.toast.undone.connect(studio.undo)
        self.progress = ProgressCard(self._kit)
        self.progress.setParent(window)
        self.progress.stopped.connect(studio.jobs.stop_all)
        self._error: UserError | None = None
        self._before: UserError | None = None
        studio.doing.connect(self._note_before)
        studio.settling.connect(self._note_before)
        studio.changed.connect(self._outlive)
        studio.said.connect(self._say)
        studio.offered.connect(self._offer)
        studio.changed.connect(self.toast.outdate)
        studio.closed.connect(self.toast.hide)  # it speaks of a project that is no longer there
        studio.refused.connect(self.refuse)
        studio.moved.connect(self.opened)
        studio.jobs.shown.connect(self._progress)
        studio.jobs.rested.connect(self.progress.hide)
        studio.jobs.busy.connect(self._begun)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the error away with Escape, when nothing else in the window had a use for that key."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        shown = self._error is not None and self.strip().isVisible()
        if event.key() != Qt.Key.Key_Escape or not shown:
            return False
        self._dismiss()
        return True

    def _dismiss(self) -> None:
        self._error = None
        self.strip().dismiss()

    @Slot()
    def _note_before(self) -> None:
        self._before = self._error

    @Slot()
    def _outlive(self) -> None:
        """Let an error go with the next gesture that goes well; one that came with that gesture stays."""
        before, self._before = self._before, None
        if before is not None and before is self._error:
            self._dismiss()

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """What stands above the window, and goes when these messages go."""
        return self.toast, self.progress

    @Slot(object)
    def refuse(self, error: UserError) -> None:
        """Show what happened, what was kept, what to do."""
        self._error = error
        self._tell_error()

    @Slot()
    def opened(self) -> None:
        """Start with a clean strip, or say why the project can only be read."""
        self._error = None
        self.strip().dismiss()
        session = self._studio.session
        if session is None or not session.read_only:
            return
        t = self._kit.t
        host, since = session.locked_by or ("", "")
        rest = t.code("read_only", session.read_only_reason, (("host", host), ("since", since)))
        self.strip().tell(WARNING, t("This project is open for reading only."), rest)

    def languages(self) -> None:
        """Say an error again in the new language."""
        if self._error is not None and self.strip().isVisible():
            self._tell_error()

    def place(self) -> None:
        """Keep toast and progress at the foot of the window."""
        self.toast.place()
        px = self._kit.px
        width = min(px(480), self._window.width() - px(48))
        self.progress.setFixedWidth(width)
        self.progress.adjustSize()
        self.progress.move(
            (self._window.width() - width) // 2, self._window.height() - self.progress.height() - px(24)
        )

    def _tell_error(self) -> None:
        fact, rest = split(self._kit.t.error(given(self._error)))
        self.strip().tell(ERROR, fact, rest)

    @Slot(str, bool)
    def _say(self, text: str, undo: bool) -> None:
        self.toast.tell(text, undo=undo)

    @Slot(str, str, object)
    def _offer(self, text: str, words: str, way: Callable[[], object]) -> None:
        self.toast.tell(text, undo=False, words=self._kit.t(words), way=way)

    @Slot(str, bool)
    def _begun(self, family: str, begun: bool) -> None:
        if begun and self._studio.jobs.asked_for(family):
            self._dismiss()

    @Slot(str, int, int, str, float)
    def _progress(self, title: str, done: int, total: int, code: str, left: float) -> None:
        t = self._kit.t
        words = t.code("progress", code)
        count = t("{done} of {total}", done=done, total=total) if total > 1 else ""
        more = [t("You can go on working.")]
        if left >= 1:
            more.insert(0, t("About {n} s left.", n=max(1, round(left))))
        if words != f"progress.{code}":
            more.insert(0, f"{words}.")
        self.progress.tell(title, count, " ".join(more), done / max(1, total))
        self.progress.show()
        self.progress.raise_()
        self.place()


def split(text: str) -> tuple[str, str]:
    """Split a message after its first sentence: the fact in bold, the rest below."""
    head, mark, rest = text.partition(". ")
    return (head + mark.strip(), rest.strip()) if mark else (text, "")
