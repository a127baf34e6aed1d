"""What came out, and why, in words that need no statistics."""

from collections.abc import Mapping, Sequence

from persona_studio.domain.ids import Id
from persona_studio.domain.segments import Candidate, Segmentation, Sensitivity, Verdict
from persona_studio.domain.strength import CLEAR, DOUBTFUL, OTHER, USEFUL
from persona_studio.domain.variables import Variable
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.kit import Kit
from persona_studio.ui.messages import split
from persona_studio.ui.places.segments.candidates import best_by_number

SMALLEST_SHARE, FEWEST = 0.05, 30
"""Smaller segments are not advised (methods §4)."""
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
    sure = sure and contradicted(found) is None
    if not sure or not found.segments or max(s.share for s in found.segments) > DOMINANT:
        return ""
    count = words.capital(words.spelled(len(found.segments), kit.t))
    return kit.t(
        "{count} stable groups among {people} respondents.", count=count, people=kit.t.integer(found.used)
    )


def contradicted(found: Segmentation) -> Sensitivity | None:
    """Return the choice that, made otherwise, gives other groups: another method first, else the worst.

    Another number of segments is another cut by its nature, and contradicts nothing.
    """
    others = [s for s in found.sensitivities if s.code != "number" and s.agreement < OTHER]
    return min(others, key=lambda s: (s.code != "method", s.agreement), default=None)


def reserve(found: Segmentation, t: Texts) -> str:
    """Say that a choice made otherwise gives other groups, nothing when none does or none was tried."""
    worst = contradicted(found)
    if worst is None:
        return ""
    value = t.decimal(worst.agreement, 2)
    if worst.code == "method":
        return t("Another method gives other groups (agreement {value} out of 1).", value=value)
    return t("One choice made otherwise gives other groups ({value} out of 1): see Stability.", value=value)


def weighting(found: Segmentation, variables: Mapping[Id, Variable], t: Texts) -> str:
    """Say by which variable shares are weighted, nothing when everybody counts the same."""
    weight = variables.get(found.recipe.weight or "")
    return t("Shares are weighted by {name}.", name=t.quoted(words.shown_name(weight))) if weight else ""


def advice(found: Segmentation, t: Texts) -> str:
    """Say in a sentence why the number with the star is advised, nothing when none is."""
    tried = best_by_number(found)
    star = next((c for c in tried if c.k == found.recommended), None)
    if star is None:
        return ""
    above = [c for c in tried if c.stability > star.stability and c.k != star.k]
    return t("{k} segments are advised: {why}.", k=star.k, why=_because(star, above, found.used, t))


def _because(star: Candidate, above: Sequence[Candidate], used: int, t: Texts) -> str:
    """Return why a number is advised though others come back more often (``above``), the best of them."""
    if not above:
        return t("no other number is more stable")
    best = max(above, key=lambda c: (c.k > 2, c.stability))
    figures = {"k": best.k, "value": t.decimal(best.stability, 2)}
    if best.k == 2:
        return t(
            "two are more stable ({value}) but tell little; among the others these are the most stable",
            **figures,
        )
    if best.min_share < SMALLEST_SHARE or best.min_share * used < FEWEST:
        return t("{k} are more stable ({value}), but one of them is too small", **figures)
    if best.gain < star.gain:
        return t(
            "{k} are more stable ({value}), but chance alone already gives {null} to them and {own} to these",
            null=t.decimal(best.null_stability, 2),
            own=t.decimal(star.null_stability, 2),
            **figures,
        )
    if best.k > star.k:
        return t("{k} are hardly more stable ({value}), and fewer are easier to work with", **figures)
    if min(star.jaccard, default=0.0) >= DOUBTFUL:
        return t(
            "{k} are hardly more stable ({value}), and these say more: each one comes back",
            **figures,
        )
    return t("{k} are more stable ({value}), but their people are less alike", **figures)


def sentence(found: Segmentation, kit: Kit) -> str:
    """Say in a sentence or two what came out, and how far it can be believed."""
    t = kit.t
    if not found.segments:
        return t.plural("{n} respondent was read.", "{n} respondents were read.", found.used)
    said = " ".join(filter(None, (_believed(found, kit), reserve(found, t))))
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
            "most people would stay in the same group ({value} out of 1; {null} by chance), but {doubt}.",
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
            "stay together hardly more than by chance ({value} out of 1; {null} by chance).",
            **figures,
        )
    if gain < CLEAR:
        return t(
            "{count} useful groups with blurred edges among {people} respondents: were the survey run "
            "again, most people would stay in the same group ({value} out of 1; {null} by chance).",
            **figures,
        )
    if contradicted(found) is not None:
        return t(
            "{count} groups among {people} respondents: with the same choices, the same groups would come "
            "back were the survey run again ({value} out of 1; {null} by chance).",
            **figures,
        )
    return t(
        "{count} clear groups among {people} respondents: were the survey run again, the same groups "
        "would come back ({value} out of 1; {null} by chance).",
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
