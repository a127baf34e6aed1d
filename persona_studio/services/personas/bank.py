"""The bank: attributes, traits, channels and obstacles that serve in every project.

Some are shipped in each language; those can be renamed and deleted like the user's own.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from persona_studio.domain.bank import Entry, EntryKind
from persona_studio.domain.ids import new_id
from persona_studio.domain.personas import Attribute, AttributeKind, Gauge, Provenance, SectionKey
from persona_studio.errors import UserError
from persona_studio.paths import bank_dir, resource
from persona_studio.services.drafting.words import fold
from persona_studio.services.personas.placing import Carried, Carries, carry_lines
from persona_studio.store.bank import BankFolder
from persona_studio.texts import LANGUAGES, typography

MIDDLE = 50
BETWEEN = " ↔ "
_SECTIONS = {
    EntryKind.TRAIT: SectionKey.PSYCHOLOGICAL,
    EntryKind.CHANNEL: SectionKey.CHANNELS,
    EntryKind.OBSTACLE: SectionKey.OBSTACLES,
}


class Bank:
    """The entries of one user.

    Args:
        folder: where they are kept; by default in the user's own data.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._files = BankFolder(folder if folder is not None else bank_dir())

    def entries(self, language: str) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
        """Return the entries to show, one's own first, and the names of files set aside just now.

        Args:
            language: the shipped entries are those of this language; one's own are always shown.
        """
        kept = self._files.read()
        shipped = starter(language)
        of_others = {e.id for other in LANGUAGES if other != language for e in starter(other)}
        own = [e for e in kept.entries.values() if e.id not in {s.id for s in shipped} | of_others]
        own.sort(key=lambda e: e.added, reverse=True)
        ready = (kept.entries.get(entry.id, entry) for entry in shipped)
        return tuple(e for e in (*own, *ready) if not e.hidden), kept.broken

    def add(self, line: Attribute, section: SectionKey, language: str) -> tuple[Entry, ...]:
        """Keep a line of a sheet; return what was added: an entry for each chip, else one.

        Only words are kept, never figures or evidence.

        Raises:
            UserError: `bank_no_verbatim`: a respondent's words stay in the project they were given for;
                `bank_has_it`: it is there already; `bank_no_words`: the line is empty.
        """
        quotes = line.evidence is not None and line.evidence.quote
        if line.provenance is Provenance.VERBATIM or quotes or line.sources:
            raise UserError("bank_no_verbatim")
        made = [entry for entry in _entries_of(line, section) if said(entry).strip()]
        if not made:
            raise UserError("bank_no_words")
        there = {_same(entry) for entry in self.entries(language)[0]}
        new = [entry for entry in made if _same(entry) not in there]
        if not new:
            raise UserError("bank_has_it")
        for entry in new:
            self._files.put(entry)
        return tuple(new)

    def rename(self, entry: Entry, words: str, language: str) -> Entry:
        """Give an entry other words; those of a trait are its two poles around "↔", "/" or " - ".

        Raises:
            UserError: `bank_no_words`: there are none; `bank_two_poles`: a trait needs two.
        """
        text = typography(" ".join(words.split()), language)
        if not text:
            raise UserError("bank_no_words")
        if entry.kind is EntryKind.TRAIT:
            left, right = _poles(text)
            made = replace(entry, left=left, right=right)
        else:
            made = replace(entry, text=text)
        self._files.put(made)
        return made

    def delete(self, entry: Entry) -> None:
        """Delete an entry; a shipped one is only hidden, or it would be back at the next start."""
        if any(entry.id == one.id for language in LANGUAGES for one in starter(language)):
            self._files.put(replace(entry, hidden=True))
        else:
            self._files.remove(entry.id)

    def restore(self, entry: Entry) -> None:
        """Bring back an entry that was deleted."""
        self._files.put(replace(entry, hidden=False))


@cache
def starter(language: str) -> tuple[Entry, ...]:
    """Return the entries that are shipped in a language."""
    read = tomllib.loads(resource("bank", f"{language}.toml").read_text(encoding="utf-8"))
    return tuple(
        _shipped(language, EntryKind(kind), name, words)
        for kind, listed in read.items()
        for name, words in listed.items()
    )


def _shipped(language: str, kind: EntryKind, name: str, words: str | list[str]) -> Entry:
    key = f"{language}.{kind.value}.{name}"
    if isinstance(words, str):
        return Entry(id=key, kind=kind, text=typography(words, language))
    left, right = words
    return Entry(id=key, kind=kind, left=left, right=right)


def said(entry: Entry) -> str:
    """Return the words of an entry: a trait's are "Cautious ↔ Daring"."""
    return f"{entry.left}{BETWEEN}{entry.right}" if entry.kind is EntryKind.TRAIT else entry.text


def section_of(entry: Entry) -> SectionKey | None:
    """Return the section where an entry usually goes, or None."""
    return _SECTIONS.get(entry.kind)


def searched(entries: Iterable[Entry], words: str) -> tuple[Entry, ...]:
    """Return the entries that hold all words, whatever their accents and capitals."""
    wanted = fold(words).split()
    return tuple(e for e in entries if all(word in fold(said(e)) for word in wanted))


def carried(entries: Sequence[Entry]) -> Carried:
    """Return entries on their way to a sheet, as hypotheses: a trait is a gauge, a channel a chip."""
    words = "\n".join(said(entry) for entry in entries)
    return carry_lines(Carries.BANK, [e.id for e in entries], [_line(e) for e in entries], words)


def _line(entry: Entry) -> Attribute:
    if entry.kind is EntryKind.TRAIT:
        return Attribute(
            id="", text="", kind=AttributeKind.GAUGE, gauge=Gauge(entry.left, entry.right, MIDDLE)
        )
    if entry.kind is EntryKind.CHANNEL:
        return Attribute(id="", text="", kind=AttributeKind.CHIPS, chips=(entry.text,))
    return Attribute(id="", text=entry.text)


def _entries_of(line: Attribute, section: SectionKey) -> list[Entry]:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    if line.kind is AttributeKind.GAUGE and line.gauge is not None:
        gauge = line.gauge
        return [Entry(id=new_id(), kind=EntryKind.TRAIT, left=gauge.left, right=gauge.right, added=now)]
    if line.kind is AttributeKind.CHIPS:
        return [Entry(id=new_id(), kind=EntryKind.CHANNEL, text=chip, added=now) for chip in line.chips]
    kinds = {SectionKey.OBSTACLES: EntryKind.OBSTACLE, SectionKey.CHANNELS: EntryKind.CHANNEL}
    return [Entry(id=new_id(), kind=kinds.get(section, EntryKind.ATTRIBUTE), text=line.text, added=now)]


def _same(entry: Entry) -> tuple[EntryKind, str]:
    return entry.kind, fold(said(entry))


def _poles(text: str) -> tuple[str, str]:
    for sign in ("↔", "/", " - ", " \u2013 ", " \u2014 "):
        left, found, right = text.partition(sign)
        if found and left.strip() and right.strip():
            return left.strip(), right.strip()
    raise UserError("bank_two_poles")
