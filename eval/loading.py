"""A question file becomes a suite, or a sentence that says which line is wrong. Hides JSON lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import ValidationError

from dannguon.errors import SuiteError
from dannguon.eval.cases import Case, Suite
from dannguon.eval.grounding import Ground
from dannguon.models import Record


def load(path: Path, records: Iterable[Record] | None = None) -> Suite:
    """Read a suite of JSON lines; blank lines are skipped.

    Args:
        path: a UTF-8 file.
        records: what the corpus holds. With it every expected record must exist and every fact must stand in one
            of its cited records (`grounding.problems`); without it only the form is checked.

    Raises:
        SuiteError: a line for everything that is wrong, with file, line and reason: unreadable file, no case at all,
            invalid JSON, unknown key, broken rule of `Case`, duplicate id, unknown record, unsupported fact.
    """
    ground = None if records is None else Ground(records)
    cases: dict[str, Case] = {}
    problems: list[str] = []
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            case = Case.model_validate_json(line)
        except ValidationError as error:
            problems.append(f"{where}: {_reason(error)}")
            continue
        if case.id in cases:
            problems.append(f"{where}: case id {case.id!r} is used twice; ids name results, so rename one.")
        problems += [f"{where}: case {case.id!r}: {problem}" for problem in (ground.problems(case) if ground else ())]
        cases[case.id] = case
    if not cases and not problems:
        problems.append(f"{path}: no case in this file.")
    if problems:
        raise SuiteError("\n".join(problems))
    return Suite(path.stem, tuple(cases.values()))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SuiteError(f"{path}: cannot be read as UTF-8 text: {error}") from error


def _reason(error: ValidationError) -> str:
    """The first thing that is wrong with a line, and where in it."""
    first = error.errors(include_url=False)[0]
    key = ".".join(map(str, first["loc"]))
    return f"{key + ': ' if key else ''}{first['msg']}"


def merged(suites: Sequence[Suite]) -> Suite:
    """One suite of several, in order, named by all ("dev+own").

    Raises:
        SuiteError: two of them use one case id.
    """
    cases = {case.id: case for suite in suites for case in suite}
    name = "+".join(suite.name for suite in suites)
    if len(cases) < sum(map(len, suites)):
        raise SuiteError(f"{name}: a case id is used in two files; ids name results, so rename one.")
    return Suite(name, tuple(cases.values()))
