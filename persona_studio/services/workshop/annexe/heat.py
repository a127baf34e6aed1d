"""The profile of the segments on paper: the answers that set each segment most apart, in all of them."""

from collections.abc import Mapping, Sequence
from math import ceil, log2

from persona_studio.domain.figures import FEWEST
from persona_studio.publish.layout.annexe.values import Heat, HeatCell, HeatHead, HeatRow
from persona_studio.services.segments.profiling import Cell, Group, Key, Row, filled, groups_of, missing
from persona_studio.services.workshop.annexe.subject import Subject
from persona_studio.texts import NARROW, Texts

FEW, EACH = 12, 2
"""Rows of the profile: those of the first page; more when each segment would have fewer than two."""
_CLAMP, _POWER = 1.6, 0.8
_LARGE = 0.8
"""Cohen's d of a large difference (Cohen 1988): a mean that far from everybody's is tinted fully."""
Counted = Mapping[Key, tuple[Cell | None, ...]]


def chosen(subject: Subject) -> tuple[Row, ...]:
    """Return the rows of the profile, those of the first segment first; cells not yet counted are None."""
    found = subject.found
    if found is None or not subject.segments:
        return ()
    rows = [row for group in groups_of(found, subject.variables) for row in group.rows]
    common = [row for row in rows if row.level is None or row.overall * found.used >= FEWEST]
    return _shared_out(common, len(subject.segments))


def _shared_out(rows: Sequence[Row], segments: int) -> tuple[Row, ...]:
    """Let each segment choose in turn what sets it most apart from everybody, then put its rows together."""
    left, most = sorted(rows, key=lambda row: -row.strength), max(FEW, EACH * segments)
    taken: list[list[Row]] = [[] for _ in range(segments)]
    while left and sum(map(len, taken)) < most:
        before = len(left)
        for place in range(segments):
            best = next((row for row in left if _foremost(row) == place), None)
            if best is not None and sum(map(len, taken)) < most:
                left.remove(best)
                taken[place].append(best)
        if len(left) == before:
            break
    first = [row for rows in taken for row in rows[: max(1, FEW // segments)]]
    known = {row.key for row in first}
    return (*first, *(row for rows in taken for row in rows if row.key not in known))


def _foremost(row: Row) -> int:
    """Return the segment that a row tells of: where it is over-represented most surely."""
    values = [cell.finding.v if cell is not None and cell.finding is not None else 0.0 for cell in row.cells]
    return max(range(len(values)), key=lambda place: (values[place], -place))


def uncounted(subject: Subject) -> tuple[Key, ...]:
    """Return the answers that must be counted before the profile is whole."""
    return missing([Group(None, chosen(subject))])


def whole(subject: Subject, counted: Counted) -> tuple[Row, ...]:
    """Return the rows with what was counted where no finding is."""
    (group,) = filled([Group(None, chosen(subject))], counted)
    return group.rows


def heat(subject: Subject, rows: Sequence[Row]) -> Heat | None:
    """Say the profile in figures; None when nothing sets a segment apart."""
    if not rows:
        return None
    t = subject.texts
    heads = tuple(HeatHead(subject.name(s), subject.worn(s)) for s in subject.segments)
    made = tuple(_row(subject, row) for row in rows)
    aside = t("% of answers in each segment")
    if any(not row.active for row in rows):
        aside = t("% of answers in each segment; * illustrative question")
    return Heat(
        aside,
        heads,
        made,
        _reading(subject, rows),
        t("Scale of colours, from rarer to more frequent than everybody"),
    )


def _row(subject: Subject, row: Row) -> HeatRow:
    t = subject.texts
    cells = tuple(_cell(row, cell, t) for cell in row.cells)
    level = row.variable.level(row.level) if row.level is not None else None
    star = "" if row.active else " *"
    end = "" if level is None else subject.said(level.label) + star
    return HeatRow(label(subject, row) + star, cells, figure(row, row.overall, t), end)


def label(subject: Subject, row: Row) -> str:
    """Return the answer in few words, after its question."""
    t, question = subject.texts, subject.question(row.variable)
    level = row.variable.level(row.level) if row.level is not None else None
    if level is None:
        return t("{question} (mean)", question=question)
    answer = subject.said(level.label)
    if question.endswith("?"):
        return f"{question} {answer}"
    return t("{question}: {answer}", question=question, answer=answer)


def figure(row: Row, value: float, t: Texts) -> str:
    """Return a share in percent without its sign, or a mean."""
    return number(value, t) if row.level is None else t.integer(value * 100)


def number(value: float, t: Texts) -> str:
    """Return a number with as many decimals as it needs to be read."""
    size = abs(value)
    return t.decimal(value, 0 if size >= 100 or value == int(value) else 1 if size >= 10 else 2)


def _cell(row: Row, cell: Cell | None, t: Texts) -> HeatCell | None:
    """Say a figure; of fewer than ten respondents only how large it can be at the most, or nothing."""
    if cell is None or cell.base < FEWEST:
        return None
    if row.level is not None and cell.count is not None and cell.count < FEWEST:
        return HeatCell(f"<{NARROW}{t.integer(ceil(FEWEST * 100 / cell.base))}", strength(cell, mean=False))
    return HeatCell(figure(row, cell.share, t), strength(cell, mean=row.level is None))


def strength(cell: Cell, *, mean: bool) -> float:
    """Return how strongly a cell is tinted, -1 (under-represented, or lower) to 1 (over-represented)."""
    if mean:
        gap = _CLAMP * cell.effect / _LARGE
    elif cell.overall <= 0:
        return 0.0
    else:
        gap = log2(max(cell.share, 1e-6) / cell.overall)
    gap = max(-_CLAMP, min(_CLAMP, gap))
    tint: float = (abs(gap) / _CLAMP) ** _POWER
    return tint if gap >= 0 else -tint


def _reading(subject: Subject, rows: Sequence[Row]) -> str:
    """Read the first share aloud."""
    t = subject.texts
    for row in rows:
        place = _foremost(row)
        cell = row.cells[place]
        if row.level is not None and cell is not None and cell.count is not None and cell.count >= FEWEST:
            return t(
                "Read: {share} in {name}, against {overall} of everybody.",
                share=t.percent(cell.share),
                name=subject.name(subject.segments[place]),
                overall=t.percent(cell.overall),
            )
    return ""
