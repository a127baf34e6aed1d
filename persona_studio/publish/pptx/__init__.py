"""PowerPoint: the same pages of boxes, as slides whose texts, tables and shapes can be edited."""

from persona_studio.publish.pptx.deck import pptx_bytes

__all__ = ["pptx_bytes"]
