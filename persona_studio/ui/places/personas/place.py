"""Personas."""

from persona_studio.ui.places.place import Place


class PersonasPlace(Place):
    """Personas."""

    title = "Personas"

    def refresh(self) -> None:
        """Show the project as it is now."""
