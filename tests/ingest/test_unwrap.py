"""Markup goes, values stay."""

import pytest

from dannguon.ingest.unwrap import unwrap


@pytest.mark.parametrize(
    ("wrapped", "printed"),
    [
        ("$\\geq 45\\%$", "≥ 45%"),
        ("$\\geq 65\\%$ tích hợp", "≥ 65% tích hợp"),
        ("<i>trước ngày 31/01/2026.</i>", "trước ngày 31/01/2026."),
        ("<p>- Một.</p> <p>Hai</p>", "- Một.\nHai"),
        ('<ul style="list-style-type: none"> - Một', "- Một"),
        ("**Góp ý: **Tất cả****", "Góp ý: Tất cả"),
        ("“*kiến trúc sư trưởng*”", "“kiến trúc sư trưởng”"),
        ("<https://app.example.vn>", "https://app.example.vn"),
        ("R&amp;D", "R&D"),
    ],
)
def test_markup_is_taken_off(wrapped, printed):
    assert unwrap(wrapped) == printed


@pytest.mark.parametrize("text", ["<90", "> 60%", "*", "R&D", "5 $ và 6 $", "$\\unknown 3$", "a < b và c > d"])
def test_what_only_looks_like_markup_stays(text):
    assert unwrap(text) == text
