"""Words for values of the domain that several places show."""

import re

from persona_studio.domain.personas import PersonaKind, Provenance
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Finding
from persona_studio.domain.variables import Kind, Personal, Role, Variable
from persona_studio.domain.waves import Removal
from persona_studio.texts import Texts


def kind(value: Kind, t: Texts) -> str:
    """Name a kind."""
    return capital(t.code("kind", value.value))


SPELLED = 12
_CODE = re.compile(r"\s*([A-Za-z]{1,4}[-_]?\d{1,4}(?:[A-Za-z_]{1,3}\d{0,4})?)\s*[.:)–-]\s+(\S.*)", re.DOTALL)
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
KIND_ICONS: dict[Kind, str] = {
    Kind.IDENTIFIER: "key-round",
    Kind.NUMERIC: "hash",
    Kind.ORDINAL: "chart-no-axes-column-increasing",
    Kind.NOMINAL: "circle-dot",
    Kind.MULTIPLE: "list-checks",
    Kind.DATE: "calendar",
    Kind.TEXT: "text-align-start",
    Kind.WEIGHT: "scale",
}
PERSONAL_ICONS: dict[Personal, str] = {
    Personal.NAME: "user",
    Personal.EMAIL: "at-sign",
    Personal.PHONE: "phone",
    Personal.ADDRESS: "map-pin",
    Personal.IP: "globe",
    Personal.BIRTH_DATE: "calendar",
    Personal.ID_NUMBER: "key-round",
}


def icon(variable: Variable) -> str:
    """Return the icon of a variable: of its kind, or of the personal data it holds."""
    return PERSONAL_ICONS[variable.personal] if variable.personal else KIND_ICONS[variable.kind]


def role(value: Role, t: Texts) -> str:
    """Name a role."""
    return capital(t.code("role", value.value))


def role_meaning(value: Role, t: Texts) -> str:
    """Say in a sentence what a role does."""
    return {
        Role.ACTIVE: t("An active variable forms the segments."),
        Role.ILLUSTRATIVE: t("An illustrative variable describes the segments without forming them."),
        Role.IDENTIFIER: t("An identifier names respondents; it takes no part in the analysis."),
        Role.WEIGHT: t("The weighting gives each respondent a weight."),
        Role.VERBATIM: t("Verbatims give quotes to the personas."),
        Role.IGNORED: t("An ignored variable takes no part."),
        Role.SET_ASIDE: t("Personal data stays out of the project."),
    }[value]


def personal(value: Personal, t: Texts) -> str:
    """Name a kind of personal data."""
    return {
        Personal.NAME: t("name"),
        Personal.EMAIL: t("e-mail"),
        Personal.PHONE: t("phone"),
        Personal.ADDRESS: t("address"),
        Personal.IP: t("IP address"),
        Personal.BIRTH_DATE: t("date of birth"),
        Personal.ID_NUMBER: t("personal number"),
    }[value]


def removal(value: Removal, count: int, t: Texts) -> str:
    """Name why respondents may be left out."""
    return {
        Removal.DUPLICATE: t.plural("duplicate", "duplicates", count),
        Removal.STRAIGHT_LINER: t.plural("straight-line answer", "straight-line answers", count),
        Removal.SPEEDER: t.plural("answer given too fast", "answers given too fast", count),
        Removal.UNFINISHED: t.plural("unfinished answer", "unfinished answers", count),
        Removal.SCREENED: t.plural("respondent not concerned", "respondents not concerned", count),
    }[value]


def provenance(value: Provenance, t: Texts) -> str:
    """Name a provenance."""
    return t.code("provenance", value.value)


def persona_kind(value: PersonaKind, t: Texts) -> str:
    """Name the part a persona plays."""
    return {
        PersonaKind.PRINCIPAL: t("Primary"),
        PersonaKind.SECONDARY: t("Secondary"),
        PersonaKind.ANTI: t("Anti-persona"),
    }[value]


def shown_name(variable: Variable) -> str:
    """Return the question in words, without the code it may begin with; else the name of the column."""
    return shown_question(variable.label or variable.name)


def shown_item(variable: Variable) -> str:
    """Return what an item of a grid says by itself, else the question in words."""
    return shown_question(variable.item) if variable.item else shown_name(variable)


def shown_question(question: str) -> str:
    """Return a question in words, without the code it may begin with."""
    return _apostrophes(_coded(question)[1])


def shown_code(variable: Variable) -> str:
    """Return the code of a question: what its words begin with, or the column's name when that is another."""
    code = _coded(variable.label or variable.name)[0]
    return code or (variable.name if variable.label and variable.label != variable.name else "")


def _coded(label: str) -> tuple[str, str]:
    found = _CODE.match(label)
    return (found[1], found[2]) if found else ("", label)


def _apostrophes(text: str) -> str:
    return _APOSTROPHE.sub("\u2019", text)


def missing_share(variable: Variable, respondents: int, t: Texts) -> str:
    """Return the share without an answer among the respondents who were asked."""
    return share_missing(variable.unanswered, respondents - variable.not_asked, t)


def share_missing(missing: float, respondents: float, t: Texts) -> str:
    """Return a share of the respondents, with a decimal when it is small."""
    share = missing / respondents if respondents > 0 else 0.0
    return t.percent(share, 1) if 0 < share < 0.1 else t.percent(share)


def spread(variable: Variable, t: Texts) -> str:
    """Say how the answers of a variable are spread, for those who do not see the picture."""
    if variable.personal is not None:
        return t("Personal data")
    if variable.kind is Kind.IDENTIFIER:
        return t.plural("{n} distinct value", "{n} distinct values", variable.distribution.distinct)
    if variable.kind is Kind.TEXT:
        return t.plural(
            "Free text: {n} text", "Free text: {n} different texts", variable.distribution.distinct
        )
    if variable.levels:
        most = max(variable.levels, key=lambda level: level.count)
        return t("Most frequent: {level}", level=most.label)
    if variable.distribution.mean is not None and variable.kind is not Kind.DATE:
        return t("Mean {value}", value=number(variable.distribution.mean, t))
    return ""


def of_sheets(project: Project, t: Texts) -> Texts:
    """Return words in the language of the sheets, which may not be that of the window (``t``)."""
    return t if project.language == t.language else Texts(project.language)


def capital(text: str) -> str:
    """Return a text whose first letter is a capital."""
    return text[:1].upper() + text[1:]


def spelled(number: int, t: Texts) -> str:
    """Return a small number in letters, a larger one in figures."""
    return t.code("number", str(number)) if 2 <= number <= SPELLED else t.integer(number)


def number(value: float, t: Texts) -> str:
    """Return a number with as many decimals as it needs to be read."""
    size = abs(value)
    return t.decimal(value, 0 if size >= 100 or value == int(value) else 1 if size >= 10 else 2)


def finding(found: Finding, variables: dict[str, Variable]) -> tuple[str, str]:
    """Return (answer, question) of a finding in words; the answer is empty for a number."""
    variable = variables.get(found.variable)
    return ("", found.variable) if variable is None else row_words(variable, found.level)


def row_words(variable: Variable, level: int | None) -> tuple[str, str]:
    """Return (answer, question) of a level of a variable in words; the answer is empty for a number."""
    found = variable.level(level) if level is not None else None
    return _apostrophes(found.label if found else ""), shown_item(variable)


def finding_line(answer: str, question: str, t: Texts) -> str:
    """Return a finding in few words: its question and the answer."""
    if not answer:
        form = "{question} (mean)" if question.endswith("?") else "{question}, on average"
        return t(form, question=question)
    if question.endswith("?"):
        return f"{question} {answer}"
    return t("{question}: {answer}", question=question, answer=answer)


def finding_told(found: Finding, answer: str, question: str, t: Texts) -> str:
    """Return a finding in a sentence, with its figures."""
    if found.level is None:
        return t(
            "{question}: mean {share}, everybody {overall}",
            question=question,
            share=number(found.share, t),
            overall=number(found.overall, t),
        )
    return t(
        "{question} {answer}: {share}, everybody {overall}, {count} of {base} respondents",
        question=question,
        answer=answer,
        share=t.percent(found.share),
        overall=t.percent(found.overall),
        count=found.count,
        base=found.base,
    )
