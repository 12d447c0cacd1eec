"""Find sentence boundaries inside one paragraph."""

from __future__ import annotations

from pipeline.sentences.scan import find, find_each

__all__ = ["find", "find_each"]
