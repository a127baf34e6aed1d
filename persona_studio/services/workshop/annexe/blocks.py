"""The four blocks of figures of the annexe: sample, variables, numbers of segments tried, steadiness."""

from collections.abc import Iterator, Sequence

from persona_studio.domain.segments import Segmentation
from persona_studio.domain.strength import DOUBTFUL
from persona_studio.domain.variables import Role, Variable
from persona_studio.domain.waves import Removal, Wave
from persona_studio.publish.layout.annexe.values import (
    Sample,
    Steadiness,
    Steady,
    Tally,
    Themed,
    Tries,
    Try,
    Variables,
)
from persona_studio.services.segments.believed import became, best_by_number, held, silent
from persona_studio.services.segments.golden_words import outdated
from persona_studio.services.survey.themes import Asked, by_theme
from persona_studio.services.workshop.annexe.subject import Subject, verdict
from persona_studio.texts import MINUS, Texts, typography

NOT_MEASURED = "\u2013"


def sample(subject: Subject) -> Sample | None:
    """Say who answered, who was left out and why, and how many count; None without a survey."""
    wave = subject.wave
    if wave is None:
        return None
    tallies = tuple(_tallies(subject, wave))
    alt = ", ".join(f"{each.label} {each.number}" for each in tallies)
    return Sample(tallies, " ".join(_sample_said(subject, wave)), alt)


def _tallies(subject: Subject, wave: Wave) -> Iterator[Tally]:
    t, found, read = subject.texts, subject.found, max(1, wave.respondents)
    yield Tally(t("Answers received"), t.integer(wave.respondents), 1.0, "read")
    count = found.used if found is not None else wave.usable
    if found is None or not found.stale:
        for removal in wave.quality.removals:
            if removal.applied and removal.count:
                yield _out(removal_name(removal.reason, t), removal.count, read, t)
        if found is not None and (out := silent(found, wave)):
            weighted = found.recipe.weight is not None
            label = t("No active answer, or no weight") if weighted else t("No active answer")
            yield _out(label, out, read, t)
    yield Tally(t("Answers analysed"), t.integer(count), count / read, "used")


def _out(label: str, count: int, read: int, t: Texts) -> Tally:
    """Count those left out, be they few: it tells of no answer, and who subtracts knows it anyway."""
    return Tally(label, f"{MINUS}{t.integer(count)}", count / read)


def removal_name(reason: Removal, t: Texts) -> str:
    """Name those who were left out for a reason."""
    return {
        Removal.DUPLICATE: t("Duplicates left out"),
        Removal.STRAIGHT_LINER: t("Straight-line answers"),
        Removal.SPEEDER: t("Answers given too fast"),
        Removal.UNFINISHED: t("Unfinished answers"),
        Removal.SCREENED: t("Not concerned (filter question)"),
    }[reason]


def _sample_said(subject: Subject, wave: Wave) -> Iterator[str]:
    t, found = subject.texts, subject.found
    if said := ", ".join(word for word in (wave.name, wave.date) if word):
        yield f"{typography(said, t.language)}."
    if wave.quality.restored or wave.quality.excluded:
        yield t("Some respondents were taken back or left out one by one.")
    elif sum(r.count for r in wave.quality.removals if r.applied) > wave.left_out:
        yield t("One respondent may be concerned for several reasons.")
    if found is not None:
        yield _weights(subject, wave, found)
    personal = [v for v in wave.variables if v.personal is not None]
    if personal and not any(v.stored and not v.pseudonymised for v in personal):
        yield t("Personal data found in the file was set aside and is not kept.")


def _weights(subject: Subject, wave: Wave, found: Segmentation) -> str:
    t = subject.texts
    weight = next((v for v in wave.variables if v.id == found.recipe.weight), None)
    if weight is None:
        return t("No weights: everybody counts the same.")
    return t(
        "Weighted by {name}: tests and margins count them as {n} people (Kish’s effective number).",
        name=t.quoted(subject.question(weight)),
        n=t.decimal(found.effective, 0),
    )


# -------------------------------------------------------------------- questions


def variables(subject: Subject) -> Variables | None:
    """Say which questions formed the segments and which only describe them; None without a survey."""
    wave, t = subject.wave, subject.texts
    if wave is None:
        return None
    active, illustrative = roles(subject)
    themes = themed(subject, active)
    aside = t("{active} active of {all}", active=len(active), all=len(wave.variables))
    return Variables(aside, themes, _described(subject, illustrative))


def themed(subject: Subject, questions: Sequence[Variable]) -> tuple[Themed, ...]:
    """Return questions by theme, in words."""
    return tuple(
        Themed(
            subject.texts.code("theme", theme.value),
            tuple(name for each in asked for name in _named(subject, each)),
        )
        for theme, asked in by_theme(questions).items()
    )


def roles(subject: Subject) -> tuple[list[Variable], list[Variable]]:
    """Return the active and the illustrative questions: of the segmentation, else of the wave."""
    if subject.found is not None:
        recipe = subject.found.recipe
        return (
            [subject.variables[i] for i in recipe.active if i in subject.variables],
            [subject.variables[i] for i in recipe.illustrative if i in subject.variables],
        )
    every = subject.variables.values()
    return [v for v in every if v.role is Role.ACTIVE], [v for v in every if v.role is Role.ILLUSTRATIVE]


def _named(subject: Subject, asked: Asked) -> list[str]:
    """Name a grid by its question; where it has none but its items, these."""
    if asked.block and any(variable.item for variable in asked.variables):
        return [subject.said(asked.block)]
    return [subject.question(variable) for variable in asked.variables]


def _described(subject: Subject, illustrative: list[Variable]) -> str:
    t = subject.texts
    if not illustrative:
        return t("No question was kept as illustrative: all that is known formed the segments.")
    names = [subject.question(variable) for variable in illustrative]
    if len(names) > 4:
        said = t.listed([*names[:3], t.plural("{n} other", "{n} others", len(names) - 3)])
    else:
        said = t.listed(names)
    one = "Illustrative: {names}. It describes the segments without forming them."
    many = "Illustrative: {names}. They describe the segments without forming them."
    return t.plural(one, many, len(names), names=said)


# -------------------------------------------------------------------- numbers of segments


def tries(subject: Subject) -> Tries | None:
    """Say which numbers of segments were tried, and what came out; None when none was."""
    found, t = subject.found, subject.texts
    if found is None or not found.candidates:
        return None
    now = became(found)
    made = tuple(
        Try(
            each.k,
            each.stability,
            each.null_stability,
            t.decimal(each.stability, 2),
            each is now,
            each.k == found.recommended,
        )
        for each in best_by_number(found)
    )
    said = [
        t(
            "{k} segments: {value}, by chance {null}",
            k=one.segments,
            value=one.figure,
            null=t.decimal(one.chance, 2),
        )
        for one in made
    ]
    return Tries(t("stability · line: chance"), made, verdict(found, t), "; ".join(said))


# -------------------------------------------------------------------- how sure each segment is


def steady(subject: Subject) -> Steadiness | None:
    """Say how well each segment comes back; None when there are no segments."""
    found, t = subject.found, subject.texts
    if found is None or not subject.segments:
        return None
    rows = []
    for segment in subject.segments:
        persona = subject.personas.get(segment.id)
        rest = f", {persona.title}" if persona is not None and persona.title else ""
        if segment.set_aside:
            rest = f" ({t('set aside')})"
        figure = NOT_MEASURED if segment.jaccard is None else t.decimal(segment.jaccard, 2)
        rows.append(
            Steady(
                subject.name(segment),
                rest,
                segment.jaccard,
                figure,
                subject.people(segment),
                subject.worn(segment),
            )
        )
    words = [t.code("steadiness", held(segment, found)) for segment in subject.segments]
    said = [f"{row.name} {row.figure}, {word}, {row.people}" for row, word in zip(rows, words, strict=True)]
    note = " ".join(_steady_said(subject, found))
    return Steadiness(t("stability · people"), tuple(rows), note, "; ".join(said))


def _steady_said(subject: Subject, found: Segmentation) -> Iterator[str]:
    t = subject.texts
    if any(segment.jaccard is not None for segment in subject.segments):
        yield t(
            "1: the segment finds all its people back when respondents are drawn again; from {limit} it "
            "is fairly solid.",
            limit=t.decimal(DOUBTFUL, 2),
        )
    if any(held(segment, found) == "chance" for segment in subject.segments):
        yield t("Here chance alone would nearly do as much.")
    if found.shaped:
        yield t("Shaped by hand: what was not measured again has no figure.")
    golden = found.golden
    if golden is not None and subject.wave is not None and not outdated(golden, found, subject.wave):
        yield t.plural(
            "{n} golden question finds the segment of {accuracy} of the respondents.",
            "{n} golden questions find the segment of {accuracy} of the respondents.",
            len(golden.questions),
            accuracy=t.percent(golden.accuracy.overall),
        )
