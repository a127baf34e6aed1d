"""The stages of a journey and what the inspector asks of companions: with real events."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from helpers.companion_pages import lane_of, two
from helpers.faces import ALT, CONTROL, LEFT, pull, show, stages
from helpers.on_sheet import key, press, say, write
from persona_studio.domain.personas import TEAMS, Provenance, SectionKey
from persona_studio.domain.tree import find
from persona_studio.publish.boxes import Ref
from persona_studio.services.personas.faces import Face
from persona_studio.services.session import Session
from persona_studio.texts import Texts
from persona_studio.ui.places.personas.companions.names import feeling_keys, feeling_level


@pytest.fixture
def place(open_place, tmp_path):
    file = tmp_path / "companions.persona"
    Session.create(file, two(), {}).close()
    return open_place(file, "personas")


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


def test_the_panel_follows_a_point_that_is_pulled_and_nothing_is_kept_before_it_is_let_go(place):
    show(place, Face.JOURNEY)
    stage = stages(place)[1]
    ref = Ref("stage", stage.id, "feeling")
    place.open_inspector()
    place.canvas.focus(ref)

    def told():
        return place.inspector.beside._stage._felt.text()

    before = told()
    project = place.studio.project
    spot = pull(place, ref, (0, -400), let_go=False)
    assert "+100" in told()
    assert before != told()
    assert place.studio.project is project
    key(spot, Qt.Key.Key_Escape)
    QTest.mouseRelease(spot, LEFT)
    assert told() == before
    pull(place, ref, (0, -400))
    assert "+100" in told()
    assert stages(place)[1].feeling == 100


def test_a_point_cannot_be_pulled_off_the_band(place):
    show(place, Face.JOURNEY)
    ref = Ref("stage", stages(place)[2].id, "feeling")
    pull(place, ref, (0, -400))
    assert stages(place)[2].feeling == 100
    pull(place, ref, (0, 900))
    assert stages(place)[2].feeling == -100


@pytest.mark.parametrize("released", [True, False])
@pytest.mark.parametrize("by", ["close", "undo"])
def test_a_stage_that_goes_while_it_is_pulled_leaves_the_keys_to_the_others(place, program, by, released):
    show(place, Face.JOURNEY)
    kept = stages(place)
    place.companions.stages.add(kept[-1].id)
    place.pen.finish()
    path, new = program.studio.session.path, stages(place)[-1]
    spot = pull(place, Ref("stage", new.id, "feeling"), (0, -25), let_go=False)
    if by == "close":
        program.studio.leave()
    else:
        while len(stages(place)) > len(kept):
            program.studio.undo()
    if released:
        QTest.mouseRelease(spot, LEFT)
    if by == "close":
        assert program.studio.open(path)
        show(place, Face.JOURNEY)
    else:
        assert stages(place) == kept
    place.canvas.focus(Ref("stage", kept[0].id, "name"))
    key(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert place.canvas.current == Ref("stage", kept[1].id, "name")
    pull(place, Ref("stage", kept[0].id, "feeling"), (0, -400))
    assert stages(place)[0].feeling == 100


def test_arrows_move_a_feeling_which_is_spoken_and_is_one_gesture(place, program):
    show(place, Face.JOURNEY)
    stage = stages(place)[2]
    ref = Ref("stage", stage.id, "feeling")
    place.canvas.focus(ref)
    assert "Entrée" in place.status._fact.whole()
    key(QApplication.focusWidget(), Qt.Key.Key_Up, ALT)
    key(QApplication.focusWidget(), Qt.Key.Key_Return)
    for _ in range(2):
        key(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert stages(place)[2].feeling == stage.feeling + 15
    assert "+15" in QApplication.focusWidget().accessibleName()
    assert stage.name in QApplication.focusWidget().accessibleName()
    program.studio.undo()
    assert stages(place)[2].feeling == stage.feeling


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_the_arrows_walk_down_a_stage_past_its_feeling_which_enter_alone_lets_them_move(place, end):
    show(place, Face.JOURNEY)
    before = stages(place)
    stage = before[2]
    place.canvas.focus(Ref("stage", stage.id, "name"))
    rect = place.canvas.place_of(Ref("stage", stage.id, "name")).rect
    met = []
    lines = {line.id for lane in stage.lanes for line in lane.attributes}
    for _ in range(30):
        key(QApplication.focusWidget(), Qt.Key.Key_Down)
        ref = place.canvas.current
        left, _, right, _ = place.canvas.place_of(ref).rect
        assert ref.kind == "journey" or rect[0] < (left + right) / 2 < rect[2]
        met.append(ref)
    assert stages(place) == before
    feeling = Ref("stage", stage.id, "feeling")
    assert feeling in met
    assert {ref.id for ref in met} >= lines
    place.canvas.focus(feeling)
    key(QApplication.focusWidget(), Qt.Key.Key_Return)
    key(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert stages(place)[2].feeling == stage.feeling - 5
    assert place.canvas.current == feeling
    key(QApplication.focusWidget(), end)
    key(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert stages(place)[2].feeling == stage.feeling - 5
    assert place.canvas.current != feeling


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


@pytest.mark.slow
def test_the_command_field_leads_to_every_face_in_another_theme(place, program, settle):
    program.window.actions_["theme"].trigger()
    settle()
    made_anew = program.window.place("personas")
    assert made_anew is not place
    for face in reversed(Face):
        program.window.actions_[f"face-{face.value}"].trigger()
        assert made_anew.companions.face is face


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


def panel_words(place):
    return place.inspector.evidence._note.text()


@pytest.mark.parametrize("by", ["press", "pull", "keys"])
def test_a_point_that_is_taken_is_moved_by_the_arrows_as_panel_and_bar_say(place, by):
    show(place, Face.JOURNEY)
    place.open_inspector()
    stage = stages(place)[2]
    ref = Ref("stage", stage.id, "feeling")
    if by == "pull":
        pull(place, ref, (0, -12))
    elif by == "press":
        press(place, ref)
    else:
        place.canvas.focus(ref)
        free = feeling_keys(place.kit.t, held=False)
        assert place.status._fact.whole() == free
        assert free in panel_words(place)
        key(QApplication.focusWidget(), Qt.Key.Key_Return)
    held = feeling_keys(place.kit.t, held=True)
    before = stages(place)[2].feeling
    for moved in (5, 10):
        assert place.status._fact.whole() == held
        assert held in panel_words(place)
        key(QApplication.focusWidget(), Qt.Key.Key_Up)
        assert stages(place)[2].feeling == before + moved
        assert place.canvas.current == ref
    key(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert place.status._fact.whole() == feeling_keys(place.kit.t, held=False)
    assert feeling_keys(place.kit.t, held=False) in panel_words(place)
    key(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert stages(place)[2].feeling == before + 10, "it was let go: arrows walk again"
    assert place.canvas.current != ref


def test_two_presses_on_a_point_write_its_word(place):
    show(place, Face.JOURNEY)
    stage = stages(place)[1]
    write(place, Ref("stage", stage.id, "feeling"))
    assert place.canvas.writing == Ref("stage", stage.id, "mood")


@pytest.mark.parametrize(
    ("feeling", "said"),
    [
        (0, "neutre"),
        (5, "plutôt positif (+5)"),
        (50, "positif (+50)"),
        (100, "très positif (+100)"),
        (-25, "plutôt négatif (−25)"),
        (-55, "négatif (−55)"),
        (-70, "très négatif (−70)"),
    ],
)
def test_a_feeling_is_said_in_words(feeling, said):
    assert feeling_level(feeling, Texts("fr")) == said


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


def test_an_opportunity_that_the_plan_answers_shows_its_action_and_makes_no_second_one(place):
    show(place, Face.JOURNEY)
    line = lane_of(place.persona(), 0, SectionKey.OPPORTUNITIES).attributes[0]
    place.canvas.focus(Ref("attribute", line.id, "text"))
    panel = place.inspector.beside._opportunity
    assert not panel._go.isVisible()
    panel._plan.click()
    actions = [a for s in place.persona().plan for a in s.attributes if a.task and a.task.because == line.id]
    assert len(actions) == 1
    assert not panel._plan.isVisible()
    panel._go.click()
    assert place.companions.face is Face.PLAN
    assert place.canvas.current == Ref("attribute", actions[0].id, "text")


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


def test_what_is_undone_out_of_sight_is_named(place, program):
    show(place, Face.JOURNEY)
    line = lane_of(place.persona(), 0, SectionKey.OPPORTUNITIES).attributes[0]
    place.canvas.focus(Ref("attribute", line.id, "text"))
    place.inspector.beside._opportunity._effort._parts[2].click()
    told = []
    program.studio.said.connect(lambda words, _undo: told.append(words))
    program.studio.undo()
    program.studio.redo()
    assert told == [], "it is seen on the page"
    show(place, Face.PLAN)
    program.studio.undo()
    program.studio.redo()
    assert told == ["Annulé\u202f: Effort estimé", "Rétabli\u202f: Effort estimé"]


def test_a_provenance_that_nothing_bears_out_is_told_below_and_nothing_moves(place, program):
    show(place, Face.JOURNEY)
    line = lane_of(place.persona(), 0, SectionKey.ACTIONS).attributes[0]
    assert line.provenance is Provenance.HYPOTHESIS
    place.canvas.focus(Ref("attribute", line.id, "text"))
    refused = []
    program.studio.refused.connect(refused.append)
    before = place.canvas.mapTo(program.window, place.canvas.rect().topLeft())
    key(QApplication.focusWidget(), Qt.Key.Key_V)
    assert refused == []
    assert "hypothèse" in place.status._fact.whole()
    assert place.canvas.mapTo(program.window, place.canvas.rect().topLeft()) == before


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
