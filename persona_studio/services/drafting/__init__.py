"""From segments to personas: a first draft in correct French or English, each line with its evidence.

Nothing is invented: what the data do not say stays empty. Everything proposed can be refused line by line.
"""

from persona_studio.services.drafting.compose import Drafted, draft

__all__ = ["Drafted", "draft"]
