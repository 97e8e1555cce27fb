"""Where the development gold is."""

from pathlib import Path

import pytest

GOLD = Path(__file__).parents[2] / ".." / "shared" / "gold"


@pytest.fixture
def gold() -> Path:
    """The folder of development gold, outside the repository."""
    if not GOLD.exists():
        pytest.skip("../shared/gold is not here")
    return GOLD
