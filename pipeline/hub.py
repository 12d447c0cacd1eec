"""Dataset repositories on the Hub at ``HF_ENDPOINT``: the only module that writes to the network.

The client is huggingface_hub, which takes the token from the environment or from its own store; nothing here reads it.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import httpx2
import huggingface_hub
from huggingface_hub.errors import (
    HfHubHTTPError,
    LocalEntryNotFoundError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)

from pipeline.errors import HubError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_KIND = "dataset"

# What huggingface_hub and hf_xet raise when a request or a transfer fails, beside their own tree: no connection and no
# file (OSError), an answer of the storage that makes no sense (ValueError), a transfer that broke off (RuntimeError).
_FAILURES = (httpx2.HTTPError, OSError, ValueError, RuntimeError)

_REFUSALS = {
    401: "the Hub does not know the token; set HF_TOKEN to a valid one, or run `hf auth login`",
    403: "the token may not do that; use one with write access to this repository",
    409: "it exists already; run the command again to see what is there",
    412: "the branch has moved: somebody committed in between; look at the new commit, then run the command again",
}


class Seen(NamedTuple):
    """A repository as it is: its last commit, and the commit of every tag."""

    private: bool
    head: str
    tags: dict[str, str]


class Stored(NamedTuple):
    """A file of a commit, with the digest that the Hub states: SHA-256 of a large file, the git blob of a small one."""

    size: int
    sha256: str | None
    blob_id: str

    def holds(self, path: Path, sha256: str) -> bool:
        """Whether it has the content of a local file of this digest."""
        return (self.sha256 == sha256) if self.sha256 else (self.blob_id == _blob_id(path))


def download(name: str, revision: str) -> Path:
    """The files of a dataset repository at a tag or commit, in the cache of the client; a private one needs a token."""
    where = f"{name} at {huggingface_hub.HfApi().endpoint}"
    try:
        return Path(huggingface_hub.snapshot_download(name, repo_type=_KIND, revision=revision))
    except RevisionNotFoundError:
        raise HubError(
            f"{where}: has no revision {revision}; name a tag, such as v1.0.0, or a whole commit id."
        ) from None
    except RepositoryNotFoundError:
        raise HubError(
            f"{where}: no such dataset repository, or a private one: then set HF_TOKEN to a token that may read it."
        ) from None
    except LocalEntryNotFoundError:
        raise HubError(
            f"{where}: cannot be reached, and the cache of the client has no revision {revision}; run it again online."
        ) from None
    except _FAILURES as error:
        raise HubError(f"{where}: downloading {revision}: {_reason(error)}.") from None


class Repository:
    """One dataset repository. Every method raises ``HubError`` with what was being done and what to do next."""

    def __init__(self, name: str) -> None:
        """Name a repository; there need be none yet."""
        if name.count("/") != 1:
            raise UsageError(f"{name}: not a repository of the Hub; write NAMESPACE/NAME, such as acme/claimset.")
        if huggingface_hub.get_token() is None:
            raise HubError("no token: set HF_TOKEN to one with write access, or run `hf auth login`.")
        self.name = name
        self._api = huggingface_hub.HfApi()
        self.endpoint: str = self._api.endpoint

    def look(self) -> Seen | None:
        """The repository, or None where none is to be seen."""
        with self._doing("looking at the repository"):
            try:
                about = self._api.dataset_info(self.name)
            except RepositoryNotFoundError as error:
                if error.response.status_code == 404:
                    return None
                raise
            refs = self._api.list_repo_refs(self.name, repo_type=_KIND)
        return Seen(bool(about.private), about.sha, {tag.name: tag.target_commit for tag in refs.tags})

    def create(self, *, private: bool) -> str:
        """Create the repository and give its first commit."""
        with self._doing("creating the repository"):
            self._api.create_repo(self.name, repo_type=_KIND, private=private, exist_ok=True)
            return str(self._api.dataset_info(self.name).sha)

    def files(self, revision: str) -> dict[str, Stored]:
        """Every file of a commit, by path."""
        with self._doing(f"listing the files of {revision[:12]}"):
            entries = self._api.list_repo_tree(self.name, recursive=True, revision=revision, repo_type=_KIND)
            return {
                entry.path: Stored(entry.size, entry.lfs.sha256 if entry.lfs else None, entry.blob_id)
                for entry in entries
                if isinstance(entry, huggingface_hub.RepoFile)
            }

    def commit(self, folder: Path, upload: Sequence[str], delete: Sequence[str], message: str, parent: str) -> str:
        """Make one commit on top of ``parent``, or none where the branch has moved; give its id."""
        additions = [huggingface_hub.CommitOperationAdd(path, folder / path) for path in upload]
        deletions = [huggingface_hub.CommitOperationDelete(path, is_folder=False) for path in delete]
        with self._doing("uploading"):
            done = self._api.create_commit(
                self.name, [*additions, *deletions], commit_message=message, repo_type=_KIND, parent_commit=parent
            )
        return str(done.oid)

    def read(self, path: str, revision: str, folder: Path) -> Path:
        """Download one file of a commit into a folder."""
        with self._doing(f"reading {path} back"):
            self._api.hf_hub_download(self.name, path, revision=revision, repo_type=_KIND, local_dir=folder)
        return folder / path

    def tag(self, name: str, commit: str) -> None:
        """Set a tag that is not there yet."""
        with self._doing(f"setting the tag {name}"):
            self._api.create_tag(self.name, tag=name, revision=commit, repo_type=_KIND, exist_ok=False)

    @contextmanager
    def _doing(self, what: str) -> Iterator[None]:
        try:
            yield
        except _FAILURES as error:
            raise HubError(f"{self.name} at {self.endpoint}: {what}: {_reason(error)}.") from None


def _reason(error: Exception) -> str:
    """One line that says what failed and what to do next."""
    seen: BaseException | None = error
    while seen is not None and not isinstance(seen, HfHubHTTPError):
        seen = seen.__cause__
    if seen is None:
        told = " ".join(str(error).split()) or type(error).__name__
        if isinstance(error, ValueError):
            return told
        return f"the connection failed ({told}); run the command again, it goes on where this one stopped"
    status = seen.response.status_code
    answer = f"{status}, {seen.server_message}" if seen.server_message else str(status)
    advice = _REFUSALS.get(status, "run the command again, it goes on where this one stopped")
    return f"{advice} (the Hub answered {' '.join(answer.split())})"


def _blob_id(path: Path) -> str:
    """The id under which git stores a file (git-hash-object)."""
    whole = hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            whole.update(block)
    return whole.hexdigest()
