"""Claims as tasks of Label Studio, and corrected tasks as overlays.

One task per document, one region per claim; the task carries what is needed to find each region again. Label Studio
counts UTF-16 code units, as browsers do; the project counts code points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from pipeline import selectors
from schemas.claims import CLAIMS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

REGION = "claim_type"
CHOICES = ("checkworthiness", "claimer_kind", "quote_type", "certainty", "polarity")
TEXT = "claimer"
COLUMNS = (REGION, *CHOICES, TEXT)


def config() -> str:
    """The labelling interface as Label Studio's XML: every value of every enum."""
    labels = "".join(f"<Label value={quoteattr(value)}/>" for value in _values(REGION))
    choices = "".join(
        f'<Choices name="{column}" toName="text" perRegion="true">'
        + "".join(f"<Choice value={quoteattr(value)}/>" for value in _values(column))
        + "</Choices>"
        for column in CHOICES
    )
    area = f'<TextArea name="{TEXT}" toName="text" perRegion="true" maxSubmissions="1" editable="true"/>'
    return (
        f'<View><Labels name="{REGION}" toName="text">{labels}</Labels>'
        f'<Text name="text" value="$text"/>{choices}{area}</View>\n'
    )


def task(document: Mapping[str, Any], claims: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """One document with its claims as predictions that people correct."""
    results = [result for claim in claims for result in _results(document["text"], claim)]
    data = {name: document[name] for name in ("key", "doc_id", "text")}
    versions = sorted({claim["annotator_version"] for claim in claims})
    return {"data": data, "predictions": [{"model_version": ",".join(versions), "result": results}]}


def overlays(
    corrected: Mapping[str, Any], claims: Sequence[Mapping[str, Any]], annotator: str, reason: str
) -> Iterator[dict[str, Any]]:
    """The lines of an overlay file for everything that differs from the claims of the release.

    A region that is gone makes its sentence NFS; a new one makes a claim of the sentence that it spans.
    """
    text, key = corrected["data"]["text"], corrected["data"]["key"]
    regions = _regions(corrected)
    signed = {"key": key, "annotator": annotator, "annotator_kind": "human", "reason": reason}
    for claim in claims:
        quote = _quoted(text, claim["start"], claim["end"])
        region = regions.pop(claim["claim_id"], None)
        if region is None:
            yield quote | signed | {"column": "checkworthiness", "value": "NFS"}
            continue
        for column in COLUMNS:
            if region[column] != claim[column]:
                yield quote | signed | {"column": column, "value": region[column]}
    for region in regions.values():
        quote = _quoted(text, *_points(text, region["start"], region["end"]))
        # A new region without a class is a claim that somebody found worth marking.
        region["checkworthiness"] = region["checkworthiness"] or "CFS"
        for column in ("checkworthiness", *(column for column in COLUMNS if column != "checkworthiness")):
            if region[column] is not None:
                yield quote | signed | {"column": column, "value": region[column]}


def _results(text: str, claim: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    start, end = _units(text, claim["start"]), _units(text, claim["end"])
    place = {"id": claim["claim_id"], "to_name": "text"}
    span = {"start": start, "end": end, "text": claim["text"]}
    yield place | {"from_name": REGION, "type": "labels", "value": span | {"labels": [claim[REGION]]}}
    for column in CHOICES:
        yield place | {"from_name": column, "type": "choices", "value": span | {"choices": [claim[column]]}}
    if claim[TEXT] is not None:
        yield place | {"from_name": TEXT, "type": "textarea", "value": span | {"text": [claim[TEXT]]}}


def _regions(corrected: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Columns and span of each region, by its id; what people saved comes before what was predicted."""
    saved = corrected.get("annotations") or corrected.get("predictions") or [{"result": []}]
    regions: dict[str, dict[str, Any]] = {}
    for result in saved[0]["result"]:
        value = result["value"]
        region = regions.setdefault(
            result["id"], dict.fromkeys(COLUMNS) | {"start": value["start"], "end": value["end"]}
        )
        content = value.get("labels") or value.get("choices") or value.get("text")
        region[result["from_name"]] = content[0] if isinstance(content, list) and content else None
    return regions


def _quoted(text: str, start: int, end: int) -> dict[str, Any]:
    return selectors.quote(text, start, end)._asdict()


def _units(text: str, point: int) -> int:
    """UTF-16 code units before a code point."""
    return point + sum(character > "\uffff" for character in text[:point])


def _points(text: str, start: int, end: int) -> tuple[int, int]:
    """The span in code points of a span in UTF-16 code units."""
    data = text.encode("utf-16-le")
    return len(data[: 2 * start].decode("utf-16-le")), len(data[: 2 * end].decode("utf-16-le"))


def _values(column: str) -> tuple[str, ...]:
    values = CLAIMS[column].enum
    assert values is not None
    return values
