"""Whatever is done to personas can be undone and redone to the letter, and is on disk at every step."""

from random import Random

import pytest

from helpers.persona_gestures import gesture
from persona_studio.errors import UserError
from persona_studio.services.samples import julie
from persona_studio.services.session import Session
from persona_studio.services.workshop.publishing import Press
from persona_studio.texts import Texts

LONG = 300


def live(path, seed, many, looks):
    """Make gestures, reopening the file at some moments; then undo all and redo all."""
    chance, done = Random(seed), 0
    with Session.create(path, julie("fr")) as session:
        start = session.project
        for number in range(many):
            try:
                edit, label, merge = gesture(session.project, chance)
            except UserError:  # what cannot be done is refused before anything is touched
                continue
            before = session.project
            if edit is not None:
                try:
                    session.do(edit, label, merge=merge)
                except UserError:
                    assert session.project is before
            done += session.project is not before
            if number % (many // looks) == 0:
                same_on_disk(session, path)
        end = session.project
        undo_all(session)
        assert session.project == start
        same_on_disk(session, path)
        while session.redo_label:
            session.redo()
        assert session.project == end
        same_on_disk(session, path)
        for _ in range(10):  # anywhere in between, too
            session.undo()
        same_on_disk(session, path)
    return done, end


def undo_all(session):
    while session.undo_label:
        session.undo()


def same_on_disk(session, path):
    with Session.open(path, read_only=True) as again:
        assert again.project == session.project


@pytest.mark.parametrize("many", [LONG // 3, pytest.param(LONG, marks=pytest.mark.slow)])
def test_any_gestures_are_undone_redone_and_on_disk(tmp_path, many):
    done, end = live(tmp_path / "a.persona", 2, many, looks=many // 25)
    assert done > many / 2, "gestures were made"
    press, french = Press(), Texts("fr")
    assert all(press.sheet(end, persona, french).pages for persona in end.personas), "all can be shown"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 116))
def test_many_more(tmp_path, seed):
    live(tmp_path / "a.persona", seed, LONG, looks=LONG)
