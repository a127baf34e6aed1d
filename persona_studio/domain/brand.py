"""The brand: the client's marks on the pages."""

from dataclasses import dataclass

from persona_studio.domain.colours import Wears, Worn
from persona_studio.domain.ids import Id

USUAL, SANS, SERIF = "", "inter", "newsreader"
PAIRS = (USUAL, SANS, SERIF)
"""Pairs of families: Newsreader and Inter; Inter by itself; Newsreader by itself."""
ENDING = ".brand"
"""Of the files in which brands are kept for other projects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """The client's logo: a stored picture ("svg" or "png"), ``width`` x ``height`` in its own units."""

    picture: Id
    kind: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Brand:
    """The client's marks on the pages.

    ``wordmark`` stands at the foot unless there is a ``logo``: pieces of text, each with its colour (hex).
    ``colours`` (hex) take the places of the first accents, ``fonts`` names a pair of families (empty: ours),
    ``footer`` is a text of the client's beside the source; ``name`` is what the brand is called.
    """

    wordmark: tuple[tuple[str, str], ...] = ()
    name: str = ""
    logo: Logo | None = None
    colours: tuple[str, ...] = ()
    fonts: str = ""
    footer: str = ""

    def wears(self, worn: Wears) -> Wears:
        """Return what is worn in the client's colours: its own stays, the first accents are replaced."""
        number, own = worn if isinstance(worn, Worn) else (worn, "")
        return Worn(number, self.colours[number - 1]) if not own and 0 < number <= len(self.colours) else worn
