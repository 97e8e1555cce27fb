"""A run as a table on a terminal. Knows which figures are shown, and their Vietnamese names; hides Rich."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from dannguon.eval.baseline import Baseline
from dannguon.eval.metrics import FIGURES
from dannguon.eval.results import Identity, Report, Result, latency
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


def changes(report: Report, baseline: Baseline | None) -> dict[str, Change | None]:
    """The change of every figure over the whole suite against the baseline."""
    return {figure: _against(report.results, figure, baseline) for figure in FIGURES}


def print_report(report: Report, baseline: Baseline | None, console: Console) -> None:
    """Print the table by category, the summary of all figures, latency, and what failed."""
    console.print(_by_category(report, baseline))
    console.print(_summary(report, baseline))
    for line in closing_lines(report):
        console.print(line, markup=False, highlight=False)


def _by_category(report: Report, baseline: Baseline | None) -> Table:
    table = Table(title=f"Bộ câu hỏi {report.suite}", title_justify="left")
    table.add_column("loại")
    for heading in ("n", *(LABELS[figure] for figure in IN_TABLE), "95 %", "± mốc", "p"):
        table.add_column(heading, justify="right")
    for row in rows(report, baseline):
        exact = row.figures["exact"]
        interval = f"{exact.low:.2f}–{exact.high:.2f}" if exact else ""
        means = (f"{figure.mean:.3f}" if (figure := row.figures[name]) else "·" for name in IN_TABLE)
        few = "*" if row.n < FEW else ""
        table.add_row(row.category, f"{row.n}{few}", *means, interval, *told(row.change))
    return table


def _summary(report: Report, baseline: Baseline | None) -> Table:
    table = Table(title="Toàn bộ", title_justify="left", caption=f"* dưới {FEW} câu", caption_justify="left")
    table.add_column("chỉ số")
    for heading in ("", "95 %", "n", "không áp dụng", "± mốc", "p"):
        table.add_column(heading, justify="right")
    (whole,) = (row for row in rows(report, baseline) if row.category == ALL)
    for figure, difference in changes(report, baseline).items():
        if (value := whole.figures[figure]) is not None:
            interval = f"{value.low:.3f}–{value.high:.3f}"
            counts = (f"{value.n}", f"{value.excluded}")
            table.add_row(f"{LABELS[figure]} ({figure})", f"{value.mean:.3f}", interval, *counts, *told(difference))
    return table


def told(difference: Change | None) -> tuple[str, str]:
    """A change and its p value, "" for both where there is no baseline."""
    return ("", "") if difference is None else (f"{difference.difference:+.3f}", f"{difference.p:.3f}")


def closing_lines(report: Report) -> Iterator[str]:
    """Refusal, latency, identity, and the cases to look at, in plain sentences."""
    refusal = report.abstention
    parts = {"precision": refusal.precision, "recall": refusal.recall, "F1": refusal.f1}
    figures = ", ".join(f"{name} {'–' if value is None else f'{value:.3f}'}" for name, value in parts.items())
    yield f"Từ chối: {figures} ({refusal.refused} lần từ chối, {refusal.unanswerable} câu phải từ chối)"
    for stage, (p50, p95) in latency(report.results).items():
        yield f"Thời gian {stage}: p50 {p50:.1f} ms, p95 {p95:.1f} ms"
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
        "kho": identity.corpus_revision,
        "lời nhắc": identity.prompt_hash,
        "mô hình": identity.model or "không dùng",
        "commit": identity.commit,
    }
    return " · ".join(f"{name} {value or '?'}" for name, value in parts.items())
