"""The picture of a persona: a photo taken in, cropped, put away; or a portrait found by its tags."""

import json
import logging
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from persona_studio.domain.cropping import within
from persona_studio.domain.edits import Edit, SetField, Together
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona, Photo, Portrait
from persona_studio.domain.progress import Progress
from persona_studio.errors import UserError
from persona_studio.paths import resource
from persona_studio.publish.pictures import is_sound, picture_id

FRAMES = {"classique": (44.0, 56.0), "magazine": (92.0, 104.0), "synthese": (31.0, 31.0)}
"""Millimetres of the place of the portrait on each template; that of the last one is round."""
ROUND = frozenset({"synthese"})
FACE = 0.42
"""Where faces are on most photos, from the top (0 to 1): what a new photo is centred on."""
SKINS = ("", "#F6DCC8", "#EBC3A0", "#D29B71", "#A8714A", "#7A4B30")
"""Skin tones of the drawings; the first leaves the paper white."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture made safe, ready to be stored under its id."""

    picture: Id
    data: bytes
    width: int
    height: int


class Album:
    """The photos of one project, read when they are asked for."""

    def __init__(self, read: Callable[[Id], bytes | None]) -> None:
        self._read = read
        self._sound: set[tuple[Id, int, int]] = set()

    def read(self, which: Id) -> bytes | None:
        """Return a stored picture; None when there is none, or when that part of the file is damaged."""
        try:
            return self._read(which)
        except UserError as error:
            # The sheet says that the photo is not to be had, and shows the portrait: all else goes on.
            _log.warning("photo %s cannot be read: %s", which, error)
            return None

    def forget(self) -> None:
        """Look at all photos again: they are those of another project."""
        self._sound.clear()

    def holds(self, photo: Photo) -> bool:
        """Tell whether a photo is there, whole and as it was stored; it is read once."""
        key = (photo.picture, photo.width, photo.height)
        if key not in self._sound and is_sound(self.read(photo.picture), *key):
            self._sound.add(key)
        return key in self._sound


def take(source: Path | bytes, name: str, progress: Progress) -> Taken:
    """Make a picture safe to store and fit to print; ``name`` is what errors call it.

    Runs in the worker: a decoder that crashes on a hostile picture does not take the window along.

    Raises:
        UserError: it cannot be read, is no picture of a kind we take, is broken, too small or too large.
    """
    from persona_studio.publish.images import safe_picture  # noqa: PLC0415 - for the worker only

    progress.step(0, 1, "photo")
    made = safe_picture(source, name)
    return Taken(picture_id(made.data), made.data, made.width, made.height)


def photo_of(taken: Taken, rights: str = "") -> Photo:
    """Return the photo of a picture just taken, centred on where faces are."""
    return Photo(picture=taken.picture, width=taken.width, height=taken.height, y=FACE, rights=rights)


def frame_of(template: str) -> tuple[float, float]:
    """Return width and height (mm) of the place of the portrait on a template."""
    return FRAMES.get(template, FRAMES["classique"])


def put(persona: Persona, photo: Photo | None) -> Edit:
    """Let a photo stand in the place of the portrait, cropped within its frame; None takes it away."""
    settled = within(photo, *frame_of(persona.template)) if photo is not None else None
    if settled is not None and settled.rights != settled.rights.strip():
        settled = replace(settled, rights=settled.rights.strip())
    return SetField(persona.id, "photo", settled)


def draw(persona: Persona, portrait: Portrait) -> Edit:
    """Let an illustrated portrait stand for a persona; a photo that did goes."""
    edit = SetField(persona.id, "portrait", portrait)
    return edit if persona.photo is None else Together((edit, SetField(persona.id, "photo", None)))


# ---------------------------------------------------------------- illustrated portraits


@dataclass(frozen=True, slots=True)
class Drawing:
    """One illustrated portrait; ``words`` are its label and tags in both languages, without accents."""

    name: str
    presentation: str
    age: str
    labels: tuple[tuple[str, str], ...]
    words: str

    def label(self, language: str) -> str:
        """Return in words what it shows."""
        return dict(self.labels)[language]


@cache
def drawings() -> tuple[Drawing, ...]:
    """Return all illustrated portraits."""
    rows = json.loads(resource("portraits", "index.json").read_text(encoding="utf-8"))
    return tuple(_drawing(row["id"], row["tags"], row["label_fr"], row["label_en"]) for row in rows)


def _drawing(name: str, tags: dict[str, str], french: str, english: str) -> Drawing:
    said = " ".join((name, french, english, *(TAGS.get(f"{key}.{value}", "") for key, value in tags.items())))
    labels = (("fr", french), ("en", english))
    return Drawing(name, tags["presentation"], tags["age"], labels, _plain(said))


def found(asked: str) -> list[Drawing]:
    """Return the portraits that answer all the words asked for, the beginnings of words being enough.

    Case and accents do not count, nor does the language.
    """
    wanted = _plain(asked).split()
    return [each for each in drawings() if all(_begins(word, each.words.split()) for word in wanted)]


def another(persona: Persona, others: Iterable[Persona]) -> Portrait:
    """Return another portrait of the same presentation and age, one that nobody wears if there is one."""
    now = persona.portrait
    known = next((each for each in drawings() if each.name == now.drawing), None)
    alike = [
        d for d in drawings() if known is None or (d.presentation, d.age) == (known.presentation, known.age)
    ]
    if len(alike) < 2 and known is not None:
        alike = [d for d in drawings() if d.presentation == known.presentation]
    names = [each.name for each in alike]
    at = names.index(now.drawing) + 1 if now.drawing in names else 0
    following = [name for name in (*names[at:], *names[:at]) if name != now.drawing]
    worn = {each.portrait.drawing for each in others}
    return replace(now, drawing=next((name for name in following if name not in worn), following[0]))


def _begins(word: str, words: Iterable[str]) -> bool:
    return any(each.startswith(word) for each in words)


def _plain(text: str) -> str:
    split = unicodedata.normalize("NFKD", text.casefold())
    kept = (c if c.isalnum() else " " for c in split if not unicodedata.combining(c))
    return "".join(kept)


TAGS = {
    "presentation.feminine": "femme féminin woman female feminine",
    "presentation.masculine": "homme masculin man male masculine",
    "presentation.neutral": "personne neutre person neutral",
    "age.young": "jeune young",
    "age.adult": "adulte adult",
    "age.senior": "senior âgé âgée older elderly",
    "hair.short": "cheveux courts short hair",
    "hair.medium": "cheveux mi-longs carré shoulder-length medium hair",
    "hair.long": "cheveux longs long hair",
    "hair.curly": "cheveux bouclés frisés crépus curly hair",
    "hair.ponytail": "queue-de-cheval ponytail",
    "hair.bun": "chignon bun",
    "hair.bald": "chauve crâne rasé bald",
    "hair.covered": "couvert covered",
    "hair_tone.dark": "foncés bruns noirs dark",
    "hair_tone.grey": "gris grey gray",
    "hair_tone.white": "blancs white",
    "hair_tone.light": "clairs blonds light blond fair",
    "glasses.round": "lunettes rondes round glasses",
    "glasses.rectangular": "lunettes rectangulaires rectangular glasses",
    "beard.full": "barbe beard",
    "beard.moustache": "moustache mustache",
    "beard.goatee": "barbiche bouc goatee",
    "headwear.headband": "serre-tête bandeau headband",
    "headwear.headscarf": "foulard voile hijab headscarf",
    "headwear.turban": "turban",
    "headwear.cap": "casquette cap",
    "clothes.coat": "manteau coat",
    "clothes.jacket": "veste jacket",
    "clothes.blazer": "blazer",
    "clothes.blouse": "blouse chemisier",
    "clothes.shirt": "chemise shirt",
    "clothes.tie": "cravate tie",
    "clothes.polo": "polo",
    "clothes.hoodie": "sweat capuche hoodie",
    "clothes.scarf": "écharpe scarf",
    "clothes.backpack": "sac à dos backpack",
}
"""Words, French and English, that each tag of a drawing is found by."""
