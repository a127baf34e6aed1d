"""What an import and a segmentation found, as plain dictionaries for JSON and for tables on a terminal."""

from typing import Any

from persona_studio.domain.segments import Candidate, Finding, Segment, Segmentation
from persona_studio.domain.variables import MISSING_CODES, Kind, Reason, Role, Variable
from persona_studio.domain.waves import Notice, Quality, Wave
from persona_studio.services.chain.building import Built
from persona_studio.services.segments.believed import came_out
from persona_studio.services.workshop.exporting import Exported
from persona_studio.texts import Texts

Report = dict[str, Any]


def inspection(wave: Wave, texts: Texts) -> Report:
    """Say how a file was understood."""
    source = wave.source
    return {
        "file": source.file,
        "format": source.format,
        "encoding": source.encoding,
        "delimiter": source.delimiter,
        "decimal": source.decimal,
        "header_rows": source.header_rows,
        "platform": source.platform,
        "sheet": source.sheet,
        "respondents": wave.respondents,
        "columns": source.columns,
        "variables": [_variable(v, texts) for v in wave.variables],
        "personal_data": [
            {"variable": v.name, "kind": v.personal.value} for v in wave.variables if v.personal is not None
        ],
        "quality": _quality(wave.quality),
        "warnings": [said(n, "notice", texts) for n in wave.notices],
    }


def said(remark: Notice | Reason, kind: str, texts: Texts) -> str:
    """Return a remark of the import in words."""
    return texts.code(kind, remark.code, remark.params)


def _variable(variable: Variable, texts: Texts) -> Report:
    return {
        "name": variable.name,
        "label": variable.label,
        "kind": variable.kind.value,
        "role": variable.role.value,
        "levels": [
            {"value": level.value, "label": level.label, "count": level.count} for level in variable.levels
        ],
        "missing": variable.missing_count,
        "missing_by_reason": dict(zip((m.value for m in MISSING_CODES), variable.missing, strict=True)),
        "block": variable.block,
        "reason": " ".join(said(r, "reason", texts) for r in variable.guess),
    }


def _quality(quality: Quality) -> Report:
    return {
        "removals": {r.reason.value: {"count": r.count, "applied": r.applied} for r in quality.removals},
        "constants": list(quality.constants),
        "near_duplicates": [list(pair) for pair in quality.near_duplicates],
        "totals": list(quality.totals),
    }


def built(result: Built, texts: Texts) -> Report:
    """Say what a build found and wrote."""
    wave, found = result.project.waves[-1], result.project.segmentations[-1]
    return {
        "name": result.project.name,
        "project": str(result.file),
        "pdf": str(result.pdf) if result.pdf else None,
        "older_project_kept_as": str(result.kept) if result.kept else None,
        "respondents": {"read": wave.respondents, "used": found.used},
        "effective_n": round(found.effective, 1),
        "active": [v.name for v in wave.variables if v.id in found.recipe.active],
        **segmentation(found, wave, texts),
        "personas": [{"name": p.name, "title": p.title} for p in result.project.personas],
        "warnings": [said(n, "notice", texts) for n in result.notices],
        "seconds": dict(result.seconds),
    }


def segmentation(found: Segmentation, wave: Wave, texts: Texts) -> Report:
    """Say what a segmentation found."""
    style = found.response_style
    return {
        "eigenvalues": [
            {"value": value, "share": share}
            for value, share in zip(found.eigenvalues, found.inertia, strict=True)
        ],
        "axes": found.axes,
        "candidates": [_candidate(c) for c in found.candidates],
        "recommended": found.recommended,
        "recommended_method": found.recommended_method.value if found.recommended_method else None,
        "verdict": found.verdict.value,
        "reason": came_out(found, texts),
        "method": found.method.value if found.method else None,
        "response_style": {
            "mean": style.mean,
            "spread": style.spread,
            "extreme": style.extreme,
            "corrected": style.corrected,
            "uncorrected_mean": style.uncorrected_mean,
        },
        "segments": [_segment(s, wave) for s in found.segments],
    }


def _candidate(candidate: Candidate) -> Report:
    return {
        "method": candidate.method.value,
        "k": candidate.k,
        "stability": candidate.stability,
        "null_stability": candidate.null_stability,
        "gain": candidate.gain,
        "jaccard": list(candidate.jaccard),
        "silhouette": candidate.silhouette,
        "inertia_ratio": candidate.inertia_ratio,
        "min_share": candidate.min_share,
    }


def exported(made: Exported) -> Report:
    """Return what an export wrote."""
    return {
        "pages": made.pages,
        "files": [str(file) for file in made.files],
        "lost_photos": list(made.lost_photos),
    }


def _segment(segment: Segment, wave: Wave) -> Report:
    known = {v.id: v for v in wave.variables}  # a variable may have gone since
    return {
        "number": segment.number,
        "name": segment.name,
        "size": segment.size,
        "share": segment.share,
        "findings": [_finding(f, known[f.variable]) for f in segment.findings if f.variable in known],
        "paragons": [row + 1 for row in segment.paragons],
    }


def _finding(finding: Finding, variable: Variable) -> Report:
    level = variable.level(finding.level) if finding.level is not None else None
    return {
        "variable": variable.name,
        "level": level.value if level else None,
        "label": level.label if level else variable.label,
        "share": finding.share,
        "overall": finding.overall,
        "ratio": finding.ratio,
        "effect": finding.effect,
        "v": finding.v,
        "p_adjusted": finding.p_adjusted,
        "count": finding.count,
        "base": finding.base,
        "role": (Role.ACTIVE if finding.active else Role.ILLUSTRATIVE).value,
        "shown": finding.shown,
        "numeric": variable.kind is Kind.NUMERIC,
    }
