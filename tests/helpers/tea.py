"""A made-up survey about tea, as a file, in the likeness of a real one: three kinds of people."""

import random

ROWS = 300
QUESTIONS = 12


def tea_csv() -> str:
    """Return the survey as comma-separated text; always the same."""
    draw = random.Random(7)
    names = [f"question{i}" for i in range(1, QUESTIONS + 1)]
    habits = [[draw.choice("abc") for _ in names] for _ in range(3)]
    rows = [",".join([*names, "age"])]
    for _ in range(ROWS):
        habit = habits[draw.choices((0, 1, 2), (5, 3, 2))[0]]
        answers = [usual if draw.random() < 0.8 else draw.choice("abc") for usual in habit]
        rows.append(",".join([*answers, str(draw.randint(15, 90))]))
    return "\n".join(rows) + "\n"
