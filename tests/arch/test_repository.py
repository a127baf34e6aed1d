import re
import sys
from importlib.metadata import version

import pytest
from packaging.version import Version

import persona_studio
from helpers.source import PACKAGE, REPOSITORY, tracked

LOCKS = ["requirements.lock", "requirements-dev.lock"]
# Split so that this file does not contain what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w.~<$}])/" + r"(?:work|root|farm|tmp|home/\w+)/")


def test_packaging_is_no_package():
    """It would hide the PyPI distribution of the same name."""
    assert not (REPOSITORY / "packaging" / "__init__.py").exists()


def test_shipped_data_is_not_copied_into_the_source():
    assert not (PACKAGE / "_data").exists()


def test_pyside_stays_at_6_11_on_python_3_11():
    """PySide6 6.12.0 aborts there after some seconds: each void call drops a reference of None."""
    if sys.version_info >= (3, 12):
        pytest.skip("newer Pythons are not concerned")
    assert Version(version("PySide6-Essentials")).release[:2] == (6, 11)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host_and_hashes_every_file(name):
    text = (REPOSITORY / "packaging" / name).read_text(encoding="utf-8")
    assert "http" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(blocks) > 20
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_both_locks_agree():
    """So that what is tested is what is shipped."""
    run, dev = (_pins((REPOSITORY / "packaging" / name).read_text(encoding="utf-8")) for name in LOCKS)
    assert run.items() <= dev.items()


def _pins(lock):
    return dict(re.findall(r"^([a-z0-9][\w.-]*)==(\S+)", lock, flags=re.MULTILINE))


def test_the_installed_version_is_the_source_s():
    assert version("persona-studio") == persona_studio.__version__


def test_no_tracked_file_names_a_folder_of_somebody_s_machine():
    found = []
    for file in tracked():
        if file.suffix in {".ttf", ".png", ".ico", ".icns", ".mo", ".persona", ".pdf", ".lock"}:
            continue
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:  # a sample in another encoding
            continue
        found += [
            f"{file.name}:{n}: {line[:100]}" for n, line in enumerate(lines, 1) if MACHINE_PATH.search(line)
        ]
    assert found == []
