"""Options of a build that contradict each other, or the survey, are said and not followed."""

from dataclasses import replace

import pytest

from persona_studio.domain.variables import Kind, Level, Role, Variable
from persona_studio.domain.waves import Source, Wave
from persona_studio.errors import UserError
from persona_studio.services.chain.asking import BuildOptions, as_asked, check_kinds_once

LEVELS = tuple(Level(i, text, text, 50) for i, text in enumerate(("a", "b")))


def variable(name: str, kind: Kind = Kind.NOMINAL, role: Role = Role.ACTIVE, missing: int = 0) -> Variable:
    levels = LEVELS if kind in (Kind.NOMINAL, Kind.ORDINAL) else ()
    return Variable(
        id=f"v-{name}", name=name, label=name, kind=kind, role=role, levels=levels, missing=(missing, 0, 0, 0)
    )


WAVE = Wave(
    id="w",
    name="w",
    source=Source(file="w.csv", format="csv"),
    respondents=100,
    variables=(
        variable("id", Kind.IDENTIFIER, Role.IDENTIFIER),
        variable("Prénom", role=Role.SET_ASIDE),
        variable("q1"),
        variable("q2"),
        variable("q3"),
        variable("Avis", Kind.TEXT, Role.VERBATIM),
        variable("poids", Kind.WEIGHT, Role.WEIGHT),
    ),
)


def roles(**options: object) -> dict[str, Role]:
    return {v.name: v.role for v in as_asked(WAVE, BuildOptions(**options)).variables}


def refusal(**options: object) -> tuple[str, dict[str, object]]:
    with pytest.raises(UserError) as caught:
        as_asked(WAVE, BuildOptions(**options))
    return caught.value.code, caught.value.params


@pytest.mark.parametrize(
    "options",
    [
        {"active": ("Prénom", "q*")},
        {"illustrative": ("prénom",)},
        {"kinds": (("Prénom", Kind.NOMINAL),)},
    ],
)
def test_personal_data_are_not_forced_into_the_analysis(options):
    assert refusal(**options) == ("variable_set_aside", {"variable": "Prénom"})


def test_a_glob_passes_over_what_cannot_be_used_and_says_so():
    made = as_asked(WAVE, BuildOptions(active=("*",)))
    assert [v.name for v in made.with_role(Role.ACTIVE)] == ["q1", "q2", "q3"]
    assert [v.role for v in made.variables if v.name in ("Prénom", "Avis", "id")] == [
        Role.IDENTIFIER,
        Role.SET_ASIDE,
        Role.VERBATIM,
    ]
    (notice,) = made.notices
    assert (notice.code, dict(notice.params)) == (
        "roles_unfit",
        {"variables": "id, Prénom, Avis, poids"},
    )


def test_a_name_is_stronger_than_a_glob():
    assert roles(active=("q*",), ignore=("q2",))["q2"] is Role.IGNORED
    found = roles(ignore=("*",), active=("q1", "q3"), weight="poids")
    assert [n for n, role in found.items() if role is Role.ACTIVE] == ["q1", "q3"]
    assert found["poids"] is Role.WEIGHT
    assert found["Prénom"] is Role.SET_ASIDE


def test_naming_active_variables_means_no_others():
    assert roles(active=("q1",))["q2"] is Role.ILLUSTRATIVE
    assert roles(illustrative=("q1",))["q2"] is Role.ACTIVE


@pytest.mark.parametrize(
    ("options", "pair"),
    [
        ({"active": ("q1",), "ignore": ("Q1",)}, {"--active", "--ignore"}),
        ({"active": ("q1",), "illustrative": ("q1",)}, {"--active", "--illustrative"}),
        ({"weight": "poids", "active": ("q*", "poids")}, {"--active", "--weight"}),
    ],
)
def test_two_roles_for_one_variable_are_refused(options, pair):
    code, params = refusal(**options)
    assert code == "option_conflict"
    assert {params["first"], params["second"]} == pair


def test_two_kinds_for_one_variable_are_refused():
    twice = (("q1", Kind.NOMINAL), ("q1", Kind.ORDINAL))
    with pytest.raises(UserError, match="option_conflict"):
        check_kinds_once(BuildOptions(kinds=twice))
    check_kinds_once(BuildOptions(kinds=(*twice[:1], ("q2", Kind.ORDINAL))))


def with_q1(**changes: object) -> Wave:
    return replace(
        WAVE, variables=tuple(replace(v, **changes) if v.name == "q1" else v for v in WAVE.variables)
    )


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        (Kind.NUMERIC, {"kind": Kind.NUMERIC, "missing": (100, 0, 0, 0)}),
        (Kind.ORDINAL, {"levels": tuple(Level(i, str(i), str(i), 1) for i in range(95))}),
        (Kind.MULTIPLE, {"kind": Kind.TEXT}),
    ],
)
def test_a_kind_that_the_answers_do_not_bear_is_refused_by_name_and_told_of_a_glob(kind, changes):
    wave = with_q1(**changes)
    with pytest.raises(UserError) as caught:
        as_asked(wave, BuildOptions(kinds=(("q1", kind),)))
    assert caught.value.code == "kind_unfit"
    assert caught.value.params == {"variable": "q1", "option": f"--{kind.value}"}
    told = as_asked(wave, BuildOptions(kinds=(("q1*", kind),))).notices
    assert [(n.code, dict(n.params)) for n in told] == [("kinds_unfit", {"variables": "q1"})]


@pytest.mark.parametrize(
    "options", [{"active": ("id", "Avis")}, {"ignore": ("q*",)}, {"ignore": ("q*",), "segments": 3}]
)
def test_no_active_variable_left_is_said(options):
    assert refusal(**options)[0] == "no_active_variable"
