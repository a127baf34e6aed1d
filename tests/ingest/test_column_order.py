"""The order of the columns changes nothing: not what a question is, what it is for, or who is alike."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from helpers.imports import Survey, import_file
from persona_studio.analysis import default_recipe, segment
from persona_studio.domain.progress import Silent
from persona_studio.domain.waves import MemoryAnswers

FILES = [
    "psych_bfi.csv",
    "kaggle_young_people_responses.csv",
    "questionr_hdv2003.csv",
    "factominer_tea.csv",
    "kaggle_mall_customers.csv",
]


def shuffled(source: Path, target: Path, seed: int | None, rows_kept: int | None = None) -> Path:
    """Write a file anew with its columns in another order (None: the same), and only its first rows."""
    text = source.read_text(encoding="utf-8", errors="surrogateescape")
    with source.open(encoding="utf-8", errors="surrogateescape", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=max(",;", key=text.split("\n", 1)[0].count)))
    width = len(rows[0])
    order = range(width) if seed is None else np.random.default_rng(seed).permutation(width).tolist()
    with target.open("w", encoding="utf-8", errors="surrogateescape", newline="") as stream:
        csv.writer(stream).writerows([[row[place] for place in order] for row in rows[:rows_kept]])
    return target


def understood(survey: Survey) -> dict[str, tuple[object, ...]]:
    return {v.name: (v.kind, v.role, v.block, v.levels, v.missing_count) for v in survey.wave.variables}


@pytest.mark.parametrize("name", FILES)
def test_questions_are_understood_alike_in_any_order(real, shared_data, tmp_path, name):
    expected = understood(real(name))
    for seed in range(3):
        assert understood(import_file(shuffled(shared_data / name, tmp_path / name, seed))) == expected


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_the_same_people_are_alike_in_any_order(shared_data, tmp_path, name):
    labels = []
    for seed in (None, 7):
        survey = import_file(shuffled(shared_data / name, tmp_path / name, seed, rows_kept=400))
        recipe = replace(default_recipe(survey.wave), segments=3)
        answers = MemoryAnswers(survey.wave.respondents, survey.columns)
        labels.append(segment(survey.wave, answers, recipe, Silent()).labels.data)
    assert labels[0] == labels[1]


GRID = ["Jamais", "Parfois", "Souvent", "Toujours"]


def test_a_grid_under_one_header_needs_no_neighbours(imported):
    random = np.random.default_rng(2)
    columns = {f"Sorties - {item}": random.choice(GRID[:2], 90) for item in ("bar", "musée")}
    columns |= {f"Sorties - {item}": random.choice(GRID, 90) for item in ("cinéma", "stade")}
    columns |= {f"Ville {i}": random.choice(["Paris", "Lyon", "Nice"], 90) for i in range(4)}
    names = sorted(columns)
    seen = []
    for order in (names, names[::-1], names[::2] + names[1::2]):
        rows = [order, *(list(row) for row in zip(*(columns[name] for name in order), strict=True))]
        survey = imported("\n".join(";".join(row) for row in rows) + "\n")
        seen.append(understood(survey))
        assert [level.label for level in survey["Sorties - bar"].levels] == GRID
    assert seen[0] == seen[1] == seen[2]
    assert {seen[0][f"Sorties - {item}"][2] for item in ("bar", "musée", "cinéma", "stade")} == {"Sorties"}


def test_facts_coded_like_the_things_rated_stay_facts(imported):
    random = np.random.default_rng(3)
    items = ["Cinéma", "Lecture", "Musique", "Jeux", "Sport", "Voyages", "Cuisine"]
    for order in (["Education", *items, "Children"], [*items[:3], "Education", "Children", *items[3:]]):
        rows = [order, *(list(map(str, row)) for row in random.integers(1, 6, (150, len(order))))]
        survey = imported("\n".join(";".join(row) for row in rows) + "\n")
        assert (survey["Education"].role, survey["Education"].block) == ("illustrative", "")
        assert survey["Children"].role == "active"
        assert survey["Children"].block == survey[items[0]].block != ""


def test_rows_are_numbered_wherever_the_number_stands(imported):
    rows = [f"{'oui' if i % 2 else 'non'};{i % 5};{i % 3};{i + 1}" for i in range(60)]
    survey = imported("\n".join(["Client;Note;Visites;Rang", *rows]) + "\n")
    assert survey["Rang"].role == "identifier"
