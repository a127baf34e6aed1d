"""Ages: read from an answer ("25-34", "60 ans et plus") or found in numbers, and said in words."""

import re
from dataclasses import dataclass

from persona_studio.domain.segments import Segment
from persona_studio.domain.variables import Variable
from persona_studio.services.drafting.counting import Counter
from persona_studio.services.drafting.words import fold
from persona_studio.texts import Texts, typography

_OLDEST = 110
_TYPICAL = 0.6
_WIDTHS = (10, 15, 20)


@dataclass(frozen=True, slots=True)
class AgeRange:
    """Ages from ``low`` to ``high`` years, both included; None where there is no limit."""

    low: int | None
    high: int | None

    @property
    def middle(self) -> float:
        """An age that stands for the range."""
        if self.low is None:
            return max((self.high or 20) - 5.0, 15.0)
        return (self.low + self.high) / 2 if self.high is not None else self.low + 8.0

    def words(self, texts: Texts, feminine: bool | None, *, more_often: bool = False) -> str:
        """Return "Femme de 25 à 35 ans", "De 25 à 35 ans", or "Plus souvent de 25 à 35 ans"."""
        said = self._ages(texts)
        person = {True: texts("Woman"), False: texts("Man"), None: ""}[feminine]
        form = "{person} aged {ages}" if person else "More often aged {ages}" if more_often else "Aged {ages}"
        line = texts(form, person=person, ages=said) if person else texts(form, ages=said)
        return typography(line, texts.language)

    def _ages(self, texts: Texts) -> str:
        low, high = str(self.low), str(self.high)
        if self.low is None:
            return texts("under {age}", age=high)
        if self.high is None:
            return texts("{age} and over", age=low)
        return texts("{low} to {high}", low=low, high=high)


def read(answer: str) -> AgeRange | None:
    """Read an age range in an answer; None when there is none."""
    said = fold(answer).replace("–", "-")
    numbers = [int(n) for n in re.findall(r"\d+", said)]
    if not numbers or max(numbers) > _OLDEST or len(numbers) > 2:
        return None
    if len(numbers) == 2:
        cut = 1 if said.startswith(("(", "]")) else 0
        low, high = numbers[0] + cut, numbers[1]
        return AgeRange(low, high) if low <= high else None
    only = numbers[0]
    if re.search(r"\+|>|plus|over|older|more|above|and up", said) and not re.search(r"moins|less", said):
        return AgeRange(only, None)
    if re.search(r"<|moins|under|less|younger|below", said):
        return AgeRange(None, only)
    return None


def range_in(counter: Counter, variable: Variable, segment: Segment, year: int) -> AgeRange | None:
    """Return the shortest range of round ages that holds three fifths of a segment, or None."""
    if counter.median(variable, segment) is None:
        return None
    for width in _WIDTHS:
        tried = [
            (_share(counter, variable, segment, year, low, low + width), -low) for low in range(10, 90, 5)
        ]
        share, low = max(tried)
        if share >= _TYPICAL:
            return AgeRange(-low, -low + width)
    return None


def limits(counter: Counter, variable: Variable, year: int, ages: AgeRange) -> tuple[float, float]:
    """Return the limits of a range in the unit of the variable: ages, or years of birth."""
    low, high = float(ages.low or 0), float(ages.high or _OLDEST)
    if counter.mean(variable) > 1000:
        return year - high, year - low
    return low, high


def _share(counter: Counter, variable: Variable, segment: Segment, year: int, low: int, high: int) -> float:
    bottom, top = limits(counter, variable, year, AgeRange(low, high))
    return counter.count(segment, *counter.between(variable, bottom, top)).share


def age_of(counter: Counter, variable: Variable, segment: Segment, year: int) -> float | None:
    """Return the median age of a segment, from ages or years of birth."""
    median = counter.median(variable, segment)
    return None if median is None else year - median if median > 1000 else median
