"""Find the named persons, bodies, political places and other places of an English text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.entities.labels import Mention, label
from pipeline.entities.phrases import phrases
from pipeline.entities.tokens import lines

if TYPE_CHECKING:
    from pipeline.entities.lists import Label


class Entity(NamedTuple):
    """A named mention: `text` is the slice `[start, end)` of the text, in code points."""

    start: int
    end: int
    text: str
    label: Label


def find(text: str) -> list[Entity]:
    """Return the named mentions of a sentence or a document, in order and without overlap."""
    found = []
    for line in lines(text):
        for run in line.runs:
            for phrase in phrases(run, text):
                for mention in label(phrase, text):
                    if mention.label:
                        start, end = mention.tokens[0].start, mention.tokens[-1].end
                        found.append(Entity(start, end, text[start:end], mention.label))
    return found
