"""Editing that is ended by force: the project opens, and all that was reported as saved is there."""

import contextlib
import hashlib
import json
import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from helpers import scripted_editing
from persona_studio.domain.project import Project
from persona_studio.store.project_file import ProjectFile

ROUNDS = int(os.environ.get("PERSONA_STUDIO_KILLS", "15"))
LONGEST = 0.25
"""Seconds between the first gesture and the end at most: long enough for an import to be under way."""


@pytest.mark.slow
@pytest.mark.timeout(30 + 3 * ROUNDS)
def test_every_gesture_reported_as_saved_survives_the_end_by_force(tmp_path: Path) -> None:
    path = tmp_path / "under fire.persona"
    ProjectFile.create(path, scripted_editing.start()).close()
    chance = random.Random(ROUNDS)
    torn, state = 0, scripted_editing.digest(_project(path))
    for seed in range(ROUNDS):
        begun, saved = _edit_until_killed(path, seed, chance.uniform(0.0, LONGEST))
        torn += path.with_name(path.name + "-journal").exists()
        with ProjectFile.open(path) as file:
            assert not file.read_only
            before, state = state, scripted_editing.digest(file.project)
            assert state in {saved or before, begun}, f"round {seed}: a gesture reported as saved is lost"
            _check_answers(file)
    print(f"{ROUNDS} rounds, {torn} ended in the middle of a transaction")


def _edit_until_killed(path: Path, seed: int, seconds: float) -> tuple[str, str]:
    """Return the digests of the last gesture begun and of the last one saved."""
    command = [sys.executable, scripted_editing.__file__, str(path), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        lines = [process.stdout.readline()]
        timer = threading.Timer(seconds, process.kill)
        timer.start()
        lines += process.stdout.readlines()
        timer.join()
        assert not process.stderr.read()
    said = {}
    for line in lines:
        with contextlib.suppress(json.JSONDecodeError):  # the last line may be cut
            said |= json.loads(line)
    return said.get("begun", ""), said.get("saved", "")


def _project(path: Path) -> Project:
    with ProjectFile.open(path, read_only=True) as file:
        return file.project


def _check_answers(file: ProjectFile) -> None:
    for wave in file.project.waves:
        answers = file.answers(wave.id)
        for variable in wave.variables:
            assert hashlib.sha256(answers.column(variable.id).data).hexdigest() == variable.name
