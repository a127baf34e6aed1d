"""The switch between the languages of the window."""

from persona_studio.texts import LANGUAGES
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.segmented import Option, Segmented

LANGUAGE_NAMES = {"fr": "Français", "en": "English"}


class LanguageSwitch(Segmented):
    """FR | EN."""

    def __init__(self, kit: Kit, language: str) -> None:
        options = [
            Option(code, code.upper(), name=LANGUAGE_NAMES[code], translated=False) for code in LANGUAGES
        ]
        super().__init__(kit, options, "Language of the window", line="line")
        self.choose(language)
        self.setFixedWidth(max(kit.px(70), self.sizeHint().width()))
