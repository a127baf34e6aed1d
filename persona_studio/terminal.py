"""What the command line shows people: a progress bar while it works, then a few plain tables."""

import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any, NoReturn

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
from rich.progress import Progress as Bar
from rich.table import Table

from persona_studio.domain.progress import Progress, Silent
from persona_studio.texts import Texts

FINDINGS = 6
"""Findings shown for each segment; the JSON has them all."""


class _Console(Console):
    """A console that leaves it to the command what becomes of a reader who went away: that is no failure."""

    def on_broken_pipe(self) -> NoReturn:
        raise BrokenPipeError


class _Watched:
    """Progress drawn as one bar, whose words change with the step."""

    def __init__(self, bar: Bar, t: Texts) -> None:
        self._bar, self._t = bar, t
        self._task: TaskID = bar.add_task("", total=None)

    def step(self, done: int, total: int, code: str) -> None:
        words = self._t.code("progress", code)
        self._bar.update(self._task, completed=done, total=total or None, description=words)


@contextmanager
def watched(t: Texts) -> Iterator[Progress]:
    """Show progress on a terminal, and nothing where nobody looks (a pipe, a file, a test)."""
    if not sys.stderr.isatty():
        yield Silent()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=_Console(stderr=True), transient=True) as bar:
        yield _Watched(bar, t)


def print_inspection(report: dict[str, Any], t: Texts) -> None:
    """Show how a file was understood."""
    out = _Console(soft_wrap=True)
    facts = [report["format"], report["encoding"], report["platform"]]
    out.print(f"[bold]{_safe(report['file'])}[/bold]  {' · '.join(f for f in facts if f)}")
    out.print(_counts(report, t))
    table = Table(box=None, pad_edge=False)
    for head in (t("Variable"), t("Kind"), t("Role"), t("Missing"), t("Levels")):
        table.add_column(head)
    for variable in report["variables"]:
        table.add_row(
            _safe((variable["label"] or variable["name"])[:60]),
            t.code("kind", variable["kind"]),
            t.code("role", variable["role"]),
            t.integer(variable["missing"]),
            _safe(", ".join(level["label"] for level in variable["levels"][:4])[:60]),
        )
    out.print(table)
    _warn(out, report["warnings"])


def _counts(report: dict[str, Any], t: Texts) -> str:
    people = t.plural("{n} respondent", "{n} respondents", report["respondents"])
    return f"{people}, {t.plural('{n} variable', '{n} variables', len(report['variables']))}"


def print_build(report: dict[str, Any], t: Texts) -> None:
    """Show what a build found and wrote."""
    out = _Console(soft_wrap=True)
    used, read = report["respondents"]["used"], report["respondents"]["read"]
    out.print(t("{used} of {read} respondents used.", used=used, read=read))
    out.print(_safe(report["reason"]))
    _print_candidates(out, report, t)
    for segment, persona in zip(report["segments"], report["personas"], strict=True):
        _print_segment(out, segment, persona, t)
    if not report["segments"]:
        option = "--segments 4" if report["active"] else "--active A,B --segments 4"
        out.print(t("To go on all the same, choose the number yourself: {option}", option=option))
    for file in (report["project"], report["pdf"]):
        if file:
            out.print(f"→ {_safe(file)}")
    if report["older_project_kept_as"]:
        kept = _safe(report["older_project_kept_as"])
        out.print(t("The project of that name was kept as {file}.", file=kept))
    _warn(out, report["warnings"])


def print_exported(report: dict[str, Any], t: Texts) -> None:
    """Show what an export wrote: one file by its name, several as a list."""
    out, pages = Console(soft_wrap=True), report["pages"]
    named = [_safe(series) for series in in_series(report["files"])]
    if pages and len(named) == 1:
        said = t.plural("{n} page written to {file}.", "{n} pages written to {file}.", pages, file=named[0])
        out.print(said)
        return
    if pages:
        out.print(t.plural("{n} page", "{n} pages", pages))
    for name in named:
        out.print(f"→ {name}")


def in_series(files: Sequence[str]) -> list[str]:
    """Return the names of files, those of a format that follow each other as the first and the last."""
    series = [list(some) for _, some in groupby(files, key=lambda file: Path(file).suffix)]
    return [some[0] if len(some) == 1 else f"{some[0]} … {Path(some[-1]).name}" for some in series]


def print_segments(report: dict[str, Any], t: Texts) -> None:
    """Show the segmentations of a project, each with what tells how far to believe it."""
    out = _Console(soft_wrap=True)
    if not report["segmentations"]:
        out.print(t("This project holds no segments yet."))
    for found in report["segmentations"]:
        _print_segmentation(out, found, t)


def _print_segmentation(out: Console, found: dict[str, Any], t: Texts) -> None:
    people, count = found["respondents"], len(found["segments"])
    name = found["name"] or t.plural("{n} segment", "{n} segments", count)
    marks = [t("chosen")] * found["chosen"] + [t("to be recomputed")] * found["stale"]
    out.print(f"\n[bold]{_safe(name)}[/bold]  {' · '.join(marks)}")
    used = t("{used} of {read} respondents used.", used=people["used"], read=people["read"])
    out.print(f"{used} {t('Effective number: {n}.', n=t.decimal(found['effective_n'], 1))}")
    out.print(_safe(found["reason"]))
    _print_candidates(out, found, t)
    table = Table(box=None, pad_edge=False)
    for head in (t("Segments"), t("Share"), t("Respondents"), t("Solidity"), ""):
        table.add_column(head)
    for segment in found["segments"]:
        jaccard = "" if segment["jaccard"] is None else t.decimal(segment["jaccard"], 2)
        who = segment["name"] or t("Segment {number}", number=segment["number"])
        size, share = t.integer(segment["size"]), t.percent(segment["share"])
        table.add_row(_safe(who), share, size, jaccard, segment["word"])
    if count:
        out.print(table)
    for one in found["sensitivities"]:
        out.print(f"  {t.decimal(one['agreement'], 2)}  {_safe(one['choice'])}: {one['word']}")


def _print_candidates(out: Console, report: dict[str, Any], t: Texts) -> None:
    """Show the best method for each number of segments."""
    if not report["candidates"]:
        return
    table = Table(box=None, pad_edge=False)
    for head in (t("Segments"), t("Stability"), t("By chance"), t("Gain")):
        table.add_column(head, justify="right")
    table.add_column(t("Method"))
    for one in _best_of_each_number(report):
        star = " ★" if one["k"] == report["recommended"] else "  "
        figures = (t.decimal(one[name], 2) for name in ("stability", "null_stability", "gain"))
        table.add_row(f"{one['k']}{star}", *figures, t.code("method", one["method"]))
    out.print(table)


def _best_of_each_number(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Return for each number of segments the first listed, which that number would give, as in the window."""
    best: dict[int, dict[str, Any]] = {}
    for one in report["candidates"]:
        best.setdefault(one["k"], one)
    return [best[k] for k in sorted(best)]


def _print_segment(out: Console, segment: dict[str, Any], persona: dict[str, Any], t: Texts) -> None:
    name = ", ".join(word for word in (persona["name"], persona["title"]) if word)
    size = t.plural("{n} respondent", "{n} respondents", segment["size"])
    out.print(f"\n[bold]{_safe(name)}[/bold]  {t.percent(segment['share'])} · {size}")
    for finding in _strongest(segment["findings"]):
        figures = t.decimal(finding["share"], 1) if finding["numeric"] else t.percent(finding["share"])
        level = "" if finding["numeric"] else f": {_safe(finding['label'])}"
        out.print(f"  {_safe(finding['variable'])}{level}  {figures} · {t.ratio(finding['ratio'])}")


def _strongest(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the strongest finding of each variable, a few of them."""
    first: dict[str, dict[str, Any]] = {}
    for finding in findings:
        if finding["shown"]:
            first.setdefault(finding["variable"], finding)
    return list(first.values())[:FINDINGS]


def print_golden(report: dict[str, Any], t: Texts) -> None:
    """Show the golden questions, how sure they are, and the path in words."""
    out = _Console(soft_wrap=True)
    count, share = len(report["questions"]), t.percent(report["accuracy"])
    out.print(
        t.plural(
            "{n} question finds the segment of {share} of respondents",
            "{n} questions find the segment of {share} of respondents",
            count,
            share=share,
        )
    )
    curve = (f"{point['questions']}: {t.percent(point['accuracy'])}" for point in report["curve"])
    out.print(", ".join(curve))
    for place, question in enumerate(report["questions"], start=1):
        out.print(f"  {place}. {_safe(question['label'])}  {t.decimal(100 * question['gain'], 0)}")
    for segment in report["segments"]:
        out.print(f"  {_safe(segment['name'])}  {t.percent(segment['accuracy'])}")
    out.print(t("Undecided: {share}", share=t.percent(report["undecided"])))
    for sentence in report["path"]:
        out.print(f"  {_safe(sentence)}")
    for file in report["written"]:
        out.print(f"→ {_safe(file)}")


def _warn(out: Console, warnings: list[str]) -> None:
    for warning in warnings:
        out.print(f"[yellow]![/yellow] {_safe(warning)}")


def plain(text: str) -> str:
    """Return a sentence without what a terminal would obey: it may quote the name of a file."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cf") else c for c in text)


def _safe(text: str) -> str:
    """Return a text of a file with nothing in it that rich or the terminal would obey."""
    return escape("".join(c if c.isprintable() else " " for c in text))
