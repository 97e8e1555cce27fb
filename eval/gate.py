"""Whether a change may go in: no guarded figure falls below the baseline. Knows what is guarded, and by how much."""

from __future__ import annotations

from dataclasses import dataclass

from dannguon.eval.baseline import Baseline
from dannguon.eval.results import Report

GUARDED = {"exact": 1, "list_complete": 1, "refusal": 1, "mechanical": 0}
"""Figures that must not fall, and the questions that each may lose. A wrong value shown is never let through."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A figure that fell from `before` to `now` right answers; `cases` are the ids that got worse."""

    figure: str
    before: float
    now: float
    cases: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.figure}: {self.before:g} → {self.now:g} ({', '.join(self.cases)})"


def check(report: Report, baseline: Baseline) -> list[Finding]:
    """Compare over the cases that both runs have and the figure applies to in both.

    Returns:
        A finding for each guarded figure that lost more questions than it may, and one named "not_asked" when the
        run is not whole. Cases that one of the runs does not have are left out: a suite may grow.
    """
    findings = []
    if report.not_asked:
        findings.append(
            Finding("not_asked", len(report.not_asked) + len(report.results), len(report.results), report.not_asked)
        )
    for figure, spare in GUARDED.items():
        before, now = baseline.values(figure), report.values(figure)
        pairs = {c: (b, n) for c, b in before.items() if b is not None and (n := now.get(c)) is not None}
        was, has = sum(b for b, _ in pairs.values()), sum(n for _, n in pairs.values())
        if was - has > spare:
            findings.append(Finding(figure, was, has, tuple(c for c, (b, n) in pairs.items() if n < b)))
    return findings
