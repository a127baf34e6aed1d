"""What came out, and why, in words that need no statistics."""

from collections.abc import Mapping

from persona_studio.domain.figures import FEWEST as FEWEST_TOLD
from persona_studio.domain.ids import Id
from persona_studio.domain.segments import Candidate, Segmentation
from persona_studio.domain.strength import DOUBTFUL, SHIFTED, USEFUL, gained
from persona_studio.domain.variables import Variable
from persona_studio.services.segments.believed import (
    FEWEST,
    SMALLEST_SHARE,
    became,
    best_by_number,
    caveat,
    judged,
    least_by_method,
    methods_told,
    too_small,
)
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.kit import Kit
from persona_studio.ui.messages import split

DOMINANT = 0.6
"""A segment that holds more than this leaves little to tell the others from."""


def foremost(found: Segmentation) -> Candidate | None:
    """Return the candidate that comes nearest to being advised, the smallest of equals."""
    return max(best_by_number(found), key=lambda c: (round(c.gain, 2), -c.k), default=None)


def modest(found: Segmentation) -> Candidate | None:
    """Return the number to begin with where none is advised: the one that leads chance most, none being tiny.

    It is the one the verdict tells of, unless that one leaves a tiny segment. Of equals it is the smallest;
    None when each of them leaves a segment of which little can be told.
    """
    sensible = [
        c
        for c in best_by_number(found)
        if c.min_share >= SMALLEST_SHARE and c.min_share * found.used >= FEWEST
    ]
    return max(sensible, key=lambda c: (round(c.gain, 2), -c.k), default=None)


def headline(found: Segmentation, kit: Kit) -> str:
    """Say in a few words what came out when nothing is to be feared of it, else nothing: then read on."""
    candidate = became(found)
    sure = candidate is not None and judged(candidate, found) == "clear"
    sure = sure and (least_by_method(found) or 0.0) >= SHIFTED
    if not sure or not found.segments or max(s.share for s in found.segments) > DOMINANT:
        return ""
    count = words.capital(words.spelled(len(found.segments), kit.t))
    return kit.t(
        "{count} clear groups among {people} respondents.", count=count, people=kit.t.integer(found.used)
    )


def weighting(found: Segmentation, variables: Mapping[Id, Variable], t: Texts) -> str:
    """Say by which variable shares are weighted, nothing when everybody counts the same."""
    weight = variables.get(found.recipe.weight or "")
    return t("Shares are weighted by {name}.", name=t.quoted(words.shown_name(weight))) if weight else ""


def sentence(found: Segmentation, kit: Kit) -> str:
    """Say in a sentence or two what came out, and how far it can be believed."""
    t = kit.t
    if not found.segments:
        return t.plural("{n} respondent was read.", "{n} respondents were read.", found.used)
    said = " ".join(filter(None, (_believed(found, kit), methods_told(found, t))))
    share = max(segment.share for segment in found.segments)
    if share <= DOMINANT:
        return said
    return f"{said} {t('The largest group holds {share} of the respondents.', share=t.percent(share))}"


def _believed(found: Segmentation, kit: Kit) -> str:
    """Say the verdict first, what speaks against the groups with it, then what a new survey would give."""
    t, candidate = kit.t, became(found)
    count = words.capital(words.spelled(len(found.segments), t))
    people = t.integer(found.used)
    against = caveat(found, t)
    if candidate is None:
        groups = t("{count} groups among {people} respondents.", count=count, people=people)
        return f"{groups} {words.capital(against)}." if against else groups
    word, again = judged(candidate, found), found_again(candidate, t)
    if word == "contested":
        return _to_confirm(found, count, against, again, t)
    figures = {"count": count, "people": people, "again": again}
    match word:
        case "care" | "tiny":
            said = t(
                "{count} groups to take with care among {people} respondents: {doubt}. {again}.",
                count=count,
                people=people,
                doubt=_doubt(candidate, found.used, kit),
                again=words.capital(again),
            )
        case "clear":
            said = t("{count} clear groups among {people} respondents: {again}.", **figures)
        case "useful":
            said = t(
                "{count} useful groups with blurred edges among {people} respondents: {again}.", **figures
            )
        case _:
            said = t("{count} fragile groups among {people} respondents: {again}.", **figures)
    return f"{said} {words.capital(against)}." if against else said


def _to_confirm(found: Segmentation, count: str, against: str, again: str, t: Texts) -> str:
    """Say the verdict on groups that come back, and that a choice made otherwise contradicts."""
    figures = {
        "count": count,
        "people": t.integer(found.used),
        "against": against,
        "again": words.capital(again),
    }
    if found.recommended == len(found.segments):
        return t(
            "{count} segments advised, to be confirmed, among {people} respondents: {against}. {again}.",
            **figures,
        )
    return t("{count} groups to be confirmed among {people} respondents: {against}. {again}.", **figures)


def found_again(candidate: Candidate, t: Texts) -> str:
    """Say, as the end of a sentence, what a lead over chance promises; both figures stand beside it."""
    figures = {
        "value": t.decimal(candidate.stability, 2),
        "null": t.decimal(candidate.null_stability, 2),
    }
    match gained(candidate.gain):
        case "clear":
            return t(
                "were the survey run again, these groups would be found again far better than by chance "
                "(stability {value} out of 1; chance alone gives {null})",
                **figures,
            )
        case "useful":
            return t(
                "were the survey run again, these groups would be found again better than by chance "
                "(stability {value} out of 1; chance alone gives {null})",
                **figures,
            )
        case "hardly":
            return t(
                "were the survey run again, these groups would be found again hardly better than by chance "
                "(stability {value} out of 1; chance alone gives {null})",
                **figures,
            )
        case _:
            return t(
                "were the survey run again, these groups would be found again no better than by chance "
                "(stability {value} out of 1; chance alone gives {null})",
                **figures,
            )


def verdict(found: Segmentation, kit: Kit, *, editable: bool = True) -> tuple[str, str]:
    """Return the fact and the rest of a verdict that advises nothing.

    A high stability stands in the row of candidates: what it is not enough for is told of that candidate.
    A number is said to be free to choose only where one can be pressed (``editable``, none too small).
    """
    fact, rest = split(kit.t.code("verdict", found.reason))
    best = foremost(found)
    if found.reason == "asked_none" and _only_tiny(found):
        least = kit.t.percent(min(s.share for s in found.segments))
        told = kit.t(
            "The groups are found again when respondents are drawn again, but one of them holds only {share} "
            "of the respondents.",
            share=least,
        )
        return fact, told
    if found.reason != "none" or best is None:
        return fact, rest
    said = (
        _unadvised(best, found.used, kit),
        _higher(best, found, kit.t),
        _choice(found, kit.t, editable=editable),
    )
    return fact, " ".join(filter(None, said))


def _choice(found: Segmentation, t: Texts, *, editable: bool) -> str:
    """Say whether a number can be chosen all the same, else why none can and what could be done."""
    if any(not too_small(c, found.used) for c in best_by_number(found)):
        return t("You may still choose a number above.") if editable else ""
    return t(
        "None of the numbers above can be chosen: one of its groups would hold fewer than {n} people. "
        "Collect more answers, or form segments with other questions.",
        n=FEWEST_TOLD,
    )


def _higher(best: Candidate, found: Segmentation, t: Texts) -> str:
    """Say why the number told of is not the one with the highest figure in the row, nothing when it is."""
    above = [c for c in best_by_number(found) if round(c.stability, 2) > round(best.stability, 2)]
    if not above:
        return ""
    top = max(above, key=lambda c: c.stability)
    return t(
        "{k} groups show a higher figure ({value}), but chance alone already gives them {null}.",
        k=top.k,
        value=t.decimal(top.stability, 2),
        null=t.decimal(top.null_stability, 2),
    )


def _only_tiny(found: Segmentation) -> bool:
    """Tell whether the cut and each segment come back, and the smallest is what speaks against them."""
    candidate = became(found)
    if candidate is not None and candidate.gain < USEFUL:
        return False  # the sentence above says that they hardly come back
    steady = all(s.jaccard is not None and s.jaccard >= DOUBTFUL for s in found.segments)
    return steady and min((s.share for s in found.segments), default=1.0) < SMALLEST_SHARE


def _unadvised(best: Candidate, used: int, kit: Kit) -> str:
    """Say how far from chance the cut is that comes nearest to being advised, and what it lacks."""
    t = kit.t
    figures = {
        "k": best.k,
        "value": t.decimal(best.stability, 2),
        "null": t.decimal(best.null_stability, 2),
    }
    if best.gain <= 0:
        return t(
            "The cut that comes nearest, into {k} groups, reaches {value} out of 1, no more than answers "
            "shuffled at random ({null}): these groups may be due to chance.",
            **figures,
        )
    if best.gain < USEFUL:
        return t(
            "The cut that leads chance most, into {k} groups, reaches {value} out of 1, and answers shuffled "
            "at random {null}: that is too near, these groups may be due to chance.",
            **figures,
        )
    return t(
        "The cut that leads chance most, into {k} groups, reaches {value} out of 1 (chance alone gives "
        "{null}), but {doubt}.",
        doubt=_doubt(best, used, kit),
        **figures,
    )


def _doubt(candidate: Candidate, used: int, kit: Kit) -> str:
    t = kit.t
    if candidate.min_share < SMALLEST_SHARE:
        return t("one of them holds less than {share} of the respondents", share=t.percent(SMALLEST_SHARE))
    if candidate.min_share * used < FEWEST:
        return t("one of them holds fewer than {n} respondents", n=FEWEST)
    return t("they rest on one or two questions only, or explain hardly more than chance would")
