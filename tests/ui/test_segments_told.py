"""What Segments says of a result, and what its cards leave out."""

from dataclasses import replace

import pytest
import survey

from persona_studio.domain.segments import Sensitivity, Verdict
from persona_studio.domain.variables import Kind
from persona_studio.services.segments.believed import (
    advice,
    became,
    came_out,
    held,
    judged,
    lead,
    silent,
    silent_told,
    why_this_number,
)
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.places.segments import told
from persona_studio.ui.places.segments.candidates import explained
from persona_studio.ui.places.segments.cards import FindingRow, shortened, shown_findings
from persona_studio.ui.places.segments.stability_rows import candidate_rows, steadiness_rows


class Spoken:
    """The words of a kit, without a window."""

    def __init__(self, language):
        self.t = Texts(language)


FR = Spoken("fr")


@pytest.fixture
def found():
    """The made-up segmentation with one candidate, which became its segments."""
    segmentation = survey.whole()[0].segmentations[0]
    count = len(segmentation.segments)
    candidate = next(c for c in segmentation.candidates if c.k == count)
    agreed = (Sensitivity("method", (), 0.8),)
    return replace(
        segmentation,
        candidates=(candidate,),
        method=candidate.method,
        verdict=Verdict.CLEAR,
        sensitivities=agreed,
    )


def tried(found, **values):
    return replace(found, candidates=(replace(found.candidates[0], **values),))


@pytest.mark.parametrize(
    ("gain", "word", "other"),
    [(0.5, "groupes nets", "utiles"), (0.3, "groupes utiles", "nets"), (0.1, "groupes fragiles", "nets")],
)
def test_the_sentence_speaks_as_the_stability_does(found, gain, word, other):
    said = told.sentence(tried(found, stability=0.94, null_stability=0.11, gain=gain), FR)
    assert word in said
    assert other not in said
    assert "0,94 sur 1" in said
    assert "0,11" in said


@pytest.mark.parametrize("gain", [0.5, 0.3, 0.1])
def test_only_what_is_sure_is_told_in_few_words(found, gain):
    brief = told.headline(tried(found, gain=gain), FR)
    assert brief == ("Trois groupes nets parmi 233 répondants." if gain == 0.5 else "")
    assert told.headline(replace(tried(found, gain=0.5), verdict=Verdict.NONE), FR) == ""


def test_one_group_that_holds_most_is_mentioned(found):
    assert "plus grand" not in told.sentence(found, FR)
    first = replace(found.segments[0], share=0.71)
    heavy = replace(found, segments=(first, *found.segments[1:]))
    assert "Le plus grand réunit 71\u202f% des répondants." in told.sentence(heavy, FR)


@pytest.mark.parametrize(
    ("values", "used", "why"),
    [
        ({"gain": 0.4, "min_share": 0.02}, 2000, "moins de 5\u202f%"),
        ({"gain": 0.4, "min_share": 0.08}, 200, "moins de 30 répondants"),
        ({"gain": 0.4, "min_share": 0.2}, 2000, "une ou deux questions"),
        ({"gain": 0.1, "min_share": 0.2}, 2000, "dus au hasard"),
    ],
)
def test_a_high_stability_that_is_not_advised_is_explained(found, values, used, why):
    none = replace(
        tried(found, stability=0.99, null_stability=0.58, **values),
        verdict=Verdict.NONE,
        reason="none",
        segments=(),
        method=None,
        used=used,
    )
    fact, rest = told.verdict(none, FR)
    assert fact == "Pas de structure nette."
    assert why in rest
    assert "0,99 sur 1" in rest, "the figure that stands in the row"


@pytest.mark.parametrize(
    ("share", "jaccard", "tiny"), [(0.02, 0.8, True), (0.02, 0.7, False), (0.2, 0.8, False)]
)
def test_stable_groups_of_which_one_is_tiny_are_not_said_to_change(found, share, jaccard, tiny):
    first, *others = (replace(s, jaccard=jaccard) for s in found.segments)
    asked = replace(
        found, verdict=Verdict.NONE, reason="asked_none", segments=(replace(first, share=share), *others)
    )
    rest = told.verdict(asked, FR)[1]
    assert ("d’eux ne compte que 2\u202f% des répondants" in rest) == tiny
    assert ("pour acquis" in rest) != tiny


def test_a_cut_that_hardly_comes_back_is_not_said_to_come_back(found):
    first, *others = (replace(s, jaccard=0.9) for s in found.segments)
    asked = replace(
        tried(found, gain=0.19),
        verdict=Verdict.NONE,
        reason="asked_none",
        segments=(replace(first, share=0.02), *others),
    )
    assert "fragiles" in told.sentence(asked, FR)
    assert "pour acquis" in told.verdict(asked, FR)[1]


def test_cards_hold_no_mirrors_and_no_lines_that_say_nothing(found):
    finding = next(f for s in found.segments for f in s.findings if f.level is not None)
    project = survey.whole()[0]
    sugar = next(v for v in project.wave.variables if v.name == "sucre")
    other = next(v for v in project.wave.variables if v.name == "moment")
    assert sugar.kind is Kind.NOMINAL
    over = replace(finding, variable=sugar.id, level=0, v=5.0, share=0.9, overall=0.6, ratio=1.5, shown=True)
    under = replace(over, level=1, v=-5.0, share=0.1, overall=0.4, ratio=0.25)
    flat = replace(over, variable=other.id, v=9.0, share=0.972, overall=0.968, ratio=1.004)
    segment = replace(found.segments[0], findings=(under, over, flat))
    variables = {v.id: v for v in project.wave.variables}
    assert shown_findings(segment, 5, variables) == [over]
    alone = replace(segment, findings=(under,))
    assert shown_findings(alone, 5, variables) == [under], "what is told of one side only is kept"


def test_an_answer_stands_before_its_question_and_is_never_cut(application):
    from PySide6.QtGui import QFont, QFontMetrics

    metrics = QFontMetrics(QFont())
    answer = "moins de cinq ans"
    text = f"Ancienneté dans le poste occupé aujourd’hui\u202f: {answer}"
    whole = "Moins de cinq ans · Ancienneté dans le poste occupé aujourd’hui"
    room = metrics.horizontalAdvance(whole) + 1  # letters may be wider by parts of a pixel
    assert shortened(text, answer, metrics, room) == whole, "as where it is cut"
    cut = shortened(text, answer, metrics, metrics.horizontalAdvance(text) - 40)
    assert cut.startswith("Moins de cinq ans · Ancienneté")
    assert cut.count("…") == 1, "an ellipsis stands at the end of a label only"
    assert cut.endswith("…")


def test_a_card_says_what_the_sheet_says_where_it_is_whole(program):
    from PySide6.QtGui import QFont, QFontMetrics

    metrics = QFontMetrics(QFont())
    project = survey.whole()[0]
    variables = {v.id: v for v in project.wave.variables}
    finding = next(f for s in project.segmentations[0].segments for f in s.findings if f.level is not None)
    said = "Prend le thé chez soi, le soir, après le travail"
    answer = variables[finding.variable].level(finding.level).label
    row = FindingRow(program.studio.kit, finding, variables, "strong", said)
    assert row.label(metrics, metrics.horizontalAdvance(said)) == said
    quoted = FindingRow(program.studio.kit, finding, variables, "strong", "« Tea » : Earl Grey")
    assert quoted.label(metrics, 2000).startswith(words.capital(answer)), "a quotation is no sentence"
    short = row.label(metrics, metrics.horizontalAdvance(said) - 1)
    assert answer.casefold() in short.casefold()


def advised(found, *tried):
    """Return the segmentation with candidates (k, stability, null, share of the smallest), 4 advised."""
    made = tuple(
        replace(found.candidates[0], k=k, stability=stability, null_stability=null, gain=stability - null,
                min_share=share, jaccard=(0.9,) * k)
        for k, stability, null, share in tried
    )  # fmt: skip
    return replace(found, candidates=made, recommended=4, used=600)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ((3, 0.7, 0.1, 0.2), "aucun autre nombre n’est plus stable"),
        ((2, 0.95, 0.1, 0.4), "deux sont plus stables (0,95) mais disent peu"),
        ((6, 0.9, 0.1, 0.02), "6 sont plus stables (0,90), mais l’un d’eux est trop petit"),
        ((3, 0.9, 0.6, 0.2), "le hasard seul leur donne déjà 0,60, contre 0,10 à ceux-ci"),
        ((5, 0.82, 0.1, 0.1), "moins de segments"),
        ((3, 0.82, 0.1, 0.2), "ceux-ci disent plus"),
    ],
)
def test_the_star_says_why_it_is_not_on_a_higher_figure(found, other, why):
    said = advice(advised(found, (4, 0.8, 0.1, 0.15), other), FR.t)
    assert said.startswith("4 segments conseillés")
    assert why in said
    assert advice(replace(found, recommended=None), FR.t) == ""


def test_the_weights_are_named(found):
    project = survey.whole()[0]
    variables = {v.id: v for v in project.wave.variables}
    assert told.weighting(found, variables, FR.t) == ""
    weight = next(iter(variables.values()))
    weighted = replace(found, recipe=replace(found.recipe, weight=weight.id))
    assert told.weighting(weighted, variables, FR.t) == f"Parts pondérées par «\u202f{weight.label}\u202f»."


def changed_by(found, *choices):
    told_ = tuple(Sensitivity(code, (), agreement) for code, agreement in choices)
    made = tried(found, stability=0.94, null_stability=0.11, gain=0.6)
    return replace(made, sensitivities=told_, recommended=3)


def test_what_another_choice_contradicts_is_not_called_clear(found):
    """The row under the title and the tab of stability say the same thing."""
    other = changed_by(found, ("question", 0.3), ("method", 0.26), ("again", 0.95))
    assert told.headline(other, FR) == ""
    said = told.sentence(other, FR)
    verdict = (
        "Trois segments conseillés, à confirmer, parmi 233 répondants\u202f: une autre méthode forme d’autres"
    )
    assert said.startswith(verdict), "the verdict first, and what speaks against it is part of it"
    assert "0,94 sur 1\u202f; le hasard seul donne 0,11" in said
    assert "nets" not in said
    question = told.sentence(changed_by(found, ("question", 0.3), ("method", 0.8)), FR)
    assert (
        "à confirmer, parmi 233 répondants\u202f: un choix fait autrement donne d’autres groupes" in question
    )
    assert "une autre méthode forme" not in question


def held_words(found):
    """The words of the tab on the cuts that were tried."""
    return {row[5].text for row in candidate_rows(found, FR.t, every=True)}


def every_row(found):
    accents = {s.id: s.wears() for s in found.segments}
    return [*candidate_rows(found, FR.t, every=True), *steadiness_rows(found, accents, FR)]


@pytest.mark.parametrize("gain", [0.6, 0.3])
def test_a_cut_that_another_method_contradicts_is_never_called_useful(found, gain):
    other = replace(tried(found, gain=gain), sensitivities=(Sensitivity("method", (), 0.21),), recommended=3)
    said = told.sentence(other, FR)
    assert "utiles" not in said
    assert "nets" not in said
    assert "conseillés, à confirmer" in said
    assert advice(other, FR.t) == "Pourquoi 3\u202f: aucun autre nombre n’est plus stable."
    assert held_words(other) == {"à confirmer"}
    assert all(cell.tone != "ok" for row in every_row(other) for cell in row), "nothing is green"


@pytest.mark.parametrize(
    ("agreements", "words"),
    [
        ((), "Aucune autre méthode n’a encore été essayée"),
        ((0.95, 0.62), "Une autre méthode déplace une partie des gens d’un groupe à l’autre."),
        ((0.95, 0.8), "à peu près les mêmes groupes."),
        ((0.95, 0.99), "trouvent les mêmes groupes."),
    ],
)
def test_how_far_other_methods_agree_is_told_without_a_press(found, agreements, words):
    made = tuple(Sensitivity("method", (), a) for a in agreements)
    other = replace(tried(found, gain=0.6), sensitivities=made)
    assert words in told.sentence(other, FR)
    assert bool(told.headline(other, FR)) == (min(agreements, default=0.0) >= 0.75)


def test_chance_is_told_beside_the_stability_and_nowhere_taken_off(found):
    """0.68 is what two draws share; what chance gives is another figure, never a part already gone."""
    said = told.sentence(tried(found, stability=0.68, null_stability=0.31, gain=0.37), FR)
    assert "stabilité de 0,68 sur 1\u202f; le hasard seul donne 0,31" in said


def test_who_said_nothing_to_the_active_questions_is_accounted_for(found):
    wave = survey.whole()[0].wave
    fewer = replace(found, wave=wave.id, used=wave.usable - 6)
    assert silent(fewer, wave) == 6
    said = silent_told(fewer, wave, FR.t)
    assert f"{wave.usable - 6} des {wave.usable} réponses exploitables" in said
    assert "6 sans réponse aux questions actives" in said
    assert silent_told(replace(fewer, used=wave.usable), wave, FR.t) == ""
    assert silent_told(replace(fewer, stale=True), wave, FR.t) == "", "answers have changed since"


@pytest.mark.parametrize(("stability", "null", "shown"), [(0.987, 0.124, 0.87), (0.684, 0.306, 0.37)])
def test_a_lead_is_the_difference_of_the_figures_printed(found, stability, null, shown):
    one = tried(found, stability=stability, null_stability=null, gain=stability - null).candidates[0]
    assert lead(one) == shown


def test_a_number_advised_below_greater_leads_has_its_reason(found):
    tries = ((4, 0.9, 0.16, 0.15), (3, 0.95, 0.14, 0.2), (2, 0.99, 0.12, 0.4))
    clear = replace(advised(found, *tries), reason="clear")
    said = why_this_number(clear, FR.t)
    assert "4 est conseillé\u202f: ses segments sont resserrés" in said
    assert "Deux segments ne sont conseillés que si rien de plus fin ne tient." in said
    assert why_this_number(advised(found, tries[0]), FR.t) == "", "the greatest lead needs no reason"
    assert "plus petit nombre" in why_this_number(
        replace(advised(found, (4, 0.9, 0.16, 0.15), (5, 0.93, 0.16, 0.1)), reason="useful_degrees"), FR.t
    )


def test_what_no_choice_contradicts_stays_clear(found):
    """Another number of segments is another cut by its nature."""
    same = changed_by(found, ("method", 0.81), ("number", 0.2), ("again", 0.95))
    assert told.headline(same, FR)
    assert "groupes nets" in told.sentence(same, FR)


@pytest.mark.parametrize(
    ("tries", "number"),
    [
        (((2, 0.6, 0.4), (3, 0.7, 0.2), (8, 0.9, 0.01)), 3),
        (((2, 0.7, 0.4), (3, 0.7, 0.2), (8, 0.69, 0.06)), 2),
        (((2, 0.9, 0.02), (8, 0.9, 0.01)), None),
    ],
)
def test_without_a_clear_structure_the_number_offered_is_the_modest_one(found, tries, number):
    """The most stable one of which no segment is tiny, the smaller of equals; none rather than a bad one."""
    none = advised(found, *((k, stability, 0.5, share) for k, stability, share in tries))
    best = told.modest(none)
    assert (best.k if best is not None else None) == number


@pytest.mark.parametrize(
    ("stability", "null", "said"),
    [
        (0.62, 0.83, "pas mieux ces groupes que par hasard"),
        (0.62, 0.5, "guère mieux ces groupes que par hasard"),
    ],
)
def test_what_comes_back_less_than_by_chance_is_not_said_to_come_back_more(found, stability, null, said):
    cut = tried(found, stability=stability, null_stability=null, gain=stability - null)
    assert said in told.sentence(cut, FR)
    other = {"pas mieux ces", "guère mieux ces"} - {said.removesuffix(" groupes que par hasard")}
    assert other.pop() not in told.sentence(cut, FR)


@pytest.mark.parametrize("tries", [((2, 0.6, 0.5, 0.3), (7, 0.75, 0.8, 0.1)), ((3, 0.7, 0.6, 0.2),)])
def test_the_number_offered_anyway_is_the_one_the_verdict_tells_of(found, tries):
    """It was the most stable, be it less than by chance, while the verdict told of another."""
    none = replace(advised(found, *tries), verdict=Verdict.NONE, reason="none", recommended=None, segments=())
    best = told.modest(none)
    assert best is not None
    assert f"en {best.k} groupes" in told.verdict(none, FR)[1]


def undecided(found, *tries, used=600):
    """Return a segmentation that advises nothing and has no segments."""
    none = advised(found, *tries)
    return replace(none, verdict=Verdict.NONE, reason="none", recommended=None, segments=(), used=used)


def test_a_number_is_said_to_be_free_to_choose_only_where_one_can_be_pressed(found):
    tries = ((2, 0.18, 0.22, 0.11), (4, 0.23, 0.22, 0.03))
    few = told.verdict(undecided(found, *tries, used=70), FR)[1]
    assert "Vous pouvez" not in few
    assert "Aucun des nombres ci-dessus ne peut être choisi" in few
    assert "moins de 10 personnes" in few
    assert "Recueillez plus de réponses" in few, "and what could be done"
    many = undecided(found, *tries, used=700)
    assert told.verdict(many, FR)[1].endswith("Vous pouvez tout de même choisir un nombre ci-dessus.")
    assert "choisi" not in told.verdict(many, FR, editable=False)[1], "a project that is only read"


def test_the_number_told_of_and_the_higher_figures_beside_it_do_not_contradict(found):
    """The choice goes by the lead over chance: where another figure is higher, chance tells why."""
    rest = told.verdict(undecided(found, (4, 0.23, 0.22, 0.2), (5, 0.32, 0.35, 0.2)), FR)[1]
    assert "devance le plus le hasard, en 4 groupes, obtient 0,23 sur 1" in rest
    assert "5 groupes affichent plus (0,32), mais le hasard seul leur donne déjà 0,35." in rest
    alone = told.verdict(undecided(found, (4, 0.23, 0.22, 0.2), (5, 0.2, 0.35, 0.2)), FR)[1]
    assert "affichent plus" not in alone
    worse = told.verdict(undecided(found, (4, 0.2, 0.22, 0.2), (5, 0.32, 0.45, 0.2)), FR)[1]
    assert "pas plus que des réponses mélangées au hasard" in worse
    assert "devance" not in worse


def test_groups_that_nothing_advises_are_never_said_to_be_stable(found):
    rest = told.verdict(undecided(found, (3, 0.6, 0.2, 0.02), (4, 0.4, 0.3, 0.2)), FR)[1]
    assert "moins de 5\u202f%" in rest
    for word in ("stable", "revient", "nets", "utile"):
        assert word not in rest


@pytest.mark.parametrize(
    ("gain", "verdict", "against", "word"),
    [
        (0.6, Verdict.CLEAR, 0.8, "segments nets"),
        (0.6, Verdict.USEFUL, 0.8, "découpage utile"),
        (0.3, Verdict.USEFUL, 0.8, "découpage utile"),
        (0.6, Verdict.CLEAR, 0.1, "à confirmer"),
        (0.6, Verdict.NONE, 0.8, "à prendre avec prudence"),
        (0.1, Verdict.NONE, 0.8, "à peine mieux que le hasard"),
        (0.0, Verdict.NONE, 0.8, "pas mieux que le hasard"),
    ],
)
def test_one_verdict_has_one_word_in_the_header_the_tip_and_the_tab(found, gain, verdict, against, word):
    in_header = {
        "segments nets": "groupes nets",
        "découpage utile": "groupes utiles",
        "à confirmer": "à confirmer",
        "à prendre avec prudence": "à prendre avec prudence",
        "à peine mieux que le hasard": "groupes fragiles",
        "pas mieux que le hasard": "groupes fragiles",
    }
    cut = tried(found, stability=0.6, null_stability=0.6 - gain, gain=gain)
    cut = replace(cut, verdict=verdict, sensitivities=(Sensitivity("method", (), against),))
    said = told.sentence(cut, FR)
    assert in_header[word] in said
    assert not any(other in said for other in set(in_header.values()) - {in_header[word]})
    assert FR.t.code("gained", judged(became(cut), cut)) == word
    assert held_words(cut) == {word}
    assert f"({word})" in explained(became(cut), cut, FR.t)
    assert ("nets" in came_out(replace(cut, reason="clear"), FR.t)) == (word != "à confirmer"), "the annexe"


@pytest.mark.parametrize(
    ("gain", "verdict"), [(0.6, Verdict.NONE), (0.1, Verdict.NONE), (0.6, Verdict.CLEAR)]
)
def test_what_another_method_contradicts_is_told_under_every_verdict(found, gain, verdict):
    cut = replace(tried(found, gain=gain), verdict=verdict, sensitivities=(Sensitivity("method", (), 0.07),))
    said = told.sentence(cut, FR).casefold()
    assert said.count("une autre méthode forme d’autres groupes") == 1
    assert not said.startswith("une autre méthode"), "the verdict is read first"


def test_no_segment_is_solid_where_chance_makes_the_whole_cut(found):
    """The index of a segment is high on shuffled answers too."""
    made = replace(found, segments=tuple(replace(s, jaccard=0.88) for s in found.segments))
    lucky = tried(made, stability=0.5, null_stability=0.31, gain=0.19)
    assert {held(s, lucky) for s in lucky.segments} == {"chance"}
    sure = tried(made, stability=0.9, null_stability=0.1, gain=0.8)
    assert {held(s, sure) for s in sure.segments} == {"very_stable"}
    weak = replace(lucky, segments=tuple(replace(s, jaccard=0.5) for s in lucky.segments))
    assert {held(s, weak) for s in weak.segments} == {"dissolved"}


def test_a_number_advised_is_not_said_of_a_method_while_another_number_is_in_use(found):
    tries = ((3, 0.6, 0.1, 0.2), (4, 0.8, 0.1, 0.15))
    other = replace(advised(found, *tries), sensitivities=(Sensitivity("method", (), 0.07),))
    assert len(other.segments) == 3
    assert "groupes à confirmer parmi" in told.sentence(other, FR)
    assert "conseillés" not in told.sentence(other, FR)
    assert advice(other, FR.t) == "4 segments conseillés\u202f: aucun autre nombre n’est plus stable."


def test_the_tip_of_a_number_has_no_word_of_the_trade(found):
    said = explained(tried(found, gain=0.6).candidates[0], found, FR.t)
    for term in ("Rand", "rééchantillon", "bootstrap", "indice", "inertie"):
        assert term not in said
