"""The wording of answers, read from the YAML files beside this one; their hash goes into every answer."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dannguon.language import Language


class Wording:
    """The templates of one language, by dotted path: `wording("lookup.sentence")`."""

    def __init__(self, table: dict[str, Any]) -> None:
        """Take the parsed table of a language."""
        self._table = table

    def __call__(self, path: str) -> str:
        """The template at `path`; raises KeyError when there is none."""
        node: Any = self._table
        for key in path.split("."):
            node = node[key]
        return str(node)

    def find(self, path: str, default: str) -> str:
        """The template at `path`, or at `default`."""
        try:
            return self(path)
        except KeyError:
            return self(default)


@cache
def load_wording(language: Language) -> Wording:
    """The templates of a language."""
    return Wording(yaml.safe_load((files(__package__) / f"{language}.yaml").read_text("utf-8")))


@cache
def prompt_hash() -> str:
    """Twelve hex digits over every file of wording: the same answer needs the same hash."""
    digest = hashlib.sha256()
    for path in sorted(files(__package__).iterdir(), key=lambda p: p.name):
        if path.name.endswith((".yaml", ".md")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
