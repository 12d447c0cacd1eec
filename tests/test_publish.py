from __future__ import annotations

import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from copy import deepcopy
from pathlib import Path

import minihub
import pytest
import releases
from publishing import Publisher
from rows import TEXT

from pipeline import manifest, store
from pipeline import publish as publishing_verb
from pipeline.errors import DataError

ID = "acme/claimset"
MAIN = "main"


@pytest.fixture(scope="module")
def publish(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publisher]:
    with minihub.serve() as hub:
        publisher = Publisher(hub, tmp_path_factory.mktemp("publisher"))
        yield publisher
        publisher.close()


@pytest.fixture(autouse=True)
def hub(publish: Publisher) -> minihub.Hub:
    """A Hub without repositories, without faults, that wants Parquet as large files."""
    publish.hub.repositories.clear()
    publish.hub.objects.clear()
    publish.hub.requests.clear()
    publish.hub.fault = minihub.sound
    publish.hub.large = (".parquet",)
    return publish.hub


@pytest.fixture
def release(versions: tuple[Path, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(versions[0], tmp_path / "release"))


def files(release: Path) -> dict[str, bytes]:
    return {path: (release / path).read_bytes() for path in store.digests(release)}


def held(hub: minihub.Hub, revision: str) -> dict[str, bytes]:
    return {path: content for path, content in hub.tree(ID, revision).items() if path != ".gitattributes"}


def holds(hub: minihub.Hub, release: Path, tag: str) -> bool:
    return ID in hub.repositories and tag in hub.repositories[ID].tags and held(hub, tag) == files(release)


@pytest.mark.parametrize("large", [(), (".parquet",)], ids=["regular", "lfs"])
def test_a_release_becomes_one_commit_with_a_tag(
    large: tuple[str, ...], versions: tuple[Path, Path], publish: Publisher, hub: minihub.Hub
) -> None:
    hub.large = large
    first, second = versions
    assert publish(first, ID, "--yes").code == 0
    assert publish(second, ID, "--yes").code == 0
    assert [title for _, title in hub.repositories[ID].history] == ["Release 1.1.0", "Release 1.0.0", "initial commit"]
    assert (held(hub, "v1.0.0"), held(hub, "v1.1.0"), held(hub, MAIN)) == (files(first), files(second), files(second))
    assert hub.repositories[ID].private


def test_without_yes_nothing_is_changed_and_all_is_told(
    versions: tuple[Path, Path], publish: Publisher, hub: minihub.Hub
) -> None:
    first, second = versions
    told = publish(first, ID)
    assert (told.code, hub.repositories) == (0, {})
    assert "create private dataset repository" in told.out
    assert "dry run: nothing was changed" in told.err
    publish(first, ID, "--yes")
    before = dict(hub.repositories[ID].commits)
    told = publish(second, ID)
    assert hub.repositories[ID].commits == before
    gone = files(first).keys() - files(second).keys()
    changed = [path for path, content in files(second).items() if files(first).get(path) != content]
    assert gone
    assert [line.split()[1] for line in told.out.splitlines() if line.startswith("  upload")] == changed
    assert [line.split()[1] for line in told.out.splitlines() if line.startswith("  delete")] == sorted(gone)
    assert told.out.endswith("  tag    v1.1.0\n")
    assert all(request.startswith(("GET", "HEAD")) for request in hub.requests[-4:])


def test_a_second_run_changes_nothing(release: Path, publish: Publisher, hub: minihub.Hub) -> None:
    publish(release, ID, "--yes")
    commits, requests = dict(hub.repositories[ID].commits), len(hub.requests)
    again = publish(release, ID, "--yes")
    assert (again.code, "published already" in again.err) == (0, True)
    assert hub.repositories[ID].commits == commits
    assert all(request.startswith("GET") for request in hub.requests[requests:])


def test_a_tag_with_other_content_is_never_moved(release: Path, publish: Publisher, hub: minihub.Hub) -> None:
    publish(release, ID, "--yes")
    before = dict(hub.repositories[ID].tags)
    amend(release)
    done = publish(release, ID, "--yes")
    assert (done.code, hub.repositories[ID].tags) == (1, before)
    assert "the tag v1.0.0 exists with other content (2 file(s) differ, such as CITATION.cff)" in done.err
    assert "A tag is never moved" in done.err


def test_a_release_that_does_not_verify_is_refused(release: Path, publish: Publisher, hub: minihub.Hub) -> None:
    (release / "CITATION.cff").write_text("other", encoding="utf-8")
    done = publish(release, ID, "--yes")
    assert (done.code, hub.requests) == (1, [])
    assert "digest == SHA256SUMS  (e.g. CITATION.cff)" in done.err


def test_texts_without_rights_stay_out_of_public_repositories(
    versions: tuple[Path, Path], publish: Publisher, hub: minihub.Hub
) -> None:
    unknown, allowed = versions
    done = publish(unknown, ID, "--yes", "--public")
    assert (done.code, hub.repositories) == (1, {})
    assert "nobody is known to allow passing on the text of 5 document(s)" in done.err
    assert publish(allowed, ID, "--yes", "--public").code == 0
    assert not hub.repositories[ID].private
    assert publish(unknown, ID, "--yes").code == 1, "the repository is public, whatever the command line says"
    assert publish(unknown, ID, "--yes", "--texts-without-rights").code == 0


@pytest.mark.parametrize(
    ("text", "redistributable", "refused"),
    [(TEXT, "unknown", True), (TEXT, "no", True), (TEXT, "yes", False), ("", "no", False), ("", "unknown", False)],
)
def test_only_words_need_rights(text: str, redistributable: str, refused: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """Labels and offsets without the words of a text may go to anybody."""
    held = releases.changed(releases.rows(1), "documents", 0, text=text, redistributable=redistributable)
    folder = releases.write(tmp_path, "1.0.0", held)
    with pytest.raises(DataError, match="the text of 1 document") if refused else nullcontext():
        publishing_verb._refuse_texts_without_rights(publishing_verb.Release(folder, "1.0.0", {}), ID)


def test_a_private_repository_is_not_made_public(release: Path, publish: Publisher, hub: minihub.Hub) -> None:
    publish(release, ID, "--yes")
    done = publish(release, ID, "--yes", "--public")
    assert (done.code, "publish never changes that" in done.err) == (2, True)
    assert hub.repositories[ID].private


@pytest.mark.parametrize(
    ("name", "token", "words"),
    [
        (ID, "", "no token: set HF_TOKEN"),
        (ID, "hf_unknown", "the Hub does not know the token"),
        (ID, minihub.READER, "the token may not do that; use one with write access"),
        ("others/claimset", minihub.WRITER, "the token may not do that; use one with write access"),
        ("claimset", minihub.WRITER, "not a repository of the Hub; write NAMESPACE/NAME"),
        ("acme/claim set", minihub.WRITER, "acme/claim set"),
    ],
)
def test_who_may_not_write_is_told_in_one_line(
    name: str, token: str, words: str, release: Path, publish: Publisher
) -> None:
    done = publish(release, name, "--yes", token=token)
    assert (done.code > 0, publish.hub.repositories) == (True, {})
    assert words in done.err
    assert len(done.err.splitlines()) == 1
    assert not token or token not in done.out + done.err


def test_who_may_only_read_a_repository_changes_nothing(
    versions: tuple[Path, Path], publish: Publisher, hub: minihub.Hub
) -> None:
    publish(versions[0], ID, "--yes")
    before = deepcopy(hub.repositories[ID])
    done = publish(versions[1], ID, "--yes", token=minihub.READER)
    assert (done.code, hub.repositories[ID]) == (1, before)
    assert "uploading: the token may not do that; use one with write access" in done.err


def test_a_branch_that_moved_is_left_alone(release: Path, publish: Publisher, hub: minihub.Hub) -> None:
    publish(release, ID, "--yes")
    amend(release, version="1.0.1")
    repository = hub.repositories[ID]

    def somebody_commits(_: int, request: str) -> None:
        if request.startswith("POST") and "/commit/" in request:
            repository.commit({"other.txt": minihub.File(b"other", large=False)}, "by somebody else")

    hub.fault = somebody_commits
    done = publish(release, ID, "--yes")
    assert (done.code, "the branch has moved" in done.err) == (1, True)
    assert set(repository.tags) == {"v1.0.0"}
    assert held(hub, MAIN) == {"other.txt": b"other"}


def test_content_that_was_damaged_on_its_way_is_not_tagged(release: Path, publish: Publisher, hub: minihub.Hub) -> None:
    path = "data/claims/train-00000-of-00001.parquet"

    def damage(_: int, request: str) -> None:
        if request.startswith("HEAD"):
            repository = hub.repositories[ID]
            tree = repository.commits[repository.branches[MAIN]]
            tree[path] = minihub.File(tree[path].content[:-1] + b"\0", large=True)

    hub.fault = damage
    done = publish(release, ID, "--yes")
    assert done.code == 1
    assert hub.repositories[ID].tags == {}
    assert path in done.err


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["some", "every"])
def test_killed_at_any_request_no_tag_is_incomplete_and_the_next_run_completes_it(
    every: bool,  # noqa: FBT001  # whether to die at the requests, too, between which nothing changes on the Hub
    versions: tuple[Path, Path],
    publish: Publisher,
    hub: minihub.Hub,
) -> None:
    """Version 1.0.0 is there; the process that publishes 1.1.0 dies before its requests in turn.

    To die after a request was served, before the answer, is to die before the next one: the Hub is in the same state.
    """
    first, second = versions
    publish(first, ID, "--yes")
    before, objects = hub.repositories[ID], dict(hub.objects)

    def begin(fault: Callable[[int, str], str | None]) -> None:
        hub.repositories[ID], hub.objects, hub.fault = deepcopy(before), dict(objects), fault
        hub.requests.clear()

    begin(minihub.sound)
    assert publish(second, ID, "--yes").code == 0
    reading = [number for number, request in enumerate(hub.requests) if "/resolve/" in request]
    assert len(reading) == 2 * len(files(second)), "each file is read back, with two requests"
    spared = set() if every else set(reading[1:-1])
    for victim in sorted(set(range(len(hub.requests))) - spared):

        def die(number: int, _: str, victim: int = victim) -> str | None:
            if number == victim:
                publish.kill()
            return minihub.DROP if number == victim else None

        begin(die)
        assert publish(second, ID, "--yes").code == -signal.SIGKILL
        assert holds(hub, first, "v1.0.0")
        assert "v1.1.0" not in hub.repositories[ID].tags or holds(hub, second, "v1.1.0")
        hub.fault = minihub.sound
        assert publish(second, ID, "--yes").code == 0
        assert holds(hub, second, "v1.1.0")


@pytest.mark.parametrize("effect", [minihub.DROP, minihub.LOSE])
@pytest.mark.parametrize("step", ["repos/create", "preupload", "objects/batch", "PUT", "/commit/", "HEAD", "/tag/"])
def test_a_lost_connection_is_told_in_one_line_and_the_next_run_completes_it(
    step: str, effect: str, release: Path, publish: Publisher, hub: minihub.Hub
) -> None:
    gone = []

    def lose(_: int, request: str) -> str | None:
        gone.extend([request] if step in request and not gone else [])
        return None if not gone else effect if request in gone else minihub.DROP

    hub.fault = lose
    done = publish(release, ID, "--yes", patient=False)
    assert (done.code, len(gone)) == (1, 1)
    assert f"{ID} at {hub.url}: " in done.err
    assert "the connection failed" in done.err
    assert "run the command again" in done.err.splitlines()[-1]
    tagged = ID in hub.repositories and "v1.0.0" in hub.repositories[ID].tags
    assert tagged == (step == "/tag/" and effect == minihub.LOSE)
    hub.fault = minihub.sound
    assert publish(release, ID, "--yes").code == 0
    assert holds(hub, release, "v1.0.0")


@pytest.mark.parametrize("status", [500, 503])
def test_a_failing_hub_is_told_by_its_status(status: int, release: Path, publish: Publisher, hub: minihub.Hub) -> None:
    hub.fault = lambda _, request: status if "/commit/" in request else None
    done = publish(release, ID, "--yes", patient=False)
    assert (done.code, hub.repositories[ID].tags) == (1, {})
    assert f"the Hub answered {status}" in done.err


def amend(release: Path, version: str | None = None) -> None:
    """Another release of the same rows."""
    (release / "CITATION.cff").write_text("title: other\n", encoding="utf-8")
    if version:
        described = store.read_json(release / manifest.NAME) | {"version": version}
        store.write_json(release / manifest.NAME, described)
    digests = {name: digest for name, digest in store.digests(release).items() if name != manifest.SUMS}
    store.write_text(release / manifest.SUMS, manifest.sums(digests))
