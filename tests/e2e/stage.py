"""The program in a process of its own, which answers where things are; others give it keys and pointer.

Lines come in on standard input, one JSON answer goes out for each.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QSocketNotifier, Qt, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QMenu, QWidget

from persona_studio import app
from persona_studio.store.preferences import Preferences
from persona_studio.ui.canvas.writing import InlineEditor


class Stage(QObject):
    """Answers questions about the window; changes nothing."""

    def __init__(self, program):
        super().__init__()
        self._program = program
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    @Slot()
    def ready(self):
        """Tell that the window can be used."""
        print(json.dumps("ready"), flush=True)

    @Slot()
    def _read(self):
        line = sys.stdin.readline()
        if not line:
            self._notifier.setEnabled(False)
            self._program.window.close()
            return
        asked = json.loads(line)
        answer = getattr(self, asked["ask"])(*asked.get("with", []))
        print(json.dumps(answer, ensure_ascii=False), flush=True)

    def where(self, name):
        """Return the middle of the visible widget of that name or text, on the screen, or None."""
        for widget in self._visible():
            texts = (widget.accessibleName(), getattr(widget, "text", str)())
            if name in texts and widget.width() > 1:
                return self._middle(widget)
        return None

    def chosen(self):
        """Return the words of the line that is chosen on the sheet, or ""."""
        place = self._program.window.place("personas")
        ref, persona = place.canvas.current, place.persona()
        return next((a.text for a in persona.attributes if ref is not None and a.id == ref.id), "")

    def entries(self):
        """Return the words of what can be picked in the menu that is open, without their keys, or None."""
        for top in QApplication.topLevelWidgets():
            if isinstance(top, QMenu) and top.isVisible():
                return [
                    entry.text().split("\t")[0]
                    for entry in top.actions()
                    if not entry.isSeparator() and entry.isEnabled()
                ]
        return None

    def action(self, words):
        """Return where an entry of an open menu is, or None."""
        for top in QApplication.topLevelWidgets():
            if isinstance(top, QMenu) and top.isVisible():
                for entry in top.actions():
                    if entry.text() == words:
                        at = top.mapToGlobal(top.actionGeometry(entry).center())
                        return [at.x(), at.y()]
        return None

    def line(self, words):
        """Return where a line of the sheet begins, or None."""
        place = self._program.window.place("personas")
        for shown in place.canvas.places():
            if shown.text is not None and words in shown.text.text:
                rect = place.canvas.rect_of(shown)
                place.view.ensureVisible(round(rect.x()), round(rect.y()))
                at = place.canvas.mapToGlobal(QPoint(round(rect.x() + 30), round(rect.y() + 8)))
                return [at.x(), at.y()]
        return None

    def under(self, words):
        """Return a point just below a line of the sheet, where something let go comes after it, or None."""
        place = self._program.window.place("personas")
        for shown in place.canvas.places():
            if shown.text is not None and words in shown.text.text:
                rect = place.canvas.rect_of(shown)
                place.view.ensureVisible(round(rect.center().x()), round(rect.bottom()))
                at = place.canvas.mapToGlobal(QPoint(round(rect.center().x()), round(rect.bottom()) + 1))
                return [at.x(), at.y()]
        return None

    def finding(self):
        """Return where the first row of the list beside the sheet is, and its words, or None."""
        for shown in self._program.window.place("personas").findChildren(QListView, "palette"):
            if shown.isVisible() and shown.model().rowCount():
                index = shown.model().index(0)
                at = shown.viewport().mapToGlobal(shown.visualRect(index).center())
                return [[at.x(), at.y()], index.data(Qt.ItemDataRole.AccessibleTextRole)]
        return None

    def dragging(self):
        """Return what the bar below says while something is dragged, and whether a place is shown."""
        place = self._program.window.place("personas")
        shown = place.dragging.drops.indicator.isVisible()
        return {"said": place.status._fact.whole(), "place": shown, "persona": place.persona().name}

    def pages(self):
        """Return what the pages of the workshop are called, in their order; None until all are laid out."""
        place = self._program.window.place("workshop")
        return None if place.layer.under_way else [each.title for each in place.middle.pages]

    def page(self, number, side=0.5):
        """Return a point of a page on the board: ``side`` is how far from its left edge, in parts of it."""
        board = self._program.window.place("workshop").middle.board
        rect = board.page_rect(number - 1)
        at = board.viewport().mapToGlobal(QPoint(round(rect.left() + side * rect.width()), rect.center().y()))
        return [at.x(), at.y()]

    def told(self):
        """Return what is said below the board."""
        return self._program.window.place("workshop").middle.said.whole()

    def recent(self):
        """Return the name of the first of the recent projects, or None."""
        rows = [w for w in self._visible() if type(w).__name__ == "_Row"]
        return rows[0].accessibleName() if rows else None

    def persona(self):
        """Return what the persona shown is called, wants and says, and its hypotheses beside the sheet."""
        persona = self._program.window.place("personas").persona()
        names = ("name", "title", "role", "priority", "objective", "quote")
        told = {name: getattr(persona, name) for name in names}
        return told | {"hypotheses": [line.text for line in persona.hypotheses], "accent": persona.accent}

    def typed(self):
        """Return the words of the field that has the keyboard, or None."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit):
            return focus.text()
        return focus.words() if isinstance(focus, InlineEditor) else None

    def writing(self):
        """Return which text of the sheet is being written, by its kind and field, or None."""
        place = self._program.window.place("personas")
        writing = place.pen.writing
        here = writing is not None and QApplication.focusWidget() is place.canvas.editor
        return [writing.ref.kind, writing.ref.field] if here else None

    def text_of(self, field):
        """Return where a text of the persona is on the sheet, or None."""
        place = self._program.window.place("personas")
        for shown in place.canvas.places():
            if shown.ref.kind == "persona" and shown.ref.field == field:
                rect = place.canvas.rect_of(shown)
                place.view.ensureVisible(round(rect.x()), round(rect.y()))
                at = place.canvas.mapToGlobal(rect.center().toPoint())
                return [at.x(), at.y()]
        return None

    def part(self, kind, field, number=0):
        """Return the middle of a part of the page by its kind, and how wide it is, or None."""
        place = self._program.window.place("personas")
        found = [p for p in place.canvas.places() if (p.ref.kind, p.ref.field) == (kind, field)]
        if number >= len(found):
            return None
        rect = place.canvas.rect_of(found[number])
        place.view.ensureVisible(round(rect.center().x()), round(rect.center().y()))
        at = place.canvas.mapToGlobal(rect.center().toPoint())
        return [at.x(), at.y(), round(rect.width())]

    def companions(self):
        """Return what the companions of the persona shown hold, and what has the keyboard of them."""
        place = self._program.window.place("personas")
        persona, ref = place.persona(), place.canvas.current
        steps = [stage for journey in persona.journeys[:1] for stage in journey.stages]
        return {
            "face": place.companions.face.value,
            "empathy": [[line.text for line in s.attributes] for s in persona.empathy],
            "stages": [[stage.name, stage.feeling] for stage in steps],
            "cells": [[line.text for line in lane.attributes] for stage in steps for lane in stage.lanes],
            "plan": [[line.text for line in s.attributes] for s in persona.plan],
            "at": [ref.kind, ref.field] if ref is not None else None,
        }

    def lines(self):
        """Return the lines of the persona shown."""
        place = self._program.window.place("personas")
        persona = place.persona()
        return [a.text for a in persona.attributes] if persona is not None else []

    def facts(self):
        """Return what a user would see at a glance."""
        window, studio = self._program.window, self._program.studio
        project = studio.project if studio.session is not None else None
        found = project.segmentation if project else None
        focus = QApplication.focusWidget()
        return {
            "title": window.windowTitle(),
            "place": window._here,
            "segments": len(found.segments) if found else 0,
            "personas": len(project.personas) if project else 0,
            "variables": len(project.wave.variables) if project and project.wave else 0,
            "busy": bool(studio.jobs._running),
            "toast": window.messages.toast._words.text() if window.messages.toast.isVisible() else "",
            "strip": window.messages.strip()._fact.text() if window.messages.strip().isVisible() else "",
            "dialog": next((w.windowTitle() for w in QApplication.topLevelWidgets() if _is_dialog(w)), ""),
            "dialog_id": next((int(w.winId()) for w in QApplication.topLevelWidgets() if _is_dialog(w)), 0),
            "window_id": int(window.winId()),
            "field": focus.text() if isinstance(focus, QLineEdit) else None,
            "focus": type(focus).__name__,
            "undo": window.actions_["undo"].isEnabled(),
            "redo": window.actions_["redo"].isEnabled(),
        }

    def _visible(self):
        tops = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        for top in sorted(tops, key=lambda w: not _is_dialog(w)):
            for widget in [top, *top.findChildren(QWidget)]:
                if widget.isVisible() and not widget.visibleRegion().isEmpty():
                    yield widget

    @staticmethod
    def _middle(widget):
        at = widget.mapToGlobal(widget.visibleRegion().boundingRect().center())
        return [at.x(), at.y()]


def _is_dialog(widget):
    return widget.isVisible() and widget.isWindow() and widget.inherits("QDialog")


def main():
    application = app.prepare(["persona-studio"])
    program = app.compose(application, app.worker, Preferences(), "fr")
    program.window.shown.connect(program.studio.jobs.warm)
    program.window.setGeometry(0, 0, 1440, 900)
    stage = Stage(program)
    program.window.shown.connect(stage.ready)
    program.window.show()
    if len(sys.argv) > 1:
        program.window.open_file(Path(sys.argv[1]))
    status = application.exec()
    del stage
    sys.exit(status)


if __name__ == "__main__":
    main()
