"""Find who says what: the source, the cue and the content of every attribution in a document."""

from __future__ import annotations

from pipeline.attribution.record import Attribution, for_span
from pipeline.attribution.scan import find

__all__ = ["Attribution", "find", "for_span"]
