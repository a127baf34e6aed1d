"""What comes to the sheet from elsewhere: other programs, the palette, the sheet of another persona."""

import pytest
from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from helpers.drags import BOTH, CTRL, TEMPLATES, Dragged, Sheet, files, people, text_data
from helpers.examples import deepened
from persona_studio.domain.personas import Provenance
from persona_studio.domain.tree import find
from persona_studio.services.session import Session
from persona_studio.ui.canvas.dropping import Frame
from persona_studio.ui.canvas.spots import Spot


@pytest.fixture
def sheet(open_place, tmp_path, program, monkeypatch):
    file = tmp_path / "people.persona"
    Session.create(file, people(), {}).close()
    return Sheet(open_place(file, "personas"), program, monkeypatch)


@pytest.fixture
def example(open_place, sample_file, program, monkeypatch):
    """The bundled example, made from a survey."""
    return Sheet(open_place(sample_file, "personas"), program, monkeypatch)


# ------------------------------------------------------------------ other programs


def test_undo_of_the_last_lines_leaves_the_keyboard_on_the_sheet(sheet):
    start, last = sheet.project, len(sheet.persona.sections) - 1
    place = sheet.point(sheet.section(last), len(sheet.ids(last)))
    Dragged(text_data("Un\nDeux\nTrois")).drop(sheet.port, place)
    assert isinstance(QApplication.focusWidget(), Spot)
    sheet.program.studio.undo()
    assert sheet.project == start
    assert isinstance(QApplication.focusWidget(), Spot), "Ctrl+Z goes on undoing"


@pytest.mark.parametrize("template", deepened(TEMPLATES, quick=TEMPLATES[:1].__contains__))
def test_the_lines_of_a_text_become_hypotheses(sheet, template):
    sheet.show(template)
    start, there = sheet.project, sheet.ids(1)
    place = sheet.point(sheet.section(1), 1)
    done = Dragged(text_data("• Lit la presse\n\nBudget\t20 k€\n")).drop(sheet.port, place)
    assert done == Qt.DropAction.CopyAction, "the other program keeps what is its own"
    made = sheet.section(1).attributes[1:3]
    assert [a.text for a in made] == ["Lit la presse", "Budget\u202f: 20\u00a0k€"]
    assert {a.provenance for a in made} == {Provenance.HYPOTHESIS}
    assert [sheet.ids(1)[0], *sheet.ids(1)[3:]] == there
    sheet.program.studio.undo()
    assert sheet.project == start


def test_a_text_of_a_megabyte_is_refused_in_words(sheet):
    start = sheet.project
    Dragged(text_data("mot " * 2**18)).drop(sheet.port, sheet.point(sheet.section(1), 0))
    assert sheet.project is start
    strip = sheet.program.window.messages.strip()
    assert strip.isVisible()
    assert "1\u202f048\u202f576 caractères" in strip._fact.text()


def test_files_that_are_no_pictures_are_refused(sheet, tmp_path):
    for name in ("notes.docx", "enquete.csv", "portrait.exe"):
        drag = Dragged(files(tmp_path / name))
        for point in (sheet.point(sheet.section(1), 0), sheet.at(0, 60, 60)):
            assert not drag.move(sheet.port, point)
            assert not sheet.drops.indicator.isVisible()
        drag.leave()


def test_pictures_go_to_the_portrait_once_somebody_takes_them(sheet, tmp_path):
    portrait = next(
        Frame(b.x, b.y, b.x + b.width, b.y + b.height)
        for b in sheet.canvas.pages[0].boxes
        if b.ref is not None and b.ref.field == "portrait"
    )
    image = QMimeData()
    image.setImageData(QImage(QSize(4, 4), QImage.Format.Format_RGB32))
    middle = sheet.at(0, (portrait.left + portrait.right) / 2, (portrait.top + portrait.bottom) / 2)
    sheet.drops.pictured.disconnect()
    assert Dragged(files(tmp_path / "julie.JPG")).drop(sheet.port, middle) is None, "nobody takes it"
    taken = []
    sheet.drops.pictured.connect(taken.append)
    for data in (files(tmp_path / "julie.JPG"), image):
        assert Dragged(data).drop(sheet.port, middle) is not None
        elsewhere = Dragged(data)
        assert not elsewhere.move(sheet.port, sheet.point(sheet.section(1), 0))
        elsewhere.leave()
    assert taken[0] == str(tmp_path / "julie.JPG")
    assert taken[1].size() == QSize(4, 4)


def test_cells_of_a_spreadsheet_are_words_though_a_picture_of_them_comes_along(sheet):
    data = text_data("Prix\tQualité\tDélai")
    data.setImageData(QImage(QSize(4, 4), QImage.Format.Format_RGB32))
    Dragged(data).drop(sheet.port, sheet.point(sheet.section(1), 0))
    assert sheet.section(1).attributes[0].text == "Prix, Qualité, Délai"


def test_a_project_that_is_only_read_takes_nothing(make_program, sample_file, monkeypatch):
    with Session.open(sample_file):
        program = make_program()
        assert program.studio.open(sample_file)
        program.window.go("personas")
        sheet = Sheet(program.window.place("personas"), program, monkeypatch)
        assert not program.studio.editable
        assert Dragged(text_data("Mots")).drop(sheet.port, sheet.point(sheet.section(1), 0)) is None
        sheet.canvas.hovered.emit(sheet.canvas.place_of(sheet.line(0, 0)))
        assert not sheet.handle.isVisible()
        program.studio.leave()


# ------------------------------------------------------------------ the strip


def test_a_line_let_go_on_a_face_comes_to_the_same_section_there(sheet, program):
    start, other, ref = sheet.project, sheet.project.personas[1], sheet.line(0, 0)
    words = find(start, ref.id).text
    sheet.take(ref, lambda drag: drag.drop(*sheet.face(other)))
    there = sheet.project.personas[1].sections
    key = start.personas[0].sections[0].key
    assert next(s for s in there if s.key is key).attributes[-1].text == words
    assert ref.id not in sheet.ids(0)
    toast = program.window.messages.toast
    assert toast.isVisible(), "it left the sheet: a word, and undo"
    program.studio.undo()
    assert sheet.project == start


def test_on_a_face_ctrl_copies_and_its_own_face_takes_nothing(sheet):
    other, ref = sheet.project.personas[1], sheet.line(0, 0)
    count = len(other.attributes)

    def script(drag):
        assert not drag.move(*sheet.face(sheet.persona))
        assert drag.move(*sheet.face(other), CTRL)
        assert sheet.fact() == f"Copier sur la fiche de {other.name}"
        return drag.drop(*sheet.face(other), CTRL)

    sheet.take(ref, script)
    assert ref.id in sheet.ids(0)
    assert len(sheet.project.personas[1].attributes) == count + 1


def test_held_over_a_face_the_sheet_opens_and_takes_it_at_an_exact_place(sheet, qtbot):
    start, other, ref = sheet.project, sheet.project.personas[1], sheet.line(0, 0)

    def script(drag):
        drag.move(*sheet.face(other))
        qtbot.waitUntil(lambda: sheet.persona.id == other.id)
        return drag.drop(sheet.port, sheet.point(sheet.section(1), 1))

    sheet.take(ref, script)
    assert sheet.ids(1)[1] == ref.id
    assert sheet.program.window.messages.toast.isVisible(), "it left the other sheet"
    assert find(sheet.project, ref.id).provenance is Provenance.HYPOTHESIS, "other people said that"
    sheet.program.studio.undo()
    assert sheet.project == start


# ------------------------------------------------------------------ the palette


def test_a_section_whose_lines_are_among_the_figures_still_takes_others(example):
    example.show("synthese")
    zones = example.drops.aiming.zones(example.place.outline())
    full = {zone.section for zone in zones if not zone.lines}
    section = next(s for s in example.persona.sections if s.id in full and s.attributes)
    Dragged(text_data("Un mot de plus")).drop(example.port, example.point(section, 0))
    assert find(example.project, section.id).attributes[0].text == "Un mot de plus"


def test_a_finding_is_dragged_from_the_palette_to_a_named_place(example):
    sheet = example
    found = sheet.place.drawer.findChildren(QWidget, "palette")
    listed = next(each for each in found if each.isVisible() and each.model().rowCount())
    listed.setCurrentIndex(listed.model().index(0))
    start, there = sheet.project, sheet.ids(1)
    sheet.script = lambda drag: drag.drop(sheet.port, sheet.point(sheet.section(1), 1))
    listed.startDrag(BOTH)
    line = sheet.section(1).attributes[1]
    assert line.id not in there
    assert line.provenance is Provenance.DATA
    assert line.evidence.segment == sheet.persona.segment
    assert sheet.quiet()
    sheet.program.studio.undo()
    assert sheet.project == start
