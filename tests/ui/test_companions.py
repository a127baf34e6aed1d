"""The companions of a sheet in the window: tabs, beginning, drops, keys, stages: with real events."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu

from helpers.companion_pages import begun, lane_of, two
from helpers.drags import Sheet
from helpers.on_sheet import key, press, say, write
from persona_studio.domain.edits import Insert, Together
from persona_studio.domain.ids import new_id
from persona_studio.domain.personas import EMPATHY, TEAMS, Attribute, Provenance, SectionKey
from persona_studio.domain.tree import find
from persona_studio.publish.boxes import Ref
from persona_studio.services.companions import ICONS
from persona_studio.services.faces import Face
from persona_studio.services.placing import Carried, Carries
from persona_studio.services.session import Session
from persona_studio.ui.places.personas.companions.names import ICON_NAMES
from persona_studio.ui.places.personas.palette.desk import Placer

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


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


def show(place, face):
    place.companions.tabs.switch.choose(face.value)
    place.companions.tabs.chosen.emit(face.value)
    QApplication.sendPostedEvents()


def stages(place):
    return place.persona().journeys[0].stages


def spot_of(place, ref):
    rect = place.canvas.rect_of(place.canvas.place_of(ref))
    point = rect.center().toPoint()
    place.view.ensureVisible(point.x(), point.y())
    spot = place.canvas.childAt(point)
    return spot, spot.mapFrom(place.canvas, point)


def pull(place, ref, by, *, let_go=True):
    """Press a place, drag it by so many pixels and, perhaps, let it go."""
    spot, start = spot_of(place, ref)
    QTest.mousePress(spot, LEFT, pos=start)
    begun_at = spot.mapToGlobal(start)
    for part in (0.3, 0.6, 1.0):
        here = begun_at + QPoint(round(by[0] * part), round(by[1] * part))
        at = QPointF(spot.mapFromGlobal(here))
        event = QMouseEvent(QEvent.Type.MouseMove, at, QPointF(here), NONE, LEFT, Qt.KeyboardModifier(0))
        QApplication.sendEvent(spot, event)
    if let_go:
        QTest.mouseRelease(spot, LEFT, pos=spot.mapFromGlobal(begun_at + QPoint(*by)))
    return spot


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


# ------------------------------------------------------------------ stages


def test_a_point_of_the_curve_is_dragged_and_escape_gives_it_up(place, program):
    show(place, Face.JOURNEY)
    stage = stages(place)[1]
    ref = Ref("stage", stage.id, "feeling")
    spot = pull(place, ref, (0, -25), let_go=False)
    drawn = place.canvas.place_of(ref).rect
    assert stages(place)[1].feeling == stage.feeling, "nothing is kept yet"
    fact = place.status._fact.whole()
    assert fact.startswith("Exploration")
    key(spot, Qt.Key.Key_Escape)
    QTest.mouseRelease(spot, LEFT)
    assert stages(place)[1].feeling == stage.feeling
    assert place.canvas.place_of(ref).rect != drawn
    pull(place, ref, (0, -25))
    felt = stages(place)[1].feeling
    assert stage.feeling < felt <= 100
    assert felt % 5 == 0
    program.studio.undo()
    assert stages(place)[1].feeling == stage.feeling, "one gesture"


def test_a_point_cannot_be_pulled_off_the_band(place):
    show(place, Face.JOURNEY)
    ref = Ref("stage", stages(place)[2].id, "feeling")
    pull(place, ref, (0, -400))
    assert stages(place)[2].feeling == 100
    pull(place, ref, (0, 900))
    assert stages(place)[2].feeling == -100


def test_arrows_move_a_feeling_which_is_spoken_and_is_one_gesture(place, program):
    show(place, Face.JOURNEY)
    stage = stages(place)[2]
    ref = Ref("stage", stage.id, "feeling")
    place.canvas.focus(ref)
    for _ in range(3):
        key(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert stages(place)[2].feeling == stage.feeling + 15
    assert "+15" in QApplication.focusWidget().accessibleName()
    assert stage.name in QApplication.focusWidget().accessibleName()
    program.studio.undo()
    assert stages(place)[2].feeling == stage.feeling


def test_a_stage_is_pulled_to_another_place(place, program):
    show(place, Face.JOURNEY)
    names = [stage.name for stage in stages(place)]
    wide = place.canvas.rect_of(place.canvas.place_of(Ref("stage", stages(place)[0].id, "name"))).width()
    pull(place, Ref("stage", stages(place)[0].id, "name"), (round(2.3 * wide), 0))
    now = [stage.name for stage in stages(place)]
    assert now == [*names[1:3], names[0], *names[3:]]
    program.studio.undo()
    assert [stage.name for stage in stages(place)] == names


def test_stages_are_added_named_moved_and_removed_by_keys(place, program):
    show(place, Face.JOURNEY)
    names = [stage.name for stage in stages(place)]
    place.canvas.focus(Ref("stage", stages(place)[1].id, "name"))
    key(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    editor = place.canvas.editor
    editor.selectAll()
    say(editor, "Doute")
    key(editor, Qt.Key.Key_Return)
    assert [stage.name for stage in stages(place)] == [*names[:2], "Doute", *names[2:]]
    key(QApplication.focusWidget(), Qt.Key.Key_Left, ALT)
    assert stages(place)[1].name == "Doute"
    key(QApplication.focusWidget(), Qt.Key.Key_Delete)
    assert [stage.name for stage in stages(place)] == names
    assert place.canvas.current == Ref("stage", stages(place)[1].id, "name")
    for _ in range(4):
        program.studio.undo()
    assert [stage.name for stage in stages(place)] == names


def test_the_sign_beside_a_stage_adds_one_after_it(place):
    show(place, Face.JOURNEY)
    names = [stage.name for stage in stages(place)]
    shown = place.canvas.place_of(Ref("stage", stages(place)[0].id, "name"))
    place.canvas.hovered.emit(shown)
    adder = place.hand.adder
    assert adder.isVisible()
    assert adder.toolTip() == adder.accessibleName() == "Ajouter une étape après celle-ci"
    QTest.mouseClick(adder, LEFT)
    assert place.canvas.writing == Ref("stage", stages(place)[1].id, "name")
    key(place.canvas.editor, Qt.Key.Key_Escape)
    assert [stage.name for stage in stages(place)] == [names[0], "Étape 6", *names[1:]]


def test_the_command_field_leads_to_every_face(place, program):
    for face in reversed(Face):
        program.window.actions_[f"face-{face.value}"].trigger()
        assert place.companions.face is face
        assert place.companions.tabs.switch.value() == face.value
    program.window.go("workshop")
    assert not program.window.actions_["face-plan"].isEnabled()


def test_words_of_a_journey_are_written_in_place(place):
    show(place, Face.JOURNEY)
    journey = place.persona().journeys[0]
    for ref, text in (
        (Ref("journey", journey.id, "title"), "Choix d’un outil"),
        (Ref("journey", journey.id, "length"), "Huit mois"),
        (Ref("stage", journey.stages[0].id, "when"), "Mois 1"),
        (Ref("stage", journey.stages[0].id, "mood"), "Attentive"),
    ):
        write(place, ref)
        place.canvas.editor.selectAll()
        say(place.canvas.editor, text)
        key(place.canvas.editor, Qt.Key.Key_Return)
        assert getattr(find(place.studio.project, ref.id), ref.field) == text
        assert place.canvas.writing is None
        assert place.canvas.current == ref


def test_the_key_moment_is_written_on_its_strip(place):
    show(place, Face.JOURNEY)
    journey = place.persona().journeys[0]
    place.canvas.asked.emit(place.canvas.place_of(Ref("journey", journey.id, "moment")), None)
    say(place.canvas.editor, "La validation par le n+1")
    key(place.canvas.editor, Qt.Key.Key_Return)
    moment = place.persona().journeys[0].moment
    assert [line.text for line in moment] == ["La validation par le n+1"]
    assert place.canvas.writing is None
    place.canvas.focus(Ref("attribute", moment[0].id, "text"))
    key(QApplication.focusWidget(), Qt.Key.Key_Delete)
    assert place.persona().journeys[0].moment == ()


# ------------------------------------------------------------------ inspector


def test_an_opportunity_is_estimated_and_comes_into_the_plan(place):
    show(place, Face.JOURNEY)
    line = lane_of(place.persona(), 0, SectionKey.OPPORTUNITIES).attributes[0]
    place.canvas.focus(Ref("attribute", line.id, "text"))
    panel = place.inspector.beside._opportunity
    assert panel.isVisible()
    panel._team.setCurrentIndex(2)
    panel._team.activated.emit(2)
    panel._effort._parts[1].click()
    panel._impact._parts[3].click()
    said = find(place.studio.project, line.id).opportunity
    assert said.team is TEAMS[1]
    assert (said.effort, said.impact) == (1, 3)
    panel._plan.click()
    block = next(s for s in place.persona().plan if s.key is TEAMS[1])
    assert block.attributes[-1].task.because == line.id
    assert block.attributes[-1].text == line.text


def test_an_action_has_an_owner_a_date_a_team_and_a_reason(place, program):
    show(place, Face.PLAN)
    block = next(s for s in place.persona().plan if s.attributes)
    line = block.attributes[0]
    place.canvas.focus(Ref("attribute", line.id, "text"))
    panel = place.inspector.beside._task
    assert panel.isVisible()
    assert panel.reason.currentData() == line.task.because
    panel._owner.setFocus()
    QTest.keyClicks(panel._owner, "Marie")
    panel._due.setFocus()
    QTest.keyClicks(panel._due, "mars 2027")
    key(panel._due, Qt.Key.Key_Return)
    task = find(place.studio.project, line.id).task
    assert (task.owner, task.due) == ("Marie", "mars 2027")
    data = next(a for s in place.persona().sections for a in s.attributes if a.provenance is Provenance.DATA)
    row = panel.reason.findData(data.id)
    panel.reason.setCurrentIndex(row)
    panel.reason.activated.emit(row)
    assert find(place.studio.project, line.id).task.because == data.id
    assert panel._behind.text().startswith("Donnée")
    index = panel._team.findData(TEAMS[3].value)
    panel._team.setCurrentIndex(index)
    panel._team.activated.emit(index)
    assert find(place.studio.project, line.id) in place.persona().plan[3].attributes
    panel._show.click()
    assert place.companions.face is Face.SHEET
    assert place.canvas.current == Ref("attribute", data.id, "text")


def test_the_reason_of_an_action_is_chosen_from_its_row(place):
    show(place, Face.PLAN)
    line = next(a for block in place.persona().plan for a in block.attributes)
    ref = Ref("attribute", line.id, "because")
    place._side._closed()
    place.canvas.focus(ref)
    key(QApplication.focusWidget(), Qt.Key.Key_Return)
    reason = place.inspector.beside._task.reason
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert reason.view().isVisible()
    key(reason.view(), Qt.Key.Key_Home)
    key(reason.view(), Qt.Key.Key_Return)
    assert find(place.studio.project, line.id).task.because is None


def test_a_stage_is_made_the_key_one_and_has_an_icon(place):
    show(place, Face.JOURNEY)
    stage = stages(place)[3]
    place.canvas.focus(Ref("stage", stage.id, "icon"))
    panel = place.inspector.beside._stage
    panel._key.click()
    assert place.persona().journeys[0].key == stage.id
    panel._icons._icons[3].click()
    assert stages(place)[3].icon == panel._icons._icons[3].icon_name
    panel._key.click()
    assert place.persona().journeys[0].key is None


def test_menus_of_a_stage_and_of_a_line_say_what_keys_do(place, settle):
    show(place, Face.JOURNEY)
    for ref, wanted in (
        (Ref("stage", stages(place)[0].id, "name"), {"Renommer", "Étape clé", "Supprimer l’étape"}),
        (
            Ref("attribute", lane_of(place.persona(), 0, SectionKey.PAINS).attributes[0].id, "text"),
            {"Supprimer"},
        ),
    ):
        place.canvas.menued.emit(place.canvas.place_of(ref), QPoint(200, 200))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert wanted <= {action.text().split("\t")[0] for action in menu.actions()}
        menu.close()
        settle()


def test_owner_and_date_of_an_action_are_written_on_its_row(place):
    show(place, Face.PLAN)
    line = next(a for block in place.persona().plan for a in block.attributes)
    for field, said in (("owner", "Inès"), ("until", "15 mars")):
        write(place, Ref("attribute", line.id, field))
        place.canvas.editor.selectAll()
        say(place.canvas.editor, said)
        key(place.canvas.editor, Qt.Key.Key_Return)
        assert place.canvas.current == Ref("attribute", line.id, field)
    task = find(place.studio.project, line.id).task
    assert (task.owner, task.due) == ("Inès", "15 mars")
    assert task.because == line.task.because
    write(place, Ref("attribute", line.id, "owner"))
    place.canvas.editor.selectAll()
    key(place.canvas.editor, Qt.Key.Key_Backspace)
    key(place.canvas.editor, Qt.Key.Key_Return)
    assert find(place.studio.project, line.id).task.owner == "", "the action stays without an owner"


def test_the_title_of_a_quadrant_is_written_from_the_words_it_shows(place):
    show(place, Face.EMPATHY)
    ref = Ref("section", place.persona().empathy[1].id, "title")
    shown = place.canvas.place_of(ref).text.text
    write(place, ref)
    assert place.canvas.editor.plain() == shown == "Ce qu’elle voit"
    key(place.canvas.editor, Qt.Key.Key_Escape)
    assert find(place.studio.project, ref.id).title == ""


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


@pytest.mark.parametrize("language", ["fr", "en"])
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
