"""Columns come back from their pieces exactly, and broken pieces are noticed."""

import tracemalloc
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_studio.domain.waves import Column
from persona_studio.store.blobs import CHUNK, TEXT_BYTES, pack, unpack

SIZES = {"u1": 1, "u2": 2, "u4": 4, "f8": 8}


@st.composite
def columns(draw: st.DrawFn) -> Column:
    dtype = draw(st.sampled_from(sorted(SIZES)))
    rows, width = draw(st.integers(0, 40)), draw(st.integers(1, 3))
    size = rows * width * SIZES[dtype]
    return Column(
        dtype=dtype,
        rows=rows,
        data=draw(st.binary(min_size=size, max_size=size)),
        width=width,
        texts=tuple(draw(st.lists(st.text(), max_size=5))),
        reasons=draw(st.sampled_from([b"", bytes(rows)])),
    )


@given(columns())
def test_a_column_comes_back(column: Column) -> None:
    assert unpack(pack(column)) == column


@pytest.mark.parametrize("dtype", sorted(SIZES))
def test_a_long_column_is_cut_and_comes_back(dtype: str) -> None:
    rows = CHUNK + 3
    data = bytes(i * 7 % 251 for i in range(rows)) * SIZES[dtype]
    packed = pack(Column(dtype, rows, data, reasons=bytes(rows)))
    assert (len(packed.data), len(packed.reasons)) == (2, 2)
    assert unpack(packed).data == data


def test_many_texts_are_cut_and_come_back() -> None:
    texts = tuple(f"réponse {i}" for i in range(TEXT_BYTES // 10))
    packed = pack(Column("u4", 0, b"", texts=texts))
    assert len(packed.texts) == 2
    assert unpack(packed).texts == texts


def test_a_text_longer_than_a_piece_comes_back() -> None:
    texts = ("é" * TEXT_BYTES, "court")
    packed = pack(Column("u1", 0, b"", texts=texts))
    assert len(packed.texts) == 3
    assert unpack(packed).texts == texts


@pytest.mark.parametrize(
    "column",
    [Column("u1", 3, b"12"), Column("f8", 1, b"1234567"), Column("u2", 1, b"12", reasons=b"12")],
)
def test_a_buffer_of_another_size_is_refused(column: Column) -> None:
    with pytest.raises(ValueError, match="bytes for"):
        pack(column)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"data": (b"not compressed",)},
        {"data": ()},
        {"rows": 5},
        {"width": 2},
        {"dtype": "object"},
        {"texts": (pack(Column("u1", 4, b"null")).data)},
        {"texts": (pack(Column("u1", 3, b"[1]")).data)},
        {"texts": (pack(Column("u1", 3, b"[\xff]")).data)},
        {"reasons": pack(Column("u1", 1, b"1")).data},
    ],
)
def test_damaged_pieces_are_noticed(spoilt: dict[str, object]) -> None:
    packed = pack(Column("f8", 2, bytes(16), texts=("a",), reasons=b"12"))
    with pytest.raises(ValueError, match=r"pieces|bytes for|list of texts|JSON|codec|Expecting"):
        unpack(replace(packed, **spoilt))


def test_a_piece_that_would_fill_the_memory_is_refused() -> None:
    packed = pack(Column("u1", 3, b"123", reasons=bytes(3)))
    bomb = zlib.compress(bytes(64 << 20), 9)
    for part in ("data", "reasons", "texts"):
        broken = replace(packed, **{part: (bomb,)})
        tracemalloc.start()
        with pytest.raises(ValueError, match="too large"):
            unpack(broken)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert most < 16 << 20
