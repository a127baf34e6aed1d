"""Segments from answers: NumPy in, frozen values out; never reads files.

:func:`segment` runs a recipe on a wave, :func:`describe` tests what sets given segments apart,
:func:`default_recipe` proposes a recipe from the roles of the variables.
"""

from persona_studio.analysis.describe import describe
from persona_studio.analysis.segment import Segmented, default_recipe, segment

__all__ = ["Segmented", "default_recipe", "describe", "segment"]
