"""The page on which people look at a release: figures, documents with their claims in place, search and review."""

from __future__ import annotations

from pipeline.viewer.columns import encode
from pipeline.viewer.figures import Figures
from pipeline.viewer.html import Facts, policy, render
from pipeline.viewer.repairs import beside

__all__ = ["Facts", "Figures", "beside", "encode", "policy", "render"]
