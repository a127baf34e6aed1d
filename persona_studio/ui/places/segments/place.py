"""Segments."""

from persona_studio.ui.places.place import Place


class SegmentsPlace(Place):
    """Segments."""

    title = "Segments"

    def refresh(self) -> None:
        """Show the project as it is now."""
