"""Markup that PDF converters leave in text. Knows HTML tags, emphasis and simple LaTeX; hides what each becomes."""

from __future__ import annotations

import re

from dannguon.text import squeeze

_BLOCK = re.compile(r"</?(?:p|br|div|ul|ol|li|table|tr|td|th)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:i|b|u|em|strong|span|font|sup|sub|small|mark)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_LINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_STRONG = re.compile(r"(?<!\*)\*{2,}(?=[^\s*])|(?<=[^\s*])\*{2,}")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+)(?<=[^\s*])\*(?![\w*])")
_MATHS = re.compile(r"\$([^$\n]*\\[^$\n]*)\$")
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#39);")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&nbsp;": " ", "&#39;": "'"}
_SYMBOLS = {
    "\\geq": "≥",
    "\\ge": "≥",
    "\\leq": "≤",
    "\\le": "≤",
    "\\approx": "≈",
    "\\sim": "~",
    "\\neq": "≠",
    "\\pm": "±",
    "\\times": "×",
    "\\cdot": "·",
    "\\rightarrow": "→",
    "\\to": "→",
    "\\circ": "°",
    "\\%": "%",
    "\\&": "&",
    "\\_": "_",
    "\\,": " ",
    "\\ ": " ",
}


def unwrap(text: str) -> str:
    """The words of a cell or paragraph as they are printed on paper.

    `$\\geq 45\\%$` is "≥ 45%"; `<https://…>` its address; a block tag begins a new line. What only looks like markup
    stays: "<90", a price in dollars, a lone asterisk, LaTeX with a command we do not know. Each line is squeezed.
    """
    text = _MATHS.sub(_plain_maths, text)
    text = _LINK.sub(r"\1", _INLINE.sub("", _BLOCK.sub("\n", text)))
    text = _EMPHASIS.sub(r"\1", _STRONG.sub("", text))
    text = _ENTITY.sub(lambda match: _ENTITIES[match[0]], text)
    return "\n".join(line for line in map(squeeze, text.split("\n")) if line)


def _plain_maths(match: re.Match[str]) -> str:
    formula = match[1]
    if any(command not in _SYMBOLS for command in _COMMAND.findall(formula)):
        return match[0]
    return _COMMAND.sub(lambda command: _SYMBOLS[command[0]], formula).replace("{", "").replace("}", "").strip()
