"""Learn the syllable table that OCR text and typed questions are mended with. Knows the sources; hides the counting.

usage: build_syllables.py VIWIKI.tar.xz CORPUS_DIR OUT.npz

Vietnamese Wikipedia (CC BY-SA) gives the language, the clean files of CORPUS_DIR the register; a file whose words are
mostly no Vietnamese syllables (an OCRed one) is left out. Takes about half a minute and 1 GB. The table holds arrays:
`syllables` (UTF-8, one a line; the first three are boundary, number, other word), `unigram` and `backoff` (one a
syllable), `keys` (sorted first * 65536 + second, as differences) and `bigram`; costs are -ln p in steps of `STEP`.
`foreign` are the words of other languages that Vietnamese texts use ("test", "Iran"): no slips of a syllable.
"""

from __future__ import annotations

import re
import sys
import tarfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dannguon.text import canonical, fold, nfc

STEP = 1 / 14
SPECIAL = ("<s>", "<num>", "<unk>")
LEAST_SEEN = 8
LEAST_PAIR = 3
LEAST_FOREIGN = 20
REGISTER_WEIGHT = 60
DISCOUNT = 0.75

_TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,/]*|[.;:!?()\[\]\"“”\n\t|–—=*<>]")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWEL = "|".join(nfc(vowel + tone) for vowel in "aăâeêioôơuưy" for tone in ["", *_TONES])
_ONSET = "(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdghklmnpqrstvx])?"
_SHAPE = re.compile(
    f"{_ONSET}(?:uye|uya|uyu|ieu|yeu|oai|oay|uay|uoi|uou|oeo|oao|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye"
    "|[aeiouy])(?:ch|ng|nh|[cmnpt])?"
)
_STOPPED = re.compile("[^cpt](?:ch|[cpt])$")
_FOREIGN = re.compile("(?=.*[aeiouy])[a-z]{3,}")
"""What can be said and has three letters or more."""
_LETTERS = re.compile(f"(?:[bcdđghklmnpqrstvx]|{_VOWEL})+")


def is_syllable(word: str) -> bool:
    """Whether a canonical word is spelt as Vietnamese spells: onset, vowels, coda, and a tone the coda allows."""
    if not _LETTERS.fullmatch(word) or not _SHAPE.fullmatch(fold(word)):
        return False
    decomposed = unicodedata.normalize("NFD", word)
    tones = [mark for mark in decomposed if mark in _TONES]
    return len(tones) <= 1 and (not _STOPPED.search(decomposed) or tones[:1] in (["\u0301"], ["\u0323"]))


_canonical = cache(canonical)


def words(text: str) -> Iterator[str]:
    """Canonical words, "<num>" for figures, "<s>" where a phrase ends; commas are passed over."""
    for token in _TOKEN.findall(nfc(text).lower()):
        if token[0].isdigit():
            yield SPECIAL[1]
        else:
            yield _canonical(token) if token[0].isalpha() else SPECIAL[0]


def articles(archive: Path) -> Iterator[str]:
    """The texts of the archive, in its order."""
    with tarfile.open(archive, "r|xz") as tar:
        for member in tar:
            file = tar.extractfile(member) if member.isfile() else None
            if file is not None:
                yield file.read().decode("utf-8", "replace")


def register(folder: Path, known: set[str]) -> Iterator[str]:
    """The clean texts of a corpus: at least 80 % of the words of one are known syllables."""
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text("utf-8")
        found = [w for w in words(text) if w not in SPECIAL]
        if found and sum(w in known for w in found) / len(found) >= 0.8:
            yield text


def encode(texts: Iterator[str], index: dict[str, int]) -> NDArray[np.uint32]:
    """One id a word, texts parted by a boundary."""
    ids = [np.fromiter((index.get(w, 2) for w in [*words(text), "<s>"]), np.uint32) for text in texts]
    return np.concatenate(ids)


def pairs(ids: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Sorted pair keys with their counts."""
    return np.unique(ids[:-1] * np.uint32(65536) + ids[1:], return_counts=True)


def quantised(probability: NDArray[np.float64]) -> NDArray[np.uint8]:
    """-ln p in steps of STEP; what is rarer than the scale's end stands at its end."""
    return np.clip(np.round(-np.log(np.maximum(probability, 1e-12)) / STEP), 0, 255).astype(np.uint8)


def build(archive: Path, corpus: Path) -> dict[str, NDArray[np.generic]]:
    """The arrays of the table: bigrams by absolute discounting, backing off to unigrams."""
    seen = Counter(w for text in articles(archive) for w in words(text))
    known = {w for w, n in seen.items() if n >= LEAST_SEEN and is_syllable(w)}
    bare = set(map(fold, known))
    foreign = sorted(w for w, n in seen.items() if n >= LEAST_FOREIGN and _FOREIGN.fullmatch(w) and w not in bare)
    clean = list(register(corpus, known))
    known |= {w for text in clean for w in words(text) if is_syllable(w)}
    vocabulary = [*SPECIAL, *sorted(known)]
    index = {w: i for i, w in enumerate(vocabulary)}
    wiki, home = encode(articles(archive), index), encode(iter(clean), index)
    count = np.bincount(wiki, minlength=len(vocabulary)) + REGISTER_WEIGHT * np.bincount(
        home, minlength=len(vocabulary)
    )
    (wiki_keys, wiki_n), (home_keys, home_n) = pairs(wiki), pairs(home)
    keys = np.union1d(wiki_keys, home_keys)
    n = np.zeros(len(keys))
    n[np.searchsorted(keys, wiki_keys)] += wiki_n
    n[np.searchsorted(keys, home_keys)] += REGISTER_WEIGHT * home_n
    keep = n >= LEAST_PAIR
    unigram = count / count.sum()
    first = keys >> 16
    kept = np.bincount(first[keep], weights=n[keep] - DISCOUNT, minlength=len(vocabulary))
    backoff = 1 - kept / np.maximum(count, 1)
    keys, n, first = keys[keep], n[keep], first[keep]
    bigram = (n - DISCOUNT) / count[first] + backoff[first] * unigram[keys & 0xFFFF]
    return {
        "foreign": np.frombuffer("\n".join(foreign).encode(), np.uint8),
        "syllables": np.frombuffer("\n".join(vocabulary).encode(), np.uint8),
        "unigram": quantised(unigram),
        "backoff": quantised(backoff),
        "keys": np.diff(keys, prepend=np.uint32(0)).astype(np.uint32),
        "bigram": quantised(bigram),
    }


if __name__ == "__main__":
    table = build(Path(sys.argv[1]), Path(sys.argv[2]))
    np.savez_compressed(sys.argv[3], allow_pickle=False, **table)
    print({name: array.shape for name, array in table.items()})
