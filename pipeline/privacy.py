"""Personal data that a news text prints: where it stands, and how to hide it without moving anything.

Figures are the hard part: years, prices, dates, scores, ISBNs and case numbers must not read as telephone numbers.
So a number counts by the shapes that numbering plans prescribe, and a bare one only after a word such as "call".
"""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv6Address
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.text.gates import gate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

KINDS: Final = ("card_number", "email", "ip_address", "phone")
MASK: Final = "x"  # a small letter: no name, acronym, figure or bullet to any reader of the text


class Mention(NamedTuple):
    """One piece of personal data, ``text[start:end]``; ``kind`` is one of `KINDS`."""

    start: int
    end: int
    kind: str


class Applied(NamedTuple):
    """A text after a policy, what was masked as (rule, characters), and the kind that bans the text, if any."""

    text: str
    masked: list[tuple[str, int]]
    dropped: str | None


# RFC 5321 allows 64 characters before the at sign and 63 in a label; letters may be of any script (RFC 6531).
_BEFORE_AT: Final = re.compile(r"[^\W_][\w.%+'-]*\Z")
_AFTER_AT: Final = re.compile(r"@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?![\w@]|[.-]\w)")

_OCTET: Final = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_IPV4: Final = re.compile(rf"\b(?<![.,]){_OCTET}(?:\.{_OCTET}){{3}}(?![\w%]|[.,][0-9])")
_IPV6: Final = re.compile(r"\b(?<![:.])[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])")
_NOT_ADDRESS: Final = re.compile(r"(?:\bv|\bver|version|release|build|section|chapter|§)[.:]? ?\Z", re.IGNORECASE)

_CARD: Final = re.compile(r"(?<![\w.,$€£/-])[2-6](?:[0-9][ -]?){11,17}[0-9](?![\w/%-]|[.,][0-9])")
# Issuers by first digits and length (ISO/IEC 7812; the ranges as the card networks publish them).
_ISSUER: Final = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|3(?:0[0-5]|[689]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12}|6(?:011|5\d\d|4[4-9]\d)\d{12}|62\d{14,17}"
)

_GAP: Final = "[ .\u2010-\u2013-]"
# With a country code (ITU-T E.164).
_INTERNATIONAL: Final = rf"\+[1-9][0-9]{{0,14}}(?:(?:{_GAP}?\(|\){_GAP}?|{_GAP})[0-9]{{1,8}}){{0,6}}"
# North America: neither area code nor exchange begins with 0 or 1 (NANPA).
_AMERICAN: Final = rf"(?:1{_GAP})?(?:\([2-9][0-9]{{2}}\) ?|[2-9][0-9]{{2}}{_GAP})[2-9][0-9]{{2}}{_GAP}[0-9]{{4}}"
# Elsewhere the trunk prefix 0 opens an area code, and groups of two digits or more follow.
_NATIONAL: Final = rf"(?:\(0[0-9]{{1,4}}\) ?|0[0-9]{{1,4}}{_GAP})[0-9]{{2,8}}(?:{_GAP}[0-9]{{2,5}}){{0,4}}"
_PHONE: Final = re.compile(
    rf"(?<![\w$€£¥#.,/+\u2010-\u2013-])(?:{_INTERNATIONAL}|{_AMERICAN}|{_NATIONAL})(?![\w%/]|[.,:\u2010-\u2013-][0-9])"
)
_FIGURES: Final = re.compile(r"[+(]?[0-9](?:[ ().\u2010-\u2013-]{0,2}[0-9]){6,24}")
_CUE: Final = re.compile(
    r"\b(?:tel|telephone|phone|fax|mobile|cell|whatsapp|call|dial|hotline|helpline)"
    r"(?:[ .:]{1,2}(?:number|no|us|him|her|them|me|on|at|is)){0,3}[.:]{0,2} ?\Z",
    re.IGNORECASE,
)
_DATE: Final = re.compile(
    r"(?:19|20)\d\d[./\u2010-\u2013-](?:[01]?\d\b|(?:19|20)\d\d\b)|[0-3]?\d[./-][0-3]?\d[./-](?:19|20)?\d\d\b"
)

_due: Final = gate(("@", r"[0-9]\.[0-9]{1,3}\.[0-9]|:[0-9A-Fa-f]{0,4}:", r"(?:[0-9][ ().\x{2010}-\x{2013}-]{0,2}){7}"))


def find(text: str) -> list[Mention]:
    """Return the personal data in ``text``, sorted and disjoint; a card number wins over a telephone number."""
    finders = (_emails, _addresses, _numbers)
    found: list[Mention] = []
    for mention in sorted(mention for number in _due(text) for mention in finders[number](text)):
        if not found or mention.start >= found[-1].end:
            found.append(mention)
    return found


def mask(text: str, mentions: Iterable[Mention]) -> str:
    """Return the text with a `MASK` for each letter and digit of the mentions: no other character moves."""
    pieces: list[str] = []
    position = 0
    for start, end, _ in mentions:
        hidden = "".join(MASK if character.isalnum() else character for character in text[start:end])
        pieces += text[position:start], hidden
        position = end
    return "".join((*pieces, text[position:]))


def apply(text: str, policies: Mapping[str, str]) -> Applied:
    """Follow a policy for each kind: ``keep``, ``mask`` or ``drop``, which bans the text.

    The rule of a masked kind is ``mask_<kind>``; it counts the characters that changed, since a mention may stand for
    several runs of bytes.
    """
    mentions = find(text)
    dropped = next((kind for _, _, kind in mentions if policies[kind] == "drop"), None)
    hidden = [mention for mention in mentions if policies[mention.kind] == "mask"]
    counts: dict[str, int] = {}
    for start, end, kind in hidden:
        changed = sum(character.isalnum() and character != MASK for character in text[start:end])
        if changed:
            counts[f"mask_{kind}"] = counts.get(f"mask_{kind}", 0) + changed
    return Applied(mask(text, hidden), sorted(counts.items()), dropped)


def apply_to_url(url: str, policies: Mapping[str, str]) -> Applied:
    """Follow the policy for e-mail addresses in a web address, where ``%40`` may stand for the at sign.

    Figures stay: in an address they name a page, a day or a machine.
    """
    only_email = dict.fromkeys(KINDS, "keep") | {"email": policies["email"]}
    applied = apply(url.replace("%40", "@"), only_email)
    pieces = url.split("%40")
    starts = accumulate((len(piece) + 1 for piece in pieces), initial=0)
    as_written = "%40".join(
        applied.text[start : start + len(piece)] for piece, start in zip(pieces, starts, strict=False)
    )
    return applied._replace(text=as_written)


def public_key(key: str, doc_id: str, policies: Mapping[str, str]) -> str:
    """Return a key as it may be published; it is another one where it holds e-mail addresses that are not kept.

    These are masked, and the document id after them keeps two such keys apart. Figures stay: they number and date.
    """
    emails = [mention for mention in find(key) if mention.kind == "email"]
    return f"{mask(key, emails)}~{doc_id}" if emails and policies["email"] != "keep" else key


def _emails(text: str) -> Iterator[Mention]:
    for match in _AFTER_AT.finditer(text):
        before = text[max(0, match.start() - 64) : match.start()]
        if name := _BEFORE_AT.search(before):
            yield Mention(match.start() - len(name[0]), match.end(), "email")


def _addresses(text: str) -> Iterator[Mention]:
    for match in _IPV4.finditer(text):
        if not _NOT_ADDRESS.search(text, max(0, match.start() - 12), match.start()):
            yield Mention(*match.span(), "ip_address")
    for match in _IPV6.finditer(text):
        if _is_ipv6(match[0]):
            yield Mention(*match.span(), "ip_address")


def _is_ipv6(candidate: str) -> bool:
    """Tell an address from a time of day, a ratio, or code such as ``dead::beef``."""
    if sum(map(bool, candidate.split(":"))) < 3:
        return False
    try:
        IPv6Address(candidate)
    except AddressValueError:
        return False
    return True


def _numbers(text: str) -> Iterator[Mention]:
    figures = _FIGURES.search(text)
    while figures:
        found = _number(text, *figures.span())
        if found:
            yield found
        # Two numbers side by side look like one stretch of figures.
        figures = _FIGURES.search(text, found.end if found else figures.end())


def _number(text: str, start: int, end: int) -> Mention | None:
    """Return the card or telephone number in a stretch of figures."""
    within = min(len(text), end + 2)  # what follows may rule a number out
    if (card := _CARD.search(text, start, within)) and _is_card("".join(filter(str.isdigit, card[0]))):
        return Mention(*card.span(), "card_number")
    if _DATE.match(text, start):
        return None
    if (phone := _PHONE.search(text, start, within)) and 9 <= sum(map(str.isdigit, phone[0])) <= 15:
        return Mention(*phone.span(), "phone")
    if 7 <= sum(map(str.isdigit, text[start:end])) <= 15 and _CUE.search(text, max(0, start - 40), start):
        return Mention(start, end, "phone")
    return None


def _is_card(digits: str) -> bool:
    """Check issuer and check digit: Luhn's sum, each second digit from the right doubled, ends in 0."""
    if not _ISSUER.fullmatch(digits):
        return False
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(doubled) + sum(map(int, digits[::-2]))) % 10 == 0
