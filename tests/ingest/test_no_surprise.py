"""Whatever is in a file, the import gives a survey or a clear error, never a bug."""

from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpers.examples import SHARING, examples
from helpers.imports import import_file
from persona_studio.domain.variables import Kind
from persona_studio.errors import UserError
from persona_studio.ingest import recast

RELAXED = examples(120, deadline=None, suppress_health_check=SHARING)
CELLS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12),
    st.sampled_from(
        ["", "NA", "Oui", "Non", "X", "1", "2", "99", "-9", "1,5", "1.5", "12/03/2024", "Ne sait pas"]
    ),
    st.integers(-10, 10_000).map(str),
)
SMALL = ["spss_pspp_hotel.sav", "kaggle_mall_customers.csv", "qualtrics_testfile_de.csv", "spss_umlauts.sav"]


def attempt(path) -> None:
    try:
        survey = import_file(path)
    except UserError:
        return
    for variable in survey.wave.variables:
        if variable.id not in survey.columns:
            continue
        column = survey.columns[variable.id]
        assert column.rows == survey.wave.respondents
        for kind in (Kind.NOMINAL, Kind.ORDINAL, Kind.NUMERIC, Kind.TEXT):
            with suppress(UserError):
                recast(variable, column, kind)


@RELAXED
@given(content=st.binary(max_size=400))
@example(content=b"\xff\xfe")
@example(content=b'"\n"')
@example(content=b"a;b\r\r\n;")
@example(content=b"PK\x03\x04" + bytes(30))
def test_any_bytes(tmp_path, content):
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    attempt(path)


@RELAXED
@given(
    table=st.integers(1, 6).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), max_size=25)),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]),
)
def test_any_table(tmp_path, table, delimiter, encoding):
    path = tmp_path / "any.csv"
    path.write_bytes("\n".join(delimiter.join(row) for row in table).encode(encoding))
    attempt(path)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=SHARING)
@given(data=st.data())
def test_real_files_damaged_anywhere(tmp_path, shared_data, data):
    name = data.draw(st.sampled_from(SMALL))
    content = bytearray((shared_data / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / name
    path.write_bytes(content[: data.draw(st.integers(1, len(content)))])
    attempt(path)
