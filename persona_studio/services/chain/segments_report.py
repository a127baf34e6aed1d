"""All the figures that the Segments place shows, as plain dictionaries for JSON and for a terminal."""

from pathlib import Path

from persona_studio.domain.project import Project
from persona_studio.domain.segments import Flow, Segmentation, Sensitivity
from persona_studio.domain.strength import agreed
from persona_studio.domain.waves import Wave
from persona_studio.services.chain import reports
from persona_studio.services.chain.reports import Report
from persona_studio.services.segments.believed import held, judged
from persona_studio.services.segments.segmentations import choice_made_otherwise
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import Texts


def segments_of_file(path: Path, texts: Texts) -> Report:
    """Return the segmentations of a project file, which is only read.

    Raises:
        UserError: there is no such project, or it cannot be read.
    """
    with ProjectFile.open(path, read_only=True) as file:
        return segments(file.project, texts)


def segments(project: Project, texts: Texts) -> Report:
    """Return the segmentations of a project, oldest first; ``chosen`` feeds the personas."""
    waves = {wave.id: wave for wave in project.waves}
    told = [segmentation(project, s, waves[s.wave], texts) for s in project.segmentations if s.wave in waves]
    return {"name": project.name, "segmentations": told}


def segmentation(project: Project, found: Segmentation, wave: Wave, texts: Texts) -> Report:
    """Return all that is told of one segmentation."""
    recipe = found.recipe
    names = {v.id: v.name for v in wave.variables}
    told = reports.segmentation(found, wave, texts)
    style = told["response_style"]
    return {
        "name": found.name,
        "created": found.created,
        "chosen": found.id == project.chosen,
        "stale": found.stale,
        "wave": wave.name,
        "active": [names[i] for i in recipe.active if i in names],
        "illustrative": [names[i] for i in recipe.illustrative if i in names],
        "weight": names.get(recipe.weight or ""),
        "recipe": {
            "method": recipe.method.value,
            "segments": recipe.segments,
            "axes": recipe.axes,
            "rare": recipe.rare,
            "response_style": recipe.response_style.value,
            "seed": recipe.seed,
            "data_hash": recipe.data_hash,
            "versions": dict(recipe.versions),
        },
        "respondents": {"read": wave.respondents, "used": found.used, "left_out": left_out(wave)},
        "effective_n": found.effective,
        **told,
        "candidates": [
            {**c, "word": texts.code("gained", judged(one, found))}
            for c, one in zip(told["candidates"], found.candidates, strict=True)
        ],
        "response_style": {
            **style,
            "centred": [names[i] for i in found.response_style.centred if i in names],
        },
        "segments": [
            {
                **one,
                "jaccard": segment.jaccard,
                "word": texts.code("steadiness", held(segment, found)),
                "set_aside": segment.set_aside,
                "personas": [p.name for p in project.personas if p.segment == segment.id],
            }
            for one, segment in zip(told["segments"], found.segments, strict=True)
        ],
        "flows": [_flow(flow) for flow in found.flows],
        "sensitivities": [_sensitivity(one, wave, texts) for one in found.sensitivities],
        "shaped": [
            {"verb": s.verb, "names": list(s.names), "numbers": list(s.numbers)} for s in found.shaped
        ],
    }


def left_out(wave: Wave) -> dict[str, int]:
    """Return how many respondents each reason in force concerns; one may be concerned by several."""
    return {r.reason.value: r.count for r in wave.quality.removals if r.applied and r.count}


def _flow(flow: Flow) -> Report:
    return {"from": flow.coarse, "to": flow.fine, "people": [list(row) for row in flow.people]}


def _sensitivity(one: Sensitivity, wave: Wave, texts: Texts) -> Report:
    return {
        "code": one.code,
        "params": dict(one.params),
        "choice": choice_made_otherwise(one, {v.id: v.label or v.name for v in wave.variables}, texts),
        "agreement": one.agreement,
        "word": texts.code("agreed", agreed(one.agreement)),
    }
