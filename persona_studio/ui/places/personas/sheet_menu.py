"""The menu of a line or a section of the sheet: every gesture of keys and mouse, in words."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from persona_studio.domain.personas import Attribute, AttributeKind, Persona, Provenance, SectionKey
from persona_studio.domain.tree import find
from persona_studio.publish.boxes import Ref
from persona_studio.publish.layout.words import section_icon, section_title, usual_title
from persona_studio.services import authoring
from persona_studio.services.personas import outline
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.actions import key_text
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.personas.hand import Hand
from persona_studio.ui.places.personas.menus import once_gone
from persona_studio.ui.studio import Studio
from persona_studio.ui.wording import in_menu

FORMS = {
    AttributeKind.TEXT: ("Words", "text"),
    AttributeKind.CHIPS: ("Chips", "tags"),
    AttributeKind.GAUGE: ("Gauge", "sliders-horizontal"),
}


class SheetMenu(QMenu):
    """Built for what is chosen at the moment it is wanted; deletes itself."""

    def __init__(self, parent: QWidget, studio: Studio, hand: Hand, texts: Texts) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._studio, self._hand, self._texts = studio, hand, texts
        self._kit: Kit = studio.kit

    def of_line(self, ref: Ref, chosen: int, write: Callable[[], object]) -> None:
        """Fill the menu of a line, or of several that are chosen."""
        hand = self._hand
        if chosen == 1:
            self._add("Write", write, "pencil", "F2")
            self._add("Add a line below", hand.add_line, "plus", "Ctrl+Return")
            self.addSeparator()
        self._add("Move up", lambda: hand.move(-1), "arrow-up", "Alt+Up")
        self._add("Move down", lambda: hand.move(1), "arrow-down", "Alt+Down")
        self.addSeparator()
        self._clipboard()
        self.addSeparator()
        line = find(self._studio.project, ref.id)
        if isinstance(line, Attribute):
            self._provenances(line, alone=chosen == 1)
            self._forms(line, alone=chosen == 1)
        self.addSeparator()
        self._add("Remove", hand.remove, "trash-2", "Del")

    def of_section(self, persona: Persona) -> None:
        """Fill the menu of a section."""
        hand = self._hand
        self._add("Rename", hand.rename_section, "pencil", "F2")
        self._add("Add a line", hand.add_line, "plus", "Ctrl+Return")
        self._add("Paste", hand.paste, "clipboard-paste", "Ctrl+V")
        self.addSeparator()
        self._add("Move up", lambda: hand.move_section(-1), "arrow-up", "Alt+Up")
        self._add("Move down", lambda: hand.move_section(1), "arrow-down", "Alt+Down")
        self._add("Hide", hand.hide_section, "eye-off")
        self._add("Remove", hand.remove_section, "trash-2", "Del")
        self.addSeparator()
        self.addMenu(self._sections(persona))
        self._hidden(persona)

    def of_sheet(self, persona: Persona) -> None:
        """Fill the menu of the page itself: what sections it can have."""
        self._ready(self, persona, said="Add “{section}”", own="Add a section of one’s own")
        self._hidden(persona)

    # -------------------------------------------------------------- parts

    def _clipboard(self) -> None:
        for text, act, icon, key in (
            ("Copy", self._hand.copy, "copy", QKeySequence.StandardKey.Copy),
            ("Cut", self._hand.cut, "scissors", QKeySequence.StandardKey.Cut),
            ("Paste", self._hand.paste, "clipboard-paste", QKeySequence.StandardKey.Paste),
        ):
            self._add(text, act, icon, QKeySequence(key).toString())

    def _provenances(self, line: Attribute, *, alone: bool) -> None:
        menu = self._below("Provenance", "bookmark")
        allowed = authoring.provenances(line) | {line.provenance}
        for provenance, key in zip(Provenance, "DVH", strict=True):
            action = self._act(
                menu, words.provenance(provenance, self._kit.t), self._provenance(provenance), key=key
            )
            action.setCheckable(True)
            action.setChecked(alone and line.provenance is provenance)
            action.setEnabled(not alone or provenance in allowed)

    def _provenance(self, provenance: Provenance) -> Callable[[], object]:
        return lambda: self._hand.set_provenance(provenance)

    def _forms(self, line: Attribute, *, alone: bool) -> None:
        menu = self._below("Show as", "shapes")
        for kind, (text, icon) in FORMS.items():
            action = self._act(menu, self._kit.t(text), self._form(kind), icon)
            action.setCheckable(True)
            action.setChecked(alone and line.kind is kind)

    def _form(self, kind: AttributeKind) -> Callable[[], object]:
        return lambda: self._hand.turn_into(kind)

    def _sections(self, persona: Persona) -> QMenu:
        menu = self._below("Add a section", "list-plus", shown=False)
        self._ready(menu, persona)
        return menu

    def _ready(
        self, menu: QMenu, persona: Persona, said: str = "", own: str = "A section of one’s own"
    ) -> None:
        """Offer what can be added; ``said`` is the sentence around a title where no entry above says it."""
        for key in outline.ready(persona):
            title = usual_title(key, self._texts)
            words = self._kit.t(said, section=title) if said else title
            self._act(menu, words, self._section(key), section_icon(key))
        menu.addSeparator()
        self._act(menu, self._kit.t(own), self._section(SectionKey.CUSTOM), section_icon(SectionKey.CUSTOM))

    def _section(self, key: SectionKey) -> Callable[[], object]:
        return lambda: self._hand.add_section(key)

    def _hidden(self, persona: Persona) -> None:
        hidden = [section for section in persona.sections if section.hidden]
        if not hidden:
            return
        menu = self._below("Show a hidden section", "eye")
        for section in hidden:
            title = in_menu(section_title(section, self._texts))
            self._act(menu, title, self._show(section.id), section_icon(section.key))

    def _show(self, section: str) -> Callable[[], object]:
        return lambda: self._hand.show_section(section)

    def _below(self, text: str, icon: str, *, shown: bool = True) -> QMenu:
        menu = QMenu(self._kit.t(text), self)
        menu.setIcon(self._kit.icon(icon))
        if shown:
            self.addMenu(menu)
        return menu

    def _add(self, text: str, act: Callable[[], object], icon: str = "", key: str = "") -> None:
        self._act(self, self._kit.t(text), act, icon, key)

    def _act(
        self, menu: QMenu, text: str, act: Callable[[], object], icon: str = "", key: str = ""
    ) -> QAction:
        action = menu.addAction(text)
        if icon:
            action.setIcon(self._kit.icon(icon))
        if key:  # told beside the words; the sheet takes the key itself
            action.setText(f"{text}\t{key_text(key)}")
        once_gone(action, self._studio, act)
        return action
