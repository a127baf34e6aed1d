"""Values of the domain as JSON and back. Strict: a field too many, too few or of a wrong type is damage."""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.errors import BaseValidationError
from cattrs.gen import make_dict_structure_fn

T = TypeVar("T")


class NotTheValueError(ValueError):
    """The JSON is not that of a value of the wanted type."""


def to_json(value: Any) -> str:
    """Return the JSON of a value of the domain."""
    return json.dumps(_converter(True).unstructure(value), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str, kind: type[T], *, strict: bool = True) -> T:
    """Return the value of type ``kind``.

    Args:
        text: what :func:`to_json` gave.
        kind: the type.
        strict: refuse fields that are unknown or missing; else, for files of a newer program, the unknown
            ones are left out.

    Raises:
        NotTheValueError: the text is not JSON, or not that of such a value.
    """
    try:
        return _converter(strict).structure(json.loads(text), kind)
    except (ValueError, TypeError, KeyError, RecursionError, BaseValidationError) as error:
        raise NotTheValueError(f"{kind.__name__}: {error}") from error


@cache
def _converter(strict: bool) -> Converter:
    converter = Converter(forbid_extra_keys=strict, detailed_validation=False)
    for plain in (str, int, bool):
        converter.register_structure_hook(plain, _exactly(plain))
    converter.register_structure_hook(float, _number)
    # Being a kind of str, it would be read as one.
    converter.register_structure_hook(StrEnum, lambda value, kind: kind(value))
    if strict:
        converter.register_structure_hook_factory(is_dataclass, lambda kind: _complete(kind, converter))
    return converter


def _exactly(kind: type[Any]) -> Callable[[Any, Any], Any]:
    def checked(value: Any, _kind: Any) -> Any:
        if type(value) is not kind:
            raise NotTheValueError(f"{value!r} is not of type {kind.__name__}")
        return value

    return checked


def _number(value: Any, _kind: Any) -> float:
    if type(value) not in (int, float):
        raise NotTheValueError(f"{value!r} is not a number")
    return float(value)


def _complete(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    """Return a reader of one dataclass which fills in no default: what is missing was lost."""
    names = {f.name for f in fields(kind)}
    build = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True)

    def checked(value: Any, _kind: Any) -> Any:
        if not isinstance(value, dict) or value.keys() != names:
            raise NotTheValueError(f"not the fields of {kind.__name__}")
        return build(value, kind)

    return checked
