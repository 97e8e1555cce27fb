"""Which signs make a record the one that is meant."""

import pytest

from dannguon.answer.topicality import Standing, is_about, standing_of
from dannguon.retrieval.search import Hit

from .talk import TODAY


def about(official, typed, score, lead, record="moi/PL2/1"):
    question = official.engine.read(typed, TODAY)
    return is_about(question, official.kb.get(record), Standing(score, lead), official.kb, official.engine)


def test_a_paraphrase_that_leads_by_far_is_about_its_record(official):
    typed = "Ai lo chuyện vẽ lại mảng xanh phố phường?"
    assert about(official, typed, score=4.0, lead=2.5)
    assert not about(official, typed, score=1.5, lead=0.0)


def test_a_record_that_holds_the_words_is_meant_even_beside_a_near_twin(official):
    assert about(official, "Ai chủ trì xây dựng bản đồ cây xanh đô thị?", score=4.5, lead=0.1)


def test_another_subject_with_a_word_in_common_is_not_meant(official):
    assert not about(official, "Ai chủ trì xây dựng sân vận động quốc gia?", score=2.0, lead=0.3)


def test_an_english_question_needs_fewer_words_of_the_print(official):
    english, vietnamese = "Who draws up the chart of greenery?", "Ai vẽ sơ đồ mảng phủ?"
    assert about(official, english, score=4.0, lead=1.0)
    assert not about(official, vietnamese, score=3.2, lead=0.6)


@pytest.mark.parametrize(
    ("scores", "standing"),
    [([], (0.0, 0.0)), ([3.0], (3.0, 3.0)), ([3.0, 2.5], (3.0, 0.5)), ([-1.0, -2.0], (0.0, 1.0))],
)
def test_the_lead_is_the_distance_to_the_next_record(scores, standing):
    hits = [Hit(f"x/{at}", at, score) for at, score in enumerate(scores)]
    assert standing_of(hits) == Standing(*standing)
