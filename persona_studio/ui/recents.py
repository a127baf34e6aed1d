"""Projects opened lately, kept in the preferences with what the start screen says about them."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from persona_studio.domain.colours import Wears, Worn, written
from persona_studio.texts import Texts
from persona_studio.ui.preferences import Preferences, Recent

if TYPE_CHECKING:
    from persona_studio.domain.project import Project

if TYPE_CHECKING:
    from persona_studio.domain.project import Project

KEY = "recents"
KEPT = 40
SHOWN = 8


def recents(preferences: Preferences) -> list[Recent]:
    """Return the projects, the latest first; entries that make no sense are left out."""
    entries = preferences.get(KEY, [])
    return (
        [recent for entry in entries if (recent := _read(entry)) is not None]
        if isinstance(entries, list)
        else []
    )


def remember(preferences: Preferences, path: Path, project: "Project") -> None:
    """Put a project first."""
    from persona_studio.services.personas.hypotheses import unchecked  # noqa: PLC0415 - not for the first screen

    found = project.segmentation
    recent = Recent(
        path=str(path),
        name=project.name,
        personas=len(project.personas),
        segments=len(found.segments) if found else 0,
        hypotheses=sum(len(lines) for p in project.personas for lines in unchecked(p).values()),
        faces=tuple((p.portrait.drawing, project.brand.wears(p.worn)) for p in project.personas[:5]),
        when=datetime.now().astimezone().isoformat(timespec="seconds"),
    )
    _keep(preferences, [recent, *(r for r in recents(preferences) if r.path != recent.path)])


def forget(preferences: Preferences, path: str) -> None:
    """Take a project off the list; its file is not touched."""
    _keep(preferences, [r for r in recents(preferences) if r.path != path])


def moved(preferences: Preferences, old: str, new: Path) -> None:
    """Note where a project was found again."""
    entries = recents(preferences)
    _keep(preferences, [Recent(**{**asdict(r), "path": str(new)}) if r.path == old else r for r in entries])


def state(recent: Recent, t: Texts) -> str:
    """Say in a few words how far a project is."""
    if recent.personas:
        words = t.plural("{n} persona", "{n} personas", recent.personas)
        if recent.hypotheses:
            words += ", " + t.plural("{n} hypothesis to check", "{n} hypotheses to check", recent.hypotheses)
        return words
    if recent.segments:
        return t.plural("{n} segment, no persona yet", "{n} segments, no persona yet", recent.segments)
    return t("No segment yet")


def day(recent: Recent, t: Texts, today: datetime) -> str:
    """Say when a project was left, as :func:`told_when`."""
    return told_when(recent.when, t, today)


def told_when(moment: str, t: Texts, today: datetime) -> str:
    """Say a moment (ISO 8601): today with the time, yesterday with the time, else the date; "" when none."""
    try:
        when = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    when = when.astimezone(today.tzinfo) if when.tzinfo and today.tzinfo else when
    days = (today.date() - when.date()).days
    if days == 0:
        return t("Today, {time}", time=t.moment(when))
    if days == 1:
        return t("Yesterday, {time}", time=t.moment(when))
    return t.date(when)


def _keep(preferences: Preferences, entries: list[Recent]) -> None:
    preferences.set(KEY, [asdict(entry) for entry in entries[:KEPT]])


def _read(entry: Any) -> Recent | None:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("path"), str):
        return None
    faces = entry.get("faces") or ()
    try:
        return Recent(
            path=entry["path"],
            name=str(entry.get("name") or Path(entry["path"]).stem),
            personas=int(entry.get("personas", 0)),
            segments=int(entry.get("segments", 0)),
            hypotheses=int(entry.get("hypotheses", 0)),
            faces=tuple((str(drawing), _worn(accent)) for drawing, accent in faces),
            when=str(entry.get("when", "")),
        )
    except (TypeError, ValueError):
        return None


def _worn(kept: Any) -> Wears:
    """Return a colour as it was kept: the number of an accent, or that and a colour of one's own."""
    if isinstance(kept, list | tuple):
        number, colour = kept
        return Worn(int(number), written(str(colour)))
    return int(kept)
