"""The button between the light and the dark window."""

from persona_studio.ui.actions import Actions
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import IconButton


def theme_button(kit: Kit, actions: Actions) -> IconButton:
    """Return the button that turns the window dark, or light again."""
    dark = kit.theme.name == "dark"
    words = "Light theme" if dark else "Dark theme"
    return IconButton(kit, "sun" if dark else "moon", words).triggers(actions["theme"])
