"""One assistant over the invented corpus for all tests of this folder that talk to it."""

import pytest

from .talk import assistant


@pytest.fixture(scope="session")
def official(tmp_path_factory):
    """The assistant; reading only, so one for all."""
    return assistant(tmp_path_factory.mktemp("talk"))
