"""The variable table as tests meet it: a survey with a grid, and gestures on its rows."""

from dataclasses import replace

import survey
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from persona_studio.domain.variables import FIRST_LEVEL, Distribution, Kind, Level, Role
from persona_studio.domain.waves import Column
from persona_studio.ui.models.variables import ENTRY, Columns

GRID = "Que pensez-vous du thé ?"
STEPS = ("Pas du tout", "Plutôt pas", "Plutôt", "Tout à fait")


def choose_in_menu(*texts):
    """Choose an entry of the menu in view with the keyboard, through the menus on the way."""
    for text in texts:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(a for a in menu.actions() if a.text().split("\t")[0] == text)
        assert action.isEnabled()
        menu.setActiveAction(action)
        QTest.keyClick(menu, Qt.Key.Key_Return)


def with_grid():
    """Return the survey with a grid of three items and a question that has rare and doubled answers."""
    project, columns = survey.bare()
    wave = project.waves[0]
    made = [survey.choice(f"g{i}", f"Item {i}", STEPS, Kind.ORDINAL, Role.ACTIVE) for i in range(3)]
    items = [replace(v, block=GRID) for v, _ in made]
    answers = ("Vrac", "Sachet", "vrac ", "Autre", "Rien")
    codes = [0] * 120 + [1] * 90 + [2] * 15 + [3] * 8 + [4] * 7
    levels = tuple(Level(i, text, text, codes.count(i)) for i, text in enumerate(answers))
    form = replace(
        made[0][0],
        id=survey.identity("variable", "forme"),
        name="forme",
        label="Forme du thé",
        kind=Kind.NOMINAL,
        levels=levels,
        distribution=Distribution(tuple(level.count for level in levels), distinct=5),
    )
    ticks = [bytes(FIRST_LEVEL + (row % (option + 2) == 0) for row in range(240)) for option in range(3)]
    options = tuple(Level(i, t, t, ticks[i].count(5)) for i, t in enumerate(("Radio", "Presse", "Web")))
    media = replace(
        form, id=survey.identity("variable", "medias"), name="medias", label="Médias", kind=Kind.MULTIPLE,
        levels=options, distribution=Distribution(tuple(o.count for o in options), distinct=3),
    )  # fmt: skip
    columns[wave.id, media.id] = Column("u1", 240, b"".join(ticks), width=3)
    wave = replace(wave, variables=(*wave.variables, *items, form, media))
    columns |= {(wave.id, v.id): column for v, column in made}
    columns[wave.id, form.id] = Column("u1", 240, bytes(FIRST_LEVEL + code for code in codes))
    return replace(project, waves=(wave,)), columns


def names(place):
    """Return the rows in view order: names of variables, and of questions between brackets."""
    entries = [place.filter.index(row, 0).data(ENTRY) for row in range(place.filter.rowCount())]
    return [entry.variable.name if entry.variable else f"[{entry.block.name}]" for entry in entries]


def select(place, name, column=Columns.ROLE):
    row = names(place).index(name)
    place.view.choose(row, column)
    place.view.setFocus()
    return place.filter.index(row, column)


def press(place, index, part):
    """Press a part of a cell: "pill", "icon" or "arrow"."""
    place.view.scrollTo(index)
    rect, delegate = place.view.visualRect(index), place.view._delegate
    spot = {
        "pill": lambda: delegate.pill(rect, index.data()).center().toPoint(),
        "icon": lambda: delegate.icon(rect, index.data(ENTRY)).center(),
        "arrow": lambda: delegate.arrow(rect).center(),
    }[part]()
    QTest.mouseClick(place.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def labels(variable_):
    return [level.label for level in variable_.levels]


def settle():
    """Let editors keep what was written, layouts place what was made."""
    QApplication.sendPostedEvents()
