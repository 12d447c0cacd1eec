"""Link the claims that speak of the same, and cluster those that agree."""

from __future__ import annotations

import shutil
from itertools import accumulate
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import linking, store
from pipeline.linking import Corpus, Part
from pipeline.links import apart, clusters
from schemas.claim_links import CLAIM_CLUSTERS, LINKS
from schemas.stages import ANNOTATED_CLAIMS, UNIQUE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.engine import Engine
    from pipeline.links.apart import Quoted
    from pipeline.params import Params
    from pipeline.tally import Tally

# The nouns whose rules and tables decide a link: their digest is the annotator's version.
NOUNS = ("intervals", "links")


def run(  # noqa: PLR0913  # the borders of a stage
    documents: Path, claims: Path, annotations: Path | None, out: Path, *, params: Params, engine: Engine
) -> Tally:
    """Link all claims; pairs that people hold apart in ``annotations`` are left alone."""
    work = out.parent / ".parts" / "link"
    shutil.rmtree(work, ignore_errors=True)
    try:
        with store.new_folder(out) as fresh:
            corpus = Corpus(
                documents / UNIQUE.name,
                claims,
                work,
                fresh,
                _parts(claims / ANNOTATED_CLAIMS.name),
                params.link,
                _apart(annotations, documents, claims),
                store.code_digest(*NOUNS)[:16],
            )
            tally = linking.find(corpus, engine)
            tally.measures["in clusters"] = _write_clusters(corpus)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return tally


def _parts(claims: Path) -> tuple[Part, ...]:
    names = store.part_names(claims)
    ends = list(accumulate(store.count_rows(claims / name) for name in names))
    return tuple(
        Part(number, name, first, following)
        for number, (name, first, following) in enumerate(zip(names, [0, *ends], ends, strict=False))
    )


def _apart(annotations: Path | None, documents: Path, claims: Path) -> frozenset[tuple[str, str]]:
    """The pairs of claims that people hold apart, each in the order of its ids."""
    if annotations is None:
        return frozenset()
    schema = store.read_json(store.ROOT / "schemas" / "link_annotations.schema.json")
    given = apart.parse(store.read_lines(annotations, "links*.jsonl"), schema)
    quoted = _quoted({one.key for pair in given for one in pair}, documents, claims)

    def claim(one: Quoted) -> str:
        return apart.resolve(one, quoted.get(one.key))

    pairs = (sorted((claim(a), claim(b))) for a, b in given)
    return frozenset((a, b) for a, b in pairs)


def _quoted(keys: set[str], documents: Path, claims: Path) -> Mapping[str, apart.Document]:
    """The documents of these keys with their claims."""
    found = {}
    for name in store.part_names(documents / UNIQUE.name) if keys else ():
        texts = store.read_part(documents / UNIQUE.name / name, UNIQUE)
        wanted = texts.filter(pc.is_in(texts["key"], value_set=pa.array(sorted(keys), pa.string())))
        if not len(wanted):
            continue
        stated = store.read_part(claims / ANNOTATED_CLAIMS.name / name, ANNOTATED_CLAIMS)
        for row in wanted.select(["doc_id", "key", "text"]).to_pylist():
            own = stated.filter(pc.equal(stated["doc_id"], row["doc_id"]))
            spans = zip(own["start"].to_pylist(), own["end"].to_pylist(), strict=True)
            ids = dict(zip(spans, own["claim_id"].to_pylist(), strict=True))
            found[row["key"]] = apart.Document(row["text"], ids)
    return found


def _write_clusters(corpus: Corpus) -> int:
    """Write the clusters of the claims of each part, and tell how many claims stand in one."""
    linked = store.read_whole(corpus.out / LINKS.name, LINKS, ["claim_id_a", "claim_id_b", "relation"])
    joining = linked.filter(pc.is_in(linked["relation"], value_set=pa.array(sorted(clusters.JOINING))))
    pairs = list(zip(joining["claim_id_a"].to_pylist(), joining["claim_id_b"].to_pylist(), strict=True))
    members = pa.array(sorted({claim for pair in pairs for claim in pair}), pa.string())
    speakers = {}
    for part in corpus.parts:
        speakers.update(_speakers(corpus, part, members))
    found = clusters.find(pairs, speakers)
    for part in corpus.parts:
        stated = store.read_part(corpus.claims / ANNOTATED_CLAIMS.name / part.name, ANNOTATED_CLAIMS)[
            "claim_id"
        ].to_pylist()
        rows = [{"claim_id": claim, **found[claim]._asdict()} for claim in stated if claim in found]
        store.write_part(corpus.out / CLAIM_CLUSTERS.name / part.name, CLAIM_CLUSTERS.rows(rows), CLAIM_CLUSTERS)
    return len(found)


def _speakers(corpus: Corpus, part: Part, members: pa.Array) -> dict[str, clusters.Speaker]:
    """Who makes each of the claims of a part that stand in a cluster."""
    stated = store.read_part(corpus.claims / ANNOTATED_CLAIMS.name / part.name, ANNOTATED_CLAIMS).select(
        ["claim_id", "doc_id", "claimer"]
    )
    own = stated.filter(pc.is_in(stated["claim_id"], value_set=members)).to_pylist()
    texts = store.read_part(corpus.documents / part.name, UNIQUE).select(
        ["doc_id", "duplicate_cluster_id", "source_id"]
    )
    of_documents = {row["doc_id"]: row for row in texts.to_pylist()}
    found = {}
    for row in own:
        document = of_documents[row["doc_id"]]
        found[row["claim_id"]] = clusters.speaker(
            document["duplicate_cluster_id"], document["source_id"], row["claimer"]
        )
    return found
