"""Cut a sentence into words and give each a one-letter tag, so that the grammar can be read off a string."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.attribution.lexicon import VERBS, WORD_TAGS

if TYPE_CHECKING:
    from pipeline.attribution.quotation import Quotation

# A word keeps its inner points, apostrophes, hyphens and slashes, and its final point unless the sentence ends there.
_TOKEN: Final = re.compile(
    r"[$£€#@]?\w+(?:[.'’&@/+:,-]\w+)*(?:\.(?=\s)|\.(?=-)|['’](?=\s))?|[,;:()\[\]%…]|[—–]|-{1,3}(?=\s|\w)"
)
_TERMINAL: Final = ".!?…"
_INLINE_WORDS: Final = 4  # a quotation no longer than this, without a stop of its own, is a word of its sentence
_FORM_TAGS: Final = {"base": "v", "third": "V", "past": "V", "participle": "U", "ing": "G"}
# Closed-class words that are also names when they stand with a capital inside a sentence: Will, May, Still.
_NAMES_WHEN_CAPITAL: Final = frozenset("ABHFVvGURS")

TAGS: Final = {word: _FORM_TAGS[form] for word, (_, form) in VERBS.items()} | WORD_TAGS


@dataclass(slots=True)
class Sentence:
    """The tokens of text[start:end]: `tags` has one letter per token, quotations are single tokens Q (or q inline)."""

    text: str
    start: int
    end: int
    tags: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    quotations: dict[int, Quotation]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Give the character span of the tokens [first, last)."""
        return self.starts[first], self.ends[last - 1]


def parse(text: str, start: int, end: int, quotations: list[Quotation], *, headline: bool) -> Sentence:
    """Tokenise text[start:end]; `quotations` are those that touch it; in a headline capitals say nothing."""
    tags: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    quoted: dict[int, Quotation] = {}
    place = start
    for quotation in quotations:
        _words(text, place, quotation.start, tags, starts, ends, words, headline=headline)
        first, last = max(start, quotation.start), min(end, quotation.end)
        quoted[len(tags)] = quotation
        tags.append("q" if _is_inline(text, quotation, start, end) else "Q")
        starts.append(first)
        ends.append(last)
        words.append('"')
        place = last
    _words(text, place, _without_terminal(text, place, end), tags, starts, ends, words, headline=headline)
    return Sentence(text, start, end, "".join(tags), starts, ends, words, quoted)


def _is_inline(text: str, quotation: Quotation, start: int, end: int) -> bool:
    if quotation.start < start or quotation.end > end or quotation.open:
        return False
    inside = text[quotation.start + 1 : quotation.end - 1]
    before = text[max(start, quotation.start - 2) : quotation.start].rstrip()
    return (
        inside[-1:] not in ".,!?;"
        and before[-1:] not in (",", ":")
        and len(inside) < 60
        and len(inside.split()) <= _INLINE_WORDS
    )


def _without_terminal(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1] in _TERMINAL or text[end - 1].isspace()):
        end -= 1
    return end


def _words(
    text: str,
    start: int,
    end: int,
    tags: list[str],
    starts: list[int],
    ends: list[int],
    words: list[str],
    *,
    headline: bool,
) -> None:
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        lower = word.lower()
        tag = TAGS.get(lower)
        if word[0].isupper() and tags and not headline and (tag is None or tag in _NAMES_WHEN_CAPITAL):
            tag = "C"
        if tag is None or tag == "C":
            tag = _shape(word)
        tags.append(tag)
        starts.append(match.start())
        ends.append(match.end())
        words.append(lower)


def _shape(word: str) -> str:
    first = word[0]
    if not (first.isalnum() or first == "_"):
        return {"[": "(", "]": ")", "—": "-", "–": "-"}.get(first, first if len(word) == 1 else "-" if first == "-" else "#")
    if word[-2:] in ("'s", "’s", "s'", "s’"):
        return "c" if first.isupper() else "n"
    if first.isupper():
        return "C"
    if first.isdigit():
        return "#"
    if word.endswith("ly") and len(word) > 4:
        return "R"
    if word.endswith("ed") and len(word) > 4:
        return "E"
    if word.endswith("ing") and len(word) > 5:
        return "J"
    return "N"
