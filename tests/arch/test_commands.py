"""The commands of packaging/, which are no package: loaded from their files."""

import importlib.util
import json
import sys

import pytest

from helpers.source import REPOSITORY


@pytest.fixture
def packaging_module(monkeypatch):
    monkeypatch.syspath_prepend(REPOSITORY / "packaging")

    def load(name):
        spec = importlib.util.spec_from_file_location(name, REPOSITORY / "packaging" / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, name, module)
        spec.loader.exec_module(module)
        return module

    return load


def test_every_command_is_described(packaging_module, capsys):
    packaging_module("setup_env")
    dev = packaging_module("dev")
    with pytest.raises(SystemExit):
        dev.main(["--help"])
    shown = capsys.readouterr().out
    for command in ("run", "test", "lint", "bench", "wheel", "check", "lock", "texts"):
        assert f"    {command} " in shown


def test_without_rights_the_exact_command_is_printed(packaging_module, monkeypatch):
    setup = packaging_module("setup_env")
    monkeypatch.setattr(setup, "may_install", lambda: False)
    monkeypatch.setattr(setup.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(setup.sys, "platform", "linux")
    with pytest.raises(setup.Stop) as stop:
        setup.ensure_system({"libgl1": "libNotHere.so.1"}, {"xvfb": "Xvfb"})
    assert str(stop.value).endswith("apt-get install -y --no-install-recommends libgl1 xvfb")


def test_what_is_there_is_not_installed_again(packaging_module, monkeypatch):
    setup = packaging_module("setup_env")
    monkeypatch.setattr(setup, "_present", lambda brings: True)
    monkeypatch.setattr(setup, "apt_install", lambda packages: pytest.fail(f"installed {packages}"))
    setup.ensure_system(setup.PAINT, setup.WINDOW, setup.TEST_TOOLS)


def test_a_changed_lock_is_noticed(packaging_module, monkeypatch, tmp_path):
    setup = packaging_module("setup_env")
    lock = tmp_path / "requirements.lock"
    lock.write_text("a==1\n")
    monkeypatch.setitem(setup.LOCKS, "run", lock)
    before = setup._fingerprint("run")
    assert setup._fingerprint("run") == before
    lock.write_text("a==2\n")
    assert setup._fingerprint("run") != before


def report(**layers):
    files = {
        f"persona_studio/{layer}/module.py": {
            "summary": {
                "covered_lines": covered,
                "covered_branches": 0,
                "num_statements": 100,
                "num_branches": 0,
            }
        }
        for layer, covered in layers.items()
    }
    return {"files": files | {"persona_studio/paths.py": {"summary": {}}}}


@pytest.mark.parametrize(("ingest", "status"), [(90, 0), (89, 1)])
def test_a_layer_under_its_floor_fails(packaging_module, tmp_path, capsys, ingest, status):
    floors = packaging_module("coverage_floors")
    file = tmp_path / "coverage.json"
    file.write_text(json.dumps(report(**(floors.FLOORS | {"ingest": ingest}))))
    assert floors.main(file) == status
    assert ("ingest" in capsys.readouterr().err) == bool(status)


def test_a_layer_without_any_file_fails(packaging_module):
    floors = packaging_module("coverage_floors")
    assert floors.shares(report(domain=100))["ui"] == 0.0
