"""A question file becomes a suite, or a sentence that says which line is wrong. Hides JSON lines."""

from __future__ import annotations

from collections.abc import Iterable
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
        SuiteError: naming file, line and reason: unreadable file, no case at all, invalid JSON, unknown key, broken
            rule of `Case`, duplicate id, unknown record, unsupported fact.
    """
    ground = None if records is None else Ground(records)
    cases: dict[str, Case] = {}
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        case = _case(line, f"{path}:{number}")
        if case.id in cases:
            raise SuiteError(f"{path}:{number}: case id {case.id!r} is used twice; ids name results, so rename one.")
        for problem in ground.problems(case) if ground else ():
            raise SuiteError(f"{path}:{number}: case {case.id!r}: {problem}")
        cases[case.id] = case
    if not cases:
        raise SuiteError(f"{path}: no case in this file.")
    return Suite(path.stem, tuple(cases.values()))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SuiteError(f"{path}: cannot be read as UTF-8 text: {error}") from error


def _case(line: str, where: str) -> Case:
    try:
        return Case.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(map(str, first["loc"]))
        raise SuiteError(f"{where}: {key + ': ' if key else ''}{first['msg']}") from error
