"""The palette: four tabs, each made when it is first looked at."""

from itertools import pairwise

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona
from persona_studio.domain.project import Project
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.personas.palette.desk import Desk, Placer
from persona_studio.ui.places.personas.palette.page import Page
from persona_studio.ui.widgets.sides import MOST, TAB, Side
from persona_studio.ui.widgets.surfaces import Panel
from persona_studio.ui.widgets.tabs import Tabs

WIDTH, NARROWER, NARROW, RAIL = 284, 264, 1260, 88
SHEET, INSPECTOR_FROM = 500, 1232
"""Pixels that the sheet needs; width of the place from which the inspector is open."""
FINDINGS, VERBATIMS, HYPOTHESES, BANK = range(4)
_TABS = (("Findings", "chart-bar"), ("Verbatims", "quote"), ("Hypotheses", "lightbulb"), ("Bank", "library"))
"""Their icons are seen where there is no room for all words."""


class DrawerSide(Side):
    """The palette's place at the left: narrower in a narrow window, then a tab that opens it."""

    def __init__(self, kit: Kit, panel: "Palette") -> None:
        super().__init__(kit, panel, WIDTH, 0, left=True, name="Open the palette")

    def fit(self, width: int) -> None:
        """Take part of the width of the place, unless too little is left for the sheet."""
        self.want(NARROWER if width < NARROW - RAIL else WIDTH)
        own = min(self._kit.px(WIDTH), round(width * MOST))
        beside = own if width >= INSPECTOR_FROM else TAB
        self.need(width + 1 if width - own - beside < SHEET else 0)
        super().fit(width)


class Palette(Panel):
    """What can be put on the sheet."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit, "surface", "r")
        self._desk, self._placer = desk, Placer(desk)
        self._pages: dict[int, Page] = {}
        self._shown: tuple[Project, Persona] | None = None
        self._met: set[Id] = set()
        self.tabs = Tabs(kit, _TABS, "Palette", even=True)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.chosen.connect(self._show_tab)
        kit.name(self, "Palette")

    def show_persona(self, project: Project, persona: Persona) -> None:
        """Show what there is for a persona; one without a segment begins with its hypotheses."""
        self._shown = (project, persona)
        if persona.id not in self._met:
            self._met.add(persona.id)
            if persona.segment is None and self.tabs.current() in (FINDINGS, VERBATIMS):
                self.tabs.choose(HYPOTHESES)
            elif persona.segment is not None and self.tabs.current() == HYPOTHESES:
                self.tabs.choose(FINDINGS)
        self._show_tab(self.tabs.current())

    def page(self, tab: int) -> Page:
        """Return a tab, made when it is not there yet."""
        if tab not in self._pages:
            self._pages[tab] = self._made(tab)
            self._stack.addWidget(self._pages[tab])
            self._follow_tabs(self._pages[tab])
        return self._pages[tab]

    def _follow_tabs(self, page: Page) -> None:
        """Let Tab go from the tabs into a page that was made after all that stands to its right."""
        inside = [w for w in page.findChildren(QWidget) if w.window() is self.window()]
        stops = [w for w in inside if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for before, after in pairwise([self.tabs.findChildren(QAbstractButton)[-1], *stops]):
            QWidget.setTabOrder(before, after)

    def open(self, tab: int) -> Page:
        """Show a tab."""
        self.tabs.choose(tab)
        self._show_tab(tab)
        return self._pages[tab]

    def filter_field(self) -> QLineEdit:
        """Return the field that searches the tab in view."""
        return self.page(self.tabs.current()).search

    def hand_over(self) -> bool:
        """Hand over what is being written, and tell whether all could be kept."""
        kept = [page.hand_over() for page in self._pages.values()]  # each of them, whatever the others say
        return all(kept)

    def forget(self) -> None:
        """Let go of another project."""
        self._shown = None
        self._met.clear()
        for page in self._pages.values():
            page.forget()

    @Slot(int)
    def _show_tab(self, tab: int) -> None:
        page = self.page(tab)
        self._stack.setCurrentWidget(page)
        if self._shown is not None:
            page.show_persona(*self._shown)

    def _made(self, tab: int) -> Page:
        # Each loads what only it needs, when it is first looked at.
        if tab == FINDINGS:
            from persona_studio.ui.places.personas.palette.findings import FindingsPage  # noqa: PLC0415

            return FindingsPage(self._kit, self._desk, self._placer)
        if tab == VERBATIMS:
            from persona_studio.ui.places.personas.palette.verbatims import VerbatimsPage  # noqa: PLC0415

            return VerbatimsPage(self._kit, self._desk, self._placer)
        if tab == HYPOTHESES:
            from persona_studio.ui.places.personas.palette.hypotheses import HypothesesPage  # noqa: PLC0415

            return HypothesesPage(self._kit, self._desk, self._placer)
        from persona_studio.ui.places.personas.palette.bank import BankPage  # noqa: PLC0415

        return BankPage(self._kit, self._desk, self._placer)
