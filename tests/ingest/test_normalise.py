import unicodedata
from pathlib import Path

import pytest

from dannguon.errors import UnreadableFile
from dannguon.ingest.normalise import read_source

MOTTO = "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc. Ủy ban nhân dân triển khai kế hoạch.\n"

_VOWELS = (
    "à ả ã á ạ ằ ẳ ẵ ắ ặ ầ ẩ ẫ ấ ậ è ẻ ẽ é ẹ ề ể ễ ế ệ ì ỉ ĩ í ị "
    "ò ỏ õ ó ọ ồ ổ ỗ ố ộ ờ ở ỡ ớ ợ ù ủ ũ ú ụ ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ"
)
_TCVN3_BYTES = bytes.fromhex(
    "b5b6b7b8b9 bbbcbdbec6 c7c8c9cacb cccecfd0d1 d2d3d4d5d6 d7d8dcddde dfe1e2e3e4 e5e6e7e8e9 eaebecedee"
    "eff1f2f3f4 f5f6f7f8f9 fafbfcfdfe"
)
TCVN3 = dict(zip(_VOWELS.split(), _TCVN3_BYTES, strict=True)) | dict(zip("ăâêôơưđ", range(0xA8, 0xAF), strict=True))
VNI_TONES = dict(zip("\u0300\u0301\u0309\u0303\u0323", "øùûõï", strict=True))
VNI_HATS = {
    "\u0302": dict(zip(["", *VNI_TONES], "âàáåãä", strict=True)),
    "\u0306": dict(zip(["", *VNI_TONES], "êèéúüë", strict=True)),
}


def to_tcvn3(text: str) -> bytes:
    return b"".join(bytes([TCVN3[c]]) if c in TCVN3 else c.encode("ascii", "replace") for c in text.lower())


def to_vni(text: str) -> bytes:
    """VNI-Windows: the vowel, then one character for hat and tone; đ ñ, ơ ô, ư ö."""
    out = ""
    for char in text.lower():
        base, *marks = unicodedata.normalize("NFD", char)
        tone = next((m for m in marks if m in VNI_TONES), "")
        hat = next((m for m in marks if m in VNI_HATS), "")
        letter = {"đ": "ñ", "o": "ô" if "\u031b" in marks else "o", "u": "ö" if "\u031b" in marks else "u"}.get(
            base, base
        )
        out += letter + (VNI_HATS[hat][tone] if hat else VNI_TONES.get(tone, ""))
    return out.encode("cp1252")


def saved(folder: Path, data: bytes, name: str = "ke-hoach.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_lines_are_those_between_newlines_and_nothing_else(tmp_path):
    source = read_source(saved(tmp_path, "một\u2028hai\x0cba\nbốn\r\nnăm".encode()))
    assert source.lines == ("một\u2028hai\x0cba", "bốn", "năm")


def test_text_is_composed_and_the_byte_order_mark_dropped(tmp_path):
    decomposed = unicodedata.normalize("NFD", MOTTO)
    assert read_source(saved(tmp_path, b"\xef\xbb\xbf" + decomposed.encode())).text == MOTTO


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "không có chữ nào"),
        (b" \n\t\n", "không có chữ nào"),
        (b"%PDF-1.7\n\x00\x01\x02", "nhị phân"),
        (bytes(range(1, 32)) * 4, "nhị phân"),
        ("Kế hoạch".encode("utf-16"), "UTF-16"),
        (b"Plan \xff for 2026", "byte thứ 6"),
        (to_tcvn3(MOTTO), "TCVN3"),
        (to_vni(MOTTO), "VNI"),
        (to_tcvn3(MOTTO).decode("cp1252").encode(), "TCVN3"),
        (to_vni(MOTTO).decode("cp1252").encode(), "VNI"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_file_and_the_reason(tmp_path, data, said):
    with pytest.raises(UnreadableFile, match=said) as refusal:
        read_source(saved(tmp_path, data))
    assert "'ke-hoach.txt'" in str(refusal.value) and ": " in str(refusal.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(UnreadableFile, match="Không tìm thấy tệp 'khong-co.txt'"):
        read_source(tmp_path / "khong-co.txt")
    with pytest.raises(UnreadableFile, match="Không mở được tệp"):
        read_source(tmp_path)


@pytest.mark.parametrize(
    "text", [MOTTO, "Größe für Äcker über Öfen, naïve façade, Müller", "® 2026 · TP.HCM: 10 m² ± 5°"]
)
def test_unicode_text_of_any_language_is_not_taken_for_a_legacy_encoding(tmp_path, text):
    assert read_source(saved(tmp_path, text.encode())).text == text


def test_the_shipped_documents_can_be_read():
    corpus = Path(__file__).parents[2] / "corpus"
    assert {len(read_source(path).lines) > 50 for path in corpus.glob("*.txt")} == {True}
