"""What the axes of the map mean, told by the answers that stand at their ends."""

from dataclasses import dataclass

from persona_studio.domain.segments import Finding, Pole, Segmentation
from persona_studio.domain.variables import Kind, Level, Variable
from persona_studio.domain.waves import Wave
from persona_studio.services.drafting.facts import Fact
from persona_studio.services.drafting.meaning import language_of, topic
from persona_studio.services.drafting.poles import is_none, is_scale, pole_of
from persona_studio.services.drafting.sentences import LABEL, line_of
from persona_studio.services.drafting.voice import Voice
from persona_studio.services.drafting.words import capital
from persona_studio.texts import Texts, typography


@dataclass(frozen=True, slots=True)
class AxisTold:
    """The two ends of an axis in words, strongest first, and its share of inertia (0 to 1)."""

    low: tuple[str, ...]
    high: tuple[str, ...]
    inertia: float


def told(found: Segmentation, wave: Wave, texts: Texts) -> tuple[AxisTold, ...]:
    """Return the axes of a segmentation's map in words; an answer that is no more is not told."""
    variables = {v.id: v for v in wave.variables}
    language = language_of(wave) or texts.language
    axes = []
    for axis in found.map:
        low, high = (
            tuple(
                _said(pole, variables[pole.variable], texts, language)
                for pole in end
                if _known(pole, variables)
            )
            for end in (axis.low, axis.high)
        )
        axes.append(AxisTold(low, high, axis.inertia))
    return tuple(axes)


def _known(pole: Pole, variables: dict[str, Variable]) -> bool:
    variable = variables.get(pole.variable)
    return variable is not None and (pole.level is None or variable.level(pole.level) is not None)


def _said(pole: Pole, variable: Variable, texts: Texts, language: str) -> str:
    level = variable.level(pole.level) if pole.level is not None else None
    if level is not None and is_none(level):
        return _joined(variable, _of_none(pole, variable, texts), texts, language)
    if level is not None and variable.kind is Kind.MULTIPLE and not pole.high:
        return _joined(variable, texts("not {answer}", answer=level.label), texts, language)
    if language == texts.language:
        line = line_of(_fact(pole, variable, level), Voice(texts, None, language))
        if line is not None and line.quality >= LABEL:
            return line.text
    return _joined(variable, _answer(pole, variable, level, texts), texts, language)


def _of_none(pole: Pole, variable: Variable, texts: Texts) -> str:
    """Say "none", or its contrary without denying it: who did not tick "None" ticked something."""
    return (
        texts("at least one") if variable.kind is Kind.MULTIPLE and not pole.high else texts("none of them")
    )


def _fact(pole: Pole, variable: Variable, level: Level | None) -> Fact:
    """Return the pole as what sentences are made of; no figure of it is ever shown."""
    side, named = pole_of(variable, level) if level is not None else (None, "")
    over = level is not None or pole.high
    finding = Finding(
        variable=variable.id,
        level=pole.level,
        share=1.0 if over else 0.0,
        overall=0.5,
        ratio=2.0 if over else 0.0,
        effect=1.0 if over else -1.0,
        v=1.0 if over else -1.0,
        p_adjusted=1.0,
        count=0,
        base=0,
        low=0.0,
        high=1.0,
        active=True,
        shown=False,
    )
    levels = (level,) if level is not None else ()
    return Fact(topic(variable), finding, levels, over=over, typical=True, pole=side, named=named)


def _answer(pole: Pole, variable: Variable, level: Level | None, texts: Texts) -> str:
    """Return the answer in the window's language where that can be, else in the survey's words."""
    if level is None:
        return texts("above average") if pole.high else texts("below average")
    if is_scale(variable) and not any(c.isalpha() for c in level.label):
        return texts("high rating") if pole.high else texts("low rating")
    side = pole_of(variable, level)[0]
    if side is None or is_scale(variable):
        return level.label
    return texts("yes") if side else texts("no")


def _joined(variable: Variable, answer: str, texts: Texts, language: str) -> str:
    question = typography(topic(variable).question, language)  # in the language it was asked in
    if question.endswith("?"):
        return capital(f"{question} {capital(answer)}")
    return capital(texts("{topic}: {answer}", topic=question, answer=answer))
