"""What other segments answered: the figures of the findings, and none of too few."""

import shutil
from dataclasses import replace

import pytest

from persona_studio.domain.edits import SetField
from persona_studio.domain.personas import Evidence
from persona_studio.paths import resource
from persona_studio.services.segments.comparing import Elsewhere
from persona_studio.services.session import Session


@pytest.fixture
def session(tmp_path):
    file = tmp_path / "a.persona"
    shutil.copy(resource("samples", "marketing-b2b.persona"), file)
    with Session.open(file) as opened:
        yield opened


def proofs(session):
    found = session.project.segmentation.segments[0]
    for finding in found.findings:
        if finding.level is not None:
            yield Evidence(variable=finding.variable, level=finding.level, segment=found.id)


def test_every_segment_has_the_share_that_its_finding_has(session):
    elsewhere, held = Elsewhere(session), 0
    for proof in proofs(session):
        shares = elsewhere.shares(proof)
        for segment in session.project.segmentation.segments:
            for finding in segment.findings:
                if (finding.variable, finding.level) == (proof.variable, proof.level):
                    assert shares[segment.id] == pytest.approx(finding.share, abs=1e-12)
                    held += 1
        assert set(shares) == {s.id for s in session.project.segmentation.segments}
    assert held > 100


def test_an_answer_is_counted_once(session):
    elsewhere, proof = Elsewhere(session), next(proofs(session))
    first = elsewhere.shares(proof)
    assert elsewhere.shares(proof) is first
    assert elsewhere.of(session)


def test_what_is_no_single_answer_or_is_gone_has_none(session):
    elsewhere, proof = Elsewhere(session), next(proofs(session))
    assert elsewhere.shares(replace(proof, level=None)) == {}
    assert elsewhere.shares(replace(proof, variable="gone")) == {}
    assert elsewhere.shares(replace(proof, segment="gone")) == {}


def test_other_levels_are_counted_anew(session):
    """A question whose levels changed is another question."""
    elsewhere, proof = Elsewhere(session), next(proofs(session))
    before = elsewhere.shares(proof)
    variable = next(v for v in session.project.wave.variables if v.id == proof.variable)
    session.do(SetField(variable.id, "label", "Autrement"), "x")
    assert elsewhere.shares(proof) == before
    assert elsewhere.shares(proof) is not before
