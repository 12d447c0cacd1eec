from __future__ import annotations

import random
from collections.abc import Sequence
from inspect import signature
from itertools import combinations
from math import sqrt

import numpy as np
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import folding, minhash, params
from pipeline.minhash import bands, buckets, graph
from pipeline.minhash.shingling import sets, shingles
from pipeline.minhash.words import tokens

WORDS = [f"w{i}" for i in range(400)]

SIGNATURE = [301360622, 48221770, 870821610, 38730882]

# Signs that fold to others, to more than one, or join with the one before.
AWKWARD = [
    *"ΣσςßẞİıIﬁﬃ½™²ºŉǰΐᾳeEaAoO·ʼ한가=<>`´¨“'ｶﾊﾞﾟ",
    *map(chr, range(0x300, 0x34F)),
    *map(chr, range(0x1100, 0x1200)),
]
TEXTS = st.text(max_size=12) | st.lists(st.sampled_from(AWKWARD), max_size=8).map("".join)


def hashed(text: str) -> list[int]:
    return tokens(minhash.encoded([text])).values.tolist()


def shingled(text: str, size: int = 5) -> set[tuple[str, ...]]:
    """The shingles of a text of plain words, by the definition."""
    words = text.lower().split()
    return set(zip(*(words[i:] for i in range(size)), strict=False)) or ({tuple(words)} if words else set())


def brute_force(texts: Sequence[str], threshold: float) -> dict[tuple[int, int], float]:
    known = [shingled(text) for text in texts]
    found = {}
    for left, right in combinations(range(len(texts)), 2):
        shared = len(known[left] & known[right])
        if shared and shared / len(known[left] | known[right]) >= threshold:
            found[left, right] = shared / len(known[left] | known[right])
    return found


def as_dict(found: graph.Edges) -> dict[tuple[int, int], float]:
    return dict(
        zip(zip(found.left.tolist(), found.right.tolist(), strict=True), found.similarity.tolist(), strict=True)
    )


def corpus(size: int, seed: int) -> list[str]:
    """Random texts, half of them copies of copies with a few words changed."""
    rng = random.Random(seed)
    texts: list[str] = []
    for _ in range(size):
        if texts and rng.random() < 0.5:
            words = rng.choice(texts).split()
            for _ in range(rng.choice([0, 1, 1, 2, 4])):
                words[rng.randrange(len(words))] = rng.choice(WORDS)
        else:
            words = rng.choices(WORDS, k=rng.choice([1, 3, 5, 8, 40, 120]))
        texts.append(" ".join(words))
    return texts


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("The cat sat.", "the CAT, sat!"),
        ("don’t “stop”", 'don\'t "stop"'),
        ("a  b\n\n\tc", "a b c"),
        ("ÉCOLE", "école"),
        ("e\u0301cole", "école"),
        ("ﬁne", "fine"),
        ("ｗｉｄｅ", "wide"),
        ("STRASSE", "straße"),
        ("１２", "12"),
        ("東京都", "東 京 都"),
        ("ไทย", "ไ ท ย"),
        ("snake_case", "snake case"),
    ],
)
def test_words_are_equal_whatever_their_case_signs_and_spaces(text: str, same: str) -> None:
    assert hashed(text) == hashed(same)
    assert hashed(text)


@pytest.mark.parametrize(
    ("text", "other"), [("ab", "a b"), ("abcdefgh", "abcdefghi"), ("a" * 90, "a" * 91), ("1", "l")]
)
def test_other_words_are_other(text: str, other: str) -> None:
    assert hashed(text) != hashed(other)


def test_words_of_one_document_never_run_into_the_next() -> None:
    both = tokens(minhash.encoded(["one tw", "", "o three"]))
    assert both.bounds.tolist() == [0, 2, 2, 4]
    assert both.values.tolist() == hashed("one tw") + hashed("o three")


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_texts_that_fold_to_the_same_key_have_the_same_words(text: str) -> None:
    assert hashed(text) == hashed(folding.key(text))


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, max_size=6))
def test_what_is_said_of_a_text_depends_on_no_other(texts: list[str]) -> None:
    alone = [minhash.signatures([text], hashes=12) for text in texts]
    assert np.array_equal(minhash.signatures(texts, hashes=12), np.concatenate([np.empty((0, 12), np.uint32), *alone]))


@pytest.mark.parametrize(
    "text",
    ["", "\ud800\udfff", "\0" * 50, "a" * 200_000, "“" * 50_000, "9 " * 50_000, "e" + "\u0301" * 20_000, "😀" * 9],
)
def test_no_text_fails(text: str) -> None:
    assert minhash.signatures([text, text]).shape == (2, 120)


def test_shingles_are_those_of_the_definition() -> None:
    made = shingles(tokens([b"a b c d a b c d", b"a b", b"", b"a b c"]), 3)
    assert np.diff(made.bounds).tolist() == [6, 1, 0, 1]
    assert made.row(0)[0] == made.row(0)[4] == made.row(3)[0]
    assert made.row(1)[0] not in made.row(0)
    assert np.diff(sets(made).bounds).tolist() == [4, 1, 0, 1]
    assert all((np.diff(sets(made).row(i).astype(float)) > 0).all() for i in range(4))


def test_a_signature_is_the_same_on_every_machine() -> None:
    (made,) = minhash.signatures(["Officials said on 3 May that 36 boats may be lost."], hashes=4)
    assert made.tolist() == SIGNATURE


def test_the_estimate_has_the_mean_and_the_spread_of_independent_permutations() -> None:
    rng = random.Random(3)
    estimates = []
    for _ in range(400):
        shared = [str(rng.random())[2:] for _ in range(80)]
        texts = [" ".join([*shared, *(str(rng.random())[2:] for _ in range(10))]) for _ in range(2)]
        left, right = minhash.signatures(texts, shingle_words=1)
        estimates.append(float((left == right).mean()))
    assert np.mean(estimates) == pytest.approx(0.8, abs=4 * sqrt(0.16 / 120 / 400))
    assert np.std(estimates) == pytest.approx(sqrt(0.16 / 120), rel=0.15)


def test_the_recall_curve_is_what_the_bands_do() -> None:
    rng = np.random.default_rng(5)
    left = rng.integers(0, 1 << 32, (4_000, 120), dtype=np.uint32)
    for similarity in (0.5, 0.7, 0.8):
        right = np.where(rng.random(left.shape) < similarity, left, left + np.uint32(1))
        met = (bands.keys(left, bands=20, rows=6) == bands.keys(right, bands=20, rows=6)).any(axis=1)
        assert met.mean() == pytest.approx(bands.recall(similarity, bands=20, rows=6), abs=0.03)
    assert bands.recall(0.8, bands=20, rows=6) >= 0.995


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from([0.3, 0.5, 0.8, 1.0]))
def test_edges_are_those_of_brute_force(seed: int, threshold: float) -> None:
    texts = corpus(40, seed)
    # One row a band: no pair that shares much is missed by chance.
    found = as_dict(minhash.edges(texts, threshold=threshold, bands=120, rows=1))
    assert found == brute_force(texts, threshold)


def test_with_the_usual_bands_hardly_a_pair_is_missed() -> None:
    texts = corpus(900, 11)
    truth = brute_force(texts, 0.8)
    found = as_dict(minhash.edges(texts))
    assert found.items() <= truth.items()
    assert len(truth) > 200
    assert len(found) >= 0.995 * len(truth)


def test_the_defaults_are_the_parameters_of_the_project() -> None:
    chosen = params.load(ROOT / "params.yaml").deduplicate
    for name, default in signature(minhash.clusters).parameters.items():
        assert name == "texts" or default.default == getattr(chosen, name)
    assert signature(minhash.edges).parameters == signature(minhash.clusters).parameters
    assert signature(minhash.signatures).parameters["hashes"].default == chosen.bands * chosen.rows


def test_texts_without_words_are_no_copies_of_each_other() -> None:
    assert as_dict(minhash.edges(["", "!", "?", ""])) == {}
    assert as_dict(minhash.edges(["word", "Word!", "other"])) == {(0, 1): 1.0}


def test_a_chain_is_one_cluster_of_which_the_unlike_ends_stay() -> None:
    words = WORDS[:60]
    chain = [" ".join(words[i : i + 50]) for i in (0, 4, 8)]
    found = minhash.edges(chain)
    assert set(as_dict(found)) == {(0, 1), (1, 2)}
    assert minhash.clusters(chain).tolist() == [0, 0, 0]
    assert graph.keepers(3, [found], published=0).keeper.tolist() == [graph.STAYS, 0, graph.STAYS]


def test_ten_thousand_texts_that_hardly_differ_cost_an_edge_each() -> None:
    texts = [" ".join([*WORDS[:100], f"x{i}"]) for i in range(10_000)]
    compared = []

    def estimate(left: np.ndarray, right: np.ndarray) -> np.ndarray:
        compared.append(len(left))
        return buckets.agreement(signatures[left], signatures[right])

    signatures = minhash.signatures(texts)
    keys = bands.keys(signatures, bands=20, rows=6)
    owners = np.arange(len(texts), dtype=np.uint32).repeat(20)
    pairs = buckets.candidates(keys.ravel(), owners, estimate, buckets.limits(0.8, 120))
    assert len(texts) - 1 <= len(pairs) <= 2 * len(texts)
    assert sum(compared) <= 20 * 16 * len(texts)
    assert set(minhash.clusters(texts).tolist()) == {0}


def test_a_crowd_that_shares_much_but_not_enough_is_no_cluster_and_no_square_of_work() -> None:
    rng = random.Random(7)
    texts = [" ".join([*WORDS[:100], *rng.choices(WORDS, k=60)]) for _ in range(600)]
    texts[400] = texts[300] + " more"
    assert set(as_dict(minhash.edges(texts))) == {(300, 400)}


edges_of = st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19), st.integers(80, 99)), max_size=40)


@settings(deadline=None)
@given(edges_of, st.integers(0, 5), st.integers(1, 7))
def test_clusters_and_keepers_are_those_of_the_definition(
    drawn: list[tuple[int, int, int]], published: int, block: int
) -> None:
    alike = {(min(a, b), max(a, b)): s / 100 for a, b, s in drawn if a != b}
    ordered = sorted(alike)
    blocks = [
        graph.Edges(
            np.array([a for a, _ in some], np.uint32),
            np.array([b for _, b in some], np.uint32),
            np.array([alike[pair] for pair in some]),
        )
        for some in (ordered[i : i + block] for i in range(0, len(ordered), block))
    ]
    labels = graph.alone(20)
    graph.join(labels, blocks)
    assert labels.tolist() == [min(_reached(i, ordered)) for i in range(20)]
    keeper, similarity = graph.keepers(20, blocks, published=published)
    stay: list[int] = []
    for one in range(20):
        options = [(-alike[kept, one], kept) for kept in stay if (kept, one) in alike]
        if one < published or not options:
            stay.append(one)
            assert keeper[one] == graph.STAYS
        else:
            assert (-similarity[one], keeper[one]) == min(options)


def _reached(start: int, pairs: list[tuple[int, int]]) -> set[int]:
    reached = {start}
    while True:
        more = {end for pair in pairs if reached & set(pair) for end in pair}
        if more <= reached:
            return reached
        reached |= more
