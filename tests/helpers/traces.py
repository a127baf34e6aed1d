"""Looks for words in every byte of files, in what is compressed too, whatever the files are called."""

import re
import zlib
from collections.abc import Iterable
from pathlib import Path


def bytes_of(path: Path) -> bytes:
    """All bytes of a file, those of compressed pieces unpacked: found anywhere, even in freed room."""
    raw = path.read_bytes()
    parts = [raw]
    for start in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", raw):
        try:
            parts.append(zlib.decompressobj().decompress(raw[start.start() :]))
        except zlib.error:
            continue
    return b"\n".join(parts)


def traces(folder: Path, words: Iterable[str]) -> dict[str, int]:
    """How many of the words each file of the folder still holds, whatever its name."""
    wanted = [word.encode() for word in words]
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            held = bytes_of(path)
            count = sum(word in held for word in wanted)
            if count:
                found[path.name] = count
    return found
