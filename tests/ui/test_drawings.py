"""Icons, portraits and words that are put on widgets."""

import re

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel

from persona_studio import paths
from persona_studio.texts import Texts
from persona_studio.ui.icons import Icons
from persona_studio.ui.kit import Kit
from persona_studio.ui.theme import load_theme
from persona_studio.ui.widgets.labels import Elided, Paragraph
from persona_studio.ui.wording import Wording


@pytest.fixture
def icons(application):
    return Icons()


@pytest.fixture
def kit(application):
    return Kit(load_theme("light", 1.0), Wording(Texts("fr")))


def colours(picture):
    image = picture.toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_every_icon_the_window_names_is_shipped(repository):
    named = set()
    for file in (repository / "persona_studio" / "ui").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        named |= set(re.findall(r'(?:picture|icon)\("([a-z0-9-]+)"', text))
        named |= set(re.findall(r'(?:IconButton|EmptyState)\([^"]*?"([a-z0-9-]+)"', text))
    from persona_studio.ui import words
    from persona_studio.ui.actions import GESTURES
    from persona_studio.ui.frame.places import PLACES

    named |= {g.icon for g in GESTURES} | {icon for _, _, icon in PLACES}
    named |= set(words.KIND_ICONS.values()) | set(words.PERSONAL_ICONS.values())
    assert len(named) > 40
    assert sorted(name for name in named if not paths.icon(name).is_file()) == []


def test_an_icon_wears_the_colour_it_is_given(icons):
    assert "#b3261e" in colours(icons.picture("circle", "#B3261E", 48))
    assert "#000000" not in colours(icons.picture("circle", "#B3261E", 48))


def test_a_portrait_is_round_and_wears_its_persona(icons):
    picture = icons.portrait("f01", "#FAF0DD", "#EFB22A", 96)
    image = picture.toImage()
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(image.width() // 2, 3).name() == "#faf0dd"
    assert "#efb22a" in colours(picture)
    assert "#59c1bc" not in colours(picture), "no colour of the drawing itself is left"


def test_a_skin_is_given_to_the_skin_alone(icons):
    plain, tanned = (
        colours(icons.portrait("f01", "#FAF0DD", "#EFB22A", 96, skin)) for skin in ("", "#D29B71")
    )
    assert "#d29b71" in tanned - plain


def test_pictures_are_drawn_once(icons):
    assert icons.picture("check", "#000000", 20) is icons.picture("check", "#000000", 20)


def test_words_change_with_the_language(kit):
    label = QLabel()
    kit.say(label.setText, "Saved")
    assert label.text() == "Enregistré"
    kit.wording.speak(Texts("en"))
    assert label.text() == "Saved"


def test_words_of_widgets_that_are_gone_are_forgotten(kit):
    import shiboken6

    label = QLabel()
    kit.say(label.setText, "Saved")
    shiboken6.delete(label)
    kit.wording.speak(Texts("en"))
    assert kit.wording._said == []


def test_words_are_put_through_qt_objects_only(kit):
    with pytest.raises(TypeError):
        kit.say(print, "Saved")


def test_a_paragraph_is_as_high_as_its_lines(kit, qtbot):
    text = "Importez une enquête, dégagez des segments, composez des personas et imprimez-les."
    label = Paragraph(kit, "body")
    qtbot.addWidget(label)
    label.setText(text)
    label.resize(200, 10)
    label.show()
    lines = label._lines(200)
    assert " ".join(lines).split() == text.split()
    assert all(label.fontMetrics().horizontalAdvance(line) <= 200 for line in lines)
    assert label.height() == len(lines) * kit.line("body")


def test_a_long_line_ends_with_an_ellipsis_and_keeps_its_words(kit, qtbot):
    label = Elided(kit)
    qtbot.addWidget(label)
    label.setText("Avant un devis, que demandez-vous à un nouveau fournisseur ?")
    label.resize(120, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == label.whole() == label.accessibleName()


def test_colours_are_asked_by_role(kit):
    assert kit.colour("accent") == QColor("#2350C8")
    assert kit.colour("#047C7B") == QColor("#047C7B")
