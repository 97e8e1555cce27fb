"""Progress as data: yielded by long work, drawn by the command line only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` steps of a stage whose Vietnamese name people see; `note` says on what."""

    stage: str
    done: int
    total: int
    note: str = ""
