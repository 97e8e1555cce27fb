from pathlib import Path

import pytest

from dannguon.ingest.normalise import read_source
from dannguon.ingest.readers import slides
from dannguon.ingest.reading import Head, Reading, Row, Source
from dannguon.models import Field, Kind

CORPUS = Path(__file__).parents[3] / "corpus"


@pytest.fixture(scope="module")
def source() -> Source:
    return read_source(CORPUS / "ban-tin-01-2026.txt")


@pytest.fixture(scope="module")
def reading(source) -> Reading:
    return slides.read(source)


def row(reading: Reading, slug: str) -> Row:
    return next(row for row in reading.rows if row.place == (slug,))


def test_the_newsletter_has_21_items_in_printed_order_under_slugs_of_their_titles(reading):
    assert {row.kind for row in reading.rows} == {Kind.NEWS}
    assert [row.place[0] for row in reading.rows] == [
        "thuc-hien-nghi-quyet-so",
        "tp-hcm-xac-dinh-chuyen-tu",
        "cong-bo-phat-trien-do",
        "boi-canh-loi-the-va",
        "hon-12-700-ty-dong-cho",
        "so-khoa-hoc-va-cong-nghe-thanh",
        "tp-hcm-de-xuat-2-nhiem",
        "thong-bao-so-43-tb-vpcp",
        "thong-bao-so-19-tb-ccttbcd",
        "ke-hoach-nang-cao-nang",
        "quyet-dinh-so-3616-qd-ubnd",
        "quyet-dinh-so-3628-qd-ubnd",
        "ke-hoach-so-31-kh-ubnd",
        "so-khoa-hoc-va-cong-nghe-tp-hcm",
        "so-kh-cn-tp-hcm-to-chuc",
        "quy-dau-tu-mao-hiem",
        "dai-hoc-quoc-gia-tp-hcm",
        "dhqg-hcm-to-chuc-gap-mat",
        "tp-hcm-lay-doanh-nghiep-lam",
        "tp-hcm-cong-bo-6-doanh",
        "quan-tri-khong-gian-va",
    ]


def test_dates_are_those_printed_with_the_title(reading):
    printed = {row.place[0]: row.fields[Field.ISSUED_ON].text for row in reading.rows if Field.ISSUED_ON in row.fields}
    assert printed["cong-bo-phat-trien-do"] == "15/01/2026"
    assert printed["thong-bao-so-43-tb-vpcp"] == "26/1/2026"
    assert printed["dai-hoc-quoc-gia-tp-hcm"] == "28/01/2026"
    assert "quy-dau-tu-mao-hiem" not in printed


def test_titles_below_their_text_stand_above_it(reading):
    lines = row(reading, "tp-hcm-xac-dinh-chuyen-tu").text.split("\n")
    assert [lines[1], lines[3], lines[5]] == [
        "Hoàn thiện thể chế",
        "Phát triển hệ sinh thái ĐMST",
        "Phát triển công nghệ chiến lược",
    ]
    lines = row(reading, "quyet-dinh-so-3628-qd-ubnd").text.split("\n")
    assert lines.index("Mục tiêu đến năm 2030") + 1 == next(i for i, line in enumerate(lines) if line[0] == "+")


def test_numbered_boxes_are_sorted_and_their_title_stands_above_them(reading):
    lines = row(reading, "thong-bao-so-43-tb-vpcp").text.split("\n")
    at = lines.index("05 đột phá dữ liệu số")
    assert [line.split()[0] for line in lines[at + 1 : at + 6]] == ["1", "2", "3", "4", "5"]
    lines = row(reading, "ke-hoach-nang-cao-nang").text.split("\n")
    at = lines.index("6 nhiệm vụ trọng tâm")
    assert [line.split()[:2] for line in lines[at + 1 :]] == [
        ["1", "Hoàn"],
        ["2", "Huấn"],
        ["3", "Hỗ"],
        ["4", "Đẩy"],
        ["5", "Tăng"],
        ["6", "Đánh"],
    ]


def test_columns_are_read_downwards(reading):
    lines = row(reading, "quyet-dinh-so-3628-qd-ubnd").text.split("\n")
    at = lines.index("Cơ quan chủ trì")
    assert lines[at + 1] == "Sở Khoa học và Công nghệ TP.HCM"
    assert lines[at + 2].startswith("Thành lập, vận hành Sàn") and lines[at + 5].startswith("Trực tiếp quản lý")


def test_figures_stand_beside_their_captions(reading):
    fund = row(reading, "quy-dau-tu-mao-hiem").text
    assert "Nhà nước góp 40%\nTư nhân góp 60%\nNăm 2026\nVốn điều lệ ban đầu 500 tỷ đồng\nNăm 2035\n" in fund
    assert "\nDự kiến 5.000 tỷ đồng\n" in fund and "\n↑ 150 doanh nghiệp khởi nghiệp sáng tạo\n" in fund
    assert "\n8,2 tỷ USD Vốn FDI\n" in row(reading, "so-kh-cn-tp-hcm-to-chuc").text


def test_markup_is_unwrapped_and_noise_left_out_with_its_reason(reading):
    assert "\n- ≥ 90% hồ sơ trực tuyến toàn trình;" in row(reading, "ke-hoach-so-31-kh-ubnd").text
    assert not any("**" in row.text or "Ảnh:" in row.text for row in reading.rows)
    assert {reading.unused[number] for number in (23, 27, 33, 39, 52, 61, 69, 77)} == {"chữ số trang trí dọc"}
    assert (reading.unused[361], reading.unused[446]) == ("nhãn trang trí", "nguồn ảnh")


def test_every_printed_line_is_in_a_row_or_has_a_reason(source, reading):
    in_rows = {number for row in reading.rows for number in range(row.lines[0], row.lines[1] + 1)}
    assert {number for number, line in enumerate(source.lines, 1) if line.strip()} <= in_rows | set(reading.unused)


def test_every_printed_word_of_an_item_is_in_its_text(source, reading):
    for item in reading.rows:
        numbers = [n for n in range(item.lines[0], item.lines[1] + 1) if n not in reading.unused]
        printed = " ".join(source.lines[n - 1] for n in numbers).replace("**", "").replace(r"$\geq 90%$", "≥ 90%")
        assert sorted(printed.split()) == sorted(item.text.split())


def test_the_head_says_what_the_masthead_says(reading):
    assert reading.head == Head(
        number="01/2026",
        type="Bản tin",
        title="TRIỂN KHAI NGHỊ QUYẾT 57-NQ/TW TẠI THÀNH PHỐ HỒ CHÍ MINH",
        issuer="SỞ KHOA HỌC VÀ CÔNG NGHỆ",
    )


def test_only_the_newsletter_has_this_form():
    recognised = [path.name for path in CORPUS.glob("*.txt") if slides.recognises(read_source(path))]
    assert recognised == ["ban-tin-01-2026.txt"]


OTHER = """
ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG
SỞ NỘI VỤ

BẢN TIN

CẢI CÁCH HÀNH CHÍNH

SỐ 7 | 2031

SỰ KIỆN

KHAI TRƯƠNG TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ

2

NGÀY 02/07/2031

0

3

65%

Hồ sơ trực tuyến

1

1,2 triệu

Lượt người dân

Trung tâm nhận hồ sơ của mọi xã.

Lâm Đồng xác định ba việc phải làm ngay

Rà soát từng thủ tục một.

Rà soát

Bố trí đủ người cho từng xã.

Bố trí

Ảnh: bao-lam-dong.vn

VĂN BẢN MỚI

UBND TỈNH BAN HÀNH

QUYẾT ĐỊNH SỐ 88/QĐ-UBND NGÀY 5/7/2031

về bộ chỉ số cải cách

2

Bảo đảm đúng hạn

1

Bảo đảm **công khai**

TIN CƠ SỞ

Sáng 09/07/2031

Xã Đức Trọng mở quầy lưu động

Quầy đi đến từng thôn.

TIN NGẮN

Đà Lạt thử nghiệm trả lời tự động

Ngày 10/7, thành phố chạy thử.

Nguồn: Báo Lâm Đồng

Bảo Lộc họp dân

Họp xong.
"""


def test_a_newsletter_of_another_province_reads_the_same_way():
    text = OTHER
    reading = slides.read(Source(Path("ban-tin-7.txt"), text, tuple(text.split("\n"))))
    assert [(row.place[0], row.section, row.text.split("\n")) for row in reading.rows] == [
        (
            "khai-truong-trung-tam-phuc",
            ("SỰ KIỆN",),
            [
                "KHAI TRƯƠNG TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ NGÀY 02/07/2031",
                "65% Hồ sơ trực tuyến",
                "1,2 triệu Lượt người dân",
                "Trung tâm nhận hồ sơ của mọi xã.",
            ],
        ),
        (
            "lam-dong-xac-dinh-ba",
            ("SỰ KIỆN", "KHAI TRƯƠNG TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ"),
            [
                "Lâm Đồng xác định ba việc phải làm ngay",
                "Rà soát",
                "Rà soát từng thủ tục một.",
                "Bố trí",
                "Bố trí đủ người cho từng xã.",
            ],
        ),
        (
            "quyet-dinh-so-88-qd-ubnd",
            ("VĂN BẢN MỚI",),
            [
                "UBND TỈNH BAN HÀNH QUYẾT ĐỊNH SỐ 88/QĐ-UBND NGÀY 5/7/2031 về bộ chỉ số cải cách",
                "1 Bảo đảm công khai",
                "2 Bảo đảm đúng hạn",
            ],
        ),
        (
            "xa-duc-trong-mo-quay",
            ("TIN CƠ SỞ",),
            ["Sáng 09/07/2031 Xã Đức Trọng mở quầy lưu động", "Quầy đi đến từng thôn."],
        ),
        (
            "da-lat-thu-nghiem-tra",
            ("TIN NGẮN",),
            ["Đà Lạt thử nghiệm trả lời tự động", "Ngày 10/7, thành phố chạy thử.", "Nguồn: Báo Lâm Đồng"],
        ),
        ("bao-loc-hop-dan", ("TIN NGẮN",), ["Bảo Lộc họp dân", "Họp xong."]),
    ]
    dates = [row.fields[Field.ISSUED_ON].text for row in reading.rows if Field.ISSUED_ON in row.fields]
    assert dates == ["02/07/2031", "5/7/2031", "09/07/2031", "10/7"]
    assert (reading.head.number, reading.head.issuer) == ("7/2031", "SỞ NỘI VỤ")
