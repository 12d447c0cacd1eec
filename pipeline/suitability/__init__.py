"""Which clean texts are too poor to become documents: too short, in another language, no prose, or the same again.

After the quality rules of Gopher (Rae et al. 2021, arXiv:2112.11446, appendix A) and C4 (Raffel et al. 2020), with
thresholds as parameters, so that each text left out can be told the figure that counted against it.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

REASONS: Final = ("empty", "too_short", "few_letters", "repeated_lines", "not_the_wanted_language")

_ASCII_LETTERS: Final = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BLANKS: Final = b" \t\n"
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_OTHER_SCRIPTS: Final = ("bg", "el", "ru", "uk")
_SAMPLE: Final = 20_000  # characters; some 3,000 words show their language beyond doubt
_FEW_WORDS: Final = 20  # a headline or caption of so few may do without function words
_LEAD: Final = 2  # words; one alone may be a name
# Of 1,000 texts of 20 words or more in the GUM and EWT treebanks one has fewer English function words (it is a list of
# addresses), and half have more than 0.44. Texts in other languages have some 0.03.
_LEAST_SHARE: Final = 0.08
_SURE_SHARE: Final = 0.3  # no text of another language has as many


class Judgement(NamedTuple):
    """Why a text is left out: one of `REASONS`, and the figure behind it."""

    reason: str
    detail: str


def judge(
    text: str,
    *,
    language: str,
    min_characters: int,
    min_letter_share: float,
    max_repeated_line_share: float,
) -> Judgement | None:
    """Return why a clean text is unsuitable, or None for one that stays; the first rule it breaks counts.

    ``language`` is a tag of `function_words.toml`, else ValueError. ``min_letter_share`` is of the characters that are
    not blank, ``max_repeated_line_share`` of the characters in lines that stood before.
    """
    if not text or text.isspace():
        return Judgement("empty", "only blanks" if text else "no characters")
    if len(text) < min_characters:
        return Judgement("too_short", f"{len(text)} characters, below {min_characters}")
    if (share := letter_share(text)) < min_letter_share:
        return Judgement("few_letters", f"{share:.2f} of the characters are letters, below {min_letter_share}")
    if (share := repeated_line_share(text)) > max_repeated_line_share:
        return Judgement("repeated_lines", f"{share:.2f} of the characters, above {max_repeated_line_share}")
    if found := other_language(text, language):
        return Judgement("not_the_wanted_language", found)
    return None


def _utf8(text: str) -> bytes:
    """The text with ASCII as bytes of their own, whatever else it holds."""
    return text.encode("utf-8", "surrogatepass")


def _latin_letters(data: bytes) -> int:
    return len(data) - len(data.translate(None, _ASCII_LETTERS))


def letter_share(text: str) -> float:
    """Return the share of letters of any script among the characters that are not blank."""
    data = _utf8(text)
    letters = _latin_letters(data)
    blanks = len(data) - len(data.translate(None, _BLANKS))
    if len(data) > len(text):
        letters += sum(map(str.isalpha, "".join(_NOT_ASCII.findall(text))))
    return letters / max(1, len(text) - blanks)


def repeated_line_share(text: str) -> float:
    """Return the share of the characters that stand in lines equal to an earlier line."""
    lines = Counter(filter(None, text.split("\n")))
    if lines.total() == len(lines):
        return 0.0
    repeated = sum(len(line) * (count - 1) for line, count in lines.items())
    return repeated / max(1, sum(len(line) * count for line, count in lines.items()))


def other_language(text: str, language: str) -> str | None:
    """Return what shows that the text is not in ``language``; None where it is, or where little speaks.

    Counted are the function words in the first 20,000 characters. The text is in another language when that one
    leads by two words, when twenty words hold hardly any of ``language``, or when most letters are of another script.
    """
    sample = text[:_SAMPLE].lower()
    words = sample.split()
    total = len(words)
    listed = _function_words(language)
    counts = {language: sum(map(listed[language].__contains__, words))}
    if counts[language] >= max(1, _SURE_SHARE * total):
        return None
    counts |= {tag: sum(map(own.__contains__, words)) for tag, own in listed.items()}
    best = max(counts, key=counts.__getitem__)
    if counts[best] >= counts[language] + _LEAD:
        return f"{counts[best]} words of {best}, {counts[language]} of {language} among {total}"
    if total >= _FEW_WORDS and counts[language] < _LEAST_SHARE * total:
        return f"{counts[language]} words of {language} among {total}"
    letters = sum(map(str.isalpha, sample))
    latin = _latin_letters(_utf8(sample))
    if language not in _OTHER_SCRIPTS and latin < letters / 2:
        return f"{latin} of {letters} letters are Latin"
    return None


@cache
def _function_words(language: str) -> dict[str, frozenset[str]]:
    """Return the function words by language; ValueError unless ``language`` is among them."""
    table = resources.files(__name__).joinpath("function_words.toml").read_text(encoding="utf-8")
    listed = {tag: frozenset(words.split()) for tag, words in tomllib.loads(table).items()}
    if language not in listed:
        raise ValueError(f"no function words are listed for {language!r}, only for {', '.join(listed)}")
    return listed
