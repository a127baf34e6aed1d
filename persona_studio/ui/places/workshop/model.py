"""The pages as a list: rows come, go and change one by one, so that a page keeps its place in view."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from persona_studio.domain.ids import Id
from persona_studio.publish.boxes import Page
from persona_studio.texts import Texts

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Printed:
    """A page to print, what it is called, and whose it is: nobody's when it shows several personas.

    ``key`` names it in the order of the kit; ``paper`` is what it prints on, ``deliverable`` what it is of.
    """

    page: Page
    persona: Id | None
    title: str
    key: str
    paper: str
    deliverable: str


class Role(IntEnum):
    """What a row tells besides its words."""

    PRINTED = Qt.ItemDataRole.UserRole + 1


class PagesModel(QAbstractListModel):
    """One row a page, in the order in which they print."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._t = texts
        self.pages: list[Printed] = []

    def show(self, pages: Sequence[Printed], texts: Texts) -> None:
        """Show pages; those that are as they were stay the very same ones, so nothing paints them again."""
        self._t = texts
        known = {each.key: each for each in self.pages}
        wanted = [_same(known.get(each.key), each) for each in pages]
        self._fit([each.key for each in wanted], {each.key: each for each in wanted})
        for row, each in enumerate(wanted):
            if self.pages[row] is not each:
                self.pages[row] = each
                index = self.index(row)
                self.dataChanged.emit(index, index)

    def _fit(self, keys: list[str], pages: dict[str, Printed]) -> None:
        """Take out and put in rows until their keys are these."""
        before = [each.key for each in self.pages]
        if before == keys:
            return
        for what, low, high, first, last in reversed(
            SequenceMatcher(None, before, keys, autojunk=False).get_opcodes()
        ):
            if what in ("delete", "replace"):
                self.beginRemoveRows(ROOT, low, high - 1)
                del self.pages[low:high]
                self.endRemoveRows()
            if what in ("insert", "replace"):
                self.beginInsertRows(ROOT, low, low + last - first - 1)
                self.pages[low:low] = [pages[key] for key in keys[first:last]]
                self.endInsertRows()

    def row_of(self, key: str) -> int:
        """Return the row of a page, or -1."""
        return next((row for row, each in enumerate(self.pages) if each.key == key), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many pages there are."""
        return 0 if parent.isValid() else len(self.pages)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let pages be chosen and dragged."""
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags

    def supportedDragActions(self) -> Qt.DropAction:
        """Let pages be moved."""
        return Qt.DropAction.MoveAction

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a page is called, and the page itself."""
        if not index.isValid():
            return None
        printed = self.pages[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return printed.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._t("Page {number}: {title}", number=index.row() + 1, title=printed.title)
        return printed if role == Role.PRINTED else None


def _same(before: Printed | None, after: Printed) -> Printed:
    """Return the page of before when nothing on it has changed."""
    return before if before == after else after
