"""Menus over a companion: of a quadrant, a cell or a team, of a stage, of the page."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from persona_studio.domain.personas import TEAMS, Attribute, SectionKey, Stage
from persona_studio.domain.tree import find
from persona_studio.publish.boxes import Ref
from persona_studio.publish.layout.words import section_icon, usual_title
from persona_studio.services.companions import actions, stages
from persona_studio.services.personas import lines
from persona_studio.services.personas.faces import Face
from persona_studio.ui.actions import key_text
from persona_studio.ui.places.personas.companions.names import icon_name
from persona_studio.ui.places.personas.menus import once_gone

if TYPE_CHECKING:
    from persona_studio.ui.places.personas.companions.companions import Companions
    from persona_studio.ui.places.personas.place import PersonasPlace


class Menus:
    """Builds them at the moment they are wanted; each deletes itself."""

    def __init__(self, place: "PersonasPlace", acts: "Companions") -> None:
        self._place, self._studio, self._kit, self._acts = place, place.studio, place.kit, acts

    def of_section(self, at: QPoint) -> None:
        """Offer what can be done with a quadrant, a cell or a team: it has its place, its title is free."""
        hand, menu = self._place.hand, self._menu()
        self._add(menu, "Add a line", hand.add_line, "plus", "Ctrl+Return")
        self._add(menu, "Paste", hand.paste, "clipboard-paste", "Ctrl+V")
        if self._acts.face is not Face.JOURNEY:
            self._add(menu, "Rename", hand.rename_section, "pencil", "F2")
        menu.popup(at)

    def of_stage(self, ref: Ref, at: QPoint) -> None:
        """Offer what can be done with a stage."""
        stage, stages = find(self._studio.project, ref.id), self._acts.stages
        if not isinstance(stage, Stage):
            return
        menu = self._menu()
        rename = partial(self._place.pen.write, Ref("stage", ref.id, "name"))
        self._add(menu, "Rename", rename, "pencil", "F2")
        self._add(menu, "Add a stage after this one", partial(stages.add, ref.id), "plus", "Ctrl+Return")
        menu.addSeparator()
        self._add(menu, "Move earlier", partial(stages.move, ref.id, -1), "arrow-left", "Alt+Left")
        self._add(menu, "Move later", partial(stages.move, ref.id, 1), "arrow-right", "Alt+Right")
        menu.addSeparator()
        key = self._is_key(ref.id)
        chosen = self._add(menu, "Key stage", partial(stages.set_key, ref.id, not key))
        chosen.setCheckable(True)
        chosen.setChecked(key)
        self._icons(menu, stage)
        menu.addSeparator()
        self._add(menu, "Remove the stage", partial(stages.remove, ref.id), "trash-2", "Del")
        menu.popup(at)

    def of_icons(self, ref: Ref, at: QPoint) -> None:
        """Offer the icons of the touchpoints of a stage."""
        stage = find(self._studio.project, ref.id)
        if isinstance(stage, Stage):
            menu = self._menu()
            self._fill_icons(menu, stage)
            menu.popup(at)

    def of_page(self, at: QPoint) -> None:
        """Offer what concerns the whole page."""
        outline = self._place.outline()
        if outline is None or not outline.begun:
            return
        menu = self._menu()
        if outline.journey is not None:
            self._add(menu, "Add a stage", self._acts.stages.add, "plus")
            menu.addSeparator()
        self._add(menu, "Take this page away", self._acts.clear, "trash-2")
        menu.popup(at)

    def of_teams(self, ref: Ref, at: QPoint) -> None:
        """Offer the teams of an opportunity."""
        menu = self._menu()
        self._fill_teams(menu, partial(self._acts.acts.set_team, ref.id))
        self._add(menu, "No team", partial(self._acts.acts.set_team, ref.id, None))
        menu.popup(at)

    def add_ways(self, menu: QMenu, line: Attribute) -> None:
        """Add to the menu of a line what a plan can make of it."""
        at = lines.where(self._studio.project, line.id)
        if at is None or self._acts.face is Face.PLAN or not line.text:
            return
        menu.addSeparator()
        action = actions.answering(at.persona, line.id)
        if action is not None:
            show = partial(self._acts.acts.show_reason, action.id)
            self._add(menu, "Show the action", show, "corner-down-right")
            return
        plan = menu.addMenu(self._kit.icon("list-checks"), self._kit.t("Add to the action plan"))
        self._fill_teams(plan, partial(self._acts.acts.plan, line.id))

    # -------------------------------------------------------------- parts

    def _fill_teams(self, menu: QMenu, act: Callable[[SectionKey], object]) -> None:
        for team in TEAMS:
            entry = menu.addAction(self._kit.icon(section_icon(team)), usual_title(team, self._place.texts()))
            once_gone(entry, self._studio, partial(act, team))

    def _icons(self, menu: QMenu, stage: Stage) -> None:
        self._fill_icons(
            menu.addMenu(self._kit.icon("shapes"), self._kit.t("Icon of the touchpoints")), stage
        )

    def _fill_icons(self, menu: QMenu, stage: Stage) -> None:
        for icon in stages.ICONS:
            entry = menu.addAction(self._kit.icon(icon), icon_name(icon, self._kit.t))
            entry.setCheckable(True)
            entry.setChecked(stage.icon == icon)
            once_gone(entry, self._studio, partial(self._acts.stages.set_icon, stage.id, icon))

    def _is_key(self, stage: str) -> bool:
        outline = self._place.outline()
        return outline is not None and outline.journey is not None and outline.journey.key == stage

    def _menu(self) -> QMenu:
        menu = QMenu(self._place)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _add(
        self, menu: QMenu, text: str, act: Callable[[], object], icon: str = "", key: str = ""
    ) -> QAction:
        words = self._kit.t(text)
        action = menu.addAction(f"{words}\t{key_text(key)}" if key else words)
        if icon:
            action.setIcon(self._kit.icon(icon))
        once_gone(action, self._studio, act)
        return action
