"""A run as one self-contained HTML page. Knows what stands where on the page; hides escaping."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from string import Template

from dannguon.eval.baseline import Baseline
from dannguon.eval.cases import Place
from dannguon.eval.given import Citation
from dannguon.eval.reasons import reasons
from dannguon.eval.report import ALL, IN_TABLE, LABELS, Row, named, rows, sheets
from dannguon.eval.results import Report, Result
from dannguon.eval.sheets import Sheet

_TEMPLATE = Path(__file__).resolve().parent / "report.html"
_BAR, _LEFT, _WIDTH = 22, 170, 520

TextOf = Callable[[str], str | None]
"""The printed text of a record by id, None for one we do not have."""


def page(
    report: Report,
    baseline: Baseline | None = None,
    more: Sequence[Sheet] = (),
    text_of: TextOf = lambda record_id: None,
) -> str:
    """The whole page: charts by category, tables, and every failing case with what should have come beside it.

    Args:
        more: further tables: twins, peers, external sets, what each part is worth.
        text_of: for the text of expected records, which answers do not carry.
    """
    counted = rows(report, baseline)
    failed = [result for result in report.results if result.failed]
    categories = sorted({result.case.category for result in failed})
    return Template(_TEMPLATE.read_text("utf-8")).substitute(
        suite=escape(report.suite),
        identity=escape(named(report.identity)),
        headline="".join(_tile(LABELS[name], counted[-1], name) for name in IN_TABLE),
        unasked=_unasked(report),
        charts="".join(_chart(name, counted) for name in IN_TABLE),
        tables="".join(map(_table, [*sheets(report, baseline), *more])),
        options="".join(f"<option>{escape(category)}</option>" for category in categories),
        failed=f"{len(failed)}",
        asked=f"{len(report.results)}",
        cases="".join(_case(result, text_of) for result in failed),
    )


def _tile(label: str, whole: Row, figure: str) -> str:
    value = whole.figures[figure]
    if value is None:
        return ""
    return f"<div class=tile><b>{value.mean:.3f}</b><span>{escape(label)}</span><small>n = {value.n}</small></div>"


def _unasked(report: Report) -> str:
    if not report.not_asked:
        return ""
    return f"<p class=warning>Không hỏi được {len(report.not_asked)} câu: {escape(', '.join(report.not_asked))}</p>"


def _chart(figure: str, counted: list[Row]) -> str:
    """Bars of one figure by category with their 95 % intervals, as SVG; "" when it applies nowhere."""
    shown = [(row, value) for row in counted if (value := row.figures[figure]) is not None]
    if not shown:
        return ""
    bars = []
    for at, (row, value) in enumerate(shown):
        y = 4 + at * _BAR
        x, low, high = (_LEFT + share * 240 for share in (value.mean, value.low, value.high))
        kind = (
            "all" if row.category == ALL else "good" if value.mean >= 0.95 else "fair" if value.mean >= 0.85 else "poor"
        )
        bars.append(
            f"<text x={_LEFT - 8} y={y + 13} text-anchor=end>{escape(row.category)}</text>"
            f"<rect class=track x={_LEFT} y={y} width=240 height=16 />"
            f"<rect class={kind} x={_LEFT} y={y} width={x - _LEFT:.1f} height=16 />"
            f'<path class=interval d="M{low:.1f} {y + 8}H{high:.1f}M{low:.1f} {y + 4}v8M{high:.1f} {y + 4}v8" />'
            f"<text x={_LEFT + 248} y={y + 13}>{value.mean:.2f} ({value.n})</text>"
        )
    label, height = escape(LABELS[figure]), 8 + _BAR * len(shown)
    body = "".join(bars)
    return (
        f"<figure><figcaption>{label} <code>{figure}</code></figcaption>"
        f'<svg viewBox="0 0 {_WIDTH} {height}" role=img aria-label="{label}">{body}</svg></figure>'
    )


def _table(sheet: Sheet) -> str:
    head = "".join(f"<th>{escape(heading)}</th>" for heading in sheet.headings)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in sheet.rows)
    note = f"<p class=note>{escape(sheet.note)}</p>" if sheet.note else ""
    return (
        f"<h3>{escape(sheet.title)}</h3><div class=scroll><table>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{note}"
    )


def _case(result: Result, text_of: TextOf) -> str:
    case = result.case
    turns = "".join(f"<p class=turn>{escape(turn)}</p>" for turn in case.turns[:-1])
    why = "".join(f"<li>{escape(reason)}</li>" for reason in reasons(result))
    facts = "".join(f"<li>{escape(' | '.join(spellings[:3]))}</li>" for spellings in case.facts)
    expected = _expected(result, text_of) + (f"<h5>Dữ kiện</h5><ul>{facts}</ul>" if facts else "")
    given = "".join(map(_citation, result.given.citations)) or "<p class=note>không dẫn bản ghi nào</p>"
    note = f"<p class=note>{escape(case.note)}</p>" if case.note else ""
    return (
        f'<details class=case data-category="{escape(case.category)}">'
        f"<summary><code>{escape(case.id)}</code> <i>{escape(case.category)}</i> {escape(case.turns[-1])}"
        f"<ul class=why>{why}</ul></summary>{turns}"
        f"<h4>Trả lời</h4><div class=answer>{escape(result.given.answer)}</div>"
        f"<div class=sides><section><h4>Phải có</h4>{expected}</section>"
        f"<section><h4>Đã dẫn</h4>{given}</section></div>{note}</details>"
    )


def _expected(result: Result, text_of: TextOf) -> str:
    case = result.case
    if not case.answerable:
        return "<p>Phải từ chối.</p>"
    if case.list_ids:
        return f"<p>Đúng {len(case.list_ids)} dòng:</p>" + "".join(
            _record(i, "", text_of(i) or "") for i in case.list_ids
        )
    return "".join("<p class=or>hoặc</p>".join(_place(place, text_of) for place in group) for group in case.cite)


def _place(place: Place, text_of: TextOf) -> str:
    text = (text_of(place.id) if place.id else None) or place.quote
    return _record(place.id or place.doc, _lines(place.lines), text)


def _citation(citation: Citation) -> str:
    fields = "; ".join(f"{name}: {cell.mended or cell.text}" for name, cell in citation.fields.items())
    return _record(citation.id or "?", _lines(citation.lines), f"{citation.label}\n{fields or citation.quote}")


def _record(name: str, where: str, text: str) -> str:
    return (
        f"<div class=record><code>{escape(name)}</code> <small>{escape(where)}</small><div>{escape(text)}</div></div>"
    )


def _lines(lines: Iterable[int] | None) -> str:
    return "" if lines is None else "dòng " + "–".join(map(str, dict.fromkeys(lines)))
