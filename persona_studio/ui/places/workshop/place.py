"""Workshop."""

from persona_studio.ui.places.place import Place


class WorkshopPlace(Place):
    """Workshop."""

    title = "Workshop"

    def refresh(self) -> None:
        """Show the project as it is now."""
