"""The brand file: one client's marks as plain JSON, the logo in it; nothing in it can be run.

``{"format": "persona-studio-brand", "version": 1, "name": ..., "colours": [...], "fonts": ..., "footer": ...,
"wordmark": [[text, colour], ...], "logo": {"kind": "svg" | "png", "data": base64} | null}``. The reader is
strict: a field too many or too few, a wrong type or anything beyond the limits is no brand.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from persona_studio.domain.brand import Brand
from persona_studio.domain.checks import LOGOS, is_colour
from persona_studio.errors import UserError
from persona_studio.store.atomic import write_bytes
from persona_studio.store.serialising import NotTheValueError, from_json, to_json

FORMAT, VERSION = "persona-studio-brand", 1
MOST_BYTES = 12_000_000
MOST_COLOURS, MOST_PIECES, LONGEST = 8, 12, 400


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
    name = path.name
    try:
        if not path.is_file():
            raise UserError("brand_missing", file=name)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UserError("brand_missing", file=name) from error
    try:
        text = data.decode() if len(data) <= MOST_BYTES else ""
        head: Any = json.loads(text)
        if not isinstance(head, dict) or head.get("format") != FORMAT:
            raise NotTheValueError("another format")
        if type(head.get("version")) is int and head["version"] > VERSION:
            raise UserError("brand_newer", file=name)
        made = from_json(text, BrandFile)
        return _brand(made), _logo(made.logo)
    except (ValueError, RecursionError) as error:
        raise UserError("brand_broken", file=name) from error


def _brand(made: BrandFile) -> Brand:
    said = (made.name, made.fonts, made.footer, *(text for text, _ in made.wordmark))
    fits = (
        made.version == VERSION
        and len(made.colours) <= MOST_COLOURS
        and len(made.wordmark) <= MOST_PIECES
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
