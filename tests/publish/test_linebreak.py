"""Where lines may end, against the full Unicode algorithm and by the rules of French typography."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uniseg.graphemecluster import grapheme_cluster_boundaries
from uniseg.linebreak import line_break_boundaries, line_break_units

from helpers.examples import examples
from persona_studio.publish import linebreak
from persona_studio.publish.linebreak import graphemes, places, segments

PLAIN = st.text("aZéœ’'09.,;:!?()«»“”… -", max_size=40)


def units(text: str) -> list[str]:
    ends = places(text)
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


WORDS = st.builds("".join, st.tuples(st.sampled_from("abéÀœ"), st.text("abcéèœÀ0123456789’.,", max_size=9)))


@given(st.lists(WORDS, max_size=8))
def test_plain_words_break_as_unicode_says(words):
    text = " ".join(words)
    assert units(text) == list(line_break_units(text))


GLUED = st.lists(st.one_of(WORDS, st.sampled_from([*"«»“”(;:!?%=€–—-/*+#\u0301\u00a0\u3042", "31", "5", ""])))


@examples(300)
@given(st.lists(st.tuples(GLUED, st.sampled_from("\u00a0\u202f")), max_size=4))
def test_words_glued_with_a_space_break_as_unicode_says(several):
    text = " ".join(glue.join(parts) for parts, glue in several)
    allowed, at = set(), 0
    for unit in line_break_units(text):
        at += len(unit)
        allowed.add(at)
    # Spaces before signs hold them, as French wants; within a word all is as Unicode says.
    assert {place for place in places(text) if text[place - 1] != " "} == {
        place for place in allowed if text[place - 1] != " "
    }


@given(st.text())
def test_any_text_falls_into_units(text):
    for start, end in segments(text):
        assert "".join(units(text[start:end])) == text[start:end]


@given(PLAIN)
def test_only_ever_stricter_than_unicode(text):
    for start, end in segments(text):
        part = text[start:end]
        allowed, at = set(), 0
        for unit in line_break_units(part):
            at += len(unit)
            allowed.add(at)
        assert set(places(part)) <= allowed


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("elle vient ; elle", "vient ; "),
        ("elle vient : elle", "vient : "),
        ("vraiment ! oui", "vraiment ! "),
        ("vraiment ? oui", "vraiment ? "),
        ("près de 31 % des", "31 % "),
        ("il dit « oui » puis", "« oui » "),
        ("femme de 25 à 35 ans environ", "25 à 35 ans "),
        ("depuis 6 à 12 mois.", "6 à 12 mois."),
        ("valider par son n+1 avant", "n+1 "),
        ("vague 3, n = 190 personnes", "n = 190 "),
        ("vague 3, n\u202f=\u202f190 fiches", "n\u202f=\u202f190 "),
        ("soit 1 248 réponses", "1 248 "),
        ("achète × 1,5 plus", "× 1,5 "),
        ("aged 25 to 35 years today", "25 to 35 years "),
    ],
)
def test_what_french_typography_keeps_together(text, whole):
    assert whole in units(text)


def test_ties_hold_nothing_else_back():
    assert units("les 12 mois de l’année") == ["les ", "12 mois ", "de ", "l’année"]
    assert units("CAC 40 et plus") == ["CAC ", "40 ", "et ", "plus"]


def test_hyphens_and_ideographs_may_end_a_line():
    assert units("Montrez-moi") == ["Montrez-", "moi"]
    assert units("世界") == ["世", "界"]


def test_typed_line_breaks_part_the_text():
    text = "un\r\ndeux\n\ntrois\u2028quatre"
    assert [text[start:end] for start, end in segments(text)] == ["un", "deux", "", "trois", "quatre"]


def test_accents_and_joined_emoji_are_one_character():
    assert graphemes("e\u0301a👩🏽‍🚀b") == (2, 3, 7, 8)


JOINED = st.sampled_from(
    "aé漢か1,./+-(\u0301\u200d👩🚀🇫🇷\u1100\u1161\u11a8각क्षि\u0e33\u0600\u202e\u2060\U0001f3fb\r\n\u0628\u064e"
)
RUNS = st.lists(st.tuples(JOINED, st.sampled_from([1, 1, 1, 7])), max_size=9).map(
    lambda runs: "".join(character * times for character, times in runs)
)


@examples(500)
@given(RUNS)
def test_characters_and_words_are_cut_as_the_whole_algorithms_do(text):
    assert list(graphemes(text)) == [place for place in grapheme_cluster_boundaries(text) if place]
    for start, end in segments(text):
        word = text[start:end]
        assert set(places(word)) == {place or len(word) for place in line_break_boundaries(word)}


ENDLESS = ["x" * 20_000, "ab+/9" * 4000, "漢" * 20_000, "e" + "\u0301" * 20_000, "\u200d" * 20_000]


@pytest.mark.parametrize("word", ENDLESS, ids=["letters", "base64", "ideographs", "accents", "joiners"])
def test_an_endless_word_is_hardly_read_by_the_dear_algorithms(word, monkeypatch):
    read = []
    for name in ("grapheme_cluster_boundaries", "line_break_boundaries"):
        whole = getattr(linebreak, name)
        monkeypatch.setattr(linebreak, name, lambda text, whole=whole: read.append(len(text)) or whole(text))
    for _ in range(3):
        assert graphemes(word)[-1] == places(word)[-1] == len(word)
    assert sum(read) <= 1200


@pytest.mark.parametrize("text", ["' ' * 100_000", "'1.' * 60_000", "'1,.' * 60_000"])
def test_spaces_and_points_without_end_are_read_once(text):
    code = f"from persona_studio.publish.linebreak import places; places({text})"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
