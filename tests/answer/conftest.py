"""What all tests of this folder read: an assistant over the invented corpus, and the rows of the shipped plan."""

import pytest

from dannguon.ingest.catalog import load_catalog
from dannguon.ingest.pipeline import read_corpus
from dannguon.kb import KnowledgeBase, new_generation

from .rows import SHIPPED_PLAN
from .talk import assistant


@pytest.fixture(scope="session")
def official(tmp_path_factory):
    """The assistant; reading only, so one for all."""
    return assistant(tmp_path_factory.mktemp("talk"))


@pytest.fixture(scope="session")
def plan_kb(tmp_path_factory):
    """A knowledge base of the shipped plan alone, without indexes."""
    if not SHIPPED_PLAN.exists():
        pytest.skip("the shipped plan is not in this checkout")
    steps = read_corpus([SHIPPED_PLAN], load_catalog(SHIPPED_PLAN.parent), None, add=False)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            contents = done.value.contents()
            break
    home = tmp_path_factory.mktemp("home")
    with new_generation(home, contents):
        pass
    return KnowledgeBase.open(home)
