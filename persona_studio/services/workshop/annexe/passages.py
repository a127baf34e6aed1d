"""What the annexe says in words: how the number was chosen, way of answering, margins, golden questions."""

from collections.abc import Iterator, Sequence

from persona_studio.domain.figures import FEWEST
from persona_studio.domain.personas import Persona, Provenance
from persona_studio.domain.segments import Finding, Segment, Segmentation
from persona_studio.domain.strength import CLEAR, STYLE, USEFUL, agreed
from persona_studio.domain.waves import Wave
from persona_studio.publish.layout.annexe.values import Passage
from persona_studio.services.segments.believed import (
    best_by_number,
    judged,
    lead,
    least_by_method,
    methods_told,
    reserve,
    why_this_number,
)
from persona_studio.services.segments.golden_words import added, outdated
from persona_studio.services.segments.profiling import Row
from persona_studio.services.segments.segmentations import choice_made_otherwise
from persona_studio.services.workshop.annexe.blocks import roles, themed
from persona_studio.services.workshop.annexe.heat import label
from persona_studio.services.workshop.annexe.subject import Subject, verdict

_MOST_CHOICES, _MOST_SHAPED = 5, 6
_NEARLY_ALL = 0.9
_GAP, _BASE, _V = 5, 30, 1.96
"""From which a gap is told (methods §5): points, respondents, test value."""


def passages(subject: Subject, rows: Sequence[Row]) -> tuple[Passage, ...]:
    """Return the passages of a project, in the order in which they are read."""
    found, wave = subject.found, subject.wave
    if wave is None:
        return tuple(_without_survey(subject))
    if found is None:
        return (_not_segmented(subject),)
    made = [_how_chosen(subject, found), _style(subject, found)]
    if subject.segments:
        made += [_margins(subject, rows), _golden(subject, found, wave)]
    made += [_shaped(subject, found), _otherwise(subject, found), _reading(subject), _questions(subject)]
    return tuple(each for each in made if each is not None)


# -------------------------------------------------------------------- how the number was chosen


def _how_chosen(subject: Subject, found: Segmentation) -> Passage | None:
    t = subject.texts
    if not found.candidates:
        return Passage("star", t("How the number was chosen"), (verdict(found, t),))
    said = t(
        "Each cut is made again on respondents drawn at random: stability is 1 when the same people stay "
        "together. What answers shuffled at random reach is taken off. The lead that is left tells what a "
        "cut is worth at best: from {useful} a useful one, from {clear} clear segments.",
        useful=t.decimal(USEFUL, 2),
        clear=t.decimal(CLEAR, 2),
    )
    pairs = []
    for each in best_by_number(found):
        value = t(
            "{value} − {null} = {gain}, {word}",
            value=t.decimal(each.stability, 2),
            null=t.decimal(each.null_stability, 2),
            gain=t.decimal(lead(each), 2),
            word=t.code("gained", judged(each, found)),
        )
        if each.k == found.recommended:
            value = f"{value}, {t('advised')}"
        pairs.append((t("{k} segments", k=each.k), value))
    tried = least_by_method(found) is not None
    others = reserve(found, t) or methods_told(found, t) if tried else ""
    paragraphs = tuple(filter(None, (said, " ".join(filter(None, (others, why_this_number(found, t)))))))
    return Passage("star", t("How the number was chosen"), paragraphs, tuple(pairs))


# -------------------------------------------------------------------- way of answering


def _style(subject: Subject, found: Segmentation) -> Passage:
    t = subject.texts
    return Passage("sliders-horizontal", t("Way of answering"), (" ".join(_style_said(subject, found)),))


def _style_said(subject: Subject, found: Segmentation) -> Iterator[str]:
    """Say it as the Segments place does, sentence for sentence."""
    t, style = subject.texts, found.response_style
    yield t("Some people answer high or low whatever the question; that alone must not make segments.")
    if style.mean is None or style.spread is None or style.extreme is None:
        yield t("No scale is shared by six questions or more: there is nothing to correct.")
        return
    after = t.percent(style.mean)
    if style.corrected and style.uncorrected_mean is not None:
        yield t(
            "Before correction, {before} of the differences between people’s mean answer lay between "
            "segments; {after} after. The way of answering was taken out.",
            before=t.percent(style.uncorrected_mean),
            after=after,
        )
    elif style.corrected:
        yield t(
            "The way of answering was taken out. {after} of the differences between people’s mean answer "
            "remain between segments.",
            after=after,
        )
    else:
        yield t(
            "{share} of the differences between people’s mean answer lie between segments. Answers were "
            "left as they are.",
            share=after,
        )
        if style.mean > STYLE:
            yield t("Above {limit}, the way of answering may make the segments.", limit=t.percent(STYLE))
    yield t(
        "Segments explain {spread} of how much people vary their answers, and {extreme} of how often they "
        "choose the ends of the scale.",
        spread=t.percent(style.spread),
        extreme=t.percent(style.extreme),
    )


# -------------------------------------------------------------------- margins


def _margins(subject: Subject, rows: Sequence[Row]) -> Passage:
    t = subject.texts
    rule = t(
        "A gap is told when chance hardly explains it (test value above {v}, corrected for the number of "
        "tests), when it is of {points} points or a clear effect, and rests on {base} respondents or more.",
        v=t.decimal(_V, 2),
        points=_GAP,
        base=_BASE,
    )
    example = _example(subject, rows)
    width = t(
        "Beside each: its widest margin on questions that nearly all answered; it is wider where fewer did."
    )
    said = tuple(filter(None, (rule, width, example)))
    pairs = tuple((subject.name(segment), _margin(subject, segment)) for segment in subject.segments)
    return Passage("ruler", t("Margins: how to read a gap"), said, pairs)


def _margin(subject: Subject, segment: Segment) -> str:
    """Say how far the shares of a segment may be off: half of the widest 95 % interval of its findings.

    Questions that only some were asked would make a large segment look less sure than a small one: where
    nearly all answered some, only these count.
    """
    t = subject.texts
    if segment.size < FEWEST:
        return subject.people(segment)
    findings = [f for f in segment.findings if f.level is not None and f.base >= FEWEST]
    widely = [f for f in findings if f.base >= _NEARLY_ALL * segment.size]
    halves = [(f.high - f.low) / 2 for f in widely or findings]
    said = t(
        "{share} of respondents, {people}", share=t.percent(segment.share), people=subject.people(segment)
    )
    if not halves:
        return said
    return f"{said}, {t('{points} at most', points=t.points(max(halves)))}"


def _example(subject: Subject, rows: Sequence[Row]) -> str:
    t = subject.texts
    for row in rows:
        for segment, cell in zip(subject.segments, row.cells, strict=True):
            finding = cell.finding if cell is not None else None
            if finding is not None and finding.level is not None and _printable(finding):
                return t(
                    "Example: “{answer}”, {share} in {name}; the true share lies between {low} and {high} "
                    "(95%). {verdict}",
                    answer=label(subject, row),
                    share=t.percent(finding.share),
                    name=subject.name(segment),
                    low=t.percent(finding.low),
                    high=t.percent(finding.high),
                    verdict=_solid(subject, finding),
                )
    return ""


def _printable(finding: Finding) -> bool:
    return finding.shown and finding.count >= FEWEST and finding.base >= FEWEST and finding.v > 0


def _solid(subject: Subject, finding: Finding) -> str:
    t, overall = subject.texts, subject.texts.percent(finding.overall)
    if finding.low <= finding.overall <= finding.high:
        return t("Everybody’s {overall} lies within: a fragile gap.", overall=overall)
    return t("Everybody’s {overall} lies outside: a solid gap.", overall=overall)


# -------------------------------------------------------------------- golden questions


def _golden(subject: Subject, found: Segmentation, wave: Wave) -> Passage | None:
    t, golden = subject.texts, found.golden
    if golden is None or outdated(golden, found, wave):
        return None
    said = t.plural(
        "{n} question is enough to find the segment of {accuracy} of people it was not fitted on.",
        "{n} questions are enough to find the segment of {accuracy} of people they were not fitted on.",
        len(golden.questions),
        accuracy=t.percent(golden.accuracy.overall),
    )
    rest = t(
        "Guessing would find {chance}. {undecided} stay undecided.",
        chance=t.percent(golden.chance),
        undecided=t.percent(golden.accuracy.undecided),
    )
    pairs = tuple(
        (
            t.plural("{place}. + {n} point", "{place}. + {n} points", points, place=place),
            _asked(subject, q.variable),
        )
        for place, (q, points) in enumerate(zip(golden.questions, added(golden), strict=True), start=1)
    )
    return Passage("list-checks", t("Golden questions"), (f"{said} {rest}",), pairs)


def _asked(subject: Subject, variable: str) -> str:
    known = subject.variables.get(variable)
    return subject.question(known) if known is not None else ""


# -------------------------------------------------------------------- what was done, what would change


def _shaped(subject: Subject, found: Segmentation) -> Passage | None:
    if not found.shaped:
        return None
    t = subject.texts
    said = []
    for one in found.shaped[:_MOST_SHAPED]:
        names = t.listed([name or t("unnamed") for name in one.names])
        said.append(
            t("Merged: {names}", names=names) if one.verb == "merge" else t("Split: {names}", names=names)
        )
    if len(found.shaped) > _MOST_SHAPED:
        said.append(t.plural("{n} other", "{n} others", len(found.shaped) - _MOST_SHAPED))
    return Passage("combine", t("Shaped by hand"), tuple(f"{each}." for each in said))


def _otherwise(subject: Subject, found: Segmentation) -> Passage | None:
    if all(each.code == "method" for each in found.sensitivities):
        return None  # how far other methods agree is said with the number of segments
    t = subject.texts
    questions = {i: subject.question(variable) for i, variable in subject.variables.items()}
    said = t("Each choice is made otherwise, one at a time: does everybody stay with the same people?")
    known = [
        each for each in found.sensitivities if dict(each.params).get("variable", "") in {"", *questions}
    ]
    pairs = tuple(
        (
            f"{t.decimal(each.agreement, 2)}, {t.code('agreed', agreed(each.agreement))}",
            choice_made_otherwise(each, questions, t),
        )
        for each in known[:_MOST_CHOICES]
    )
    return Passage("git-compare-arrows", t("What would change the result"), (said,), pairs)


def _questions(subject: Subject) -> Passage | None:
    """Name all questions: the first page has room for a few of each theme."""
    t = subject.texts
    active, illustrative = roles(subject)
    pairs = [(each.theme, " · ".join(each.questions)) for each in themed(subject, active)]
    if illustrative:
        names = [name for each in themed(subject, illustrative) for name in each.questions]
        pairs.append((t.code("theme", "illustrative"), " · ".join(names)))
    return Passage("list-filter", t("Questions, by theme"), (), tuple(pairs)) if pairs else None


def _reading(subject: Subject) -> Passage:
    t = subject.texts
    said = []
    if subject.segments:
        said = [
            t(
                "Profile: blue, the answer is more frequent in the segment than among everybody; amber, "
                "rarer. Grey: no gap. “<” stands for an answer of fewer than {n} respondents; a dashed cell, "
                "for fewer than {n} who were asked.",
                n=FEWEST,
            ),
            t(
                "Active questions formed the segments: their gaps are expected. Illustrative ones did not: "
                "their gaps are the honest evidence."
            ),
        ]
    said.append(
        t("On the sheets, each line carries the mark of its source: survey data, verbatim or hypothesis.")
    )
    return Passage("book-open", t("How to read"), tuple(said))


# -------------------------------------------------------------------- without segments, without survey


def _not_segmented(subject: Subject) -> Passage:
    t = subject.texts
    said = t("The survey is in the project, but no segments were formed from it.")
    return Passage("info", t("No segments"), (said, *_origins_said(subject)), tuple(_origins(subject)))


def _without_survey(subject: Subject) -> Iterator[Passage]:
    t = subject.texts
    said = t(
        "No sample, no segment, no margin can be told, and no figure made again. Lines marked as data keep "
        "the evidence they came with; hypotheses are to be checked with real people."
    )
    yield Passage("info", t("No survey"), (said,))
    if subject.project.personas:
        said = t("What each persona rests on, line by line, as marked on its sheet:")
        yield Passage("list-checks", t("Marks of the sheets"), (said,), tuple(_origins(subject)))
    yield _reading(subject)


def _origins_said(subject: Subject) -> Iterator[str]:
    if subject.project.personas:
        yield subject.texts("What each persona rests on, line by line, as marked on its sheet:")


def _origins(subject: Subject) -> Iterator[tuple[str, str]]:
    for persona in subject.project.personas:
        yield persona.name or subject.texts("unnamed"), _marks(subject, persona)


def _marks(subject: Subject, persona: Persona) -> str:
    t = subject.texts
    counts = {kind: sum(a.provenance is kind for a in persona.attributes) for kind in Provenance}
    said = [
        t.plural("{n} line of data", "{n} lines of data", counts[Provenance.DATA]),
        t.plural("{n} verbatim", "{n} verbatims", counts[Provenance.VERBATIM]),
        t.plural("{n} hypothesis", "{n} hypotheses", counts[Provenance.HYPOTHESIS]),
    ]
    return ", ".join(said)
