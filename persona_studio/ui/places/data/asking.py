"""What the Données place asks: menus about variables and answers, and the dialogs behind their entries."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QWidget

from persona_studio.domain.transforms import Transform
from persona_studio.domain.variables import Kind, Level, Missing, Role, Variable
from persona_studio.errors import UserError
from persona_studio.services.survey import tidying
from persona_studio.ui import words
from persona_studio.ui.given import given
from persona_studio.ui.models.variables import HEADS, Columns
from persona_studio.ui.places.data.detail import Detail
from persona_studio.ui.places.data.hand import Hand
from persona_studio.ui.places.data.menus import Menu, add_kinds, add_reasons, add_roles, common
from persona_studio.ui.places.data.table import FILE_ORDER, VariableView
from persona_studio.ui.studio import Studio

if TYPE_CHECKING:
    from persona_studio.ui.dialogs.deriving import Deriving

SCORED = frozenset({Kind.NUMERIC, Kind.ORDINAL, Kind.MULTIPLE})
LEVELLED = frozenset({Kind.NOMINAL, Kind.ORDINAL, Kind.MULTIPLE})


class Choice(Protocol):
    """What is chosen in the table."""

    def chosen(self) -> list[Variable]:
        """Return the variables of the chosen rows."""

    def current(self) -> Variable | None:
        """Return the variable of the current row, None on the row of a whole question."""


class Asking(QObject):
    """Opens menus and dialogs, and hands what they give to the hand that changes the survey."""

    def __init__(
        self, studio: Studio, place: QWidget, choice: Choice, hand: Hand, view: VariableView, detail: Detail
    ) -> None:
        super().__init__(place)
        self._studio, self._kit, self._place = studio, studio.kit, place
        self._choice, self._hand, self._view, self._detail = choice, hand, view, detail

    # -------------------------------------------------------------- variables

    @Slot(QPoint, str)
    def ask(self, at: QPoint, what: str) -> None:
        """Open a menu about the chosen variables: "role", "kind", "make" or all of it, "row"."""
        variables = [v for v in self._choice.chosen() if v.personal is None]
        if not self._studio.editable or (not variables and what != "make"):
            return
        menu = Menu(self._kit, self._place)
        if what in ("role", "row"):
            self._roles(menu, variables)
        if what == "kind":
            self._kinds(menu, variables)
        if what == "row":
            menu.addSeparator()
            self._kinds(menu.below(self._kit.t("Kind")), variables)
            self._row(menu, variables)
        if what == "make":
            self._makes(menu, variables)
        menu.show_at(at)

    def _roles(self, menu: Menu, variables: Sequence[Variable]) -> None:
        now = common([v.role for v in variables])
        add_roles(menu, self._kit, now if isinstance(now, Role) else None, self.set_role)

    def _kinds(self, menu: Menu, variables: Sequence[Variable]) -> None:
        now = common([v.kind for v in variables])
        add_kinds(menu, self._kit, now if isinstance(now, Kind) else None, self._set_kind)

    def _row(self, menu: Menu, variables: Sequence[Variable]) -> None:
        t = self._kit.t
        menu.addSeparator()
        index = self._view.currentIndex()
        one = self._choice.current() if len(variables) == 1 else None
        menu.act(t("Reword the question"), lambda: self._reword(index), icon="pencil", on=one is not None)
        if all(variable.kind is Kind.ORDINAL for variable in variables):
            text = t("Reverse the scale") if len(variables) == 1 else t("Reverse the scales")
            menu.act(text, lambda: self._hand.reverse(variables), icon="arrow-up-down")
        if one is not None and one.kind in LEVELLED:
            menu.act(t("Recode the answers…"), lambda: self.recode(one), icon="combine")
        self._makes(menu.below(t("Create a variable"), "list-plus"), variables)
        if one is not None and one.rule is not None:
            menu.act(t("Delete the variable"), lambda: self._hand.remove(one), icon="trash-2")
        menu.addSeparator()
        self._sorts(menu.below(t("Sort by"), "arrow-up-down"))

    def _makes(self, menu: Menu, variables: Sequence[Variable]) -> None:
        t = self._kit.t
        one = self._choice.current() if len(variables) == 1 else None
        numbers = [v for v in self._wave_variables() if v.kind is Kind.NUMERIC and v.stored]
        number = one if one in numbers else None
        menu.act(
            t("Classes of a number…"), lambda: self.classes(number), icon="chart-bar-big", on=bool(numbers)
        )
        menu.act(t("Sum or mean of items…"), lambda: self.score(variables), icon="sigma")
        if one is not None and one.kind in LEVELLED:
            menu.act(t("Recoded copy…"), lambda: self.recode(one, copy=True), icon="combine")
        if one is not None and one.kind is Kind.ORDINAL:
            label = t("{name}, reversed", name=words.shown_name(one))
            menu.act(t("Reversed copy"), lambda: self._hand.copy_reversed(one, label), icon="arrow-up-down")

    def _sorts(self, menu: Menu) -> None:
        heads, t = self._view.horizontalHeader(), self._kit.t
        up, now = Qt.SortOrder.AscendingOrder, str(heads.sortIndicatorSection())
        options = [(str(FILE_ORDER), t("Order of the file"), "")]
        options += [(str(int(column)), t(HEADS[column]), "") for column in Columns]
        menu.choices(options, now, lambda column: heads.setSortIndicator(int(column), up))

    @Slot(str)
    def set_role(self, value: str) -> None:
        """Give the chosen variables a role."""
        self._hand.set_role(self._choice.chosen(), Role(value))

    def _set_kind(self, value: str) -> None:
        self._hand.set_kind(self._choice.chosen(), Kind(value))

    def _reword(self, index: QModelIndex) -> None:
        self._view.reword(index)

    # -------------------------------------------------------------- answers

    @Slot(QPoint)
    def ask_answers(self, at: QPoint) -> None:
        """Open the menu of the answers chosen in the panel."""
        variable, view, t = self._choice.current(), self._detail.answers, self._kit.t
        if variable is None or not self._studio.editable:
            return
        view.select_current()
        codes, gone = view.codes(), view.codes(gone=True)
        menu = Menu(self._kit, self._place)
        if variable.kind in LEVELLED:
            menu.act(t("Rename"), view.rename_current, icon="pencil", on=len(codes) == 1, key="F2")
            menu.act(t("Move up"), lambda: self._step(codes, -1), on=bool(codes), key="Alt ↑")
            menu.act(t("Move down"), lambda: self._step(codes, 1), on=bool(codes), key="Alt ↓")
            menu.addSeparator()
            menu.act(t("Group…"), lambda: self.group(codes), icon="combine", on=len(codes) > 1)
            reasons = menu.below(t("Count as missing"), "circle-slash")
            reasons.setEnabled(bool(codes))
            add_reasons(reasons, self._kit, self._missing(codes))
            if variable.as_missing:
                menu.act(
                    t("Count as an answer"),
                    lambda: self._hand.set_answered(variable, gone),
                    icon="circle-dot",
                    on=bool(gone),
                )
            menu.addSeparator()
        self._whole(menu, variable)
        menu.show_at(at)

    def _whole(self, menu: Menu, variable: Variable) -> None:
        """Offer what is about all answers of a variable."""
        t = self._kit.t
        if variable.kind is Kind.ORDINAL:
            menu.act(t("Reverse the scale"), lambda: self._hand.reverse([variable]), icon="arrow-up-down")
        if variable.kind in LEVELLED:
            menu.act(t("Recode the answers…"), lambda: self.recode(variable), icon="combine")
        self._makes(menu.below(t("Create a variable"), "list-plus"), [variable])

    def _missing(self, codes: Sequence[int]) -> Callable[[str], object]:
        return lambda reason: self._hand.set_missing(given(self._choice.current()), codes, Missing(reason))

    def _step(self, codes: Sequence[int], steps: int) -> None:
        self._hand.step(given(self._choice.current()), codes, steps)

    def group(self, codes: Sequence[int]) -> None:
        """Ask for the words of answers that are to be one."""
        variable = given(self._choice.current())
        self.group_levels([level for level in variable.levels if level.code in codes])

    @Slot(object)
    def group_levels(self, levels: Sequence[Level]) -> None:
        """Ask for the words of levels that are to be one."""
        from persona_studio.ui.dialogs.ask import AskText  # noqa: PLC0415 - with the first question

        variable = given(self._choice.current())
        codes = [level.code for level in levels]
        others = [level.label for level in variable.levels if level.code not in codes]
        proposed = tidying.joined_label(levels, others, self._kit.t)
        asked = "Group answers", "Name of the new answer"
        dialog = AskText(self._kit, self._place, *asked, proposed, yes="Group")
        dialog.answered.connect(lambda label: self._hand.group(variable, codes, label))
        dialog.open()

    # -------------------------------------------------------------- dialogs

    def recode(self, variable: Variable, *, copy: bool = False) -> None:
        """Ask for the new answers of a variable."""
        from persona_studio.ui.dialogs.recode import COPY, RecodeAnswers  # noqa: PLC0415 - when first used

        dialog = RecodeAnswers(self._kit, self._place, variable, self._respondents())
        if copy:
            dialog.where.choose(COPY)
            dialog.where.chosen.emit(COPY)
        self._open(dialog)

    def classes(self, number: Variable | None = None) -> None:
        """Ask for the classes of a number."""
        from persona_studio.ui.dialogs.classes import MakeClasses  # noqa: PLC0415 - when first used

        wave = given(self._studio.project.wave)
        numbers = [v for v in wave.variables if v.kind is Kind.NUMERIC and v.stored]
        if numbers:
            chosen = number or numbers[0]
            year = tidying.year_of(wave)
            self._open(MakeClasses(self._kit, self._place, numbers, chosen, wave.respondents, year))

    def score(self, chosen: Sequence[Variable]) -> None:
        """Ask for the items of a score."""
        from persona_studio.ui.dialogs.score import MakeScore  # noqa: PLC0415 - when first used

        items = [v for v in self._wave_variables() if v.kind in SCORED and v.stored]
        self._open(MakeScore(self._kit, self._place, items, chosen, self._respondents()))

    def _open(self, dialog: "Deriving") -> None:
        look = Look(self._hand, dialog)
        dialog.asked.connect(look.at)
        dialog.wanted.connect(self._hand.transform)
        self._studio.closed.connect(dialog.reject)
        dialog.open()
        dialog.look()

    def _wave_variables(self) -> tuple[Variable, ...]:
        return given(self._studio.project.wave).variables

    def _respondents(self) -> int:
        return given(self._studio.project.wave).respondents


class Look(QObject):
    """Shows in a dialog what it would make, as long as it is open."""

    def __init__(self, hand: Hand, dialog: "Deriving") -> None:
        super().__init__(dialog)
        self._hand, self._dialog = hand, dialog
        self._open = True
        dialog.finished.connect(self._close)

    @Slot(object)
    def at(self, wanted: Transform) -> None:
        """Have the worker compute what would be made; what was asked for before is given up."""
        self._hand.preview(wanted, self._show, self._refuse)

    @Slot()
    def _close(self) -> None:
        self._open = False

    def _show(self, made: tuple[Variable, ...]) -> None:
        if self._open:
            self._dialog.show_made(made)

    def _refuse(self, error: UserError) -> None:
        if self._open:
            self._dialog.show_error(error)
