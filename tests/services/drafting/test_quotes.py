"""Respondents' words: short, complete, anonymous, typical, or not quoted at all."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.drafting import Case, labels_column, plain, question
from persona_studio.domain.personas import Provenance
from persona_studio.domain.variables import Kind, Role
from persona_studio.services.drafting.quotes import anonymous, complete

OPEN = question("Qu'attendez-vous d'un fournisseur ?", kind=Kind.TEXT, role=Role.VERBATIM)
GOOD = "J'attends des résultats rapides et un vrai suivi."


def drafted(texts, **more):
    """Return the persona of a survey with one open question."""
    written = (list(texts) + ["Un simple mot d'un autre."] * 400)[:400]
    return Case([OPEN], [[]], texts={OPEN.id: written}, **more).drafted().personas[0]


def test_a_paragon_s_sentence_heads_the_sheet_with_its_evidence():
    persona = drafted([GOOD])
    assert plain(persona.quote) == GOOD
    assert persona.quote_provenance is Provenance.VERBATIM
    assert persona.quote_evidence.variable == OPEN.id
    assert plain(persona.quote_evidence.quote) == GOOD


def test_without_words_there_is_no_quote():
    persona = drafted([""] * 400)
    assert persona.quote == ""
    assert persona.quote_provenance is Provenance.HYPOTHESIS
    assert persona.quote_evidence is None
    assert persona.attributes == ()


def test_nothing_is_quoted_from_fewer_than_ten():
    assert drafted([GOOD], size=9).quote == ""
    few = Case([OPEN], [[]], texts={OPEN.id: [GOOD] * 9 + [""] * 391}).drafted().personas[0]
    assert few.quote == ""


@pytest.mark.parametrize(
    "text",
    [
        "Appelez-moi au 01 99 00 12 34 pour en parler.",
        "Écrivez-moi à julie@example.org quand vous voulez.",
        "Voir mon site www.exemple.fr pour comprendre mes attentes.",
        "Demandez plutôt à Mme Durand de mon équipe.",
        "Je travaille avec Bernard depuis longtemps déjà.",
        "Ma référence chez vous est le 4455667788, merci bien.",
    ],
)
def test_whoever_can_be_recognised_is_not_quoted(text):
    assert not anonymous(text)
    persona = drafted([text])
    assert text not in plain(persona.quote)
    assert all(text not in plain(a.text) for a in persona.attributes)


@pytest.mark.parametrize(
    "text", ["Et puis c'est trop cher pour nous.", "Trop cher.", "Oui (mais pas toujours avec eux."]
)
def test_half_a_thought_is_not_quoted(text):
    assert not (complete(text) and len(text) >= 20)
    assert plain(drafted([text]).quote) != text


def test_one_sentence_is_taken_from_a_long_answer():
    long = f"Beaucoup de choses à dire ici sur le sujet, {'et encore davantage ' * 12}. {GOOD} Voilà."
    assert plain(drafted([long]).quote) == GOOD


def test_lines_quote_other_people_than_the_head():
    others = [GOOD, "Je veux comprendre avant de signer.", "Mon équipe compte plus que le prix."]
    persona = drafted(others)
    said = [plain(a.text) for a in persona.attributes]
    assert len(said) == 1
    assert said[0].startswith("« ")
    assert plain(persona.quote) not in said[0]
    assert persona.attributes[0].provenance is Provenance.VERBATIM
    assert persona.attributes[0].evidence.quote


def test_what_sounds_like_the_other_segments_is_not_quoted():
    ours = ["J'attends des idées à lancer tout de suite."] * 99
    theirs = ["Je vérifie chaque chiffre du tableau moi-même."] * 300
    odd = "Je vérifie chaque chiffre du tableau moi-même."
    written = [odd, *ours, *theirs]
    case = Case([OPEN], [[]], texts={OPEN.id: written}, paragons=(0, 1))
    persona = case.drafted(labels=labels_column([1] * 100 + [2] * 300)).personas[0]
    assert plain(persona.quote) == ours[0]


def test_words_for_other_please_specify_are_no_quote():
    other = question("Quel fournisseur ? - Autre (précisez)", kind=Kind.TEXT, role=Role.VERBATIM)
    persona = Case([other], [[]], texts={other.id: [GOOD] * 400}).drafted().personas[0]
    assert persona.quote == ""


@given(st.lists(st.text(max_size=200), min_size=5, max_size=12))
def test_any_words_are_quoted_whole_and_short_or_not_at_all(texts):
    persona = drafted([t.replace("\0", "") for t in texts])
    for quote in (persona.quote, *(a.text for a in persona.attributes)):
        assert len(quote) <= 130
        assert not re.search(r"@|\d{6,}", quote)
