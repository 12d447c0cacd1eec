from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import privacy

PERSONAL = {
    "email": [
        "Write to joe.o'brien+news@mail.example.co.uk.",
        "(a@b.io)",
        "josé@exämple.de, please",
        "<franz_37@x-y.example.org>",
        "m.p.cock@vu.nl Vrije Universiteit",
    ],
    "phone": [
        *("(212) 555-0182", "(212)555-0182", "212-555-0182", "212.555.0182", "555–212–0182"),
        *("1-800-555-0199", "+1 212 555 0182", "+1 (212) 899-4425", "tel: 1 201 944-3737."),
        *("+44 20 7946 0958", "020 7946 0958", "(020) 7946 0958", "07700 900123", "Mob. 0417 575 920"),
        *("+49 (0)30 1234567", "+33 1 23 45 67 89", "01 23 45 67 89", "+91-98765-43210", "+4550981306"),
        *("call 9876543210 today", "Phone number is 2125550182", "Tel: 555-0182", "WhatsApp at 98765 43210"),
    ],
    "ip_address": [
        "from 192.168.0.1, yesterday",
        "8.8.8.8.",
        "at 2001:db8:85a3::8a2e:370:7334 now",
        "fe80:0:0:0:0:0:0:1",
    ],
    "card_number": ["4111 1111 1111 1111", "378282246310005", "5555-5555-5555-4444", "No. 6011111111111117;"],
}
IMPERSONAL = [
    *("in 2019-2020", "1990–1999, 2000", "between 1914-1918 and 1939-1945", "call on 2019-2020", "24/7 since 2020"),
    *(
        "2023-01-15 10:30",
        "15.01.2023 12.30",
        "05.06.2023 12.30",
        "at 12:30 on 01/02/2023",
        "10:30:15",
        "2023/11/05 2023",
    ),
    *("$1,200,500.50", "1 200 000 people", "€1 234 567 890", "+1,000,000", "+2500000 jobs", "331 449 281 people"),
    *("3.14159265358979", "+37.774912 -122.419416", "1.5-2.5 in 2019", "18 17 16 15 14 13 12 11"),
    *(
        "ISBN 978-0-306-40615-7",
        "ISBN 0-306-40615-2",
        "0306406152",
        "9780306406157",
        "ISSN 0317-8471",
        "No 345 678 901",
    ),
    *("6-4 6-3 7-5", "the 10-12 vote, 2019-20 season", "call 911", "Resolution 2758 (1971) of 2019", "2340-2340A"),
    *("4111 1111 1111 1112", "1234567890123456", "12345678901234567890"),
    *("version 1.2.3.4", "v10.0.0.1", "section 3.2.1.4", "1.1.1.1.1", "256.1.1.1", "0.0.0.0.5 per cent"),
    *("std::vector a::b", "dead::beef", "Luke 1:2:3", "@user said", "a@b", "user@localhost", "2 @ 3.50"),
]


def found(text: str) -> list[tuple[str, str]]:
    return [(kind, text[start:end]) for start, end, kind in privacy.find(text)]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in PERSONAL.items() for text in texts])
def test_personal_data_of_each_kind_is_found_once(kind: str, text: str) -> None:
    assert [mention.kind for mention in privacy.find(f"A {text} B")] == [kind]


@pytest.mark.parametrize("text", IMPERSONAL)
def test_years_prices_dates_scores_and_references_are_no_personal_data(text: str) -> None:
    assert found(f"A {text} B") == []


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("mail jane@example.com.", "jane@example.com"),
        ("“jane@example.com”", "jane@example.com"),
        ("Call (212) 555-0182, ext. 5", "(212) 555-0182"),
        ("tel. +44 20 7946 0958)", "+44 20 7946 0958"),
        ("at 10.0.0.1:8080", "10.0.0.1"),
        ("card 4111-1111-1111-1111.", "4111-1111-1111-1111"),
    ],
)
def test_a_mention_ends_where_the_data_end(text: str, mention: str) -> None:
    assert [part for _, part in found(text)] == [mention]


def test_numbers_side_by_side_are_two() -> None:
    assert found("713-654-0365 800-553-3119 x365") == [("phone", "713-654-0365"), ("phone", "800-553-3119")]


def test_a_mask_hides_letters_and_digits_and_moves_nothing() -> None:
    text = "Ask jane.doe@example.com or (212) 555-0182."
    masked = privacy.mask(text, privacy.find(text))
    assert masked == "Ask xxxx.xxx@xxxxxxx.xxx or (xxx) xxx-xxxx."
    assert privacy.mask(text, []) == text


def test_each_kind_follows_its_policy() -> None:
    text = "jane@example.com, (212) 555-0182, 10.0.0.1"
    policies = {"email": "mask", "phone": "keep", "ip_address": "drop", "card_number": "drop"}
    assert privacy.apply(text, policies) == (
        "xxxx@xxxxxxx.xxx, (212) 555-0182, 10.0.0.1",
        [("mask_email", 13)],
        "ip_address",
    )
    kept = dict.fromkeys(privacy.KINDS, "keep")
    assert privacy.apply(text, kept) == (text, [], None)


def test_what_is_masked_already_counts_no_more() -> None:
    policies = dict.fromkeys(privacy.KINDS, "mask")
    once = privacy.apply("jane@example.com 212-555-0182", policies)
    assert once.masked == [("mask_email", 13), ("mask_phone", 10)]
    assert privacy.apply(once.text, policies) == (once.text, [], None)


pieces = st.sampled_from(
    [
        *"ab1 .@-+(): ",
        "jane@example.com",
        "212-555-0182",
        "+44 20 7946 0958",
        "10.0.0.1",
        "4111 1111 1111 1111",
        "\ud800",
    ]
)


@given(st.lists(pieces, max_size=15).map("".join) | st.text(max_size=50))
def test_mentions_are_sorted_disjoint_and_of_a_known_kind_and_masks_keep_the_length(text: str) -> None:
    mentions = privacy.find(text)
    assert all(0 <= start < end <= len(text) and kind in privacy.KINDS for start, end, kind in mentions)
    assert all(first.end <= second.start for first, second in pairwise(mentions))
    masked = privacy.mask(text, mentions)
    assert len(masked) == len(text)
    covered = {at for start, end, _ in mentions for at in range(start, end)}
    assert all(a == b for at, (a, b) in enumerate(zip(text, masked, strict=True)) if at not in covered)
    assert not any(masked[at].isdigit() for at in covered)


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "(0", "+1", "@", "a@", "a.", "1.", "1:", "4 ", "call ", "1234-", "9" * 20 + "x"]
)
def test_a_long_repetition_is_searched_to_its_end(piece: str) -> None:
    text = piece * (300_000 // len(piece)) + " jane@example.com"
    assert privacy.find(text)[-1].kind == "email"


@pytest.mark.parametrize(
    ("url", "masked"),
    [
        ("https://example.org/2025/11/20/555-0143", "https://example.org/2025/11/20/555-0143"),
        ("http://192.168.10.14/a?call=(202) 555-0143", "http://192.168.10.14/a?call=(202) 555-0143"),
        ("mailto:jane@paper.org", "mailto:xxxx@xxxxx.xxx"),
        ("https://example.org/?to=jane%40paper.org&n=100%25", "https://example.org/?to=xxxx%40xxxxx.xxx&n=100%25"),
        ("https://example.org/%40ada?to=jane@paper.org#%40", "https://example.org/%40ada?to=xxxx@xxxxx.xxx#%40"),
        ("https://example.org/%40jane", "https://example.org/%40jane"),
    ],
)
def test_of_a_web_address_only_e_mail_addresses_are_masked(url: str, masked: str) -> None:
    assert privacy.apply_to_url(url, dict.fromkeys(privacy.KINDS, "mask")).text == masked
    assert privacy.apply_to_url(url, dict.fromkeys(privacy.KINDS, "keep")).text == url


@pytest.mark.parametrize(
    ("key", "public"),
    [
        ("a/b.txt", "a/b.txt"),
        ("2025-11-20/202-555-0143.jsonl#4111111111111111", "2025-11-20/202-555-0143.jsonl#4111111111111111"),
        ("mail/jane@paper.org", "mail/xxxx@xxxxx.xxx~d0"),
        ("a.jsonl#jane@paper.org", "a.jsonl#xxxx@xxxxx.xxx~d0"),
    ],
)
def test_of_a_key_only_e_mail_addresses_are_masked_and_the_id_keeps_keys_apart(key: str, public: str) -> None:
    assert privacy.public_key(key, "d0", dict.fromkeys(privacy.KINDS, "mask")) == public
    assert privacy.public_key(key, "d0", dict.fromkeys(privacy.KINDS, "keep")) == key
