"""The command line: asks the services, prints words or one JSON object, ends with 0, or 2 and a sentence."""

import argparse
import json
import locale
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

from persona_studio import __version__, logs
from persona_studio.domain.segments import Correction, Method
from persona_studio.domain.variables import Kind
from persona_studio.errors import UserError
from persona_studio.texts import LANGUAGES, Texts

COMMANDS = ("inspect", "build", "sample", "export")
SAMPLES = ("julie", "marketing-b2b")
Run = Callable[[argparse.Namespace, Texts], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0, 2 for what the user can mend, 130 when stopped."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal that cannot write a letter shows its number: no reason to stop after the work is done.
        sys.stdout.reconfigure(errors="backslashreplace")
    logger = logs.start()
    texts = Texts(_language(words))
    try:
        return _run(words, texts)
    except UserError as error:
        print(texts.error(error), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(texts("Stopped. Nothing was changed."), file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever read our output went away; Python would complain once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:
        logger.exception("bug")
        raise


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
    return run(options, t)


class _Parser(argparse.ArgumentParser):
    """A parser whose errors speak the user's language."""

    texts: Texts

    def error(self, message: str) -> NoReturn:
        print(self.texts("This command is not understood: {detail}", detail=message), file=sys.stderr)
        print(self.texts("See {command}.", command=f"{self.prog} --help"), file=sys.stderr)
        raise SystemExit(2)


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
    _sample_options(commands.add_parser("sample", help=t("copy an example project")), t)
    _export_options(commands.add_parser("export", help=t("write the sheets of a project")), t)
    return parser


def _common(parser: argparse.ArgumentParser, t: Texts, run: Run) -> None:
    parser.add_argument("--lang", choices=LANGUAGES, help=t("language of the texts"))
    parser.set_defaults(run=run)


def _inspect_options(parser: argparse.ArgumentParser, t: Texts) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help=t("print one JSON object and nothing else"))
    _common(parser, t, _inspect)


def _build_options(parser: argparse.ArgumentParser, t: Texts) -> None:
    add = parser.add_argument
    add("file", type=Path, metavar="FILE")
    add("--out", type=Path, required=True, metavar="DIR", help=t("folder of the project and the PDF"))
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
    add("--labels", type=Path, metavar="FILE.csv", help=t("write the segment of each respondent"))
    add("--json", action="store_true", help=t("print one JSON object and nothing else"))
    _common(parser, t, _build)


def _sample_options(parser: argparse.ArgumentParser, t: Texts) -> None:
    parser.add_argument("sample", choices=SAMPLES)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.persona")
    _common(parser, t, _sample)


def _export_options(parser: argparse.ArgumentParser, t: Texts) -> None:
    parser.add_argument("project", type=Path, metavar="PROJECT")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf|.png")
    parser.add_argument("--dpi", type=_positive, default=150, help=t("points per inch of a PNG"))
    _common(parser, t, _export)


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _segments(text: str) -> int | None:
    if text == "auto":
        return None
    if not text.isdecimal() or not 2 <= int(text) <= 20:
        raise argparse.ArgumentTypeError("auto, 2…20")
    return int(text)


def _positive(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1200:
        raise argparse.ArgumentTypeError("1…1200")
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
    from persona_studio.ingest import ImportOptions, read
    from persona_studio.services import reports
    from persona_studio.terminal import print_inspection, watched

    with watched(t) as progress:
        imported = read(options.file, ImportOptions(), progress)
    report = reports.inspection(imported.wave, t)
    _print(options, report, lambda: print_inspection(report, t))
    return 0


def _build(options: argparse.Namespace, t: Texts) -> int:
    from persona_studio.services import reports
    from persona_studio.services.building import build
    from persona_studio.terminal import print_build, watched

    with watched(t) as progress:
        result = build(options.file, options.out, _asked(options), t, progress)
    if options.labels:
        reports.write_labels(options.labels, result.labels)
    report = reports.built(result, t)
    _print(options, report, lambda: print_build(report, t))
    return 0


def _asked(options: argparse.Namespace) -> Any:
    from persona_studio.services.building import BuildOptions

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
    )


def _sample(options: argparse.Namespace, t: Texts) -> int:
    from persona_studio.services.samples import copy_sample

    copy_sample(options.sample, options.out)
    print(t("Example written to {file}.", file=options.out))
    return 0


def _export(options: argparse.Namespace, t: Texts) -> int:
    from persona_studio.services.publishing import export_file

    count = export_file(options.project, options.out, options.lang, options.dpi)
    print(t.plural("{n} page written to {file}.", "{n} pages written to {file}.", count, file=options.out))
    return 0


def _self_check(options: argparse.Namespace, t: Texts) -> int:
    if not options.self_check:
        return _window([], t)
    from persona_studio.services.self_check import self_check

    print(self_check())
    return 0


def _print(options: argparse.Namespace, report: dict[str, Any], in_words: Callable[[], None]) -> None:
    if options.json:
        # Escaped, so that it is the same JSON whatever the encoding of the output and the names of files.
        print(json.dumps(report, allow_nan=False))
    else:
        in_words()


def _window(words: list[str], t: Texts) -> int:
    if len(words) > 1:
        print(t("Give one project only."), file=sys.stderr)
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
