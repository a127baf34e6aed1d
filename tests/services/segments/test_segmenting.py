"""Segments are computed from the project's file and kept as one step."""

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from helpers import samples
from persona_studio import analysis
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.domain.recipes import recipe_of
from persona_studio.domain.segments import Method
from persona_studio.domain.variables import Role
from persona_studio.errors import UserError
from persona_studio.services import authoring
from persona_studio.services.segments import segmenting
from persona_studio.services.session import Session
from persona_studio.services.survey import importing
from persona_studio.store.blobs import pack, unpack
from persona_studio.store.project_file import ProjectFile


def _survey(path: Path) -> Path:
    """Two kinds of people who answer eight questions in opposite ways, most of the time."""
    chance = random.Random(3)
    lines = ["sorte," + ",".join(f"q{i}" for i in range(8))]
    for row in range(240):
        usual, other = ("oui", "non") if row % 3 else ("non", "oui")
        answers = [usual if chance.random() < 0.9 else other for _ in range(8)]
        lines.append(",".join([f"s{row % 3 > 0}", *answers]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def session(tmp_path: Path) -> Session:
    made = Session.create(tmp_path / "p.persona", Project(id="project-1", name="x"))
    importing.add_wave(made, importing.import_file(_survey(tmp_path / "s.csv"), None, Silent()))
    kind = made.project.waves[0].variables[0]
    made.do(authoring.set_role(made.project, [kind.id], Role.ILLUSTRATIVE), "role")
    return made


def test_the_recipe_is_the_one_analysis_proposes(session: Session) -> None:
    wave = session.project.waves[0]
    assert recipe_of(wave) == analysis.default_recipe(wave)
    assert recipe_of(samples.wave()) == analysis.default_recipe(samples.wave())
    asked = recipe_of(wave, 3, Method.TREE)
    assert (asked.segments, asked.method, len(asked.active)) == (3, Method.TREE, 8)
    session.close()


def test_segments_are_found_kept_undone_and_done_again(session: Session) -> None:
    wave = session.project.waves[0]
    recipe = recipe_of(wave, 2, Method.TREE)
    made = segmenting.segment_file(session.path, wave.id, recipe, Silent())
    segmenting.keep(session, made)
    found = session.project.segmentation
    assert found is not None
    assert found == made.segmentation
    assert len(found.segments) == 2
    labels = session.labels(found.id)
    assert labels == unpack(made.labels)
    pairs = Counter((label, row % 3 > 0) for row, label in enumerate(labels.data) if label)
    assert pairs.total() == found.used
    assert sum(n for _, n in pairs.most_common(2)) >= 0.95 * found.used, "each planted kind is a segment"
    session.undo()
    assert (session.project.segmentations, session.project.chosen) == ((), None)
    session.redo()
    session.close()
    with ProjectFile.open(session.path) as file:
        assert file.project.segmentation == found
        assert file.labels(found.id) == labels


def test_other_roles_outdate_the_segments_and_undo_takes_that_back(tmp_path: Path) -> None:
    with Session.create(tmp_path / "p.persona", samples.project(), samples.COLUMNS) as session:
        session.do(authoring.set_role(session.project, ["v-age"], Role.ACTIVE), "role")
        assert session.project.segmentations[0].stale
        session.undo()
        assert session.project == samples.project()


def test_a_second_segmentation_feeds_the_personas_and_the_first_stays(tmp_path: Path) -> None:
    with Session.create(tmp_path / "p.persona", samples.project(), samples.COLUMNS) as session:
        segments = tuple(replace(s, id=f"{s.id}-b") for s in samples.segmentation().segments)
        second = replace(samples.segmentation(), id="cut-2", segments=segments)
        labels = pack(samples.COLUMNS["cut-1", "cut-1"])
        segmenting.keep(session, segmenting.SegmentedFile(second, labels))
        assert [s.id for s in session.project.segmentations] == ["cut-1", "cut-2"]
        assert session.project.chosen == "cut-2"
        session.do(authoring.choose(session.project, session.project.segmentations[0]), "choose")
        assert session.project.chosen == "cut-1"


def test_segments_of_a_wave_that_was_taken_out_meanwhile_are_not_kept(session: Session) -> None:
    wave = session.project.waves[0]
    made = segmenting.segment_file(session.path, wave.id, recipe_of(wave, 2, Method.TREE), Silent())
    session.undo()
    session.undo()
    assert session.project.waves == ()
    with pytest.raises(UserError, match="edit_target_gone"):
        segmenting.keep(session, made)
    with pytest.raises(UserError, match="edit_target_gone"):
        segmenting.segment_file(session.path, wave.id, made.segmentation.recipe, Silent())
    assert session.project.segmentations == ()
    session.close()


def test_roles_changed_while_segments_are_computed_outdate_them(session: Session) -> None:
    wave = session.project.waves[0]
    made = segmenting.segment_file(session.path, wave.id, recipe_of(wave, 2, Method.TREE), Silent())
    session.do(authoring.set_role(session.project, [wave.variables[1].id], Role.IGNORED), "role")
    segmenting.keep(session, made)
    assert session.project.segmentations[0].stale
    session.close()
