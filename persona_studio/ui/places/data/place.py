"""Data."""

from persona_studio.ui.places.place import Place


class DataPlace(Place):
    """Data."""

    title = "Data"

    def refresh(self) -> None:
        """Show the project as it is now."""
