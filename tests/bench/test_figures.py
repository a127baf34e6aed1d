import pytest

from bench.figures import Figure, in_fresh_process, median_seconds


def figure(**changes):
    values = {"name": "x", "value": 3.0, "unit": "s", "reference": "bare", "reference_value": 2.0}
    return Figure(**(values | changes))


@pytest.mark.parametrize(
    ("bounds", "held"),
    [
        ({}, True),
        ({"at_most": 3.0}, True),
        ({"at_most": 2.9}, False),
        ({"at_most_times": 1.5}, True),
        ({"at_most_times": 1.4}, False),
        ({"at_most": 9.0, "at_most_times": 1.4}, False),
    ],
)
def test_a_bound_is_on_the_value_or_on_its_ratio(bounds, held):
    assert figure(**bounds).held is held


def test_a_ratio_nobody_measured_keeps_no_bound():
    with pytest.raises(ValueError, match="reference"):
        figure(reference_value=None, at_most_times=1.5)


def test_the_first_call_is_not_counted():
    calls = []
    assert median_seconds(lambda: calls.append(1), times=3) >= 0
    assert len(calls) == 4


def test_a_fresh_process_measures_its_own_memory_and_hands_back_its_result():
    small = in_fresh_process("result = len(argv[0])", "four")
    large = in_fresh_process("block = bytearray(80_000_000); result = sum(block)")
    assert small[2] == 4
    assert large[2] == 0
    assert large[1] - small[1] > 60_000_000


def test_a_fresh_process_that_fails_says_why():
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        in_fresh_process("1 / 0")
