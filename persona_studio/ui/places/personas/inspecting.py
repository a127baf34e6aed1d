"""What the inspector asks for, done: links, words of the figures, hypotheses, colours, ways to a line."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QMenu

from persona_studio.domain.edits import SetField
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, Evidence, Provenance
from persona_studio.domain.tree import find
from persona_studio.errors import UserError
from persona_studio.publish.boxes import Ref
from persona_studio.services import authoring
from persona_studio.services.workshop.publishing import lost_evidence
from persona_studio.ui.places.personas.evidence import others
from persona_studio.ui.places.personas.line_entry import LineEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from persona_studio.domain.project import Project
    from persona_studio.services.personas.linking import Figures, Ground, Key
    from persona_studio.services.segments.comparing import Elsewhere
    from persona_studio.ui.dialogs.linking import LinkDialog
    from persona_studio.ui.places.personas.place import PersonasPlace

FAMILY = "linking"
COMPARE_MS = 60
"""Pause after which the other personas are counted: walking through lines does not wait for it."""


class Inspecting(QObject):
    """Turns what the inspector asks for into edits; dialogs open above ``place``."""

    def __init__(self, place: "PersonasPlace") -> None:
        super().__init__(place)
        self._place, self._studio, self._kit = place, place.studio, place.kit
        self._original: tuple[Project, Id, str | None] | None = None
        self._elsewhere: Elsewhere | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(COMPARE_MS)
        self._later.timeout.connect(self.compare)
        self._studio.closed.connect(self._closed)
        panel = place.inspector
        panel.evidence.linking.connect(self.ask_link)
        panel.evidence.relinking.connect(self.relink)
        panel.evidence.unlinking.connect(self.unlink)
        panel.evidence.supposing.connect(self.suppose)
        panel.origin.restoring.connect(self.restore)
        panel.origin.due.connect(self._note)
        panel.origin.checked.connect(self._check)
        panel.sheet.colouring.connect(self.ask_colour)
        panel.review.going.connect(self._go_from_review)

    def show(self) -> None:
        """Show what is chosen on the sheet."""
        place, persona = self._place, self._place.persona()
        if persona is not None:
            project, ref = self._studio.project, place.canvas.current
            editable = self._studio.editable
            place.inspector.show_ref(project, persona, ref, editable=editable, original=self.original())
            self._later.start()

    @Slot()
    def _closed(self) -> None:
        """Let go of the project."""
        self._later.stop()
        self._original = self._elsewhere = None
        self._place.inspector.forget()

    def line(self) -> Attribute | None:
        """Return the line that is chosen on the sheet, as it is now."""
        ref = self._place.canvas.current
        found = find(self._studio.project, ref.id) if ref is not None and ref.kind == "attribute" else None
        return found if isinstance(found, Attribute) else None

    @Slot()
    def compare(self) -> None:
        """Show what the other personas answered where no finding tells: counted once the choice rests."""
        from persona_studio.services.segments.comparing import Elsewhere  # noqa: PLC0415 - after the first sight

        self._later.stop()
        session = self._studio.session
        if session is None:
            return
        persona, line = self._place.persona(), self.line()
        if persona is None or line is None or line.evidence is None:
            return
        if self._elsewhere is None or not self._elsewhere.of(session):
            self._elsewhere = Elsewhere(session)
        counted = self._elsewhere.shares(line.evidence)
        compared = list(others(session.project, persona, line.evidence, counted))
        self._place.inspector.evidence.compare(compared)

    # -------------------------------------------------------------- proof

    def original(self) -> str | None:
        """Return the sentence that the figures of the chosen line say, when it was reworded."""
        line, persona, project = self.line(), self._place.persona(), self._studio.project
        if line is None or persona is None or not line.modified:
            return None
        if line.provenance is Provenance.HYPOTHESIS:
            return None
        if self._original is None or self._original[0] is not project or self._original[1] != line.id:
            # Sentences are only needed for what was reworded.
            from persona_studio.services.personas.rewording import original  # noqa: PLC0415

            self._original = project, line.id, original(project, persona, line, self._place.texts())
        return self._original[2]

    @Slot()
    def restore(self) -> None:
        """Give the chosen line the words of its figures again."""
        from persona_studio.services.personas import linking  # noqa: PLC0415 - loaded with the first link

        line, said = self.line(), self.original()
        if line is not None and said is not None:
            self._studio.do(linking.to_original(line.id, said), "Original text put back")

    @Slot()
    def unlink(self) -> None:
        """Take the figures away from the chosen line."""
        from persona_studio.services.personas import linking  # noqa: PLC0415 - loaded with the first link

        line = self.line()
        if line is not None:
            self._studio.do(linking.unlink(line), "Line unlinked", say=True)

    @Slot()
    def suppose(self) -> None:
        """Make the chosen line a hypothesis; its words stay."""
        line = self.line()
        if line is not None:
            edit = authoring.set_provenance(self._studio.project, line.id, Provenance.HYPOTHESIS)
            self._studio.do(edit, "Provenance changed")

    @Slot()
    def ask_link(self) -> None:
        """Ask which answer of the survey the chosen line rests on."""
        from persona_studio.services.personas import linking  # noqa: PLC0415 - loaded with the first link
        from persona_studio.ui.dialogs.linking import LinkDialog  # noqa: PLC0415

        line, persona = self.line(), self._place.persona()
        if line is None or persona is None or not self._studio.editable:
            return
        self._place.pen.finish()
        grounds = linking.grounds(self._studio.project, persona)
        dialog = LinkDialog(self._kit, self._place, line, grounds, self._place.texts())
        dialog.measuring.connect(partial(self._measure, dialog))
        dialog.linked.connect(partial(self._link, line.id))
        dialog.refused.connect(self._studio.refused)
        dialog.begin()
        dialog.open()

    def _measure(self, dialog: "LinkDialog", ground: "Ground") -> None:
        done, failed = partial(self._measured, dialog, ground), partial(self._gave_up, dialog)
        self._count(ground, done, failed, partial(_without_figures, dialog))

    def _count(
        self,
        ground: "Ground",
        done: "Callable[[dict[Key, Figures]], object]",
        failed: "Callable[[UserError], object] | None" = None,
        stopped: "Callable[[], object] | None" = None,
    ) -> None:
        from persona_studio.services.personas import linking  # noqa: PLC0415 - loaded with the first link

        session, title = self._studio.session, self._kit.t("Counting the answers")
        if session is not None:
            of = (session.path, ground.segmentation.id, ground.segment.id)
            self._studio.jobs.start(
                FAMILY, title, linking.measure_file, *of, done=done, failed=failed, stopped=stopped
            )

    @Slot()
    def relink(self) -> None:
        """Count the answers of all lines whose data are gone anew, in the segment of the persona."""
        from persona_studio.services.personas import linking  # noqa: PLC0415 - loaded with the first link

        persona = self._place.persona()
        grounds = linking.grounds(self._studio.project, persona) if persona is not None else ()
        if persona is None or len(grounds) != 1:  # of which segment is not known: each is asked for
            self.ask_link()
        else:
            self._count(grounds[0], partial(self._relinked, persona.id, grounds[0]))

    def _relinked(self, persona_id: Id, ground: "Ground", found: "dict[Key, Figures]") -> None:
        from persona_studio.services.personas import linking  # noqa: PLC0415 - loaded with the first link

        project = self._studio.project
        persona = next((p for p in project.personas if p.id == persona_id), None)
        now = self._studio.attempt(linking.still, project, ground)
        if persona is None or now is None:
            return
        gone = lost_evidence(project, persona)
        lines = [line for line in persona.lines if line.id in gone]
        edit = linking.relink(lines, now, found, self._place.texts())
        if edit is None:
            words = self._kit.t(
                "No line was linked: its answer is not in the survey, too few gave it, or the words say "
                "otherwise. Relink them one by one."
            )
            self._studio.said.emit(words, False)
        else:
            self._studio.do(edit, "Lines linked again", say=True)

    def _measured(self, dialog: "LinkDialog", ground: "Ground", found: "dict[Key, Figures]") -> None:
        import shiboken6  # noqa: PLC0415 - only to tell a dialog that was closed meanwhile

        if shiboken6.isValid(dialog):
            dialog.take(ground, found)

    def _gave_up(self, dialog: "LinkDialog", error: UserError) -> None:
        _without_figures(dialog)
        self._studio.refused.emit(error)

    def _link(self, line: Id, evidence: Evidence) -> None:
        from persona_studio.services.personas import linking  # noqa: PLC0415 - loaded with the first link

        found, project = find(self._studio.project, line), self._studio.project
        if isinstance(found, Attribute) and linking.holds(project, evidence):
            self._studio.do(linking.link(found, evidence), "Line linked", say=True)
        else:  # erased, or reworded, while it was asked
            self._studio.refused.emit(UserError("edit_target_gone"))

    def add_ways(self, menu: QMenu) -> None:
        """Add to the menu of a line what can be done about its proof."""
        line, t = self.line(), self._kit.t
        if line is None or (line.evidence is not None and line.evidence.quote):
            return
        menu.addSeparator()
        link = menu.addAction(self._kit.icon("link-2"), t("Relink…") if line.evidence else t("Link…"))
        link.triggered.connect(self.ask_link)
        if line.evidence is not None:
            menu.addAction(self._kit.icon("unlink-2"), t("Unlink")).triggered.connect(self.unlink)
        if self.original() is not None:
            back = menu.addAction(self._kit.icon("rotate-ccw"), t("Back to the original text"))
            back.triggered.connect(self.restore)

    # -------------------------------------------------------------- hypotheses

    @Slot(object, str, str)
    def _note(self, entry: LineEntry, line: Id, note: str) -> None:
        if self._studio.session is None or find(self._studio.project, line) is None:
            return
        if not self._studio.do(SetField(line, "due", note), "Note of a hypothesis written"):
            entry.hold(line, note)

    @Slot(str, bool)
    def _check(self, line: Id, on: bool) -> None:
        label = "Hypothesis verified" if on else "Hypothesis to verify again"
        self._studio.do(SetField(line, "checked", on), label)

    # -------------------------------------------------------------- colour

    @Slot()
    def ask_colour(self) -> None:
        """Ask for any colour."""
        from persona_studio.ui.dialogs.colour import ColourDialog  # noqa: PLC0415 - made when first asked for

        persona = self._place.persona()
        if persona is None or not self._studio.editable:
            return
        now = persona.colour or self._kit.accent_of(persona).fill
        dialog = ColourDialog(self._kit, self._place, persona.name, now)
        dialog.chosen.connect(partial(self._colour, persona.id))
        dialog.open()

    def _colour(self, persona: Id, colour: str) -> None:
        self._studio.do(authoring.set_colour(persona, colour), "Colour changed")

    # -------------------------------------------------------------- ways

    @Slot(object)
    def _go_from_review(self, ref: Ref) -> None:
        if ref.kind == "segmentation":
            self._studio.wanted.emit("segments")
            return
        with self._place.inspector.review_in_place():
            self.go(ref)

    @Slot(object)
    def go(self, ref: Ref) -> None:
        """Choose something of the sheet, with the keyboard on it, and bring it into view."""
        canvas = self._place.canvas
        self._place.pen.finish()
        self._place.companions.show_face_of(ref.id)
        places = canvas.places()
        there = next((p for p in places if p.ref == ref), None)
        there = there or next((p for p in places if p.ref.id == ref.id), None)
        if there is not None:
            canvas.choose(there.ref)
            canvas.focus(there.ref)
            self._place.view.reveal()


def _without_figures(dialog: "LinkDialog") -> None:
    """Tell a dialog, which may be closed meanwhile, that its answers are not counted."""
    import shiboken6  # noqa: PLC0415 - only to tell a dialog that was closed meanwhile

    if shiboken6.isValid(dialog):
        dialog.give_up()
