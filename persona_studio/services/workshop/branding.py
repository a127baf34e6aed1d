"""The client's brand: a logo taken in, colours, type and words set, kept as a file and used again."""

import logging
import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from persona_studio.domain.brand import ENDING, Brand, Logo
from persona_studio.domain.colours import WHITE, Worn, contrast, shades
from persona_studio.domain.edits import Edit, SetField
from persona_studio.domain.ids import Id
from persona_studio.domain.progress import Progress
from persona_studio.domain.project import Project
from persona_studio.domain.vision import ALIKE, alike, ciede2000, distance, lab
from persona_studio.errors import UserError
from persona_studio.paths import brands_dir
from persona_studio.publish.pictures import picture_id
from persona_studio.publish.style import ACCENTS, Accent, accent
from persona_studio.services.targets import refuse_project
from persona_studio.store import brand_file
from persona_studio.store.atomic import write_bytes
from persona_studio.store.brand_file import MOST_COLOURS

MOST_KEPT = 12
"""Brands that are remembered, those used last."""
ReadPicture = Callable[[Id], bytes | None]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TakenLogo:
    """A logo made safe: ``data`` is stored under the id it names.

    ``colours`` are proposed from it, ``told`` names what was simplified: "shaded", "seen_through", "effects",
    "dashes". ``name`` is that of the file without its ending.
    """

    logo: Logo
    data: bytes
    name: str = ""
    colours: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A brand read from a file, its logo made safe."""

    brand: Brand
    logo: TakenLogo | None = None

    @property
    def pictures(self) -> Mapping[Id, bytes]:
        """What is to be stored with it."""
        return {self.logo.logo.picture: self.logo.data} if self.logo is not None else {}


@dataclass(frozen=True, slots=True)
class KeptBrand:
    """A brand used before: its name, and the copy of its file."""

    name: str
    file: Path


# ---------------------------------------------------------------- the logo


def take_logo(source: Path | bytes, name: str, progress: Progress) -> TakenLogo:
    """Make a logo safe to store and fit to print; ``name`` is what errors call it.

    Runs in the worker: a decoder that crashes on a hostile file does not take the window along.

    Raises:
        UserError: it cannot be read, is no logo of a kind we take, is broken, or beyond the limits.
    """
    from persona_studio.publish.logos.taking import safe_logo  # noqa: PLC0415 - for the worker only

    progress.step(0, 1, "logo")
    made = safe_logo(source, name)
    logo = Logo(picture=picture_id(made.data), kind=made.kind, width=made.width, height=made.height)
    stem = source.stem if isinstance(source, Path) else ""
    return TakenLogo(logo, made.data, stem, made.colours, made.told)


def put_logo(project: Project, taken: TakenLogo | None) -> Edit:
    """Let a logo stand on the pages, None takes it away; a brand without a name takes that of the file."""
    brand = project.brand
    if taken is None:
        return put_brand(project, replace(brand, logo=None))
    return put_brand(project, replace(brand, logo=taken.logo, name=brand.name or spoken_name(taken.name)))


def spoken_name(stem: str) -> str:
    """Return the name of a file as a name: "belvoir_logo-rgb" is "Belvoir logo rgb"."""
    words = " ".join(re.split(r"[\s_\-]+", stem)).strip()
    return words[:1].upper() + words[1:]


# ---------------------------------------------------------------- the rest


def put_brand(project: Project, brand: Brand) -> Edit:
    """Let a brand be that of the project."""
    return SetField(project.id, "brand", brand)


def set_name(project: Project, name: str) -> Edit:
    """Call the brand something else: what is said of its logo to those who do not see it."""
    return put_brand(project, replace(project.brand, name=name.strip()))


def set_footer(project: Project, words: str) -> Edit:
    """Print other words of the client's on each page."""
    return put_brand(project, replace(project.brand, footer=" ".join(words.split())))


def set_fonts(project: Project, pair: str) -> Edit:
    """Set all pages in another pair of families."""
    return put_brand(project, replace(project.brand, fonts=pair))


def set_colours(project: Project, colours: tuple[str, ...]) -> Edit:
    """Let colours take the places of the first accents."""
    return put_brand(project, replace(project.brand, colours=colours[:MOST_COLOURS]))


def worn_colours(brand: Brand, count: int) -> tuple[str, ...]:
    """Return the first colours as they are worn: the client's, then ours."""
    ours = tuple(each.fill for each in ACCENTS)
    return (*brand.colours, *ours[len(brand.colours) :])[: min(MOST_COLOURS, max(count, len(brand.colours)))]


def change_colour(project: Project, place: int, colour: str) -> Edit:
    """Let a colour be worn at a place, counted from 0; "" gives ours back to it."""
    ours = [each.fill for each in ACCENTS]
    made = list(worn_colours(project.brand, place + 1))
    made[place] = colour or ours[place]
    while made and made[-1] == ours[len(made) - 1]:
        made.pop()
    return set_colours(project, tuple(made))


LEGIBLE = 4.5
"""Least contrast of words and their ground (WCAG 2.2, 1.4.3)."""
Wearers = Mapping[int, tuple[str, ...]]
"""Names of the personas that wear each of the first colours, by its place (from 0)."""


def wearers(project: Project) -> Wearers:
    """Return who wears which colour; a persona with a colour of its own wears none of them."""
    worn: dict[int, tuple[str, ...]] = {}
    for persona in project.personas:
        if not persona.colour and persona.name:
            worn[persona.accent - 1] = (*worn.get(persona.accent - 1, ()), persona.name)
    return worn


def hard_to_tell(colours: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the places of colours that are hard to tell apart as they are worn, by whatever eyes.

    Those that hardly anybody tells apart come first, each kind by how near they are.
    """
    fills = [_worn(place, colour).fill for place, colour in enumerate(colours)]
    pairs = {*alike(fills), *nearly_same(colours)}
    return sorted(pairs, key=lambda pair: _nearness(colours, pair))


def nearly_same(colours: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the places of colours that look nearly the same to all eyes somewhere on the pages.

    Under white words, as on posters, they are darker than they are in charts, and nearer to each other.
    """
    pairs = [(i, j) for j in range(len(colours)) for i in range(j)]
    return [pair for pair in pairs if _to_all(colours, pair) < ALIKE]


def _nearness(colours: tuple[str, ...], pair: tuple[int, int]) -> tuple[bool, float]:
    to_all = _to_all(colours, pair)
    one, other = (_worn(place, colours[place]).fill for place in pair)
    return to_all >= ALIKE, min(to_all, distance(one, other))


def _to_all(colours: tuple[str, ...], pair: tuple[int, int]) -> float:
    """Return how far apart two colours look, where they are nearest, to those who see all colours."""
    one, other = (_worn(place, colours[place]) for place in pair)
    return min(ciede2000(lab(one.fill), lab(other.fill)), ciede2000(lab(one.ink), lab(other.ink)))


def _worn(place: int, colour: str) -> Accent:
    return accent(Worn(place + 1, colour))


def for_personas(found: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Return colours of a logo and, where they are too few or too alike for so many personas, ours.

    A colour that looks nearly the same as one before it is left out: no two personas are told by it. Each of
    ours is the first that is told from all before it by whatever eyes, else by those who see all colours.
    """
    kept: tuple[str, ...] = ()
    for colour in found:
        if not nearly_same((*kept, colour)):
            kept = (*kept, colour)
    ours = tuple(each.fill for each in ACCENTS)
    while len(kept) < min(count, MOST_COLOURS):
        place = len(kept)
        tries = [(*kept, colour) for colour in (*ours[place:], *ours[:place]) if colour not in kept]
        last = [[pair for pair in hard_to_tell(made) if place in pair] for made in tries]
        told = next((made for made, pairs in zip(tries, last, strict=True) if not pairs), None)
        kept = told or next((made for made in tries if not nearly_same(made)), tries[0])
    while kept and kept[-1] == ours[len(kept) - 1]:
        kept = kept[:-1]
    return kept[:MOST_COLOURS]


def darkened(brand: Brand) -> dict[int, str]:
    """Return what colours of the client's, by place, become under white words that are too pale on them."""
    ours = [each.fill for each in ACCENTS]
    return {
        place: shades(colour).ink
        for place, colour in enumerate(brand.colours)
        if colour != ours[place] and contrast(colour, WHITE) < LEGIBLE
    }


# ---------------------------------------------------------------- brand files


def open_brand(file: Path, progress: Progress) -> Opened:
    """Return the brand in a file. Runs in the worker, as :func:`take_logo`.

    Raises:
        UserError: it cannot be read, is no brand, or its logo is broken.
    """
    brand, data = brand_file.read_brand(file)
    if data is None:
        return Opened(brand)
    taken = take_logo(data, file.name, progress)
    return Opened(replace(brand, logo=taken.logo), taken)


def apply(project: Project, opened: Opened) -> Edit:
    """Let a brand from a file be that of the project; its pictures are to be stored with this edit."""
    return put_brand(project, opened.brand)


def branded(project: Project, file: Path, progress: Progress) -> tuple[Project, Mapping[Id, bytes]]:
    """Return a project that wears the brand in a file, and the pictures it needs; nothing is written.

    Raises:
        UserError: as :func:`open_brand`.
    """
    opened = open_brand(file, progress)
    return replace(project, brand=opened.brand), opened.pictures


def save_brand(brand: Brand, read: ReadPicture, file: Path) -> None:
    """Keep a brand as a file, whole or not at all, and remember it.

    Raises:
        UserError: a project is there, or the file cannot be written.
    """
    refuse_project(file)
    brand_file.write_brand(file, brand, read(brand.logo.picture) if brand.logo is not None else None)
    remember(file, brand.name or file.stem)


class KeptBrands:
    """The brands of one user, those used last first; ``folder`` is by default in the user's own data."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder if folder is not None else brands_dir()

    def all(self) -> list[KeptBrand]:
        """Return what is kept, the newest first; what cannot be read is passed over."""
        try:
            files = [(file.stat().st_mtime_ns, file) for file in self._folder.glob(f"*{ENDING}")]
        except OSError as error:
            _log.warning("the brands were not listed: %s", error)
            return []
        newest = [file for _, file in sorted(files, reverse=True) if not file.name.startswith(".")]
        return [kept for file in newest[:MOST_KEPT] if (kept := _kept(file)) is not None]

    def keep(self, file: Path, name: str) -> None:
        """Keep a copy of a brand file in the place of one of the same name; the oldest go.

        ``name`` is that of a brand without one. A copy that is used again is the newest, and stays the same.
        """
        copy = self._folder / f"{_file_name(name)}{ENDING}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if file.parent.resolve() == self._folder.resolve():
                os.utime(file)
                return
            write_bytes(copy, brand_file.named(file, name))
            old = sorted(self._folder.glob(f"*{ENDING}"), key=lambda f: -f.stat().st_mtime_ns)
            for each in old[MOST_KEPT:]:
                each.unlink(missing_ok=True)
        except (UserError, OSError) as error:
            # The brand itself is in its file: only that it is offered the next time is lost.
            _log.warning("a brand is not remembered: %s", error)


def remember(file: Path, name: str) -> None:
    """Offer a brand in later projects."""
    KeptBrands().keep(file, name)


def _kept(file: Path) -> KeptBrand | None:
    try:
        name = brand_file.read_name(file)
    except UserError as error:
        _log.warning("a brand that was kept cannot be read: %s", error)
        return None
    return KeptBrand(name or file.stem, file)


def _file_name(name: str) -> str:
    """Return a plain name for a file: its letters, and what tells it from another of the same letters."""
    split = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(
        c if c.isascii() and c.isalnum() else "-" for c in split if not unicodedata.combining(c)
    )
    return f"{re.sub('-+', '-', letters).strip('-')[:40]}-{sha256(name.encode()).hexdigest()[:8]}"
