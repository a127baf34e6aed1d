"""Whoever is left out and taken back, in whatever order: counts, rows and undo agree with a plain account."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from helpers import samples
from persona_studio.analysis.table import kept
from persona_studio.domain.waves import (
    REMOVAL_COLUMN,
    Column,
    MemoryAnswers,
    Quality,
    Removal,
    RemovalCount,
)
from persona_studio.services import authoring

ROWS = 12
BITS = st.lists(st.integers(0, 15), min_size=ROWS, max_size=ROWS)
WHOLE = st.tuples(st.sampled_from(list(Removal)), st.booleans())
SOME = st.tuples(st.sets(st.integers(0, ROWS - 1), min_size=1, max_size=4), st.booleans())


def project_of(bits: list[int]):
    base = samples.project()
    counts = [RemovalCount(r, sum(bool(b & r.bit) for b in bits), False) for r in Removal]
    flagged = tuple((b, bits.count(b)) for b in sorted(set(bits)) if b)
    quality = Quality(removals=tuple(counts), flagged=flagged)
    wave = replace(base.waves[0], respondents=ROWS, quality=quality)
    return replace(base, waves=(wave,))


@given(BITS, st.lists(WHOLE | SOME, max_size=12))
def test_any_gestures_agree_with_a_plain_account(bits: list[int], gestures: list) -> None:
    project = project_of(bits)
    out: set[int] = set()
    in_force: set[Removal] = set()
    for what, leave in gestures:
        if isinstance(what, Removal):
            edit = authoring.set_removal(project, "wave-1", what, leave)
            concerned = {row for row, b in enumerate(bits) if b & what.bit}
            (in_force.add if leave else in_force.discard)(what)
            if leave:
                out |= concerned
            else:
                # Who is concerned by another reason in force stays as they were.
                out -= {row for row in concerned if not any(bits[row] & r.bit for r in in_force)}
        else:
            rows = {row for row in what if bits[row]}
            edit = authoring.set_respondents(project, "wave-1", [(row, bits[row]) for row in rows], leave)
            out = out | rows if leave else out - rows
        applied = edit.apply(project)
        assert applied.inverse.apply(applied.project).project == project
        project = applied.project
        wave = project.waves[0]
        assert wave.left_out == len(out)
        assert wave.usable == ROWS - len(out)
        column = Column("u1", ROWS, bytes(bits))
        stays = kept(wave, MemoryAnswers(ROWS, {REMOVAL_COLUMN: column}))
        assert set(np.flatnonzero(~stays).tolist()) == out
        one_by_one = [row for row, _ in (*wave.quality.restored, *wave.quality.excluded)]
        assert len(one_by_one) == len(set(one_by_one))


def test_a_gesture_that_changes_nothing_outdates_nothing() -> None:
    project = project_of([1] * ROWS)
    edit = authoring.set_respondents(project, "wave-1", [(0, 1)], False)
    assert edit.apply(project).project == project
    changed = authoring.set_respondents(project, "wave-1", [(0, 1)], True).apply(project).project
    assert changed.segmentations[0].stale
