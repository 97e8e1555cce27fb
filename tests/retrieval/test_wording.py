"""What is mended before a question is read."""

import pytest

from dannguon.retrieval.glossary import load_glossary
from dannguon.retrieval.wording import cleaned


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("NV 3 PHỤ LỤC II DO AI CHỦ TRÌ?", "nv 3 phụ lục II do ai chủ trì?"),
        ("SỞ KHCN P/HỢP Ở VĂN BẢN 12/VP-VX, BN %?", "sở KHCN p/hợp ở văn bản 12/VP-VX, bn %?"),
        ("KHCN VA CDS", "KHCN VA CDS"),
        ("Phụ lục II, TTCĐS", "Phụ lục II, TTCĐS"),
        ("vie\u0323\u0302c\u0007 nào", "việc nào"),
    ],
)
def test_words_in_capitals_are_calmed_and_codes_keep_theirs(typed, meant):
    assert cleaned(typed, load_glossary()) == meant
