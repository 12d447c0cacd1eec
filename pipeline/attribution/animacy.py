"""Tell from its head noun whether a noun phrase can speak: people, bodies and texts can, facts cannot."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Final

_TABLE: Final = tomllib.loads(files(__package__).joinpath("speakers.toml").read_text(encoding="utf-8"))

_DOCUMENTS: Final = frozenset(_TABLE["documents"].split())
# Common nouns that stand for a body whose full name came before: the department.
BODIES: Final = frozenset(_TABLE["bodies"].split())
# Common nouns for bodies that no full name need have named before: the network.
_INSTITUTIONS: Final = BODIES | frozenset(_TABLE["institutions"].split())
TEXTUAL: Final = ("tion", "sion", "ment", "sis")  # endings of nouns for acts, and for the texts that record them
_PEOPLE: Final = frozenset(_TABLE["people"].split())
_NO_PERSON: Final = _INSTITUTIONS | frozenset(
    ["many", "most", "some", "none", "two", "left", "right", "white", "country"]
)
_NEVER_NAMES: Final = ("ists", "ians", "men", "women", "people")
_THINGS: Final = frozenset(_TABLE["things"].split())
_ENDINGS: Final = tuple(_TABLE["endings"].split())


def can_speak(head: str) -> bool:
    """Tell whether the lower-case head noun of a phrase names people, a body or a text."""
    return is_text(head) or is_human(head)


def is_common(word: str) -> bool:
    """Tell whether a word with a capital is surely a common noun: Analysts and Economists, but not Sanders."""
    return word in _PEOPLE or is_text(word) or word.endswith(_NEVER_NAMES)


def is_text(head: str) -> bool:
    """Tell whether the noun, or its singular, names a text or a study."""
    return head in _DOCUMENTS or (head.endswith("s") and head[:-1] in _DOCUMENTS)


def is_body(head: str) -> bool:
    """Tell whether a lower-case noun stands for one body: network, newspaper, coalition."""
    return head in _INSTITUTIONS


def is_person(noun: str) -> bool:
    """Tell whether a lower-case noun stands for one person: lawyer, spokesman; no body, no amount, no plural."""
    return is_human(noun) and noun not in _NO_PERSON and not noun.endswith(("s", "men", "people"))


def is_human(head: str) -> bool:
    """Tell by the noun, or by its ending, that it names people: -ist, -ian, -man, -er, -or, -ant, -ee."""
    tail = head.rpartition("-")[2]
    return tail in _PEOPLE or (len(tail) > 4 and tail.endswith(_ENDINGS) and tail not in _THINGS)
