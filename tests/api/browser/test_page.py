"""The page in a real browser: what an official does, and what goes wrong around them."""

import json

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

QUESTION = "Ai chủ trì bản sao số và hạn khi nào?"
HOSTILE = "<img src=x onerror=\"document.title='hỏng'\">"
BOARD = "/tasks?as_of=2026-03-15"
PHONE = {"width": 390, "height": 800}


def ask(page, question):
    page.get_by_label("Câu hỏi của anh/chị").fill(question)
    page.keyboard.press("Enter")


def answered(page, question=QUESTION):
    ask(page, question)
    page.locator(".mark").first.wait_for()
    return page


def lose_half(page):
    """Ask, and lose the connection in the middle of the answer."""
    half = f"event: delta\ndata: {json.dumps({'text': 'Nửa câu'})}\n\n"
    page.route("**/api/v1/ask", lambda route: route.fulfill(body=half, content_type="text/event-stream"))
    ask(page, QUESTION)
    expect(page.locator(".turn .said")).to_contain_text("Mất kết nối")


def test_an_answer_shows_its_source_beside_it(visit):
    page = answered(visit("/"))
    expect(page.locator(".answer")).to_contain_text("“Xây dựng Đề án bản sao số của Thành phố”: Sở KH&CN, 31/3/2026")
    page.locator(".answer .mark").click()
    source = page.locator("#source")
    expect(source.locator("tr.cited td.asked")).to_have_text(["Sở KH&CN", "31/3/2026"])
    expect(source.locator("tbody tr")).to_have_count(3)
    expect(source.locator(".facts")).to_contain_text("12-KH/BCĐ")
    expect(source.locator(".facts")).to_contain_text("14/02/2026")


def test_the_board_offers_no_comparison_of_a_single_report(visit):
    page = visit(BOARD)
    expect(page.locator("#rows tbody tr")).to_have_count(6)
    expect(page.locator("#changes")).to_be_hidden()


def test_the_keyboard_goes_from_the_mark_to_its_source_and_back(visit):
    page = answered(visit("/"))
    page.locator(".answer .mark").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#source-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".answer .mark")).to_be_focused()


def test_a_superseded_and_scanned_source_says_so(visit):
    page = answered(visit("/"), "Đề án cũ?")
    page.locator(".answer .mark").click()
    source = page.locator("#source")
    expect(source).to_contain_text("đã được thay thế bởi 12-KH/BCĐ")
    expect(source).to_contain_text("chất lượng 60%")
    expect(source.locator(".cited-cells")).to_contain_text("So KH&CN")
    expect(source.locator(".cited-cells")).to_contain_text("Sở KH&CN")


def test_a_refusal_shows_what_is_near(visit):
    page = visit("/")
    ask(page, "Hôm nay thời tiết thế nào?")
    expect(page.locator(".nearest a")).to_have_attribute("href", "/documents/moi#PL1-1")


def test_stopping_keeps_the_question(visit, assistant):
    page = visit("/")
    ask(page, "Câu hỏi chậm")
    page.get_by_role("button", name="Dừng").click()
    expect(page.locator(".turn .said")).to_contain_text("Đã dừng")
    expect(page.locator("#question")).to_have_value("Câu hỏi chậm")
    assistant.free.set()


def test_a_connection_lost_in_mid_stream_keeps_the_question_and_what_had_come(visit):
    page = visit("/")
    lose_half(page)
    expect(page.locator(".answer")).to_have_text("Nửa câu")
    page.reload()
    expect(page.locator("#question")).to_have_value(QUESTION)


def test_what_went_wrong_is_still_said_in_the_other_language(visit):
    page = visit("/")
    lose_half(page)
    page.get_by_role("button", name="English").click()
    expect(page.locator(".turn .said")).to_contain_text("connection")
    expect(page.locator(".answer")).to_have_text("Nửa câu")


def test_words_that_come_late_wipe_nothing(visit, browser, site):
    """Before, the page drawn anew when its words came lost the line that says what went wrong."""
    context = browser.new_context(base_url=site, locale="vi-VN")
    page = context.new_page()
    held = []
    page.route("**/api/v1/words", lambda route: held.append(route))
    page.route("**/api/v1/conversations", lambda route: route.abort())
    page.goto("/")
    ask(page, QUESTION)
    expect(page.locator(".turn .said")).to_contain_text("Mất kết nối")
    held[0].continue_()
    page.locator("#examples button").first.wait_for(state="attached")
    expect(page.locator(".turn .said")).to_contain_text("Mất kết nối")
    context.close()


def test_without_a_connection_the_page_says_so(visit):
    page = visit("/")
    page.context.set_offline(True)
    ask(page, QUESTION)
    expect(page.locator(".turn .said")).to_contain_text("Mất kết nối")
    expect(page.locator("#question")).to_have_value(QUESTION)


def test_hostile_text_in_question_and_document_stays_text(visit):
    page = answered(visit("/"), f"kiểm tra {HOSTILE}")
    page.locator(".answer .mark").click()
    expect(page.locator("#source tr.cited")).to_contain_text("<img src=x onerror=")
    page.goto("/documents/moi")
    expect(page.locator("#body-mo-dau")).to_contain_text("<script>")
    assert page.locator("main img, main script").count() == 0 and "hỏng" not in page.title()


def test_follow_ups_ask_for_other_filled_cells_of_the_row(visit):
    page = answered(visit("/"))
    chips = page.locator(".followups button")
    expect(chips).to_have_text(["Người đứng đầu chịu trách nhiệm", "Kết quả"])
    chips.last.click()
    expect(page.locator(".turn .question").last).to_contain_text("Kết quả, sản phẩm của “Xây dựng Đề án bản sao số")


def test_the_empty_page_shows_what_can_be_asked(visit):
    page = visit("/")
    page.get_by_role("button", name="Những nhiệm vụ nào do Sở Khoa học và Công nghệ chủ trì?").click()
    expect(page.locator(".turn")).to_have_count(1)


def test_a_copied_answer_carries_its_source_as_text_and_as_table(visit):
    page = answered(visit("/"))
    page.context.grant_permissions(["clipboard-read"])
    page.get_by_role("button", name="Sao chép dạng bảng").click()
    expect(page.locator(".extra .said")).to_contain_text("Đã sao chép")
    kinds = page.evaluate(
        """async () => { const [item] = await navigator.clipboard.read();
        return Promise.all(["text/plain", "text/html"].map(async (kind) => (await item.getType(kind)).text())); }"""
    )
    assert "Nguồn:\n[1] STT 1, Phụ lục I, Kế hoạch số 12-KH/BCĐ" in kinds[0]
    assert "<table" in kinds[1] and "/documents/moi#PL1-1" in kinds[1]


def test_conversations_are_listed_renamed_reopened_and_deleted(visit):
    page = answered(visit("/"))
    listed = page.locator("#conversations")
    listed.get_by_role("button", name="Đổi tên").click()
    page.get_by_label("Tên mới").fill("Bản sao số")
    page.keyboard.press("Enter")
    page.reload()
    expect(page.locator(".answer .mark")).to_have_text("[1]")
    expect(listed.locator(".title")).to_have_text("Bản sao số")
    listed.get_by_role("button", name="Xóa").click()
    listed.get_by_role("button", name="Xóa hẳn?").click()
    expect(listed).to_contain_text("Chưa có cuộc hỏi đáp nào")


def test_feedback_is_one_press(visit, app):
    page = answered(visit("/"))
    page.get_by_role("button", name="Sai dòng").click()
    expect(page.locator(".extra .said")).to_contain_text("Đã ghi nhận")
    assert app.state.store.feedback()[0]["verdict"] == "wrong_row"


def test_a_link_opens_a_row_from_a_cold_start(visit):
    page = visit("/documents/moi#PL1-3")
    expect(page.locator("tr.target")).to_contain_text("Duy trì Cổng dữ liệu mở")
    expect(page.locator("tr.target")).to_be_in_viewport()


def test_a_link_to_a_row_that_is_gone_says_so(visit):
    page = visit("/documents/moi#PL9-1")
    expect(page.get_by_role("alert")).to_contain_text("Không còn mục “PL9-1”")


def test_a_link_to_a_document_that_is_gone_says_so(visit):
    expect(visit("/documents/khong-co").locator(".notice")).to_contain_text("Không có văn bản")


def test_the_documents_say_which_replaces_which(visit):
    page = visit("/documents")
    expect(page.locator(".card", has_text="Kế hoạch số 5-KH/BCĐ")).to_contain_text("đã được thay thế bởi 12-KH/BCĐ")
    page.get_by_text("12-KH/BCĐ thay thế 5-KH/BCĐ").click()
    expect(page.get_by_text("Kế hoạch này thay thế Kế hoạch số 5-KH/BCĐ.")).to_be_visible()


def test_the_board_filters_by_officer_whatever_the_tones(visit):
    page = visit(BOARD)
    page.get_by_label("Người phụ trách").select_option("Huân / Huấn (2)")
    expect(page.locator("#rows tbody tr")).to_have_count(2)
    page.get_by_role("button", name="Bỏ lọc").click()
    expect(page.locator("#rows tbody tr")).to_have_count(6)
    page.get_by_role("button", name="Việc của tôi").click()
    expect(page.locator("#rows tbody tr")).to_have_count(2)


def test_the_monday_list_holds_what_falls_due_that_week(visit):
    page = visit("/tasks?as_of=2026-03-18")
    page.get_by_role("button", name="Danh sách thứ Hai").click()
    expect(page.locator("#found")).to_contain_text("từ 16/03/2026 đến 22/03/2026")
    expect(page.locator("#rows tbody tr")).to_have_count(1)


def test_a_status_and_a_month_of_the_timeline_filter_the_board(visit):
    page = visit(BOARD)
    page.get_by_role("button", name="đã qua thời hạn ghi trong kế hoạch: 1").click()
    expect(page.locator("#rows tbody tr")).to_have_count(1)
    page.goto(BOARD)
    page.get_by_role("link", name="tháng 3/2026: 3 thời hạn").click()
    expect(page.locator("#rows tbody tr")).to_have_count(3)


def test_each_cell_of_the_board_leads_to_its_record(visit):
    page = visit(BOARD)
    page.locator("#rows td", has_text="31/3/2026").get_by_role("link").click()
    expect(page.locator("#source td.asked")).to_have_text("31/3/2026")
    page.locator("#source").get_by_role("link", name="Mở đúng dòng này trong văn bản").click()
    expect(page.locator("tr.target")).to_contain_text("Xây dựng Đề án bản sao số")


def test_an_export_opens_and_holds_the_filtered_rows(visit, tmp_path):
    page = visit(f"{BOARD}&officer=huan")
    expect(page.locator("#rows tbody tr")).to_have_count(2)
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    download.value.save_as(tmp_path / "nhiem-vu.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "nhiem-vu.xlsx").worksheets[0]
    assert sheet.max_row == 3 and sheet["A1"].value == "Nguồn"


@pytest.mark.parametrize("path", ["/", "/documents", "/documents/moi", BOARD])
def test_nothing_is_cut_off_on_a_phone(visit, path):
    page = visit(path, viewport=PHONE)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_source_opens_over_the_answer_on_a_phone(visit):
    page = answered(visit("/", viewport=PHONE))
    page.locator(".answer .mark").click()
    expect(page.locator("#source-title")).to_be_in_viewport()
    page.get_by_role("button", name="Đóng nguồn").click()
    expect(page.locator("#source")).to_be_hidden()


def test_dark_mode_is_dark(visit):
    page = visit("/", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(17, 23, 29)"


def test_print_leaves_the_answer_and_its_source(visit):
    page = answered(visit("/"))
    page.locator(".answer .mark").click()
    expect(page.locator("#source tr.cited")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#ask")).to_be_hidden()
    expect(page.locator(".top")).to_be_hidden()
    expect(page.locator("#source tr.cited")).to_be_visible()
    expect(page.locator(".answer")).to_be_visible()


def test_english_is_one_press_and_stays(visit):
    page = visit(BOARD)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Tasks and targets")).to_be_visible()
    expect(page.get_by_role("button", name="due within 30 days: 2")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/documents", "/documents/moi#PL1-1", BOARD])
def test_axe_finds_nothing_serious(visit, path, scheme):
    page = visit(path, color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    if path == "/":
        answered(page, "Đề án cũ?").locator(".answer .mark").click()
        page.locator("#source tr.cited").wait_for()
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == []


def test_the_first_paint_and_the_source_pane_are_quick(visit):
    paints, panes = [], []
    for _ in range(3):
        page = answered(visit("/"))
        paints.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        panes.append(
            page.evaluate(
                """() => new Promise((done) => {
                  const source = document.getElementById("source");
                  const start = performance.now();
                  new MutationObserver(() => source.querySelector("tr.cited") && done(performance.now() - start))
                    .observe(source, { childList: true });
                  document.querySelector(".answer .mark").click(); })"""
            )
        )
    assert min(paints) <= 500 and min(panes) <= 100, (paints, panes)


def test_an_indented_bullet_stands_under_the_one_above_it(visit):
    page = visit("/")
    shape = page.evaluate(
        """async () => {
          const { blocks } = await import("/web/render.js");
          const [list] = blocks("- Tin nổi bật\\n  - Một\\n  - Hai\\n- Chỉ đạo", (n) => String(n));
          return [...list.children].map((item) => [...item.querySelectorAll("li")].map((inner) => inner.textContent));
        }"""
    )
    assert shape == [["Một", "Hai"], []]


def test_a_second_answer_leaves_the_page_filled(visit):
    """What only a screen reader sees stood outside of the scrolling column and made the page itself scroll away."""
    page = visit("/", viewport={"width": 1100, "height": 420})
    for question in ("Nhiệm vụ nào do Sở chủ trì?", "Hạn khi nào?"):
        page.fill("textarea", question)
        page.keyboard.press("Enter")
        page.wait_for_selector(f".turn:has-text('{question}') .mark")
    assert page.evaluate("document.documentElement.scrollHeight - innerHeight") == 0
