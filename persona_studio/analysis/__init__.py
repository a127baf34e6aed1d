"""Segments from answers: NumPy in, frozen values out; never reads files.

:func:`segment` runs a recipe on a wave, :func:`describe` tests what sets given segments apart,
:func:`reshape` merges or splits segments, :func:`sensitivities` tells what would change them,
:func:`default_recipe` proposes a recipe from the roles of the variables.
"""

from persona_studio.analysis.describe import describe
from persona_studio.analysis.segment import Segmented, segment
from persona_studio.analysis.sensitivity import sensitivities
from persona_studio.analysis.shaping import Reshaped, reshape
from persona_studio.domain.recipes import recipe_of as default_recipe

__all__ = [
    "Reshaped",
    "Segmented",
    "default_recipe",
    "describe",
    "reshape",
    "segment",
    "sensitivities",
]
