"""The sections shown as entries of a menu: one below the other, those of a journey stage by stage."""

from collections.abc import Iterator

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Section
from persona_studio.publish.layout.words import section_icon
from persona_studio.services.personas.faces import Outline
from persona_studio.texts import Texts
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.personas.companions.names import shown_title
from persona_studio.ui.wording import in_menu


def section_choices(
    menu: QMenu, outline: Outline, kit: Kit, texts: Texts, but: set[Id] | None = None
) -> Iterator[tuple[QAction, Section]]:
    """Add an entry for each section shown, ``but`` the only one in which things are already; yield them."""
    stages: dict[Id, QMenu] = {}
    for section in outline.shown:
        if but == {section.id}:
            continue
        stage = outline.stage_of(section.id)
        into = menu
        if stage is not None:
            if stage.id not in stages:
                stages[stage.id] = menu.addMenu(in_menu(stage.name) or kit.t("No name"))
            into = stages[stage.id]
        title = in_menu(shown_title(outline.persona, section, texts))
        action = into.addAction(kit.icon(section_icon(section.key)), title)
        yield action, section
