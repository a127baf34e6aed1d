"""The log tells what went wrong and where, and never what a respondent answered."""

import logging
import subprocess
import sys
import traceback
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from persona_studio.errors import UserError
from persona_studio.logs import Discreet, without_answers
from persona_studio.store.engine import connect

ANSWER = "jean.dupont@exemple.fr"


def fail(text: str) -> None:
    float(text)


def written(record_of) -> str:
    """What stands in the log after something was logged."""
    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    handler, logger = Kept(), logging.Logger("persona_studio")  # noqa: LOG001 - one of its own
    handler.setFormatter(Discreet())
    logger.addHandler(handler)
    record_of(logger)
    return "\n".join(lines)


def test_an_exception_is_told_without_what_it_quotes() -> None:
    def log(logger: logging.Logger) -> None:
        try:
            fail(ANSWER)
        except ValueError:
            logger.exception("bug")

    told = written(log)
    assert ANSWER not in told
    assert "bug" in told
    assert "ValueError" in told
    assert ", in fail" in told


def test_a_trace_that_comes_as_text_is_told_so_as_well() -> None:
    def log(logger: logging.Logger) -> None:
        try:
            try:
                fail(ANSWER)
            except ValueError as error:
                raise KeyError(f"{ANSWER}\n{ANSWER}\nValueError: {ANSWER}") from error
        except KeyError:
            logger.error("bug\n%s", traceback.format_exc())

    told = written(log)
    assert ANSWER not in told
    assert told.count("ValueError") == 1
    assert "KeyError" in told
    assert "direct cause" in told


@given(st.text(), st.text())
def test_no_message_comes_through(before: str, after: str) -> None:
    secret = "f5b1secret"
    try:
        raise RuntimeError(f"{before}{secret}{after}")
    except RuntimeError:
        told = without_answers(traceback.format_exc())
    assert secret not in told
    assert "RuntimeError" in told
    assert told == without_answers(told)


def test_words_made_to_look_like_a_trace_are_words() -> None:
    try:
        raise RuntimeError(f'\n  File "{ANSWER}", line 1, in secret\nValueError: x\nSecret')
    except RuntimeError:
        told = without_answers(traceback.format_exc())
    assert ANSWER not in told
    assert "ecret" not in told


def test_a_remark_on_one_line_is_kept_whole() -> None:
    told = written(
        lambda logger: logger.warning("%s was not closed: %s", "a.persona", UserError("disk_full"))
    )
    assert told.endswith("a.persona was not closed: disk_full")


def test_the_database_does_not_repeat_what_it_was_given(tmp_path: Path) -> None:
    engine = connect(tmp_path / "x", "rwc")
    try:
        with engine.begin() as connection, pytest.raises(DBAPIError) as caught:
            connection.exec_driver_sql("INSERT INTO nowhere VALUES (?)", (ANSWER,))
    finally:
        engine.dispose()
    assert ANSWER not in str(caught.value)


def test_the_program_writes_its_log_so(tmp_path: Path) -> None:
    code = (
        "from persona_studio import logs\n"
        "logger = logs.start()\n"
        "try:\n"
        f"    float('{ANSWER}')\n"
        "except ValueError:\n"
        "    logger.exception('bug')\n"
    )
    environment = {"PERSONA_STUDIO_HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[1])}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    told = (tmp_path / "logs" / "persona-studio.log").read_text("utf-8")
    assert "ValueError" in told
    assert ANSWER not in told
