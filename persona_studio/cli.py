"""The command line: asks the services, prints words or one JSON object, ends with 0, or 2 and a sentence."""

import locale
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from persona_studio import commands, display, logs
from persona_studio.arguments import Run, parser
from persona_studio.errors import UserError
from persona_studio.interrupting import Terminated, ending_in_order
from persona_studio.output import complain, give_up_output, open_streams
from persona_studio.texts import LANGUAGES, Texts

COMMANDS: dict[str, Run] = {
    "inspect": commands.inspect,
    "build": commands.build,
    "segments": commands.segments,
    "golden": commands.golden,
    "sample": commands.sample,
    "export": commands.export,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    0; 2 for what the user can mend; 130 when stopped by Ctrl-C, 143 when asked to end.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    open_streams()
    logger = logs.start()
    texts = Texts(_language(words))
    try:
        return _run(words, texts)
    except UserError as error:
        complain(texts.error(error))
        return 2
    except KeyboardInterrupt as stop:
        complain(texts("Stopped. No file is left half-written."))
        return 143 if isinstance(stop, Terminated) else 130
    except BrokenPipeError:
        # Whoever read our output went away; Python would complain once more when it flushes at the end.
        give_up_output()
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
    options = parser(t, COMMANDS, commands.self_check).parse_args(words)
    run: Run = options.run
    if run is commands.self_check and not options.self_check:
        return _window([], t)
    _check_current_folder()
    with ending_in_order():
        return run(options, t)


def _meant_as_command(word: str) -> bool:
    """Tell whether a word is of the form of a command, and no file: projects have an ending."""
    return word.replace("-", "_").isidentifier() and not os.path.exists(word)  # noqa: PTH110 - never raises


def _check_current_folder() -> None:
    try:
        os.getcwd()  # noqa: PTH109 - asks the system, and nothing else
    except OSError as error:
        raise UserError("no_current_folder") from error


def _window(words: list[str], t: Texts) -> int:
    if words and _meant_as_command(words[0]):
        names = ", ".join(COMMANDS)
        complain(
            t("“{word}” is neither a command nor a project. Commands: {names}.", word=words[0], names=names)
        )
        complain(t("See {command}.", command="persona-studio --help"))
        return 2
    if len(words) > 1:
        complain(t("Give one project only."))
        return 2
    if not display.there_is_one():
        raise UserError("no_display")
    from persona_studio.app import run

    return run(Path(words[0]) if words else None)
