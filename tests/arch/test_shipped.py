import json
import xml.etree.ElementTree as ET

import pytest
from fontTools.ttLib import TTFont

from persona_studio import paths

OURS = ["Inter-*.ttf", "InterTab-*.ttf", "Newsreader-*.ttf"]
NEEDED = {0x202F: "narrow no-break space", 0x2011: "no-break hyphen", 0x2212: "−", 0x00D7: "×", 0x2019: "’"}
FRENCH = "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ«»“”…–—€"


def fonts(*patterns):
    return sorted(file for pattern in patterns for file in paths.resource("fonts").glob(pattern))


@pytest.mark.parametrize("file", fonts(*OURS), ids=lambda file: file.stem)
class TestFont:
    def test_maps_what_the_sheets_need(self, file):
        mapped = TTFont(file).getBestCmap()
        assert [name for code, name in NEEDED.items() if code not in mapped] == []
        assert [letter for letter in FRENCH if ord(letter) not in mapped] == []

    def test_narrow_space_is_seven_tenths_of_a_space(self, file):
        font = TTFont(file)
        mapped, advance = font.getBestCmap(), font["hmtx"]
        narrow, space = advance[mapped[0x202F]][0], advance[mapped[0x20]][0]
        assert narrow == pytest.approx(0.7 * space, abs=1)

    def test_may_be_embedded_and_has_no_cff_outlines(self, file):
        font = TTFont(file)
        assert font["OS/2"].fsType == 0
        assert "glyf" in font


def test_inter_has_the_superior_e():
    for file in fonts("Inter-*.ttf"):
        assert 0x1D49 in TTFont(file).getBestCmap()


def test_columns_of_digits_line_up():
    for file in fonts("InterTab-*.ttf"):
        font = TTFont(file)
        mapped = font.getBestCmap()
        assert len({font["hmtx"][mapped[ord(digit)]][0] for digit in "0123456789"}) == 1


def test_every_font_listed_is_there_under_its_name():
    listed = json.loads(paths.resource("fonts", "index.json").read_text(encoding="utf-8"))
    assert {entry["file"] for entry in listed} == {file.name for file in fonts("*.ttf")}
    for entry in listed:
        names = TTFont(paths.resource("fonts", entry["file"]))["name"]
        assert entry["family"] in {names.getDebugName(1), names.getDebugName(16)}


def test_every_icon_and_portrait_listed_is_there_and_is_drawn_with_paths():
    icons = json.loads((paths.data_dir() / "icons" / "index.json").read_text(encoding="utf-8"))
    portraits = json.loads(paths.resource("portraits", "index.json").read_text(encoding="utf-8"))
    files = [paths.icon(entry["name"]) for entry in icons]
    files += [paths.resource("portraits", entry["file"]) for entry in portraits]
    assert len(icons) == 449
    assert len(portraits) == 60
    for file in files:
        tags = {element.tag.rpartition("}")[2] for element in ET.parse(file).iter()}
        assert tags <= {"svg", "path"}, file.name


@pytest.mark.parametrize(
    "licence",
    ["fonts/OFL-Inter.txt", "fonts/OFL-Newsreader.txt", "fonts/LICENSE-DejaVu.txt", "portraits/LICENSE.txt"],
)
def test_licences_travel_with_what_they_cover(licence):
    assert paths.resource(*licence.split("/")).stat().st_size > 200
    assert (paths.data_dir() / "icons" / "LICENSE").stat().st_size > 200
