"""What the window opens above itself: the list of commands, the history, the keys."""

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtWidgets import QWidget

from persona_studio.ui.actions import Actions
from persona_studio.ui.studio import Studio


class Questions(QObject):
    """Opens them above ``window``; ``asked_for`` carries the persona that was chosen among the commands."""

    asked_for = Signal(str)

    def __init__(self, studio: Studio, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._studio, self._actions, self._window = studio, actions, window
        self.field: QWidget | None = None

    @Slot()
    def command(self) -> None:
        """Open the list of commands, below its field where that is in view."""
        from persona_studio.ui.dialogs.commands import Commands  # noqa: PLC0415 - loads when first asked for

        found = Commands(self._studio, self._actions, self._window)
        found.ran.connect(self._run)
        found.asked_for.connect(self.asked_for)
        found.sought.connect(self._sought)
        px, field = self._studio.kit.px, self.field
        if field is not None and field.isVisible():
            at = field.mapToGlobal(QPoint(field.width() // 2, field.height() + px(6)))
        else:
            at = self._window.mapToGlobal(QPoint(self._window.width() // 2, px(60)))
        found.open_below(at)

    @Slot(str)
    def _run(self, gesture: str) -> None:
        self._actions[gesture].trigger()

    @Slot(str, str)
    def _sought(self, kind: str, which: str) -> None:
        """Go to a variable, or to a line on its sheet."""
        from persona_studio.ui.dialogs.sought import VARIABLE  # noqa: PLC0415 - loaded by who sought

        studio = self._studio
        if kind == VARIABLE:
            studio.wanted_variable = which
            studio.wanted.emit("data")
            return
        held = (p.id for p in studio.project.personas if any(line.id == which for line in p.lines))
        studio.wanted_persona, studio.wanted_line = next(held, ""), which
        studio.wanted.emit("personas")

    @Slot()
    def history(self) -> None:
        """Open the gestures of this session."""
        from persona_studio.ui.dialogs.history import History  # noqa: PLC0415 - loads when first asked for

        if self._studio.session is not None:
            History(self._studio, self._window).open()

    @Slot()
    def help(self) -> None:
        """Open all gestures with their keys."""
        from persona_studio.ui.dialogs.shortcuts import Shortcuts  # noqa: PLC0415 - loads when first asked for

        Shortcuts(self._studio.kit, self._window).open()
