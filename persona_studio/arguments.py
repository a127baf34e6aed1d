"""What can be said on the command line: the commands, their options, and what each option takes."""

import argparse
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from persona_studio import __version__
from persona_studio.domain import formats
from persona_studio.domain.deliverables import ALL, DELIVERABLES, Deliverable, chosen
from persona_studio.domain.formats import FORMATS, Format
from persona_studio.domain.kit import Options
from persona_studio.domain.segments import Correction, Method
from persona_studio.errors import UserError
from persona_studio.output import complain, printing
from persona_studio.texts import LANGUAGES, Texts

PAGE_OPTIONS = tuple(each.name for each in fields(Options))
SAMPLES = ("julie", "marketing-b2b")
PLATFORMS = ("googleforms", "limesurvey", "qualtrics", "sphinx", "surveymonkey", "typeform")
Run = Callable[[argparse.Namespace, Texts], int]


_SAID = (
    (r"argument (?P<name>\S+?): (?P<detail>.*)", "argument {name}: {detail}"),
    (r"unrecognized arguments: (?P<words>.*)", "too much, or not known: {words}"),
    (r"the following arguments are required: (?P<words>.*)", "still to be said: {words}"),
    (r"not allowed with argument (?P<other>.*)", "not together with {other}"),
    (r"ignored explicit argument '(?P<value>.*)'", "takes no value, but {value} was given"),
    (r"expected (?:\d+|one|at (?:most|least) one) arguments?", "its value is missing"),
    (r"ambiguous option: (?P<option>.*) could match (?P<words>.*)", "{option} may be one of {words}"),
    (r"invalid choice: (?P<value>.*) \(choose from (?P<words>.*)\)", "{value} is none of {words}"),
)
"""What the library says of a command, in English only, and the words for it (source texts)."""


def _in_words(message: str, t: Texts) -> str:
    """Return what the library says in the language of the user."""
    for pattern, words in _SAID:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            parts = match.groupdict()
            if "detail" in parts:
                parts["detail"] = _in_words(parts["detail"], t)
            return t(words, **parts)
    return message


_HELP = ("positional arguments", "options", "show this help message and exit")
"""What the library writes into the help, in English only (source texts)."""


class _Help(argparse.HelpFormatter):
    """Help whose every word is in the user's language."""

    def __init__(self, texts: Texts, prog: str) -> None:
        super().__init__(prog)
        self._texts = texts

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        ours = f"{self._texts('usage:')} " if prefix is None else prefix
        super().add_usage(usage, actions, groups, ours)

    def start_section(self, heading: str | None) -> None:
        if heading is not None:
            said = self._texts(heading) if heading in _HELP else heading
            heading = self._texts("{heading}:", heading=said).removesuffix(":")  # which the library writes
        super().start_section(heading)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return self._texts(action.help) if action.help in _HELP else action.help


class _Parser(argparse.ArgumentParser):
    """A parser whose errors speak the user's language."""

    texts: Texts

    def error(self, message: str) -> NoReturn:
        detail = _in_words(message, self.texts)
        complain(self.texts("This command is not understood: {detail}", detail=detail))
        complain(self.texts("See {command}.", command=f"{self.prog} --help"))
        raise SystemExit(2)

    def _print_message(self, message: str, file: Any = None) -> None:
        with printing():
            (file or sys.stdout).write(message)


def parser(t: Texts, commands: Mapping[str, Run], otherwise: Run) -> argparse.ArgumentParser:
    """Return what understands the command line.

    Args:
        t: the words of help and errors.
        commands: what runs each command, by its name.
        otherwise: what runs when no command is named.
    """
    _Parser.texts, help_in_words = t, partial(_Help, t)
    made = _Parser(
        formatter_class=help_in_words,
        prog="persona-studio",
        description=t("From a survey file to printed personas, on this computer only."),
        epilog=t("persona-studio [PROJECT] opens the window."),
    )
    made.add_argument(
        "--version",
        action="version",
        version=f"persona-studio {__version__}",
        help=t("say which version this is"),
    )
    made.add_argument("--self-check", action="store_true", help=t("check that everything shipped is there"))
    made.set_defaults(run=otherwise)
    named = made.add_subparsers(metavar="|".join(commands))
    options = (
        ("inspect", t("say how a survey file is understood"), _inspect_options),
        ("build", t("survey, segments, personas, PDF in one go"), _build_options),
        (
            "segments",
            t("say how the segments of a project came out, and how far to believe them"),
            _segments_options,
        ),
        ("golden", t("tell the few questions that find a segment"), _golden_options),
        ("sample", t("copy an example project"), _sample_options),
        ("export", t("write the sheets of a project"), _export_options),
    )
    for name, said, add_options in options:
        command = named.add_parser(name, help=said, formatter_class=help_in_words)
        add_options(command, t)
        command.add_argument("--lang", choices=LANGUAGES, help=t("language of the texts"))
        command.set_defaults(run=commands[name])
    return made


def _inspect_options(parser: argparse.ArgumentParser, t: Texts) -> None:
    parser.add_argument("file", type=_path, metavar="FILE")
    _reading_options(parser, t)
    parser.add_argument("--json", action="store_true", help=t("print one JSON object and nothing else"))


def _reading_options(parser: argparse.ArgumentParser, t: Texts) -> None:
    """Add what can be imposed on the reading of a survey; the rest is recognised."""
    add = parser.add_argument_group(t("how the survey is read (recognised by default)")).add_argument
    add("--encoding", metavar="NAME", help=t("encoding: utf-8, cp1252…"))
    add("--delimiter", type=_delimiter, metavar="; , tab |", help=t("separator of the cells"))
    add("--decimal", choices=[",", "."], help=t("decimal mark"))
    add("--header-rows", type=_headers, metavar="0…9", help=t("number of header rows"))
    add("--platform", choices=["none", *PLATFORMS], help=t("survey tool"))
    add("--sheet", metavar="NAME", help=t("sheet of the workbook"))
    add("--codebook", type=_path, metavar="FILE", help=t("words of questions and answers"))
    add("--keep-personal", action="store_true", help=t("store personal data too"))


def _build_options(parser: argparse.ArgumentParser, t: Texts) -> None:
    add = parser.add_argument
    add("file", type=_path, metavar="FILE")
    _reading_options(parser, t)
    add("--out", type=_path, required=True, metavar="DIR", help=t("folder of the project and the PDF"))
    add("--name", default="", help=t("name of the project (the file's by default)"))
    add("--segments", type=_segments, default=None, metavar="auto|K", help=t("number of segments"))
    add("--method", choices=[m.value for m in Method], default="auto", help=t("way of forming segments"))
    add("--axes", type=_positive, metavar="N", help=t("number of axes kept"))
    for name in ("active", "illustrative", "ignore", "nominal", "ordinal", "numeric", "multiple"):
        add(
            f"--{name}",
            type=_names,
            action="extend",
            default=[],
            metavar="A,B",
            help=t("variables, globs allowed"),
        )
    add("--weight", metavar="W", help=t("variable that weights respondents"))
    add(
        "--rare",
        type=_share,
        default=0.02,
        metavar="SHARE",
        help=t("levels below this share are grouped; 0: never"),
    )
    add(
        "--response-style",
        choices=[c.value for c in Correction],
        default="auto",
        help=t("correct response style"),
    )
    add("--seed", type=_seed, default=1, metavar="S", help=t("start of the random draws"))
    add("--labels", type=_path, metavar="FILE.csv", help=t("write the segment of each respondent"))
    add("--json", action="store_true", help=t("print one JSON object and nothing else"))


def _segments_options(parser: argparse.ArgumentParser, t: Texts) -> None:
    parser.add_argument("project", type=_path, metavar="PROJECT")
    parser.add_argument("--json", action="store_true", help=t("print one JSON object and nothing else"))


def _sample_options(parser: argparse.ArgumentParser, t: Texts) -> None:
    parser.add_argument("sample", choices=SAMPLES)
    parser.add_argument("--out", type=_path, required=True, metavar="FILE.persona")


def _golden_options(parser: argparse.ArgumentParser, t: Texts) -> None:
    parser.add_argument("project", type=_path, metavar="PROJECT")
    wish = parser.add_mutually_exclusive_group()
    wish.add_argument("--questions", type=_question_count, metavar="3…10", help=t("how many questions"))
    wish.add_argument("--accuracy", type=_accuracy, metavar="0.85", help=t("share of people to be right for"))
    parser.add_argument("--xlsx", type=_path, metavar="FILE.xlsx", help=t("write the workbook that sorts"))
    parser.add_argument("--pdf", type=_path, metavar="FILE.pdf", help=t("write the questionnaire to print"))
    parser.add_argument("--json", action="store_true", help=t("print one JSON object and nothing else"))


def _export_options(parser: argparse.ArgumentParser, t: Texts) -> None:
    parser.add_argument("project", type=_path, metavar="PROJECT")
    endings = "|".join(each.ending for each in FORMATS)
    parser.add_argument(
        "--out",
        type=_path,
        required=True,
        metavar=f"FILE{endings} | DIR",
        help=t("a file, or a folder when formats are named"),
    )
    parser.add_argument(
        "--format",
        type=_formats,
        default=(),
        metavar="A,B",
        help=t("formats of the files in the folder: {names}", names=", ".join(each.id for each in FORMATS)),
    )
    names = ", ".join(each.id for each in DELIVERABLES)
    parser.add_argument(
        "--deliverables",
        type=_deliverables,
        default=None,
        metavar=f"A,B|{ALL}",
        help=t("what is printed: {names} (those of the kit by default)", names=names),
    )
    parser.add_argument(
        "--personas",
        type=_persona_names,
        default=[],
        metavar="A,B",
        help=t("whose pages, by their names (those of the kit)"),
    )
    parser.add_argument("--all-pages", action="store_true", help=t("print the pages left out of the kit too"))
    parser.add_argument(
        "--options",
        type=_page_options,
        default=(),
        metavar="A,no-B",
        help=t("what is on the pages: {names}; “no-” takes it off", names=", ".join(PAGE_OPTIONS)),
    )
    parser.add_argument("--archive", action="store_true", help=t("a PDF made for archives (PDF/A-2b)"))
    parser.add_argument("--brand", type=_path, metavar="FILE.brand", help=t("the client’s brand"))
    parser.add_argument("--dpi", type=_dpi, default=150, metavar="36…600", help=t("points per inch of a PNG"))
    parser.add_argument("--json", action="store_true", help=t("print one JSON object and nothing else"))


def _path(text: str) -> Path:
    if not text.strip():
        raise UserError("path_empty")
    return Path(text)


def _delimiter(text: str) -> str:
    mark = {"tab": "\t", "\\t": "\t"}.get(text, text)
    if mark not in {";", ",", "\t", "|"}:
        raise argparse.ArgumentTypeError("; , tab |")
    return mark


def _deliverables(text: str) -> tuple[Deliverable, ...]:
    try:
        return chosen(text)
    except ValueError as error:
        known = ", ".join((ALL, *(each.id for each in DELIVERABLES)))
        raise argparse.ArgumentTypeError(known) from error


def _formats(text: str) -> tuple[Format, ...]:
    try:
        return formats.named(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(", ".join(each.id for each in FORMATS)) from error


def _page_options(text: str) -> tuple[str, ...]:
    names = tuple(_names(text.lower()))
    if any(name.removeprefix("no-") not in PAGE_OPTIONS for name in names):
        raise argparse.ArgumentTypeError(", ".join(PAGE_OPTIONS))
    return names


def _headers(text: str) -> int:
    return _whole(text, 0, 9)


def _persona_names(text: str) -> list[str]:
    # An empty variable of a script must not print everybody.
    if not (names := _names(text)):
        raise argparse.ArgumentTypeError("A,B")
    return names


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _segments(text: str) -> int | None:
    if text == "auto":
        return None
    try:
        return _whole(text, 2, 20)
    except argparse.ArgumentTypeError as error:
        raise argparse.ArgumentTypeError("auto, 2…20") from error


def _positive(text: str) -> int:
    return _whole(text, 1, 1200)


def _dpi(text: str) -> int:
    return _whole(text, 36, 600)  # beyond, a page takes more memory than any printer makes use of


def _question_count(text: str) -> int:
    return _whole(text, 3, 10)


def _accuracy(text: str) -> float:
    try:
        share = float(text.replace(",", "."))
    except ValueError as error:
        raise argparse.ArgumentTypeError("0…1") from error
    if not 0 < share <= 1:
        raise argparse.ArgumentTypeError("0…1")
    return share


def _whole(text: str, low: int, high: int) -> int:
    if not text.isdecimal() or len(text) > 9 or not low <= int(text) <= high:
        raise argparse.ArgumentTypeError(f"{low}…{high}")
    return int(text)


def _seed(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError("0, 1, 2…")
    return int(text)


def _share(text: str) -> float:
    try:
        share = float(text.replace(",", "."))
    except ValueError as error:
        raise argparse.ArgumentTypeError("0…0.5") from error
    if not 0 <= share <= 0.5:
        raise argparse.ArgumentTypeError("0…0.5")
    return share
