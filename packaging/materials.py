"""What Betalt is made of: `python packaging/materials.py FOLDER` writes it down for each release.

`betalt.cdx.json` is the bill of materials (CycloneDX 1.5) of what is installed with the program, made by uv
from our own lock and stripped of what differs from run to run, so that the same lock gives the same file.
`licences.txt` names the licence of each part. Then uv asks the public list of known weaknesses; without a
network it says so, and the two files stand all the same.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata, requires
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.lock"
USAGE = "usage: python packaging/materials.py FOLDER"
PIN = re.compile(r"^([A-Za-z0-9._-]+==[^\s\\;]+)", re.MULTILINE)
# Packages whose own description leaves the licence out, with where it stands.
NAMED_ELSEWHERE = {"sqlcipher3": "Zlib"}  # LICENSE in its source
ONLY_IN_A_CLASSIFIER = "License :: OSI Approved :: "
VARYING = ("serialNumber", "timestamp")


def pins(lock: str) -> list[str]:
    """Return every package of a lock with its version, as `name==version`."""
    return PIN.findall(lock)


def installed_with(names: Iterable[str]) -> dict[str, PackageMetadata]:
    """Return the description of packages and of all they bring, by name; other systems' are left out."""
    found: dict[str, PackageMetadata] = {}
    waiting = list(names)
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name in found:
            continue
        try:
            found[name] = metadata(name)
        except PackageNotFoundError:
            continue
        waiting += brought_by(name)
    return dict(sorted(found.items()))


def brought_by(name: str) -> Iterator[str]:
    """Yield what a package needs on this system, without its extras."""
    for line in requires(name) or ():
        asked = Requirement(line)
        if asked.marker is None or asked.marker.evaluate({"extra": ""}):
            yield asked.name


def licence(about: PackageMetadata) -> str:
    """Return the licence a package names, in its own words; empty when it names none."""
    fields = about.json
    named = str(fields.get("license_expression") or fields.get("license") or "").partition("\n")[0]
    classified = [
        line.removeprefix(ONLY_IN_A_CLASSIFIER)
        for line in fields.get("classifier", ())
        if line.startswith(ONLY_IN_A_CLASSIFIER)
    ]
    return named or " / ".join(classified) or NAMED_ELSEWHERE.get(about["Name"], "")


def bill_of_materials(folder: Path) -> dict[str, Any]:
    """Return the bill that uv makes in a scratch folder from our project and exactly our lock."""
    constraints = json.dumps(pins(LOCK.read_text(encoding="utf-8")))
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    settings = f"\n[tool.uv]\npackage = false\nconstraint-dependencies = {constraints}\n"
    Path(folder, "pyproject.toml").write_text(project + settings, encoding="utf-8")
    uv(folder, "lock")
    uv(folder, "export", "--no-dev", "--format", "cyclonedx1.5", "--output-file", "bill.json")
    bill: dict[str, Any] = json.loads(Path(folder, "bill.json").read_text(encoding="utf-8"))
    return settled(bill)


def settled(bill: Mapping[str, Any]) -> dict[str, Any]:
    """Return a bill without what differs from run to run, and without the addresses of an index."""
    kept = {key: value for key, value in bill.items() if key not in VARYING}
    kept["metadata"] = {key: value for key, value in bill["metadata"].items() if key not in VARYING}
    kept["components"] = [
        {key: value for key, value in part.items() if key != "externalReferences"}
        | {"hashes": [file["hashes"][0] for file in part.get("externalReferences", ()) if file.get("hashes")]}
        for part in bill["components"]
    ]
    return kept


def uv(folder: Path, *arguments: str) -> None:
    """Run uv quietly in a folder. Raises CalledProcessError when it fails; its own lines say why."""
    subprocess.run([sys.executable, "-m", "uv", "--quiet", *arguments], cwd=folder, check=True)


def known_weaknesses(folder: Path) -> str:
    """Return what the public list says about what we install, or that it could not be asked."""
    command = [sys.executable, "-m", "uv", "audit", "--no-dev", "--frozen"]
    asked = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if "error sending request" in asked.stderr:
        return "The list of known weaknesses could not be reached; nothing is said about them."
    return (asked.stdout + asked.stderr).strip()


def write(target: Path) -> None:
    """Write both files into a folder and say what is known about weaknesses."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        bill = bill_of_materials(Path(scratch))
        answer = known_weaknesses(Path(scratch))
    text = json.dumps(bill, indent=2, sort_keys=True)
    Path(target, "betalt.cdx.json").write_text(text + "\n", encoding="utf-8")
    parts = installed_with(part["name"] for part in bill["components"])
    lines = [f"{name} {about['Version']}: {licence(about)}\n" for name, about in parts.items()]
    Path(target, "licences.txt").write_text("".join(lines), encoding="utf-8")
    sys.stdout.write(f"{len(bill['components'])} parts, {len(lines)} of them on this system.\n{answer}\n")


def main() -> int:
    if len(sys.argv) != 2:
        sys.stderr.write(USAGE + "\n")
        return 2
    write(Path(sys.argv[1]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
