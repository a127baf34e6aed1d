"""Where the parts of the Classique head stand, in points."""

from persona_studio.publish.style import MEDIUM, MM, TEXT2
from persona_studio.publish.text import Style

LEFT, RIGHT, TOP = 16 * MM, 194 * MM, 15 * MM
X = 68 * MM
"""Left edge of what stands beside the portrait."""
WIDTH = RIGHT - X
NAME_X = 67.65 * MM
"""Large letters carry their own white at the left."""
NAME_TOP, ROLE_GAP, FACTS_GAP = 23.65 * MM, 1.15 * MM, 5.6 * MM
PILL = 5 * MM
ROLE = Style(MEDIUM, 10.5, 14.7, TEXT2)
BELOW = 8.2 * MM
"""Room between the last hairline of the head and the sections."""
