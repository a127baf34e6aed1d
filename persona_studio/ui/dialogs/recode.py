"""Other levels for a variable: each answer is given the words it is to have; the same words group."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from persona_studio.domain.transforms import Recode
from persona_studio.domain.variables import Variable
from persona_studio.ui import words
from persona_studio.ui.dialogs.deriving import Deriving
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.labels import Elided
from persona_studio.ui.widgets.segmented import Option, Segmented
from persona_studio.ui.widgets.surfaces import Column

HERE, COPY = "here", "copy"


class RecodeAnswers(Deriving):
    """Asks for the new words of each answer, and whether the variable changes or a copy is made."""

    needs = "Each answer needs words."

    def __init__(self, kit: Kit, parent: QWidget, variable: Variable, respondents: int) -> None:
        super().__init__(kit, parent, kit.t("Recode the answers"), respondents)
        self._variable = variable
        self.where = Segmented(kit, (Option(HERE, "In this variable"), Option(COPY, "In a new one")), "Where")
        self.where.choose(HERE)
        self.where.chosen.connect(self._switched)
        self.fields: list[QLineEdit] = []
        self.field("Result", self.where)
        self.column.addWidget(self._rows())
        self.label.setText(kit.t("{name}, recoded", name=words.shown_name(variable)))
        self.finish("Recode")
        self._switched()
        self.fields[0].setFocus()

    def _rows(self) -> QWidget:
        kit, px = self.kit, self.kit.px
        part = QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, px(10), 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        for row, level in enumerate(self._variable.levels):
            before = Elided(kit, "body", "text2")
            before.setText(level.label)
            field = QLineEdit(level.label)
            field.setFont(kit.font("body"))
            kit.name(field, "New words for {answer}", answer=level.label)
            field.textChanged.connect(self.later)
            grid.addWidget(before, row, 0)
            grid.addWidget(field, row, 1)
            self.fields.append(field)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        scroll = Column(kit)
        scroll.rows.addWidget(part)
        tall = max(f.sizeHint().height() for f in self.fields) + px(6)
        scroll.setMinimumHeight(min(self.rows, len(self.fields)) * tall)
        return scroll

    def transform(self) -> Recode | None:
        """Return the levels asked for, in the order their words come; None while one has no words."""
        groups: dict[str, list[int]] = {}
        for field, level in zip(self.fields, self._variable.levels, strict=True):
            groups.setdefault(field.text().strip(), []).append(level.code)
        if "" in groups:
            return None
        label = self.label.text().strip() if self.where.value() == COPY else ""
        told = tuple((text, tuple(codes)) for text, codes in groups.items())
        return Recode(self._variable.id, told, label, self.replaces and bool(label))

    @Slot()
    def _switched(self) -> None:
        copy = self.where.value() == COPY
        self.label.setEnabled(copy)
        self._replaces.setVisible(copy)
        self.look()
