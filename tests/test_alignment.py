from __future__ import annotations

import pickle
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.alignment import (
    Alignment,
    Edit,
    Run,
    align,
    align_all,
    compose,
    raw_span,
    raw_spans,
    text_position,
    uncovered,
)

ENCODINGS = ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"]
sources = st.text(alphabet="ab é€中😀", max_size=12)


@st.composite
def edits(draw: st.DrawFn, length: int) -> list[Edit]:
    found: list[Edit] = []
    position = 0
    while True:
        start = position + draw(st.integers(0, 3))
        end = start + draw(st.integers(1, 3))
        if end > length:
            return found
        found.append((start, end, draw(st.integers(0, 3))))
        position = end


@st.composite
def rewritten(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    source = draw(sources)
    return source, draw(edits(len(source)))


def apply(source: list[object], changes: list[Edit], new: object) -> list[object]:
    """Rewrite a list as the edits say, with ``new`` wherever something new stands."""
    result: list[object] = []
    position = 0
    for start, end, size in changes:
        result += [*source[position:start], *[new] * size]
        position = end
    return result + source[position:]


def spans_of(source: str, changes: list[Edit], encoding: str) -> list[tuple[int, int]]:
    """The bytes of each code point after the edits, one by one: what an alignment must say in runs."""
    offsets = [0]
    for character in source:
        offsets.append(offsets[-1] + len(character.encode(encoding)))
    spans: list[tuple[int, int]] = []
    whole: list[int] = []  # the last code points, where they are an indivisible run
    position = 0
    for start, end, size in [*changes, (len(source), len(source), 0)]:
        if position < start:
            whole = []
        spans += [(offsets[at], offsets[at + 1]) for at in range(position, start)]
        for at in whole if not size else []:
            spans[at] = spans[at][0], offsets[end]
        spans += [(offsets[start], offsets[end])] * size
        if size:
            whole = list(range(len(spans) - size, len(spans))) if size > 1 else []
        position = end
    return spans


@given(rewritten(), st.sampled_from(ENCODINGS))
def test_each_code_point_leads_to_the_bytes_it_came_from(case: tuple[str, list[Edit]], encoding: str) -> None:
    source, changes = case
    runs = align(source.encode(encoding), encoding, changes)
    expected = spans_of(source, changes, encoding)
    assert [raw_span(runs, at, at + 1) for at in range(len(expected))] == expected


@given(rewritten(), st.sampled_from(ENCODINGS))
def test_a_span_reaches_from_its_first_code_point_to_its_last(case: tuple[str, list[Edit]], encoding: str) -> None:
    source, changes = case
    runs = align(source.encode(encoding), encoding, changes)
    spans = spans_of(source, changes, encoding)
    for start in range(len(spans)):
        for end in range(start + 1, len(spans) + 1):
            assert raw_span(list(runs), start, end) == (spans[start][0], spans[end - 1][1])


@given(rewritten(), st.sampled_from(ENCODINGS))
def test_many_spans_at_once_are_the_spans_one_by_one(case: tuple[str, list[Edit]], encoding: str) -> None:
    source, changes = case
    runs = align(source.encode(encoding), encoding, changes)
    length = runs[-1].start
    pairs = [(start, end) for start in range(length + 1) for end in range(start, length + 1)]
    starts, ends = np.array(pairs, dtype=np.int64).T
    firsts, lasts = raw_spans(runs, starts, ends)
    assert list(zip(firsts.tolist(), lasts.tolist(), strict=True)) == [raw_span(runs, *pair) for pair in pairs]


@given(rewritten(), st.sampled_from(ENCODINGS))
def test_uncovered_are_the_bytes_that_no_code_point_came_from(case: tuple[str, list[Edit]], encoding: str) -> None:
    source, changes = case
    raw = source.encode(encoding)
    covered = {byte for start, end in spans_of(source, changes, encoding) for byte in range(start, end)}
    gaps = uncovered(align(raw, encoding, changes), len(raw))
    assert {byte for start, end in gaps for byte in range(start, end)} == set(range(len(raw))) - covered
    assert all(first[1] < second[0] for first, second in pairwise(gaps))


@given(st.data())
def test_composed_edits_do_what_the_two_did_in_turn(data: st.DataObject) -> None:
    source: list[object] = list(range(data.draw(st.integers(0, 12))))
    first = data.draw(edits(len(source)))
    between = apply(source, first, "new")
    second = data.draw(edits(len(between)))
    composed = list(compose(first, second))
    once, twice = apply(source, composed, "new"), apply(between, second, "new")
    assert len(once) == len(twice)
    assert all(a in ("new", b) for a, b in zip(once, twice, strict=True))
    assert all(a[1] <= b[0] for a, b in pairwise(composed))
    kept = sum(item != "new" for item in twice)
    assert kept - sum(item != "new" for item in once) <= sum(size for _, _, size in first)


def test_edits_that_only_touch_stay_apart() -> None:
    assert list(compose([(2, 3, 0)], [(2, 3, 1)])) == [(2, 3, 0), (3, 4, 1)]


def test_edits_that_overlap_become_one() -> None:
    assert list(compose([(2, 3, 0)], [(1, 3, 1)])) == [(1, 4, 1)]


@given(rewritten())
def test_composing_with_nothing_changes_nothing(case: tuple[str, list[Edit]]) -> None:
    _, changes = case
    assert list(compose(changes, [])) == changes
    assert list(compose([], changes)) == changes


def test_a_clean_ascii_text_is_one_run() -> None:
    assert align(b"abc", "utf-8", []) == [Run(0, 0, 1), Run(3, 3, 0)]


def test_an_empty_text_has_the_closing_run_only() -> None:
    assert align(b"", "utf-8", []) == [Run(0, 0, 0)]
    assert align(b"\xef\xbb\xbf", "utf-8", [(0, 1, 0)]) == [Run(0, 3, 0)]


def test_runs_part_where_the_bytes_per_code_point_change() -> None:
    assert align("a“bé".encode(), "utf-8", []) == [
        *(Run(0, 0, 1), Run(1, 1, 3), Run(2, 4, 1), Run(3, 5, 2)),
        Run(4, 7, 0),
    ]


def test_a_replaced_character_is_a_run_of_its_own_and_a_dropped_one_a_gap() -> None:
    raw = "a\u00a0b\u200bc".encode()
    runs = align(raw, "utf-8", [(1, 2, 1), (3, 4, 0)])
    assert runs == [Run(0, 0, 1), Run(1, 1, 2), Run(2, 3, 1), Run(3, 7, 1), Run(4, 8, 0)]
    assert uncovered(runs, len(raw)) == [(4, 7)]


def test_an_indivisible_run_is_never_cut_and_holds_the_bytes_dropped_after_it() -> None:
    raw = "x\u0958\u200by".encode()
    runs = align(raw, "utf-8", [(1, 2, 2), (2, 3, 0)])
    assert runs == [Run(0, 0, 1), Run(1, 1, 0), Run(3, 7, 1), Run(4, 8, 0)]
    assert raw_span(runs, 2, 3) == raw_span(runs, 1, 3) == (1, 7)
    assert raw_span(runs, 0, 2) == (0, 7)
    assert uncovered(runs, len(raw)) == []


def test_a_replacement_of_more_bytes_than_a_width_can_say_is_indivisible() -> None:
    raw = b"a" * 200
    assert align(raw, "utf-8", [(0, 200, 1)]) == [Run(0, 0, 0), Run(1, 200, 0)]
    assert raw_span(align(raw, "utf-8", [(0, 200, 1)]), 0, 1) == (0, 200)


@pytest.mark.parametrize("span", [(-1, 0), (0, 4), (2, 1), (4, 4)])
def test_a_span_outside_the_text_is_an_error(span: tuple[int, int]) -> None:
    runs = align(b"abc", "utf-8", [])
    with pytest.raises(ValueError, match="does not lie in a text of 3"):
        raw_span(runs, *span)
    with pytest.raises(ValueError, match="does not lie in a text of 3"):
        raw_spans(runs, *(np.array([offset]) for offset in span))


def test_the_columns_have_the_types_of_the_table_and_the_rows_come_back() -> None:
    runs = align("a“b".encode(), "utf-8", [])
    assert [column.dtype for column in (runs.start, runs.raw_start, runs.width)] == [np.int32, np.int64, np.int8]
    assert Alignment.of(runs) == runs
    assert Alignment.of(tuple(run._asdict().values()) for run in runs) == runs


def test_an_alignment_behaves_as_the_list_of_its_runs() -> None:
    runs = align("a“b".encode(), "utf-8", [])
    assert (len(runs), runs[1], runs[-1]) == (4, Run(1, 1, 3), Run(3, 5, 0))
    assert list(runs[:2]) == [Run(0, 0, 1), Run(1, 1, 3)]
    assert hash(runs) == hash(Alignment.of(runs))
    assert pickle.loads(pickle.dumps(runs)) == runs
    assert runs != "runs"
    assert runs != list(runs)[:2]


def test_offsets_beyond_32_bits_keep_their_bytes() -> None:
    runs = Alignment.of([(0, 5_000_000_000, 4), (10, 5_000_000_040, 0)])
    assert raw_span(runs, 2, 4) == (5_000_000_008, 5_000_000_016)
    first, last = raw_spans(runs, np.array([2]), np.array([4]))
    assert (first[0], last[0]) == (5_000_000_008, 5_000_000_016)


@given(rewritten(), st.sampled_from(ENCODINGS))
def test_the_position_of_a_byte_leads_back_from_the_first_byte_of_each_code_point(
    case: tuple[str, list[Edit]], encoding: str
) -> None:
    source, changes = case
    runs = align(source.encode(encoding), encoding, changes)
    spans = spans_of(source, changes, encoding)
    for at, (first, last) in enumerate(spans):
        alone = spans.count((first, last)) == 1
        assert text_position(runs, first) == (at if alone else spans.index((first, last)))
        if alone:
            assert text_position(runs, last) == at + 1


@given(st.lists(st.tuples(rewritten(), st.sampled_from(ENCODINGS)), max_size=5))
def test_alignments_built_together_are_those_built_one_by_one(cases: list[tuple[tuple[str, list[Edit]], str]]) -> None:
    made = [align(source.encode(encoding), encoding, changes) for (source, changes), encoding in cases]
    offsets, columns = align_all(made)
    for number, one in enumerate(made):
        ours = [column[offsets[number] : offsets[number + 1]].tolist() for column in columns]
        assert [*zip(*ours, strict=True)] == list(one)


def test_an_alignment_of_rows_knows_no_bytes_and_cannot_be_edited() -> None:
    runs = Alignment.of([(0, 0, 1), (3, 3, 0)])
    with pytest.raises(ValueError, match="given by its rows"):
        runs.edited([(0, 1, 1)])
    with pytest.raises(ValueError, match="given by its rows"):
        align_all([runs])
