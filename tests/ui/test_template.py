"""The template of a sheet, chosen beside it: by mouse and keys, undone in one step, written in on any."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionComboBox

from persona_studio.publish.layout import TEMPLATES
from persona_studio.ui.places.personas.template import TEMPLATES as OFFERED
from persona_studio.ui.places.personas.template import TemplateChoice


@pytest.fixture
def personas(open_place, julie_file):
    return open_place(julie_file, "personas")


def choice(place):
    return place.inspector.findChild(TemplateChoice)


def shape(place):
    page = place.canvas.pages[0]
    return page.width > page.height


def test_all_templates_are_offered_by_name(personas):
    assert tuple(OFFERED) == TEMPLATES
    names = [choice(personas).itemText(i) for i in range(choice(personas).count())]
    assert names == ["Classique, A4", "Magazine, A4", "Synthèse, A4"]
    assert choice(personas).accessibleName() == "Modèle"


def test_arrows_change_the_template_and_one_undo_brings_it_back(personas, program, qtbot):
    before = program.studio.project
    list_ = choice(personas)
    list_.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(list_, Qt.Key.Key_Down)
    assert program.studio.project.personas[0].template == "magazine"
    assert shape(personas)
    qtbot.waitUntil(lambda: choice(personas).hasFocus())  # the keyboard stays in the list
    QTest.keyClick(choice(personas), Qt.Key.Key_Down)
    assert program.studio.project.personas[0].template == "synthese"
    assert not shape(personas)
    program.studio.undo()
    assert program.studio.project.personas[0].template == "magazine"
    program.studio.undo()
    assert program.studio.project == before


def test_a_wheel_over_the_list_changes_nothing(personas, program):
    list_ = choice(personas)
    window = list_.window()
    QTest.wheelEvent(window.windowHandle(), list_.mapTo(window, list_.rect().center()), QPoint(0, -240))
    assert program.studio.project.personas[0].template == "classique"


@pytest.mark.parametrize("template", ["magazine", "synthese"])
def test_a_line_is_found_chosen_and_written_on_every_template(personas, program, template):
    list_ = choice(personas)
    list_.picked.emit(template)
    place = next(
        p
        for p in personas.canvas.places()
        if p.ref.kind == "attribute" and p.page == 0 and p.text is not None
    )
    rect = personas.canvas.rect_of(place)
    QTest.mouseDClick(personas.canvas.childAt(rect.center().toPoint()), Qt.MouseButton.LeftButton)
    assert personas.canvas.current == place.ref
    assert personas.canvas.writing == place.ref
    personas.canvas.editor.selectAll()
    QTest.keyClicks(personas.canvas.editor, "Autre chose")
    QTest.keyClick(personas.canvas.editor, Qt.Key.Key_Return)
    line = next(a for a in program.studio.project.personas[0].attributes if a.id == place.ref.id)
    assert line.text == "Autre chose"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_names_are_whole_at_large_text(make_program, julie_file, language, qtbot):
    program = make_program(language, 1.5)
    assert program.studio.open(julie_file)
    program.window.go("personas")
    list_ = choice(program.window.place("personas"))
    widest = max(list_.fontMetrics().horizontalAdvance(list_.itemText(i)) for i in range(list_.count()))
    qtbot.waitUntil(lambda: widest <= room(list_))


def room(list_):
    """Return the width of the words of a list that drops down."""
    option = QStyleOptionComboBox()
    list_.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    return list_.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, list_).width()


def test_switching_loses_nothing(personas, program):
    before = program.studio.project.personas[0]
    for template in ("magazine", "synthese", "classique"):
        choice(personas).picked.emit(template)
        said = {p.ref.id for p in personas.canvas.places() if p.ref.kind == "attribute"}
        assert said == {a.id for a in before.attributes}
    assert program.studio.project.personas[0] == before


def test_the_landscape_page_is_shown_whole(personas):
    choice(personas).picked.emit("magazine")
    personas.view.fit()
    assert personas.canvas.page_rect(0).width() <= personas.view.viewport().width()
    assert personas.canvas.page_rect(0).height() <= personas.view.viewport().height()
