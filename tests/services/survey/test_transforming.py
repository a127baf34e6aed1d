"""Transformations are gestures: made from the project's file, kept in one step, undone to the last bit."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import samples
from helpers.examples import examples
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.domain.transforms import (
    Classify,
    CountAnswers,
    CountMissing,
    Merge,
    Recast,
    Recode,
    Regroup,
    Reverse,
    Score,
)
from persona_studio.domain.variables import Kind, Missing, Role
from persona_studio.errors import UserError
from persona_studio.services import authoring
from persona_studio.services.session import Session
from persona_studio.services.survey import importing, transforming

RHYTHM = ("Jamais", "Parfois", "Souvent", "Toujours")
HEADERS = "Ville;Âge;Note A;Note B;Rythme;Médias"
ROWS = [
    f"{('Paris', 'Lyon', 'Lille', 'Rennes')[i % 4]};{20 + i * 7 % 60};{i % 5 + 1};{(i * 3) % 5 + 1};"
    f"{RHYTHM[i % 4]};{('Télé, Radio', 'Radio', 'Presse, Télé', 'Web')[i % 4]}"
    for i in range(48)
]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> importing.ImportedFile:
    path = tmp_path_factory.mktemp("survey") / "enquête.csv"
    path.write_text("\n".join([HEADERS, *ROWS]) + "\n", encoding="utf-8")
    return importing.import_file(path, None, Silent())


_numbers = itertools.count()


@pytest.fixture(scope="module")
def fresh(imported, tmp_path_factory):
    """Return what makes a session on the survey."""
    folder = tmp_path_factory.mktemp("projects")

    def make() -> Session:
        made = Session.create(folder / f"p{next(_numbers)}.persona", Project(id="project-1", name="x"))
        importing.add_wave(made, imported)
        return made

    return make


def named(session, name):
    return next(v for v in session.project.wave.variables if v.name == name)


def do(session, wanted):
    """Carry a transformation out and keep it."""
    done = transforming.transform(session.path, session.project.wave.id, wanted, Silent())
    transforming.keep(session, done)
    return done


def state(session):
    """Return the project and all its columns."""
    wave = session.project.wave
    answers = session.answers(wave.id)
    return session.project, {v.id: answers.column(v.id) for v in wave.variables if v.stored}


def a_transform(data, session):
    """Draw a transformation that suits the survey as it is."""
    wave = session.project.wave
    coded = [v for v in wave.variables if v.kind in {Kind.NOMINAL, Kind.ORDINAL, Kind.MULTIPLE}]
    one = data.draw(st.sampled_from(coded))
    codes = [level.code for level in one.levels]
    scales = [v for v in wave.variables if v.kind is Kind.ORDINAL]
    scored = [v.id for v in wave.variables if v.kind in {Kind.NUMERIC, Kind.ORDINAL}]
    age = named(session, "Âge").id
    choices = [Recast((one.id,), Kind.TEXT)] if one.kind is not Kind.MULTIPLE else []
    if len(codes) > 1:
        pair = tuple(data.draw(st.permutations(codes))[:2])
        choices += [
            Regroup(one.id, pair, "Ensemble"),
            CountMissing(one.id, codes[:1], Missing.REFUSED),
            Recode(one.id, (("Tout", tuple(codes)),), "Copie", replaces=True),
            Merge(one.id, (("Deux", pair),)),
        ]
    if one.as_missing:
        choices.append(CountAnswers(one.id, (one.as_missing[0].level.code,)))
    if scales:
        choices.append(Reverse(scales[0].id, "Envers"))
    if len(scored) > 1:
        choices.append(Score(tuple(scored[:2]), mean=data.draw(st.booleans()), label="Score"))
    if named(session, "Âge").kind is Kind.NUMERIC:
        choices.append(Classify(age, (30.0, 50.0), ("jeune", "entre deux", "aîné"), "Âge en classes"))
    return data.draw(st.sampled_from(choices))


@given(st.data())
@examples(15, deadline=None)
def test_whatever_is_done_can_all_be_undone_and_done_again(fresh, data):
    with fresh() as session:
        start = state(session)
        steps = data.draw(st.integers(1, 4))
        made = []
        for _ in range(steps):
            done = do(session, a_transform(data, session))
            made.append(done.label)
        end = state(session)
        for label in reversed(made):
            assert session.undo_label == label
            session.undo()
        assert state(session) == start
        for _ in made:
            session.redo()
        assert state(session) == end
    with Session.open(session.path) as again:
        assert state(again) == end, "all of it is on disk"


def test_a_new_variable_comes_after_those_it_is_made_of(fresh):
    with fresh() as session:
        age = named(session, "Âge")
        do(session, Classify(age.id, (40.0,), ("moins", "plus"), "Tranche d’âge", replaces=True))
        names = [v.name for v in session.project.wave.variables]
        assert names[names.index("Âge") + 1] == "Âge_2"
        made = named(session, "Âge_2")
        assert (made.label, made.role, made.rule.of) == ("Tranche d’âge", age.role, (age.id,))
        assert named(session, "Âge").role is Role.IGNORED
        assert session.answers(session.project.wave.id).column(made.id).rows == 48


def test_the_same_answers_do_not_weigh_twice(fresh):
    with fresh() as session:
        pair = tuple(named(session, name).id for name in ("Note A", "Note B"))
        assert named(session, "Note A").role is Role.ACTIVE
        do(session, Score(pair, mean=True, label="Note moyenne"))
        assert named(session, "Note A_2").role is Role.ILLUSTRATIVE
        assert named(session, "Note A").role is Role.ACTIVE


def test_what_was_changed_meanwhile_stays(fresh):
    with fresh() as session:
        wave, rhythm = session.project.wave, named(session, "Rythme")
        pair = tuple(level.code for level in rhythm.levels[:2])
        done = transforming.transform(session.path, wave.id, Regroup(rhythm.id, pair, "Peu"), Silent())
        session.do(authoring.set_role(session.project, [rhythm.id], Role.ILLUSTRATIVE), "Role changed")
        transforming.keep(session, done)
        now = named(session, "Rythme")
        assert now.role is Role.ILLUSTRATIVE
        assert [level.label for level in now.levels] == ["Peu", *RHYTHM[2:]]
        with pytest.raises(UserError, match="transform_overtaken"):
            transforming.keep(session, done)


def test_several_variables_change_their_kind_and_those_that_cannot_are_named(fresh):
    with fresh() as session:
        asked = tuple(named(session, name).id for name in ("Note A", "Note B", "Ville"))
        done = do(session, Recast(asked, Kind.NUMERIC))
        assert [named(session, n).kind for n in ("Note A", "Note B")] == [Kind.NUMERIC] * 2
        assert (named(session, "Ville").kind, done.refused) == (Kind.NOMINAL, ("Ville",))
        with pytest.raises(UserError, match="recast_impossible"):
            do(session, Recast(asked[2:], Kind.NUMERIC))


def test_a_look_changes_nothing(fresh):
    with fresh() as session:
        before = state(session)
        age = named(session, "Âge")
        wanted = Classify(age.id, (40.0,), ("moins", "plus"), "Tranche")
        (seen,) = transforming.preview(session.path, session.project.wave.id, wanted, Silent())
        assert sum(level.count for level in seen.levels) == 48
        assert state(session) == before
        assert session.undo_label == "Survey imported"


def test_labels_and_rare_answers_are_edits(fresh):
    with fresh() as session:
        town = named(session, "Ville")
        code = town.levels[0].code
        edit = authoring.rename_level(session.project, town.id, code, "  La capitale ")
        session.do(edit, "Answer renamed")
        assert named(session, "Ville").level(code).label == "La capitale"
        assert named(session, "Ville").level(code).value == town.levels[0].value, "the file's word stays"
        with pytest.raises(UserError, match="level_label_taken"):
            authoring.rename_level(session.project, town.id, code, town.levels[1].label)
        session.do(authoring.rename_level(session.project, town.id, code, " "), "Answer renamed")
        assert named(session, "Ville") == town
        session.do(authoring.rename_question(town, "Où vivez-vous ?"), "Question reworded")
        assert named(session, "Ville").label == "Où vivez-vous ?"
        edit = authoring.keep_answers(named(session, "Ville"), authoring.RARE_KEPT)
        session.do(edit, "Answers kept as they are")
        assert named(session, "Ville").guess[-1].code == authoring.RARE_KEPT


def test_the_analysis_follows_levels_grouped_and_set_as_missing(fresh):
    from persona_studio.analysis.table import items_of
    from persona_studio.domain.waves import Answers

    with fresh() as session:
        town = named(session, "Ville")
        by_label = {level.label: level.code for level in town.levels}
        do(session, Regroup(town.id, (by_label["Lyon"], by_label["Lille"]), "Deux villes"))
        do(session, CountMissing(town.id, (by_label["Rennes"],), Missing.DONT_KNOW))
        answers: Answers = session.answers(session.project.wave.id)
        (item,) = items_of(named(session, "Ville"), answers.column(town.id))
        assert item.levels == ("Lille + Lyon", "Paris")
        assert [int(code) for code in item.values[:4]] == [2, 1, 1, 0]


def test_a_reversed_scale_is_still_told_as_people_answered_it(fresh):
    from persona_studio.services.drafting.poles import is_scale, pole_of

    with fresh() as session:
        note = named(session, "Note A")
        edit = authoring.reverse_scales(session.project, [note.id])
        session.do(edit, "Scale reversed")
        turned = named(session, "Note A")
        assert [level.label for level in turned.levels] == ["5", "4", "3", "2", "1"]
        assert turned.distribution.counts == note.distribution.counts[::-1]
        assert is_scale(turned)
        assert [pole_of(turned, level)[0] for level in turned.levels] == [True, True, None, False, False]


def test_other_answers_make_segments_outdated_in_the_same_step(tmp_path):
    with Session.create(tmp_path / "p.persona", samples.project(), samples.COLUMNS) as session:
        do(session, Regroup("v-place", (0, 1), "Partout"))
        assert session.project.segmentations[0].stale
        session.undo()
        assert not session.project.segmentations[0].stale


def test_another_kind_is_one_step_with_its_column(fresh):
    with fresh() as session:
        wave, age = session.project.wave, named(session, "Âge")
        before = session.answers(wave.id).column(age.id)
        do(session, Recast((age.id,), Kind.NOMINAL))
        assert named(session, "Âge").kind is Kind.NOMINAL
        after = session.answers(wave.id).column(age.id)
        assert after != before
        session.undo()
        assert (session.project.wave, session.answers(wave.id).column(age.id)) == (wave, before)
        session.redo()
        assert session.answers(wave.id).column(age.id) == after


def test_a_variable_made_here_can_be_deleted_while_nothing_rests_on_it(fresh):
    with fresh() as session:
        age = named(session, "Âge")
        with pytest.raises(UserError, match="variable_from_file"):
            authoring.remove_variable(session.project, age.id)
        do(session, Classify(age.id, (40.0,), ("moins", "plus"), "Tranche"))
        made = named(session, "Âge_2")
        do(session, Recode(made.id, (("tous", (0, 1)),), "Tous"))
        with pytest.raises(UserError, match="variable_in_use"):
            authoring.remove_variable(session.project, made.id)
        session.undo()
        before = state(session)
        session.do(authoring.remove_variable(session.project, made.id), "Variable deleted")
        assert "Âge_2" not in {v.name for v in session.project.wave.variables}
        session.undo()
        assert state(session) == before, "its answers come back with it"


def test_only_scales_are_turned_round(fresh):
    with fresh() as session:
        with pytest.raises(UserError, match="reverse_scale_only"):
            authoring.reverse_scales(session.project, [named(session, "Ville").id])
        both = [named(session, name).id for name in ("Note A", "Note B")]
        session.do(authoring.reverse_scales(session.project, both), "Scale reversed")
        session.do(authoring.reverse_scales(session.project, both), "Scale reversed")
        turned_twice = session.project
        session.undo()
        session.undo()
        assert session.project == turned_twice
