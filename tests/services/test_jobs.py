"""Jobs: results come back, cancel is certain, a crash is an error like any other, nothing is left running."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from helpers import job_functions as jobs
from persona_studio.errors import UserError
from persona_studio.services.events import Event, Failed, Finished, Progressed, Stopped
from persona_studio.services.jobs import HEAVY, Immediate, Jobs, Worker, _Process

ENDS = (Finished, Failed, Stopped)


class Clock:
    """A clock that goes on when it is told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def worker(clock: Clock) -> Iterator[Worker]:
    made = Worker(grace=1.0, heavy=(), clock=clock)
    yield made
    made.close()
    assert made.pid is None
    left = [p for p in psutil.Process().children() if "multiprocessing.spawn" in " ".join(p.cmdline())]
    assert left == []


def until(worker: Worker, job: int) -> list[Event]:
    """Drain until a job has ended."""
    events: list[Event] = []
    while not any(isinstance(e, ENDS) and e.job == job for e in events):
        worker.wait(1.0)
        events += worker.drain()
    return events


def test_a_result_comes_back(worker: Worker) -> None:
    job = worker.submit("sum", jobs.add, 2, 3)
    assert worker.busy
    assert until(worker, job) == [Finished(job, "sum", 5)]
    assert not worker.busy
    assert worker.drain() == []


def test_one_process_serves_all_jobs_in_order(worker: Worker) -> None:
    first, second = worker.submit("a", jobs.pid), worker.submit("b", jobs.pid)
    events = until(worker, second)
    assert [e.job for e in events] == [first, second]
    assert len({e.result for e in events if isinstance(e, Finished)}) == 1


def test_no_job_begins_before_the_window_took_the_result_before(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would read the file that this result is about to be written to, and find what is being erased."""
    began: list[int] = []
    give = _Process.give
    monkeypatch.setattr(_Process, "give", lambda its, job: (began.append(job.id), give(its, job)))
    first, second = worker.submit("purge", jobs.add, 1, 1), worker.submit("transform", jobs.add, 2, 2)
    for _ in ("it is there", "it has a result", "it would take another job"):
        worker.wait(30.0)
    third = worker.submit("other", jobs.add, 3, 3)  # nor does a gesture made just then let it begin
    assert worker.drain() == [Finished(first, "purge", 2)]
    assert began == [first]
    assert Finished(second, "transform", 4) in until(worker, third)
    assert began == [first, second, third]


def test_progress_is_told_and_ends_complete(worker: Worker) -> None:
    job = worker.submit("count", jobs.count, 20_000)
    *steps, end = until(worker, job)
    assert end == Finished(job, "count", 20_000)
    assert steps[-1] == Progressed(job, "count", 20_000, 20_000, "count")
    assert len(steps) < 2_000, "the window must not be flooded"
    done = [s.done for s in steps if isinstance(s, Progressed)]
    assert done == sorted(done)


def test_a_cancelled_job_stops_by_itself_and_the_process_lives(worker: Worker) -> None:
    before = until(worker, worker.submit("pid", jobs.pid))[-1]
    job = worker.submit("count", jobs.count_for_ever)
    while not any(isinstance(e, Progressed) for e in worker.drain()):
        worker.wait(1.0)
    worker.cancel(job)
    assert Stopped(job, "count") in worker.drain()
    after = until(worker, worker.submit("pid", jobs.pid))
    assert [e for e in after if e.job == job] == [], "what a cancelled job still says is dropped"
    assert isinstance(before, Finished)
    assert isinstance(after[-1], Finished)
    assert after[-1].result == before.result


def test_a_deaf_job_is_ended_with_its_process_after_the_grace(
    worker: Worker, clock: Clock, tmp_path: Path
) -> None:
    job = worker.submit("deaf", jobs.deaf, tmp_path / "started")
    while not (tmp_path / "started").exists():
        worker.wait(0.01)
        worker.drain()
    old = worker.pid
    worker.cancel(job)
    assert worker.drain() == [Stopped(job, "deaf")]
    assert worker.pid == old
    clock.now += 1.5
    worker.drain()
    assert worker.pid != old
    assert old is not None
    assert not psutil.pid_exists(old)
    assert until(worker, after := worker.submit("sum", jobs.add, 1, 1)) == [Finished(after, "sum", 2)]


def test_a_newer_job_of_a_family_takes_the_place_of_the_older(worker: Worker) -> None:
    blocker = worker.submit("blocker", jobs.count_for_ever)
    old, other = worker.submit("sum", jobs.add, 1, 1), worker.submit("other", jobs.add, 2, 2)
    new = worker.submit("sum", jobs.add, 3, 3)
    worker.cancel(blocker)
    events = until(worker, new)
    assert [e for e in events if isinstance(e, ENDS)] == [
        Stopped(old, "sum"),
        Stopped(blocker, "blocker"),
        Finished(other, "other", 4),
        Finished(new, "sum", 6),
    ]


def test_cancelling_what_has_ended_is_nothing(worker: Worker) -> None:
    job = worker.submit("sum", jobs.add, 1, 1)
    until(worker, job)
    worker.cancel(job)
    worker.cancel(12345)
    assert worker.drain() == []


def test_a_crash_of_the_process_is_an_error_and_the_next_job_runs(worker: Worker) -> None:
    crashed, after = worker.submit("die", jobs.die), worker.submit("sum", jobs.add, 1, 1)
    events = until(worker, after)
    (failure,) = [e for e in events if isinstance(e, Failed)]
    assert failure.job == crashed
    assert failure.error is not None
    assert failure.error.code == "worker_crashed"
    assert events[-1] == Finished(after, "sum", 2)


def test_a_process_that_ended_while_idle_is_replaced(worker: Worker) -> None:
    first = until(worker, worker.submit("pid", jobs.pid))[-1]
    assert isinstance(first, Finished)
    psutil.Process(first.result).kill()
    while worker.pid is not None:
        worker.wait(1.0)
    assert worker.drain() == []
    again = until(worker, worker.submit("pid", jobs.pid))[-1]
    assert isinstance(again, Finished)
    assert again.result != first.result


def test_a_process_that_never_comes_up_fails_its_jobs_instead_of_trying_for_ever(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("persona_studio.services.worker.serve", jobs.die)
    first, second = worker.submit("a", jobs.add, 1, 1), worker.submit("b", jobs.add, 1, 1)
    events = until(worker, second)
    assert [(e.job, e.error.code if e.error else "") for e in events if isinstance(e, Failed)] == [
        (first, "worker_crashed"),
        (second, "worker_crashed"),
    ]


@pytest.mark.parametrize("executor", ["worker", "immediate"])
def test_failures_are_of_two_kinds(executor: str, worker: Worker) -> None:
    runner: Jobs = worker if executor == "worker" else Immediate()

    def failure(function: Callable[..., object], *args: object) -> Failed:
        job = runner.submit("x", function, *args)
        events = until(worker, job) if runner is worker else runner.drain()
        assert isinstance(events[-1], Failed)
        return events[-1]

    known = failure(jobs.fail, "file_empty").error
    assert isinstance(known, UserError)
    assert (known.code, known.params) == ("file_empty", {"file": "x.csv", "line": 3})
    memory = failure(jobs.out_of_memory).error
    assert memory is not None
    assert memory.code == "out_of_memory"
    unknown = failure(jobs.bug)
    assert unknown.error is None
    assert "ZeroDivisionError" in unknown.bug


def test_a_result_that_cannot_travel_is_a_bug_not_a_hang(worker: Worker) -> None:
    failure = until(worker, worker.submit("x", jobs.unspeakable))[-1]
    assert isinstance(failure, Failed)
    assert "lambda" in failure.bug


def test_a_large_result_travels(worker: Worker) -> None:
    end = until(worker, worker.submit("x", jobs.large, 20_000_000))[-1]
    assert isinstance(end, Finished)
    assert len(end.result) == 20_000_000


def test_closing_ends_a_job_under_way_at_once(worker: Worker, tmp_path: Path) -> None:
    worker.submit("deaf", jobs.deaf, tmp_path / "started")
    while not (tmp_path / "started").exists():
        worker.wait(0.01)
        worker.drain()
    old = worker.pid
    worker.close()
    assert old is not None
    assert not psutil.pid_exists(old)


# ---------------------------------------------------------------- results that take their places


def begun(worker: Worker, here: Path) -> int:
    """Start a job and go on until its results are taking their places."""
    job = worker.submit("export", jobs.place, here)
    while not (here / "begun").exists():
        worker.wait(0.01)
        worker.drain()
    return job


def test_what_takes_its_place_cannot_be_stopped_and_tells_how_it_ended(
    worker: Worker, clock: Clock, tmp_path: Path
) -> None:
    job = begun(worker, tmp_path)
    assert not worker.cancel(job)
    clock.now += 30.0
    assert worker.drain() == []
    (tmp_path / "on").touch()
    while worker._running is not None:
        worker.wait(1.0)
    assert not worker.cancel(job), "it has ended, and nobody heard of it yet"
    assert worker.drain() == [Finished(job, "export", "placed")]


def test_what_is_stopped_just_before_its_place_is_taken_writes_nothing(
    worker: Worker, tmp_path: Path
) -> None:
    before = until(worker, worker.submit("pid", jobs.pid))[-1]
    (tmp_path / "on").touch()
    while worker._process is None or not worker._process.idle:
        worker.wait(1.0)
    job = worker.submit("export", jobs.place, tmp_path)
    while worker._arrived.empty():
        pass  # it has asked whether it may, and was not heard yet
    assert worker.cancel(job)
    after = until(worker, worker.submit("pid", jobs.pid))
    assert after[0] == Stopped(job, "export")
    assert [e for e in after[1:] if e.job == job] == []
    assert isinstance(before, Finished)
    assert isinstance(after[-1], Finished)
    assert after[-1].result == before.result, "the process lives"
    assert [file.name for file in tmp_path.iterdir()] == ["on"]


def test_closing_waits_for_what_takes_its_place(
    worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(worker, tmp_path)
    wait = worker.wait

    def waited(seconds: float) -> None:
        (tmp_path / "on").touch()
        wait(seconds)

    monkeypatch.setattr(worker, "wait", waited)
    worker.close()
    assert (tmp_path / "done").exists()
    assert worker.pid is None


def test_closing_does_not_wait_for_ever(tmp_path: Path) -> None:
    worker = Worker(heavy=(), patience=0.05)
    begun(worker, tmp_path)
    worker.close()
    assert worker.pid is None
    assert not (tmp_path / "done").exists()


def test_work_done_at_once_tells_too_that_its_results_are_in_place(tmp_path: Path) -> None:
    executor = Immediate()
    (tmp_path / "on").touch()
    placed, other = executor.submit("export", jobs.place, tmp_path), executor.submit("sum", jobs.add, 1, 1)
    assert (executor.cancel(placed), executor.cancel(other)) == (False, True)


def test_warming_imports_what_is_heavy_before_there_is_a_job() -> None:
    worker = Worker(heavy=("colorsys",))
    worker.warm()
    before = worker.pid
    worker.warm()
    assert (worker.busy, worker.drain(), worker.pid) == (False, [], before)
    end = until(worker, worker.submit("x", jobs.loaded))[-1]
    assert isinstance(end, Finished)
    assert "colorsys" in end.result
    worker.close()


@pytest.mark.slow
def test_what_is_heavy_can_be_imported() -> None:
    worker = Worker()
    end = until(worker, worker.submit("x", jobs.loaded))[-1]
    assert isinstance(end, Finished)
    assert set(HEAVY) <= set(end.result)
    assert [m for m in end.result if m.startswith(("PySide6", "shiboken6"))] == []
    worker.close()


def test_a_function_without_a_module_is_refused_at_once(worker: Worker) -> None:
    with pytest.raises((AttributeError, TypeError), match="pickle"):
        worker.submit("x", lambda progress: 0)
    assert not worker.busy


def test_the_synchronous_executor_says_the_same() -> None:
    executor = Immediate()
    executor.warm()
    job = executor.submit("count", jobs.count, 2)
    assert executor.busy
    executor.cancel(job)
    assert executor.drain() == [
        Progressed(job, "count", 1, 2, "count"),
        Progressed(job, "count", 2, 2, "count"),
        Finished(job, "count", 2),
    ]
    assert not executor.busy
    executor.close()
