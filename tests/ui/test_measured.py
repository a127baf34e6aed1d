"""Rows that remember how tall their words are: other words, or another font, are measured anew."""

import pytest

from persona_studio.ui.widgets.fields import Check
from persona_studio.ui.widgets.switch import Switch


@pytest.fixture(params=["check", "switch"])
def row(request, program, qtbot):
    kit = program.window.kit
    made = Check(kit, "Oui", wraps=True) if request.param == "check" else Switch(kit, "Oui")
    qtbot.addWidget(made)
    return made


def test_other_words_are_measured_anew(row):
    wide, tall = row.sizeHint().width(), row.heightForWidth(150)
    row.setText("Des mots bien plus longs qui prennent plusieurs lignes à cette largeur")
    assert row.sizeHint().width() > 2 * wide
    assert row.heightForWidth(150) > tall
    row.setText("Oui")
    assert (row.sizeHint().width(), row.heightForWidth(150)) == (wide, tall)


def test_another_font_is_measured_anew(row):
    wide, tall = row.sizeHint().width(), row.heightForWidth(150)
    font = row.font()
    font.setPixelSize(60)
    row.setFont(font)
    assert row.sizeHint().width() > wide
    assert row.heightForWidth(150) > tall
