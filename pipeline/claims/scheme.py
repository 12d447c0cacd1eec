"""The claim types of Full Fact's scheme and the answer that carries the rule behind it."""

from __future__ import annotations

from typing import Literal, NamedTuple

ClaimType = Literal["personal_experience", "quantity", "correlation_causation", "laws_rules", "prediction", "other"]

# Konstantinovskiy, Price, Babakar and Zubiaga 2018 (arXiv 1809.08193), without their seventh, "not a claim".
CLAIM_TYPES: tuple[ClaimType, ...] = (
    "personal_experience",
    "quantity",
    "correlation_causation",
    "laws_rules",
    "prediction",
    "other",
)


class Decision(NamedTuple):
    """A claim type and the id of the rule that gave it."""

    claim_type: ClaimType
    rule: str
