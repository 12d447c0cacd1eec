"""params.yaml as frozen types: no defaults and no behaviour, so that an absent key fails instead of differing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Literal

import yaml
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from pipeline import store
from pipeline.errors import ConfigurationError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

Share = Annotated[float, Field(ge=0, le=1)]
Policy = Literal["keep", "mask", "drop"]
_Words = Annotated[str, Field(min_length=1, pattern=r"^\S(.*\S)?$")]


class Section(BaseModel):
    """A group of parameters: strict, frozen, and closed to keys that nobody declared."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Records(Section):
    """Which columns of record files hold what."""

    text: str
    id: str
    title: str
    date: str
    url: str


class Ingest(Section):
    """Reading raw items."""

    max_item_bytes: Annotated[int, Field(gt=0)]
    max_page_bytes: Annotated[int, Field(gt=0)]
    max_file_bytes: Annotated[int, Field(gt=0)]
    records: Records


class Privacy(Section):
    """What to do with each kind of personal data."""

    email: Policy
    phone: Policy
    ip_address: Policy
    card_number: Policy


class Clean(Section):
    """Cleaning, and which texts are too poor to use."""

    language: str
    min_characters: Annotated[int, Field(ge=0)]
    min_letter_share: Share
    max_repeated_line_share: Share
    max_excluded_share: Share
    privacy: Privacy


class Deduplicate(Section):
    """Finding copies."""

    threshold: Annotated[float, Field(gt=0, le=1)]
    shingle_words: Annotated[int, Field(ge=1)]
    bands: Annotated[int, Field(ge=1)]
    rows: Annotated[int, Field(ge=1)]
    max_removed_share: Share
    max_source_removed_share: Share
    max_cluster_share: Share


class Shares(Section):
    """Shares of the splits."""

    train: Share
    validation: Share
    test: Share


def _sums_to_one(shares: Shares) -> Shares:
    total = shares.train + shares.validation + shares.test
    if abs(total - 1) > 1e-9:
        raise ValueError(f"the shares add up to {total}, not to 1")
    return shares


class Split(Section):
    """Dividing clusters among the splits."""

    shares: Annotated[Shares, AfterValidator(_sums_to_one)]


class Link(Section):
    """Linking claims."""

    round_tolerance: Share
    about_tolerance: Share
    terms_per_claim: Annotated[int, Field(ge=2)]
    block: Annotated[int, Field(ge=2)]
    chance: Annotated[float, Field(gt=0)]
    window: Annotated[int, Field(ge=1)]
    same_subject: Share
    story_days: Annotated[int, Field(ge=0)]


class Validate(Section):
    """Checks of the whole dataset."""

    floors: dict[str, Share]


def _is_version(version: object) -> object:
    numbers = r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)"
    if not isinstance(version, str) or not re.fullmatch(numbers, version):
        raise ValueError(f"{version!r} is no semantic version; write three numbers such as 1.0.0")
    return version


def _is_license(name: str) -> str:
    try:
        return canonicalize_license_expression(name)
    except InvalidLicenseExpression as error:
        raise ValueError(f"{error}; name one as SPDX does, such as CC-BY-4.0") from None


class Release(Section):
    """The released dataset."""

    title: _Words
    authors: Annotated[list[_Words], Field(min_length=1)]
    license: Annotated[str, AfterValidator(_is_license)]
    version: Annotated[str, BeforeValidator(_is_version)]
    text: Literal["full", "standoff"]


class Params(Section):
    """The whole of params.yaml."""

    ingest: Ingest
    clean: Clean
    deduplicate: Deduplicate
    split: Split
    link: Link
    validate_: Validate = Field(alias="validate")
    release: Release


def load(path: Path, changes: Iterable[str] = ()) -> Params:
    """Read and check params.yaml; each change is ``section.key=value`` with a YAML scalar as its value."""
    tree = store.read_yaml(path)
    if not isinstance(tree, dict):
        raise ConfigurationError(f"{path}: expected sections with parameters, found {type(tree).__name__}.")
    changes = tuple(changes)
    for change in changes:
        _set(tree, change, path)
    try:
        return Params.model_validate(tree)
    except ValidationError as error:
        raise ConfigurationError(_explain(error, path, changes)) from None


def _set(tree: dict[str, Any], change: str, path: Path) -> None:
    name, equals, value = change.partition("=")
    if not equals:
        raise UsageError(f"--set {change}: a parameter needs a value; write --set {change}=VALUE.")
    *sections, key = name.split(".")
    node = tree
    for section in sections:
        node = node.get(section, {}) if isinstance(node, dict) else {}
    if not isinstance(node, dict) or key not in node:
        raise UsageError(f"--set {change}: {path} has no parameter {name!r}; take section and key from there.")
    try:
        node[key] = yaml.safe_load(value)
    except yaml.YAMLError:
        raise UsageError(f"--set {change}: {value!r} is no YAML scalar.") from None


def _explain(error: ValidationError, path: Path, changes: Sequence[str]) -> str:
    """Each problem with its name; one that a change made stands under that change."""
    lines, by_changes = [], []
    for problem in error.errors():
        name = ".".join(map(str, problem["loc"]))
        message = problem["msg"].removeprefix("Value error, ")
        blamed = [change for change in changes if _concerns(change, name)]
        if blamed:
            given = " ".join(f"--set {change}" for change in blamed)
            by_changes.append(f"{given}: {message} (found {problem['input']!r})")
        elif problem["type"] == "missing":
            lines.append(f"{name}: missing; add it")
        elif problem["type"] == "extra_forbidden":
            lines.append(f"{name}: unknown; remove it or correct the spelling")
        else:
            lines.append(f"{name}: {message} (found {problem['input']!r})")
    told = [f"{path}: " + "; ".join(lines)] if lines else []
    return "; ".join([*by_changes, *told]) + "."


def _concerns(change: str, name: str) -> bool:
    """Whether the parameter of a change is the named one, stands in it, or holds it."""
    changed = change.partition("=")[0]
    return f"{changed}.".startswith(f"{name}.") or f"{name}.".startswith(f"{changed}.")
