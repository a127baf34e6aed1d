"""What is known of a variable besides its answers: where it comes from, where it is used."""

from persona_studio.domain.project import Project
from persona_studio.domain.variables import RuleKind, Variable
from persona_studio.domain.waves import Wave
from persona_studio.texts import Texts
from persona_studio.ui import words

COLUMNS_NAMED = 4


def missing(variable: Variable, respondents: int, t: Texts) -> str:
    """Count those who were asked and did not answer."""
    share = words.missing_share(variable, respondents, t)
    return t.plural("{n} answer, {share}", "{n} answers, {share}", variable.unanswered, share=share)


def not_asked(variable: Variable, respondents: int, t: Texts) -> str:
    """Count those who were led past the question; empty when all were asked."""
    if not variable.not_asked:
        return ""
    share = words.share_missing(variable.not_asked, respondents, t)
    return t.plural("{n} respondent, {share}", "{n} respondents, {share}", variable.not_asked, share=share)


def source(wave: Wave, variable: Variable, t: Texts) -> str:
    """Name the file and its column, or what the variable was made of."""
    if variable.rule is not None:
        return made_of(wave, variable, t)
    if not variable.source:
        return ""
    joined = wave.completed[variable.origin - 1 :]
    file = joined[0].file if variable.origin and joined else wave.name
    column = _columns(variable.source, t)
    return f"{file}, {column}" if file else column


def _columns(source: tuple[int, ...], t: Texts) -> str:
    """Name columns of a spreadsheet, by the first and the last when they stand side by side."""
    first, last = source[0], source[-1]
    if len(source) == 1:
        return t("column {where}", where=letters(first)).replace(" ", "\u00a0")
    if len(source) > 2 and source == tuple(range(first, last + 1)):
        return t("columns {first} to {last}", first=letters(first), last=letters(last))
    where = t.listed([letters(i) for i in source[:COLUMNS_NAMED]])
    rest = "…" if len(source) > COLUMNS_NAMED else ""
    return t.plural("column {where}", "columns {where}", len(source), where=where + rest)


def made_of(wave: Wave, variable: Variable, t: Texts) -> str:
    """Say by which rule a variable was made here, and of which others."""
    if variable.rule is None:
        return ""
    by_id = {v.id: words.shown_name(v) for v in wave.variables}
    names = [by_id.get(one, "?") for one in variable.rule.of]
    of = (
        t.listed(names[:2]) if len(names) < 3 else t("{name} and {n} others", name=names[0], n=len(names) - 1)
    )
    return {
        RuleKind.CLASSES: t("classes of {of}", of=of),
        RuleKind.SUM: t("sum of {of}", of=of),
        RuleKind.MEAN: t("mean of {of}", of=of),
        RuleKind.REVERSED: t("{of}, reversed", of=of),
        RuleKind.RECODED: t("{of}, recoded", of=of),
    }[variable.rule.kind]


def used(project: Project, variables: tuple[Variable, ...], t: Texts) -> str:
    """Count the segments and the personas that rest on variables; empty when none do."""
    ids = {variable.id for variable in variables}
    chosen = project.segmentation
    segments = 0
    if chosen is not None:
        formed = bool(ids & set(chosen.recipe.active))
        told = [any(f.shown and f.variable in ids for f in s.findings) for s in chosen.segments]
        segments = len(chosen.segments) if formed else sum(told)
    personas = sum(
        any(a.evidence is not None and a.evidence.variable in ids for a in p.lines) for p in project.personas
    )
    counted = [t.plural("{n} segment", "{n} segments", segments)] if segments else []
    counted += [t.plural("{n} persona", "{n} personas", personas)] if personas else []
    return ", ".join(counted)


def letters(column: int) -> str:
    """Return the name a spreadsheet gives a column counted from 0: A, B, ... Z, AA."""
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
