"""What each part of the search is worth. Knows how parts are switched off; hides nothing of the search."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from enum import Enum
from typing import Any

from dannguon.eval.cases import Case
from dannguon.eval.ranking import Search, Trial, try_search
from dannguon.retrieval.search import ALL_PARTS, Parts

SearchWith = Callable[[Parts], Search]


def variants(parts: Parts = ALL_PARTS) -> Iterator[tuple[str, Parts]]:
    """Yield all parts, then each one switched off, then each other kind of fusion, by name."""
    yield "đủ các phần", parts
    for part in fields(parts):
        value: Any = getattr(parts, part.name)
        others: list[Any] = [False] if value is True else list(type(value)) if isinstance(value, Enum) else []
        for other in others:
            name = f"{part.name} = {other.value}" if isinstance(other, Enum) else f"không {part.name}"
            if other is not value:
                yield name, replace(parts, **{part.name: other})


def ablate(search_with: SearchWith, cases: Sequence[Case]) -> Iterator[Trial]:
    """Yield a trial for each variant over the same cases, all parts first."""
    for name, parts in variants():
        yield try_search(name, search_with(parts), cases)
