"""The command line: asks the services, prints words or one JSON object, ends with 0, or 2 and a sentence."""

import argparse
import json
import locale
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

from persona_studio import __version__, logs
from persona_studio.domain.segments import Correction, Method
from persona_studio.domain.variables import Kind
from persona_studio.errors import UserError
from persona_studio.texts import LANGUAGES, Texts

COMMANDS = ("inspect", "build", "segments", "golden", "sample", "export")
SAMPLES = ("julie", "marketing-b2b")
PLATFORMS = ("googleforms", "limesurvey", "qualtrics", "sphinx", "surveymonkey", "typeform")
Run = Callable[[argparse.Namespace, Texts], int]


class _Terminated(KeyboardInterrupt):
    """The system asks the program to end."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    0; 2 for what the user can mend; 130 when stopped by Ctrl-C, 143 when asked to end.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    _open_streams()
    logger = logs.start()
    texts = Texts(_language(words))
    try:
        return _run(words, texts)
    except UserError as error:
        _complain(texts.error(error))
        return 2
    except KeyboardInterrupt as stop:
        _complain(texts("Stopped. No file is left half-written."))
        return 143 if isinstance(stop, _Terminated) else 130
    except BrokenPipeError:
        # Whoever read our output went away; Python would complain once more when it flushes at the end.
        _give_up_output()
        return 0
    except Exception:
        logger.exception("bug")
        raise


def _open_streams() -> None:
    """Make sure that there is something to print to, and that printing never fails for a letter."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the shell: what we open next would take its number
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
        elif name == "stdout" and isinstance(stream, TextIOWrapper):
            # A terminal that cannot write a letter shows its number: no reason to fail once the work is done.
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def _printing() -> Iterator[None]:
    """Print now rather than at the end, and say so when the output takes no more."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _give_up_output()
        raise UserError("output_failed") from error


def _give_up_output() -> None:
    with suppress(OSError, ValueError):  # no file behind it: nothing more will be written anyway
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(sentence: str) -> None:
    from persona_studio.terminal import plain

    with suppress(OSError):  # there is nobody left to tell
        print(plain(sentence), file=sys.stderr, flush=True)


def _say(sentence: str) -> None:
    from persona_studio.terminal import plain

    with _printing():
        print(plain(sentence))


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Let a request to end stop the work as Ctrl-C does, so that nothing is left behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    if signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _terminate(*_: Any) -> NoReturn:
    raise _Terminated


def _language(words: Sequence[str]) -> str:
    """Return the language asked for, else the system's where we speak it, else French."""
    for word, value in zip(words, [*words[1:], ""], strict=False):
        named, found, joined = word.partition("=")
        asked = joined if found else value
        if named == "--lang" and asked in LANGUAGES:
            return asked
    system = os.environ.get("LC_ALL") or os.environ.get("LANG") or (locale.getlocale()[0] or "")
    return "en" if system.lower().startswith("en") else "fr"


def _run(words: list[str], t: Texts) -> int:
    if not words or (words[0] not in COMMANDS and not words[0].startswith("-")):
        return _window(words, t)
    options = _parser(t).parse_args(words)
    run: Run = options.run
    if run is _self_check and not options.self_check:
        return _window([], t)
    _check_current_folder()
    with _ending_in_order():
        return run(options, t)


def _check_current_folder() -> None:
    try:
        os.getcwd()  # noqa: PTH109 - asks the system, and nothing else
    except OSError as error:
        raise UserError("no_current_folder") from error


class _Parser(argparse.ArgumentParser):
    """A parser whose errors speak the user's language."""

    texts: Texts

    def error(self, message: str) -> NoReturn:
        _complain(self.texts("This command is not understood: {detail}", detail=message))
        _complain(self.texts("See {command}.", command=f"{self.prog} --help"))
        raise SystemExit(2)

    def _print_message(self, message: str, file: Any = None) -> None:
        with _printing():
            (file or sys.stdout).write(message)


def _parser(t: Texts) -> _Parser:
    _Parser.texts = t
    parser = _Parser(
        prog="persona-studio",
        description=t("From a survey file to printed personas, on this computer only."),
        epilog=t("persona-studio [PROJECT] opens the window."),
    )
    parser.add_argument("--version", action="version", version=f"persona-studio {__version__}")
    parser.add_argument("--self-check", action="store_true", help=t("check that everything shipped is there"))
    parser.set_defaults(run=_self_check)
    commands = parser.add_subparsers(metavar="|".join(COMMANDS))
    _inspect_options(commands.add_parser("inspect", help=t("say how a survey file is understood")), t)
    _build_options(commands.add_parser("build", help=t("survey, segments, personas, PDF in one go")), t)
    said = t("say how the segments of a project came out, and how far to believe them")
    _segments_options(commands.add_parser("segments", help=said), t)
    said = t("tell the few questions that find a segment")
    _golden_options(commands.add_parser("golden", help=said), t)
    _sample_options(commands.add_parser("sample", help=t("copy an example project")), t)
    _export_options(commands.add_parser("export", help=t("write the sheets of a project")), t)
    return parser


def _common(parser: argparse.ArgumentParser, t: Texts, run: Run) -> None:
    parser.add_argument("--lang", choices=LANGUAGES, help=t("language of the texts"))
    parser.set_defaults(run=run)


def _inspect_options(parser: argparse.ArgumentParser, t: Texts) -> None:
    parser.add_argument("file", type=_path, metavar="FILE")
    _reading_options(parser, t)
    parser.add_argument("--json", action="store_true", help=t("print one JSON object and nothing else"))
    _common(parser, t, _inspect)


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
    _common(parser, t, _build)


def _segments_options(parser: argparse.ArgumentParser, t: Texts) -> None:
    parser.add_argument("project", type=_path, metavar="PROJECT")
    parser.add_argument("--json", action="store_true", help=t("print one JSON object and nothing else"))
    _common(parser, t, _segments_of)


def _sample_options(parser: argparse.ArgumentParser, t: Texts) -> None:
    parser.add_argument("sample", choices=SAMPLES)
    parser.add_argument("--out", type=_path, required=True, metavar="FILE.persona")
    _common(parser, t, _sample)


def _golden_options(parser: argparse.ArgumentParser, t: Texts) -> None:
    parser.add_argument("project", type=_path, metavar="PROJECT")
    wish = parser.add_mutually_exclusive_group()
    wish.add_argument("--questions", type=_question_count, metavar="3…10", help=t("how many questions"))
    wish.add_argument("--accuracy", type=_accuracy, metavar="0.85", help=t("share of people to be right for"))
    parser.add_argument("--xlsx", type=_path, metavar="FILE.xlsx", help=t("write the workbook that sorts"))
    parser.add_argument("--pdf", type=_path, metavar="FILE.pdf", help=t("write the questionnaire to print"))
    parser.add_argument("--json", action="store_true", help=t("print one JSON object and nothing else"))
    _common(parser, t, _golden)


def _export_options(parser: argparse.ArgumentParser, t: Texts) -> None:
    parser.add_argument("project", type=_path, metavar="PROJECT")
    parser.add_argument("--out", type=_path, required=True, metavar="FILE.pdf|.png")
    parser.add_argument("--dpi", type=_dpi, default=150, metavar="36…600", help=t("points per inch of a PNG"))
    _common(parser, t, _export)


def _path(text: str) -> Path:
    if not text.strip():
        raise UserError("path_empty")
    return Path(text)


def _delimiter(text: str) -> str:
    mark = {"tab": "\t", "\\t": "\t"}.get(text, text)
    if mark not in {";", ",", "\t", "|"}:
        raise argparse.ArgumentTypeError("; , tab |")
    return mark


def _headers(text: str) -> int:
    return _whole(text, 0, 9)


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


# The commands import what they need when they run: --help and --version answer at once.


def _inspect(options: argparse.Namespace, t: Texts) -> int:
    from persona_studio.ingest import read
    from persona_studio.services import reports
    from persona_studio.terminal import print_inspection, watched

    with watched(t) as progress:
        imported = read(options.file, _reading(options).options(), progress)
    report = reports.inspection(imported.wave, t)
    _print(options, report, lambda: print_inspection(report, t))
    return 0


def _build(options: argparse.Namespace, t: Texts) -> int:
    from persona_studio.services import reports
    from persona_studio.services.building import build
    from persona_studio.terminal import print_build, watched

    written: list[Path] = []
    try:
        with watched(t) as progress:
            result = build(options.file, options.out, _asked(options), t, progress, written.append)
        report = reports.built(result, t)
        _print(options, report, lambda: print_build(report, t))
    except (UserError, KeyboardInterrupt):
        if written:
            _complain(t("Written: {files}", files=", ".join(str(file) for file in written)))
        raise
    return 0


def _reading(options: argparse.Namespace) -> Any:
    from persona_studio.services.importing import Reading

    return Reading(
        encoding=options.encoding,
        delimiter=options.delimiter,
        decimal=options.decimal,
        header_rows=options.header_rows,
        platform="" if options.platform == "none" else options.platform,
        sheet=options.sheet,
        codebook=options.codebook,
        keep_personal=options.keep_personal,
    )


def _asked(options: argparse.Namespace) -> Any:
    from persona_studio.services.asking import BuildOptions

    kinds = [
        (kind, getattr(options, kind.value))
        for kind in (Kind.NOMINAL, Kind.ORDINAL, Kind.NUMERIC, Kind.MULTIPLE)
    ]
    return BuildOptions(
        name=options.name,
        segments=options.segments,
        method=Method(options.method),
        axes=options.axes,
        active=tuple(options.active),
        illustrative=tuple(options.illustrative),
        ignore=tuple(options.ignore),
        weight=options.weight,
        kinds=tuple((pattern, kind) for kind, patterns in kinds for pattern in patterns),
        rare=options.rare,
        response_style=Correction(options.response_style),
        seed=options.seed,
        labels=options.labels,
        reading=_reading(options),
    )


def _segments_of(options: argparse.Namespace, t: Texts) -> int:
    from persona_studio.services.segments_report import segments_of_file
    from persona_studio.terminal import print_segments

    report = segments_of_file(options.project, t)
    _print(options, report, lambda: print_segments(report, t))
    return 0


def _sample(options: argparse.Namespace, t: Texts) -> int:
    from persona_studio.services.samples import copy_sample

    copy_sample(options.sample, options.out)
    _say(t("Example written to {file}.", file=options.out))
    return 0


def _export(options: argparse.Namespace, t: Texts) -> int:
    from persona_studio.services.publishing import export_file

    count = export_file(options.project, options.out, options.lang, options.dpi)
    _say(t.plural("{n} page written to {file}.", "{n} pages written to {file}.", count, file=options.out))
    return 0


def _self_check(_options: argparse.Namespace, _t: Texts) -> int:
    from persona_studio.services.self_check import self_check

    _say(self_check())
    return 0


def _golden(options: argparse.Namespace, t: Texts) -> int:
    from persona_studio.services import golden
    from persona_studio.terminal import print_golden, watched

    golden.check_endings(options.xlsx, options.pdf)
    wish = golden.wish_of(options.questions, options.accuracy)
    with watched(t) as progress:
        found = golden.golden_file(options.project, wish, progress)
    if options.xlsx:
        golden.export_workbook(found, options.xlsx, t)
    if options.pdf:
        golden.export_questionnaire(found, options.pdf, t)
    written = [str(file) for file in (options.xlsx, options.pdf) if file]
    report = {**golden.report(found, t), "written": written}
    _print(options, report, lambda: print_golden(report, t))
    return 0


def _print(options: argparse.Namespace, report: dict[str, Any], in_words: Callable[[], None]) -> None:
    with _printing():
        if options.json:
            # Escaped, so that it is the same JSON whatever the encoding of the output and the names of files.
            print(json.dumps(report, allow_nan=False))
        else:
            in_words()


def _window(words: list[str], t: Texts) -> int:
    if len(words) > 1:
        _complain(t("Give one project only."))
        return 2
    if not _display():
        raise UserError("no_display")
    from persona_studio.app import run

    return run(Path(words[0]) if words else None)


def _display() -> bool:
    """Tell whether a window can be opened: Qt would abort without a word."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
