"""From segments to personas: a first draft in correct French or English, each line with its evidence.

Nothing is invented: what the data do not say stays empty. Everything proposed can be refused line by line.
"""

from dataclasses import replace
from pathlib import Path

from persona_studio.domain.ids import Id
from persona_studio.domain.progress import Progress
from persona_studio.errors import UserError
from persona_studio.services.authoring import wave_in
from persona_studio.services.drafting.compose import Drafted, draft
from persona_studio.services.overtaken import seen
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import Texts

__all__ = ["Drafted", "draft", "draft_file"]


def draft_file(path: Path, segmentation: Id, progress: Progress) -> Drafted:
    """Draft a persona from each segment of a project's segmentation. Runs in the worker.

    Raises:
        UserError: the segmentation was taken out meanwhile.
    """
    with ProjectFile.open(path, read_only=True) as file:
        progress.step(0, 1, "draft")
        project = file.project
        found = next((s for s in project.segmentations if s.id == segmentation), None)
        if found is None:
            raise UserError("edit_target_gone")
        made = draft(project, found, file.answers(found.wave), Texts(project.language), file.labels(found.id))
        told = (*found.recipe.active, *found.recipe.illustrative)
        return replace(made, read=seen(file, wave_in(project, found.wave), _quoted(made), told))


def _quoted(made: Drafted) -> set[Id]:
    """Return the variables whose answers are quoted."""
    proofs = [persona.quote_evidence for persona in made.personas]
    proofs += [line.evidence for persona in made.personas for line in persona.attributes]
    return {proof.variable for proof in proofs if proof is not None and proof.variable and proof.quote}
