"""A suite is asked and measured. Knows the order of turns and what a dead server means; hides threads."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from time import perf_counter
from typing import Any

from pydantic import ValidationError

from dannguon.errors import ServerGone
from dannguon.eval.askers import Asker
from dannguon.eval.cases import Case, Suite
from dannguon.eval.given import Given
from dannguon.eval.metrics import score
from dannguon.eval.results import Identity, Report, Result

WORKERS = 2
"""Questions asked at once; more gains nothing in process on two cores."""


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` cases were asked; `result` is the latest."""

    done: int
    total: int
    result: Result


def run(
    suite: Suite,
    asker: Asker,
    *,
    identity: Identity | None = None,
    workers: int = WORKERS,
    keep: Path | None = None,
    watch: Callable[[Progress], None] = lambda progress: None,
) -> Report:
    """Ask every case and measure the last answer of each.

    Args:
        suite: asked in its order, `workers` at a time.
        identity: what is measured; what it leaves open is taken from the answers.
        keep: a file that gets one JSON line for every answer as it comes: case, request, response, figures.
        watch: called with each progress, in the thread that called `run`.

    Returns:
        A report. A server that dies half-way does not raise: what was answered is in `results`, the rest in
        `not_asked`.
    """
    results: dict[str, Result] = {}
    with nullcontext() if keep is None else keep.open("w", encoding="utf-8") as lines:
        for done, (result, exchange) in enumerate(_ask_all(suite, asker, workers), 1):
            results[result.case.id] = result
            if lines is not None:
                lines.write(json.dumps(exchange, ensure_ascii=False) + "\n")
                lines.flush()
            watch(Progress(done, len(suite), result))
    ordered = tuple(results[case.id] for case in suite if case.id in results)
    not_asked = tuple(case.id for case in suite if case.id not in results)
    return Report(suite.name, _completed(identity or Identity(), ordered), ordered, not_asked)


def _ask_all(suite: Suite, asker: Asker, workers: int) -> Iterator[tuple[Result, dict[str, Any]]]:
    """Yield each result with what to keep of it, in the order in which answers come."""
    gone = Event()

    def ask(case: Case) -> tuple[Result, dict[str, Any]] | None:
        if gone.is_set():
            return None
        try:
            return _converse(case, asker)
        except ServerGone:
            gone.set()
            return None

    with ThreadPoolExecutor(workers) as pool:
        for future in as_completed([pool.submit(ask, case) for case in suite]):
            if (answered := future.result()) is not None:
                yield answered


def _converse(case: Case, asker: Asker) -> tuple[Result, dict[str, Any]]:
    """Ask turn by turn, the answers in between given back as the assistant's."""
    messages: list[dict[str, str]] = []
    request: dict[str, Any] = {"messages": messages}
    if case.as_of is not None:
        request["as_of"] = case.as_of.isoformat()
    for turn in case.turns:
        messages.append({"role": "user", "content": turn})
        started = perf_counter()
        given, response, error = _answer(asker, request)
        seconds = perf_counter() - started
        messages.append({"role": "assistant", "content": given.answer})
    result = Result(case, given, score(case, given), seconds, error)
    exchange = {"case": case.id, "seconds": round(seconds, 4), "exact": result.score.exact, "error": error}
    return result, exchange | {"messages": messages, "response": response}


def _answer(asker: Asker, request: dict[str, Any]) -> tuple[Given, dict[str, Any] | None, str | None]:
    """Return the answer, the response as it came, and what went wrong; a failure is an empty answer, not a stop."""
    try:
        response = asker({**request, "messages": list(request["messages"])})
        return Given.model_validate(response), response, None
    except ServerGone:
        raise
    except ValidationError as error:
        return Given(), response, f"not the contract's form: {error}"
    except Exception as error:  # whatever breaks in the assistant is what we measure
        return Given(), None, repr(error)


def _completed(identity: Identity, results: tuple[Result, ...]) -> Identity:
    """Fill what `identity` leaves open from the first answer that says it."""

    def first(name: str) -> str | None:
        return next((value for r in results if (value := getattr(r.given, name))), None)

    return replace(
        identity,
        corpus_revision=identity.corpus_revision or first("corpus_revision"),
        prompt_hash=identity.prompt_hash or first("prompt_hash"),
        model=identity.model or first("model"),
    )
