"""Rows of the variable table: a variable alone, a question with several items, one of its items."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from persona_studio.domain.variables import Distribution, Kind, Level, Role, Variable


@dataclass(frozen=True)
class Block:
    """A question whose items are variables of their own: a grid, or columns of one question."""

    name: str
    items: tuple[Variable, ...]

    @cached_property
    def role(self) -> Role | None:
        """The role that all items have, or None."""
        roles = {item.role for item in self.items}
        return roles.pop() if len(roles) == 1 else None

    @cached_property
    def kind(self) -> Kind | None:
        """The kind that all items have, or None."""
        kinds = {item.kind for item in self.items}
        return kinds.pop() if len(kinds) == 1 else None

    @cached_property
    def missing(self) -> float:
        """How many of those who were asked gave no answer to an item, on average."""
        return sum(item.unanswered for item in self.items) / len(self.items)

    @cached_property
    def not_asked(self) -> float:
        """How many respondents were led past an item, on average."""
        return sum(item.not_asked for item in self.items) / len(self.items)

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """Answers to all items by level, in the order of the item that has most; empty without one scale."""
        longest = max((item.levels for item in self.items), key=len)
        known = {level.value for level in longest}
        if not longest or any(level.value not in known for item in self.items for level in item.levels):
            return ()
        sums = Counter[str]()
        for item in self.items:
            sums.update({level.value: level.count for level in item.levels})
        return tuple(sums[level.value] for level in longest)

    @cached_property
    def summary(self) -> Variable:
        """The items as if they were one variable: their answers added up, none where scales differ."""
        longest = max((item.levels for item in self.items), key=len)
        counts = self.counts
        levels = (
            tuple(replace(one, count=n) for one, n in zip(longest, counts, strict=True)) if counts else ()
        )
        missing = [sum(item.missing[i] for item in self.items) for i in range(4)]
        return replace(
            self.items[0],
            levels=levels,
            missing=(missing[0], missing[1], missing[2], missing[3]),
            distribution=Distribution(counts=counts),
            as_missing=(),
        )


@dataclass(frozen=True)
class Entry:
    """One row: a variable, the head of a block, or an option of a multiple choice (then ``level``).

    ``top`` is the row it stands under, its own when it stands alone.
    """

    variable: Variable | None
    block: Block | None
    top: int
    level: Level | None = None

    @property
    def head(self) -> bool:
        """Whether the row is that of a whole question."""
        return self.variable is None

    @property
    def option(self) -> bool:
        """Whether the row is one answer of the question above."""
        return self.level is not None

    @property
    def folds(self) -> str:
        """What names the rows that this one opens and folds; empty when there are none."""
        if self.variable is None:
            return self.block.name if self.block is not None else ""
        return self.variable.id if not self.option and has_options(self.variable) else ""

    @property
    def under(self) -> str:
        """What names the rows it is folded with; empty when it stands alone."""
        if self.variable is None:
            return ""
        return self.variable.id if self.option else self.block.name if self.block is not None else ""

    @property
    def variables(self) -> tuple[Variable, ...]:
        """The variables that a gesture on the row is about."""
        if self.variable is not None:
            return (self.variable,)
        return self.block.items if self.block is not None else ()

    def missing(self, respondents: int) -> float:
        """Return the share of those who were asked that gave no answer, 0 when nobody was."""
        whole = self.variable or self.block
        if whole is None:
            return 0.0
        gone = whole.unanswered if isinstance(whole, Variable) else whole.missing
        asked = respondents - whole.not_asked
        return gone / asked if asked > 0 else 0.0

    @property
    def key(self) -> str:
        """What names the row from one state of the wave to the next."""
        if self.variable is None:
            return f"\x1f{self.folds}"
        return f"{self.variable.id}\x1f{self.level.code}" if self.level is not None else self.variable.id


def has_options(variable: Variable) -> bool:
    """Tell whether a variable alone in the table has options to be shown below it."""
    return variable.kind is Kind.MULTIPLE and variable.personal is None and len(variable.levels) > 1


def entries(variables: Sequence[Variable]) -> tuple[Entry, ...]:
    """Return the rows in file order.

    The items of a question follow it, where the first of them stands; the options of a multiple choice
    follow it too.
    """
    items: dict[str, list[Variable]] = {}
    for variable in variables:
        if variable.block:
            items.setdefault(variable.block, []).append(variable)
    blocks = {name: Block(name, tuple(found)) for name, found in items.items() if len(found) > 1}
    rows: list[Entry] = []
    told: set[str] = set()
    for variable in variables:
        block, top = blocks.get(variable.block), len(rows)
        if block is None:
            rows.append(Entry(variable, None, top))
            if has_options(variable):
                rows += [Entry(variable, None, top, level) for level in variable.levels]
        elif block.name not in told:
            told.add(block.name)
            rows.append(Entry(None, block, top))
            rows += [Entry(item, block, top) for item in block.items]
    return tuple(rows)
