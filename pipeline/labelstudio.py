"""Claims as tasks of Label Studio, and corrected tasks as overlays.

One task per document, one region per claim; the task carries what is needed to find each region again. Label Studio
counts UTF-16 code units, as browsers do; the project counts code points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

import jsonschema

from pipeline import selectors
from pipeline.errors import DataError
from schemas.claims import CLAIMS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

REGION = "claim_type"
CHOICES = ("checkworthiness", "claimer_kind", "quote_type", "certainty", "polarity")
TEXT = "claimer"
COLUMNS = (REGION, *CHOICES, TEXT)
# What is needed of Label Studio's JSON; results without ``from_name``, such as relations, are left aside.
_SAVED = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["result"],
        "properties": {
            "result": {
                "type": "array",
                "items": {
                    "type": "object",
                    "dependentRequired": {"from_name": ["id", "value"]},
                    "properties": {
                        "from_name": {"enum": list(COLUMNS)},
                        "id": {"type": "string"},
                        "value": {
                            "type": "object",
                            "required": ["start", "end"],
                            "properties": {"start": {"type": "integer"}, "end": {"type": "integer"}},
                        },
                    },
                },
            }
        },
    },
}
_TASK = {
    "type": "object",
    "required": ["data"],
    "properties": {
        "data": {
            "type": "object",
            "required": ["key", "text"],
            "properties": {"key": {"type": "string"}, "text": {"type": "string"}},
        },
        "annotations": _SAVED,
        "predictions": _SAVED,
    },
}
# Characters of a message of jsonschema, which may quote a whole task, that still stand on one line.
_MESSAGE = 200


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


def checked(place: str, tasks: object) -> list[dict[str, Any]]:
    """The corrected tasks, in the form that this module reads.

    Raises ``DataError`` with the place of the first thing that has another form.
    """
    if not isinstance(tasks, list):
        raise DataError(f"{place}: not a list of tasks; export the project from Label Studio as JSON.")
    validator = jsonschema.Draft202012Validator(_TASK)
    for number, task in enumerate(tasks, 1):
        problem = next(iter(validator.iter_errors(task)), None)
        if problem is not None:
            where = ".".join(map(str, problem.absolute_path))
            message = problem.message if len(problem.message) <= _MESSAGE else f"…{problem.message[-_MESSAGE:]}"
            raise DataError(
                f"{place}: task {number}{where and ': '}{where}: {message}; "
                "import what `export label-studio` made and Label Studio exported as JSON."
            )
    return tasks


def overlays(
    corrected: Mapping[str, Any], claims: Sequence[Mapping[str, Any]], annotator: str, reason: str
) -> Iterator[dict[str, Any]]:
    """The lines of an overlay file for everything that differs from the claims of the release.

    A region that is gone makes its sentence NFS; a new one makes a claim of the sentence that it spans. One that was
    drawn again in place of a claim says what it says, and leaves the rest; a task that nobody saved says nothing.
    """
    if not corrected.get("annotations") and not corrected.get("predictions"):
        return
    text, key = corrected["data"]["text"], corrected["data"]["key"]
    regions = _regions(corrected)
    signed = {"key": key, "annotator": annotator, "annotator_kind": "human", "reason": reason}
    for claim in claims:
        quote = _quoted(text, claim["start"], claim["end"])
        region = regions.pop((claim["start"], claim["end"]), None)
        if region is None or region["checkworthiness"] == "NFS":
            yield quote | signed | {"column": "checkworthiness", "value": "NFS"}
            continue
        again = region["id"] != claim["claim_id"]
        for column in COLUMNS:
            if region[column] != claim[column] and not (again and region[column] is None):
                yield quote | signed | {"column": column, "value": region[column]}
    for span, region in regions.items():
        quote = _quoted(text, *span)
        # A new region without a class is a claim that somebody found worth marking.
        region["checkworthiness"] = region["checkworthiness"] or "CFS"
        for column in ("checkworthiness", *(column for column in COLUMNS if column != "checkworthiness")):
            # What is no claim has no other column.
            if region[column] is not None and (column == "checkworthiness" or region["checkworthiness"] != "NFS"):
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


def _regions(corrected: Mapping[str, Any]) -> dict[tuple[int, int], dict[str, Any]]:
    """Columns and id of each region, by its span; what people saved comes before what was predicted.

    Raises ``DataError`` for two regions of one span.
    """
    saved = corrected.get("annotations") or corrected["predictions"]
    text, key = corrected["data"]["text"], corrected["data"]["key"]
    regions: dict[tuple[int, int], dict[str, Any]] = {}
    for result in saved[0]["result"]:
        if "from_name" not in result:
            continue
        value = result["value"]
        span = _points(text, value["start"], value["end"])
        region = regions.setdefault(span, dict.fromkeys(COLUMNS) | {"id": result["id"]})
        if region["id"] != result["id"]:
            shown = selectors.shortened(text[slice(*span)])
            raise DataError(f"{key}: two regions mark {shown}; keep one of them.")
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
    # Half a character is passed over: the span is then no unit of the text, and refused as such.
    first, last = (len(data[: 2 * max(0, point)].decode("utf-16-le", "ignore")) for point in (start, end))
    return first, last


def _values(column: str) -> tuple[str, ...]:
    values = CLAIMS[column].enum
    assert values is not None
    return values
