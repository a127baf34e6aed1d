"""The topics of an examination: what each lists, in words, and what its gestures change."""

from collections.abc import Callable, Sequence

from persona_studio.domain.edits import Edit, Together
from persona_studio.domain.examination import Case, Examination, Written
from persona_studio.domain.project import Project
from persona_studio.domain.variables import Role, Variable
from persona_studio.domain.waves import Removal, RemovalCount, Wave
from persona_studio.services import authoring
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.models.cases import Line
from persona_studio.ui.places.data import told

UNUSED = frozenset({Role.IGNORED, Role.SET_ASIDE})


class Topic:
    """One topic: its name, what it means, and its lines.

    ``verb`` is what can be done with all of them ("" for nothing), ``back`` what undoes that ("" likewise).
    """

    verb = ""
    back = ""
    label = ""
    """Name of the gesture in the undo menu, an English source text."""

    def __init__(self, name: str, meaning: str, size: int) -> None:
        self.name, self.meaning, self.size = name, meaning, size

    def line(self, row: int) -> Line:
        """Return one of the lines."""
        raise NotImplementedError

    def gesture(self, project: Project, rows: Sequence[int]) -> Edit | None:
        """Return the edit of some lines' gesture, or None when that is no edit."""
        return None

    def gesture_for_all(self, project: Project, *, back: bool = False) -> Edit | None:
        """Return the edit of the gesture for all lines, or of the one ``back``."""
        return self.gesture(project, range(self.size))


class Respondents(Topic):
    """The respondents concerned by one reason."""

    label = "Answers left out changed"

    def __init__(self, wave: Wave, removal: RemovalCount, cases: Sequence[Case], t: Texts) -> None:
        self._wave, self._reason, self._cases, self._t = wave, removal.reason, cases, t
        self._out = left_out(wave)
        out = sum(map(self._out, cases))
        count = t.plural("{n} respondent concerned", "{n} respondents concerned", len(cases))
        state = t.plural("{n} left out", "{n} left out of the segments", out) if out else t("all kept")
        meaning = f"{_meaning(removal.reason, t)} {count}, {state}."
        super().__init__(words.capital(words.removal(removal.reason, 2, t)), meaning, len(cases))
        self.verb = t("Leave all out") if out < len(cases) else ""
        self.back = t("Put all back") if out else ""

    def line(self, row: int) -> Line:
        """Return a respondent, by the line of the file."""
        case, t = self._cases[row], self._t
        out = self._out(case)
        return Line(
            told.respondent(self._wave, case.row, t),
            told.why(case, self._reason, self._wave, t),
            t("left out") if out else t("kept"),
            t("Put back") if out else t("Leave out"),
            faint=out,
        )

    def gesture(self, project: Project, rows: Sequence[int]) -> Edit | None:
        """Leave out or take back; of a mixed choice the first line says what becomes of all."""
        chosen = [self._cases[row] for row in rows]
        return self._one_by_one(project, chosen, out=not self._out(chosen[0]))

    def gesture_for_all(self, project: Project, *, back: bool = False) -> Edit | None:
        """Leave all out; or take all ``back``, be they concerned by another reason as well."""
        whole = authoring.set_removal(project, self._wave.id, self._reason, not back)
        if not back:
            return whole
        after = whole.apply(project).project
        still = left_out(authoring.wave_in(after, self._wave.id))
        rest = [case for case in self._cases if still(case)]
        return Together((whole, self._one_by_one(after, rest, out=False))) if rest else whole

    def _one_by_one(self, project: Project, cases: Sequence[Case], *, out: bool) -> Edit:
        pairs = [(case.row, case.bits) for case in cases]
        return authoring.set_respondents(project, self._wave.id, pairs, out)


def left_out(wave: Wave) -> Callable[[Case], bool]:
    """Return what tells whether a respondent of the wave is left out."""
    quality = wave.quality
    in_force, back, out = quality.in_force, frozenset(quality.restored), frozenset(quality.excluded)

    def told_of(case: Case) -> bool:
        one = (case.row, case.bits)
        return one not in back if case.bits & in_force else one in out

    return told_of


def _meaning(reason: Removal, t: Texts) -> str:
    return {
        Removal.DUPLICATE: t("Rows that repeat an earlier one in a way chance cannot explain."),
        Removal.STRAIGHT_LINER: t("One and the same answer all along a grid, or along half of it at least."),
        Removal.SPEEDER: t("Less than a third of the time that others took."),
        Removal.UNFINISHED: t("Fewer than half of the questions asked, active at import, were answered."),
        Removal.SCREENED: t("Answered the filter question only: the rest was not put to them."),
    }[reason]


class Variables(Topic):
    """Variables that tell little or tell it twice; each can be ignored."""

    label = "Role changed"

    def __init__(self, name: str, meaning: str, lines: Sequence[tuple[Variable, str]], t: Texts) -> None:
        super().__init__(name, meaning, len(lines))
        self._lines, self._t = lines, t
        self._used = [row for row, (variable, _) in enumerate(lines) if variable.role not in UNUSED]
        self.verb = t("Ignore all") if self._used else ""

    def line(self, row: int) -> Line:
        """Return a variable, with its role."""
        (variable, reason), t = self._lines[row], self._t
        unused = variable.role in UNUSED
        verb = t("Use again") if variable.role is Role.IGNORED else "" if unused else t("Ignore")
        return Line(
            words.shown_name(variable),
            reason,
            words.role(variable.role, t),
            verb,
            faint=unused,
            icon=words.icon(variable),
        )

    def gesture(self, project: Project, rows: Sequence[int]) -> Edit | None:
        """Ignore the variables, or use again those that are; the first line says which."""
        chosen = [self._lines[row][0] for row in rows]
        role = Role.ILLUSTRATIVE if chosen[0].role is Role.IGNORED else Role.IGNORED
        return authoring.set_role(
            project, [v.id for v in chosen if v.role not in (role, Role.SET_ASIDE)], role
        )

    def gesture_for_all(self, project: Project, *, back: bool = False) -> Edit | None:
        """Ignore all that are used."""
        return self.gesture(project, self._used)


class PersonalData(Topic):
    """Variables of personal data, and those in whose answers some is written; each opens a menu."""

    def __init__(self, wave: Wave, written: Sequence[Written], t: Texts) -> None:
        self._t = t
        by_id = {v.id: v for v in wave.variables}
        self.variables: list[Variable] = [v for v in wave.variables if v.personal or v.pseudonymised]
        self.written = [one for one in written if one.variable in by_id]
        self._holders = [by_id[one.variable] for one in self.written]
        meaning = t(
            "Names, addresses, numbers: what tells who a respondent is stays out unless you ask for it."
        )
        super().__init__(t("Personal data"), meaning, len(self.variables) + len(self.written))

    def line(self, row: int) -> Line:
        """Return a variable and what became of it."""
        t = self._t
        if row < len(self.variables):
            variable = self.variables[row]
            kind = (
                words.capital(words.personal(variable.personal, t)) if variable.personal else t("Identifier")
            )
            return Line(
                words.shown_name(variable), kind, told.standing(variable, t), self._verb(variable),
                icon=words.icon(variable),
            )  # fmt: skip
        at = row - len(self.variables)
        holder = self._holders[at]
        return Line(
            words.shown_name(holder), told.written(self.written[at], t), t("written in the answers"),
            t("Mask…"), icon=words.icon(holder),
        )  # fmt: skip

    def _verb(self, variable: Variable) -> str:
        if variable.pseudonymised:
            return ""
        return self._t("Choose") if variable.stored else self._t("Keep…")


def topics(wave: Wave, found: Examination, t: Texts) -> list[Topic]:
    """Return the topics of a wave about which there is something to tell."""
    by_id = {v.id: v for v in wave.variables}
    cases = dict(found.cases)
    made: list[Topic] = [
        Respondents(wave, removal, cases[removal.reason], t)
        for removal in wave.quality.removals
        if removal.reason in cases
    ]
    made.append(PersonalData(wave, found.written, t))
    made.append(
        Variables(
            t("Same answer everywhere"),
            t("Everybody answered alike: such a question tells nobody apart."),
            [(by_id[c.variable], told.constant(c, t)) for c in found.constants if c.variable in by_id],
            t,
        )
    )
    pairs = [a for a in found.alike if a.one in by_id and a.other in by_id]
    made.append(
        Variables(
            t("Nearly the same question"),
            t("Two questions that say the same weigh twice in the segments; one of them is enough."),
            [(by_id[a.other], told.alike(a, by_id[a.one], t)) for a in pairs],
            t,
        )
    )
    made.append(
        Variables(
            t("Totals of other columns"),
            t("A sum says again what its parts say."),
            [(by_id[s.variable], told.total(s, by_id, t)) for s in found.totals if s.variable in by_id],
            t,
        )
    )
    return [topic for topic in made if topic.size]
