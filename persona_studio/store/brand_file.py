"""The brand file: one client's marks as plain JSON, the logo in it; nothing in it can be run.

``{"format": "persona-studio-brand", "version": 1, "name": ..., "colours": [...], "fonts": ..., "footer": ...,
"wordmark": [[text, colour], ...], "logo": {"kind": "svg" | "png", "data": base64} | null}``. The reader is
strict: a field too many or too few, a wrong type or anything beyond the limits is no brand.
"""

import base64
import binascii
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from persona_studio.domain.brand import PAIRS, Brand
from persona_studio.domain.checks import LOGOS, is_colour
from persona_studio.errors import UserError
from persona_studio.store.atomic import write_bytes
from persona_studio.store.serialising import NotTheValueError, from_json, to_json

FORMAT, VERSION = "persona-studio-brand", 1
MOST_BYTES = 12_000_000
MOST_COLOURS, MOST_PIECES, LONGEST = 8, 12, 400
_MOST_HEAD = 16_000
_HEAD = re.compile(rf'\{{\s*"format":\s*"{FORMAT}",\s*"version":\s*\d+,\s*"name":\s*(?=")')


@dataclass(frozen=True, slots=True)
class FileLogo:
    """A logo as it is written: its kind and its bytes in base64."""

    kind: str
    data: str


@dataclass(frozen=True, slots=True)
class BrandFile:
    """What stands in a brand file."""

    format: str
    version: int
    name: str
    colours: tuple[str, ...]
    fonts: str
    footer: str
    wordmark: tuple[tuple[str, str], ...]
    logo: FileLogo | None


def brand_bytes(brand: Brand, logo: bytes | None) -> bytes:
    """Return a brand as a file; ``logo`` is the stored picture of its logo, None when it has none."""
    held = None
    if brand.logo is not None and logo is not None:
        held = FileLogo(brand.logo.kind, base64.b64encode(logo).decode())
    made = BrandFile(
        FORMAT, VERSION, brand.name, brand.colours, brand.fonts, brand.footer, brand.wordmark, held
    )
    return _written(made)


def named(path: Path, name: str) -> bytes:
    """Return a brand file as this program writes it, with a name when it has none.

    Raises:
        UserError: as :func:`read_brand`.
    """
    made = _read(path)
    return _written(replace(made, name=made.name or name[:LONGEST]))


def _written(made: BrandFile) -> bytes:
    plain = json.loads(to_json(made))
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()


def write_brand(path: Path, brand: Brand, logo: bytes | None) -> None:
    """Write a brand file, whole or not at all; UserError when it cannot be written."""
    write_bytes(path, brand_bytes(brand, logo))


def read_brand(path: Path) -> tuple[Brand, bytes | None]:
    """Return the brand in a file, its logo apart, which nobody has looked at yet: anything may be in it.

    Raises:
        UserError: it cannot be read, is no brand, is of a newer program, or is beyond the limits.
    """
    made = _read(path)
    try:
        return _brand(made), _logo(made.logo)
    except ValueError as error:
        raise UserError("brand_broken", file=path.name) from error


def read_name(path: Path) -> str:
    """Return the name of the brand in a file that this program wrote; the rest of it is not read.

    Raises:
        UserError: it cannot be read, or does not begin as we write it.
    """
    text = _bytes(path, _MOST_HEAD).decode(errors="ignore")  # a letter may be cut at the end
    head = _HEAD.match(text)
    try:
        if head is None:
            raise NotTheValueError("another beginning")
        name, _ = json.JSONDecoder().raw_decode(text, head.end())
    except ValueError as error:
        raise UserError("brand_broken", file=path.name) from error
    return str(name)


def _bytes(path: Path, most: int) -> bytes:
    try:
        if not path.is_file():
            raise UserError("brand_missing", file=path.name)
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise UserError("brand_missing", file=path.name) from error


def _read(path: Path) -> BrandFile:
    name, data = path.name, _bytes(path, MOST_BYTES + 1)
    try:
        text = data.decode("utf-8-sig") if len(data) <= MOST_BYTES else ""  # as editors may save it
        head: Any = json.loads(text)
        if not isinstance(head, dict) or head.get("format") != FORMAT:
            raise NotTheValueError("another format")
        if type(head.get("version")) is int and head["version"] > VERSION:
            raise UserError("brand_newer", file=name)
        return from_json(text, BrandFile)
    except (ValueError, RecursionError) as error:
        raise UserError("brand_broken", file=name) from error


def _brand(made: BrandFile) -> Brand:
    said = (made.name, made.fonts, made.footer, *(text for text, _ in made.wordmark))
    fits = (
        made.version == VERSION
        and len(made.colours) <= MOST_COLOURS
        and len(made.wordmark) <= MOST_PIECES
        and made.fonts in PAIRS
        and all(map(is_colour, (*made.colours, *(colour for _, colour in made.wordmark))))
        and all(len(text) <= LONGEST and not _half(text) for text in said)
    )
    if not fits:
        raise NotTheValueError("beyond the limits")
    return Brand(made.wordmark, made.name, None, made.colours, made.fonts, made.footer)


def _logo(held: FileLogo | None) -> bytes | None:
    if held is None:
        return None
    if held.kind not in LOGOS:
        raise NotTheValueError(f"a logo of kind {held.kind!r}")
    try:
        return base64.b64decode(held.data, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotTheValueError("no base64") from error


def _half(text: str) -> bool:
    return any("\ud800" <= c <= "\udfff" for c in text)
