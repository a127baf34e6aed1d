"""Make the list of given names by which the import recognises a column of people's names.

The names are those of Faker (MIT licence), which keeps them by country from public statistics, and those of
our own list for personas (Insee, ONS, SSA). They are folded: small letters, no accents, Latin script only.
Words that are rather something else in a survey (months, places, brands) are left out.

Run `python packaging/make_given_names.py` to write resources/words/given_names.txt, `--check` to compare.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from textwrap import wrap

from faker.config import AVAILABLE_LOCALES

from persona_studio.ingest.words import fold

WORDS = Path(__file__).resolve().parent.parent / "resources" / "words"
TARGET = WORDS / "given_names.txt"
LISTS = ("first_names", "first_names_male", "first_names_female", "first_names_nonbinary")
_NOT_NAMES = """
april august may june july october summer winter autumn angel mercedes paris london florence berlin
milan roma savannah brooklyn austin dallas houston madison phoenix chelsea israel jordan india china
america asia georgia virginia carolina dakota montana cheyenne lourdes valencia verona vienna sydney
jersey cuba kenya malaysia ford lincoln chanel dior armani lexus royce avis toyota dell
rich art guy bill mark grant pat hope faith grace joy sunny star ruby amber olive ginger rose violet iris
soleil ocean cedar bo an no si do so la le de mi me my jo van von der bin son chance prince king major
deacon bishop dean general marshall judge sergeant precious justice freedom true general legend royal
client service marine cook baker page mason hunter archer fisher gardener carter cooper parker taylor
miller porter tanner turner tyler walker chase case brand reed sky river forest brook stone clay
"""
NOT_NAMES = frozenset(_NOT_NAMES.split())
HEAD = """# Given names by which a column of people's names is recognised, folded.
# Made by packaging/make_given_names.py from the lists of Faker (MIT licence, github.com/joke2k/faker)
# and from first_names.toml.
"""


def names() -> set[str]:
    """Return the folded given names."""
    found = {fold(name) for name in (*_of_faker(), *_of_ours())}
    plain = {name for name in found if re.fullmatch(r"[a-z]{3,}", name)}
    parts = {part for name in found for part in re.split(r"[ '-]", name) if re.fullmatch(r"[a-z]{4,}", part)}
    return (plain | parts) - NOT_NAMES


def _of_faker() -> Iterator[str]:
    for locale in sorted(AVAILABLE_LOCALES):
        try:
            provider = import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError:
            continue
        for name in LISTS:
            given = getattr(provider, name, ())
            yield from given if isinstance(given, Iterable) else ()


def _of_ours() -> Iterator[str]:
    tables = tomllib.loads((WORDS / "first_names.toml").read_text(encoding="utf-8"))
    for language in tables.values():
        if isinstance(language, dict):
            for group in language.values():
                lists = group.values() if isinstance(group, dict) else [group]
                for given in lists:
                    yield from given if isinstance(given, list) else ()


def text() -> str:
    """Return what the file holds."""
    lines = wrap(" ".join(sorted(names())), 118, break_long_words=False, break_on_hyphens=False)
    return HEAD + "\n".join(lines) + "\n"


def main() -> int:
    """Write the list, or compare it."""
    made = text()
    if "--check" in sys.argv[1:]:
        same = TARGET.read_text(encoding="utf-8") == made
        print("fresh" if same else f"{TARGET.name} is old: run packaging/make_given_names.py")
        return 0 if same else 1
    TARGET.write_text(made, encoding="utf-8", newline="\n")
    print(f"{len(names())} given names")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
