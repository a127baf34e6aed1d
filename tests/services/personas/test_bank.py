"""The bank: what is shipped, kept, renamed, deleted, and what it becomes on a sheet."""

from dataclasses import replace

import pytest

from persona_studio.domain.bank import Entry, EntryKind
from persona_studio.domain.personas import Attribute, AttributeKind, Evidence, Gauge, Provenance, SectionKey
from persona_studio.errors import UserError
from persona_studio.services.personas import bank as banking
from persona_studio.services.personas.bank import Bank, starter
from persona_studio.services.personas.placing import lines_of
from persona_studio.texts import typography


@pytest.fixture
def bank(tmp_path):
    return Bank(tmp_path / "bank")


def listed(bank, language="fr"):
    return bank.entries(language)[0]


def line(text, **more):
    return Attribute(id="a", text=text, **more)


def test_both_languages_ship_the_same_entries():
    fr, en = ({e.id.partition(".")[2]: e.kind for e in starter(each)} for each in ("fr", "en"))
    assert fr == en
    assert set(fr.values()) == set(EntryKind)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_shipped_is_well_set_and_said_once(language):
    said = [(e.kind, banking.said(e)) for e in starter(language)]
    assert len(set(said)) == len(said)
    for entry in starter(language):
        for text in (entry.text, entry.left, entry.right):
            assert typography(text, language) == text
        assert bool(entry.left and entry.right) is (entry.kind is EntryKind.TRAIT)


def test_a_line_is_kept_for_the_next_project_without_its_figures(bank, tmp_path):
    proof = Evidence(variable="v", share=0.68, overall=0.45, count=54, base=80)
    data = line("Demande une démonstration", provenance=Provenance.DATA, evidence=proof)
    (added,) = bank.add(data, SectionKey.BUYING, "fr")
    again = listed(Bank(tmp_path / "bank"))
    assert again[0] == added
    assert (added.kind, added.text) == (EntryKind.ATTRIBUTE, "Demande une démonstration")
    (placed,) = lines_of(banking.carried([added]))
    assert placed.provenance is Provenance.HYPOTHESIS
    assert placed.evidence is None


@pytest.mark.parametrize(
    ("kept", "section", "kind", "said"),
    [
        (line("Trop cher"), SectionKey.OBSTACLES, EntryKind.OBSTACLE, ["Trop cher"]),
        (line("Radio"), SectionKey.CHANNELS, EntryKind.CHANNEL, ["Radio"]),
        (
            line("", kind=AttributeKind.CHIPS, chips=("Radio", "Affiche")),
            SectionKey.CUSTOM,
            EntryKind.CHANNEL,
            ["Radio", "Affiche"],
        ),
        (
            line("", kind=AttributeKind.GAUGE, gauge=Gauge("Lent", "Rapide", 70)),
            SectionKey.CUSTOM,
            EntryKind.TRAIT,
            ["Lent ↔ Rapide"],
        ),
    ],
)
def test_what_a_line_becomes(bank, kept, section, kind, said):
    added = bank.add(kept, section, "fr")
    assert [e.kind for e in added] == [kind] * len(said)
    assert [banking.said(e) for e in added] == said


def test_a_respondents_words_are_not_kept(bank):
    quoted = line("« Moi, je… »", provenance=Provenance.VERBATIM)
    hidden = line("Moi, je…", evidence=Evidence(quote="Moi, je…"))
    for each in (quoted, hidden):
        with pytest.raises(UserError) as told:
            bank.add(each, SectionKey.BUYING, "fr")
        assert told.value.code == "bank_no_verbatim"


@pytest.mark.parametrize(
    ("kept", "code"), [(line("  "), "bank_no_words"), (line("cherche à GAGNER du temps"), "bank_has_it")]
)
def test_what_adds_nothing_is_refused(bank, kept, code):
    before = listed(bank)
    with pytest.raises(UserError) as told:
        bank.add(kept, SectionKey.BUYING, "fr")
    assert told.value.code == code
    assert listed(bank) == before


def test_a_shipped_entry_that_is_renamed_or_deleted_stays_so(bank, tmp_path):
    first, second = listed(bank)[:2]
    renamed = bank.rename(first, "Timide / Hardi", "fr")
    bank.delete(second)
    again = listed(Bank(tmp_path / "bank"))
    assert again[0] == renamed == replace(first, left="Timide", right="Hardi")
    assert second.id not in {e.id for e in again}
    bank.restore(second)
    assert second in listed(bank)


def test_ones_own_entry_is_deleted_and_brought_back(bank):
    (own,) = bank.add(line("Une idée"), SectionKey.CUSTOM, "fr")
    bank.delete(own)
    assert own not in listed(bank)
    bank.restore(own)
    assert listed(bank)[0] == own


def test_ones_own_are_there_in_both_languages_the_shipped_ones_in_theirs(bank):
    (own,) = bank.add(line("Une idée"), SectionKey.CUSTOM, "fr")
    bank.delete(starter("fr")[0])
    assert listed(bank, "en") == (own, *starter("en"))


def test_a_trait_needs_two_poles(bank):
    trait = Entry(id="t", kind=EntryKind.TRAIT, left="A", right="B")
    with pytest.raises(UserError) as told:
        bank.rename(trait, "Hardi", "fr")
    assert told.value.code == "bank_two_poles"


def test_search_ignores_accents_and_capitals(bank):
    assert [e.id for e in banking.searched(listed(bank), "REUNION webin")] == []
    assert [e.text for e in banking.searched(listed(bank), "RESEAU pro")] == ["Réseau professionnel"]
