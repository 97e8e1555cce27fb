"""`dannguon eval`: what it measures on request, and when it fails. Knows the order; hides files and progress bars."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from dannguon.errors import SuiteError
from dannguon.eval.ablate import ablate
from dannguon.eval.askers import Asker, url_asker
from dannguon.eval.baseline import Baseline, baseline_of, load_baseline, save_baseline
from dannguon.eval.bench import Bench
from dannguon.eval.cases import Suite
from dannguon.eval.external import LICENCES, load_external, try_external
from dannguon.eval.gate import check
from dannguon.eval.loading import load, merged
from dannguon.eval.page import page
from dannguon.eval.peers import peers
from dannguon.eval.ranking import compared, rankable, touches, try_search
from dannguon.eval.report import closing_lines, sheets
from dannguon.eval.results import Identity, Report
from dannguon.eval.robustness import robustness
from dannguon.eval.run import Progress, run
from dannguon.eval.sheets import Sheet, print_sheets
from dannguon.eval.twins import twins
from dannguon.retrieval.search import ALL_PARTS
from dannguon.settings import Settings

_SUITES = Path(__file__).resolve().parent / "suites"
QUESTIONS = (_SUITES / "dev.jsonl", _SUITES / "own.jsonl")
"""What is asked when no file is named. The held-out questions are asked by name only."""
TODAY = date(2026, 3, 15)
"""The day of questions without `as_of` in process, so that a figure can be repeated on another day."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options of the command.

    `questions` are suite files, asked as one suite; `url` a running server instead of the assistant in process, `key`
    its token; `external` the folder that holds the public sets; `out` where answers and page go (default: `eval` in
    the data folder); `gate` fails when a guarded figure fell below the baseline; `accept` makes the figures the new
    baseline.
    """

    questions: Sequence[Path] = QUESTIONS
    url: str | None = None
    key: str | None = None
    twins: bool = False
    peers: bool = False
    ablate: bool = False
    external: Path | None = None
    out: Path | None = None
    gate: bool = False
    accept: bool = False


def evaluate(wishes: Wishes, settings: Settings, console: Console) -> int:
    """Measure, print, write `<suite>.html` and `<suite>.answers.jsonl`; return the exit code.

    1 when a question was not asked or failed, or the gate found something; else 0.

    Raises:
        SuiteError: a question file is wrong, the gate has no baseline, or wishes that exclude each other.
        KnowledgeBaseError: nothing is built yet.
    """
    if wishes.url:
        if wishes.peers or wishes.ablate or wishes.external:
            raise SuiteError("--peers, --ablate and --external look inside the search: leave out --url.")
        suite, bench = merged([load(path) for path in wishes.questions]), None
        asker = url_asker(wishes.url, key=wishes.key)
    else:
        bench = Bench(settings, TODAY)
        suite = merged([load(path, bench.records) for path in wishes.questions])
        asker = bench.ask
    baseline = load_baseline(suite.name)
    if wishes.gate and baseline is None:
        raise SuiteError(f"The suite {suite.name!r} has no baseline yet; write one with `dannguon eval --accept`.")

    out = wishes.out or settings.home / "eval"
    out.mkdir(parents=True, exist_ok=True)
    report = _asked(suite, asker, Identity(model=settings.model, commit=_commit()), out, console)
    more = [*_twins(wishes, report, suite, asker, out, console), *(_inside(wishes, suite, bench) if bench else ())]
    path = out / f"{suite.name}.html"
    path.write_text(page(report, baseline, more, bench.text_of if bench else lambda record_id: None), "utf-8")
    print_sheets([*sheets(report, baseline), *more], console)
    for line in (*closing_lines(report), f"Báo cáo: {path}"):
        console.print(line, markup=False, highlight=False)
    return _verdict(wishes, report, baseline, console)


def _verdict(wishes: Wishes, report: Report, baseline: Baseline | None, console: Console) -> int:
    findings = check(report, baseline) if wishes.gate and baseline else []
    for finding in findings:
        console.print(f"Tụt dưới mốc: {finding}", markup=False, style="red")
    if wishes.accept and report.complete:
        console.print(f"Mốc so sánh mới: {save_baseline(baseline_of(report))}", markup=False)
    return int(bool(findings) or not report.complete)


def _twins(wishes: Wishes, report: Report, suite: Suite, asker: Asker, out: Path, console: Console) -> Iterator[Sheet]:
    if wishes.twins:
        made = list(twins(suite))
        slipped = Suite(f"{suite.name}.twins", tuple(twin.case for twin in made))
        yield robustness(report, made, _asked(slipped, asker, report.identity, out, console))


def _inside(wishes: Wishes, suite: Suite, bench: Bench) -> Iterator[Sheet]:
    """Yield the tables that look inside the search."""
    cases = [case for case in suite if rankable(case)]
    if wishes.ablate:
        yield compared("Từng phần của tìm kiếm", list(ablate(bench.search_with, cases)))
    if wishes.peers:
        searches = {"Dẫn Nguồn": bench.search_with(ALL_PARTS), **peers(bench.texts(), bench.embedder)}
        trials = [try_search(name, search, cases, touches) for name, search in searches.items()]
        yield compared("Bên cạnh cách dựng thường", trials, "đúng khi có chung dòng với bản ghi phải dẫn")
    if wishes.external:
        for name in LICENCES:
            external = load_external(wishes.external / name)
            with bench.search_over(external) as search:
                trial = try_external(external, "Dẫn Nguồn", search)
            yield compared(name, [trial], external.licence)


def _asked(suite: Suite, asker: Asker, identity: Identity, out: Path, console: Console) -> Report:
    """Run a suite with a bar on the terminal; every answer is kept in `out`."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(suite.name, total=len(suite))

        def watch(progress: Progress) -> None:
            bar.update(task, completed=progress.done)

        return run(suite, asker, identity=identity, keep=out / f"{suite.name}.answers.jsonl", watch=watch)


def _commit() -> str | None:
    """The commit that is checked out, "+" where files differ from it; None outside a checkout."""
    command = ["git", "describe", "--always", "--dirty=+", "--exclude=*"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).resolve().parent)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip() or None
