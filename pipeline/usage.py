"""What the command line takes: every verb with its arguments, their meaning, and an example."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline import STAGES

_LEDGER = Path("data/ledger")
# Ports of TCP have 16 bits (RFC 9293).
_LAST_PORT = 65535


def parser() -> argparse.ArgumentParser:
    """The parser of the command line; its options name the verb as ``verb``."""
    whole = argparse.ArgumentParser(
        prog="python -m pipeline",
        description="Turn raw texts into a versioned dataset of annotated claims.",
        epilog="example: python -m pipeline build my-texts/ out/",
    )
    verbs = whole.add_subparsers(dest="verb", required=True, metavar="VERB")
    _build(verbs)
    _verify(verbs)
    _explain(verbs)
    _diff(verbs)
    _discrepancies(verbs)
    _tag(verbs)
    _hydrate(verbs)
    _export(verbs)
    _import(verbs)
    _publish(verbs)
    _page(verbs)
    _browse(verbs)
    for stage in STAGES:
        if stage == "page":
            continue
        one = _verb(verbs, stage, f"stage of dvc.yaml: {stage}", f"{stage} PATH ... (as dvc.yaml writes it)")
        one.add_argument("paths", nargs="+", metavar="PATH", help="inputs, then the output folder; - for none")
    return whole


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    summary: str,
    example: str,
) -> argparse.ArgumentParser:
    return verbs.add_parser(name, help=summary, description=summary, epilog=f"example: python -m pipeline {example}")


def _build(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = _verb(
        verbs,
        "build",
        "run all stages on any folder of texts, without DVC or git",
        "build my-texts/ out/ --set release.version=0.1.0",
    )
    one.add_argument("raw", metavar="RAW", help="folder of raw texts: a path, or an address such as s3://bucket/texts")
    one.add_argument("out", metavar="OUT", type=Path, help="folder that will mirror data/; the dataset is OUT/release")
    one.add_argument("--params", type=Path, default=None, help="parameters (default: params.yaml of the project)")
    one.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="a.b=c",
        dest="changes",
        help="change one parameter; may repeat",
    )
    one.add_argument("--sources", type=Path, help="sources.yaml; without it every file is of the source `local`")
    one.add_argument("--corrections", type=Path, help="corrections.yaml: one-off fixes of the texts, and takedowns")
    one.add_argument(
        "--annotations",
        type=Path,
        metavar="DIR",
        help="folder of labels*.jsonl and links*.jsonl: what people say in place of the rules",
    )
    one.add_argument("--previous", type=Path, metavar="RELEASE", help="the release that this one follows")
    one.add_argument("--until", choices=STAGES, metavar="STAGE", default=STAGES[-1], help="stop after this stage")


def _verify(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = _verb(
        verbs,
        "verify",
        "check a release: checksums, schemas, laws, and every span against the raw bytes",
        "verify data/release --raw data/raw",
    )
    one.add_argument("release", metavar="RELEASE", type=Path, help="folder of a release")
    one.add_argument("--raw", metavar="RAW", help="raw folder, or its address: follow every span back to its bytes")
    one.add_argument("--manifest", metavar="VERSION", help="closed version: compare with the digests in the ledger")
    one.add_argument("--ledger", type=Path, default=_LEDGER, metavar="DIR", help="folder of the ledger (data/ledger)")


def _explain(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = _verb(
        verbs,
        "explain",
        "show where a row comes from, or why a raw item has none",
        "explain 002_d712047a3b5ac81b.txt",
    )
    one.add_argument("name", metavar="ID|KEY", help="id of a document, sentence or claim, or the key of a raw item")
    one.add_argument("--data", type=Path, default=Path("data"), metavar="DIR", help="folder of the build (data)")
    one.add_argument("--json", action="store_true", help="print JSON for programs")


def _export(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = _verb(
        verbs, "export", "write the claims in the format of another tool", "export label-studio data/release tasks/"
    )
    one.add_argument("format", choices=("label-studio", "web-annotation"), help="the format")
    one.add_argument("release", metavar="RELEASE", type=Path, help="folder of a release")
    one.add_argument("out", metavar="OUT", type=Path, help="folder for the files: new, empty, or a former export")


def _import(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = _verb(
        verbs,
        "import",
        "turn labels corrected in another tool into a file for data/annotations, or for build --annotations",
        "import label-studio corrected.json data/release data/annotations/labels-ada.jsonl --annotator Ada",
    )
    one.add_argument("format", choices=("label-studio",), help="the format")
    one.add_argument("file", metavar="FILE", type=Path, help="the corrected tasks, as the tool exports them")
    one.add_argument("release", metavar="RELEASE", type=Path, help="the release that was exported")
    one.add_argument("out", metavar="OUT", type=Path, help="the file to write, a new one")
    one.add_argument("--annotator", required=True, help="who corrected the labels")
    one.add_argument("--reason", default="Corrected by hand.", help="why, for every line")


def _diff(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = _verb(
        verbs,
        "diff",
        "compare two versions row by row and name the version bump that the difference demands",
        "diff old/release new/release",
    )
    other = "or a closed version in the ledger, such as 1.0.0, or hub:NAMESPACE/NAME@REVISION"
    one.add_argument("old", metavar="OLD", help=f"folder of the older release, {other}")
    one.add_argument("new", metavar="NEW", help="the newer one, named in the same ways")
    one.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="(text)")
    one.add_argument("--ledger", type=Path, default=_LEDGER, metavar="DIR", help="folder of the ledger (data/ledger)")


def _discrepancies(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = _verb(
        verbs,
        "discrepancies",
        "list the claims of a release that contradict, outdate or refine one another, with quotations and reasons",
        "discrepancies data/release > discrepancies.md",
    )
    one.add_argument("release", metavar="RELEASE", type=Path, help="folder of a release")
    one.add_argument("--json", action="store_true", help="print JSON for programs")


def _tag(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = _verb(
        verbs,
        "tag",
        "close the version in the release folder: write its ledger and changelog, and say what to do in git",
        "tag",
    )
    one.add_argument("--data", type=Path, default=Path("data"), metavar="DIR", help="folder of the build (data)")


def _hydrate(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = _verb(
        verbs,
        "hydrate",
        "put the texts back into a release that withholds them, from your own copies of the raw files",
        "hydrate release-v1.0.0 my-copies/ full/",
    )
    one.add_argument("release", metavar="RELEASE", type=Path, help="folder of a release")
    one.add_argument("raw", metavar="RAW", help="folder with the raw files, under the same names, or its address")
    one.add_argument("out", metavar="OUT", type=Path, help="folder for the full release")
    one.add_argument("--corrections", type=Path, metavar="FILE", help="corrections.yaml of its project")


def _publish(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = _verb(
        verbs,
        "publish",
        "put a release on the Hub at HF_ENDPOINT as one commit and a tag; without --yes only say what would change",
        "publish data/release acme/claimset --yes",
    )
    one.add_argument("release", metavar="RELEASE", type=Path, help="folder of a release")
    one.add_argument("repo_id", metavar="REPO_ID", help="NAMESPACE/NAME; the token: HF_TOKEN, or `hf auth login`")
    one.add_argument("--yes", action="store_true", help="do it")
    one.add_argument("--public", action="store_true", help="create a public repository (default: private)")
    one.add_argument(
        "--texts-without-rights",
        action="store_true",
        help="publish texts to a public repository although their rights are unknown or denied",
    )


def _page(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = _verb(
        verbs,
        "page",
        "write OUT/index.html, on which people read, search and review a release",
        "page data/release data/raw data/page",
    )
    one.usage = "%(prog)s [-h] RELEASE [RAW] OUT"
    one.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="RELEASE; RAW, its raw folder or an address, so that the page shows what was repaired; OUT, a folder",
    )


def _browse(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    one = _verb(
        verbs,
        "browse",
        "serve the page of a release of any size on this machine, at an address with a secret (needs claimset[browse])",
        "browse data/release",
    )
    one.add_argument("release", metavar="RELEASE", type=Path, help="folder of a release")
    one.add_argument("--raw", metavar="RAW", help="raw folder, or its address: show what was repaired")
    one.add_argument("--port", type=_port, default=0, help="port on loopback (0: any that is free)")


def _port(text: str) -> int:
    """A number of a TCP port."""
    if not text.isdecimal() or int(text) > _LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; give a number from 0 to {_LAST_PORT}")
    return int(text)
