"""Typing slips, mended by the company a word keeps. Knows which words stand beside each other in the corpus."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from dannguon.retrieval.keyboard import is_syllable
from dannguon.text import canonical, fold, syllables

_WORD = re.compile(r"\w+")
_UNSPELT = re.compile(r"(?:ng|c)[eiy]|g[ey]|(?:k|n?gh)[aou]")
"""Onsets that are not written before these vowels: "ngệ" is no word, "nghệ" is."""
_PLAIN = re.compile(r"[^\W\d_]+")
_LEAST = 3
"""Times that a mended word must have stood beside a neighbour in the corpus …"""
_MARGIN = 3.0
"""… and how many times more often than the next candidate."""


class Spelling:
    """Words and neighbours of the texts it was built from; safe to share between threads."""

    def __init__(self, texts: Iterable[str], phrases: Iterable[str] = (), keep: Iterable[str] = ()) -> None:
        """Read the texts once; their words are right by definition. A phrase counts as if it stood there often.

        `keep` are words that mean something as they are, such as chat shorthand.
        """
        self._kept = {fold(word) for word in keep}
        self._pairs: Counter[tuple[str, str]] = Counter()
        for text in texts:
            self._pairs.update(pairwise(syllables(text)))
        for phrase in phrases:
            for pair in pairwise(syllables(phrase)):
                self._pairs[pair] += _LEAST
        self._words = {word for pair in self._pairs for word in pair}
        self._folded = {fold(word) for word in self._words}
        self._near: dict[str, set[str]] = defaultdict(set)
        for word in self._words:
            for key in _keys(fold(word)):
                self._near[key].add(word)

    def mend(self, text: str) -> str:
        """`text` with each unknown word replaced by the one word, a slip away, that its neighbours call for.

        A word is unknown when no text holds it: as typed in a question with diacritics, folded in one without.
        A word that can be a Vietnamese one gets other tones and marks only, or the letter that it lost with them.
        Acronyms, numbers and words whose neighbours say nothing stay.
        """
        toned = fold(text) != text.casefold()
        found = list(_WORD.finditer(text))
        words = [canonical(match[0]) for match in found]
        out, end = [], 0
        for at, match in enumerate(found):
            if not _is_plain(match, text) or self._is_known(words[at], toned):
                continue
            before = words[at - 1] if at and _adjacent(text, found[at - 1].end(), match.start()) else ""
            after = words[at + 1] if at + 1 < len(words) and _adjacent(text, match.end(), found[at + 1].start()) else ""
            better = self._called_for(words[at], before, after)
            if better:
                words[at] = better
                out += [text[end : match.start()], better]
                end = match.end()
        return "".join([*out, text[end:]])

    def _is_known(self, word: str, toned: bool) -> bool:
        return fold(word) in self._kept or (word in self._words if toned else fold(word) in self._folded)

    def _called_for(self, word: str, before: str, after: str) -> str | None:
        plain = fold(word)
        candidates = {near for key in _keys(plain) for near in self._near.get(key, ())}
        if is_syllable(plain) and not _UNSPELT.match(plain):
            unmarked = plain == word
            candidates = {c for c in candidates if fold(c) == plain or (unmarked and len(c) > len(word))}
        scored = Counter({near: self._pairs[before, near] + self._pairs[near, after] for near in candidates})
        best = scored.most_common(2)
        if not best or best[0][1] < _LEAST:
            return None
        return best[0][0] if len(best) == 1 or best[0][1] >= _MARGIN * best[1][1] else None


def _keys(folded: str) -> Iterator[str]:
    """The word and the word without any one letter: two words a slip apart share a key."""
    yield folded
    for at in range(len(folded)):
        yield folded[:at] + folded[at + 1 :]


def _is_plain(match: re.Match[str], text: str) -> bool:
    """A word of letters by itself: no acronym, no part of a number, a code or an address."""
    word, around = match[0], text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    acronym = len(word) > 1 and word.isupper() and not text.isupper()
    return bool(_PLAIN.fullmatch(word)) and not acronym and not set(around) & set("/-&@_")


def _adjacent(text: str, end: int, start: int) -> bool:
    """Only white space stands between two words."""
    return not text[end:start].strip()
