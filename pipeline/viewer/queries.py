"""Questions of the page in SQL, for a release too large to be sent whole; every value is a parameter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

# Rows that one answer holds at most.
MOST = 200

_NAMES = "lower(array_to_string(list_transform(entities, lambda e: e.text), chr(10)))"
_LINKED = (
    "claim_id IN (SELECT claim_id_a FROM claim_links WHERE relation = $1 "
    "UNION ALL SELECT claim_id_b FROM claim_links WHERE relation = $1)"
)
_EQUAL = ("claim_type", "checkworthiness", "claimer_kind", "quote_type", "certainty", "polarity")
_FILTERS = {
    **{name: f"{name} = $1" for name in _EQUAL},
    "claimer": "contains(lower(claimer), lower($1))",
    "entity": f"contains({_NAMES}, lower($1))",
    "relation": _LINKED,
    "source": "doc_id IN (SELECT doc_id FROM documents WHERE source = $1)",
    "split": "doc_id IN (SELECT doc_id FROM documents WHERE split = $1)",
}
_ORDERS = {
    "": "doc_id, start",
    "worthy": "checkworthy_score DESC, claim_id",
    "doubtful": "confidence, claim_id",
    "claimer": "claimer NULLS LAST, claim_id",
    "long": 'start - "end", claim_id',
}
_VALUES = {
    **{name: f"SELECT {name} AS value FROM claims" for name in (*_EQUAL, "claimer")},  # noqa: S608  # names of ours
    "entity": "SELECT unnest(list_transform(entities, lambda e: e.text)) AS value FROM claims",
    "relation": "SELECT relation AS value FROM claim_links",
    "source": "SELECT source AS value FROM documents",
    "split": "SELECT split AS value FROM documents",
}
_LISTED = {"key": "key", "n_claims": "n_claims DESC, key", "n_sentences": "n_sentences DESC, key"}


class Query(NamedTuple):
    """SQL and the values of its ``?``."""

    sql: str
    values: tuple[str, ...] = ()


def claims(asked: Mapping[str, str]) -> tuple[Query, Query]:
    """The number of claims that fit the filters, and one page of them."""
    wheres, values = ["true"], []
    for name, clause in _FILTERS.items():
        if asked.get(name):
            wheres.append(clause.replace("$1", "?"))
            values += [asked[name]] * clause.count("$1")
    for word in asked.get("q", "").split():
        wheres.append("contains(lower(text), lower(?))")
        values.append(word)
    where, order = " AND ".join(wheres), _ORDERS.get(asked.get("sort", ""), _ORDERS[""])
    return _paged("claims", "claim_id", "*", where, order, asked, values)


def documents(asked: Mapping[str, str]) -> tuple[Query, Query]:
    """The number of documents whose title, key or source holds some words, and one page of them."""
    where = "contains(lower(concat_ws(chr(10), title, key, source)), lower(?))"
    order = _LISTED.get(asked.get("sort", ""), _LISTED["key"])
    columns = "* EXCLUDE (text, alignment), left(text, 400) AS text"
    return _paged("documents", "doc_id", columns, where, order, asked, [asked.get("q", "")])


def values(name: str) -> Query:
    """The most frequent values of a filter. Raises ``KeyError`` for one that there is not."""
    told = f"SELECT value FROM ({_VALUES[name]}) WHERE value IS NOT NULL"  # noqa: S608  # names of ours
    return Query(f"{told} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 500")


def _paged(  # noqa: PLR0913, PLR0917  # the parts of one statement
    table: str, key: str, columns: str, where: str, order: str, asked: Mapping[str, str], values: list[str]
) -> tuple[Query, Query]:
    """The wide columns are read for the rows of the page alone."""
    first, size = _number(asked.get("from", "")), min(_number(asked.get("size", "")) or MOST, MOST)
    fitting = f"FROM {table} WHERE {where}"
    keys = f"SELECT {key} {fitting} ORDER BY {order} LIMIT {size} OFFSET {first}"
    page = f"SELECT {columns} FROM {table} WHERE {key} IN ({keys}) ORDER BY {order}"  # noqa: S608  # values apart
    return Query(f"SELECT count(*) {fitting}", tuple(values)), Query(page, tuple(values))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
