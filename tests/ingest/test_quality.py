"""Quality counts: what is left out at once, what is only counted, what repeats."""

import numpy as np
import pytest

from persona_studio.domain.variables import Role
from persona_studio.domain.waves import REMOVAL_COLUMN, Removal


def rows_of(n: int, seed: int = 1, items: int = 8) -> list[list[str]]:
    random = np.random.default_rng(seed)
    scores = random.integers(1, 6, (n, items))
    towns = random.choice(["Paris", "Lyon", "Lille", "Nice", "Brest"], n)
    return [[str(i + 1), towns[i], *map(str, scores[i])] for i in range(n)]


def text_of(rows: list[list[str]], items: int = 8) -> str:
    header = ["ID", "Magasin", *(f"Note - {chr(65 + i)}" for i in range(items))]
    return "\n".join(";".join(row) for row in [header, *rows]) + "\n"


def counts(survey) -> dict[Removal, tuple[int, bool]]:
    return {r.reason: (r.count, r.applied) for r in survey.wave.quality.removals}


def removed(survey) -> list[int]:
    return np.frombuffer(survey.columns[REMOVAL_COLUMN].data, np.uint8).tolist()


def test_clean_answers_lose_nobody(imported):
    survey = imported(text_of(rows_of(120)))
    assert counts(survey) == {}
    assert removed(survey) == [0] * 120


def test_exact_copies_are_left_out(imported):
    rows = rows_of(120)
    survey = imported(text_of([*rows, rows[3], rows[70]]))
    assert counts(survey) == {Removal.DUPLICATE: (2, True)}
    assert removed(survey) == [0] * 120 + [1, 1]
    assert survey.wave.usable == 120


def test_equal_answers_of_a_short_questionnaire_are_coincidences(imported):
    rows = [f"{i};{'oui' if i % 2 else 'non'};{'A' if i % 3 else 'B'};{i % 4 + 1}" for i in range(100)]
    survey = imported("\n".join(["ID;q1;q2;q3", *rows]) + "\n")
    assert counts(survey) == {}


def test_long_equal_answers_under_another_number_are_copies(imported):
    rows = rows_of(120, items=30)
    copy = ["999", *rows[5][1:]]
    survey = imported(text_of([*rows, copy], items=30))
    assert counts(survey) == {Removal.DUPLICATE: (1, True)}


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("poids", ["0,8", "1,3"]),
        ("Date", ["2024-03-01", "2024-03-02", "2024-03-03"]),
        ("Date", [f"2024-03-{day:02d}" for day in range(1, 31)]),
        ("poids", [f"{0.5 + i / 100:.2f}" for i in range(90)]),
    ],
)
def test_a_weight_or_a_day_makes_nobody_a_copy(imported, header, values):
    random = np.random.default_rng(4)
    rows = [
        [str(random.choice(values)), *(str(random.choice(["a", "b", "c"])) for _ in range(4))]
        for _ in range(500)
    ]
    survey = imported("\n".join(";".join(row) for row in [[header, "q1", "q2", "q3", "q4"], *rows]) + "\n")
    assert survey[header].kind == ("weight" if header == "poids" else "date")
    assert counts(survey) == {}


def test_the_second_of_the_interview_helps_to_tell_a_copy(imported):
    rows = [
        [f"2024-03-{1 + i % 9:02d} {8 + i % 11:02d}:{i % 60:02d}:07", *row[1:]]
        for i, row in enumerate(rows_of(400, items=7))
    ]
    survey = imported(text_of([*rows, rows[3]], items=7).replace("ID;", "Horodateur;", 1))
    assert counts(survey) == {Removal.DUPLICATE: (1, True)}
    same_answers = ["2024-03-30 09:00:00", *rows[3][1:]]
    survey = imported(text_of([*rows, same_answers], items=7).replace("ID;", "Horodateur;", 1))
    assert counts(survey) == {}


def test_weights_that_weigh_nothing_are_said(imported):
    rows = [f"{'oui' if i % 2 else 'non'};{i % 5};{0.5 + i % 7 / 4}" for i in range(100)]
    assert "weights_faulty" not in imported("\n".join(["avis;note;poids", *rows]) + "\n").notices()
    rows[3], rows[40], rows[77] = "oui;3;-0.5", "non;4;", "oui;2;0"
    survey = imported("\n".join(["avis;note;poids", *rows]) + "\n")
    assert survey["poids"].role == "weight"
    assert survey.notices()["weights_faulty"] == {"variable": "poids", "count": "3"}


NUMBERS = {
    "huge": ["1e308", "-1e308", "1.7e308", "-1.7e308", "9e307"],
    "close": [repr(1e15 + step / 8) for step in range(20)],
    "tiny": [repr(step * 5e-324) for step in range(20)],
    "apart": ["1e308", "1e-320", "0", "-3"],
}


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_at_the_ends_of_what_a_machine_holds(imported, name):
    values = NUMBERS[name]
    other = [f"{i * 1.37 % 11:.2f};{values[i // 7 % len(values)]}" for i in range(120)]
    rows = [f"{'oui' if i % 2 else 'non'};{values[i % len(values)]};{other[i]}" for i in range(120)]
    survey = imported("\n".join(["avis;n;m;o", *rows]) + "\n", kinds=(("[no]", "numeric"),))
    shown = survey["n"].distribution
    assert sum(shown.counts) == 120
    assert list(shown.edges) == sorted(set(shown.edges))
    numbers = [float(value) for value in values]
    assert (shown.edges[0], shown.edges[-1]) == (min(numbers), max(numbers))
    assert shown.mean == pytest.approx(np.mean([float(v) / 120 for v in values * 120][:120]) * 120, rel=0.2)


def test_who_is_left_out_is_said(imported):
    rows = rows_of(120)
    rows[7][2:] = [""] * 8
    said = imported(text_of([*rows, rows[3], rows[70]])).notices()
    assert said["left_out_duplicate"] == {"count": "2"}
    assert said["left_out_unfinished"] == {"count": "1"}
    assert not any(code.startswith("left_out") for code in imported(text_of(rows_of(120))).notices())


def test_straight_liners_are_counted_and_kept(imported):
    rows = rows_of(120)
    rows[10][2:] = ["3"] * 8
    rows[11][2:] = ["5"] * 8
    survey = imported(text_of(rows))
    assert counts(survey) == {Removal.STRAIGHT_LINER: (2, False)}
    assert removed(survey)[10:12] == [2, 2]
    assert survey.wave.usable == 120


def test_short_grids_have_no_straight_liners(imported):
    rows = [row[:6] for row in rows_of(120)]
    rows[10][2:] = ["3"] * 4
    assert counts(imported(text_of(rows, items=4))) == {}


def battery(rows, parts):
    """Return a file of one long grid, cut into stretches by questions of another kind."""
    numbers = [str(i) for i in range(sum(parts))]
    header, at = ["ID"], 0
    for place, size in enumerate(parts):
        header += [f"Q5 - {n}" for n in numbers[at : at + size]] + [f"Ville {place}"]
        at += size
    towns = ["Paris", "Lyon", "Lille", "Nice"]
    lines = [header]
    for number, row in enumerate(rows):
        cells, at = [str(number)], 0
        for place, size in enumerate(parts):
            cells += [*row[at : at + size], towns[(number + place) % 4]]
            at += size
        lines.append(cells)
    return "\n".join(";".join(line) for line in lines) + "\n"


def test_a_short_run_in_a_long_grid_is_no_straight_line(imported):
    random = np.random.default_rng(5)
    rows = random.integers(1, 6, (150, 40)).astype(str).tolist()
    rows[10][:7] = ["3"] * 7  # all of the first stretch, a sixth of the grid
    rows[11][:] = ["4"] * 40  # a straight line, whatever stands between its parts
    rows[12][:7], rows[12][7:] = ["2"] * 7, ["5"] * 33  # two lines, the second of them long
    survey = imported(battery(rows, [7, 7, 26]))
    assert counts(survey) == {Removal.STRAIGHT_LINER: (2, False)}
    assert [place for place, bits in enumerate(removed(survey)) if bits] == [11, 12]


def test_lines_of_different_answers_are_not_added_up(imported):
    random = np.random.default_rng(6)
    rows = random.integers(1, 6, (150, 28)).astype(str).tolist()
    rows[10][:7], rows[10][7:14] = ["3"] * 7, ["4"] * 7
    rows[11][:7], rows[11][14:21] = ["3"] * 7, ["3"] * 7
    survey = imported(battery(rows, [7, 7, 7, 7]))
    assert [place for place, bits in enumerate(removed(survey)) if bits] == [11]


def test_nobody_is_flagged_for_a_run_by_chance_in_a_real_battery(real):
    # A hundred and thirty-five items on one scale: runs of seven come to honest people.
    survey = real("kaggle_young_people_responses.csv")
    assert Removal.STRAIGHT_LINER not in counts(survey)


def test_who_sent_the_questionnaire_off_did_not_leave_it_unfinished(imported):
    rows = rows_of(120)
    for row in rows:
        row.insert(1, "2025-03-01 10:00:00")
    for place in (7, 8, 9):
        rows[place][3:8] = [""] * 5  # led past five of eight questions
    rows[8][1] = ""  # this one left
    rows[20][3:] = [""] * 8  # clicked through to the end without a word
    header = text_of(rows).splitlines()[0].split(";")
    told = ["Response ID", "Date submitted", "Last page", *header[2:]]
    lines = [told, *([*row[:2], "8", *row[3:]] for row in rows)]
    survey = imported("\n".join(";".join(line) for line in lines) + "\n")
    assert survey.wave.source.platform == "limesurvey"
    assert [place for place, bits in enumerate(removed(survey)) if bits & Removal.UNFINISHED.bit] == [8, 20]


def test_those_who_gave_up_at_once_are_left_out(imported):
    rows = rows_of(120)
    for i in (7, 8, 9):
        rows[i][2:] = [""] * 8
    survey = imported(text_of(rows))
    assert counts(survey) == {Removal.UNFINISHED: (3, True)}
    half = rows_of(120)
    for i in (7, 8, 9):
        half[i][5:] = [""] * 5
    assert counts(imported(text_of(half))) == {Removal.UNFINISHED: (3, False)}


def test_a_questionnaire_full_of_holes_loses_nobody(imported):
    rows = rows_of(120)
    for i in range(0, 120, 3):
        rows[i][2:] = [""] * 8
    survey = imported(text_of(rows))
    assert counts(survey)[Removal.UNFINISHED] == (40, False)


def test_speeders(imported):
    rows = rows_of(60)
    lines = [[*row, str(300 + i if i != 4 else 40)] for i, row in enumerate(rows)]
    text = text_of(lines).replace("Note - H\n", "Note - H;Durée (en secondes)\n", 1)
    survey = imported(text)
    assert counts(survey) == {Removal.SPEEDER: (1, False)}
    begun = np.datetime64("2024-03-01T10:00:00") + np.arange(60).astype("timedelta64[m]")
    ended = begun + np.where(np.arange(60) == 4, 1, 9).astype("timedelta64[m]")
    start, end = ([str(moment).replace("T", " ") for moment in moments] for moments in (begun, ended))
    lines = [[*row, start[i], end[i]] for i, row in enumerate(rows)]
    text = text_of(lines).replace("Note - H\n", "Note - H;StartDate;EndDate\n", 1)
    assert counts(imported(text)) == {Removal.SPEEDER: (1, False)}


def test_constants_doubles_and_totals(imported):
    random = np.random.default_rng(5)
    n = 200
    spend = random.integers(10, 500, (n, 3))
    sex = random.choice(["Femme", "Homme"], n)
    lines = ["Pays;Sexe;Civilité;Bar;Resto;Hôtel;Total;Euros"]
    for i in range(n):
        title = "Mme" if sex[i] == "Femme" else "M."
        parts = [*spend[i], spend[i].sum(), spend[i].sum() * 2 + 1]
        lines.append(";".join(["France", sex[i], title, *map(str, parts)]))
    quality = imported("\n".join(lines) + "\n").wave.quality
    assert quality.constants == ("Pays",)
    assert ("Sexe", "Civilité") in quality.near_duplicates
    assert ("Total", "Euros") in quality.near_duplicates
    assert quality.totals == ("Total",)


def test_likeness_agrees_with_the_textbook():
    from persona_studio.ingest.likeness import cramer_v

    assert cramer_v(np.array([[50.0, 0.0], [0.0, 50.0]])) == pytest.approx(1)
    assert cramer_v(np.array([[25.0, 25.0], [25.0, 25.0]])) == pytest.approx(0)
    # Chi-square of this table is 100/9 for n = 100.
    assert cramer_v(np.array([[30.0, 20.0], [15.0, 35.0]])) == pytest.approx(np.sqrt(9.0909090909 / 100))


def filtered_text(asked: int, away: int) -> str:
    """Return a survey whose first question sends some people past all the others."""
    random = np.random.default_rng(4)
    lines = [";".join(["ID", "Buvez-vous du thé ?", *(f"Avis {chr(65 + i)}" for i in range(10)), "Sexe"])]
    for i in range(asked + away):
        rest = [""] * 10 if i < away else [f"Choix {random.integers(1, 5)}" for _ in range(10)]
        lines.append(";".join([str(i + 1), "Non" if i < away else "Oui", *rest, "F" if i % 2 else "H"]))
    return "\n".join(lines) + "\n"


def test_those_a_filter_sent_away_are_left_out_and_the_filter_forms_no_segment(imported):
    survey = imported(filtered_text(asked=200, away=30))
    assert counts(survey) == {Removal.SCREENED: (30, True)}
    assert removed(survey) == [Removal.SCREENED.bit] * 30 + [0] * 200
    tea = survey.wave.variables[1]
    assert tea.role is Role.ILLUSTRATIVE
    assert tea.guess[-1].code == "filter"
    assert ("left_out_screened", (("count", "30"),)) in [(n.code, n.params) for n in survey.wave.notices]


def test_a_filter_that_sends_most_people_away_is_left_to_the_user(imported):
    survey = imported(filtered_text(asked=60, away=140))
    assert counts(survey) == {Removal.SCREENED: (140, False)}
    assert survey.wave.variables[1].role is Role.ACTIVE
