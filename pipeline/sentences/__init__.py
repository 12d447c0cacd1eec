"""Find sentence boundaries inside one paragraph."""

from __future__ import annotations

from pipeline.sentences.scan import find

__all__ = ["find"]
