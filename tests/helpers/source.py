"""Reads the program's own source for the tests of its architecture."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "persona_studio"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def modules(*folders: str) -> list[Path]:
    """Return the Python files of some folders of the repository, sorted."""
    return sorted(file for folder in folders for file in (REPOSITORY / folder).rglob("*.py"))


def dotted(file: Path) -> str:
    """Return the import name of a file of the package."""
    parts = file.relative_to(REPOSITORY).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def functions(file: Path) -> Iterator[tuple[str, int]]:
    """Yield the place of each function of a file and how many lines it takes, decorators apart."""
    name = file.relative_to(REPOSITORY).as_posix()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, FUNCTIONS) and node.end_lineno:
            yield f"{name}:{node.name}", node.end_lineno - node.lineno + 1


def imported(file: Path) -> set[str]:
    """Return the first names of all that a file imports, wherever the statement stands."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def loaded_by(names: list[str]) -> set[str]:
    """Import modules in a fresh interpreter and return the first names of everything it then holds."""
    code = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    command = [sys.executable, "-W", "error", "-c", code, *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=REPOSITORY.parent)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def tracked() -> list[Path]:
    """Return the files that git tracks; without git, as in an archive, those of the known folders."""
    command = ["git", "ls-files", "-z"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=REPOSITORY)
    if done.returncode == 0:
        return [
            REPOSITORY / name for name in done.stdout.split("\0") if name and (REPOSITORY / name).is_file()
        ]
    folders = ("persona_studio", "packaging", "resources", "icons", "tests")
    return [file for folder in folders for file in (REPOSITORY / folder).rglob("*") if file.is_file()]
