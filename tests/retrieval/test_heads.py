"""What is asked of a document as a whole, and what only stands in it."""

import pytest

from dannguon.retrieval.heads import HeadFact, head_facts


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("Kế hoạch 31-KH/BCĐ ban hành ngày nào, ai ký?", (HeadFact.ISSUED_ON, HeadFact.SIGNATORY)),
        ("Ngày 1/2/2026 UBND ban hành Kế hoạch 31, ai là Chủ tịch ký?", (HeadFact.ISSUER, HeadFact.SIGNATORY)),
        ("ke hoach 31 do co quan nao ban hanh", (HeadFact.ISSUER,)),
        ("Who issued plan 31-KH/BCĐ?", (HeadFact.ISSUER,)),
        ("Kế hoạch 31 gửi cho ai?", (HeadFact.RECIPIENTS,)),
        ("Báo cáo tuần 7 tính từ ngày nào đến ngày nào?", (HeadFact.ISSUED_ON, HeadFact.PERIOD)),
    ],
)
def test_a_document_is_asked_for_what_its_head_and_end_say(read, question, facts):
    assert head_facts(read(question)) == facts


@pytest.mark.parametrize(
    "question",
    [
        "Ai ban hành quy chế quản lý đường hoa theo Kế hoạch 31?",
        "Kế hoạch 31 giao ai trồng cây xanh ven kênh, ngày nào xong?",
        "Liệt kê các nhiệm vụ của Kế hoạch 31 ban hành ngày 1/2/2026",
        "Kế hoạch 31 nói gì?",
    ],
)
def test_what_stands_in_a_document_is_no_such_question(read, question):
    assert head_facts(read(question)) == ()
