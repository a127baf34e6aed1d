"""The client's brand in the workshop, with real events: logo, colours, families, words, brand files."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from persona_studio import paths
from persona_studio.domain.brand import Brand
from persona_studio.domain.colours import contrast, shades
from persona_studio.domain.progress import Silent
from persona_studio.errors import UserError
from persona_studio.publish import png
from persona_studio.publish.boxes import Group, Page, Rect, text_boxes
from persona_studio.publish.drawing import Drawings
from persona_studio.publish.style import ACCENTS
from persona_studio.services.session import Session
from persona_studio.services.workshop import branding
from persona_studio.services.workshop.branding import KeptBrands, take_logo
from persona_studio.store.brand_file import brand_bytes
from persona_studio.ui.canvas.painter import PagePainter
from persona_studio.ui.canvas.pictures import Pictures
from persona_studio.ui.dialogs.colour import ColourDialog
from persona_studio.ui.places.workshop import brand_desk

BELVOIR = paths.resource("samples", "belvoir.svg")
OURS = [each.fill for each in ACCENTS]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))


@pytest.fixture
def workshop(open_place, whole_file):
    return open_place(whole_file, "workshop")


@pytest.fixture
def brand(program):
    return lambda: program.studio.project.brand


def dropped(tile, file):
    """Let a file go over the logo's tile, as a system does; return whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    at, copy = tile.rect().center(), Qt.DropAction.CopyAction
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, copy, data, button, none)
    enter.ignore()
    QApplication.sendEvent(tile, enter)
    if enter.isAccepted():
        QApplication.sendEvent(tile, QDropEvent(QPointF(at), copy, data, button, none))
    return enter.isAccepted()


def swatches(workshop):
    return workshop.brand.swatches


def press(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def menu_of(workshop, text):
    """Open the menu of the brand and trigger one of its entries."""
    press(workshop.brand.more)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entry = next(each for each in menu.actions() if each.text() == text)
    assert entry.isEnabled()
    entry.trigger()
    menu.close()


def entries(workshop):
    press(workshop.brand.more)
    menu = QApplication.activePopupWidget()
    said = {each.text(): each.isEnabled() for each in menu.actions() if each.text()}
    menu.close()
    return said


def logos(workshop):
    return [
        b.alt
        for each in workshop.pages
        for b in each.page.boxes
        if isinstance(b, Group) and b.alt == "Belvoir"
    ]


# ---------------------------------------------------------------- the logo


def test_a_logo_is_dropped_seen_on_each_page_and_undone(workshop, brand, program):
    assert workshop.brand.name.shown() == "Pas de logo"
    assert dropped(workshop.brand.tile, BELVOIR)
    assert (brand().name, brand().logo.kind) == ("Belvoir", "svg")
    assert workshop.brand.name.shown() == "Belvoir"
    assert workshop.brand.tile.accessibleName() == "Logo de Belvoir"
    assert logos(workshop) == ["Belvoir"] * len(workshop.pages)
    program.studio.undo()
    assert brand() == Brand()
    assert logos(workshop) == []
    program.studio.redo()
    assert len(logos(workshop)) == len(workshop.pages)


def test_the_tile_shows_the_logo_on_white_in_both_themes(workshop, program):
    dropped(workshop.brand.tile, BELVOIR)
    image = workshop.brand.tile.grab().toImage()
    middle = {image.pixelColor(x, image.height() // 2).name() for x in range(20, image.width() - 20)}
    assert "#ffffff" in middle
    assert min(int(colour[1:3], 16) for colour in middle) < 64  # its ink


def test_a_logo_is_chosen_with_the_keyboard_and_taken_away(workshop, brand, monkeypatch):
    monkeypatch.setattr(QFileDialog, "open", lambda self: self.fileSelected.emit(str(BELVOIR)))
    tile = workshop.brand.tile
    tile.setFocus()
    QTest.keyClick(tile, Qt.Key.Key_Space)
    assert brand().logo is not None
    QTest.keyClick(tile, Qt.Key.Key_Delete)
    assert brand().logo is None
    assert brand().name == "Belvoir"


def test_a_logo_with_writing_is_refused_in_words(workshop, brand, program, tmp_path):
    refused = []
    program.studio.refused.connect(refused.append)
    bad = tmp_path / "bad.svg"
    bad.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>Belvoir</text></svg>')
    assert dropped(workshop.brand.tile, bad)
    assert [error.code for error in refused] == ["logo_text"]
    assert "tracés" in program.studio.kit.t.error(refused[0])
    assert brand() == Brand()


def test_what_was_simplified_is_told_and_colours_are_proposed(workshop, brand, tmp_path):
    file = tmp_path / "two_greens.svg"
    stops = '<stop stop-color="#00FF00"/><stop offset="1" stop-color="#006600"/>'
    file.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg"><linearGradient id="g">{stops}</linearGradient>'
        '<rect width="60" height="40" fill="url(#g)"/>'
        '<rect x="60" width="30" height="40" fill="#C8102E"/></svg>'
    )
    dropped(workshop.brand.tile, file)
    assert workshop.brand.strip.isVisible()
    assert "aplats" in workshop.brand.strip.accessibleName()
    assert workshop.brand.proposal.isVisible()
    take = next(b for b in workshop.brand.proposal.findChildren(type(workshop.options.export)) if b.text())
    press(take)
    assert brand().colours == ("#00B200", "#C8102E")
    assert not workshop.brand.proposal.isVisible()


# ---------------------------------------------------------------- colours


def test_colours_are_those_worn_and_change_the_pages_and_the_screen(workshop, brand, program):
    shown = swatches(workshop)
    assert [dot.accessibleName() for dot in shown[:2]] == [
        f"Couleur {n} ({worn})\u202f: {OURS[n - 1]}" for n, worn in ((1, "Camille"), (2, "Hugo"))
    ]
    assert shown[-1].accessibleName() == "Ajouter une couleur…"
    before = program.studio.kit.accent(1)
    press(shown[0])
    dialog = program.window.findChild(ColourDialog)
    dialog.field.setText("#0A7F3C")
    dialog.field.textEdited.emit("#0A7F3C")
    dialog.accept()
    assert brand().colours == ("#0A7F3C",)
    assert program.studio.kit.accent(1).fill == "#0A7F3C"
    page = workshop.pages[0].page
    inks = {run.colour for box in text_boxes(page) for line in box.lines for run in line.runs}
    assert before.ink not in inks
    program.studio.undo()
    assert program.studio.kit.accent(1) == before
    program.studio.redo()
    press(swatches(workshop)[0])
    menu = QApplication.activePopupWidget()
    menu.actions()[1].trigger()
    menu.close()
    assert brand().colours == ()


def test_the_keyboard_stays_on_the_colour_that_changed(workshop, program):
    program.window.activateWindow()
    swatches(workshop)[1].setFocus()
    workshop.branding._colour(1, "#0A7F3C")
    assert program.window.focusWidget() is swatches(workshop)[1]


def test_a_colour_too_pale_for_white_words_is_said_to_be_darkened(workshop, brand, program):
    names = [persona.name for persona in program.studio.project.personas]
    workshop.branding._take_colours(("#F2A541", "#0A5C2F"))
    panel = workshop.brand
    assert panel.darker.isVisible()
    assert f"{names[0]} (1)" in panel.darker.text()
    assert names[1] not in panel.darker.text()
    under_white = shades("#F2A541").ink
    assert contrast(under_white, "#FFFFFF") >= 4.5 > contrast("#F2A541", "#FFFFFF")
    assert all(colour in swatches(workshop)[0].toolTip() for colour in ("#F2A541", under_white))
    assert "blancs" not in swatches(workshop)[1].toolTip()
    workshop.desk.tick("poster", True)
    fills = {box.fill for page in workshop.pages for box in page.page.boxes if isinstance(box, Rect)}
    assert under_white in fills, "as is said, so it prints"
    program.studio.do(branding.change_colour(program.studio.project, 0, ""), "Ours again")
    assert not panel.darker.isVisible()


def begin_name(workshop, how):
    """Begin to write the name of the brand and return the field."""
    name = workshop.brand.name
    if how == "menu":
        menu_of(workshop, "Renommer la marque")
    elif how == "click":
        press(name._read)
    else:
        name._read.setFocus()
        QTest.keyClick(name._read, Qt.Key.Key_F2)
    assert name._write.isVisible()
    assert name._write.hasFocus()
    assert name._write.accessibleName() == "Nom de la marque"
    return name._write


@pytest.mark.parametrize("how", ["click", "menu", "F2"])
def test_the_brand_is_renamed_where_its_name_stands(workshop, brand, program, how):
    field = begin_name(workshop, how)
    assert field.text() == "", "what stands for a name is none"
    QTest.keyClicks(field, "Belvoir")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert brand().name == "Belvoir"
    assert workshop.brand.name.shown() == "Belvoir"
    assert not field.isVisible()
    assert program.studio.session.undo_label == "Brand renamed"
    program.studio.undo()
    assert brand().name == ""
    assert workshop.brand.name.shown() == "Pas de logo"


def test_a_name_half_written_is_given_up_with_escape_and_kept_on_leaving(
    workshop, brand, program, whole_file
):
    field = begin_name(workshop, "click")
    QTest.keyClicks(field, "Bel")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert brand() == Brand()
    field = begin_name(workshop, "click")
    QTest.keyClicks(field, "Belvoir")
    workshop.brand.footer.setFocus()
    assert brand().name == "Belvoir"
    QTest.keyClicks(begin_name(workshop, "click"), "Autre")
    program.studio.leave()
    with Session.open(whole_file) as session:
        assert session.project.brand.name == "Autre"


def test_a_logo_that_comes_while_the_name_is_written_takes_no_letter_of_it(workshop, brand):
    field = begin_name(workshop, "click")
    QTest.keyClicks(field, "Alpi")
    assert dropped(workshop.brand.tile, BELVOIR)
    assert brand().name == "Belvoir", "as its file is called"
    assert (field.isVisible(), field.text()) == (True, "Alpi")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert workshop.brand.name.shown() == "Belvoir"
    field = begin_name(workshop, "click")
    QTest.keyClicks(field, "Alpi")
    workshop.brand.tile.setFocus()
    assert brand().name == "Alpi"


def test_a_name_can_be_pasted_with_the_menu_of_its_field(workshop, brand, program):
    field = begin_name(workshop, "click")
    QApplication.clipboard().setText("Belvoir")
    at = field.rect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, field.mapToGlobal(at))
    QApplication.sendEvent(field, asked)
    menu = QApplication.activePopupWidget()
    assert field.isVisible()
    paste = next(each for each in menu.actions() if each.text().startswith(("&Paste", "Coller", "C&oller")))
    paste.trigger()
    menu.close()
    assert field.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert brand().name == "Belvoir"


def test_a_name_that_cannot_be_kept_stays_as_it_was_typed(workshop, brand, program, monkeypatch):
    field = begin_name(workshop, "click")
    QTest.keyClicks(field, "Belvoir")
    with monkeypatch.context() as full_disk:
        full_disk.setattr(Session, "do", no_room)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert not program.studio.kept(), "the project is not closed over it unasked"
    assert brand() == Brand()
    assert field.isVisible()
    assert field.text() == "Belvoir"
    assert program.studio.kept()
    assert brand().name == "Belvoir"


def no_room(*_args, **_named):
    raise UserError("disk_full", file="whole.persona")


def test_the_name_of_a_brand_that_can_only_be_read_is_not_written(program, whole_file):
    with Session.open(whole_file):
        program.studio.open(whole_file)
        program.window.go("workshop")
        name = program.window.place("workshop").brand.name
        press(name._read)
        name.write()
        assert not name._write.isVisible()


def test_the_dialog_of_a_logo_begins_in_a_folder_that_is_there(workshop, tmp_path, monkeypatch):
    gone = tmp_path / "Pictures"
    monkeypatch.setattr(brand_desk.QStandardPaths, "writableLocation", lambda _where: str(gone))
    for there in (False, True):
        if there:
            gone.mkdir()
        workshop.branding.ask_logo()
        dialog = workshop.window().findChildren(QFileDialog)[-1]
        assert Path(dialog.directory().absolutePath()) == (gone if there else Path.home())
        dialog.reject()


def test_no_project_no_colours_of_a_client(workshop, program):
    before = program.studio.kit.accent(1)
    workshop.branding._take_colours(("#0A7F3C",))
    program.studio.leave()
    assert program.studio.kit.accent(1) == before


# ---------------------------------------------------------------- families and words


def test_a_pair_is_chosen_by_keys_and_sets_the_pages(workshop, brand):
    pair = workshop.brand.pair
    assert [pair.itemText(i) for i in range(pair.count())] == [
        "Newsreader et Inter",
        "Inter seul",
        "Newsreader seul",
    ]
    pair.setFocus()
    QTest.keyClick(pair, Qt.Key.Key_Down)
    assert brand().fonts == "inter"
    page = workshop.pages[0].page
    fonts = {run.font for box in text_boxes(page) for line in box.lines for run in line.runs}
    assert not [font for font in fonts if font.startswith("Newsreader")]


def test_words_are_written_and_stand_on_each_page(workshop, brand, program):
    field = workshop.brand.footer
    field.setFocus()
    QTest.keyClicks(field, "Confidentiel")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert brand().footer == "Confidentiel"
    for each in workshop.pages:
        assert [box.text for box in text_boxes(each.page)].count("Confidentiel") == 1
    program.studio.undo()
    assert field.text() == ""


# ---------------------------------------------------------------- brand files


@pytest.mark.parametrize("by", ["close", "open", "theme", "export"])
def test_words_that_are_being_written_are_kept(workshop, program, whole_file, julie_file, by):
    workshop.brand.footer.setFocus()
    QTest.keyClicks(workshop.brand.footer, "Confidentiel")
    if by == "open":
        assert program.studio.open(julie_file)
    else:
        program.window.actions_[by].trigger()
    if program.studio.session is not None and by != "open":
        assert program.studio.project.brand.footer == "Confidentiel"
        program.studio.leave()
    with Session.open(whole_file, read_only=True) as again:
        assert again.project.brand.footer == "Confidentiel"


@pytest.mark.parametrize("client", ["same", "other"])
def test_words_typed_and_taken_back_change_nothing_later(workshop, program, tmp_path, client):
    field = workshop.brand.footer
    field.setFocus()
    QTest.keyClicks(field, "A")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    program.window.go("personas")
    if client == "other":
        Session.create(tmp_path / "other.persona", program.studio.project, {}).close()
        assert program.studio.open(tmp_path / "other.persona")
        program.window.go("personas")
    project = program.studio.project
    program.studio.do(branding.set_footer(project, "Confidentiel"), "Words at the foot changed")
    assert program.studio.kept()
    assert program.studio.project.brand.footer == "Confidentiel"


def test_words_that_were_given_up_do_not_come_to_another_client(workshop, program, tmp_path):
    Session.create(tmp_path / "other.persona", program.studio.project, {}).close()
    workshop.brand.footer.setFocus()
    QTest.keyClicks(workshop.brand.footer, "Pour Belvoir")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Session, "do", refuse)
        assert not program.studio.kept()
        program.studio.leave()
    assert program.studio.open(tmp_path / "other.persona")
    assert program.studio.kept()
    assert program.studio.project.brand.footer == ""


def refuse(*_args, **_named):
    raise UserError("disk_full", file="whole.persona")


def test_another_theme_leaves_no_panel_to_be_asked(workshop, program, settle):
    program.window.go("personas")
    program.window.go("workshop")
    before = len(program.studio.holders)
    program.window.actions_["theme"].trigger()
    program.window.go("personas")
    program.window.go("workshop")
    settle()
    assert program.studio.kept()
    assert len(program.studio.holders) == before


def test_a_brand_is_kept_and_offered_in_the_next_project(workshop, program, tmp_path, julie_file, brand):
    dropped(workshop.brand.tile, BELVOIR)
    workshop.branding._take_colours(("#0A7F3C",))
    kept = brand()
    workshop.branding.save(str(tmp_path / "client.brand"))
    assert (tmp_path / "client.brand").is_file()
    assert [each.name for each in KeptBrands().all()] == ["Belvoir"]
    program.studio.open(julie_file)
    program.window.go("workshop")
    before = brand()
    assert before != kept
    menu_of(workshop, "Belvoir")
    assert brand() == kept
    with Session.open(julie_file, read_only=True) as read:
        assert read.picture(kept.logo.picture) is not None
    program.studio.undo()
    assert brand() == before


def test_a_brand_file_is_opened_or_dropped(workshop, brand, monkeypatch, tmp_path):
    file = tmp_path / "x.brand"
    file.write_bytes(brand_bytes(Brand(name="Autre", footer="Interne"), None))
    monkeypatch.setattr(QFileDialog, "open", lambda self: self.fileSelected.emit(str(file)))
    menu_of(workshop, "Ouvrir une marque…")
    assert brand() == Brand(name="Autre", footer="Interne")
    file.write_bytes(brand_bytes(Brand(name="Encore"), None))
    assert dropped(workshop.brand.tile, file)
    assert brand() == Brand(name="Encore")


def test_what_cannot_be_done_now_cannot_be_chosen(workshop):
    said = entries(workshop)
    assert said["Choisir un logo…"]
    assert not said["Ôter le logo"]
    assert not said["Couleurs du logo"]
    dropped(workshop.brand.tile, BELVOIR)
    assert entries(workshop)["Ôter le logo"]


def test_a_project_that_is_only_read_keeps_its_brand(program, whole_file, tmp_path):
    with Session.open(whole_file):
        program.studio.adopt(Session.open(whole_file, read_only=True))
        program.window.go("workshop")
        workshop = program.window.place("workshop")
        assert not workshop.brand.tile.isEnabled()
        dropped(workshop.brand.tile, BELVOIR)
        workshop.branding.take_logo(str(BELVOIR))
        assert program.studio.project.brand == Brand()
        assert not workshop.brand.pair.isEnabled()
        assert not any(dot.isEnabled() for dot in swatches(workshop))
        program.studio.leave()


def test_the_command_field_knows_the_brand(workshop, program, monkeypatch, brand):
    actions = workshop.actions_
    assert all(actions.ready(key) for key in ("logo", "brand-open", "brand-keep"))
    monkeypatch.setattr(QFileDialog, "open", lambda self: self.fileSelected.emit(str(BELVOIR)))
    actions["logo"].trigger()
    assert brand().logo is not None
    program.studio.leave()
    assert not any(actions.ready(key) for key in ("logo", "brand-open", "brand-keep"))


def test_the_command_field_offers_nothing_of_a_place_that_went_with_another_theme(workshop, program, settle):
    actions = program.window.actions_
    assert actions.ready("brand-keep")
    program.window.go("personas")
    actions["theme"].trigger()
    settle()
    assert not actions.ready("brand-keep")
    program.window.go("workshop")
    assert actions.ready("brand-keep")


# ---------------------------------------------------------------- seen as printed


def pixels_with_alpha():
    picture, out = Image.new("RGBA", (800, 240)), BytesIO()
    draw = ImageDraw.Draw(picture)
    draw.ellipse((10, 10, 230, 230), fill="#0A7F3C")
    draw.rectangle((400, 80, 780, 160), fill=(200, 16, 46, 128))
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("source", [BELVOIR, None], ids=["outlines", "pixels"])
def test_a_logo_is_seen_as_it_prints(application, source):
    taken = take_logo(source or pixels_with_alpha(), "logo", Silent())
    logo, read = taken.logo, {taken.logo.picture: taken.data}.get
    frame = Rect(10, 10, 100, 100 * logo.height / logo.width)
    page = Page(120, 60, (Drawings(read).logo(logo, frame, alt="x"),))
    seen = PagePainter(Pictures(read)).image(page, 4.0)
    (print_,) = png.pictures([page], 288, None, read)
    apart = [
        max(
            abs(one - other)
            for one, other in zip(seen.pixelColor(x, y).getRgb()[:3], print_.getpixel((x, y)), strict=True)
        )
        for x in range(0, seen.width(), 3)
        for y in range(0, seen.height(), 3)
    ]
    assert sum(apart) / len(apart) < 1.5  # edges differ by the way they are smoothed, grounds do not
    assert sorted(apart)[int(0.97 * len(apart))] < 24
    corner = seen.pixelColor(41, 41)
    assert (corner.red(), corner.green(), corner.blue()) == (255, 255, 255)
