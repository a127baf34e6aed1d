"""Données, Segments, Personas, Atelier: what a user does there, with real events."""

from dataclasses import replace

import pypdfium2
import pytest
import survey
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from persona_studio.domain.segments import Verdict
from persona_studio.domain.variables import Role
from persona_studio.publish.boxes import Ref
from persona_studio.services import authoring
from persona_studio.services.session import Session
from persona_studio.ui.canvas.zooming import STEPS
from persona_studio.ui.dialogs.ask import AskText
from persona_studio.ui.dialogs.pick import PickVariables
from persona_studio.ui.places.segments.cards import FindingRow, SegmentCard, shown_findings
from persona_studio.ui.places.workshop.choice import PersonaFace
from persona_studio.ui.widgets.buttons import Button
from persona_studio.ui.widgets.fields import short


def choose_in_menu(text):
    """Choose an entry of the menu in view with the keyboard."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(a for a in menu.actions() if a.text() == text)
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)


@pytest.fixture
def segments(open_place, whole_file):
    return open_place(whole_file, "segments")


@pytest.fixture
def workshop(open_place, whole_file):
    return open_place(whole_file, "workshop")


@pytest.fixture
def variable(program):
    """Look a variable up by its name, as it is now."""

    def look(name):
        return next(v for v in program.studio.project.wave.variables if v.name == name)

    return look


def settle():
    """Let layouts place what was just made."""
    QApplication.sendPostedEvents()


# ------------------------------------------------------------------ Segments


def cards_of(place):
    return place.views.tab("map").cards


def test_cards_show_the_strongest_findings_with_their_numbers(segments, program):
    cards = cards_of(segments).findChildren(SegmentCard)
    assert [c.segment.name for c in cards] == ["Amateurs", "Pressés", "Curieux"]
    rows = cards[0].findChildren(FindingRow)
    assert "75\u202f%" in rows[0].accessibleName()
    assert "ensemble 40\u202f%" in rows[0].accessibleName()


def test_each_question_is_told_once_while_there_are_enough(segments, program):
    segment = program.studio.project.segmentations[0].segments[0]
    shown = shown_findings(segment, 3)
    assert len({f.variable for f in shown}) == 3


def test_ticking_a_variable_out_marks_the_segments_as_old(segments, program, variable):
    from persona_studio.ui.places.segments.variables import _QuestionCheck

    check = next(
        c for c in segments.variables.findChildren(_QuestionCheck) if c.variables == [variable("lieu").id]
    )
    QTest.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(8, 10))
    assert variable("lieu").role is Role.ILLUSTRATIVE
    assert program.studio.project.segmentation.stale
    settle()
    assert segments.strip.isVisible()
    assert segments.variables._count.text() == "5 questions forment les segments."
    still = [c.variables for c in segments.variables.findChildren(_QuestionCheck) if c.isVisible()]
    assert [variable("lieu").id] in still, "it can be ticked back in"


def test_questions_that_begin_alike_are_told_apart(open_place, tmp_path):
    from persona_studio.ui.places.segments.variables import _QuestionCheck

    project, columns = survey.whole()
    (wave,) = project.waves
    said = "Vous avez parlé de cette fonction du produit, est-elle utile {}"
    labels = {"lieu": said.format("le matin ?"), "sorte": said.format("le soir ?")}
    variables = tuple(replace(v, label=labels.get(v.name, v.label)) for v in wave.variables)
    path = tmp_path / "alike.persona"
    Session.create(path, replace(project, waves=(replace(wave, variables=variables),)), columns).close()
    place = open_place(path, "segments")
    checks = {c.text(): c for c in place.variables.findChildren(_QuestionCheck)}
    shown = {short(c, 150, c.shortened) for text, c in checks.items() if text in labels.values()}
    assert len(shown) == 2
    assert all("…" in text for text in shown)


def test_a_grid_is_ticked_as_a_whole(open_place, tmp_path, program):
    from persona_studio.ui.places.segments.variables import _QuestionCheck

    project, columns = survey.whole()
    (wave,) = project.waves
    grid = {"lieu", "sorte", "sucre"}
    variables = tuple(replace(v, block="Habitudes" if v.name in grid else "") for v in wave.variables)
    path = tmp_path / "grid.persona"
    Session.create(path, replace(project, waves=(replace(wave, variables=variables),)), columns).close()
    place = open_place(path, "segments")

    def check():
        checks = place.variables.findChildren(_QuestionCheck)
        return next(c for c in checks if len(c.variables) == 3 and c.isVisible())

    def roles():
        return {v.role for v in program.studio.project.wave.variables if v.name in grid}

    assert check().text() == "Habitudes (3)"
    first = next(v.id for v in program.studio.project.wave.variables if v.name == "sucre")
    program.studio.do(authoring.set_role(program.studio.project, [first], Role.ILLUSTRATIVE), "Role changed")
    settle()
    assert check().checkState() is Qt.CheckState.PartiallyChecked
    QTest.keyClick(check(), Qt.Key.Key_Space)
    assert roles() == {Role.ACTIVE}, "what is ticked in part is ticked wholly first"
    settle()
    QTest.keyClick(check(), Qt.Key.Key_Space)
    assert roles() == {Role.ILLUSTRATIVE}


def test_arrows_go_from_number_to_number(segments):
    buttons = segments.candidates._buttons
    buttons[0].setFocus()
    for _ in range(2):
        QTest.keyClick(segments.window().focusWidget(), Qt.Key.Key_Right)
    assert buttons[2].hasFocus()
    QTest.keyClick(buttons[2], Qt.Key.Key_Left)
    assert buttons[1].hasFocus()


def test_a_variable_is_added_from_a_list(segments, variable):
    segments.variables.add.click()
    dialog = segments.findChild(PickVariables)
    dialog.list.selectAll()
    dialog.accept()
    assert variable("sexe").role is Role.ACTIVE
    assert variable("ignore").role is Role.ACTIVE


def test_segmenting_has_a_key_that_the_button_tells(segments, program, monkeypatch):
    asked = []
    monkeypatch.setattr("persona_studio.ui.places.segments.place.form", lambda *a: asked.append(a))
    assert segments.variables.go.toolTip() == "Segmenter (F5)"
    QTest.keyClick(program.window, Qt.Key.Key_F5)
    assert len(asked) == 1
    program.window.go("personas")
    QTest.keyClick(program.window, Qt.Key.Key_F5)
    assert len(asked) == 1, "nothing is computed out of sight"


def test_too_few_variables_explain_the_button(open_place, bare_file, program):
    place = open_place(bare_file, "segments")
    from persona_studio.services import authoring

    actives = [v.id for v in program.studio.project.wave.with_role(Role.ACTIVE)]
    program.studio.do(authoring.set_role(program.studio.project, actives[2:], Role.IGNORED), "Role changed")
    assert not place.variables.go.isEnabled()
    assert place.variables.go.toolTip() == "Il faut au moins 3 variables actives."


def test_a_segment_is_renamed(segments, program):
    cards_of(segments).findChildren(SegmentCard)[0].more.click()
    choose_in_menu("Renommer…")
    dialog = segments.findChild(AskText)
    dialog._field.setText("Les fidèles")
    dialog.accept()
    assert program.studio.project.segmentation.segments[0].name == "Les fidèles"


def test_the_persona_of_a_segment_opens(segments, program):
    second = cards_of(segments).findChildren(SegmentCard)[1]
    second._follow()
    place = program.window.place("personas")
    assert place.isVisible()
    assert place.persona().name == "Hugo"


def test_no_clear_structure_is_an_answer(program, tmp_path):
    project, columns = survey.whole()
    none = replace(
        project.segmentations[0],
        verdict=Verdict.NONE,
        reason="none",
        recommended=None,
        segments=(),
        method=None,
    )
    labels = (none.id, none.id)
    stored = {key: column for key, column in columns.items() if key != labels}
    program.studio.create(
        tmp_path / "n.persona", replace(project, segmentations=(none,), personas=()), stored
    )
    program.window.go("segments")
    place = program.window.place("segments")
    assert place.strip.isVisible()
    assert not place.views.isVisible()
    settle()
    assert place.strip.height() < 120
    assert place.strip.y() < 200
    from persona_studio.ui.places.segments.candidates import CandidateButton

    spoken = [b.accessibleName() for b in place.candidates.findChildren(CandidateButton)]
    assert len(spoken) == 7
    assert not any("conseillé" in name for name in spoken)


# ------------------------------------------------------------------ Personas


def test_the_inspector_shows_the_evidence(open_place, whole_file):
    place = open_place(whole_file, "personas")
    line = next(p.ref for p in place.canvas.places() if p.ref.kind == "attribute")
    place.canvas.choose(line)
    settle()
    told = " ".join(w.text() for w in place.inspector.findChildren(type(place.status._zoom)) if w.isVisible())
    for words in ("68\u202f%", "45\u202f%", "Écart solide, ×\u202f1,5", "±\u202f7\u202fpts", "54 sur 80"):
        assert words in told


def test_a_persona_is_made_by_hand_and_named(open_place, whole_file, program):
    place = open_place(whole_file, "personas")
    place.strip.new_button.click()
    made = program.studio.project.personas[-1]
    assert place.persona() == made
    assert place.canvas.editor.hasFocus()
    assert len(made.sections) == 6
    place.canvas.editor.leave("cancel")
    hint = next(p for p in place.canvas.places() if p.ref.field == "attributes")
    assert hint.text.hint


def test_kind_and_colour_are_one_gesture_each(open_place, whole_file, program):
    place = open_place(whole_file, "personas")
    place.inspector.accent.emit(7)
    place.inspector.kind.emit("anti")
    persona = program.studio.project.personas[0]
    assert (persona.accent, persona.kind) == (7, "anti")
    program.studio.undo()
    program.studio.undo()
    assert program.studio.project.personas[0].accent == 1


def test_the_menu_of_the_kind_opens_on_the_sheet(open_place, whole_file, program):
    place = open_place(whole_file, "personas")
    persona = program.studio.project.personas[0]
    place.canvas.focus(Ref("persona", persona.id, "kind"))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    choose_in_menu("Secondaire")
    assert program.studio.project.personas[0].kind == "secondary"


def test_zoom_steps_and_fits(open_place, whole_file, program):
    place = open_place(whole_file, "personas")
    fitted = place.view.zoom
    assert 0.75 < fitted <= 1
    page = place.canvas.page_rect(0)
    assert place.view.viewport().rect().width() >= page.width()
    program.window.actions_["zoom-in"].trigger()
    assert place.view.zoom == pytest.approx(min(step for step in STEPS if step > fitted))
    program.window.actions_["zoom-fit"].trigger()
    assert place.canvas.height() <= place.view.viewport().height() + 1
    assert place.status._zoom.text().endswith("%")


def test_what_goes_beyond_the_page_is_counted(open_place, julie_file, program):
    from persona_studio.services import authoring

    place = open_place(julie_file, "personas")
    section = program.studio.project.personas[0].sections[2]
    for i in range(30):
        text = f"Une ligne de plus, la {i + 1}, assez longue pour prendre deux lignes de la fiche de Julie"
        program.studio.do(authoring.add_attribute(section.id, 99, text), "Line added")
    assert place.status._fact.isVisible()
    assert "dépassent la page" in place.status._fact.whole()
    assert len(place.canvas.pages) == 2


# ------------------------------------------------------------------ Atelier


def test_pages_follow_the_choice(workshop):
    assert len(workshop.pages) == 3
    assert workshop.middle.count.text() == "3 pages"
    first, *others = workshop.choice.findChildren(PersonaFace)
    QTest.mouseClick(first, Qt.MouseButton.LeftButton, pos=QPoint(8, 10))
    assert len(workshop.pages) == 2
    assert workshop.middle.count.text() == "2 pages"
    assert workshop.options.export.text() == "Exporter 2 pages"
    for face in others:
        face.click()
    assert not workshop.pages
    assert not workshop.options.export.isEnabled()
    assert workshop.options.export.toolTip()


def test_hypotheses_are_a_reminder_not_a_barrier(workshop):
    assert workshop.pages
    assert workshop.options.reminder.isVisible()
    assert workshop.options.reminder._fact.text() == "Six hypothèses restent à vérifier."
    assert workshop.options.export.isEnabled()


def test_the_chosen_personas_are_written(workshop, program, tmp_path):
    assert workshop.pages
    workshop.options.export.click()
    dialog = workshop.findChild(QFileDialog)
    assert dialog.isVisible()
    file = tmp_path / "atelier.pdf"
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    document = pypdfium2.PdfDocument(file)
    assert len(document) == 3
    document.close()
    assert "atelier.pdf" in program.window.messages.toast._words.text()


def test_a_folder_that_refuses_leaves_a_way_out(workshop, tmp_path):
    blocked = tmp_path / "fichier"
    blocked.write_text("", encoding="utf-8")
    workshop.leaving.write(str(blocked / "atelier.pdf"))
    strip = workshop.options.strip
    assert strip.isVisible()
    buttons = [b.text() for b in strip.findChildren(Button)]
    assert "Choisir un autre dossier" in buttons
    assert list(tmp_path.glob("*.pdf")) == []


def test_pictures_are_written_too(workshop, tmp_path):
    workshop.options.choose_format("png")
    workshop.leaving.write(str(tmp_path / "fiche.png"))
    assert len(list(tmp_path.glob("fiche*.png"))) == 3


def test_the_language_of_the_pages_is_its_own(workshop):
    workshop.options.language.setFocus()
    QTest.keyClick(workshop.options.language, Qt.Key.Key_Down)
    words = [b.text for p in workshop.pages for b in p.page.boxes if hasattr(b, "text")]
    assert "Demographic" in words
    assert workshop.middle.count.text() == "3 pages"


def test_everything_is_there_after_closing(workshop, program, whole_file):
    program.studio.leave()
    with Session.open(whole_file, read_only=True) as again:
        assert len(again.project.personas) == 3
