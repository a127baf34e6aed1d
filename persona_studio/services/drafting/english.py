"""English: from the words of a question to a line about somebody, without a subject ("Lives in a town").

Where the grammar of an answer cannot be guaranteed, these functions return None: the words are then quoted.
"""

import re

from persona_studio.services.drafting.words import fold, is_letter, shipped

_OTHERS = re.compile(r"\b(i|i'm|i've|we|our|us|you|he|she)\b", re.IGNORECASE)
_COORDINATED = re.compile(r"\b(and|or|but)\b|[.;:?!]\s", re.IGNORECASE)
_NEGATIVE = re.compile(
    r"\b(not|never|no|nothing|nobody|cannot|hardly|sometimes|rather|have to)\b|n't\b", re.IGNORECASE
)
"""Words that a denial would turn into nonsense, negative ones first."""
_EITHER = re.compile(
    r"\b(before or after|once or twice|one or more|at home or at work|more or less)\b", re.IGNORECASE
)
"""Words that offer no choice: who says yes to them says yes to either."""
_AUXILIARIES = "do|does|have|has|are|is|will|would|can|could|should"


def third(verb: str) -> str:
    """Return the third person of a verb: try gives tries; modals and pasts stay."""
    known: dict[str, str] = shipped("english")["third"]
    words = shipped("english")["words"]
    if verb in known:
        return known[verb]
    if verb in words["fixed"] or (verb.endswith("ed") and verb not in words["present_in_ed"]):
        return verb
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + ("es" if re.search(r"(s|x|z|ch|sh|o)$", verb) else "s")


def possessed(text: str, feminine: bool | None) -> str | None:
    """Put "my", "your"... in the third person; None when somebody else remains."""
    key = {True: "feminine", False: "masculine", None: "neutral"}[feminine]
    forms: dict[str, str] = shipped("english")["possessive"][key]
    said = re.sub(r"\b(" + "|".join(forms) + r")\b", lambda m: forms[m[1].lower()], text, flags=re.IGNORECASE)
    return None if _OTHERS.search(said) and not is_letter(text) else said


class Predicate:
    """Adverbs, a verb as it was given, and the rest; to be affirmed or denied."""

    def __init__(self, adverbs: str, verb: str, rest: str) -> None:
        self.adverbs = adverbs
        self.verb = verb
        self.rest = rest

    def affirmed(self) -> str:
        """Return "always makes a list"."""
        return " ".join(filter(None, (self.adverbs, third(self.verb), self.rest)))

    def denied(self, word: str = "not") -> str | None:
        """Return "does not always make a list"; None when it was negative already."""
        if _NEGATIVE.search(f"{self.adverbs} {self.verb} {self.rest}"):
            return None
        verb = third(self.verb)
        if verb == "is" or self.verb in ("can", "could", "will", "would", "should", "must", "may"):
            said = (verb, word, self.adverbs, self.rest)
        elif word == "never":
            said = ("never", verb, self.adverbs, self.rest)
        elif third(self.verb) == self.verb:
            return None
        else:
            said = ("does not", self.adverbs, self.verb, self.rest)
        return " ".join(filter(None, said)).replace("can not", "cannot")

    def infinitive(self) -> str | None:
        """Return "always make a list"; None for modals and pasts, which have none."""
        base = {"am": "be", "'m": "be", "are": "be"}.get(self.verb, self.verb)
        if base != "be" and (third(self.verb) == self.verb or self.verb == "'ve"):
            return None
        first = (base, self.adverbs) if base == "be" else (self.adverbs, base)
        return " ".join(filter(None, (*first, self.rest)))


def _plain(text: str) -> str:
    said = re.sub(r"\s+", " ", text.replace("’", "'")).strip(" .")
    wrapped = re.fullmatch(r"[\"“«](.*)[\"”»]", said)
    return wrapped[1].strip() if wrapped else said


def statement(text: str, feminine: bool | None) -> Predicate | None:
    """Read a sentence in the first person: "I enjoy music" gives (enjoy, music); None when unsafe."""
    said = _plain(text)
    match = re.match(r"i(?P<short>'m|'ve)? ?(?P<rest>.+)$", said, re.IGNORECASE)
    if not match or not re.match(r"i(\b|')", said, re.IGNORECASE) or _COORDINATED.search(said):
        return None
    words = ([match["short"]] if match["short"] else []) + match["rest"].split(" ")
    return _predicate([w for w in words if w], feminine)


def _predicate(words: list[str], feminine: bool | None) -> Predicate | None:
    adverbs: list[str] = []
    while words and words[0].lower() in shipped("english")["words"]["adverbs"] and words[0].lower() != "tend":
        adverbs.append(words.pop(0).lower())
    if not words or not re.fullmatch(r"[A-Za-z']+", words[0]):
        return None
    rest = possessed(" ".join(words[1:]), feminine)
    return None if rest is None else Predicate(" ".join(adverbs), words[0].lower(), rest)


def questioned(question: str, feminine: bool | None) -> Predicate | None:
    """Return what a question put with "do you" asks; None for others, or when it is unsafe."""
    said = _plain(question).rstrip("?").strip()
    match = re.match(r"do you (?P<rest>.+)$", said, re.IGNORECASE)
    if not match or "?" in said or re.search(r"\bor\b", _EITHER.sub("", said)):
        return None
    return _predicate(match["rest"].removeprefix("ever ").split(" "), feminine)


def yes_no(question: str, yes: bool, feminine: bool | None) -> str | None:
    """Answer a yes-or-no question with a line: "Do you drink tea?", no, gives "does not drink tea"."""
    said = _plain(question).rstrip("?").strip()
    match = re.match(rf"(?P<aux>{_AUXILIARIES}) you (?P<ever>ever )?(?P<rest>.+)$", said, re.IGNORECASE)
    if not match or "?" in said or re.search(r"\bor\b", _EITHER.sub("", said)):
        return None
    aux, ever = match["aux"].lower(), bool(match["ever"])
    if aux == "do":
        made = _predicate(match["rest"].split(" "), feminine)
        return None if made is None else made.affirmed() if yes else made.denied("never" if ever else "not")
    rest = possessed(match["rest"], feminine)
    if rest is None or aux in ("does", "has", "is"):
        return None
    verb = {"have": "has", "are": "is"}.get(aux, aux)
    no = "never" if ever else "not"
    return f"{verb} {rest}" if yes else f"{verb} {no} {rest}".replace("can not", "cannot")


_ASKED = re.compile(
    r"^(?:how often|how frequently|where|when|with whom|who with)(?: do| would) you (?P<rest>.+?)\s*\?*$",
    re.IGNORECASE,
)


def choice(question: str, answer: str, feminine: bool | None) -> str | None:
    """Answer an open question with a line: "How often do you shop?", "Weekly" gives "shops: weekly"."""
    match = _ASKED.match(_plain(question))
    whose = possessed(_plain(answer), feminine)
    if not match or whose is None:
        return None
    made = _predicate(match["rest"].split(" "), feminine)
    if made is None:
        return None
    put = lowered(whose)
    if fold(put) == "never":
        return made.denied("never")
    if fold(put) in ("often", "rarely", "sometimes", "always", "usually", "seldom", "regularly"):
        return f"{fold(put)} {made.affirmed()}" if made.verb not in ("are", "am") else None
    joined = re.match(r"(at|in|on|by|with|every|once|twice|several|online|from)\b", put)
    return f"{made.affirmed()} {put}" if joined else f"{made.affirmed()}: {put}"


def subject_of(question: str, feminine: bool | None) -> str | None:
    """Return what a question is about as a noun phrase: "What is your job?" gives "job"."""
    said = _plain(question)
    said = re.sub(
        r"\??\s*(please )?(select|check|tick|choose|mark) all that apply\.?$", "?", said, flags=re.IGNORECASE
    ).replace("??", "?")
    patterns = (
        r"^(?:what|which) (?:is|are|was|were)(?: typically| usually)? (?:your|the) (?P<noun>[^?,]+?)\s*\?$",
        (
            r"^(?:which|what) of (?:these|the following) (?P<noun>[^?,]+?) ?"
            r"(?:are|is|do|did|have)(?:\b|(?=typically))[^?]*\?*$"
        ),
        r"^(?:which|what) (?P<noun>(?:type|kind|sort) of [^?,]+?) (?:are|is|do|did|have|would|was)\b[^?]*\?$",
        r"^(?:which|what) (?P<noun>[a-z]+(?: [a-z]+)?) (?:do|did|have|would) you \w+\s*\?$",
    )
    for pattern in patterns:
        match = re.match(pattern, said, re.IGNORECASE)
        if match:
            return possessed(match["noun"], feminine)
    if "?" in said or re.search(r"\b(you|i)\b", said, re.IGNORECASE):
        return None
    return possessed(re.sub(r"^your ", "", said.rstrip(":"), flags=re.IGNORECASE), feminine)


def lowered(text: str) -> str:
    """Return an answer as it stands inside a sentence: without its capital, unless it may be a name."""
    parts = re.split(r"[\s']+", text)
    first = parts[0]
    if is_letter(first) and not (first == "A" and parts[1:2] and parts[1].islower() and parts[1] != "or"):
        return text
    if not first[:1].isupper() or (len(first) > 1 and first[1:] != first[1:].lower()):
        return text
    known = first.lower().strip(",;.") in shipped("english")["words"]["common"]
    plain = len(parts) > 1 and all(p == p.lower() for p in parts[1:]) and any(p.isalpha() for p in parts[1:])
    return text[0].lower() + text[1:] if known or plain else text
