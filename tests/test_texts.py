"""Numbers, dates and typography as French and English readers expect them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_studio.texts import MINUS, NARROW, NO_BREAK, Texts, seen, typography

FR, EN = Texts("fr"), Texts("en")


def test_numbers_are_written_as_people_write_them():
    assert (FR.integer(1248), EN.integer(1248)) == (f"1{NARROW}248", "1,248")
    assert (FR.decimal(3.14159, 2), EN.decimal(3.14159, 2)) == ("3,14", "3.14")
    assert (FR.percent(0.314), EN.percent(0.314)) == (f"31{NARROW}%", "31%")
    assert (FR.ratio(1.5), EN.ratio(1.5)) == (f"×{NARROW}1,5", "1.5×")
    assert FR.points(0.07) == f"±{NARROW}7{NARROW}pts"
    assert FR.decimal(-2.5, 1) == f"{MINUS}2,5"


@pytest.mark.parametrize("value", [-0.0, -0.2, -0.04])
def test_nothing_has_no_sign(value):
    assert FR.integer(value) == "0"
    assert EN.decimal(value / 10, 1) == "0.0"
    assert FR.percent(value / 100) == f"0{NARROW}%"


def test_days_and_hours():
    when = datetime(2026, 6, 12, 9, 5, tzinfo=UTC)
    assert FR.date(when) == "12 juin 2026"
    assert (FR.moment(when), EN.moment(when)) == (f"9{NO_BREAK}h{NO_BREAK}05", "09:05")


def test_lists_and_quotations():
    assert FR.listed(["a", "b", "c"]) == "a, b et c"
    assert EN.listed(["a", "b"], style="or") == "a or b"
    assert (FR.quoted("oui"), EN.quoted("yes")) == (f"«{NARROW}oui{NARROW}»", "“yes”")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Qu'est-ce que c'est?", f"Qu’est-ce que c’est{NARROW}?"),
        ("« oui »", f"«{NARROW}oui{NARROW}»"),
        ("à 9:42", "à 9:42"),
        ("Prix : 12 000 €", f"Prix{NARROW}: 12{NARROW}000{NO_BREAK}€"),
        ("De 25 à 35 ans", f"De 25 à 35{NO_BREAK}ans"),
        ("n = 612", f"n{NARROW}={NARROW}612"),
        ("oui, non; peut-être...", f"oui, non{NARROW}; peut-être…"),
        ("https://exemple.fr", "https://exemple.fr"),
    ],
)
def test_french_signs_have_their_spaces(typed, printed):
    assert typography(typed, "fr") == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Voir https://exemple.fr/l'a?b=1;c ; puis", f"Voir https://exemple.fr/l'a?b=1;c{NARROW}; puis"),
        ("Écrire à l'adresse anne.o@exemple.fr !", f"Écrire à l’adresse anne.o@exemple.fr{NARROW}!"),
        ("De 10:30 à 11:00 : ouvert", f"De 10:30 à 11:00{NARROW}: ouvert"),
        ("Le code `if x == 'a'; y` reste", "Le code `if x == 'a'; y` reste"),
        ("C'est std::vector ?", f"C’est std::vector{NARROW}?"),
        ("Quoi ?!", f"Quoi{NARROW}?!"),
        ("12 500 clients, 75 %", f"12{NARROW}500 clients, 75{NARROW}%"),
    ],
)
def test_addresses_hours_and_code_are_left_alone(typed, printed):
    assert typography(typed, "fr") == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Why not ?", "Why not?"),
        ("68 % of 1 248 people", "68% of 1,248 people"),
        ("12 000 000 letters", "12,000,000 letters"),
        ("call 020 7946 0958", "call 020 7946 0958"),
        ("at 10:30 : open", "at 10:30: open"),
        ('it\'s "fine"', "it’s “fine”"),
    ],
)
def test_english_signs_have_none(typed, printed):
    assert typography(typed, "en") == printed


@given(
    st.text(st.sampled_from("aé1 0?!:;«»'\".%×n=€\u00a0\u202f,()…@/_`"), max_size=12),
    st.sampled_from(["fr", "en"]),
)
def test_done_twice_is_done_once(text, language):
    once = typography(text, language)
    assert typography(once, language) == once


@pytest.mark.parametrize(
    "unseen", ["\u200b", "\u200d", "\x00", " \u200b\u200d\ufeff ", "\u2066\u2069", "\u202f"]
)
def test_what_nobody_sees_is_no_text(unseen):
    assert seen(unseen) == ""
    assert seen(f"a{unseen}b").startswith("a")


@pytest.mark.parametrize("kept", ["👩\u200d👩\u200d👧", "a\tb\nc", "n\u202f=\u202f5", "می\u200cخواهم"])
def test_what_joins_signs_or_parts_lines_stays(kept):
    assert seen(kept) == kept


@pytest.mark.parametrize("word", ["a", "a.", "a@", "f(", "a_b ! ", "a-"])
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.timeout(60)
def test_long_texts_without_spaces_are_put_right_at_once(word, language):
    """Each letter is looked at once, not once for each other: that would take many minutes."""
    text = (word * 300_000)[:300_000]
    assert seen(typography(text, language)).startswith(word[0])
