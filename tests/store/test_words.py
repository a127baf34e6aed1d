"""Every error of the store, the edits and the jobs has its sentence, and its blanks are filled."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).parents[2] / "persona_studio"
FILES = [
    *(PACKAGE / "store").rglob("*.py"),
    *(PACKAGE / "domain").glob("*.py"),
    *(PACKAGE / "services").glob("*.py"),
    PACKAGE / "services" / "survey" / "importing.py",
    PACKAGE / "services" / "segments" / "segmenting.py",
]
MAPPED = {PACKAGE / "store" / "engine.py": {"file"}, PACKAGE / "store" / "atomic.py": {"file", "folder"}}
"""Modules whose codes come from a table, and the parameters that all of them get."""
CODE = re.compile(r"^(project|disk|file|folder|edit|copy|worker|out)_[a-z_]+$")


def _raised() -> dict[str, set[str]]:
    """Return each code with the parameters that it always has."""
    found: dict[str, set[str]] = {}
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "UserError":
                if isinstance(node.args[0], ast.Constant):
                    given = {k.arg for k in node.keywords if k.arg}
                    found[node.args[0].value] = found.get(node.args[0].value, given) & given
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.match(node.value):
                found.setdefault(node.value, MAPPED.get(file, {"file"}))
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_error_has_its_sentence(language: str, repository: Path) -> None:
    sentences: dict[str, str] = {}
    for po in (repository / "resources" / "lang" / language).glob("*.po"):
        with po.open("rb") as file:
            sentences |= {str(m.id): str(m.string) for m in read_po(file) if m.id}
    raised = _raised()
    assert {"disk_full", "edit_value_wrong", "project_taken", "worker_crashed"} <= raised.keys()
    for code, given in raised.items():
        sentence = sentences.get(f"error.{code}", "")
        assert sentence, code
        assert set(re.findall(r"{(\w+)}", sentence)) <= given, code
        assert len(re.findall(r"[.?!](?:\s|$)", sentence)) >= 2, (
            f"{code}: what happened, what was kept, what to do"
        )
