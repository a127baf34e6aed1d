"""The one table of what the window can do: it feeds buttons, menus, shortcuts and the help of F1."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import SIGNAL, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from persona_studio.ui.kit import Kit


class Gesture(NamedTuple):
    """One thing to do: its key, words (English source), shortcuts, icon and group of the help.

    ``local`` gestures belong to one place, which takes their keys itself: only the help shows them here.
    """

    key: str
    text: str
    keys: tuple[str, ...]
    icon: str
    group: str
    local: bool = False


GROUPS: Mapping[str, str] = {
    "project": "Project",
    "edit": "Changes",
    "go": "Places",
    "answers": "Data",
    "segments": "Segments",
    "sheet": "Sheet",
    "workshop": "Workshop",
    "help": "Help",
}

GESTURES: tuple[Gesture, ...] = (
    Gesture("new", "New project from a survey…", ("Ctrl+N",), "file-plus", "project"),
    Gesture("open", "Open a project…", ("Ctrl+O",), "folder-open", "project"),
    Gesture("import", "Import a survey…", ("Ctrl+I",), "upload", "project"),
    Gesture("paste", "Paste a table…", ("Ctrl+V",), "clipboard-paste", "project"),
    Gesture("join", "Complete with a second file…", (), "combine", "project"),
    Gesture("reread", "Read the survey differently…", (), "file-search", "project"),
    Gesture("copy", "Save a copy…", ("Ctrl+S",), "copy-plus", "project"),
    Gesture("rename", "Rename the project…", (), "pencil", "project"),
    Gesture("close", "Close the project", ("Ctrl+W",), "x", "project"),
    Gesture("quit", "Quit", ("Ctrl+Q",), "log-out", "project"),
    Gesture("undo", "Undo", ("Ctrl+Z",), "undo-2", "edit"),
    Gesture("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2", "edit"),
    Gesture("history", "History…", ("Ctrl+Shift+H",), "history", "edit"),
    Gesture("go-data", "Data", ("Ctrl+1",), "table-2", "go"),
    Gesture("go-segments", "Segments", ("Ctrl+2",), "chart-scatter", "go"),
    Gesture("go-personas", "Personas", ("Ctrl+3",), "contact-round", "go"),
    Gesture("go-workshop", "Workshop", ("Ctrl+4",), "printer", "go"),
    Gesture("theme", "Light or dark theme", (), "sun-moon", "go"),
    Gesture("command", "Search or run a command", ("Ctrl+K",), "search", "go"),
    Gesture("panel", "Next panel", ("F6",), "panel-right", "go"),
    Gesture("panel-back", "Panel before", ("Shift+F6",), "panel-left", "go"),
    Gesture("filter", "Filter the list", ("Ctrl+F",), "search", "go"),
    Gesture("segment", "Segment", ("F5",), "shapes", "segments"),
    Gesture("next", "Next persona", ("Ctrl+Tab",), "chevron-right", "sheet"),
    Gesture("zoom-in", "Zoom in", ("Ctrl++", "Ctrl+="), "zoom-in", "sheet"),
    Gesture("zoom-out", "Zoom out", ("Ctrl+-",), "zoom-out", "sheet"),
    Gesture("zoom-fit", "Fit the page", ("Ctrl+0",), "maximize", "sheet"),
    Gesture("persona-duplicate", "Duplicate the persona", ("Ctrl+D",), "copy-plus", "sheet"),
    Gesture("persona-versions", "Versions of the persona…", (), "history", "sheet"),
    Gesture("photo", "Photo or portrait…", (), "image", "sheet"),
    Gesture("portrait", "Another portrait", (), "refresh-cw", "sheet"),
    Gesture("persona-elsewhere", "Copy the persona to another project…", (), "folder-open", "sheet"),
    Gesture("persona-aside", "Set the persona aside", (), "archive", "sheet"),
    Gesture("persona-bin", "Put the persona in the bin", (), "trash-2", "sheet"),
    Gesture("persona-kept", "Personas set aside, and the bin…", (), "archive", "sheet"),
    Gesture("face-sheet", "Show the sheet", (), "id-card", "sheet"),
    Gesture("face-empathy", "Show the empathy map", (), "heart", "sheet"),
    Gesture("face-journey", "Show the journey", (), "route", "sheet"),
    Gesture("face-plan", "Show the action plan", (), "list-checks", "sheet"),
    Gesture("write", "Write the chosen text", ("Return", "F2"), "pencil", "sheet", local=True),
    Gesture("add", "Add a line below", ("Ctrl+Return",), "plus", "sheet", local=True),
    Gesture("add-section", "Add a section…", (), "list-plus", "sheet"),
    Gesture("extend", "Extend the choice", ("Shift+Down",), "list-checks", "sheet", local=True),
    Gesture("choose-all", "Choose all lines of the section", ("Ctrl+A",), "list", "sheet", local=True),
    Gesture("gauge", "Move the gauge", ("Left", "Right"), "sliders-horizontal", "sheet", local=True),
    Gesture("remove", "Remove the chosen line", ("Del",), "trash-2", "sheet", local=True),
    Gesture("up", "Move the line up", ("Alt+Up",), "arrow-up", "sheet", local=True),
    Gesture("down", "Move the line down", ("Alt+Down",), "arrow-down", "sheet", local=True),
    Gesture("across", "Move the stage, or the line to another", ("Alt+Right",), "route", "sheet", local=True),
    Gesture(
        "feel", "Take the point of the feeling, or let it go", ("Return",), "activity", "sheet", local=True
    ),
    Gesture(
        "feeling", "Move the point of the feeling", ("Alt+Up", "Alt+Down"), "activity", "sheet", local=True
    ),
    Gesture("stage", "Add a stage, after a stage", ("Ctrl+Return",), "plus", "sheet", local=True),
    Gesture("data", "Provenance: data", ("D",), "circle", "sheet", local=True),
    Gesture("verbatim", "Provenance: verbatim", ("V",), "quote", "sheet", local=True),
    Gesture("hypothesis", "Provenance: hypothesis", ("H",), "circle-dashed", "sheet", local=True),
    Gesture("export", "Export…", ("Ctrl+E",), "download", "workshop"),
    Gesture("print", "Print…", ("Ctrl+P",), "printer", "workshop"),
    Gesture("logo", "Logo of the client…", (), "image-plus", "workshop"),
    Gesture("brand-open", "Open a brand…", (), "palette", "workshop"),
    Gesture("brand-keep", "Keep as a brand file…", (), "save", "workshop"),
    Gesture("pages-usual", "Back to the usual order", (), "list-ordered", "workshop"),
    Gesture("page-large", "See the page large", ("Return",), "maximize-2", "workshop", local=True),
    Gesture("page-all", "See all pages", ("Esc",), "layout-grid", "workshop", local=True),
    Gesture("page-turn", "Next page", ("PgDown",), "chevron-right", "workshop", local=True),
    Gesture("page-forward", "Move the page forward", ("Alt+Left",), "arrow-left", "workshop", local=True),
    Gesture("page-skip", "Leave the page out", ("Del",), "trash-2", "workshop", local=True),
    Gesture("page-back", "Move the page back", ("Alt+Right",), "arrow-right", "workshop", local=True),
    Gesture("cell", "Menu of the current cell", ("Return", "Space"), "list", "answers", local=True),
    Gesture("row", "Menu of the row", ("Menu",), "ellipsis", "answers", local=True),
    Gesture("fold", "Open or fold a question", ("Right", "Left"), "rows-3", "answers", local=True),
    Gesture("rename-answer", "Rename the answer", ("F2",), "pencil", "answers", local=True),
    Gesture("answer-up", "Move the answer up", ("Alt+Up",), "arrow-up", "answers", local=True),
    Gesture("answer-down", "Move the answer down", ("Alt+Down",), "arrow-down", "answers", local=True),
    Gesture("help", "Keyboard shortcuts", ("F1",), "circle-help", "help"),
)

_TRIGGERED = SIGNAL("triggered(bool)")


class Actions:
    """The gestures as Qt actions of one window."""

    def __init__(self, kit: Kit, window: QWidget) -> None:
        self._kit, self._window = kit, window
        self._made: dict[str, QAction] = {}

    def __getitem__(self, key: str) -> QAction:
        # Made when first asked for: the first sight of the window asks for two of thirty.
        if key not in self._made:
            self._made[key] = _action(self._kit, self._window, _gesture(key))
        return self._made[key]

    def on(self, key: str, slot: Callable[[], object]) -> QAction:
        """Do something when a gesture is made."""
        self[key].triggered.connect(slot)
        return self[key]

    def ready(self, key: str) -> bool:
        """Tell whether a gesture does something now: some screen listens to it and it is allowed."""
        action = self._made.get(key)
        return action is not None and action.isEnabled() and action.receivers(_TRIGGERED) > 0

    def allow(self, allowed: bool, *keys: str) -> None:
        """Let gestures be made, or not."""
        for key in keys:
            self[key].setEnabled(allowed)

    def offer(self, key: str, what: str) -> None:
        """Let a gesture be made on what it names (English source); not when that is nothing."""
        t, name = self._kit.t, self._kit.t(_gesture(key).text)
        self.allow(bool(what), key)
        self[key].setText(t("{name}: {what}", name=name, what=t(what)) if what else name)


def _gesture(key: str) -> Gesture:
    return next(gesture for gesture in GESTURES if gesture.key == key)


def _action(kit: Kit, window: QWidget, gesture: Gesture) -> QAction:
    action = QAction(window)
    kit.say(action.setText, gesture.text)
    if gesture.keys and not gesture.local:
        action.setShortcuts([QKeySequence(keys) for keys in gesture.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        window.addAction(action)
    action.setEnabled(not gesture.local)
    return action


def keys_of(key: str) -> str:
    """Return the first shortcut of a gesture as it is written on the keys of this system."""
    return shortcut_text(next(gesture for gesture in GESTURES if gesture.key == key))


def shortcut_text(gesture: Gesture) -> str:
    """Return the first shortcut as it is written on the keys of this system."""
    if not gesture.keys:
        return ""
    return key_text(gesture.keys[0])


def key_text(keys: str) -> str:
    """Return a shortcut as it is written on the keys of this system."""
    # Qt calls the main key "Return", in French "Retour", which is not what is written on it.
    return QKeySequence(keys.replace("Return", "Enter")).toString(QKeySequence.SequenceFormat.NativeText)
