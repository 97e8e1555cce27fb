"""What each part of the search is worth. Knows how parts are switched off; hides nothing of the search."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from enum import Enum

from dannguon.eval.cases import Case
from dannguon.eval.ranking import Search, Trial, try_search
from dannguon.retrieval.search import ALL_PARTS, Parts

SearchWith = Callable[[Parts], Search]


def variants(parts: Parts = ALL_PARTS) -> Iterator[tuple[str, Parts]]:
    """Yield all parts, then each one switched off, then each other kind of fusion, by name."""
    yield "đủ các phần", parts
    for part in fields(parts):
        value = getattr(parts, part.name)
        if value is True:
            yield f"không {part.name}", replace(parts, **{part.name: False})
        elif isinstance(value, Enum):
            for other in type(value):
                if other is not value:
                    yield f"{part.name} = {other.value}", replace(parts, **{part.name: other})


def ablate(search_with: SearchWith, cases: Sequence[Case]) -> Iterator[Trial]:
    """Yield a trial for each variant over the same cases, all parts first."""
    for name, parts in variants():
        yield try_search(name, search_with(parts), cases)
