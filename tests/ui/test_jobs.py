"""Long work seen from the window, with a worker that says what the test tells it to say."""

from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject

from persona_studio.errors import UserError
from persona_studio.services.events import Failed, Finished, Progressed, Stopped
from persona_studio.ui import jobs as module
from persona_studio.ui.jobs import Jobs


class Told:
    """A worker that does nothing and says what it is given."""

    def __init__(self):
        self.events, self.cancelled, self.submitted, self.closed = [], [], [], False

    def submit(self, family, function, *arguments):
        self.submitted.append((family, function, arguments))
        return len(self.submitted)

    def cancel(self, job):
        self.cancelled.append(job)
        return True

    def drain(self):
        events, self.events = self.events, []
        return events

    def warm(self):
        pass

    @property
    def busy(self):
        return bool(self.submitted) and not self.closed

    def close(self):
        self.closed = True


@pytest.fixture
def worker():
    return Told()


@pytest.fixture
def jobs(qapp, worker):
    made = Jobs(lambda: worker)
    yield made
    made.close()


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(module, "monotonic", lambda: now[0])
    return now


def start(jobs, results, family="segment"):
    failed = results.append
    jobs.start(family, "Segmentation", len, "abc", done=results.append, failed=failed)


def test_a_result_comes_back_once(jobs, worker):
    results = []
    start(jobs, results)
    assert jobs.under_way("segment")
    worker.events = [Finished(1, "segment", 42)]
    jobs.drain()
    jobs.drain()
    assert results == [42]
    assert not jobs.under_way("segment")


def test_the_result_of_an_older_job_is_dropped(jobs, worker):
    results = []
    start(jobs, results)
    start(jobs, results)
    worker.events = [Finished(1, "segment", "old"), Finished(2, "segment", "new")]
    jobs.drain()
    assert results == ["new"]


def test_progress_is_shown_after_half_a_second_with_the_time_left(jobs, worker, clock, qtbot):
    start(jobs, [])
    clock[0] += 0.4
    worker.events = [Progressed(1, "segment", 1, 10, "stability")]
    with qtbot.assertNotEmitted(jobs.shown):
        jobs.drain()
    clock[0] += 0.6
    worker.events = [Progressed(1, "segment", 2, 10, "stability")]
    with qtbot.waitSignal(jobs.shown) as told:
        jobs.drain()
    title, done, total, code, left = told.args
    assert (title, done, total, code) == ("Segmentation", 2, 10, "stability")
    assert left == pytest.approx(4.0)


def test_work_nobody_asked_for_is_not_shown_however_long_it_takes(jobs, worker, clock, qtbot):
    jobs.start("example", "", len, "abc", done=[].append)
    clock[0] += 60
    worker.events = [Progressed(1, "example", 1, 10, "pages")]
    with qtbot.assertNotEmitted(jobs.shown):
        jobs.drain()


def test_an_error_goes_to_who_asked_else_to_everybody(jobs, worker, qtbot):
    results = []
    start(jobs, results)
    worker.events = [Failed(1, "segment", UserError("no_persona"))]
    jobs.drain()
    assert results[0].code == "no_persona"
    jobs.start("import", "", len, "", done=results.append)
    worker.events = [Failed(2, "import", UserError("file_empty", file="x"))]
    with qtbot.waitSignal(jobs.broke) as told:
        jobs.drain()
    assert told.args[0].code == "file_empty"


def test_a_fault_of_ours_is_told_apart(jobs, worker, qtbot):
    start(jobs, [])
    worker.events = [Failed(1, "segment", None, "Traceback")]
    with qtbot.waitSignal(jobs.bug) as told:
        jobs.drain()
    assert told.args == ["Traceback"]


def test_stopping_gives_everything_up(jobs, worker, qtbot):
    results = []
    start(jobs, results)
    with qtbot.waitSignal(jobs.rested):
        jobs.stop_all()
    assert worker.cancelled == [1]
    worker.events = [Stopped(1, "segment"), Finished(1, "segment", 42)]
    jobs.drain()
    assert results == []


def test_the_worker_is_made_when_it_is_needed(qapp):
    made = []
    lazy = Jobs(lambda: made.append(True) or Told())
    lazy.close()
    assert made == []
    lazy.warm()
    assert made == [True]
    lazy.close()


class Asking(QObject):
    """Somebody on screen who asks for work."""

    def __init__(self):
        super().__init__()
        self.heard = []

    def take(self, *what):
        self.heard.append(what)


def test_who_is_gone_hears_nothing_and_an_error_goes_to_everybody(jobs, worker, qtbot):
    asking = Asking()
    for take in (asking.take, partial(asking.take, "told")):
        jobs.start("segment", "", len, "abc", done=take, failed=take, told=take)
    shiboken6.delete(asking)
    worker.events = [Progressed(2, "segment", 1, 2, "axes"), Finished(2, "segment", 42)]
    jobs.drain()
    assert not jobs.under_way("segment")
    jobs.start("segment", "", len, "abc", done=asking.take, failed=asking.take)
    worker.events = [Failed(3, "segment", UserError("no_persona"))]
    with qtbot.waitSignal(jobs.broke) as told:
        jobs.drain()
    assert told.args[0].code == "no_persona"
    assert asking.heard == []


def test_who_is_there_hears_it_through_a_partial(jobs, worker):
    asking = Asking()
    jobs.start("segment", "", len, "abc", done=partial(partial(asking.take, "a"), "b"))
    worker.events = [Finished(1, "segment", 42)]
    jobs.drain()
    assert asking.heard == [("a", "b", 42)]


def test_who_waits_hears_that_work_was_given_up(jobs, worker):
    heard = []
    jobs.start("segment", "", len, "", done=heard.append, stopped=lambda: heard.append("stopped"))
    jobs.stop("segment")
    worker.events = [Stopped(1, "segment")]
    jobs.drain()
    assert heard == ["stopped"], "once, be it said by the worker too"
    jobs.start("segment", "", len, "", done=heard.append, stopped=lambda: heard.append("by the worker"))
    worker.events = [Stopped(2, "segment")]
    jobs.drain()
    assert heard == ["stopped", "by the worker"]
    assert not jobs.under_way("segment")
