"""What the place shows while there is no persona: those of the segments are one press away, else by hand."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from persona_studio.ui.actions import Actions
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import PRIMARY, SECONDARY, Button
from persona_studio.ui.widgets.notes import EmptyState

_WIDE = 500
_BY_HAND = (
    "Create a persona by hand",
    "Without a survey, each line is a hypothesis to check. With one, segment it first.",
)


class Start(EmptyState):
    """Offers the personas of the segments when there are segments, else one made by hand."""

    def __init__(
        self,
        kit: Kit,
        actions: Actions,
        by_hand: Callable[[], object],
        of_segments: Callable[[], object],
    ) -> None:
        super().__init__(kit, "contact-round", *_BY_HAND)
        self.drafting = Button(kit, PRIMARY, "contact-round")
        kit.say(self.drafting.setText, "Create the personas of the segments")
        self.drafting.clicked.connect(of_segments)
        self.by_hand, self.by_hand_too = Button(kit, PRIMARY), Button(kit, SECONDARY)
        kit.say(self.by_hand.setText, "Create a persona")
        kit.say(self.by_hand_too.setText, "Create one by hand")
        for button in (self.by_hand, self.by_hand_too):
            button.clicked.connect(by_hand)
        self.segment = Button(kit, SECONDARY).triggers(actions["go-segments"])
        kit.say(self.segment.setText, "Segment")
        for button in (self.drafting, self.by_hand, self.by_hand_too, self.segment):
            self.act(button)
        self.show_free(0, editable=True)

    def page(self) -> QWidget:
        """Return the page that holds it."""
        return self.centred(_WIDE)

    def show_free(self, segments: int, *, editable: bool) -> None:
        """Offer what there is to make personas of: ``segments`` that have none."""
        free = segments > 0
        say = self._kit.say
        if free:
            say(self.title.setText, "Make the personas of the segments")
            say(
                self.help.setText,
                "Segments without a sheet: {n}. Each sheet is drafted from what sets the people of its "
                "segment apart, with the figures.",
                n=segments,
            )
        else:
            say(self.title.setText, _BY_HAND[0])
            say(self.help.setText, _BY_HAND[1])
        for button in (self.drafting, self.by_hand_too):
            button.setVisible(free)
        for button in (self.by_hand, self.segment):
            button.setVisible(not free)
        for button in (self.drafting, self.by_hand, self.by_hand_too):
            button.setEnabled(editable)
