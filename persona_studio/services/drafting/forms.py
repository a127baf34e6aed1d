"""French words in the form they need: verbs in the third person, feminines, whose, capitals."""

import re
from functools import cache

from persona_studio.services.drafting.words import fold, is_letter, shipped

_VOWELS = "aàâeéèêiîïoôuùûyhœ"
_OTHERS = re.compile(r"(?<!-)\b(vous|je|me|moi|nous|notre|nos|ton|ta|tes|tu)\b|\b[jm]['’]", re.IGNORECASE)
_INCLUSIVE = re.compile(
    r"(\w+?)(?:·|\.|-|\()((?:ère|rice|euse|trice|ice|ière|fe|ve|se|ne|le|te|e))(?:[·.\-]?s)?\)?(?=\W|$)"
)
_PAIR = re.compile(r"\b(\w+)\s*(?:/| ou )\s*(\w+)\b")


def elides(word: str) -> bool:
    """Tell whether "ne", "se" or "de" lose their vowel before a word."""
    low = word.lower()
    aspirated: list[str] = shipped("french")["words"]["aspirated"]
    return low[:1] in _VOWELS and not low.startswith(tuple(aspirated))


# ---------------------------------------------------------------- verbs


def third_from_vous(verb: str) -> str:
    """Return the third person of a verb given after "vous": achetez gives achète."""
    known: dict[str, str] = shipped("french")["vous"]
    if verb in known:
        return known[verb]
    if not verb.endswith("ez"):
        return verb
    if re.search(r"(?:[ei]r|[dv]r|aur)iez$", verb):  # the conditional: recommanderiez gives recommanderait
        return verb[:-3] + "ait"
    if re.search(r"[^a]issez$", verb):
        return verb[:-5] + "it"
    return _open_syllable(verb[:-2].removesuffix("y") + ("i" if verb.endswith("yez") else "")) + "e"


def _open_syllable(stem: str) -> str:
    """Return the stem as it sounds before a mute e: préfér gives préfèr, achet gives achèt."""
    return re.sub(r"[eé](?=(?:[bcdfglmnprstv]|ch|gn|gu|qu|br|cr|tr)$)", "è", stem)


def third_from_je(verb: str) -> str:
    """Return the third person of a verb given after "je": choisis gives choisit."""
    known: dict[str, str] = shipped("french")["je"]
    if verb in known:
        return known[verb]
    if verb.endswith(("ds", "ts")):
        return verb[:-1]
    if verb.endswith("rai"):
        return verb[:-1]
    return re.sub(r"[sx]$", "t", verb)


def infinitive(verb: str) -> str | None:
    """Return the infinitive of a verb in the third person: choisit gives choisir; None when unknown."""
    known: dict[str, str] = shipped("french")["infinitive"]
    if verb in known:
        return known[verb]
    if not verb.endswith("e") or len(verb) < 4:
        return None  # the others do not tell: finit, dit, écrit
    stem = verb[:-1]
    if stem.endswith(("oi", "ui")):
        stem = stem[:-1] + "y"
    # préfère comes of préférer, but achète of acheter, which is among those known.
    return re.sub(r"è(?=[^aeiouyéè]{1,2}$)", "é", stem) + "er"


# ---------------------------------------------------------------- gender


def feminine_word(word: str) -> str:
    """Return the feminine of an adjective, or of the name of a job."""
    known: dict[str, str] = shipped("french")["feminine"]
    lower = word.lower()
    if lower in known:
        return _same_case(word, known[lower])
    rules = (
        ("eux", "euse"),
        ("teur", "trice"),
        ("eur", "euse"),
        ("if", "ive"),
        ("er", "ère"),
        ("el", "elle"),
        ("eil", "eille"),
        ("en", "enne"),
        ("on", "onne"),
        ("é", "ée"),
        ("e", "e"),
    )
    for ending, put in rules:
        if lower.endswith(ending):
            return word[: len(word) - len(ending)] + put
    return word + "e" if lower[-1:].isalpha() else word


def _same_case(word: str, put: str) -> str:
    return put[0].upper() + put[1:] if word[:1].isupper() else put


def gendered(text: str, feminine: bool | None) -> str:
    """Choose a form where a text offers both: "Directeur·rice", "Marié(e)", "Vendeur / vendeuse"."""
    if feminine is None:
        return text
    chosen = _INCLUSIVE.sub(lambda m: _form(m, feminine), text)
    return _PAIR.sub(lambda m: _one_of(m, feminine), chosen)


def _form(match: re.Match[str], feminine: bool) -> str:
    word = match[1]
    if not feminine:
        return word
    if match[2] in ("e", "le", "ne", "te", "se", "fe", "ve") and feminine_word(word) == word + match[2]:
        return word + match[2]
    return feminine_word(word)


def _one_of(match: re.Match[str], feminine: bool) -> str:
    one, other = match[1], match[2]
    if feminine_word(one).lower() == other.lower() and one.lower() != other.lower():
        return _same_case(one, other) if feminine else one
    if feminine_word(other).lower() == one.lower() and one.lower() != other.lower():
        return one if feminine else _same_case(one, other)
    return match[0]


def agreed(text: str, feminine: bool | None) -> str:
    """Return a job or a state in the right gender: "Employé qualifié" gives "Employée qualifiée".

    Only the words that name people agree, and the adjectives that follow them.
    """
    chosen = gendered(text, feminine)
    if not feminine or chosen != text:
        return chosen
    people = shipped("french")["people"]
    words = text.split(" ")
    start = 1 if words[0].lower() in people["adverbs"] and len(words) > 1 else 0
    if words[start].lower() not in people["heads"]:
        return text
    for i in range(start, len(words)):
        if i > start and not _adjective(words[i]):
            break
        if words[i].lower() not in people["epicene"]:
            words[i] = feminine_word(words[i])
    return " ".join(words)


def _adjective(word: str) -> bool:
    endings = ("é", "if", "eur", "el", "al", "ant", "ent", "er", "ien", "ain")
    return word.islower() and word.endswith(endings) and fold(word) not in _stops()


@cache
def _stops() -> frozenset[str]:
    return frozenset({"et", "en", "entretien", "personnel", "environnement", "mer"})


# ---------------------------------------------------------------- whose


def possessed(text: str) -> str | None:
    """Put "mon", "votre"... in the third person; None when that cannot be told, or when others remain."""
    said = re.sub(r"\b([Mm])(on|a|es)\b", lambda m: ("S" if m[1] == "M" else "s") + m[2], text)
    said = re.sub(r"\b([Vv])os\b", lambda m: "Ses" if m[1] == "V" else "ses", said)
    for match in reversed(list(re.finditer(r"\b([Vv])otre ([\w'’-]+)", said))):
        whose = _son_or_sa(match[2])
        if whose is None:
            return None
        put = (whose.capitalize() if match[1] == "V" else whose) + " " + match[2]
        said = said[: match.start()] + put + said[match.end() :]
    if _OTHERS.search(said):
        return None
    return said


def _son_or_sa(noun: str) -> str | None:
    nouns = shipped("french")["nouns"]
    low = noun.lower()
    if elides(low):
        return "son"
    if low in nouns["feminine"] or (
        low not in nouns["masculine"] and low.endswith(tuple(nouns["feminine_endings"]))
    ):
        return "sa"
    return "son" if low in nouns["masculine"] or low.endswith(tuple(nouns["masculine_endings"])) else None


def with_article(text: str) -> str:
    """Return an answer that is one known noun with its article: "téléphone" gives "le téléphone"."""
    nouns, low = shipped("french")["nouns"], text.lower()
    if low not in nouns["masculine"] and low not in nouns["feminine"]:
        return text
    article = "l’" if elides(low) else "la " if low in nouns["feminine"] else "le "
    return article + text


# ---------------------------------------------------------------- capitals


def lowered(text: str) -> str:
    """Return an answer as it stands inside a sentence: without its capital, unless it may be a name."""
    words = shipped("french")["words"]
    parts = re.split(r"[\s']+", text.replace("’", "'"))
    first = parts[0]
    low = first.lower().strip(",;.")
    if (
        not first[:1].isupper()
        or (len(first) > 1 and first[1:] != first[1:].lower())
        or low in words["proper"]
    ):
        return text
    if is_letter(first) and (
        len(parts) == 1 or (text[1] not in "'’" and first.lower() not in ("à", "a", "y"))
    ):
        return text
    known = low in words["common"] or low in words["prepositions"] or low in words["articles"]
    people = shipped("french")["people"]
    known = known or low in people["heads"] or low in people["epicene"]
    known = known or (low.endswith(tuple(words["common_endings"])) and len(low) > 5)
    inside = [part for part in parts[1:] if part.lower() not in words["proper"]]
    plain = any(part.isalpha() for part in inside) and all(part == part.lower() for part in inside)
    return text[0].lower() + text[1:] if known or plain else text
