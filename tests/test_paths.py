import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from persona_studio import paths

SOURCE = Path(paths.__file__)


def test_nothing_depends_on_the_current_directory(tmp_path, monkeypatch):
    before = paths.resource("fonts")
    monkeypatch.chdir(tmp_path)
    assert paths.resource("fonts") == before
    assert before.is_absolute()


def test_data_inside_the_package_comes_first(tmp_path):
    package = _copy(tmp_path)
    (tmp_path / "resources").mkdir()
    (tmp_path / "icons").mkdir()
    assert _data_dir(package) == str(tmp_path)
    (package / "_data").mkdir()
    assert _data_dir(package) == str(package / "_data")


def test_a_frozen_program_never_looks_beside_itself(tmp_path):
    package = _copy(tmp_path)
    (tmp_path / "resources").mkdir()
    (tmp_path / "icons").mkdir()
    assert "MissingDataError" in _data_dir(package, frozen=True)


def test_a_broken_installation_says_so(tmp_path):
    assert "MissingDataError" in _data_dir(_copy(tmp_path))


def _copy(folder):
    package = folder / "persona_studio"
    package.mkdir()
    (package / "__init__.py").touch()
    shutil.copy(SOURCE, package)
    return package


def _data_dir(package, frozen=False):
    code = f"import sys; sys.frozen = {frozen}; sys.path.insert(0, {str(package.parent)!r})\n"
    code += "from persona_studio import paths\n"
    code += (
        "try: print(paths.data_dir())\nexcept paths.MissingDataError as error: print(type(error).__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_user_s_folders_follow_the_variable(studio_home):
    assert paths.preferences_file() == studio_home / "preferences.json"
    assert paths.logs_dir() == studio_home / "logs"


def test_without_the_variable_the_system_s_own_folders_serve(monkeypatch):
    monkeypatch.delenv("PERSONA_STUDIO_HOME")
    assert "Persona Studio" in paths.preferences_file().parts
    assert "Persona Studio" in str(paths.logs_dir())


@pytest.mark.parametrize("call", [paths.preferences_file, paths.logs_dir])
def test_asking_creates_nothing(call, studio_home):
    call()
    assert not studio_home.exists()
