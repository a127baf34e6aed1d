"""Whose row is whose: checked against pandas' own merge."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_studio import ingest
from persona_studio.domain.joins import Repeated
from persona_studio.domain.progress import Silent
from persona_studio.domain.variables import FIRST_LEVEL, Kind, Role, Variable
from persona_studio.ingest.joining import NOBODY, aligned, grids_apart, keys_of, match

KEYS = st.lists(st.sampled_from(["", "a", "b", "c", "d", "e"]), max_size=12).map(
    lambda keys: np.asarray(keys, np.str_)
)
KEEP = {Repeated.FIRST: "first", Repeated.LAST: "last", Repeated.NONE: False}


@given(KEYS, KEYS, st.sampled_from(Repeated))
def test_every_respondent_takes_the_row_that_a_merge_gives(mine, theirs, repeated):
    places, matching = match(mine, theirs, repeated)
    other = pd.DataFrame({"key": theirs, "row": np.arange(theirs.size)}).query("key != ''")
    other = other.drop_duplicates("key", keep=KEEP[repeated])
    merged = pd.DataFrame({"key": mine}).merge(other, on="key", how="left")["row"].fillna(NOBODY)
    assert places.tolist() == merged.astype(int).tolist()
    assert matching.matched == int((merged != NOBODY).sum())
    counts = pd.Series(theirs[theirs != ""]).value_counts()
    assert matching.ambiguous.count == sum(counts.get(key, 0) > 1 for key in mine if key)
    assert matching.unmatched.count == sum(key not in counts for key in mine if key)
    assert matching.nameless == int((mine == "").sum())
    assert matching.unused.count == theirs.size - len(set(merged) - {NOBODY})
    undecided = 0 if repeated is not Repeated.NONE else matching.ambiguous.count
    assert matching.matched + matching.unmatched.count + matching.nameless + undecided == mine.size


def _read(folder: Path, text: str) -> ingest.Imported:
    file = folder / "other.csv"
    file.write_text(text, encoding="utf-8")
    return ingest.read(file, ingest.ImportOptions(keep_personal=True), Silent())


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [("007", "7"), ("12.0", "12"), ("  Ab-3 ", "ab-3"), ("ÉLÉ@X.FR", "élé@x.fr")],
)
def test_what_a_spreadsheet_loses_tells_no_identifiers_apart(tmp_path, mine, theirs):
    rows = "\n".join(f"k{n};{n}" for n in range(30))
    keys = []
    for word in (mine, theirs):
        imported = _read(tmp_path, f"client;valeur\n{word};1\n{rows}\n")
        variable = next(v for v in imported.wave.variables if v.name == "client")
        keys.append(keys_of(variable, imported.columns[variable.id])[0])
    assert keys[0] == keys[1] != ""


def test_columns_follow_the_respondents(tmp_path):
    lines = [f"c{n};{'Paris' if n % 2 else 'Lyon'};{n * 1.5};note {n}" for n in range(40)]
    imported = _read(tmp_path, "client;ville;montant;remarque\n" + "\n".join(lines) + "\n")
    by_name = {v.name: v for v in imported.wave.variables}
    places = np.asarray([3, NOBODY, 0, 3, 39])
    city, codes = aligned(by_name["ville"], imported.columns[by_name["ville"].id], places, 1, {"ville"})
    values = {level.code: level.value for level in city.levels}
    given_ = [values.get(int(code) - FIRST_LEVEL) for code in np.frombuffer(codes.data, codes.dtype)]
    assert given_ == ["Paris", None, "Lyon", "Paris", "Paris"]
    assert {level.value: level.count for level in city.levels} == {"Paris": 3, "Lyon": 1}
    assert city.name == "ville (2)"
    assert city.role is not Role.ACTIVE
    assert city.missing == (0, 1, 0, 0)
    amount, numbers = aligned(by_name["montant"], imported.columns[by_name["montant"].id], places, 1, ())
    read = np.frombuffer(numbers.data, "<f8").tolist()
    assert [None if math.isnan(x) else x for x in read] == [4.5, None, 0.0, 4.5, 58.5]
    assert amount.missing_count == 1
    assert sum(amount.distribution.counts) == 4


def test_texts_of_nobody_here_are_not_brought_along(tmp_path):
    lines = [f"c{n};{'mot ' * (n + 3)}{n} bien long et tout autre" for n in range(60)]
    imported = _read(tmp_path, "client;remarque\n" + "\n".join(lines) + "\n")
    note = next(v for v in imported.wave.variables if v.name == "remarque")
    assert note.kind is Kind.TEXT
    _, column = aligned(note, imported.columns[note.id], np.asarray([5, NOBODY, 5]), 1, ())
    assert len(column.texts) == 1
    assert column.texts[0].endswith("5 bien long et tout autre")


def test_grids_are_told_apart_by_names_that_are_free() -> None:
    one = Variable(id="v", name="a", label="a", kind=Kind.ORDINAL, role=Role.ILLUSTRATIVE)
    theirs = [replace(one, block=block) for block in ("Prix", "Prix (2)", "", "Prix", "Autre")]
    apart = [v.block for v in grids_apart(theirs, {"", "Prix", "Prix (3)"})]
    assert apart == ["Prix (4)", "Prix (2)", "", "Prix (4)", "Autre"]
