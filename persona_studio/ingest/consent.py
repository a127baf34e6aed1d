"""Questions that ask to agree to the survey itself: the use of the answers, taking part, being contacted.

They tell who went on, not who people are: even where some said no they must form no segments.
"""

from persona_studio.domain.variables import Kind
from persona_studio.ingest.draft import Draft
from persona_studio.ingest.words import HeaderWords, Words, fold, fold_header

_MOST_LEVELS = 3
"""Yes, no, perhaps "only under another name"; opinions are asked on scales."""
_ANSWERED = frozenset({Kind.NOMINAL, Kind.ORDINAL, Kind.MULTIPLE})


def is_consent(draft: Draft, words: Words) -> bool:
    """Tell whether a question asks to agree to the survey, by its words and by what is answered to it."""
    if draft.kind not in _ANSWERED or not 0 < len(draft.levels) <= _MOST_LEVELS:
        return False
    labels = [label for _, label in draft.levels]
    if any(_agrees(label, words) for label in labels):
        return True  # the box itself says to what: "I agree that my answers…" under a question "Q1"
    asked = any(_asks(text, words) for text in dict.fromkeys((draft.name, draft.label)))
    return asked and all(_answers(label, words) for label in labels)


def _asks(text: str, words: Words) -> bool:
    return words.consent["whole"].equals(fold_header(text)) or _agrees(text, words)


def _agrees(text: str, words: Words) -> bool:
    """Tell whether a text says both an act of agreeing and what of the survey it is about."""
    header, said = fold_header(text), words.consent
    if not (said["acts"].within(header) and said["objects"].within(header)):
        return False
    return not said["elsewhere"].within(header)


def _answers(label: str, words: Words) -> bool:
    """Tell whether an answer is a yes, a no, a tick, or agrees in so many words."""
    text, header = fold(label), fold_header(label)
    plain = ("yes", "no", "ticked", "unticked")
    return (
        any(text in words.answers[group] for group in plain)
        or words.consent["answers"].equals(header)
        or _begins(header, words.consent["acts"])
        or header.split(" ")[0] in words.answers["yes"] | words.answers["no"]
    )


def _begins(header: str, known: HeaderWords) -> bool:
    tokens = header.split()
    return any(known.equals(" ".join(tokens[:size])) for size in range(1, known.longest + 1))
