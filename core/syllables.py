"""What Vietnamese syllables follow each other. Knows the shipped table; hides its packing and the backing off."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from dannguon.text import nfc

STEP = 1 / 14
"""Costs are stored as -ln p in steps of this; `scripts/build_syllables.py` writes them so."""

_MODERN = re.compile("(o(?=[ae])|(?<!q)u(?=y))([aey])([\u0300\u0301\u0303\u0309\u0323])$")

BOUNDARY, NUMBER, OTHER = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Syllables:
    """A bigram model. Ids 0–2 stand for a phrase boundary, a number and any other word.

    `printed` are the syllables as offices write them, with the tone of oa, oe, uy on the first vowel (hóa);
    `foreign` are words of other languages that Vietnamese texts use.
    """

    printed: tuple[str, ...]
    index: dict[str, int]
    foreign: frozenset[str]
    unigram: NDArray[np.float32]
    backoff: NDArray[np.float32]
    keys: NDArray[np.uint32]
    bigram: NDArray[np.uint8]

    def follow(self, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.float32]:
        """-ln P(second | first), elementwise."""
        wanted = (first * 65536 + second).astype(np.uint32)
        at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        known = self.keys[at] == wanted
        return np.where(known, self.bigram[at] * np.float32(STEP), self.backoff[first] + self.unigram[second])


def _old_style(syllable: str) -> str:
    found = _MODERN.search(unicodedata.normalize("NFD", syllable))
    if found is None:
        return syllable
    decomposed = unicodedata.normalize("NFD", syllable)
    return nfc(decomposed[: found.start()] + found[1] + found[3] + found[2])


@cache
def load_syllables() -> Syllables:
    """The shipped table; read once a process, in some milliseconds."""
    path = resources.files("dannguon.data") / "syllables.npz"
    with resources.as_file(path) as file, np.load(file) as table:
        spelling = tuple(bytes(table["syllables"]).decode().split("\n"))
        return Syllables(
            printed=tuple(map(_old_style, spelling)),
            index={word: i for i, word in enumerate(spelling)},
            foreign=frozenset(bytes(table["foreign"]).decode().split("\n")),
            unigram=table["unigram"].astype(np.float32) * np.float32(STEP),
            backoff=table["backoff"].astype(np.float32) * np.float32(STEP),
            keys=np.cumsum(table["keys"], dtype=np.uint32),
            bigram=table["bigram"],
        )
