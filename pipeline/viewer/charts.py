"""Charts as small SVG pictures, each with its figures as a table.

Drawn here, not by a plotting library: bars in percent of the width keep their letters the same size from 360 to 1,600
pixels and take their colours from the page's light or dark style, which a picture made ahead cannot; and a release
needs no further 50 MB of packages to be reproducible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Pixels: one bar with its line of letters, and the columns of a histogram.
_ROW, _BAR, _COLUMN, _AXIS = 40, 12, 140, 22
# Fewer columns than these leave room rather than grow fat.
_COLUMNS = 8


class Chart(NamedTuple):
    """A picture and the table behind it; ``rows`` are (name, value, further cells)."""

    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]
    svg: Markup


def counted(
    title: str, counts: Mapping[str, int], heads: tuple[str, str], *, within: Mapping[str, str] | None = None
) -> Chart:
    """Horizontal bars of counts, as shares of the largest; those named in ``within`` as shares of another count."""
    largest = max(counts, key=lambda name: 0 if within and name in within else counts[name], default="")
    wholes = [counts[(within or {}).get(name, largest)] for name in counts]
    shares = [count / whole if whole else 0.0 for count, whole in zip(counts.values(), wholes, strict=True)]
    rows = tuple((name, f"{count:,}", ()) for name, count in counts.items())
    return Chart(title, "", heads, rows, _bars(title, rows, shares))


def histogram(title: str, counts: Mapping[str, int], heads: tuple[str, str], note: str = "") -> Chart:
    """Upright columns of counts, left to right in order."""
    rows = tuple((name, f"{count:,}", ()) for name, count in counts.items())
    largest = max(counts.values(), default=0) or 1
    return Chart(title, note, heads, rows, _columns(title, rows, [count / largest for count in counts.values()]))


def scored(title: str, scores: Mapping[str, Mapping[str, object]], note: str = "") -> Chart:
    """Horizontal bars from 0 to 1, each with its measure and the number of cases."""
    rows = tuple((name, f"{one['value']:.3f}", (str(one["measure"]), f"{one['n']:,}")) for name, one in scores.items())
    shares = [float(str(one["value"])) for one in scores.values()]
    shown = tuple((f"{name} (n = {more[1]})", value, more) for name, value, more in rows)
    return Chart(title, note, ("column", "score", "measure", "n"), rows, _bars(title, shown, shares))


def _bars(title: str, rows: Sequence[tuple[str, str, tuple[str, ...]]], shares: Sequence[float]) -> Markup:
    drawn = []
    for number, ((name, value, _), share) in enumerate(zip(rows, shares, strict=True)):
        line, bar = number * _ROW + 15, number * _ROW + 21
        drawn.append(
            f'<text x="0" y="{line}">{escape(name)}</text>'
            f'<text x="100%" y="{line}" text-anchor="end">{escape(value)}</text>'
            f'<rect class="track" x="0" y="{bar}" width="100%" height="{_BAR}" rx="2"/>'
            f'<rect class="bar" x="0" y="{bar}" width="{100 * share:.2f}%" height="{_BAR}" rx="2"/>'
        )
    return _svg(title, len(rows) * _ROW, drawn)


def _columns(title: str, rows: Sequence[tuple[str, str, tuple[str, ...]]], shares: Sequence[float]) -> Markup:
    width = 100 / max(len(rows), _COLUMNS)
    drawn = []
    for number, ((name, value, _), share) in enumerate(zip(rows, shares, strict=True)):
        height = round(share * _COLUMN)
        top, middle = _AXIS + _COLUMN - height, (number + 0.5) * width
        drawn.append(
            f'<rect class="bar" x="{number * width + width * 0.08:.2f}%" y="{top}" width="{width * 0.84:.2f}%" '
            f'height="{height}"/>'
            f'<text x="{middle:.2f}%" y="{top - 5}" text-anchor="middle">{escape(value)}</text>'
            f'<text class="axis" x="{middle:.2f}%" y="{_COLUMN + 2 * _AXIS - 6}" text-anchor="middle">'
            f"{escape(name)}</text>"
        )
    return _svg(title, _COLUMN + 2 * _AXIS, drawn)


def _svg(title: str, height: int, drawn: Sequence[str]) -> Markup:
    head = f'<svg role="img" width="100%" height="{height}" aria-label="{escape(title)}; figures in the table below">'
    return Markup(head + "".join(drawn) + "</svg>")  # noqa: S704  # every piece of text went through `escape`
