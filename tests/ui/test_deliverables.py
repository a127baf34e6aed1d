"""The Atelier beyond sheets: deliverables are ticked by hand and by keys, and printed as they are shown."""

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from persona_studio.ui.places.workshop import leaving
from persona_studio.ui.places.workshop.choice import DeliverableCheck
from persona_studio.ui.widgets.buttons import Button
from persona_studio.ui.widgets.fields import WRAPPED


@pytest.fixture
def workshop(open_place, whole_file):
    return open_place(whole_file, "workshop")


def check(workshop, name):
    return next(row for row in rows(workshop) if row.text() == name)


def rows(workshop):
    return workshop.choice.findChildren(DeliverableCheck)


def tick(workshop, name):
    QTest.mouseClick(check(workshop, name), Qt.MouseButton.LeftButton, pos=QPoint(8, 10))


def titles(workshop):
    return [each.title for each in workshop.pages]


def test_sheets_alone_are_printed_at_first(workshop):
    assert [row.text() for row in rows(workshop) if row.isChecked()] == ["Fiche A4"]
    assert workshop.middle.format.whole() == "A4"


def test_pages_follow_what_is_ticked(workshop):
    names = [p.name for p in workshop.studio.project.personas]
    tick(workshop, "Poster A3")
    tick(workshop, "Comparatif")
    assert titles(workshop) == [
        *(f"Fiche, {name}" for name in names),
        *(f"Poster A3, {name}" for name in names),
        "Comparatif",
    ]
    assert workshop.middle.count.text() == "7 pages"
    assert workshop.middle.format.whole() == "4 en A4 et 3 en A3"
    tick(workshop, "Fiche A4")
    assert titles(workshop)[0] == f"Poster A3, {names[0]}"
    tick(workshop, "Poster A3")
    tick(workshop, "Comparatif")
    assert not workshop.options.export.isEnabled()
    assert "livrable" in workshop.options.export.toolTip()


def test_ticking_one_never_moves_the_next_from_under_the_pointer(workshop, settle):
    def places():
        assert workshop.pages  # all are laid out, so that they are counted beside the boxes
        settle()
        return {row.text(): row.mapTo(workshop, QPoint()).y() for row in rows(workshop)}

    before = places()
    for name in ("Poster A3", "Comparatif", "Preuves par persona"):
        tick(workshop, name)
        assert places() == before, name


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_name_is_seen_whole_once_it_is_ticked(make_program, whole_file, settle, language, scale):
    program = make_program(language, scale)
    program.studio.open(whole_file)
    program.window.go("workshop")
    workshop = program.window.place("workshop")
    for row in rows(workshop):
        if not row.isChecked():
            row.click()
    assert workshop.pages
    settle()
    for row in rows(workshop):
        assert row.font().bold() or row.font().weight() > 500
        room = QRect(0, 0, row.width() - row._beside(), 10_000)
        words = row.fontMetrics().boundingRect(room, WRAPPED, row.text())
        assert words.height() <= row.height(), row.text()
        assert words.width() <= room.width(), row.text()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_ticking_any_of_them_moves_no_other_but_by_the_line_of_what_it_waits_for(
    make_program, whole_file, settle, scale
):
    program = make_program("fr", scale)
    program.studio.open(whole_file)
    program.window.go("workshop")
    workshop = program.window.place("workshop")

    def heights():
        assert workshop.pages
        settle()
        return {row.text(): row.height() for row in rows(workshop)}

    before = heights()
    for row in rows(workshop):
        row.click()
    assert heights() == before


def test_a_deliverable_that_waits_says_so_on_one_line(workshop):
    tick(workshop, "Carte d’empathie")
    row = workshop.choice.deliverables._rows["empathy"]
    assert workshop.pages
    assert row._way.isVisible()
    assert row._way.text() == "À commencer dans Personas"
    assert not row._hint.isVisible()
    assert "Pas encore commencé" in row._way.toolTip()
    assert row._way.width() >= row._way.sizeHint().width()


def test_a_deliverable_is_ticked_with_the_space_bar(workshop):
    box = check(workshop, "Cartes à découper")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert titles(workshop)[-2:] == ["Cartes à découper, recto", "Cartes à découper, verso"]
    assert "2 pages" in box.accessibleDescription()
    assert "bord long" in box.accessibleDescription()


def test_one_persona_alone_is_not_compared(workshop):
    tick(workshop, "Comparatif")
    for persona in workshop.studio.project.personas[1:]:
        workshop.desk.print_persona(persona.id, False)
    assert titles(workshop) == [f"Fiche, {workshop.studio.project.personas[0].name}"]


def test_what_is_shown_is_what_is_written(workshop, tmp_path):
    for name in ("Poster A3", "Comparatif", "Cartes à découper"):
        tick(workshop, name)
    file = tmp_path / "atelier.pdf"
    workshop.leaving.write(str(file))
    shown = [(round(each.page.width), round(each.page.height)) for each in workshop.pages]
    document = pypdfium2.PdfDocument(file)
    written = [tuple(round(side) for side in page.get_size()) for page in document]
    document.close()
    assert written == shown
    assert len(set(written)) == 3


def test_a_page_of_several_personas_opens_none(workshop, program):
    tick(workshop, "Comparatif")
    board, last = workshop.middle.board, len(workshop.pages) - 1
    board.setFocus()
    board.choose(last)
    QTest.keyClick(board, Qt.Key.Key_Return)
    assert workshop.middle.page.isVisible()
    assert not workshop.middle.page.open_.isVisible()
    assert not program.studio.wanted_persona
    assert workshop.isVisible()


def test_another_language_names_them_anew(workshop, program):
    tick(workshop, "Poster A3")
    program.window.speak("en")
    place = program.window.place("workshop")
    assert "A3 poster" in [row.text() for row in rows(place)]


def test_texts_that_were_shortened_are_told(workshop, program):
    from persona_studio.services import authoring

    assert not workshop.options.shortened.isVisible()
    first = program.studio.project.personas[0]
    said = "Une priorité bien trop longue pour une carte. " * 12
    program.studio.do(authoring.set_text(program.studio.project, first.id, "priority", said), "Written")
    assert not workshop.options.shortened.isVisible()
    tick(workshop, "Cartes à découper")
    assert workshop.pages
    assert workshop.options.shortened.isVisible()
    assert workshop.options.shortened._fact.text() == "1 texte est raccourci pour tenir."
    assert first.name in workshop.options.shortened._rest.text()
    QTest.mouseClick(workshop.options.shortened.findChild(Button), Qt.MouseButton.LeftButton)
    assert workshop.middle.page.isVisible()
    assert workshop.middle.printed.deliverable == "cards"
    see = workshop.options.shortened.findChild(Button)
    kept = [each for each in workshop.pages if each.deliverable != "cards"]
    workshop.middle.show_pages(kept[:1], "A4")  # as while the others are being laid out again
    workshop.middle.show_board()
    QTest.mouseClick(see, Qt.MouseButton.LeftButton)
    assert workshop.middle.board.isVisible()


# ------------------------------------------------------------------ for whom


def test_a_poster_is_printed_for_one_persona_only(workshop, program):
    tick(workshop, "Poster A3")
    assert len(workshop.pages) == 6
    row = workshop.choice.deliverables._rows["poster"]
    for name in [p.name for p in program.studio.project.personas[1:]]:
        QTest.mouseClick(row._count, Qt.MouseButton.LeftButton)
        menu = QApplication.activePopupWidget()
        next(action for action in menu.actions() if action.text() == name).trigger()
        menu.close()
    posters = [each.persona for each in workshop.pages if each.deliverable == "poster"]
    assert posters == [program.studio.project.personas[0].id]
    assert len(workshop.pages) == 4
    QTest.mouseClick(row._count, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert [a.isChecked() for a in menu.actions() if a.isCheckable()] == [True, False, False]
    menu.close()


# ------------------------------------------------------------------ what projects well


def test_slides_are_told_of_while_none_is_ticked(workshop, program):
    options = workshop.options
    assert not options.hints.isVisible()
    options.format.chosen.emit("pptx")
    assert options.hints.tick.isVisible()
    QTest.mouseClick(options.hints.tick, Qt.MouseButton.LeftButton)
    assert "presentation" in program.studio.project.kit.deliverables
    assert not options.hints.tick.isVisible()
    assert options.hints.save.isVisible()
    options.format.chosen.emit("pdf")
    assert not options.hints.isVisible()


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("size", [(1440, 900), (1366, 768), (1200, 560)])
def test_formats_stay_under_the_pointer_whatever_is_said_of_them(
    make_program, whole_file, settle, size, scale
):
    program = make_program("fr", scale, size)
    program.studio.open(whole_file)
    program.window.go("workshop")
    options = program.window.place("workshop").options

    def stands():
        settle()
        return options.format.mapTo(program.window, QPoint())

    for crop in (False, True):
        options.switches["crop"].setChecked(crop)
        before = stands()
        for value, said in (("pptx", True), ("png", False), ("pptx", True), ("pdf", False)):
            part = next(each for each in options.format._parts if each.option.value == value)
            QTest.mouseClick(part, Qt.MouseButton.LeftButton)
            assert options.hints.isVisible() == said
            assert options.hints.uncut.isVisible() == (said and crop)
            assert stands() == before, value


@pytest.mark.parametrize(("size", "what"), [((1366, 728), "crop"), ((1200, 560), "pdf")])
def test_what_is_pressed_at_the_end_of_the_options_does_not_slide_away(
    make_program, whole_file, settle, size, what
):
    program = make_program("fr")
    program.studio.open(whole_file)
    program.window.go("workshop")
    workshop = program.window.place("workshop")
    options = workshop.options
    program.window.setMinimumSize(1, 1)
    program.window.resize(*size)
    options.switches["crop"].setChecked(True)
    options.choose_format("pptx")

    def settled():
        for _ in range(6):  # layouts within layouts
            settle()

    settled()
    bar = options._column.verticalScrollBar()
    bar.setValue(bar.maximum())
    pressed = options.switches["crop"] if what == "crop" else options.format._parts[0]
    settled()
    before = pressed.mapTo(program.window, QPoint())
    QTest.mouseMove(pressed)
    assert pressed.underMouse()
    QTest.mouseClick(pressed, Qt.MouseButton.LeftButton)
    settled()
    assert not options.hints.uncut.isVisible()
    assert pressed.mapTo(program.window, QPoint()) == before
    QTest.mouseMove(workshop.choice)
    settled()
    assert options._column.content.minimumHeight() == 0


def test_a_reminder_waits_until_the_pointer_is_off_what_it_would_move(workshop, program, settle):
    """Written below the middle of a high window, it stands on top in lower ones."""
    from persona_studio.services import authoring

    tick(workshop, "Cartes à découper")
    assert workshop.pages
    switch, strip = workshop.options.switches["marks"], workshop.options.shortened
    settle()
    before = switch.mapTo(program.window, QPoint())
    QTest.mouseMove(switch)
    first = program.studio.project.personas[0]
    said = "Une priorité bien trop longue pour une carte. " * 12
    program.studio.do(authoring.set_text(program.studio.project, first.id, "priority", said), "Written")
    assert workshop.pages
    for _ in range(6):  # layouts within layouts
        settle()
    assert not strip.isVisible()
    assert switch.mapTo(program.window, QPoint()) == before
    QTest.mouseMove(workshop.middle.board)
    assert strip.isVisible()
    assert strip._fact.text() == "1 texte est raccourci pour tenir."


def test_slides_are_said_to_bear_no_marks_to_cut_along(workshop, program):
    options = workshop.options
    options.format.chosen.emit("pptx")
    assert not options.hints.uncut.isVisible()
    QTest.mouseClick(options.switches["crop"], Qt.MouseButton.LeftButton)
    assert program.studio.project.kit.options.crop
    assert options.hints.uncut.isVisible()
    assert options.hints.uncut.text().startswith("Pas de traits de coupe sur les diapositives")
    options.format.chosen.emit("pdf")
    assert not options.hints.uncut.isVisible()


def test_the_fonts_are_saved_as_slides_ask_for_them(workshop, tmp_path):
    workshop.leaving.save_fonts(str(tmp_path))
    files = list(tmp_path.rglob("*.ttf"))
    names = {TTFont(file)["name"].getDebugName(1) for file in files}
    assert names == {"Inter", "Newsreader"}
    assert len(list(tmp_path.rglob("OFL-*.txt"))) == 2


def test_the_folder_of_the_fonts_is_not_that_of_the_exports(workshop, tmp_path):
    before = workshop.leaving.folder
    workshop.leaving.ask_fonts()
    dialog = workshop.window().findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "fonts"))
    dialog.reject()
    assert workshop.leaving.folder == before


def test_a_folder_that_takes_no_fonts_is_told(workshop, tmp_path):
    (tmp_path / "Inter, Newsreader").write_bytes(b"")
    workshop.leaving.save_fonts(str(tmp_path))
    assert workshop.options.strip.isVisible()


# ------------------------------------------------------------------ faults of ours


def test_a_fault_in_an_export_is_a_sentence_with_its_trace_aside(workshop, program, tmp_path, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("secret trace")

    monkeypatch.setattr(leaving, "export_pages", broken)
    seen = []
    program.studio.jobs.bug.connect(seen.append)
    workshop.leaving.write(str(tmp_path / "kit.pdf"))
    strip = workshop.options.strip
    assert strip._fact.text() == "Un livrable n’a pas pu être fait."
    assert "RuntimeError" not in strip._rest.text()
    assert seen == []
