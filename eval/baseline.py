"""Figures of an earlier run, kept in the repository to compare with. Hides the file form."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from dannguon.errors import SuiteError
from dannguon.eval.metrics import FIGURES
from dannguon.eval.results import Identity, Report

FOLDER = Path(__file__).resolve().parent / "baselines"
"""One file for each suite, named like it."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """`scores` has, for each case id, the figures that applied, by name."""

    suite: str
    identity: Identity
    scores: dict[str, dict[str, float]]

    def values(self, figure: str) -> dict[str, float | None]:
        """One figure by case id, None where it did not apply."""
        return {case: figures.get(figure) for case, figures in self.scores.items()}


def baseline_of(report: Report) -> Baseline:
    """The figures of a report, ready to be kept."""
    scores = {
        result.case.id: {name: value for name in FIGURES if (value := getattr(result.score, name)) is not None}
        for result in report.results
    }
    return Baseline(report.suite, report.identity, scores)


def save_baseline(baseline: Baseline, folder: Path = FOLDER) -> Path:
    """Write `<suite>.json` in `folder`, one line for each case so that a change can be read; return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    cases = ",\n".join(
        f"  {json.dumps(case)}: {json.dumps({name: round(value, 4) for name, value in figures.items()})}"
        for case, figures in baseline.scores.items()
    )
    head = json.dumps(asdict(baseline.identity), ensure_ascii=False)
    path = folder / f"{baseline.suite}.json"
    path.write_text(
        f'{{"suite": {json.dumps(baseline.suite)},\n "identity": {head},\n "scores": {{\n{cases}\n}}}}\n', "utf-8"
    )
    return path


def load_baseline(suite: str, folder: Path = FOLDER) -> Baseline | None:
    """The committed baseline of a suite; None when there is none yet.

    Raises:
        SuiteError: the file is not a baseline.
    """
    path = folder / f"{suite}.json"
    if not path.exists():
        return None
    try:
        return TypeAdapter(Baseline).validate_json(path.read_text("utf-8"))
    except (ValidationError, UnicodeDecodeError) as error:
        raise SuiteError(f"{path}: not a baseline ({error}); delete it and run `dannguon eval --accept`.") from error
