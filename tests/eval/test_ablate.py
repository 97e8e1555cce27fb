"""What is switched off, and what a slip costs."""

from dataclasses import fields

from dannguon.eval.ablate import ablate, variants
from dannguon.eval.cases import Suite
from dannguon.eval.ranking import Hit
from dannguon.eval.robustness import robustness
from dannguon.eval.run import run
from dannguon.eval.twins import Slip, twins
from dannguon.retrieval.search import ALL_PARTS, Parts

from .making import RIGHT, case


def test_every_part_is_switched_off_once():
    names = [name for name, _ in variants()]
    assert names[0] == "đủ các phần"
    assert {f"không {part.name}" for part in fields(Parts) if part.type == "bool"} <= set(names)
    assert all(parts != ALL_PARTS for _, parts in list(variants())[1:])


def test_a_part_that_matters_shows_in_its_trial():
    def search_with(parts):
        return lambda question, k: [Hit("ke-hoach/PL1/7", "ke-hoach", (40, 41))] if parts.lexical else []

    worth = {trial.name: trial.values("recall_1") for trial in ablate(search_with, [case()])}
    assert worth["đủ các phần"] == worth["không dense"] == [1]
    assert worth["không lexical"] == [0]


def test_the_loss_is_told_by_kind_of_slip():
    suite = Suite("s", tuple(case(id=f"c{n}") for n in range(4)))
    made = list(twins(suite))
    plain = run(suite, lambda request: RIGHT)
    slipped = run(
        Suite("t", tuple(twin.case for twin in made)),
        lambda request: {} if request["messages"][0]["content"].isupper() else RIGHT,
    )
    losses = {row[0]: row[5] for row in robustness(plain, made, slipped).rows}
    assert losses[Slip.CAPITALS] == "-1.000"
    assert losses[Slip.NO_DIACRITICS] == "+0.000"
