"""Agency names as printed and as typed, and the look-alikes that are somebody else."""

import pytest

from dannguon.agencies import load_gazetteer

IDS = load_gazetteer().ids
DOST = "so-khoa-hoc-va-cong-nghe"


@pytest.mark.parametrize(
    "text",
    [
        "Sở Khoa học và Công nghệ",
        "Giám đốc Sở Khoa Học Và Công Nghệ TP.HCM",
        "so khoa hoc cong nghe",
        "Sở KH&CN",
        "Sở KH-CN Thành phố",
        "SKHCN",
        "Sở Khoa học, Công nghệ",
        "Sở Khoa học và Công nghe",
        "Department of Science & Technology",
        "DOST",
    ],
)
def test_one_department_has_many_names(text):
    assert IDS(text) == (DOST,)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Trung tâm Chuyên đổi số Thành phố", "trung-tam-chuyen-doi-so"),
        ("TTCĐS TP", "trung-tam-chuyen-doi-so"),
        ("UBND Thành phó", "ubnd-thanh-pho"),
        ("Uỷ ban nhân dân Tp. Hồ Chí Minh", "ubnd-thanh-pho"),
        ("VP UBND TP", "van-phong-ubnd-thanh-pho"),
        ("Chánh Văn phòng Ủy ban nhân dân Thành phố", "van-phong-ubnd-thanh-pho"),
        ("Đảng ủy UBND Thành phố", "dang-uy-ubnd-thanh-pho"),
        ("UBND thành phố Thủ Đức", "ubnd-thanh-pho-thu-duc"),
        ("UBND cấp xã", "dia-phuong-cap-xa"),
        ("Công an TP.HCM", "cong-an-thanh-pho"),
        ("Bộ Công an", "bo-cong-an"),
        ("Bộ Khoa học và Công nghệ", "bo-khoa-hoc-va-cong-nghe"),
        ("Ban QL các KCX-CN", "ban-quan-ly-cac-khu-che-xuat-va-cong-nghiep"),
        ("ĐHQG - HCM", "dai-hoc-quoc-gia-tphcm"),
        ("City Police", "cong-an-thanh-pho"),
        ("các đơn vị có liên quan", "don-vi-lien-quan"),
        ("Các Sở, ban ngành", "so-ban-nganh"),
    ],
)
def test_the_longest_name_wins(text, agency):
    assert IDS(text) == (agency,)


@pytest.mark.parametrize(
    "text",
    [
        "16 cơ sở y tế",
        "các co so giao duc va dao tao",
        "ứng dụng tiến bộ khoa học và công nghệ",
        "bồi dưỡng cán bộ y tế",
        "Sở Y tế tỉnh Đồng Tháp",
        "Sở Khoa học và Công nghệ thành phố Cần Thơ",
        "chuyển đổi số y tế",
        "lực lượng Công an nhân dân",
        "nội bộ tài chính",
    ],
)
def test_look_alikes_are_not_agencies(text):
    assert IDS(text) == ()


def test_a_list_may_share_its_head_noun():
    assert IDS("Các Sở: Tài chính, Nội vụ và Y tế") == ("so-tai-chinh", "so-noi-vu", "so-y-te")
    assert IDS("Ban Quản lý các Khu chế xuất và công nghiệp/Khu Công nghệ cao")[1] == "ban-quan-ly-khu-cong-nghe-cao"


def test_a_list_ends_where_another_topic_starts():
    assert IDS("Sở Tài chính, y tế thông minh và du lịch") == ("so-tai-chinh",)


def test_mentions_come_in_printed_order_with_their_place():
    text = "Sở Nội vụ; các sở, ban, ngành và địa phương cấp xã"
    found = load_gazetteer().find(text)
    assert [text[m.start : m.end] for m in found] == ["Sở Nội vụ", "các sở, ban, ngành", "địa phương cấp xã"]


def test_offsets_hold_for_decomposed_text():
    import unicodedata

    text = unicodedata.normalize("NFD", "Giám đốc Sở Nội vụ Thành phố")
    (mention,) = load_gazetteer().find(text)
    assert unicodedata.normalize("NFC", text[mention.start : mention.end]) == "Sở Nội vụ Thành phố"


def test_a_lone_accent_is_no_word():
    assert load_gazetteer().find("\u0301") == ()
    assert load_gazetteer().ids("Sở Y tế \u0301 Sở Nội vụ") == ("so-y-te", "so-noi-vu")


def test_a_former_name_keeps_its_id_and_knows_its_successor():
    gazetteer = load_gazetteer()
    (former,) = gazetteer.ids("Sở Thông tin và Truyền thông")
    assert gazetteer.current(former) == DOST
    assert gazetteer.current(DOST) == DOST


def test_every_successor_is_in_the_table():
    gazetteer = load_gazetteer()
    assert all(gazetteer.get(gazetteer.current(agency.id)) for agency in gazetteer)
