"""What beside its words brings a record forward: amounts, counted things, kinds and abstracts."""

from dataclasses import replace

import pytest

from dannguon.models import Kind, Record
from dannguon.retrieval.fit import Fit

from .fakes import task


def passage(text: str, kind: Kind = Kind.PASSAGE) -> Record:
    return Record("a/body/1", "a", kind, "", (), {}, text, (1, 1))


@pytest.mark.parametrize(
    ("question", "record", "share"),
    [
        ("Quỹ có bao nhiêu tiền?", passage("Vốn ban đầu 500 tỷ đồng"), "money"),
        ("quy co bao nhieu von", passage("Vốn ban đầu 500 tỷ đồng"), "money"),
        ("How much capital does the fund have?", passage("Vốn ban đầu 500 tỷ đồng"), "money"),
        ("Có bao nhiêu doanh nghiệp hoạt động?", passage("Khu có 42 doanh nghiệp"), "counted"),
        ("Kế hoạch 31 được gửi cho những ai?", passage("- Các sở", Kind.RECIPIENTS), "constraint"),
        ("Quyết định 12/QĐ-UBND nói về việc gì?", passage("Quyết định số 12/QĐ-UBND ngày 3/4/2025 về cây"), "abstract"),
        ("Ai chủ trì trồng cây?", task("a/PL1/1", "Trồng cây", lead_agency="Sở Y tế"), "field"),
        ("Chị Lê làm việc gì?", task("a/A.5/4", "Chính sách", officers="C. Trúc, C. Lê"), "constraint"),
        ("Sở Y tế ra quyết định (31.2) đúng không?", task("a/PL2/31.2", "Bố trí kinh phí"), "ordinal"),
        ("Kế hoạch 31-KH/BCĐ ban hành ngày nào?", replace(passage("Ban hành"), id="ke-hoach-a/body/mo-dau"), "head"),
        ("Ngày 1/2/2026 UBND ban hành Kế hoạch 31-KH/BCĐ à?", replace(passage("A"), id="ke-hoach-a/body/meta"), "head"),
        ("Ai ký Kế hoạch 31-KH/BCĐ?", passage("Trần A", Kind.SIGNATURE), "head"),
    ],
)
def test_a_record_that_holds_what_is_asked_comes_forward(read, question, record, share):
    assert share in Fit(read(question), frozenset(), frozenset()).shares(0, record)


@pytest.mark.parametrize(
    ("question", "record", "share"),
    [
        ("Tỷ lệ chi ngân sách là bao nhiêu?", passage("500 tỷ đồng"), "money"),
        ("Có bao nhiêu doanh nghiệp hoạt động?", passage("Hỗ trợ doanh nghiệp"), "counted"),
        ("Nhiệm vụ trồng cây tên là gì?", task("a/PL1/1", "Trồng cây"), "field"),
        ("Chị Lê làm việc gì?", passage("Tỷ lệ lên cao"), "constraint"),
        ("Tỷ lệ đạt 31.2% đúng không?", task("a/PL2/31.2", "Bố trí kinh phí"), "ordinal"),
        ("Kế hoạch 31-KH/BCĐ nói gì về cây?", replace(passage("Ban hành"), id="ke-hoach-a/body/mo-dau"), "head"),
        ("Ai ký Kế hoạch 31-KH/BCĐ?", replace(passage("Ban hành"), id="ke-hoach-a/body/mo-dau"), "head"),
        ("Sở nào chốt dự toán, xong quý mấy?", passage("500 tỷ đồng"), "money"),
        ("Kế hoạch 31 được gửi tới bao nhiêu phường?", passage("Các phường", Kind.RECIPIENTS), "heading"),
    ],
)
def test_a_record_without_it_does_not(read, question, record, share):
    assert share not in Fit(read(question), frozenset(), frozenset()).shares(0, record)
