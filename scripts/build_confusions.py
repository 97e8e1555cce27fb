"""Write the confusions that `ingest/channel.py` reads misprints with. Knows why letters are mistaken; hides the sums.

usage: build_confusions.py OUT.txt

The model is a Vietnamese page read by an engine made for a Western language: it has no tones, hooks, horns or strokes
to choose from, so it drops them or takes the glyph of its own alphabet whose shape is nearest. Each rule below says
what is printed for which letters, how often (`USUAL` … `ODD`), and why. A letter's share that no rule takes is the
letter itself, and so is most of the share of a plain letter. Costs are -ln p; "_" is a letter that is lost.
"""

from __future__ import annotations

import math
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dannguon.text import fold, nfc

USUAL, OFTEN, SOMETIMES, SELDOM, ODD = 0.5, 0.2, 0.05, 0.015, 0.005
"""Chances of a misprint: of every second letter, of one in five, in twenty, in seventy, in two hundred."""
PLAIN = 0.9
MARKED = 0.45

GRAVE, ACUTE, TILDE, HOOK, DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
CIRCUMFLEX, BREVE, HORN = "\u0302", "\u0306", "\u031b"


class Rule(NamedTuple):
    """What may be printed for each letter over one of `bases` that carries one of `marks` ("" is any, also none)."""

    bases: str
    marks: str
    printed: str
    chance: float
    why: str


ANY_MARK = GRAVE + ACUTE + TILDE + HOOK + DOT + CIRCUMFLEX + BREVE + HORN
ABOVE = GRAVE + ACUTE + TILDE + HOOK + CIRCUMFLEX + BREVE
RULES = (
    Rule("e", ANY_MARK, "é", USUAL, "é is the only marked e that the engine has"),
    Rule("aioy", ACUTE, "é", OFTEN, "a sharp accent over a small round letter is é to it"),
    Rule("aouy", CIRCUMFLEX + HORN, "é", SOMETIMES, "as is any other mark on one, more seldom"),
    Rule("aou", GRAVE + TILDE + HOOK + DOT + BREVE, "é", SELDOM, "the same"),
    Rule("aeiouy", DOT, "¢ g q", SOMETIMES, "a dot below looks like a stroke through or a tail under the letter"),
    Rule("aeiouy", ANY_MARK, "_ & @ § 6 ¢ g", ODD, "letter and mark melt into a blot, or into a sign as tall as both"),
    Rule("a", ANY_MARK, "d 4", SOMETIMES, "the mark becomes an ascender"),
    Rule("a", ANY_MARK, "o éa &4 i", SELDOM, "the bowl alone, or bowl and mark apart"),
    Rule("e", ANY_MARK, "¢ & @ eé é¢ ¢é gé ég c", SELDOM, "the mark cuts the bowl, or stands apart from it"),
    Rule("i", ANY_MARK, "I", USUAL, "a stroke with anything above it is a capital"),
    Rule("i", "", "I l 1 f j", SELDOM, "all are one stroke"),
    Rule("o", ANY_MARK, "6 b d", SOMETIMES, "the mark becomes an ascender"),
    Rule("o", ANY_MARK, "a e 0 4 g oé o¢ o6 do éo 06 oo &", SELDOM, "the bowl alone, or bowl and mark apart"),
    Rule("o", HORN, "& ¢ a", OFTEN, "the horn bends into the bowl"),
    Rule("u", ANY_MARK, "i a ii ua y l il uu", SELDOM, "two strokes are told from one another badly"),
    Rule("u", HORN, "y w ir ur t r", SOMETIMES, "the horn ends the second stroke with a serif, as r, t and y have"),
    Rule("u", HORN, "tr ti ix it uw ru nr ue x", SELDOM, "the same, with the strokes apart"),
    Rule("y", ANY_MARK, "§ ¥ v", SOMETIMES, "a mark in the fork closes it"),
    Rule("aeouy", "", "_ é", ODD, "now and then a plain letter is lost or given a mark"),
    Rule("đ", "", "d", USUAL, "the stroke is dropped"),
    Rule("đ", "", "p b", OFTEN, "or read as part of the bowl, mostly of the capital's"),
    Rule("đ", "", "dp db pd p¢", SELDOM, "or as a bowl of its own"),
    Rule("l", "", "1 I", SOMETIMES, "all are one stroke"),
    Rule("l", "", "| i", SELDOM, "the same"),
    Rule("q", "", "g", SOMETIMES, "a bowl with a tail"),
    Rule("c", "", "e ce cc q", ODD, "a bowl that closes"),
    Rule("g", "", "q e", ODD, "a bowl with or without its tail"),
    Rule("h", "", "b li", ODD, "an arch that closes, or comes apart"),
    Rule("n", "", "m ri u", ODD, "an arch more, apart or turned"),
    Rule("s", "", "$ 5", ODD, "one curve"),
    Rule("t", "", "l 1 f r", ODD, "one stroke"),
    Rule("v", "", "y", ODD, "a fork with or without a tail"),
    Rule("bcdđghklmnpqrstvx", "", "_", ODD / 2, "now and then a letter is lost"),
)


def letters() -> Iterator[str]:
    """The Vietnamese alphabet in lower case, each vowel with each tone."""
    for vowel in "aăâeêioôơuưy":
        yield from (nfc(vowel + tone) for tone in ("", GRAVE, ACUTE, HOOK, TILDE, DOT))
    yield from "bcdđghklmnpqrstvx"


def confusions(letter: str) -> dict[str, float]:
    """What is printed for a letter, with its chance; of two rules that name a string the likelier counts."""
    base, *marks = unicodedata.normalize("NFD", letter)
    found: dict[str, float] = {}
    for rule in RULES:
        if base in rule.bases and (not rule.marks or any(mark in rule.marks for mark in marks)):
            for printed in rule.printed.split():
                found[printed] = max(rule.chance, found.get(printed, 0.0))
    if letter != "đ":
        found.setdefault(fold(letter), MARKED if marks else PLAIN)
    return found


def shares(chances: dict[str, float]) -> dict[str, float]:
    """The chances scaled to make 1."""
    whole = sum(chances.values())
    return {printed: chance / whole for printed, chance in chances.items()}


def line(letter: str) -> str:
    """A line of the table: the letter, then what is printed for it with its cost, cheapest first."""
    costs = sorted((round(-math.log(share), 1), printed) for printed, share in shares(confusions(letter)).items())
    return f"{letter}\t" + " ".join(f"{printed} {cost}" for cost, printed in costs)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text("".join(f"{line(letter)}\n" for letter in letters()), "utf-8")
