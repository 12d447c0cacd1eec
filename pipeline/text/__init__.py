"""What counts as clean text, and how raw bytes become it without losing sight of a single byte."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.alignment import align, compose, raw_span
from pipeline.text import characters, composition, entities, layout, mojibake
from pipeline.text.changes import apply
from pipeline.text.decoding import Undecodable, decode, encode
from pipeline.text.gates import gate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.alignment import Alignment, Edit
    from pipeline.text.changes import Change

__all__ = ["RULES", "Cleaned", "Repair", "Touch", "Undecodable", "clean", "trace"]

# Each rule of cleaning and what it does; a repair names one of them.
RULES: Final = {
    "bidi_controls": "Controls of the reading direction are dropped.",
    "blank_runs": "Of a run of empty lines one stays.",
    "byte_order_mark": "The mark of the encoding at the start is dropped.",
    "control_characters": "Controls, noncharacters and the escape sequences of terminals are dropped.",
    "html_entities": "Character references become characters, in HTML only.",
    "line_ends": "CR LF, CR, VT, FF, NEL, U+2028 and U+2029 become LF.",
    "mojibake": "What was decoded in the wrong encoding is decoded in the right one.",
    "nfc": "Letters written in pieces are composed (Unicode normal form C).",
    "odd_spaces": "Spaces of any other kind become U+0020.",
    "outer_blanks": "Blanks and line ends before and after the text are dropped.",
    "soft_hyphens": "U+00AD is dropped.",
    "trailing_blanks": "Blanks before a line end are dropped.",
    "zero_width": "Invisible characters are dropped where neither script nor emoji needs them.",
}
# Mojibake comes first: it is written with the controls, spaces and soft hyphens that the next pass takes away.
_PASSES: Final = (mojibake.find, characters.find, composition.find, layout.find)
_due: Final = gate((mojibake.SUSPECT, characters.ODD, composition.UNSETTLED, layout.UNEVEN))


class Repair(NamedTuple):
    """How many places of a document a rule changed."""

    rule: str
    count: int  # type: ignore[assignment]  # the column's name; tuples have a method of this name


class Touch(NamedTuple):
    """One place that a rule changed, with the bytes of the raw item that it stood for."""

    rule: str
    raw_start: int
    raw_end: int
    before: str
    after: str


class Cleaned(NamedTuple):
    """A clean text, where each of its code points comes from, and what was done to get there.

    ``alignment`` is a sequence of `pipeline.alignment.Run`; ``repairs`` is sorted by rule, one of `RULES`;
    ``encoding`` is a codec that decodes any slice of the raw item that begins and ends between characters.
    """

    text: str
    alignment: Alignment
    repairs: tuple[Repair, ...]
    encoding: str


def clean(raw: bytes | str, *, html: bool = False) -> Cleaned:
    """Decode ``raw`` and repair it by the rules of `RULES`; a str stands for its UTF-8.

    ``html`` says that the text came out of HTML: only then are its entities characters; `False` suits plain text.
    Quotes, dashes, case and compatibility characters stay. Cleaning a clean text changes nothing. Raises
    `Undecodable` where no text can be read.
    """
    raw_bytes, text, encoding = _read(raw)
    edits: Sequence[Edit] = ()
    rules: list[str] = []
    for _, changes, cleaned in _passes(text, html=html):
        edits = compose(edits, _edits(changes)) if edits else _edits(changes)
        rules += [change[3] for change in changes]
        text = cleaned
    repairs = tuple(Repair(rule, rules.count(rule)) for rule in sorted(set(rules)))
    return Cleaned(text, align(raw_bytes, encoding, edits), repairs, encoding)


def trace(raw: bytes | str, *, html: bool = False) -> list[Touch]:
    """Return each change that `clean` makes, in the order in which it makes them."""
    raw_bytes, text, encoding = _read(raw)
    edits: Sequence[Edit] = ()
    touches: list[Touch] = []
    for before, changes, _ in _passes(text, html=html):
        runs = align(raw_bytes, encoding, edits)
        touches += (
            Touch(rule, *raw_span(runs, start, end), before[start:end], after) for start, end, after, rule in changes
        )
        edits = compose(edits, _edits(changes))
    return touches


def _edits(changes: list[Change]) -> list[Edit]:
    starts, ends, replacements, _ = zip(*changes, strict=True)
    return list(zip(starts, ends, map(len, replacements), strict=True))


def _read(raw: bytes | str) -> tuple[bytes, str, str]:
    if isinstance(raw, str):
        return encode(raw), raw, "utf-8"
    return raw, *decode(raw)


def _passes(text: str, *, html: bool) -> Iterator[tuple[str, list[Change], str]]:
    """Yield the text before, the changes and the text after each pass that changes anything.

    Entities are read once, since a text about HTML writes them twice escaped. The other passes go on until none
    changes anything: to take a zero-width space away may join a letter and its accent.
    """
    if html and (changes := entities.find(text)):
        before, text = text, apply(text, changes)
        yield before, changes, text
    settled = None
    while text is not settled:
        settled = text
        for number in _due(text):
            if changes := _PASSES[number](text):
                before, text = text, apply(text, changes)
                yield before, changes, text
