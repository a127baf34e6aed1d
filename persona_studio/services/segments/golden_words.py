"""Golden questions in words: the questionnaire, and the path that explains it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor

from persona_studio.domain.golden import Golden, GoldenQuestion, Turn
from persona_studio.domain.golden_form import Form, FormAnswer, FormQuestion
from persona_studio.domain.ids import Id
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segment, Segmentation
from persona_studio.domain.variables import Kind, Variable
from persona_studio.domain.waves import Wave
from persona_studio.services.drafting.words import clean
from persona_studio.texts import Texts, typography

_SHORT = 4
"""Words up to which a question may stand inside a sentence as it is."""


def outdated(golden: Golden, found: Segmentation, wave: Wave) -> bool:
    """Tell whether segments or questions have changed so that the points no longer speak of them."""
    if golden.segments != tuple(segment.id for segment in found.segments):
        return True
    variables = {v.id: v for v in wave.variables}
    return not all(_known(question, variables.get(question.variable)) for question in golden.questions)


def _known(question: GoldenQuestion, variable: Variable | None) -> bool:
    if variable is None:
        return False
    if question.cuts:
        return variable.kind is Kind.NUMERIC
    multiple = variable.kind is Kind.MULTIPLE
    codes = {level.code for level in variable.levels}
    return multiple is bool(question.base) and codes == {answer.code for answer in question.answers}


def segment_name(segment: Segment, texts: Texts) -> str:
    """Return the name of a segment, or its number."""
    return segment.name or texts("Segment {number}", number=segment.number)


def question_text(variable: Variable, texts: Texts) -> str:
    """Return a question as people read it; an item of a grid comes after its question."""
    label = variable.label or variable.name
    if variable.item:
        stem = clean(variable.block).rstrip(" :")
        label = f"{stem}{' ' if stem.endswith(('?', '.', '…')) else ' : '}{clean(variable.item)}"
    return typography(clean(label), texts.language)


def added(golden: Golden) -> tuple[int, ...]:
    """Return what each question adds to those before it, in points of a hundred.

    With what guessing finds they make up the accuracy: each question's part is measured with the questions
    as they are, the accuracy by choosing them anew for people nobody had seen: the parts are brought to it.
    """
    total = round(100 * golden.accuracy.overall) - round(100 * golden.chance)
    whole = sum(question.gain for question in golden.questions)
    if whole <= 0:
        return tuple(round(100 * question.gain) for question in golden.questions)
    exact = [question.gain * total / whole for question in golden.questions]
    points = [floor(part) for part in exact]
    nearest = sorted(range(len(exact)), key=lambda i: (points[i] - exact[i], i))
    for place in nearest[: total - sum(points)]:
        points[place] += 1
    return tuple(points)


def form_of(project: Project, found: Segmentation, wave: Wave, golden: Golden, texts: Texts) -> Form:
    """Return the questionnaire of golden questions that are not outdated."""
    accents = {p.segment: p.worn for p in project.personas if p.segment is not None}
    source = [project.name] if wave.name in ("", project.name) else [project.name, wave.name]
    return Form(
        title=project.name,
        questions=tuple(_question(q, wave.variable(q.variable), texts) for q in golden.questions),
        segments=tuple(segment_name(segment, texts) for segment in found.segments),
        accents=tuple(project.brand.wears(s.wears(accents.get(s.id))) for s in found.segments),
        start=golden.start,
        margin=golden.margin,
        accuracy=golden.accuracy.overall,
        decided=golden.accuracy.decided,
        undecided=golden.accuracy.undecided,
        people=golden.people,
        source=", ".join(word for word in (*source, wave.date) if word),
    )


def _question(asked: GoldenQuestion, variable: Variable, texts: Texts) -> FormQuestion:
    points = {answer.code: answer.points for answer in asked.answers}
    if asked.cuts:
        named = [
            (code, text, "") for code, text in enumerate(class_texts(asked.cuts, texts, whole=asked.whole))
        ]
    else:
        named = [(level.code, level.label, level.value) for level in variable.levels]
    return FormQuestion(
        variable=asked.variable,
        text=question_text(variable, texts),
        item=typography(clean(variable.item), texts.language),
        answers=tuple(FormAnswer(c, text, value, points[c]) for c, text, value in _apart(named)),
        cuts=asked.cuts,
        whole=asked.whole,
        base=asked.base,
        ordered=variable.kind is Kind.ORDINAL,
    )


def _apart(named: Sequence[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """Tell answers that are written alike apart by numbers: whoever ticks one must be able to."""
    seen: dict[str, int] = {}
    told = []
    for code, text, value in named:
        shown = text.strip() or value.strip() or str(code + 1)
        count = seen[shown.casefold()] = seen.get(shown.casefold(), 0) + 1
        told.append((code, shown if count == 1 else f"{shown} ({count})", value))
    return told


def class_texts(cuts: Sequence[float], texts: Texts, *, whole: bool) -> list[str]:
    """Return the classes of a number in words: "28 to 36" where all numbers are whole."""
    return [
        class_text(low, high, texts, whole=whole and all(cut == int(cut) for cut in cuts))
        for low, high in pairwise((None, *cuts, None))
    ]


def class_text(low: float | None, high: float | None, texts: Texts, *, whole: bool) -> str:
    """Return one class in words, from ``low`` to below ``high``; None is no limit."""
    if high is None:
        return texts("{low} or more", low=_number(low or 0.0, texts))
    if low is None and whole:
        return texts("{high} or less", high=_number(high - 1, texts))
    if low is None:
        return texts("less than {high}", high=_number(high, texts))
    if not whole:
        return texts("{low} to less than {high}", low=_number(low, texts), high=_number(high, texts))
    if high - low == 1:
        return _number(low, texts)
    return texts("from {low} to {high}", low=_number(low, texts), high=_number(high - 1, texts))


def _number(number: float, texts: Texts) -> str:
    return texts.decimal(number, _decimals(number))


def _decimals(number: float) -> int:
    return next((digits for digits in range(9) if round(number, digits) == number), 9)


# -------------------------------------------------------------------- the path in words


@dataclass(frozen=True, slots=True)
class Branch:
    """One end of the path: its conditions in words, and where they lead (place of the segment, share)."""

    conditions: tuple[str, ...]
    segment: int
    share: float
    count: int


def branches(path: Sequence[Turn], form: Form, texts: Texts) -> tuple[Branch, ...]:
    """Return the ends of a path in words, the way of "yes" first."""
    questions = {question.variable: question for question in form.questions}
    if not path:
        return ()
    return tuple(
        Branch(tuple(_said(questions[key], codes, texts) for key, codes in allowed.items()), turn.segment,
               turn.share, turn.count)
        for turn, allowed in _ends(path, 0, {}, questions)
    )  # fmt: skip


_Allowed = dict[Id, frozenset[int]]


def _ends(
    path: Sequence[Turn], place: int, allowed: _Allowed, questions: Mapping[Id, FormQuestion]
) -> Iterator[tuple[Turn, _Allowed]]:
    """Yield the ends of a path, each with the answers that lead there."""
    turn = path[place]
    if not turn.answers:
        yield turn, allowed
        return
    given = frozenset(turn.answers)
    if questions[turn.question].multiple:
        # Options are chosen or not one by one: counted from 1, minus stands for one that is not chosen.
        still = allowed.get(turn.question, frozenset())
        yes, no = still | {1 + min(given)}, still | {-1 - min(given)}
    else:
        still = allowed.get(turn.question, frozenset(a.code for a in questions[turn.question].answers))
        yes, no = still & given, still - given
    yield from _ends(path, turn.yes, {**allowed, turn.question: yes}, questions)
    yield from _ends(path, turn.no, {**allowed, turn.question: no}, questions)


def _said(question: FormQuestion, codes: frozenset[int], texts: Texts) -> str:
    """Return one condition in words."""
    shown = {a.code: texts.quoted(typography(a.text, texts.language)) for a in question.answers}
    if question.multiple:
        chosen_first = sorted(codes, key=lambda code: (code < 0, abs(code)))
        said = [shown[c - 1] if c > 0 else texts("not {answer}", answer=shown[-1 - c]) for c in chosen_first]
        return _asked(question.item or question.text, texts.listed(said), texts)
    places = [place for place, answer in enumerate(question.answers) if answer.code in codes]
    if question.numeric and places:
        edges = (None, *question.cuts, None)
        whole = question.whole and all(cut == int(cut) for cut in question.cuts)
        said_class = class_text(edges[places[0]], edges[places[-1] + 1], texts, whole=whole)
        return _asked(question.item or question.text, said_class, texts)
    if question.ordered and len(places) > 1:
        return _asked(
            question.item or question.text,
            _range([shown[a.code] for a in question.answers], places, texts),
            texts,
        )
    given_ = [text for code, text in shown.items() if code in codes]
    others = [text for code, text in shown.items() if code not in codes]
    if len(others) < len(given_):
        return _asked(
            question.item or question.text,
            texts("not {answer}", answer=texts.listed(others, style="or")),
            texts,
        )
    return _asked(question.item or question.text, texts.listed(given_, style="or"), texts)


def _range(shown: Sequence[str], places: Sequence[int], texts: Texts) -> str:
    """Return answers of a scale that follow each other: at least, at most, or from one to another."""
    first, last = shown[places[0]], shown[places[-1]]
    if places[-1] == len(shown) - 1:
        return texts("at least {answer}", answer=first)
    if places[0] == 0:
        return texts("at most {answer}", answer=last)
    return texts("from {low} to {high}", low=first, high=last)


def _asked(question: str, answer: str, texts: Texts) -> str:
    if question.endswith("?"):
        return texts("{answer} to {question}", answer=answer, question=texts.quoted(question))
    if len(question.split()) > _SHORT:
        return texts("{question}: {answer}", question=texts.quoted(question), answer=answer)
    # In the middle of a sentence; a word in capitals stays one.
    begun = question[:1].lower() + question[1:] if question[1:2].islower() else question
    return texts("{question}: {answer}", question=begun, answer=answer)


def branch_said(branch: Branch, form: Form, texts: Texts) -> str:
    """Return an end of the path as a sentence: "If ... and ...: rather Experts (82 %)"."""
    figures = {"segment": form.segments[branch.segment], "share": texts.percent(branch.share)}
    if not branch.conditions:
        return texts("Rather {segment} ({share})", **figures)
    said = texts.listed(branch.conditions)
    return texts("If {conditions}: rather {segment} ({share})", conditions=said, **figures)
