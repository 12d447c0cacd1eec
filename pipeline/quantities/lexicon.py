"""The word tables of the package, read once at import and indexed for lookup by token."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, Literal

from pipeline.quantities.tokens import split

if TYPE_CHECKING:
    from pipeline.quantities.tokens import Tokens

Phrase = tuple[str, ...]
PhraseTable = dict[str, tuple[tuple[Phrase, str], ...]]  # first (or last) token -> phrases, longest first


def phrase_at(tokens: Tokens, index: int, table: PhraseTable) -> tuple[int, str] | None:
    """Return the end and the name of the longest phrase of a table that starts at a token."""
    for phrase, name in table.get(tokens.lower[index], ()):
        if len(phrase) == 1 or tuple(tokens.lower[index : index + len(phrase)]) == phrase:
            return index + len(phrase), name
    return None


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def _plural(name: str) -> str:
    return name + ("es" if name.endswith(("ch", "sh", "s", "x")) else "s")


def _index(phrases: dict[str, list[str]], *, key: int, fold: bool = True) -> PhraseTable:
    """Index name -> forms by the first (key 0) or last (key -1) token of each form."""
    found: dict[str, dict[Phrase, str]] = {}
    for name, forms in phrases.items():
        for form in forms:
            phrase = tuple(split(form.lower() if fold else form))
            found.setdefault(phrase[key], {}).setdefault(phrase, name)
    return {
        token: tuple(sorted(entries.items(), key=lambda entry: (-len(entry[0]), entry[0])))
        for token, entries in found.items()
    }


def _with_plurals(names: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: [*forms, *(_plural(form) for form in forms if form[-1].isalpha())] for name, forms in names.items()}


_NUMBERS: Final = _table("numbers")
CARDINALS: Final[dict[str, int]] = _NUMBERS["cardinals"]
SCALES: Final[dict[str, int]] = _NUMBERS["scales"]
ABBREVIATED_SCALES: Final[dict[str, int]] = _NUMBERS["abbreviated_scales"]
LETTER_SCALES: Final[dict[str, int]] = _NUMBERS["letter_scales"]
DENOMINATORS: Final[dict[str, int]] = _NUMBERS["denominators"]
PLURAL_DENOMINATORS: Final[dict[str, int]] = {
    ("halves" if word == "half" else word + "s"): value for word, value in DENOMINATORS.items()
}
ORDINALS: Final = frozenset(_NUMBERS["ordinals"]["words"]) | frozenset(DENOMINATORS) - {"half", "quarter"}
FRACTION_SIGNS: Final[dict[str, float]] = _NUMBERS["fraction_signs"]
MULTIPLES: Final[dict[str, int]] = _NUMBERS["multiples"]
VAGUE: Final[dict[str, tuple[int, int]]] = {word: (low, high) for word, (low, high) in _NUMBERS["vague"].items()}

NUMBER_WORDS: Final = frozenset(CARDINALS).union(SCALES, VAGUE, {"dozen"})

_UNITS: Final = _table("units")
UNIT_NAMES: Final = _index(_with_plurals(_UNITS["names"]), key=0)
UNIT_SYMBOLS: Final = _index(_UNITS["symbols"], key=0, fold=False)
AMBIGUOUS_SYMBOLS: Final = frozenset(_UNITS["ambiguous"]["symbols"])
SMALLER: Final[dict[str, tuple[str, int]]] = {name: (part, ratio) for name, (part, ratio) in _UNITS["smaller"].items()}
RATE_UNITS: Final = frozenset(_UNITS["rate"]["units"])
TIME_UNITS: Final = frozenset(_UNITS["time"]["units"])
PER: Final = frozenset(_UNITS["per"]["words"])

_CURRENCIES: Final = _table("currencies")
_SHARED: Final[dict[str, list[str]]] = _CURRENCIES.pop("shared")
CURRENCY_UNITS: Final[dict[str, str]] = {code: entry["unit"] for code, entry in _CURRENCIES.items()}
CURRENCY_SIGNS: Final = _index({code: entry["signs"] for code, entry in _CURRENCIES.items()}, key=-1, fold=False)
CURRENCY_NAMES: Final = _index(
    _with_plurals({**{code: entry["names"] for code, entry in _CURRENCIES.items()}, **_SHARED}), key=0
)

_COMPARATORS: Final = _table("comparators")
COMPARATORS_BEFORE: Final = _index(_COMPARATORS["before"], key=-1)
COMPARATORS_AFTER: Final = _index(_COMPARATORS["after"], key=0)
BETWEEN_COMPARATOR: Final = frozenset(_COMPARATORS["between"]["words"])
ESTIMATES: Final = frozenset(_COMPARATORS["estimates"]["words"])
ESTIMATE_LINKS: Final = frozenset(_COMPARATORS["estimates"]["links"])

_CHANGES: Final = _table("changes")


def _directions(kind: str) -> dict[str, Literal["up", "down"]]:
    ways: tuple[Literal["up", "down"], ...] = ("up", "down")
    return {word: way for way in ways for forms in _CHANGES[way][kind] for word in forms.split()}


STRONG_CHANGES: Final = _directions("strong")
WEAK_CHANGES: Final = _directions("weak")
CHANGES_WITH_BY: Final = _directions("with_by")
CHANGE_NOUNS: Final = _directions("nouns")
CHANGE_COMPARATIVES: Final = _directions("comparatives")
NOT_BEFORE_UP: Final = frozenset(word for forms in _CHANGES["up"]["not_up"] for word in forms.split())
UP_TO_LEVEL: Final = frozenset(word for forms in _CHANGES["up"]["to_level"] for word in forms.split()).union(
    (word for word, way in STRONG_CHANGES.items() if way == "up"),
    (word for word, way in WEAK_CHANGES.items() if way == "up"),
)
BETWEEN_CHANGE: Final = frozenset(_CHANGES["between"]["words"])

_CONTEXT: Final = _table("context")
FIRM_LABELS: Final = frozenset(_CONTEXT["labels"]["firm"])
LOOSE_LABELS: Final = frozenset(_CONTEXT["labels"]["loose"])
LABELS: Final = FIRM_LABELS | LOOSE_LABELS
MONTHS: Final = frozenset(_CONTEXT["labels"]["months"])
WEEKDAYS: Final = frozenset(_CONTEXT["labels"]["weekdays"])
CLOCK: Final = frozenset(_CONTEXT["labels"]["clock"])
TIME_SHIFTS: Final = frozenset(_CONTEXT["labels"]["time_shifts"])
STREETS: Final = frozenset(_CONTEXT["labels"]["streets"])
CONTESTS: Final = frozenset(_CONTEXT["labels"]["contests"])
VOTES: Final = frozenset(_CONTEXT["labels"]["votes"])
YEARS: Final[dict[str, frozenset[str]]] = {key: frozenset(words) for key, words in _CONTEXT["years"].items()}
ONE: Final[dict[str, frozenset[str]]] = {key: frozenset(words) for key, words in _CONTEXT["one"].items()}
ZERO: Final[dict[str, frozenset[str]]] = {key: frozenset(words) for key, words in _CONTEXT["zero"].items()}
STOP: Final = frozenset(_CONTEXT["stop"]["words"])
PLURALS: Final = frozenset(_CONTEXT["plurals"]["words"])
SINGULARS: Final = frozenset(_CONTEXT["plurals"]["singular"])
