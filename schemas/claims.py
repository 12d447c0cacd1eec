"""The ``claims`` table: what is said to be so, by whom, how surely, with which amounts, dates and names."""

from __future__ import annotations

import pyarrow as pa

from schemas.sentences import CHECKWORTHINESS, SENTENCES
from schemas.table import (
    VERSION_PATTERN,
    Column,
    Table,
    at_most,
    id_pattern,
    less,
    nested_enum,
    nested_spans,
    spans,
    struct_list,
)

CLAIM_TYPES = (
    "personal_experience",
    "quantity",
    "correlation_causation",
    "laws_rules",
    "prediction",
    "other",
)
CLAIMER_KINDS = ("person", "organisation", "group", "document", "anonymous", "author")
QUOTE_TYPES = ("none", "direct", "indirect", "mixed")
CERTAINTIES = ("certain", "probable", "possible", "underspecified")
POLARITIES = ("positive", "negative")
COMPARATORS = ("exact", "about", "at_least", "more_than", "at_most", "less_than", "between", "vague")
CHANGES = ("none", "up", "down")
TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")
GRAINS = (
    "second",
    "minute",
    "hour",
    "daypart",
    "day",
    "weekend",
    "week",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "decade",
    "century",
    "reference",
)
HEDGE_KINDS = (
    "modal",
    "adverb",
    "adjective",
    "raising",
    "belief",
    "reported",
    "alleged",
    "possibility",
    "unknown",
    "conditional",
    "question",
    "approximator",
)
ENTITY_LABELS = ("PERSON", "ORG", "GPE", "LOC")
ANNOTATOR_KINDS = ("rule", "linear_model", "transformer", "llm", "human")

_SPAN = {"start": pa.int32(), "end": pa.int32(), "text": pa.string()}

HEDGES = struct_list(**_SPAN, kind=pa.string())
QUANTITIES = struct_list(
    **_SPAN,
    value=pa.float64(),
    value_high=pa.float64(),
    comparator=pa.string(),
    change=pa.string(),
    unit=pa.string(),
    unit_text=pa.string(),
    currency=pa.string(),
    noun=pa.string(),
)
DATES = struct_list(**_SPAN, timex=pa.string(), value=pa.string(), grain=pa.string(), anchored=pa.bool_())
ENTITIES = struct_list(**_SPAN, label=pa.string())

CLAIMS = Table(
    name="claims",
    doc="One row per sentence that states something factual (UFS or CFS), with every label and its maker.",
    key="claim_id",
    columns=(
        Column(
            "claim_id",
            pa.string(),
            "Content id of the sentence and the span in it.",
            unique=True,
            pattern=id_pattern("c"),
        ),
        Column("sentence_id", pa.string(), "Its sentence.", references="sentences.sentence_id"),
        Column("doc_id", pa.string(), "Its document.", references="documents.doc_id"),
        # In this version a claim spans its whole sentence.
        *(SENTENCES[name] for name in ("text", "start", "end", "raw_start", "raw_end")),
        Column(
            "claim_type",
            pa.string(),
            "Full Fact's scheme (Konstantinovskiy et al. 2018): the dominant type.",
            enum=CLAIM_TYPES,
        ),
        Column("checkworthiness", pa.string(), "Class of its sentence.", enum=CHECKWORTHINESS),
        Column(
            "checkworthy_score",
            pa.float64(),
            "Score of its sentence, by the model alone; a rule named in `rules` may have decided the class otherwise.",
            minimum=0.0,
            maximum=1.0,
        ),
        Column(
            "claimer",
            pa.string(),
            "Who is credited, in the fullest form the document gives; a label, so it stays where texts are withheld.",
            nullable=True,
        ),
        Column("claimer_text", pa.string(), "The words that name the claimer.", nullable=True, quotes=True),
        Column("claimer_start", pa.int32(), "First code point of these words.", nullable=True, minimum=0),
        Column("claimer_end", pa.int32(), "One past the last.", nullable=True),
        Column(
            "claimer_kind",
            pa.string(),
            "What the claimer is; `author` in the text's own voice.",
            enum=CLAIMER_KINDS,
        ),
        Column(
            "cue_text", pa.string(), "The words that attribute, such as a verb of saying.", nullable=True, quotes=True
        ),
        Column("cue_start", pa.int32(), "First code point of these words.", nullable=True, minimum=0),
        Column("cue_end", pa.int32(), "One past the last.", nullable=True),
        Column("quote_type", pa.string(), "How the words are reported (O'Keefe et al. 2012).", enum=QUOTE_TYPES),
        Column("certainty", pa.string(), "FactBank's CT, PR, PS, U of the main predicate.", enum=CERTAINTIES),
        Column("polarity", pa.string(), "FactBank's polarity of the main predicate.", enum=POLARITIES),
        Column("hedges", HEDGES, "Words that weaken a statement, those on a noun included.", quotes=("text",)),
        Column(
            "quantities",
            QUANTITIES,
            "Amounts: value, or interval to value_high, with comparator and direction of change (after CQE).",
            quotes=("text", "unit_text", "noun"),
        ),
        Column(
            "dates", DATES, "Temporal expressions as TIMEX3; value null where nothing anchors it.", quotes=("text",)
        ),
        Column(
            "entities",
            ENTITIES,
            "Names of persons, organisations, political places and other places.",
            quotes=("text",),
        ),
        Column(
            "annotator", pa.string(), "Who made the labels of this row; where people changed one, the last of them."
        ),
        Column(
            "annotator_version",
            pa.string(),
            "Digest of the annotator's rules, tables and weights; of one who changed labels, of those and of what was "
            "changed.",
        ),
        Column("annotator_kind", pa.string(), "What the annotator is.", enum=ANNOTATOR_KINDS),
        Column("rules", pa.list_(pa.string()), "Ids of the rules that fired, sorted."),
        Column(
            "confidence",
            pa.float64(),
            "Calibrated probability that the sentence makes a factual claim, by the model alone; null where somebody "
            "decided that it does.",
            nullable=True,
            minimum=0.0,
            maximum=1.0,
        ),
        Column(
            "claim_cluster_id",
            pa.string(),
            "Claims that say the same across documents share one id; null where no link was found.",
            nullable=True,
            sparse=True,
            pattern=id_pattern("g"),
        ),
        Column(
            "independent_sources",
            pa.int32(),
            "Independent sources among the claims of its cluster.",
            minimum=1,
        ),
        Column("since_version", pa.string(), "Version in which the id first appeared.", pattern=VERSION_PATTERN),
    ),
    rules=(
        less("start", "end"),
        at_most("raw_start", "raw_end"),
        spans("text", "start", "end"),
        spans("claimer_text", "claimer_start", "claimer_end"),
        spans("cue_text", "cue_start", "cue_end"),
        *(nested_spans(column) for column in ("hedges", "quantities", "dates", "entities")),
        nested_enum("hedges", "kind", HEDGE_KINDS),
        nested_enum("quantities", "comparator", COMPARATORS),
        nested_enum("quantities", "change", CHANGES),
        nested_enum("dates", "timex", TIMEX_TYPES),
        nested_enum("dates", "grain", GRAINS),
        nested_enum("entities", "label", ENTITY_LABELS),
    ),
)
