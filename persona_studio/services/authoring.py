"""The gestures of an author as edits: each function returns the edit, the session does it.

What a gesture implies is part of it: a line of data that is reworded says so, and segments made from other
roles than the present ones are marked as outdated, in the same undo step.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from persona_studio.domain.checks import whole
from persona_studio.domain.edits import Edit, Insert, Move, Remove, SetField, Together
from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.personas import Attribute, Persona, Provenance
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segmentation
from persona_studio.domain.tree import expect, find, follow, route_to
from persona_studio.domain.variables import Kind, Level, Reason, Role, Variable
from persona_studio.domain.waves import Quality, Removal, Wave
from persona_studio.errors import UserError

ROLE_REASONS = frozenset(
    {
        "demographic",
        "rarely_answered",
        "few_active",
        "constant",
        "metadata",
        "date_ignored",
        "too_many_levels",
    }
)
"""Reasons for the role that was proposed; the others tell of the kind."""
RARE_KEPT = "rare_kept"
ALIKE_KEPT = "alike_kept"
UNSAID_KEPT = "unsaid_kept"
"""The reasons that tell of rare answers, answers alike, or none at all, which were left as they are."""


def new_project(name: str, language: str, waves: tuple[Wave, ...] = ()) -> Project:
    """Return a project that begins now; its ``name`` is made one that can be stored."""
    created = datetime.now(UTC).isoformat(timespec="seconds")
    return Project(id=new_id(), name=whole(name), language=language, created=created, waves=waves)


def set_text(project: Project, target: Id, field: str, text: str) -> Edit:
    """Write a text of anything: a name, a title, an attribute's ``text``, a quote...

    A line of data reworded by hand is marked so; a quote changed by hand is no longer a respondent's words.
    Edits of the same text merge while it is typed.
    """
    edit = SetField(target, field, text)
    thing = find(project, target)
    if isinstance(thing, Attribute) and field == "text" and thing.provenance is not Provenance.HYPOTHESIS:
        return Together((edit, SetField(target, "modified", True)))
    if isinstance(thing, Persona) and field == "quote":
        was = thing.quote_provenance
        now = Provenance.HYPOTHESIS if was is Provenance.VERBATIM else was
        # Written even when it stays: the letters of one burst must be edits of one shape to merge.
        return Together((edit, SetField(target, "quote_provenance", now)))
    return edit


def rename(target: Id, name: str) -> Edit:
    """Name a project, wave, segmentation, segment or persona; spaces around the name are dropped."""
    return SetField(target, "name", name.strip())


def set_provenance(project: Project, attribute: Id, provenance: Provenance) -> Edit:
    """Say where an attribute comes from. That it was reworded stays known.

    Raises:
        UserError: nothing in the survey bears it out: data need figures, a verbatim a respondent's words.
    """
    line = expect(project, attribute, Attribute)
    if provenance is not line.provenance and provenance not in provenances(line):
        raise UserError(f"line_without_{provenance.value}")
    return SetField(attribute, "provenance", provenance)


def provenances(attribute: Attribute) -> frozenset[Provenance]:
    """Return what an attribute may be said to be: a hypothesis always, the rest as its evidence allows."""
    evidence, hypothesis = attribute.evidence, frozenset({Provenance.HYPOTHESIS})
    if evidence is None:
        return hypothesis
    if evidence.quote:
        return hypothesis | {Provenance.VERBATIM}
    counted = evidence.share is not None or evidence.base is not None
    return hypothesis | {Provenance.DATA} if counted else hypothesis


def add_attribute(
    section: Id, index: int, text: str = "", provenance: Provenance = Provenance.HYPOTHESIS
) -> Insert:
    """Add a line to a section; ``edit.thing.id`` names it."""
    return Insert(section, index, Attribute(id=new_id(), text=text, provenance=provenance))


def add_persona(project: Project, persona: Persona) -> Insert:
    """Add a persona after the others."""
    return Insert(project.id, len(project.personas), persona)


def set_accent(project: Project, persona: Id, accent: int) -> Edit:
    """Give a persona one of the eight colours; who wears it takes the one that becomes free.

    So no two look alike. A colour of its own goes; who wears one of their own keeps it.
    """
    edits = [SetField(persona, "colour", ""), SetField(persona, "accent", accent)]
    found = find(project, persona)
    others = (p for p in project.personas if p.id != persona and not p.colour)
    wearer = next((p for p in others if p.accent == accent), None)
    if wearer is not None and isinstance(found, Persona):
        edits.append(SetField(wearer.id, "accent", found.accent))
    return Together(tuple(edits))


def set_colour(persona: Id, colour: str) -> Edit:
    """Give a persona a colour of its own, "#RRGGBB"; it keeps the shape of its accent."""
    return SetField(persona, "colour", colour)


def remove(target: Id) -> Edit:
    """Take anything out, with what is below it."""
    return Remove(target)


def move(target: Id, parent: Id, index: int) -> Edit:
    """Move a thing to a place, counted without it, of the parent it has or of another."""
    return Move(target, parent, index)


def move_by(project: Project, target: Id, steps: int) -> Edit | None:
    """Move a thing up (-1) or down (+1) among its neighbours; None when it is at the end already."""
    route = route_to(project, target)
    if not route:
        return None
    parent = follow(project, route)[-2]
    slot, index = route[-1]
    to = index + steps
    return Move(target, parent.id, to) if 0 <= to < len(getattr(parent, slot)) else None


def set_role(project: Project, variables: Iterable[Id], role: Role) -> Edit:
    """Give variables a role; segmentations of their waves become outdated.

    Raises:
        UserError: it asks for answers that are not stored.
    """
    ids = tuple(variables)
    edits: list[Edit] = [SetField(i, "role", role) for i in ids]
    for wave in project.waves:
        for variable in (v for v in wave.variables if v.id in ids and not v.stored):
            if role not in (Role.IGNORED, Role.SET_ASIDE):
                raise UserError("answers_not_stored", variable=variable.label)
        edits += [_chosen(v) for v in wave.variables if v.id in ids and v.role is not role and v.guess]
        if any(v.id in ids and v.role is not role for v in wave.variables):
            edits += outdating(project, wave.id)
    return Together(tuple(edits))


def not_personal(project: Project, variable: Id) -> Edit:
    """Say that a variable holds no personal data after all; it gets the role that its kind has.

    Segmentations of its wave become outdated.

    Raises:
        UserError: its answers are not stored: they must be kept first.
    """
    wave = _wave_of(project, variable)
    found = wave.variable(variable)
    if not found.stored:
        raise UserError("answers_not_stored", variable=found.label)
    roles = {Kind.TEXT: Role.VERBATIM, Kind.IDENTIFIER: Role.IDENTIFIER, Kind.DATE: Role.IGNORED}
    role = roles.get(found.kind, Role.ILLUSTRATIVE)
    outdated = outdating(project, wave.id) if found.role is not role else ()
    return Together((SetField(variable, "personal", None), SetField(variable, "role", role), *outdated))


def set_kind(project: Project, variable: Id, kind: Kind) -> Edit:
    """Give a variable a kind that reads the same stored answers (ordinal, nominal); see ``importing``."""
    return Together((SetField(variable, "kind", kind), *outdating(project, _wave_of(project, variable).id)))


def set_levels(project: Project, variable: Id, levels: tuple[Level, ...]) -> Edit:
    """Put the levels of a variable in another order; segmentations of the wave are outdated by a scale's."""
    wave = _wave_of(project, variable)
    before = wave.variable(variable)
    spread = replace(before.distribution, counts=tuple(level.count for level in levels))
    edits = (SetField(variable, "levels", levels), SetField(variable, "distribution", spread))
    # Only on a scale does the order tell anything.
    return Together((*edits, *(outdating(project, wave.id) if before.kind is Kind.ORDINAL else ())))


def reverse_scales(project: Project, variables: Iterable[Id]) -> Edit:
    """Turn scales round: the highest level is the lowest, answers and words stay with who gave them.

    Raises:
        UserError: `reverse_scale_only`: a variable is no scale.
    """
    edits = []
    for which in variables:
        found = _wave_of(project, which).variable(which)
        if found.kind is not Kind.ORDINAL:
            raise UserError("reverse_scale_only", variable=found.label)
        edits.append(set_levels(project, which, tuple(reversed(found.levels))))
    return Together(tuple(edits))


def rename_level(project: Project, variable: Id, code: int, label: str) -> Edit:
    """Give a level other words; an empty text brings back those of the file.

    Raises:
        UserError: `level_label_taken`: another level has these words (grouping them is another gesture).
    """
    found = _wave_of(project, variable).variable(variable)
    level = found.level(code)
    if level is None:
        raise UserError("edit_target_gone")
    words = label.strip() or level.value
    if any(other.label == words and other.code != code for other in found.levels):
        raise UserError("level_label_taken", label=words)
    levels = tuple(replace(one, label=words) if one.code == code else one for one in found.levels)
    return SetField(variable, "levels", levels)


def rename_question(variable: Variable, label: str) -> Edit:
    """Give a variable another wording; an empty text brings back the name of its column."""
    return SetField(variable.id, "label", label.strip() or variable.name)


def remove_variable(project: Project, variable: Id) -> Edit:
    """Take out a variable that was made here; segmentations of the wave become outdated.

    Raises:
        UserError: `variable_from_file`: it was not made here; `variable_in_use`: segments or personas rest
            on it (or it is part of another variable).
    """
    wave = _wave_of(project, variable)
    found = wave.variable(variable)
    if found.rule is None:
        raise UserError("variable_from_file", variable=found.label)
    if rests_on(project, variable):
        raise UserError("variable_in_use", variable=found.label)
    return Together((Remove(variable), *outdating(project, wave.id)))


def rests_on(project: Project, variable: Id) -> bool:
    """Tell whether segments, personas (kept ones too) or other variables rest on a variable."""
    for cut in project.segmentations:
        recipe = (*cut.recipe.active, *cut.recipe.illustrative, cut.recipe.weight)
        if variable in recipe or any(f.variable == variable for s in cut.segments for f in s.findings):
            return True
    personas = (*project.personas, *(snapshot.persona for snapshot in project.snapshots))
    if any(variable in told_of(persona) for persona in personas):
        return True
    made = (v.rule for wave in project.waves for v in wave.variables)
    return any(rule is not None and variable in rule.of for rule in made)


def told_of(persona: Persona) -> set[Id]:
    """Return the variables a persona tells of: those its evidence names, and whose answers its words hold."""
    proven = {proof.variable for proof in persona.proofs if proof.variable is not None}
    return {*proven, *persona.quoted, *(i for line in persona.lines for i in line.quoted)}


def keep_answers(variable: Variable, reason: str) -> Edit:
    """Leave answers as they are (:data:`RARE_KEPT`...): they are not spoken of again."""
    return SetField(variable.id, "guess", (*variable.guess, Reason(reason)))


def set_removal(project: Project, wave: Id, reason: Removal, applied: bool) -> Edit:
    """Leave all respondents out for a reason, or take them back; segmentations of the wave become outdated.

    What was chosen one by one gives way: all are left out; or none for this reason, whoever another one in
    force concerns staying as they are.
    """
    before = wave_in(project, wave).quality
    removals = tuple(replace(r, applied=applied) if r.reason is reason else r for r in before.removals)
    after = replace(before, removals=removals)
    again = reason.bit if applied else 0
    after = replace(
        after,
        restored=tuple(one for one in before.restored if one[1] & after.in_force and not one[1] & again),
        excluded=tuple(one for one in before.excluded if not one[1] & (reason.bit | after.in_force)),
    )
    return _with_quality(project, wave, after)


def set_respondents(project: Project, wave: Id, chosen: Iterable[tuple[int, int]], out: bool) -> Edit:
    """Leave respondents out one by one, or take them back; segmentations of the wave become outdated.

    Args:
        project: the project.
        wave: the survey.
        chosen: the row of each (from 0) and their bits in the removal column.
        out: whether they are left out.
    """
    before = wave_in(project, wave).quality
    these, in_force = set(chosen), before.in_force
    restored, excluded = set(before.restored) - these, set(before.excluded) - these
    if out:
        excluded |= {one for one in these if not one[1] & in_force}
    else:
        restored |= {one for one in these if one[1] & in_force}
    after = replace(before, restored=tuple(sorted(restored)), excluded=tuple(sorted(excluded)))
    return _with_quality(project, wave, after)


def _with_quality(project: Project, wave: Id, quality: Quality) -> Edit:
    if quality == wave_in(project, wave).quality:
        return SetField(wave, "quality", quality)
    return Together((SetField(wave, "quality", quality), *outdating(project, wave)))


def choose(project: Project, segmentation: Segmentation | None) -> Edit:
    """Let a segmentation, or none, feed the personas."""
    return SetField(project.id, "chosen", segmentation.id if segmentation else None)


def outdating(project: Project, wave: Id) -> list[Edit]:
    """Return the edits that mark the segmentations of a wave as outdated."""
    return [SetField(s.id, "stale", True) for s in project.segmentations if s.wave == wave and not s.stale]


def wave_in(project: Project, wave: Id) -> Wave:
    """Return the wave of that id; UserError when the project does not hold it any more."""
    return expect(project, wave, Wave)


def _wave_of(project: Project, variable: Id) -> Wave:
    for wave in project.waves:
        if any(v.id == variable for v in wave.variables):
            return wave
    raise UserError("edit_target_gone")


def _chosen(variable: Variable) -> Edit:
    """Return the edit that no longer explains a role which was chosen by hand."""
    kept = tuple(r for r in variable.guess if r.code not in {*ROLE_REASONS, "chosen_role"})
    return SetField(variable.id, "guess", (*kept, Reason("chosen_role")))
