#!/usr/bin/env python3
"""Every command of a developer in one place: `python3 packaging/dev.py COMMAND`.

It needs Python 3.11 and nothing else: the first command creates `.venv` and installs what is missing.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  (this file may be started by the Python that happens to be there)
    sys.exit("Persona Studio needs Python 3.11 or later; this is " + sys.version.split()[0])

import setup_env as env
from setup_env import ROOT, Stop, call, must, say

SAMPLE = "marketing-b2b"
OUT = ROOT / "persona-studio-sample"
Extra = Sequence[str]


def run(extra: Extra) -> int:
    """Open the program on the sample, or without a display turn the sample survey into a PDF."""
    env.ensure_environment("run")
    studio: list[str | Path] = [env.venv_python(), "-m", "persona_studio"]
    if extra:
        return call([*studio, *extra], cwd=Path.cwd())
    if has_display():
        return _open_sample(studio)
    say("No display here: building the personas of the sample survey instead of opening the window")
    survey = ROOT / "resources" / "samples" / f"{SAMPLE}.csv"
    out = OUT / "built"
    shutil.rmtree(out, ignore_errors=True)  # `build` never writes over a file, it would count up
    must([*studio, "build", survey, "--out", out], "Building the sample")
    say(f"The personas are in {out / f'{SAMPLE}.pdf'}")
    return 0


def _open_sample(studio: Sequence[str | Path]) -> int:
    env.ensure_system(env.PAINT, env.WINDOW)
    project = OUT / f"{SAMPLE}.persona"
    if not project.exists():  # what was changed in it last time stays
        OUT.mkdir(exist_ok=True)
        must([*studio, "sample", SAMPLE, "--out", project], "Copying the sample project")
    say(f"Opening {project}")
    return call([*studio, project])


def has_display() -> bool:
    """Say whether a window can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def test(extra: Extra) -> int:
    """Run the tests; `--slow` adds the slow ones, `--coverage` checks the floors, the rest goes to pytest."""
    env.ensure_system(env.PAINT, env.WINDOW, env.TEST_TOOLS)
    env.ensure_environment("dev")
    options = [option for option in extra if option not in {"--coverage", "--slow"}]
    measured = "--coverage" in extra
    report = ["--cov", "--cov-report=", "--cov-report=json"] if measured else []
    command = ["-m", "pytest", *_share_out(options, slow="--slow" in extra), *report, *options]
    # Programs that tests start would each compile all modules anew.
    status = call([env.venv_python(), *command], env={"PYTHONDONTWRITEBYTECODE": ""})
    if status or not measured:
        return status
    return _python(ROOT / "packaging" / "coverage_floors.py", ROOT / "coverage.json")


def _share_out(options: Extra, *, slow: bool) -> list[str]:
    """Return which tests run and in how many workers; chosen files run whole, and are quicker without."""
    if any(Path(option.split("::")[0]).exists() for option in options):
        return []
    # Each worker starts with its half of the tests in order, as their fixtures like it, then helps the other.
    workers = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "worksteal"]
    return workers if slow else [*workers, "-m", "not slow"]


def lint(extra: Extra) -> int:
    """Check style, types, layers and the compiled texts; `--fix` mends what can be mended first."""
    env.ensure_environment("dev")
    if "--fix" in extra:
        _python("-m", "ruff", "check", "--quiet", "--fix", ".")
        _python("-m", "ruff", "format", "--quiet", ".")
    checks: dict[str, Sequence[str | Path]] = {
        "ruff check": ["-m", "ruff", "check", "."],
        "ruff format": ["-m", "ruff", "format", "--check", "."],
        "mypy": ["-m", "mypy"],
        "layers": ["-c", "from importlinter.cli import lint_imports_command as main; main(['--no-logo'])"],
        "texts": [ROOT / "packaging" / "texts.py", "--check"],
    }
    failed = []
    for name, command in checks.items():
        say(name)
        if _python(*command):
            failed.append(name)
    if failed:
        raise Stop(f"Not clean: {', '.join(failed)}")
    return 0


def bench(extra: Extra) -> int:
    """Print the benchmarks, each beside its outside reference in the same run."""
    env.ensure_system(env.PAINT)
    env.ensure_environment("dev")
    return _python(ROOT / "tests" / "bench" / "run.py", *extra)


def wheel(extra: Extra) -> int:
    """Build the wheel into `dist/`."""
    env.ensure_environment("dev")
    return _python("-m", "build", "--wheel", "--no-isolation", *extra, ROOT)


def check(extra: Extra) -> int:
    """Build the wheel, install it in a fresh environment and let it check itself from an empty folder."""
    env.ensure_system(env.PAINT)
    with tempfile.TemporaryDirectory(prefix="persona studio ") as folder:
        place = Path(folder)
        if wheel(["--outdir", str(place / "dist"), *extra]):
            raise Stop("The wheel was not built")
        (built,) = (place / "dist").glob("*.whl")
        say("Installing the wheel in a fresh environment")
        fresh = place / "fresh"
        env.create_venv(fresh)
        env.install_locked("run", fresh)
        must(
            [*env.pip(fresh), "install", "--quiet", "--no-deps", "--no-index", built], "Installing the wheel"
        )
        (place / "empty").mkdir()
        say("The wheel checks itself")
        offscreen = {"QT_QPA_PLATFORM": "offscreen", "PERSONA_STUDIO_HOME": str(place / "home")}
        program = env.venv_python(fresh).with_name("persona-studio" + (".exe" if os.name == "nt" else ""))
        return call([program, "--self-check"], cwd=place / "empty", env=offscreen)


def lock(extra: Extra) -> int:
    """Resolve the dependencies anew and write both locks; `--upgrade` takes newer versions."""
    if not env.venv_python().exists():
        env.ensure_environment("dev")
    common = ["--generate-hashes", "--universal", "--python-version", "3.11", "--fork-strategy", "fewest"]
    common += ["--no-emit-index-url", "--no-annotate", "--quiet"]
    common += ["--custom-compile-command", "python3 packaging/dev.py lock"]
    compile_ = ["-m", "uv", "pip", "compile", "pyproject.toml", *common, *extra]
    run_lock, dev_lock = env.LOCKS["run"], env.LOCKS["dev"]
    return _python(*compile_, "--extra", "build", "-o", run_lock) or _python(
        *compile_, "--extra", "dev", "-c", run_lock, "-o", dev_lock
    )


def texts(extra: Extra) -> int:
    """Compile the catalogues of texts; `--check` only says whether they are fresh."""
    env.ensure_environment("dev")
    return _python(ROOT / "packaging" / "texts.py", *extra)


def _python(*arguments: str | Path) -> int:
    return call([env.venv_python(), *arguments])


COMMANDS: tuple[Callable[[Extra], int], ...] = (run, test, lint, bench, wheel, check, lock, texts)


def main(arguments: Sequence[str] | None = None) -> int:
    """Choose the command; what it does not know itself is passed on to the tool behind it."""
    parser = argparse.ArgumentParser(prog="dev.py", description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for function in COMMANDS:
        summary = (function.__doc__ or "").splitlines()[0]
        commands.add_parser(function.__name__, help=summary, description=summary).set_defaults(call=function)
    chosen, extra = parser.parse_known_args(arguments)
    try:
        return int(chosen.call([option for option in extra if option != "--"]))
    except Stop as stop:
        print(f"✗ {stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("✗ Stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
