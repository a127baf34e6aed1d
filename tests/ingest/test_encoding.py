"""Files without a mark: French in cp1252, Mac Roman or cp850, and UTF-8 with a few bad bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.examples import examples
from helpers.imports import import_file
from persona_studio.errors import UserError
from persona_studio.ingest.encoding import CANDIDATES, french_score, mended

SENTENCES = [
    "Très satisfait de l’accueil, à l’écoute",
    "Déçu par les délais ; j’espérais mieux",
    "Où trouver vos produits près de chez moi ?",
    "La qualité est là, même si c’est cher",
    "Ça dépend des marques et de l’humeur",
    "Mon cœur balance entre les deux modèles",
    "Prix élevé mais bon goût",
    "Noël en famille, été à la plage",
    "Le garçon mangeait des pâtes à côté",
    "Paiement différé accepté",
    "« Génial », dit ma sœur",
    "Retraité, dépenses maîtrisées",
    "Région Île-de-France, près d’Évry",
]
# What these code pages cannot write is written without it, as old programs did.
PLAIN = str.maketrans({"’": "'", "œ": "oe", "«": '"', "»": '"'})


def encoded(text: str, encoding: str) -> bytes:
    return (text.translate(PLAIN) if encoding == "cp850" else text).encode(encoding)


@examples(60, deadline=None)
@given(
    sentences=st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=8, unique=True),
    encoding=st.sampled_from(CANDIDATES),
)
def test_a_few_french_sentences_are_enough(sentences, encoding):
    sample = encoded("\n".join(sentences), encoding)
    assert max(CANDIDATES, key=lambda name: french_score(sample, name)) == encoding


@pytest.mark.parametrize("encoding", CANDIDATES)
def test_the_file_keeps_its_accents(imported, encoding):
    rows = [f"{i};{SENTENCES[i % 13]} {i};{'très' if i % 2 else 'peu'} élevé" for i in range(40)]
    survey = imported(encoded("\n".join(["Numéro;Votre avis détaillé;Intérêt", *rows]), encoding))
    assert survey.wave.source.encoding == encoding
    assert survey.names() == ["Numéro", "Votre avis détaillé", "Intérêt"]
    assert set(survey.counts("Intérêt")) == {"très élevé", "peu élevé"}


def test_accents_far_into_the_file_are_seen(imported):
    rows = ["1;oui"] * 200_000 + ["2;préféré"] * 5
    survey = imported("\n".join(["a;b", *rows]).encode("cp1252"))
    assert survey.wave.source.encoding == "cp1252"
    assert survey.counts("b")["préféré"] == 5


def test_utf8_with_a_few_bad_bytes_stays_utf8(imported):
    rows = [f"{i};Très élevé à Évry {i % 3}" for i in range(200)]
    content = "\n".join(["a;Lieu préféré", *rows]).encode("utf-8").replace("Évry 2".encode(), b"\xc9vry 2", 1)
    survey = imported(content)
    assert survey.wave.source.encoding == "utf-8"
    assert survey.notices()["invalid_characters"] == {"count": "1", "line": "4", "column": "2"}
    assert survey.counts("Lieu préféré")["Très élevé à Évry 0"] == 67


MARKED = [
    ("utf-8-sig", "utf-8-sig", None),
    ("utf-8-sig", "utf-8-sig", "UTF8"),
    ("utf-16", "utf-16", None),
    ("utf-16", "utf-16", "utf-16-le"),
    ("utf-32", "utf-32", None),
    ("utf-8", "utf-8", "U8"),
    ("cp1252", "cp1252", "windows-1252"),
    ("mac_roman", "mac_roman", "macintosh"),
    ("cp850", "cp850", "IBM850"),
]


@pytest.mark.parametrize(("written", "said", "asked"), MARKED)
def test_an_encoding_has_one_name_and_its_mark_is_no_text(imported, written, said, asked):
    rows = [f"{i};{'très' if i % 2 else 'peu'} élevé" for i in range(40)]
    survey = imported("\n".join(["Numéro;Intérêt", *rows]).encode(written), encoding=asked)
    assert survey.wave.source.encoding == said
    assert survey.names() == ["Numéro", "Intérêt"]
    assert set(survey.counts("Intérêt")) == {"très élevé", "peu élevé"}


def test_what_is_no_encoding_of_texts_is_said(imported):
    for name in ("base64", "hex", "klingon"):
        with pytest.raises(UserError) as caught:
            imported("a;b\n1;2\n2;3\n", encoding=name)
        assert caught.value.code == "encoding_unknown"


def test_an_encoding_can_be_imposed(imported):
    content = "a;b\n1;caf\xe9\n2;th\xe9\n3;caf\xe9\n".encode("latin-1")
    survey = imported(content, encoding="latin-1")
    assert survey.wave.source.encoding == "latin-1"
    assert survey.counts("b") == {"café": 2, "thé": 1}


def test_lines_of_two_encodings_are_said_and_both_read(imported):
    head, old = "Numéro;Réponse", [f"{i};Très élevé à Évry" for i in range(30)]
    new = [f"{i};Préféré, ça dépend de l’été" for i in range(30, 60)]
    survey = imported("\n".join([head, *old]).encode("cp1252") + b"\n" + "\n".join(new).encode())
    assert survey.names() == ["Numéro", "Réponse"]
    assert survey.counts("Réponse") == {"Très élevé à Évry": 30, "Préféré, ça dépend de l’été": 30}
    (notice,) = (n for n in survey.wave.notices if n.code == "mixed_encodings")
    assert dict(notice.params) == {"encoding": "cp1252", "line": "32", "column": "2", "count": "30"}


def test_a_header_in_another_encoding_is_read_as_well(imported):
    rows = [f"{i};très élevé" if i % 2 else f"{i};préféré" for i in range(40)]
    survey = imported("Numéro;Réponse\n".encode() + "\n".join(rows).encode("cp1252"))
    assert survey.names() == ["Numéro", "Réponse"]
    assert set(survey.counts("Réponse")) == {"très élevé", "préféré"}


@examples(40, deadline=None)
@given(
    sentences=st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=8),
    encoding=st.sampled_from(CANDIDATES),
)
def test_no_line_of_one_encoding_is_taken_for_the_other(sentences, encoding):
    capitals = [s.upper().replace("Œ", "OE") for s in sentences]
    data = encoded("\n".join([*sentences, *capitals]), encoding)
    assert mended(data.decode(encoding), encoding) == data.decode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("lost", range(1, 9))
def test_what_is_cut_in_the_middle_of_a_character_says_so_and_makes_no_level(tmp_path, encoding, lost):
    answers = ["très", "peu", "été", "ü"] * 20
    text = "goût;avis\n" + "".join(f"bon;{answer}\n" for answer in answers) + "bon;ü😀"
    path = tmp_path / "cut.csv"
    path.write_bytes(text.encode(encoding)[:-lost])
    wave = import_file(path).wave
    levels = {level.label for variable in wave.variables for level in variable.levels}
    assert not any("\ufffd" in level for level in levels)
    assert set(answers) <= levels
    told = any(notice.code == "file_cut_short" for notice in wave.notices)
    between = {len(text[-count:].encode(encoding.removesuffix("-sig"))) for count in range(1, 9)}
    if encoding in {"utf-16", "utf-32"}:  # what is encoded alone begins with a mark
        between = {size - len("".encode(encoding)) for size in between}
    assert told == (lost not in between)


def test_a_last_letter_of_another_encoding_is_no_cut(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(("goût;avis\n" + "bon;très\nmauvais;peu\n" * 10 + "bon;raté").encode("cp1252"))
    wave = import_file(path).wave
    assert wave.source.encoding == "cp1252"
    assert not any(notice.code == "file_cut_short" for notice in wave.notices)
