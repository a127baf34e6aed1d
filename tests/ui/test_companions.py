"""The companions of a sheet in the window: tabs, beginning, drops, keys, stages: with real events."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from helpers.companion_pages import begun, lane_of, two
from helpers.drags import Sheet
from helpers.faces import ALT, show
from helpers.on_sheet import key, press, say, write
from persona_studio.domain.edits import Insert, Together
from persona_studio.domain.ids import new_id
from persona_studio.domain.personas import EMPATHY, Attribute, SectionKey
from persona_studio.domain.tree import find
from persona_studio.publish.boxes import Ref
from persona_studio.services.companions.stages import ICONS
from persona_studio.services.personas.faces import Face
from persona_studio.services.personas.placing import Carried, Carries
from persona_studio.services.session import Session
from persona_studio.ui.places.personas.companions.names import ICON_NAMES
from persona_studio.ui.places.personas.palette.desk import Placer


@pytest.fixture
def place(open_place, tmp_path):
    file = tmp_path / "companions.persona"
    Session.create(file, two(), {}).close()
    return open_place(file, "personas")


@pytest.fixture
def bare(open_place, julie_file):
    return open_place(julie_file, "personas")


@pytest.fixture
def sheet(place, program, monkeypatch):
    return Sheet(place, program, monkeypatch)


# ------------------------------------------------------------------ tabs and beginning


def test_the_tabs_lead_from_face_to_face_by_keys_and_stay_with_the_next_persona(place, program):
    tabs = place.companions.tabs.switch
    part = tabs._parts[0]
    part.setFocus()
    seen = []
    for _ in range(3):
        key(QApplication.focusWidget(), Qt.Key.Key_Right)
        seen.append(place.companions.face)
    assert seen == [Face.EMPATHY, Face.JOURNEY, Face.PLAN]
    assert place.canvas.pages[0].width > place.canvas.pages[0].height
    program.window.actions_["next"].trigger()
    assert place.persona().name == "Marc"
    assert place.companions.face is Face.PLAN
    assert place.canvas.pages == ()
    program.window.actions_["next"].trigger()
    assert place.canvas.pages != ()


@pytest.mark.parametrize(
    ("face", "held", "drafted"),
    [(Face.EMPATHY, "empathy", True), (Face.JOURNEY, "journeys", False), (Face.PLAN, "plan", True)],
)
def test_a_companion_begins_from_its_empty_page_and_the_keyboard_goes_into_it(
    bare, program, face, held, drafted
):
    show(bare, face)
    state = bare.companions._stack.currentWidget()
    assert bare.canvas.pages == ()
    button = state.draft if drafted else state.bare
    button.setFocus()
    key(button, Qt.Key.Key_Space)
    assert getattr(bare.persona(), held)
    assert bare.canvas.pages
    assert bare.canvas.isVisible()
    assert bare.canvas.current is not None
    program.studio.undo()
    assert getattr(bare.persona(), held) == ()
    assert bare.companions._stack.currentWidget() is state


def test_opportunities_without_a_team_are_told_when_a_plan_begins(place, program):
    show(place, Face.PLAN)
    place.companions.clear()
    said = []
    program.studio.said.connect(lambda words, _: said.append(words))
    place.companions._stack.currentWidget().draft.click()
    assert said[-1] == "4 opportunités sans équipe ne sont pas dans le plan"
    assert [len(block.attributes) for block in place.persona().plan] == [0, 0, 1, 0]


def test_a_line_is_shown_on_the_page_where_it_stands(place):
    persona = place.persona()
    for face, line in (
        (Face.JOURNEY, lane_of(persona, 3, SectionKey.PAINS).attributes[0]),
        (Face.SHEET, persona.sections[1].attributes[0]),
        (Face.EMPATHY, persona.empathy[0].attributes[0]),
    ):
        place.show_line(line.id)
        assert place.companions.face is face
        assert place.canvas.current == Ref("attribute", line.id, "text")


def test_what_is_written_is_kept_when_another_face_is_shown(place):
    ref = Ref("attribute", place.persona().sections[0].attributes[0].id, "text")
    write(place, ref)
    place.canvas.editor.selectAll()
    say(place.canvas.editor, "Autre chose")
    show(place, Face.EMPATHY)
    assert find(place.studio.project, ref.id).text == "Autre chose"


def test_a_companion_is_taken_away_and_comes_back(place, program):
    show(place, Face.JOURNEY)
    before = place.persona().journeys
    place.companions.clear()
    assert place.persona().journeys == ()
    program.studio.undo()
    assert place.persona().journeys == before


# ------------------------------------------------------------------ lines as on the sheet


def test_a_line_is_dragged_from_quadrant_to_quadrant(sheet, place):
    show(place, Face.EMPATHY)
    source = next(s for s in place.persona().empathy if s.attributes)
    to = next(s for s in place.persona().empathy if s.id != source.id and s.attributes)
    moved, said = Ref("attribute", source.attributes[0].id, "text"), []

    def script(drag):
        point = sheet.point(to, 1)
        assert drag.move(sheet.port, point)
        said.append(sheet.fact())
        return drag.drop(sheet.port, point)

    sheet.take(moved, script)
    now = {s.id: s for s in place.persona().empathy}
    assert now[to.id].attributes[1].id == moved.id
    assert said[0].endswith("en 2ᵉ position")
    assert sheet.quiet()


@pytest.mark.parametrize("face", [Face.EMPATHY, Face.JOURNEY, Face.PLAN])
def test_every_section_of_a_companion_takes_what_is_dropped_anywhere_in_it(sheet, place, face):
    show(place, face)
    outline = place.outline()
    zones = sheet.drops.aiming.zones(outline)
    assert {zone.section for zone in zones} == {section.id for section in outline.sections}
    for zone in zones:
        assert zone.area is not None
        held = outline.section(zone.section)
        assert {stop.index for stop in zone.stops} == set(range(len(held.attributes) + 1))
        for other in zones:
            apart = (
                zone.area.right <= other.area.left + 0.01
                or other.area.right <= zone.area.left + 0.01
                or zone.area.bottom <= other.area.top + 0.01
                or other.area.bottom <= zone.area.top + 0.01
            )
            assert zone is other or zone.page != other.page or apart, "one place takes it"


def test_a_line_is_dropped_on_the_key_moment(sheet, place, program):
    show(place, Face.JOURNEY)
    before = place.studio.project
    journey = before.personas[0].journeys[0]
    line = lane_of(before.personas[0], 3, SectionKey.PAINS).attributes[0]
    strip = place.canvas.place_of(Ref("journey", journey.id, "moment"))
    said = []

    def script(drag):
        left, top, right, bottom = strip.rect
        point = sheet.at(strip.page, (left + right) / 2, (top + bottom) / 2)
        assert drag.move(sheet.port, point)
        said.append(sheet.fact())
        return drag.drop(sheet.port, point)

    sheet.take(Ref("attribute", line.id, "text"), script)
    assert said == ["Déposer comme moment de vérité"]
    assert [one.id for one in place.persona().journeys[0].moment] == [line.id]
    program.studio.undo()
    assert place.studio.project == before, "one gesture"


def test_lines_are_written_cut_and_joined_in_a_quadrant(place):
    show(place, Face.EMPATHY)
    section = next(s for s in place.persona().empathy if s.attributes)
    ref = Ref("attribute", section.attributes[0].id, "text")
    write(place, ref)
    editor = place.canvas.editor
    editor.selectAll()
    say(editor, "Pense à tout")
    key(editor, Qt.Key.Key_Return)
    say(editor, "Et au reste")
    key(editor, Qt.Key.Key_Return)
    say(editor, "")
    key(editor, Qt.Key.Key_Escape)
    now = find(place.studio.project, section.id).attributes
    assert [line.text for line in now[:2]] == ["Pense à tout", "Et au reste"]
    press(place, Ref("attribute", now[1].id, "text"))
    place.canvas.asked.emit(place.canvas.place_of(Ref("attribute", now[1].id, "text")), None)
    key(editor, Qt.Key.Key_Home)
    key(editor, Qt.Key.Key_Backspace)
    key(editor, Qt.Key.Key_Escape)
    assert find(place.studio.project, section.id).attributes[0].text == "Pense à tout Et au reste"


def test_a_line_walks_with_alt_and_the_arrows_through_lanes_and_stages(place):
    show(place, Face.JOURNEY)
    line = lane_of(place.persona(), 0, SectionKey.ACTIONS).attributes[0]
    ref = Ref("attribute", line.id, "text")
    place.canvas.focus(ref)
    key(QApplication.focusWidget(), Qt.Key.Key_Right, ALT)
    assert line in lane_of(place.persona(), 1, SectionKey.ACTIONS).attributes
    key(QApplication.focusWidget(), Qt.Key.Key_Down, ALT)
    assert line in lane_of(place.persona(), 1, SectionKey.THOUGHTS).attributes
    assert place.canvas.current == ref


def test_sections_of_companions_stay(place):
    show(place, Face.EMPATHY)
    before = place.persona().empathy
    place.canvas.focus(Ref("section", before[0].id, "title"))
    for which, modifiers in ((Qt.Key.Key_Delete, Qt.KeyboardModifier(0)), (Qt.Key.Key_Down, ALT)):
        key(QApplication.focusWidget(), which, modifiers)
    assert place.persona().empathy == before


def test_lines_of_companions_stay_with_their_persona(sheet, place):
    show(place, Face.EMPATHY)
    before = place.studio.project
    moved = Ref("attribute", before.personas[0].empathy[0].attributes[0].id, "text")
    said = []

    def script(drag):
        taken = drag.move(*sheet.face(before.personas[1]))
        said.append((taken, sheet.fact()))
        return drag.drop(*sheet.face(before.personas[1]))

    sheet.take(moved, script)
    assert said == [(False, "Rien ne se dépose ici")]
    assert place.studio.project == before


def test_what_does_not_fit_is_told_below(place, program):
    show(place, Face.EMPATHY)
    section = place.persona().empathy[0].id
    many = (Attribute(id=new_id(), text="Une ligne qui remplit son quadrant peu à peu") for _ in range(20))
    assert program.studio.do(Together(tuple(Insert(section, 0, line) for line in many)), "Lines pasted")
    assert len(place.canvas.pages) == 2
    assert "au-delà de la page" in place.status._fact.whole() or "dépassent" in place.status._fact.whole()


def test_the_face_is_remembered_with_the_project(place, program):
    show(place, Face.JOURNEY)
    path = program.studio.session.path
    program.studio.leave()
    assert program.studio.open(path)
    again = program.window.place("personas")
    assert again.companions.face is Face.JOURNEY
    assert again.companions.tabs.switch.value() == "journey"


def test_nothing_is_placed_before_the_page_is_begun(bare, program):
    show(bare, Face.PLAN)
    said = []
    program.studio.said.connect(lambda words, _: said.append(words))
    assert not Placer(bare).place(Carried(Carries.TEXT, (), "Une ligne"))
    assert said == ["Commencez d’abord cette page"]


# ------------------------------------------------------------------ seen and heard


def test_every_icon_of_touchpoints_has_a_name():
    assert set(ICONS) == set(ICON_NAMES)


@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.slow)])
def test_nothing_of_the_inspector_is_cut_in_large_text(make_program, tmp_path, language):
    file = tmp_path / "large.persona"
    Session.create(file, begun(), {}).close()
    program = make_program(language=language, size=(1366, 768), scale=1.5)
    assert program.studio.open(file)
    program.window.go("personas")
    place = program.window.place("personas")
    for face, kind, field in (
        (Face.JOURNEY, "stage", "name"),
        (Face.JOURNEY, "attribute", "opportunity"),
        (Face.PLAN, "attribute", "owner"),
    ):
        place.companions.show_face(face)
        ref = next(p.ref for p in place.canvas.places() if (p.ref.kind, p.ref.field) == (kind, field))
        place.canvas.focus(ref)
        QApplication.sendPostedEvents()
        panel = place.inspector.beside
        assert panel.isVisible()
        room = place.inspector.width()
        for widget in panel.findChildren(QAbstractButton):
            inside = widget.mapTo(place.inspector, widget.rect().topRight()).x() < room
            assert not widget.isVisible() or (inside and widget.width() >= widget.minimumSizeHint().width())


@pytest.mark.parametrize("face", list(Face))
def test_everything_on_a_face_has_a_name(place, face):
    show(place, face)
    names = [spot.accessibleName() for spot in place.canvas._spots if spot.isVisible()]
    assert names
    assert all(names)


def test_the_tabs_give_way_to_icons_and_keep_their_names(make_program, tmp_path):
    file = tmp_path / "narrow.persona"
    Session.create(file, begun(), {}).close()
    program = make_program(size=(1024, 700), scale=1.5)
    assert program.studio.open(file)
    program.window.go("personas")
    QApplication.sendPostedEvents()
    place = program.window.place("personas")
    parts = place.companions.tabs.switch._parts
    assert all(part.bare for part in parts)
    assert [part.toolTip() for part in parts] == ["Fiche", "Carte d’empathie", "Parcours", "Plan d’action"]
    assert [part.accessibleName() for part in parts] == [part.toolTip() for part in parts]
    assert place.strip.width() >= place.companions.tabs.geometry().right()
    assert len(EMPATHY) == len(place.persona().empathy)


def test_the_words_of_the_tabs_appear_as_far_as_there_is_room(make_program, tmp_path):
    file = tmp_path / "laptop.persona"
    Session.create(file, begun(), {}).close()
    program = make_program(size=(1366, 768))
    assert program.studio.open(file)
    program.window.go("personas")
    QApplication.sendPostedEvents()
    place = program.window.place("personas")
    tabs = place.companions.tabs
    parts, needed = tabs.switch._parts, place.strip.faces_width()
    tabs.share(place.strip, lambda: place.strip.width() - 320)
    place.strip.resize(place.strip.width() - 1, place.strip.height())
    QApplication.sendPostedEvents()
    assert [part.bare for part in parts] == [False, True, True, True]
    show(place, Face.PLAN)
    assert [part.bare for part in parts] == [True, True, True, False]
    assert sum(part.sizeHint().width() for part in parts) <= 320 - 16
    tabs.share(place.strip, lambda: needed)
    place.strip.resize(place.strip.width() - 1, place.strip.height())
    QApplication.sendPostedEvents()
    assert not any(part.bare for part in parts)
