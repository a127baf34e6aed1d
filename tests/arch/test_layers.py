import sys
from itertools import chain

from helpers.source import PACKAGE, REPOSITORY, dotted, imported, loaded_by, modules

LOWER = ["domain", "ingest", "analysis", "publish", "store", "services"]


def test_a_lower_package_never_loads_qt():
    names = {layer: [dotted(file) for file in modules(f"persona_studio/{layer}")] for layer in LOWER}
    assert all(names.values()), names
    assert not loaded_by(chain.from_iterable(names.values())) & {"PySide6", "shiboken6", "pyqtgraph"}


def test_the_window_loads_no_statistics():
    """They cost two seconds of start and belong to the worker process."""
    names = [dotted(file) for file in modules("persona_studio/ui") if file.stem != "__main__"]
    assert (PACKAGE / "app.py").exists()
    loaded = loaded_by([*names, "persona_studio.app"])
    assert "PySide6" in loaded
    assert not loaded & {"pandas", "scipy", "sklearn"}


def test_the_library_of_the_map_waits_for_the_first_map():
    started = ["persona_studio.app", "persona_studio.ui.window", "persona_studio.ui.places.segments.place"]
    assert "pyqtgraph" not in loaded_by(started)


def test_the_libraries_of_paper_wait_for_the_first_print():
    """The start screen names what draws the example, the workshop shows pages: the worker prints them."""
    paper = {"reportlab", "pikepdf", "pypdfium2", "openpyxl"}
    naming = loaded_by(["persona_studio.services.workshop.previews"])
    assert not naming & {*paper, "sqlalchemy", "uharfbuzz"}
    assert not loaded_by(["persona_studio.ui.places.workshop.place"]) & paper


def test_the_domain_imports_the_standard_library_only():
    allowed = set(sys.stdlib_module_names) | {"persona_studio"}
    foreign = {dotted(file): imported(file) - allowed for file in modules("persona_studio/domain")}
    assert {name: names for name, names in foreign.items() if names} == {}


def test_nothing_executable_can_be_stored():
    forbidden = {"pickle", "shelve", "marshal", "dill", "joblib"}
    guilty = {dotted(file): imported(file) & forbidden for file in modules("persona_studio")}
    assert {name: names for name, names in guilty.items() if names} == {}


def test_the_commands_need_the_standard_library_only():
    allowed = set(sys.stdlib_module_names) | {"setup_env"}
    for name in ("dev.py", "setup_env.py"):
        assert imported(REPOSITORY / "packaging" / name) <= allowed
