"""Several segmentations side by side: compared, copied, deleted."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from helpers import samples, typed
from helpers.examples import examples
from persona_studio.domain.edits import Insert, SetField
from persona_studio.domain.golden import Wish
from persona_studio.domain.progress import Silent
from persona_studio.domain.segments import Sensitivity
from persona_studio.domain.waves import Column
from persona_studio.errors import UserError
from persona_studio.services.segments import golden, segmentations, segmenting
from persona_studio.services.segments.golden_words import outdated
from persona_studio.services.session import Session
from persona_studio.store.blobs import pack
from persona_studio.texts import Texts

SIZES = st.integers(1, 40)
tables = st.lists(st.lists(SIZES, min_size=3, max_size=3), min_size=2, max_size=4)


@pytest.fixture
def session(tmp_path):
    with Session.create(tmp_path / "p.persona", samples.project(), samples.COLUMNS) as opened:
        yield opened


def second(session):
    """Add another segmentation, of the same people: the labels of the first, some of them moved."""
    first = session.project.segmentations[0]
    labels = bytearray(session.labels(first.id).data)
    place = next(i for i, label in enumerate(labels) if label == 1)
    labels[place] = 2
    segments = tuple(replace(s, id=f"{s.id}-b", name=f"Autre {s.number}") for s in first.segments)
    made = replace(first, id="cut-2", name="Autre", segments=segments)
    column = Column("u1", len(labels), bytes(labels))
    segmenting.keep(session, segmenting.SegmentedFile(made, pack(column)))
    return made


def test_a_comparison_counts_who_is_where(session):
    other = second(session)
    first = session.project.segmentations[0]
    made = segmentations.compare(session, first.id, other.id)
    a, b = (np.frombuffer(session.labels(i).data, np.uint8) for i in (first.id, other.id))
    for i, one in enumerate(first.segments):
        for j, two in enumerate(other.segments):
            assert made.people[i][j] == int(((a == one.number) & (b == two.number)).sum())
    both = (a > 0) & (b > 0)
    assert made.agreement == pytest.approx(adjusted_rand_score(a[both], b[both]))
    assert (made.only_first, made.only_second) == (0, 0)
    assert made.share(0, 0) == pytest.approx(made.people[0][0] / sum(made.people[0]))


@given(tables)
@examples(50, deadline=None)
def test_agreement_is_scikit_learns(people):
    first = [i for i, row in enumerate(people) for n in row for _ in range(n)]
    second_ = [j for row in people for j, n in enumerate(row) for _ in range(n)]
    mine = segmentations.adjusted_rand(tuple(map(tuple, people)))
    assert mine == pytest.approx(adjusted_rand_score(first, second_))


def test_a_copy_stands_alone(session):
    first = session.project.segmentations[0]
    segmentations.duplicate(session, first.id, " Copie ")
    copy = session.project.segmentations[1]
    assert (copy.name, session.project.chosen) == ("Copie", first.id)
    assert session.labels(copy.id) == session.labels(first.id)
    assert not {s.id for s in copy.segments} & {s.id for s in first.segments}
    assert [replace(s, id="") for s in copy.segments] == [replace(s, id="") for s in first.segments]
    session.undo()
    assert session.project.segmentations == (first,)
    session.redo()
    assert session.project.segmentations[1] == copy
    assert session.labels(copy.id) == session.labels(first.id)


def test_a_copy_has_its_own_map(session):
    first = session.project.segmentations[0]
    rows = session.project.waves[0].respondents
    places = Column("f8", rows, np.zeros((2, rows)).tobytes(), 2)
    session.do(segmentations.removing(session.project, first.id), "gone")
    session.undo()
    made = replace(first, id="cut-3", segments=tuple(replace(s, id=f"{s.id}-c") for s in first.segments))
    packed = segmenting.SegmentedFile(made, pack(session.labels(first.id)), pack(places))
    segmenting.keep(session, packed)
    segmentations.duplicate(session, "cut-3", "x")
    copy = session.project.segmentations[-1]
    assert session.places(copy.id) == places == session.places("cut-3")


def test_the_golden_questions_of_a_copy_speak_of_its_segments(tmp_path):
    with Session.create(tmp_path / "tea.persona", *typed.stored()) as session:
        first = session.project.segmentation
        asked = golden.choose(session.path, first.id, Wish(questions=2), Silent())
        golden.keep(session, first.id, asked)
        segmentations.duplicate(session, first.id, "Copie")
        copy = session.project.segmentations[-1]
        session.do(SetField(session.project.id, "chosen", copy.id), "other one")
        found = golden.found_in(session.project)
    assert found.segmentation == copy
    assert found.golden.segments == tuple(s.id for s in copy.segments)
    assert replace(found.golden, segments=asked.segments) == asked


def test_outdated_golden_questions_stay_so_in_a_copy(tmp_path):
    with Session.create(tmp_path / "tea.persona", *typed.stored()) as session:
        first = session.project.segmentation
        asked = golden.choose(session.path, first.id, Wish(questions=2), Silent())
        stale = replace(asked, segments=("gone", *asked.segments[1:]))
        session.do(SetField(first.id, "golden", stale), "stale")
        segmentations.duplicate(session, first.id, "Copie")
        copy = session.project.segmentations[-1]
        assert outdated(copy.golden, copy, session.project.wave)


def test_deleting_the_one_that_feeds_the_personas_lets_another_do(session):
    first, other = session.project.segmentations[0], second(session)
    assert session.project.chosen == other.id
    session.do(segmentations.removing(session.project, other.id), "delete")
    assert ([s.id for s in session.project.segmentations], session.project.chosen) == ([first.id], first.id)
    session.do(segmentations.removing(session.project, first.id), "delete")
    assert (session.project.segmentations, session.project.chosen) == ((), None)
    session.undo()
    session.undo()
    assert session.project.chosen == other.id
    assert session.labels(other.id).rows == session.project.waves[0].respondents


def test_what_cannot_be_compared_says_so(session):
    other = second(session)
    bare = replace(other, id="cut-9", segments=())
    session.do(Insert(session.project.id, 9, bare), "bare")
    with pytest.raises(UserError, match="segmentations_not_comparable"):
        segmentations.compare(session, other.id, "cut-9")
    with pytest.raises(UserError, match="edit_target_gone"):
        segmentations.compare(session, other.id, "nothing")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_choice_made_otherwise_has_words(language):
    texts = Texts(language)
    for code, params in (
        ("again", (("people", "3000"),)),
        ("question", (("variable", "v"),)),
        ("block", (("block", "B"), ("questions", "4"))),
        ("weights", ()),
        ("style_on", ()),
        ("style_off", ()),
        ("rare", ()),
        ("method", (("method", "tree"),)),
        ("number", (("k", "5"),)),
    ):
        said = segmentations.choice_made_otherwise(Sensitivity(code, params, 0.5), {"v": "Où ?"}, texts)
        assert not said.startswith("sensitivity.")
        assert "{" not in said
