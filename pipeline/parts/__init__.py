"""A stage as a map over parts: each is computed once, kept under a key of its content, and found again after a kill."""

from pipeline.parts.amendment import Step
from pipeline.parts.mapping import run
from pipeline.parts.stopwatch import each

__all__ = ["Step", "each", "run"]
