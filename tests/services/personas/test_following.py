"""After a merge, sides of a scale, ages and genders that sheets told are counted anew, or outdated."""

import re
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pytest

from persona_studio.domain.personas import Provenance
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.domain.recipes import recipe_of
from persona_studio.domain.segments import Method
from persona_studio.services import authoring
from persona_studio.services.drafting import draft_file
from persona_studio.services.personas import following, linking
from persona_studio.services.segments import segmenting, shaping
from persona_studio.services.session import Session
from persona_studio.services.survey import importing
from persona_studio.services.workshop.publishing import Lost, lost_evidence, why_lost
from persona_studio.texts import Texts

TASTES = ("Poésie", "Musique", "Sport", "Voitures", "Danse", "Jardin", "Cuisine", "Photo")
MEANS = np.array(
    [[4.4, 4.2, 1.8, 1.7, 3, 3, 4, 2], [4, 1.5, 4.3, 1.9, 4, 2, 3.5, 3], [1.6, 4, 3.4, 4.5, 2, 4, 2, 4]]
)
"""What three kinds of people give each taste, on average."""


@dataclass
class Merged:
    """A project before and after two of its segments became one, with what was told and the survey itself."""

    session: Session
    before: Project
    told: following.Followed
    frame: pd.DataFrame

    @property
    def persona(self):
        """Who speaks for the people of both."""
        heir = self.session.project.segmentation.segments
        owned = {p.segment: p for p in self.session.project.personas}
        kept = {s.id for s in self.before.segmentation.segments}
        return next(owned[s.id] for s in heir if s.id not in kept)


def merge(path, survey, reading, frame, *method):
    """Segment a survey in three, draft a persona of each, and merge two segments."""
    session = Session.create(path, Project(id="project-1", name="x", language="fr"))
    importing.add_wave(session, importing.read_as(survey, reading, Silent()))
    recipe = recipe_of(session.project.waves[0], 3, *method)
    segmenting.keep(session, segmenting.segment_file(path, session.project.waves[0].id, recipe, Silent()))
    found = session.project.segmentation
    for persona in draft_file(path, found.id, Silent()).personas:
        session.do(authoring.add_persona(session.project, persona), "persona")
    before = session.project
    change = shaping.merging([s for s in found.segments if s.number < 3])
    told = shaping.keep(session, shaping.shape_file(path, found.id, change, Silent()))
    return Merged(session, before, told, frame)


@pytest.fixture(scope="module")
def merged(tmp_path_factory):
    """A survey of tastes rated 1 to 5, gender and age, of which the two segments most alike were merged."""
    folder = tmp_path_factory.mktemp("following")
    random = np.random.default_rng(5)
    kind = random.choice(3, 360, p=[0.4, 0.33, 0.27])
    rated = np.clip(np.rint(MEANS[kind] + random.normal(0, 0.8, (360, 8))), 1, 5).astype(int)
    frame = pd.DataFrame(rated, columns=list(TASTES))
    frame["Sexe"] = np.where(random.random(360) < np.array([0.85, 0.8, 0.2])[kind], "Femme", "Homme")
    frame["Age"] = np.rint(random.normal(np.array([24, 25, 47])[kind], 3)).astype(int)
    frame.to_csv(folder / "s.csv", index=False)
    made = merge(folder / "p.persona", folder / "s.csv", importing.Reading(), frame, Method.TREE)
    yield made
    made.session.close()


def people(made, segment):
    """Return who of the survey is in a segment, and who is in any."""
    labels = np.frombuffer(made.session.labels(made.session.project.chosen).data, np.uint8)
    return labels == made.session.project.segment(segment).number, labels > 0


def counted(made, proof):
    """Count what an evidence says with pandas, from the file: who said so, and who answered, by row."""
    columns = [name for name in made.frame if name in proof.question.split(" / ")]
    known = made.frame[columns].notna().all(axis=1)
    numbers = [int(n) for n in re.findall(r"\d+", proof.answer)]
    if len(columns) == 2 or "ans" in proof.answer:
        age = next(made.frame[c] for c in columns if c.lower() == "age")
        who = age.between(*numbers)
        for gender in (made.frame[c] for c in columns if c.lower() in ("sexe", "gender")):
            who &= gender == proof.answer.split(",")[0]
        return who & known, known
    (answers,) = (made.frame[c] for c in columns)
    if pd.api.types.is_numeric_dtype(answers):
        return answers.isin(numbers), known
    return answers == proof.answer, known


def bears_out(made, columns_of):
    """Check each figure of the sheet that speaks for both: as counted, or outdated and for a reason."""
    project, persona = made.session.project, made.persona
    lost, kinds = lost_evidence(project, persona), set()
    was = {line.id: line for p in made.before.personas for line in p.attributes}
    ours, everybody = people(made, persona.segment)
    for line in persona.attributes:
        if line.provenance is not Provenance.DATA:
            continue
        proof = columns_of(line.evidence)
        who, known = counted(made, proof)
        share, overall = who[ours & known].mean(), who[everybody & known].mean()
        if line.id in lost:
            assert why_lost(project, line.evidence) is Lost.SEGMENT
            assert line == was[line.id], "neither words nor figures pretend to be of the new segment"
            side = (proof.share >= proof.overall) != (share >= overall)
            assert side or (proof.share >= 0.5) != (share >= 0.5) or who[ours].sum() < 10, line.text
            continue
        assert (proof.count, proof.base) == (int(who[ours & known].sum()), int((ours & known).sum())), (
            line.text
        )
        assert proof.share == pytest.approx(share)
        assert proof.overall == pytest.approx(overall)
        kinds.add(len(proof.question.split(" / ")))
    return kinds


def test_sides_of_a_scale_and_a_gender_with_an_age_are_counted_anew(merged):
    assert merged.told.counted > merged.told.lost > 0, "some had more of it than everybody, and have less now"
    assert bears_out(merged, lambda proof: proof) == {1, 2}, "answers to one question, and to two at once"


def test_words_say_what_the_new_figures_do(merged):
    """A taste that most had, and that fewer than half of the larger segment have, is "more often" so."""
    lost = lost_evidence(merged.session.project, merged.persona)
    sides = [
        line
        for line in merged.persona.attributes
        if line.evidence and line.evidence.question in TASTES and line.id not in lost
    ]
    assert sides
    for line in sides:
        often = "plus souvent" in line.text.lower()
        assert often == (line.evidence.share < 0.5), line.text


def test_what_is_outdated_is_linked_again_by_the_same_rule(merged):
    """Linked again, a line has the figures it would have had: what they do not bear out stays outdated."""
    session = merged.session
    project, persona = session.project, merged.persona
    (ground,) = linking.grounds(project, persona)
    old = merged.before.persona(persona.id)
    figures = linking.measure_file(session.path, ground.segmentation.id, ground.segment.id, Silent())
    recount = linking.Recount(ground, figures, Texts("fr"))
    lost = lost_evidence(project, persona)
    asked = list(linking.answers_of(ground.wave))
    for line, before in zip(persona.attributes, old.attributes, strict=True):
        if line.provenance is not Provenance.DATA:
            continue
        found = recount.of(before.evidence)
        if line.id not in lost:
            assert found == line.evidence
        elif found is not None:
            assert not linking.bears(before, found)
        opened = linking.asked_by(before, asked, figures, Texts("fr"))
        assert opened.variable.id == before.evidence.variable
    gone = [line for line in persona.attributes if line.id in lost]
    assert linking.relink(gone, ground, figures, Texts("fr")) is None


@pytest.mark.parametrize("name", ["Age", "Sexe"])
def test_answers_that_were_erased_are_not_counted(merged, name):
    """A line on a gender with an age needs both; that of a question erased since stays outdated."""
    project, session = merged.before, merged.session
    wave = project.waves[0]
    cut = session.project.segmentation
    answers, labels = session.answers(wave.id), session.labels(session.project.chosen)
    ground = linking.Ground(cut.segments[0], cut, wave)
    assert linking.measure_told(project, ground, answers, labels)
    left = tuple(replace(v, stored=v.name != name) for v in wave.variables)
    erased = replace(project, waves=(replace(wave, variables=left),))
    assert linking.measure_told(erased, ground, answers, labels) == {}


@pytest.mark.slow
def test_young_people_keep_true_figures_when_two_of_their_segments_are_merged(shared_data, tmp_path):
    """All its questions are rated 1 to 5 in a grid: no line of its sheets rests on one single answer."""
    codebook, survey = (shared_data / f"kaggle_young_people_{name}.csv" for name in ("columns", "responses"))
    reading = importing.Reading(codebook=codebook)
    made = merge(tmp_path / "p.persona", survey, reading, pd.read_csv(survey))
    with made.session:
        variables = {v.id: v for v in made.session.project.waves[0].variables}

        def as_named(proof):
            asked = proof.question if " / " in proof.question else variables[proof.variable].name
            return replace(proof, question=asked)

        assert made.told.counted >= 10
        assert 1 in bears_out(made, as_named)
