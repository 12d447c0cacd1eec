"""Find the named persons, bodies, political places and other places of an English text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.entities.headings import heading_mentions
from pipeline.entities.labels import label
from pipeline.entities.memory import Memory, administration
from pipeline.entities.phrases import phrases
from pipeline.entities.tokens import lines

if TYPE_CHECKING:
    from pipeline.entities.lists import Label
    from pipeline.entities.mention import Mention
    from pipeline.entities.tokens import Token

__all__ = ["Entity", "find"]


class Entity(NamedTuple):
    """A named mention: `text` is the slice `[start, end)` of the text, in code points."""

    start: int
    end: int
    text: str
    label: Label


def find(text: str) -> list[Entity]:
    """Return the named mentions of a sentence or a document, in order and without overlap.

    The document decides together: a surname follows its full name, initials follow the name they shorten,
    and what one mention's neighbours tell holds for all mentions.
    """
    mentions: list[Mention] = []
    headings: list[list[Token]] = []
    for line in lines(text):
        if line.title_case:
            headings += line.runs
            continue
        for run in line.runs:
            for phrase in phrases(run, text):
                mentions += label(phrase, text)
    memory = Memory(mentions, text)
    labelled = [(mention, memory.label(mention, text)) for mention in mentions]
    for run in headings:
        labelled += [(mention, mention.label) for mention in heading_mentions(run, text, memory.names)]
    found = [_entity(mention, kind, text) for mention, kind in labelled if kind is not None]
    return sorted(found) if headings else found


def _entity(mention: Mention, kind: Label, text: str) -> Entity:
    """Return the entity; "administration" makes a body of its head's name."""
    end = administration(mention, kind, text)
    if end:
        return Entity(mention.start, end, text[mention.start : end], "ORG")
    return Entity(mention.start, mention.end, mention.text, kind)
