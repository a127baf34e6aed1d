"""Other answers from the answers that are stored: levels grouped or counted as missing, classes, scores.

Everything here is pure: a variable and its column come in, another pair comes out.
"""

from persona_studio.ingest.derive.classes import classes
from persona_studio.ingest.derive.copies import copied, recoded_copy, reversed_copy
from persona_studio.ingest.derive.levels import grouped, regrouped, reversed_scale
from persona_studio.ingest.derive.missing import as_answer, as_missing
from persona_studio.ingest.derive.scores import score, values_of

__all__ = [
    "as_answer",
    "as_missing",
    "classes",
    "copied",
    "grouped",
    "recoded_copy",
    "regrouped",
    "reversed_copy",
    "reversed_scale",
    "score",
    "values_of",
]
