"""A Hub of our own on the loopback, in memory: what the real clients call to fill, tag and read dataset repositories.

It answers as huggingface.co does where a client can tell the difference: status codes, error codes, headers, refused
parents, private repositories, large files by the LFS protocol. It has no Xet storage (set ``HF_HUB_DISABLE_XET=1``).
``fault`` breaks any request on purpose.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

WRITER, READER = "hf_writer_of_acme", "hf_reader_of_acme"
# The clients parse dates of this form alone.
DATE = "2026-01-01T00:00:00.000Z"

# What a fault can do to a request: close the connection before or after the work is done.
DROP, LOSE = "drop", "lose"


class Refused(Exception):  # noqa: N818  # an answer, not a defect
    """An answer that is no success: status, the Hub's error code, message."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def refusal(refused: Refused) -> tuple[int, dict[str, str], bytes]:
    headers = {"X-Error-Message": refused.message} | ({"X-Error-Code": refused.code} if refused.code else {})
    return refused.status, headers, json.dumps({"error": refused.message}).encode()


class File(NamedTuple):
    """A file of a commit; a large one has an LFS pointer in git."""

    content: bytes
    large: bool

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def pointer(self) -> bytes:
        return b"version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize %d\n" % (
            self.sha256.encode(),
            len(self.content),
        )

    @property
    def blob_id(self) -> str:
        stored = self.pointer if self.large else self.content
        return hashlib.sha1(b"blob %d\0" % len(stored) + stored).hexdigest()

    @property
    def etag(self) -> str:
        return self.sha256 if self.large else self.blob_id

    def entry(self, path: str) -> dict[str, Any]:
        pointer = {"oid": self.sha256, "size": len(self.content), "pointerSize": len(self.pointer)}
        large = {"lfs": pointer} if self.large else {}
        return {"type": "file", "path": path, "oid": self.blob_id, "size": len(self.content), **large}


Tree = dict[str, File]
Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Repository:
    """Commits, branches and tags of one dataset."""

    private: bool
    commits: dict[str, Tree] = field(default_factory=dict)
    history: list[tuple[str, str]] = field(default_factory=list)
    branches: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)

    def resolve(self, revision: str) -> str:
        found = self.branches.get(revision) or self.tags.get(revision.removeprefix("refs/tags/"))
        if found or revision in self.commits:
            return found or revision
        raise Refused(404, "RevisionNotFound", f"Invalid rev id: {revision}")

    def commit(self, tree: Tree, title: str, parent: str | None = None) -> str:
        head = self.branches.get("main", "")
        if parent and parent != head:
            raise Refused(412, "", "A commit has happened since. Please refresh and try again.")
        names = "".join(f"{path}\0{one.blob_id}\n" for path, one in sorted(tree.items()))
        oid = hashlib.sha1(f"{head}{title}{len(self.commits)}{names}".encode()).hexdigest()
        self.commits[oid] = tree
        self.history.insert(0, (oid, title))
        self.branches["main"] = oid
        return oid


def sound(_number: int, _request: str) -> str | int | None:
    """The fault of a Hub that has none: takes the number of a request and its line, gives what goes wrong."""
    return None


class Hub:
    """The state of the server, open to tests: repositories, the requests it got, and the fault it shall show."""

    def __init__(self, large: tuple[str, ...] = ()) -> None:
        """``large`` names the suffixes of files that go through LFS."""
        self.large = large
        self.repositories: dict[str, Repository] = {}
        self.objects: dict[str, bytes] = {}
        self.requests: list[str] = []
        self.fault: Callable[[int, str], str | int | None] = sound
        self.url = ""
        self.lock = threading.Lock()

    def tree(self, name: str, revision: str) -> dict[str, bytes]:
        repository = self.repositories[name]
        return {path: one.content for path, one in repository.commits[repository.resolve(revision)].items()}


@contextmanager
def serve(large: tuple[str, ...] = ()) -> Iterator[Hub]:
    """Run a Hub on a free port of the loopback."""
    hub = Hub(large)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"hub": hub}))
    server.daemon_threads = True
    hub.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Handler(BaseHTTPRequestHandler):
    """Reads a request, finds its route, writes the answer."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # headers and body in one packet
    disable_nagle_algorithm = True
    hub: Hub

    def log_message(self, *_: object) -> None:
        """Say nothing; ``Hub.requests`` keeps the log."""

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except ConnectionError:  # the client was killed
            self.close_connection = True

    def handle_any(self) -> None:
        self.body = self._read()
        parts = urlsplit(self.path)
        self.query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        with self.hub.lock:
            self.hub.requests.append(f"{self.command} {parts.path}")
            fault = self.hub.fault(len(self.hub.requests) - 1, self.hub.requests[-1])
            if isinstance(fault, int):
                answer = refusal(Refused(fault, "", "broken on purpose"))
            elif fault != DROP:
                answer = self._answer(parts.path)
        if fault in {DROP, LOSE}:
            self.close_connection = True
        else:
            self._write(*answer)

    def _answer(self, path: str) -> Answer:
        for methods, pattern, handle in ROUTES:
            if self.command in methods.split() and (found := re.fullmatch(pattern, path)):
                try:
                    result = handle(self, *(unquote(part or "") for part in found.groups()))
                except Refused as refused:
                    return refusal(refused)
                return result if isinstance(result, tuple) else (200, {}, json.dumps(result).encode())
        return refusal(Refused(404, "", f"no such endpoint: {self.command} {path}"))

    do_GET = do_HEAD = do_POST = do_PUT = handle_any  # noqa: N815  # names of the standard library

    def _read(self) -> bytes:
        if "chunked" not in (self.headers.get("Transfer-Encoding") or ""):
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _write(self, status: int, headers: dict[str, str], content: bytes) -> None:
        self.send_response(status)
        for name, value in (
            {"Content-Type": "application/json", "Content-Length": str(len(content))} | headers
        ).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def json(self) -> dict[str, Any]:
        return json.loads(self.body or b"{}")

    def token(self) -> str:
        token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
        if token and token not in {WRITER, READER}:
            raise Refused(401, "", "Invalid credentials in Authorization header")
        return token

    def writer(self, name: str) -> None:
        """Only the writer of ``acme`` may change what is there."""
        if not self.token():
            raise Refused(401, "", "Invalid username or password.")
        if self.token() != WRITER or not name.startswith("acme/"):
            raise Refused(403, "", f"Forbidden: you don't have the rights to write to {name}")

    def repository(self, name: str, *, write: bool = False) -> Repository:
        """The repository; a private one does not exist for strangers."""
        found = self.hub.repositories.get(name)
        if found is None or (found.private and not self.token()):
            raise Refused(404 if self.token() else 401, "RepoNotFound", "Repository not found")
        if write:
            self.writer(name)
        return found


def whoami(request: Handler) -> Any:
    role = {WRITER: "write", READER: "read"}.get(request.token())
    if role is None:
        raise Refused(401, "", "Invalid username or password.")
    access = {"accessToken": {"displayName": role, "role": role}}
    return {"type": "user", "name": "user", "orgs": [{"name": "acme"}], "auth": {"type": "access_token", **access}}


def validate_yaml(request: Handler) -> Any:
    return {"errors": [], "warnings": [], "content": len(request.body)}


def create(request: Handler) -> Any:
    asked = request.json()
    name = f"{asked.get('organization') or 'user'}/{asked['name']}"
    request.writer(name)
    url = f"{request.hub.url}/datasets/{name}"
    if name in request.hub.repositories:
        return 409, {}, json.dumps({"error": "You already created this dataset repo", "url": url}).encode()
    repository = Repository(private=asked.get("private", False) or asked.get("visibility") == "private")
    repository.commit(
        {".gitattributes": File(b"*.parquet filter=lfs diff=lfs merge=lfs -text\n", large=False)}, "initial commit"
    )
    request.hub.repositories[name] = repository
    return {"url": url, "name": name, "id": name}


def info(request: Handler, name: str, revision: str) -> Any:
    repository = request.repository(name)
    oid = repository.resolve(revision or "main")
    files = [one.entry(path) for path, one in sorted(repository.commits[oid].items())]
    siblings = [{"rfilename": one["path"], "size": one["size"], "blobId": one["oid"]} for one in files]
    about = {"private": repository.private, "gated": False, "disabled": False, "downloads": 0, "likes": 0, "tags": []}
    dates = {"lastModified": DATE, "createdAt": DATE}
    return {"_id": oid[:24], "id": name, "author": "acme", "sha": oid, **about, **dates, "siblings": siblings}


def refs(request: Handler, name: str) -> Any:
    repository = request.repository(name)

    def listed(kind: str, names: dict[str, str]) -> list[dict[str, str]]:
        return [{"name": one, "ref": f"refs/{kind}/{one}", "targetCommit": oid} for one, oid in sorted(names.items())]

    branches, tags = listed("heads", repository.branches), listed("tags", repository.tags)
    return {"branches": branches, "tags": tags, "converts": [], "pullRequests": []}


def history(request: Handler, name: str, revision: str) -> Any:
    repository = request.repository(name)
    repository.resolve(revision)
    blank = {"message": "", "authors": [{"user": "user"}], "date": DATE}
    return [{"id": oid, "title": title, **blank} for oid, title in repository.history]


def tree(request: Handler, name: str, revision: str, folder: str) -> Any:
    repository = request.repository(name)
    oid = repository.resolve(revision)
    files = repository.commits[oid]
    prefix = f"{folder}/" if folder else ""
    below = {path: one for path, one in sorted(files.items()) if path.startswith(prefix)}
    if folder and not below:
        raise Refused(404, "EntryNotFound", f"{folder} does not exist on {revision}")
    recursive = request.query.get("recursive", "false").lower() in {"true", "1"}
    entries, seen = [], set()
    for path, one in below.items():
        parts = path.removeprefix(prefix).split("/")
        for depth in range(1, len(parts) if recursive else min(len(parts), 2)):
            parent = prefix + "/".join(parts[:depth])
            if parent not in seen:
                seen.add(parent)
                entries.append({"type": "directory", "path": parent, "oid": "0" * 40, "size": 0})
        if recursive or len(parts) == 1:
            entries.append(one.entry(path))
    return 200, {"X-Repo-Commit": oid}, json.dumps(entries).encode()


def paths_info(request: Handler, name: str, revision: str) -> Any:
    repository = request.repository(name)
    files = repository.commits[repository.resolve(revision)]
    kind = request.headers.get("Content-Type") or ""
    asked = request.json() if kind.startswith("application/json") else parse_qs(request.body.decode())
    return [files[path].entry(path) for path in asked.get("paths", []) if path in files]


def preupload(request: Handler, name: str, revision: str) -> Any:
    repository = request.repository(name, write=True)
    files = repository.commits[repository.resolve(revision)]

    def planned(path: str) -> dict[str, Any]:
        mode = "lfs" if path.endswith(request.hub.large or ("\0",)) else "regular"
        known = {"oid": files[path].etag} if path in files else {}
        return {"path": path, "uploadMode": mode, "shouldIgnore": False, **known}

    return {"files": [planned(one["path"]) for one in request.json()["files"]]}


def lfs_batch(request: Handler, name: str) -> Any:
    request.repository(name, write=True)

    def planned(one: dict[str, Any]) -> dict[str, Any]:
        if one["oid"] in request.hub.objects:
            return one
        return one | {"actions": {"upload": {"href": f"{request.hub.url}/lfs/{one['oid']}"}}}

    return {"transfer": "basic", "objects": [planned(one) for one in request.json()["objects"]]}


def lfs_put(request: Handler, oid: str) -> Any:
    if hashlib.sha256(request.body).hexdigest() != oid:
        raise Refused(400, "", "the content has another digest")
    request.hub.objects[oid] = request.body
    return {}


def commit(request: Handler, name: str, _revision: str) -> Any:
    repository = request.repository(name, write=True)
    files = dict(repository.commits[repository.branches["main"]])
    header: dict[str, Any] = {}
    for line in request.body.splitlines():
        key, value = json.loads(line).values()
        if key == "header":
            header = value
        elif key == "file":
            files[value["path"]] = File(base64.b64decode(value["content"]), large=False)
        elif key == "lfsFile":
            if value["oid"] not in request.hub.objects:
                raise Refused(400, "", f"LFS object {value['oid']} was not uploaded")
            files[value["path"]] = File(request.hub.objects[value["oid"]], large=True)
        elif key == "deletedFile" and files.pop(value["path"], None) is None:
            raise Refused(404, "EntryNotFound", "A file with this name doesn't exist")
    oid = repository.commit(files, header["summary"], header.get("parentCommit"))
    url = f"{request.hub.url}/datasets/{name}/commit/{oid}"
    return {"success": True, "commitOid": oid, "commitUrl": url, "hookOutput": ""}


def tag(request: Handler, name: str, revision: str) -> Any:
    repository = request.repository(name, write=True)
    wanted = request.json()["tag"]
    if wanted in repository.tags:
        raise Refused(409, "", f"Tag reference exists already: refs/tags/{wanted}")
    repository.tags[wanted] = repository.resolve(revision)
    return {}


def resolve(request: Handler, name: str, revision: str, path: str) -> Any:
    repository = request.repository(name)
    oid = repository.resolve(revision)
    if path not in repository.commits[oid]:
        headers = {"X-Repo-Commit": oid, "X-Error-Code": "EntryNotFound", "X-Error-Message": "Entry not found"}
        return 404, headers, b"Entry not found"
    one = repository.commits[oid][path]
    headers = {"X-Repo-Commit": oid, "ETag": f'"{one.etag}"', "Accept-Ranges": "bytes"}
    headers |= {"X-Linked-Etag": headers["ETag"], "X-Linked-Size": str(len(one.content))} if one.large else {}
    asked = re.fullmatch(r"bytes=(\d*)-(\d*)", request.headers.get("Range") or "")
    if asked is None:
        return 200, headers, one.content
    last = len(one.content) - 1
    begin = int(asked[1]) if asked[1] else len(one.content) - int(asked[2])
    end = min(int(asked[2]), last) if asked[1] and asked[2] else last
    if begin > last:
        return 416, {"Content-Range": f"bytes */{len(one.content)}"}, b""
    headers["Content-Range"] = f"bytes {begin}-{end}/{len(one.content)}"
    return 206, headers, one.content[begin : end + 1]


NAME = r"([\w.-]+/[\w.-]+)"
API = rf"/api/datasets/{NAME}"
ROUTES: list[tuple[str, str, Callable[..., Any]]] = [
    ("GET", "/api/whoami-v2", whoami),
    ("POST", "/api/validate-yaml", validate_yaml),
    ("POST", "/api/repos/create", create),
    ("GET", rf"{API}(?:/revision/([^/]+))?", info),
    ("GET", rf"{API}/refs", refs),
    ("GET", rf"{API}/commits/([^/]+)", history),
    ("GET", rf"{API}/tree/([^/]+)(?:/(.*))?", tree),
    ("POST", rf"{API}/paths-info/([^/]+)", paths_info),
    ("POST", rf"{API}/preupload/([^/]+)", preupload),
    ("POST", rf"{API}/commit/([^/]+)", commit),
    ("POST", rf"{API}/tag/([^/]+)", tag),
    ("POST", rf"/datasets/{NAME}\.git/info/lfs/objects/batch", lfs_batch),
    ("PUT", "/lfs/([0-9a-f]{64})", lfs_put),
    ("GET HEAD", rf"/datasets/{NAME}/resolve/([^/]+)/(.+)", resolve),
]
