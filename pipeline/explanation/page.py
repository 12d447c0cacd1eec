"""An explanation as lines for people: what it is, its bytes beside its text, what touched them, where it ended."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from pipeline.links import pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Found = dict[str, Any]

# Places of one rule that a page shows; JSON has all.
_PLACES: Final = 5
_WIDTH: Final = 24
_ABOUT: Final = ("title", "url", "published", "language", "license", "redistributable")
# Fields that the head of a page has told already, and offsets.
_TOLD: Final = frozenset(
    {"sentence_id", "claim_id", "doc_id", "text", "start", "end", "raw_start", "raw_end", "position", "block"}
)


def render(found: Found) -> str:
    """All that is known, from the raw item to where it ended."""
    return "\n".join(_lines(found))


def _lines(found: Found) -> Iterator[str]:
    if "row" in found:
        yield f"{found['name']}: a {found['of']} of document {found['item']['doc_id']}, {found['item']['key']}"
        yield from _beside(found["row"], found)
        yield from _section("labels", _fields(found["row"], _TOLD))
        yield from _section("linked with", pages.lines(found["links"]))
        yield from _section("claim of this sentence" if found["of"] == "sentence" else "", _listed(found["claims"]))
        yield ""
    if "item" in found:
        yield f"{found['item']['key']}:"
        yield from (f"  {line}" for line in _item_lines(found["item"], found.get("document")))
    elif "key" in found["excluded"]:
        yield f"{found['excluded']['key']}:"
    yield from _touched(found)
    yield from _section("ended", _ended(found))


def _item_lines(item: Found, document: Found | None) -> Iterator[str]:
    """What the item is: its bytes, what they were read as, and what its source says of it."""
    of = "" if item["source"] == item["source_id"] else f" ({item['source']})"
    yield f"document {item['doc_id']} of source {item['source_id']}{of}"
    yield f"raw item: {item['raw_bytes']} bytes, sha256 {item['raw_sha256']}"
    if item["format"] == "html":
        yield f"which trafilatura took from the page as its main text; sha256 of the page {item['file_sha256']}"
    elif item["format"] == "record":
        yield "it is the text of a record, as UTF-8"
    if document:
        yield f"read as {document['raw_encoding']}, {document['characters']} characters when clean"
    yield from _fields({name: item[name] for name in _ABOUT if name in item}, ())


def _beside(row: Found, found: Found) -> Iterator[str]:
    yield f"  bytes {row['raw_start']}-{row['raw_end']}, read as {found['document']['raw_encoding']}:"
    yield f"    {visible(found['bytes'])}"
    yield f"  clean text {row['start']}-{row['end']}:"
    yield f"    {visible(row['text'])}"


def _touched(found: Found) -> Iterator[str]:
    """The places of each rule, in the order in which rules first act; a few of each."""
    touched = found.get("touched")
    if touched is None:
        return
    where = "these bytes" if "row" in found else "its bytes"
    yield f"what touched {where}:" if touched else f"what touched {where}: nothing; the clean text is what they say"
    order = {rule: number for number, rule in enumerate(dict.fromkeys(one["rule"] for one in touched))}
    for rule, group in groupby(sorted(touched, key=lambda one: order[one["rule"]]), key=lambda one: one["rule"]):
        places = list(group)
        yield f"  {rule}, {len(places)} {'place' if len(places) == 1 else 'places'}: {found['rules'][rule]}"
        for one in places[:_PLACES]:
            span = f"{one['raw_start']}-{one['raw_end']}"
            change = f"{quoted(one['before'])} -> {quoted(one['after'])}"
            yield f"    bytes {span:<13} {one['raw']:<{_WIDTH}} {change}   in {visible(one['context'])}"
        if len(places) > _PLACES:
            yield f"    and {len(places) - _PLACES} more; --json lists all"


def _ended(found: Found) -> Iterator[str]:
    if "excluded" in found:
        one = found["excluded"]
        yield f"excluded at {one['stage']}: {one['reason']} ({one['detail']})"
        yield one["meaning"]
        if "item" not in found:
            yield from _fields({name: one[name] for name in ("raw_bytes", "raw_sha256")}, ())
    elif "removed" in found:
        one = found["removed"]
        yield f"removed at deduplicate as a copy ({one['method']}, similarity {one['similarity']:.4g})"
        yield f"{one['kept_key']} ({one['kept_doc_id']}) stands for it, cluster {one['duplicate_cluster_id']}"
    elif "kept" in found:
        one = found["kept"]
        yield f"kept in split {one['split']}, cluster {one['duplicate_cluster_id']}"
        for copy in one["copies"]:
            yield f"stands for the copy {copy['removed_key']} ({copy['method']}, similarity {copy['similarity']:.4g})"
        if one["sentences"] is None:
            yield "its sentences are not labelled yet: the stages after deduplicate have not been run"
        else:
            yield f"{one['sentences']} sentences and other units, {one['claims']} claims"
        if "row" not in found:
            yield from _listed(found["claims"])
    else:
        yield "the stages after it have not been run"


def _listed(claims: Iterable[Found]) -> Iterator[str]:
    for one in claims:
        yield f"{one['claim_id']}  {one['claim_type']}, {one['checkworthiness']}: {shortened(visible(one['text']), 90)}"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    inner = [f"  {line}" for line in lines]
    if title and inner:
        yield f"{title}:"
        yield from inner


def _fields(fields: Found, left_out: Iterable[str]) -> Iterator[str]:
    """Each field that holds anything; of spans only their words are of use here."""
    for name, value in fields.items():
        if name in left_out or name.endswith(("_start", "_end")) or value is None or value in ("", []):
            continue
        yield f"{name}: {'; '.join(map(_item, value)) if isinstance(value, list) else value}"


def _item(value: object) -> str:
    if not isinstance(value, dict):
        return str(value)
    others = [f"{k} {v}" for k, v in value.items() if k not in {"text", "start", "end"} and v not in (None, "")]
    return f"{quoted(str(value.get('text', '')))} ({', '.join(others)})" if "text" in value else " ".join(others)


def visible(text: str) -> str:
    """A text on one line, with escapes for what a reader cannot see, or cannot tell from a space or another letter."""
    return "".join(
        c.encode("unicode_escape").decode() if unicodedata.combining(c) or not c.isprintable() else c for c in text
    )


def quoted(text: str) -> str:
    """A short text as it would stand in a program; nothing is told by its absence."""
    return f"'{shortened(visible(text), 60)}'" if text else "nothing"


def shortened(text: str, length: int) -> str:
    """The text, or its beginning and three dots."""
    return text if len(text) <= length else f"{text[: length - 1]}…"
