from __future__ import annotations

import base64
import hashlib
import json
import re

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import row

from pipeline import text, viewer
from pipeline.viewer import changes, charts
from schemas.claims import CLAIMS
from schemas.documents import DOCUMENTS
from schemas.sentences import SENTENCES

EVIL = "</script><script>run()</script> {{ 7 * 7 }} <!-- & \u2028 </style>"


def facts(**changed: object) -> viewer.Facts:
    known: dict[str, object] = {
        "title": EVIL,
        "version": "1.0.0",
        "digest": "0" * 64,
        "funnel": {"sentences": 4, "claims": 3},
        "quality": {"about": EVIL, "sets": {}},
        "changes": EVIL,
        "documents": 1,
        "shown": 1,
        "columns": ["claim_type", "claimer"],
    }
    return viewer.Facts(**(known | changed))  # type: ignore[arg-type]


def page(data: dict[str, object] | None = None, **changed: object) -> str:
    return viewer.render(facts(**changed), viewer.Figures(), data or {"tables": {}})


def embedded(text: str) -> dict[str, object]:
    return json.loads(text.split('id="data">')[1].split("</script>", maxsplit=1)[0])


def test_the_data_comes_back_as_it_went_in_and_cannot_close_its_element() -> None:
    text = page({"tables": {"x": EVIL}})
    assert embedded(text)["tables"] == {"x": EVIL}
    assert text.count("<script") == 2
    assert "run()</script>" not in text


def test_text_in_the_template_is_escaped() -> None:
    assert "&lt;/script&gt;&lt;script&gt;run()" in page()
    assert page(changes=f"## 1.0.0\n\n{EVIL} [run](javascript:run()) ![](http://e/x)").count("<script") == 2
    assert "49" not in re.sub(r"[0-9a-f]{64}|sha256-\S+", "", page().split("<style>")[0])


@pytest.mark.parametrize("tag", ["script", "style"])
def test_the_policy_names_the_digest_of_what_stands_in_the_page(tag: str) -> None:
    text = page()
    (code,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy[1]
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]


def test_nothing_is_loaded_from_elsewhere_and_no_style_or_handler_stands_in_a_tag() -> None:
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page(), flags=re.DOTALL)
    assert not re.search(r"\b(src|style|on\w+)=|https?://|@import", markup)


def test_a_sample_is_stated_and_a_whole_is_not() -> None:
    assert "2,000 of 30,000 documents" in page(documents=30_000, shown=2000)
    assert "those whose ids come first" not in page()


def test_columns_hold_every_value_and_leave_out_slices_of_the_text() -> None:
    rows = CLAIMS.rows([row("claims"), row("claims", claim_id="c" + "1" * 16, claimer="Ada")])
    encoded = viewer.encode(rows)
    assert encoded["rows"] == 2
    assert set(CLAIMS.names) - set(encoded["columns"]) == {"text", "claimer_text", "cue_text"}
    for name, column in encoded["columns"].items():
        expected = rows[name].to_pylist()
        if "codes" in column:
            assert [None if code is None else column["values"][code] for code in column["codes"]] == expected
        elif "plain" in column:
            assert column["plain"] == expected
        else:
            assert [[one[field] for field in column["fields"]] for some in expected for one in some] == [
                one for some in column["lists"] for one in some
            ]
    assert "text" in viewer.encode(rows, keep=["text"])["columns"]


def test_figures_count_every_row_once_in_any_division() -> None:
    lengths = [0, 49, 50, 399, 400, 90_000]
    rows = pa.record_batch(
        {
            "start": [7] * 6,
            "end": [7 + length for length in lengths],
            "kind": ["sentence"] * 6,
            "checkworthiness": ["CFS", "NFS", "NFS", "UFS", "UFS", "UFS"],
            "since_version": ["1.0.0"] * 5 + ["1.1.0"],
        }
    )
    whole, divided = viewer.Figures(), viewer.Figures()
    whole.add("sentences", "train", rows)
    for number in range(6):
        divided.add("sentences", "train", rows.slice(number, 1))
    for figures in (whole, divided):
        counts = figures.sentence_lengths()
        assert (counts["0"], counts["50"], counts["350"], counts["400+"]) == (2, 1, 1, 2)
        assert [figures.versions[name].sentences for name in ("1.0.0", "1.1.0")] == [5, 1]
        assert figures.labels("sentences", "checkworthiness") == {"NFS": 2, "UFS": 3, "CFS": 1}


def test_documents_are_grouped_by_split_and_source_and_clusters_by_size() -> None:
    figures = viewer.Figures()
    owned = {"source": "local", "n_sentences": 4, "n_claims": 3, "alignment": row("documents")["alignment"]}
    owned["since_version"] = "1.0.0"
    documents = pa.RecordBatch.from_pylist([owned])
    for split in ("train", "test"):
        figures.add("documents", split, documents)
    assert figures.splits["test"] == (1, 4, 3)
    assert sum(figures.document_lengths().values()) == 2
    assert [tuple(one) for one in figures.sources.values()] == [(2, 8, 6)]
    figures.add("duplicates", "train", pa.record_batch({"duplicate_cluster_id": ["a", "a", "b"]}))
    assert figures.cluster_sizes() == {"2": 1, "3": 1}


def test_the_newest_changes_stand_apart_with_their_tables() -> None:
    counts = "<!-- counted -->\n\n| table | after |\n|---|---:|\n| claims | 7 |"
    log = f"# Changelog\n\nFor people.\n\n## 1.1.0\n\n{counts}\n\n## 1.0.0\n\nFirst."
    newest, earlier = changes.told(log)
    assert ("<h3>1.1.0</h3>" in newest, "1.0.0" in newest, "<h3>1.0.0</h3>\n<p>First.</p>" in earlier) == (
        True,
        False,
        True,
    )
    assert '<td class="number">7</td>' in newest
    assert not re.search("counted|style=|For people", newest + earlier)


def test_changes_run_nothing_and_load_nothing() -> None:
    newest, _ = changes.told("## 1.0.0\n\n<b onclick=x>[run](javascript:run()) ![p](http://e/x.png)")
    assert not re.search("<b|<img|href=.javascript", newest)
    assert changes.told("Nothing yet.") == ("", "")


def test_steps_are_drawn_as_shares_of_what_they_are_counted_in() -> None:
    chart = charts.counted(
        "Funnel",
        {"items": 10, "documents": 5, "sentences": 400, "claims": 100},
        ("step", "rows"),
        within={"sentences": "sentences", "claims": "sentences"},
    )
    assert re.findall(r'class="bar"[^>]* width="([\d.]+)%', chart.svg) == ["100.00", "50.00", "100.00", "25.00"]
    assert charts.counted("None", {}, ("a", "b")).rows == ()


@settings(deadline=None)  # the first text loads the tables of the cleaner
@given(st.text(st.characters(codec="utf-8")), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_the_text_and_its_repairs_give_the_raw_item_again(words: str, encoding: str) -> None:
    raw = words.encode(encoding)
    try:
        cleaned = text.clean(raw)
    except text.Undecodable:
        return
    document = {
        "doc_id": "d",
        "text": cleaned.text,
        "alignment": [run._asdict() for run in cleaned.alignment],
        "raw_bytes": len(raw),
        "raw_encoding": cleaned.encoding,
    }
    documents = pa.Table.from_pylist([document])
    (repaired,) = viewer.beside(documents, {"d": raw})["repaired"].to_pylist()
    told, at = "", 0
    for one in repaired:
        told += cleaned.text[at : one["start"]] + one["raw"]
        at = one["end"]
    assert told + cleaned.text[at:] == raw.decode(cleaned.encoding)
    (untold,) = viewer.beside(documents, {})["repaired"].to_pylist()
    assert {one["raw"] for one in untold} <= {None}
    assert all(one in [{**place, "raw": None} for place in repaired] for one in untold)


def test_the_columns_that_are_counted_are_columns_of_their_tables() -> None:
    for declared in (DOCUMENTS, SENTENCES, CLAIMS):
        assert set(viewer.figures.COLUMNS[declared.name]) <= set(declared.names)


def test_the_length_of_a_document_is_where_its_last_run_starts() -> None:
    run = {"raw_start": 0, "width": 1}
    alignments = [[{"start": 0, **run}, {"start": end, **run}] for end in (999, 1000, 25_000)]
    given = [
        {"source": "s", "n_sentences": 1, "n_claims": 1, "since_version": "1.0.0", "alignment": one}
        for one in alignments
    ]
    figures = viewer.Figures()
    figures.add("documents", "train", pa.RecordBatch.from_pylist([*given, {**given[0], "alignment": []}]))
    counts = figures.document_lengths()
    assert (counts["0"], counts["1k"], counts["10k+"]) == (2, 1, 1)


def test_scores_stand_beside_the_agreement_of_those_who_labelled() -> None:
    one = {"measure": "F1", "value": 0.5, "n": 8}
    known = {"about": "Gold.", "texts": 1, "units": 8, "columns": {"claim": one}, "agreement": {"kind": one}}
    text = page(quality={"about": "", "sets": {"gold": known}})
    assert [text.count(f"<h3>{title}</h3>") for title in ("gold", "gold: agreement")] == [1, 1]
    assert "claim (n = 8)" in text
    assert "kind (n = 8)" in text
    known.pop("agreement")
    assert "gold: agreement" not in page(quality={"about": "", "sets": {"gold": known}})
