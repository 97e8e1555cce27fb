"""The gate over the shipped corpus: no guarded figure falls below its committed baseline."""

import pytest

from dannguon.eval.baseline import load_baseline
from dannguon.eval.bench import Bench
from dannguon.eval.command import QUESTIONS, TODAY
from dannguon.eval.gate import check
from dannguon.eval.loading import load, merged
from dannguon.eval.run import run
from dannguon.kb import published
from dannguon.settings import Settings


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
