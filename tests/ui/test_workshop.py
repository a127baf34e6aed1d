"""The kit of the workshop: kept with the project, each change a gesture; pages that follow at once."""

import re
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from persona_studio.domain.deliverables import (
    CARDS,
    COMPARISON,
    EMPATHY,
    JOURNEY,
    POSTER,
    PRESENTATION,
    SHEET,
)
from persona_studio.domain.edits import SetField, Together
from persona_studio.domain.kit import Options
from persona_studio.services import authoring
from persona_studio.services.companions import companions
from persona_studio.services.jobs import Worker
from persona_studio.services.personas.faces import Face
from persona_studio.services.session import Session
from persona_studio.ui.places.workshop import leaving
from persona_studio.ui.places.workshop.choice import PersonaFace
from persona_studio.ui.targets import FOLDERS, KEPT, remember_folder, whose

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def workshop(open_place, whole_file):
    return open_place(whole_file, "workshop")


def tick(workshop, deliverable):
    QTest.mouseClick(workshop.choice.deliverables.check(deliverable.id), LEFT, pos=QPoint(8, 10))


def kit(program):
    return program.studio.project.kit


# ------------------------------------------------------------------ kept with the project


def test_each_choice_is_a_gesture_and_comes_back(workshop, program):
    before = kit(program)
    tick(workshop, POSTER)
    QTest.mouseClick(workshop.choice.findChildren(PersonaFace)[1], LEFT)
    QTest.mouseClick(workshop.options.switches["rates"], LEFT)
    QTest.mouseClick(workshop.options.archive, LEFT, pos=QPoint(8, 8))
    workshop.options.language.setFocus()
    QTest.keyClick(workshop.options.language, Qt.Key.Key_Down)
    second = program.studio.project.personas[1].id
    assert kit(program) == replace(
        before,
        deliverables=("sheet", "poster"),
        left_out=(second,),
        options=Options(rates=True),
        archive=True,
        language="en",
    )
    for _ in range(5):
        program.window.actions_["undo"].trigger()
    assert kit(program) == before
    assert not workshop.choice.deliverables.check(POSTER.id).isChecked()
    assert not workshop.options.switches["rates"].isChecked()
    assert not workshop.options.archive.isChecked()
    assert workshop.options.language.currentData() == "fr"
    assert all(face.isChecked() for face in workshop.choice.findChildren(PersonaFace))
    assert len(workshop.pages) == 3


def test_pages_in_another_language_are_said_to_keep_their_lines(workshop, program):
    said, choice = workshop.options.lines_stay, workshop.options.language
    assert not said.isVisible()
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    assert said.isVisible()
    assert said.text() == "Les titres changent de langue\u202f; les lignes restent comme elles sont écrites."
    program.window.speak("en")
    assert said.isVisible(), "it is about the pages, not about the window"
    assert said.text() == "Titles change language; lines stay as they are written."
    program.studio.undo()
    assert not said.isVisible()


def test_the_kit_is_there_when_the_project_is_opened_again(workshop, program, whole_file):
    tick(workshop, CARDS)
    QTest.mouseClick(workshop.options.switches["grey"], LEFT)
    told = [each.key for each in workshop.pages]
    workshop.middle.ordered.emit(tuple(reversed(told)))
    program.studio.leave()
    with Session.open(whole_file, read_only=True) as again:
        assert again.project.kit.deliverables == ("sheet", "cards")
        assert again.project.kit.options == Options(grey=True)
    program.studio.open(whole_file)
    program.window.go("workshop")
    assert [each.key for each in program.window.place("workshop").pages] == told[::-1]


def test_a_project_that_can_only_be_read_is_printed_as_one_likes(program, whole_file):
    before = whole_file.read_bytes()
    program.studio.adopt(Session.open(whole_file, read_only=True))
    program.window.go("workshop")
    workshop = program.window.place("workshop")
    tick(workshop, COMPARISON)
    QTest.mouseClick(workshop.choice.findChildren(PersonaFace)[0], LEFT)
    assert [each.deliverable for each in workshop.pages] == ["sheet", "sheet", "comparison"]
    assert kit(program).deliverables == ("sheet",)
    program.studio.leave()
    assert whole_file.read_bytes() == before


def test_what_a_newer_program_prints_stays_ticked(workshop, program):
    project = program.studio.project
    newer = replace(project.kit, deliverables=("sheet", "hologram"))
    program.studio.do(SetField(project.id, "kit", newer), "Deliverable chosen")
    tick(workshop, POSTER)
    assert set(kit(program).deliverables) == {"sheet", "poster", "hologram"}
    tick(workshop, POSTER)
    assert set(kit(program).deliverables) == {"sheet", "hologram"}


# ------------------------------------------------------------------ what a deliverable waits for


def test_one_persona_is_not_compared_and_that_is_said(workshop, program):
    tick(workshop, COMPARISON)
    for face in workshop.choice.findChildren(PersonaFace)[1:]:
        QTest.mouseClick(face, LEFT)
    assert [each.deliverable for each in workshop.pages] == ["sheet"]
    check = workshop.choice.deliverables.check(COMPARISON.id)
    assert "Il faut deux personas." in check.accessibleDescription()


def test_a_companion_that_is_not_begun_is_a_press_away(workshop, program):
    tick(workshop, EMPATHY)
    assert [each.deliverable for each in workshop.pages] == ["sheet"] * 3
    row = workshop.choice.deliverables._rows[EMPATHY.id]
    assert row._hint.text() == "Pas encore commencé pour ces personas."
    QTest.mouseClick(row._way, LEFT)
    place = program.window.place("personas")
    assert place.isVisible()
    assert place.companions.face is Face.EMPATHY
    begun = companions.begin_empathy(program.studio.project, place.current, True)
    assert program.studio.do(begun, "Empathy map begun")
    program.window.go("workshop")
    assert workshop.pages[-1].deliverable == EMPATHY.id
    assert not row._way.isVisible()


def test_a_page_of_a_companion_opens_where_it_is_written(workshop, program):
    second = program.studio.project.personas[1].id
    program.studio.do(companions.begin_journey(program.studio.project, second, True), "Journey begun")
    tick(workshop, JOURNEY)
    assert workshop.pages[-1].deliverable == JOURNEY.id
    workshop.middle.open(len(workshop.pages) - 1)
    QTest.mouseClick(workshop.middle.page.open_, LEFT)
    place = program.window.place("personas")
    assert (place.current, place.companions.face) == (second, Face.JOURNEY)
    program.window.go("workshop")
    workshop.middle.open(0)
    QTest.mouseClick(workshop.middle.page.open_, LEFT)
    assert place.companions.face is Face.SHEET


def test_without_a_persona_there_is_a_way_on(workshop, program):
    for face in workshop.choice.findChildren(PersonaFace):
        QTest.mouseClick(face, LEFT)
    assert workshop.pages == []
    assert not workshop.options.export.isEnabled()
    assert not workshop.options.print_.isEnabled()
    assert workshop.middle.count.text() == "0 page"


# ------------------------------------------------------------------ pages that follow


def settled(workshop):
    """Have all pages laid out and their thumbnails painted."""
    assert workshop.pages
    workshop.middle.board.viewport().grab()
    workshop.middle.thumbs.finish()
    QApplication.sendPostedEvents()


def test_a_deliverable_that_breaks_takes_no_other_with_it(workshop, monkeypatch):
    lay = workshop.press.printouts

    def broken(project, texts, ids, deliverables, options):
        if deliverables == (POSTER,):
            raise ZeroDivisionError
        return lay(project, texts, ids, deliverables, options)

    monkeypatch.setattr(workshop.press, "printouts", broken)
    told, layer, desk = 0, workshop.layer, workshop.desk
    act = partial(layer.lay, workshop.studio.project, desk.kit, desk.texts, (SHEET, POSTER, COMPARISON))
    while act is not None:
        try:
            act()
            act = layer.finish if layer.under_way else None
        except ZeroDivisionError:
            told, act = told + 1, layer.finish
    assert told == len(workshop.studio.project.personas)
    assert {each.deliverable for each in workshop.middle.pages} == {SHEET.id, COMPARISON.id}


def test_pages_that_take_long_to_lay_out_are_said_to_be_counted(workshop, program, qtbot, monkeypatch):
    middle, export, layer = workshop.middle, workshop.options.export, workshop.layer
    assert workshop.pages
    monkeypatch.setattr(layer, "_gives_way", lambda: True)  # however quick this computer is
    check = workshop.choice.deliverables.check("presentation")
    QTest.mouseClick(check, Qt.MouseButton.LeftButton)
    shown = len(middle.pages)
    assert layer.under_way
    assert middle.count.text() == f"{shown} pages", "no flicker for what is there in a moment"
    with qtbot.waitSignal(layer.slowed):
        pass
    assert middle.count.text() == f"{shown} pages pour l’instant…"
    assert middle.said.whole().startswith("Page 1 :")
    assert export.text() == "Exporter les pages"
    assert export.isEnabled()
    layer.finish()
    assert len(middle.pages) > shown
    assert middle.count.text() == f"{len(middle.pages)} pages"
    assert middle.said.whole().startswith(f"Page 1 sur {len(middle.pages)}")
    assert export.text() == f"Exporter {len(middle.pages)} pages"


def test_pages_laid_out_in_a_moment_are_never_said_to_be_counted(workshop):
    QTest.mouseClick(workshop.options.switches["rates"], Qt.MouseButton.LeftButton)
    workshop.layer.finish()
    assert not workshop.layer._patience.isActive(), "nothing is left that would say so later"
    assert not workshop.layer.slow


def test_only_pages_that_changed_are_painted_again(workshop, program):
    tick(workshop, POSTER)
    settled(workshop)
    before, pages = workshop.middle.thumbs.count, list(workshop.pages)
    second = program.studio.project.personas[1]
    program.studio.do(authoring.set_text(program.studio.project, second.id, "role", "Autre rôle"), "Written")
    settled(workshop)
    after = workshop.pages
    assert [one is not other for one, other in zip(pages, after, strict=True)] == [
        each.persona == second.id for each in after
    ]
    assert workshop.middle.thumbs.count - before == 2


def test_what_changes_elsewhere_is_shown_on_coming_back(workshop, program):
    settled(workshop)
    program.window.go("personas")
    first = program.studio.project.personas[0]
    program.studio.do(authoring.set_text(program.studio.project, first.id, "name", "Zélie"), "Written")
    program.window.go("workshop")
    assert workshop.pages[0].title == "Fiche, Zélie"


def test_the_chosen_page_stays_chosen_though_others_come_before_it(workshop, program):
    tick(workshop, POSTER)
    last = workshop.pages[-1]
    workshop.middle.board.choose(len(workshop.pages) - 1)
    tick(workshop, SHEET)
    assert workshop.middle.printed == workshop.pages[-1]
    assert workshop.middle.printed.key == last.key
    tick(workshop, SHEET)
    assert workshop.middle.printed.key == last.key


def test_options_of_the_pages_are_seen_before_they_print(workshop, program):
    plain = workshop.pages[0].page
    QTest.mouseClick(workshop.options.switches["crop"], LEFT)
    cropped = workshop.pages[0].page
    assert cropped.trim is not None
    assert cropped.width > plain.width
    QTest.mouseClick(workshop.options.switches["crop"], LEFT)
    QTest.mouseClick(workshop.options.switches["grey"], LEFT)
    assert workshop.pages[0].page.width == plain.width
    settled(workshop)
    image = workshop.middle.page._paper._painter.image(workshop.pages[0].page, 0.5)
    colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    assert all((c >> 16) & 255 == (c >> 8) & 255 == c & 255 for c in colours)


def test_sheets_are_written_with_the_options_that_are_seen(workshop, program, tmp_path):
    import pypdfium2

    QTest.mouseClick(workshop.options.switches["crop"], LEFT)
    shown = [(round(each.page.width), round(each.page.height)) for each in workshop.pages]
    workshop.middle.ordered.emit(tuple(each.key for each in reversed(workshop.pages)))
    names = [each.title.split(", ")[1] for each in workshop.pages]
    workshop.leaving.write(str(tmp_path / "a.pdf"))
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    sizes = [tuple(round(side) for side in page.get_size()) for page in document]
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    assert sizes == shown
    assert [name in text for name, text in zip(names, texts, strict=True)] == [True] * len(names)


# ------------------------------------------------------------------ formats, folder, the end of an export


def test_format_sharpness_and_folder_are_remembered(workshop, program, preferences, tmp_path, settle):
    panel = workshop.options
    panel._choose_format("png")
    assert panel.dpi.isVisible()
    assert not panel.archive.isVisible()
    panel.dpi.setFocus()
    QTest.keyClick(panel.dpi, Qt.Key.Key_End)
    folder = tmp_path / "Atelier du 3 juillet"
    folder.mkdir()
    QTest.mouseClick(panel.folder, LEFT)
    dialog = workshop.findChild(QFileDialog)
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(folder))
    dialog.reject()
    assert panel.folder.toolTip() == str(folder)
    assert "Atelier du 3 juillet" in panel.folder.accessibleName()
    program.window.actions_["theme"].trigger()
    settle()
    again = program.window.place("workshop")
    assert again.options.chosen_format.id == "png"
    assert again.options.dpi.currentData() == 300
    assert again.leaving.folder == folder
    for other in (17, ["a"], [["a", 1]]):
        preferences.set(FOLDERS, other)  # of another program, or damaged
        assert again.leaving.folder == tmp_path


def test_the_folder_of_a_client_is_never_proposed_for_another(workshop, program, whole_file, bare_file):
    """A project made beside its survey proposes that folder, whatever was exported before, elsewhere."""
    ours, theirs = (whole_file.parent / client for client in ("Belvoir", "Alpi"))
    ours.mkdir()
    theirs.mkdir()
    workshop.leaving.write(str(ours / "a.pdf"))
    assert workshop.leaving.folder == ours
    copy = theirs / whole_file.name  # with the identifier of the first, for another client
    program.studio.session.save_copy(copy)
    for file, folder in (
        (bare_file, bare_file.parent),
        (copy, theirs),
        (whole_file, ours),
    ):
        assert program.studio.open(file)
        program.window.go("workshop")
        assert workshop.leaving.folder == folder
        assert workshop.options.folder.toolTip() == str(folder)
        workshop.leaving.ask_target()
        dialog = next(each for each in workshop.findChildren(QFileDialog) if each.isVisible())
        assert Path(dialog.directory().absolutePath()) == folder
        dialog.reject()


def test_folders_of_projects_long_gone_are_not_kept_for_ever(workshop, program, preferences, tmp_path):
    remember_folder(program.studio, tmp_path / "first", "first")
    remember_folder(program.studio, tmp_path, whose(program.studio))
    for number in range(KEPT - 1):
        remember_folder(program.studio, tmp_path, str(number))
    kept = [project for project, _ in preferences.get(FOLDERS, [])]
    assert len(kept) == KEPT
    assert "first" not in kept
    assert kept[-1] == whose(program.studio)


def test_pages_are_named_in_one_language_whatever_theirs(workshop, program):
    workshop.desk.tick(PRESENTATION.id, True)
    named = [each.title for each in workshop.pages]
    slides = [each.title for each in workshop.pages if each.deliverable == PRESENTATION.id]
    assert len(set(slides)) == len(slides)
    program.window.speak("en")
    workshop.desk.speak("fr")
    assert {page.page.language for page in workshop.pages} == {"fr"}
    english = [each.title for each in workshop.pages]
    assert len(set(english)) == len(named)
    assert not [title for title in english if re.search("[éè]sent|suite|Fiche|Comment", title)]
    workshop.desk.speak("en")
    assert [each.title for each in workshop.pages] == english


def test_further_formats_are_in_a_menu(workshop, program):
    panel = workshop.options
    QTest.mouseClick(panel.more, LEFT)
    menu = QApplication.activePopupWidget()
    words = [action.text() for action in menu.actions()]
    assert words[0] == "SVG"
    assert len(words) == 4
    menu.setActiveAction(menu.actions()[0])
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert panel.chosen_format.id == "svg"
    assert panel.more.text() == "SVG"
    assert panel.format.value() == ""


@pytest.mark.slow
def test_data_is_exported_though_no_page_is_printed(workshop, program, tmp_path):
    from openpyxl import load_workbook

    workshop.desk.tick("sheet", False)
    assert workshop.pages == []
    assert not workshop.options.export.isEnabled()
    workshop.options._choose_format("xlsx")
    assert workshop.options.export.isEnabled()
    assert workshop.options.export.text() == "Exporter les données"
    workshop.leaving.write(str(tmp_path / "a.xlsx"))
    book = load_workbook(tmp_path / "a.xlsx")
    cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {persona.name for persona in program.studio.project.personas} <= cells
    workshop.options._choose_format("pdf")
    assert not workshop.options.export.isEnabled()


def test_the_folder_of_an_export_is_one_press_away(workshop, program, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(leaving, "open_folder", opened.append)
    workshop.leaving.write(str(tmp_path / "a.pdf"))
    toast = program.window.messages.toast
    assert toast.isVisible()
    assert toast._on.text() == "Ouvrir le dossier"
    QTest.mouseClick(toast._on, LEFT)
    assert opened == [tmp_path]
    assert workshop.options.folder.toolTip() == str(tmp_path)
    assert not toast.isVisible()


def test_an_export_that_is_stopped_leaves_no_file_and_says_so(make_program, whole_file, tmp_path):
    program = make_program(executor=partial(Worker, heavy=()))
    program.studio.open(whole_file)
    program.window.go("workshop")
    program.window.place("workshop").leaving.write(str(tmp_path / "a.pdf"))
    program.window.messages.progress.stopped.emit()
    assert program.window.messages.toast._words.text() == "Export arrêté\u202f: aucun fichier n’a été écrit"
    program.window.close()
    assert not (tmp_path / "a.pdf").exists()


def test_hypotheses_lead_to_the_sheet_they_are_on(workshop, program):
    from persona_studio.ui.widgets.buttons import Button

    assert workshop.pages
    [see] = [b for b in workshop.options.reminder.findChildren(Button) if b.isVisible()]
    QTest.mouseClick(see, LEFT)
    assert program.window.place("personas").isVisible()


def reminded(workshop):
    strip = workshop.options.reminder
    return strip._fact.text() if strip.isVisible() else ""


def test_only_hypotheses_that_are_printed_and_not_checked_are_told(workshop, program):
    project = program.studio.project
    guessed = [line for p in project.personas for line in p.attributes if line.provenance == "hypothesis"]
    [whose] = {p.id for p in project.personas for line in p.attributes if line.id == guessed[-1].id}
    assert len(guessed) > 1
    checked = Together(tuple(SetField(line.id, "checked", True) for line in guessed[:-1]))
    program.studio.do(checked, "Checked")
    assert workshop.pages
    assert reminded(workshop) == "1 hypothèse reste à vérifier."
    workshop.desk.skip([f"sheet/{whose}/0"])
    assert workshop.pages
    assert reminded(workshop) == ""
    tick(workshop, SHEET)
    tick(workshop, COMPARISON)
    assert workshop.pages
    assert reminded(workshop) == ""


def test_hypotheses_of_a_companion_count_when_it_is_printed(workshop, program):
    project = program.studio.project
    program.studio.do(companions.begin_journey(project, project.personas[0].id, True), "Begun")
    project = program.studio.project
    lane = project.personas[0].journeys[0].stages[0].lanes[0]
    program.studio.do(authoring.add_attribute(lane.id, 0, "Et si on appelait ?"), "Written")
    tick(workshop, SHEET)
    assert not workshop.pages
    assert reminded(workshop) == ""
    tick(workshop, JOURNEY)
    assert workshop.pages
    first = project.personas[0]
    guessed = sum(line.provenance == "hypothesis" for line in first.attributes)
    assert workshop.options.reminder._rest.text() == (
        f"{guessed} sur la fiche et 1 sur le parcours. Persona\u202f: {first.name}."
    )


def test_hypotheses_are_told_of_each_persona_that_has_some(workshop, program):
    assert workshop.pages
    guessed = [
        sum(a.provenance == "hypothesis" for a in p.attributes) for p in program.studio.project.personas
    ]
    named = ", ".join(
        f"{p.name} ({n})" for p, n in zip(program.studio.project.personas, guessed, strict=True)
    )
    named = " et ".join(named.rsplit(", ", 1))
    said = workshop.options.reminder._rest.text()
    assert said == f"{sum(guessed)} sur les fiches. Personas\u202f: {named}."


def test_only_pages_that_would_be_there_can_be_put_back(workshop, program):
    tick(workshop, COMPARISON)
    first, second, third = (p.id for p in program.studio.project.personas)
    for persona in (first, second):
        workshop.desk.skip([f"sheet/{persona}/0"])
    workshop.desk.skip(["comparison//0"])
    back = workshop.middle.back
    assert workshop.pages
    assert back.text() == "Remettre 3 pages"
    workshop.desk.print_persona(first, False)
    assert workshop.pages
    assert back.text() == "Remettre 2 pages"
    for persona in (second, third):
        workshop.desk.print_persona(persona, False)
    assert workshop.pages == []
    assert back.isHidden()
    row = workshop.choice.deliverables._rows[SHEET.id]
    assert row._hint.text() == "Aucun persona n’est choisi."
    assert row._way.isHidden()


def test_what_is_below_the_options_stands_where_they_do(workshop):
    options = workshop.options
    edges = {part.mapTo(options, QPoint(0, 0)).x() for part in (options.export, options.format)}
    assert len(edges) == 1
