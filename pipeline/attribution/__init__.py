"""Find who says what: the source, the cue and the content of every attribution in a document."""

from __future__ import annotations

from pipeline.attribution.record import Attribution
from pipeline.attribution.scan import find, for_span

__all__ = ["Attribution", "find", "for_span"]
