"""What the stability view says: rows of its tables and its sentences, from a segmentation."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from persona_studio.domain.colours import Wears
from persona_studio.domain.ids import Id
from persona_studio.domain.segments import Candidate, Flow, ResponseStyle, Segmentation, Sensitivity
from persona_studio.domain.strength import STYLE, agreed
from persona_studio.domain.variables import Variable
from persona_studio.domain.waves import Wave
from persona_studio.services.segments.believed import (
    became,
    best_by_number,
    held,
    judged,
    lead,
    silent,
    silent_reason,
)
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.kit import Kit
from persona_studio.ui.models.figures import Cell, Head
from persona_studio.ui.places.segments.cards import segment_name

TONES = {
    "dissolved": "bad",
    "doubtful": "warn",
    "stable": "text",
    "very_stable": "ok",
    "unmeasured": "text3",
    "chance": "warn",
    "none": "bad",
    "hardly": "warn",
    "tiny": "warn",
    "care": "warn",
    "contested": "warn",
    "useful": "text",
    "clear": "ok",
    "other": "bad",
    "shifted": "warn",
    "close": "text",
    "same": "ok",
}
"""Colour of a word; the word says the same."""
ABSENT, STAR = "–", "★"


def steadiness_heads(t: Texts) -> list[Head]:
    """Return the heads of the segments' table."""
    hint = t(
        "Share of its people found together again when respondents are drawn again (mean Jaccard index over "
        "bootstrap samples, Hennig 2007)."
    )
    return [
        Head(t("Segments")),
        Head(t("Share"), number=True),
        Head(t("Respondents"), number=True),
        Head(t("Solidity"), hint, number=True),
        Head(""),
    ]


def steadiness_rows(found: Segmentation, accents: Mapping[Id, Wears], kit: Kit) -> list[list[Cell]]:
    """Return a row for each segment: who is found again when people are drawn again.

    No segment is green where the cut that they make is not to be relied on.
    """
    t, rows, cut = kit.t, [], became(found)
    doubted = cut is not None and judged(cut, found) not in ("useful", "clear")
    for segment in found.segments:
        word, value = held(segment, found), segment.jaccard
        tone = "text" if doubted and TONES[word] == "ok" else TONES[word]
        told = ABSENT if value is None else t.decimal(value, 2)
        rows.append(
            [
                Cell(segment_name(segment, kit), accent=accents[segment.id], strong=True),
                Cell(t.percent(segment.share), number=True),
                Cell(t.integer(segment.size), number=True),
                Cell(told, number=True, bar=value, strong=True),
                Cell(t.code("steadiness", word), tone=tone),
            ]
        )
    return rows


def candidate_heads(t: Texts) -> list[Head]:
    """Return the heads of the table of what was tried."""
    return [
        Head(t("Method")),
        Head(t("Segments"), number=True),
        Head(
            t("Stability"),
            t(
                "How alike two cuts of people drawn at random are, 1 being the same (mean adjusted Rand "
                "index between bootstrap samples)."
            ),
            number=True,
        ),
        Head(t("By chance"), t("The same on answers shuffled column by column."), number=True),
        Head(t("Gain"), t("Stability less what chance gives."), number=True),
        Head(""),
        Head(t("Smallest segment"), t("Share of the smallest segment."), number=True),
        Head(
            t("Set apart"),
            t("How well segments stand apart: 1 entirely, 0 not at all (mean silhouette, Rousseeuw 1987)."),
            number=True,
        ),
        Head(
            t("Still unlike"),
            t(
                "How unlike people of one segment still are, against one segment fewer (inertia inside k "
                "segments over that inside k − 1)."
            ),
            number=True,
        ),
    ]


def candidate_rows(found: Segmentation, t: Texts, *, every: bool) -> list[list[Cell]]:
    """Return a row for each cut tried, the best method of each number only unless ``every``."""
    tried = sorted(found.candidates, key=lambda c: (c.k, -c.gain)) if every else best_by_number(found)
    return [_candidate(one, found, t) for one in tried]


def _candidate(one: Candidate, found: Segmentation, t: Texts) -> list[Cell]:
    word = judged(one, found)
    now = (one.method, one.k) == (found.method, len(found.segments)) and not found.shaped
    advised = (one.method, one.k) == (found.recommended_method, found.recommended)
    marks = [t("in use")] * now + [t("advised")] * advised
    name = words.capital(t.code("method", one.method.value))
    ratio = ABSENT if one.inertia_ratio is None else t.decimal(one.inertia_ratio, 2)
    return [
        Cell(name, strong=now, hint=", ".join(marks)),
        Cell(f"{STAR} {one.k}" if advised else t.integer(one.k), number=True, strong=now),
        Cell(t.decimal(one.stability, 2), number=True),
        Cell(t.decimal(one.null_stability, 2), number=True),
        Cell(t.decimal(lead(one), 2), number=True, bar=one.gain, strong=True),
        Cell(t.code("gained", word), tone=TONES[word]),
        Cell(t.percent(one.min_share), number=True),
        Cell(t.decimal(one.silhouette, 2), number=True),
        Cell(ratio, number=True),
    ]


def flow_heads(t: Texts) -> list[Head]:
    """Return the heads of the table of flows."""
    return [
        Head(t("From")),
        Head(t("To")),
        Head(t("Respondents"), number=True),
        Head(t("Share"), number=True),
    ]


def flow_rows(flows: Sequence[Flow], names: Mapping[tuple[int, int], str], t: Texts) -> list[list[Cell]]:
    """Return a row for each way people go, the widest of each segment first; shares are of the source."""
    ways = [
        (flow, source, target, people[target], sum(people))
        for flow in flows
        for source, people in enumerate(flow.people)
        for target in sorted(range(len(people)), key=lambda j: -people[j])
        if people[target]
    ]
    return [
        [
            Cell(_place(flow.coarse, source, names, t)),
            Cell(_place(flow.fine, target, names, t)),
            Cell(t.integer(people), number=True),
            Cell(t.percent(people / total), number=True, bar=people / total),
        ]
        for flow, source, target, people, total in ways
    ]


def _place(k: int, segment: int, names: Mapping[tuple[int, int], str], t: Texts) -> str:
    name = names.get((k, segment)) or t("Segment {number}", number=segment + 1)
    return t("{name} of {k}", name=name, k=k)


def flow_names(found: Segmentation, kit: Kit) -> dict[tuple[int, int], str]:
    """Return the names of the segments that flows go through, by number of segments and place."""
    if found.shaped:
        return {}
    k = len(found.segments)
    return {(k, s.number - 1): segment_name(s, kit) for s in found.segments}


def style_sentences(found: Segmentation, t: Texts) -> list[str]:
    """Say how much of the segments is the way people answer, whatever the question."""
    style = found.response_style
    if style.mean is None or style.spread is None or style.extreme is None:
        return [t("No scale is shared by six questions or more: there is nothing to correct.")]
    rest = t(
        "Segments explain {spread} of how much people vary their answers, and {extreme} of how often they "
        "choose the ends of the scale.",
        spread=t.percent(style.spread),
        extreme=t.percent(style.extreme),
    )
    return [*_mean_answers(style, style.mean, t), rest]


def _mean_answers(style: ResponseStyle, mean: float, t: Texts) -> list[str]:
    """Say what of people's mean answers lies between segments, and whether that was taken out."""
    after = t.percent(mean)
    if style.corrected and style.uncorrected_mean is not None:
        said = t(
            "Before correction, {before} of the differences between people’s mean answer lay between "
            "segments; {after} after. The way of answering was taken out.",
            before=t.percent(style.uncorrected_mean),
            after=after,
        )
    elif style.corrected:
        said = t(
            "The way of answering was taken out. {after} of the differences between people’s mean answer "
            "remain between segments.",
            after=after,
        )
    else:
        said = t(
            "{share} of the differences between people’s mean answer lie between segments. Answers were "
            "left as they are.",
            share=after,
        )
    if style.corrected or mean <= STYLE:
        return [said]
    return [said, t("Above {limit}, the way of answering may make the segments.", limit=t.percent(STYLE))]


def people_sentences(found: Segmentation, wave: Wave | None, t: Texts) -> list[str]:
    """Say how many people count, why others do not, and what weights leave."""
    if wave is None:
        return [t.plural("{n} respondent is used.", "{n} respondents are used.", found.used)]
    said = [t("{used} of {read} respondents used.", used=found.used, read=wave.respondents)]
    if not found.stale:
        said += _left_out(found, wave, t)
    weight = next((v for v in wave.variables if v.id == found.recipe.weight), None)
    if weight is None:
        said.append(t("No weights: everybody counts the same."))
    else:
        said.append(
            t(
                "Weighted by {name}: as weights are unequal, tests and margins count them as {n} people "
                "(Kish’s effective number).",
                name=t.quoted(words.shown_name(weight)),
                n=t.decimal(found.effective, 0),
            )
        )
    return said


def _left_out(found: Segmentation, wave: Wave, t: Texts) -> list[str]:
    said = []
    if wave.left_out:
        reasons = [
            f"{t.integer(r.count)} {words.removal(r.reason, r.count, t)}"
            for r in wave.quality.removals
            if r.applied and r.count
        ]
        said.append(t("Left out: {n} ({reasons}).", n=wave.left_out, reasons=", ".join(reasons)))
    count = silent(found, wave)
    if count:
        said.append(f"{silent_reason(found, count, t)}.")
    return said


def sensitivity_heads(t: Texts) -> list[Head]:
    """Return the heads of what would change the result."""
    hint = t(
        "How alike both sets of segments are: 1 the same, 0 no more than by chance (adjusted Rand index, "
        "Hubert and Arabie 1985)."
    )
    return [Head(t("Choice made otherwise")), Head(t("Likeness"), hint, number=True), Head("")]


def sensitivity_rows(
    sensitivities: Sequence[Sensitivity], variables: Mapping[Id, Variable], t: Texts
) -> list[list[Cell]]:
    """Return a row for each choice, what changes most first."""
    rows = []
    for one in sensitivities:
        word = agreed(one.agreement)
        rows.append(
            [
                Cell(otherwise(one, variables, t)),
                Cell(t.decimal(one.agreement, 2), number=True, bar=one.agreement, strong=True),
                Cell(t.code("agreed", word), tone=TONES[word]),
            ]
        )
    return rows


def otherwise(one: Sensitivity, variables: Mapping[Id, Variable], t: Texts) -> str:
    """Say which choice was made otherwise, in words of the window."""
    from persona_studio.services.segments.segmentations import choice_made_otherwise  # noqa: PLC0415 - with the tab

    questions = {i: words.shown_item(v) for i, v in variables.items()}
    params = tuple((key, _block(value) if key == "block" else value) for key, value in one.params)
    return choice_made_otherwise(replace(one, params=params), questions, t)


def _block(name: str) -> str:
    """Return a block that is called after its questions, "first … last", without their codes."""
    return " … ".join(words.shown_question(part) for part in name.split(" … "))
