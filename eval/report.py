"""A run in tables and sentences. Knows which figures are shown, and their Vietnamese names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dannguon.eval.baseline import Baseline
from dannguon.eval.metrics import FIGURES
from dannguon.eval.results import Identity, Report, Result, latency
from dannguon.eval.sheets import Sheet, share
from dannguon.eval.stats import Change, Estimate, change, estimate

ALL = "tất cả"
LABELS = {
    "exact": "đúng trọn vẹn",
    "right_first": "đúng dòng đầu",
    "precision": "trích dẫn đúng",
    "recall": "trích dẫn đủ",
    "f1": "F1 trích dẫn",
    "facts": "đủ dữ kiện",
    "fact_accuracy": "tỷ lệ dữ kiện",
    "list_f1": "F1 danh sách",
    "list_complete": "danh sách đủ",
    "count": "đếm đúng",
    "refusal": "từ chối đúng lúc",
    "contradiction": "nêu đủ hai bên",
    "supersession": "đúng bản hiện hành",
    "mechanical": "khớp từng ô",
}
"""What people read for each figure of `Score`."""
IN_TABLE = ("exact", "right_first", "precision", "recall", "facts", "list_complete", "count", "refusal", "mechanical")
"""The figures that the table by category shows; the summary has all."""
FEW = 20
"""Categories with fewer cases say little alone; they are marked."""


@dataclass(frozen=True, slots=True)
class Row:
    """A category (or `ALL`): the estimate of each figure, and the change of `exact` against the baseline."""

    category: str
    n: int
    figures: dict[str, Estimate | None]
    change: Change | None


def rows(report: Report, baseline: Baseline | None) -> list[Row]:
    """One row for each category, in alphabetical order, then one for all."""
    named = [*report.by_category(), (ALL, list(report.results))]
    return [_row(category, results, baseline) for category, results in named]


def _row(category: str, results: Sequence[Result], baseline: Baseline | None) -> Row:
    figures = {figure: estimate([getattr(r.score, figure) for r in results]) for figure in FIGURES}
    return Row(category, len(results), figures, _against(results, "exact", baseline))


def _against(results: Sequence[Result], figure: str, baseline: Baseline | None) -> Change | None:
    if baseline is None:
        return None
    before = baseline.values(figure)
    return change([before.get(r.case.id) for r in results], [getattr(r.score, figure) for r in results])


def sheets(report: Report, baseline: Baseline | None) -> list[Sheet]:
    """The figures by category, over the whole suite, and the latency."""
    counted = rows(report, baseline)
    return [_by_category(report, counted), _summary(report, counted[-1], baseline), _latency(report)]


def _by_category(report: Report, counted: list[Row]) -> Sheet:
    headings = ("loại", "n", *(LABELS[figure] for figure in IN_TABLE), "95 % trọn vẹn", "± mốc", "p")
    lines = []
    for row in counted:
        exact = row.figures["exact"]
        interval = f"{exact.low:.2f}–{exact.high:.2f}" if exact else ""
        means = (share(figure.mean if (figure := row.figures[name]) else None) for name in IN_TABLE)
        n = f"{row.n}*" if row.n < FEW else f"{row.n}"
        lines.append((row.category, n, *means, interval, *_told(row.change)))
    return Sheet(f"Bộ câu hỏi {report.suite}", headings, lines, f"* dưới {FEW} câu")


def _summary(report: Report, whole: Row, baseline: Baseline | None) -> Sheet:
    lines = []
    for figure, value in whole.figures.items():
        if value is not None:
            interval = f"{value.low:.3f}–{value.high:.3f}"
            difference = _told(_against(report.results, figure, baseline))
            counts = f"{value.n}", f"{value.excluded}"
            lines.append((f"{LABELS[figure]} ({figure})", share(value.mean), interval, *counts, *difference))
    refusal = report.abstention
    parts = {"precision": refusal.precision, "recall": refusal.recall, "F1": refusal.f1}
    for name, part in parts.items():
        n = refusal.refused if name == "precision" else refusal.unanswerable
        lines.append((f"từ chối: {name}", share(part), "", f"{n}", "", "", ""))
    return Sheet("Toàn bộ", ("chỉ số", "", "95 %", "n", "không áp dụng", "± mốc", "p"), lines)


def _latency(report: Report) -> Sheet:
    lines = [(stage, f"{p50:.1f}", f"{p95:.1f}") for stage, (p50, p95) in latency(report.results).items()]
    return Sheet("Thời gian (ms)", ("bước", "p50", "p95"), lines)


def _told(difference: Change | None) -> tuple[str, str]:
    """A change and its p value, "" for both where there is nothing to compare."""
    return ("", "") if difference is None else (f"{difference.difference:+.3f}", f"{difference.p:.3f}")


def closing_lines(report: Report) -> Iterator[str]:
    """What was measured, and the cases to look at, in plain sentences."""
    yield named(report.identity)
    if failed := [result.case.id for result in report.results if result.failed]:
        yield f"Cần xem ({len(failed)}): {', '.join(failed)}"
    if errors := [f"{r.case.id} ({r.error})" for r in report.results if r.error]:
        yield f"Lỗi ({len(errors)}): {'; '.join(errors)}"
    if report.not_asked:
        yield f"Không hỏi được ({len(report.not_asked)}): {', '.join(report.not_asked)}"


def named(identity: Identity) -> str:
    """What was measured, in one line; "?" where it is not known."""
    parts = {
        "kho": identity.corpus_revision or "?",
        "lời nhắc": identity.prompt_hash or "?",
        "mô hình ngôn ngữ": identity.model or "không dùng",
        "commit": identity.commit or "?",
    }
    return " · ".join(f"{name} {value}" for name, value in parts.items())
