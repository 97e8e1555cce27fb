"""What follows what: the language, the texts and the questions together."""

import numpy as np

from dannguon.retrieval.lattice import Lattice, Way
from dannguon.retrieval.usage import Usage
from dannguon.syllables import OTHER, load_syllables

USAGE = Usage(["Bản sao số blockchain của Thành phố, bản sao số."], ["cơ quan nào chủ trì"])


def cost(first, second):
    return float(USAGE.follow(np.array([USAGE.id(first)]), np.array([USAGE.id(second)]))[0])


def test_a_pair_of_the_texts_is_likelier_than_the_same_pair_elsewhere():
    assert cost("sao", "số") < float(
        load_syllables().follow(np.array([USAGE.id("sao")]), np.array([USAGE.id("số")]))[0]
    )
    assert cost("nào", "chủ") < cost("nào", "chú")


def test_what_follows_a_word_adds_up_to_one():
    everything = np.arange(OTHER, USAGE.id("blockchain") + 1)
    sums = np.exp(-USAGE.follow(np.full(len(everything), USAGE.id("sao")), everything)).sum()
    assert 0.8 < sums < 1.05


def test_words_of_the_texts_have_a_number_and_others_share_one():
    assert "blockchain" in USAGE and "blockchains" not in USAGE
    assert USAGE.id("blockchains") == OTHER < USAGE.id("blockchain")
    assert USAGE.rarity(["nào", "náo"]) <= USAGE.rarity(["nào"])


def test_the_likeliest_way_goes_by_both_neighbours():
    def way(word, extra=0.0):
        return Way(extra, (USAGE.id(word),), word)

    lattice = Lattice([[way("cơ")], [way("quan")], [way("no")], [way("chủ")], [way("trì")]], USAGE, [False] * 5)
    assert 2 in lattice.doubtful()
    lattice.add(2, [way("nào", 5.0), way("nó", 5.0)], 2)
    assert [each.meant for each in lattice.best()] == ["cơ", "quan", "nào", "chủ", "trì"]
