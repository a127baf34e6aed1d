from persona_studio.domain.variables import Kind, Role, Variable
from persona_studio.services.survey.themes import LARGEST_GRID, Theme, by_theme


def question(number, label, block=""):
    return Variable(
        id=f"v{number}", name=f"n{number}", label=label, kind=Kind.NOMINAL, role=Role.ACTIVE, block=block
    )


def test_questions_stand_under_what_they_are_about_in_the_order_of_the_file():
    made = by_theme([question(1, "Prix payé à l'achat"), question(2, "Âge"), question(3, "Magasin d'achat")])
    assert [(t, [a.variables[0].id for a in asked]) for t, asked in made.items()] == [
        (Theme.SITUATION, ["v2"]),
        (Theme.BUYING, ["v1", "v3"]),
    ]


def test_a_grid_is_one_line_under_the_theme_of_most_of_its_items():
    items = [question(1, "Âge", "Grille"), *(question(n, "Prix d'achat", "Grille") for n in (2, 3))]
    ((theme, asked),) = by_theme(items).items()
    assert theme is Theme.BUYING
    assert [(a.block, len(a.variables)) for a in asked] == [("Grille", 3)]


def test_a_long_battery_is_no_grid():
    items = [question(n, f"Prix d'achat {n}", "Échelle") for n in range(LARGEST_GRID + 1)]
    (asked,) = by_theme(items).values()
    assert [len(a.variables) for a in asked] == [1] * len(items)
