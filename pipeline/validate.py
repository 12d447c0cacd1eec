"""Check the whole dataset against its schemas and laws, and score its annotators on gold texts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import agreement, annotation, linkscores, quality, scores, segmentation, store, text
from pipeline.errors import ConfigurationError, DataError
from pipeline.links import Tolerances
from pipeline.tally import Tally
from schemas import frames
from schemas.claim_links import CLAIM_CLUSTERS, LINKS
from schemas.duplicates import DUPLICATES
from schemas.exclusions import EXCLUSIONS
from schemas.stages import ANNOTATED_CLAIMS, ANNOTATED_SENTENCES, FAILURES, ITEMS, UNIQUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from pipeline.engine import Engine
    from pipeline.params import Params
    from schemas.table import Failure, Table

    LinkJudge = Callable[[list[dict[str, Any]]], dict[linkscores.Pair, str]]

_ABOUT = (
    "Scores of the annotators on texts with gold labels. The gold labels were made by language models that read each "
    "unit by a written guideline, not by people: in two passes, and where these differ, a third chose one of the two "
    "labels and said why. How far the passes agree stands with the scores."
)

# What tells how many documents hold a sentence.
_REPEATED = ["sentence_id", "doc_id", "text", "n_documents"]


def run(  # noqa: PLR0913, PLR0917  # one argument for each input that dvc.yaml names
    documents: Path,
    clean: Path,
    unique: Path,
    claims: Path,
    links: Path,
    gold: Path,
    gold_news: Path,
    out: Path,
    *,
    params: Params,
    engine: Engine,
) -> Tally:
    """Write what is broken and how the annotators score; fail when anything is broken."""
    inputs = _Inputs(documents, clean, unique, claims, links)
    judge = partial(_judge, inputs=inputs)
    of_parts = list(engine.map(judge, store.part_names(unique / UNIQUE.name)))
    census = _census(inputs)
    failures = quality.merged(one for judged in of_parts for one in judged.broken)
    if not failures:  # laws compute with ids and spans that keep their schema
        failures = quality.merged([*(one for judged in of_parts for one in judged.unlawful), *_laws(inputs, census)])
    link = params.link
    judge_links = partial(
        linkscores.linked,
        same_subject=link.same_subject,
        tolerances=Tolerances(link.round_tolerance, link.about_tolerance, link.story_days),
    )
    measured = _quality(judge_links, gold, gold_news)
    low = _below_floor(measured, params.validate_.floors)
    with store.new_folder(out) as fresh:
        rows = [{"table": f.table, "rule": f.rule, "count": f.count, "examples": list(f.examples)} for f in failures]
        store.write_part(fresh / FAILURES.name / store.part_name(""), FAILURES.rows(rows), FAILURES)
        store.write_json(fresh / "quality.json", measured)
    store.refuse(failures)
    if low:
        raise DataError(f"validate: scores below their floor: {', '.join(low)}. Mend the rules or lower the floors.")
    # Counted in two ways, whole tables and judged parts: one that nobody judged breaks the counting law.
    read = sum(map(census.rows, {table.name for _, table in inputs.tables()}))
    return Tally(read=read, kept=sum(judged.rows for judged in of_parts), made=len(failures))


class _Inputs(NamedTuple):
    """The folders that the stages before have filled."""

    documents: Path
    clean: Path
    unique: Path
    claims: Path
    links: Path

    def tables(self) -> list[tuple[Path, Table]]:
        """Every table that goes on to the release, with its folder."""
        held = (
            (self.documents, EXCLUSIONS),
            (self.clean, EXCLUSIONS),
            (self.unique, UNIQUE),
            (self.unique, DUPLICATES),
            (self.claims, ANNOTATED_SENTENCES),
            (self.claims, ANNOTATED_CLAIMS),
            (self.links, LINKS),
            (self.links, CLAIM_CLUSTERS),
        )
        return [(folder / table.name, table) for folder, table in held]


class _Judged(NamedTuple):
    """How many rows were read; what breaks rules of its schema, and where nothing does, what breaks laws."""

    rows: int
    broken: list[Failure]
    unlawful: list[Failure]


def _judge(name: str, *, inputs: _Inputs) -> _Judged:
    """One part of every table: its rows by the schema, its spans by the texts."""
    rows, broken = 0, []
    for folder, table in inputs.tables():
        part = store.read_part(folder / name, table)
        rows += len(part)
        broken += frames.failures(table, part)
    if broken:
        return _Judged(rows, broken, [])
    documents = store.read_part(inputs.unique / UNIQUE.name / name, UNIQUE)
    sentences = store.read_part(inputs.claims / ANNOTATED_SENTENCES.name / name, ANNOTATED_SENTENCES)
    stated = store.read_part(inputs.claims / ANNOTATED_CLAIMS.name / name, ANNOTATED_CLAIMS)
    unlawful = [
        *quality.broken(documents, sentences, stated),
        *quality.undigested(documents),
        *quality.misnamed(documents, sentences, stated),
    ]
    return _Judged(rows, [], unlawful)


def _census(inputs: _Inputs) -> quality.Census:
    census = quality.Census({table.name: table for _, table in inputs.tables()})
    for folder, table in inputs.tables():
        for rows in store.read(folder, table):
            census.add(table.name, rows)
    return census


def _laws(inputs: _Inputs, census: quality.Census) -> list[Failure]:
    """Laws over all parts."""
    repetition = quality.Repetition()
    sentences = inputs.claims / ANNOTATED_SENTENCES.name
    for name in store.part_names(sentences):
        repetition.add(store.read_columns(sentences / name, ANNOTATED_SENTENCES, _REPEATED))
    splits = store.read_whole(inputs.unique / UNIQUE.name, UNIQUE, ["duplicate_cluster_id", "split"])
    items = store.read_whole(inputs.documents / ITEMS.name, ITEMS, ["doc_id"]).num_rows
    at_ingest = store.read_whole(inputs.documents / EXCLUSIONS.name, EXCLUSIONS, ["key"]).num_rows
    counts = (census.rows(table.name) for table in (UNIQUE, DUPLICATES, EXCLUSIONS))
    return [
        *census.failures(),
        *repetition.failures(),
        *quality.leaks(splits["duplicate_cluster_id"], splits["split"]),
        *quality.accounts(items + at_ingest, *counts),
    ]


def _quality(judge_links: LinkJudge, *folders: Path) -> dict[str, Any]:
    sets = {folder.name: _score(folder, judge_links) for folder in folders}
    return {"about": _ABOUT, "sets": sets}


def _score(folder: Path, judge_links: LinkJudge) -> dict[str, Any]:
    """Run the annotators over the gold texts as over any text, and link their claims where the gold has links."""
    described = store.read_json(folder / "set.json")
    total = scores.Scores()
    stated = []
    for name, raw, gold in _gold(folder, described):
        cleaned = text.clean(raw).text
        units = segmentation.units(cleaned)
        labels = annotation.annotate(cleaned, units, None)
        try:
            total.add(cleaned, gold, units, labels)
            stated += linkscores.claims(name, cleaned, units, labels)
        except ValueError as error:
            raise DataError(f"{folder}: {name}: {error}; the gold labels belong to another text.") from None
    passes = [store.read_json(folder / name) for name in described["passes"]]
    try:
        agreed = agreement.measure(*passes)
    except ValueError as error:
        raise DataError(f"{folder}: {error}; label the same units in both.") from None
    scored = total.as_json()
    linked = [linkscores.gold(one, _clean) for one in passes]
    if all(linked):
        counting = set().union(*(linkscores.counting(one, _clean) for one in passes))
        scored["columns"] |= linkscores.measure(judge_links(stated), linked, counting)
    return {"about": described["about"], **scored, "agreement": agreed}


def _clean(quoted: str) -> str:
    """What stands in the clean text for what the gold quotes of the raw one."""
    return text.clean(quoted).text.strip()


def _gold(folder: Path, described: dict[str, Any]) -> Iterator[tuple[str, bytes, list[dict[str, Any]]]]:
    for document in store.read_json(folder / described["layer"]):
        if "doc" in document:
            units = [unit | {"text": _clean(unit["text"])} for unit in document["units"]]
            yield document["doc"], store.read_bytes(folder / described["texts"] / document["doc"]), units


def _below_floor(measured: dict[str, Any], floors: Mapping[str, float]) -> list[str]:
    """Each score that a floor does not allow, in words."""
    sets = measured["sets"]
    known = list(dict.fromkeys(column for one in sets.values() for column in one["columns"]))
    unknown = sorted(floors.keys() - set(known))
    if unknown:
        raise ConfigurationError(
            f"params.yaml: validate.floors.{unknown[0]}: no such score; the scores are {', '.join(known)}."
        )
    return [
        f"{column} {one['columns'][column]['value']} on {name} (floor {floor})"
        for name, one in sets.items()
        for column, floor in floors.items()
        if column in one["columns"] and one["columns"][column]["value"] < floor
    ]
