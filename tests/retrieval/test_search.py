"""A question finds records, however it is typed, and nothing that a person types breaks the search."""

from datetime import date

import pytest

from dannguon.models import Field, Kind, Record, Relation, RelationKind
from dannguon.retrieval import lexical
from dannguon.retrieval.fuse import Fusion
from dannguon.retrieval.search import Parts

from .fakes import HashEmbedder, engine_of, task

TWIN = task("new/PL3/20", "Đề án thí điểm triển khai bản sao số", lead_agency="Sở Khoa học và Công nghệ")
FLOOR = task("new/PL3/21", "Đề án phát triển Sàn giao dịch công nghệ", lead_agency="Sở Khoa học và Công nghệ")
DATA = task("new/PL3/22", "Chiến lược dữ liệu của Thành phố", due="Quý I/2026")
OLD = task("old/PL/3", "Chiến lược dữ liệu của Thành phố", due="Quý II/2025")


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    home = tmp_path_factory.mktemp("kb")
    relation = Relation(RelationKind.SUPERSEDES, "27-KH/BCĐ", "14/KH-UBND", DATA.id, "thay thế Kế hoạch 14/KH-UBND")
    return engine_of(home, [TWIN, FLOOR, DATA, OLD], [relation], {"new": "27-KH/BCĐ", "old": "14/KH-UBND"})


def first(engine, text, **options):
    return engine.search(text, 1, **options)[0].id


@pytest.mark.parametrize(
    "text",
    [
        "đề án bản sao số do ai chủ trì",
        "ĐỀ ÁN BẢN SAO SỐ",
        "de an ban sao so do ai chu tri",
        "thí điểmm triển khaii bản sao số",
    ],
)
def test_capitals_missing_diacritics_and_typing_slips_find_the_same_record(engine, text):
    assert first(engine, text) == TWIN.id


def test_a_question_without_marks_is_read_with_those_it_most_likely_has(engine):
    question = engine.read("san giao dich do so nao lam", date(2026, 3, 15))
    assert question.guessed and not question.toned
    assert question.text == "sàn giao dịch do sở nào làm"
    assert question.fields == (Field.LEAD_AGENCY,)  # "do" is no "đỡ": nobody is asked for help


def test_names_of_people_keep_what_was_typed(engine):
    question = engine.read("cong viec cua anh Linh trong tuan nay", date(2026, 3, 15))
    assert question.guessed and question.constraints.officers == ("Linh",)


def test_a_short_form_and_its_long_form_count_once(tmp_path):
    both = task("new/PL1/1", "Kinh phí nghiên cứu và phát triển (R&D)")
    meant = task("new/PL1/2", "Thu hút tập đoàn lập trung tâm R&D")
    engine = engine_of(tmp_path, [both, meant])
    assert first(engine, "R&D: thu hút tập đoàn nào", parts=Parts(dense=False)) == meant.id


def test_vectors_read_short_forms_in_full_in_records_and_questions(tmp_path):
    named = task("new/PL1/1", "Số hóa TTHC của phường")
    other = task("new/PL1/2", "Số hóa sổ sách của phường")
    engine = engine_of(tmp_path, [other, named])
    for text in ("thủ tục hành chính", "TTHC của đâu"):
        assert first(engine, text, parts=Parts(lexical=False, fit=False)) == named.id


def test_one_changed_letter_is_found_where_no_record_has_the_word(engine):
    assert first(engine, "giaodich san giao dicx", parts=Parts(dense=False)) == FLOOR.id


def test_words_that_records_hold_only_with_other_tones_are_mistoned(engine):
    assert engine.mistoned("đề án bãn sao, chiên lược mới") == {"bãn", "chiên"}


def test_a_record_that_speaks_of_a_document_that_the_corpus_lacks_comes_first(tmp_path):
    named = task("new/PL1/1", "Kế hoạch số 31/KH-UBND về tài khoản số của người dân")
    other = task("new/PL1/2", "Tài khoản số, tài khoản định danh của người dân")
    assert first(engine_of(tmp_path, [other, named]), "tài khoản của người dân theo kế hoạch 31") == named.id


def test_a_short_form_of_no_table_finds_the_phrase_that_it_shortens(engine):
    assert first(engine, "SGD CN", parts=Parts(dense=False)) == FLOOR.id


def test_a_replaced_document_steps_back_unless_it_is_named(engine):
    assert first(engine, "chiến lược dữ liệu của thành phố") == DATA.id
    assert first(engine, "chiến lược dữ liệu trong kế hoạch 14/KH-UBND") == OLD.id


def test_a_row_named_by_its_place_comes_first_whatever_its_words(engine):
    assert first(engine, "Phụ lục III STT 21 nói gì") == FLOOR.id


def test_documents_restrict_the_search(engine):
    assert {hit.id for hit in engine.search("bản sao số", 10, documents=("old",))} <= {OLD.id}
    assert engine.search("bản sao số", 10, documents=("missing",)) == []


def test_the_parts_of_a_hit_add_up_to_its_score(engine):
    for hit in engine.search("đề án do Sở Khoa học và Công nghệ chủ trì", 4):
        assert sum(hit.parts.values()) == pytest.approx(hit.score)


def test_equal_questions_give_equal_hits(engine):
    assert engine.search("đề án", 4) == engine.search("đề án", 4)


@pytest.mark.parametrize("part", ["dense", "lexical", "folding", "bigrams", "fuzzy", "glossary", "fit"])
def test_every_part_can_be_switched_off(engine, part):
    assert engine.search("bản sao số", 4, parts=Parts(**{part: False}))


@pytest.mark.parametrize("fusion", Fusion)
def test_every_fusion_ranks(engine, fusion):
    assert first(engine, "bản sao số", parts=Parts(fusion=fusion)) == TWIN.id


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\t",
        "🎉🎉🎉",
        "\x00\x1b[31m\u202e",
        'title:("AND OR NOT) ^~*?:\\/[]{}!',
        "'; DROP TABLE records; --",
        "бан сао số 数字",
        "a" * 10_000,
        "bản sao số " * 1_000,
    ],
)
def test_no_text_is_an_error(engine, text):
    assert len(engine.search(text, 10)) <= 4


def test_a_text_without_words_finds_nothing(engine):
    assert engine.search("🎉 ?!", 10) == []


def test_unchanged_records_are_not_embedded_again(tmp_path):
    embedder = HashEmbedder()
    engine_of(tmp_path, [TWIN, FLOOR], embedder=embedder)
    engine_of(tmp_path, [TWIN, FLOOR, DATA], embedder=embedder)
    assert embedder.embedded == 3 * 2  # the whole row and its name


def test_an_empty_knowledge_base_finds_nothing(tmp_path):
    assert engine_of(tmp_path, []).search("bản sao số", 10) == []


def test_a_letters_number_finds_the_text_that_speaks_of_it(tmp_path):
    letters = ["1908/SO-QL", "1910/SO-QL", "1996/SO-QL"]
    texts = [task(f"new/D/{at}", f"Công văn góp ý hồ sơ dự án số {at} ({n})") for at, n in enumerate(letters)]
    assert first(engine_of(tmp_path, texts), "Công văn 1910/SO-QL góp ý cái gì?") == "new/D/1"


def test_words_count_more_where_a_column_is_asked_that_records_have(tmp_path):
    rows = [TWIN, task("new/PL3/23", "Bản đồ số", lead_agency="Sở Xây dựng")]
    prose = [Record(row.id, "new", Kind.PASSAGE, "", (), {}, row.fields[Field.NAME].text, (1, 1)) for row in rows]
    weights = []
    for name, records in (("rows", rows), ("prose", prose)):
        best = engine_of(tmp_path / name, records).search("cơ quan nào chủ trì thí điểm bản sao số", 1)[0]
        weights.append(best.parts["lexical"])  # of two records one has the z-score 1, the other -1
    assert weights == pytest.approx([0.35, 0.25])


def test_where_words_are_too_many_to_read_the_rarest_decide(tmp_path, monkeypatch):
    engine = engine_of(tmp_path, [DATA, task("new/PL3/24", "Chiến lược cảng biển"), task("new/PL3/25", "Chiến lược")])
    words_alone = Parts(dense=False, fit=False)
    assert len(engine.search("chiến lược cảng", 3, parts=words_alone)) == 3
    monkeypatch.setattr(lexical, "_MOST_POSTINGS", 4)  # two words or pairs of one record, each in its title and text
    assert [hit.id for hit in engine.search("chiến lược cảng", 3, parts=words_alone)] == ["new/PL3/24"]


def test_what_people_say_finds_what_documents_write(tmp_path):
    meant = task("new/PL1/1", "Giảm ùn tắc giao thông tại cửa ngõ")
    engine = engine_of(tmp_path, [task("new/PL1/2", "Kinh tế tầm thấp"), meant, DATA, TWIN])
    assert first(engine, "kẹt xe", parts=Parts(dense=False)) == meant.id


def test_a_word_that_records_use_counts_no_more_for_its_synonyms(tmp_path):
    meant = task("new/PL1/1", "Thưởng nhân viên xuất sắc")
    other = task("new/PL1/2", "Khen thưởng, biểu dương, tôn vinh, thi đua hằng năm")
    engine = engine_of(tmp_path, [other, meant, DATA, TWIN])
    assert first(engine, "thưởng nhân viên", parts=Parts(dense=False)) == meant.id


def test_who_signed_is_found_though_no_word_of_the_question_is_there(tmp_path):
    signed = Record("new/body/chu-ky", "new", Kind.SIGNATURE, "", (), {}, "TRƯỞNG BAN Lê Văn Hai", (9, 9))
    tasks = [task(f"new/PL1/{at}", f"Trồng cây ở phường {at}") for at in range(120)]
    engine = engine_of(tmp_path, [*tasks, signed], numbers={"new": "814-KH/BCĐ"})
    assert first(engine, "Ai ký Kế hoạch 814-KH/BCĐ?") == signed.id


def test_a_word_that_records_write_means_what_it_says(tmp_path):
    written = [task(f"new/PL1/{at}", f"Xử lý kẹt xe ở phường {at}") for at in range(3)]
    other = task("new/PL1/9", "Giảm ùn tắc giao thông ở phường")
    engine = engine_of(tmp_path, [*written, other])
    assert other.id not in [hit.id for hit in engine.search("kẹt xe", 4, parts=Parts(dense=False, fit=False))]
