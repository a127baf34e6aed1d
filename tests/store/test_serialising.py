"""Values survive the trip through JSON, and nothing else is taken for a value."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import samples
from helpers.trees import things
from persona_studio.domain.personas import Persona, Section, SectionKey
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segmentation
from persona_studio.domain.tree import NODE_OF
from persona_studio.store.serialising import NotTheValueError, from_json, to_json


@given(st.sampled_from(sorted(NODE_OF, key=str)).flatmap(lambda kind: things(kind, most=1)))
def test_any_value_comes_back(value: object) -> None:
    read = from_json(to_json(value), type(value))
    assert read == value
    assert repr(read) == repr(value)  # an enumeration equals its text, but is not one


@pytest.mark.parametrize("value", [samples.project(), samples.persona(), samples.segmentation()])
def test_the_samples_come_back(value: Project | Persona | Segmentation) -> None:
    assert from_json(to_json(value), type(value)) == value


def test_readable_in_the_file() -> None:
    assert "Œuvre" in to_json(samples.persona())


SECTION = json.loads(to_json(Section(id="s", key=SectionKey.BUYING)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "null",
        "[]",
        "{}",
        json.dumps({**SECTION, "surprise": 1}),
        json.dumps({k: v for k, v in SECTION.items() if k != "hidden"}),
        json.dumps({**SECTION, "hidden": 1}),
        json.dumps({**SECTION, "hidden": "true"}),
        json.dumps({**SECTION, "title": 3}),
        json.dumps({**SECTION, "title": None}),
        json.dumps({**SECTION, "key": "no such section"}),
        json.dumps({**SECTION, "attributes": 3}),
        json.dumps({**SECTION, "attributes": [{}]}),
        json.dumps({**SECTION, "attributes": {"id": "x"}}),
        "[" * 100_000,
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(NotTheValueError):
        from_json(text, Section)


def test_a_newer_value_is_read_as_far_as_it_is_known() -> None:
    newer = {**{k: v for k, v in SECTION.items() if k != "hidden"}, "surprise": 1}
    assert from_json(json.dumps(newer), Section, strict=False) == Section(id="s", key=SectionKey.BUYING)
