"""How far segments can be believed, in words: for the Segments place, the annexe and a terminal alike.

Stability is the mean agreement of two cuts of people drawn at random; what answers shuffled at random reach
is told beside it, and is not taken off. The lead is the difference of the two.
"""

from collections.abc import Sequence

from persona_studio.domain.figures import FEWEST as FEWEST_TOLD
from persona_studio.domain.segments import Candidate, Segment, Segmentation, Sensitivity, Verdict
from persona_studio.domain.strength import CLOSE, DOUBTFUL, OTHER, SHIFTED, gained, steadiness
from persona_studio.domain.waves import Wave
from persona_studio.texts import Texts

SMALLEST_SHARE, FEWEST = 0.05, 30
"""Smaller segments are not advised (methods §4)."""


def best_by_number(found: Segmentation) -> list[Candidate]:
    """Return one candidate a number of segments: the first listed, which is the one that number would give.

    It does not depend on the number in use, so that the figures stay while the user compares.
    """
    first: dict[int, Candidate] = {}
    for candidate in found.candidates:
        first.setdefault(candidate.k, candidate)
    return [first[k] for k in sorted(first)]


def lead(candidate: Candidate) -> float:
    """Return what a cut gains over chance as the difference of the two figures that are printed.

    Rounded by itself it might not be what a reader finds who subtracts one from the other.
    """
    return round(round(candidate.stability, 2) - round(candidate.null_stability, 2), 2)


def too_small(candidate: Candidate, used: int) -> bool:
    """Tell whether the smallest segment would hold so few people that nothing may be told of it."""
    return candidate.min_share * used < FEWEST_TOLD - 0.5


def became(found: Segmentation) -> Candidate | None:
    """Return the candidate that became the segments, None when it was not tried or they were reshaped."""
    if found.shaped:
        return None
    return next((c for c in best_by_number(found) if c.k == len(found.segments)), None)


def judged(candidate: Candidate, found: Segmentation) -> str:
    """Return the word ``gained.<word>`` for a cut, which the header, its notice, the tab and the annexe say.

    It is that of its lead over chance, less what else is known: no word is better than the verdict on the
    survey, a tiny segment spoils the cut, and what one choice made otherwise contradicts is to be confirmed.
    """
    word = gained(candidate.gain)
    if word not in ("useful", "clear"):
        return word
    if candidate.k != found.recommended and _tiny(candidate, found.used):
        return "tiny"
    if found.verdict in (Verdict.NONE, Verdict.TOO_FEW):
        return "care"
    if contradicted(found) is not None:
        return "contested"
    return "useful" if found.verdict is Verdict.USEFUL else word


def held(segment: Segment, found: Segmentation) -> str:
    """Return the word ``steadiness.<word>`` for a segment: none is solid where chance makes the whole cut.

    The index of a segment has no chance taken off: answers shuffled at random reach high figures too.
    """
    word, cut = steadiness(segment.jaccard), became(found)
    lucky = cut is not None and judged(cut, found) in ("none", "hardly")
    return "chance" if lucky and word in ("stable", "very_stable") else word


def contradicted(found: Segmentation) -> Sensitivity | None:
    """Return the choice that, made otherwise, gives other groups: another method first, else the worst.

    Another number of segments is another cut by its nature, and contradicts nothing.
    """
    others = [s for s in found.sensitivities if s.code != "number" and s.agreement < OTHER]
    return min(others, key=lambda s: (s.code != "method", s.agreement), default=None)


def came_out(found: Segmentation, t: Texts) -> str:
    """Return what came out, as the annexe and a terminal print it: with what contradicts it, if anything."""
    now = became(found)
    if now is not None and judged(now, found) == "contested":
        return t("To be confirmed: a choice made otherwise forms other groups.")
    return t.code("verdict", found.reason)


def caveat(found: Segmentation, t: Texts) -> str:
    """Say which choice made otherwise gives other groups, as the end of a sentence; nothing if none does."""
    worst = contradicted(found)
    if worst is None:
        return ""
    if worst.code == "method":
        return t(
            "another method forms other groups, so these are one way of reading your survey among others"
        )
    return t("one choice made otherwise gives other groups (see Stability)")


def reserve(found: Segmentation, t: Texts) -> str:
    """Say :func:`caveat` as a sentence with its figure, for those who want the method."""
    worst = contradicted(found)
    if worst is None:
        return ""
    value = t.decimal(worst.agreement, 2)
    if worst.code == "method":
        return t(
            "Another method gives other groups (agreement {value}; 1 would be the same groups): these are "
            "one way among others, to be confirmed.",
            value=value,
        )
    return t(
        "One choice made otherwise gives other groups (agreement {value}; 1 would be the same groups): these "
        "are to be confirmed.",
        value=value,
    )


def methods_told(found: Segmentation, t: Texts) -> str:
    """Say how far other methods agree, or that none was tried; nothing where :func:`caveat` says it."""
    least = least_by_method(found)
    if least is None:
        return t("No other method has been tried on these groups yet: see Stability.")
    if least < OTHER:
        return ""
    if least < SHIFTED:
        return t("Another method moves part of the people from one group to another.")
    if least < CLOSE:
        return t("The other methods find about the same groups.")
    return t("The other methods find the same groups.")


def least_by_method(found: Segmentation) -> float | None:
    """Return the least agreement with another method, None when none was tried."""
    return min((s.agreement for s in found.sensitivities if s.code == "method"), default=None)


def silent(found: Segmentation | None, wave: Wave) -> int:
    """Return how many usable respondents of a wave are in no segment, having said nothing to form them."""
    known = found is not None and found.wave == wave.id and not found.stale and bool(found.segments)
    return max(0, wave.usable - found.used) if found is not None and known else 0


def silent_told(found: Segmentation, wave: Wave, t: Texts) -> str:
    """Say why fewer respondents are in segments than are usable; nothing when all are, or it is not known."""
    count = silent(found, wave)
    if not count:
        return ""
    figures = {"usable": t.integer(wave.usable), "used": t.integer(found.used)}
    return t(
        "{used} of the {usable} usable answers are in segments: {why}.",
        why=silent_reason(found, count, t),
        **figures,
    )


def silent_reason(found: Segmentation, count: int, t: Texts) -> str:
    """Say of how many respondents why they are in no segment."""
    if found.recipe.weight is None:
        return t("{n} without an answer to the active questions", n=t.integer(count))
    return t("{n} without an answer to the active questions, or without a weight", n=t.integer(count))


def advice(found: Segmentation, t: Texts) -> str:
    """Say in a sentence why the number with the star is advised, nothing when none is.

    Where its segments are in use and something contradicts them, the verdict on them has said already that
    they are advised, and that this is to be confirmed: what is left is why it is this number.
    """
    tried = best_by_number(found)
    star = next((c for c in tried if c.k == found.recommended), None)
    if star is None:
        return ""
    above = [c for c in tried if c.stability > star.stability and c.k != star.k]
    why = _because(star, above, found.used, t)
    if became(found) is star and judged(star, found) == "contested":
        return t("Why {k}: {why}.", k=star.k, why=why)
    return t("{k} segments are advised: {why}.", k=star.k, why=why)


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
    if _tiny(best, used):
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


def why_this_number(found: Segmentation, t: Texts) -> str:
    """Say in a sentence why the number advised is not that of the greatest lead; nothing when it is.

    The rule is that of :mod:`persona_studio.analysis.choose`: of the cuts that hold, how well each comes
    back, how tight its groups are, and what one more would explain; of people by degree, the fewest groups
    of those that lead about as much. Two are advised only where nothing finer holds.
    """
    tried = best_by_number(found)
    star = next((c for c in tried if c.k == found.recommended), None)
    above = [c for c in tried if star is not None and lead(c) > lead(star)]
    if star is None or not above:
        return ""
    two = t("Two segments are advised only where nothing finer holds.") if above[0].k == 2 else ""
    if found.reason.startswith("tree_cut"):
        return t("{k}: where the tree of groupings parts by its own rule.", k=star.k)
    if all(c.k == 2 for c in above):
        return two
    if found.reason == "useful_degrees":
        rest = t("Of leads about as great the fewest segments are advised, here {k}.", k=star.k)
    elif all(_tiny(c, found.used) for c in above if c.k > 2):
        rest = t("{k} rather than a greater lead with a segment of very few people.", k=star.k)
    else:
        rest = t(
            "Of those that hold, {k} is advised: its segments are tight, and one more would hardly say more.",
            k=star.k,
        )
    return " ".join(filter(None, (rest, two)))


def _tiny(candidate: Candidate, used: int) -> bool:
    return candidate.min_share < SMALLEST_SHARE or candidate.min_share * used < FEWEST
