"""Shaping segments is one gesture: computed beside, kept, followed by personas, undone."""

import numpy as np
import pandas as pd
import pytest

from persona_studio.domain.edits import SetField
from persona_studio.domain.personas import Attribute, Evidence, Kept, Persona, Provenance, Section, SectionKey
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.domain.recipes import recipe_of
from persona_studio.domain.segments import Method
from persona_studio.domain.tree import find
from persona_studio.domain.variables import FIRST_LEVEL, Kind, Role
from persona_studio.errors import UserError
from persona_studio.services import authoring
from persona_studio.services.personas import following, linking
from persona_studio.services.segments import segmentations, segmenting, shaping
from persona_studio.services.session import Session
from persona_studio.services.survey import importing
from persona_studio.services.workshop.publishing import lost_evidence
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import Texts


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """A project with three segments, the first of which has a persona."""
    folder = tmp_path_factory.mktemp("shaping")
    random = np.random.default_rng(2)
    kind = random.choice(3, 240, p=[0.5, 0.3, 0.2])
    usual = np.array([[0, 0, 0, 1, 1, 1, 0, 1], [1, 1, 1, 0, 0, 0, 1, 0], [0, 1, 0, 0, 1, 1, 1, 1]])
    answers = np.where(random.random((240, 8)) < 0.12, 1 - usual[kind], usual[kind])
    frame = pd.DataFrame({f"q{i}": np.array(["non", "oui"])[answers[:, i]] for i in range(8)})
    frame["sexe"] = np.array(["F", "H"])[random.integers(0, 2, 240)]
    frame.to_csv(folder / "s.csv", index=False)
    with Session.create(folder / "p.persona", Project(id="project-1", name="x")) as session:
        importing.add_wave(session, importing.import_file(folder / "s.csv", None, Silent()))
        wave = session.project.waves[0]
        recipe = recipe_of(wave, 3, Method.TREE)
        segmenting.keep(session, segmenting.segment_file(session.path, wave.id, recipe, Silent()))
        found = session.project.segmentation
        for segment, name in zip(found.segments, ("Grands", "Moyens", "Petits"), strict=True):
            session.do(authoring.rename(segment.id, name), "name")
        for segment in found.segments[1:]:
            session.do(authoring.add_persona(session.project, _persona(segment)), "persona")
    return folder / "p.persona"


def _persona(segment):
    line = Attribute(
        id=f"line-{segment.number}", text="Dit oui", provenance=Provenance.DATA,
        evidence=Evidence(segment=segment.id, question="q0", share=0.9, overall=0.5, count=40, base=48),
    )  # fmt: skip
    section = Section(id=f"section-{segment.number}", key=SectionKey.PROFESSIONAL, attributes=(line,))
    return Persona(
        id=f"persona-{segment.number}", name="Julie", segment=segment.id, share=segment.share,
        sections=(section,),
    )  # fmt: skip


@pytest.fixture
def session(stored, tmp_path):
    (tmp_path / "p.persona").write_bytes(stored.read_bytes())
    with Session.open(tmp_path / "p.persona") as opened:
        yield opened


@pytest.fixture(scope="module")
def computed(stored):
    """Two segments made of the answers as they are stored."""
    with ProjectFile.open(stored, read_only=True) as file:
        wave = file.project.waves[0]
    return segmenting.segment_file(stored, wave.id, recipe_of(wave, 2, Method.TREE), Silent())


def merged(session, *numbers, name=""):
    found = session.project.segmentation
    change = shaping.merging([s for s in found.segments if s.number in numbers])
    made = shaping.shape_file(session.path, found.id, change, Silent())
    shaping.keep(session, made, name)
    return session.project.segmentation


def labels(session, found):
    return np.frombuffer(session.labels(found.id).data, np.uint8)


def test_a_merge_is_one_gesture_and_its_undo_brings_all_back(session):
    before, old = session.project, labels(session, session.project.segmentation).copy()
    found = merged(session, 2, 3, name="Les autres")
    assert {s.name for s in found.segments} == {"Grands", "Les autres"}
    assert [s.number for s in found.segments] == [1, 2]
    stays = next(s for s in found.segments if s.name == "Grands")
    assert stays.id == before.segmentation.segments[0].id
    assert np.array_equal(labels(session, found) == stays.number, old == 1)
    assert [(s.verb, s.names, s.numbers) for s in found.shaped] == [("merge", ("Moyens", "Petits"), (2, 3))]
    after = session.project
    session.undo()
    assert session.project == before
    assert np.array_equal(labels(session, before.segmentation), old)
    session.redo()
    assert session.project == after
    with ProjectFile.open(session.path, read_only=True) as file:
        assert file.project == after


def change(session, shaped):
    found = session.project.segmentation
    return shaping.keep(session, shaping.shape_file(session.path, found.id, shaped, Silent()))


def counted(session, line):
    """Count the answer of a line anew, by pandas, in the segment its evidence names."""
    proof, project = find(session.project, line).evidence, session.project
    wave, found = project.waves[0], project.segmentation
    column = session.answers(wave.id).column(proof.variable)
    codes = np.frombuffer(column.data, np.dtype(column.dtype))
    people = labels(session, found) == project.segment(proof.segment).number
    gave = pd.Series(codes[people] == FIRST_LEVEL + proof.level)
    return proof, int(gave.sum()), int(people.sum()), float(gave.mean())


def linked(session, persona, name):
    """Let the line of a persona rest on an answer of its segment."""
    ground = linking.grounds(session.project, session.project.persona(persona))[0]
    figures = linking.measure_file(session.path, ground.segmentation.id, ground.segment.id, Silent())
    answers = [
        a for a in linking.answers_of(ground.wave) if a.variable.name == name and figures[a.key].enough
    ]
    best = max(answers, key=lambda a: figures[a.key].share)
    proof = linking.evidence_of(best, figures[best.key], ground, Texts("fr"))
    line = session.project.persona(persona).attributes[0].id
    session.do(linking.link(find(session.project, line), proof), "link")
    return line


def test_the_sheet_of_the_largest_speaks_for_all_with_the_new_figures(session):
    line, before = linked(session, "persona-2", "q0"), session.project
    found = before.segmentation
    told = change(session, shaping.merging(found.segments[1:]))
    assert (told.counted, told.lost, len(told.binned)) == (1, 0, 1)
    proof, count, base, share = counted(session, line)
    assert (proof.count, proof.base) == (count, base)
    assert proof.share == pytest.approx(share)
    kept = session.project.persona("persona-2")
    assert kept.share == pytest.approx(session.project.segment(kept.segment).share)
    assert lost_evidence(session.project, kept) == frozenset()
    assert [p.id for p in session.project.personas] == ["persona-2"], "nobody is counted twice"
    (gone,) = session.project.snapshots
    assert (gone.kept, gone.persona.id) == (Kept.BIN, "persona-3")
    session.undo()
    assert session.project == before


def test_the_sheet_of_a_segment_that_is_split_has_the_figures_of_the_larger_half(session):
    line = linked(session, "persona-2", "q1")
    told = change(session, shaping.splitting(session.project.segmentation.segments[1]))
    assert told.binned == ()
    if told.counted:
        proof, count, base, share = counted(session, line)
        assert (proof.count, proof.base) == (count, base)
        assert proof.share == pytest.approx(share)
    else:
        assert lost_evidence(session.project, session.project.persona("persona-2")) == {line}


def test_words_that_the_new_figures_do_not_bear_out_are_left_to_be_reviewed(session):
    """A line without a single answer behind it keeps the figures that tell they are of before."""
    told = change(session, shaping.merging(session.project.segmentation.segments[1:]))
    kept = session.project.persona("persona-2")
    assert (told.counted, told.lost) == (0, 1)
    assert lost_evidence(session.project, kept) == {kept.attributes[0].id}


def test_a_persona_goes_aside_and_comes_back_with_its_segment(session):
    before, one = session.project, session.project.segmentation.segments[1]
    edit, moved = following.set_aside(session.project, one.id, True)
    session.do(edit, "aside")
    assert moved == ("Julie",)
    assert "persona-2" not in {p.id for p in session.project.personas}
    edit, moved = following.set_aside(session.project, one.id, False)
    session.do(edit, "back")
    assert session.project.persona("persona-2").segment == one.id
    assert session.project.snapshots == ()
    session.undo()
    session.undo()
    assert session.project == before


def test_halves_go_to_the_larger_and_both_have_names(session):
    found = session.project.segmentation
    one = next(s for s in found.segments if s.name == "Moyens")
    made = shaping.shape_file(session.path, found.id, shaping.splitting(one), Silent())
    shaping.keep(session, made)
    halves = [s for s in session.project.segmentation.segments if s.name.startswith("Moyens")]
    assert [s.name for s in halves] == ["Moyens 1", "Moyens 2"]
    assert halves[0].size >= halves[1].size
    assert sum(s.size for s in halves) == one.size
    assert session.project.persona("persona-2").segment == halves[0].id
    assert len({s.id for s in session.project.segmentation.segments}) == 4


def test_a_name_that_is_not_given_is_made_of_the_others(session):
    assert {s.name for s in merged(session, 1, 3).segments} == {"Moyens", "Grands + Petits"}


def test_a_result_of_segments_that_are_others_by_now_is_dropped(session):
    found = session.project.segmentation
    change = shaping.splitting(found.segments[0])
    late = shaping.shape_file(session.path, found.id, change, Silent())
    measured = shaping.measure_file(session.path, found.id, Silent())
    merged(session, 2, 3)
    before = session.project
    with pytest.raises(UserError, match="segments_changed_meanwhile"):
        shaping.keep(session, late)
    with pytest.raises(UserError, match="segments_changed_meanwhile"):
        shaping.keep_measured(session, measured)
    assert session.project is before


def split_again_and_again(session):
    for _ in range(8):
        found = session.project.segmentation
        change = shaping.splitting(found.segments[-1])
        shaping.keep(session, shaping.shape_file(session.path, found.id, change, Silent()))


def test_halves_of_which_nothing_may_be_told_are_refused(session):
    with pytest.raises(UserError) as refused:
        split_again_and_again(session)
    assert refused.value.code in ("split_too_small", "segment_indivisible")
    assert min(s.size for s in session.project.segmentation.segments) >= segmenting.FEWEST_TOLD


def test_what_would_change_the_result_is_kept_and_goes_with_a_change(session):
    found = session.project.segmentation
    shaping.keep_measured(session, shaping.measure_file(session.path, found.id, Silent()))
    told = session.project.segmentation.sensitivities
    assert {s.code for s in told} >= {"question", "method", "number"}
    merged(session, 2, 3)
    assert session.project.segmentation.sensitivities == ()
    session.undo()
    assert session.project.segmentation.sensitivities == told


def test_set_aside_is_a_gesture_like_any_other(session):
    one = session.project.segmentation.segments[0]
    edit, moved = following.set_aside(session.project, one.id, True)
    assert moved == (), "it has no persona"
    session.do(edit, "aside")
    assert session.project.segment(one.id).set_aside
    session.undo()
    assert not session.project.segment(one.id).set_aside


GESTURES = {
    "role": lambda p, w: authoring.set_role(p, [w.variables[0].id], Role.IGNORED),
    "kind": lambda p, w: authoring.set_kind(p, w.variables[0].id, Kind.ORDINAL),
    "respondent": lambda p, w: authoring.set_respondents(p, w.id, [(3, 0)], True),
}


@pytest.mark.parametrize("gesture", ["role", "kind", "respondent"])
def test_changes_of_the_data_mark_every_segmentation_of_the_wave(session, gesture):
    segmentations.duplicate(session, session.project.chosen, "Copie")
    project = session.project
    session.do(GESTURES[gesture](project, project.waves[0]), gesture)
    assert [s.stale for s in session.project.segmentations] == [True, True]
    session.undo()
    assert [s.stale for s in session.project.segmentations] == [False, False]


@pytest.mark.parametrize("gesture", ["role", "kind", "respondent"])
def test_what_changes_while_segments_are_computed_outdates_them(session, computed, gesture):
    wave = session.project.waves[0]
    session.do(GESTURES[gesture](session.project, wave), gesture)
    segmenting.keep(session, computed)
    assert session.project.segmentation.stale


def test_names_changed_while_segments_are_computed_outdate_nothing(session, computed):
    wave = session.project.waves[0]
    session.do(SetField(wave.variables[0].id, "label", "Autre libellé"), "label")
    segmenting.keep(session, computed)
    assert not session.project.segmentation.stale
    assert session.project.segmentation.created
