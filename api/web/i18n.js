/** The words of the page in Vietnamese and English, and which of the two is shown. */

import { get } from "./api.js";

const TEXT = {
  vi: {
    "skip": "Đến nội dung chính",
    "nav.ask": "Hỏi đáp",
    "nav.documents": "Văn bản",
    "nav.tasks": "Bảng nhiệm vụ",
    "language.other": "English",
    "ask.title": "Hỏi đáp",
    "ask.welcome": "Anh/chị cần tra cứu gì?",
    "ask.about": "Hỏi về nhiệm vụ, chỉ tiêu, thời hạn, cơ quan chủ trì và tiến độ. Mỗi câu trả lời dẫn đúng dòng của văn bản; điều văn bản không nêu thì hệ thống nói là không có.",
    "ask.corpus": "Đang có {documents} văn bản, {tasks} nhiệm vụ, {targets} chỉ tiêu.",
    "ask.examples": "Có thể hỏi, ví dụ",
    "ask.label": "Câu hỏi của anh/chị",
    "ask.placeholder": "Nhập câu hỏi… (Enter để gửi, Shift+Enter xuống dòng)",
    "ask.send": "Gửi",
    "ask.stop": "Dừng",
    "ask.you": "Câu hỏi",
    "ask.reading": "Đang đọc văn bản…",
    "ask.read": "Hiểu câu hỏi: {reading}",
    "ask.stopped": "Đã dừng. Câu hỏi vẫn ở ô nhập.",
    "ask.lost": "Mất kết nối giữa chừng; câu trả lời có thể chưa đủ. Câu hỏi vẫn ở ô nhập, hãy gửi lại khi có mạng.",
    "ask.failed": "Không trả lời được: {detail}",
    "ask.nearest": "Các mục gần nhất trong kho",
    "ask.sources": "Nguồn",
    "ask.followups": "Hỏi tiếp",
    "ask.unstored": "Chưa lưu được cuộc hỏi đáp này: {detail}",
    "copy.text": "Sao chép",
    "copy.table": "Sao chép dạng bảng",
    "copy.done": "Đã sao chép kèm nguồn.",
    "copy.failed": "Trình duyệt không cho sao chép; hãy chọn chữ rồi nhấn Ctrl+C.",
    "copy.source": "Nguồn:",
    "feedback.right": "Đúng",
    "feedback.wrong_row": "Sai dòng",
    "feedback.missing": "Thiếu",
    "feedback.label": "Câu trả lời này",
    "feedback.thanks": "Đã ghi nhận, cảm ơn anh/chị.",
    "source.title": "Nguồn",
    "source.hint": "Bấm vào số [1] trong câu trả lời để xem dòng được dẫn ngay tại đây.",
    "source.close": "Đóng nguồn",
    "source.of": "Nguồn [{n}]",
    "source.cited": "Nội dung được dẫn",
    "source.table": "Trong bảng của văn bản",
    "source.text": "Trong văn bản",
    "source.document": "Văn bản",
    "source.number": "Số, ký hiệu",
    "source.issued": "Ngày ban hành",
    "source.issuer": "Cơ quan ban hành",
    "source.section": "Mục",
    "source.place": "Vị trí",
    "source.line": "dòng {first} của tệp văn bản",
    "source.lines": "dòng {first}–{last} của tệp văn bản",
    "source.page": "trang {page}",
    "source.open": "Mở đúng dòng này trong văn bản",
    "source.link": "Sao chép liên kết",
    "source.linked": "Đã sao chép liên kết.",
    "source.superseded": "Văn bản này đã được thay thế bởi {number}.",
    "source.stated": "Xem chỗ nêu việc thay thế",
    "source.scanned": "Bản quét: chữ có thể sai (chất lượng {percent}%). Đối chiếu bản in.",
    "source.printed": "Bản in",
    "source.mended": "Đọc là",
    "source.empty": "(để trống)",
    "source.failed": "Không mở được nguồn: {detail}",
    "conversations.title": "Đã hỏi",
    "conversations.new": "Cuộc mới",
    "conversations.none": "Chưa có cuộc hỏi đáp nào.",
    "conversations.rename": "Đổi tên",
    "conversations.renameTo": "Tên mới",
    "conversations.save": "Lưu",
    "conversations.cancel": "Thôi",
    "conversations.delete": "Xóa",
    "conversations.sure": "Xóa hẳn?",
    "conversations.export": "Tải về",
    "conversations.failed": "Không mở được danh sách: {detail}",
    "documents.title": "Văn bản trong kho",
    "documents.replaced": "đã được thay thế bởi {number}",
    "documents.inForce": "chưa thấy văn bản nào trong kho nói là đã thay thế",
    "documents.undated": "không ghi ngày",
    "documents.relations": "Quan hệ giữa các văn bản",
    "documents.relationsNote": "Theo đúng câu trong văn bản; mở dòng để đọc câu đó.",
    "documents.contents": "Mục lục",
    "documents.gone": "Không còn mục “{anchor}” trong văn bản này; văn bản có thể đã được đọc lại. Hãy tìm theo nội dung bên dưới (Ctrl+F).",
    "documents.loading": "Đang mở văn bản…",
    "relation.supersedes": "{subject} thay thế {object}",
    "relation.amends": "{subject} sửa đổi, bổ sung {object}",
    "relation.repeals": "{subject} bãi bỏ {object}",
    "relation.implements": "{subject} thực hiện {object}",
    "board.title": "Bảng nhiệm vụ và chỉ tiêu",
    "board.filters": "Lọc",
    "board.text": "Có chữ",
    "board.agency": "Cơ quan",
    "board.role": "Vai trò",
    "board.document": "Văn bản",
    "board.kind": "Loại",
    "board.officer": "Người phụ trách",
    "board.unit": "Phòng, đơn vị",
    "board.dueFrom": "Đến hạn từ",
    "board.dueTo": "đến",
    "board.asOf": "Tính đến ngày",
    "board.superseded": "cả văn bản đã được thay thế",
    "board.any": "tất cả",
    "board.clear": "Bỏ lọc",
    "board.monday": "Danh sách thứ Hai",
    "board.mine": "Việc của tôi",
    "board.mineHint": "Chọn người phụ trách hoặc phòng một lần; nút này nhớ lựa chọn đó.",
    "board.week": "Đến hạn trong tuần từ {from} đến {to}",
    "board.found": "{n} trên {total} dòng",
    "board.none": "Không có dòng nào khớp. Hãy bỏ bớt điều kiện lọc.",
    "board.timeline": "Số thời hạn theo tháng",
    "board.today": "tính đến",
    "board.month": "tháng {month}: {n} thời hạn",
    "board.download": "Tải về",
    "board.name": "Nhiệm vụ, chỉ tiêu",
    "board.who": "Chủ trì, theo dõi",
    "board.with": "Phối hợp",
    "board.due": "Thời hạn và tình trạng",
    "board.result": "Kết quả phải đạt",
    "board.progress": "Tiến độ, người phụ trách",
    "board.daysLeft": "còn {n} ngày",
    "board.daysAgo": "{n} ngày trước",
    "board.dueToday": "hôm nay",
    "board.failed": "Không lập được bảng: {detail}",
    "question.due": "Thời gian hoàn thành của “{name}” là khi nào?",
    "question.lead_agency": "Cơ quan nào chủ trì “{name}”?",
    "question.coordinating_agencies": "Những cơ quan nào phối hợp thực hiện “{name}”?",
    "question.accountable_head": "Ai là người đứng đầu chịu trách nhiệm về “{name}”?",
    "question.deliverable": "Kết quả, sản phẩm của “{name}” là gì?",
    "question.authority": "Thẩm quyền ban hành “{name}” thuộc cấp nào?",
    "question.value": "Kết quả phải đạt của chỉ tiêu “{name}” là bao nhiêu?",
    "question.monitoring_agency": "Cơ quan nào theo dõi, đánh giá chỉ tiêu “{name}”?",
    "question.progress": "Tiến độ của “{name}” đến đâu?",
    "question.officers": "Ai phụ trách “{name}”?",
    "question.list": "Những nhiệm vụ nào do {agency} chủ trì?",
  },
  en: {
    "skip": "Skip to main content",
    "nav.ask": "Ask",
    "nav.documents": "Documents",
    "nav.tasks": "Task board",
    "language.other": "Tiếng Việt",
    "ask.title": "Ask",
    "ask.welcome": "What do you need to look up?",
    "ask.about": "Ask about tasks, targets, due dates, lead agencies and progress. Every answer cites the exact row of a document; what the documents do not say, the answer says so.",
    "ask.corpus": "{documents} documents, {tasks} tasks, {targets} targets.",
    "ask.examples": "You can ask, for example",
    "ask.label": "Your question",
    "ask.placeholder": "Type a question… (Enter sends, Shift+Enter breaks the line)",
    "ask.send": "Send",
    "ask.stop": "Stop",
    "ask.you": "Question",
    "ask.reading": "Reading the documents…",
    "ask.read": "Question read as: {reading}",
    "ask.stopped": "Stopped. Your question is still in the box.",
    "ask.lost": "The connection was lost; the answer may be incomplete. Your question is still in the box, send it again when you are back online.",
    "ask.failed": "No answer: {detail}",
    "ask.nearest": "The nearest rows in the corpus",
    "ask.sources": "Sources",
    "ask.followups": "Ask next",
    "ask.unstored": "This conversation could not be stored: {detail}",
    "copy.text": "Copy",
    "copy.table": "Copy as table",
    "copy.done": "Copied with its sources.",
    "copy.failed": "The browser did not allow copying; select the text and press Ctrl+C.",
    "copy.source": "Source:",
    "feedback.right": "Right",
    "feedback.wrong_row": "Wrong row",
    "feedback.missing": "Missing",
    "feedback.label": "This answer is",
    "feedback.thanks": "Noted, thank you.",
    "source.title": "Source",
    "source.hint": "Press a number such as [1] in an answer to see the cited row here.",
    "source.close": "Close source",
    "source.of": "Source [{n}]",
    "source.cited": "What is cited",
    "source.table": "In the table of the document",
    "source.text": "In the document",
    "source.document": "Document",
    "source.number": "Number",
    "source.issued": "Issued on",
    "source.issuer": "Issuer",
    "source.section": "Section",
    "source.place": "Place",
    "source.line": "line {first} of the text file",
    "source.lines": "lines {first}–{last} of the text file",
    "source.page": "page {page}",
    "source.open": "Open this row in the document",
    "source.link": "Copy link",
    "source.linked": "Link copied.",
    "source.superseded": "This document has been superseded by {number} (đã được thay thế).",
    "source.stated": "See where this is stated",
    "source.scanned": "Scanned text: letters may be wrong (quality {percent}%). Compare with the print.",
    "source.printed": "Printed",
    "source.mended": "Read as",
    "source.empty": "(empty)",
    "source.failed": "The source could not be opened: {detail}",
    "conversations.title": "Asked before",
    "conversations.new": "New",
    "conversations.none": "No conversations yet.",
    "conversations.rename": "Rename",
    "conversations.renameTo": "New name",
    "conversations.save": "Save",
    "conversations.cancel": "Cancel",
    "conversations.delete": "Delete",
    "conversations.sure": "Delete for good?",
    "conversations.export": "Download",
    "conversations.failed": "The list could not be opened: {detail}",
    "documents.title": "Documents in the corpus",
    "documents.replaced": "superseded by {number}",
    "documents.inForce": "no document here says that it has been superseded",
    "documents.undated": "undated",
    "documents.relations": "How the documents relate",
    "documents.relationsNote": "As their own sentences say; open one to read the sentence.",
    "documents.contents": "Contents",
    "documents.gone": "There is no “{anchor}” in this document any more; it may have been read anew. Search the text below (Ctrl+F).",
    "documents.loading": "Opening the document…",
    "relation.supersedes": "{subject} supersedes {object}",
    "relation.amends": "{subject} amends {object}",
    "relation.repeals": "{subject} repeals {object}",
    "relation.implements": "{subject} implements {object}",
    "board.title": "Tasks and targets",
    "board.filters": "Filters",
    "board.text": "Contains",
    "board.agency": "Agency",
    "board.role": "Role",
    "board.document": "Document",
    "board.kind": "Kind",
    "board.officer": "Officer",
    "board.unit": "Unit",
    "board.dueFrom": "Due from",
    "board.dueTo": "to",
    "board.asOf": "As of",
    "board.superseded": "superseded documents too",
    "board.any": "all",
    "board.clear": "Clear filters",
    "board.monday": "Monday list",
    "board.mine": "My tasks",
    "board.mineHint": "Choose an officer or unit once; this button remembers it.",
    "board.week": "Due in the week from {from} to {to}",
    "board.found": "{n} of {total} rows",
    "board.none": "No row matches. Remove a filter.",
    "board.timeline": "Deadlines by month",
    "board.today": "as of",
    "board.month": "{month}: {n} deadlines",
    "board.download": "Download",
    "board.name": "Task or target",
    "board.who": "Lead, monitoring",
    "board.with": "Coordinating",
    "board.due": "Due and status",
    "board.result": "Result required",
    "board.progress": "Progress, officers",
    "board.daysLeft": "{n} days left",
    "board.daysAgo": "{n} days ago",
    "board.dueToday": "today",
    "board.failed": "The board could not be built: {detail}",
    "question.due": "When is “{name}” due?",
    "question.lead_agency": "Which agency leads “{name}”?",
    "question.coordinating_agencies": "Which agencies coordinate “{name}”?",
    "question.accountable_head": "Who is the accountable head of “{name}”?",
    "question.deliverable": "What is the deliverable of “{name}”?",
    "question.authority": "Who has the authority to issue “{name}”?",
    "question.value": "What is the target value of “{name}”?",
    "question.monitoring_agency": "Which agency monitors the target “{name}”?",
    "question.progress": "What is the progress of “{name}”?",
    "question.officers": "Who is in charge of “{name}”?",
    "question.list": "Which tasks does {agency} lead?",
  },
};

const KEY = "dannguon.language";
const listeners = [];
let current = localStorage.getItem(KEY) === "en" ? "en" : "vi";
let fromService = { vi: { fields: {}, kinds: {}, statuses: {} }, en: { fields: {}, kinds: {}, statuses: {} } };

/** The language shown: "vi" or "en". */
export const language = () => current;

/** The text at `key` with its {slots} filled. */
export function t(key, slots = {}) {
  return TEXT[current][key].replace(/\{(\w+)\}/g, (_, name) => slots[name] ?? "");
}

/** Whether there is a text at `key`. */
export const has = (key) => key in TEXT[current];

/** The service's word for a value: word("fields", "due"). */
export const word = (group, value) => fromService[current][group][value] ?? value;

/** A day as people write it here: 14/02/2026. */
export function day(iso) {
  const [year, month, date] = iso.split("-");
  return `${date}/${month}/${year}`;
}

/** Call `listener` now and whenever the language changes; the service's words are there by then. */
export async function whenWorded(listener) {
  listeners.push(listener);
  await loaded;
  listener();
}

const loaded = get("/api/v1/words").then(
  (words) => (fromService = words),
  () => null, // without them the page shows the service's own names
);

function translate() {
  document.documentElement.lang = current;
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = t(node.dataset.text);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", t(node.dataset.label));
  for (const node of document.querySelectorAll("[data-placeholder]")) node.placeholder = t(node.dataset.placeholder);
  const other = document.getElementById("language");
  other.textContent = t("language.other");
  other.lang = current === "vi" ? "en" : "vi";
}

document.getElementById("language").addEventListener("click", () => {
  current = current === "vi" ? "en" : "vi";
  localStorage.setItem(KEY, current);
  translate();
  for (const listener of listeners) listener();
});
if (current !== "vi") translate();
if (matchMedia("(max-width: 60rem)").matches) {
  for (const fold of document.querySelectorAll("details.fold")) fold.open = false; // room for what people came for
}
