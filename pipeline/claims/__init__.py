"""Give a claim its type, and name the units that can never be one."""

from __future__ import annotations

from pipeline.claims.decide import classify, decide
from pipeline.claims.nonclaims import never
from pipeline.claims.scheme import CLAIM_TYPES, ClaimType, Decision

__all__ = ["CLAIM_TYPES", "ClaimType", "Decision", "classify", "decide", "never"]
