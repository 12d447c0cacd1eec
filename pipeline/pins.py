"""Load exactly one version of the dataset. The card prints this function, for people who install nothing of ours."""

from __future__ import annotations

from typing import Any


def load(dataset: str, config: str, version: str, manifest_sha256: str | None = None, **options: Any) -> Any:  # noqa: ANN401  # as load_dataset
    """Load a config of one version from a Hub id or a release folder, offline too; raise ValueError for other bytes."""
    from hashlib import sha256  # noqa: PLC0415  # the function must work where it is pasted
    from json import loads  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    from datasets import load_dataset  # noqa: PLC0415
    from huggingface_hub import snapshot_download  # noqa: PLC0415

    folder = Path(dataset)
    if not folder.is_dir():  # the tag, resolved in the cache when offline; load_dataset would take any cached revision
        folder = Path(snapshot_download(dataset, repo_type="dataset", revision=f"v{version}"))
    manifest = loads((folder / "manifest.json").read_bytes())
    if manifest["version"] != version:
        raise ValueError(f"{dataset} is version {manifest['version']}, not {version}")
    splits = {name: table["splits"] for name, table in manifest["tables"].items() if table["rows"]}
    if config not in splits:
        raise ValueError(f"{dataset} {version} has no rows of a config {config!r}; it has {', '.join(splits)}")
    sums = {line[66:]: line[:64] for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines()}
    stated = {"README.md": sums["README.md"], "manifest.json": manifest_sha256 or sums["manifest.json"]}
    for split in splits[config].values():
        stated |= {file["path"]: file["sha256"] for file in split["files"]}
    paths = ["README.md", "manifest.json", *(p.relative_to(folder).as_posix() for p in folder.glob(f"data/{config}/*"))]
    found = {path: sha256((folder / path).read_bytes()).hexdigest() for path in paths}
    wrong = sorted(path for path in stated | found if stated.get(path) != found.get(path))
    if wrong:
        raise ValueError(f"{dataset} holds other bytes than version {version} in {', '.join(wrong)}; get it again")
    return load_dataset(str(folder), config, **options)
