"""What gestures do to proof and to respondents' words, whichever they are and however many."""

import re
from dataclasses import replace
from random import Random

import pytest

from helpers.persona_gestures import GESTURES, gesture, lines_of
from persona_studio.domain.edits import Edit
from persona_studio.domain.personas import Attribute, Evidence, Persona, Provenance, Section, SectionKey
from persona_studio.domain.project import Project
from persona_studio.errors import UserError
from persona_studio.services import authoring
from persona_studio.services.personas import hypotheses, lines, moving, outline, placing
from persona_studio.services.survey import purging

ANSWER = "Je trouve que c'est trop cher pour ce que c'est, et je préfère attendre la prochaine fois"
OTHER = "Personne ne répond au téléphone, on rappelle trois fois avant d'avoir quelqu'un en ligne"
SEGMENTS = ("g1", "gone", None)
RUN = 6
"""Words of an answer that tell it from what anybody might say."""


def said(name: str, variable: str, words: str) -> Attribute:
    proof = Evidence(variable=variable, segment="g1", quote=words)
    return Attribute(id=name, text=words, provenance=Provenance.VERBATIM, evidence=proof)


def proven(name: str, segment: str | None) -> Attribute:
    proof = Evidence(variable="v", segment=segment, share=0.6, overall=0.4, count=60, base=100)
    return Attribute(id=name, text=f"Ligne {name}", provenance=Provenance.DATA, evidence=proof)


def persona(name: str, segment: str | None) -> Persona:
    words = ANSWER if name == "julie" else OTHER
    variable = "q1" if name == "julie" else "q2"
    backed = tuple(proven(f"{name}-{n}", one) for n, one in enumerate(SEGMENTS))
    heard = tuple(said(f"{name}-said-{n}", variable, words) for n in range(3))
    sections = tuple(
        Section(id=f"{name}-{key.value}", key=key, attributes=(backed[n], heard[n]))
        for n, key in enumerate((SectionKey.BUYING, SectionKey.HISTORY, SectionKey.CHANNELS))
    )
    return Persona(
        id=name,
        name=name,
        segment=segment,
        sections=sections,
        hypotheses=(proven(f"{name}-h", "gone"),),
        quote=words,
        quote_provenance=Provenance.VERBATIM,
        quote_evidence=heard[0].evidence,
    )


def project() -> Project:
    return Project(id="project", name="Étude", personas=(persona("julie", "g1"), persona("marc", None)))


def proofs(one: Persona) -> set[tuple[str, Evidence | None, Provenance]]:
    return {(line.id, line.evidence, line.provenance) for line in one.lines}


def at_home(now: Project, chance: Random) -> Edit | None:
    """Return something that only puts lines of a sheet elsewhere on it."""
    one = chance.choice(now.personas)
    section, index, ids = chance.choice(one.sections), chance.randrange(6), lines_of(one, chance)
    moved = placing.Carried(placing.Carries.LINES, tuple(ids), "")
    draw = chance.randrange(6)
    if draw == 0:
        return moving.drop(now, moved, section.id, index)
    if draw == 1:
        return moving.drop_section(now, section.id, one.id, index)
    if draw == 2:
        return lines.move_by(now, ids, chance.choice((-1, 1)))
    if draw == 3:
        return outline.set_hidden(section.id, not section.hidden)
    if draw == 4 and one.hypotheses:
        which = chance.choice(one.hypotheses).id
        beside = placing.Carried(placing.Carries.HYPOTHESIS, (which,), "")
        return placing.place(now, beside, section.id, index)
    return hypotheses.take_back(one, ids[0]) if ids else None


@pytest.mark.parametrize("seed", range(20))
def test_on_the_same_sheet_lines_keep_their_proof(seed: int) -> None:
    now, chance = project(), Random(seed)
    wanted = [proofs(one) for one in now.personas]
    for _ in range(40):
        edit = at_home(now, chance)
        now = edit.apply(now).project if edit is not None else now
        assert [proofs(one) for one in now.personas] == wanted


def test_lines_cut_and_pasted_on_their_sheet_have_the_proof_they_had() -> None:
    now = project()
    for one in now.personas:
        there = [line for section in one.sections for line in section.attributes]
        what = placing.carry_lines(placing.Carries.BANK, [a.id for a in there], there, "", one.id)
        cut = lines.remove([a.id for a in there])
        assert cut is not None
        bare = cut.apply(now).project
        pasted = placing.place(bare, what, one.sections[0].id, 0).apply(bare).project
        made = next(p for p in pasted.personas if p.id == one.id).sections[0].attributes
        assert [replace(a, id="") for a in made] == [replace(a, id="") for a in there]


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}


def texts(one: Persona) -> list[str]:
    found = [one.name, one.title, one.role, one.priority, one.objective, one.quote, one.backstory]
    for line in one.lines:
        poles = [line.gauge.left, line.gauge.right] if line.gauge is not None else []
        found += [line.text, line.due, *line.chips, " ".join(line.chips), *poles]
    kept = [proof.quote for proof in one.proofs]
    return [*found, *kept, *(section.title for section in one.sections)]


def lived(seed: int, many: int) -> Project:
    """Return a project after random gestures on it."""
    now, chance = project(), Random(seed)
    for _ in range(many):
        try:
            edit, _, _ = gesture(now, chance)
            now = edit.apply(now).project if edit is not None else now
        except UserError:  # what cannot be done is refused
            continue
    return now


@pytest.mark.parametrize("seed", range(30))
def test_after_any_gestures_a_purge_leaves_no_words_of_the_answers(seed: int) -> None:
    end = lived(seed, 80)
    personas = [*end.personas, *(kept.persona for kept in end.snapshots)]
    answers = runs(ANSWER) | runs(OTHER)
    left = [purging.without_words(one, {"q1", "q2"}) for one in personas]
    for one in left:
        for text in texts(one):
            assert not runs(text) & answers, text
    assert not any({"q1", "q2"} & authoring.told_of(one) for one in left)


def test_the_gestures_carry_words_about() -> None:
    """Else the property above would tell nothing."""
    answers = runs(ANSWER) | runs(OTHER)
    ends = [lived(seed, 80) for seed in range(10)]
    lines_left = [line for end in ends for one in end.personas for line in one.lines]
    held = [line for line in lines_left if runs(line.text) & answers]
    assert any(line.provenance is Provenance.HYPOTHESIS for line in held)
    assert any(line.quoted for line in held)
    assert len(GESTURES) > 10
