from pathlib import Path

import pytest

from dannguon.errors import SecretFile
from dannguon.ingest.normalise import read_source
from dannguon.ingest.reading import Source
from dannguon.ingest.secrecy import refuse_secret

HEAD = "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HỒ CHÍ MINH\n{}\nSố: 12/KH-UBND\nKẾ HOẠCH\nBảo vệ dữ liệu\n"


def source(text: str) -> Source:
    return Source(Path("ke-hoach.txt"), text, tuple(text.split("\n")))


@pytest.mark.parametrize(
    "mark",
    ["MẬT", "TỐI MẬT", "  TUYỆT  MẬT  ", "(MẬT)", "[ TỐI MẬT ] 02", "ĐỘ MẬT: MẬT", "Độ mật: Tối mật", "UBND\tMẬT"],
)
def test_a_mark_in_the_head_refuses_the_file(mark):
    with pytest.raises(SecretFile, match=r"'ke-hoach\.txt' mang dấu độ mật '(MẬT|TỐI MẬT|TUYỆT MẬT)' \(dòng 3\)"):
        refuse_secret(source(HEAD.format(mark)))


@pytest.mark.parametrize(
    "line",
    [
        "Mật",
        "bảo mật",
        "BẢO MẬT",
        "BÍ MẬT NHÀ NƯỚC",
        "AN NINH MẠNG",
        "An ninh mạng, cấp độ Mật, Tối Mật",
        "ĐỘ MẬT:",
        "Độ mật: Thường",
        "1\tBáo cáo\tMẬT\tSở Tư pháp",
    ],
)
def test_words_about_secrets_are_no_mark(line):
    refuse_secret(source(HEAD.format(line)))


def test_a_mark_below_the_head_is_no_mark_of_the_document():
    refuse_secret(source(HEAD.format("Kính gửi: các sở") + "I. MỤC ĐÍCH\nMẬT\n"))
    refuse_secret(source("Kế hoạch\n" * 30 + "MẬT\n"))


def test_the_shipped_documents_bear_no_mark():
    for path in (Path(__file__).parents[2] / "corpus").glob("*.txt"):
        refuse_secret(read_source(path))
