"""What an examination found, in words."""

import re
from itertools import takewhile

from persona_studio.domain.examination import Alike, Case, Constant, Copy, Fast, Few, Flat, Total, Written
from persona_studio.domain.variables import Personal, Variable
from persona_studio.domain.waves import Removal, Wave
from persona_studio.services.survey.examining import line_of
from persona_studio.texts import Texts
from persona_studio.ui import words

SHOWN_ITEMS = 4
_PIECES = re.compile(r"\w+|\W+")
_ENDS = " -–—:.,[(/_|"
HOUR = 3600


def respondent(wave: Wave, row: int, t: Texts) -> str:
    """Name a respondent by the line of the file, which is all that is ever told of them."""
    line = line_of(wave, row)
    return t("Respondent {n}", n=row + 1) if line is None else t("Line {n}", n=line)


def why(case: Case, reason: Removal, wave: Wave, t: Texts) -> str:
    """Say why a respondent is concerned."""
    match case.why:
        case Copy(of=row) if row is not None:
            line = line_of(wave, row)
            if line is None:
                return t("same answers as respondent {n}", n=row + 1)
            return t("same answers as line {n}", n=line)
        case Copy():
            return t("same answers as an earlier respondent")
        case Flat() as flat:
            return _flat(flat, t)
        case Fast() as fast:
            taken, usual = (duration(time, fast.unit, t) for time in (fast.time, fast.median))
            return t("{time}, less than a third of the median time ({median})", time=taken, median=usual)
        case Few() as few if few.still:
            return t.plural(
                "{n} answer out of {asked}", "{n} answers out of {asked}", few.answered, asked=few.asked
            )
        case Few() as few:
            return t.plural(
                "by the roles at import; by those of today, {n} answer out of {asked}",
                "by the roles at import; by those of today, {n} answers out of {asked}",
                few.answered,
                asked=few.asked,
            )
    return words.removal(reason, 1, t)


def _flat(flat: Flat, t: Texts) -> str:
    """Say over how much of a grid a straight line runs."""
    answer, grid = t.quoted(flat.answer), t.quoted(grid_name(flat.block))
    if flat.count == flat.of:
        return t("{answer} to all {n} questions of {grid}", answer=answer, n=flat.count, grid=grid)
    return t(
        "{answer} to {n} questions in a row, of the {of} of {grid}",
        answer=answer,
        n=flat.count,
        of=flat.of,
        grid=grid,
    )


def grid_name(block: str) -> str:
    """Return the words that the first and the last item of a grid begin with, when there are some: Q5."""
    first, _, last = block.partition(" … ")
    pairs = zip(_PIECES.findall(first), _PIECES.findall(last), strict=False)
    shared = "".join(piece for piece, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return shared.strip(_ENDS) or block.strip(_ENDS) or block


def duration(time: float, unit: str, t: Texts) -> str:
    """Write a time as people do: 45 s, 4 min 10 s, 2 h 5 min; a plain number when its unit is not known."""
    if unit != "s":
        return words.number(time, t)
    seconds = round(time)
    if seconds < 60:
        return t("{n} s", n=seconds)
    if seconds < HOUR:
        minutes, rest = divmod(seconds, 60)
        return t("{m} min {s} s", m=minutes, s=rest) if rest else t("{m} min", m=minutes)
    hours, rest = divmod(round(seconds / 60), 60)
    return t("{h} h {m} min", h=hours, m=rest) if rest else t("{h} h", h=hours)


def constant(found: Constant, t: Texts) -> str:
    """Say what everybody answered."""
    if not found.answer:
        return t.plural(
            "the same answer from {n} respondent", "the same answer from {n} respondents", found.count
        )
    return t.plural(
        "{answer} from {n} respondent", "{answer} from all {n} respondents", found.count,
        answer=t.quoted(found.answer),
    )  # fmt: skip


def alike(found: Alike, other: Variable, t: Texts) -> str:
    """Say which question says the same, and how nearly."""
    value = t.decimal(found.value, 2)
    name = t.quoted(words.shown_name(other))
    if found.measure == "r":
        return t("says nearly the same as {name} (correlation {value})", name=name, value=value)
    return t("says nearly the same as {name} (Cramér’s V {value})", name=name, value=value)


def total(found: Total, by_id: dict[str, Variable], t: Texts) -> str:
    """Say of which questions it is the sum."""
    names = [t.quoted(words.shown_name(by_id[item])) for item in found.items if item in by_id]
    if len(names) <= SHOWN_ITEMS:
        return t("sum of {names}", names=t.listed(names))
    rest = len(names) - SHOWN_ITEMS + 1
    names = [*names[: SHOWN_ITEMS - 1], t.plural("{n} other", "{n} others", rest)]
    return t("sum of {names}", names=t.listed(names))


def written(found: Written, t: Texts) -> str:
    """Say what is written in the answers that names or reaches people."""
    return t.listed([contacts(kind, n, t) for kind, n in found.found])


def contacts(kind: Personal, n: int, t: Texts) -> str:
    """Count pieces of personal data of one kind."""
    return {
        Personal.NAME: t.plural("{n} name", "{n} names", n),
        Personal.EMAIL: t.plural("{n} e-mail address", "{n} e-mail addresses", n),
        Personal.PHONE: t.plural("{n} phone number", "{n} phone numbers", n),
        Personal.ADDRESS: t.plural("{n} address", "{n} addresses", n),
        Personal.IP: t.plural("{n} IP address", "{n} IP addresses", n),
        Personal.BIRTH_DATE: t.plural("{n} date of birth", "{n} dates of birth", n),
        Personal.ID_NUMBER: t.plural("{n} personal number", "{n} personal numbers", n),
    }[kind]


def standing(variable: Variable, t: Texts) -> str:
    """Say what became of a variable of personal data."""
    if variable.pseudonymised:
        return t("replaced by pseudonyms")
    if not variable.stored:
        return t("set aside, not stored in the project")
    return t("stored in the project")
