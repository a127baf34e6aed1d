"""Formats by their endings and names."""

from pathlib import PurePath

import pytest

from persona_studio.domain.formats import CSV, FORMATS, PDF, PNG, named, of_file


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.id)
def test_an_ending_names_its_format_however_it_is_written(each):
    assert of_file(PurePath(f"kit{each.ending}")) is each
    assert of_file(PurePath(f"a.b/KIT v2.1{each.ending.upper()}")) is each


@pytest.mark.parametrize("name", ["kit", "kit.docx", ".pdf", "pdf", "kit.pdf.txt"])
def test_other_endings_name_none(name):
    assert of_file(PurePath(name)) is None


def test_formats_are_named_once_and_in_their_order():
    assert named("csv, PDF,png,pdf") == (PDF, PNG, CSV)


@pytest.mark.parametrize("text", ["", " , ", "pdf,docx", "all"])
def test_unknown_names_are_told(text):
    with pytest.raises(ValueError, match=text.partition(",")[2].strip() or text.strip(", ") or "^$"):
        named(text)
