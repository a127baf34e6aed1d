"""What the cards and the map show of a segment set aside, and of one whose name is long."""

import pytest

from persona_studio.domain.segments import GREY
from persona_studio.services import authoring
from persona_studio.services.personas import following
from persona_studio.ui.widgets.figures import Shape

LONG = ("Responsables du marketing " * 20)[:360]
SIZES = ((1440, 900), (1366, 768), (1100, 700))


@pytest.fixture
def tab(open_place, sample_file):
    """The map and the cards of the bundled example."""
    return open_place(sample_file, "segments").views.tab("map")


def dot(card):
    """Return the colour of the middle of the shape on a card."""
    picture = card.findChild(Shape).grab().toImage()
    return picture.pixelColor(picture.width() // 2, picture.height() // 2).name().upper()


def test_a_segment_set_aside_is_grey_wherever_it_stands(tab, program, settle):
    """The persona made afterwards of the next segment takes the first colour: two were teal."""
    first = program.studio.project.segmentation.segments[0]
    edit, _ = following.set_aside(program.studio.project, first.id, aside=True)
    assert program.studio.do(edit, "Segment set aside")
    settle()
    aside, *others = tab.cards._cards
    assert aside.segment.id == first.id
    assert dot(aside) == GREY
    assert GREY not in [dot(card) for card in others]
    ink = aside._share.palette().windowText().color().name().upper()
    assert ink != tab.kit.accent(first.number).ink.upper()
    assert tab.kit.accent(tab.map.canvas.accent(first.number)).fill == GREY
    assert tab.kit.accent(tab.accents_of(program.studio.project.segmentation)[first.id]).fill == GREY


@pytest.mark.parametrize("size", SIZES)
def test_a_long_name_leaves_share_and_respondents_whole(tab, program, settle, size):
    found = program.studio.project.segmentation
    program.window.resize(*size)
    assert program.studio.do(authoring.rename(found.segments[1].id, LONG), "Segment renamed")
    settle()
    for card in tab.cards._cards:
        people = card._people
        assert not people.isVisible() or people.text() == people.whole(), "a cut number is another number"
        assert people.isVisible() or card.toolTip() == people.whole()
        assert card._name.geometry().right() < card._share.geometry().left()
        assert card._share.geometry().right() < card.more.geometry().left()
    assert tab.cards._cards[1].accessibleName().startswith(LONG)
    canvas = tab.map.canvas
    said, share = canvas._said(2), tab.kit.t.percent(found.segments[1].share)
    assert said.endswith(f" {share}")
    assert "…" in said
    pill = next(pill for pill in canvas.pills() if pill.number == 2)
    assert canvas.rect().contains(pill.rect.toAlignedRect())
    assert pill.rect.width() >= canvas._over.fontMetrics().horizontalAdvance(said)
