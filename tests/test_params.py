from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel

from pipeline import params, store
from pipeline.errors import ConfigurationError, UsageError

FILE = store.ROOT / "params.yaml"


def test_the_parameters_of_the_project_load() -> None:
    assert params.load(FILE).deduplicate.threshold == 0.8


def test_no_parameter_has_a_default_in_code() -> None:
    sections = [params.Params]
    while sections:
        section = sections.pop()
        for name, field in section.model_fields.items():
            assert field.is_required(), f"{section.__name__}.{name}"
            if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
                sections.append(field.annotation)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("threshold:", "treshold:", r"deduplicate.threshold: missing; add it; deduplicate.treshold: unknown"),
        ("min_characters: 100", "min_characters: many", "clean.min_characters: Input should be a valid integer"),
        ("train: 1.0", "train: 0.9", "the shares add up to 0.9, not to 1"),
        ("version: 1.0.0", "version: 1.0", "release.version"),
        ("version: 1.0.0", "version: 01.0.0", "no semantic version"),
        ("title: Claimset", "title: ' '", "release.title"),
        ("    - The Claimset contributors", "    []", "release.authors"),
        ("license: Apache-2.0", "license: free", "release.license: .*name one as SPDX does"),
        ("clean:", "clean: [", "not valid YAML"),
    ],
)
def test_a_wrong_file_is_one_message_that_names_file_and_key(tmp_path: Path, old: str, new: str, message: str) -> None:
    wrong = tmp_path / "params.yaml"
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    wrong.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=message) as caught:
        params.load(wrong)
    assert str(caught.value).startswith(str(wrong))


def test_a_file_that_is_absent_or_no_mapping_is_a_configuration_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        params.load(tmp_path / "none.yaml")
    (tmp_path / "list.yaml").write_text("- 1\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="expected sections"):
        params.load(tmp_path / "list.yaml")


def test_set_changes_a_parameter_that_exists() -> None:
    changed = params.load(FILE, ["deduplicate.threshold=0.5", "release.text=standoff"])
    assert (changed.deduplicate.threshold, changed.release.text) == (0.5, "standoff")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("clean.min_characters=abc", "Input should be a valid integer .found 'abc'"),
        ("split.shares.train=0.9", "the shares add up to 0.9, not to 1"),
        ("split.shares={}", "Field required"),
        ("release.version=1.0", "1.0 is no semantic version; write three numbers such as 1.0.0"),
    ],
)
def test_a_wrong_value_by_set_is_told_as_that_and_not_as_a_fault_of_the_file(change: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        params.load(FILE, ["clean.language=en", change])
    assert str(caught.value).startswith(f"--set {change}: ")
    assert "Value error" not in str(caught.value)
    assert "params.yaml" not in str(caught.value)


@pytest.mark.parametrize("change", ["deduplicate.treshold=1", "threshold=0.5", "clean", "clean.language.x=1", "a.b=["])
def test_set_of_an_unknown_parameter_is_wrong_usage(change: str) -> None:
    with pytest.raises(UsageError, match="--set"):
        params.load(FILE, [change])
