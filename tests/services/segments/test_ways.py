"""What could give segments where there are none: only what was counted in this very survey."""

from dataclasses import replace

import numpy as np
import pytest

from helpers.imports import import_file
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.domain.recipes import recipe_of
from persona_studio.domain.segments import Correction, Recipe, ResponseStyle, Segmentation, Verdict
from persona_studio.domain.variables import Kind, Level, Role, Variable
from persona_studio.domain.waves import Quality, Removal, RemovalCount, Source, Wave
from persona_studio.errors import Cancelled
from persona_studio.services.segments import ways
from persona_studio.services.session import Session

BUYING = ("Lieu d'achat", "Budget d'achat", "Critère d'achat", "Mode de paiement")
HABITS = ("Rythme des repas", "Rythme du sommeil", "Usage du vélo")


def variable(name, role=Role.ACTIVE):
    return Variable(id=name, name=name, label=name, kind=Kind.NOMINAL, role=role)


def wave(active=(*BUYING, *HABITS), illustrative=("Sexe", "Âge"), removals=()):
    variables = [variable(name) for name in active]
    variables += [variable(name, Role.ILLUSTRATIVE) for name in illustrative]
    return Wave(
        id="w",
        name="Enquête",
        source=Source(file="a.csv", format="csv"),
        respondents=500,
        variables=tuple(variables),
        quality=Quality(removals=removals),
    )


def cut(verdict=Verdict.NONE, reason="none", **more):
    recipe = Recipe(active=(), rare=0.02)
    return Segmentation(
        id="c", name="", wave="w", recipe=recipe, verdict=verdict, reason=reason, used=500, **more
    )


def codes(found, **more):
    return [way.code for way in ways.ways_on(wave(**more), found)]


def test_where_segments_are_advised_nothing_is_to_be_changed():
    assert codes(cut(Verdict.USEFUL, "useful")) == codes(cut(Verdict.CLEAR, "clear")) == []


def test_each_theme_that_could_stand_alone_is_a_way_the_largest_first():
    found = [way for way in ways.ways_on(wave(), cut()) if way.code == "theme"]
    assert [dict(way.params) for way in found] == [
        {"theme": "buying", "n": "4"},
        {"theme": "habits", "n": "3"},
    ]
    assert [set(way.active) for way in found] == [set(BUYING), set(HABITS)]


@pytest.mark.parametrize(
    ("active", "expected"),
    [(BUYING, []), ((*BUYING, *HABITS[:2]), ["theme"])],
    ids=["one-theme-is-all-there-is", "two-questions-are-too-few"],
)
def test_a_theme_that_changes_nothing_or_is_too_small_is_no_way(active, expected):
    assert codes(cut(), active=active, illustrative=()) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (ResponseStyle(mean=0.4, spread=0.1, extreme=0.1), ["style"]),
        (ResponseStyle(mean=0.2, spread=0.1, extreme=0.1), []),
        (ResponseStyle(mean=0.4, spread=0.1, extreme=0.1, corrected=True), []),
        (ResponseStyle(), []),
    ],
    ids=["explains-much", "explains-little", "taken-out-already", "no-scale"],
)
def test_the_correction_is_a_way_where_it_is_off_and_the_style_explains_much(style, expected):
    assert codes(cut(response_style=style), active=BUYING, illustrative=()) == expected


def test_people_who_did_not_read_are_left_out_where_they_count_and_taken_back_where_people_are_few():
    removals = (
        RemovalCount(Removal.STRAIGHT_LINER, 7, applied=False),
        RemovalCount(Removal.UNFINISHED, 12, applied=True),
        RemovalCount(Removal.DUPLICATE, 3, applied=True),
        RemovalCount(Removal.SPEEDER, 0, applied=False),
    )
    more = {"active": BUYING, "illustrative": (), "removals": removals}
    assert codes(cut(), **more) == ["out_straight_liner"]
    assert codes(cut(Verdict.TOO_FEW, "too_few_respondents"), **more) == ["back_unfinished"]


def test_questions_that_nearly_all_answer_the_same_are_named_and_left_out():
    of = wave(illustrative=())
    counts = {BUYING[0]: (475, 25), BUYING[1]: (474, 26), HABITS[0]: (0, 490)}
    variables = tuple(
        replace(
            v, levels=tuple(Level(i, str(i), str(i), n) for i, n in enumerate(counts.get(v.name, (250, 250))))
        )
        for v in of.variables
    )
    way = next(w for w in ways.ways_on(replace(of, variables=variables), cut()) if w.code == "alike")
    assert [name for _, name in way.params] == [BUYING[0], HABITS[0]]
    assert set(way.active) == {*BUYING[1:], *HABITS[1:]}


def test_where_questions_are_too_few_others_are_to_be_chosen():
    found = cut(Verdict.TOO_FEW, "too_few_variables")
    (way,) = ways.ways_on(wave(active=HABITS[:1]), found)
    assert (way.code, way.more, dict(way.params)) == ("more", True, {"n": "2"})
    assert codes(found, active=HABITS[:1], illustrative=()) == []


def test_rare_answers_are_left_apart_where_grouping_them_leaves_too_little():
    found = cut(Verdict.TOO_FEW, "too_few_grouped")
    way = ways.ways_on(wave(active=BUYING, illustrative=()), found)[0]
    assert way.code == "grouping"
    assert ways.recipe_for(wave(), way).rare == 0.0


def test_sixty_people_a_question_are_asked_for():
    of = wave(illustrative=())
    assert ways.crowded(of, replace(cut(), used=419)) == (419, 7)
    assert ways.crowded(of, replace(cut(), used=420)) is None


def test_a_theme_taken_makes_the_other_questions_illustrative_and_can_be_undone():
    of = wave()
    project = Project(id="p", name="P", language="fr", created="2026-01-01T00:00:00+00:00", waves=(of,))
    way = next(w for w in ways.ways_on(of, cut()) if w.code == "theme")
    done = ways.edit_of(project, "w", way).apply(project)
    assert {v.name for v in done.project.waves[0].with_role(Role.ACTIVE)} == set(BUYING)
    assert done.inverse.apply(done.project).project == project


def test_the_correction_changes_the_recipe_and_nothing_of_the_project():
    of = wave()
    way = ways.Way(code="style", correction=Correction.ON)
    assert ways.edit_of(Project(id="p", name="P", language="fr", created="", waves=(of,)), "w", way) is None
    assert ways.recipe_for(of, way) == replace(recipe_of(of), response_style=Correction.ON)


def _survey(tmp_path, people=150):
    """Return a stored survey whose questions on buying fall into three groups, those on habits into none."""
    random = np.random.default_rng(3)
    groups = random.integers(0, 3, people)
    rows = [";".join((*BUYING, *HABITS))]
    for group in groups:
        row = ["ABC"[group if random.random() < 0.8 else random.integers(3)] * 3 for _ in BUYING]
        rows.append(";".join([*row, *("KLMN"[random.integers(4)] * 3 for _ in HABITS)]))
    file = tmp_path / "a.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    survey = import_file(file)
    project = Project(
        id="p", name="P", language="fr", created="2026-01-01T00:00:00+00:00", waves=(survey.wave,)
    )
    path = tmp_path / "a.persona"
    Session.create(path, project, {(survey.wave.id, key): c for key, c in survey.columns.items()}).close()
    return path, survey.wave


@pytest.mark.slow
def test_what_a_way_gives_is_measured_with_the_usual_limits_and_nothing_is_changed(tmp_path):
    path, of = _survey(tmp_path)
    before = path.read_bytes()
    found = [way for way in ways.ways_on(of, cut()) if way.code == "theme"]
    assert [dict(way.params)["theme"] for way in found] == ["buying", "habits"]
    tried = ways.try_file(path, of.id, tuple(reversed(found)), Silent())
    assert [dict(one.way.params)["theme"] for one in tried] == ["buying", "habits"]
    assert [one.leads for one in tried] == [True, False]
    assert tried[0].best.k == 3
    assert tried[1].verdict is Verdict.NONE
    assert path.read_bytes() == before


def test_trying_can_be_stopped(tmp_path):
    path, of = _survey(tmp_path, people=60)

    class Stopping:
        """Asks to stop at the second step."""

        steps = 0

        def step(self, done, total, code):
            """Stop the second time."""
            assert (done, total, code) == (0, 2, "ways")
            self.steps += 1
            if self.steps == 2:
                raise Cancelled

    found = tuple(way for way in ways.ways_on(of, cut()) if way.code == "theme")
    with pytest.raises(Cancelled):
        ways.try_file(path, of.id, found, Stopping())
