"""How often personal data are found, and how often something else is taken for them, on made-up columns."""

import random
from collections import Counter
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from helpers.personal_corpus import SIZE, Case, corpus
from persona_studio.domain.variables import Personal
from persona_studio.ingest.cells import split_cells
from persona_studio.ingest.kinds import understand
from persona_studio.ingest.look import Context
from persona_studio.ingest.missing import missing_texts
from persona_studio.ingest.options import ImportOptions
from persona_studio.ingest.privacy import personal_kind
from persona_studio.ingest.table import make_column
from persona_studio.ingest.words import load_words

PRECISION, RECALL = 0.98, 0.95
VALUES = 3000


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return corpus()


def kind_of(case: Case, words=None) -> Personal | None:
    words = words or load_words()
    encoded = pa.array(case.values).dictionary_encode()
    codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int16)
    column = make_column(case.header, 0, encoded.dictionary, codes, label=case.header)
    missing = missing_texts((column,), words, ())
    context = Context(words, ImportOptions(), missing, language="fr", day_first=True)
    return personal_kind(column, split_cells(column, context) or understand(column, context), words)


@pytest.mark.slow
def test_personal_data_are_found_and_little_else(cases: list[Case]) -> None:
    made, right, found = Counter(), Counter(), Counter()
    wrong = []
    for case in cases:
        seen = kind_of(case)
        made[case.kind] += 1
        found[seen] += 1
        right[case.kind] += seen is case.kind
        if seen is not case.kind:
            wrong.append((case.kind, seen, case.header, case.origin, case.values[:2]))
    print()
    for kind in Personal:
        precision, recall = right[kind] / max(1, found[kind]), right[kind] / made[kind]
        print(
            f"{kind.value:>10}: {made[kind]} columns, {made[kind] * SIZE} values, "
            f"precision {precision:.3f}, recall {recall:.3f}"
        )
        assert made[kind] * SIZE >= VALUES
        assert precision >= PRECISION, wrong
        assert recall >= RECALL, wrong
    print(f"look-alikes: {made[None]} columns, {made[None] - right[None]} taken for personal data")
    assert right[None] == made[None], [w for w in wrong if w[0] is None]


def test_names_are_found_when_many_of_them_were_never_heard(cases: list[Case]) -> None:
    """With three given names in ten struck from our list: a survey has names that no list has."""
    words = load_words()
    known = sorted(words.given_names)
    fewer = replace(words, given_names=frozenset(random.Random(3).sample(known, round(0.7 * len(known)))))
    untold = [c for c in cases if c.kind is Personal.NAME and "told" not in c.origin]
    recall = sum(kind_of(case, fewer) is Personal.NAME for case in untold) / len(untold)
    print(f"\nrecall of names, 30 % of given names unknown: {recall:.3f}")
    assert recall >= 0.9


REAL = {
    "googleforms_learning_r_es.tsv": {"Email Address"},
    "qualtrics_testfile_de.csv": {
        "IPAddress",
        "RecipientLastName",
        "RecipientFirstName",
        "RecipientEmail",
        "LocationLatitude",
        "LocationLongitude",
    },
}
"""Columns of the published surveys that are personal, by file; in all other columns nothing is."""


def test_no_false_alarm_in_published_surveys(real, shared_data) -> None:
    for path in sorted(shared_data.glob("*.*")):
        if path.suffix != ".md":
            survey = real(path.name)
            found = {v.name for v in survey.wave.variables if v.personal is not None}
            assert found == REAL.get(path.name, set()), path.name
