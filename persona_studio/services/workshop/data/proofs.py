"""The figures of a proof that may leave the project: none of fewer than ten respondents does."""

from dataclasses import replace

from persona_studio.domain.figures import FEWEST
from persona_studio.domain.personas import Evidence
from persona_studio.publish.layout.rates import few


def told(proof: Evidence) -> Evidence:
    """Return a proof without the figures that would tell of fewer than ten respondents.

    Words are kept: what may not be quoted never became a proof.
    """
    if not few(proof):
        return proof
    base = proof.base if proof.base is not None and proof.base >= FEWEST else None
    return replace(proof, share=None, low=None, high=None, count=None, base=base, v=None)


def withheld(proof: Evidence) -> bool:
    """Tell whether a proof has figures that may not leave the project."""
    return few(proof)
