"""What the tests of the import share: writing a small file and reading it, real files read once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers.imports import Survey, import_file


@pytest.fixture
def imported(tmp_path: Path) -> Callable[..., Survey]:
    """Return a function that writes text or bytes into a file and imports it."""

    def write_and_read(content: str | bytes, name: str = "survey.csv", **options: Any) -> Survey:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return import_file(path, **options)

    return write_and_read


@pytest.fixture(scope="session")
def real(shared_data: Path) -> Callable[[str], Survey]:
    """Return a function that imports a real survey, once per run."""
    known: dict[str, Survey] = {}

    def load(name: str) -> Survey:
        if name not in known:
            with (shared_data / name).open("rb") as file:
                if file.read(13) == b"SQLite format":
                    pytest.skip(f"{name} beside the project is no longer the published survey: fetch it anew")
            known[name] = import_file(shared_data / name)
        return known[name]

    return load
