"""What a run leaves behind: every answer with its figures, what was not asked, and what it was a run of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dannguon.eval.cases import Case
from dannguon.eval.given import Given
from dannguon.eval.metrics import Abstention, Score, abstention
from dannguon.eval.stats import percentiles


@dataclass(frozen=True, slots=True)
class Identity:
    """What was measured, so that a figure can be repeated. None is "not known to us"."""

    corpus_revision: str | None = None
    prompt_hash: str | None = None
    model: str | None = None
    commit: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One case, its last answer and the figures. `seconds` is the wall clock of the last turn; `error` says why
    `given` is empty, None when the assistant answered.
    """

    case: Case
    given: Given
    score: Score
    seconds: float
    error: str | None = None

    @property
    def failed(self) -> bool:
        """True when a person should look: not exact, or a figure that has to be 1 is not."""
        score = self.score
        return score.exact < 1 or any(figure == 0 for figure in (score.mechanical, score.supersession))


@dataclass(frozen=True, slots=True)
class Report:
    """A run over one suite. `results` are in the order of the suite; `not_asked` are the ids it never reached."""

    suite: str
    identity: Identity
    results: tuple[Result, ...]
    not_asked: tuple[str, ...] = field(default=())

    @property
    def complete(self) -> bool:
        """True when every case was asked and answered without an error."""
        return not self.not_asked and not any(result.error for result in self.results)

    @property
    def abstention(self) -> Abstention:
        """Precision, recall and F1 of refusing."""
        return abstention((result.case, result.given) for result in self.results)

    def values(self, figure: str) -> dict[str, float | None]:
        """One figure by case id, in the order of the suite."""
        return {result.case.id: getattr(result.score, figure) for result in self.results}

    def by_category(self) -> Iterator[tuple[str, list[Result]]]:
        """Results by category, in alphabetical order."""
        for category in sorted({result.case.category for result in self.results}):
            yield category, [result for result in self.results if result.case.category == category]


def latency(results: Iterable[Result]) -> dict[str, tuple[float, float]]:
    """p50 and p95 in milliseconds of each stage that answers tell of, and of the whole as seen outside ("wall")."""
    stages: dict[str, list[float]] = {}
    for result in results:
        if result.error is None:
            for stage, taken in {**result.given.timing_ms, "wall": result.seconds * 1000}.items():
                stages.setdefault(stage, []).append(taken)
    return {stage: percentiles(values) for stage, values in stages.items()}
