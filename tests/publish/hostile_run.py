"""Reads hostile pictures in a process of its own, with little memory, and tells what became of each.

python hostile_run.py COUNT STEP: of COUNT pictures, each STEPth.
"""

import json
import resource
import sys
from itertools import islice
from pathlib import Path

from persona_studio.errors import UserError
from persona_studio.publish.boxes import Group, Image, Page
from persona_studio.publish.images import safe_picture
from persona_studio.publish.pictures import header
from persona_studio.publish.png import pictures
from publish.hostile import GPS, Case, hostile

MEMORY = 500_000_000


def outcome(case: Case) -> dict[str, object]:
    try:
        made = safe_picture(case.data, case.name)
    except UserError as error:
        return {"refused": error.code}
    found = header(made.data)
    assert found is not None
    assert (found.width, found.height) == (made.width, made.height)
    assert GPS not in made.data
    assert b"SECRET" not in made.data
    return {"accepted": [made.width, made.height], "bytes": len(made.data), "printed": _printed(made.data)}


def _printed(data: bytes) -> bool:
    """Tell whether the picture prints: something of it is on a page, where without it nothing is."""
    image = Image(10, 10, 80, 60, "a")
    page = Page(100, 80, (Group((image,), 10, 10, 80, 60, None, None, "figure", "a"),))
    seen = pictures([page], 36, None, {"a": data}.get)[0]
    return seen.getpixel((25, 20)) != (255, 255, 255) or seen.convert("L").getextrema() != (255, 255)


def peak() -> int:
    """Return the most memory this process has held.

    Not what the system counts for it, which goes on from the process that started it.
    """
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) * 1024
    raise LookupError("the system does not tell")


def main(count: int, step: int) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    for case in islice(hostile(count), 0, None, step):
        told = {"name": case.name, "expected": case.accepted, **outcome(case)}
        told |= {"peak": peak()}
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
