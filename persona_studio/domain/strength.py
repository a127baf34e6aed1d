"""Words for figures that tell how far segments can be believed; each is the end of a catalogue code."""

DISSOLVED, DOUBTFUL, STABLE = 0.6, 0.75, 0.85
"""Limits of the Jaccard index of a segment over resamples (Hennig 2007)."""
CHANCE, USEFUL, CLEAR = 0.05, 0.25, 0.5
"""Gain over shuffled answers: up to which it is chance; from which a cut is useful, clear (methods §4)."""
OTHER, SHIFTED, CLOSE = 0.5, 0.75, 0.9
"""Agreement (adjusted Rand index) under which segments are others, shifted, close; then the same."""
STYLE = 0.25
"""Share of the variance of people's mean answer, between segments, above which it is the style that cuts."""


def steadiness(jaccard: float | None) -> str:
    """Return the word ``steadiness.<word>`` for the Jaccard index of a segment, None being not measured."""
    if jaccard is None:
        return "unmeasured"
    if jaccard < DISSOLVED:
        return "dissolved"
    if jaccard < DOUBTFUL:
        return "doubtful"
    return "stable" if jaccard <= STABLE else "very_stable"


def gained(gain: float) -> str:
    """Return the word ``gained.<word>`` for a gain over shuffled answers."""
    if gain >= USEFUL:
        return "clear" if gain >= CLEAR else "useful"
    return "hardly" if gain > CHANCE else "none"


def agreed(agreement: float) -> str:
    """Return the word ``agreed.<word>`` for the agreement of two segmentations."""
    if agreement < OTHER:
        return "other"
    if agreement < SHIFTED:
        return "shifted"
    return "close" if agreement < CLOSE else "same"
