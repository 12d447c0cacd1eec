"""The page as one HTML file: template, style, script and data, with a policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import jinja2
from markupsafe import Markup

from pipeline.versions import parse
from pipeline.viewer import changes, charts
from schemas.claims import CLAIMS
from schemas.documents import SPLITS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.viewer.charts import Chart
    from pipeline.viewer.figures import Figures, Group


# Each step of the funnel is drawn as a share of the one that it is counted in.
_WITHIN = {"sentences": "sentences", "claims": "sentences"}


class Facts(NamedTuple):
    """What the page tells of a release beside its rows.

    ``title`` is that of the release, ``funnel`` counts rows by step, ``quality`` is the content of quality.json,
    ``changes`` the changelog, ``digest`` that of the manifest, ``shown`` how many documents the page holds of
    ``documents``, ``columns`` what a reviewer may correct.
    """

    title: str
    version: str
    digest: str
    funnel: Mapping[str, int]
    quality: Mapping[str, Any]
    changes: str
    documents: int
    shown: int
    columns: Sequence[str]


def render(facts: Facts, figures: Figures, data: Mapping[str, Any], *, connect: str = "'none'") -> str:
    """The whole page; ``data`` holds tables as `columns.encode` gives them, or where to ask for them."""
    style, script = _asset("page.css"), _asset("page.js")
    told = {**data, "name": f"{facts.title} {facts.version}", "digest": facts.digest, "review": _review(facts.columns)}
    return _template().render(
        facts=facts,
        changes=changes.told(facts.changes),
        figures=figures,
        labels=_labels(figures),
        histograms=_histograms(figures),
        scores=_scores(facts.quality),
        groups=_groups(figures),
        funnel=charts.counted("From raw items to claims", facts.funnel, ("step", "rows"), within=_WITHIN),
        policy=policy(script, style, connect),
        style=Markup(style),  # noqa: S704  # a file of this package
        script=Markup(script),  # noqa: S704  # the same
        data=_embedded(told),
    )


def policy(script: str, style: str, connect: str) -> str:
    """A Content Security Policy under which this script and this style run and nothing else loads."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_source(script)}",
            f"style-src {_source(style)}",
            f"connect-src {connect}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        )
    )


def _source(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def _embedded(value: Mapping[str, Any]) -> Markup:
    """JSON that no text in it can close: an HTML parser looks for ``<`` alone."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704  # what could be markup is escaped above


def _review(columns: Sequence[str]) -> dict[str, list[str] | None]:
    """The values that each column may take; null for words of the reviewer's own."""
    return {name: list(CLAIMS[name].enum or ()) or None for name in columns}


def _groups(figures: Figures) -> list[tuple[str, list[tuple[str, Group]]]]:
    """Counts by split, source and version, each in the order in which people name them."""
    splits = sorted(figures.splits.items(), key=lambda one: SPLITS.index(one[0]))
    versions = sorted(figures.versions.items(), key=lambda one: parse(one[0]))
    grouped = [("Splits", splits), ("Sources", sorted(figures.sources.items()))]
    return [*grouped, ("Versions in which rows first appeared", versions)]


def _labels(figures: Figures) -> list[Chart]:
    heads = ("label", "rows")
    shown = (
        ("Check-worthiness of units", "sentences", "checkworthiness"),
        ("Kinds of units", "sentences", "kind"),
        ("Claim types", "claims", "claim_type"),
        ("Kinds of claimers", "claims", "claimer_kind"),
        ("Quotation", "claims", "quote_type"),
        ("Certainty", "claims", "certainty"),
        ("Polarity", "claims", "polarity"),
        ("Who labelled", "claims", "annotator_kind"),
        ("Links between claims", "claim_links", "relation"),
    )
    drawn = [charts.counted(title, figures.labels(table, column), heads) for title, table, column in shown]
    reasons = {name: count for name, count in figures.labels("exclusions", "reason").items() if count}
    return drawn + ([charts.counted("Why items were excluded", reasons, ("reason", "items"))] if reasons else [])


def _histograms(figures: Figures) -> list[Chart]:
    sizes = figures.cluster_sizes()
    drawn = [
        charts.histogram(
            "Length of documents", figures.document_lengths(), ("from … characters", "documents"), "Characters of text."
        ),
        charts.histogram(
            "Length of units", figures.sentence_lengths(), ("from … characters", "units"), "Sentences, headings, rows …"
        ),
    ]
    if sizes:
        note = "Documents of a cluster of copies; one of each cluster stays."
        drawn.append(charts.histogram("Sizes of duplicate clusters", sizes, ("documents", "clusters"), note))
    return drawn


def _scores(quality: Mapping[str, Any]) -> list[Chart]:
    drawn = []
    for name, one in quality["sets"].items():
        drawn.append(charts.scored(name, dict(sorted(one["columns"].items())), _measured(one)))
        if agreement := one.get("agreement"):
            title, note = (
                f"{name}: agreement",
                "How far the two passes that labelled these texts agree with each other.",
            )
            drawn.append(charts.scored(title, dict(sorted(agreement.items())), note))
    return drawn


def _measured(gold: Mapping[str, Any]) -> str:
    return f"{gold['texts']} texts, {gold['units']} units. {gold['about']}"


def _asset(name: str) -> str:
    return files("pipeline.viewer").joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=True,
    )
    return environment.from_string(_asset("page.html.jinja"))
