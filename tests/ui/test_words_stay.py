"""Words that are typed are never lost: a refused write, a thing that goes, another persona leave them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from helpers.companion_pages import two
from helpers.drags import people
from helpers.examples import SHARING, examples
from helpers.faces import show
from helpers.on_sheet import key, line_with, say, write
from persona_studio.domain import checks
from persona_studio.domain.edits import Insert, SetField
from persona_studio.domain.ids import new_id
from persona_studio.domain.personas import Attribute, Kept, Provenance
from persona_studio.domain.tree import find
from persona_studio.errors import UserError
from persona_studio.publish.boxes import Ref
from persona_studio.services.personas import casting, versions
from persona_studio.services.personas.faces import Face
from persona_studio.services.session import Session
from persona_studio.ui.canvas import writing
from persona_studio.ui.dialogs.ask import Confirm
from persona_studio.ui.places.personas import pen
from persona_studio.ui.places.personas.palette.panel import HYPOTHESES

LINE = "Habite en banlieue"


@pytest.fixture
def file(tmp_path):
    Session.create(tmp_path / "people.persona", people(), {}).close()
    return tmp_path / "people.persona"


@pytest.fixture
def place(open_place, file):
    return open_place(file, "personas")


@pytest.fixture
def project(program):
    return lambda: program.studio.project


@pytest.fixture
def heard(program):
    codes = []
    program.studio.refused.connect(lambda error: codes.append(error.code))
    return codes


@pytest.fixture
def full_disk():
    """A disk on which nothing can be written, within a ``with`` block."""

    def refuse(*_args, **_named):
        raise UserError("disk_full", file="people.persona")

    class Full:
        def __enter__(self):
            self._patch = pytest.MonkeyPatch()
            self._patch.setattr(Session, "do", refuse)

        def __exit__(self, *_):
            self._patch.undo()

    return Full()


def written(place, words):
    """Open the line and write other words in it."""
    ref = line_with(place, LINE)
    write(place, ref)
    place.canvas.editor.selectAll()
    say(place.canvas.editor, words)
    return ref


def texts_of(persona):
    return [line.text for section in persona.sections for line in section.attributes]


# ------------------------------------------------------------------ a write that is refused


@pytest.mark.parametrize("how", [Qt.Key.Key_Return, Qt.Key.Key_Tab, "elsewhere", "persona", "place"])
def test_words_of_the_sheet_stay_open_when_the_disk_refuses(place, program, project, full_disk, heard, how):
    editor, shown = place.canvas.editor, place.current
    ref = written(place, "dix minutes de travail")
    with full_disk:
        if how == "elsewhere":
            place.drawer.filter_field().setFocus()
        elif how == "persona":
            program.window.actions_["next"].trigger()
        elif how == "place":
            program.window.go("workshop")
        else:
            key(editor, how)
    assert set(heard) == {"disk_full"}
    program.window.go("personas")
    assert place.current == shown
    assert place.pen.writing is not None
    assert editor.isVisible()
    assert editor.words() == "dix minutes de travail"
    assert place.canvas.place_of(ref).text.text == "dix minutes de travail"
    editor.setFocus()
    key(editor, Qt.Key.Key_Return)
    assert find(project(), ref.id).text == "dix minutes de travail", "once there is room they are kept"


def test_a_line_cut_in_two_stays_whole_when_the_disk_refuses(place, project, full_disk):
    editor = place.canvas.editor
    ref = written(place, "une deux")
    editor.put(3)
    before = project()
    with full_disk:
        key(editor, Qt.Key.Key_Return)
    assert project() is before
    assert (editor.words(), editor.caret()) == ("une deux", 3)
    key(editor, Qt.Key.Key_Return)
    assert find(project(), ref.id).text == "une"
    assert editor.words() == "deux"


def test_a_text_that_could_not_be_kept_can_be_given_up(place, project, full_disk):
    ref = written(place, "autre chose")
    with full_disk:
        key(place.canvas.editor, Qt.Key.Key_Return)
    key(place.canvas.editor, Qt.Key.Key_Escape)
    assert place.pen.writing is None
    assert find(project(), ref.id).text.startswith(LINE)
    assert place.canvas.place_of(ref).text.text.startswith(LINE)


KEYS = {
    "enter": (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    "below": (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
    "next": (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
    "before": (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier),
    "join above": (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier),
    "join below": (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
}


def _leave(place, program, how, at):
    """Do what hands the words over, the caret at a place of them."""
    editor = place.canvas.editor
    editor.setFocus()
    editor.put({"join above": 0, "join below": len(editor.words())}.get(how, at))
    if how in KEYS:
        key(editor, *KEYS[how])
    elif how == "elsewhere":
        place.drawer.filter_field().setFocus()
    else:
        program.window.actions_[how].trigger()


def _written_refs(place):
    refs = [box.ref for spot in place.canvas.places() for box in (spot.parts or spot.texts) if box.ref]
    return [ref for ref in dict.fromkeys(refs) if (ref.kind, ref.field) != ("section", "attributes")]


@examples(
    60,
    deadline=None,
    suppress_health_check=SHARING,
)
@given(data=st.data())
def test_no_word_is_lost_to_a_full_disk_however_a_text_is_left(
    place, program, project, full_disk, heard, data
):
    """Whatever the text, the words and the way it is left: refused, it stays open with the words as typed."""
    ref = data.draw(st.sampled_from(_written_refs(place)))
    said = data.draw(st.text("abcé «»:'-", min_size=1, max_size=30))
    how = data.draw(st.sampled_from([*KEYS, "elsewhere", "next", "undo", "persona-bin"]))
    before = project()
    place.pen.write(ref)
    was, writing = place.canvas.editor.words(), place.pen.writing
    place.canvas.editor.selectAll()
    say(place.canvas.editor, said)
    typed = place.canvas.editor.words()
    with full_disk:
        _leave(place, program, how, data.draw(st.integers(0, len(typed))))
    assert project() is before
    if place.pen.writing is None:
        assert typed.strip() in ("", was.strip()), "only what says nothing new is let go"
    else:
        assert place.pen.writing is writing
        assert place.canvas.editor.words() == typed
        assert place.canvas.editor.isVisible()
    place.pen.finish(keep=False)
    assert project() is before


def _hypotheses(place):
    lines = [line for section in place.persona().sections for line in section.attributes]
    return [Ref("attribute", line.id, "text") for line in lines if line.provenance is Provenance.HYPOTHESIS]


def _wait(entry, words, place, lines, full_disk):
    """Write about the first of two lines while nothing can be kept, look at the second, and come back."""
    one, other = lines
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, words)
    with full_disk:
        key(entry, Qt.Key.Key_Return)
        assert entry.text() == words
        place.canvas.choose(other)
        assert entry.text() != words, "the words about one line are not about another"
    place.canvas.choose(one)
    assert entry.text() == words
    place.inspector.keep()


def test_a_note_waits_until_it_can_be_written(place, project, full_disk):
    lines = _hypotheses(place)[:2]
    place.canvas.choose(lines[0])
    _wait(place.inspector.origin._hypothesis._note, "Claire, mars", place, lines, full_disk)
    assert [find(project(), line.id).due for line in lines] == ["Claire, mars", ""]


@pytest.fixture
def task(open_place, tmp_path):
    """The panel of an action of a plan, and another action."""
    Session.create(tmp_path / "plan.persona", two(), {}).close()
    place = open_place(tmp_path / "plan.persona", "personas")
    place.companions.acts.plan(place.persona().sections[0].attributes[0].id)
    show(place, Face.PLAN)
    lines = [line for section in place.persona().plan for line in section.attributes]
    refs = [Ref("attribute", line.id, "text") for line in lines[:2]]
    place.canvas.focus(refs[0])
    return place, place.inspector.beside._task, refs


@pytest.mark.parametrize("what", ["owner", "due"])
def test_who_does_an_action_and_when_waits_until_it_can_be_written(task, project, full_disk, what):
    place, panel, lines = task
    _wait(panel._owner if what == "owner" else panel._due, "Claire", place, lines, full_disk)
    one, other = (getattr(find(project(), line.id).task, what) for line in lines)
    assert one == "Claire"
    assert other != "Claire"


def test_a_project_is_not_closed_over_an_action_that_cannot_be_kept(task, program, full_disk):
    panel = task[1]
    panel._owner.setFocus()
    QTest.keyClicks(panel._owner, "Claire")
    with full_disk:
        program.window.projects.leave()
        question(program).reject()
        assert program.studio.session is not None
        assert panel._owner.text() == "Claire"
    program.window.projects.leave()
    assert program.studio.session is None


def _hypothesis(place, program, words="A croit"):
    """Write a hypothesis down for the persona in view and choose it in the palette."""
    line = Attribute(id=new_id(), text=words)
    program.studio.do(Insert(place.current, 0, line), "Hypothesis written")
    page = place.drawer.open(HYPOTHESES)
    page.list.setCurrentIndex(page.list.rows.index(0))
    return page, line.id


@pytest.mark.parametrize("field", ["words", "due"])
def test_words_of_a_hypothesis_stay_when_the_disk_refuses(place, program, project, full_disk, field):
    page, line = _hypothesis(place, program)
    entry = getattr(page.detail, field)
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, "autre chose")
    with full_disk:
        key(entry, Qt.Key.Key_Return)
        place.refresh()
        assert entry.text() == "autre chose"
    key(entry, Qt.Key.Key_Return)
    assert getattr(find(project(), line), "text" if field == "words" else "due") == "autre chose"


# ------------------------------------------------------------------ what is written in goes


def _new_line(place):
    place.canvas.choose(line_with(place, LINE))
    place.hand.add_line()
    say(place.canvas.editor, "des mots en cours")


def test_words_go_with_the_sheet_that_is_put_by(place, project):
    _new_line(place)
    place.cast.put_in_bin(place.current)
    assert "des mots en cours" in texts_of(project().snapshots[0].persona)


def test_words_are_kept_before_any_gesture_takes_their_sheet_away(place, program, project, heard):
    shown = place.current
    _new_line(place)
    program.studio.do(casting.put_by(project(), [shown], Kept.BIN), "Personas created")
    assert place.pen.writing is None
    program.studio.undo()
    assert "des mots en cours" in texts_of(next(p for p in project().personas if p.id == shown))
    assert heard == []


def test_undo_while_a_line_is_written_takes_back_the_line_first(place, program, project):
    before = project()
    program.studio.do(SetField(project().id, "name", "Autre"), "Project renamed")
    _new_line(place)
    program.window.actions_["undo"].trigger()
    assert project().name == "Autre"
    assert place.pen.writing is None
    program.window.actions_["redo"].trigger()
    assert "des mots en cours" in texts_of(place.persona())
    program.studio.undo()
    program.studio.undo()
    assert project() == before


# ------------------------------------------------------------------ what comes meanwhile


def test_the_sheet_shows_the_words_being_written_whatever_changes(held, gate, file, tmp_path):
    Image.new("RGB", (300, 300), (50, 0, 0)).save(tmp_path / "1.png")
    held.studio.open(file)
    held.window.go("personas")
    QApplication.sendPostedEvents()
    place = held.window.place("personas")
    with gate:
        place.photos.take_picture(str(tmp_path / "1.png"))
        ref = written(place, "nouveau texte")
    held.studio.jobs.bare.drain()
    assert place.persona().photo is not None
    assert place.canvas.place_of(ref).text.text == "nouveau texte"
    say(place.canvas.editor, " suite")
    assert place.canvas.place_of(ref).text.text == "nouveau texte suite"
    place.pen.finish()
    assert find(held.studio.project, ref.id).text == "nouveau texte suite"


# ------------------------------------------------------------------ too much


@pytest.fixture
def shorter(monkeypatch):
    """Texts that are full soon: the layout of really long ones takes seconds."""
    for module in (checks, writing, pen):
        monkeypatch.setattr(module, "LONGEST_TEXT", 300)
    return 300


def test_a_paste_that_is_too_long_is_refused_and_what_was_written_stays(place, project, heard, shorter):
    ref = next(p.ref for p in place.canvas.places() if p.ref.kind == "persona" and p.ref.field == "objective")
    write(place, ref)
    words = place.canvas.editor.words()
    place.canvas.editor.put(0)
    QApplication.clipboard().setText("mot " * (shorter // 4))
    place.canvas.editor.paste()
    QApplication.clipboard().clear()
    assert heard == ["edit_text_too_long"]
    assert place.canvas.editor.words() == words


def test_a_text_takes_no_more_than_it_can_hold(place, program, project, heard, shorter):
    ref = line_with(place, LINE)
    program.studio.do(SetField(ref.id, "text", "a" * shorter), "Text written")
    place.pen.write(ref)
    place.canvas.editor.put(2)
    QTest.keyClicks(place.canvas.editor, "xyz")
    assert set(heard) == {"edit_text_too_long"}
    assert place.canvas.editor.words() == "a" * shorter
    place.canvas.editor.put(4)
    key(place.canvas.editor, Qt.Key.Key_Backspace)
    say(place.canvas.editor, "é")
    assert place.canvas.editor.words() == "aaaé" + "a" * (shorter - 4)
    place.pen.finish()
    assert find(project(), ref.id).text == "aaaé" + "a" * (shorter - 4)


def test_two_lines_that_are_too_long_together_stay_two(place, program, project, heard, shorter):
    section = next(s for s in place.persona().sections if len(s.attributes) > 1)
    upper, lower = section.attributes[:2]
    for line in (upper, lower):
        program.studio.do(SetField(line.id, "text", "a" * (shorter - 9)), "Text written")
    place.pen.write(Ref("attribute", lower.id, "text"))
    place.canvas.editor.put(0)
    key(place.canvas.editor, Qt.Key.Key_Backspace)
    assert heard == ["edit_text_too_long"]
    assert len(find(project(), lower.id).text) == shorter - 9
    assert len(place.canvas.editor.words()) == shorter - 9


# ------------------------------------------------------------------ undo of what was done


def test_undo_is_offered_only_for_what_this_gesture_changed(place, program, project):
    program.studio.do(versions.keep(project(), place.current, "avant atelier"), "Version kept")
    said = []
    program.studio.said.connect(lambda words, undo: said.append((words, undo)))
    back = versions.go_back(project(), project().snapshots[0].id, "x")
    assert program.studio.do(back, "Back to a version", say=True)
    assert said == [("Rien n’était à changer", False)]
    program.studio.do(SetField(place.current, "name", "Zoé"), "Persona duplicated", say=True)
    assert said[1] == ("Persona dupliqué", True)


# ------------------------------------------------------------------ another persona


def test_words_of_a_hypothesis_stay_with_their_persona(place, program, project):
    _hypothesis(place, program)
    mine = place.current
    program.window.actions_["next"].trigger()
    _hypothesis(place, program, "B croit")
    program.window.actions_["next"].trigger()
    page = place.drawer.open(HYPOTHESES)
    page.list.setCurrentIndex(page.list.rows.index(0))
    page.detail.words.setFocus()
    key(page.detail.words, Qt.Key.Key_End)
    QTest.keyClicks(page.detail.words, " et autre chose")
    assert place.current == mine
    program.window.actions_["next"].trigger()
    key(page.detail.words, Qt.Key.Key_Return)
    now = {p.id: [line.text for line in p.hypotheses] for p in project().personas}
    assert now.pop(mine) == ["A croit et autre chose"]
    assert list(now.values()) == [["B croit"]]


def test_a_hypothesis_begun_waits_at_its_persona_and_is_kept_on_leaving(place, program, project, file):
    page = place.drawer.open(HYPOTHESES)
    mine = place.current
    page.search.setFocus()
    QTest.keyClicks(page.search, "Pour elle seule")
    program.window.actions_["next"].trigger()
    place.drawer.open(HYPOTHESES)
    assert page.search.text() == ""
    program.window.actions_["next"].trigger()
    place.drawer.open(HYPOTHESES)
    assert page.search.text() == "Pour elle seule"
    program.window.actions_["next"].trigger()
    program.studio.leave()
    with Session.open(file) as again:
        by_id = {p.id: [line.text for line in p.hypotheses] for p in again.project.personas}
    assert by_id.pop(mine) == ["Pour elle seule"]
    assert list(by_id.values()) == [[]]


def question(program):
    return next(d for d in program.window.findChildren(Confirm) if d.isVisible())


def test_a_project_is_not_closed_over_words_that_cannot_be_kept(program, place, full_disk):
    written(place, "Ce que personne ne doit perdre")
    with full_disk:
        program.window.projects.leave()
        question(program).reject()
        assert program.studio.session is not None
        assert place.canvas.editor.words() == "Ce que personne ne doit perdre"
        program.window.projects.leave()
        question(program).accept()
    assert program.studio.session is None


@pytest.mark.parametrize("where", ["begun", "words", "due"])
def test_a_project_is_not_closed_over_a_hypothesis_that_cannot_be_kept(
    program, place, full_disk, file, where
):
    page, _ = _hypothesis(place, program)
    field = page.search if where == "begun" else getattr(page.detail, where)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "autre chose")
    with full_disk:
        program.window.projects.leave()
        question(program).reject()
        assert program.studio.session is not None
        assert field.text() == "autre chose"
    program.window.projects.leave()
    assert program.studio.session is None
    with Session.open(file, read_only=True) as again:
        lines = again.project.personas[0].hypotheses
    told = {"begun": lines[-1].text, "words": lines[0].text, "due": lines[0].due}
    assert told[where] == "autre chose"


def test_the_window_stays_until_words_are_kept_or_given_up(program, place, full_disk):
    written(place, "Ce que personne ne doit perdre")
    with full_disk:
        assert not program.window.close()
        question(program).reject()
        assert program.window.isVisible()
        assert not program.window.close()
        question(program).accept()
    assert not program.window.isVisible()


def test_another_project_is_not_opened_over_words_that_cannot_be_kept(program, place, full_disk, tmp_path):
    Session.create(tmp_path / "other.persona", people(), {}).close()
    written(place, "Ce que personne ne doit perdre")
    with full_disk:
        assert not program.studio.open(tmp_path / "other.persona")
    assert place.canvas.editor.words() == "Ce que personne ne doit perdre"
    assert place.pen.finish()
