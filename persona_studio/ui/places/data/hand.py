"""What can be done to variables and their answers: each gesture is an edit, or a job that ends in one."""

from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from persona_studio.domain.transforms import (
    CountAnswers,
    CountMissing,
    Merge,
    Recast,
    Regroup,
    Reverse,
    Transform,
)
from persona_studio.domain.variables import Kind, Level, Missing, Role, Variable
from persona_studio.errors import UserError
from persona_studio.services import authoring
from persona_studio.ui import words
from persona_studio.ui.given import given
from persona_studio.ui.studio import Studio

SAME_ANSWERS = frozenset({Kind.NOMINAL, Kind.ORDINAL})


class Hand(QObject):
    """Changes the survey. ``made`` tells the id of a variable that is new."""

    made = Signal(str)

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self._studio = studio
        self._waiting: deque[Transform] = deque()

    def set_role(self, variables: Sequence[Variable], role: Role) -> None:
        """Give variables a role; personal data keep theirs."""
        ids = [v.id for v in variables if v.personal is None]
        edit = self._studio.attempt(authoring.set_role, self._studio.project, ids, role)
        self._studio.do(edit, "Role changed")

    def set_kind(self, variables: Sequence[Variable], kind: Kind) -> None:
        """Give variables a kind; what the window cannot do by itself is read anew."""
        other = [v for v in variables if v.kind is not kind and v.personal is None]
        if len(other) == 1 and {other[0].kind, kind} <= SAME_ANSWERS and kind is not Kind.ORDINAL:
            edit = authoring.set_kind(self._studio.project, other[0].id, kind)
            self._studio.do(edit, "Kind changed")
        elif other:
            self.transform(Recast(tuple(v.id for v in other), kind))

    def reword(self, variable: Variable, text: str) -> None:
        """Give a question other words."""
        if text.strip() != variable.label:
            self._studio.do(authoring.rename_question(variable, text), "Question reworded")

    def remove(self, variable: Variable) -> None:
        """Take out a variable that was made here."""
        edit = self._studio.attempt(authoring.remove_variable, self._studio.project, variable.id)
        self._studio.do(edit, "Variable deleted", say=True)

    def rename(self, variable: Variable, code: int, text: str) -> None:
        """Give an answer other words."""
        project = self._studio.project
        self._studio.do(
            self._studio.attempt(authoring.rename_level, project, variable.id, code, text), "Answer renamed"
        )

    def step(self, variable: Variable, codes: Sequence[int], steps: int) -> None:
        """Move answers up or down by one, together."""
        at = [i for i, level in enumerate(variable.levels) if level.code in codes]
        if at:
            self.move(variable, codes, at[0] - 1 if steps < 0 else at[-1] + 2)

    def move(self, variable: Variable, codes: Sequence[int], before: int) -> None:
        """Put answers before the one that stands at a place (from 0), together, in the order they have."""
        levels = variable.levels
        before = max(0, min(before, len(levels)))
        moved = [level for level in levels if level.code in codes]
        head = [level for level in levels[:before] if level.code not in codes]
        tail = [level for level in levels[before:] if level.code not in codes]
        after = (*head, *moved, *tail)
        if moved and after != levels:
            edit = authoring.set_levels(self._studio.project, variable.id, after)
            self._studio.do(edit, "Answers reordered")

    def group(self, variable: Variable, codes: Sequence[int], label: str) -> None:
        """Put answers together under a label."""
        if label.strip():
            self.transform(Regroup(variable.id, tuple(codes), label.strip()))

    def merge(self, variable: Variable, sets: Sequence[Sequence[Level]]) -> None:
        """Put together answers that say the same, under the words most people gave."""
        groups = tuple(
            (max(same, key=lambda level: level.count).label, tuple(level.code for level in same))
            for same in sets
        )
        self.transform(Merge(variable.id, groups))

    def keep_answers(self, variable: Variable, reason: str) -> None:
        """Leave rare answers, or answers alike, as they are."""
        self._studio.do(authoring.keep_answers(variable, reason), "Answers kept as they are")

    def set_missing(self, variable: Variable, codes: Sequence[int], reason: Missing) -> None:
        """Count answers as missing."""
        self.transform(CountMissing(variable.id, tuple(codes), reason))

    def set_answered(self, variable: Variable, codes: Sequence[int]) -> None:
        """Count answers as such again."""
        self.transform(CountAnswers(variable.id, tuple(codes)))

    def reverse(self, variables: Sequence[Variable]) -> None:
        """Turn scales round."""
        ids = [variable.id for variable in variables]
        edit = self._studio.attempt(authoring.reverse_scales, self._studio.project, ids)
        self._studio.do(edit, "Scale reversed", say=True)

    def copy_reversed(self, variable: Variable, label: str) -> None:
        """Make another variable of a scale turned round."""
        self.transform(Reverse(variable.id, label))

    # -------------------------------------------------------------- jobs

    def transform(self, wanted: Transform) -> None:
        """Carry a transformation out in the worker, after those that wait: none is lost."""
        if self._studio.jobs.under_way("transform"):
            self._waiting.append(wanted)
            return
        # What still waited belongs to work that was stopped.
        self._waiting.clear()
        self._waiting.append(wanted)
        self._next()

    def preview(
        self,
        wanted: Transform,
        done: Callable[[tuple[Variable, ...]], object],
        failed: Callable[[UserError], object],
    ) -> None:
        """Compute what a transformation would make; a newer question takes the place of an older one."""
        from persona_studio.services.survey import transforming  # noqa: PLC0415 - only when answers are changed

        session, wave = given(self._studio.session), given(self._studio.project.wave)
        self._studio.jobs.start(
            "preview",
            self._studio.kit.t("Preview"),
            transforming.preview,
            session.path,
            wave.id,
            wanted,
            done=done,
            failed=failed,
        )

    def _next(self) -> None:
        from persona_studio.services.survey import transforming  # noqa: PLC0415 - only when answers are changed

        if not self._waiting or self._studio.session is None:
            return
        wanted, wave = self._waiting.popleft(), given(self._studio.project.wave)
        self._studio.jobs.start(
            "transform",
            self._studio.kit.t("Answers of {name}", name=self._named(wanted)),
            transforming.transform,
            self._studio.session.path,
            wave.id,
            wanted,
            done=self._done,
            failed=self._failed,
        )

    def _named(self, wanted: Transform) -> str:
        ids = wanted.variables if hasattr(wanted, "variables") else (wanted.variable,)
        found = [v for v in given(self._studio.project.wave).variables if v.id in ids]
        return words.shown_name(found[0]) if found else ""

    def _done(self, done: object) -> None:
        from persona_studio.services.survey import transforming  # noqa: PLC0415 - loaded already

        if self._studio.session is None or not isinstance(done, transforming.Transformed):
            return
        self._studio.attempt(transforming.keep, self._studio.session, done)
        t = self._studio.kit.t
        if done.refused:
            names = t.listed([t.quoted(name) for name in done.refused[:3]])
            self._studio.said.emit(
                t.plural("{n} variable cannot be read that way: {names}",
                         "{n} variables cannot be read that way: {names}", len(done.refused), names=names),
                True,
            )  # fmt: skip
        new = [made.after for made in done.made if made.before is None]
        if new:
            self._studio.said.emit(t("Variable created: {name}", name=new[0].label), True)
            self.made.emit(new[0].id)
        self._next()

    def _failed(self, error: UserError) -> None:
        self._studio.refused.emit(error)
        self._next()
