"""Where an export may go: named as what will be in it, and never in the place of a project."""

from contextlib import suppress
from pathlib import Path

from persona_studio.errors import UserError
from persona_studio.store.atomic import check_target, resolved
from persona_studio.store.opening import recognise

PROJECT = ".persona"


def with_ending(path: Path, ending: str) -> Path:
    """Return a path that ends with ``ending`` (".pdf"), which is added when it is not there.

    "clients v2.1" has no ending, whatever its dot says. The name of a project stays, to be refused as such.
    """
    return path if path.suffix.lower() in (ending, PROJECT) else path.with_name(path.name + ending)


def refuse_project(path: Path) -> None:
    """Raise UserError when a project is there, open or not, or would seem to be: an export is none.

    Also when nothing can be put in the place of what is there, such as a device or a ring of links: to say so
    before all is laid out saves the wait.
    """
    if path.suffix.lower() == PROJECT or _starts_like_one(path):
        raise UserError("export_over_project", file=path.name)
    with suppress(OSError):  # what may not be looked at: writing will tell
        target = resolved(path)
        if not target.is_dir():  # whose name may be that of a folder for several formats
            check_target(target)


def _starts_like_one(path: Path) -> bool:
    try:
        recognise(path)
    except UserError:  # not there, a folder, not to be read...: writing will tell
        return False
    return True
