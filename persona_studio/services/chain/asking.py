"""What a build is asked for, and the roles that this gives to variables: what cannot be is said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from itertools import combinations
from pathlib import Path

from persona_studio import analysis
from persona_studio.domain.recipes import USABLE
from persona_studio.domain.segments import Correction, Method, Recipe
from persona_studio.domain.variables import Kind, Role, Variable
from persona_studio.domain.waves import Notice, Wave
from persona_studio.errors import UserError
from persona_studio.services.survey.importing import Reading
from persona_studio.services.survey.patterns import chosen, named

_USED = (Role.ACTIVE, Role.ILLUSTRATIVE)
_WRITTEN = {Role.IGNORED: "--ignore", Role.ACTIVE: "--active", Role.ILLUSTRATIVE: "--illustrative"}
"""Roles that can be asked for; the first that a glob gives wins."""
_UNIQUE, _MANY = 0.9, 10
"""Answers of which that share, and more than that many, are all different are texts, not levels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What the consultant asks for; patterns name variables (globs), None leaves the choice to the data.

    ``labels`` is a file for the segment of each respondent; ``reading`` says how the survey is to be read.
    """

    name: str = ""
    segments: int | None = None
    method: Method = Method.AUTO
    axes: int | None = None
    active: tuple[str, ...] = ()
    illustrative: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    weight: str | None = None
    kinds: tuple[tuple[str, Kind], ...] = ()
    rare: float = 0.02
    response_style: Correction = Correction.AUTO
    seed: int = 1
    labels: Path | None = None
    reading: Reading = field(default_factory=Reading)

    def patterns(self, role: Role) -> tuple[str, ...]:
        """Return the patterns of the variables asked for in that role."""
        by_role = {Role.IGNORED: self.ignore, Role.ACTIVE: self.active, Role.ILLUSTRATIVE: self.illustrative}
        return by_role[role]


def check_kinds_once(options: BuildOptions) -> None:
    """Raise UserError when a variable is asked to be of two kinds, before anything is read."""
    asked: dict[str, Kind] = {}
    for pattern, kind in options.kinds:
        if asked.setdefault(pattern, kind) is not kind:
            first, second = f"--{asked[pattern].value}", f"--{kind.value}"
            raise UserError("option_conflict", variable=pattern, first=first, second=second)


def as_asked(wave: Wave, options: BuildOptions) -> Wave:
    """Return the wave with the roles asked for; what was asked in vain by a glob is added to its notices.

    Naming active variables means these and no others: the rest that was guessed active becomes illustrative.
    A name is stronger than a glob.

    Raises:
        UserError: a pattern names nothing, two options contradict each other, a variable named cannot be of
            its kind or is set aside, no active variable is left.
    """
    _check_kinds(wave, options)
    given = _roles(wave, options)
    given.pop(options.weight or "", None)  # a glob does not take away the weight that is named
    refused = [v for v in wave.variables if given.get(v.name) in _USED and not _usable(v)]
    roles = {v.name: given.get(v.name, v.role) for v in wave.variables if v.role is not Role.SET_ASIDE}
    roles.update((v.name, v.role) for v in refused)
    if options.active:
        roles = {name: _unless_asked(role, name in given) for name, role in roles.items()}
    made = replace(wave, variables=tuple(replace(v, role=roles.get(v.name, v.role)) for v in wave.variables))
    asked = options.active or options.ignore or options.illustrative or options.segments
    if asked and not recipe_for(made, options).active:
        raise UserError("no_active_variable")
    return _with_notice(_with_notice(made, "roles_unfit", refused), "kinds_unfit", _unfit(wave, options))


def _unless_asked(role: Role, asked: bool) -> Role:
    return Role.ILLUSTRATIVE if role is Role.ACTIVE and not asked else role


def _usable(variable: Variable) -> bool:
    return variable.kind in USABLE and variable.role is not Role.SET_ASIDE


def _roles(wave: Wave, options: BuildOptions) -> dict[str, Role]:
    """Return the role asked for each variable named, by its name."""
    names = [v.name for v in wave.variables]
    by_name = {role: named(names, options.patterns(role)) for role in _WRITTEN}
    _check_once({_WRITTEN[role]: found for role, found in by_name.items()}, options)
    personal = {v.name: v.label for v in wave.variables if v.role is Role.SET_ASIDE}
    for name in sorted((by_name[Role.ACTIVE] | by_name[Role.ILLUSTRATIVE]) & personal.keys()):
        raise UserError("variable_set_aside", variable=personal[name])
    given: dict[str, Role] = {}
    for found in ({role: chosen(names, options.patterns(role)) for role in _WRITTEN}, by_name):
        given |= {name: role for role in reversed(_WRITTEN) for name in found[role]}
    return given


def _check_once(by_option: dict[str, frozenset[str]], options: BuildOptions) -> None:
    by_option = {**by_option, "--weight": frozenset({options.weight or ""})}
    for (first, some), (second, others) in combinations(by_option.items(), 2):
        for name in sorted(some & others):
            raise UserError("option_conflict", variable=name, first=first, second=second)


def _check_kinds(wave: Wave, options: BuildOptions) -> None:
    """Raise UserError when a variable that is named is set aside, or its answers do not suit the kind."""
    patterns = dict(options.kinds)
    for variable in wave.variables:
        kind = patterns.get(variable.name)
        if kind is None:
            continue
        if variable.role is Role.SET_ASIDE:
            raise UserError("variable_set_aside", variable=variable.label)
        if not _fits(variable, kind, wave.respondents):
            raise UserError("kind_unfit", variable=variable.label, option=f"--{kind.value}")


def _unfit(wave: Wave, options: BuildOptions) -> Iterator[Variable]:
    """Yield the variables whose answers do not suit what a glob asked."""
    for variable in wave.variables:
        asked = [kind for pattern, kind in options.kinds if fnmatchcase(variable.name, pattern)]
        if asked and variable.role is not Role.SET_ASIDE and not _fits(variable, asked[-1], wave.respondents):
            yield variable


def _fits(variable: Variable, kind: Kind, respondents: int) -> bool:
    answered, levels = respondents - variable.missing_count, len(variable.levels)
    if kind in (Kind.NOMINAL, Kind.ORDINAL) and levels > max(_MANY, _UNIQUE * answered):
        return False
    return answered > 0 and variable.kind in (kind, Kind.WEIGHT)


def _with_notice(wave: Wave, code: str, variables: Iterable[Variable]) -> Wave:
    names = ", ".join(v.name for v in variables)
    if not names:
        return wave
    return replace(wave, notices=(*wave.notices, Notice(code, (("variables", names),))))


def recipe_for(wave: Wave, options: BuildOptions) -> Recipe:
    """Return the recipe of the wave's roles and the options."""
    return replace(
        analysis.default_recipe(wave),
        method=options.method,
        segments=options.segments,
        axes=options.axes,
        rare=options.rare,
        response_style=options.response_style,
        seed=options.seed,
    )
