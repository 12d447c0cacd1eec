"""The dataset card: front matter for machines, and a page for people on which every number is computed."""

from __future__ import annotations

from pipeline.card.page import PICTURES, funnel, picture, render

__all__ = ["PICTURES", "funnel", "picture", "render"]
