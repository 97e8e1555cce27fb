"""The gate over the shipped corpus: no guarded figure falls below its committed baseline."""

from pathlib import Path

import pytest

from dannguon.eval.baseline import load_baseline
from dannguon.eval.bench import Bench
from dannguon.eval.command import QUESTIONS, TODAY
from dannguon.eval.gate import check
from dannguon.eval.loading import load, merged
from dannguon.eval.run import run
from dannguon.kb import published
from dannguon.settings import Settings

SUITES = Path(__file__).parents[2] / "eval" / "suites"


def test_the_shipped_corpus_holds_its_baseline():
    baseline = load_baseline("+".join(path.stem for path in QUESTIONS))
    if baseline is None:
        pytest.skip("no baseline yet: `dannguon eval --accept` writes it")
    if published(Settings().home) is None:
        pytest.skip("no knowledge base here: `make test` builds it first")
    bench = Bench(Settings(), TODAY)
    suite = merged([load(path, bench.records) for path in QUESTIONS])
    findings = check(run(suite, bench.ask), baseline)
    assert not findings, "\n".join(map(str, findings))


@pytest.mark.parametrize("path", sorted(SUITES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_every_shipped_suite_rests_on_records_that_are_there(path, corpus_kb):
    assert load(path, corpus_kb.records).cases
