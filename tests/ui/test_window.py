"""The frame: places, languages, messages, files dropped and opened."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QScrollArea

from helpers.examples import deepened
from persona_studio import app
from persona_studio.domain.edits import SetField
from persona_studio.errors import UserError
from persona_studio.services.jobs import Immediate
from persona_studio.services.session import Session
from persona_studio.services.workshop import previews
from persona_studio.ui import recents
from persona_studio.ui.actions import GESTURES
from persona_studio.ui.dialogs.ask import AskText
from persona_studio.ui.dialogs.shortcuts import Shortcuts
from persona_studio.ui.frame.places import PLACES
from persona_studio.ui.qt_words import QtWords
from persona_studio.ui.widgets.file_dialog import FileDialog
from persona_studio.ui.widgets.labels import Paragraph

# The offscreen platform has no window manager to tell about the sizes of dialogs.
PLACE_NAMES = [name for name, _, _ in PLACES]


def drop(widget, file):
    """Drop a file on a widget, as the system does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    at, copy = QPointF(10, 10), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at.toPoint(), copy, data, left, none)
    QApplication.sendEvent(widget, enter)
    QApplication.sendEvent(widget, QDropEvent(at, copy, data, left, none))
    return enter.isAccepted()


def test_it_starts_with_the_start_screen(program):
    assert program.window.start.isVisible()
    assert program.window.windowTitle() == "Persona Studio"


def test_a_project_opens_where_the_work_is(program, bare_file, whole_file):
    program.studio.open(bare_file)
    assert program.window.place("data").isVisible()
    program.studio.open(whole_file)
    assert program.window.place("personas").isVisible()
    assert program.window.windowTitle() == "Thé 2025 – Persona Studio"


@pytest.mark.parametrize("name", PLACE_NAMES)
def test_every_place_opens_with_and_without_content(program, tmp_path, whole_file, name):
    from persona_studio.domain.project import Project

    program.studio.create(tmp_path / "vide.persona", Project(id="0" * 16, name="Vide"))
    program.window.go(name)
    assert program.window.place(name).isVisible()
    program.studio.open(whole_file)
    program.window.go(name)
    assert program.window.place(name).isVisible()


def test_the_example_is_drawn_for_those_who_see_its_card_only(
    application, preferences, qtbot, monkeypatch, whole_file, settle
):
    asked = []
    monkeypatch.setattr(previews, "example_pages", lambda progress: asked.append("pages") or [])
    program = app.compose(application, Immediate, preferences, "fr", 1.0)
    qtbot.addWidget(program.window)
    program.window.open_file(whole_file)
    with qtbot.waitSignal(program.window.shown):
        program.window.show()
    program.window.actions_["theme"].trigger()
    settle()
    assert asked == []
    program.window.projects.leave()
    assert asked == ["pages"]
    program.window.hide()
    program.window.show()
    assert asked == ["pages"]
    program.studio.jobs.close()
    application.setStyleSheet("")


def test_a_project_that_is_not_there_is_told_on_the_start_screen(application, preferences, qtbot, tmp_path):
    program = app.compose(application, Immediate, preferences, "fr", 1.0)
    qtbot.addWidget(program.window)
    with qtbot.waitSignal(program.window.shown):
        program.window.show()
        program.window.open_file(tmp_path / "x.persona")
    assert program.window.start.strip.isVisible()
    program.studio.jobs.close()
    application.setStyleSheet("")


def test_shortcuts_go_to_the_places(program, whole_file):
    program.studio.open(whole_file)
    for key, name in zip("1234", PLACE_NAMES, strict=True):
        QTest.keyClick(program.window, Qt.Key(ord(key)), Qt.KeyboardModifier.ControlModifier)
        assert program.window.place(name).isVisible()


def test_no_two_gestures_share_a_shortcut(program):
    told = [s.toString() for g in GESTURES if not g.local for s in program.window.actions_[g.key].shortcuts()]
    assert len(told) == len(set(told))
    assert not program.window.findChildren(QShortcut)


def test_the_language_changes_at_once_and_is_remembered(program, whole_file, preferences):
    program.studio.open(whole_file)
    for name in PLACE_NAMES:
        program.window.go(name)
    program.window.speak("en")
    assert preferences.get("language", "") == "en"
    program.window.go("workshop")
    assert len(program.window.place("workshop").pages) == 3
    assert program.window.place("workshop").options.export.text() == "Export 3 pages"
    program.window.go("segments")
    assert program.window.place("segments").variables.go.text() == "Segment"
    program.window.speak("fr")
    assert program.window.place("segments").variables.go.text() == "Segmenter"
    program.window.go("workshop")
    assert len(program.window.place("workshop").pages) == 3
    assert program.window.place("workshop").options.export.text() == "Exporter 3 pages"


def test_nothing_is_said_in_english_in_the_french_window(program, whole_file, monkeypatch):
    """Every text that screens ask for has a French translation."""
    from persona_studio.texts import Texts

    program.studio.open(whole_file)
    missing = set()
    french = Texts("fr")
    known = french._catalogue._catalog
    plain = Texts.__call__

    def told(self, text, /, **blanks):
        if text and self.language == "fr" and text not in known and (text, 0) not in known:
            missing.add(text)
        return plain(self, text, **blanks)

    monkeypatch.setattr(Texts, "__call__", told)
    for name in PLACE_NAMES:
        program.window.go(name)
    program.window.speak("en")
    program.window.speak("fr")
    place = program.window.place("personas")
    for shown in place.canvas.places():
        place.canvas.choose(shown.ref)
    program.window.questions.help()
    assert missing == set()


def test_undo_and_redo_name_what_they_do(program, whole_file):
    program.studio.open(whole_file)
    assert not program.window.actions_["undo"].isEnabled()
    persona = program.studio.project.personas[0]
    program.studio.do(SetField(persona.id, "accent", 5), "Colour changed")
    assert program.window.actions_["undo"].text() == "Annuler\u202f: Couleur changée"
    program.window.actions_["undo"].trigger()
    assert program.studio.project.personas[0].accent == persona.accent
    assert program.window.actions_["redo"].text() == "Rétablir\u202f: Couleur changée"


def test_the_toast_offers_undo(program, whole_file):
    program.studio.open(whole_file)
    persona = program.studio.project.personas[0]
    program.studio.do(SetField(persona.id, "accent", 5), "Colour changed", say=True)
    toast = program.window.messages.toast
    assert toast.isVisible()
    QTest.mouseClick(toast._undo, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()
    assert program.studio.project.personas[0].accent == persona.accent


def test_what_was_said_of_a_project_goes_with_it(program, whole_file, bare_file):
    program.studio.open(whole_file)
    program.studio.do(SetField(program.studio.project.id, "name", "Autre"), "Project renamed")
    program.studio.said.emit("Enquête importée", True)
    toast = program.window.messages.toast
    assert toast.isVisible()
    program.studio.open(bare_file)
    assert not toast.isVisible(), "its Undo would undo something in the other project"


@pytest.mark.parametrize("save", [False, True])
def test_the_dialog_of_files_speaks_the_language_of_the_window(application, program, tmp_path, save):
    qt = QtWords(application, program.studio.kit)
    dialog = FileDialog(program.window, "Choisir", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    if save:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("Enquêtes (*.csv)")
    said = {label: dialog.labelText(label).replace("&", "") for label in QFileDialog.DialogLabel}
    dialog.deleteLater()
    application.removeTranslator(qt._translator)
    QLocale.setDefault(QLocale.c())
    assert said == {
        QFileDialog.DialogLabel.LookIn: "Voir dans\u00a0:",
        QFileDialog.DialogLabel.FileName: "Nom de fichier\u00a0:",
        QFileDialog.DialogLabel.FileType: "Fichiers de type\u00a0:",
        QFileDialog.DialogLabel.Accept: "Enregistrer" if save else "Ouvrir",
        QFileDialog.DialogLabel.Reject: "Annuler",
    }


def test_a_refused_gesture_says_why_and_changes_nothing(program, whole_file):
    program.studio.open(whole_file)
    before = program.studio.project
    assert not program.studio.do(SetField(before.personas[0].id, "accent", 12), "Colour changed")
    assert program.studio.project is before
    assert program.window.work.strip.isVisible()
    assert program.window.work.strip._fact.text()
    program.window.speak("en")
    assert "changed" in program.window.work.strip._rest.text().lower()


def test_an_unreadable_project_leaves_the_start_screen(program, tmp_path):
    file = tmp_path / "autre.persona"
    file.write_text("rien", encoding="utf-8")
    program.window.projects.bring(str(file))
    assert program.studio.session is None
    assert program.window.start.strip.isVisible()
    assert "autre.persona" in program.window.start.strip._fact.text()


def test_a_file_dropped_anywhere_is_taken(program, whole_file):
    assert drop(program.window, whole_file)
    assert program.studio.session is not None
    assert program.studio.session.path == whole_file


def test_a_second_opening_is_read_only_and_says_so(program, whole_file):
    with Session.open(whole_file):
        program.studio.open(whole_file)
        assert program.studio.session.read_only
        assert program.window.work.strip.isVisible()
        assert "lecture seule" in program.window.work.strip._fact.text()
        assert program.window.work.bar._state.text() == "Lecture seule"


@pytest.fixture
def deep_file(whole_file, tmp_path):
    """A project that lies deep in folders with long names."""
    folder = (
        tmp_path / "Études et enquêtes très longues, très longues" / "Clients <b>B2B</b>, vague de printemps"
    )
    folder.mkdir(parents=True)
    return whole_file.rename(folder / "Le thé.persona")


def test_where_the_project_is_saved_is_told_in_full(program, deep_file):
    program.studio.open(deep_file)
    name = program.window.work.bar._name
    for part in (name, program.window.work.bar._state):
        for said in (part.toolTip(), part.accessibleDescription()):
            assert "Le thé.persona" in said.splitlines()[0]
            assert said.splitlines()[1].endswith(str(deep_file.parent))


def test_the_menu_of_the_project_begins_with_where_it_is_saved(program, deep_file, monkeypatch, settle):
    program.studio.open(deep_file)
    name = program.window.work.bar._name
    name.setFocus()
    QTest.keyClick(name, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    where, folder = menu.actions()[:2]
    assert "Le thé.persona" in where.text()
    assert str(deep_file.parent) in where.text(), "spoken in full"
    shown = where.defaultWidget().findChild(Paragraph)
    settle()
    lines = shown._lines(shown.width())
    assert "".join(lines).replace(" ", "").endswith(str(deep_file.parent).replace(" ", "")), "shown in full"
    assert shown.height() >= shown.heightForWidth(shown.width())
    assert menu.rect().contains(QRect(shown.mapTo(menu, QPoint()), shown.size()))
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    QTest.keyClick(menu, Qt.Key.Key_Down)
    assert menu.activeAction() is folder, "what is only read takes no key"
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert opened == [str(deep_file.parent)]


def test_renaming_asks_and_is_undone(program, whole_file):
    program.studio.open(whole_file)
    program.window.actions_["rename"].trigger()
    dialog = program.window.findChild(AskText)
    assert dialog.isVisible()
    dialog._field.setText("Le thé en 2026")
    dialog.accept()
    assert program.studio.project.name == "Le thé en 2026"
    assert program.window.work.bar._name.text() == "Le thé en 2026"
    program.studio.undo()
    assert program.studio.project.name == "Thé 2025"


def test_a_copy_is_another_file(program, whole_file, tmp_path):
    program.studio.open(whole_file)
    program.window.actions_["copy"].trigger()
    dialog = program.window.findChild(QFileDialog)
    target = tmp_path / "copie.persona"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    with Session.open(target, read_only=True) as copied:
        assert copied.project == program.studio.project
    assert program.studio.session.path == whole_file


def test_help_lists_the_gestures(program):
    program.window.actions_["help"].trigger()
    dialog = program.window.findChild(Shortcuts)
    assert dialog.isVisible()
    said = {label.text() for label in dialog.findChildren(QLabel)}
    assert {program.studio.kit.t(g.text) for g in GESTURES if g.keys} <= said
    assert dialog.sizeHint().height() < 700, "whole on a screen of 768 pixels, with the bars of the system"


def test_no_shortcut_is_cut_on_a_small_screen(make_program):
    """Qt makes dialogs no wider than two thirds of a screen: the words of the last column were cut."""
    program = make_program(size=(1366, 768))
    program.window.actions_["help"].trigger()
    dialog = program.window.findChild(Shortcuts)
    area = dialog.findChild(QScrollArea)
    assert dialog.width() <= program.window.width()
    assert area.horizontalScrollBar().maximum() == 0
    for label in dialog.findChildren(QLabel):
        assert label.width() >= label.minimumSizeHint().width(), label.text()
        end = label.mapTo(dialog, label.rect().topRight()).x()
        assert end < dialog.width(), label.text()
    dialog.accept()


def test_closing_a_project_goes_back_and_remembers_it(program, whole_file, preferences):
    program.studio.open(whole_file)
    program.window.actions_["close"].trigger()
    assert program.window.start.isVisible()
    entry = recents.recents(preferences)[0]
    assert entry.path == str(whole_file)
    assert entry.personas == 3
    assert len(entry.faces) == 3


def test_f6_walks_the_panels(program, whole_file):
    program.studio.open(whole_file)
    program.window.go("personas")
    place = program.window.place("personas")
    seen = []
    for _ in range(3):
        program.window.actions_["panel"].trigger()
        focus = QApplication.focusWidget()
        seen.append(next(i for i, p in enumerate(place.panels()) if p is focus or p.isAncestorOf(focus)))
    assert seen == [0, 1, 2]


def test_f6_comes_back_to_the_chosen_line_and_with_shift_goes_back(program, whole_file):
    program.studio.open(whole_file)
    program.window.go("personas")
    place, actions = program.window.place("personas"), program.window.actions_
    line = [p.ref for p in place.canvas.places() if p.ref.kind == "attribute"][3]
    place.canvas.focus(line)
    spot = QApplication.focusWidget()
    actions["panel"].trigger()
    assert place.inspector.isAncestorOf(QApplication.focusWidget())
    actions["panel-back"].trigger()
    assert QApplication.focusWidget() is spot
    assert place.canvas.current == line
    actions["panel-back"].trigger()
    assert place.drawer.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("name", PLACE_NAMES)
def test_f6_stops_where_it_can_be_seen_and_where_tab_comes_first(make_program, whole_file, name):
    program = make_program(size=(1366, 768))
    program.studio.open(whole_file)
    program.window.go(name)
    place = program.window.place(name)
    if name == "workshop":
        place.options.choose_format("pptx")
    QApplication.sendPostedEvents()
    panels = [panel for panel in place.panels() if panel.isVisible()]
    for panel in panels:
        program.window.actions_["panel"].trigger()
        focus = QApplication.focusWidget()
        assert panel is focus or panel.isAncestorOf(focus)
        assert focus.visibleRegion().boundingRect() == focus.rect(), focus
        if place.stop_of(panel) is None and focus is not panel:
            program.window.focusPreviousChild()
            assert not panel.isAncestorOf(QApplication.focusWidget())
            focus.setFocus()


def test_tab_goes_from_the_palette_to_the_page_before_the_zoom(program, whole_file):
    program.studio.open(whole_file)
    program.window.go("personas")
    place = program.window.place("personas")
    place.drawer.filter_field().setFocus()
    for _ in range(30):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if not place.drawer.isAncestorOf(QApplication.focusWidget()):
            break
    assert place.canvas.isAncestorOf(QApplication.focusWidget())


def test_work_under_way_is_shown_after_half_a_second_and_can_be_stopped(program, monkeypatch):
    jobs = program.studio.jobs
    jobs.shown.emit("Segmentation", 64, 100, "export", 20.0)
    progress = program.window.messages.progress
    assert progress.isVisible()
    assert progress._count.text() == "64 sur 100"
    assert "Encore 20" in progress._left.text()
    jobs.shown.emit("Export de « " + "Une enquête au nom sans fin" * 4 + " »", 3, 10, "export", 0.0)
    assert progress._title.text().endswith("…"), "a title too long ends with an ellipsis, not in a letter"
    assert progress._count.text() == "3 sur 10"
    stopped = []
    monkeypatch.setattr(jobs, "stop_all", lambda: stopped.append(True))
    jobs.rested.emit()
    assert not progress.isVisible()


def test_a_fault_of_ours_is_told_calmly(program, qtbot):
    import logging
    import traceback

    from persona_studio.ui.crash import CrashReports

    reports = CrashReports(program.studio.kit, program.window, logging.getLogger("tests"))
    try:
        raise ValueError("jean@exemple.fr")
    except ValueError:
        reports.show(traceback.format_exc())
    dialog = reports._open
    assert dialog.isVisible()
    told = dialog._details.toPlainText()
    assert "ValueError" in told
    assert "jean" not in told, "what is copied from there is sent away"
    reports.show("again")
    assert reports._open is dialog, "one dialog is enough"
    dialog.accept()


def test_recent_projects_that_make_no_sense_are_left_out(preferences):
    preferences.set(
        "recents", [{"path": 3}, "x", {"path": "/a.persona", "faces": [["f01", "two"]]}, {"path": "/b"}]
    )
    assert [r.path for r in recents.recents(preferences)] == ["/b"]


def test_errors_reach_the_strip_of_the_screen_in_view(program, whole_file):
    program.studio.refused.emit(UserError("no_persona"))
    assert program.window.start.strip.isVisible()
    program.studio.open(whole_file)
    program.studio.refused.emit(UserError("no_persona"))
    assert program.window.work.strip.isVisible()


def test_a_moved_project_can_be_found_or_forgotten(make_program, preferences, tmp_path, whole_file):
    gone = tmp_path / "parti.persona"
    recents.remember(preferences, gone, replace(_project(whole_file), name="Parti"))
    program = make_program()
    rows = program.window.start._discover._list
    from persona_studio.ui.places.start.rows import _About, _Row

    entry = rows.findChild(_Row)
    assert not entry.isEnabled()
    words = {button.text(): button for button in rows.findChildren(_About)}
    assert set(words) == {"Retrouver", "Oublier"}
    words["Oublier"].click()
    assert recents.recents(preferences) == []


def _project(file):
    with Session.open(file, read_only=True) as session:
        return session.project


def test_a_project_opens_where_it_was_left(open_place, whole_file, program):
    place = open_place(whole_file, "personas")
    last, path = program.studio.project.personas[-1].id, program.studio.session.path
    place.show_persona(last)
    program.studio.leave()
    assert program.studio.open(path)
    assert program.window.place("personas").current == last
    program.window.go("segments")
    program.studio.leave()
    assert program.studio.open(path)
    assert program.window._here == "segments"
    program.window.go("personas")
    assert program.window.place("personas").current == last


BROKEN = [[], {"path": ["nowhere", 4]}, {"x": 3}, "text", None]


@pytest.mark.parametrize("broken", deepened(BROKEN, quick=BROKEN[:2].__contains__))
def test_broken_memories_of_places_do_no_harm(open_place, whole_file, program, broken):
    program.studio.preferences.set("seats", broken)
    open_place(whole_file, "data")
    program.studio.leave()
    assert program.studio.session is None


def test_an_error_goes_with_the_next_gesture_that_goes_well(program, whole_file):
    studio = program.studio
    studio.open(whole_file)
    who = studio.project.personas[0].id
    assert not studio.do(SetField(who, "name", "x" * 20_001), "Name changed")
    assert program.window.work.strip.isVisible()
    assert studio.do(SetField(who, "name", "Ana"), "Name changed")
    assert not program.window.work.strip.isVisible(), "what could not be done has been done"
    studio.refused.emit(UserError("no_persona"))
    studio.undo()
    assert not program.window.work.strip.isVisible()


def test_an_error_that_comes_with_a_gesture_stays(program, whole_file):
    studio = program.studio
    studio.open(whole_file)
    studio.doing.connect(lambda _edit: studio.refused.emit(UserError("no_persona")))
    assert studio.do(SetField(studio.project.personas[0].id, "name", "Ana"), "Name changed")
    assert program.window.work.strip.isVisible()
