"""What tests of several stages share: the knowledge base of the shipped corpus, built once a session."""

import shutil
from pathlib import Path

import pytest

from dannguon.answer.ask import Assistant, Assistants
from dannguon.api.building import build
from dannguon.kb import KnowledgeBase
from dannguon.settings import Settings

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="session")
def corpus_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings over the shipped corpus, built into a folder of the session with the real model.

    Vectors that `make test` has computed before are taken over: they are looked up by model and text.
    """
    settings = Settings(home=tmp_path_factory.mktemp("corpus"), corpus=CORPUS)
    vectors = Settings().home / "vectors.sqlite"
    if vectors.exists():
        shutil.copy(vectors, settings.home)
    for _ in build(settings):
        pass
    return settings


@pytest.fixture(scope="session")
def corpus_kb(corpus_settings: Settings) -> KnowledgeBase:
    """The records of the shipped corpus."""
    return KnowledgeBase.open(corpus_settings.home)


@pytest.fixture(scope="session")
def assistant(corpus_settings: Settings) -> Assistant:
    """The assistant on the shipped corpus, without a language model."""
    return Assistants(corpus_settings.home, corpus_settings.cache, corpus_settings.embedding).current()
