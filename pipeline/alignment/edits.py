"""What rewriting did to a text, and what two rewritings did together."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

# In one place: the code points from start to end became so many others. The edits of a text are sorted and disjoint,
# and each takes the place of one code point at least.
Edit: TypeAlias = tuple[int, int, int]


def compose(first: Sequence[Edit], second: Sequence[Edit]) -> Sequence[Edit]:
    """Return the edits of a text rewritten by ``first`` and the result by ``second``, as edits of the original.

    Edits that overlap in the text between become one; neighbours that only touch stay apart.
    """
    if not first or not second:
        return first or second
    composed: list[Edit] = []
    done = shift = 0  # edits of `first` behind us, and what they added to offsets in the text between
    low = high = source = growth = 0  # the edit in the making: its span between, its source start, what it adds
    for start, end, size in second:
        if start >= high:
            if high:
                composed.append((source, high - shift, high - low + growth))
            while done < len(first) and first[done][0] + shift + first[done][2] <= start:
                composed.append(first[done])
                shift += _growth(*first[done])
                done += 1
            low, high, source, growth = start, end, start - shift, 0
        high = max(high, end)
        growth += _growth(start, end, size)
        while done < len(first) and first[done][0] + shift < high:
            low = min(low, first[done][0] + shift)
            high = max(high, first[done][0] + shift + first[done][2])
            source = min(source, first[done][0])
            shift += _growth(*first[done])
            done += 1
    composed.append((source, high - shift, high - low + growth))
    return [*composed, *first[done:]]


def _growth(start: int, end: int, size: int) -> int:
    return size - (end - start)
