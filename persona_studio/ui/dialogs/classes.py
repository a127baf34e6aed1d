"""Classes of a number: where they begin, what they are called."""

import itertools
import math
import re
from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from persona_studio.domain.transforms import Classify
from persona_studio.domain.variables import Variable
from persona_studio.services.survey import tidying
from persona_studio.ui import words
from persona_studio.ui.dialogs.deriving import Deriving
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.fields import Check, Choice

FIRST_YEAR, LAST_YEAR = 1900, 2200
_PARTED = re.compile(r"[;\n\t]|,\s|\s+")


class MakeClasses(Deriving):
    """Asks for a number, the limits and whether it is a year of birth."""

    needs = "Write rising numbers, separated by semicolons."

    def __init__(
        self,
        kit: Kit,
        parent: QWidget,
        numbers: Sequence[Variable],
        chosen: Variable,
        respondents: int,
        year: int,
    ) -> None:
        super().__init__(kit, parent, kit.t("Make classes"), respondents)
        self._numbers, self._present = list(numbers), year
        self.of = Choice(kit, "Number")
        for variable in self._numbers:
            self.of.addItem(kit.icon(words.icon(variable)), words.shown_name(variable))
        self.of.setCurrentIndex(self._numbers.index(chosen))
        self.birth = Check(kit, kit.t("It is a year of birth"))
        self.year = QLineEdit()
        self.year.setFont(kit.font("body"))
        self.year.setValidator(QIntValidator(FIRST_YEAR, LAST_YEAR, self))
        self.cuts = QLineEdit()
        self.cuts.setFont(kit.font("body"))
        self.field("Number", self.of)
        self.grid.addWidget(self.birth, self.grid.rowCount(), 1)
        self.field("Year of the survey", self.year)
        self.field("Classes begin at", self.cuts)
        self._propose()
        self.of.currentIndexChanged.connect(self._other)
        self.birth.toggled.connect(self._switched)
        self.year.textChanged.connect(self.later)
        self.cuts.textChanged.connect(self.later)
        self.finish("Create")
        self.cuts.setFocus()
        self.cuts.selectAll()

    @property
    def number(self) -> Variable:
        """The variable that is cut."""
        return self._numbers[self.of.currentIndex()]

    def _seen_from(self) -> int | None:
        """Return the year that ages are counted to, None when the number is cut as it is."""
        return int(self.year.text()) if self.birth.isChecked() and self.year.hasAcceptableInput() else None

    def transform(self) -> Classify | None:
        """Return the classes asked for; None while the limits are no rising numbers."""
        cuts = numbers_in(self.cuts.text())
        if not cuts or (self.birth.isChecked() and not self.year.hasAcceptableInput()):
            return None
        year = self._seen_from()
        years = year is not None or tidying.is_age(self.number)
        labels = tidying.class_labels(cuts, self.kit.t, whole=self._whole(cuts), years=years)
        label = self.label.text().strip() or words.shown_name(self.number)
        return Classify(self.number.id, cuts, labels, label, year, self.replaces)

    def _whole(self, cuts: Sequence[float]) -> bool:
        edges = self.number.distribution.edges
        ends = (*cuts, edges[0], edges[-1]) if edges else cuts
        mean = self.number.distribution.distinct
        return all(end == int(end) for end in ends) and mean <= max(abs(end) for end in ends) * 2 + 2

    def _propose(self) -> None:
        self.year.setText(str(self._present))
        self.birth.setChecked(tidying.is_year_of_birth(self.number, self._present))
        self._limits()

    def _limits(self) -> None:
        year, t = self._seen_from(), self.kit.t
        cuts = tidying.proposed_cuts(self.number, year)
        self.cuts.setText(
            " ; ".join(words.number(cut, t) if cut != int(cut) else str(int(cut)) for cut in cuts)
        )
        self.year.setEnabled(self.birth.isChecked())
        name = words.shown_name(self.number)
        self.label.setText(t("Age class") if year is not None else t("{name}, in classes", name=name))

    @Slot()
    def _other(self) -> None:
        self._propose()
        self.look()

    @Slot()
    def _switched(self) -> None:
        self._limits()
        self.look()


def numbers_in(text: str) -> tuple[float, ...]:
    """Return the rising numbers of a text ("25 ; 35 ; 50"), decimals after a comma or point; else ()."""
    parts = [part for part in _PARTED.split(text.strip()) if part]
    try:
        found = [float(part.replace(",", ".").replace("\u2212", "-")) for part in parts]
    except ValueError:
        return ()
    rising = all(low < high for low, high in itertools.pairwise(found))
    return tuple(found) if rising and all(math.isfinite(one) for one in found) else ()
