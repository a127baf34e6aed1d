"""A short path of yes-or-no turns that explains the golden questions; it does not sort people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from sklearn.tree import DecisionTreeClassifier

from persona_studio.analysis.arrays import Labels
from persona_studio.analysis.golden_answers import Asked, Sample
from persona_studio.domain.golden import Turn
from persona_studio.domain.ids import Id

DEPTH, ENDS = 4, 6
FEWEST, SMALLEST_SHARE = 10, 0.02
"""Respondents at an end of the path, in number (privacy) and as a share."""


@dataclass(frozen=True)
class Choice:
    """A yes-or-no question: did they give one of ``answers``? ``yes`` holds one truth per respondent."""

    question: Id
    answers: tuple[int, ...]
    yes: np.ndarray


def path(sample: Sample, ordered: frozenset[Id]) -> tuple[Turn, ...]:
    """Return the turns of the path (Breiman and others 1984), the first element being its beginning.

    Args:
        sample: respondents with the questions the path may use.
        ordered: the variables whose answers are in an order: they are cut in two, not taken one by one.
    """
    choices = list(_choices(sample.questions, ordered))
    tree = grown(sample, choices)
    return tuple(_written(tree, choices, 0, []))


def grown(sample: Sample, choices: Sequence[Choice]) -> DecisionTreeClassifier:
    """Return the tree of a sample."""
    fewest = max(FEWEST, round(SMALLEST_SHARE * sample.n))
    tree = DecisionTreeClassifier(
        max_depth=DEPTH, max_leaf_nodes=ENDS, min_samples_leaf=fewest, random_state=0
    )
    return tree.fit(_matrix(choices), sample.labels, sample.weights)


def followed(fit: Sample, seen: Sample, ordered: frozenset[Id]) -> Labels:
    """Return where the path made from ``fit`` leads the respondents of ``seen``."""
    tree = grown(fit, list(_choices(fit.questions, ordered)))
    return np.asarray(tree.predict(_matrix(list(_choices(seen.questions, ordered)))))


def _matrix(choices: Sequence[Choice]) -> np.ndarray:
    return np.column_stack([choice.yes for choice in choices]).astype(np.float32)


def _choices(questions: Sequence[Asked], ordered: frozenset[Id]) -> Iterator[Choice]:
    for asked in questions:
        if asked.multiple:
            for code, codes in zip(asked.answers, asked.codes, strict=True):
                yield Choice(asked.variable, (code,), codes == 2)
        elif asked.variable in ordered:
            for rank in range(2, len(asked.answers) + 1):
                yield Choice(asked.variable, asked.answers[rank - 1 :], asked.codes[0] >= rank)
        else:
            for rank, code in enumerate(asked.answers, start=1):
                yield Choice(asked.variable, (code,), asked.codes[0] == rank)


def _written(
    tree: DecisionTreeClassifier, choices: Sequence[Choice], node: int, turns: list[Turn]
) -> list[Turn]:
    """Add a node and all below it to ``turns``; two ends that lead to one segment are one end."""
    found = tree.tree_
    place = len(turns)
    end = _end(tree, node)
    turns.append(end)
    if found.children_left[node] < 0:
        return turns
    yes = len(turns)
    _written(tree, choices, int(found.children_right[node]), turns)
    no = len(turns)
    _written(tree, choices, int(found.children_left[node]), turns)
    below = turns[place + 1 :]
    if all(not turn.answers for turn in below) and len({turn.segment for turn in below}) == 1:
        del turns[place + 1 :]
        return turns
    choice = choices[int(found.feature[node])]
    turns[place] = replace(end, question=choice.question, answers=choice.answers, yes=yes, no=no)
    return turns


def _end(tree: DecisionTreeClassifier, node: int) -> Turn:
    rates = tree.tree_.value[node][0]
    likeliest = int(np.argmax(rates))
    share = float(rates[likeliest] / rates.sum())
    segment = int(tree.classes_[likeliest])
    return Turn(segment=segment, share=round(share, 4), count=int(tree.tree_.n_node_samples[node]))
