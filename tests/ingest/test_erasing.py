"""Stored answers without personal data: what goes, what is masked elsewhere, what stays as it was."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_studio.domain.variables import (
    FIRST_LEVEL,
    AsMissing,
    Kind,
    Missing,
    Personal,
    Role,
    Rule,
    RuleKind,
)
from persona_studio.ingest.erasing import (
    Eraser,
    cleaned,
    emptied,
    pseudonymised,
    pseudonyms,
    quotable,
    values_of,
)

MARKS = {Personal.EMAIL: "[e-mail]", Personal.PHONE: "[téléphone]"}
VALUES = {
    "Julie Martin": "[nom]",
    "jean.petit": "[nom]",
    "Ana María Ruiz": "[nom]",
    "0612": "[x]",
    "Paul": "[nom]",
}


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("J’ai vu JULIE MARTIN hier", "J’ai vu [nom] hier"),
        ("Julie Martinez", "Julie Martinez"),
        ("chez jean.petit, oui", "chez [nom], oui"),
        ("Ana maría ruiz et Julie Martin", "[nom] et [nom]"),
        ("Paul, 0612, Julie", "Paul, 0612, Julie"),
        ("a@b.fr ou Julie Martin", "[e-mail] ou [nom]"),
        ("İstanbul Julie Martin İ", "İstanbul [nom] İ"),
        ("", ""),
    ],
)
def test_values_are_masked_wherever_they_are_quoted(text: str, clean: str) -> None:
    eraser = Eraser(MARKS, VALUES)
    assert eraser.clean(text) == clean
    assert eraser.clean(clean) == clean


@given(
    st.lists(st.text("abcd @.'é-", min_size=6, max_size=20), max_size=5),
    st.text("abcd @.'é-XYZ", max_size=60),
)
def test_no_quotable_value_is_left_as_a_word_of_its_own(values: list[str], text: str) -> None:
    eraser = Eraser({}, dict.fromkeys(values, "#"))
    clean = eraser.clean(f"{text} {' '.join(values)} {text}")
    for value in values:
        core = value.strip(" @.'-")
        if quotable(value) and quotable(core) and core == value:
            assert f" {value} " not in clean.replace("#", " # ") or "#" in value


def test_answers_that_become_equal_are_one_answer(imported) -> None:
    answers = ["le site", "lea@exemple.fr", "un ami", "hugo@exemple.fr"]
    rows = [f"{answers[i % 4]};{i % 5}" for i in range(80)]
    survey = imported("\n".join(["Canal;Note", *rows]) + "\n", keep_personal=True)
    before = survey.answers("Canal")
    variable, column = cleaned(survey["Canal"], survey.column("Canal"), Eraser(MARKS).clean)
    assert {level.label: level.count for level in variable.levels} == {
        "le site": 20,
        "un ami": 20,
        "[e-mail]": 40,
    }
    by_code = {level.code: level.label for level in variable.levels}
    codes = np.frombuffer(column.data, column.dtype)
    now = [by_code[code - FIRST_LEVEL] for code in codes.tolist()]
    assert now == ["[e-mail]" if "@" in text else text for text in before]
    assert variable.distribution.counts == tuple(level.count for level in variable.levels)


def test_options_that_become_equal_are_one_option(imported) -> None:
    answers = ["thé, a@b.fr", "café, c@d.fr", "a@b.fr, c@d.fr", "thé, café", "café", "thé"]
    rows = [f"{answers[i % 6]};{i % 5}" for i in range(120)]
    survey = imported("\n".join(["Boissons;Note", *rows]) + "\n", keep_personal=True)
    assert survey["Boissons"].kind == "multiple"
    variable, column = cleaned(survey["Boissons"], survey.column("Boissons"), Eraser(MARKS).clean)
    counts = {level.label: level.count for level in variable.levels}
    assert counts == {"thé": 60, "café": 60, "[e-mail]": 60}
    ticks = np.frombuffer(column.data, column.dtype).reshape(column.width, column.rows)
    chosen = next(level.code for level in variable.levels if level.label == "[e-mail]")
    assert (ticks[chosen] == FIRST_LEVEL + 1).tolist() == ["@" in answers[i % 6] for i in range(120)]


def test_what_holds_nothing_is_the_same_value(imported) -> None:
    survey = imported("\n".join(["Canal;Avis", *(f"site {i % 3};bien {i}" for i in range(60))]) + "\n")
    for name in ("Canal", "Avis"):
        variable, column = cleaned(survey[name], survey.column(name), Eraser(MARKS, VALUES).clean)
        assert variable is survey[name]
        assert column is survey.column(name)


def test_an_emptied_variable_tells_nothing_of_its_answers(imported) -> None:
    survey = imported("\n".join(["Canal;Note", *(f"lieu {i % 3};{i % 5}" for i in range(60))]) + "\n")
    gone = emptied(survey["Canal"])
    assert "lieu" not in repr(gone)
    assert (gone.stored, gone.role, gone.distribution.distinct) == (False, Role.SET_ASIDE, 0)
    assert (gone.id, gone.name) == (survey["Canal"].id, "Canal")


@given(st.lists(st.integers(0, 30), min_size=1, max_size=80))
def test_pseudonyms_tell_apart_whom_identifiers_told_apart(numbers: list[int]) -> None:
    names = pseudonyms([f"x{n}" for n in numbers])
    assert len(set(names.values())) == len(set(numbers)) == len(names)


def test_numbers_and_missing_identifiers_are_renamed_too(imported) -> None:
    rows = [f"{100_000 + 37 * i if i % 7 else ''};{i % 5}" for i in range(70)]
    survey = imported("\n".join(["Numéro client;Note", *rows]) + "\n")
    variable, column = survey["Numéro client"], survey.column("Numéro client")
    values = values_of(variable, column)
    assert set(values) == {str(100_000 + 37 * i) for i in range(70) if i % 7}
    names = pseudonyms(values)
    renamed, now = pseudonymised(variable, column, names)
    codes = np.frombuffer(now.data, now.dtype)
    assert (codes < FIRST_LEVEL).tolist() == [not i % 7 for i in range(70)]
    assert len(set(codes[codes >= FIRST_LEVEL].tolist())) == 60
    assert renamed.missing_count == 10
    assert not any(value in now.texts for value in values)


def test_dates_are_renamed_as_they_are_read(imported) -> None:
    rows = [f"{1 + i % 28:02d}/0{1 + i % 9}/{1950 + i % 50};{i % 5}" for i in range(60)]
    survey = imported("\n".join(["Date de naissance;Note", *rows]) + "\n", keep_personal=True)
    variable, column = survey["Date de naissance"], survey.column("Date de naissance")
    assert column.dtype == "f8"
    renamed, now = pseudonymised(variable, column, pseudonyms(values_of(variable, column)))
    before, after = (np.frombuffer(c.data, c.dtype).tolist() for c in (column, now))
    assert len(set(zip(before, after, strict=True))) == len(set(before)) == len(now.texts)
    assert renamed.missing_count == 0


def test_answers_counted_as_missing_and_groups_put_together_go_as_well(imported) -> None:
    """A word too short to be looked for elsewhere is personal in its own column."""
    rows = [f"{('Ana', 'Bob', 'Eve')[i % 3]};{i % 5}" for i in range(60)]
    survey = imported(
        "\n".join(["Prénom;Note", *rows]) + "\n", keep_personal=True, kinds=(("Prénom", Kind.NOMINAL),)
    )
    whole, column = survey["Prénom"], survey.column("Prénom")
    first, *others = whole.levels
    variable = replace(
        whole, levels=tuple(others), as_missing=(AsMissing(first, Missing.REFUSED, 0),),
        rule=Rule(RuleKind.RECODED, ("other",), groups=(("Bobby", ("Bob",)),)),
    )  # fmt: skip
    values = values_of(variable, column)
    assert {"Ana", "Bob", "Eve"} <= set(values)
    renamed, _ = pseudonymised(variable, column, pseudonyms(values))
    for gone in (emptied(variable), renamed):
        assert not any(word in repr(gone) for word in ("Ana", "Bob", "Eve"))
        assert gone.rule == Rule(RuleKind.RECODED, ("other",))
