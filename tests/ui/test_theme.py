import json

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from persona_studio.paths import resource
from persona_studio.ui.theme import TYPES, load_theme, screen_scale

TEXT = {
    "text": ("surface", "app", "sunken", "hover", "atint"),
    "text2": ("surface", "app", "sunken", "hover", "atint", "warntint", "badtint"),
    "text3": ("surface", "app", "sunken", "atint"),
    "accent": ("surface", "app", "atint"),
    "ok": ("surface", "oktint"),
    "warn": ("surface", "warntint"),
    "bad": ("surface", "badtint"),
    "onprimary": ("primary",),
}
MARKS = {"strong": ("surface", "app", "sunken", "canvas"), "accent": ("surface", "app", "canvas")}


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=["light", "dark"])
def data(request):
    return json.loads(resource("themes", f"{request.param}.json").read_text(encoding="utf-8"))


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("ink", "ground"), [(i, g) for i, grounds in TEXT.items() for g in grounds])
def test_text_is_readable_on_its_grounds(data, ink, ground):
    assert contrast(data["tokens"][ink], data["tokens"][ground]) >= 4.5


@pytest.mark.parametrize(("mark", "ground"), [(m, g) for m, grounds in MARKS.items() for g in grounds])
def test_controls_and_marks_are_seen_on_their_grounds(data, mark, ground):
    assert contrast(data["tokens"][mark], data["tokens"][ground]) >= 3


def test_accents_hold_on_white_and_on_their_tint(data):
    assert len(data["accents"]) == 8
    for accent in data["accents"]:
        assert contrast(accent["fill"], "#FFFFFF") >= 3
        assert round(contrast(accent["ink"], "#FFFFFF"), 1) >= 5.9
        assert round(contrast(accent["ink"], accent["tint"]), 1) >= 5.1


def test_heat_map_numbers_are_readable_on_every_tint(data):
    heat = data["heat"]
    assert min(contrast(heat["ink"], heat[end]) for end in ("none", "over", "under")) >= 5.8


def test_both_themes_name_the_same_tokens():
    light, dark = (
        json.loads(resource("themes", f"{name}.json").read_text(encoding="utf-8"))
        for name in ("light", "dark")
    )
    assert light["tokens"].keys() == dark["tokens"].keys()


@pytest.mark.parametrize("role", TYPES)
def test_every_text_role_is_set_in_a_shipped_family(application, role):
    font = load_theme("light", 1.0).font(role)
    info = QFontInfo(font)
    assert info.family() == TYPES[role].family
    assert info.weight() == TYPES[role].weight
    assert info.italic() == TYPES[role].italic


def test_the_shipped_families_have_names_of_their_own(application):
    assert {t.family for t in TYPES.values()} <= {f for f in QFontDatabase.families() if f.startswith("PS ")}


def test_sizes_follow_the_text_size(application):
    small, large = load_theme("light", 1.0), load_theme("light", 1.5)
    assert large.px(34) == 51
    assert large.px(0) == 0
    assert large.font("body").pointSizeF() == pytest.approx(1.5 * small.font("body").pointSizeF())
    assert small.font("body").pointSizeF() * screen_scale() == pytest.approx(13 * 0.75)
    assert small.font("body").hintingPreference() == QFont.HintingPreference.PreferNoHinting


def test_an_unknown_role_is_a_bug(application):
    with pytest.raises(KeyError):
        load_theme("light", 1.0).colour("pink")
