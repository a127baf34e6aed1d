"""Work about something in the project: it is given up when that leaves the project, as by an undo."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Slot

from persona_studio.domain.ids import Id
from persona_studio.ui.jobs import Done
from persona_studio.ui.studio import Studio


def start_about(
    studio: Studio, about: Id, family: str, title: str, function: Callable[..., Any], *args: Any, done: Done
) -> None:
    """Run a function in the worker on a survey or segments of the project, by their id, while they are there.

    Once they are gone, nobody waits for the result, and that it cannot be kept is no error of the user.
    """
    studio.jobs.start(family, title, function, *args, done=done)
    if studio.jobs.under_way(family):
        _Watch(studio, about, family)


class _Watch(QObject):
    """Goes when the work ends, or newer work of its family takes its place."""

    def __init__(self, studio: Studio, about: Id, family: str) -> None:
        super().__init__(studio)
        self._studio, self._about, self._family = studio, about, family
        studio.changed.connect(self._look)
        studio.jobs.busy.connect(self._end)

    @Slot(object)
    def _look(self, _changes: object) -> None:
        project = self._studio.project
        there = {wave.id for wave in project.waves} | {found.id for found in project.segmentations}
        if self._about not in there:
            self._studio.jobs.stop(self._family)

    @Slot(str, bool)
    def _end(self, family: str, _busy: bool) -> None:
        if family == self._family:
            self._studio.changed.disconnect(self._look)
            self._studio.jobs.busy.disconnect(self._end)
            self.deleteLater()
