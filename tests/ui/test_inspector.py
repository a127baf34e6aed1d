"""The inspector by real events: links, words of the figures, hypotheses, colours, what is to be reviewed."""

import io
import re
from dataclasses import replace

import pikepdf
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from persona_studio.domain.colours import Worn, contrast, shades
from persona_studio.domain.edits import SetField, Together
from persona_studio.domain.personas import Provenance
from persona_studio.domain.segments import Verdict
from persona_studio.domain.tree import find
from persona_studio.errors import UserError
from persona_studio.publish.boxes import Group, Ref
from persona_studio.publish.layout.marks import Mark
from persona_studio.services import authoring
from persona_studio.services.personas import linking
from persona_studio.services.personas.hypotheses import verified
from persona_studio.services.personas.linting import Remarked
from persona_studio.services.session import Session
from persona_studio.services.workshop.exporting import sheets_pdf
from persona_studio.ui.dialogs.colour import ColourDialog
from persona_studio.ui.dialogs.linking import LinkDialog
from persona_studio.ui.places.personas.colours import OTHER, _Dot
from persona_studio.ui.places.personas.provenance import ToVerify
from persona_studio.ui.places.personas.sheet_menu import SheetMenu
from persona_studio.ui.places.segments.tab import Tab
from persona_studio.ui.recents import recents, remember
from persona_studio.ui.widgets.segmented import _Part


@pytest.fixture
def place(open_place, sample_file):
    return open_place(sample_file, "personas")


@pytest.fixture
def persona(program):
    return lambda: program.studio.project.personas[0]


def line_of(program, line):
    return find(program.studio.project, line)


def choose(place, line):
    place.canvas.focus(Ref("attribute", line, "text"))
    QApplication.sendPostedEvents()


def told(place):
    labels = place.inspector.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible() and label.text()]


def button(place, words):
    found = place.inspector.findChildren(QPushButton)
    return next(b for b in found if b.isVisible() and b.text() == words)


def dialog(place, kind):
    return next(d for d in place.findChildren(QDialog) if isinstance(d, kind) and d.isVisible())


def remarked(place, qtbot):
    """Look through the sheet, as the timer does, and return what is listed."""
    place.inspector.review.look()
    return [(r.what, r.ref.id) for r in place.inspector.review.remarks]


def first(
    persona, wanted=lambda line: line.provenance is Provenance.DATA and line.evidence.level is not None
):
    return next(line for line in persona.attributes if wanted(line))


# ------------------------------------------------------------------ evidence, provenance


def test_nothing_is_made_anew_when_another_line_is_chosen(place, persona):
    lines = persona().attributes
    choose(place, lines[0].id)
    before = {id(w) for w in place.inspector.findChildren(QLabel)}
    for line in lines:
        choose(place, line.id)
    made = [w for w in place.inspector.findChildren(QLabel) if id(w) not in before]
    assert len(made) <= 12, "rows of facts and of other personas at most"
    choose(place, lines[0].id)
    again = {id(w) for w in place.inspector.findChildren(QLabel)}
    assert before <= again


def test_a_reworded_line_says_so_and_goes_back_to_its_words(place, persona, program):
    line = first(persona(), lambda a: a.text == "Formation\u202f: école de commerce")
    choose(place, line.id)
    program.studio.do(authoring.set_text(program.studio.project, line.id, "text", "Grande école"), "x")
    part = next(p for p in place.inspector.findChildren(_Part) if p.option.value == "data")
    assert "Donnée, modifiée" in told(place)
    assert part.accessibleName() == "Donnée, modifiée"
    assert part.option.draw.mark is Mark.MODIFIED
    back = button(place, "Revenir au texte d’origine")
    back.setFocus()
    QTest.keyClick(back, Qt.Key.Key_Return)
    assert line_of(program, line.id) == line
    assert "Donnée, modifiée" not in told(place)
    program.studio.undo()
    assert line_of(program, line.id).text == "Grande école"


def test_all_other_personas_are_compared_once_the_choice_rests(place, persona, program, qtbot):
    line = first(persona(), lambda a: a.text == "Formation\u202f: école de commerce")
    choose(place, line.id)
    names = {p.name for p in program.studio.project.personas}
    qtbot.waitUntil(lambda: names <= set(told(place)))
    counted = dict(place.inspecting._elsewhere.shares(line.evidence))
    for segment in program.studio.project.segmentation.segments:
        found = [
            f
            for f in segment.findings
            if (f.variable, f.level) == (line.evidence.variable, line.evidence.level)
        ]
        assert all(counted[segment.id] == pytest.approx(f.share) for f in found)


def test_figures_of_fewer_than_ten_are_not_shown(place, persona, program):
    line = first(persona())
    few = replace(line.evidence, base=9, count=9)
    program.studio.do(SetField(line.id, "evidence", few), "x")
    choose(place, line.id)
    shown = told(place)
    assert any("Moins de 10 répondants" in text for text in shown)
    assert not any(text.endswith("%") or "Écart" in text or "9 sur 9" in text for text in shown)


def test_a_section_and_the_empty_page_have_their_words(place, persona):
    section = persona().sections[0]
    place.canvas.choose(Ref("section", section.id, "title"))
    assert {"Rubrique", "Démographique"} <= set(told(place))
    place.canvas.choose(None)
    assert "Tiré de" in told(place)
    assert "Rubrique" not in told(place)


# ------------------------------------------------------------------ links


def test_a_line_is_linked_by_keyboard_with_the_figures_of_the_finding(place, persona, program):
    line = first(persona())
    choose(place, line.id)
    wanted = line.evidence
    program.studio.do(linking.unlink(line), "x")
    assert line_of(program, line.id).provenance is Provenance.HYPOTHESIS
    link = button(place, "Relier…")
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    asked = dialog(place, LinkDialog)
    assert asked.focusWidget() is asked.search
    answer = find(program.studio.project, wanted.variable).level(wanted.level).label
    QTest.keyClicks(asked.search, answer.split()[-1][:5])
    asked.list.setFocus()
    rows = [e.key.key for e in asked.list.model().entries]
    for _ in range(rows.index((wanted.variable, wanted.level, True))):
        QTest.keyClick(asked.list, Qt.Key.Key_Down)
    QTest.keyClick(asked.list, Qt.Key.Key_Return)
    linked = line_of(program, line.id)
    assert linked.evidence == wanted
    assert (linked.provenance, linked.text) == (Provenance.DATA, line.text)
    program.studio.undo()
    assert line_of(program, line.id).evidence is None


def test_linking_opens_on_the_question_of_the_line_in_view(place, persona):
    lines = [x for x in persona().attributes if x.evidence and x.evidence.variable and not x.evidence.quote]
    assert len(lines) > 3
    for line in lines:
        choose(place, line.id)
        button(place, "Relier…").click()
        asked = dialog(place, LinkDialog)
        key = asked.list.chosen().key.key
        assert key[0] == line.evidence.variable
        assert line.evidence.level is None or key[1] == line.evidence.level
        seen = asked.list.visualRect(asked.list.currentIndex())
        assert asked.list.viewport().rect().contains(seen)
        assert asked._yes.isEnabled()
        asked.reject()
        asked.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_menu_of_a_line_links_and_unlinks(place, persona, program):
    line = first(persona())
    choose(place, line.id)
    spot = QApplication.focusWidget()
    middle = spot.rect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(spot, QContextMenuEvent(reason, middle, spot.mapToGlobal(middle)))
    menu = place.findChildren(SheetMenu)[-1]
    acts = {a.text(): a for a in menu.actions()}
    assert "Relier…" in acts
    acts["Délier"].trigger()
    menu.close()
    assert line_of(program, line.id).evidence is None


def test_what_cannot_be_counted_is_said_and_the_list_stays(place, persona, program, monkeypatch):
    def refuse(*_):
        raise UserError("edit_target_gone")

    monkeypatch.setattr(linking, "measure", refuse)
    choose(place, first(persona()).id)
    button(place, "Relier…").click()
    asked = dialog(place, LinkDialog)
    assert program.window.messages.strip().isVisible()
    assert not any(e.aside == "…" for e in asked.list.model().entries)
    asked.reject()


def test_every_answer_has_its_share_and_too_few_cannot_be_linked(place, persona):
    line = first(persona())
    choose(place, line.id)
    button(place, "Relier…").click()
    asked = dialog(place, LinkDialog)
    QAbstractItemModelTester(asked.list.model())
    entries = asked.list.model().entries
    assert entries
    assert all(e.aside for e in entries)
    few = next(i for i, e in enumerate(entries) if e.faint)
    asked.list.choose(few)
    assert not asked._yes.isEnabled()
    QTest.keyClick(asked.list, Qt.Key.Key_Return)
    assert asked.isVisible(), "nothing is linked to too few"
    asked.reject()


def test_without_a_segment_there_is_nothing_to_link_to(open_place, julie_file, program):
    place = open_place(julie_file, "personas")
    choose(place, program.studio.project.personas[0].attributes[1].id)
    button(place, "Relier…").click()
    asked = dialog(place, LinkDialog)
    assert any("Il n’y a pas encore de segment" in label.text() for label in asked.findChildren(QLabel))
    assert not asked._yes.isEnabled()
    asked.reject()


def test_the_answers_are_counted_beside_the_window(held, gate, sample_file):
    assert held.studio.open(sample_file)
    held.window.go("personas")
    QApplication.sendPostedEvents()
    place = held.window.place("personas")
    choose(place, first(held.studio.project.personas[0]).id)
    with gate:
        button(place, "Relier…").click()
        asked = dialog(place, LinkDialog)
        entries = asked.list.model().entries
        assert any(e.aside == "…" for e in entries), "under way"
        assert any("%" in e.aside for e in entries), "findings are known at once"
    held.studio.jobs.drain()
    assert not any(e.aside == "…" for e in asked.list.model().entries)
    asked.reject()


def test_what_vanished_is_marked_on_the_sheet_and_offers_two_ways(place, persona, program, qtbot):
    line = first(persona())
    gone = replace(line.evidence, variable="gone")
    program.studio.do(SetField(line.id, "evidence", gone), "x")
    choose(place, line.id)
    assert "La question de ces chiffres n’est plus dans le projet." in told(place)
    assert not any("Écart solide" in text for text in told(place)), "nobody vouches for it"
    assert "Donnée, à relier" in told(place)
    assert line_of(program, line.id).text == line.text
    marks = [b for page in place.canvas.pages for b in page.boxes if isinstance(b, Group)]
    own = next(b for b in marks if b.ref == Ref("attribute", line.id, "provenance"))
    assert len(own.boxes) == 4, "four arcs: a dashed ring"
    assert remarked(place, qtbot) == [(Remarked.LOST, line.id)]
    button(place, "Passer en hypothèse").click()
    assert line_of(program, line.id).provenance is Provenance.HYPOTHESIS
    assert remarked(place, qtbot) == []


def test_figures_of_a_segment_that_is_no_more_are_outdated_and_never_solid(place, persona, program, qtbot):
    line = first(persona())
    choose(place, line.id)
    assert any(text.startswith("Écart solide") for text in told(place))
    program.studio.do(SetField(line.id, "evidence", replace(line.evidence, segment="gone")), "x")
    choose(place, line.id)
    assert "Chiffres périmés" in told(place)
    assert not any(text.startswith(("Écart", "La question")) for text in told(place))
    assert any(text.startswith("Ces chiffres sont ceux d’un segment") for text in told(place))
    remarked(place, qtbot)
    assert "Chiffres d’un segment d’avant" in [e.title for e in place.inspector.review.list.model().entries]


def test_a_doubt_about_the_segments_is_told_and_leads_to_them(place, program, qtbot):
    cut = program.studio.project.segmentation
    program.studio.do(SetField(cut.id, "verdict", Verdict.NONE), "x")
    place.canvas.choose(None)
    QApplication.sendPostedEvents()
    assert any(text.endswith(" répondants. Pas de structure nette.") for text in told(place))
    assert remarked(place, qtbot) == [(Remarked.DOUBT, cut.id)]
    listed = place.inspector.review.list
    assert [(e.title, e.detail) for e in listed.model().entries] == [
        ("Pas de structure nette", "Voir les segments")
    ]
    listed.setFocus()
    listed.choose(0)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert program.window.place("segments").isVisible()


def test_all_lines_that_lost_their_segment_are_linked_again_at_once(place, persona, program):
    """As after segments were merged: the figures are those of the segment that the persona has now."""
    before = persona()
    lines = [x for x in before.attributes if x.provenance is Provenance.DATA and x.evidence.level is not None]
    gone = Together(tuple(SetField(x.id, "evidence", replace(x.evidence, segment="gone")) for x in lines))
    program.studio.do(gone, "x")
    choose(place, lines[0].id)
    button(place, f"Relier les {len(lines)} lignes").click()
    assert [line_of(program, x.id) for x in lines] == lines
    program.studio.undo()
    assert all(line_of(program, x.id).evidence.segment == "gone" for x in lines)


# ------------------------------------------------------------------ hypotheses


def hypothesis(program, place, persona):
    line = first(persona())
    program.studio.do(linking.unlink(line), "x")
    choose(place, line.id)
    return line.id, place.inspector.findChild(ToVerify)


def test_a_hypothesis_has_its_note_and_its_check(place, persona, program, qtbot):
    _, before = verified(persona())
    line, panel = hypothesis(program, place, persona)
    panel._note.setFocus()
    QTest.keyClicks(panel._note, "Claire, 3 mars 2020")
    QTest.keyClick(panel._note, Qt.Key.Key_Return)
    assert line_of(program, line).due == "Claire, 3 mars 2020"
    assert (Remarked.OVERDUE, line) in remarked(place, qtbot)
    assert f"Hypothèses vérifiées\u202f: 0 sur {before + 1}" in told(place)
    panel._check.setFocus()
    QTest.keyClick(panel._check, Qt.Key.Key_Space)
    assert line_of(program, line).checked
    assert (Remarked.OVERDUE, line) not in remarked(place, qtbot)
    assert f"Hypothèses vérifiées\u202f: 1 sur {before + 1}" in told(place)
    program.studio.undo()
    assert not panel._check.isChecked()
    program.studio.undo()
    assert panel._note.text() == ""


def test_a_note_half_written_stays_with_its_line(place, persona, program):
    line, panel = hypothesis(program, place, persona)
    panel._note.setFocus()
    QTest.keyClicks(panel._note, "Claire")
    other = persona().attributes[-1].id
    choose(place, other)
    assert line_of(program, line).due == "Claire"
    assert line_of(program, other).due == ""
    choose(place, line)
    assert panel._note.text() == "Claire"


# ------------------------------------------------------------------ to review


def test_a_remark_leads_to_its_line_by_mouse_and_by_keyboard(place, persona, program, qtbot):
    lines = [line for line in persona().attributes if line.provenance is Provenance.DATA]
    for line in (lines[0], lines[-1]):
        program.studio.do(SetField(line.id, "evidence", None), "x")
    place.canvas.choose(None)
    assert remarked(place, qtbot) == [
        (Remarked.UNSUPPORTED, lines[0].id),
        (Remarked.UNSUPPORTED, lines[-1].id),
    ]
    view = place.inspector.review.list
    QAbstractItemModelTester(view.model())
    middle = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle))
    assert place.canvas.current == Ref("attribute", lines[-1].id, "text")
    shown = place.canvas.rect_of(place.canvas.place_of(place.canvas.current)).center().toPoint()
    seen = place.view.viewport().rect()
    assert seen.contains(place.canvas.mapTo(place.view.viewport(), shown)), "in view"
    view.setFocus()
    view.choose(0)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert place.canvas.current == Ref("attribute", lines[0].id, "text")


def test_remarks_come_by_themselves_after_a_pause(place, persona, program, qtbot):
    line = first(persona())
    program.studio.do(SetField(line.id, "evidence", None), "x")
    review = place.inspector.review
    qtbot.waitUntil(lambda: [r.ref.id for r in review.remarks] == [line.id])
    program.studio.undo()
    qtbot.waitUntil(lambda: review.remarks == ())


# ------------------------------------------------------------------ colours


def other_dot(place):
    return next(d for d in place.inspector.findChildren(_Dot) if d.number == OTHER)


def test_any_colour_is_worn_by_sheet_strip_and_bars(place, persona, program):
    choose(place, first(persona()).id)
    dot = other_dot(place)
    dot.setFocus()
    QTest.keyClick(dot, Qt.Key.Key_Space)
    asked = dialog(place, ColourDialog)
    asked.field.setFocus()
    asked.field.selectAll()
    QTest.keyClicks(asked.field, "#ffd500")
    QTest.keyClick(asked.field, Qt.Key.Key_Return)
    assert persona().colour == "#FFD500"
    worn = shades("#FFD500")
    fills = {getattr(b, "fill", None) for page in place.canvas.pages for b in page.boxes}
    assert worn.fill in fills
    assert program.studio.kit.accent_of(persona()).fill == worn.fill
    assert contrast(worn.fill, "#FFFFFF") >= 3
    assert dot.isChecked()
    next(d for d in place.inspector.findChildren(_Dot) if d.number == 1).click()
    assert persona().colour == ""
    program.studio.undo()
    assert persona().colour == "#FFD500"


def test_a_colour_of_ones_own_is_worn_in_every_place(place, persona, program, tmp_path):
    """Every place opens with it; the views of its segment, the start screen and the PDF wear it."""
    program.studio.do(authoring.set_colour(persona().id, "#00A0FF"), "x")
    for name in ("segments", "workshop", "personas"):
        program.window.go(name)
        QApplication.sendPostedEvents()
    tab = program.window.place("segments").findChild(Tab)
    assert Worn(1, "#00A0FF") in tab.accents_of(program.studio.project.segmentation).values()
    remember(program.studio.preferences, tmp_path / "a.persona", program.studio.project)
    assert recents(program.studio.preferences)[0].faces[0][1] == Worn(1, "#00A0FF")
    pdf = sheets_pdf(place.press, program.studio.project, place.texts())
    with pikepdf.open(io.BytesIO(pdf)) as file:
        drawn = file.pages[0].Contents.read_bytes().decode("latin-1")
    red, green, blue = (int(shades("#00A0FF").ink[i : i + 2], 16) / 255 for i in (1, 3, 5))
    found = {tuple(round(float(n), 2) for n in m) for m in re.findall(r"(\S+) (\S+) (\S+) rg", drawn)}
    assert (round(red, 2), round(green, 2), round(blue, 2)) in found


def test_no_colour_is_taken_from_half_a_code(place, persona):
    other_dot(place).click()
    asked = dialog(place, ColourDialog)
    asked.field.selectAll()
    QTest.keyClicks(asked.field, "#12")
    assert not asked._yes.isEnabled()
    asked.reject()
    assert persona().colour == ""
    assert not other_dot(place).isChecked()


def test_sliders_and_code_say_the_same(place):
    other_dot(place).click()
    asked = dialog(place, ColourDialog)
    before = asked.field.text()
    asked.lightness.setFocus()
    for _ in range(5):
        QTest.keyClick(asked.lightness, Qt.Key.Key_Right)
    assert asked.field.text() != before
    asked.field.selectAll()
    QTest.keyClicks(asked.field, "#0000FF")
    assert (asked.hue.value(), asked.lightness.value()) == (240, 50)
    asked.reject()


def test_arrows_walk_the_dots_and_only_go_to_the_last(place, persona):
    dots = {d.number: d for d in place.inspector.findChildren(_Dot)}
    dots[8].setFocus()
    QTest.keyClick(dots[8], Qt.Key.Key_Right)
    assert dots[OTHER].hasFocus()
    assert not [d for d in place.findChildren(QDialog) if d.isVisible()]
    assert persona().accent == 1


# ------------------------------------------------------------------ room


@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.slow)])
@pytest.mark.parametrize(("scale", "size"), [(1.0, (1366, 768)), (1.5, (1440, 900))])
def test_nothing_is_cut_at_any_size(make_program, sample_file, language, scale, size):
    program = make_program(language, scale, size)
    assert program.studio.open(sample_file)
    program.window.go("personas")
    place = program.window.place("personas")
    for line in program.studio.project.personas[0].attributes[::5]:
        choose(place, line.id)
        column = place.inspector.evidence.parentWidget()
        wide = column.width()
        for widget in place.inspector.findChildren(QPushButton):
            if widget.isVisible():
                assert widget.mapTo(column, QPoint(widget.width(), 0)).x() <= wide
                assert widget.width() >= widget.sizeHint().width()


def test_tab_goes_through_the_panel_from_top_to_bottom(place, persona, program):
    line, _ = hypothesis(program, place, persona)
    column = place.inspector.evidence.parentWidget()
    walked, widget = [], place.inspector
    for _ in range(500):
        widget = widget.nextInFocusChain()
        takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if column.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled() and takes:
            walked.append(widget)
        if widget is place.inspector:
            break
    heights = [w.mapTo(column, QPoint(0, 0)).y() for w in walked]
    assert len(walked) > 8
    assert heights == sorted(heights)
    unnamed = [w for w in walked if not w.accessibleName() and not getattr(w, "text", str)()]
    assert unnamed == []
    assert line == place.canvas.current.id


def test_another_language_says_everything_anew(place, persona, program, qtbot):
    line = first(persona())
    program.studio.do(SetField(line.id, "evidence", replace(line.evidence, base=24)), "x")
    choose(place, line.id)
    place.inspector.review.look()
    program.window.speak("en")
    shown = told(place)
    assert {"Evidence", "Everybody", "Question", "To review"} <= set(shown)
    assert not {"Preuve", "Ensemble", "Réponse", "À revoir"} & set(shown)
    model = place.inspector.review.list.model()
    qtbot.waitUntil(lambda: [e.title for e in model.entries] == ["Only 24 respondents answered"])


def test_nothing_can_be_asked_of_a_project_that_is_only_read(sample_file, program):
    with Session.open(sample_file, read_only=True) as session:
        program.studio.adopt(session)
        program.window.go("personas")
        QApplication.sendPostedEvents()
        place = program.window.place("personas")
        choose(place, first(session.project.personas[0]).id)
        words = {b.text() for b in place.inspector.findChildren(QPushButton) if b.isVisible()}
        assert not words & {"Relier…", "Délier", "Supprimer", "Ajouter une ligne"}
        assert not any(d.isEnabled() for d in place.inspector.findChildren(_Dot))
        program.studio.leave()


def test_what_is_told_of_the_persona_is_that_of_the_next_one(place, program):
    """Without a line chosen, the facts are those of the persona in view, by key and by click."""
    personas = program.studio.project.personas
    segments = {s.id: s.name for s in program.studio.project.segmentation.segments}

    def made_from():
        return [text for text in told(place) if text.startswith(f"{segments[place.persona().segment]},")]

    assert made_from()
    place.canvas.setFocus()
    QTest.keyClick(place.canvas, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert place.current == personas[1].id
    assert made_from()
    place.show_persona(personas[2].id)
    assert made_from()
