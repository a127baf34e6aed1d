from pathlib import Path

from helpers.source import functions, modules

MODULE_CAP = 600
FUNCTION_CAP = 60
# A long function that reads better in one piece: "persona_studio/x/y.py:function" with the reason beside it.
LONG_ON_PURPOSE: set[str] = set()


def test_no_module_outgrows_its_room():
    files = modules("persona_studio", "packaging", "tests")
    sizes = {str(file): len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    assert {name: size for name, size in sizes.items() if size > MODULE_CAP} == {}


def test_no_function_outgrows_a_screen():
    sizes = {
        place: size for file in modules("persona_studio", "packaging") for place, size in functions(file)
    }
    long = {place: size for place, size in sizes.items() if size > FUNCTION_CAP}
    assert {place: size for place, size in long.items() if place not in LONG_ON_PURPOSE} == {}
    assert not LONG_ON_PURPOSE - set(long), "no longer long: take it off the list"


def test_no_test_reads_a_stopwatch():
    """Speed is measured in the bench: a clock in a test tells how busy the machine is."""
    watches = ("perf_counter", "process_time", "thread_time")
    tests = [
        file for file in modules("tests") if "bench" not in file.parts and file.name != Path(__file__).name
    ]
    assert [str(file) for file in tests if any(w in file.read_text(encoding="utf-8") for w in watches)] == []
