"""The tables of a release, in the order of the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.claim_links import CLAIM_LINKS
from schemas.claims import CLAIMS
from schemas.documents import DOCUMENTS, SPLITS
from schemas.duplicates import DUPLICATES
from schemas.exclusions import EXCLUSIONS
from schemas.sentences import SENTENCES

if TYPE_CHECKING:
    from schemas.table import Table

TABLES = (DOCUMENTS, SENTENCES, CLAIMS, CLAIM_LINKS, DUPLICATES, EXCLUSIONS)
BY_NAME = {table.name: table for table in TABLES}


def splits(table: Table) -> tuple[str, ...]:
    """The splits that a table can have: what was left out of all of them stands in the first alone."""
    return SPLITS if table.name in {"documents", "sentences", "claims"} else SPLITS[:1]
