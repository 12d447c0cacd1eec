"""Scan a paragraph once for candidates and decide each one with the tables of its language."""

from __future__ import annotations

import re

from pipeline.sentences import language as languages

_CITATION = r"(?:\s?\[(?:\d{1,3}|[a-z]|note \d{1,4}|citation needed)\]){0,9}+"
_CANDIDATE = re.compile(
    r"(?P<mark>[.!?…]++)(?P<close>[\"'”’)\]»]*+" + _CITATION + r")"
    r"(?:(?P<gap>\s++)(?P<open>[\"'“‘(\[«*_]*+)(?=(?P<next>\w?))|(?=(?P<glued>[A-Z][a-z]*['’\s,])))"
)
_TOKEN = re.compile(r"[^\s(\[{\"“‘—–/]+\Z")
_WORD = re.compile(r"[^\W\d_][\w’']*")
_MIXED_CASE = re.compile(r"[a-z]+[A-Z]")
_SPEAKER = re.compile(r"(?:[A-Z][\w’'.-]*\s+){1,3}([a-z]+)")
_LONGEST_TOKEN = 30


def _token(text: str, end: int) -> str:
    match = _TOKEN.search(text[max(0, end - _LONGEST_TOKEN) : end])
    return match.group() if match else ""


def _ends(text: str, m: re.Match[str], start: int, tables: languages.Language) -> bool:
    mark, follower = m["mark"], m["next"]
    begin, after = m.start(), m.end()
    if m["gap"] is None:
        token = _token(text, begin)
        glued = m["glued"][:-1]
        return (
            len(mark) == 1
            and text[max(0, begin - 2) : begin].islower()
            and not any(c in token for c in "./@")
            and glued.lower() not in tables.web_endings
            and (len(glued) > 1 or glued in "AI")
            and (not token[:1].isupper() or mark != "." or glued.lower() in tables.starters)
        )
    if not follower and text[after : after + 1] in tuple(",;:.!?)"):
        return False
    if follower.islower():
        if _MIXED_CASE.match(text, after):
            return True
        token = _token(text, begin)
        known = token in tables.soft or token in tables.titles or token in tables.numbered
        return (
            not m["close"]
            and len(mark) == 1
            and mark != "…"
            and token.islower()
            and token.isalpha()
            and not known
            and len(token) > (2 if mark == "." else 1)
            and (mark == "." or not m["open"])
        )
    if mark == ".":
        return _stop_ends(text, m, start, tables)
    if m["close"] and mark != "...":
        speaker = _SPEAKER.match(text, after)
        if speaker and speaker[1] in tables.speech:
            return False
    if mark == "!" and _token(text, begin).lower() in tables.exclamation_names:
        word = _WORD.match(text, after)
        return bool(word and word.group().lower() in tables.starters)
    return True


def _stop_ends(text: str, m: re.Match[str], start: int, tables: languages.Language) -> bool:
    token = _token(text, m.start())
    if len(token) > 6 and "." not in token:
        return True
    key, follower, after = token.lower(), m["next"], m.end()
    if (
        key in tables.titles
        and (follower.isupper() or follower.isdigit() or m["open"])
        and not (key in "vc" and token.isupper())
    ):
        return False
    if key in tables.numbered and follower.isdigit():
        return False
    word = _WORD.match(text, after)
    opens = bool(word) and word.group().lower().replace("’", "'") in tables.starters  # type: ignore[union-attr]
    if len(token) == 1 and token.isalpha() and token.isupper():
        return bool(opens and word and len(word.group()) > 1) or bool(m["close"])
    if key in ("a.m", "p.m", "am", "pm", "etc"):
        return bool(follower) and not follower.isdigit()
    if key in tables.soft or (
        "." in token and len(token) > 2 and all(len(p) <= 2 and p.isalpha() for p in token.split("."))
    ):
        return bool(opens or m["open"] or m["close"])
    if token.isdigit() and len(token) <= 2 and m.start() - len(token) <= start + 1:
        return False
    return True


def find(text: str, *, language: str = "english") -> list[tuple[int, int]]:
    """Return the (start, end) spans of the sentences of one paragraph, blanks between them left out."""
    tables = languages.load(language)
    spans: list[tuple[int, int]] = []
    start, stop = len(text) - len(text.lstrip()), len(text.rstrip())
    for m in _CANDIDATE.finditer(text, start, stop):
        if _ends(text, m, start, tables):
            spans.append((start, m.end("close")))
            start = m.end("gap") if m["gap"] else m.end()
    if start < stop:
        spans.append((start, stop))
    return spans
