"""Large text on a small screen: places scroll, nothing is crushed."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from helpers.faces import show
from persona_studio.domain.deliverables import CARDS, POSTER, PRESENTATION
from persona_studio.publish.boxes import Ref
from persona_studio.services.personas.faces import Face
from persona_studio.ui.dialogs.ask import Sheet
from persona_studio.ui.places.segments.candidates import CandidateButton
from persona_studio.ui.widgets.buttons import Button
from persona_studio.ui.widgets.labels import Beside, Elided, Label, Paragraph
from persona_studio.ui.widgets.notes import EmptyState

SMALL = ((800, 507), (911, 512))
"""1200x760 and 1366x768 with text at 150 %."""


def fit(window, size):
    window.setMinimumSize(1, 1)
    window.resize(*size)
    QApplication.sendPostedEvents()


@pytest.mark.parametrize("size", SMALL)
def test_no_button_of_the_start_screen_is_crushed(program, qtbot, size):
    fit(program.window, size)
    buttons = [b for b in program.window.start.findChildren(Button) if b.isVisible()]
    assert len(buttons) >= 3

    def whole(button):
        return button.size().expandedTo(button.sizeHint()) == button.size()

    qtbot.waitUntil(lambda: all(map(whole, buttons)))


@pytest.mark.parametrize("size", SMALL)
def test_numbers_and_stabilities_stay_apart(program, qtbot, open_place, whole_file, size):
    place = open_place(whole_file, "segments")
    fit(program.window, size)
    buttons = place.candidates.findChildren(CandidateButton)
    assert len(buttons) == 7
    qtbot.waitUntil(lambda: all(b.size() == b.sizeHint() for b in buttons))
    rects = [b.geometry() for b in buttons]
    assert not any(a.intersects(b) for i, a in enumerate(rects) for b in rects[:i])
    assert all(place.candidates.rect().contains(r) for r in rects)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_tab_of_the_palette_is_cut(make_program, julie_file, scale):
    program = make_program("fr", scale)
    program.studio.open(julie_file)
    program.window.go("personas")
    fit(program.window, (1024, 640))
    place = program.window.place("personas")
    place._left.open()
    tabs = place.drawer.tabs
    for shown in range(4):
        QTest.mouseClick(tabs._tabs[shown], Qt.MouseButton.LeftButton)
        QApplication.sendPostedEvents()
        assert [tab.width() >= tab.sizeHint().width() for tab in tabs._tabs] == [True] * 4
        assert tabs._tabs[shown].toolTip() == "", "the current tab says its name"
        assert all(
            tab.toolTip() == tab.text()
            for tab in tabs._tabs
            if tab.sizeHint().width() == program.studio.kit.px(28)
        )


@pytest.mark.parametrize("gesture", ["photo", "history", "help"])
def test_dialogs_stay_within_a_low_window(make_program, julie_file, gesture):
    program = make_program("fr", 1.5)
    program.studio.open(julie_file)
    program.window.go("personas")
    fit(program.window, (1024, 640))
    program.window.actions_[gesture].trigger()
    dialog = next(d for d in program.window.findChildren(Sheet) if d.isVisible())
    assert dialog.height() <= 640
    assert dialog.minimumSizeHint().height() <= 640
    dialog.reject()


@pytest.mark.parametrize(("scale", "size"), [(1.0, (800, 600)), (1.5, (1366, 768))])
@pytest.mark.parametrize("file", ["bare_file", "whole_file"])
def test_data_and_segments_fit_a_small_window(make_program, settle, request, scale, size, file):
    program = make_program("fr", scale)
    program.studio.open(request.getfixturevalue(file))
    for name in ("data", "segments"):
        program.window.go(name)
        fit(program.window, size)
        for _ in range(4):
            settle()
        place = program.window.place(name)
        assert place.size().expandedTo(place.minimumSizeHint()) == place.size(), name
        cards = [card for card in place.findChildren(EmptyState) if card.isVisible()]
        edges = [card.mapTo(place, QPoint(card.width(), 0)).x() for card in cards]
        assert all(edge <= place.width() for edge in edges), name


@pytest.fixture
def large(make_program, settle):
    """A place of a project in a small window with text at 150 %."""

    def opened(file, place, language="fr"):
        program = make_program(language, 1.5)
        program.studio.open(file)
        program.window.go(place)
        fit(program.window, (1366, 728))
        for _ in range(4):  # layouts within layouts
            settle()
        return program.window.place(place)

    return opened


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_known_of_a_variable_and_of_the_survey_is_read_whole(large, sample_file, settle, language):
    place = large(sample_file, "data", language)
    place.view.setCurrentIndex(place.view.model().index(6, 0))
    for _ in range(4):
        settle()
    facts = place.detail.findChildren(Beside)
    assert len(facts) >= 4
    said = [label for part in (*facts, place.quality) for label in part.findChildren(Label)]
    shortened = [each.whole() for each in said if isinstance(each, Elided) and each.text() != each.whole()]
    assert shortened == []
    room = place.kit.px(90)
    words = [each for each in said if isinstance(each, Paragraph) and each.isVisible()]
    assert all(each.height() >= each.heightForWidth(each.width()) for each in words)
    assert all(each.width() >= min(room, each.sizeHint().width()) for each in words), "no word is broken"
    for one, other in pairwise(label for label in place.quality.findChildren(Paragraph) if label.isVisible()):
        assert not one.visibleRegion().isEmpty()
        rects = [QRect(each.mapTo(place, QPoint()), each.size()) for each in (one, other)]
        assert not rects[0].intersects(rects[1])


def test_the_sign_of_a_search_grows_with_its_words(large, whole_file):
    field = large(whole_file, "data").filter_field()
    picture = field.grab().toImage()
    across, down = range(3, picture.width() // 4), range(11, picture.height() - 11)
    ground = picture.pixelColor(4, picture.height() // 2)
    inked = [x for x in across if any(picture.pixelColor(x, y) != ground for y in down)]
    sign = [x for x in inked if x < inked[0] + 30]
    assert sign[-1] - sign[0] + 1 >= 16, "as large as 24 pixels, but for its margins"
    assert inked[0] > 8
    assert min(x for x in inked if x > sign[-1]) - sign[-1] > 6


@pytest.mark.parametrize("language", ["fr", "en"])
def test_where_a_line_comes_from_is_read_to_its_last_letter(large, sample_file, settle, language):
    place = large(sample_file, "personas", language)
    place.canvas.focus(Ref("attribute", place.persona().sections[0].attributes[0].id, "text"))
    for _ in range(4):
        settle()
    parts = place.inspector.origin._switch._parts
    assert len(parts) == 3
    for part in parts:
        picture = part.grab().toImage()
        for x in (3, picture.width() - 4):
            column = {picture.pixelColor(x, y).name() for y in range(8, picture.height() - 8)}
            assert len(column) == 1, f"{part.text()}: nothing is painted at its edges"


def test_what_is_asked_for_of_a_hypothesis_is_read_though_its_field_is_narrow(large, sample_file):
    note = large(sample_file, "personas").inspector.origin._hypothesis._note
    assert "pour quand" in note.placeholderText()
    assert note.toolTip() == note.placeholderText()


def test_a_team_is_read_whole(large, sample_file, settle):
    place = large(sample_file, "personas")
    show(place, Face.PLAN)
    line = next(line for section in place.persona().plan for line in section.attributes)
    place.canvas.focus(Ref("attribute", line.id, "text"))
    for _ in range(4):
        settle()
    team = place.inspector.beside._task._team
    assert team.isVisible()
    words = max(team.fontMetrics().horizontalAdvance(team.itemText(i)) for i in range(team.count()))
    assert team.width() >= words + place.kit.px(10 + 20 + 30)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_all_that_is_said_of_the_pages_is_read_in_large_text(large, whole_file, settle, language):
    workshop = large(whole_file, "workshop", language)
    middle = workshop.middle
    for deliverable in (POSTER, PRESENTATION, CARDS):
        workshop.desk.tick(deliverable.id, on=True)
    workshop.desk.put_in_order(tuple(each.key for each in workshop.pages[::-1]))
    workshop.desk.skip([workshop.pages[0].key])
    assert workshop.pages
    for _ in range(4):
        settle()
    assert middle.papers.isVisible()
    assert middle.papers.text() == middle.format.whole()
    assert middle.papers.height() >= middle.papers.heightForWidth(middle.papers.width())
    assert middle.said.text() == middle.said.whole(), "not shortened"
    shown = [middle.count, middle.switch, middle.papers, middle.said, middle.back, middle.usual]
    rects = [QRect(part.mapTo(middle, QPoint()), part.size()) for part in shown]
    assert all(middle.rect().contains(rect) for rect in rects)
    assert not any(a.intersects(b) for i, a in enumerate(rects) for b in rects[:i])
    assert all(part.width() >= part.sizeHint().width() for part in (middle.count, middle.back, middle.usual))


def test_format_language_and_folder_of_an_export_are_always_in_view(program, open_place, whole_file):
    options = open_place(whole_file, "workshop").options
    fit(program.window, (1366, 728))
    parts = (options.format, options.language, options.folder, options.export)
    assert all(not part.visibleRegion().isEmpty() for part in parts)
    assert all(part.visibleRegion().boundingRect() == part.rect() for part in parts)
