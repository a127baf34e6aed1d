"""What came out, and why, in words that need no statistics."""

from collections.abc import Mapping

from persona_studio.domain.ids import Id
from persona_studio.domain.segments import Candidate, Segmentation, Verdict
from persona_studio.domain.strength import CLEAR, DOUBTFUL, SHIFTED, USEFUL
from persona_studio.domain.variables import Variable
from persona_studio.services.believed import (
    FEWEST,
    SMALLEST_SHARE,
    best_by_number,
    contradicted,
    least_by_method,
    methods_told,
    reserve,
)
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.kit import Kit
from persona_studio.ui.messages import split

DOMINANT = 0.6
"""A segment that holds more than this leaves little to tell the others from."""


def chosen(found: Segmentation) -> Candidate | None:
    """Return the candidate that became the segments, None when it was not tried or they were reshaped."""
    if found.shaped:
        return None
    return next((c for c in best_by_number(found) if c.k == len(found.segments)), None)


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
    candidate = chosen(found)
    sure = candidate is not None and candidate.gain >= CLEAR and found.verdict is not Verdict.NONE
    sure = sure and contradicted(found) is None and (least_by_method(found) or 0.0) >= SHIFTED
    if not sure or not found.segments or max(s.share for s in found.segments) > DOMINANT:
        return ""
    count = words.capital(words.spelled(len(found.segments), kit.t))
    return kit.t(
        "{count} stable groups among {people} respondents.", count=count, people=kit.t.integer(found.used)
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
    # What speaks most against the groups is read first, and nothing that reassures stands before it.
    said = " ".join(filter(None, (reserve(found, t), _believed(found, kit), methods_told(found, t))))
    share = max(segment.share for segment in found.segments)
    if share <= DOMINANT:
        return said
    return f"{said} {t('The largest group holds {share} of the respondents.', share=t.percent(share))}"


def _believed(found: Segmentation, kit: Kit) -> str:
    t, candidate = kit.t, chosen(found)
    groups = {
        "count": words.capital(words.spelled(len(found.segments), t)),
        "people": t.integer(found.used),
    }
    if candidate is None:
        return t("{count} groups among {people} respondents.", **groups)
    figures = {
        **groups,
        "value": t.decimal(candidate.stability, 2),
        "null": t.decimal(candidate.null_stability, 2),
    }
    if candidate.gain >= USEFUL and found.verdict is Verdict.NONE:
        return t(
            "{count} groups to take with care among {people} respondents: were the survey run again, "
            "most people would stay in the same group (stability {value} out of 1; chance alone gives "
            "{null}), but {doubt}.",
            doubt=_doubt(candidate, found.used, kit),
            **figures,
        )
    return _stable(found, candidate.gain, figures, t)


def _stable(found: Segmentation, gain: float, figures: Mapping[str, str], t: Texts) -> str:
    """Say what a gain in stability over chance promises."""
    if gain <= 0:
        return t(
            "{count} fragile groups among {people} respondents: were the survey run again, people would "
            "stay together no more than by chance (stability {value} out of 1; chance alone gives {null}).",
            **figures,
        )
    if gain < USEFUL:
        return t(
            "{count} fragile groups among {people} respondents: were the survey run again, people would "
            "stay together hardly more than by chance (stability {value} out of 1; chance alone gives "
            "{null}).",
            **figures,
        )
    if contradicted(found) is not None:
        return t(
            "{count} groups among {people} respondents: with the same choices, most people would stay in "
            "the same group were the survey run again (stability {value} out of 1; chance alone gives "
            "{null}).",
            **figures,
        )
    if gain < CLEAR:
        return t(
            "{count} useful groups with blurred edges among {people} respondents: were the survey run "
            "again, most people would stay in the same group (stability {value} out of 1; chance alone "
            "gives {null}).",
            **figures,
        )
    return t(
        "{count} clear groups among {people} respondents: were the survey run again, the same groups "
        "would come back (stability {value} out of 1; chance alone gives {null}).",
        **figures,
    )


def verdict(found: Segmentation, kit: Kit) -> tuple[str, str]:
    """Return the fact and the rest of a verdict that advises nothing.

    A high stability stands in the row of candidates: what it is not enough for is told of that candidate.
    """
    fact, rest = split(kit.t.code("verdict", found.reason))
    best = foremost(found)
    if found.reason == "asked_none" and _only_tiny(found):
        least = kit.t.percent(min(s.share for s in found.segments))
        told = kit.t(
            "The groups come back when respondents are drawn again, but one of them holds only {share} of "
            "the respondents.",
            share=least,
        )
        return fact, told
    if found.reason != "none" or best is None:
        return fact, rest
    return fact, f"{_unadvised(best, found.used, kit)} {kit.t('You may still choose a number above.')}"


def _only_tiny(found: Segmentation) -> bool:
    """Tell whether the cut and each segment come back, and the smallest is what speaks against them."""
    candidate = chosen(found)
    if candidate is not None and candidate.gain < USEFUL:
        return False  # the sentence above says that they hardly come back
    steady = all(s.jaccard is not None and s.jaccard >= DOUBTFUL for s in found.segments)
    return steady and min((s.share for s in found.segments), default=1.0) < SMALLEST_SHARE


def _unadvised(best: Candidate, used: int, kit: Kit) -> str:
    t = kit.t
    value, null = t.decimal(best.stability, 2), t.decimal(best.null_stability, 2)
    if best.gain < USEFUL:
        return t(
            "The best try, with {k} groups, reaches {value} out of 1, but answers shuffled at random reach "
            "{null} as well: these groups may be due to chance.",
            k=best.k,
            value=value,
            null=null,
        )
    return t(
        "The {k} groups are stable ({value} out of 1), but {doubt}.",
        k=best.k,
        value=value,
        doubt=_doubt(best, used, kit),
    )


def _doubt(candidate: Candidate, used: int, kit: Kit) -> str:
    t = kit.t
    if candidate.min_share < SMALLEST_SHARE:
        return t("one of them holds less than {share} of the respondents", share=t.percent(SMALLEST_SHARE))
    if candidate.min_share * used < FEWEST:
        return t("one of them holds fewer than {n} respondents", n=FEWEST)
    return t("they rest on one or two questions only, or explain hardly more than chance would")
