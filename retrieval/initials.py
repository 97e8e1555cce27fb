"""Short forms that nobody listed, read by the words of the corpus. Knows how officials shorten; hides the search."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from dannguon.retrieval.keyboard import ONSETS, is_syllable
from dannguon.text import canonical, fold, syllables

_CLAUSE = re.compile(r"[^\w\s&/-]+")
_BREAK = " "
_LONGEST = 7
_MOST = 3
_PAIR_SEEN = 3
"""Two letters are the initials of many pairs of words: only pairs that recur are phrases."""
_PARTICLES = frozenset("và của các cho trong về theo với là được tại từ đến trên có những để do ở này đó".split())


class Initials:
    """The running words of a corpus, asked for the phrases that a short form may stand for.

    One letter is kept for each word, so that a search reads as many letters as the corpus has words.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        """Keep the texts; they are read at the first short form that no table has."""
        self._texts = texts
        self.phrases = lru_cache(maxsize=2_000)(self._phrases)
        self.pair = lru_cache(maxsize=2_000)(self._pair)

    def _phrases(self, short: str) -> tuple[str, ...]:
        """The phrases whose words begin with the letters of `short`, the likeliest first; at most three.

        "KNS" is "kỹ năng số". Letters agree without diacritics; a phrase with the "đ" that was typed comes first.
        """
        letters = fold(short)
        if not 2 <= len(letters) <= _LONGEST or not letters.isalpha():
            return ()
        words = self._words
        found = Counter(
            tuple(words[at : at + len(letters)]) for at in _occurrences(letters, self._letters) if words[at]
        )
        typed, marked = short.lower(), short.lower() != letters
        seen = _PAIR_SEEN if len(letters) == 2 else 1
        likely = [
            (phrase, count)
            for phrase, count in found.items()
            if count >= seen and phrase[0] not in _PARTICLES and phrase[-1] not in _PARTICLES
        ]
        likely.sort(key=lambda one: (marked and not _begin(one[0], typed), -one[1], one[0]))
        unlike: dict[str, str] = {}
        for phrase, _ in likely:
            said = " ".join(phrase)
            unlike.setdefault(fold(said), said)
        return tuple(unlike.values())[:_MOST]

    def _pair(self, word: str) -> str | None:
        """Two words of which only the first's beginning was typed: "qtrị" is "quản trị", "ph/hợp" "phối hợp".

        None where the word is a syllable as it stands, or where no pair of the corpus clearly prevails.
        """
        low = canonical(word)
        if "/" not in low and is_syllable(fold(low)):
            return None
        pairs: Counter[str] = Counter()
        for onset, rest in _cuts(low):
            for (first, second), count in self._pairs_by_second.get(fold(rest), {}).items():
                begins = first.startswith(onset) or fold(first).startswith(onset)
                if begins and (rest == second or rest == fold(second)):
                    pairs[f"{first} {second}"] += count
        if not pairs:
            return None
        (best, count), *_ = pairs.most_common(1)
        return best if count > 1 and 2 * count > pairs.total() else None

    @cached_property
    def _words(self) -> list[str]:
        """The words in one spelling; an empty one where a clause ends."""
        clauses = (clause for text in self._texts for clause in _CLAUSE.split(text))
        return [word for clause in clauses for word in (*syllables(clause), "")]

    @cached_property
    def _letters(self) -> str:
        return "".join(fold(word[0])[:1] or _BREAK if word else _BREAK for word in self._words)

    @cached_property
    def _pairs_by_second(self) -> dict[str, Counter[tuple[str, str]]]:
        pairs: dict[str, Counter[tuple[str, str]]] = {}
        for first, second in zip(self._words, self._words[1:], strict=False):
            if first and second and first.isalpha() and second.isalpha():
                pairs.setdefault(fold(second), Counter())[first, second] += 1
        return pairs


def _occurrences(part: str, text: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _begin(phrase: Iterable[str], letters: str) -> bool:
    return all(word.startswith(letter) for word, letter in zip(phrase, letters, strict=False))


def _cuts(word: str) -> Iterator[tuple[str, str]]:
    """The beginning and the syllable that a word may be cut into, at its slash where it has one."""
    if "/" in word:
        onset, _, rest = word.partition("/")
        cuts = [(onset, rest)]
    else:
        cuts = [(word[:at], word[at:]) for at in (1, 2) if len(word) > at + 1]
    return ((onset, rest) for onset, rest in cuts if _begins_syllable(fold(onset)) and is_syllable(fold(rest)))


def _begins_syllable(letters: str) -> bool:
    return bool(letters) and any(onset.startswith(letters) for onset in ONSETS)
