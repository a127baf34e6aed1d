"""What each variable is for: active, illustrative, identifier, weight, verbatim, ignored or set aside."""

import re
from collections.abc import Sequence

from persona_studio.domain.variables import Kind, Reason, Role
from persona_studio.ingest.consent import is_consent
from persona_studio.ingest.draft import Draft
from persona_studio.ingest.words import HeaderWords, Words, fold, fold_header

FEWEST_ACTIVE = 3
RARELY = 0.2
"""Questions answered by a smaller share than this describe some; they cannot tell all apart."""
_OWN_ROLE = {Kind.IDENTIFIER: Role.IDENTIFIER, Kind.WEIGHT: Role.WEIGHT, Kind.DATE: Role.IGNORED}
_MEASURED = (Kind.NUMERIC, Kind.ORDINAL)
_LAST_DIGITS = re.compile(r"(?<=[a-z])\s?\d$")
_PLACEHOLDER = re.compile(r"^\{.*\}?$")


def guess_role(draft: Draft, words: Words) -> Role:
    """Return the role of a variable and note the reason in its draft."""
    role, reason = _role(draft, words)
    if reason is not None:
        draft.reasons.append(reason)
    return role


def _role(draft: Draft, words: Words) -> tuple[Role, Reason | None]:
    if draft.personal is not None:
        return Role.SET_ASIDE, Reason(f"personal_{draft.personal.value}")
    if _constant(draft):
        return Role.IGNORED, Reason("constant") if draft.distinct else None
    if is_metadata(draft, words):
        return Role.IGNORED, Reason("metadata")
    if is_consent(draft, words):
        return Role.IGNORED, Reason("consent")
    if draft.kind is Kind.TEXT:
        return _text_role(draft)
    if draft.kind in _OWN_ROLE:
        return _OWN_ROLE[draft.kind], Reason("date_ignored") if draft.kind is Kind.DATE else None
    return _answers_role(draft, words)


def _answers_role(draft: Draft, words: Words) -> tuple[Role, Reason | None]:
    if is_demographic(draft, words):
        return Role.ILLUSTRATIVE, Reason("demographic")
    answered = draft.rows - sum(draft.missing_counts())
    if answered < RARELY * draft.rows:
        return Role.ILLUSTRATIVE, Reason("rarely_answered", (("count", str(answered)),))
    return Role.ACTIVE, None


def _constant(draft: Draft) -> bool:
    if draft.kind is Kind.MULTIPLE:
        return False
    return draft.distinct <= 1 or draft.missing_counts()[0] == draft.rows


def _text_role(draft: Draft) -> tuple[Role, Reason | None]:
    answered = draft.rows - sum(draft.missing_counts())
    if draft.distinct < 0.2 * answered and draft.distinct > 200:
        return Role.IGNORED, Reason("too_many_levels", (("distinct", str(draft.distinct)),))
    return Role.VERBATIM, None


def is_metadata(draft: Draft, words: Words) -> bool:
    """Tell whether a variable is about the questionnaire rather than the respondent."""
    if draft.meta:
        return True
    header = fold_header(draft.name)
    metadata, duration = words.headers["metadata"], words.headers["duration"]
    if _PLACEHOLDER.match(draft.name.strip()):
        return True
    if not header or len(header.split()) > 6:
        return False
    return (
        metadata.equals(header)
        or duration.equals(header)
        or (metadata.within(header) and draft.kind is Kind.DATE)
    )


def is_demographic(draft: Draft, words: Words) -> bool:
    """Tell whether a variable says who people are: a short header, a question about "your…", its levels."""
    if draft.block and draft.kind is Kind.ORDINAL:
        return False  # "Children" among fifty things rated 1 to 5 is a taste
    if _is_body(draft, words):
        return True
    for text in dict.fromkeys((draft.name, draft.label)):
        header = _LAST_DIGITS.sub("", fold_header(text))
        size = len(header.split())
        if words.demographic.equals(header) or (size <= 5 and words.demographic.within(header)):
            return True
        if size <= 30 and (
            _near_question(header, words.question, words.demographic)
            or words.demographic.within(header, least=2)
        ):
            return True
        lead = header_lead(text)
        if lead and words.demographic.within(lead):
            return True
    return _demographic_levels(draft, words)


def _is_body(draft: Draft, words: Words) -> bool:
    """Tell whether numbers are of a body, as height and weight; those that weigh respondents are none."""
    body = words.headers["body"]
    if draft.kind is not Kind.NUMERIC:
        return False
    headers = [fold_header(text) for text in dict.fromkeys((draft.name, draft.label))]
    return any(
        (len(header.split()) <= 3 and body.within(header))
        or (len(header.split()) <= 30 and _near_question(header, words.question, body))
        for header in headers
    )


def header_lead(text: str) -> str:
    """Return what stands before a colon in "Education: what is…", folded; empty when there is none."""
    lead, found, _ = text.partition(":")
    return fold_header(lead) if found and len(lead.split()) <= 3 else ""


def _near_question(header: str, question: HeaderWords, what: HeaderWords) -> bool:
    """Tell whether one of some words comes within four words of "your", "votre" and the like."""
    tokens = header.split()
    asked = [i for i, token in enumerate(tokens) if question.equals(token)]
    found = [i for i, token in enumerate(tokens) if what.equals(token)]
    return any(-2 <= there - here <= 4 for here in asked for there in found)


def _demographic_levels(draft: Draft, words: Words) -> bool:
    if not draft.levels or draft.kind is Kind.MULTIPLE:
        return False
    labels = [fold(label) for _, label in draft.levels]
    if sum(bool(re.search(r"[$€£]\s?\d|\d\s?[€£]", label)) for label in labels) >= 0.6 * len(labels):
        return True
    real = [label for label in labels if label not in words.missing and label not in words.answers["other"]]
    if len(real) < 2:
        return False
    return any(
        sum(label in known for label in real) >= max(2, 0.5 * len(real))
        for known in words.demographic_levels.values()
    )


def promote(drafts: Sequence[Draft]) -> None:
    """Make who-people-are variables active when the file asks about hardly anything else.

    Numbers and scales come first: age and income tell people apart by far more than gender, which crosses
    every group they form.
    """
    for measured in (True, False):
        if sum(draft.role is Role.ACTIVE for draft in drafts) >= FEWEST_ACTIVE:
            return
        for draft in drafts:
            if draft.role is Role.ILLUSTRATIVE and (draft.kind in _MEASURED) is measured:
                draft.role = Role.ACTIVE
                draft.reasons.append(Reason("few_active"))
