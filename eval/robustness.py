"""What a slip of the keyboard costs. Knows how twins pair with their questions."""

from __future__ import annotations

from collections.abc import Sequence

from dannguon.eval.results import Report
from dannguon.eval.sheets import Sheet, share
from dannguon.eval.stats import change, estimate
from dannguon.eval.twins import Slip, Twin


def robustness(report: Report, twins: Sequence[Twin], twin_report: Report) -> Sheet:
    """Robustness loss: the mean of `exact` over twins of a kind less that over the questions they come from.

    The performance drop rate's difference (Zhu et al., PromptRobust 2023), with its exact McNemar p value. Twins that
    were not asked, or whose question was not, are left out.
    """
    before, now = report.values("exact"), twin_report.values("exact")
    lines = []
    for slip in Slip:
        pairs = [
            (before[t.of], now[t.case.id]) for t in twins if t.slip is slip and t.of in before and t.case.id in now
        ]
        was, has = estimate([b for b, _ in pairs]), estimate([n for _, n in pairs])
        loss = change([b for b, _ in pairs], [n for _, n in pairs])
        if was and has and loss:
            interval = f"{has.low:.3f}–{has.high:.3f}"
            means = (share(was.mean), share(has.mean), interval)
            lines.append((slip.value, f"{loss.n}", *means, f"{loss.difference:+.3f}", f"{loss.p:.3f}"))
    return Sheet("Câu hỏi gõ khác đi", ("kiểu", "n", "nguyên bản", "gõ khác", "95 %", "±", "p"), lines)
