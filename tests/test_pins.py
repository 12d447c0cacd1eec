from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import minihub
import pyarrow.parquet as pq
import pytest
from publishing import Loader, Publisher

from pipeline import pins, store
from schemas import released

Run = Callable[..., subprocess.CompletedProcess[str]]

ID = "acme/claimset"
FIRST, SECOND = "1.0.0", "1.1.0"


@pytest.fixture(scope="module")
def hub(versions: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[minihub.Hub]:
    """Both versions are published."""
    with minihub.serve((".parquet",)) as hub:
        publish = Publisher(hub, tmp_path_factory.mktemp("publisher"))
        for release in versions:
            assert publish(release, ID, "--yes").code == 0
        publish.close()
        yield hub


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reader") / "home"


@pytest.fixture(scope="module")
def online(hub: minihub.Hub, home: Path) -> Iterator[Loader]:
    loader = Loader(hub, home)
    yield loader
    loader.close()


@pytest.fixture(scope="module")
def offline(hub: minihub.Hub, home: Path, online: Loader) -> Iterator[Loader]:
    """The same cache, once both versions were loaded, without the Hub."""
    for version in (FIRST, SECOND):
        online("pins", ID, "claims", version)
        online("load_dataset", ID, "claims", revision=f"v{version}")
    loader = Loader(hub, home, HF_HUB_OFFLINE="1")
    yield loader
    loader.close()


def rows(release: Path, config: str) -> dict[str, list[dict[str, Any]]]:
    """What the files of a release hold, as JSON tells it."""
    splits: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((release / "data" / config).glob("*.parquet")):
        splits.setdefault(path.name.split("-")[0], []).extend(pq.read_table(path).to_pylist())
    return json.loads(json.dumps(splits, default=str))


def test_files_are_read_as_utf_8_whatever_the_locale(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, encodings = Path.read_text, []

    def seen(path: Path, encoding: str | None = None, errors: str | None = None) -> str:
        if path.is_relative_to(built):
            encodings.append(encoding)
        return read(path, encoding, errors)

    monkeypatch.setattr(Path, "read_text", seen)
    with pytest.raises(ValueError, match=r"other bytes than version 1\.0\.0 in manifest\.json"):
        pins.load(str(built / "release"), "claims", FIRST, "0" * 64)
    assert encodings == ["utf-8"]


@pytest.mark.parametrize("config", released.BY_NAME)
def test_a_tag_gives_exactly_its_version_after_a_newer_one_exists(
    config: str, versions: tuple[Path, Path], online: Loader
) -> None:
    assert online("load_dataset", ID, config, revision="v1.0.0")["rows"] == rows(versions[0], config)


def test_a_commit_gives_exactly_its_version_and_the_branch_the_newest(
    versions: tuple[Path, Path], hub: minihub.Hub, online: Loader
) -> None:
    commits = hub.repositories[ID].tags
    old, new = rows(versions[0], "claims"), rows(versions[1], "claims")
    assert old != new
    assert online("load_dataset", ID, "claims", revision=commits["v1.0.0"])["rows"] == old
    assert online("load_dataset", ID, "claims", revision=commits["v1.1.0"])["rows"] == new
    assert online("load_dataset", ID, "claims")["rows"] == new


@pytest.mark.parametrize("revision", ["v9.9.9", "1.0.0", "f" * 40, "deadbeef"])
def test_a_revision_that_is_not_there_fails(revision: str, online: Loader) -> None:
    assert online("load_dataset", ID, "claims", revision=revision)["error"] == "DatasetNotFoundError"


@pytest.mark.parametrize(("number", "version"), [(0, FIRST), (1, SECOND)])
def test_a_pin_gives_exactly_its_version_and_takes_the_options_of_load_dataset(
    number: int, version: str, versions: tuple[Path, Path], online: Loader
) -> None:
    digest = store.digest(versions[number] / "manifest.json")
    expected = rows(versions[number], "claims")
    assert online("pins", ID, "claims", version)["rows"] == expected
    assert online("pins", ID, "claims", version, manifest_sha256=digest, streaming=True)["rows"] == expected


def test_a_pin_to_other_bytes_or_to_no_version_fails(versions: tuple[Path, Path], online: Loader) -> None:
    other = online("pins", ID, "claims", FIRST, manifest_sha256=store.digest(versions[1] / "manifest.json"))
    assert other == {
        "error": "ValueError",
        "message": f"{ID} holds other bytes than version 1.0.0 in manifest.json; get it again",
    }
    none = online("pins", ID, "sentence", FIRST)
    assert none["message"].startswith(f"{ID} 1.0.0 has no rows of a config 'sentence'; it has claim_links, claims, ")
    assert online("pins", ID, "claims", "9.9.9")["error"] == "RevisionNotFoundError"


def test_offline_load_dataset_ignores_the_revision_and_a_pin_does_not(
    versions: tuple[Path, Path], offline: Loader
) -> None:
    old, new = rows(versions[0], "claims"), rows(versions[1], "claims")
    ignored = [offline("load_dataset", ID, "claims", revision=one)["rows"] for one in ("v1.0.0", "v1.1.0", "v9")]
    assert ignored[0] == ignored[1] == ignored[2], "datasets minds the revision now: say so in the card"
    assert offline("pins", ID, "claims", FIRST)["rows"] == old
    assert offline("pins", ID, "claims", SECOND)["rows"] == new
    assert offline("pins", ID, "claims", "9.9.9")["error"] == "LocalEntryNotFoundError"


def test_versions_on_the_hub_differ_as_their_folders_do(
    versions: tuple[Path, Path], hub: minihub.Hub, online: Loader
) -> None:
    here = online("pipeline", "diff", *map(str, versions))
    assert (here["code"], here["out"].splitlines()[-1]) == (0, "bump: MINOR")
    assert online("pipeline", "diff", f"hub:{ID}@v1.0.0", f"hub:{ID}@v1.1.0") == here
    commit = hub.repositories[ID].tags["v1.0.0"]
    assert online("pipeline", "diff", f"hub:{ID}@{commit}", str(versions[1])) == here


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        (f"{ID}@v9.9.9", 1, "has no revision v9.9.9; name a tag, such as v1.0.0, or a whole commit id"),
        ("acme/none@v1.0.0", 1, "no such dataset repository, or a private one"),
        (ID, 2, "write hub:NAMESPACE/NAME@REVISION, such as hub:acme/claimset@v1.0.0"),
        ("claimset@v1.0.0", 2, "write hub:NAMESPACE/NAME@REVISION"),
        (f"{ID}@", 2, "write hub:NAMESPACE/NAME@REVISION"),
        ("acme/claim set@v1.0.0", 1, "acme/claim set"),
    ],
)
def test_what_is_no_version_on_the_hub_is_told_in_one_line(name: str, code: int, words: str, online: Loader) -> None:
    told = online("pipeline", "diff", f"hub:{name}", f"hub:{ID}@v1.1.0")
    assert (told["code"], told["out"], words in told["err"]) == (code, "", True), told
    assert len(told["err"].splitlines()) == 1


def test_without_the_hub_a_comparison_takes_what_was_downloaded_and_nothing_else(offline: Loader) -> None:
    assert offline("pipeline", "diff", f"hub:{ID}@v1.0.0", f"hub:{ID}@v1.1.0")["code"] == 0
    told = offline("pipeline", "diff", f"hub:{ID}@v9.9.9", f"hub:{ID}@v1.1.0")
    assert (told["code"], "cannot be reached, and the cache of the client has no revision v9.9.9" in told["err"]) == (
        1,
        True,
    )


def test_a_repository_of_something_else_is_no_version(hub: minihub.Hub, online: Loader) -> None:
    other = minihub.Repository(private=False)
    other.tags["v1"] = other.commit({"README.md": minihub.File(b"# Other", large=False)}, "first")
    changed = minihub.Repository(private=False)
    first = hub.repositories[ID]
    tree = dict(first.commits[first.tags["v1.0.0"]])
    changed.tags["v1"] = changed.commit(tree | {"CHANGELOG.md": minihub.File(b"other", large=False)}, "first")
    hub.repositories |= {"acme/other": other, "acme/changed": changed}
    told = [online("pipeline", "diff", f"hub:acme/{name}@v1", f"hub:{ID}@v1.1.0") for name in ("other", "changed")]
    assert [one["code"] for one in told] == [1, 1]
    assert "acme/other@v1: no release of this project" in told[0]["err"]
    assert "acme/changed@v1: 1 file(s) are not what SHA256SUMS states, such as " in told[1]["err"]
    assert "CHANGELOG.md; delete the copy in the cache of the client" in told[1]["err"]


def test_two_folders_of_one_name_are_told_apart(versions: tuple[Path, Path], tmp_path: Path, online: Loader) -> None:
    for number, version in enumerate((FIRST, SECOND)):
        folder = shutil.copytree(versions[number], tmp_path / str(number) / "release")
        assert online("load_dataset", str(folder), "claims")["rows"] == rows(folder, "claims")
        assert online("pins", str(folder), "claims", version)["rows"] == rows(folder, "claims")


def swap(folder: Path) -> None:
    """Labels change, the card does not: load_dataset would give the rows of its cache."""
    path = next((folder / "data" / "claims").glob("train-*"))
    table = pq.read_table(path)
    pq.write_table(table.take(list(range(len(table) - 1, -1, -1))), path)


def add(folder: Path) -> None:
    """A file that the glob of the card takes in, as an interrupted copy leaves behind."""
    path = next((folder / "data" / "claims").glob("train-*"))
    shutil.copyfile(path, path.with_name("train-00001-of-00001.parquet"))


def drop(folder: Path) -> None:
    next((folder / "data" / "claims").glob("test-*")).unlink()


def rename(folder: Path) -> None:
    """Other names of the classes: the labels would change without an error."""
    card = folder / "README.md"
    card.write_text(card.read_text(encoding="utf-8").replace("'0': positive", "'0': negated"), encoding="utf-8")


@pytest.mark.parametrize("harm", [swap, add, drop, rename], ids=lambda harm: harm.__name__)
def test_a_pin_refuses_a_folder_that_was_changed(
    harm: Any, versions: tuple[Path, Path], tmp_path: Path, online: Loader
) -> None:
    folder = shutil.copytree(versions[0], tmp_path / "release")
    harm(folder)
    assert online("pins", str(folder), "claims", FIRST)["error"] == "ValueError"


def test_a_pin_refuses_the_folder_of_another_version(versions: tuple[Path, Path], online: Loader) -> None:
    told = online("pins", str(versions[0]), "claims", SECOND)
    assert (told["error"], "is version 1.0.0, not 1.1.0" in told["message"]) == ("ValueError", True)


def test_downloaded_versions_verify_and_differ_as_the_releases_do(
    versions: tuple[Path, Path], tmp_path: Path, online: Loader, run: Run
) -> None:
    folders = [tmp_path / f"release-{version}" for version in (FIRST, SECOND)]
    for version, folder in zip((FIRST, SECOND), folders, strict=True):
        online("download", ID, revision=f"v{version}", local_dir=str(folder))
        done = run("verify", folder)
        assert (done.returncode, "checksums, schemas and laws hold" in done.stderr) == (0, True)
    found, stated = run("diff", *folders), run("diff", *versions)
    assert found.stdout.splitlines()[-1] == "bump: MINOR"
    assert found.stdout == stated.stdout
