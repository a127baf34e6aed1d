"""The bundled examples: clearly fictitious, fresh, and telling the story they are there to tell."""

import csv
import importlib.util
import io
import re
from collections import Counter
from dataclasses import fields, is_dataclass, replace

import pytest

from helpers.drafting import lines, plain
from persona_studio.domain.checks import check_tree
from persona_studio.domain.personas import Persona, PersonaKind, Provenance
from persona_studio.domain.progress import Silent
from persona_studio.domain.segments import Verdict
from persona_studio.domain.tree import all_ids
from persona_studio.domain.variables import Role
from persona_studio.domain.waves import MemoryAnswers
from persona_studio.services.drafting import draft
from persona_studio.services.samples import SAMPLES, copy_sample, julie, marketing_b2b, survey_file
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import Texts


@pytest.fixture(scope="module")
def maker(repository):
    """Return the script that makes the sample."""
    spec = importlib.util.spec_from_file_location("make_sample", repository / "packaging" / "make_sample.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def rows():
    """Return the survey as dictionaries, by question code."""
    text = survey_file().read_text(encoding="utf-8")
    read = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    return [{key.split(".")[0]: value for key, value in row.items()} for row in read]


@pytest.fixture(scope="module")
def chain():
    """Run the whole chain once: the project, and its columns by owner and key."""
    return marketing_b2b(Silent())


@pytest.fixture(scope="module")
def bundled(tmp_path_factory):
    """Return the bundled project."""
    path = tmp_path_factory.mktemp("bundled") / "b2b.persona"
    copy_sample("marketing-b2b", path)
    file = ProjectFile.open(path, read_only=True)
    yield file.project
    file.close()


# ---------------------------------------------------------------- Julie


def test_julie_is_the_reference_sheet():
    (persona,) = julie().personas
    marks = "".join(
        {"data": "d", "verbatim": "v", "hypothesis": "h"}[a.provenance] for a in persona.attributes
    )
    assert marks == "dhddd" + "vvdh" + "ddvddd" + "vhv" + "ddv" + "ddv"
    assert [len(s.attributes) for s in persona.sections] == [5, 4, 6, 3, 3, 3]
    assert (persona.name, persona.title, persona.share) == ("Julie", "la pragmatique", 0.31)
    assert persona.role == "Directrice Marketing Client et Fidélisation (grand compte)"
    assert plain(persona.source) == "Enquête marketing client B2B, vague 3, juin 2025, n = 612"
    assert plain(persona.quote) == "Montrez-moi ce que ça rapporte avant l'été, et je défends le projet."
    assert persona.kind is PersonaKind.PRINCIPAL
    assert lines(persona)[0] == "Femme de 25 à 35 ans"
    assert lines(persona)[1] == "Mariée, ou tout comme…"
    assert lines(persona)[-2].endswith("Elle fait tout valider par son n+1.")


def test_julie_s_evidence_agrees_with_itself():
    (persona,) = julie().personas
    for attribute in persona.attributes:
        evidence = attribute.evidence
        if attribute.provenance is Provenance.HYPOTHESIS:
            assert evidence is None
        elif attribute.provenance is Provenance.VERBATIM:
            assert evidence.quote
        else:
            assert evidence.question
            assert evidence.answer
            assert evidence.count / evidence.base == evidence.share
            assert evidence.low < evidence.share < evidence.high
            assert evidence.share > evidence.overall
            assert evidence.v > 1.96


@pytest.mark.parametrize("language", ["fr", "en"])
def test_julie_is_fictitious_stable_and_sound(language):
    project = julie(language)
    assert project.fictitious
    assert ("fictif" if language == "fr" else "fictitious") in project.name
    assert [a.provenance for a in project.personas[0].attributes] == [
        a.provenance for a in julie().personas[0].attributes
    ]
    assert project == julie(language)
    check_tree(project)
    ids = all_ids(project)
    assert len(ids) == len(set(ids))


# ---------------------------------------------------------------- the survey


def test_the_survey_has_the_announced_size(rows):
    assert len(rows) == 612
    assert len(rows[0]) == 48
    assert len({row["id"] for row in rows}) == 612


def test_the_files_are_what_the_script_makes(maker):
    assert maker.TARGET.read_bytes() == maker.made()


@pytest.mark.parametrize(
    ("question", "answer", "percentage"),
    [
        ("q01", "Moins d'un an", 34),
        ("q02", "Oui", 29),
        ("q07", "Trois ans ou plus", 36),
        ("q10", "Au moins deux par mois", 37),
        ("q11", "Moins de six mois", 44),
        ("q12", "Chaque semaine", 49),
        ("q13", "Oui", 31),
        ("q14", "Une démonstration", 45),
        ("q15", "Mon n+1", 41),
        ("q16", "Oui", 37),
        ("q17", "Aucun achat en 24 mois", 24),
        ("q18", "Oui", 43),
        ("s02", "Femme", 54),
    ],
)
def test_everybody_answers_as_in_the_reference_pictures(rows, question, answer, percentage):
    given = [row[question] for row in rows if row[question]]
    assert 100 * given.count(answer) / len(given) == pytest.approx(percentage, abs=1.0)


def test_contacts_cannot_be_anybody_s(rows):
    assert all(re.fullmatch(r"[a-z]+\.[a-z]+\d+@example\.org|", row["mail"]) for row in rows)
    assert all(re.fullmatch(r"01 99 00 \d\d \d\d|", row["tel"]) for row in rows)


@pytest.mark.parametrize("question", ["v01", "v02", "v03"])
def test_open_answers_are_sentences_and_nobody_says_the_same_twice(rows, question):
    said = [row[question] for row in rows if row[question]]
    assert len(said) > 400
    assert len(said) == len(set(said))
    for text in said:
        assert re.fullmatch(r"[A-ZÀ-Ý][^?!]*\.", text), text
        assert "  " not in text
        assert not re.search(r"\b(de le|de les|à le|que il|de un|si il)\b", text)


# ---------------------------------------------------------------- the chain


@pytest.mark.slow
def test_the_planted_segments_are_found(chain):
    (segmentation,) = chain[0].segmentations
    assert segmentation.verdict is Verdict.CLEAR
    assert segmentation.recommended == 4
    best = [c for c in segmentation.candidates if c.k == 4 and c.method is segmentation.recommended_method]
    assert best[0].gain >= 0.5
    sizes = [s.size for s in segmentation.segments]
    assert all(abs(size - planted) <= 12 for size, planted in zip(sizes, (190, 165, 147, 110), strict=True))


@pytest.mark.slow
def test_julie_la_pragmatique_emerges(chain):
    project = chain[0]
    first = project.personas[0]
    assert (first.name, first.title, first.kind) == ("Julie", "la pragmatique", PersonaKind.PRINCIPAL)
    assert first.feminine is True
    assert lines(first)[:2] == ["Femme", "De 25 à 35 ans"]
    assert first.role == "Directrice marketing client"
    assert first.priority
    assert first.objective
    assert first.quote
    assert "Son n+1 valide l'achat" in lines(first)
    assert [s.name for s in project.segmentations[0].segments] == [
        "Pragmatiques",
        "Bâtisseurs",
        "Experts",
        "Curieux",
    ]
    titles = [p.title.replace("’", "'") for p in project.personas]
    assert titles == ["la pragmatique", "le bâtisseur", "l'experte", "le curieux"]


@pytest.mark.slow
def test_contacts_are_set_aside_and_open_answers_kept(chain):
    wave = chain[0].waves[0]
    assert [v.name for v in wave.with_role(Role.SET_ASIDE)] == ["mail", "tel"]
    assert len(wave.with_role(Role.VERBATIM)) == 3
    assert wave.usable == 612


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_line_has_its_evidence(chain, language):
    drafted = _again(chain, language)
    for persona in drafted.personas:
        assert 12 <= len(persona.attributes) <= 24
        for attribute in persona.attributes:
            evidence = attribute.evidence
            assert evidence.question
            assert evidence.variable
            assert evidence.segment == persona.segment
            assert evidence.wave == chain[0].waves[0].id
            if attribute.provenance is Provenance.VERBATIM:
                assert evidence.quote
                continue
            assert attribute.provenance is Provenance.DATA
            assert evidence.answer
            assert evidence.count >= 10
            assert evidence.base >= 30
            assert 0 <= evidence.low <= evidence.share <= evidence.high <= 1
            assert evidence.v is not None


@pytest.mark.slow
def test_the_same_answers_give_the_same_draft(chain):
    first, second = _again(chain, "fr"), _again(chain, "fr")
    assert [_without_ids(p) for p in first.personas] == [_without_ids(p) for p in second.personas]
    assert first.names == second.names


@pytest.mark.slow
def test_the_bundled_project_is_the_chain_s(chain, bundled):
    assert bundled.fictitious
    assert "fictif" in bundled.name
    made = chain[0]
    assert [_words(p) for p in bundled.personas] == [_words(p) for p in made.personas]
    assert [s.size for s in bundled.segmentations[0].segments] == [
        s.size for s in made.segmentations[0].segments
    ]
    assert Counter(v.role for v in bundled.waves[0].variables) == Counter(
        v.role for v in made.waves[0].variables
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_a_copied_example_can_be_written_on(name, tmp_path):
    path = tmp_path / "copie.persona"
    copy_sample(name, path)
    file = ProjectFile.open(path)
    assert not file.read_only
    assert file.project.personas
    file.close()


def _again(chain, language):
    project, columns = chain
    (segmentation,) = project.segmentations
    answers = MemoryAnswers(612, {key: column for (owner, key), column in columns.items()})
    labels = columns[segmentation.id, segmentation.labels_key]
    bare = replace(project, personas=(), language=language)
    return draft(bare, segmentation, answers, Texts(language), labels)


def _words(persona: Persona):
    return (
        persona.name,
        persona.title,
        persona.role,
        persona.priority,
        persona.objective,
        persona.quote,
        lines(persona),
    )


def _without_ids(value):
    """Return a value as nested tuples, without the ids made anew by each draft."""
    if isinstance(value, tuple):
        return tuple(_without_ids(one) for one in value)
    if is_dataclass(value):
        return tuple(_without_ids(getattr(value, f.name)) for f in fields(value) if f.name != "id")
    return value


# ---------------------------------------------------------------- what stands beside the sheets


def test_the_companions_of_the_example_claim_only_what_the_survey_holds(bundled, rows):
    answers = {plain(value) for row in rows for key, value in row.items() if key in ("v01", "v02", "v03")}
    first = bundled.personas[0]
    (way,) = first.journeys
    lanes = [lane for stage in way.stages for lane in stage.lanes]
    beside = [a for s in (*first.empathy, *lanes, *first.plan) for a in s.attributes] + [*way.moment]
    kinds = Counter(line.provenance for line in beside)
    assert min(kinds[kind] for kind in Provenance) >= 5
    for line in beside:
        if line.provenance is Provenance.VERBATIM:
            assert plain(line.text) == f"« {plain(line.evidence.quote)} »"
            assert plain(line.evidence.quote) in answers
        elif line.provenance is Provenance.DATA:
            assert plain(Texts("fr").percent(line.evidence.share)) in plain(line.text)
        else:
            assert line.evidence is None
    ideas = [a for lane in lanes for a in lane.attributes if a.opportunity is not None]
    assert ideas
    assert {a.provenance for a in ideas} == {Provenance.HYPOTHESIS}
    assert {a.task.because for s in first.plan for a in s.attributes} <= {a.id for a in ideas}
